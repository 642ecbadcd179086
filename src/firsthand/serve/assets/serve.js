// The desk and the page of a job work without this; it adds dropping, and progress in place.
"use strict";

const marks = { past: "✓", present: "▸", future: "·" };

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

// --- the desk: files and links dropped on it --------------------------------------------------

function linksOf(data) {
  const list = data.getData("text/uri-list") || data.getData("text/plain") || "";
  return list.split(/\r?\n/).map((line) => line.trim()).filter((line) => /^https?:\/\//i.test(line));
}

function showChosen(input, list) {
  list.replaceChildren(...Array.from(input.files, (file) => {
    const item = element("li");
    item.append(element("bdi", "", file.name));
    return item;
  }));
}

function takeFiles(input, files) {
  const all = new DataTransfer();
  for (const file of [...input.files, ...files]) all.items.add(file);
  input.files = all.files;
  input.dispatchEvent(new Event("change"));
}

function takeLinks(field, links) {
  const known = field.value.split("\n").map((line) => line.trim()).filter(Boolean);
  field.value = [...new Set([...known, ...links])].join("\n");
}

function wantsDrop(event) {
  const types = event.dataTransfer ? event.dataTransfer.types : [];
  return types.includes("Files") || types.includes("text/uri-list");
}

function startDesk(drop) {
  const input = document.getElementById("files");
  const links = document.getElementById("links");
  document.querySelector(".scripted").hidden = false;
  const list = document.getElementById("chosen");
  const clear = document.getElementById("clear");
  let before = [];
  const show = () => {
    showChosen(input, list);
    clear.hidden = !input.files.length;
    before = [...input.files];
  };
  input.addEventListener("change", (event) => {
    // What is chosen joins what was there; a browser would put it in its place.
    const known = before.filter((one) => ![...input.files].includes(one));
    if (event.isTrusted && known.length) {
      const all = new DataTransfer();
      for (const file of [...known, ...input.files]) all.items.add(file);
      input.files = all.files;
    }
    show();
  });
  clear.addEventListener("click", () => {
    input.value = "";
    show();
  });
  // The whole page takes what is dropped: a file beside the area would be opened by the browser.
  document.addEventListener("dragover", (event) => {
    if (!wantsDrop(event)) return;
    event.preventDefault();
    drop.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) drop.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    drop.classList.remove("over");
    if (!wantsDrop(event)) return;
    event.preventDefault();
    if (event.dataTransfer.files.length) takeFiles(input, event.dataTransfer.files);
    else takeLinks(links, linksOf(event.dataTransfer));
  });
}

// --- a job: how far it is -----------------------------------------------------------------------

function showSteps(list, steps) {
  list.replaceChildren(...steps.map((step) => {
    const item = element("li", step.stage);
    const mark = element("span", "mark", marks[step.stage]);
    mark.setAttribute("aria-hidden", "true");
    if (step.stage === "present") item.setAttribute("aria-current", "step");
    item.append(mark, `${step.name} `, element("span", "far", step.words));
    return item;
  }));
}

async function follow(list, state) {
  let wait = 1000;
  try {
    const answer = await fetch(list.dataset.job, { cache: "no-store" });
    if (answer.status === 404) return location.reload(); // it was removed
    if (!answer.ok) throw new Error(String(answer.status));
    const job = await answer.json();
    if (job.next) return location.replace(job.next + location.hash);
    if (job.ended) return location.reload();
    showSteps(list, job.steps);
    if (state.textContent !== job.words) state.textContent = job.words;
  } catch {
    state.textContent = "The server does not answer.";
    wait = 5000;
  }
  setTimeout(follow, wait, list, state);
}

const drop = document.getElementById("drop");
if (drop) startDesk(drop);
const steps = document.getElementById("steps");
if (steps) follow(steps, document.getElementById("state"));
