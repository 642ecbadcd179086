"""Who said what in Arabic, on invented sentences: one test a construction."""

from __future__ import annotations

import pytest

from firsthand.attribute.folding import fold
from firsthand.attribute.segments import segments
from firsthand.attribute.tables import lexicon
from firsthand.records import Report
from firsthand.split import split

from . import said
from .said import only, speaker, words


def analysed(text: str) -> Report:
    return said.analysed(text, "ar")


@pytest.mark.parametrize(
    ("text", "content", "mention", "cue"),
    [
        ('قالت ميرا نادر: "السد آمن ولن ينهار".', "السد آمن ولن ينهار", "ميرا نادر", "قالت"),
        ("«السد آمن ولن ينهار»، قالت ميرا نادر.", "السد آمن ولن ينهار", "ميرا نادر", "قالت"),
        ('وأضاف كريم نادر "السد آمن ولن ينهار".', "السد آمن ولن ينهار", "كريم نادر", "أضاف"),
        ('وقال لسكان القرية: "السد آمن ولن ينهار".', "السد آمن ولن ينهار", "", "قال"),
        (
            '"السد آمن ولن ينهار"، كما قال المهندس.',
            "السد آمن ولن ينهار",
            "المهندس",
            "قال",
        ),
        (
            "«السد آمن ولن ينهار»، وفق ما ذكرت رئيسة البلدية.",
            "السد آمن ولن ينهار",
            "رئيسة البلدية",
            "وفق ما ذكرت",
        ),
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
        ("قال رئيس البلدية إن السد آمن.", "إن السد آمن", "رئيس البلدية", "قال"),
        ("وقال رئيس البلدية إن السد آمن.", "إن السد آمن", "رئيس البلدية", "قال"),
        ("فقالت المهندسة إنها رأت السد.", "إنها رأت السد", "المهندسة", "قالت"),
        ("صرّحت الوزيرة بأنّ السدّ آمن.", "بأنّ السدّ آمن", "الوزيرة", "صرّحت"),
        ("أكـــد الوزير ان السد آمن.", "ان السد آمن", "الوزير", "أكـــد"),
        ("وقد أعلنت الشرطة في بيان أن السد آمن.", "أن السد آمن", "الشرطة", "قد أعلنت"),
        ("وكان الوزير قد قال إن السد آمن.", "إن السد آمن", "الوزير", "قد قال"),
        ("أشار الخبير إلى أن السد قديم.", "إلى أن السد قديم", "الخبير", "أشار"),
        ("شددت فرنسا على ضرورة الحوار.", "على ضرورة الحوار", "فرنسا", "شددت"),
        ("حذرت المنظمة من انهيار السد.", "من انهيار السد", "المنظمة", "حذرت"),
        ("اعترف المتهم بسرقة التقرير.", "بسرقة التقرير", "المتهم", "اعترف"),
        ("قال مسؤول في وزارة الري إن السد آمن.", "إن السد آمن", "مسؤول في وزارة الري", "قال"),
        ("قال السكان لوكالة الوادي إن السد آمن.", "إن السد آمن", "السكان", "قال"),
        ("أخبرت المهندسة الصحفيين أن السد آمن.", "أن السد آمن", "المهندسة", "أخبرت"),
        (
            "قال كريم نادر، رئيس البلدية، إن السد آمن.",
            "إن السد آمن",
            "كريم نادر، رئيس البلدية",
            "قال",
        ),
        (
            "قال كريم نادر، الذي زار السد أمس، إن الطريق مفتوحة.",
            "إن الطريق مفتوحة",
            "كريم نادر، الذي زار السد أمس",
            "قال",
        ),
        (
            "اتهم مجلس المدينة رئيسة البلدية بإخفاء التقرير.",
            "رئيسة البلدية بإخفاء التقرير",
            "مجلس المدينة",
            "اتهم",
        ),
        ("دعت فرنسا روسيا إلى الحوار.", "روسيا إلى الحوار", "فرنسا", "دعت"),
        ("نفى الوزير كريم نادر علمه بالتقرير.", "علمه بالتقرير", "الوزير كريم نادر", "نفى"),
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
        ("بحسب الشرطة، انهار السد يوم الاثنين.", "الشرطة", "بحسب"),
        ("انهار السد يوم الاثنين، وفقا للشرطة.", "للشرطة", "وفقا"),
        ("انهار السد يوم الاثنين، وذلك وفقًا للشرطة.", "للشرطة", "وفقًا"),
        ("انهار السد يوم الاثنين، وفق ما أعلنته الشرطة.", "الشرطة", "وفق ما أعلنته"),
        ("نقلا عن مصدر أمني، انهار السد يوم الاثنين.", "مصدر أمني", "نقلا عن"),
        ("انهار السد يوم الاثنين، كما قالت المهندسة.", "المهندسة", "قالت"),
        ("وكما قالت المهندسة، انهار السد يوم الاثنين.", "المهندسة", "قالت"),
        ("انهار السد يوم الاثنين، على حد قول كريم نادر.", "كريم نادر", "على حد قول"),
    ],
)
def test_according_to(text: str, mention: str, cue: str) -> None:
    report = analysed(text)
    found = only(report, "انهار")
    assert words(report, found.content) == "انهار السد يوم الاثنين"
    assert words(report, found.mention) == mention
    assert words(report, found.cue) == cue


