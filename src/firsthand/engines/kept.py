"""An encoder whose vectors are kept in the user's cache folder, for the next run.

Kept are vectors and the SHA-256 of texts, never texts. Keeping is a convenience: whatever is wrong
with folder or file, the vectors are worked out, and nothing is told.
"""

from __future__ import annotations

import hashlib
import os
import platform
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from functools import cache
from importlib import metadata
from itertools import islice
from pathlib import Path
from typing import TypeVar
from zlib import crc32

import numpy as np

from firsthand.cache import cache_folder
from firsthand.engines.base import Encoder, TokenStates, Vectors

FILE = "vectors-1.sqlite"
"""The file's name in the cache folder; another number with every change of its tables."""
MOST_BYTES = 256 << 20
"""How large the file grows by default: some 140,000 vectors of 384 numbers."""

_KEPT_OF_FULL = 0.8
_ROWS_AT_ONCE = 500
_WAIT_SECONDS = 1.0
_LOG_BYTES = 4 << 20
_TABLES = """
CREATE TABLE IF NOT EXISTS entries (
  id INTEGER PRIMARY KEY, encoder TEXT, text BLOB, used INTEGER, UNIQUE (encoder, text));
CREATE TABLE IF NOT EXISTS vectors (id INTEGER PRIMARY KEY, sum INTEGER, vector BLOB);
"""

_Digests = Mapping[bytes, bytes]
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class KeptEncoder:
    """Gives another encoder's pooled vectors, those of earlier runs from a file: the same bits.

    ``path`` defaults to a file in the cache folder. It holds at most some ``most_bytes`` and 4 MB;
    of what was not asked for longest, a fifth goes when it is full. Several processes may use it
    at once. A damaged file is made anew. Token states are too large to keep and pass through.
    """

    def __init__(
        self, inner: Encoder, path: Path | None = None, most_bytes: int = MOST_BYTES
    ) -> None:
        self._inner = inner
        self._store = _Store(path or cache_folder() / FILE, f"{inner.name} {_machine()}")
        self._most_bytes = most_bytes

    @property
    def name(self) -> str:
        """Return the inner encoder's name: the vectors are the same."""
        return self._inner.name

    @property
    def dimensions(self) -> int:
        """Return the inner encoder's dimensions."""
        return self._inner.dimensions

    def pooled(self, texts: Sequence[str]) -> Vectors:
        """Return (n, d) float32 of unit length; no texts give shape (0, d)."""
        digests = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest() for text in texts]
        found = dict(self._store.find(list(dict.fromkeys(digests)))) if texts else {}
        wanted = 4 * self.dimensions
        new = {
            digest: text
            for digest, text in zip(digests, texts, strict=True)
            if len(found.get(digest, b"")) != wanted
        }
        if new:
            made = self._inner.pooled(list(new.values())).astype("<f4", copy=False)
            fresh = {digest: row.tobytes() for digest, row in zip(new, made, strict=True)}
            self._store.keep(fresh, self._most_bytes)
            found.update(fresh)
        rows = b"".join(found[digest] for digest in digests)
        vectors = np.frombuffer(rows, dtype="<f4").reshape(len(texts), self.dimensions)
        return vectors.astype(np.float32)

    def tokens(self, texts: Sequence[str]) -> list[TokenStates]:
        """Return the inner encoder's token states."""
        return self._inner.tokens(texts)


