"""Text fragments in a real browser: the link scrolls to the paragraph of its words."""

import html

import pytest
from playwright.sync_api import sync_playwright

from firsthand.show.fragments import text_link

pytestmark = pytest.mark.browser
PAGE = "https://paper.example/story"
PARAGRAPHS = (
    "The mayor said no. A clerk, who did not wish to be named, said yes.",
    "Nobody was told. “It’s a well-kept, R&D secret,” she said; 3,000 knew.",
    "The minister said no. The mayor said no, again and again, until nobody at all was listening "
    "to him in that long night, or so it was told by those who stood near the door.",
    "قالت مديرة الميناء إن «الرافعة خضعت للفحص في مارس».",
    "他说，会议已经结束，没有人受伤，调查仍在继续。",
    "मंत्री ने कहा कि हिन्दी में कोई घायल नहीं हुआ",
    "นายกรัฐมนตรีกล่าวว่า ไม่มีผู้ได้รับบาดเจ็บ และจะสอบสวนต่อไป",
)
TEXT = "\n\n".join(PARAGRAPHS)
# Which paragraph the window shows; they stand so far apart that it is one at most.
SHOWN = """() => [...document.querySelectorAll('p')].findIndex(paragraph => {
  const box = paragraph.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight;
})"""


@pytest.fixture(scope="module")
def served(chromium):
    far = '<div style="height: 4000px"></div>'
    written = far.join(["", *(f"<p>{html.escape(words)}</p>" for words in PARAGRAPHS), ""])
    body = f"<!doctype html><meta charset=utf-8><title>Story</title>{written}"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=chromium, args=["--headless=new", "--no-sandbox"]
        )
        context = running.new_context()
        context.route("**/*", lambda route: route.fulfill(body=body, content_type="text/html"))
        yield context
        running.close()


@pytest.mark.parametrize(
    ("words", "nth", "paragraph"),
    [
        ("The mayor said no", 0, 0),
        ("The mayor said no", 1, 2),
        ("said no", 2, 2),
        ("“It’s a well-kept, R&D secret,”", 0, 1),
        ("3,000 knew.\n\nThe minister", 0, 1),
        (PARAGRAPHS[2], 0, 2),
        ("إن «الرافعة خضعت للفحص في مارس»", 0, 3),
        ("会议已经结束", 0, 4),
        (PARAGRAPHS[4], 0, 4),
        ("हिन्दी में कोई घायल", 0, 5),
        ("ไม่มีผู้ได้รับบาดเจ็บ", 0, 6),
    ],
)
def test_the_browser_finds_the_words(served, words, nth, paragraph):
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    tab = served.new_page()
    try:
        tab.goto(text_link(PAGE, TEXT, (start, start + len(words))))
        tab.wait_for_function(f"({SHOWN})() === {paragraph}", timeout=10_000)
    finally:
        tab.close()
