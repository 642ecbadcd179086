"""What the page can do in a browser: filters, partners, two texts side by side, by keyboard too."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from .large import large
from .story import comparison, hostile

pytestmark = pytest.mark.browser
WIDE = {"width": 1200, "height": 900}

# What stands in the same place as something else: pairs of boxes of one kind that overlap.
OVERLAPPING = """(selector) => {
  const boxes = [...document.querySelectorAll(selector)]
    .map((one) => [one.textContent.trim().slice(0, 40), one.getBoundingClientRect()])
    .filter(([, box]) => box.width && box.height);
  const found = [];
  boxes.forEach(([name, a], i) => boxes.slice(i + 1).forEach(([other, b]) => {
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (across > 1 && down > 1) found.push([name, other, across, down]);
  }));
  return found;
}"""
# Words that run out of the box that they stand in.
OUTSIDE = """() => [...document.querySelectorAll('.map .box')].filter((box) => {
  const rect = box.querySelector('rect').getBoundingClientRect();
  return [...box.querySelectorAll('.name, .note')].some(
    (text) => text.getBoundingClientRect().right > rect.right + 1);
}).map((box) => box.textContent.trim())"""


def visible(page, selector):
    return page.locator(f"{selector} >> visible=true").count()


# --- filters


def test_filters_leave_what_fits_and_hide_empty_headings(opened):
    page = opened(comparison(), viewport=WIDE)
    total = visible(page, ".found")
    form = page.locator("form.filters")
    form.locator("[name=kind]").select_option("only")
    assert visible(page, ".found") == visible(page, "[data-kind~=only]") < total
    assert not page.locator("#told-1").is_visible()
    assert form.locator("output").text_content() == f"{visible(page, '.found')} of {total}"
    form.locator("[name=report]").select_option("B")
    shown = page.locator(".found >> visible=true")
    assert shown.count() >= 1
    for number in range(shown.count()):
        assert "B" in shown.nth(number).get_attribute("data-reports").split()
    form.locator("[name=words]").fill("no such words")
    assert visible(page, ".found") == 0
    assert page.locator(".nothing").is_visible()
    form.locator("button[type=reset]").click()
    page.wait_for_function("() => !document.querySelector('form.filters output').textContent")
    assert visible(page, ".found") == total


def test_a_speaker_is_found_by_name_and_words_without_accents_and_case(opened):
    page = opened(comparison(), viewport=WIDE)
    form = page.locator("form.filters")
    name = form.locator("[name=who] option").nth(1).get_attribute("value")
    form.locator("[name=who]").select_option(name)
    shown = page.locator(".found >> visible=true")
    assert shown.count() >= 1
    for number in range(shown.count()):
        assert name in shown.nth(number).evaluate("e => JSON.parse(e.dataset.who)")
    form.locator("[name=who]").select_option("")
    form.locator("[name=words]").fill("INSPECTÉD march")
    assert "inspected in March" in page.locator(".found >> visible=true").first.text_content()


def test_a_link_to_what_is_filtered_out_shows_it(opened):
    page = opened(comparison(), viewport=WIDE)
    page.locator("form.filters [name=kind]").select_option("only")
    assert not page.locator("#claim-1-1").is_visible()
    page.locator('#texts a.back[href="#claim-1-1"]').first.click()
    page.wait_for_url("**#claim-1-1")
    page.locator("#claim-1-1").wait_for(state="visible")


# --- partners


def test_words_under_the_pointer_show_their_partners(opened):
    page = opened(comparison(), viewport=WIDE)
    mark = page.locator('#report-A [data-same~="c1-1"]').first
    mark.scroll_into_view_if_needed()
    mark.hover()
    partners = page.locator(".m.partner")
    reports = {
        partners.nth(n).evaluate("e => e.closest('.report').id") for n in range(partners.count())
    }
    assert reports == {"report-B", "report-C", "report-D"}
    lines = page.locator("#partners li")
    assert lines.count() == 3
    # Each line leads to the very words.
    link = lines.nth(1).locator("a.words")
    target = link.get_attribute("href")[1:]
    words = page.locator(f'[id="{target}"]').text_content()
    assert link.text_content() in " ".join(words.split())
    page.keyboard.press("Escape")
    assert not page.locator("#partners").is_visible()
    assert partners.count() == 0


def test_words_in_focus_show_their_partners(opened):
    page = opened(comparison(), viewport=WIDE)
    page.locator('#report-B a.back[href="#claim-1-1"]').first.focus()
    assert page.locator("#partners").is_visible()
    assert page.locator("#report-A .m.partner").count() >= 1


def test_the_panel_holds_text_and_no_markup(opened):
    page = opened(hostile(), viewport=WIDE)
    for mark in page.locator("#texts [data-same]").all():
        mark.hover(force=True)
    assert page.said == []
    assert page.locator("#partners script, #partners img").count() == 0


# --- two texts side by side


def test_two_texts_stand_beside_each_other_and_scroll_together(opened):
    page = opened(large(), viewport={"width": 1200, "height": 420})
    form = page.locator("form.side-by-side")
    form.locator("[name=left]").select_option("A")
    form.locator("[name=right]").select_option("Q")
    form.locator("button[type=submit]").click()
    left, right = page.locator("#report-A"), page.locator("#report-Q")
    assert visible(page, "#texts .report") == 2
    one, other = left.bounding_box(), right.bounding_box()
    assert one["x"] + one["width"] <= other["x"]
    assert one["y"] == other["y"]
    left.hover()
    page.mouse.wheel(0, 60)
    page.wait_for_function("() => document.querySelector('#report-Q').scrollTop > 0")
    told = '[data-same~="c1-1"]'
    heights = [report.locator(told).first.bounding_box()["y"] for report in (left, right)]
    assert abs(heights[0] - heights[1]) < 30
    page.mouse.wheel(0, 5000)
    page.wait_for_function(
        "() => { const e = document.querySelector('#report-Q');"
        " return e.scrollTop >= e.scrollHeight - e.clientHeight - 2; }"
    )
    form.locator(".all").click()
    assert visible(page, "#texts .report") == 40


def test_a_derivation_opens_its_two_texts(opened):
    page = opened(comparison(), viewport=WIDE)
    button = page.locator("button.pair").first
    button.click()
    shown = page.locator(".report.shown")
    letters = {shown.nth(n).get_attribute("id") for n in range(2)}
    assert letters == {
        f"report-{button.get_attribute(f'data-{side}')}" for side in ("left", "right")
    }
    assert page.evaluate("document.activeElement.className").startswith("report")
    # A quotation's link to a third text brings all back.
    page.evaluate("location.hash = '#report-B'")
    page.locator("#report-B").wait_for(state="visible")


# --- keyboard, and without scripts


def test_all_is_reached_and_used_by_keyboard_alone(opened):
    page = opened(comparison(), viewport=WIDE)
    reached, unseen = [], []
    for _ in range(600):
        page.keyboard.press("Tab")
        state = page.evaluate(
            """() => {
              const e = document.activeElement;
              if (!e || e === document.body) return null;
              const box = e.getBoundingClientRect();
              const style = getComputedStyle(e);
              return [e.tagName, e.className.toString(), e.textContent.trim().slice(0, 30),
                box.bottom > 0 && box.top < innerHeight,
                style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2];
            }"""
        )
        if state is None:
            break
        reached.append(tuple(state[:2]))
        if not (state[3] and state[4]):
            unseen.append(state)
    else:
        pytest.fail("the keyboard never comes to an end of the page")
    assert unseen == []
    wanted = page.evaluate(
        """() => [...document.querySelectorAll(
             'a[href]:not([tabindex="-1"]), button, select, input, summary')]
           .filter((e) => e.checkVisibility()).length"""
    )
    assert len(reached) == wanted
    kinds = {tag for tag, _ in reached}
    assert {"A", "BUTTON", "SELECT", "INPUT", "SUMMARY"} <= kinds


def test_the_parts_work_by_keyboard(opened):
    page = opened(comparison(), viewport=WIDE)
    page.locator("details.means summary").focus()
    page.keyboard.press("Enter")
    assert page.locator("details.means p").is_visible()
    page.locator("form.filters [name=kind]").focus()
    page.keyboard.type("only")
    assert page.locator("form.filters [name=kind]").input_value() == "only"
    assert not page.locator("#told-1").is_visible()
    page.locator("button.pair").first.focus()
    page.keyboard.press("Enter")
    assert visible(page, "#texts .report") == 2
    page.keyboard.press("End")
    page.wait_for_function(
        "() => { const e = document.activeElement; return !e.classList.contains('shown')"
        " || e.scrollTop >= e.scrollHeight - e.clientHeight - 2; }"
    )


def test_without_scripts_all_can_be_read(opened):
    with_scripts = opened(comparison(), viewport=WIDE)
    page = opened(comparison(), viewport=WIDE, java_script_enabled=False)
    assert visible(page, "form") == visible(page, "button") == 0
    for selector in (".found", "#texts .report", ".telling", "a.words", ".tree li", "svg.map"):
        assert visible(page, selector) == visible(with_scripts, selector) > 0


def test_on_paper_there_are_no_controls_and_all_texts(opened):
    page = opened(comparison(), viewport=WIDE)
    page.emulate_media(media="print")
    assert visible(page, "form") == visible(page, "button") == visible(page, "nav") == 0
    assert visible(page, "#texts .report") == 4


# --- forty reports


@pytest.mark.parametrize("width", [1200, 700, 360])
def test_forty_reports_lay_out_without_overlap(opened, width):
    page = opened(large(), viewport={"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for selector in (
        "main > section",
        ".story > section, .findings > section, .findings > form",
        ".map rect, .map .none",
        ".map text.on-line",
        ".timeline text:not(.when)",
        ".timeline text.when",
        ".reports > li",
        ".tree > li",
        ".claim .telling",
        ".lone",
        "#texts .report",
        "form.filters label, form.filters button",
        "nav.parts a",
        ".telling figcaption, .telling blockquote, .telling .place",
    ):
        assert page.evaluate(OVERLAPPING, selector) == [], selector
    assert page.evaluate(OUTSIDE) == []
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert page.locator("footer").bounding_box()["y"] < 900
    assert page.said == []


@pytest.mark.parametrize("width", [1200, 360])
@pytest.mark.parametrize("make", [comparison, hostile], ids=["story", "hostile"])
def test_small_stories_lay_out_without_overlap(opened, make, width):
    page = opened(make(), viewport={"width": width, "height": 900})
    for selector in (".map rect", ".map text.on-line", ".telling", "#texts .report", "nav.parts a"):
        assert page.evaluate(OVERLAPPING, selector) == [], selector
    assert page.evaluate(OUTSIDE) == []


# --- accessibility


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("make", [comparison, hostile, large], ids=["story", "hostile", "large"])
def test_axe_finds_nothing_serious(opened, make, scheme):
    page = opened(make(), viewport=WIDE, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    mark = page.locator("#texts [data-same]")
    if mark.count():
        mark.first.hover()
    found = Axe().run(page).response["violations"]
    bad = [
        (
            one["id"],
            [node["target"] for node in one["nodes"]][:5],
            one["nodes"][0]["failureSummary"],
        )
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]
    assert bad == []
