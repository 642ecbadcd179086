"""What a person has said of reports, kept in a file of JSON lines: one judgement a line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from firsthand.errors import UsageError
from firsthand.records import Judgement


def read_judgements(path: str) -> tuple[Judgement, ...]:
    """Return the judgements of a file, oldest first; a file that is not there yet has none.

    A line is ``{"same": [report ids]}`` or ``{"apart": [report ids]}``. Raises UsageError for
    anything else, with the line.
    """
    try:
        text = Path(path).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}); give a file of JSON lines") from error
    lines = enumerate(text.splitlines(), 1)
    return tuple(_judgement(line, f"{path}, line {n}") for n, line in lines if line.strip())


def add_judgements(path: str, judgements: Sequence[Judgement]) -> None:
    """Append judgements to a file; raises UsageError if it cannot be written."""
    lines = [
        json.dumps({"same" if j.same else "apart": list(j.reports)}, ensure_ascii=False) + "\n"
        for j in judgements
    ]
    try:
        with Path(path).open("a", encoding="utf-8") as file:
            file.writelines(lines)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; name a file that can be written") from error


def _judgement(line: str, place: str) -> Judgement:
    remedy = 'write {"same": [ids]} or {"apart": [ids]} with two ids or more'
    try:
        fields: Any = json.loads(line)
    except ValueError as error:
        raise UsageError(f"{place}: is no JSON ({error}); {remedy}") from error
    if isinstance(fields, dict) and len(fields) == 1:
        ((kind, reports),) = fields.items()
        ids = isinstance(reports, list) and all(isinstance(r, str) for r in reports)
        if kind in {"same", "apart"} and ids and len(set(reports)) > 1:
            return Judgement(kind == "same", tuple(reports))
    raise UsageError(f"{place}: is no judgement; {remedy}")
