"""What was handed in, from the first byte to the page: fetched, read, compared, kept for a while.

All of this runs in the server's event loop; what blocks has threads, or the worker's process.
"""

from __future__ import annotations

import asyncio
import secrets
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePath
from typing import Literal

from firsthand.errors import FirsthandError
from firsthand.io.fetch import Fetched, fetch_url
from firsthand.read.plan import Item
from firsthand.records import AnyJudgement, Problem
from firsthand.serve.settings import ProfileName, Settings
from firsthand.serve.threads import in_thread
from firsthand.serve.worker import MakeEncoder, Progress, Result, Task, Worker

State = Literal["fetching", "waiting", "reading", "comparing", "done", "failed"]
ENDED: frozenset[State] = frozenset({"done", "failed"})

_NAMES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Submission:
    """What to compare: items with ids, and the folder of uploaded files, which goes with the job.

    ``folder`` is None where the files are the user's own, named on the command line.
    """

    items: tuple[Item, ...]
    folder: Path | None = None

    @property
    def links(self) -> tuple[str, ...]:
        """Return the addresses to fetch, each once."""
        found = (item.url for item in self.items if item.url is not None and item.problem is None)
        return tuple(dict.fromkeys(found))

    def forget_files(self) -> None:
        """Remove the folder of uploaded files."""
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Job:
    """A submission at work, or its result; ``names`` are the first ones of what was handed in.

    ``fetched`` of ``links`` addresses have answered, ``read`` of ``reports`` reports are read; a
    file may hold several reports. ``message`` says why a job failed. ``result`` is the last one,
    also while it is compared again; ``version`` counts them.
    """

    id: str
    names: tuple[str, ...]
    state: State
    links: int
    reports: int
    fetched: int = 0
    read: int = 0
    message: str = ""
    result: Result | None = None
    version: int = 0

    @property
    def more(self) -> int:
        """Return how many things were handed in besides those in ``names``."""
        return self.reports - len(self.names)

    @property
    def ended(self) -> bool:
        """Tell whether nothing more will change."""
        return self.state in ENDED


class FullError(FirsthandError):
    """So many jobs wait that no other is taken."""


