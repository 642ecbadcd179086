"""The command line: ``firsthand read``, ``group``, ``compare`` and ``serve``.

Data goes to standard output, progress and problems to standard error. Exit status: 0 all well,
1 an input could not be read, 2 misuse, 130 interrupted, 141 the reader of a pipe went away.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from firsthand.errors import FirsthandError, UsageError

if TYPE_CHECKING:
    from firsthand.engines.base import Encoder
    from firsthand.group.stream import Decision
    from firsthand.io.judgement_store import JudgementStore
    from firsthand.records import AnyJudgement, Comparison, Problem, Report

INTERRUPTED, PIPE_CLOSED = 130, 141

# As in firsthand.group, which is heavy to load.
ProfileName = Literal["default", "analyst", "browse"]

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
ProfileOption = Annotated[
    ProfileName,
    typer.Option(
        "--profile",
        help="How easily reports join a story: analyst (few false joins), default, or browse "
        "(whatever may belong together).",
    ),
]
JudgementFile = Annotated[
    str | None,
    typer.Option(
        "--judgements",
        metavar="FILE",
        help='What a person has said: a line each, such as {"same": [ids]} or {"apart": [ids]}, '
        "or a SQLite file of the same (docs/formats.md).",
        show_default=False,
    ),
]
Judged = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ID,ID",
        help="Reports of one event (--same) or of several (--apart): kept in the file of "
        "--judgements. May be given more than once.",
        show_default=False,
    ),
]
Fast = Annotated[
    bool,
    typer.Option(
        "--fast",
        help="Encode more than twice as fast, in numbers of 8 bits; results may differ a little.",
    ),
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Also write the comparison, in the format that the end of FILE names: .html (one "
        "self-contained page; also where FILE has no ending, and - for standard output in place "
        "of the view), .md (a brief), .xlsx (a workbook), .csv or .jsonl (quotations), .json (as "
        "--json), .annotations.jsonld (Web Annotations), .graphml, .gexf or .jsonld (origins; "
        "the last in PROV-O).",
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
    help="Put reports of the same event together, across languages.\n\n"
    "With --json: one JSON object a line, one a report, with its story and the evidence.",
    short_help="Put reports of the same event together.",
    epilog="\b\nExamples:\n"
    "  firsthand group reports/\n"
    "  firsthand group reports.jsonl --json > stories.jsonl\n"
    "  tail -f arriving.jsonl | firsthand group - --stream --json\n"
    "  firsthand group reports/ --judgements mine.jsonl --apart a.txt,b.txt",
)
def group(
    inputs: Inputs,
    as_json: AsJson = False,
    stream: Annotated[
        bool, typer.Option("--stream", help="Decide each report as it comes, with no look ahead.")
    ] = False,
    profile: ProfileOption = "default",
    judgements: JudgementFile = None,
    same: Judged = None,
    apart: Judged = None,
    fast: Fast = False,
    allow_private: AllowPrivate = False,
) -> None:
    """Read reports and print which tell of one event."""
    judged = _judgements(judgements, same or [], apart or [])
    with _endings():
        run = _group_stream if stream else _group_all
        lost = run(inputs, allow_private, as_json, profile, judged, _encoder(fast))
    raise typer.Exit(1 if lost else 0)


@app.command(
    help="Compare reports: what several of them tell, where they differ, what only one has, and "
    "how many independent origins stand behind them.",
    short_help="Compare reports of one or more stories.",
    epilog="\b\nExamples:\n"
    "  firsthand compare one.txt two.html\n"
    "  firsthand compare reports/ -o story.html\n"
    "  firsthand compare reports/ -o story.xlsx\n"
    "  firsthand compare --json reports.jsonl | jq .stories[0].count",
)
def compare(
    inputs: Inputs,
    as_json: AsJson = False,
    output: Output = None,
    profile: ProfileOption = "browse",
    judgements: JudgementFile = None,
    fast: Fast = False,
    allow_private: AllowPrivate = False,
) -> None:
    """Read reports, compare them, and print the comparison."""
    _check_output(output, as_json)
    judged = _judgements(judgements, [], [])
    with _endings():
        with _progress() as tell:
            from firsthand.pipeline import compare_reports  # noqa: PLC0415 - heavy

            reports = list(_reports(inputs, allow_private, tell))
            tell(f"comparing {len(reports)} reports")
            from firsthand.group import PROFILES  # noqa: PLC0415 - heavy

            comparison = compare_reports(
                reports, _encoder(fast), profile=PROFILES[profile], judgements=judged
            )
        _print_comparison(comparison, as_json, output)
        unfit = [problem for problem in comparison.problems if problem.code == "judgement"]
        _tell_problems(reports, as_json or output == "-", unfit)
    raise typer.Exit(0 if all(report.text for report in reports) else 1)


@app.command(
    help="Open a reading room: a web page on this machine that takes files and links, compares "
    "them, and shows the comparison. INPUT is compared at once.\n\n"
    "On another host than this machine a token is needed; one is made if none is given. What you "
    "correct there is kept in the SQLite file of --judgements, or in one of your data folder.",
    short_help="Compare reports in the browser.",
    epilog="\b\nExamples:\n"
    "  firsthand serve\n"
    "  firsthand serve reports/ --port 0\n"
    "  FIRSTHAND_TOKEN=... firsthand serve --host 192.0.2.7",
)
def serve(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUT",
            help="Text, HTML or JSONL files, folders of them, or http(s) addresses.",
            show_default=False,
        ),
    ] = None,
    host: Annotated[
        str, typer.Option("--host", help="The address of this machine to listen on.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="The port; 0 takes a free one.")
    ] = 8765,
    token: Annotated[
        str | None,
        typer.Option(
            "--token",
            envvar="FIRSTHAND_TOKEN",
            help="What a browser must know to be answered. Others on this machine can see it in "
            "the list of processes; in the variable they cannot.",
            show_default=False,
        ),
    ] = None,
    profile: ProfileOption = "browse",
    judgements: JudgementFile = None,
    fast: Fast = False,
    allow_private: AllowPrivate = False,
) -> None:
    """Serve the reading room until interrupted."""
    _judgements(judgements, [], [])
    store = _store(judgements)
    with _endings():
        from firsthand.serve.run import run  # noqa: PLC0415 - heavy
        from firsthand.serve.settings import Settings  # noqa: PLC0415

        run(
            inputs or [],
            partial(_encoder, fast),
            Settings(allow_private=allow_private),
            host=host,
            port=port,
            token=token,
            profile=profile,
            judgements=partial(_judgements, judgements, [], []),
            store=store,
            announce=_tell_address,
        )


def _store(path: str | None) -> JudgementStore | None:
    """Return where corrections are kept; None, and a word about it, where they cannot be."""
    from firsthand.io.judgement_store import (  # noqa: PLC0415
        JudgementStore,
        default_path,
        is_sqlite,
    )

    if path is not None:
        if not Path(path).exists() or is_sqlite(path):
            return JudgementStore(path)
        why = f"{path} holds JSON lines; name a file that is not there yet"
    else:
        try:
            default_path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            return JudgementStore(default_path())
        except (OSError, UsageError) as error:
            why = f"{error}; name a file by --judgements"
    typer.echo(f"firsthand: no corrections are kept ({why})", err=True)
    return None


def _tell_address(address: str) -> None:
    typer.echo(f"firsthand: open {address} (Ctrl-C ends it)", err=True)


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


def _judgements(path: str | None, same: list[str], apart: list[str]) -> tuple[AnyJudgement, ...]:
    """Return the judgements of the file, those of the command line added to it first."""
    given = [(True, ids) for ids in same] + [(False, ids) for ids in apart]
    if path is None:
        if given:
            raise typer.BadParameter("--same and --apart are kept: name a file by --judgements")
        return ()
    from firsthand.io.judgements import add_judgements, read_judgements  # noqa: PLC0415
    from firsthand.records import Judgement  # noqa: PLC0415

    new = [Judgement(kind, tuple(filter(None, ids.split(",")))) for kind, ids in given]
    if any(len(set(judgement.reports)) < 2 for judgement in new):
        raise typer.BadParameter("--same and --apart take two ids or more, parted by commas")
    known = read_judgements(path)
    if new:
        add_judgements(path, new)
    return (*known, *new)


def _group_all(
    inputs: Sequence[str],
    allow_private: bool,
    as_json: bool,
    profile: ProfileName,
    judged: Sequence[AnyJudgement],
    encoder: Encoder,
) -> bool:
    """Print the stories of all reports; return whether one could not be read."""
    with _progress() as tell:
        from firsthand.group import PROFILES  # noqa: PLC0415 - heavy
        from firsthand.pipeline import group_reports, unanalysed_reports  # noqa: PLC0415

        reports = []
        for report in unanalysed_reports(inputs, allow_private=allow_private):
            reports.append(report)
            tell(f"reading: {len(reports)} done")
        tell(f"grouping {len(reports)} reports")
        found = group_reports(reports, encoder, profile=PROFILES[profile], judgements=judged)
    if as_json:
        decided = iter(found)
        for report in reports:
            _print_decision(report, next(decided) if report.text else None)
    else:
        from rich.console import Console  # noqa: PLC0415

        from firsthand.show.groups import show_stories  # noqa: PLC0415

        show_stories(found, {r.id: r for r in reports}, Console(highlight=False))
    _tell_problems(reports, as_json)
    return any(not report.text for report in reports)


def _group_stream(
    inputs: Sequence[str],
    allow_private: bool,
    as_json: bool,
    profile: ProfileName,
    judged: Sequence[AnyJudgement],
    encoder: Encoder,
) -> bool:
    """Print each report's story as it comes; return whether one could not be read."""
    from rich.console import Console  # noqa: PLC0415

    from firsthand.group import PROFILES  # noqa: PLC0415
    from firsthand.io.arriving import in_batches  # noqa: PLC0415
    from firsthand.pipeline import stream_reports, unanalysed_reports  # noqa: PLC0415
    from firsthand.show.groups import show_decision  # noqa: PLC0415

    arriving = in_batches(unanalysed_reports(inputs, allow_private=allow_private))
    console = Console(highlight=False)
    lost = False
    found = stream_reports(arriving, encoder, profile=PROFILES[profile], judgements=judged)
    with _progress(beside_output=True) as tell:
        for number, (report, decision) in enumerate(found, 1):
            tell(f"grouping: {number} done")
            lost = lost or decision is None
            if as_json:
                _print_decision(report, decision)
            elif decision is not None:
                show_decision(decision, report, console)
            _tell_problems([report], as_json)
    return lost


