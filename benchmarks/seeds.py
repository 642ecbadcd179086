"""Measures a comparison of the two seed reports against a careful reading of them.

usage: python benchmarks/seeds.py SEEDS_DIR [--errors]

SEEDS_DIR holds the reports and ``gold.json``. Prints found attributions (Jaccard of content words
>= 0.5, one to one), right speakers, groups of same utterances, citations, the nesting of the
agency chain, dropped words, what is printed twice, conflicts, voices of the marked passages and the
bounds of the count.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from firsthand.engines.e5 import E5Encoder
from firsthand.pipeline import compare_reports, read_reports
from firsthand.records import Attribution, Comparison, Evidence, Report, Span
from firsthand.spans import overlap

WORD = re.compile(r"\w+")


def words(text: str, spans: list[Span] | tuple[Span, ...]) -> frozenset[int]:
    """Return the starts of the words under ``spans``."""
    return frozenset(m.start() for s, e in spans for m in WORD.finditer(text, s, e))


def matched(report: Report, gold: list[dict[str, Any]]) -> dict[str, Attribution]:
    """Return gold id -> attribution, greedily by Jaccard of content words, >= 0.5."""
    pairs = []
    for g in gold:
        want = words(report.text, [tuple(p["span"]) for p in g["content"]])
        for a in report.attributions:
            got = words(report.text, a.content)
            if want & got:
                pairs.append((len(want & got) / len(want | got), g["id"], a))
    found: dict[str, Attribution] = {}
    used: set[str] = set()
    for score, gid, a in sorted(pairs, key=lambda p: (-p[0], p[1], p[2].id)):
        if score >= 0.5 and gid not in found and a.id not in used:
            found[gid] = a
            used.add(a.id)
    return found


def right_speaker(report: Report, g: dict[str, Any], a: Attribution, gold: dict[str, Any]) -> bool:
    """Tell whether the speaker is the gold actor: by a known name of it, or by its words."""
    speaker = next((s for s in report.speakers if s.id == a.speaker), None)
    if speaker is None:
        return False
    names = [n.casefold() for n in gold["actors"].get(g["speaker"], [])]
    mentions = [report.text[s:e].casefold() for s, e in speaker.mentions]
    if names:
        return any(n in x for n in names for x in [speaker.name.casefold(), *mentions])
    return any(overlap(tuple(g["source"]["span"]), m) for m in speaker.mentions)


def joined_pairs(comparison: Comparison, ids: dict[tuple[str, str], str]) -> set[frozenset[str]]:
    """Return the pairs of gold ids that one claim holds."""
    pairs: set[frozenset[str]] = set()
    for story in comparison.stories:
        for claim in story.claims:
            members = [ids.get((t.report, t.attribution or "")) for t in claim.tellings]
            pairs |= {frozenset(p) for p in combinations([m for m in members if m], 2)}
    return pairs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("seeds", type=Path)
    parser.add_argument("--errors", action="store_true", help="list what was missed")
    args = parser.parse_args()
    gold = json.loads((args.seeds / "gold.json").read_text(encoding="utf-8"))
    paths = {k: str(args.seeds / v) for k, v in gold["reports"].items()}
    reports = {r.language: r for r in read_reports(list(paths.values()))}
    comparison = compare_reports(list(reports.values()), E5Encoder())
    reports = {r.language: r for r in comparison.reports}
    result: dict[str, Any] = {"attributions": 0, "speakers": 0, "of": len(gold["attributions"])}
    ids: dict[tuple[str, str], str] = {}
    for language, report in reports.items():
        mine = [g for g in gold["attributions"] if g["report"] == language]
        found = matched(report, mine)
        for g in mine:
            a = found.get(g["id"])
            right = a is not None and right_speaker(report, g, a, gold)
            result["attributions"] += a is not None
            result["speakers"] += right
            if a is not None:
                ids[report.id, a.id] = g["id"]
            if args.errors and not right:
                print("missed" if a is None else "wrong speaker", g["id"], g["content"][0]["text"])
        if language == "nl" and {"n1", "n2"} <= set(found):
            result["chain nested"] = found["n2"].parent == found["n1"].id
    result |= groups(comparison, ids, gold, args.errors)
    result |= citations(reports, gold)
    result |= findings(comparison, gold)
    result["not reporting"] = voices(reports)
    result["origins"] = [
        [s.count.origins.lower, s.count.origins.upper] for s in comparison.stories if s.count
    ]
    result["why"] = [s.count.why for s in comparison.stories if s.count]
    print(json.dumps(result, indent=1, ensure_ascii=False))


def groups(
    comparison: Comparison, ids: dict[tuple[str, str], str], gold: dict[str, Any], show: bool
) -> dict[str, Any]:
    """Return how many gold groups are whole (of their found members), and false pairs."""
    joined = joined_pairs(comparison, ids)
    known = set(ids.values())
    true = {frozenset(p) for g in gold["same_utterance"] for p in combinations(g, 2)}
    whole = [
        g
        for g in gold["same_utterance"]
        if set(g) <= known and all(frozenset(p) in joined for p in combinations(g, 2))
    ]
    touched = [
        g for g in gold["same_utterance"] if any(frozenset(p) in joined for p in combinations(g, 2))
    ]
    if show:
        print("groups missed", [g for g in gold["same_utterance"] if g not in whole])
    return {
        "groups whole": len(whole),
        "groups found in part": len(touched),
        "groups of": len(gold["same_utterance"]),
        "false pairs": sorted(sorted(p) for p in joined - true),
    }


def findings(comparison: Comparison, gold: dict[str, Any]) -> dict[str, Any]:
    """Return the words dropped, the renderings printed twice, and the words in conflict."""
    texts = {r.id: r.text for r in comparison.reports}
    story = comparison.stories[0]

    def words(places: Sequence[Evidence]) -> list[str]:
        return [texts[e.report][e.span[0] : e.span[1]] for e in places]

    topics = [(c["en"], c["nl"]) for c in gold["conflicts"]]
    return {
        "dropped": [words(d.spans)[0] for d in story.divergences if d.kind == "dropped"],
        "printed twice": [words(r.spans) for r in story.repeats],
        "conflicts": [
            words(c.spans)
            for c in story.conflicts
            for around in [words(c.around)]
            if any(all(any(t in w for w in around) for t in topic) for topic in topics)
        ],
        "all conflicts": len(story.conflicts),
    }


def citations(reports: dict[str | None, Report], gold: dict[str, Any]) -> dict[str, Any]:
    """Return which gold citations are found with the right outlet, and all that are found."""
    right = [
        g["outlet"]
        for g in gold["citations"]
        if any(
            c.outlet == g["outlet"] and overlap(c.span, tuple(g["span"]))
            for c in reports[g["report"]].citations
        )
    ]
    return {
        "citations": right,
        "all citations": [c.outlet for r in reports.values() for c in r.citations],
    }


def voices(reports: dict[str | None, Report]) -> dict[str, str]:
    """Return the voice of the two passages that must not be reporting."""
    marked = {"nl": "In dorpen bij Latika", "en": "Indeed, the United States"}
    found = {}
    for language, start in marked.items():
        report = reports[language]
        place = report.text.index(start)
        passage = next(p for p in report.passages if p.span[0] <= place < p.span[1])
        found[language] = passage.voice
    return found


if __name__ == "__main__":
    main()
