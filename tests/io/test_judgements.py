"""The file of what a person has said of reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthand.errors import UsageError
from firsthand.io.judgements import add_judgements, read_judgements
from firsthand.records import Judgement


def test_what_is_added_is_read(tmp_path: Path) -> None:
    path = str(tmp_path / "mine.jsonl")
    assert read_judgements(path) == ()
    first, second = Judgement(True, ("a", "б")), Judgement(False, ("a", "c", "d"))
    add_judgements(path, [first])
    add_judgements(path, [second])
    assert read_judgements(path) == (first, second)


@pytest.mark.parametrize(
    "line",
    ["{", "[]", "{}", '{"same": ["a"]}', '{"same": ["a", "a"]}', '{"other": ["a", "b"]}',
     '{"same": ["a", 1]}', '{"same": ["a", "b"], "apart": ["c", "d"]}'],
)  # fmt: skip
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text('{"same": ["a", "b"]}\n\n' + line + "\n", encoding="utf-8")
    with pytest.raises(UsageError, match="line 3"):
        read_judgements(str(path))


def test_a_file_that_cannot_be_read_or_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_judgements(str(tmp_path))
    with pytest.raises(UsageError, match="name a file"):
        add_judgements(str(tmp_path), [Judgement(True, ("a", "b"))])
