import io
import re
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from firsthand.records import Attribution, Comparison, Report, Story
from firsthand.show.reading import nested, show_report
from firsthand.show.terminal import show_comparison
from firsthand.show.words import FSI, PDI, RLI

from .story import arabic, broken, comparison, english, hostile

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def printed(made, width=80, **settings):
    console = Console(file=io.StringIO(), width=width, **settings)
    if isinstance(made, Comparison):
        show_comparison(made, console)
    else:
        show_report(made, console)
    return console.file.getvalue()


def flowing(text):
    """Return printed text without line ends, margins and isolates."""
    return " ".join(re.sub(f"[{FSI}{PDI}{RLI}]", "", text).split())


def in_order(text, *parts):
    places = [text.find(part) for part in parts]
    assert -1 not in places, parts[places.index(-1)]
    assert places == sorted(places), parts


def test_the_answer_comes_first_and_all_parts_follow():
    text = printed(comparison())
    assert text.startswith("4 reports in 3 languages rest on at least one origin")
    in_order(
        text,
        "between 1 and 3 independent origins",
        "between 4 and 5 speakers",
        "The Arvel Times",
        "Where reports conflict",
        "Told by more than one report",
        "Only in one report",
        "nothing like it in any other report",
        "told by no other report",
        "De Kade · paraphrased",
        "Who is cited",
        "Where the reports come from",
        "The writer's own voice",
        "Problems",
    )


def test_a_telling_shows_its_words_manner_and_place():
    text = printed(comparison())
    in_order(
        text[text.index("Told by more") :],
        "Ines Okoro · partly quoted",
        "the crane had been inspected in {March}",
        "english.txt:134-198",
    )
    assert "a docker · direct quote" in text
    assert "the ministry, as told by The union · partly quoted" in text


def test_differences_show_aspect_and_both_wordings():
    text = flowing(printed(comparison()))
    assert 'date: "March" (A:172-177) against "mei" (B:79-82)' in text
    assert 'dropped: "and nobody is hurt" (A:178-196)' in text


def test_origins_stand_in_a_tree_with_evidence():
    text = printed(comparison())
    tree = text[text.index("Where the reports") :]
    assert "└── A en The Arvel Times · relay" in tree
    assert '"Meridian Press reports" english.txt:78-100' in tree
    assert "    └── D en copy.example · copy" in tree
    assert "d:102-120 = english.txt:178-196" in tree
    assert "names no origin" in tree


@pytest.mark.parametrize("width", [24, 40, 80, 200])
@pytest.mark.parametrize("made", [comparison(), hostile(), english(), arabic(), broken()])
def test_no_line_is_wider_than_the_terminal(made, width):
    lines = printed(made, width).splitlines()
    assert max(cell_len(line) for line in lines) <= width


def test_right_to_left_words_are_isolated_on_every_line():
    lines = [line for line in printed(comparison(), 40).splitlines() if "الرافعة" in line]
    assert lines
    for line in printed(arabic(), 30).splitlines():
        assert line.count(RLI) + line.count(FSI) == line.count(PDI)
        if "«" in line:
            assert RLI in line


@pytest.mark.parametrize("made", [hostile(), hostile().reports[0]])
def test_nothing_in_a_report_can_command_the_terminal(made):
    plain = printed(made, 70, color_system=None)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", plain)
    assert "[bold red]evil[/]" in flowing(plain)
    assert "<U+202E>" in plain
    plain.encode("utf-8")
    colourful = printed(made, 70, force_terminal=True, color_system="standard")
    without = ANSI.sub("", colourful)
    assert "\x1b" not in without
    assert flowing(without) == flowing(plain)


def test_colour_is_only_colour():
    plain = printed(comparison())
    assert "\x1b" not in plain
    coloured = printed(comparison(), force_terminal=True, color_system="truecolor")
    assert "\x1b[" in coloured
    assert ANSI.sub("", coloured).split() == plain.split()


def test_the_same_comparison_prints_the_same():
    assert printed(comparison()) == printed(comparison())


def test_nothing_to_compare():
    text = printed(Comparison((), (broken(),), broken().problems))
    assert text.startswith("No story: there was nothing to compare.")
    assert text.count("is not text") == 1


def test_a_report_shows_its_head_attributions_and_voice():
    text = printed(english())
    assert text.startswith("en The Arvel Times · 2031-04-07, read in the text")
    in_order(
        text,
        "5 attributions",
        'Meridian Press · paraphrased · "reports"',
        "The union · paraphrased",
        "   the ministry · partly quoted · admit",
        "Who is cited",
        "The writer's own voice",
        "One may wonder who still believes the ministry!",
        "english.txt:379-426",
    )


def test_an_unreadable_report_shows_its_problem():
    assert "! reports/broken.bin is not text" in printed(broken())


def attribution(name, parent=None):
    return Attribution(name, "indirect", ((0, 1),), parent=parent)


def test_nesting_follows_parents_and_survives_circles():
    listed = [
        attribution("b", "a"),
        attribution("a"),
        attribution("c", "b"),
        attribution("x", "y"),
        attribution("y", "x"),
        attribution("z", "gone"),
    ]
    found = [(depth, a.id) for depth, a in nested(listed)]
    assert found == [(0, "a"), (1, "b"), (2, "c"), (0, "z"), (0, "x"), (1, "y")]


def test_several_stories_are_listed_first():
    made = comparison()
    (story,) = made.stories
    two = replace(made, stories=(story, replace(story, id="story-2")))
    lines = printed(two, width=120).splitlines()
    assert [line.split()[0] for line in lines[:2]] == ["1", "2"]
    assert f"{len(story.reports)} reports" in lines[0]
    assert "Story 2 of 2" in printed(two)
    assert "Story 1" not in printed(made)


def test_places_are_told_in_the_words_of_each_report():
    reports = (
        Report(id="a", path="a.txt", language="en", text="Trucks left Warsaw. Warsaw is calm."),
        Report(id="b", path="b.txt", language="de", text="Aus Warschau fuhren Lastwagen ab."),
    )
    text = flowing(printed(Comparison((Story("s", ("a", "b")),), reports)))
    assert 'A en "Warsaw" 2 times · B de "Warschau" · city: Warsaw, PL' in text
