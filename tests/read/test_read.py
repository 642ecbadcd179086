from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthand.errors import UsageError
from firsthand.io.fetch import Fetched
from firsthand.read import read_inputs
from firsthand.records import Problem, Report

from .pages import page

TEXT = "Quay stays closed\n\nThe north quay stays closed for six weeks, the harbour master said.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in" / "sub").mkdir(parents=True)
    (tmp_path / "in" / "b.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "in" / "a.html").write_bytes(page())
    (tmp_path / "in" / "sub" / "b.txt").write_text("Second " + TEXT, encoding="utf-8")
    (tmp_path / "in" / "wires.jsonl").write_text(
        '{"id": "w1", "title": "One"}\n{"title": "Two"}\n{bad\n', encoding="utf-8"
    )
    (tmp_path / "in" / ".hidden.txt").write_text("hidden", encoding="utf-8")
    (tmp_path / "in" / ".git").mkdir()
    (tmp_path / "in" / ".git" / "x.txt").write_text("hidden", encoding="utf-8")
    return tmp_path


def read(*inputs: str, **keywords: object) -> list[Report]:
    return list(read_inputs(inputs, **keywords))  # type: ignore[arg-type]


def codes(*inputs: str, **keywords: object) -> list[list[str]]:
    return [[p.code for p in r.problems] for r in read(*inputs, **keywords)]


def test_a_folder_is_walked_in_order(folder: Path) -> None:
    (folder / "in" / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    found = [(r.id, r.path, [p.code for p in r.problems]) for r in read("in")]
    assert found == [
        ("a", "in/a.html", []),
        ("in/b.txt", "in/b.txt", []),
        ("photo", "in/photo.png", ["unknown-format"]),
        ("sub/b.txt", "in/sub/b.txt", []),
        ("w1", "in/wires.jsonl", []),
        ("wires:2", "in/wires.jsonl", []),
        ("wires:3", "in/wires.jsonl", ["json"]),
    ]


def test_inputs_that_cannot_be_read_cost_nothing_else(folder: Path) -> None:
    (folder / "none.txt").write_bytes(b"")
    (folder / "void").mkdir()
    (folder / "link.txt").symlink_to(folder / "nowhere")
    inputs = ["missing.txt", "none.txt", "void", "link.txt", "in/b.txt/x", "a\0b", "x" * 5000]
    found = codes(*inputs, "in/b.txt", "ftp://lanver.example/a", "https://lanver.example/a")
    assert found == [
        ["missing"], ["empty"], ["empty"], ["missing"], ["missing"], ["missing"], ["missing"],
        [], ["fetch"], ["fetch"],
    ]  # fmt: skip
    for report in read(*inputs):
        assert report.text == ""
        assert report.path
        assert report.path in report.problems[0].message


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_without_permission(folder: Path) -> None:
    (folder / "in" / "b.txt").chmod(0)
    assert codes("in/b.txt") == [["permission"]]


def test_links_to_folders_are_followed_once(folder: Path) -> None:
    (folder / "in" / "sub" / "loop").symlink_to(folder / "in")
    (folder / "other").mkdir()
    (folder / "other" / "c.txt").write_text(TEXT, encoding="utf-8")
    (folder / "in" / "sub" / "other").symlink_to(folder / "other")
    paths = [r.path for r in read("in")]
    assert len(paths) == 7
    assert "in/sub/other/c.txt" in paths


def test_pipes_in_a_folder_are_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "in" / "pipe.txt")
    assert ["unknown-format"] in codes("in")


def test_names_of_undecodable_bytes_can_be_printed(folder: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    (folder / name).write_text(TEXT, encoding="utf-8")
    (report,) = read(name)
    assert report.text == TEXT
    assert f"{report.id} {report.path}".encode()


def test_an_over_large_file_is_not_read(folder: Path) -> None:
    (folder / "large.txt").write_bytes(b"word " * 10_000_000)
    (report,) = read("large.txt")
    assert (report.text, [p.code for p in report.problems]) == ("", ["too-large"])


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        (TEXT.encode(), [TEXT]),
        (b'{"title": "One"}\n{"title": "Two"}\n', ["One", "Two"]),
        (b"", [""]),
    ],
)
def test_standard_input_is_sniffed(content: bytes, texts: list[str]) -> None:
    assert [r.text for r in read("-", stdin=io.BytesIO(content))] == texts


