"""Which address of the server gives what."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from firsthand.errors import UsageError
from firsthand.io.judgement_store import JudgementStore
from firsthand.serve.corrections import UnfitError, judgements_of
from firsthand.serve.guard import STORY_POLICY
from firsthand.serve.jobs import Desk, FullError, Job, Submission
from firsthand.serve.pages import (
    assets,
    desk_page,
    job_page,
    job_record,
    judgements_page,
    message_page,
)
from firsthand.serve.settings import Settings
from firsthand.serve.threads import in_thread
from firsthand.serve.uploads import TooMuchError, drain, receive
from firsthand.serve.worker import Result
from firsthand.show.exports import format_of

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")
_MOST_FORM_BYTES, _MOST_FIELDS = 10_000, 20
_FOR_EVER = "public, max-age=31536000, immutable"
_TITLES = {404: "Not here", 405: "Not this way", 413: "Too much", 503: "Too busy"}
_MESSAGES = {
    404: "There is nothing at this address. A comparison is kept until it is removed, the server "
    "ends, or many newer ones have come.",
    405: "This address does not answer to such a request.",
}
_FAULT = "Something went wrong here; it is a fault of firsthand. Load the page again."


@dataclass(slots=True)
class _Uploads:
    """How many uploads are arriving."""

    now: int = 0


def make_app(
    desk: Desk,
    settings: Settings,
    root: Path,
    first: Submission | None,
    store: JudgementStore | None = None,
) -> Starlette:
    """Return the application; uploads go below ``root``, ``first`` is submitted at the start.

    Corrections are kept in ``store``; without it none are taken.
    """

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        if first is not None:
            desk.submit(first)
        yield
        await desk.close()

    room = _Room(desk, settings, root, store)
    routes = [
        Route("/", room.start),
        Route("/jobs", room.hand_in, methods=["POST"]),
        Route("/jobs/{id}.json", room.progress),
        Route("/jobs/{id}", room.job),
        Route("/jobs/{id}/cancel", room.cancel, methods=["POST"]),
        Route("/stories/{id}", room.story),
        Route("/stories/{id}/export/{name}", room.exported),
        Route("/stories/{id}/judgements", room.correct, methods=["POST"]),
        Route("/stories/{id}/again", room.again, methods=["POST"]),
        Route("/judgements", room.judgements),
        Route("/judgements.jsonl", room.exported_judgements),
        Route("/judgements/{number:int}/withdraw", room.withdraw, methods=["POST"]),
        Route("/assets/{name}", room.asset),
    ]
    handlers: dict[Any, Any] = {HTTPException: _refused, Exception: _broken}
    return Starlette(routes=routes, lifespan=lifespan, exception_handlers=handlers)


class _Room:
    """The answers, with what they need."""

    def __init__(
        self, desk: Desk, settings: Settings, root: Path, store: JudgementStore | None
    ) -> None:
        self._desk = desk
        self._store = store
        self._settings = settings
        self._root = root
        self._uploads = _Uploads()
        self._assets = {asset.path: asset for asset in assets().values()}

    async def start(self, _: Request) -> Response:
        return desk_page(self._desk.jobs, self._settings, self._store is not None)

    async def hand_in(self, request: Request) -> Response:
        try:
            submission = await self._received(request)
            return RedirectResponse(f"/jobs/{self._desk.submit(submission).id}", 303)
        except TooMuchError as error:
            await drain(request, self._settings)
            return message_page(413, "Too much", _sentence(error))
        except FullError as error:
            await drain(request, self._settings)
            return message_page(503, "Too busy", _sentence(error))
        except UsageError as error:
            await drain(request, self._settings)
            return message_page(400, "Nothing to compare", _sentence(error))
        except TimeoutError:
            return message_page(408, "Too slow", "Handing this in took too long. Try again.")
        except OSError as error:
            await drain(request, self._settings)
            words = f"The files could not be put on this machine's disk ({error.strerror})."
            return message_page(507, "No room", words)
        except ClientDisconnect:
            return Response(status_code=400)  # nobody is there to read it

    async def _received(self, request: Request) -> Submission:
        """Return what is handed in, unless there is too much to do already."""
        if self._desk.full or self._uploads.now >= self._settings.most_uploads:
            raise FullError("too many comparisons are waiting; try again when one is done")
        self._uploads.now += 1
        try:
            return await receive(request, self._settings, self._root)
        finally:
            self._uploads.now -= 1

    async def job(self, request: Request) -> Response:
        job = self._job(request)
        return _to_story(job) if job.state == "done" else job_page(job)

    async def progress(self, request: Request) -> Response:
        return JSONResponse(job_record(self._job(request)))

    async def cancel(self, request: Request) -> Response:
        await self._desk.remove(self._job(request).id)
        return RedirectResponse("/", 303)

    async def story(self, request: Request) -> Response:
        result = self._result(request)
        headers = {"Content-Security-Policy": STORY_POLICY, "Vary": "Accept-Encoding"}
        body = result.page
        if _takes_gzip(request.headers.get("accept-encoding", "")):
            body, headers["Content-Encoding"] = result.packed, "gzip"
        return Response(body, media_type="text/html", headers=headers)

    async def exported(self, request: Request) -> Response:
        comparison = self._result(request).comparison
        wanted = request.path_params["name"]
        kind = format_of(wanted)
        if kind is None or not wanted.lower().endswith(kind.suffix):
            _missing()
        content = await in_thread(kind.written, comparison)
        name = _UNSAFE.sub("-", wanted[: -len(kind.suffix)])[:80].strip("-") or "story"
        return _attached(content, f"{name}{kind.suffix}", kind.media_type)

    async def correct(self, request: Request) -> Response:
        job, store = self._job(request), self._kept()
        result = job.result or _missing()
        fields = await _fields(request)
        back = f"/stories/{job.id}"
        if fields.get("version") != str(job.version):
            words = "This page is of an earlier comparison. Load it again, and say it once more."
            return message_page(409, "The comparison has changed", words, back)
        try:
            judged = await in_thread(judgements_of, fields, result.comparison)
            # One time for all that was said at once: it is listed and withdrawn as one.
            await in_thread(store.append, judged, datetime.now(UTC).isoformat())
        except (UnfitError, UsageError) as error:
            return message_page(400, "Not kept", _sentence(error), back)
        self._desk.compare_again(job.id)
        # Browsers keep what stands behind the # through the redirect to the story.
        place = f"#claim-{fields['story']}-{fields['claim']}" if "claim" in fields else ""
        return RedirectResponse(f"/jobs/{job.id}{place}", 303)

    async def again(self, request: Request) -> Response:
        job = self._job(request)
        self._desk.compare_again(job.id)
        return RedirectResponse(f"/jobs/{job.id}", 303)

    async def judgements(self, _: Request) -> Response:
        try:
            return judgements_page(await in_thread(self._kept().all))
        except UsageError as error:
            return message_page(500, "Corrections cannot be read", _sentence(error))

    async def exported_judgements(self, _: Request) -> Response:
        content = (await in_thread(self._kept().export)).encode("utf-8")
        return _attached(content, "judgements.jsonl", "application/jsonl")

    async def withdraw(self, request: Request) -> Response:
        try:
            await in_thread(_withdraw, self._kept(), request.path_params["number"])
        except UsageError as error:
            return message_page(400, "Not withdrawn", _sentence(error), "/judgements")
        return RedirectResponse("/judgements", 303)

    def _kept(self) -> JudgementStore:
        return self._store or _missing()

    async def asset(self, request: Request) -> Response:
        asset = self._assets.get(request.url.path)
        if asset is None:
            _missing()
        headers = {"Cache-Control": _FOR_EVER, "Content-Type": asset.media_type}
        return Response(asset.content, headers=headers)

    def _job(self, request: Request) -> Job:
        return self._desk.find(request.path_params["id"]) or _missing()

    def _result(self, request: Request) -> Result:
        return self._job(request).result or _missing()


def _withdraw(store: JudgementStore, number: int) -> None:
    """Take back a judgement, and what was said together with it."""
    kept = store.all()
    made = next((one.made for one in kept if one.id == number), None)
    together = [one.id for one in kept if one.made == made and one.withdrawn is None]
    for one in together or [number]:
        store.withdraw(one)


def _attached(content: bytes, name: str, media_type: str) -> Response:
    disposition = f'attachment; filename="{name}"'
    headers = {"Content-Disposition": disposition, "Content-Type": media_type}
    return Response(content, headers=headers)


async def _fields(request: Request) -> dict[str, str]:
    """Return the fields of a small form; one that is too long, or no form, is refused."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_FORM_BYTES:
            raise HTTPException(413)
    try:
        return dict(parse_qsl(body.decode("utf-8"), max_num_fields=_MOST_FIELDS))
    except ValueError as error:
        raise HTTPException(400) from error


def _to_story(job: Job) -> Response:
    return RedirectResponse(f"/stories/{job.id}", 303)


def _takes_gzip(accepted: str) -> bool:
    """Tell whether an Accept-Encoding header names gzip, and not as what is refused (``q=0``)."""
    for entry in accepted.lower().split(","):
        name, _, weight = entry.partition(";")
        if name.strip() == "gzip":
            return re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", weight) is None
    return False


def _missing() -> NoReturn:
    raise HTTPException(404)


async def _refused(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 400
    words = _MESSAGES.get(status, "This request cannot be answered.")
    return message_page(status, _TITLES.get(status, "No answer"), words)


async def _broken(_: Request, __: Exception) -> Response:
    return message_page(500, "A fault", _FAULT)


def _sentence(error: Exception) -> str:
    """Return an error's message as a sentence of a page."""
    words = str(error)
    return f"{words[:1].upper()}{words[1:]}."
