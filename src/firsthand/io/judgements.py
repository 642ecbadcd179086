"""What a person has said, kept in a file: JSON lines, one judgement each, or SQLite."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from firsthand.errors import UsageError
from firsthand.io.judgement_lines import judgement_line, read_line
from firsthand.io.judgement_store import JudgementStore, is_sqlite
from firsthand.records import AnyJudgement


def read_judgements(path: str) -> tuple[AnyJudgement, ...]:
    """Return the judgements of a file, oldest first; a file that is not there yet has none.

    The file is JSON lines (docs/formats.md) or a ``JudgementStore``, told by its first bytes.
    Raises UsageError for anything else, with the line.
    """
    try:
        if is_sqlite(path):
            return JudgementStore(path).current()
        text = Path(path).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}); give a file of JSON lines") from error
    # Not splitlines(): words may hold U+2028 and other signs at which that would cut.
    lines = enumerate(text.split("\n"), 1)
    return tuple(read_line(line, f"{path}, line {n}") for n, line in lines if line.strip())


def add_judgements(path: str, judgements: Sequence[AnyJudgement]) -> None:
    """Append judgements to a file of either kind; one that is not there becomes JSON lines.

    Raises UsageError if it cannot be written.
    """
    try:
        if is_sqlite(path):
            JudgementStore(path).append(judgements)
            return
        lines = "".join(judgement_line(judgement) + "\n" for judgement in judgements)
        with Path(path).open("a+b") as file:
            file.write(_missing_end(path) + lines.encode())
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; name a file that can be written") from error


def _missing_end(path: str) -> bytes:
    """Return the line end that the last line of a file edited by hand may lack."""
    content = Path(path).read_bytes()
    return b"\n" if content and not content.endswith(b"\n") else b""
