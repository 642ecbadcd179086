"""The page in a real browser: no requests, links that mark their words, narrow screens."""

import pytest

from firsthand.records import Attribution, Claim, Comparison, Passage, Report, Story, Telling

from .story import ENGLISH, HOSTILE, comparison, hostile

pytestmark = pytest.mark.browser
# The words in the colour of the link's target, in the order of the page.
HIGHLIGHTED = """() => {
  const wanted = getComputedStyle(document.documentElement).getPropertyValue('--hit').trim();
  const probe = document.createElement('span');
  probe.style.background = wanted;
  document.body.append(probe);
  const colour = getComputedStyle(probe).backgroundColor;
  probe.remove();
  const words = [];
  const walker = document.createTreeWalker(document.querySelector('#texts'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    let at = walker.currentNode.parentElement;
    while (at && !at.matches('.text')) {
      if (getComputedStyle(at).backgroundColor === colour) {
        words.push(walker.currentNode.data);
        break;
      }
      at = at.parentElement;
    }
  }
  return words.join('');
}"""


def squeezed(text):
    return "".join(text.split())


def overlapping():
    """Return a comparison whose contents overlap, and run through paragraphs."""
    report = Report(
        id="r",
        language="en",
        text=ENGLISH,
        passages=tuple(
            Passage((ENGLISH.index(line), ENGLISH.index(line) + len(line)))
            for line in ENGLISH.splitlines()
            if line
        ),
        attributions=tuple(
            Attribution(f"a{n}", "direct", (span,))
            for n, span in enumerate([(30, 60), (50, 90), (85, 190), (150, 300), (155, 160)])
        ),
    )
    claims = tuple(Claim(a.id, "", (Telling("r", a.id, a.content),)) for a in report.attributions)
    return Comparison((Story("s", ("r",), claims),), (report,))


def test_the_page_asks_for_nothing(opened):
    page = opened(comparison())
    assert page.title().startswith("4 reports in 3 languages")
    assert [url for url in page.asked if not url.startswith("file:")] == []
    assert len(page.asked) == 1
    assert page.said == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("made", [comparison(), overlapping()], ids=["story", "overlapping"])
def test_a_quotation_leads_to_its_words_and_marks_exactly_them(opened, made, scripts):
    page = opened(made, java_script_enabled=scripts, viewport={"width": 1000, "height": 700})
    links = page.locator(".telling a.words")
    assert links.count() >= 5
    texts = {chr(ord("A") + n): report.text for n, report in enumerate(made.reports)}
    for number in range(links.count()):
        link = links.nth(number)
        letter, start, end = link.get_attribute("href")[1:].split("-")
        words = texts[letter][int(start) : int(end)]
        assert squeezed(link.text_content()) == squeezed(words)
        link.click()
        page.wait_for_url(f"**#{letter}-{start}-{end}")
        box = page.locator(f'[id="{letter}-{start}-{end}"]').bounding_box()
        assert 0 <= box["y"] < 700
        assert squeezed(page.evaluate(HIGHLIGHTED)) == squeezed(words)
    assert len(page.asked) == 1


def test_the_way_back(opened):
    page = opened(comparison())
    page.locator(".telling a.words").first.click()
    page.locator("#texts a.back").first.click()
    page.wait_for_url("**#claim-1-*")


def test_right_to_left_reports_are_set_right_to_left(opened):
    page = opened(comparison())
    text = page.locator("#report-C .text")
    assert text.get_attribute("lang") == "ar"
    assert text.evaluate("e => getComputedStyle(e).direction") == "rtl"
    telling = page.locator('.telling [lang="ar"]').first
    assert telling.evaluate("e => getComputedStyle(e).direction") == "rtl"


def test_hostile_text_is_only_text(opened):
    page = opened(hostile())
    assert page.said == []
    assert len(page.asked) == 1
    shown = page.locator("#report-A .text").text_content()
    assert "<script>alert(1)</script>" in shown
    assert squeezed(shown).startswith(squeezed(HOSTILE)[:40])
    assert page.locator("img, #texts .text u").count() == 0


@pytest.mark.parametrize("width", [360, 768])
@pytest.mark.parametrize(
    "make", [comparison, hostile, overlapping], ids=["story", "hostile", "overlapping"]
)
def test_narrow_screens_do_not_scroll_sideways(opened, make, width):
    page = opened(make(), viewport={"width": width, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_keyboard_reaches_the_texts_first(opened):
    page = opened(comparison())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the full texts"
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith("#texts"))


def test_dark_and_light_keep_words_readable(opened):
    for scheme in ("light", "dark"):
        page = opened(comparison(), color_scheme=scheme)
        back, ink = page.evaluate(
            "() => { const s = getComputedStyle(document.body);"
            " return [s.backgroundColor, s.color]; }"
        )
        assert _contrast(back, ink) >= 7


def _contrast(one, two):
    lights = sorted(map(_luminance, (one, two)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(colour):
    parts = [int(part) / 255 for part in colour[4:-1].split(",")]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
