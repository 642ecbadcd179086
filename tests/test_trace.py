"""Who copied, cut, translated or cited whom, and where chains end."""

from __future__ import annotations

from dataclasses import replace

from firsthand.attribute import attribute
from firsthand.engines.base import Encoder
from firsthand.engines.fake import FakeEncoder
from firsthand.records import Citation, Derivation, Origin, Report
from firsthand.split import split
from firsthand.trace import trace
from firsthand.trace.ends import roots

BODY = [
    "A dam burst above the town of Belmark on Monday morning after two days of heavy rain.",
    "The water tore away a bridge and flooded the lower market, which had just opened.",
    "Two people were taken to hospital with broken bones, and a baker is still missing.",
    "The river guard closed the valley road and asked drivers to take the pass instead.",
    "Schools stay shut until Thursday, and the council meets tonight to talk about repairs.",
    "Engineers had inspected the wall in March and found no reason for concern at that time.",
]
GERMAN = [
    "Oberhalb der Stadt Belmark ist am Montagmorgen nach zwei Tagen Starkregen ein Damm gebrochen.",
    "Das Wasser riss eine Brücke fort und überschwemmte den unteren Markt, der gerade öffnete.",
    "Zwei Menschen kamen mit Knochenbrüchen ins Krankenhaus, ein Bäcker wird noch vermisst.",
    "Die Flusswacht sperrte die Talstraße und bat Autofahrer, stattdessen den Pass zu nehmen.",
    "Die Schulen bleiben bis Donnerstag zu, und der Rat berät heute Abend über die Reparatur.",
    "Ingenieure hatten die Mauer im März geprüft und damals keinen Grund zur Sorge gefunden.",
]
OTHER = [
    "I was buying bread in Belmark when the ground began to shake under the market hall.",
    "By noon the stalls of the lower market stood in brown water up to the roof of a van.",
    "Nobody here had heard a siren, and the neighbours carried each other's children uphill.",
    "Late in the afternoon soldiers brought blankets, and somebody had made soup for everyone.",
]


def report(name: str, sentences: list[str], language: str = "en", **more: str | None) -> Report:
    text = "\n\n".join(sentences)
    return attribute(split(replace(Report(id=name, text=text, language=language), **more)))


def edges(found: tuple[Derivation, ...]) -> set[tuple[str, str, str]]:
    return {(d.report, d.parent, d.kind) for d in found}


def test_copy_and_cut() -> None:
    full = report("full", BODY, published="2031-05-14")
    copy = report("copy", [*BODY, "Subscribe to our letter."], published="2031-05-15")
    cut = report("cut", BODY[:3], published="2031-05-16")
    found, origins = trace([cut, copy, full], [], FakeEncoder())
    assert ("copy", "full", "copy") in edges(found)
    assert any(r == "cut" and k == "cut" for r, _, k in edges(found))
    assert [o.id for o in origins] == ["newsroom:full"]


def test_evidence_is_the_same_words_on_both_sides() -> None:
    full, cut = report("full", BODY), report("cut", BODY[1:4])
    texts = {"full": full.text, "cut": cut.text}
    found, _ = trace([full, cut], [], FakeEncoder())
    (derivation,) = [d for d in found if d.kind == "cut"]
    assert derivation.evidence
    for one, other in derivation.evidence:
        a, b = texts[one.report][slice(*one.span)], texts[other.report][slice(*other.span)]
        assert a.split() == b.split()


def test_one_event_by_two_newsrooms_is_no_derivation(encoder: Encoder) -> None:
    found, origins = trace(
        [report("a", BODY), report("b", OTHER), report("c", GERMAN, "de")], [], encoder
    )
    assert ("b", "a") not in {(d.report, d.parent) for d in found}
    assert {o.id for o in origins} == {"newsroom:a", "newsroom:b"} or {o.id for o in origins} == {
        "newsroom:c",
        "newsroom:b",
    }


def test_translation(encoder: Encoder) -> None:
    english = report("english", BODY, published="2031-05-14")
    german = report("german", GERMAN[:5], "de", published="2031-05-15")
    found, origins = trace([german, english], [], encoder)
    assert ("german", "english", "translation") in edges(found)
    assert len(origins) == 1


def test_shared_quotations_are_no_derivation() -> None:
    speech = (
        "“We had warned the council for years that this wall would not stand another winter, and "
        "nobody came, nobody called, and nobody wrote a single line back to any one of us here,”"
    )
    a = report("a", [f"{speech} said Mira Oduya.", *BODY[:2]])
    b = report("b", [f"{speech} Mira Oduya said.", *OTHER[:2]])
    found, _ = trace([a, b], [], FakeEncoder())
    assert {d.kind for d in found} == {"relay"}


def test_relay_to_a_report_at_hand_and_to_an_agency() -> None:
    herald = report("herald", BODY, outlet="The Valley Herald")
    dutch = report(
        "dutch",
        ["De dam is gebroken, meldt de Valley Herald.", "De weg is dicht."],
        "nl",
        outlet="Het Dal",
    )
    wire = report("wire", ["BELMARK (AP) — The dam burst.", "The road is closed."])
    found, origins = trace([herald, dutch, wire], [], FakeEncoder())
    assert ("dutch", "herald", "relay") in edges(found)
    assert ("wire", "agency:ap", "relay") in edges(found)
    assert {o.id for o in origins} == {"newsroom:herald", "agency:ap"}


def test_an_outlet_that_is_not_at_hand_leaves_the_origin_unknown() -> None:
    text = ["The dam burst on Monday.", "Free Valley reports:", *BODY[:3]]
    _, origins = trace([report("a", text)], [], FakeEncoder())
    assert [(o.kind, o.name) for o in origins] == [("unknown", "unknown, behind Free Valley")]


def test_a_circle_leads_nowhere() -> None:
    a = report("a", ["The dam burst, the Hill Courier reports.", BODY[0]], outlet="Valley Herald")
    b = report("b", ["The dam burst, the Valley Herald reports.", OTHER[0]], outlet="Hill Courier")
    found, origins = trace([a, b], [], FakeEncoder())
    assert origins == ()
    assert roots(["a", "b"], found) == {"a": frozenset(), "b": frozenset()}


def test_order_does_not_matter() -> None:
    reports = [report("a", BODY), report("b", BODY[:3]), report("c", OTHER)]
    assert trace(reports, [], FakeEncoder()) == trace(reports[::-1], [], FakeEncoder())


def test_odd_input_never_raises() -> None:
    empty = Report(id="empty")
    one = report("one", ["Rain."])
    same = report("same", ["Rain."])
    assert trace([], [], FakeEncoder()) == ((), ())
    found, origins = trace([empty, one, same], [], FakeEncoder())
    assert {d.report for d in found} == {"empty", "one", "same"}
    assert all(isinstance(o, Origin) for o in origins)


def test_a_link_alone_is_no_origin_but_one_to_a_report_at_hand_is_a_relay() -> None:
    ours = report("ours", BODY, published="2031-05-15")
    place = (0, 5)
    link = Citation(place, "Reuters", "link", place, "html:link", 0.5, "https://reuters.com/1")
    linked = replace(ours, citations=(link,))
    assert trace([linked], (), FakeEncoder()) == trace([ours], (), FakeEncoder())
    theirs = report("theirs", OTHER, published="2031-05-14", url="https://reuters.com/1")
    found, _ = trace([linked, theirs], (), FakeEncoder())
    assert ("ours", "theirs", "relay") in edges(found)
