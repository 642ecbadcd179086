"""Measures claims and divergences, attributions given, on parallel reports and on a story.

usage: python benchmarks/alignment.py PARALLEL_FOLDER [STORY_FOLDER]

PARALLEL_FOLDER holds one ``LANGUAGE.jsonl`` a language: {"doc", "text", "attributions", "actors"} a
line; an attribution's id in two languages is the same utterance. Prints precision, recall and F1 of
aligned pairs (two languages at a time, and all languages as one story) with the worst pair of
languages, the same from firsthand's own reading, and the divergences found between unchanged
professional translations, all of which count as false. STORY_FOLDER holds texts and a ``gold.json``
with groups of same utterances.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from firsthand.align import align
from firsthand.compare import find_divergences
from firsthand.engines.base import Encoder
from firsthand.engines.e5 import E5Encoder
from firsthand.engines.remember import RememberingEncoder
from firsthand.names import name_similarity
from firsthand.pipeline import analyse
from firsthand.records import Attribution, Claim, Report, Span, Speaker, SpeakerKind, Telling
from firsthand.split import split

ISO = {"eng": "en", "nld": "nl", "deu": "de", "fra": "fr", "spa": "es", "rus": "ru", "arb": "ar"}
LEAST_NAME = 0.7
Tally = Counter[str]


def spans(rows: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in rows)


def own_name(text: str, mentions: Sequence[Span], name: str) -> str | None:
    """Return the actor's name as this report spells it, None where it never does."""
    best = (LEAST_NAME, 0, "")
    for start, end in mentions:
        words = re.sub(r'[,،:"()«»„“”]', " ", text[start:end]).split()
        for i in range(len(words)):
            for j in range(i + 1, min(i + len(name.split()), len(words)) + 1):
                phrase = " ".join(words[i:j])
                best = max(best, (name_similarity(name, phrase), -len(phrase), phrase))
    return best[2] or (name if name in text else None)


def speakers_of(document: dict[str, Any]) -> Iterator[Speaker]:
    mentions: dict[str, list[Span]] = {}
    for row in document["attributions"]:
        if row["speaker"]:
            mentions.setdefault(row["speaker"], []).extend(spans(row["source"]))
    for actor, found in mentions.items():
        known = document["actors"].get(actor, {"name": actor, "kind": "unnamed"})
        kind: SpeakerKind = known["kind"]
        words = [document["text"][s:e] for s, e in found]
        name = own_name(document["text"], found, known["name"])
        if kind in ("organisation", "country", "group"):
            name = max(words, key=len, default=None)
        yield Speaker(actor, name or known["name"], kind if name else "unnamed", tuple(found))


def report_of(document: dict[str, Any], language: str) -> Report:
    attributions = tuple(
        Attribution(
            row["id"],
            row["type"],
            spans(row["content"]),
            spans(row["source"]),
            spans(row["cue"]),
            row["parent"],
            row["speaker"],
        )
        for row in document["attributions"]
    )
    report = split(
        Report(f"{language}:{document['doc']}", text=document["text"], language=language)
    )
    return Report(
        report.id,
        text=report.text,
        language=language,
        passages=report.passages,
        quotes=report.quotes,
        attributions=attributions,
        speakers=tuple(speakers_of(document)),
    )


def load(folder: Path) -> dict[int, list[Report]]:
    """Return the reports of each document, one a language."""
    stories: dict[int, list[Report]] = {}
    for code, language in ISO.items():
        lines = (folder / f"{code}.jsonl").read_text(encoding="utf-8").splitlines()
        for document in map(json.loads, lines):
            stories.setdefault(document["doc"], []).append(report_of(document, language))
    return stories


def tally(story: Sequence[Report], encoder: Encoder) -> dict[tuple[str, str], Tally]:
    """Count right, joined and true pairs for each pair of languages of one story."""
    languages = {report.id: str(report.language) for report in story}
    counts: dict[tuple[str, str], Tally] = {}
    for one, other in combinations(story, 2):
        shared = {a.id for a in one.attributions} & {a.id for a in other.attributions}
        key = (
            min(languages[one.id], languages[other.id]),
            max(languages[one.id], languages[other.id]),
        )
        counts[key] = Counter(true=len(shared))
    for claim in align(story, encoder).claims:
        for left, right in combinations(claim.tellings, 2):
            if left.report != right.report and left.attribution and right.attribution:
                pair = sorted((languages[left.report], languages[right.report]))
                counts[pair[0], pair[1]]["joined"] += 1
                counts[pair[0], pair[1]]["right"] += left.attribution == right.attribution
    return counts


