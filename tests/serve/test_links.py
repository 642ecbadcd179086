"""Links: fetched side by side, none waiting for another, and never from this machine's network."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from firsthand.serve.settings import Settings

from .running import BOTH, ENGLISH, serving, wait_until

PARAGRAPH = (
    "<p>The council of Tarn Vale met in the evening and spoke for two hours about the ferry that "
    "is to take people over the Orle while the pier is mended. Nobody could say what it costs.</p>"
)
PAGE = (
    f"<html><body><article><h1>Bridge closed</h1>{PARAGRAPH}"
    f"<p>{ENGLISH.replace(chr(10) * 2, '</p><p>')}</p></article></body></html>"
).encode()


class Site(ThreadingHTTPServer):
    """A site with a good page, and one of which a letter comes now and then until released."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.released = threading.Event()
        self.dribbling = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *_: object) -> None:
        return  # who reads hangs up


class Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.send_response(404 if self.path == "/lost" else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if self.path.startswith("/slow"):
            self.server.dribbling.set()
            while not self.server.released.wait(0.02):
                self.wfile.write(b" ")
        self.wfile.write(PAGE)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def site() -> Iterator[Site]:
    running = Site()
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield running
    running.released.set()
    running.shutdown()
    thread.join()
    running.server_close()


def test_a_slow_page_delays_no_other_link_and_no_other_job(site: Site) -> None:
    # A limit that the test would not live to see: only the release lets the slow page end.
    with serving(settings=Settings(allow_private=True, page_seconds=3600)) as room:
        slow = room.submit(links=f"{site.url}/slow\n{site.url}/good\n{site.url}/lost")
        wait_until(site.dribbling.is_set)
        wait_until(lambda: room.state(slow)["words"] == "fetching links: 2 of 3 fetched")
        assert "2 of 3 fetched" in room.client.get(f"/jobs/{slow}").text
        other = room.submit(*BOTH, links=f"{site.url}/good")
        assert room.wait(other)["state"] == "done"
        assert room.state(slow)["state"] == "fetching"
        site.released.set()
        assert room.wait(slow)["state"] == "done"
        found = room.client.get(f"/stories/{slow}/export/story.json").json()
        assert [bool(report["text"]) for report in found["reports"]].count(True) == 2
        assert any("answered 404" in problem["message"] for problem in found["problems"])


def test_a_job_whose_page_never_ends_can_be_cancelled(site: Site) -> None:
    with serving(settings=Settings(allow_private=True, page_seconds=3600)) as room:
        slow = room.submit(links=f"{site.url}/slow", text=ENGLISH)
        wait_until(site.dribbling.is_set)
        assert room.left_behind != []
        room.client.post(f"/jobs/{slow}/cancel")
        assert room.left_behind == []
        assert room.client.get(f"/jobs/{slow}").status_code == 404


def test_a_page_that_takes_too_long_or_is_too_large_is_a_problem(site: Site) -> None:
    settings = Settings(allow_private=True, page_seconds=1, page_bytes=len(PAGE) - 1)
    with serving(settings=settings) as room:
        job = room.submit(*BOTH, links=f"{site.url}/slow\n{site.url}/good")
        assert room.wait(job)["state"] == "done"
        page = room.client.get(f"/stories/{job}").text
        assert "no answer within 1 seconds" in page
        assert f"more than {len(PAGE) - 1} bytes" in page


def test_addresses_of_this_machine_are_not_fetched(site: Site) -> None:
    with serving() as room:
        job = room.submit(links=f"{site.url}/slow\nhttp://localhost:1/\nhttp://[::1]/")
        assert room.wait(job)["state"] == "done"
        assert not site.dribbling.is_set()
        found = room.client.get(f"/stories/{job}/export/story.json").json()
        assert [problem["code"] for problem in found["problems"]] == ["fetch"] * 3
