"""The command line: ``firsthand read`` and ``firsthand compare``.

Data goes to standard output, progress and problems to standard error. Exit status: 0 all well,
1 an input could not be read, 2 misuse, 130 interrupted, 141 the reader of a pipe went away.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from firsthand.errors import FirsthandError, UsageError

if TYPE_CHECKING:
    from firsthand.records import Comparison, Report

INTERRUPTED, PIPE_CLOSED = 130, 141

_COLLECT_AFTER = 100_000

app = typer.Typer(
    name="firsthand",
    help="Who said it first, and who is only repeating it: read news reports in any language, "
    "see who says what in them, and how many independent origins stand behind a story.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Text, HTML or JSONL files, folders of them, http(s) addresses, or - for "
        "standard input.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a view for people.")]
AllowPrivate = Annotated[
    bool,
    typer.Option("--allow-private", help="Also fetch addresses on this machine or its network."),
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Also write the comparison: as one self-contained HTML page (- for standard output, "
        "in place of the view), as GraphML if FILE ends in .graphml, as PROV-O if in .jsonld.",
        show_default=False,
    ),
]


def _print_version(wanted: bool) -> None:
    if wanted:
        from firsthand import __version__  # noqa: PLC0415 - only here

        typer.echo(f"firsthand {__version__}")
        raise typer.Exit


Version = Annotated[
    bool,
    typer.Option(
        "--version", callback=_print_version, is_eager=True, help="Print the version and leave."
    ),
]


@app.callback()
def firsthand(version: Version = False) -> None:
    """Take the options that come before a command."""


@app.command(
    help="Show who says what in each report, whom it cites, and where its writer comments.\n\n"
    "With --json: one JSON object a line, one a report, printed as soon as it is read.",
    short_help="Show who says what in each report.",
    epilog="\b\nExamples:\n"
    "  firsthand read story.txt\n"
    "  firsthand read --json reports/ https://example.org/story > reports.jsonl",
)
def read(inputs: Inputs, as_json: AsJson = False, allow_private: AllowPrivate = False) -> None:
    """Read reports and print each."""
    lost = False
    with _endings(), _progress(beside_output=True) as tell:
        for report in _reports(inputs, allow_private, tell):
            lost = lost or not report.text
            _print_report(report, as_json)
            _tell_problems([report], as_json)
    raise typer.Exit(1 if lost else 0)


@app.command(
    help="Compare reports: what several of them tell, where they differ, what only one has, and "
    "how many independent origins stand behind them.",
    short_help="Compare reports of one or more stories.",
    epilog="\b\nExamples:\n"
    "  firsthand compare one.txt two.html\n"
    "  firsthand compare reports/ -o story.html\n"
    "  firsthand compare --json reports.jsonl | jq .stories[0].count",
)
def compare(
    inputs: Inputs,
    as_json: AsJson = False,
    output: Output = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Read reports, compare them, and print the comparison."""
    _check_output(output, as_json)
    with _endings():
        with _progress() as tell:
            from firsthand.pipeline import compare_reports  # noqa: PLC0415 - heavy

            reports = list(_reports(inputs, allow_private, tell))
            tell(f"comparing {len(reports)} reports")
            comparison = compare_reports(reports)
        _print_comparison(comparison, as_json, output)
        _tell_problems(reports, as_json or output == "-")
    raise typer.Exit(0 if all(report.text for report in reports) else 1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line on ``arguments`` (default: the process's) and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app(arguments, prog_name="firsthand")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    except UsageError as error:
        typer.echo(f"firsthand: {error}", err=True)
        return 2
    except FirsthandError as error:
        typer.echo(f"firsthand: {error}", err=True)
        return 1
    return 0


@contextmanager
def _endings() -> Iterator[None]:
    """End without a word where the user interrupts or the reader of a pipe goes away."""
    try:
        yield
        sys.stdout.flush()
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        _drop_output()
        raise typer.Exit(PIPE_CLOSED) from None
    except OSError as error:
        _drop_output()
        typer.echo(f"firsthand: cannot write the output: {error.strerror}", err=True)
        raise typer.Exit(1) from None


def _drop_output() -> None:
    """Let go of what is still in the buffer: it must not raise again when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _progress(beside_output: bool = False) -> Iterator[Callable[[str], None]]:
    """Yield a function that tells what is being done, on standard error if it is a terminal.

    ``beside_output``: output is printed meanwhile, so nothing is told if that goes to a terminal.
    """
    if not sys.stderr.isatty() or (beside_output and sys.stdout.isatty()):
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - --help must start quickly
    from rich.text import Text  # noqa: PLC0415

    with Console(stderr=True).status(Text("reading")) as status:
        yield lambda doing: status.update(Text(doing))


def _reports(
    inputs: Sequence[str], allow_private: bool, tell: Callable[[str], None]
) -> Iterator[Report]:
    from firsthand.pipeline import read_reports  # noqa: PLC0415 - heavy

    _leave_tables_alone()
    for number, report in enumerate(read_reports(inputs, allow_private=allow_private), 1):
        tell(f"reading: {number} done")
        yield report


def _leave_tables_alone() -> None:
    """Keep the garbage collector from looking through code and tables again and again.

    Analysis makes hardly any cycles but very many small objects; half its time went there.
    """
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER)


def _print_report(report: Report, as_json: bool) -> None:
    if as_json:
        from firsthand.show.json import dump_line, report_record  # noqa: PLC0415

        _print_exactly(dump_line(report_record(report)))
        return
    from rich.console import Console  # noqa: PLC0415

    from firsthand.show.reading import show_report  # noqa: PLC0415

    show_report(report, Console(highlight=False))


def _check_output(output: str | None, as_json: bool) -> None:
    """Refuse, before any work is done, an output that cannot be written."""
    if output == "-" and as_json:
        raise typer.BadParameter("--json takes standard output: give -o a file, not -")
    if output is None or output == "-":
        return
    if Path(output).is_dir():
        raise typer.BadParameter(f"{output} is a folder: give -o the name of a file")
    if not Path(output).absolute().parent.is_dir():
        raise typer.BadParameter(f"the folder of {output} does not exist: make it first")


def _print_comparison(comparison: Comparison, as_json: bool, output: str | None) -> None:
    if output is not None:
        _write_file(comparison, output)
    if as_json:
        from firsthand.show.json import comparison_record, dump_line  # noqa: PLC0415

        _print_exactly(dump_line(comparison_record(comparison)))
    elif output != "-":
        from rich.console import Console  # noqa: PLC0415

        from firsthand.show.terminal import show_comparison  # noqa: PLC0415

        show_comparison(comparison, Console(highlight=False))


def _rendered(comparison: Comparison, suffix: str) -> str:
    if suffix == ".graphml":
        from firsthand.show.graphml import render_graphml  # noqa: PLC0415

        return render_graphml(comparison)
    if suffix == ".jsonld":
        from firsthand.show.prov import render_prov  # noqa: PLC0415

        return render_prov(comparison)
    from firsthand.show.html import render_page  # noqa: PLC0415

    return render_page(comparison)


def _write_file(comparison: Comparison, output: str) -> None:
    written = _rendered(comparison, Path(output).suffix.lower())
    if output == "-":
        _print_exactly(written)
        return
    try:
        Path(output).write_text(written, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{output}: {error.strerror}; give -o a file that can be written") from (
            error
        )


def _print_exactly(text: str) -> None:
    """Print text and a newline in UTF-8, whatever the terminal's encoding, and at once."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    print(text, flush=True)


def _tell_problems(reports: Sequence[Report], data_only: bool) -> None:
    """Tell the problems of reports on standard error, unless a view on the terminal shows them."""
    from firsthand.show.words import neutral  # noqa: PLC0415

    if not data_only and sys.stdout.isatty():
        return
    for report in reports:
        for problem in report.problems:
            typer.echo(f"firsthand: {neutral(problem.message)} ({problem.code})", err=True)
