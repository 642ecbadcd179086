"""The command line as its users meet it: what is printed where, and how it ends."""

import inspect
import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from firsthand import cli
from firsthand.cli import main
from firsthand.show.exports import FORMATS

ENGLISH = """Bridge closed in Tarn Vale

The bridge over the Orle will stay closed until Friday, the mayor, Petra Quill, said on Monday.

“We found a crack in the second pier,” Quill said.
"""
DUTCH = """Brug dicht in Tarn Vale

De brug over de Orle blijft tot vrijdag dicht, zei burgemeester Petra Quill maandag.

“We hebben een scheur in de tweede pijler gevonden,” aldus Quill.
"""


@pytest.fixture
def files(tmp_path):
    (tmp_path / "english.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "dutch.txt").write_text(DUTCH, encoding="utf-8")
    return tmp_path


def started(*arguments, **settings):
    return subprocess.Popen(
        [sys.executable, "-m", "firsthand", *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **settings,
    )


def commands():
    command = typer.main.get_command(cli.app)
    return {"firsthand": command, **command.commands}


@pytest.mark.parametrize("name", ["firsthand", "read", "group", "compare", "serve"])
def test_every_command_and_option_has_help(name):
    command = commands()[name]
    assert command.help
    shown = []
    for parameter in command.params:
        assert parameter.help, f"{name} {parameter.name} has no help"
        shown += [option for option in parameter.opts if option.startswith("-")]
    if name != "firsthand":
        assert command.short_help
        assert "Example" in command.epilog
    assert shown


def test_no_command_is_missing_from_these_tests():
    assert sorted(commands()) == ["compare", "firsthand", "group", "read", "serve"]
    for command in cli.app.registered_commands:
        assert inspect.getdoc(command.callback)


@pytest.mark.parametrize("arguments", [["--help"], ["read", "-h"], ["compare", "--help"]])
def test_help_says_how_to_use_it(arguments, capsys):
    assert main(arguments) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("Usage: firsthand")
    assert shown.err == ""


def test_version(capsys):
    from firsthand import __version__

    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"firsthand {__version__}\n"


def test_help_loads_nothing_heavy():
    script = (
        "import sys; from firsthand.cli import main; main(['--help']); "
        "print(sorted({'numpy', 'onnxruntime', 'trafilatura', 'jinja2', 'lxml', 'py3langid', "
        "'starlette', 'uvicorn'}"
        " & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["read"],
        ["compare"],
        ["nonsense"],
        ["read", "--nonsense", "x"],
        ["compare", "x", "--json", "-o", "-"],
    ],
)
def test_misuse_ends_with_2_and_a_word(arguments, capsys):
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert "Usage" in shown.err + shown.out
    assert "Traceback" not in shown.err


def test_an_output_that_cannot_be_written_is_refused_before_work(files, capsys):
    assert main(["compare", str(files / "english.txt"), "-o", str(files)]) == 2
    assert "is a folder" in capsys.readouterr().err
    assert main(["compare", str(files / "no.txt"), "-o", str(files / "no" / "x.html")]) == 2
    shown = capsys.readouterr()
    assert "does not exist" in shown.err
    assert shown.out == ""


def test_read_for_people(files, capsys):
    assert main(["read", str(files / "english.txt")]) == 0
    shown = capsys.readouterr()
    start = ENGLISH.index("We found")
    assert "We found a crack in the second pier" in shown.out
    assert f"english.txt:{start}-" in shown.out
    assert shown.err == ""


def test_read_json_is_one_report_a_line(files, capsys):
    assert main(["read", "--json", str(files / "english.txt"), str(files / "dutch.txt")]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["text"] for record in records] == [ENGLISH, DUTCH]
    assert [record["language"] for record in records] == ["en", "nl"]


def test_a_lost_input_costs_only_itself(files, capsys):
    inputs = [str(files / "no.txt"), str(files / "english.txt")]
    assert main(["read", "--json", *inputs]) == 1
    shown = capsys.readouterr()
    records = [json.loads(line) for line in shown.out.splitlines()]
    assert [bool(record["text"]) for record in records] == [False, True]
    assert records[0]["problems"]
    assert shown.err.startswith("firsthand: ")
    assert "no.txt" in shown.err


def test_compare_json_and_page(files, capsys):
    page = files / "story.html"
    status = main(
        ["compare", "--json", "-o", str(page), *map(str, sorted(files.glob("*.txt")))],
    )
    assert status == 0
    shown = capsys.readouterr()
    record = json.loads(shown.out)
    assert [report["text"] for report in record["reports"]] == [DUTCH, ENGLISH]
    assert shown.err == ""
    written = page.read_text(encoding="utf-8")
    assert written.startswith("<!DOCTYPE html>")
    assert written.rstrip().endswith("</html>")
    assert "scheur in de tweede pijler" in written


def test_compare_for_people_with_a_lost_input(files, capsys):
    status = main(["compare", str(files / "english.txt"), str(files / "no.txt")])
    assert status == 1
    shown = capsys.readouterr()
    assert shown.out.startswith("1 report")
    assert "Problems" in shown.out
    assert "no.txt" in shown.err


@pytest.mark.parametrize("options", [[], ["--fast"]])
def test_kept_vectors_change_no_byte(options, files, capsys, tmp_path_factory, monkeypatch):
    folder = tmp_path_factory.mktemp("kept")
    in_the_way = folder / "file"
    in_the_way.touch()
    command = ["compare", "--json", *options, *map(str, sorted(files.glob("*.txt")))]
    outputs = []
    for cache in (in_the_way, folder, folder):
        monkeypatch.setenv("FIRSTHAND_CACHE", str(cache))
        assert main(command) == 0
        outputs.append(capsys.readouterr())
    assert outputs[0] == outputs[1] == outputs[2]
    assert (folder / "vectors-1.sqlite").is_file()


def test_the_fast_encoder_finds_the_same_claims(files, capsys):
    inputs = list(map(str, sorted(files.glob("*.txt"))))
    found = []
    for options in ([], ["--fast"]):
        assert main(["compare", "--json", *options, *inputs]) == 0
        (story,) = json.loads(capsys.readouterr().out)["stories"]
        found.append([(c["text"], len(c["tellings"])) for c in story["claims"]])
    assert found[0] == found[1]


def test_the_page_on_standard_output(files, capsys):
    assert main(["compare", str(files / "english.txt"), "-o", "-"]) == 0
    assert capsys.readouterr().out.startswith("<!DOCTYPE html>")


def test_nothing_readable_is_no_crash(files, capsys):
    assert main(["compare", str(files / "no.txt")]) == 1
    assert "nothing to compare" in capsys.readouterr().out


def test_a_report_is_printed_before_the_next_is_read(files):
    running = started("read", "--json", files / "english.txt", "-")
    assert json.loads(running.stdout.readline())["text"] == ENGLISH
    rest, errors = running.communicate(DUTCH.encode())
    assert json.loads(rest)["text"] == DUTCH
    assert (running.returncode, errors) == (0, b"")


def test_an_interrupt_ends_with_130_and_without_a_traceback(files):
    running = started("read", "--json", files / "english.txt", "-")
    running.stdout.readline()
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate()
    # Python ends by the signal itself where it struck while a module was being imported; a shell
    # shows 130 for both.
    assert running.returncode in {130, -signal.SIGINT}
    assert b"Traceback" not in errors


def test_a_pipe_that_closes_is_no_error(files):
    lines = [json.dumps({"id": str(n), "text": f"{n}\n" + ENGLISH * 20}) for n in range(30)]
    (files / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    running = started("read", "--json", files / "many.jsonl")
    running.stdout.readline()
    running.stdout.close()
    errors = running.stderr.read()
    running.wait()
    assert (running.returncode, errors) == (141, b"")


@pytest.mark.parametrize("arguments", [["read"], ["read", "--json"]])
def test_a_terminal_without_utf8_is_no_crash(files, arguments):
    (files / "ar.txt").write_text("قال الوزير إن الجسر مغلق.", encoding="utf-8")
    environment = {"PYTHONIOENCODING": "ascii", "PATH": "", "NO_COLOR": "1"}
    running = started(*arguments, files / "ar.txt", env=environment)
    output, errors = running.communicate()
    assert (running.returncode, errors) == (0, b"")
    assert output
    if "--json" in arguments:
        assert "الجسر" in json.loads(output.decode("utf-8"))["text"]


def test_a_full_disk_is_told_in_a_sentence(files):
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this system")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "firsthand", "read", files / "english.txt"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert b"cannot write" in done.stderr
    assert b"Traceback" not in done.stderr


OTHER = """Choir of Port Linden wins the prize

The choir of Port Linden sang an old song of the sea and won the prize of the jury on Sunday.
"""


@pytest.mark.parametrize("how", [[], ["--stream"]])
def test_group_json_is_one_decision_a_line(files, how, capsys):
    lines = [
        {"id": "a", "text": ENGLISH * 2, "published": "2031-05-14", "language": "eng"},
        {"id": "b", "text": ENGLISH * 2, "published": "2031-05-14T12:00:00Z"},
        {"id": "c", "title": "Choir of Port Linden wins the prize", "text": ""},
        {"id": "d", "title": "", "text": ""},
    ]
    path = files / "reports.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert main(["group", str(path), "--json", *how]) == 1
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["id"] for row in found] == ["a", "b", "c", "d"]
    assert found[0]["story"] == found[1]["story"] != found[2]["story"]
    assert found[1]["evidence"]["nearest"] == "a"
    assert found[3]["story"] is None
    assert found[3]["problems"]


def test_group_for_people(files, capsys):
    (files / "choir.txt").write_text(OTHER, encoding="utf-8")
    (files / "copy.txt").write_text(ENGLISH, encoding="utf-8")
    assert main(["group", str(files), "--profile", "analyst"]) == 0
    out = capsys.readouterr().out
    assert "3 reports in en, nl" in out
    assert "choir" in out.split("In no story with another")[1]
    assert main(["group", str(files), "--stream"]) == 0
    assert len(capsys.readouterr().out.splitlines()) >= 4


def test_a_judgement_is_kept_and_used_again(files, capsys):
    (files / "copy.txt").write_text(ENGLISH, encoding="utf-8")
    mine = files.parent / "mine.jsonl"

    def stories(*more):
        main(["group", str(files), "--json", "--judgements", str(mine), *more])
        rows = map(json.loads, capsys.readouterr().out.splitlines())
        return {row["id"]: row["story"] for row in rows}

    assert stories()["copy"] == stories()["english"]
    apart = stories("--apart", "copy,english")
    assert apart["copy"] != apart["english"]
    assert stories() == apart
    assert stories("--stream")["copy"] != stories("--stream")["english"]
    together = stories("--same", "copy,english")
    assert together["copy"] == together["english"]
    assert len(mine.read_text(encoding="utf-8").splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--same", "a,b"], "--judgements"),
        (["--judgements", "BAD"], "line 1"),
        (["--judgements", "NEW", "--apart", "a"], "two ids"),
    ],
)
def test_judgements_that_make_no_sense(files, arguments, word, capsys):
    bad = files.parent / "bad.jsonl"
    bad.write_text('{"same": "a"}\n', encoding="utf-8")
    named = {"BAD": str(bad), "NEW": str(files.parent / "new.jsonl")}
    assert main(["group", str(files), *(named.get(a, a) for a in arguments)]) == 2
    assert word in capsys.readouterr().err


