/* What the page can do beyond being read: filters, partners of marked words, two texts side by side.
   Nothing here is needed to read it, and nothing is fetched. Texts of reports are only ever set as
   text, never as markup. */
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const words = (value) => (value || "").split(" ").filter(Boolean);
  const made = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  // --- Filters: what was said, by speaker, report, kind and words.

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();

  const filter = (form) => {
    const root = form.closest(".findings");
    const found = all(".found", root);
    const texts = new Map(found.map((one) => [one, fold(one.textContent)]));
    const apply = () => {
      const { who, report, kind, words: typed } = form.elements;
      const sought = words(fold(typed.value));
      let shown = 0;
      for (const one of found) {
        const fits =
          (!who.value || JSON.parse(one.dataset.who).includes(who.value)) &&
          (!report.value || words(one.dataset.reports).includes(report.value)) &&
          (!kind.value || words(one.dataset.kind).includes(kind.value)) &&
          sought.every((word) => texts.get(one).includes(word));
        one.hidden = !fits;
        shown += fits;
      }
      // A heading over nothing is hidden, too: the innermost groups first.
      for (const group of all(".of-kind, .lone, section", root)) {
        group.hidden = all(".found", group).every((one) => one.hidden);
      }
      const filtered = shown < found.length;
      root.querySelector(".nothing").hidden = shown > 0;
      form.querySelector("output").textContent = filtered ? `${shown} of ${found.length}` : "";
    };
    form.addEventListener("input", apply);
    form.addEventListener("reset", () => setTimeout(apply));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    // A link to what is filtered out shows all again.
    addEventListener("hashchange", () => {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target && root.contains(target) && target.closest("[hidden]")) {
        form.reset();
        apply();
        target.scrollIntoView();
      }
    });
    if (found.some((one) => one.hidden)) apply();
  };
  all("form.filters").forEach(filter);

  // --- Partners: the words elsewhere that tell the same as those under the pointer or the focus.

  const panel = document.getElementById("partners");
  const texts = document.querySelector("#texts .full");
  const LONGEST = 220;
  let leaving = 0;
  let lit = null;

  const pieces = (anchor) => all(`[data-mark="${anchor}"]`, texts);
  const partners = (mark) => {
    const report = mark.closest(".report");
    const found = new Map();
    for (const name of words(mark.dataset.same)) {
      for (const other of all(`[data-same~="${name}"]`, texts)) {
        const anchor = other.dataset.mark;
        if (other.closest(".report") !== report && !found.has(anchor)) found.set(anchor, name);
      }
    }
    return found;
  };

  const clear = () => {
    all(".self, .partner", texts).forEach((one) => one.classList.remove("self", "partner"));
    panel.hidden = true;
    lit = null;
  };

  const shortened = (text) => {
    const flat = text.replace(/\s+/g, " ").trim();
    const letters = [...flat];
    return letters.length > LONGEST ? letters.slice(0, LONGEST).join("") + "…" : flat;
  };

  const line = (anchor, name) => {
    const marks = pieces(anchor);
    const report = marks[0].closest(".report");
    const text = report.querySelector(".text");
    const link = made("a", { className: "words", href: `#${anchor}` });
    link.textContent = shortened(marks.map((one) => one.textContent).join(" "));
    const quoted = made("span", { lang: text.lang, dir: text.dir }, link);
    const item = made("li", {}, report.querySelector("h3 .badge").cloneNode(true), " ", quoted);
    const claim = /^c(\d+)-(\d+)$/.exec(name);
    if (claim) {
      const href = `#claim-${claim[1]}-${claim[2]}`;
      item.append(" ", made("a", { className: "kind", href, textContent: `claim ${claim[2]}` }));
    }
    return item;
  };

  // Scroll the other text of two, if its words are out of sight, to stand beside these.
  const reveal = (mark, found) => {
    const marks = [...found.keys()].flatMap(pieces);
    const there = marks.filter((one) => one.closest(".shown"));
    if (!there.length) return;
    const other = there[0].closest(".report");
    const view = other.getBoundingClientRect();
    const seen = there.some((one) => {
      const box = one.getBoundingClientRect();
      return box.top > view.top && box.bottom < view.bottom;
    });
    const down = there[0].getBoundingClientRect().top - mark.getBoundingClientRect().top;
    if (!seen) other.scrollTop += down;
  };

  const light = (mark) => {
    clearTimeout(leaving);
    if (lit === mark.dataset.mark) return;
    const found = partners(mark);
    if (!found.size) return;
    clear();
    lit = mark.dataset.mark;
    pieces(lit).forEach((one) => one.classList.add("self"));
    for (const anchor of found.keys()) pieces(anchor).forEach((one) => one.classList.add("partner"));
    const list = made("ul", {}, ...[...found].map(([anchor, name]) => line(anchor, name)));
    // Beside each other the partners are brought in sight, and the panel would cover them.
    if (texts.classList.contains("pair")) return void reveal(mark, found);
    panel.replaceChildren(made("p", { textContent: "Also told here" }), list);
    panel.hidden = false;
  };

  const leave = () => {
    clearTimeout(leaving);
    leaving = setTimeout(clear, 500);
  };
  const near = (target) => {
    // A link back stands after the words that it belongs to.
    const back = target.closest("a.back");
    const mark = back ? back.previousElementSibling : target.closest("[data-mark]");
    return mark && mark.closest("[data-same]");
  };

  if (texts && panel) {
    texts.addEventListener("pointerover", (event) => {
      const mark = near(event.target);
      if (mark) light(mark);
      else if (lit) leave();
    });
    texts.addEventListener("pointerleave", leave);
    texts.addEventListener("focusin", (event) => {
      const mark = near(event.target);
      if (mark) light(mark);
      else clear();
    });
    texts.addEventListener("focusout", (event) => {
      const next = event.relatedTarget;
      if (next && !texts.contains(next) && !panel.contains(next)) clear();
    });
    panel.addEventListener("pointerenter", () => clearTimeout(leaving));
    panel.addEventListener("pointerleave", leave);
    panel.addEventListener("click", (event) => event.target.closest("a") && setTimeout(clear));
    addEventListener("keydown", (event) => event.key === "Escape" && lit && clear());
  }

  // --- Files to save: they lie packed in the page, and are unpacked before they are saved.

  const save = async (event) => {
    event.preventDefault();
    const link = event.currentTarget;
    const packed = atob(link.getAttribute("href").split(",")[1]);
    const bytes = Uint8Array.from(packed, (one) => one.charCodeAt(0));
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    const address = URL.createObjectURL(await new Response(unpacked).blob());
    made("a", { href: address, download: link.dataset.file }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  };
  if (window.DecompressionStream) {
    all("a[data-file]").forEach((link) => link.addEventListener("click", save));
  }

  for (const list of all("details.downloads")) {
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !list.open) return;
      list.open = false;
      list.querySelector("summary").focus();
    });
  }
  // On paper nothing can be opened.
  addEventListener("beforeprint", () => all("details.means, details.more").forEach((one) => (one.open = true)));

  // --- Two texts side by side, scrolled together at what both tell.

  const form = document.querySelector("form.side-by-side");
  if (!form) return;
  const reports = new Map(all(".report", texts).map((one) => [one.id.replace("report-", ""), one]));
  let driving = null;

  const rising = (points) => {
    // The longest rising chain: texts may tell the same in another order, and a scroll cannot.
    const best = points.map(() => [1, -1]);
    points.forEach((point, i) => {
      for (let j = 0; j < i; j++) {
        if (points[j][0] < point[0] && points[j][1] < point[1] && best[j][0] + 1 > best[i][0]) {
          best[i] = [best[j][0] + 1, j];
        }
      }
    });
    let at = best.reduce((top, one, i) => (top < 0 || one[0] > best[top][0] ? i : top), -1);
    const chain = [];
    for (; at >= 0; at = best[at][1]) chain.unshift(points[at]);
    return chain;
  };

  const top = (mark, report) =>
    mark.getBoundingClientRect().top - report.getBoundingClientRect().top + report.scrollTop;

  const aligned = (one, other) => {
    const firsts = new Map();
    for (const mark of all("[data-same]", other)) {
      for (const name of words(mark.dataset.same)) {
        if (!firsts.has(name)) firsts.set(name, top(mark, other));
      }
    }
    const points = [];
    for (const mark of all("[data-same]", one)) {
      const name = words(mark.dataset.same).find((name) => firsts.has(name));
      if (name) points.push([top(mark, one), firsts.get(name)]);
    }
    points.sort((a, b) => a[0] - b[0]);
    return [[0, 0], ...rising(points), [one.scrollHeight, other.scrollHeight]];
  };

  const follow = (one, other) => {
    // The line at which both are held goes from the top of the view to its bottom as one scrolls, so
    // that the beginnings stand beside each other, and the ends.
    const share = one.scrollTop / Math.max(1, one.scrollHeight - one.clientHeight);
    const at = one.scrollTop + share * one.clientHeight;
    const points = aligned(one, other);
    const after = points.findIndex((point) => point[0] >= at);
    const [x1, y1] = points[Math.max(0, after - 1)];
    const [x2, y2] = points[Math.max(0, after)];
    const between = x2 > x1 ? (at - x1) / (x2 - x1) : 0;
    other.scrollTop = y1 + (y2 - y1) * between - share * other.clientHeight;
  };

  const apart = () => {
    texts.classList.remove("pair");
    for (const report of reports.values()) {
      report.classList.remove("shown", "left");
      report.removeAttribute("tabindex");
      report.onscroll = null;
    }
    form.querySelector(".all").hidden = true;
  };

  const beside = (left, right) => {
    apart();
    const two = [reports.get(left), reports.get(right)];
    if (left === right || two.includes(undefined)) return;
    form.elements.left.value = left;
    form.elements.right.value = right;
    texts.classList.add("pair");
    two[0].classList.add("left");
    two.forEach((report, side) => {
      report.classList.add("shown");
      report.tabIndex = 0;
      report.scrollTop = 0;
      for (const kind of ["pointerenter", "focusin", "wheel", "touchstart", "keydown"]) {
        report.addEventListener(kind, () => (driving = report), { passive: true });
      }
      report.onscroll = () => driving === report && follow(report, two[1 - side]);
    });
    driving = two[0];
    form.querySelector(".all").hidden = false;
    form.scrollIntoView({ block: "start" });
    two[0].focus({ preventScroll: true });
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    beside(form.elements.left.value, form.elements.right.value);
  });
  form.querySelector(".all").addEventListener("click", apart);
  form.hidden = false;
  for (const button of all("button.pair")) {
    button.hidden = false;
    button.addEventListener("click", () => beside(button.dataset.left, button.dataset.right));
  }
  // A link to a text that is not shown shows all again.
  const reach = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const report = target && target.closest(".report");
    if (report && texts.classList.contains("pair") && !report.classList.contains("shown")) {
      apart();
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", reach);
})();
