"""What the views say of differences, renderings and conflicts, on texts made for it."""

from dataclasses import replace

from firsthand.records import (
    Attribution,
    Claim,
    Comparison,
    Conflict,
    Divergence,
    Evidence,
    Repeat,
    Report,
    Speaker,
    Story,
    Telling,
)
from firsthand.show.view import story_views

from .story import at

SAYS = "Mayor Ilse Draad said the weir would close on Friday, for the first time since the flood."
COPY = "Mayor Ilse Draad claimed the weir would close on Monday."
TWICE = "“The weir will close on Friday,” Draad said. Later: “On Friday we close the weir.”"
OTHER = "Ilse Draad zei dat de stuw vrijdag niet sluit."


def told(name, text, *contents, cue="", force="say", language="en"):
    attributions = tuple(
        Attribution(
            f"a{number}",
            "direct" if text is TWICE else "indirect",
            (at(text, content),),
            (at(text, "Draad"),),
            (at(text, cue),) if cue else (),
            speaker="s1",
            force=force,
        )
        for number, content in enumerate(contents, 1)
    )
    speakers = (Speaker("s1", "Ilse Draad", "person", (at(text, "Draad"),)),)
    return Report(
        id=name, language=language, text=text, attributions=attributions, speakers=speakers
    )


def compared(reports, divergences=(), repeats=(), conflicts=()):
    tellings = tuple(Telling(r.id, a.id, a.content) for r in reports for a in r.attributions)
    story = Story(
        "s",
        tuple(r.id for r in reports),
        (Claim("c1", "", tellings, ("p1",)),),
        divergences=tuple(divergences),
        repeats=tuple(repeats),
        conflicts=tuple(conflicts),
    )
    return story_views(Comparison((story,), tuple(reports)))[0]


def says(words):
    return [" … ".join(one.pieces) for one in words]


ONE = told("one", SAYS, SAYS[22:-1], cue="said")
TWO = told("two", COPY, "the weir would close on Monday", cue="claimed", force="claim")


def test_a_difference_has_both_wordings_and_marks_both():
    days = (Evidence("one", at(SAYS, "Friday")), Evidence("two", at(COPY, "Monday")))
    view = compared([ONE, TWO], [Divergence("c1", "changed", "date", days)])
    (line,) = view.shared[0].differences
    assert (line.label, says(line.wordings), says(line.against)) == ("date", ["Friday"], ["Monday"])
    first, second = view.shared[0].tellings
    assert [SAYS[slice(*m.span)] for m in first.marks if "of-date" in m.classes] == ["Friday"]
    assert [COPY[slice(*m.span)] for m in second.marks] == ["Monday"]


def test_the_less_sure_cue_comes_first_and_stands_beside_its_telling():
    cues = (Evidence("one", at(SAYS, "said")), Evidence("two", at(COPY, "claimed")))
    view = compared([ONE, TWO], [Divergence("c1", "changed", "certainty", cues)])
    (line,) = view.shared[0].differences
    assert (line.label, says(line.wordings), says(line.against)) == (
        "less sure",
        ["claimed"],
        ["said"],
    )
    beside = [says(words for words, _ in t.beside) for t in view.shared[0].tellings]
    assert beside == [["said"], ["claimed"]]


def test_what_is_dropped_names_who_lacks_it_in_one_line():
    first = at(SAYS, "for the first time since the flood")
    third = replace(TWO, id="three")
    lost = [
        Divergence(
            "c1",
            "dropped",
            "wording",
            (Evidence("one", first), Evidence(other, TWO.attributions[0].content[0])),
        )
        for other in ("two", "three")
    ]
    view = compared([ONE, TWO, third], lost)
    (line,) = view.shared[0].differences
    assert (line.label, line.lacking, line.against) == ("dropped", "B and C", ())
    (mark,) = (m for m in view.shared[0].tellings[0].marks if "of-wording" in m.classes)
    assert (mark.span, mark.label) == (first, "not in B and C")


def test_a_negation_is_denied_in_one_and_lacking_in_the_other():
    dutch = told("nl", OTHER, OTHER[14:-1], language="nl")
    places = (Evidence("nl", at(OTHER, "niet")), Evidence("two", TWO.attributions[0].content[0]))
    view = compared([dutch, TWO], [Divergence("c1", "changed", "polarity", places)])
    (line,) = view.shared[0].differences
    assert (line.label, says(line.wordings), line.lacking) == ("denied in one", ["niet"], "B")


def test_both_renderings_of_a_statement_are_numbered():
    twice = told("one", TWICE, "The weir will close on Friday,", "On Friday we close the weir.")
    places = tuple(Evidence("one", a.content[0]) for a in twice.attributions)
    view = compared([twice, TWO], repeats=[Repeat("c1", "one", places)])
    renderings = [telling.rendering for telling in view.shared[0].tellings]
    assert sorted(renderings) == ["", "rendering 1 of 2", "rendering 2 of 2"]
    assert says([view.shared[0].repeats[0].one]) == ["The weir will close on Friday,"]


def test_a_conflict_has_two_sides_with_their_speakers_and_its_claim():
    days = (Evidence("one", at(SAYS, "Friday")), Evidence("two", at(COPY, "Monday")))
    around = tuple(Evidence(r.id, r.attributions[0].content[0]) for r in (ONE, TWO))
    view = compared([ONE, TWO], conflicts=[Conflict("c1", "date", days, around)])
    (conflict,) = view.conflicts
    assert (conflict.label, conflict.claim) == ("date", 1)
    assert [side.speaker for side in conflict.sides] == ["Ilse Draad", "Ilse Draad"]
    assert says(side.differing for side in conflict.sides) == ["Friday", "Monday"]


def test_places_in_unknown_reports_are_left_out():
    gone = (Evidence("one", (0, 3)), Evidence("gone", (0, 3)))
    view = compared(
        [ONE, TWO],
        [Divergence("c1", "changed", "name", gone)],
        [Repeat("c1", "gone", (gone[1], gone[1]))],
        [Conflict("c1", "name", gone, gone)],
    )
    assert view.shared[0].differences == view.shared[0].repeats == view.conflicts == ()
