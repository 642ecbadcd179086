"""Who is named changes nothing but the names: countries and persons exchanged in real reports.

The same procedure serves every side, so a report with "Russia" for "Syria" and "Syria" for
"Russia" must give the same attributions with those names exchanged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from itertools import combinations
from pathlib import Path

import pytest

from firsthand.attribute import attribute
from firsthand.attribute.speaker_words import speaker_words
from firsthand.data import country_code
from firsthand.names import same_name
from firsthand.records import Report
from firsthand.split import split

NTREX = Path(__file__).parents[3] / "shared" / "data" / "ntrex"
# Names without an article that need no other form where they are exchanged.
COUNTRIES = {
    "eng": "Russia Syria Iran China Turkey Israel Germany France Britain Ukraine Mexico Venezuela",
    "nld": "Rusland Syrië Iran China Turkije Israël Duitsland Frankrijk Oekraïne Mexico Venezuela",
    "deu": "Russland Syrien Iran China Israel Deutschland Frankreich Mexiko Venezuela",
    "spa": "Rusia Siria Irán China Turquía Israel Alemania Francia Ucrania México Venezuela",
    "por": "Portugal Angola Moçambique Israel Cuba Marrocos",
}
CODES = {"eng": "en", "nld": "nl", "deu": "de", "spa": "es", "por": "pt", "fra": "fr", "ita": "it"}
INVENTED = ("Tarek Okonjo", "Livia Brandt", "Pavel Osei", "Noor Castell")
Signature = tuple[list[object], ...]


def exchanged(text: str, names: Mapping[str, str]) -> str:
    longest = sorted(names, key=len, reverse=True)
    pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)"
    return re.sub(pattern, lambda m: names[m.group()], text)


def analysed(text: str, language: str) -> Report:
    return attribute(split(Report(id="r", text=text, language=CODES[language])))


def signature(report: Report, change: Callable[[str], str]) -> Signature:
    """Return all that was found, with every stretch of text under ``change``."""

    def words(spans: tuple[tuple[int, int], ...]) -> list[str]:
        return [change(report.text[s:e]) for s, e in spans]

    said: list[object] = [
        (a.mode, words(a.content), words(a.mention), words(a.cue), a.parent, a.speaker, a.force)
        for a in report.attributions
    ]
    speakers: list[object] = [
        (s.id, change(s.name), s.kind, words(s.mentions)) for s in report.speakers
    ]
    return said, speakers, [(c.kind, c.outlet) for c in report.citations]


def pairs(text: str, language: str) -> list[dict[str, str]]:
    """Return a few exchanges of countries that the text names, and of one with another."""
    known = COUNTRIES.get(language, "").split()
    here = [c for c in known if re.search(rf"(?<!\w){c}(?!\w)", text)]
    inner = list(combinations(here, 2))[:2]
    outer = [(here[0], c) for c in reversed(known) if c not in here][:1] if here else []
    return [{a: b, b: a} for a, b in (*inner, *outer)]


def persons(report: Report) -> list[dict[str, str]]:
    """Return the exchange of each two-word name of a speaker with an invented one."""
    found: list[dict[str, str]] = []
    for speaker in report.speakers:
        first, _, last = speaker.name.partition(" ")
        cited = any(c.outlet == speaker.name for c in report.citations)
        whole = speaker.kind == "person" and not cited and first.isalpha() and last.isalpha()
        if whole and _only_as_name(report, first, last):
            new = INVENTED[len(found) % len(INVENTED)].split()
            found.append({first: new[0], last: new[1], new[0]: first, new[1]: last})
    return found


def _only_as_name(report: Report, first: str, last: str) -> bool:
    """Tell whether the words are nothing but this name, like no other ("May", "Davies")."""
    for word in (first, last):
        forms = set(re.findall(rf"(?<!\w){word}(?!\w)", report.text, re.IGNORECASE))
        known = speaker_words(report.language).words.values()
        if forms != {word} or not word.istitle() or len(word) <= 3:
            return False
        if any(word.casefold() in words for words in known):
            return False
    others = set(re.findall(r"\b[^\W\d_]{4,}\b", report.text)) - {first, last}
    if any(same_name(other, word) for other in others for word in (first, last)):
        return False
    alone = re.findall(rf"(?<!\w){first}(?! {last})", report.text)
    return not alone and country_code(f"{first} {last}") is None


@pytest.mark.parametrize("language", list(CODES))
def test_an_exchange_of_names_exchanges_the_results(language: str) -> None:
    path = NTREX / f"{language}.jsonl"
    if not path.exists():
        pytest.skip(f"no corpus at {path}")
    tried = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        text = "\n\n".join(document["sentences"])
        report = analysed(text, language)
        for names in (*pairs(text, language), *persons(report)):
            tried += 1

            def change(words: str, names: Mapping[str, str] = names) -> str:
                return exchanged(words, names)

            other = analysed(change(text), language)
            assert signature(other, str) == signature(report, change), (document["doc"], names)
    assert tried >= 20