class _Store:
    """The file: digests of texts and the bytes of vectors, for one encoder. Nothing raises."""

    def __init__(self, path: Path, encoder: str) -> None:
        self._path = path
        self._encoder = encoder

    def find(self, digests: Sequence[bytes]) -> _Digests:
        """Return what is kept of these, and remember that it was asked for."""
        if not self._path.exists():
            return {}
        return self._tried(lambda db: dict(self._found(db, digests)), {})

    def keep(self, vectors: _Digests, most_bytes: int) -> None:
        """Keep vectors, and forget the oldest ones where the file is full."""
        self._tried(lambda db: self._keep(db, vectors, most_bytes), None)

    def _tried(
        self, action: Callable[[sqlite3.Connection], _Result], otherwise: _Result
    ) -> _Result:
        for _ in range(2):
            try:
                with closing(self._opened()) as db:
                    return action(db)
            except (sqlite3.OperationalError, OSError):
                # Locked, full, or not to be written: it may work the next time.
                return otherwise
            except sqlite3.DatabaseError:
                self._remove()
        return otherwise

    def _opened(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        # What somebody has read is nobody else's business: the file is made for its owner alone.
        os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
        db = sqlite3.connect(self._path, timeout=_WAIT_SECONDS, isolation_level=None)
        try:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute(f"PRAGMA journal_size_limit = {_LOG_BYTES}")
            db.executescript(_TABLES)
        except BaseException:
            db.close()
            raise
        return db

    def _remove(self) -> None:
        for end in ("", "-wal", "-shm"):
            with suppress(OSError):
                Path(f"{self._path}{end}").unlink()

    def _found(
        self, db: sqlite3.Connection, digests: Sequence[bytes]
    ) -> Iterator[tuple[bytes, bytes]]:
        now = time.time_ns()
        for some in _batched(digests, _ROWS_AT_ONCE):
            marks = ",".join("?" * len(some))
            rows = db.execute(
                "SELECT entries.id, text, sum, vector FROM entries JOIN vectors USING (id) "
                f"WHERE encoder = ? AND text IN ({marks})",
                (self._encoder, *some),
            ).fetchall()
            for _, text, total, vector in rows:
                if isinstance(vector, bytes) and total == self._sum(text, vector):
                    yield text, vector
            # Who cannot write now has the vectors all the same.
            with suppress(sqlite3.OperationalError), _transaction(db):
                db.executemany(
                    "UPDATE entries SET used = ? WHERE id = ?", [(now, r[0]) for r in rows]
                )

    def _keep(self, db: sqlite3.Connection, vectors: _Digests, most_bytes: int) -> None:
        now = time.time_ns()
        for some in _batched(vectors.items(), _ROWS_AT_ONCE):
            with _transaction(db):
                for text, vector in some:
                    (number,) = db.execute(
                        "INSERT INTO entries (encoder, text, used) VALUES (?, ?, ?) "
                        "ON CONFLICT DO UPDATE SET used = excluded.used RETURNING id",
                        (self._encoder, text, now),
                    ).fetchone()
                    db.execute(
                        "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
                        (number, self._sum(text, vector), vector),
                    )
                _forget_oldest(db, most_bytes)

    def _sum(self, text: bytes, vector: bytes) -> int:
        """Return a sum that tells whether a row is whole and belongs where it stands."""
        return crc32(vector, crc32(text, crc32(self._encoder.encode("utf-8"))))


def _batched(items: Iterable[_Item], size: int) -> Iterator[list[_Item]]:
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.rollback()
        raise
    db.commit()


def _forget_oldest(db: sqlite3.Connection, most_bytes: int) -> None:
    """Make room where the tables are full; the file keeps its size, its free pages are reused."""
    pages, free, size = (
        db.execute(f"PRAGMA {what}").fetchone()[0]
        for what in ("page_count", "freelist_count", "page_size")
    )
    used = (pages - free) * size
    if used <= most_bytes:
        return
    (count,) = db.execute("SELECT count(*) FROM entries").fetchone()
    going = count - int(count * _KEPT_OF_FULL * most_bytes / used)
    oldest = "(SELECT id FROM entries ORDER BY used, id LIMIT ?)"
    db.execute(f"DELETE FROM vectors WHERE id IN {oldest}", (going,))
    db.execute(f"DELETE FROM entries WHERE id IN {oldest}", (going,))


@cache
def _machine() -> str:
    """Return what the last bits of a vector hang on besides its encoder: runtime and processor.

    A new version of ONNX Runtime, or another processor with the same home folder, may round
    differently; the results of a run must not hang on what was kept.
    """
    try:
        runtime = metadata.version("onnxruntime")
    except metadata.PackageNotFoundError:
        runtime = "-"
    features = platform.processor()
    with suppress(OSError), Path("/proc/cpuinfo").open(encoding="utf-8", errors="replace") as lines:
        features = next((x for x in lines if x.lower().startswith(("flags", "features"))), features)
    digest = hashlib.sha256(f"{platform.machine()} {features}".encode()).hexdigest()
    return f"{runtime} {digest[:12]}"
