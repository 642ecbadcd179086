"""Hostile reports: whatever they carry is shown as text, and nothing of it runs."""

from urllib.parse import urlsplit

import pytest

from firsthand.show.words import markup_safe

from .injections import INJECTIONS, infested
from .story import comparison

pytestmark = pytest.mark.browser

ELEMENTS = """() => {
  const seen = {};
  for (const one of document.querySelectorAll('*')) {
    const tag = one.localName;
    seen[tag] = seen[tag] || [];
    for (const name of one.getAttributeNames()) {
      if (!seen[tag].includes(name)) seen[tag].push(name);
    }
  }
  return seen;
}"""


def test_there_are_enough_of_them():
    assert len(set(INJECTIONS)) == len(INJECTIONS) >= 60


def test_nothing_runs_loads_or_moves(opened):
    page = opened(infested(), viewport={"width": 1200, "height": 900})
    # Use all that the script does, with these words in it.
    form = page.locator("form.filters")
    names = form.locator("[name=who] option")
    for number in range(0, names.count(), 7):
        form.locator("[name=who]").select_option(index=number)
    form.locator("[name=who]").select_option(index=0)
    for mark in page.locator("#texts [data-same]").all()[::5]:
        mark.dispatch_event("pointerover")
    page.locator("form.side-by-side button[type=submit]").click()
    page.wait_for_timeout(300)
    assert page.said == []
    assert [url for url in page.asked if not url.startswith("file:")] == []
    assert len(page.asked) == 1
    assert page.evaluate("[window.hit, Object.prototype.hit, document.cookie]") == [None, None, ""]
    assert page.url.startswith("file:")


def test_no_element_and_no_attribute_is_there_that_a_harmless_story_has_not(opened):
    harmless = opened(comparison()).evaluate(ELEMENTS)
    found = opened(infested()).evaluate(ELEMENTS)
    # Only what the template writes for things that the harmless story lacks.
    allowed = {"details": {"class"}, "button": {"hidden"}, "bdi": {"class"}, "br": set()}
    for tag, attributes in found.items():
        assert tag in harmless or tag in allowed, tag
        extra = set(attributes) - set(harmless.get(tag, ())) - allowed.get(tag, set())
        assert extra == set(), tag


def test_links_lead_into_the_page_or_to_a_plain_address(opened):
    page = opened(infested())
    links = page.evaluate("""[...document.querySelectorAll('[href]')].map(
          (e) => new URL(e.getAttribute('href'), document.baseURI).href)""")
    outside = [link for link in links if not link.startswith("file:")]
    assert {urlsplit(link).hostname for link in outside} == {"evil.example"}
    assert all(link.startswith("https://") for link in outside)
    assert page.locator("[href]:not(a)").count() == 0


def test_every_word_of_it_is_shown(opened):
    page = opened(infested())
    shown = page.evaluate(
        "[...document.querySelectorAll('#texts .report')].map("
        "(e) => [...e.querySelectorAll('.text p')].map((p) => p.textContent).join('\\n\\n'))"
    )
    for report, text in zip(infested().reports, shown, strict=True):
        wanted = "".join(markup_safe(report.text).split())
        assert "".join(text.replace("\ufffd", "").split()) == wanted.replace("\ufffd", "")


def test_marks_that_reorder_stay_in_their_place(opened):
    page = opened(infested())
    # A line in which a report's words stand beside ours: ours keep their place, to the left.
    for number in range(page.locator(".reports > li").count()):
        line = page.locator(".reports > li").nth(number)
        badge = line.locator(".badge").bounding_box()
        title = line.locator(".dated").bounding_box()
        assert badge["x"] <= title["x"] or badge["y"] < title["y"]
