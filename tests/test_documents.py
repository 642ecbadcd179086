"""The examples in README and docs print what they show, and the harness that says so works."""

import doctest

import pytest

from documents import ROOT, Command, blocks, commands, documents, matches, run

SHOWN = [
    command
    for path in documents()
    for command in commands(path.read_text(encoding="utf-8"), str(path.relative_to(ROOT)))
]
PROGRAMS = [
    path for path in documents() if list(blocks(path.read_text(encoding="utf-8"), "python"))
]


@pytest.mark.parametrize("command", SHOWN, ids=lambda c: f"{c.document}:{c.line}")
def test_a_command_prints_what_the_document_shows(command, tmp_path):
    done = run(command.text, tmp_path)
    assert matches(command.output, done.stdout.splitlines()), (
        f"{command.document}, line {command.line}: $ {command.text}\n"
        f"ended with {done.returncode} and printed\n{done.stdout}"
    )


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda p: p.name)
def test_the_python_of_a_document_runs(path, tmp_path, monkeypatch):
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    names = {"__name__": "__main__"}
    for line, block in blocks(path.read_text(encoding="utf-8"), "python"):
        if ">>>" in block:
            test = doctest.DocTestParser().get_doctest(block, names, path.name, str(path), line)
            runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
            assert runner.run(test, clear_globs=False).failed == 0
            names.update(test.globs)
        else:
            exec(compile("\n" * (line - 1) + block, str(path), "exec"), names)


MARKDOWN = """
Text with `code`.

```console
$ pip install firsthand
$ firsthand one
first
...
last

$ firsthand two | head -1
```

````python
fence = "```console"
````
"""


def test_commands_are_found_with_their_output():
    assert commands(MARKDOWN, "a.md") == [
        Command("a.md", 6, "firsthand one", ("first", "...", "last", "")),
        Command("a.md", 11, "firsthand two | head -1", ()),
    ]
    assert list(blocks(MARKDOWN, "python")) == [(15, 'fence = "```console"\n')]


@pytest.mark.parametrize(
    ("shown", "printed", "expected"),
    [
        (["a", "b"], ["a", "b  ", ""], True),
        (["a", "...", "d"], ["a", "b", "c", "d"], True),
        (["a", "…", "d"], ["a", "d"], True),
        (["a"], ["a", "b"], False),
        (["a", "b"], ["a"], False),
        (["a.c"], ["abc"], False),
        ([], [], True),
        ([], ["a"], False),
        (["...", "b", "..."], ["a", "b", "c"], True),
        (["...", "x", "..."], ["a", "b", "c"], False),
    ],
)
def test_shown_and_printed_lines_are_compared(shown, printed, expected):
    assert matches(shown, printed) is expected


def test_a_command_runs_beside_the_examples(tmp_path):
    done = run("ls examples/reports && exit 3", tmp_path)
    assert done.returncode == 3
    assert "harbour-gazette.txt" in done.stdout
