"""The full evaluation on the development corpora: one table a task.

usage: python benchmarks/eval.py [--data ../shared/data]

Corpora that are not there are named and left out.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from attribution import ISO, MEASURES, score

HERE = Path(__file__).parent
CORPORA = [
    ("polnear/dev", "en"),
    ("dewiki/dev", "de"),
    *((f"attribution-parallel/{x}", None) for x in ISO),
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data")
    args = parser.parse_args()
    console = Console(width=120)
    columns = (*MEASURES, "direct_found", "direct_speaker", "recall_indirect", "reports_per_second")
    table = Table("corpus", *(c.replace("_", " ") for c in columns), title="who said what")
    for name, language in CORPORA:
        path = args.data / f"{name}.jsonl"
        if not path.exists():
            console.print(f"no corpus at {path}: left out")
            continue
        figures = score(path, language)
        table.add_row(name, *(str(figures[c]) for c in columns))
    console.print(table)
    for title, command in others(args.data):
        console.rule(title)
        if subprocess.run([sys.executable, *command], check=False).returncode:
            console.print(f"{title}: ended with an error")


def others(data: Path) -> list[tuple[str, list[str]]]:
    """Return the other benchmarks whose corpora are there: title and command."""
    folder = data / "subjectivity"
    tables = [(folder / f"dev_test_{x}.tsv", x) for x in ("en", "de", "it", "ar")]
    judged = [f"{path}:{x}" for path, x in tables if path.exists()]
    ntrex, few = str(data / "ntrex"), ["--reports", "5", "50"]
    known = [
        ("the two seed reports", data.parent / "seeds", "seeds.py", []),
        (
            "other extractors of quotations",
            data / "polnear",
            "quote_peers.py",
            [str(data / "polnear" / "dev.jsonl")],
        ),
        ("whom reports cite", data / "attribution-parallel", "citations.py", []),
        ("comment or reporting", folder, "voice.py", judged),
        ("the same utterance (3 minutes)", data / "attribution-parallel", "alignment.py", []),
        ("grouping (5 minutes)", data / "og2021", "grouping.py", [str(data)]),
        ("claims across newsrooms (2 minutes)", data / "ntrex", "same_event.py", []),
        (
            "divergences in built changes (10 minutes)",
            data / "ntrex",
            "divergences.py",
            [str(data), "--encoder", "--most", "40"],
        ),
        ("origins and the count (3 minutes)", data / "ntrex", "origins.py", []),
        (
            "5 and 50 reports of one story",
            data / "ntrex",
            "scale.py",
            [ntrex, *few],
        ),
    ]
    return [
        (title, [str(HERE / script), *(arguments or [str(place)])])
        for title, place, script, arguments in known
        if place.exists()
    ]


if __name__ == "__main__":
    main()