def test_accordingly_is_no_speaker() -> None:
    assert analysed("سيتم التعامل مع السد وفقا لذلك.").attributions == ()


def test_a_name_behind_a_hung_preposition_is_the_same_speaker() -> None:
    report = analysed("قال نادر إن السد آمن. وفقا لنادر، الطريق مفتوحة.")
    assert [speaker(report, a) for a in report.attributions] == ["نادر", "نادر"]


def test_the_subject_stands_before_the_verb_in_headlines() -> None:
    report = analysed("روسيا تنفي قصف السد")
    found = only(report, "قصف")
    assert words(report, found.mention) == "روسيا"
    assert found.force == "deny"


def test_a_colon_in_a_headline() -> None:
    report = analysed('رئيس البلدية: "السد آمن ولن ينهار"')
    assert words(report, only(report, "السد").mention) == "رئيس البلدية"


def test_mixed_speech() -> None:
    report = analysed('قال رئيس البلدية إن السد "سيدة عجوز" لا تخيف أحدا.')
    assert only(report, "إن السد").mode == "mixed"


def test_participles_take_the_subject_of_the_main_verb() -> None:
    report = analysed("أكد الوزير أن السد آمن، مضيفا أن الطريق مفتوحة، ومشيرا إلى خطة جديدة.")
    contents = [words(report, a.content) for a in report.attributions]
    assert contents == ["أن السد آمن", "أن الطريق مفتوحة", "إلى خطة جديدة"]
    assert {words(report, a.mention) for a in report.attributions} == {"الوزير"}


def test_a_participle_behind_a_verb_that_no_list_knows() -> None:
    report = analysed("وأصدر مكتب المحافظة تقريرًا يوم الجمعة قائلًا إن السد آمن.")
    found = only(report, "إن السد")
    assert words(report, found.mention) == "مكتب المحافظة"
    assert words(report, found.cue) == "قائلًا"


def test_verbs_joined_by_and_share_their_subject() -> None:
    report = analysed("نفى الوزير أن السد قديم وأكد أن الطريق مفتوحة.")
    assert words(report, only(report, "أن السد").content) == "أن السد قديم"
    assert words(report, only(report, "أن الطريق").mention) == "الوزير"


def test_the_narrators_turn_ends_the_content() -> None:
    report = analysed("قال الوزير إن السد آمن، حيث يعيش ألف شخص.")
    assert words(report, only(report, "إن").content) == "إن السد آمن"


def test_a_subject_left_out_is_the_last_speaker() -> None:
    report = analysed('قال رئيس البلدية كريم نادر إن السد آمن. وأضاف: "لا خطر على أحد هنا".')
    found = only(report, "لا خطر")
    assert found.mention == ()
    assert speaker(report, found) == "كريم نادر"


def test_a_pronoun_is_the_last_speaker_who_fits() -> None:
    report = analysed("قالت ميرا نادر إن السد آمن. وهي تعتقد أن الطريق مفتوحة.")
    assert speaker(report, only(report, "أن الطريق")) == "ميرا نادر"


def test_nobody_is_named_who_says_so() -> None:
    report = analysed("قالت ميرا نادر إن المطر غزير. ويُقال إن السد انهار.")
    found = only(report, "إن السد")
    assert found.mention == ()
    assert speaker(report, found) is None


