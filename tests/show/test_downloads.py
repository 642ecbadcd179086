"""What the page offers to save is what the command line writes, with scripts and without."""

import gzip

import pytest

from firsthand.show.exports import FORMATS, PAGE

from .story import comparison

pytestmark = pytest.mark.browser
OTHERS = [suffix for suffix in FORMATS if suffix != PAGE.suffix]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_every_format_is_saved_as_the_command_line_writes_it(browser, tmp_path, scripts):
    path = tmp_path / "story.html"
    path.write_bytes(PAGE.written(comparison()))
    context = browser.new_context(accept_downloads=True, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(path.as_uri())
    page.locator(".downloads summary").click()
    links = page.locator(".downloads a")
    assert links.count() == len(OTHERS)
    for number, suffix in enumerate(OTHERS):
        with page.expect_download() as waiting:
            links.nth(number).click()
        saved = waiting.value
        content = saved.path().read_bytes()
        packed = saved.suggested_filename.endswith(".gz")
        assert saved.suggested_filename.removesuffix(".gz") == f"story{suffix}"
        assert packed == (not scripts and suffix != ".xlsx")
        content = gzip.decompress(content) if packed else content
        assert content == FORMATS[suffix].written(comparison())
    context.close()


def test_the_list_is_used_by_keyboard(browser, tmp_path):
    path = tmp_path / "story.html"
    path.write_bytes(PAGE.written(comparison()))
    page = browser.new_page()
    page.goto(path.as_uri())
    page.locator(".downloads summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename == "story.md"
    page.close()
