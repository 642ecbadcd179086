"""Reading: from paths, folders, standard input and addresses to reports.

One module a format (``text``, ``html``, ``jsonl``), each bytes to ``Report``; nothing raises for
a bad input, it becomes a report with a problem. Heavy libraries load when a format needs them.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from firsthand.errors import UsageError
from firsthand.read import jsonl
from firsthand.read.html import LARGEST, html_report
from firsthand.read.ids import Taken
from firsthand.read.plan import Item, plan, problem_of
from firsthand.read.sniff import Format, by_content_type, charset, sniff
from firsthand.read.text import MOST_BYTES, text_report, too_large
from firsthand.records import Problem, Report

if TYPE_CHECKING:
    from firsthand.io.fetch import Fetched, Fetcher

__all__ = ["read_inputs", "read_items"]


def read_inputs(
    inputs: Sequence[str], *, fetch: Fetcher | None = None, stdin: BinaryIO | None = None
) -> Iterator[Report]:
    """Yield the reports of ``inputs``, in their order, as they are read.

    An input is a file (text, HTML, JSONL), a folder (walked in sorted order, hidden files left
    out), ``-`` (standard input, or ``stdin``), or an http(s) address, for which ``fetch`` must
    be given (``firsthand.io.fetch.fetch_url``). Every input gives at least one report; one that
    cannot be read has an empty text and a problem. Report ids are unique and, but for ids that
    two JSONL lines claim, the same in whatever order the inputs are given. Raises UsageError for
    a string in place of a list.
    """
    if isinstance(inputs, str):
        raise UsageError(f"inputs must be a list of names, not one string; give [{inputs!r}]")
    yield from read_items(plan(inputs), fetch=fetch, stdin=stdin)


def read_items(
    items: Sequence[Item], *, fetch: Fetcher | None = None, stdin: BinaryIO | None = None
) -> Iterator[Report]:
    """Yield the reports of ``items``, which have their ids already, as ``read_inputs`` does."""
    taken = Taken(item.id for item in items)
    for item in items:
        for report in _read(item, fetch, stdin):
            # A report that has its item's own id needs no other; JSONL lines bring their ids.
            yield report if report.id == item.id else _distinct(report, taken)


def _distinct(report: Report, taken: Taken) -> Report:
    """Return a report of a JSONL line under an id that is free, with a problem if it changed."""
    free = taken.another(report.id)
    if free == report.id:
        return report
    message = (
        f'{report.path or report.url}: the id "{report.id}" is used before, renamed to "{free}" '
        "here; give each report its own id"
    )
    return replace(report, id=free, problems=(*report.problems, Problem("duplicate-id", message)))


def _read(item: Item, fetch: Fetcher | None, stdin: BinaryIO | None) -> Iterator[Report]:
    bare = Report(id=item.id, path=item.path, url=item.url)
    if item.problem:
        yield replace(bare, problems=(item.problem,))
    elif item.url is not None:
        yield from _read_url(item.id, item.url, fetch)
    else:
        try:
            if item.file is None:
                yield from _read_stream(item, stdin or sys.stdin.buffer)
            else:
                with Path(item.file).open("rb", buffering=1 << 16) as stream:
                    yield from _read_stream(item, stream)
        except (OSError, ValueError) as error:
            yield replace(bare, problems=(problem_of(error, item.path or item.id),))


def _read_stream(item: Item, stream: BinaryIO) -> Iterator[Report]:
    """Read an open file or standard input, by its format."""
    buffered = _buffered(stream)
    head = buffered.peek(1 << 16)
    path = item.path or item.id
    found = sniff(head, path, listed=item.listed)
    if isinstance(found, Problem):
        yield Report(id=item.id, path=item.path, problems=(found,))
    elif found == "jsonl":
        yield from jsonl.jsonl_reports(jsonl.lines(buffered), stem=item.id, path=item.path)
    else:
        most = LARGEST if found == "html" else MOST_BYTES
        raw = buffered.read(most + 1)
        if len(raw) > most:  # not read to its end, so without a hash
            problem = too_large(path, f"more than {most:,} bytes")
            yield Report(id=item.id, path=item.path, problems=(problem,))
        else:
            yield _one(found, raw, id=item.id, path=item.path)


def _buffered(stream: BinaryIO) -> io.BufferedReader:
    if isinstance(stream, io.BufferedReader):
        return stream
    return io.BufferedReader(cast(io.RawIOBase, stream))


def _one(
    found: Format, raw: bytes, *, id: str, path: str | None = None, url: str | None = None,
    encoding: str | None = None,
) -> Report:  # fmt: skip
    make = html_report if found == "html" else text_report
    return make(raw, id=id, path=path, url=url, charset=encoding)


def _read_url(id: str, url: str, fetch: Fetcher | None) -> Iterator[Report]:
    if fetch is None:
        problem = Problem("fetch", f"{url}: reading addresses is off; save the page, give the file")
        yield Report(id=id, url=url, problems=(problem,))
        return
    result = fetch(url)
    if isinstance(result, Problem):
        yield Report(id=id, url=url, problems=(result,))
    else:
        yield from _fetched(id, result)


def _fetched(id: str, page: Fetched) -> Iterator[Report]:
    found = by_content_type(page.content_type, page.body[: 1 << 16], page.final_url)
    if isinstance(found, Problem):
        yield Report(id=id, url=page.final_url, problems=(found,))
    elif found == "jsonl":
        lines = jsonl.lines(io.BufferedReader(io.BytesIO(page.body)))
        for report in jsonl.jsonl_reports(lines, stem=id):
            yield replace(report, url=report.url or page.final_url)
    else:
        encoding = charset(page.content_type)
        yield _one(found, page.body, id=id, url=page.final_url, encoding=encoding)
