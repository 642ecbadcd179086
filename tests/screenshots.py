"""Pictures of pages: the README's, and what a person looks at before a change of the page lands.

python tests/screenshots.py            docs/story.png, from the example story
python tests/screenshots.py FOLDER INPUT...
                                       light and dark, wide and narrow, part by part
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))
from conftest import find_chromium
from show.conftest import ARGUMENTS

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples" / "reports"
README_PICTURE = ROOT / "docs" / "story.png"
README_SIZE = {"width": 1100, "height": 1180}
WIDE, NARROW = {"width": 1200, "height": 1600}, {"width": 390, "height": 1600}
PARTS = ("body", "[id^=timeline]", "[id^=told]", "[id^=only]", "#texts", "#about")


@contextmanager
def running() -> Iterator[Browser]:
    """Yield the browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


def shoot_readme(browser: Browser, page: str, picture: Path = README_PICTURE) -> None:
    """Write the picture of the first screen of a page."""
    _shoot(browser, page, README_SIZE, "light", {"body": picture})


def shoot_all(browser: Browser, page: str, folder: Path) -> list[Path]:
    """Write a picture of each part of a page, light and dark, wide and narrow."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for scheme in ("light", "dark"):
        for name, size in (("wide", WIDE), ("narrow", NARROW)):
            pictures = {
                part: folder / f"{scheme}-{name}-{number}.png" for number, part in enumerate(PARTS)
            }
            written += _shoot(browser, page, size, scheme, pictures)
    return written


def _shoot(browser, page, size, scheme, pictures):
    opened = browser.new_page(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    opened.set_content(page)
    written = []
    for part, path in pictures.items():
        if opened.locator(part).count():
            opened.evaluate(f"document.querySelector('{part}').scrollIntoView()")
            opened.screenshot(path=path)
            written.append(path)
    opened.close()
    return written


def compared(inputs: list[str]) -> str:
    """Return the page of a comparison."""
    from firsthand.pipeline import compare_reports, read_reports
    from firsthand.show.html import render_page

    return render_page(compare_reports(list(read_reports(inputs))))


def main(arguments: list[str]) -> None:
    """Do what the command line says."""
    folder, *inputs = arguments or [""]
    page = compared(inputs or [str(EXAMPLES)])
    with running() as browser:
        if folder:
            shoot_all(browser, page, Path(folder))
        else:
            shoot_readme(browser, page)


if __name__ == "__main__":
    main(sys.argv[1:])
