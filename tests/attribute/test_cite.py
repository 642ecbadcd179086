"""Agencies and outlets named as a source, on invented sentences."""

from __future__ import annotations

import pytest

from firsthand.attribute import attribute
from firsthand.records import Report
from firsthand.split import split


def analysed(text: str, language: str = "en", outlet: str | None = None) -> Report:
    return attribute(split(Report(id="r", text=text, language=language, outlet=outlet)))


@pytest.mark.parametrize(
    ("text", "language", "words", "outlet", "kind"),
    [
        ("BELMARK (AP) — The dam burst on Monday, officials said.", "en", "BELMARK (AP)",
         "Associated Press", "dateline"),
        ("Bergen (dpa) - Der Damm ist am Montag gebrochen.", "de", "Bergen (dpa)",
         "Deutsche Presse-Agentur", "dateline"),
        ("De dam is lek, meldt persbureau AP.", "nl", "meldt persbureau AP",
         "Associated Press", "agency"),
        ("The dam is leaking, according to the Valley Herald.", "en",
         "according to the Valley Herald", "Valley Herald", "outlet"),
        ("Mira Oduya told Reuters that the pumps had failed.", "en", "told Reuters",
         "Reuters", "agency"),
        ("“It was dark,” she said in an interview with the Valley Herald.", "en",
         "in an interview with the Valley Herald", "Valley Herald", "outlet"),
        ("水坝周一决口，新华社报道。", "zh", "新华社报道", "Xinhua", "agency"),
        ("Bakan, CNN'e yaptığı açıklamada barajın sağlam olduğunu söyledi.", "tr",
         "CNN'e yaptığı açıklamada", "CNN", "outlet"),
        ("Reuters'ın haberine göre baraj yıkıldı.", "tr", "Reuters'ın haberine göre",
         "Reuters", "agency"),
        ("The dam burst on Monday. (Reuters)", "en", "Reuters", "Reuters", "credit"),
        ("„Es war dunkel“, sagte sie gegenüber der dpa.", "de", "gegenüber der dpa",
         "Deutsche Presse-Agentur", "agency"),
        ("« Il faisait noir », a déclaré Léa Morin à l'AFP.", "fr", "à l'AFP",
         "Agence France-Presse", "agency"),
        ("«Estaba oscuro», dijo Ana Ruiz a EFE.", "es", "a EFE", "EFE", "agency"),
        ("«Era buio», ha detto Mira Conti all'Ansa.", "it", "all'Ansa", "ANSA", "agency"),
        ("“Estava escuro”, disse Mira Costa à Lusa.", "pt", "à Lusa", "Lusa", "agency"),
        ("‘Het was donker’, zei Mira de Vries tegen het ANP.", "nl", "tegen het ANP",
         "Algemeen Nederlands Persbureau", "agency"),
        ("Secondo il Corriere della Sera, la diga ha ceduto.", "it",
         "Secondo il Corriere della Sera", "Corriere della Sera", "outlet"),
        ("Selon le quotidien Le Courrier du Fleuve, le barrage a cédé.", "fr",
         "Selon le quotidien Le Courrier du Fleuve", "Le Courrier du Fleuve", "outlet"),
        ("Speaking to the Valley Voice newspaper, she denied it.", "en",
         "Speaking to the Valley Voice", "Valley Voice", "outlet"),
        ("A guard told KVLY-TV that the dam was dry.", "en", "told KVLY-TV", "KVLY-TV", "outlet"),
        ("The dam has burst, Syrian state television reported.", "en",
         "Syrian state television reported", "Syrian state television", "outlet"),
        ("The dam has burst, Reuters reported, citing officials.", "en", "Reuters reported",
         "Reuters", "agency"),
        ("Mira Oduya told the\u00a0New\u00a0York Times that it was dry.", "en",
         "told the\u00a0New\u00a0York Times", "The New York Times", "outlet"),
    ],
)  # fmt: skip
def test_citations(text: str, language: str, words: str, outlet: str, kind: str) -> None:
    report = analysed(text, language)
    found = [(report.text[c.span[0] : c.span[1]], c.outlet, c.kind) for c in report.citations]
    assert found == [(words, outlet, kind)]


