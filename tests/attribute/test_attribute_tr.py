"""Who said what in Turkish, on invented sentences: one test a construction."""

from __future__ import annotations

import pytest

from firsthand.attribute.suffixes import inflection
from firsthand.records import Report

from . import said
from .said import only, speaker, words


def analysed(text: str) -> Report:
    return said.analysed(text, "tr")


@pytest.mark.parametrize(
    ("text", "content", "mention", "cue"),
    [
        ("Mira Oduya, “Baraj dayanacak” dedi.", "Baraj dayanacak", "Mira Oduya", "dedi"),
        ("“Baraj dayanacak” dedi Mira Oduya.", "Baraj dayanacak", "Mira Oduya", "dedi"),
        ("“Baraj dayanacak” diyen Oduya, planı övdü.", "Baraj dayanacak", "Oduya", "diyen"),
        ("Oduya, “Baraj dayanacak.” diye konuştu.", "Baraj dayanacak.", "Oduya", "diye konuştu"),
        (
            "Bakan Oduya, dün yaptığı açıklamada, “Baraj dayanacak.” ifadelerini kullandı.",
            "Baraj dayanacak.",
            "Bakan Oduya",
            "ifadelerini kullandı",
        ),
        ("Oduya şöyle konuştu: “Baraj dayanacak.”", "Baraj dayanacak.", "Oduya", "konuştu"),
        ("Oduya, “Baraj dayanacak mı?” diye sordu.", "Baraj dayanacak mı?", "Oduya", "diye sordu"),
        ("“Baraj dayanacak” diye bağırdı.", "Baraj dayanacak", "", "diye bağırdı"),
        ("Dedi ki: “Baraj dayanacak.”", "Baraj dayanacak.", "", "Dedi"),
        ("Oduya: “Baraj dayanacak”", "Baraj dayanacak", "Oduya", ":"),
    ],
)
def test_direct(text: str, content: str, mention: str, cue: str) -> None:
    report = analysed(text)
    found = only(report, content)
    assert found.mode == "direct"
    assert words(report, found.content) == content
    assert words(report, found.mention) == mention
    assert words(report, found.cue) == cue


@pytest.mark.parametrize(
    ("text", "content", "mention", "cue"),
    [
        (
            "Mira Oduya, barajın sağlam olduğunu söyledi.",
            "barajın sağlam olduğunu",
            "Mira Oduya",
            "söyledi",
        ),
        (
            "Uzmanlar barajın çökebileceği konusunda uyarıyor.",
            "barajın çökebileceği konusunda",
            "Uzmanlar",
            "uyarıyor",
        ),
        (
            "Cuma günü, eski belediye başkanı Mira Oduya barajın sağlam olduğunu açıkladı.",
            "barajın sağlam olduğunu",
            "eski belediye başkanı Mira Oduya",
            "açıkladı",
        ),
        (
            "Konuyla ilgili açıklama yapan Oduya, barajın sağlam olduğunu söyledi.",
            "barajın sağlam olduğunu",
            "Konuyla ilgili açıklama yapan Oduya",
            "söyledi",
        ),
        (
            "Oduya, Radyo Vega'ya barajın sağlam olduğunu söyledi.",
            "barajın sağlam olduğunu",
            "Oduya",
            "söyledi",
        ),
        (
            "Oduya barajın sağlam olduğunu internet sitesi üzerinden duyurdu.",
            "barajın sağlam olduğunu",
            "Oduya",
            "duyurdu",
        ),
        (
            "Kurul, barajın boşaltılmasını istedi.",
            "barajın boşaltılmasını",
            "Kurul",
            "istedi",
        ),
        (
            "Muhalefet, belediyeyi raporu gizlemekle suçladı.",
            "belediyeyi raporu gizlemekle",
            "Muhalefet",
            "suçladı",
        ),
        ("Oduya raporun varlığını yalanladı.", "raporun varlığını", "Oduya", "yalanladı"),
        (
            "İstihbarat servisi, saldırının planlandığını öne sürdü.",
            "saldırının planlandığını",
            "İstihbarat servisi",
            "öne sürdü",
        ),
        (
            "Nehirdeki işleri yöneten ve uzun süredir susan Oduya, barajın çatladığını kabul etti.",
            "barajın çatladığını",
            "Nehirdeki işleri yöneten ve uzun süredir susan Oduya",
            "kabul etti",
        ),
        (
            "24 yaşındaki sporcu yarışa hazır olduğunu belirtti.",
            "yarışa hazır olduğunu",
            "24 yaşındaki sporcu",
            "belirtti",
        ),
    ],
)
def test_indirect(text: str, content: str, mention: str, cue: str) -> None:
    report = analysed(text)
    found = only(report, content)
    assert found.mode == "indirect"
    assert words(report, found.content) == content
    assert words(report, found.mention) == mention
    assert words(report, found.cue) == cue