def _print_decision(report: Report, decision: Decision | None) -> None:
    from firsthand.show.groups import decision_record, no_story_record  # noqa: PLC0415
    from firsthand.show.json import dump_line  # noqa: PLC0415

    record = decision_record(decision) if decision is not None else no_story_record(report)
    _print_exactly(dump_line(record))


def _encoder(fast: bool) -> Encoder:
    """Return the encoder, its vectors kept for the next run; nothing is loaded yet."""
    from firsthand.engines.e5 import E5Encoder, FastE5Encoder  # noqa: PLC0415 - numpy
    from firsthand.engines.kept import KeptEncoder  # noqa: PLC0415

    return KeptEncoder(FastE5Encoder() if fast else E5Encoder())


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
    from firsthand.show.exports import FORMATS, format_of  # noqa: PLC0415 - only here

    if format_of(output) is None:
        raise typer.BadParameter(
            f"{Path(output).suffix} is no format that firsthand writes: end the name in one of "
            f"{', '.join(FORMATS)}"
        )
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


def _write_file(comparison: Comparison, output: str) -> None:
    from firsthand.show.exports import PAGE, format_of  # noqa: PLC0415 - heavy
    from firsthand.show.html import render_page  # noqa: PLC0415 - heavy

    if output == "-":
        _print_exactly(render_page(comparison))
        return
    written = (format_of(output) or PAGE).written(comparison)
    try:
        Path(output).write_bytes(written)
    except OSError as error:
        raise UsageError(f"{output}: {error.strerror}; give -o a file that can be written") from (
            error
        )


def _print_exactly(text: str) -> None:
    """Print text and a newline in UTF-8, whatever the terminal's encoding, and at once."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    print(text, flush=True)


def _tell_problems(
    reports: Sequence[Report], data_only: bool, others: Sequence[Problem] = ()
) -> None:
    """Tell problems, those of reports first, on standard error, unless a view shows them."""
    from firsthand.show.words import neutral  # noqa: PLC0415

    if not data_only and sys.stdout.isatty():
        return
    for problem in (*(p for report in reports for p in report.problems), *others):
        typer.echo(f"firsthand: {neutral(problem.message)} ({problem.code})", err=True)