def test_a_page_on_standard_input() -> None:
    (report,) = read("-", stdin=io.BytesIO(page(head="<title>Quay stays closed</title>")))
    assert (report.id, report.path, report.title) == ("stdin", "-", "Quay stays closed")


def test_lines_of_standard_input_are_read_as_they_come() -> None:
    reader, writer = os.pipe()
    with os.fdopen(reader, "rb") as stdin, os.fdopen(writer, "wb", buffering=0) as pen:
        pen.write(b'{"title": "One"}\n')
        reports = read_inputs(["-"], stdin=stdin)
        assert next(reports).text == "One"  # would wait for ever if it read on
        pen.write(b'{"title": "Two"}\n')
        assert next(reports).text == "Two"
        pen.close()
        assert list(reports) == []


def test_ids_claimed_twice_are_kept_apart(folder: Path) -> None:
    line = b'{"id": "b", "title": "One"}\n'
    (folder / "x.jsonl").write_bytes(line * 2)
    found = [(r.id, [p.code for p in r.problems]) for r in read("x.jsonl", "in/b.txt")]
    assert found == [("b-2", ["duplicate-id"]), ("b-3", ["duplicate-id"]), ("b", [])]


def test_addresses_are_fetched_by_what_is_handed_in() -> None:
    pages = {
        "https://l.example/p": Fetched(page(), "text/html", "https://l.example/2031/05/14/p"),
        "https://l.example/t": Fetched("Möwen".encode("cp1252"), "text/plain; charset=cp1252", "u"),
        "https://l.example/j": Fetched(
            b'{"title": "One"}', "application/json", "https://l.example/j"
        ),
        "https://l.example/x": Fetched(b"<rss>", "application/xml", "https://l.example/x"),
    }

    def fetch(url: str) -> Fetched | Problem:
        return pages.get(url, Problem("fetch", f"{url}: no"))

    one, two, three, four, five = read(*pages, "https://l.example/none", fetch=fetch)
    assert (one.id, one.path, one.url) == ("l.example-p", None, "https://l.example/2031/05/14/p")
    assert (one.outlet, one.published, one.published_from) == ("l.example", "2031-05-14", "url")
    assert two.text == "Möwen"
    assert (three.text, three.url) == ("One", "https://l.example/j")
    assert [p.code for p in four.problems] == ["unknown-format"]
    assert (five.url, five.problems[0].code) == ("https://l.example/none", "fetch")


def test_one_string_is_misuse() -> None:
    with pytest.raises(UsageError, match="list"):
        list(read_inputs("quay.txt"))


def test_order_changes_nothing_but_order(folder: Path) -> None:
    inputs = ["in/b.txt", "in/a.html", "in/sub", "in/wires.jsonl", "missing.txt", "in/b.txt"]
    expected = read(*inputs)
    for turn in range(1, len(inputs)):
        turned = read(*inputs[turn:], *inputs[:turn])
        assert sorted(turned, key=lambda r: r.id) == sorted(expected, key=lambda r: r.id)
    assert read(*inputs) == expected


@given(
    st.binary(max_size=300), st.sampled_from(["x.txt", "x.html", "x.jsonl", "x", "x.dat", "x.json"])
)
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_file_gives_a_report(tmp_path: Path, raw: bytes, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(raw)
    reports = read(str(file))
    assert reports
    assert all(r.text or r.problems for r in reports)


def test_plain_text_loads_no_library_of_pages(folder: Path) -> None:
    program = (
        "import sys\nfrom firsthand.read import read_inputs\n"
        "heavy = {'trafilatura', 'lxml', 'py3langid', 'numpy', 'urllib3', 'charset_normalizer'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
        "list(read_inputs(['in/b.txt', 'in/wires.jsonl']))\n"
        "assert not heavy & set(sys.modules) - {'py3langid', 'numpy'}\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=folder)
