"""Names that stand in each other's stead."""

from __future__ import annotations

from functools import lru_cache
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.align.coverage import Coverage, pairing, shares_of
from firsthand.compare.covered import CoveredPair, Words
from firsthand.facts.extract import Extract
from firsthand.facts.name_words import closeness, is_translated, name_words
from firsthand.facts.people import Name, _looks_like_noun, inner_capitals, no_names
from firsthand.facts.sounds import skeleton
from firsthand.records import Span
from firsthand.spans import overlap

HEARD = 0.65
Reals = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Unit:
    name: Name
    tokens: tuple[int, ...]


def units(words: Words, spans: Sequence[Span], ex: Extract) -> list[Unit]:
    places = [words.span(*s) for s in spans]
    out = []
    for name in name_words(ex):
        toks = tuple(i for i, s in enumerate(places) if overlap(s, name.span))
        if toks:
            out.append(Unit(name, toks))
    return out


def best(unit: Unit, there: Sequence[Unit]) -> float:
    return max((closeness(unit.name.text, u.name.text) for u in there), default=0.0)


def cased(text: str) -> bool:
    return text[0].lower() != text[0].upper()


def partners(left, right, both, like):
    close = np.array([[closeness(a.name.text, b.name.text) for b in right] for a in left]).reshape(len(left), len(right))
    ma, mb = masses(left, right, both)
    mass = (ma + mb) / 2
    free_a, free_b = set(range(len(left))), set(range(len(right)))
    pairs = [(close[i, j] + mass[i, j], i, j) for i in range(len(left)) for j in range(len(right))
             if close[i, j] >= HEARD and credible(left[i].name.text, right[j].name.text, close[i, j], mass[i, j])]
    for _, i, j in sorted(pairs, key=lambda x: (-x[0], x[1], x[2])):
        if i in free_a and j in free_b:
            free_a.discard(i)
            free_b.discard(j)
    masked = like.copy()
    taken_a = [t for i, u in enumerate(left) if i not in free_a for t in u.tokens]
    taken_b = [t for i, u in enumerate(right) if i not in free_b for t in u.tokens]
    masked[taken_a, :] = 0.0
    masked[:, taken_b] = 0.0
    ma2, mb2 = masses(left, right, shares_of(masked))
    return close, ma, mb, ma2, mb2, sorted(free_a), sorted(free_b)


def masses(left, right, both):
    ma = np.zeros((len(left), len(right)))
    mb = np.zeros_like(ma)
    rows, cols = both.sum(axis=1), both.sum(axis=0)
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            block = both[np.ix_(a.tokens, b.tokens)].sum()
            ma[i, j] = block / max(1e-9, rows[list(a.tokens)].sum())
            mb[i, j] = block / max(1e-9, cols[list(b.tokens)].sum())
    return ma, mb


def credible(a, b, close, mass):
    if mass >= 0.05:
        return True
    if cased(a) and cased(b):
        return close >= 0.9
    return close >= 0.85 and min(len(skeleton(a)), len(skeleton(b))) >= 3


def own_features(u: Unit, ex: Extract, cov: Coverage, states) -> dict[str, float]:
    k = list(u.tokens)
    text = u.name.text
    around = [i for i in range(max(0, k[0] - 4), min(len(cov.spans), k[-1] + 5)) if i not in k and cov.weights[i] > 0]
    cased = text[0].lower() != text[0].upper()
    known = text in {p for person in ex.persons for p in person.split()}
    return dict(
        cased=cased, han=text[0] >= "\u3400", ntok=len(k), length=len(text),
        weight=float(cov.weights[k].mean()), covered=float(cov.covered[k].mean()),
        like=float(cov.likeness[k].mean()),
        around=float(cov.covered[around].mean()) if around else 0.0,
        around_like=float(cov.likeness[around].mean()) if around else 0.0,
        opens=u.name.opens, lower=text.casefold() in ex.lower, noun=is_translated(text, ex.language), listed=text.casefold() in no_names(ex.language), article=_looks_like_noun(u.name, ex),
        german=cased and ex.language == "de", known=known, inner=text in inner_capitals(ex.text),
        place=any(p.sure and not p.part and overlap(p.span, u.name.span) for p in ex.places),
        hyphen="-" in text,
    )  # fmt: skip


def candidates(c: CoveredPair, keep_all: bool = False) -> Iterator[dict]:
    one, other = c.pair.fullest.extract(), c.pair.other.extract()
    left, right = units(c.fullest, c.mine.spans, one), units(c.other, c.its.spans, other)
    if not left or not right:
        return
    like, both = pairing(*c.states)
    close_, ma_, mb_, ma2_, mb2_, fl, fr = partners(left, right, both, like)
    for i in fl:
        for j in fr:
            a, b = left[i], right[j]
            ma, mb, close = ma_[i, j], mb_[i, j], close_[i, j]
            if max(ma, mb, ma2_[i, j], mb2_[i, j]) < 0.05:
                continue
            ka, kb = list(a.tokens), list(b.tokens)
            lb = like[np.ix_(ka, kb)]
            fa = own_features(a, one, c.mine, c.states[0])
            fb = own_features(b, other, c.its, c.states[1])
            if not (fa["cased"] or fb["cased"] or fa["han"] or fb["han"]):
                continue
            before = like[ka[0] - 1, kb[0] - 1] if ka[0] and kb[0] else 0.5
            after = like[ka[-1] + 1, kb[-1] + 1] if ka[-1] + 1 < like.shape[0] and kb[-1] + 1 < like.shape[1] else 0.5
            pb = _before(left, a), _before(right, b)
            first = bool(pb[0] and pb[1] and closeness(pb[0].name.text, pb[1].name.text) >= HEARD)
            pos = abs(one.share(a.name.span) - other.share(b.name.span))
            rest = dict(
                ma=ma, mb=mb, ma2=ma2_[i, j], mb2=mb2_[i, j], lab=float((lb.max(0).mean() + lb.max(1).mean()) / 2), lmean=float(lb.mean()),
                lmax=float(lb.max()), close=close, best_a=float(close_[i].max()), best_b=float(close_[:, j].max()),
                before=float(before), after=float(after), first=first, pos=pos,
                nl=len(fl), nr=len(fr),
                rest_a=_spelt(b.name.text, one), rest_b=_spelt(a.name.text, other),
            )
            yield dict(a=a, b=b, f={**rest, **{k + "_a": float(v) for k, v in fa.items()}, **{k + "_b": float(v) for k, v in fb.items()}})


def _before(units: Sequence[Unit], u: Unit) -> Unit | None:
    k = list(units).index(u)
    if k and 0 < u.name.span[0] - units[k - 1].name.span[1] <= 2:
        return units[k - 1]
    return None


@lru_cache(maxsize=64)
def _all(text, language):
    return tuple(dict.fromkeys(n.text for n in name_words(Extract(text, ((0, len(text)),), language))))


def _spelt(name: str, ex: Extract) -> float:
    if not cased(name):
        words = [w for w in _all(ex.text, ex.language) if cased(w)]
        return float(any(closeness(name, w) >= 0.9 and len(skeleton(w)) >= 2 for w in words))
    return float(any(closeness(name, w) >= 0.9 for w in _all(ex.text, ex.language)))
