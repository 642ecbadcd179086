"""The server's own pages and what they load: the desk, progress, messages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import groupby
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from firsthand import __version__
from firsthand.io.judgement_store import Kept
from firsthand.records import (
    Judgement,
    Pointed,
    SpeakerJudgement,
    TellingJudgement,
    VoiceJudgement,
)
from firsthand.serve.jobs import Job
from firsthand.serve.settings import Settings
from firsthand.show.words import markup_safe

_ELSEWHERE = "Tells of another event than the others"
_APART = "Is not the same statement as the others"
_LONGEST_WORDS = 160
_STATES = {
    "fetching": "fetching links",
    "waiting": "waiting for its turn",
    "reading": "reading",
    "comparing": "comparing",
    "done": "done",
    "failed": "failed",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that pages load; ``path`` holds a hash of its content, so it can be kept for ever."""

    path: str
    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a job; ``stage`` is "past", "present" or "future", ``words`` how far it is."""

    name: str
    stage: str
    words: str


@dataclass(frozen=True, slots=True)
class Said:
    """A correction in words: what is said of the places, and of whom it speaks."""

    words: str
    places: tuple[str, ...]
    name: str = ""


def desk_page(jobs: tuple[Job, ...], settings: Settings, corrections: bool) -> Response:
    """Return the start page: the form, and the jobs, the newest first."""
    return _page("desk.html.j2", 200, jobs=jobs, settings=settings, corrections=corrections)


def judgements_page(kept: Sequence[Kept]) -> Response:
    """Return the list of corrections, the newest first."""
    together = [list(group) for _, group in groupby(kept, key=lambda one: one.made)]
    return _page("judgements.html.j2", 200, kept=[(g[0], said(g)) for g in reversed(together)])


def said(together: Sequence[Kept]) -> Said:
    """Return what was said at once, in words, and of which places."""
    each = [_said(kept) for kept in together]
    places = tuple(dict.fromkeys(place for one in each for place in one.places))
    return replace(each[0], places=places)


def _said(kept: Kept) -> Said:
    match kept.judgement:
        case Judgement(same, reports, _):
            return Said("Tell of one event" if same else _ELSEWHERE, reports)
        case TellingJudgement(same, places):
            return Said("Are the same statement" if same else _APART, _shown(places))
        case SpeakerJudgement(place, None):
            return Said("Is said by nobody who is named", _shown((place,)))
        case SpeakerJudgement(place, name):
            return Said("Is said by", _shown((place,)), name or "")
        case VoiceJudgement(place):
            return Said("Is no comment", _shown((place,)))


def _shown(places: Sequence[Pointed]) -> tuple[str, ...]:
    return tuple(f"{place.report}: {_shortened(place.words)}" for place in places)


def _shortened(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _LONGEST_WORDS else flat[:_LONGEST_WORDS].rstrip() + "…"


def job_page(job: Job) -> Response:
    """Return the page that shows how far a job is, or why it failed."""
    return _page("job.html.j2", 200, job=job, steps=steps(job))


def message_page(status: int, title: str, words: str, back: str = "/") -> Response:
    """Return a page that says in words what is wrong, and leads back."""
    return _page("message.html.j2", status, title=title, words=words, back=back)


def steps(job: Job) -> tuple[Step, ...]:
    """Return the steps of a job with what is done of each."""
    order = ["fetching", "waiting", "reading", "comparing", "done"]
    now = order.index(job.state) if job.state in order else -1
    read = f"{job.read} of {max(job.read, job.reports)} read"
    words = {"fetching": f"{job.fetched} of {job.links} fetched", "reading": read}
    names = {
        "fetching": "Fetching the links",
        "waiting": "Waiting for its turn",
        "reading": "Reading the reports",
        "comparing": "Comparing them",
    }
    return tuple(
        Step(
            name,
            "past" if now > at else "present" if now == at else "future",
            words.get(state, "") if now >= at else "",
        )
        for at, (state, name) in enumerate(names.items())
        if job.links or state != "fetching"
    )


def job_record(job: Job) -> dict[str, Any]:
    """Return a job as JSON values, for the script that follows it."""
    return {
        "state": job.state,
        "words": state_words(job),
        "ended": job.ended,
        "message": job.message,
        "steps": [{"name": s.name, "stage": s.stage, "words": s.words} for s in steps(job)],
        "next": f"/stories/{job.id}" if job.state == "done" else None,
    }


def state_words(job: Job) -> str:
    """Return in words how far a job is."""
    present = next((step for step in steps(job) if step.stage == "present"), None)
    words = _STATES[job.state]
    return f"{words}: {present.words}" if present is not None and present.words else words


@cache
def assets() -> dict[str, Asset]:
    """Return the files that pages load, by name."""
    script = (files("firsthand.serve") / "assets" / "serve.js").read_bytes()
    style = _environment().get_template("serve.css.j2").render().encode()
    made = {
        "serve.js": (script, "text/javascript; charset=utf-8"),
        "page.css": (style, "text/css; charset=utf-8"),
    }
    return {name: _asset(name, content, kind) for name, (content, kind) in made.items()}


def _asset(name: str, content: bytes, media_type: str) -> Asset:
    stem, _, ending = name.partition(".")
    digest = sha256(content).hexdigest()[:16]
    return Asset(f"/assets/{stem}.{digest}.{ending}", content, media_type)


def _page(template: str, status: int, **values: Any) -> Response:
    paths = {name.replace(".", "_"): asset.path for name, asset in assets().items()}
    page = _environment().get_template(template).render(**values, **paths, version=__version__)
    return HTMLResponse(page.encode("utf-8", "replace"), status)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("firsthand.serve"), PackageLoader("firsthand.show")]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: (
            markup_safe(value)
            if isinstance(value, str) and not isinstance(value, Markup)
            else value
        ),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(state_words=state_words, megabytes=lambda n: f"{n / 1_000_000:g} MB")
    return environment
