"""A story made by hand, for the tests of what is shown: an invented accident in a port.

Four reports (English, Dutch, Arabic, and a second English one that copies) with nested and
overlapping attributions.
"""

from __future__ import annotations

import re

from firsthand.records import (
    Attribution,
    Bounds,
    Citation,
    Claim,
    Comparison,
    Conflict,
    Count,
    Derivation,
    Divergence,
    Evidence,
    Origin,
    Passage,
    Problem,
    Quote,
    Report,
    SharedSpeaker,
    Span,
    Speaker,
    Story,
    Telling,
)

ENGLISH = """Crane falls in Port Arvel

A loading crane collapsed in Port Arvel on Monday, Meridian Press reports.

Harbour master Ines Okoro said that “the crane had been inspected in March and nobody is hurt.”

“We heard a crack. Then everything came down,” said a docker. “It was over in nine seconds.”

The union said the ministry had admitted that “inspections were cut” for two years.

One may wonder who still believes the ministry!
"""

DUTCH = """Kraan valt om in haven van Arvel

Havenmeester Ines Okoro zei dat ‘de kraan in mei is gekeurd’ en dat niemand gewond is.

Volgens de krant De Kade was de kraan veertig jaar oud.
"""

ARABIC = """سقوط رافعة في ميناء أرفيل

قالت مديرة الميناء إيناس أوكورو إن «الرافعة خضعت للفحص في مارس».
"""

COPY = """Crane falls in Port Arvel

Harbour master Ines Okoro said that “the crane had been inspected in April and nobody is hurt.”
"""


def at(text: str, words: str, nth: int = 0) -> Span:
    """Return the span of the ``nth`` place where ``words`` stand in ``text``."""
    found = [match.start() for match in re.finditer(re.escape(words), text)][nth]
    return found, found + len(words)


def passages(text: str, comment: str = "") -> tuple[Passage, ...]:
    """Cut ``text`` at its empty lines; the first is the headline, ``comment`` starts comment."""
    pieces = list(re.finditer(r"\S[^\n]*", text))
    return tuple(
        Passage(
            piece.span(),
            "paragraph" if number else "headline",
            "comment" if comment and piece[0].startswith(comment) else "reporting",
            (piece.span(),),
        )
        for number, piece in enumerate(pieces)
    )


def english() -> Report:
    text = ENGLISH
    docker = (
        at(text, "We heard a crack. Then everything came down,"),
        at(text, "It was over in nine seconds."),
    )
    return Report(
        id="wire one",
        path="reports/english.txt",
        sha256="0" * 64,
        title="Crane falls in Port Arvel",
        outlet="The Arvel Times",
        published="2031-04-07",
        published_from="text",
        language="en",
        text=text,
        passages=passages(text, "One may wonder"),
        quotes=(Quote((at(text, "inspections were cut"),), at(text, "“inspections were cut”")),),
        attributions=(
            Attribution(
                "a0",
                "indirect",
                (at(text, "A loading crane collapsed in Port Arvel on Monday"),),
                (at(text, "Meridian Press"),),
                (at(text, "reports"),),
                speaker="s0",
                method="after-comma",
                score=0.9,
            ),
            Attribution(
                "a1",
                "mixed",
                (
                    at(
                        text,
                        "that “the crane had been inspected in March and nobody is hurt.”",
                    ),
                ),
                (at(text, "Harbour master Ines Okoro"),),
                (at(text, "said"),),
                speaker="s1",
                method="verb-that",
                score=0.9,
            ),
            Attribution(
                "a2",
                "direct",
                docker,
                (at(text, "a docker"),),
                (at(text, "said", 1),),
                method="quote",
                score=0.8,
            ),
            Attribution(
                "a3",
                "indirect",
                (
                    at(
                        text,
                        "the ministry had admitted that “inspections were cut” for two years.",
                    ),
                ),
                (at(text, "The union"),),
                (at(text, "said", 2),),
                speaker="s2",
                method="verb",
                score=0.7,
            ),
            Attribution(
                "a4",
                "mixed",
                (at(text, "that “inspections were cut” for two years"),),
                (at(text, "the ministry"),),
                (at(text, "had admitted"),),
                parent="a3",
                speaker="s3",
                force="admit",
                method="verb-that",
                score=0.7,
            ),
        ),
        speakers=(
            Speaker("s0", "Meridian Press", "outlet", (at(text, "Meridian Press"),)),
            Speaker("s1", "Ines Okoro", "person", (at(text, "Harbour master Ines Okoro"),)),
            Speaker("s2", "The union", "organisation", (at(text, "The union"),)),
            Speaker("s3", "the ministry", "organisation", (at(text, "the ministry"),)),
        ),
        citations=(
            Citation(
                at(text, "Meridian Press reports"),
                "Meridian Press",
                "agency",
                at(text, "A loading crane collapsed in Port Arvel on Monday"),
                "table",
                1.0,
            ),
        ),
    )


