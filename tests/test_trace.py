"""Who copied, cut, translated or cited whom, and where chains end."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from firsthand.attribute import attribute
from firsthand.engines.base import Encoder
from firsthand.engines.fake import FakeEncoder
from firsthand.records import Citation, Derivation, Evidence, Origin, Report
from firsthand.split import split
from firsthand.trace import trace
from firsthand.trace.ends import part_routes, roots
from firsthand.trace.links import Link, close, consistent
from firsthand.trace.shared import _whole_words

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
FERRY = [
    "A ferry with eighty passengers ran aground on a sandbank off Port Linden on Friday night.",
    "Lifeboats from three villages brought everybody ashore before the tide began to turn.",
    "The captain blamed a buoy that had drifted two hundred metres away from its place.",
    "The shipping office said that it had not been told about the drifting buoy in time.",
    "The ferry is to be pulled free on Sunday by two tugs, if the weather allows it at all.",
]
FERRY_GERMAN = [
    "Eine Fähre mit achtzig Fahrgästen lief am Freitagabend vor Port Linden auf eine Sandbank.",
    "Rettungsboote aus drei Dörfern brachten alle an Land, bevor die Flut zu kippen begann.",
    "Der Kapitän gab einer Boje die Schuld, die zweihundert Meter von ihrem Platz abgetrieben war.",
    "Das Schifffahrtsamt sagte, es sei nicht rechtzeitig über die Boje informiert worden.",
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


def test_a_translated_cut_and_half_of_a_splice(encoder: Encoder) -> None:
    full = report("full", BODY)
    cut = report("cut", GERMAN[:3], "de")
    splice = report("splice", [*GERMAN[:3], *FERRY_GERMAN[:3]], "de")
    ferry = report("ferry", FERRY)
    found, origins = trace([cut, ferry, full, splice], [], encoder)
    ends = roots([r.id for r in (cut, ferry, full, splice)], found)
    assert ("cut", "full", "translation") in edges(found) or ends["cut"] == ends["full"]
    assert not ends["full"] & ends["ferry"]
    assert ends["splice"] == ends["full"] | ends["ferry"]
    assert len(origins) == 2


def test_every_shown_pair_of_a_translation_is_a_pair_of_sentences(encoder: Encoder) -> None:
    full, german = (
        report("full", BODY),
        report("german", ["Anzeige: Jetzt bestellen.", *GERMAN], "de"),
    )
    found, _ = trace([full, german], [], encoder)
    (link,) = [d for d in found if d.kind == "translation"]
    texts = {"full": full.text, "german": german.text}
    shown = {e.report: texts[e.report][slice(*e.span)] for row in link.evidence[:1] for e in row}
    assert BODY.index(shown["full"]) == GERMAN.index(shown["german"])
    assert len(link.evidence) == len(BODY)


def test_a_citation_of_a_part_is_an_edge_and_no_origin_of_the_report() -> None:
    late = [*BODY, "Reuters reported that a second wall had a crack."]
    found, _ = trace([report("dam", late)], [], FakeEncoder())
    (part,) = [d for d in found if d.parent == "agency:reuters"]
    assert part.part
    assert roots(["dam"], found)["dam"] == {"newsroom:dam"}
    early = ["Reuters reported that a wall had a crack.", *BODY]
    found, _ = trace([report("dam", early)], [], FakeEncoder())
    assert "agency:reuters" in roots(["dam"], found)["dam"]


def test_a_longer_text_must_bear_out_the_link_of_its_cut() -> None:
    place = Evidence("a", (0, 9)), Evidence("b", (0, 9))
    cut = Link("cut", "whole", 1.0, 0.4, ((place),), "words", 0.9)
    lone = Link("cut", "far", 0.9, 0.9, ((place),), "sentences", 0.9, translated=True)
    both = Link("far", "whole", 0.9, 0.4, ((place),), "sentences", 0.9, translated=True)
    assert consistent([cut, lone]) == [cut]
    assert consistent([cut, lone, both]) == [cut, lone, both]


def test_what_shares_a_part_of_a_third_shares_it() -> None:
    def link(a: str, b: str, span: tuple[int, int]) -> Link:
        row = (Evidence(a, span), Evidence(b, (0, 50)))
        return Link(a, b, 0.5, 1.0, (row,), "sentences", 0.9, translated=True)

    languages = {"third": "en", "de": "de", "fr": "fr", "es": "es"}
    links = [link("third", "de", (0, 60)), link("third", "fr", (5, 60))]
    added = [x for x in close(links, languages) if x.through]
    assert [({x.a, x.b}, x.through) for x in added] == [({"de", "fr"}, "third")]
    apart = [link("third", "de", (0, 60)), link("third", "es", (70, 130))]
    assert close(apart, languages) == apart


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


def test_words_of_a_publisher_at_the_end_are_no_derivation() -> None:
    foot = (
        "Readers may write to the newsroom at any hour about anything that they have read, and "
        "the editors answer every letter that is signed with a name and an address in the valley."
    )
    found, _ = trace(
        [report("dam", [*BODY, foot]), report("ferry", [*FERRY, foot])], [], FakeEncoder()
    )
    assert not [d for d in found if d.kind != "relay"]


def test_one_outlet_named_in_two_ways_is_one_origin() -> None:
    told = ["Mayor Ilse Draad told the Valley Courier that the wall had cracked.", *BODY[:2]]
    relayed = ["The wall had cracked, the Valley Courier reported.", *OTHER[:2]]
    _, origins = trace([report("one", told), report("two", relayed)], [], FakeEncoder())
    assert len([o for o in origins if "courier" in o.id]) == 1


def test_identical_reports_have_one_origin() -> None:
    found, origins = trace([report(name, BODY) for name in "abc"], [], FakeEncoder())
    assert len(origins) == 1
    assert {d.kind for d in found if d.parent in "abc"} == {"copy"}


def test_reports_of_one_sentence_are_left_apart(encoder: Encoder) -> None:
    one, other = report("one", BODY[:1]), report("other", GERMAN[:1], "de")
    found, origins = trace([one, other], [], encoder)
    assert len(origins) == 2
    assert {d.kind for d in found} == {"relay"}


def test_a_report_that_holds_another_whole_is_its_parent_without_dates() -> None:
    part, whole = report("part", BODY[:3]), report("whole", [*BODY, *FERRY])
    found, origins = trace([part, whole], [], FakeEncoder())
    assert ("part", "whole", "cut") in edges(found)
    assert [o.id for o in origins] == ["newsroom:whole"]


@pytest.mark.parametrize("date", ["2999-01-01", "no date", "2031-05", ""])
def test_odd_dates_never_stop_tracing(date: str) -> None:
    full = report("full", BODY, published="2031-05-14")
    copy = report("copy", BODY, published=date)
    found, origins = trace([full, copy], [], FakeEncoder())
    assert len(origins) == 1
    assert any(d.kind == "copy" for d in found)


def test_a_date_in_the_future_is_the_later_one() -> None:
    full = report("full", BODY, published="2031-05-14")
    copy = report("copy", BODY, published="2999-01-01")
    found, _ = trace([copy, full], [], FakeEncoder())
    assert ("copy", "full", "copy") in edges(found)


def test_words_of_hindi_are_whole() -> None:
    text = "नदी का पुल सोमवार को टूट गया"
    assert [text[slice(*word)] for word in _whole_words(text)] == text.split()


def test_one_link_between_two_families_is_left_out() -> None:
    def link(a: str, b: str) -> Link:
        row = (Evidence(a, (0, 9)), Evidence(b, (0, 9)))
        return Link(a, b, 0.5, 0.5, (row,), "sentences", 0.9, translated=True)

    families = [link(a, b) for f in ("abcd", "wxyz") for a, b in combinations(f, 2)]
    assert consistent([*families, link("a", "w")]) == families
    two = [link("a", "w"), link("a", "x")]
    assert consistent([*families, *two]) == [*families, *two]
    assert consistent([link("a", "b"), link("a", "w")]) == [link("a", "b"), link("a", "w")]


AUDIT = {
    "en": "Fourteen people died as doors were locked, according to a report by the Audit Office.",
    "nl": "Volgens een rapport van de Rekenkamer kwamen veertien mensen om door gesloten deuren.",
    "de": "Laut einem Bericht des Rechnungshofs starben vierzehn Menschen vor versperrten Türen.",
    "fr": "Quatorze personnes sont mortes, selon un rapport de la Cour des comptes publié mardi.",
    "es": "Catorce personas murieron en el almacén, según un informe del Tribunal de Cuentas.",
    "it": "Quattordici persone sono morte nel deposito, secondo un rapporto della Corte dei conti.",
    "pt": "Catorze pessoas morreram no armazém, segundo um relatório do Tribunal de Contas.",
    "pl": "Według raportu Najwyższej Izby Kontroli nikt nie odwiedził magazynu od czterech lat.",
    "ru": "Согласно докладу Счётной палаты, склад никто не проверял уже четыре года.",
    "uk": "Згідно з доповіддю Рахункової палати, склад ніхто не перевіряв уже чотири роки.",
    "tr": "Sayıştay'ın raporuna göre kapılar kilitli olduğu için on dört kişi öldü.",
    "ar": "قتل 14 شخصا على الأقل لأن الأبواب كانت مغلقة، وفقا لتقرير منظمة السلامة الدولية.",
    "zh": "根据审计署的一份报告，至少有14人死亡，因为安全门被锁。",
}


@pytest.mark.parametrize("language", AUDIT)
def test_a_report_that_leads_with_a_named_document_rests_on_it(language: str) -> None:
    one = report("one", [AUDIT[language]], language)
    _, origins = trace([one], [], FakeEncoder())
    assert [o.kind for o in origins] == ["document"]
    assert origins[0].name in one.text


def test_two_newsrooms_with_one_document_have_one_origin() -> None:
    one = report("one", [AUDIT["en"], *FERRY])
    two = report("two", ["A report by the Audit Office found that no door had opened.", *OTHER])
    _, origins = trace([one, two], [], FakeEncoder())
    assert [o.id for o in origins] == ["document:report-by-the-audit-office"]
    both = [report("third", ["Laut einem Bericht des Rechnungshofs war alles zu."], "de"), one, two]
    _, origins = trace(both, [], FakeEncoder())
    assert [o.kind for o in origins] == ["document", "unknown"], "perhaps the same, translated"


def test_a_document_without_a_name_is_no_origin() -> None:
    one = report("one", ["A new report found that no door had opened.", *FERRY])
    two = report("two", ["According to court documents, no door had opened.", *OTHER])
    _, origins = trace([one, two], [], FakeEncoder())
    assert {o.kind for o in origins} == {"outlet"}


def test_a_document_far_down_is_a_part_and_counts_for_its_claim_only() -> None:
    one = report("one", [*FERRY, AUDIT["en"]])
    found, _ = trace([one], [], FakeEncoder())
    assert {(d.parent.split(":")[0], d.part) for d in found} == {
        ("newsroom", False),
        ("document", True),
    }
    ((scope, parent),) = part_routes([one], found)["one"]
    assert parent.startswith("document:")
    assert one.text[slice(*scope)].startswith("Fourteen people")


def test_who_publishes_its_own_words_is_a_speaker() -> None:
    said = "The Ministry of Fisheries said that the ferry had been inspected in March."
    own = report("own", [said, *FERRY[:2]], outlet="Ministry of Fisheries")
    paper = report("paper", OTHER, outlet="Port Linden Herald")
    _, origins = trace([own, paper], [], FakeEncoder())
    assert {(o.id, o.kind) for o in origins} == {
        ("speaker:ministry-of-fisheries", "speaker"),
        ("newsroom:paper", "outlet"),
    }
