"""A story to be judged by persons: a broken lock, told in English, German and Arabic.

Left to itself, firsthand takes the keeper in the Arabic report for somebody unnamed; misses that
the German writer tells in his own words what the keeper says; and takes the English report's last
paragraph for comment.
"""

from __future__ import annotations

from firsthand.pipeline import analyse
from firsthand.records import Judgement, Pointed, Report

ENGLISH = """Lock at Varnow shut until May

Lock keeper Ilka Moreau said the lower gate was cracked and the lock would stay shut until May.

The mayor, Tomas Brandl, said that nobody had been hurt. He added that barges could wait in the \
old basin.

“We warned the council twice,” she said.

Officials said the repair would cost 40,000 crowns.

Let us be honest: you should ask who tolerated such shameful neglect!
"""

GERMAN = """Schleuse in Varnow bleibt zu

Das untere Tor der Schleuse ist gerissen, vor Mai fährt hier kein Schiff mehr.

Bürgermeister Tomas Brandl sagte, niemand sei verletzt worden.

Die Schiffer müssen nun einen Umweg von zwei Tagen nehmen.
"""

ARABIC = """إغلاق هويس فارنوف

قالت مسؤولة الهويس إيلكا مورو إن البوابة السفلى تصدعت وإن الهويس سيبقى مغلقا حتى مايو.

وقال رئيس البلدية توماس براندل إن أحدا لم يصب بأذى.

ويقول الصيادون إن الطريق عبر القناة القديمة أطول بيومين.
"""

TEXTS = {"en": ENGLISH, "de": GERMAN, "ar": ARABIC}
ONE_STORY = Judgement(True, ("en", "de", "ar"))

CRACKED = "the lower gate was cracked and the lock would stay shut until May"
GERISSEN = "Das untere Tor der Schleuse ist gerissen, vor Mai fährt hier kein Schiff mehr."
TASADDA = "إن البوابة السفلى تصدعت وإن الهويس سيبقى مغلقا حتى مايو"
UNHURT = "that nobody had been hurt"
UNVERLETZT = "niemand sei verletzt worden"
DETOUR = "Die Schiffer müssen nun einen Umweg von zwei Tagen nehmen."
TARIQ = "إن الطريق عبر القناة القديمة أطول بيومين"
COMMENT = "Let us be honest: you should ask who tolerated such shameful neglect!"


def reports() -> list[Report]:
    """Return the three reports, analysed."""
    return [
        analyse(Report(name, language=name, text=text, published="2026-03-02"))
        for name, text in TEXTS.items()
    ]


def at(report: str, words: str) -> Pointed:
    """Return the first place of ``words`` in a report."""
    start = TEXTS[report].index(words)
    return Pointed(report, (start, start + len(words)), words)
