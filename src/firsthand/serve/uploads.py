"""What a browser hands in: a form with files, links and a pasted text, bounded while it arrives.

Files go into a folder of their own under names of our own; what the browser calls them is only a
label. Whatever goes wrong on the way, the folder is removed.
"""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import BinaryIO
from urllib.parse import urlsplit

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect, Request

from firsthand.errors import UsageError
from firsthand.read.plan import Item, with_ids
from firsthand.records import Problem
from firsthand.serve.jobs import Submission
from firsthand.serve.settings import Settings

_PASTED = "Pasted text"
_BROKEN = "the form is broken; load the page again and try once more"
_LONGEST_LABEL = 200
_MORE_PARTS = 20
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_NO_LINK = re.compile(r"[\x00-\x20\x7f-\x9f]")


class TooMuchError(UsageError):
    """A limit is passed; the message names it."""


async def receive(request: Request, settings: Settings, root: Path) -> Submission:
    """Return what a request hands in, its files in a new folder below ``root``.

    Raises TooMuchError where a limit is passed, UsageError for a form that is none or empty,
    TimeoutError where it takes too long, ClientDisconnect where the browser goes away; then
    nothing is left behind.
    """
    kind, options = parse_options_header(request.headers.get("content-type"))
    boundary = options.get(b"boundary")
    if kind != b"multipart/form-data" or not boundary:
        raise UsageError("this is no form with files (multipart/form-data)")
    folder = Path(mkdtemp(dir=root))
    form = _Form(folder, settings)
    try:
        async with asyncio.timeout(settings.upload_seconds):
            await _feed(form, boundary, _bounded(request, settings))
        return _submission(form, settings)
    except BaseException as error:
        form.close()
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, FormParserError):
            raise UsageError(_BROKEN) from error
        raise


async def drain(request: Request, settings: Settings) -> None:
    """Take in what is still coming of a form that was refused, within bounds, and drop it.

    A browser that is still sending shows no answer if the connection is closed before.
    """
    # RuntimeError: it has come in to its end.
    with suppress(ClientDisconnect, TimeoutError, RuntimeError):
        async with asyncio.timeout(settings.upload_seconds):
            left = settings.most_bytes
            async for chunk in request.stream():
                left -= len(chunk)
                if left < 0:
                    return


async def _feed(form: _Form, boundary: bytes, chunks: AsyncIterator[bytes]) -> None:
    parser = MultipartParser(
        boundary,
        {
            "on_part_begin": form.begin,
            "on_header_field": form.header_name,
            "on_header_value": form.header_value,
            "on_header_end": form.header_end,
            "on_headers_finished": form.opened,
            "on_part_data": form.data,
            "on_part_end": form.close,
            "on_end": form.end,
        },
    )
    async for chunk in chunks:
        parser.write(chunk)
    parser.finalize()
    if not form.ended:
        raise UsageError(_BROKEN)


async def _bounded(request: Request, settings: Settings) -> AsyncIterator[bytes]:
    """Yield the body; raise as soon as it is known to be too large."""
    message = f"at most {_megabytes(settings.most_bytes)} are taken at once; hand in less"
    stated = request.headers.get("content-length", "")
    if stated.isdecimal() and int(stated) > settings.most_bytes:
        raise TooMuchError(message)
    total = 0
    async for chunk in request.stream():
        total += len(chunk)
        if total > settings.most_bytes:
            raise TooMuchError(message)
        yield chunk