@pytest.mark.parametrize(
    ("text", "language", "words", "outlet"),
    [
        ("KÖLN (dpa/lnw) - Der Damm ist gebrochen.", "de", "KÖLN (dpa/lnw)",
         "Deutsche Presse-Agentur"),
        ("ROMA, 12 GIU (ANSA) - La diga ha ceduto.", "it", "ROMA, 12 GIU (ANSA)", "ANSA"),
        ("(ANSA) - ROMA, 12 GIU - La diga ha ceduto.", "it", "(ANSA)", "ANSA"),
        ("МОСКВА, 9 июн — РИА Новости. Плотина прорвалась.", "ru", "МОСКВА, 9 июн — РИА Новости",
         "RIA Novosti"),
        ("БЕЙРУТ, 9 июня. /ТАСС/. Плотина прорвалась.", "ru", "БЕЙРУТ, 9 июня. /ТАСС/", "TASS"),
        ("КИЇВ, 9 червня. /УКРІНФОРМ/. Дамба прорвалася.", "uk", "КИЇВ, 9 червня. /УКРІНФОРМ/",
         "Ukrinform"),
        ("القاهرة (رويترز) - انهار السد يوم الاثنين.", "ar", "القاهرة (رويترز)", "Reuters"),
        ("ANKARA (AA) - Baraj pazartesi günü yıkıldı.", "tr", "ANKARA (AA)", "Anadolu Agency"),
        ("Warszawa (PAP) - Tama pękła w poniedziałek.", "pl", "Warszawa (PAP)",
         "Polska Agencja Prasowa"),
        ("Madrid, 9 jun (EFE).- La presa se rompió.", "es", "Madrid, 9 jun (EFE)", "EFE"),
        ("Lisboa, 09 jun (Lusa) - A barragem rompeu.", "pt", "Lisboa, 09 jun (Lusa)", "Lusa"),
        ("AMSTERDAM (ANP) - De dam is gebroken.", "nl", "AMSTERDAM (ANP)",
         "Algemeen Nederlands Persbureau"),
        ("PARIS, 9 juin (AFP) - Le barrage a cédé.", "fr", "PARIS, 9 juin (AFP)",
         "Agence France-Presse"),
    ],
)  # fmt: skip
def test_datelines(text: str, language: str, words: str, outlet: str) -> None:
    report = analysed(text, language)
    (found,) = report.citations
    assert (report.text[found.span[0] : found.span[1]], found.outlet) == (words, outlet)
    assert (found.kind, found.scope) == ("dateline", (0, len(text)))


@pytest.mark.parametrize(
    ("line", "outlets"),
    [
        ("Quelle: dpa/AFP", ["Deutsche Presse-Agentur", "Agence France-Presse"]),
        ("(Reuters, AP)", ["Reuters", "Associated Press"]),
        ("(avec AFP)", ["Agence France-Presse"]),
        ("Źródło: PAP", ["Polska Agencja Prasowa"]),
    ],
)
def test_lines_of_credits(line: str, outlets: list[str]) -> None:
    text = f"The dam burst on Monday.\n\nThe minister came to see it.\n\n{line}"
    found = analysed(text, "de").citations
    assert [(c.outlet, c.kind) for c in found] == [(name, "credit") for name in outlets]
    assert all(c.scope == (0, len(text)) for c in found)


def test_a_report_does_not_rest_on_the_agency_of_its_picture() -> None:
    (found,) = analysed("Photo: Reuters\n\nThe dam burst on Monday.").citations
    assert (found.kind, found.method, found.scope) == ("credit", "rules:picture", (0, 14))


def test_the_paper_is_the_outlet_named_before() -> None:
    text = "It was dark, the Valley Herald reported. The guards slept, the newspaper reported."
    first, second = analysed(text).citations
    assert (first.outlet, second.outlet) == ("Valley Herald", "Valley Herald")
    assert text[second.span[0] : second.span[1]] == "the newspaper reported"
    assert analysed("The guards slept, the newspaper reported.").citations == ()


def test_a_block_rests_on_the_outlet_that_announces_it() -> None:
    text = "The dam burst.\n\nFree Valley reports:\n\nThe mayor knew of it.\n\nHe left on Monday."
    report = analysed(text)
    (found,) = report.citations
    assert found.outlet == "Free Valley"
    assert report.text[found.scope[0] : found.scope[1]].startswith("The mayor knew")
    assert found.scope[1] == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "Shares of Fox News fell by two per cent on Monday.",
        "Fighters of IS left the town, the army said.",
        "The mayor reports that the dam was safe.",
        "Jane Holt reports that the dam was safe.",
        "The editor of Time said the dam was safe.",
        "Mira Oduya, a reporter at The Atlantic, said the dam was safe.",
        "CNN host Mira Oduya said the dam was safe.",
        "He went to CNN and said the dam was safe.",
        "The Petra river rose, officials said.",
        "Time and again the mayor said the dam was safe.",
        "Images on social media showed the dam.",
        "A spokesman told WADA that the samples were lost.",
    ],
)
def test_what_is_only_talked_about_is_no_citation(text: str) -> None:
    assert analysed(text).citations == ()


def test_the_reports_own_outlet_is_no_citation() -> None:
    text = "“It was dark,” Mira Oduya told the Valley Herald."
    assert analysed(text, outlet="The Valley Herald").citations == ()
    assert len(analysed(text).citations) == 1


def test_a_turkish_spokesman_is_not_the_newspaper_of_that_name() -> None:
    assert analysed("Sözcü, “Baraj dayanacak” dedi.", "tr").citations == ()
    report = analysed("Sözcü gazetesi barajın dayanacağını yazdı.", "tr")
    assert [c.outlet for c in report.citations] == ["Sözcü"]
