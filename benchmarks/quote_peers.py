"""Scores and times firsthand beside other extractors of quotations, on the same English reports.

usage: python benchmarks/quote_peers.py CORPUS.jsonl [--scorer ../shared/eval/attribution.py]

CORPUS holds {"id", "text", "attributions"} a line, such as polnear/dev.jsonl. The peers need
packages that are in no lock of ours, and all but the first an English pipeline of spaCy; what is
not there is named and left out:

- quotation marks: what stands between marks, said by the capitalised words before or behind a verb
  of saying beside them;
- textacy (pip install textacy): its direct quotations;
- a parse: quotations and clauses that a verb of saying governs, with its subject, after Asr et al.
  2021, "The Gender Gap Tracker", PLOS ONE.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from attribution import scorer, system

Found = dict[str, list[tuple[int, int]]]
Extract = Callable[[str], list[Found]]
HERE = Path(__file__).parent

_SAYING = frozenset(
    [
        "say",
        "says",
        "said",
        "saying",
        "tell",
        "tells",
        "told",
        "add",
        "adds",
        "added",
        "claim",
        "claims",
        "claimed",
        "state",
        "states",
        "stated",
        "report",
        "reports",
        "reported",
        "announce",
        "announced",
        "argue",
        "argues",
        "argued",
        "explain",
        "explained",
        "insist",
        "insisted",
        "warn",
        "warned",
        "note",
        "noted",
        "suggest",
        "suggested",
        "believe",
        "believes",
        "believed",
        "think",
        "thinks",
        "thought",
        "write",
        "writes",
        "wrote",
        "acknowledge",
        "acknowledged",
        "confirm",
        "confirmed",
        "deny",
        "denied",
        "ask",
        "asked",
    ]
)
_VERB = rf"(?:{'|'.join(sorted(_SAYING))})"
_NAME = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)*"
_MARKS = re.compile(r"[“\"]([^“”\"]{2,}?)[”\"]")
_BEHIND = re.compile(rf"[\s,]*(?:({_NAME}) {_VERB}|{_VERB} ({_NAME}))")
_BEFORE = re.compile(rf"({_NAME}) ({_VERB})[\s,:]*$")
_LOOK = 80


def quotation_marks(text: str) -> list[Found]:
    """Return what stands between quotation marks, with a name beside a verb of saying."""
    found = []
    for match in _MARKS.finditer(text):
        behind = _BEHIND.match(text, match.end())
        before = _BEFORE.search(text, max(0, match.start() - _LOOK), match.start())
        source: list[tuple[int, int]] = []
        if behind:
            source = [behind.span(1) if behind.group(1) else behind.span(2)]
        elif before:
            source = [before.span(1)]
        found.append({"content": [match.span(1)], "source": source, "cue": []})
    return found


def by_parse(doc: Any) -> Iterator[Found]:
    """Yield the clauses and quotations that verbs of saying govern in a parsed spaCy document."""
    for verb in doc:
        if verb.lower_ not in _SAYING:
            continue
        subjects = [t for t in verb.children if t.dep_ in {"nsubj", "nsubjpass"}]
        clauses = [t for t in verb.children if t.dep_ in {"ccomp", "parataxis"}]
        for clause in clauses:
            inside = sorted(set(clause.subtree) - {verb}, key=lambda t: t.i)
            yield {
                "content": [(inside[0].idx, inside[-1].idx + len(inside[-1]))],
                "source": [_hull(list(t.subtree)) for t in subjects],
                "cue": [(verb.idx, verb.idx + len(verb))],
            }


def by_textacy(doc: Any) -> Iterator[Found]:
    """Yield textacy's direct quotations of a parsed document."""
    from textacy.extract import direct_quotations  # noqa: PLC0415

    for quote in direct_quotations(doc):
        first, last = quote.content.start_char, quote.content.end_char
        yield {
            "content": [(first, last)],
            "source": [_hull(quote.speaker)] if quote.speaker else [],
            "cue": [_hull(quote.cue)] if quote.cue else [],
        }


def _hull(tokens: Any) -> tuple[int, int]:
    return min(t.idx for t in tokens), max(t.idx + len(t) for t in tokens)


def peers() -> Iterator[tuple[str, Extract | str]]:
    """Yield the peers by name, and why one is not there."""
    yield "quotation marks", quotation_marks
    if importlib.util.find_spec("spacy") is None:
        yield from ((name, "needs spaCy") for name in ("textacy", "a parse"))
        return
    import spacy  # noqa: PLC0415

    models = [name for name in spacy.util.get_installed_models() if name.startswith("en")]
    if not models:
        reason = "needs an English pipeline of spaCy (en_core_web_sm, ...)"
        yield from ((name, reason) for name in ("textacy", "a parse"))
        return
    nlp = spacy.load(models[0])
    yield f"a parse ({models[0]})", lambda text: list(by_parse(nlp(text)))
    there = importlib.util.find_spec("textacy") is not None
    yield "textacy", (lambda text: list(by_textacy(nlp(text)))) if there else "is not installed"


def show(name: str, shared: Any, gold: list[Any], found: list[list[Found]], pace: float) -> None:
    results = [shared.doc(g, {"attributions": f}) for g, f in zip(gold, found, strict=True)]
    scores = {
        key: 100 * shared.prf(sum(r[0][key] for r in results))[2]
        for key in ("content_exact", "content_token", "source_overlap")
    }
    right = sum(r[1]["direct_speaker"] for r in results if "direct_speaker" in r[1])
    print(
        f"{name:28s} content exact {scores['content_exact']:5.1f}, token "
        f"{scores['content_token']:5.1f}; source overlap {scores['source_overlap']:5.1f}; speakers "
        f"of direct quotations {100 * right[0] / right[1]:5.1f}; {pace:8.1f} reports a second",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    default = HERE.parent.parent / "shared" / "eval"
    parser.add_argument("--scorer", type=Path, default=default, help="the folder of the scorer")
    args = parser.parse_args()
    shared = scorer(args.scorer)
    with args.corpus.open(encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines]
    reports, seconds = system(gold, "en")
    own = [
        [
            {"content": list(a.content), "source": list(a.mention), "cue": list(a.cue)}
            for a in report.attributions
        ]
        for report in reports
    ]
    ours = len(gold) / seconds
    show("firsthand", shared, gold, own, ours)
    for name, extract in peers():
        if isinstance(extract, str):
            print(f"{name:28s} {extract}: left out")
            continue
        start = time.perf_counter()
        found = [extract(document["text"]) for document in gold]
        pace = len(gold) / (time.perf_counter() - start)
        show(name, shared, gold, found, pace)
        print(f"{'':28s} {pace / ours:.1f} times the pace of firsthand")


if __name__ == "__main__":
    main()