@pytest.mark.parametrize(
    ("text", "mention", "cue"),
    [
        ("Polise göre baraj yıkıldı.", "Polise", "göre"),
        ("Bazı kaynaklara göre, baraj yıkıldı.", "Bazı kaynaklara", "göre"),
        ("Ada Holt'a göre baraj yıkıldı.", "Ada Holt'a", "göre"),
        ("Bakanlığın açıklamasına göre baraj yıkıldı.", "Bakanlığın", "açıklamasına göre"),
        ("Radyo Vega'nın aktardığına göre baraj yıkıldı.", "Radyo Vega'nın", "aktardığına göre"),
        ("İddiaya göre, baraj yıkıldı.", "", "İddiaya göre"),
        ("Edinilen bilgiye göre baraj yıkıldı.", "", "Edinilen bilgiye göre"),
    ],
)
def test_according_to(text: str, mention: str, cue: str) -> None:
    report = analysed(text)
    found = only(report, "baraj yıkıldı")
    assert words(report, found.content) == "baraj yıkıldı"
    assert words(report, found.mention) == mention
    assert words(report, found.cue) == cue


def test_a_source_within_what_it_says() -> None:
    report = analysed("Baraj, Holt'un deyimiyle, yaşlı bir kadın gibi.")
    found = only(report, "Baraj")
    assert words(report, found.content) == "Baraj … yaşlı bir kadın gibi"
    assert words(report, found.mention) == "Holt'un"


def test_nobody_is_named_where_something_is_claimed() -> None:
    report = analysed("Barajın yıkıldığı iddia edildi.")
    found = only(report, "Barajın yıkıldığı")
    assert (found.mention, found.speaker, found.force) == ((), None, "claim")


def test_a_statement_says_so() -> None:
    report = analysed("Bakanlıktan yapılan açıklamada, barajın sağlam olduğu belirtildi.")
    found = only(report, "barajın sağlam")
    assert words(report, found.content) == "barajın sağlam olduğu"
    assert words(report, found.mention) == "Bakanlıktan yapılan açıklamada"


def test_an_agent_of_a_passive() -> None:
    report = analysed("Mira Oduya'nın planı muhalefet tarafından eleştirildi.")
    found = only(report, "Mira Oduya'nın planı")
    assert words(report, found.content) == "Mira Oduya'nın planı"
    assert words(report, found.mention) == "muhalefet"


def test_several_verbs_of_one_subject() -> None:
    text = (
        "Mira Oduya, barajın sağlam olduğunu belirterek yolun açılacağını söyledi ve suyun temiz "
        "olduğunu ekledi."
    )
    report = analysed(text)
    found = [(words(report, a.mention), words(report, a.content)) for a in report.attributions]
    assert found == [
        ("Mira Oduya", "barajın sağlam olduğunu"),
        ("Mira Oduya", "yolun açılacağını"),
        ("Mira Oduya", "suyun temiz olduğunu"),
    ]


