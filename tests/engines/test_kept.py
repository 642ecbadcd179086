import os
import sqlite3
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthand.cache import cache_folder
from firsthand.engines.fake import FakeEncoder
from firsthand.engines.kept import FILE, KeptEncoder

TEXTS = ["", "a", "The bridge is closed.", "Мост закрыт.", "a lone \ud800 surrogate"]


class Counting(FakeEncoder):
    """Notes every text that it is asked to encode."""

    def __init__(self):
        self.asked = []

    def pooled(self, texts):
        self.asked.extend(texts)
        return super().pooled(texts)


class Another(Counting):
    """Gives other vectors under another name."""

    @property
    def name(self):
        return "another/1"

    def pooled(self, texts):
        return -super().pooled(texts)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "cache" / FILE


def expected(texts=TEXTS):
    return FakeEncoder().pooled(texts).tobytes()


def test_a_second_run_encodes_nothing_and_gets_the_same_bits(path):
    assert KeptEncoder(FakeEncoder(), path).pooled(TEXTS).tobytes() == expected()
    inner = Counting()
    vectors = KeptEncoder(inner, path).pooled(TEXTS[::-1])
    assert inner.asked == []
    assert vectors.tobytes() == expected(TEXTS[::-1])
    assert vectors.dtype == np.float32
    vectors[:] = 0


def test_it_stands_in_the_cache_folder():
    KeptEncoder(FakeEncoder()).pooled(["a text for the folder"])
    inner = Counting()
    KeptEncoder(inner).pooled(["a text for the folder"])
    assert inner.asked == []
    assert (cache_folder() / FILE).is_file()


@given(st.lists(st.lists(st.text(max_size=4), max_size=6), max_size=5))
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_calls_give_what_the_inner_encoder_gives(path, calls):
    for texts in calls:
        vectors = KeptEncoder(FakeEncoder(), path).pooled(texts)
        assert vectors.shape == (len(texts), 64)
        assert vectors.tobytes() == expected(texts)


def test_another_encoder_has_vectors_of_its_own(path):
    KeptEncoder(FakeEncoder(), path).pooled(TEXTS)
    other = KeptEncoder(Another(), path).pooled(TEXTS)
    assert other.tobytes() == Another().pooled(TEXTS).tobytes() != expected()


def test_no_text_is_in_the_file(path):
    KeptEncoder(FakeEncoder(), path).pooled(["Petra Quill spoke of the bridge."])
    for file in path.parent.iterdir():
        assert b"Quill" not in file.read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="other permissions")
def test_only_its_owner_can_read_it(path):
    KeptEncoder(FakeEncoder(), path).pooled(TEXTS)
    assert {file.stat().st_mode & 0o077 for file in path.parent.iterdir()} == {0}


def test_the_file_stays_small_and_what_was_asked_for_last_is_kept(path):
    most = 200_000
    often = [f"often {n}" for n in range(20)]
    for round_ in range(60):
        KeptEncoder(FakeEncoder(), path, most).pooled([f"{round_} {n}" for n in range(50)])
        KeptEncoder(FakeEncoder(), path, most).pooled(often)
    assert path.stat().st_size < 2 * most
    inner = Counting()
    KeptEncoder(inner, path, most).pooled(often)
    KeptEncoder(inner, path, most).pooled(["59 0", "59 49"])
    assert inner.asked == []
    KeptEncoder(inner, path, most).pooled(["0 0"])
    assert inner.asked == ["0 0"]


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 9000])
def test_a_file_that_is_no_database_is_made_anew(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    assert KeptEncoder(FakeEncoder(), path).pooled(TEXTS).tobytes() == expected()
    inner = Counting()
    assert KeptEncoder(inner, path).pooled(TEXTS).tobytes() == expected()
    assert inner.asked == []


def test_damage_anywhere_costs_time_and_nothing_else(path):
    texts = [f"text {n}" for n in range(200)]
    KeptEncoder(FakeEncoder(), path).pooled(texts)
    whole = path.read_bytes()
    for at in range(0, len(whole), 1777):
        path.write_bytes(
            whole[:at] + bytes(b ^ 0x5A for b in whole[at : at + 40]) + whole[at + 40 :]
        )
        assert KeptEncoder(FakeEncoder(), path).pooled(texts).tobytes() == expected(texts)
    path.write_bytes(whole[: len(whole) // 2])
    assert KeptEncoder(FakeEncoder(), path).pooled(texts).tobytes() == expected(texts)


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path):
    (tmp_path / "file").write_text("in the way")
    encoder = KeptEncoder(FakeEncoder(), tmp_path / "file" / FILE)
    assert encoder.pooled(TEXTS).tobytes() == expected()
    assert (tmp_path / "file").read_text() == "in the way"
    (tmp_path / "folder" / FILE).mkdir(parents=True)
    encoder = KeptEncoder(FakeEncoder(), tmp_path / "folder" / FILE)
    assert encoder.pooled(TEXTS).tobytes() == expected()


def test_a_file_that_another_process_holds_is_left_alone(path):
    KeptEncoder(FakeEncoder(), path).pooled(TEXTS[:2])
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert KeptEncoder(FakeEncoder(), path).pooled(TEXTS).tobytes() == expected()
    other.close()
    inner = Counting()
    KeptEncoder(inner, path).pooled(TEXTS)
    assert inner.asked == TEXTS[2:]


PROGRAM = """
import sys
from pathlib import Path
from firsthand.engines.fake import FakeEncoder
from firsthand.engines.kept import KeptEncoder
for turn in range(20):
    texts = [f"{turn} {n}" for n in range(40)]
    vectors = KeptEncoder(FakeEncoder(), Path(sys.argv[1])).pooled(texts)
    assert vectors.tobytes() == FakeEncoder().pooled(texts).tobytes()
"""


def test_processes_at_once_keep_in_one_file(path):
    running = [subprocess.Popen([sys.executable, "-c", PROGRAM, str(path)]) for _ in range(3)]
    assert [process.wait() for process in running] == [0, 0, 0]
    inner = Counting()
    texts = [f"{turn} {n}" for turn in range(20) for n in range(40)]
    assert KeptEncoder(inner, path).pooled(texts).tobytes() == expected(texts)
    assert inner.asked == []


def test_tokens_and_name_pass_through(path):
    encoder = KeptEncoder(FakeEncoder(), path)
    assert encoder.name == "fake/1"
    assert encoder.tokens(["one bridge"])[0].spans == ((0, 3), (4, 10))
    assert encoder.pooled([]).shape == (0, 64)
    assert not path.exists()