class _Form:
    """Takes the parts of a form as they arrive: files into the folder, fields into memory."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.files: list[tuple[Path, str]] = []
        self.fields: dict[str, bytearray] = {}
        self.left_out: dict[str, Problem] = {}
        self.ended = False
        self.folder = folder
        self._settings = settings
        self._parts = 0
        self._name, self._value = bytearray(), bytearray()
        self._disposition = b""
        self._file: BinaryIO | None = None
        self._field: bytearray | None = None
        self._size = 0
        self._place = ""

    def begin(self) -> None:
        """Begin a part."""
        self._parts += 1
        if self._parts > self._settings.most_files + _MORE_PARTS:
            raise TooMuchError(self._too_many_files())
        self._disposition, self._size = b"", 0

    def header_name(self, data: bytes, start: int, end: int) -> None:
        """Take a piece of a header's name."""
        self._name += data[start:end]

    def header_value(self, data: bytes, start: int, end: int) -> None:
        """Take a piece of a header's value."""
        self._value += data[start:end]

    def header_end(self) -> None:
        """End a header; only the one that names the part matters."""
        if self._name.lower() == b"content-disposition":
            self._disposition = bytes(self._value)
        self._name, self._value = bytearray(), bytearray()

    def opened(self) -> None:
        """Begin the content of a part, its headers being known."""
        _, options = parse_options_header(self._disposition)
        name = options.get(b"name", b"").decode("utf-8", "replace")
        given = options.get(b"filename")
        if given:
            self._open_file(given.decode("utf-8", "replace"))
        elif given is None:
            self._field = self.fields.setdefault(name, bytearray())
            self._place = "the text" if name == "text" else "a field"

    def data(self, data: bytes, start: int, end: int) -> None:
        """Take a piece of a part's content."""
        self._size += end - start
        if self._size > self._settings.most_file_bytes:
            self._too_large()
        if self._file is not None:
            self._file.write(data[start:end])
        elif self._field is not None:
            self._field += data[start:end]

    def _too_large(self) -> None:
        """Leave out a file that is too large: it costs no other. Raises TooMuchError for a text."""
        most = _megabytes(self._settings.most_file_bytes)
        message = f"{self._place} is larger than {most}, the most for one file"
        if self._field is not None:
            raise TooMuchError(message)
        if self._file is not None:
            self.close()
            path, label = self.files[-1]
            path.unlink()
            self.left_out[label] = Problem("size", f"{message}; hand in a part of it")

    def close(self) -> None:
        """End a part."""
        if self._file is not None:
            self._file.close()
        self._file = self._field = None

    def end(self) -> None:
        """End the form."""
        self.ended = True

    def text(self, name: str) -> str:
        """Return a field as text, "" if it is not there."""
        return self.fields.get(name, bytearray()).decode("utf-8", "replace")

    def keep(self, pasted: str) -> None:
        """Add a pasted text to the files."""
        path = self.folder / "pasted"
        path.write_text(pasted, encoding="utf-8", newline="")
        self.files.append((path, free_label(_PASTED, [known for _, known in self.files])))

    def _open_file(self, given: str) -> None:
        if len(self.files) >= self._settings.most_files:
            raise TooMuchError(self._too_many_files())
        path = self.folder / str(len(self.files))
        label = free_label(given, [known for _, known in self.files])
        self._file, self._place = path.open("xb"), f"the file “{label}”"
        self.files.append((path, label))

    def _too_many_files(self) -> str:
        return f"at most {self._settings.most_files} files are taken at once; hand in fewer"


def free_label(given: str, taken: list[str]) -> str:
    """Return a file's name as a label: no folders, one line, not too long, and not yet taken."""
    name = _UNPRINTABLE.sub(" ", re.split(r"[/\\]", given)[-1]).strip()
    if len(name) > _LONGEST_LABEL:  # the ending tells the format
        name = f"{name[: _LONGEST_LABEL - 20]}…{name[-19:]}"
    name = "file" if name in {"", ".", "..", "-"} else name
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, f".{ending}") if dot and stem else (name, "")
    number, label = 1, name
    while label in taken:
        number += 1
        label = f"{stem} ({number}){ending}"
    return label


def _submission(form: _Form, settings: Settings) -> Submission:
    """Return what a whole form holds."""
    links = _links(form.text("links"), settings)
    pasted = form.text("text")
    if pasted.strip():
        form.keep(pasted)
    items = [
        Item(path=label, problem=form.left_out[label])
        if label in form.left_out
        else Item(file=str(path), path=label)
        for path, label in form.files
    ]
    items += [Item(url=link, problem=_link_problem(link, settings)) for link in links]
    if not items:
        raise UsageError("nothing was handed in: choose files, or give links or a text")
    return Submission(tuple(with_ids(items)), form.folder)


def _links(text: str, settings: Settings) -> list[str]:
    """Return the links of a text, one a line, each once."""
    lines = dict.fromkeys(line.strip() for line in text.splitlines() if line.strip())
    if len(lines) > settings.most_links:
        raise TooMuchError(f"at most {settings.most_links} links are taken at once; give fewer")
    return list(lines)


def _link_problem(line: str, settings: Settings) -> Problem | None:
    """Return what is wrong with a link; it costs no other."""
    if len(line) > settings.most_link_length:
        most = settings.most_link_length
        return Problem("link", f"“{line[:80]}…” is longer than a link may be ({most} characters)")
    if not _is_link(line):
        message = f"“{line[:200]}” is no link that begins with http:// or https://; mend it"
        return Problem("link", message)
    return None


def _is_link(line: str) -> bool:
    try:
        parts = urlsplit(line)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not _NO_LINK.search(line)


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:g} MB"