def dutch() -> Report:
    text = DUTCH
    return Report(
        id="b",
        path="reports/dutch.txt",
        outlet="Havenblad",
        title="Kraan valt om in haven van Arvel",
        language="nl",
        text=text,
        passages=passages(text),
        attributions=(
            Attribution(
                "a1",
                "mixed",
                (at(text, "dat ‘de kraan in mei is gekeurd’ en dat niemand gewond is"),),
                (at(text, "Havenmeester Ines Okoro"),),
                (at(text, "zei"),),
                speaker="s1",
                method="verb-that",
                score=0.9,
            ),
            Attribution(
                "a2",
                "indirect",
                (at(text, "was de kraan veertig jaar oud"),),
                (at(text, "de krant De Kade"),),
                (at(text, "Volgens"),),
                speaker="s2",
                method="according",
                score=0.9,
            ),
        ),
        speakers=(
            Speaker("s1", "Ines Okoro", "person", (at(text, "Havenmeester Ines Okoro"),)),
            Speaker("s2", "De Kade", "outlet", (at(text, "de krant De Kade"),)),
        ),
        citations=(
            Citation(
                at(text, "de krant De Kade"),
                "De Kade",
                "outlet",
                at(text, "Volgens de krant De Kade was de kraan veertig jaar oud."),
            ),
        ),
    )


def arabic() -> Report:
    text = ARABIC
    return Report(
        id="c/٣",
        path="reports/arabic.txt",
        outlet="صحيفة الميناء",
        title="سقوط رافعة في ميناء أرفيل",
        language="ar",
        text=text,
        passages=passages(text),
        attributions=(
            Attribution(
                "a1",
                "mixed",
                (at(text, "إن «الرافعة خضعت للفحص في مارس»"),),
                (at(text, "مديرة الميناء إيناس أوكورو"),),
                (at(text, "قالت"),),
                speaker="s1",
                method="verb-that",
                score=0.9,
            ),
        ),
        speakers=(
            Speaker("s1", "إيناس أوكورو", "person", (at(text, "مديرة الميناء إيناس أوكورو"),)),
        ),
    )


def copied() -> Report:
    text = COPY
    return Report(
        id="d",
        url="https://copy.example/crane",
        language="en",
        text=text,
        passages=passages(text),
        attributions=(
            Attribution(
                "a1",
                "mixed",
                (
                    at(
                        text,
                        "that “the crane had been inspected in April and nobody is hurt.”",
                    ),
                ),
                (at(text, "Harbour master Ines Okoro"),),
                (at(text, "said"),),
                speaker="s1",
                method="verb-that",
                score=0.9,
            ),
        ),
        speakers=(Speaker("s1", "Ines Okoro", "person", (at(text, "Harbour master Ines Okoro"),)),),
    )


def broken() -> Report:
    return Report(
        id="broken",
        path="reports/broken.bin",
        problems=(Problem("binary", "reports/broken.bin is not text; give a text or HTML file"),),
    )


def _told(report: Report, *attributions: str) -> tuple[Telling, ...]:
    known = {attribution.id: attribution for attribution in report.attributions}
    return tuple(Telling(report.id, name, known[name].content) for name in attributions)


