"""Runs the examples of Markdown documents.

In a block marked ``console``, a line ``$ firsthand ...`` is a command and the lines below it, up
to the next ``$``, are what it prints; a line of ``...`` (or ``…``) stands for any lines. Other
commands (``$ pip ...``, ``$ make ...``) are not run. In a block marked ``python``, the code is
executed; the blocks of a document share their names.
"""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
FENCE = re.compile(r"^(`{3,})(\w+)[^\n]*\n(.*?)^\1\s*$", re.MULTILINE | re.DOTALL)
WILDCARDS = {"...", "…"}


@dataclass(frozen=True, slots=True)
class Command:
    """A command as a document shows it; ``line`` is where it stands."""

    document: str
    line: int
    text: str
    output: tuple[str, ...]


def documents():
    """Return the documents whose examples must hold."""
    return [p for p in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))] if p.is_file()]


def blocks(text, language):
    """Yield (line of the first line inside, content) of each block of a language."""
    for fence in FENCE.finditer(text):
        if fence[2] == language:
            yield text.count("\n", 0, fence.start(3)) + 1, fence[3]


def commands(text, document):
    """Return the firsthand commands of a document, each with the output shown."""
    found = []
    for first, block in blocks(text, "console"):
        lines = block.splitlines()
        starts = [n for n, line in enumerate(lines) if line.startswith("$ ")]
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            command = lines[start].removeprefix("$ ")
            if command.split()[:1] == ["firsthand"]:
                output = tuple(line.rstrip() for line in lines[start + 1 : end])
                found.append(Command(document, first + start, command, output))
    return found


ISOLATES = re.compile("[\u2066-\u2069]")


def matches(shown, printed):
    """Tell whether printed lines are the shown ones; blank lines at the end do not count.

    Nor do the invisible marks that keep right-to-left names in their place.
    """
    printed = [ISOLATES.sub("", line) for line in printed]
    shown, printed = _without_end(shown), _without_end(printed)
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() in WILDCARDS else re.escape(line.rstrip()) + r"\n"
        for line in shown
    )
    return re.fullmatch(pattern, "".join(line.rstrip() + "\n" for line in printed)) is not None


def _without_end(lines):
    lines = list(lines)
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def run(command, folder):
    """Run a command as a reader would: in a folder that holds the examples."""
    link = folder / "examples"
    if not link.exists():
        link.symlink_to(ROOT / "examples")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    env = os.environ | {"PATH": path, "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}
    return subprocess.run(
        command,
        cwd=folder,
        env=env,
        shell=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
