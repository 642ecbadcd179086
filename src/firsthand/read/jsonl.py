"""JSON lines to reports, one a line; also reads again what ``firsthand read --json`` prints."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from itertools import chain
from typing import Any, BinaryIO, get_args

from firsthand.read.dates import moment
from firsthand.read.language import two_letters
from firsthand.read.text import too_large, with_text
from firsthand.records import DateFrom, Problem, Report

LONGEST_LINE = 20_000_000
"""Bytes of a line at most; the rest of a longer one is passed over."""

_STRINGS = ("title", "text", "url", "path", "outlet", "byline", "published", "language")
_OPENINGS = (b"{", b"[", b"[{")  # first lines of documents that are not one value a line
_REMEDY = "give one JSON object a line (jq -c . makes them)"
_HALF = re.compile("[\ud800-\udfff]")  # half of a surrogate pair: no character, only JSON has them


def lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of ``stream`` as they arrive, UTF-16 with a byte order mark as UTF-8.

    A line beyond ``LONGEST_LINE`` is cut one byte past it.
    """
    first = stream.readline(LONGEST_LINE + 1)
    if first.startswith((b"\xff\xfe", b"\xfe\xff")):
        whole = (first + stream.read(LONGEST_LINE)).decode("utf-16", "replace")
        yield from (line.encode() for line in whole.split("\n"))
        return
    yield first.removeprefix(b"\xef\xbb\xbf")
    while not first.endswith(b"\n") and len(first) > LONGEST_LINE:
        first = stream.readline(LONGEST_LINE + 1)
    while line := stream.readline(LONGEST_LINE + 1):
        yield line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = stream.readline(LONGEST_LINE + 1)


def jsonl_reports(
    found: Iterable[bytes], *, stem: str, path: str | None = None
) -> Iterator[Report]:
    """Yield a report for each line that is not blank; a bad line gives one with a problem.

    ``stem`` makes the id of a line without one (``stem:number``). No line with content gives a
    single report with the problem ``empty``, one JSON value over several lines one with ``json``.
    """
    numbered = ((n, raw) for n, raw in enumerate(found, 1) if raw.strip())
    number, first = next(numbered, (0, b""))
    bare = Report(id=stem, path=path)
    if not first:
        message = f"{path or stem}: has no lines; give one JSON object a line"
        yield replace(bare, problems=(Problem("empty", message),))
    elif first.strip() in _OPENINGS:
        message = f"{path or stem}, line {number}: a value over several lines; {_REMEDY}"
        yield replace(bare, problems=(Problem("json", message),))
    else:
        for n, raw in chain(((number, first),), numbered):
            yield line_report(raw, number=n, stem=stem, path=path)


def line_report(raw: bytes, *, number: int, stem: str, path: str | None = None) -> Report:
    """Read one line: an object with ``text`` or ``title`` and optional other fields of a report.

    ``text`` is kept unchanged; without it the title is the text. Title, byline and date are
    looked for in the text only where the line does not have the field at all.
    """
    raw = raw.rstrip(b"\r\n")
    place = f"{path or stem}, line {number}"
    report = Report(id=f"{stem}:{number}", path=path, sha256=sha256(raw).hexdigest())
    if len(raw) > LONGEST_LINE:
        return replace(
            report, sha256="", problems=(too_large(place, f"over {LONGEST_LINE:,} bytes"),)
        )
    fields = _parse(raw, place)
    if isinstance(fields, Problem):
        return replace(report, problems=(fields,))
    fields, cleaned = _without_halves(fields, place)
    wrong = _wrong_type(fields, place)
    if wrong:
        return replace(report, problems=(wrong,))
    return _filled(report, fields, cleaned, place)