_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")


def print_own(stories: Sequence[Sequence[Report]], encoder: Encoder) -> None:
    """Print F1 of pairs of true attributions that firsthand's own reading brings into one claim.

    "half": a true attribution is told where half its words stand in a telling, be that read as an
    attribution or as a sentence of the report. "like": attributions alone, one to one, words alike
    by half (Jaccard); what is told beyond the true ones does not count as wrong.
    """
    half: Tally = Counter()
    like: Tally = Counter()
    for story in stories:
        own = [analyse(Report(r.id, text=r.text, language=r.language)) for r in story]
        claims = align(own, encoder).claims
        pairs = list(combinations(story, 2))
        true = sum(len(_ids(one) & _ids(other)) for one, other in pairs)
        for tally_, found in ((half, _told(story, claims)), (like, _matched(story, own, claims))):
            tally_["true"] += true
            for tellings in found:
                for (left, mine), (right, its) in combinations(tellings, 2):
                    if left != right and mine and its:
                        tally_["right"] += len(mine & its)
                        tally_["joined"] += max(1, len(mine & its))
    print(f"own reading, half      F1 {f1(half):.3f} of {half['true']} pairs; like {f1(like):.3f}")


def _ids(report: Report) -> set[str]:
    return {a.id for a in report.attributions}


def _words(text: str, places: Sequence[Span]) -> frozenset[int]:
    return frozenset(m.start() for s, e in places for m in _WORD.finditer(text, s, e))


Told = list[tuple[str, frozenset[str]]]


def _told(story: Sequence[Report], claims: Sequence[Claim]) -> Iterator[Told]:
    """Yield the tellings of each claim with the true attributions told there by half or more."""
    best: dict[tuple[str, str], tuple[float, int, int]] = {}
    gold = {r.id: r for r in story}
    for number, claim in enumerate(claims):
        for place, telling in enumerate(claim.tellings):
            report = gold[telling.report]
            told = _words(report.text, telling.spans)
            for a in report.attributions:
                wanted = _words(report.text, a.content)
                if 2 * len(wanted & told) >= len(wanted) > 0:
                    value = (-len(wanted & told) / len(wanted | told), number, place)
                    key = (report.id, a.id)
                    best[key] = min(best.get(key, value), value)
    for number, claim in enumerate(claims):
        yield [
            (t.report, frozenset(a for (r, a), v in best.items() if v[1:] == (number, k)))
            for k, t in enumerate(claim.tellings)
        ]


def _matched(
    story: Sequence[Report], own: Sequence[Report], claims: Sequence[Claim]
) -> Iterator[Told]:
    """Yield the tellings of each claim with the one true attribution that each is."""
    found: dict[tuple[str, str | None], str] = {}
    for gold, read in zip(story, own, strict=True):
        pairs = []
        for a in gold.attributions:
            for b in read.attributions:
                one, two = _words(gold.text, a.content), _words(gold.text, b.content)
                if 2 * len(one & two) >= len(one | two) > 0:
                    pairs.append((-len(one & two) / len(one | two), a.id, b.id))
        used: set[str] = set()
        for _, a_id, b_id in sorted(pairs):
            if a_id not in used and (gold.id, b_id) not in found:
                used.add(a_id)
                found[gold.id, b_id] = a_id
    for claim in claims:
        yield [
            (t.report, frozenset({found[t.report, t.attribution]}))
            for t in claim.tellings
            if (t.report, t.attribution) in found
        ]


def f1(count: Tally) -> float:
    return 2 * count["right"] / max(1, count["joined"] + count["true"])


