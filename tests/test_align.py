"""Claims from attributions: what joins, what stays apart, and what holds for any story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.align import Alignment, align
from firsthand.engines.base import Encoder, TokenStates, Vectors
from firsthand.engines.fake import FakeEncoder
from firsthand.records import Attribution, Claim, Passage, Report, Speaker

Line = tuple[str, str, str]


class WordEncoder:
    """Every word of a fixed list has a place of its own, so exchanging words exchanges places."""

    name = "words"

    def __init__(self, words: Sequence[str]) -> None:
        self._place = {word: i for i, word in enumerate(sorted(set(words)))}
        self.dimensions = len(self._place) + 1

    def pooled(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), self.dimensions))
        for row, text in zip(rows, texts, strict=True):
            row[-1] = 0.5
            for word in re.findall(r"\w+", text.casefold()):
                row[self._place[word]] += 1.0
        lengths = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        return np.asarray(rows / lengths, dtype=np.float32)

    def tokens(self, texts: Sequence[str]) -> list[TokenStates]:
        return [
            TokenStates(self.pooled([t]), ((0, len(t)),), np.full(1, 10.0, np.float32))
            for t in texts
        ]


def report(name: str, lines: Sequence[Line], language: str = "en") -> Report:
    """Write lines of (speaker, cue, content) as paragraphs and mark them."""
    text, attributions, passages = "", [], []
    speakers: dict[str, list[tuple[int, int]]] = {}
    for number, (who, cue, content) in enumerate(lines):
        start = len(text)
        mention = (start, start + len(who))
        said = (mention[1] + 1, mention[1] + 1 + len(cue))
        told = (said[1] + 1, said[1] + 1 + len(content))
        text += f"{who} {cue} {content}\n\n"
        passages.append(Passage((start, told[1]), sentences=((start, told[1]),)))
        speakers.setdefault(who, []).append(mention)
        attributions.append(
            Attribution(f"a{number}", "indirect", (told,), (mention,), (said,), speaker=who)
        )
    kind = {who: "unnamed" if who[0].islower() else "person" for who in speakers}
    return Report(
        name,
        language=language,
        text=text,
        passages=tuple(passages),
        attributions=tuple(attributions),
        speakers=tuple(Speaker(w, w, kind[w], tuple(m)) for w, m in speakers.items()),  # type: ignore[arg-type]
    )


BRIDGE = ("Ada Lindqvist", "said", "the old bridge over the Varn will stay closed until spring")
BRIDGE_2 = ("Lindqvist", "said", "until spring the old bridge over the Varn will stay closed")
FERRY = ("Tomas Brandl", "warned", "ferry tickets might become twice as dear for commuters")
SCHOOL = ("Ada Lindqvist", "promised", "every school would get a new roof before the rains")
SALT = ("Ilka Moreau", "complained", "nobody had ordered salt for the icy market square")
FISH = ("Tomas Brandl", "denied", "that fishermen were paid to leave the harbour")

STORY = (
    report("one", [BRIDGE, FERRY, SALT]),
    report("two", [SCHOOL, BRIDGE_2, FISH]),
    report("three", [FISH, SALT, ("Brandl", "warned", FERRY[2])]),
)


def groups(claims: Sequence[Claim]) -> set[frozenset[tuple[str, str | None]]]:
    return {frozenset((t.report, t.attribution) for t in c.tellings) for c in claims}


def test_the_same_statement_joins_and_others_stay_alone() -> None:
    claims = align(STORY, FakeEncoder()).claims
    assert groups(claims) == {
        frozenset({("one", "a0"), ("two", "a1")}),
        frozenset({("one", "a1"), ("three", "a2")}),
        frozenset({("one", "a2"), ("three", "a1")}),
        frozenset({("two", "a2"), ("three", "a0")}),
        frozenset({("two", "a0")}),
    }


def test_order_of_reports_does_not_matter() -> None:
    assert align(STORY, FakeEncoder()) == align(STORY[::-1], FakeEncoder())


def test_claims_are_ranked_and_made_of_slices() -> None:
    found = align(STORY, FakeEncoder())
    claims, speakers = found.claims, found.speakers
    texts = {r.id: r.text for r in STORY}
    sizes = [len(c.tellings) for c in claims]
    assert sizes == sorted(sizes, reverse=True)
    assert [c.id for c in claims] == [f"c{n}" for n in range(1, len(claims) + 1)]
    for claim in claims:
        slices = {texts[t.report][s:e] for t in claim.tellings for s, e in t.spans}
        assert claim.text in slices
        assert len(claim.text) == max(map(len, slices))
        assert set(claim.speakers) <= {s.id for s in speakers}


def test_speakers_are_shared_by_name() -> None:
    speakers = align(STORY, FakeEncoder()).speakers
    by_name = {s.name: s.members for s in speakers}
    assert by_name["Ada Lindqvist"] == (
        ("one", "Ada Lindqvist"),
        ("two", "Ada Lindqvist"),
        ("two", "Lindqvist"),
    )
    assert {m[0] for m in by_name["Tomas Brandl"]} == {"one", "two", "three"}


def test_unnamed_speakers_are_never_shared() -> None:
    line = ("officials", "said", "the harbour was empty at dawn")
    speakers = align([report("a", [line]), report("b", [line])], FakeEncoder()).speakers
    assert [len(s.members) for s in speakers] == [1, 1]


def test_two_persons_saying_the_same_are_two_claims() -> None:
    content = "the old bridge over the Varn will stay closed until spring"
    first = report("a", [("Ada Lindqvist", "said", content), SALT, FISH])
    second = report("b", [("Boris Hakala", "said", content), FERRY, SCHOOL])
    claims = align([first, second], FakeEncoder()).claims
    assert all(len(c.tellings) == 1 for c in claims)


def test_a_content_inside_another_is_not_its_telling() -> None:
    base = report("a", [BRIDGE, SALT, FISH])
    outer = base.attributions[0]
    start, end = outer.content[0]
    inner = replace(outer, id="inner", content=((start + 4, end),), parent=outer.id)
    claims = align([replace(base, attributions=(*base.attributions, inner))], FakeEncoder()).claims
    assert all(len(c.tellings) == 1 for c in claims)


def test_one_statement_printed_twice_in_a_report_is_one_claim() -> None:
    claims = align([report("a", [BRIDGE, SALT, FISH, FERRY, BRIDGE])], FakeEncoder()).claims
    assert frozenset({("a", "a0"), ("a", "a4")}) in groups(claims)


def test_a_split_quotation_joins_its_whole() -> None:
    first, second = (
        "The harbour gates stay shut while divers search the basin.",
        "Why nobody raised an alarm is what my committee must learn.",
    )
    whole = report("a", [("Ilka Moreau", "said", f"{first} {second}"), SALT, FISH])
    split = report("b", [("Moreau", "said", first), ("Moreau", "said", second), FERRY])
    claims = align([whole, split], FakeEncoder()).claims
    assert frozenset({("a", "a0"), ("b", "a0"), ("b", "a1")}) in groups(claims)


def test_nothing_in_nothing_out() -> None:
    assert align([], FakeEncoder()) == Alignment()
    assert align([Report("empty")], FakeEncoder()) == Alignment()


def test_empty_contents_stay_alone() -> None:
    hollow = Attribution("h", "direct", ())
    zero = Attribution("z", "direct", ((0, 0),))
    story = [Report("a", text="Hm.", attributions=(hollow, zero)), *STORY]
    claims = align(story, FakeEncoder()).claims
    assert {frozenset({("a", "h")}), frozenset({("a", "z")})} <= groups(claims)


def test_two_hundred_tellings_of_one_claim() -> None:
    story = [report(f"r{n:03}", [BRIDGE]) for n in range(200)]
    found = align(story, FakeEncoder())
    claims, speakers = found.claims, found.speakers
    assert [len(c.tellings) for c in claims] == [200]
    assert len(speakers) == 1


def test_exchanging_names_exchanges_results_and_nothing_else() -> None:
    def swap(text: str) -> str:
        return text.replace("Varn", "@").replace("Bren", "Varn").replace("@", "Bren")

    lines = [BRIDGE, FERRY, ("Ada Lindqvist", "said", "the Bren sends no water to the Varn")]
    story = [report("a", lines), report("b", [lines[2], BRIDGE_2, SALT])]
    words = re.findall(r"\w+", " ".join(r.text for r in story).casefold())
    encoder = WordEncoder(words)
    swapped = [replace(r, text=swap(r.text)) for r in story]
    before, after = align(story, encoder).claims, align(swapped, encoder).claims
    assert [replace(c, text=swap(c.text)) for c in before] == list(after)


_LINES = st.lists(st.sampled_from([BRIDGE, BRIDGE_2, FERRY, SCHOOL, SALT, FISH]), max_size=5)


@settings(max_examples=30, deadline=None)
@given(st.lists(_LINES, max_size=4))
def test_every_attribution_is_in_exactly_one_claim(stories: list[list[Line]]) -> None:
    story = [report(f"r{n}", lines) for n, lines in enumerate(stories)]
    claims = align(story, FakeEncoder()).claims
    told = sorted((t.report, t.attribution or "") for c in claims for t in c.tellings)
    assert told == sorted((r.id, a.id) for r in story for a in r.attributions)
    assert all(0.0 <= c.score <= 1.0 for c in claims)


@pytest.mark.parametrize("language", ["en", None])
def test_a_report_against_its_copy_pairs_every_statement(language: str | None) -> None:
    one = report("a", [BRIDGE, FERRY, SALT, FISH], language or "")
    one = replace(one, language=language)
    claims = align([one, replace(one, id="b")], FakeEncoder()).claims
    assert groups(claims) == {frozenset({("a", f"a{n}"), ("b", f"a{n}")}) for n in range(4)}


def test_tellings_in_two_languages_join(encoder: Encoder) -> None:
    english = report("a", [BRIDGE, FERRY, SALT, FISH])
    dutch = report(
        "b",
        [
            ("Ilka Moreau", "klaagde", "dat niemand strooizout had besteld voor het marktplein"),
            ("Lindqvist", "zei", "dat de oude brug over de Varn tot het voorjaar dicht blijft"),
            ("Pelle Storm", "hoopt", "op een rustige winter zonder nieuwe belastingen"),
        ],
        "nl",
    )
    claims = align([english, dutch], encoder).claims
    assert {g for g in groups(claims) if len(g) > 1} == {
        frozenset({("a", "a0"), ("b", "a1")}),
        frozenset({("a", "a2"), ("b", "a0")}),
    }