def _parse(raw: bytes, place: str) -> dict[str, Any] | Problem:
    try:
        fields = json.loads(raw.decode("utf-8"), strict=False)
    except UnicodeDecodeError as error:
        message = f"{place}, byte {error.start + 1}: not valid UTF-8; save the file as UTF-8"
        return Problem("json", message)
    except json.JSONDecodeError as error:
        return Problem("json", f"{place}, column {error.colno}: {error.msg}; {_REMEDY}")
    except (ValueError, RecursionError):  # numbers of thousands of digits, endless nesting
        return Problem("json", f"{place}: too deep or too large a value; {_REMEDY}")
    if not isinstance(fields, dict):
        return Problem("json", f"{place}: holds no object; {_REMEDY}")
    return fields


def _without_halves(
    fields: dict[str, Any], place: str
) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """Replace lone surrogates, which no output could encode; offsets stay as they are."""
    known = {k: fields[k] for k in ("id", *_STRINGS) if isinstance(fields.get(k), str)}
    clean = {k: _HALF.sub("\ufffd", v) for k, v in known.items()}
    if clean == known:
        return fields, ()
    message = (
        f"{place}: has halves of surrogate pairs (\\ud800 to \\udfff), shown as \ufffd; "
        "escape whole pairs"
    )
    return {**fields, **clean}, (Problem("encoding", message),)


def _wrong_type(fields: Mapping[str, Any], place: str) -> Problem | None:
    for name in _STRINGS:
        if not isinstance(fields.get(name), str | None):
            return Problem("json", f'{place}: "{name}" must be a string; correct the line')
    given = fields.get("id")
    if isinstance(given, bool) or not isinstance(given, str | int | None):
        return Problem(
            "json", f'{place}: "id" must be a string or a whole number; correct the line'
        )
    if not (isinstance(fields.get("text"), str) or isinstance(fields.get("title"), str)):
        return Problem("json", f'{place}: has neither "text" nor "title"; add one of them')
    return None


def _filled(
    report: Report, fields: Mapping[str, Any], problems: tuple[Problem, ...], place: str
) -> Report:
    """Fill ``report`` from the checked fields of its line."""
    when, origin, late = _published(fields, place)
    given = fields.get("id")
    report = replace(
        report,
        id=str(given) if given is not None and given != "" else report.id,
        path=fields.get("path") or report.path,
        url=fields.get("url"),
        title=fields.get("title"),
        outlet=fields.get("outlet"),
        byline=fields.get("byline"),
        published=when,
        published_from=origin,
        language=_language(fields.get("language")),
        problems=(*_carried(fields.get("problems")), *problems, *late),
    )
    text, title = fields.get("text") or "", fields.get("title") or ""
    body = text if text.strip() or not title.strip() else title
    look = {name for name in ("title", "byline", "outlet", "published") if name not in fields}
    return with_text(report, body, place, look=look)


def _published(
    fields: Mapping[str, Any], place: str
) -> tuple[str | None, DateFrom, tuple[Problem, ...]]:
    stated = fields.get("published")
    if not stated:
        return None, "none", ()
    when = moment(stated)
    if when is None:
        message = (
            f'{place}: "published" is no ISO 8601 date (such as "2031-05-14T09:30:00+02:00") '
            "and left out; correct it"
        )
        return None, "none", (Problem("json", message),)
    known = [o for o in get_args(DateFrom) if o != "none" and o == fields.get("published_from")]
    return when, known[0] if known else "given", ()


def _language(stated: str | None) -> str | None:
    found = re.match(r"([a-z]{2,3})(?:$|[-_])", (stated or "").strip().lower())
    if found is None:
        return None
    code = found.group(1)
    return code if len(code) == 2 else two_letters(code)


def _carried(stated: Any) -> tuple[Problem, ...]:
    """Return the problems that an earlier reading recorded in the line."""
    if not isinstance(stated, list):
        return ()
    pairs = [(p.get("code"), p.get("message")) for p in stated if isinstance(p, dict)]
    return tuple(
        Problem(_HALF.sub("\ufffd", c), _HALF.sub("\ufffd", m))
        for c, m in pairs
        if isinstance(c, str) and isinstance(m, str)
    )
