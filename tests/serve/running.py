"""A real server in a thread, and what tests of it share."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Any

import httpx

from firsthand.engines.fake import FakeEncoder
from firsthand.errors import EngineError
from firsthand.io.judgement_store import JudgementStore
from firsthand.read.plan import plan
from firsthand.records import AnyJudgement
from firsthand.serve.jobs import Desk, Submission
from firsthand.serve.run import address_of, bind, make_server
from firsthand.serve.settings import Settings

ENGLISH = """Bridge closed in Tarn Vale

The bridge over the Orle will stay closed until Friday, the mayor, Petra Quill, said on Monday.

“We found a crack in the second pier,” Quill said.
"""
SECOND = """Tarn Vale shuts its bridge

The bridge over the Orle will stay closed until Saturday, mayor Petra Quill said on Monday.

“We found a crack in the second pier,” Quill told the Vale Courier.
"""
BOTH = [("files", ("one.txt", ENGLISH.encode())), ("files", ("two.txt", SECOND.encode()))]


class StuckEncoder(FakeEncoder):
    """Computes for ever."""

    def pooled(self, texts: Sequence[str]) -> Any:
        while texts is not None:
            sum(range(100_000))


class DyingEncoder(FakeEncoder):
    """Takes its process with it."""

    def pooled(self, texts: Sequence[str]) -> Any:
        os._exit(len(texts))


def no_encoder() -> FakeEncoder:
    raise EngineError("the weights are damaged; install firsthand anew")


@dataclass(frozen=True, slots=True)
class Room:
    """A running server: its address, where its uploads lie, and a client."""

    url: str
    root: Path
    client: httpx.Client

    @property
    def left_behind(self) -> list[str]:
        return [str(path) for path in self.root.rglob("*")]

    def hand_in(self, *files: Any, **fields: str) -> httpx.Response:
        # Without files httpx would send another kind of form: an empty one is what browsers send.
        return self.client.post("/jobs", files=list(files) or [("files", ("", b""))], data=fields)

    def submit(self, *files: Any, **fields: str) -> str:
        answer = self.hand_in(*files, **fields)
        assert answer.status_code == 303, answer.text
        return answer.headers["location"].removeprefix("/jobs/")

    def state(self, job: str) -> dict[str, Any]:
        answer = self.client.get(f"/jobs/{job}.json")
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found

    def wait(self, job: str, *states: str) -> dict[str, Any]:
        """Return a job as soon as it is in one of ``states`` (by default: ended)."""
        found: dict[str, Any] = {}

        def come() -> bool:
            found.update(self.state(job))
            return found["state"] in states or found["ended"]

        wait_until(come)
        return found


def begun(url: str) -> bytes:
    """Return the head of an upload of which nothing more comes."""
    return (
        f"POST /jobs HTTP/1.1\r\nHost: {url.removeprefix('http://')}\r\nOrigin: {url}\r\n"
        "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 30000\r\n\r\n"
    ).encode()


def wait_until(true: Callable[[], object]) -> None:
    """Wait for something that must come; what has not come after four minutes never will."""
    last = monotonic() + 240
    while not true():
        assert monotonic() < last, "it did not come"
        sleep(0.01)


@contextmanager
def serving(
    make_encoder: Callable[[], FakeEncoder] = FakeEncoder,
    settings: Settings | None = None,
    *,
    token: str | None = None,
    host: str = "127.0.0.1",
    port: int = 0,
    inputs: Sequence[str] = (),
    judgements: Callable[[], Sequence[AnyJudgement]] = tuple,
    store: JudgementStore | None = None,
    kind: type[Desk] = Desk,
) -> Iterator[Room]:
    listener = bind(host, port)
    address = address_of(listener, host, token)
    settings = settings or Settings()
    asked = store.current if store else judgements
    desk = kind(make_encoder, settings, judgements=asked, corrections=store is not None)
    first = Submission(tuple(plan(inputs))) if inputs else None
    with listener, TemporaryDirectory() as folder:
        root = Path(folder)
        server = make_server(desk, address, settings, root, first, store)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        url = f"http://127.0.0.1:{address.port}"
        origin = {"Origin": url}
        with httpx.Client(base_url=url, headers=origin, timeout=60) as client:
            try:
                yield Room(url, root, client)
            finally:
                server.should_exit = True
                thread.join()
                desk.end()
