"""Measures the divergences that compare finds when one thing in a translation is altered.

usage: python benchmarks/divergences.py DATA_FOLDER [--part dev|test|all] [--most N]
           [--aspects number,place,...] [--errors ASPECT N] [--examples ASPECT N]

DATA_FOLDER holds ``attribution-parallel`` (see benchmarks/alignment.py) and ``ntrex`` (one
``LANGUAGE.jsonl`` a language: {"doc", "sentences"} a line, line i of a document the same in all).
Of two tellings of one utterance by professional translators one is altered in one thing: a number,
a place, a date, a name, a sign of polarity or certainty, a clause left out or put in. Prints how
many changes are found at their place, and how many with the right aspect; then the divergences in
unchanged pairs, all of which count as false. Documents of even number and all of
attribution-parallel are for development, odd ones for reports. The changes are built by
``benchmarks/changes``, which shares nothing with what it measures.

Facts are measured without the encoder, since none is needed, and wording with it.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from changes.cases import cases, donors
from changes.corpora import Pair, Told, ntrex, parallel
from changes.forms import order
from changes.outcomes import WORDINGS, Outcome, Still, false_alarms, judge
from firsthand.engines.base import Encoder
from firsthand.engines.e5 import E5Encoder
from firsthand.engines.remember import RememberingEncoder
from firsthand.records import Divergence
from firsthand.spans import hull
from kept import KeptEncoder

ASPECTS = ("number", "place", "name", "date", "polarity", "certainty", "dropped", "added")


def print_recall(title: str, outcomes: Sequence[Outcome]) -> None:
    print(f"\n{title}\n{'aspect':12s} {'built':>6s} {'place':>6s} {'right':>6s}  worst language")
    for aspect in ASPECTS:
        rows = [o for o in outcomes if o.case.edit.aspect == aspect]
        if not rows:
            continue
        each = _by_language(rows)
        worst = min(each, key=lambda language: (_share(each[language]), language))
        print(
            f"{aspect:12s} {len(rows):6d} {np.mean([bool(o.at_place) for o in rows]):6.3f}"
            f" {_share(rows):6.3f}  {worst} {_share(each[worst]):.3f}"
        )
        cells = (f"{la} {_share(r):.2f}/{len(r)}" for la, r in sorted(each.items()))
        print(f"    altered: {' '.join(cells)}")
        sorts = defaultdict(list)
        for outcome in rows:
            sorts[outcome.case.edit.sort].append(outcome)
        print("    sort:", *(f"{s} {_share(r):.2f}/{len(r)};" for s, r in sorted(sorts.items())))
        without = [o for o in rows if not o.case.edit.known]
        if without and len(without) < len(rows):
            known = [o for o in rows if o.case.edit.known]
            print(
                f"    with a counterpart {_share(known):.3f}/{len(known)},"
                f" none known {_share(without):.3f}/{len(without)}"
            )
        wrong = Counter(d.aspect for o in rows if not o.right for d in o.at_place)
        if wrong:
            print("    other aspects at the place:", dict(sorted(wrong.items())))


def _by_language(outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    each: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        each[str(outcome.case.altered.report.language)].append(outcome)
    return each


def _share(outcomes: Sequence[Outcome]) -> float:
    return sum(o.right for o in outcomes) / max(1, len(outcomes))


def print_false(
    title: str, pairs: Sequence[Pair], found: Sequence[tuple[Pair, Divergence]]
) -> None:
    hit = len({pair.key for pair, _ in found})
    print(
        f"\n{title}: {len(found) / max(1, len(pairs)):.4f} a pair,"
        f" {hit / max(1, len(pairs)):.4f} of pairs have one ({len(pairs)} pairs)"
    )
    counts = Counter((d.aspect, d.kind, d.method) for _, d in found)
    for (aspect, kind, method), count in sorted(counts.items()):
        print(f"  {aspect} {kind}, {method}: {count} ({count / len(pairs):.4f})")
    languages = Counter(p.key.rsplit(":", 1)[1] for p, _ in found)
    print("  by pair:", *(f"{k} {n};" for k, n in sorted(languages.items())))


def print_cases(outcomes: Sequence[Outcome], most: int) -> None:
    for outcome in outcomes[:most]:
        case, edit = outcome.case, outcome.case.edit
        start, end = edit.place
        text = case.altered.report.text
        first, last = hull(case.altered.spans)
        marked = f"{text[first:start]}[[{edit.gone} => {text[start:end]}]]{text[end:last]}"
        print(f"\n{case.id} {edit.sort} {'known' if edit.known else ''} right={outcome.right}")
        print("  A", marked.replace("\n", " / "))
        print("  B", case.other.side.words)
        for d in outcome.found:
            print("  -", _shown(d, (case.altered, case.other)))


def _shown(divergence: Divergence, tellings: Sequence[Told]) -> str:
    texts = {t.report.id: t.report.text for t in tellings}
    words = [texts[e.report][slice(*e.span)] for e in divergence.spans]
    return f"{divergence.aspect} {divergence.kind} {divergence.method} {words}"


# --- the command


def main() -> None:
    args = _arguments()
    aspects = args.aspects.split(",")
    inner = E5Encoder(threads=args.threads)
    encoder = KeptEncoder(inner, args.vectors) if args.vectors else RememberingEncoder(inner)
    quick = encoder if args.encoder else Still()
    facts = [a for a in aspects if a not in WORDINGS]
    most = {a: args.most if a in facts else args.most_wordings for a in aspects}
    pairs = list(ntrex(args.data / "ntrex", args.part, False))
    if args.part != "test":
        pairs += parallel(args.data / "attribution-parallel")
    built = cases(pairs, aspects, most, donors(pairs))
    outcomes = judge([c for c in built if c.edit.aspect in facts], quick)
    outcomes += judge([c for c in built if c.edit.aspect in WORDINGS], encoder)
    print_recall(f"built changes, {args.part}", outcomes)
    _print_asked(args, outcomes)
    if not args.no_unchanged:
        _unchanged(args, pairs, quick, encoder, aspects)
    if args.others:
        apart = list(ntrex(args.data / "ntrex", args.part, True))
        outcomes = judge(cases(apart, facts, most, {}), quick)
        print_recall("the other languages beside English", outcomes)
        print_false("unchanged, facts", apart, _facts(false_alarms(apart, quick)))
    if isinstance(encoder, KeptEncoder):
        encoder.save()


def _unchanged(
    args: argparse.Namespace,
    pairs: Sequence[Pair],
    quick: Encoder,
    encoder: Encoder,
    aspects: Sequence[str],
) -> None:
    found = _facts(false_alarms(pairs, quick))
    print_false("unchanged translations, facts", pairs, found)
    if args.false:
        wanted = [(p, d) for p, d in found if d.aspect == args.false[0]]
        for pair, divergence in wanted[: int(args.false[1])]:
            print(f"\n{pair.key} {_shown(divergence, (pair.one, pair.other))}")
            print("  A", pair.one.side.words, "\n  B", pair.other.side.words)
    if set(WORDINGS) & set(aspects):
        lines = sorted({p.key.rsplit(":", 1)[0] for p in pairs}, key=order)
        # From all documents: one with a free translation would weigh too much.
        lines = lines[:: max(1, len(lines) // args.lines)][: args.lines]
        some = [p for p in pairs if p.key.rsplit(":", 1)[0] in set(lines)]
        wordings = [(p, d) for p, d in false_alarms(some, encoder) if d.aspect == "wording"]
        print_false("unchanged translations, wording", some, wordings)


def _facts(found: Sequence[tuple[Pair, Divergence]]) -> list[tuple[Pair, Divergence]]:
    return [(pair, d) for pair, d in found if d.aspect != "wording"]


def _print_asked(args: argparse.Namespace, outcomes: Sequence[Outcome]) -> None:
    if args.languages:
        wanted = args.languages.split(",")
        outcomes = [o for o in outcomes if o.case.altered.report.language in wanted]
    if args.errors:
        aspect, most = args.errors
        missed = [o for o in outcomes if o.case.edit.aspect == aspect and not o.right]
        print_cases(missed, int(most))
    if args.examples:
        aspect, most = args.examples
        print_cases([o for o in outcomes if o.case.edit.aspect == aspect], int(most))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--part", choices=("dev", "test", "all"), default="dev")
    parser.add_argument("--aspects", default=",".join(ASPECTS))
    parser.add_argument("--most", type=int, default=100, help="of an aspect and altered language")
    parser.add_argument("--most-wordings", type=int, default=14, help="the same, for clauses")
    parser.add_argument("--lines", type=int, default=60, help="unchanged lines, for wording")
    parser.add_argument("--errors", nargs=2, metavar=("ASPECT", "N"))
    parser.add_argument("--examples", nargs=2, metavar=("ASPECT", "N"))
    parser.add_argument("--false", nargs=2, metavar=("ASPECT", "N"))
    parser.add_argument("--languages", help="print examples altered in these only")
    parser.add_argument("--no-unchanged", action="store_true")
    parser.add_argument("--others", action="store_true", help="also the other 8 languages")
    parser.add_argument("--encoder", action="store_true", help="use it for facts also")
    parser.add_argument("--vectors", type=Path, help="file that keeps vectors between runs")
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