def test_a_stream_is_decided_before_its_end():
    with started("group", "-", "--stream", "--json") as process:
        process.stdin.write(json.dumps({"id": "a", "text": ENGLISH}).encode() + b"\n")
        process.stdin.flush()
        first = json.loads(process.stdout.readline())
        assert first["story"] == "story-1"
        process.stdin.write(json.dumps({"id": "b", "text": ENGLISH}).encode() + b"\n")
        process.stdin.close()
        assert json.loads(process.stdout.readline())["story"] == "story-1"
    assert process.returncode == 0


@pytest.mark.parametrize("address", ["http://[", "http://[::1", "//", "https://x:y/"])
def test_an_address_that_is_none_costs_no_comparison(tmp_path, address, capsys):
    line = {"id": "a", "url": address, "text": "Three people died, the mayor said."}
    path = tmp_path / "reports.jsonl"
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    for suffix in FORMATS:
        out = tmp_path / f"story{suffix}"
        assert main(["compare", str(path), "-o", str(out)]) == 0
        assert out.stat().st_size
    assert main(["read", str(path)]) == 0
    assert main(["group", str(path)]) == 0
    assert "mayor" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["story.docx", "story.csv.gz", "story.7"])
def test_a_format_that_is_not_known_is_refused_before_any_work(files, name, capsys):
    out = files / name
    assert main(["compare", str(files), "-o", str(out)]) == 2
    told = " ".join(capsys.readouterr().err.replace("│", " ").split())
    assert out.suffix in told
    assert all(suffix in told for suffix in FORMATS)
    assert not out.exists()


def test_a_file_is_written_byte_for_byte_as_its_format_says(files, capsys):
    names = [str(files / "english.txt")]
    for name in ("one.xlsx", "one.annotations.jsonld", "one.JSON", "one"):
        assert main(["compare", *names, "-o", str(files / name)]) == 0
    assert (files / "one.xlsx").read_bytes().startswith(b"PK")
    assert b"anno.jsonld" in (files / "one.annotations.jsonld").read_bytes()
    assert (files / "one").read_bytes().startswith(b"<!")
    capsys.readouterr()
    assert main(["compare", "--json", *names]) == 0
    assert capsys.readouterr().out == (files / "one.JSON").read_text(encoding="utf-8")


def test_the_help_names_every_format(capsys):
    assert main(["compare", "--help"]) == 0
    told = capsys.readouterr().out
    assert all(suffix in told for suffix in FORMATS)
