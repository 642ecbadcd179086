"""The file of what a person has said, in both its kinds."""

from __future__ import annotations

from pathlib import Path

import pytest

from firsthand.errors import UsageError
from firsthand.io.judgement_store import JudgementStore
from firsthand.io.judgements import add_judgements, read_judgements
from firsthand.records import Judgement, Pointed, SpeakerJudgement, VoiceJudgement


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


def test_a_line_edited_by_hand_may_lack_its_end(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text('\ufeff{"same": ["a", "b"]}', encoding="utf-8")
    add_judgements(str(path), [Judgement(False, ("a", "c"))])
    assert read_judgements(str(path)) == (Judgement(True, ("a", "b")), Judgement(False, ("a", "c")))


def test_words_may_hold_any_sign_that_ends_a_line_elsewhere(tmp_path: Path) -> None:
    words = "one\u2028two\u0085three\rfour\nfive\x1csix"
    path = str(tmp_path / "mine.jsonl")
    judgement = VoiceJudgement(Pointed("a", (0, len(words)), words))
    add_judgements(path, [judgement, judgement])
    assert read_judgements(path) == (judgement, judgement)


def test_a_store_is_read_and_added_to_by_its_first_bytes(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"  # the name says nothing
    first = SpeakerJudgement(Pointed("a", (3, 5), "سد"), "Ada Lindqvist")
    JudgementStore(path).append([first])
    second = Judgement(True, ("a", "b"))
    add_judgements(str(path), [second])
    assert read_judgements(str(path)) == (first, second)
    JudgementStore(path).withdraw(1)
    assert read_judgements(str(path)) == (second,)
