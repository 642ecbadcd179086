"""What may be handed in: limits, labels, broken forms, and browsers that go away."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest

from firsthand.serve.settings import Settings
from firsthand.serve.uploads import free_label

from .running import ENGLISH, SECOND, Room, begun, serving, wait_until

SMALL = Settings(
    most_bytes=40_000, most_file_bytes=20_000, most_files=3, most_links=2, most_link_length=100
)
TEXT = ENGLISH.encode()


@pytest.fixture(scope="module")
def room() -> Iterator[Room]:
    with serving(settings=SMALL) as running:
        yield running


def files(*named: tuple[str, bytes]) -> list[tuple[str, tuple[str, bytes]]]:
    return [("files", one) for one in named]


def test_what_is_handed_in_is_bounded(room: Room) -> None:
    for handed, fields, told in (
        (files(*[(f"{n}.txt", b"x" * 15_000) for n in range(3)]), {}, "At most 0.04 MB"),
        (files(*[(f"{n}.txt", TEXT) for n in range(4)]), {}, "At most 3 files"),
        ([], {"links": "http://a.example\nhttp://b.example\nhttp://c.example"}, "At most 2 links"),
        ([], {"text": "x" * 20_001}, "The text is larger than 0.02 MB"),
        ([], {f"field{n}": "x" for n in range(100)}, "At most 3 files"),
    ):
        answer = room.hand_in(*handed, **fields)
        assert answer.status_code == 413, told
        assert told in answer.text
        assert room.left_behind == []
    assert "None yet" in room.client.get("/").text


def test_a_body_of_no_stated_length_is_bounded_too(room: Room) -> None:
    def body() -> Iterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\n'
        for _ in range(50):
            yield b"x" * 1000

    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    answer = room.client.post("/jobs", content=body(), headers=kind)
    assert answer.status_code == 413
    assert room.left_behind == []


@pytest.mark.parametrize(
    ("links", "told"),
    [
        ("ftp://a.example/x", "no link"),
        ("javascript:alert(1)", "no link"),
        ("file:///etc/passwd", "no link"),
        ("http://", "no link"),
        ("http://[", "no link"),
        ("http://a.example/a b", "no link"),
        ("<b>example</b>", "&lt;b&gt;example"),
        ("http://a.example/" + "x" * 100, "longer than a link may be (100 characters)"),
    ],
)
def test_what_is_no_link_is_a_problem_and_costs_no_other(room: Room, links: str, told: str) -> None:
    job = room.submit(*files(("one.txt", TEXT)), links=links)
    assert room.wait(job)["state"] == "done"
    page = room.client.get(f"/stories/{job}").text
    assert told in page
    assert "one.txt" in page


def test_a_file_that_is_too_large_is_a_problem_and_costs_no_other(room: Room) -> None:
    job = room.submit(*files(("one.txt", TEXT), ("big.txt", b"x" * 20_001), ("two.txt", TEXT)))
    assert room.wait(job)["state"] == "done"
    assert "the file “big.txt” is larger than 0.02 MB" in room.client.get(f"/stories/{job}").text
    made = room.client.get(f"/stories/{job}/export/x.json").json()
    assert made["stories"][0]["reports"] == ["one", "two"]
    assert room.left_behind == []


def test_nothing_at_all_is_told(room: Room) -> None:
    answer = room.hand_in(links=" \r\n ")
    assert answer.status_code == 400
    assert "nothing was handed in" in answer.text.lower()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", b"text=x"),
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=", b"x"),
        ("multipart/form-data; boundary=b", b""),
        ("multipart/form-data; boundary=b", b"nothing like it"),
        ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data\r\n\r\nx"),
        ("multipart/form-data; boundary=b", b"--b\r\nX" + b"y" * 10_000),
        ("multipart/form-data; boundary=b", b"--b\r\n" + b"X-Y: z\r\n" * 500),
        ("multipart/form-data; boundary=" + "b" * 300, b"x"),
    ],
)
def test_broken_forms_are_refused(room: Room, kind: str, body: bytes) -> None:
    answer = room.client.post("/jobs", content=body, headers={"Content-Type": kind})
    assert answer.status_code == 400
    assert "Traceback" not in answer.text
    assert room.left_behind == []


def test_a_cancelled_upload_leaves_nothing_behind(room: Room) -> None:
    host, port = room.url.removeprefix("http://").split(":")
    part = b'--b\r\nContent-Disposition: form-data; name="files"; filename="half.txt"\r\n\r\n'
    with socket.create_connection((host, int(port))) as half:
        half.sendall(begun(room.url) + part + b"x" * 10_000)
        wait_until(lambda: len(room.left_behind) == 2)  # the folder, and the file in it
    wait_until(lambda: room.left_behind == [])
    assert "half.txt" not in room.client.get("/").text


def test_an_upload_that_takes_too_long_ends() -> None:
    with serving(settings=Settings(upload_seconds=1)) as room:

        def body() -> Iterator[bytes]:
            yield b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\n'
            wait_until(lambda: room.left_behind != [])
            wait_until(lambda: room.left_behind == [])
            yield b"x"

        kind = {"Content-Type": "multipart/form-data; boundary=b"}
        assert room.client.post("/jobs", content=body(), headers=kind).status_code == 408


def test_no_more_uploads_at_once_than_allowed() -> None:
    with serving(settings=Settings(most_uploads=1)) as room:
        host, port = room.url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))) as first:
            first.sendall(begun(room.url))
            wait_until(lambda: room.left_behind != [])
            assert room.hand_in(*files(("a.txt", TEXT))).status_code == 503
        wait_until(lambda: room.left_behind == [])
        assert room.hand_in(*files(("a.txt", TEXT))).status_code == 303


def exported(room: Room, *handed: Any, **fields: str) -> dict[str, Any]:
    job = room.submit(*handed, **fields)
    assert room.wait(job)["state"] == "done"
    found: dict[str, Any] = room.client.get(f"/stories/{job}/export/story.json").json()
    return found


def test_files_of_one_name_and_hostile_names_are_told_apart(room: Room) -> None:
    handed = files(
        ("../../etc/report.txt", TEXT),
        ("C:\\Users\\x\\report.txt", SECOND.encode()),
        ("<script>alert(1)</script>.txt", b"\x00\x01\x02binary"),
    )
    found = exported(room, *handed)
    paths = {report["id"]: report["path"] for report in found["reports"]}
    assert paths == {
        "report": "report.txt",
        "report (2)": "report (2).txt",
        "script>": "script>.txt",
    }
    told = [problem["message"] for problem in found["problems"]]
    assert told and all(str(room.root) not in message for message in told)
    assert "script>.txt" in told[0]


def test_hostile_titles_and_names_stay_text(room: Room) -> None:
    name = '"><img src=x onerror=alert(1)>\u202e.txt'
    job = room.submit(*files((name, b"<title><script>alert(2)</script></title><p>Hello.")))
    for page in ("/", f"/jobs/{job}"):
        assert "<img" not in room.client.get(page).text
    room.wait(job)
    for page in ("/", f"/stories/{job}"):
        shown = room.client.get(page).text
        assert "<img" not in shown and "alert(2)</script>" not in shown


def test_a_pasted_text_is_a_report(room: Room) -> None:
    found = exported(room, text=ENGLISH.replace("\n", "\r\n"))
    assert [report["path"] for report in found["reports"]] == ["Pasted text"]
    assert found["reports"][0]["attributions"]


def test_labels() -> None:
    assert free_label("a/b\\c.txt", []) == "c.txt"
    assert free_label("c.txt", ["c.txt", "c (2).txt"]) == "c (3).txt"
    assert free_label(".hidden", [".hidden"]) == ".hidden (2)"
    for empty in ("", "/", "..", "x/.", "-", "\x00\n"):
        assert free_label(empty, []) == "file"
    assert free_label("a\r\nb\x1b.txt", []) == "a b .txt"
    long = free_label("x" * 5000 + ".html", [])
    assert len(long) == 200 and long.endswith(".html")
