"""Judgements in a SQLite file: append-only, safe for several processes at once.

Every call opens the file for itself, so a store may be used by any number of threads and
processes. What a call has returned from is on the disk: the write-ahead log is synced with every
transaction (https://www.sqlite.org/wal.html).
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

import apsw
from platformdirs import user_data_dir

from firsthand.errors import UsageError
from firsthand.io.judgement_lines import judgement_line, read_line
from firsthand.records import AnyJudgement

_Rows: TypeAlias = list[tuple[int, str, str]]

VERSION = 1
"""Of the tables, in the file's ``user_version``; a file of a higher one is not touched."""

_FOLDER_VARIABLE = "FIRSTHAND_DATA"
_FIRST_BYTES = b"SQLite format 3\x00"
_APPLICATION = 0x66687374  # "fhst"
_WAIT_MILLISECONDS = 20_000
_WITHDRAW = "withdraw"
_TABLES = f"""
CREATE TABLE judgements (
  id INTEGER PRIMARY KEY AUTOINCREMENT, made TEXT NOT NULL, line TEXT NOT NULL);
CREATE TRIGGER no_change BEFORE UPDATE ON judgements
  BEGIN SELECT RAISE(ABORT, 'judgements are only added'); END;
CREATE TRIGGER no_loss BEFORE DELETE ON judgements
  BEGIN SELECT RAISE(ABORT, 'judgements are only added'); END;
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {VERSION};
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A judgement in a store: when it was made, and when it was withdrawn, None where it holds.

    Times are ISO 8601 in UTC.
    """

    id: int
    made: str
    judgement: AnyJudgement
    withdrawn: str | None = None


def default_path() -> Path:
    """Return where corrections are kept if nothing else is said; its folder may not be there yet.

    The user's data folder of firsthand, or what ``FIRSTHAND_DATA`` names.
    """
    folder = os.environ.get(_FOLDER_VARIABLE) or user_data_dir("firsthand")
    return Path(folder) / "judgements.sqlite"


def is_sqlite(path: str | Path) -> bool:
    """Tell by the first 16 bytes whether a file is SQLite's; False for one that is not there."""
    try:
        with Path(path).open("rb") as file:
            return file.read(len(_FIRST_BYTES)) == _FIRST_BYTES
    except FileNotFoundError:
        return False


