"""Reading and comparing in a process of its own.

Comparing is Python that computes: in a thread it would take turns with the server's answers. A
process can also be ended in the middle, and takes nothing with it if it dies.
"""

from __future__ import annotations

import gc
import gzip
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from threading import Event, Lock
from typing import TYPE_CHECKING, Literal, TypeAlias

from firsthand.errors import FirsthandError
from firsthand.io.fetch import Fetched
from firsthand.read.plan import Item
from firsthand.records import AnyJudgement, Comparison, Problem, Report
from firsthand.serve.settings import ProfileName
from firsthand.serve.threads import in_thread

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

    from firsthand.engines.base import Encoder

_COLLECT_AFTER = 100_000
_POLITE = 5


@dataclass(frozen=True, slots=True)
class Task:
    """Something to compare: the items, and by address what lies at those that are links.

    ``reports`` are what was read of them, if they were read before. ``address`` is where the page
    will be, ``version`` which of its pages this will be; ``corrections``: they are kept.
    """

    items: tuple[Item, ...]
    fetched: Mapping[str, Fetched | Problem]
    profile: ProfileName = "browse"
    judgements: tuple[AnyJudgement, ...] = ()
    reports: tuple[Report, ...] | None = None
    address: str = ""
    version: int = 1
    corrections: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """A comparison and its page, UTF-8, plain and packed by gzip.

    ``reports`` are as they were read, before any judgement; ``stories`` has of each story what it
    is called and how large it is.
    """

    reports: tuple[Report, ...]
    stories: tuple[tuple[str, str], ...]
    comparison: Comparison
    page: bytes
    packed: bytes


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a task is: ``read`` reports are read; then they are compared."""

    step: Literal["reading", "comparing"]
    read: int


@dataclass(frozen=True, slots=True)
class _Failure:
    message: str


MakeEncoder: TypeAlias = "Callable[[], Encoder]"
Tell = Callable[[Progress], None]


class FailedError(FirsthandError):
    """A task could not be carried out; the message says why."""


class Worker:
    """A process that carries out tasks one after another, with one encoder for all.

    ``make_encoder`` must be a function that another process can import. The process starts with
    the first task. ``run`` is for one task at a time.
    """

    def __init__(self, make_encoder: MakeEncoder) -> None:
        self._make_encoder = make_encoder
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._conversing = Lock()

    async def run(self, task: Task, tell: Tell) -> Result:
        """Carry out a task; ``tell`` is called from another thread.

        Raises FailedError. Cancelling ends the process; the next task starts another.
        """
        abandoned = Event()
        try:
            return await in_thread(self._converse, task, tell, abandoned)
        except FailedError:
            raise
        except (EOFError, OSError) as error:
            self.stop()
            message = "the process that compares ended in the middle; is there too little memory?"
            raise FailedError(message) from error
        except BaseException:
            abandoned.set()
            self.stop()
            raise

    def stop(self) -> None:
        """End the process, if there is one, whatever it does."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.join()

    def _converse(self, task: Task, tell: Tell, abandoned: Event) -> Result:
        with self._conversing:  # one that was abandoned ends as soon as its process does
            pipe = self._started()
            if abandoned.is_set():
                self.stop()
            pipe.send(task)
            while True:
                answer: Progress | Result | _Failure = pipe.recv()
                if isinstance(answer, Result):
                    return answer
                if isinstance(answer, _Failure):
                    raise FailedError(answer.message)
                tell(answer)

    def _started(self) -> Connection:
        """Return the pipe to the process, started anew if it is not there or has ended."""
        if self._pipe is not None and self._process is not None and self._process.is_alive():
            return self._pipe
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=_serve_tasks, args=(theirs, self._make_encoder), daemon=True
        )
        with _interrupts_held():
            process.start()
        theirs.close()  # so that the end of the process is the end of the pipe
        self._process, self._pipe = process, ours
        return ours


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let a process started meanwhile hear no Ctrl-C and no hangup: they go to a whole terminal.

    What a thread holds back, the processes that it starts hold back for ever.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})
    try:
        # Python's helper process comes first: starting it would let interrupts through again.
        resource_tracker.ensure_running()
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve_tasks(pipe: Connection, make_encoder: MakeEncoder) -> None:
    """Carry out what comes through the pipe until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(AttributeError, OSError):
        os.nice(_POLITE)  # answers go before comparing
    gc.set_threshold(_COLLECT_AFTER)
    encoder: Encoder | None = None
    with suppress(EOFError, OSError):
        while True:
            task = pipe.recv()
            try:
                encoder = encoder or make_encoder()
                pipe.send(_carried_out(task, encoder, pipe.send))
            except FirsthandError as error:
                pipe.send(_Failure(str(error)))
            except Exception as error:
                message = f"a fault of firsthand ({type(error).__name__}); please report it"
                pipe.send(_Failure(message))


def _carried_out(task: Task, encoder: Encoder, tell: Tell) -> Result:
    from firsthand.group import PROFILES  # noqa: PLC0415 - only in the other process
    from firsthand.pipeline import compare_reports, read_planned  # noqa: PLC0415
    from firsthand.show.exports import FORMATS  # noqa: PLC0415
    from firsthand.show.html import Download, Room, render_page  # noqa: PLC0415
    from firsthand.show.view import story_views  # noqa: PLC0415

    reports = list(task.reports or ())
    if task.reports is None:
        for report in read_planned(task.items, task.fetched.__getitem__):
            reports.append(report)
            tell(Progress("reading", len(reports)))
    tell(Progress("comparing", len(reports)))
    profile = PROFILES[task.profile]
    comparison = compare_reports(reports, encoder, profile=profile, judgements=task.judgements)
    downloads = [
        Download(one.name, f"story{suffix}", f"{task.address}/export/story{suffix}")
        for suffix, one in FORMATS.items()
    ]
    room = Room(task.address, task.version, task.corrections)
    page = render_page(comparison, downloads, room).encode("utf-8", "replace")
    stories = tuple(
        (view.first.report.title or view.first.name, view.size) for view in story_views(comparison)
    )
    return Result(tuple(reports), stories, comparison, page, gzip.compress(page, mtime=0))