def story() -> Story:
    one, two, three, four = english(), dutch(), arabic(), copied()
    inspected = Claim(
        "c1",
        "that “the crane had been inspected in March and nobody is hurt.”",
        (*_told(one, "a1"), *_told(two, "a1"), *_told(three, "a1"), *_told(four, "a1")),
        ("p1",),
        Bounds(1, 1),
        Bounds(1, 3),
        "One speaker, Ines Okoro, says it.",
        "margin",
        0.8,
    )
    alone = [
        Claim(f"c{number}", "", _told(report, name), ())
        for number, (report, name) in enumerate(
            [(one, "a0"), (one, "a2"), (one, "a3"), (one, "a4"), (two, "a2")], 2
        )
    ]
    fact = Claim("c9", "", (Telling("b", None, (at(two.text, "de kraan veertig jaar oud"),)),))
    return Story(
        id="story-1",
        reports=("wire one", "b", "c/٣", "d"),
        claims=(*alone, inspected, fact),
        speakers=(
            SharedSpeaker(
                "p1",
                "Ines Okoro",
                "person",
                (("wire one", "s1"), ("b", "s1"), ("c/٣", "s1"), ("d", "s1")),
                "name",
                0.9,
            ),
        ),
        derivations=(
            Derivation(
                "wire one",
                "o1",
                "relay",
                ((Evidence("wire one", at(one.text, "Meridian Press reports")),),),
                "citation",
                1.0,
            ),
            Derivation(
                "b",
                "o2",
                "relay",
                ((Evidence("b", at(two.text, "de krant De Kade")),),),
                "citation",
                0.9,
            ),
            Derivation(
                "d",
                "wire one",
                "copy",
                (
                    (
                        Evidence("d", at(four.text, "and nobody is hurt")),
                        Evidence("wire one", at(one.text, "and nobody is hurt")),
                    ),
                ),
                "shared-text",
                0.9,
            ),
        ),
        origins=(
            Origin("o1", "agency", "Meridian Press"),
            Origin("o2", "outlet", "De Kade"),
            Origin("o3", "unknown", ""),
        ),
        divergences=(
            Divergence(
                "c1",
                "changed",
                "date",
                (Evidence("wire one", at(one.text, "March")), Evidence("b", at(two.text, "mei"))),
                "dates",
                0.8,
            ),
            Divergence(
                "c1",
                "dropped",
                "wording",
                (Evidence("wire one", at(one.text, "and nobody is hurt")),),
                "words",
                0.6,
            ),
        ),
        only_here=(
            Evidence("wire one", at(one.text, "A loading crane collapsed in Port Arvel on Monday")),
            Evidence("wire one", at(one.text, "One may wonder who still believes the ministry!")),
        ),
        conflicts=(
            Conflict(
                "c1",
                "date",
                (
                    Evidence("wire one", at(one.text, "March")),
                    Evidence("d", at(four.text, "April")),
                ),
                (
                    Evidence("wire one", one.attributions[1].content[0]),
                    Evidence("d", four.attributions[0].content[0]),
                ),
                "dates",
                0.8,
            ),
        ),
        count=Count(
            4,
            3,
            Bounds(1, 3),
            Bounds(4, 5),
            "4 reports in 3 languages rest on at least one origin and at most three: "
            "Meridian Press, De Kade, and one unknown.",
        ),
    )


def comparison() -> Comparison:
    reports = (english(), dutch(), arabic(), copied(), broken())
    return Comparison((story(),), reports, broken().problems)


HOSTILE = (
    "<script>alert(1)</script> said \u202e[bold red]evil[/] \x1b[31mred\x1b[0m ]]> --> "
    "\x00 \ud800 &amp; {{ 7*7 }} <img src=x onerror=alert(1)>\r\nNext \u2069line"
)


def hostile() -> Comparison:
    """A report of nothing but trouble, in its text and in every field."""
    content = (0, len(HOSTILE))
    report = Report(
        id='"><script>alert(2)</script>',
        path="evil\x1b]0;x\x07<b>.txt",
        url="javascript:alert(3)",
        title="<h1>[bold]t\u202e",
        outlet="[link=http://x]<i>\x9bout",
        byline="\ud83d",
        language='en" onload="x',
        text=HOSTILE,
        passages=(Passage(content, "paragraph", "comment"), Passage((0, 0))),
        attributions=(
            Attribution("a1", "direct", ((0, 40), (20, 60)), ((5, 30),), ((10, 70),), speaker="s"),
        ),
        speakers=(Speaker("s", "[red]<u>\x1b[1m", "person", ()),),
        citations=(Citation((3, 50), "<b>[b]\x1b", "outlet", content),),
    )
    claim = Claim("c", HOSTILE, (Telling(report.id, "a1", ((0, 40), (20, 60))),), ("zz",))
    told = Claim("d", HOSTILE, (Telling(report.id, None, (content,)), Telling("gone", None, ())))
    story = Story(
        "<s>",
        (report.id, "gone"),
        (claim, told),
        origins=(Origin("<o>", "agency", "<svg onload=alert(4)>[b]\x1b" + "w" * 200),),
        derivations=(
            Derivation(report.id, "<o>", "relay", ((Evidence(report.id, (3, 50)),),)),
            Derivation(report.id, "nowhere", "copy", ()),
            Derivation(report.id, report.id, "cut", ()),
        ),
    )
    return Comparison((story,), (report,), (Problem("<p>", "[bold]\x1b[31m<b>"),))