def test_charges_that_nobody_is_named_for() -> None:
    found = analysed("وُجهت إليه تهمة السرقة.").attributions
    assert [(a.force, a.mention) for a in found] == [("accuse", ())]


def test_nesting() -> None:
    report = analysed("قالت وكالة الوادي إن الشرطة ذكرت أن حارسا أكد أنه هرب.")
    outer, middle, inner = report.attributions
    assert (outer.parent, middle.parent, inner.parent) == (None, outer.id, middle.id)
    mentions = [words(report, a.mention) for a in report.attributions]
    assert mentions == ["وكالة الوادي", "الشرطة", "حارسا"]


def test_who_is_quoted_by_an_outlet() -> None:
    report = analysed("نقلت وكالة الوادي عن وزير الري كريم نادر قوله إن السد آمن.")
    mentions = [words(report, a.mention) for a in report.attributions]
    assert mentions == ["وكالة الوادي", "وزير الري كريم نادر"]
    assert {words(report, a.content) for a in report.attributions} == {"إن السد آمن"}


def test_what_a_statement_says() -> None:
    report = analysed("وجاء في بيان للجيش أن السد آمن.")
    found = only(report, "أن السد")
    assert words(report, found.mention) == "بيان للجيش"
    assert words(report, found.cue) == "جاء في"


def test_explained_saying_is_one_attribution() -> None:
    report = analysed('وأوضح الوزير قائلا: "السد آمن ولن ينهار".')
    assert [words(report, a.cue) for a in report.attributions] == ["أوضح"]


def test_negation_is_part_of_the_cue() -> None:
    report = analysed("لم يقل الوزير إن السد آمن.")
    assert words(report, only(report, "إن السد").cue) == "لم يقل"


def test_offices_and_names_are_one_speaker() -> None:
    text = (
        "قال وزير الداخلية الفرنسي كريم نادر إن السد آمن. "
        "«لا خطر على أحد»، قال نادر. ونفى الوزير أن السد قديم."
    )
    report = analysed(text)
    assert [speaker(report, a) for a in report.attributions] == ["كريم نادر"] * 3
    assert [a.force for a in report.attributions] == ["state", "state", "deny"]


def test_kinds_of_speakers() -> None:
    text = (
        "يرى الجيش أن السد انهار. وقال مسؤولون إن الطريق مفتوحة. "
        "وأعلنت فرنسا أنها ستساعد. وذكرت صحيفة الوادي أن المطر غزير."
    )
    kinds = {s.name: s.kind for s in analysed(text).speakers}
    assert kinds == {
        "الجيش": "organisation",
        "مسؤولون": "unnamed",
        "فرنسا": "country",
        "الوادي": "outlet",
    }


def test_letters_of_a_name_are_no_conjunction() -> None:
    report = analysed("ذكرت شبكة سي إن إن أن السد آمن.")
    assert words(report, only(report, "أن السد").mention) == "شبكة سي إن إن"


def test_nouns_that_look_like_verbs_are_no_cues() -> None:
    text = "وصل رد الوزارة متأخرا. ولم يعد السد آمنا. وتم رفض طلب البلدية على الطريق."
    assert analysed(text).attributions == ()


def test_an_outlet_that_speaks_is_a_citation() -> None:
    report = analysed("انهار السد، بحسب صحيفة الوادي. وقالت وكالة رويترز إن الطريق مفتوحة.")
    assert [c.outlet for c in report.citations] == ["الوادي", "Reuters"]


@pytest.mark.parametrize(
    ("word", "folded"),
    [("أَكَّدَ", "اكد"), ("آخر", "اخر"), ("قـال", "قال"), ("إنّ", "ان"), ("L’Été", "l'été"), ("", "")],
)
def test_folding(word: str, folded: str) -> None:
    assert fold(word) == folded


def test_words_written_together_are_words_of_their_own() -> None:
    report = split(Report(id="r", text="وقالَ الوزيرُ وواشنطن", language="ar"))
    (segment,) = segments(report, lexicon("ar"))
    assert [t.text for t in segment.tokens] == ["و", "قالَ", "الوزيرُ", "و", "واشنطن"]
    assert all(report.text[t.start : t.end] == t.text for t in segment.tokens)
