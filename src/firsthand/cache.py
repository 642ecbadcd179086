"""Files that are dear to make and kept in the user's cache folder.

A file's name ends in the hash of its content. So a file is whole or it is not used; it is moved to
its place in one step; and two processes that make it at once put the same file in the same place.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from platformdirs import user_cache_dir

_FOLDER_VARIABLE = "FIRSTHAND_CACHE"
_DIGITS = 32


def cache_folder() -> Path:
    """Return the user's cache folder of firsthand, or what ``FIRSTHAND_CACHE`` names."""
    return Path(os.environ.get(_FOLDER_VARIABLE) or user_cache_dir("firsthand"))


def cached(key: str, suffix: str, make: Callable[[], bytes]) -> Path | bytes:
    """Return the path of the kept file of this key; it is made and kept if none is whole.

    Where the folder cannot be written, the content itself is returned and nothing is kept.
    """
    folder = cache_folder()
    for path in _candidates(folder, key, suffix):
        if _is_whole(path, key, suffix):
            return path
    content = make()
    path = folder / _name(key, hashlib.sha256(content).hexdigest(), suffix)
    try:
        _write(path, content)
    except OSError:
        return content
    return path


def _name(key: str, digest: str, suffix: str) -> str:
    return f"{key}-{digest[:_DIGITS]}{suffix}"


def _candidates(folder: Path, key: str, suffix: str) -> list[Path]:
    try:
        return sorted(folder.glob(_name(key, "?" * _DIGITS, suffix)))
    except OSError:
        return []


def _is_whole(path: Path, key: str, suffix: str) -> bool:
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return False
    return path.name == _name(key, digest, suffix)


def _write(path: Path, content: bytes) -> None:
    """Write all of it or nothing, whoever else writes the same at the same time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
