"""A story of forty invented reports in eight languages: what a page has to bear."""

# ruff: noqa: E501

from __future__ import annotations

from firsthand.records import (
    Attribution,
    Bounds,
    Claim,
    Comparison,
    Count,
    Derivation,
    Evidence,
    Origin,
    Passage,
    Report,
    Speaker,
    Story,
    Telling,
)

REPORTS = 40
# Each: a headline, who speaks, what is said, and a sentence of the writer's own.
TEXTS = {
    "en": ("Dam cracks above Veldry", "Mayor Ona Brandt", "the dam will hold until spring", "Snow lies on the hills."),
    "nl": ("Dam boven Veldry gescheurd", "Burgemeester Ona Brandt", "de dam houdt het tot de lente", "Er ligt sneeuw."),
    "de": ("Risse im Damm über Veldry", "Bürgermeisterin Ona Brandt", "der Damm hält bis zum Frühling", "Auf den Hügeln liegt Schnee."),
    "fr": ("Le barrage de Veldry fissuré", "La maire Ona Brandt", "le barrage tiendra jusqu’au printemps", "Il neige sur les collines."),
    "ru": ("Трещины в плотине над Велдри", "Мэр Она Брандт", "плотина выдержит до весны", "На холмах лежит снег."),
    "ar": ("تشققات في سد فيلدري", "رئيسة البلدية أونا براندت", "سيصمد السد حتى الربيع", "الثلج يغطي التلال."),
    "he": ("סדקים בסכר מעל ולדרי", "ראש העיר אונה ברנדט", "הסכר יחזיק עד האביב", "שלג מכסה את הגבעות."),
    "zh": ("韦尔德里上方的大坝出现裂缝", "市长奥娜·勃兰特", "大坝能撑到春天", "山上有雪。"),
}  # fmt: skip


def large() -> Comparison:
    """Return a comparison of one story whose reports come from four agencies and each other."""
    reports = tuple(_report(number) for number in range(REPORTS))
    told = Claim(
        "c1",
        "the dam will hold",
        tuple(Telling(r.id, "a1", r.attributions[0].content) for r in reports),
        ("s1",),
        Bounds(1, 1),
        Bounds(4, 12),
        "Told by 40 reports, asserted by 1 speaker; it came on 4 to 12 independent routes.",
    )
    alone = tuple(
        Claim(f"d{n}", "", (Telling(r.id, "a2", r.attributions[1].content),))
        for n, r in enumerate(reports)
    )
    origins = tuple(
        Origin(f"o{n}", "agency" if n < 4 else "unknown", f"Agency number {n} of the long name")
        for n in range(12)
    )
    story = Story(
        "story-1",
        tuple(report.id for report in reports),
        (told, *alone),
        derivations=tuple(_derivations(reports)),
        origins=origins,
        count=Count(
            REPORTS, 8, Bounds(4, 12), Bounds(1, 41), "40 reports rest on 4 to 12 origins."
        ),
    )
    return Comparison((story,), reports)


def _report(number: int) -> Report:
    language = list(TEXTS)[number % len(TEXTS)]
    title, speaker, said, own = TEXTS[language]
    other = f"{said} ({number})"
    lines = [title, f"{speaker}: “{said}”. {own}", f"{speaker}: “{other}”."] + [own] * 6
    text = "\n\n".join(lines)
    spans = []
    for line in lines:
        start = spans[-1][1] + 2 if spans else 0
        spans.append((start, start + len(line)))
    first = text.index(f"“{said}”") + 1
    second = text.index(f"“{other}”") + 1
    mention = (spans[1][0], spans[1][0] + len(speaker))
    return Report(
        id=f"r{number:02}",
        path=f"r{number:02}.txt",
        title=title,
        outlet=f"The Rather Long Gazette of Veldry, Edition {number}",
        published=f"2031-02-{1 + number // 4:02}T{number % 24:02}:15:00+01:00",
        published_from="given",
        language=language,
        text=text,
        passages=tuple(
            Passage(span, "paragraph" if n else "headline", "reporting")
            for n, span in enumerate(spans)
        ),
        attributions=(
            Attribution("a1", "direct", ((first, first + len(said)),), (mention,), speaker="s1"),
            Attribution("a2", "direct", ((second, second + len(other)),), speaker="s1"),
        ),
        speakers=(Speaker("s1", speaker, "person", (mention,)),),
    )  # fmt: skip


def _derivations(reports):
    for number, report in enumerate(reports):
        if number < 12:
            place = Evidence(report.id, report.attributions[0].mention[0])
            yield Derivation(report.id, f"o{number}", "relay", ((place,),))
        else:
            parent = reports[number % 12]
            row = tuple(Evidence(r.id, r.attributions[0].content[0]) for r in (report, parent))
            kind = "translation" if report.language != parent.language else "copy"
            yield Derivation(report.id, parent.id, kind, (row,))
