"""The README's picture is one that the script makes of the example story."""

import struct

import pytest

from screenshots import README_PICTURE, README_SIZE, compared, running, shoot_all, shoot_readme

pytestmark = pytest.mark.browser


def size_of(picture):
    head = picture.read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    return dict(zip(("width", "height"), struct.unpack(">II", head[16:24]), strict=True))


def test_pictures_of_all_parts_and_of_the_readme(tmp_path):
    page = compared([str(README_PICTURE.parents[1] / "examples" / "reports")])
    assert len(page.encode()) < 2_000_000  # ten reports
    with running() as browser:
        shoot_readme(browser, page, tmp_path / "readme.png")
        pictures = shoot_all(browser, page, tmp_path / "all")
    assert size_of(tmp_path / "readme.png") == size_of(README_PICTURE) == README_SIZE
    assert len(pictures) == 24
    # Each shows something: an empty page packs to a few thousand bytes.
    assert min(path.stat().st_size for path in pictures) > 20_000
