"""The desk in a real browser: choosing and dropping, progress, and the way to the page."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright

from .running import ENGLISH, SECOND, Room, StuckEncoder, serving

pytestmark = pytest.mark.browser
ARGUMENTS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"]
DROP = """([area, names, texts, link]) => {
  const data = new DataTransfer();
  names.forEach((name, n) => data.items.add(new File([texts[n]], name)));
  if (link) data.setData('text/uri-list', link);
  for (const kind of ['dragover', 'drop'])
    document.querySelector(area).dispatchEvent(
      new DragEvent(kind, {dataTransfer: data, bubbles: true, cancelable: true}));
}"""

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def room() -> Iterator[Room]:
    with serving() as running:
        yield running


@pytest.fixture(scope="module")
def stuck() -> Iterator[Room]:
    with serving(StuckEncoder) as running:
        yield running


@pytest.fixture(scope="module")
def opened(chromium: str) -> Iterator[Open]:
    """Return a function that opens a room; what the browser says and asks for is remembered."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)

        def open_room(room: Room, **settings: object) -> Page:
            page = running.new_context(**settings).new_page()  # type: ignore[arg-type]
            page.said, page.asked = [], []  # type: ignore[attr-defined]
            page.on("console", lambda message: page.said.append(message.text))
            page.on("pageerror", lambda error: page.said.append(str(error)))
            page.on("dialog", lambda dialog: (page.said.append(dialog.message), dialog.dismiss()))
            page.on("request", lambda request: page.asked.append(request.url))
            page.goto(room.url)
            return page

        yield open_room
        running.close()


def quiet(page: Page, room: Room) -> None:
    """Assert that nothing was complained of, and nothing asked of anybody else."""
    assert page.said == []
    assert [url for url in page.asked if not url.startswith((room.url, "data:"))] == []


def chosen() -> list[dict[str, object]]:
    return [
        {"name": "one.txt", "mimeType": "text/plain", "buffer": ENGLISH.encode()},
        {"name": "zwei <b>.txt", "mimeType": "text/plain", "buffer": SECOND.encode()},
    ]


def test_dropped_files_become_a_page(opened: Open, room: Room) -> None:
    page = opened(room)
    page.evaluate(DROP, ["body", ["one.txt"], [ENGLISH], None])
    page.evaluate(DROP, ["#drop", ["zwei <b>.txt"], [SECOND], None])
    assert page.locator("#chosen li").all_text_contents() == ["one.txt", "zwei <b>.txt"]
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url("**/stories/*")
    assert "Petra Quill" in page.locator("main").inner_text()
    quiet(page, room)
    page.goto(room.url)
    # It is called after its story.
    page.get_by_role("link", name="Tarn Vale").first.click()
    page.wait_for_url("**/stories/*")


def test_dropped_links_join_the_others(opened: Open, room: Room) -> None:
    page = opened(room)
    page.get_by_label("Links").fill("https://a.example/1\n")
    page.evaluate(DROP, ["#drop", [], [], "# a comment\r\nhttps://b.example/2\r\nftp://c.example"])
    page.evaluate(DROP, ["#drop", [], [], "https://a.example/1"])
    assert page.get_by_label("Links").input_value() == "https://a.example/1\nhttps://b.example/2"
    quiet(page, room)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_chosen_files_become_a_page(opened: Open, room: Room, scripts: bool) -> None:
    page = opened(room, java_script_enabled=scripts)
    page.get_by_label("Files").set_input_files(chosen())
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url("**/stories/*")
    assert page.locator("main").count() == 1
    quiet(page, room)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_progress_is_shown_and_work_can_be_cancelled(
    opened: Open, stuck: Room, scripts: bool
) -> None:
    page = opened(stuck, java_script_enabled=scripts)
    page.get_by_label("Files").set_input_files(chosen())
    page.get_by_role("button", name="Compare").click()
    page.locator("li.present", has_text="Comparing them").wait_for()
    assert "2 of 2 read" in page.locator("li.past", has_text="Reading").inner_text()
    assert page.locator("#state").text_content() == "comparing"
    page.get_by_role("button", name="Cancel").click()
    page.get_by_text("None yet.").wait_for()
    quiet(page, stuck)


def test_a_removed_job_is_told_to_who_waits_for_it(opened: Open, stuck: Room) -> None:
    page = opened(stuck)
    page.get_by_label("Files").set_input_files(chosen())
    page.get_by_role("button", name="Compare").click()
    page.locator("#steps").wait_for()
    stuck.client.post(page.url.removeprefix(stuck.url) + "/cancel")
    page.get_by_role("heading", name="Not here").wait_for()


def test_the_keyboard_alone_suffices(opened: Open, room: Room) -> None:
    page = opened(room)
    page.get_by_text("Paste a text").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.insert_text(ENGLISH)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/stories/*")
    quiet(page, room)


def test_a_page_of_another_site_gets_nothing(opened: Open, room: Room, stuck: Room) -> None:
    """``stuck`` is another origin: another port of this machine."""
    before = room.client.get("/").text
    page = opened(stuck, bypass_csp=True)
    tried = page.evaluate(
        """async (url) => {
          const tries = [
            () => fetch(url, {mode: 'no-cors'}),
            () => fetch(url + '/jobs', {method: 'POST', mode: 'no-cors', body: new FormData()}),
          ];
          return (await Promise.allSettled(tries.map((t) => t()))).map((r) => r.status);
        }""",
        room.url,
    )
    assert tried == ["rejected", "rejected"]
    frame = room.client.get("/", headers={"Origin": stuck.url, "Sec-Fetch-Site": "same-site"})
    assert frame.status_code == 403
    assert room.client.get("/").text == before


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_nothing_keeps_people_from_using_it(opened: Open, stuck: Room, colours: str) -> None:
    page = opened(
        stuck, color_scheme=colours, viewport={"width": 360, "height": 700}, bypass_csp=True
    )
    job = stuck.submit(("files", ("one" * 40 + ".txt", ENGLISH.encode())), text=SECOND)
    for path in ("/", f"/jobs/{job}", "/nothing"):
        page.goto(stuck.url + path)
        found = Axe().run(page).response["violations"]
        serious = [one for one in found if one["impact"] in {"serious", "critical"}]
        assert serious == [], json.dumps(serious)[:2000]
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360, path
    stuck.client.post(f"/jobs/{job}/cancel")


def test_hostile_names_and_links_run_nothing(opened: Open, stuck: Room) -> None:
    page = opened(stuck)
    name = "<img src=x onerror=alert(1)>\u202etxt.html"
    page.get_by_label("Files").set_input_files(
        [{"name": name, "mimeType": "text/plain", "buffer": base64.b64decode("PHA+")}]
    )
    assert page.locator("#chosen img").count() == 0
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url("**/jobs/*")
    page.goto(stuck.url)
    assert page.locator("img").count() == 0
    quiet(page, stuck)
