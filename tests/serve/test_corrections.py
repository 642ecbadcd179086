"""What a person says on the page is kept, used at once and in later runs, and can be taken back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from broken_lock import ONE_STORY, TEXTS
from firsthand.cli import main
from firsthand.engines.e5 import E5Encoder
from firsthand.io.judgement_store import JudgementStore
from firsthand.records import Judgement, SpeakerJudgement, TellingJudgement, VoiceJudgement

from .running import Room, serving

ARGUMENTS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"]
FILES = [("files", (f"{name}.txt", text.encode())) for name, text in TEXTS.items()]
MAYOR = "nobody had been hurt"


def make_encoder() -> E5Encoder:
    return E5Encoder(threads=1)


@pytest.fixture(scope="module")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> JudgementStore:
    return JudgementStore(tmp_path_factory.mktemp("store") / "judgements.sqlite")


@pytest.fixture(scope="module")
def room(shared_store: JudgementStore, cache_of_this_run: None) -> Iterator[Room]:
    with serving(make_encoder, store=shared_store) as running:
        yield running


@pytest.fixture
def story(room: Room, shared_store: JudgementStore) -> Iterator[str]:
    """A comparison with nothing judged but that all is one story."""
    for kept in shared_store.all():
        shared_store.withdraw(kept.id)
    shared_store.append([ONE_STORY])
    job = room.submit(*FILES)
    assert room.wait(job)["state"] == "done"
    yield job
    room.client.post(f"/jobs/{job}/cancel")


def compared(room: Room, job: str) -> dict[str, object]:
    found: dict[str, object] = room.client.get(f"/stories/{job}/export/story.json").json()
    return found


def claim_of(record, words: str) -> tuple[int, list[str]]:
    """Return where the claim stands that has a telling with these words, and its reports."""
    texts = {report["id"]: report["text"] for report in record["reports"]}
    for number, claim in enumerate(record["stories"][0]["claims"]):
        for telling in claim["tellings"]:
            if any(words in texts[telling["report"]][s:e] for s, e in telling["spans"]):
                return number, sorted(t["report"] for t in claim["tellings"])
    raise AssertionError(words)


def form(page: str, kind: str, words: str) -> dict[str, str]:
    """Return the fields of the form of a kind that stands under a telling with these words."""
    for block in re.findall(r"<figure class=\"telling\">.*?</figure>", page, re.S):
        if words in re.sub(r"<[^>]+>", "", block):
            for one in re.findall(r"<form .*?</form>", block, re.S):
                fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', one))
                if fields["kind"] == kind:
                    return fields
    raise AssertionError((kind, words))


def say(room: Room, job: str, fields: dict[str, str]) -> None:
    answer = room.client.post(f"/stories/{job}/judgements", data=fields)
    assert answer.status_code == 303, answer.text
    place = f"#claim-{fields['story']}-{fields['claim']}" if "claim" in fields else ""
    assert answer.headers["location"] == f"/jobs/{job}{place}"
    assert room.wait(job)["state"] == "done"


def page_of(room: Room, job: str) -> str:
    return room.client.get(f"/stories/{job}").text


def test_not_the_same(room: Room, story: str, shared_store: JudgementStore) -> None:
    assert claim_of(compared(room, story), MAYOR)[1] == ["ar", "de", "en"]
    say(room, story, form(page_of(room, story), "apart", MAYOR))
    record = compared(room, story)
    assert claim_of(record, MAYOR)[1] == ["en"]
    assert claim_of(record, "niemand sei verletzt")[1] == ["ar", "de"]
    kept = shared_store.current()[-1]
    assert isinstance(kept, TellingJudgement)
    assert not kept.same
    # It is used in another run, through a file of either kind.
    job = room.submit(*FILES)
    room.wait(job)
    assert claim_of(compared(room, job), MAYOR)[1] == ["en"]


def test_the_same(room: Room, story: str) -> None:
    page = page_of(room, story)
    first, second = "nobody had been hurt", "barges could wait"
    fields = form(page, "same", second)
    other = form(page, "same", first)["claim"]
    say(room, story, fields | {"other": other})
    record = compared(room, story)
    assert claim_of(record, first)[0] == claim_of(record, second)[0]


def test_wrong_speaker_and_nobody(room: Room, story: str, shared_store: JudgementStore) -> None:
    say(room, story, form(page_of(room, story), "speaker", MAYOR) | {"name": " Ilka  Moreau "})
    english = next(r for r in compared(room, story)["reports"] if r["id"] == "en")
    names = {speaker["id"]: speaker["name"] for speaker in english["speakers"]}
    said = {
        english["text"][a["content"][0][0] : a["content"][-1][1]]: names.get(a["speaker"])
        for a in english["attributions"]
    }
    assert said["that nobody had been hurt"] == "Ilka Moreau"
    kept = shared_store.current()[-1]
    assert isinstance(kept, SpeakerJudgement)
    assert (kept.place.words, kept.name) == ("that nobody had been hurt", "Ilka Moreau")
    say(room, story, form(page_of(room, story), "nobody", MAYOR))
    assert shared_store.current()[-1].name is None


def test_not_comment(room: Room, story: str, shared_store: JudgementStore) -> None:
    page = page_of(room, story)
    assert 'value="reporting"' in page
    place = re.search(r'name="place" value="([^"]+)"', page)[1]
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    say(room, story, {"version": version, "kind": "reporting", "place": place})
    assert isinstance(shared_store.current()[-1], VoiceJudgement)
    assert 'value="reporting"' not in page_of(room, story)


def test_another_event_and_one_event(room: Room, story: str, shared_store: JudgementStore) -> None:
    version = re.search(r'name="version" value="(\d+)"', page_of(room, story))[1]
    letter = re.search(r'<a class="badge" href="#report-(\w)" title="ar.txt"', page_of(room, story))
    fields = {"version": version, "kind": "elsewhere", "story": "1", "report": letter[1]}
    say(room, story, fields)
    stories = [sorted(s["reports"]) for s in compared(room, story)["stories"]]
    assert sorted(stories) == [["ar"], ["de", "en"]]
    said = [one for one in shared_store.current() if isinstance(one, Judgement) and not one.same]
    assert {one.reports for one in said} == {("ar", "de"), ("ar", "en")}
    # Another report of that name is not meant.
    other = [("files", ("ar.txt", TEXTS["en"].encode())), FILES[0]]
    job = room.submit(*other)
    room.wait(job)
    assert [sorted(s["reports"]) for s in compared(room, job)["stories"]] == [["ar", "en"]]
    version = re.search(r'name="version" value="(\d+)"', page_of(room, story))[1]
    say(room, story, {"version": version, "kind": "one", "story": "1", "other": "2"})
    assert [sorted(s["reports"]) for s in compared(room, story)["stories"]] == [["ar", "de", "en"]]


def test_what_was_said_is_listed_exported_and_withdrawn(
    room: Room, story: str, shared_store: JudgementStore, tmp_path: Path
) -> None:
    say(room, story, form(page_of(room, story), "apart", MAYOR))
    listed = room.client.get("/judgements").text
    assert "that nobody had been hurt" in listed
    exported = room.client.get("/judgements.jsonl")
    assert "attachment" in exported.headers["content-disposition"]
    lines = [json.loads(line) for line in exported.text.splitlines()]
    assert lines[-1]["apart"][0]["words"] == "that nobody had been hurt"
    # The command line takes what was exported.
    path = tmp_path / "mine.jsonl"
    path.write_text(exported.text, encoding="utf-8")
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    files = [str(tmp_path / f"{name}.txt") for name in TEXTS]
    out = tmp_path / "story.json"
    assert main(["compare", *files, "--judgements", str(path), "-o", str(out)]) == 0
    assert claim_of(json.loads(out.read_text(encoding="utf-8")), MAYOR)[1] == ["en"]
    last = shared_store.all()[-1].id
    answer = room.client.post(f"/judgements/{last}/withdraw")
    assert answer.headers["location"] == "/judgements"
    assert "withdrawn" in room.client.get("/judgements").text
    assert room.client.post(f"/stories/{story}/again").status_code == 303
    assert room.wait(story)["state"] == "done"
    assert claim_of(compared(room, story), MAYOR)[1] == ["ar", "de", "en"]
    assert room.client.post("/judgements/99999/withdraw").status_code == 400


def test_what_fits_nothing_is_not_kept(
    room: Room, story: str, shared_store: JudgementStore
) -> None:
    good = form(page_of(room, story), "apart", MAYOR)
    before = shared_store.all()
    for change in (
        {"kind": "none"},
        {"kind": ""},
        {"claim": "999"},
        {"claim": "-1"},
        {"claim": "1e3"},
        {"telling": "99"},
        {"story": "0"},
        {"story": "2"},
        {"kind": "same"},
        {"kind": "same", "other": good["claim"]},
        {"kind": "speaker"},
        {"kind": "speaker", "name": " "},
        {"kind": "speaker", "name": "x" * 300},
        {"kind": "reporting", "place": "A:0-1"},
        {"kind": "elsewhere", "report": "Z"},
        {"kind": "one", "other": "1"},
    ):
        answer = room.client.post(f"/stories/{story}/judgements", data=good | change)
        assert answer.status_code == 400, change
        assert "Not kept" in answer.text
    stale = room.client.post(f"/stories/{story}/judgements", data=good | {"version": "77"})
    assert stale.status_code == 409
    big = room.client.post(f"/stories/{story}/judgements", data={"name": "x" * 20_000})
    assert big.status_code == 413
    many = "&".join(f"a{n}=b" for n in range(99))
    odd = room.client.post(f"/stories/{story}/judgements", content=many.encode())
    assert odd.status_code == 400
    assert room.client.post("/stories/none/judgements", data=good).status_code == 404
    foreign = {"Origin": "https://evil.example"}
    answer = room.client.post(f"/stories/{story}/judgements", data=good, headers=foreign)
    assert answer.status_code == 403
    assert shared_store.all() == before


def test_a_room_without_a_store_takes_no_corrections(cache_of_this_run: None) -> None:
    with serving() as room:
        job = room.submit(*FILES[:1])
        room.wait(job)
        assert "Not right?" not in page_of(room, job)
        assert room.client.get("/judgements").status_code == 404
        answer = room.client.post(f"/stories/{job}/judgements", data={"version": "1"})
        assert answer.status_code == 404


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_person_corrects_by_keyboard(
    chromium: str, room: Room, story: str, shared_store: JudgementStore, scripts: bool
) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page: Page = browser.new_context(java_script_enabled=scripts).new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{room.url}/stories/{story}")
        telling = page.locator(".telling", has_text=MAYOR).first
        telling.locator("summary").focus()
        page.keyboard.press("Enter")
        name = telling.locator("input[name=name]")
        name.fill("Ilka Moreau")
        name.press("Enter")
        # Without scripts the way back leads to the top of the page.
        place = "#claim-*" if scripts else ""
        page.wait_for_url(f"**/stories/{story}{place}", timeout=60_000)
        fixed = page.locator(".telling", has_text=MAYOR).first
        assert fixed.locator(".who").text_content() == "Ilka Moreau"
        assert isinstance(shared_store.current()[-1], SpeakerJudgement)
        assert said == []
        browser.close()