class Desk:
    """The jobs of a server: takes submissions, works through them, keeps the last results.

    Links are fetched as soon as a job is there, each in a thread of its own; reading and
    comparing is done for one job at a time. ``judgements`` is called for each comparison.
    """

    def __init__(
        self,
        make_encoder: MakeEncoder,
        settings: Settings,
        *,
        profile: ProfileName = "browse",
        judgements: Callable[[], Sequence[AnyJudgement]] = tuple,
        corrections: bool = False,
    ) -> None:
        self._settings = settings
        self._profile = profile
        self._judgements = judgements
        self._corrections = corrections
        self._worker = Worker(make_encoder)
        self._turn = asyncio.Lock()
        self._jobs: dict[str, Job] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._asked_again: set[str] = set()

    @property
    def jobs(self) -> tuple[Job, ...]:
        """Return all jobs that are kept, the newest first."""
        return tuple(reversed(self._jobs.values()))

    @property
    def full(self) -> bool:
        """Tell whether no other job is taken now."""
        return sum(not job.ended for job in self._jobs.values()) >= self._settings.most_waiting

    def find(self, id: str) -> Job | None:
        """Return a job by its id, or None if it is not kept (any more)."""
        return self._jobs.get(id)

    def submit(self, submission: Submission) -> Job:
        """Take a submission; the job is at work when this returns. Raises FullError.

        The submission's folder belongs to the desk from here on, also if it is refused.
        """
        if self.full:
            submission.forget_files()
            raise FullError("too many comparisons are waiting; try again when one is done")
        job = Job(
            id=secrets.token_urlsafe(16),
            names=tuple(_name(item) for item in submission.items[:_NAMES_SHOWN]),
            state="fetching" if submission.links else "waiting",
            links=len(submission.links),
            reports=len(submission.items),
        )
        self._jobs[job.id] = job
        self._forget_oldest()
        self._start(job.id, submission)
        return job

    def compare_again(self, id: str) -> None:
        """Compare what was read for a job once more, with the judgements of now.

        One that is at work is compared again when it is done; an unknown id is passed over.
        """
        job = self._jobs.get(id)
        if id in self._tasks:
            self._asked_again.add(id)
        elif job is not None and job.result is not None:
            self._jobs[id] = replace(job, state="waiting", links=0, message="")
            self._start(id, Submission(()))

    def _start(self, id: str, submission: Submission) -> None:
        task = asyncio.create_task(self._work(id, submission))
        task.add_done_callback(partial(self._finished, id, submission))
        self._tasks[id] = task

    async def remove(self, id: str) -> None:
        """Forget a job; one that is at work is stopped first. An unknown id is passed over."""
        self._jobs.pop(id, None)
        self._asked_again.discard(id)
        task = self._tasks.get(id)
        if task is not None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def close(self) -> None:
        """Stop all work and remove what it left on the disk."""
        for id in tuple(self._jobs):
            await self.remove(id)
        self.end()

    def end(self) -> None:
        """End the process that compares; for where no event loop runs any more."""
        self._worker.stop()

    async def _work(self, id: str, submission: Submission) -> None:
        try:
            fetched = await self._fetch(id, submission.links)
            self._change(id, state="waiting")
            async with self._turn:
                result = await self._compare(id, submission, fetched)
            self._done(id, result)
        except FirsthandError as error:
            self._change(id, state="failed", message=str(error))
        except Exception as error:
            message = f"a fault of firsthand ({type(error).__name__}); please report it"
            self._change(id, state="failed", message=message)

    def _finished(self, id: str, submission: Submission, _: asyncio.Task[None]) -> None:
        """Clean up after a job, also after one that was stopped before its first step."""
        submission.forget_files()
        self._tasks.pop(id, None)
        if id in self._asked_again:
            self._asked_again.discard(id)
            self.compare_again(id)

    async def _fetch(self, id: str, links: Sequence[str]) -> dict[str, Fetched | Problem]:
        """Return what lies at the addresses; none waits for another."""
        fetch = partial(
            fetch_url,
            timeout=self._settings.page_seconds,
            allow_private=self._settings.allow_private,
            max_bytes=self._settings.page_bytes,
        )

        async def one(url: str) -> Fetched | Problem:
            got = await in_thread(fetch, url)
            job = self._jobs.get(id)
            self._change(id, fetched=job.fetched + 1 if job else 0)
            return got

        found = await asyncio.gather(*map(one, links))
        return dict(zip(links, found, strict=True))

    async def _compare(
        self, id: str, submission: Submission, fetched: dict[str, Fetched | Problem]
    ) -> Result:
        loop = asyncio.get_running_loop()

        def tell(progress: Progress) -> None:
            with suppress(RuntimeError):  # the server is gone
                loop.call_soon_threadsafe(self._note, id, submission, progress)

        job = self._jobs.get(id)
        judged = tuple(await in_thread(self._judgements))
        self._change(id, state="reading")
        task = Task(
            submission.items,
            fetched,
            self._profile,
            judged,
            reports=job.result.reports if job and job.result else None,
            address=f"/stories/{id}",
            version=job.version + 1 if job else 1,
            corrections=self._corrections,
        )
        return await self._worker.run(task, tell)

    def _done(self, id: str, result: Result) -> None:
        job = self._jobs.get(id)
        if job is not None:
            self._change(id, state="done", result=result, version=job.version + 1)

    def _note(self, id: str, submission: Submission, progress: Progress) -> None:
        self._change(id, state=progress.step, read=progress.read)
        if progress.step == "comparing":
            submission.forget_files()

    def _change(self, id: str, **changes: object) -> None:
        job = self._jobs.get(id)
        if job is not None and not job.ended:
            self._jobs[id] = replace(job, **changes)  # type: ignore[arg-type]

    def _forget_oldest(self) -> None:
        ended = [job.id for job in self._jobs.values() if job.ended]
        for id in ended[: max(0, len(self._jobs) - self._settings.most_jobs)]:
            del self._jobs[id]


def _name(item: Item) -> str:
    """Return what an item is called: a file by its name, without its folders."""
    return PurePath(item.path).name if item.path else item.url or item.id