def test_a_speaker_behind_a_participle_speaks_on() -> None:
    report = analysed("Barajın sağlam olduğunu söyleyen Oduya, yolun açılacağını duyurdu.")
    found = [(words(report, a.mention), words(report, a.content)) for a in report.attributions]
    assert found == [
        ("Oduya", "Barajın sağlam olduğunu"),
        ("Oduya", "yolun açılacağını"),
    ]


def test_mixed_speech() -> None:
    report = analysed("Belediye başkanı, barajın “yaşlı bir kadın” olduğunu söyledi.")
    found = only(report, "barajın")
    assert found.mode == "mixed"
    assert words(report, found.content) == "barajın “yaşlı bir kadın” olduğunu"


def test_nesting() -> None:
    report = analysed("Oduya, Holt'un barajın sağlam olduğunu söylediğini aktardı.")
    outer, inner = report.attributions
    assert (outer.parent, inner.parent) == (None, outer.id)
    assert [words(report, a.mention) for a in report.attributions] == ["Oduya", "Holt'un"]
    assert words(report, inner.content) == "barajın sağlam olduğunu"


def test_a_claim_that_is_somebodys() -> None:
    report = analysed("Oduya'nın barajın sağlam olduğu yönündeki iddiası tartışıldı.")
    found = only(report, "barajın sağlam")
    assert words(report, found.content) == "barajın sağlam olduğu"
    assert words(report, found.mention) == "Oduya'nın"


def test_case_endings_do_not_part_a_speaker() -> None:
    text = (
        "Cumhurbaşkanı Ali Kaya, barajın sağlam olduğunu söyledi. Kaya'ya göre yol da açık. "
        "“Yol açık” diyen Kaya, planı övdü. O, suyun temiz olduğunu ekledi. "
        "Cumhurbaşkanı korkmadığını belirtti. Köprünün de açıldığını söyledi."
    )
    report = analysed(text)
    assert {speaker(report, a) for a in report.attributions} == {"Ali Kaya"}
    assert len(report.attributions) == 7


def test_bodies_and_unnamed_speakers() -> None:
    text = (
        "Polise göre baraj yıkıldı. Adını vermek istemeyen bir yetkili, barajın eski olduğunu "
        "söyledi. İtfaiye yangının söndürüldüğünü bildirdi. Fransa'ya göre yardım yolda."
    )
    kinds = {s.name: s.kind for s in analysed(text).speakers}
    assert kinds == {
        "Polis": "organisation",
        "Adını vermek istemeyen bir yetkili": "unnamed",
        "İtfaiye": "organisation",
        "Fransa": "country",
    }


def test_a_subject_left_out_with_nobody_before_it_is_unknown() -> None:
    report = analysed("Barajın sağlam olduğunu söyledi.")
    assert speaker(report, only(report, "Barajın sağlam")) is None


@pytest.mark.parametrize(
    "text",
    [
        "Geçen yıla göre fiyatlar arttı.",
        "Konuşma uzun sürdü. Açıklama dün geldi.",
        "Baraj dün boşaltıldı ve yol kapandı.",
        "Çocuk hikayeyi anlattı.",
        "Sözcü dün toplantıya katıldı.",
    ],
)
def test_what_is_no_attribution(text: str) -> None:
    assert analysed(text).attributions == ()


def test_case_endings() -> None:
    rules = inflection(["kaynak", "polis"], ["lar", "ı"], ["ın", "a", "e", "na"], ["kğ"], ["an"])
    forms = ("Kaynağa", "kaynağına", "kaynaklara", "Polise", "Holt'un", "holt'un", "masa", "")
    assert [rules.bare(w) for w in forms] == [
        "Kaynak",
        "kaynağı",
        "kaynaklar",
        "Polis",
        "Holt",
        "holt'un",
        "masa",
        "",
    ]
    assert rules.bases["kaynağı".replace("ı", "i")] == "kaynak"
