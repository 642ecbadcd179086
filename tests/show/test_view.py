from dataclasses import replace
from itertools import pairwise

import pytest

from firsthand.records import Bounds, Derivation, Origin, Problem, Report, Story
from firsthand.show.labels import dated, labels
from firsthand.show.map import draw, shortened
from firsthand.show.only import UNTOLD
from firsthand.show.tree import branches
from firsthand.show.view import all_problems, bounds_words, plural, story_views

from .story import comparison, hostile


def outline(branch):
    return branch.id, [outline(child) for child in branch.children]


def test_what_several_tell_comes_first_and_the_fullest_telling_first():
    view = story_views(comparison())[0]
    assert [claim.claim.id for claim in view.shared] == ["c1"]
    letters = [telling.words.label.letter for telling in view.shared[0].tellings]
    assert letters == ["A", "D", "B", "C"]
    alone = {only.label.letter: [c.claim.id for c in only.claims] for only in view.only}
    assert alone == {"A": ["c2", "c3", "c4", "c5"], "B": ["c6", "c9"]}
    assert [claim.number for claim in view.claims] == list(range(1, 8))


def test_what_only_one_report_has_is_a_claim_or_a_passage():
    (only, other) = story_views(comparison())[0].only
    claim, passage = only.unlike
    assert claim.claim.id == "c2"
    assert (passage.words.pieces, passage.comment) == (
        ("One may wonder who still believes the ministry!",),
        True,
    )
    assert other.unlike == ()
    assert [title for title, _ in other.parts] == [UNTOLD]


def test_every_printed_word_is_a_slice():
    for made in (comparison(), hostile()):
        texts = {report.id: report.text for report in made.reports}
        for view in story_views(made):
            for telling in (t for claim in view.claims for t in claim.tellings):
                text = texts[telling.words.label.report.id]
                assert telling.words.pieces == tuple(text[s:e] for s, e in telling.words.spans)


def test_a_nested_telling_names_through_whom_it_came():
    view = story_views(comparison())[0]
    tellings = [t for only in view.only for c in only.claims for t in c.tellings]
    nested = next(t for t in tellings if t.speaker == "the ministry")
    assert nested.via == ("The union",)
    unnamed = next(t for t in tellings if t.manner == "direct quote")
    assert unnamed.speaker == "a docker"
    assert tellings[-1].manner == "in its own words"


def test_locators_lead_to_the_words():
    view = story_views(comparison())[0]
    telling = view.shared[0].tellings[0]
    start, end = telling.words.spans[0]
    assert telling.words.locator == f"english.txt:{start}-{end}"


def test_letters_names_and_files():
    reports = [Report(id=f"r{n}", path=f"{'a' if n % 2 else 'b'}/{n // 2}.txt") for n in range(54)]
    found = list(labels(reports).values())
    assert [label.letter for label in found][24:28] == ["Y", "Z", "AA", "AB"]
    assert found[0].file == "b/0.txt"
    assert labels([Report(id="x", path="in/x.txt")])["x"].file == "x.txt"
    same = labels([Report(id="l1", path="w.jsonl"), Report(id="l2", path="w.jsonl")])
    assert [label.file for label in same.values()] == ["l1", "l2"]
    assert labels([Report(id="x", url="https://a.example/b")])["x"].name == "a.example"


@pytest.mark.parametrize(
    ("published", "found", "shown"),
    [
        (None, "none", "no date"),
        ("2031-04-07", "given", "2031-04-07"),
        ("2031-04-07T16:05:00+02:00", "url", "2031-04-07 16:05 +02:00, from the address"),
        ("2031-04-07T16:05:59.5", "text", "2031-04-07 16:05, read in the text"),
    ],
)
def test_dates(published, found, shown):
    assert dated(Report(id="x", published=published, published_from=found)) == shown


def test_numbers_in_words():
    assert bounds_words(Bounds(1, 1)) == "1"
    assert bounds_words(Bounds(0, 2)) == "between 0 and 2"
    assert bounds_words(None) == "not counted"
    assert (plural(1, "report"), plural(0, "report")) == ("1 report", "0 reports")


def test_without_a_count_the_answer_says_what_was_read():
    made = comparison()
    uncounted = replace(made, stories=(replace(made.stories[0], count=None),))
    view = story_views(uncounted)[0]
    assert view.answer == "4 reports in 3 languages; independent origins were not counted."
    assert view.figures == ()


def test_problems_are_told_once():
    own = Problem("empty", "a.txt is empty")
    made = replace(
        comparison(),
        reports=(Report(id="a", path="in/a.txt", problems=(own,)),),
        problems=(Problem("empty", "in/a.txt: a.txt is empty"), Problem("other", "no network")),
    )
    assert all_problems(made) == (("a.txt", own), ("", Problem("other", "no network")))


def test_the_tree_of_origins():
    assert [outline(branch) for branch in branches(comparison().stories[0])] == [
        ("o1", [("wire one", [("d", [])])]),
        ("o2", [("b", [])]),
        ("o3", []),
        ("c/٣", []),
    ]


def test_a_circle_ends_and_is_told():
    story = Story(
        "s",
        ("a", "b", "c"),
        derivations=(
            Derivation("a", "b", "copy", ()),
            Derivation("b", "a", "copy", ()),
            Derivation("c", "o", "relay", ()),
        ),
        origins=(Origin("o", "agency", "O"),),
    )
    found = branches(story)
    assert [outline(branch) for branch in found] == [
        ("o", [("c", [])]),
        ("a", [("b", [("a", [])])]),
    ]
    assert [branch.circle for branch in found] == [False, True]
    assert found[1].children[0].children[0].repeated


def test_the_map_has_a_box_for_all_and_a_line_for_each_derivation():
    made = comparison()
    view = story_views(made)[0]
    drawn = draw(view.story, view.labels)
    assert [box.id for box in drawn.boxes] == ["o1", "o2", "o3", "wire one", "b", "c/٣", "d"]
    assert [(line.kind, line.beside) for line in drawn.lines] == [
        ("relay", False),
        ("relay", False),
        ("copy", False),
    ]
    # The copy stands to the right of what it copies.
    across = {box.id: box.x for box in drawn.boxes}
    assert across["o1"] < across["wire one"] < across["d"]
    columns = {box.x for box in drawn.boxes}
    for x in columns:
        tops = sorted(box.y for box in drawn.boxes if box.x == x)
        assert all(b - a >= drawn.box_height for a, b in pairwise(tops))
        assert min(tops) >= 0
        assert max(tops) + drawn.box_height <= drawn.height
    assert [box.id for box in drawn.boxes if box.lost] == ["o3", "c/٣"]


def test_the_map_leaves_out_what_it_does_not_know():
    view = story_views(hostile())[0]
    assert [line.kind for line in draw(view.story, view.labels).lines] == ["relay"]


def test_names_are_shortened_by_their_width():
    assert shortened("short", 5) == "short"
    assert shortened("x" * 40, 10) == "x" * 9 + "…"
    assert shortened("港" * 40, 10) == "港" * 4 + "…"
