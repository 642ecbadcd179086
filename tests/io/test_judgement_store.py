"""Judgements in SQLite: nothing is lost, nothing is changed, several may write at once."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import apsw
import pytest

from firsthand.errors import UsageError
from firsthand.io.judgement_lines import read_line
from firsthand.io.judgement_store import VERSION, JudgementStore, Kept, is_sqlite
from firsthand.records import (
    AnyJudgement,
    Judgement,
    Pointed,
    SpeakerJudgement,
    TellingJudgement,
    VoiceJudgement,
)

PLACES = (
    Pointed("harbour-gazette", (12, 27), "the lock is shut"),
    Pointed("hafenbote", (3, 30), "die Schleuse bleibe zu"),
    Pointed("al-mina", (0, 18), "إن الهويس سيظل مغلقا"),
)
ALL: tuple[AnyJudgement, ...] = (
    Judgement(True, ("harbour-gazette", "hafenbote")),
    TellingJudgement(True, PLACES),
    TellingJudgement(False, PLACES[:2]),
    SpeakerJudgement(PLACES[2], "ليلى منصور"),
    SpeakerJudgement(PLACES[0], None),
    VoiceJudgement(PLACES[1]),
)

# Appends judgements that name the writer and a number, and tells each only once it is kept.
WRITER = """
import sys
from firsthand.io.judgement_store import JudgementStore
from firsthand.records import Judgement
path, name, most = sys.argv[1], sys.argv[2], int(sys.argv[3])
store = JudgementStore(path)
for number in range(most):
    store.append([Judgement(True, (name, str(number)))])
    print(number, flush=True)
"""


def write(path: Path, name: str, most: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), name, str(most)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def numbers_of(store: JudgementStore, name: str) -> list[int]:
    reports = [j.reports for j in store.current() if isinstance(j, Judgement)]
    return [int(number) for writer, number in reports if writer == name]


def test_what_is_kept_is_given_back_in_order(tmp_path: Path) -> None:
    path = tmp_path / "mine.sqlite"
    store = JudgementStore(path)
    assert (store.all(), store.current(), store.export()) == ((), (), "")
    assert store.append(ALL[:4], "2026-02-03T04:05:06Z") == [1, 2, 3, 4]
    assert store.append(ALL[4:]) == [5, 6]
    again = JudgementStore(path)
    assert again.current() == ALL
    assert again.all()[0] == Kept(1, "2026-02-03T04:05:06Z", ALL[0])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", again.all()[-1].made)
    assert tuple(read_line(line, "") for line in again.export().splitlines()) == ALL
    assert is_sqlite(path)


def test_a_withdrawn_judgement_stays_in_the_list_and_holds_no_more(tmp_path: Path) -> None:
    store = JudgementStore(tmp_path / "mine.sqlite")
    store.append(ALL[:3], "2026-02-03T04:05:06Z")
    store.withdraw(2, "2026-02-04T00:00:00Z")
    store.withdraw(2, "2026-02-05T00:00:00Z")
    assert store.current() == (ALL[0], ALL[2])
    assert [k.withdrawn for k in store.all()] == [None, "2026-02-04T00:00:00Z", None]
    assert store.append(ALL[3:4]) == [5]  # 4 is the record that took 2 back
    assert store.current() == (ALL[0], ALL[2], ALL[3])
    for number in (4, 99, 0, -1):
        with pytest.raises(UsageError, match=f"no judgement {number}"):
            store.withdraw(number)


def test_nothing_can_be_changed_or_taken_out(tmp_path: Path) -> None:
    path = tmp_path / "mine.sqlite"
    JudgementStore(path).append(ALL)
    with apsw.Connection(str(path)) as database:
        for statement in ("UPDATE judgements SET made = ''", "DELETE FROM judgements"):
            with pytest.raises(apsw.ConstraintError, match="only added"):
                database.execute(statement)
    assert JudgementStore(path).current() == ALL


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "mine.sqlite"  # neither finds it there
    writers = {name: write(path, name, 60) for name in ("ada", "bo", "cy")}
    for writer in writers.values():
        writer.communicate()
        assert writer.returncode == 0
    store = JudgementStore(path)
    for name in writers:
        assert numbers_of(store, name) == list(range(60))
    assert len({kept.id for kept in store.all()}) == len(store.all()) == 180


@pytest.mark.parametrize("told", [1, 2, 7, 20])
def test_a_killed_writer_loses_nothing_that_it_had_told(tmp_path: Path, told: int) -> None:
    path = tmp_path / "mine.sqlite"
    JudgementStore(path).append(ALL)
    with write(path, "ada", 100_000) as writer:
        assert writer.stdout is not None
        last = [writer.stdout.readline() for _ in range(told)][-1]
        writer.kill()
        rest = writer.stdout.readlines()
    assert writer.returncode == -signal.SIGKILL
    told_last = int((rest or [last])[-1])
    store = JudgementStore(path)
    kept = numbers_of(store, "ada")
    assert kept == list(range(len(kept)))
    assert len(kept) in {told_last + 1, told_last + 2}  # one may be kept and not told yet
    store.append([Judgement(True, ("after", "1"))])
    assert store.current()[: len(ALL)] == ALL
    assert numbers_of(store, "after") == [1]


def test_many_threads_use_one_store(tmp_path: Path) -> None:
    store = JudgementStore(tmp_path / "mine.sqlite")
    with ThreadPoolExecutor(8) as pool:
        made = pool.map(lambda n: store.append([Judgement(True, ("t", str(n)))]), range(80))
        assert len({number for ids in made for number in ids}) == 80
    assert sorted(numbers_of(store, "t")) == list(range(80))


def test_a_file_that_is_no_store_is_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("these are my notes, and they are longer than sixteen bytes\n" * 40)
    with pytest.raises(UsageError, match=r"notes\.txt: is no SQLite database; give another"):
        JudgementStore(text)
    assert text.read_text().startswith("these are my notes")
    with pytest.raises(UsageError, match="can be read and written"):
        JudgementStore(tmp_path)
    with pytest.raises(UsageError, match="can be read and written"):
        JudgementStore(tmp_path / "no folder" / "mine.sqlite")


@pytest.mark.parametrize(
    "statement", ["CREATE TABLE birds (name TEXT)", "PRAGMA user_version = 3",
                  "PRAGMA application_id = 77"]
)  # fmt: skip
def test_a_database_of_something_else_is_left_alone(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "birds.sqlite"
    with apsw.Connection(str(path)) as database:
        database.execute(statement)
    before = path.read_bytes()
    with pytest.raises(UsageError, match="something else; give another file"):
        JudgementStore(path)
    assert path.read_bytes() == before


def test_a_store_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "mine.sqlite"
    JudgementStore(path)
    with apsw.Connection(str(path)) as database:
        database.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(UsageError, match=r"newer firsthand.*update firsthand"):
        JudgementStore(path).current()


def test_a_damaged_store_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.sqlite"
    JudgementStore(path).append(ALL)
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    with pytest.raises(UsageError, match=r"mine\.sqlite: "):
        JudgementStore(path).current()


def test_a_row_that_is_no_judgement_is_named(tmp_path: Path) -> None:
    path = tmp_path / "mine.sqlite"
    store = JudgementStore(path)
    with apsw.Connection(str(path)) as database:
        database.execute("INSERT INTO judgements (made, line) VALUES ('', '{\"same\": 1}')")
    with pytest.raises(UsageError, match="judgement 1: is no judgement"):
        store.current()