def print_pairs(name: str, stories: Sequence[Sequence[Report]], encoder: Encoder) -> None:
    total: Tally = Counter()
    each: dict[tuple[str, str], Tally] = {}
    for story in stories:
        for pair, count in tally(story, encoder).items():
            each.setdefault(pair, Counter()).update(count)
            total.update(count)
    worst = min(each, key=lambda pair: (f1(each[pair]), pair))
    precision = total["right"] / max(1, total["joined"])
    recall = total["right"] / max(1, total["true"])
    print(
        f"{name:22s} P {precision:.3f} R {recall:.3f} F1 {f1(total):.3f} of {total['true']} pairs;"
        f" worst {'-'.join(worst)} {f1(each[worst]):.3f}"
    )


def print_divergences(stories: Sequence[Sequence[Report]], encoder: Encoder) -> None:
    found: Counter[tuple[str, str]] = Counter()
    pairs = 0
    for story in stories:
        for one, other in combinations(story, 2):
            contents = {a.id: a.content for a in other.attributions}
            claims = [
                Claim(
                    a.id,
                    "",
                    (_telling(one, a.id, a.content), _telling(other, a.id, contents[a.id])),
                )
                for a in one.attributions
                if a.id in contents
            ]
            pairs += len(claims)
            divergences = find_divergences([one, other], claims, encoder)
            found.update((d.aspect, d.method) for d in divergences)
    print(
        f"divergences in {pairs} unchanged translations: {sum(found.values()) / pairs:.3f} a pair"
    )
    for (aspect, method), count in sorted(found.items()):
        print(f"  {aspect}, {method}: {count}")


def _telling(report: Report, attribution: str, content: tuple[Span, ...]) -> Telling:
    return Telling(report.id, attribution, content)


def gold_story(folder: Path) -> tuple[list[Report], list[set[str]]]:
    """Return the reports of ``gold.json``, attributions given, and the groups of utterances."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    reports: list[Report] = []
    for language, name in gold["reports"].items():
        rows = [row for row in gold["attributions"] if row["report"] == language]
        places = [
            {
                **row,
                "type": row["mode"],
                "content": [part["span"] for part in row["content"]],
                "source": [row["source"]["span"]] if row["source"] else [],
                "cue": [row["cue"]["span"]] if row["cue"] else [],
            }
            for row in rows
        ]
        text = (folder / name).read_text(encoding="utf-8")
        actors = {
            actor: {"name": _plain(names), "kind": _kind(actor, gold)}
            for actor, names in gold["actors"].items()
        }
        bodies = {row["speaker"] for row in rows if row["source"]} - actors.keys()
        actors |= {actor: {"name": actor, "kind": "organisation"} for actor in sorted(bodies)}
        document = {"doc": 0, "text": text, "attributions": places, "actors": actors}
        reports.append(report_of(document, language))
    return reports, [set(group) for group in gold["same_utterance"]]


def _plain(names: Sequence[str]) -> str:
    """Return the shortest name of several words, which has no rank or title."""
    return min(names, key=lambda name: (" " not in name, len(name)))


def _kind(actor: str, gold: dict[str, Any]) -> SpeakerKind:
    return "person" if actor in gold["origins"]["primary"] else "organisation"


def print_groups(folder: Path, encoder: Encoder) -> None:
    reports, gold = gold_story(folder)
    claims = align(reports, encoder).claims
    found = [{t.attribution or "" for t in c.tellings} for c in claims if len(c.tellings) > 1]
    right = sum(group in gold for group in found)
    false = sum(not any(group <= other for other in gold) for group in found)
    for group in found:
        print("  ", *sorted(group))
    print(f"story: {right} of {len(gold)} groups right, {false} false, {len(found)} found")


def main() -> None:
    encoder = RememberingEncoder(E5Encoder(threads=1))
    stories = list(load(Path(sys.argv[1])).values())
    twos = [pair for story in stories for pair in combinations(story, 2)]
    if len(sys.argv) > 2:
        print_groups(Path(sys.argv[2]), encoder)
    print_pairs("two languages", twos, encoder)
    print_pairs("all languages", stories, encoder)
    print_own(stories, encoder)
    print_divergences(stories, encoder)


if __name__ == "__main__":
    main()