class JudgementStore:
    """The judgements of one SQLite file, made if it is not there.

    All methods raise UsageError for a file that is no store of judgements, that a newer version
    has made, or that cannot be read or written.
    """

    def __init__(self, path: str | Path) -> None:
        self._path = str(path)
        with self._opened():
            pass
        # It holds words of reports: nobody else's to read, wherever the file stands.
        with suppress(OSError):
            Path(path).chmod(0o600)

    def append(self, judgements: Sequence[AnyJudgement], made: str | None = None) -> list[int]:
        """Keep judgements, all or none, and return their ids; ``made`` defaults to now."""
        when = made or now()
        rows = [(when, judgement_line(judgement)) for judgement in judgements]
        with self._opened() as database, _writing(database):
            return [_insert(database, *row) for row in rows]

    def withdraw(self, number: int, made: str | None = None) -> None:
        """Take the judgement of this id back; one that is withdrawn already stays so.

        The record itself stays, and another that takes it back is added. Raises UsageError for an
        id that no judgement has.
        """
        with self._opened() as database, _writing(database):
            known, withdrawn = _sorted_out(_rows(database))
            if all(number != row[0] for row in known):
                raise UsageError(f"{self._path}: has no judgement {number}; list them for the ids")
            if number not in withdrawn:
                _insert(database, made or now(), json.dumps({_WITHDRAW: number}))

    def all(self) -> tuple[Kept, ...]:
        """Return every judgement in the order of keeping, the withdrawn ones too."""
        with self._opened() as database:
            known, withdrawn = _sorted_out(_rows(database))
        return tuple(
            Kept(
                number,
                made,
                read_line(line, f"{self._path}, judgement {number}"),
                withdrawn.get(number),
            )
            for number, made, line in known
        )

    def current(self) -> tuple[AnyJudgement, ...]:
        """Return the judgements that hold, oldest first."""
        return tuple(kept.judgement for kept in self.all() if kept.withdrawn is None)

    def export(self) -> str:
        """Return the judgements that hold as JSON lines; none give an empty text."""
        return "".join(judgement_line(judgement) + "\n" for judgement in self.current())

    @contextmanager
    def _opened(self) -> Iterator[apsw.Connection]:
        try:
            with closing(apsw.Connection(self._path)) as database:
                database.set_busy_timeout(_WAIT_MILLISECONDS)
                self._prepare(database)
                yield database
        except apsw.NotADBError as error:
            message = f"{self._path}: is no SQLite database; give another file"
            raise UsageError(message) from error
        except apsw.Error as error:
            remedy = "give a file of judgements that can be read and written"
            raise UsageError(f"{self._path}: {error}; {remedy}") from error

    def _prepare(self, database: apsw.Connection) -> None:
        """Make the tables in a new file, refuse a strange one, and log ahead of writing."""
        if not self._checked(database):
            with _writing(database):
                # Another process may have been faster.
                if not self._checked(database):
                    database.execute(_TABLES)
        database.execute("PRAGMA synchronous = FULL")
        _log_ahead(database)

    def _checked(self, database: apsw.Connection) -> bool:
        """Return False for an empty file; raises UsageError for one that is not ours."""
        version = _number(database, "PRAGMA user_version")
        application = _number(database, "PRAGMA application_id")
        if application == _APPLICATION and version > VERSION:
            raise UsageError(
                f"{self._path}: was made by a newer firsthand (version {version} of the tables, "
                f"this one knows {VERSION}); update firsthand, or give another file"
            )
        if application == _APPLICATION:
            return True
        if version or application or _number(database, "SELECT count(*) FROM sqlite_master"):
            raise UsageError(
                f"{self._path}: is a SQLite database of something else; give another file"
            )
        return False


def now() -> str:
    """Return the time in UTC, ISO 8601, whole seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@contextmanager
def _writing(database: apsw.Connection) -> Iterator[None]:
    """Keep other writers out from the start, so that nothing read here is stale when written."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


def _log_ahead(database: apsw.Connection) -> None:
    """Switch to the write-ahead log; SQLite does not wait for others there, so this does."""
    deadline = time.monotonic() + _WAIT_MILLISECONDS / 1000
    while True:
        try:
            database.execute("PRAGMA journal_mode = WAL")
        except apsw.BusyError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _number(database: apsw.Connection, statement: str) -> int:
    ((found,),) = database.execute(statement)
    return int(found)


def _insert(database: apsw.Connection, made: str, line: str) -> int:
    database.execute("INSERT INTO judgements (made, line) VALUES (?, ?)", (made, line))
    return database.last_insert_rowid()


def _rows(database: apsw.Connection) -> _Rows:
    found = database.execute("SELECT id, made, line FROM judgements ORDER BY id")
    return [(int(number), str(made), str(line)) for number, made, line in found]


def _sorted_out(rows: _Rows) -> tuple[_Rows, dict[int, str]]:
    """Return the rows of judgements, and when which of them were first withdrawn."""
    known: _Rows = []
    withdrawn: dict[int, str] = {}
    for number, made, line in rows:
        taken = _withdrawal(line)
        if taken is None:
            known.append((number, made, line))
        else:
            withdrawn.setdefault(taken, made)
    return known, withdrawn


def _withdrawal(line: str) -> int | None:
    """Return the id that a record takes back, None for a judgement."""
    if not line.startswith('{"' + _WITHDRAW):
        return None
    return int(json.loads(line)[_WITHDRAW])
