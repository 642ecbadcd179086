"""Plain text to a report."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from hashlib import sha256

from firsthand.read import top
from firsthand.read.decode import decode
from firsthand.read.language import identify
from firsthand.records import Problem, Report

LONGEST = 1_000_000
"""Code points of a text at most: three novels, far beyond any report, yet still analysed in
minutes. A longer file is a collection, and half of it read as one report would mislead."""

MOST_BYTES = 4 * LONGEST + 4
"""Bytes that a text of that length can have, in any encoding, with its byte order mark."""


def text_report(
    raw: bytes,
    *,
    id: str,
    path: str | None = None,
    url: str | None = None,
    charset: str | None = None,
) -> Report:
    """Read plain text: ``Report.text`` is the decoded content unchanged, less a byte order mark.

    Title, byline and date come from the first lines, where these are clear. Empty, binary and
    over-long content (see ``LONGEST``) gives an empty text and a problem; nothing is raised.
    """
    report = Report(id=id, path=path, url=url, sha256=sha256(raw).hexdigest())
    place = path or url or id
    if len(raw) > MOST_BYTES:
        return replace(report, problems=(too_large(place, f"{len(raw):,} bytes"),))
    decoded = decode(raw, declared=charset, place=place)
    if decoded.problem:
        report = replace(report, problems=(decoded.problem,))
    return with_text(report, decoded.text, place)


def with_text(
    report: Report,
    text: str,
    place: str,
    look: Collection[str] = ("title", "byline", "outlet", "published"),
) -> Report:
    """Return ``report`` with ``text``, its language, and what its first lines tell.

    ``look`` names the fields that may be filled from the first lines; what ``report`` has
    already stays. A text of no words or beyond ``LONGEST`` is refused with a problem (unless
    one explains it already).
    """
    refused = refusal(text, place)
    if refused:
        known = report.problems if report.problems and not text else (*report.problems, refused)
        return replace(report, problems=known)
    report = replace(report, text=text, language=report.language or identify(text))
    return with_first_lines(report, text, look)


def with_first_lines(report: Report, text: str, look: Collection[str]) -> Report:
    """Fill those fields among ``look`` that ``report`` lacks from the first lines of ``text``."""
    lines = top.first_lines(text)
    if "title" in look and report.title is None:
        report = replace(report, title=top.title(lines, report.language))
    if "byline" in look and report.byline is None:
        report = replace(report, byline=top.byline(lines))
    if "outlet" in look and report.outlet is None:
        report = replace(report, outlet=top.outlet(lines, report.language))
    if "published" in look and report.published is None:
        found = top.published(lines, report.language)
        report = replace(report, published=found, published_from="text" if found else "none")
    return report


def refusal(text: str, place: str) -> Problem | None:
    """Return the problem of a text that is empty or too long for a report, else None."""
    if len(text) > LONGEST:
        return too_large(place, f"{len(text):,} characters")
    if not text.strip():
        return Problem("empty", f"{place}: has no text; give a file that holds a report")
    return None


def too_large(place: str, size: str) -> Problem:
    """Return the problem of an input that is no single report by its size."""
    message = (
        f"{place}: {size}, more than the {LONGEST:,} characters of one report; "
        "split it into one file (or JSONL line) a report"
    )
    return Problem("too-large", message)
