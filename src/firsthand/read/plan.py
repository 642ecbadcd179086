"""From what the user named to the list of things to read, with their ids, before reading any."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from firsthand.read.ids import file_names, unique, url_names
from firsthand.records import Problem

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.I)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to read: a file, standard input ("-"), an address, or one that cannot be read.

    ``file`` is the name for the operating system, ``path`` the same as shown (POSIX, as the
    user gave it). ``listed``: found in a folder.
    """

    id: str = ""
    file: str | None = None
    path: str | None = None
    url: str | None = None
    listed: bool = False
    problem: Problem | None = None


def plan(inputs: Sequence[str]) -> list[Item]:
    """Return the items in the order of ``inputs``, folders walked in sorted order.

    Hidden files and folders inside a folder are left out; links to folders are followed, each
    folder once. Ids do not depend on the order of ``inputs``.
    """
    return with_ids([item for given in inputs for item in _items(given)])


def with_ids(items: Sequence[Item]) -> list[Item]:
    """Return the items with ids, made of paths and addresses; they do not depend on the order."""
    ids = unique([_names(item) for item in items])
    return [replace(item, id=id) for item, id in zip(items, ids, strict=True)]


def shown(file: str) -> str:
    """Return a file's name as POSIX path that can be printed, undecodable bytes as U+FFFD."""
    return PurePath(file).as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def problem_of(error: OSError | ValueError, place: str) -> Problem:
    """Return the problem of a file that the operating system does not give."""
    if isinstance(error, PermissionError):
        return Problem("permission", f"{place}: no permission to read it; change its permissions")
    if isinstance(error, FileNotFoundError | NotADirectoryError | ValueError):
        return Problem("missing", f"{place}: no such file or folder; check the name")
    return Problem("missing", f"{place}: cannot be read ({error.strerror}); check the name")


def _names(item: Item) -> tuple[str, ...]:
    if item.url is not None:
        return url_names(item.url)
    return ("stdin",) if item.path == "-" else file_names(item.path or "")


def _items(given: str) -> Iterator[Item]:
    scheme = _SCHEME.match(given)
    if given == "-":
        yield Item(path="-")
    elif scheme and scheme.group(1).lower() in {"http", "https"}:
        yield Item(url=given)
    elif scheme:
        message = f"{given}: only http and https addresses are read; give a path or such an address"
        yield Item(url=given, problem=Problem("fetch", message))
    else:
        yield from _files(given)


def _files(given: str) -> Iterator[Item]:
    path = shown(given)
    try:
        mode = os.stat(given).st_mode  # noqa: PTH116 (a Path would refuse some names)
    except (OSError, ValueError) as error:
        yield Item(path=path, problem=problem_of(error, path))
        return
    if not stat.S_ISDIR(mode):
        yield Item(file=given, path=path)
        return
    found = list(_walk(given, set()))
    if not found:
        message = f"{path}: the folder holds no files; give one that holds reports"
        found = [Item(path=path, problem=Problem("empty", message))]
    yield from found


def _walk(folder: str, seen: set[tuple[int, int]]) -> Iterator[Item]:
    """Yield the files of a folder and of those below it; ``seen`` holds the folders done."""
    try:
        identity = os.stat(folder)  # noqa: PTH116
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Item(path=shown(folder), problem=problem_of(error, shown(folder)))
        return
    if (identity.st_dev, identity.st_ino) in seen:
        return
    seen.add((identity.st_dev, identity.st_ino))
    for entry in entries:
        if not entry.name.startswith("."):
            yield from _entry(entry, seen)


def _entry(entry: os.DirEntry[str], seen: set[tuple[int, int]]) -> Iterator[Item]:
    path = shown(entry.path)
    try:
        mode = entry.stat().st_mode
    except OSError as error:  # a link that leads nowhere
        yield Item(path=path, problem=problem_of(error, path))
        return
    if stat.S_ISDIR(mode):
        yield from _walk(entry.path, seen)
    elif stat.S_ISREG(mode):
        yield Item(file=entry.path, path=path, listed=True)
    else:  # a pipe would wait for ever
        message = f"{path}: is a pipe or device, not a file; give its content as a file"
        yield Item(path=path, problem=Problem("unknown-format", message))
