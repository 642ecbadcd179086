"""Two tellings' quantities held against each other: which are the same, which are changed.

Matching is generous, calling something a change is not: what one side may just lack, or may have
written in a way that the grammar cannot read, is left alone.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from firsthand.facts.quantities import Quantity
from firsthand.facts.units import ROUNDED, convert, one_system, same_kind, units

_SAME = 1e-6
_ABOUT = 0.15
_BEYOND = 1.2
_TIMES = 0.03
_DEGREES = 4
_DEGREE_UNITS = {"degree", "celsius", "fahrenheit"}
_SHARE = 0.005
_FAR = 100
_LARGE = 1000
# A telling with more numbers is a list: pairing them would be guesswork, and slow.
_MOST = 20_000
_HANDFUL = 12
_CONVERTED = 1.3


@dataclass(frozen=True, slots=True)
class Change:
    """A quantity of one telling that the other tells differently."""

    mine: Quantity
    other: Quantity


@dataclass(slots=True)
class _Atom:
    """One value of a telling: a quantity, or an end of a range, with its place in the order."""

    quantity: Quantity
    low: float
    high: float
    place: float
    matched: _Atom | None = None


def same_quantity(one: Quantity, other: Quantity) -> bool:
    """Tell whether two quantities can be the same amount, written or rounded in two ways.

    Units are converted; bounds, ranges and vague words agree with what lies in them.
    """
    return _agree(_ends(one), _ends(other), one, other)


def compare_quantities(
    mine: Sequence[Quantity],
    other: Sequence[Quantity],
    *,
    beside: tuple[Iterable[float], Iterable[float]] = ((), ()),
) -> list[tuple[Quantity, Quantity]]:
    """Return which quantities of one telling are changed into which of the other, in order.

    ``beside`` are values of either telling that are no quantities (``other_numbers``): what one
    side has there is not missed in it. A quantity that the other telling may just lack is in no
    pair, so neither list being empty nor equal lists give a pair; nor do lists of more than a
    hundred, which are tables.
    """
    left, right = _atoms(mine), _atoms(other)
    if len(left) * len(right) > _MOST:
        return []
    _match(left, right)
    outside = Counter(beside[0]), Counter(beside[1])
    loose = _missed(left, outside[1] - outside[0])
    free = _missed(right, outside[0] - outside[1])
    pairs = _pairs(loose, free, left, right)
    return list(dict.fromkeys((a.quantity, b.quantity) for a, b in pairs))


def numbers_agree(mine: Sequence[Quantity], other: Sequence[Quantity]) -> bool | None:
    """Tell whether two tellings share a quantity; None where a side has none to compare."""
    if not mine or not other:
        return None
    return any(same_quantity(a, b) for a in mine for b in other)


# --- the same?


def _ends(quantity: Quantity) -> tuple[float, float]:
    return quantity.low, quantity.high


def _agree(a: tuple[float, float], b: tuple[float, float], one: Quantity, other: Quantity) -> bool:
    if not same_kind(one.unit, other.unit):
        return False
    if _is_share(a[0], b[0], one, other):
        return True
    if {one.unit, other.unit} <= _DEGREE_UNITS and "degree" in (one.unit, other.unit):
        return _equal(a[0], b[0]) or _warm(a, b) or _warm(b, a)
    if one.unit and other.unit and one.unit != other.unit:
        return _converted(a, b, one, other)
    return _close(a, b, one, other)


def _is_share(a: float, b: float, one: Quantity, other: Quantity) -> bool:
    """Tell whether one is a share and the other says it otherwise: "1/5", "20%", "one in five"."""
    if a != one.high or b != other.high or {one.unit, other.unit} - {"percent", None}:
        return False
    shares = [x / 100 if q.unit else x for x, q in ((a, one), (b, other))]
    if not 0 < min(shares) < 1:
        return False
    inverse = 1 / min(shares)
    return _equal(inverse, max(shares)) or abs(shares[0] - shares[1]) < _SHARE


def _warm(celsius: tuple[float, float], fahrenheit: tuple[float, float]) -> bool:
    """Tell whether degrees can be the same warmth in the two scales, rounded."""
    return abs(celsius[0] * 1.8 + 32 - fahrenheit[0]) <= _DEGREES


def _converted(
    a: tuple[float, float], b: tuple[float, float], one: Quantity, other: Quantity
) -> bool:
    """Compare amounts in two units; equal figures do, since a unit may be read wrongly."""
    if one.unit is None or other.unit is None:
        return True
    low, high = (convert(v, one.unit, other.unit) for v in a)
    if low is None or high is None:
        return _close(a, b, one, other)
    slack = _TIMES if one_system(one.unit, other.unit) else ROUNDED
    return low <= b[1] * (1 + slack) and b[0] <= high * (1 + slack)


def _close(a: tuple[float, float], b: tuple[float, float], one: Quantity, other: Quantity) -> bool:
    """Compare amounts in one unit."""
    anchors = _anchor(a), _anchor(b)
    if _equal(*anchors):
        return True
    bounded = [math.isinf(a[1]) or a[0] == 0.0 < a[1], math.isinf(b[1]) or b[0] == 0.0 < b[1]]
    if all(bounded):
        return False
    spread = a[0] < a[1] and b[0] < b[1]
    slack = _ABOUT if (one.approximate or other.approximate) and not spread else 0.0
    if one.unit and units()[one.unit].system:
        slack = max(slack, _TIMES)
    low_a, high_a = _reach(a)
    low_b, high_b = _reach(b)
    if low_a <= high_b * (1 + slack) and low_b <= high_a * (1 + slack):
        return True
    return _is_rounding(*anchors) or _is_rounding(anchors[1], anchors[0])


def _anchor(ends: tuple[float, float]) -> float:
    """Return the number that is named: the finite end of a bound, the lower one of a range."""
    return ends[1] if ends[0] == 0.0 else ends[0]


def _reach(ends: tuple[float, float]) -> tuple[float, float]:
    """Return what a bound can mean: "more than 100" is no way to say 400."""
    low, high = ends
    if math.isinf(high):
        return low, low * _BEYOND
    if low == 0.0 < high:
        return high / _BEYOND, high
    return low, high


def _equal(a: float, b: float) -> bool:
    return abs(a - b) <= _SAME * max(abs(a), abs(b))


def _is_rounding(exact: float, rounded: float) -> bool:
    """Tell whether a large number is another one rounded to two or three figures."""
    if exact < 1000 or rounded < 1000:
        return False
    figures = len(f"{rounded:.0f}".rstrip("0"))
    if figures not in (2, 3):
        return False
    size = 10 ** (math.floor(math.log10(rounded)) + 1 - figures)
    return _equal(round(exact / size) * size, rounded)


# --- matching


def _atoms(quantities: Sequence[Quantity]) -> list[_Atom]:
    """Return the values in order; both ends of "10 to 15", which another may write apart."""
    found: list[_Atom] = []
    for quantity in quantities:
        low, high = quantity.low, quantity.high
        closed = not quantity.approximate and low != high
        values = ((low, low), (high, high)) if closed else ((low, high),)
        found += (_Atom(quantity, *value, 0.0) for value in values)
    for i, atom in enumerate(found):
        atom.place = (i + 0.5) / len(found)
    return found


def _match(left: Sequence[_Atom], right: Sequence[_Atom]) -> None:
    """Match values that can be the same: equal figures first, the nearest in order first."""
    tests = (_is_twin, _has_figures, _can_be)
    for test in tests:
        pairs = [
            (a.quantity.unit != b.quantity.unit, abs(a.place - b.place), i, j)
            for i, a in enumerate(left)
            for j, b in enumerate(right)
            if a.matched is None and b.matched is None and test(a, b)
        ]
        for *_, i, j in sorted(pairs):
            a, b = left[i], right[j]
            if a.matched is None and b.matched is None:
                a.matched, b.matched = b, a


def _is_twin(a: _Atom, b: _Atom) -> bool:
    return _has_figures(a, b) and a.quantity.unit == b.quantity.unit


def _has_figures(a: _Atom, b: _Atom) -> bool:
    named = _equal(_anchor((a.low, a.high)), _anchor((b.low, b.high)))
    return named and _is_vague(a) == _is_vague(b)


def _can_be(a: _Atom, b: _Atom) -> bool:
    return _agree((a.low, a.high), (b.low, b.high), a.quantity, b.quantity)


def _missed(atoms: Sequence[_Atom], beside: Counter[float]) -> list[_Atom]:
    """Return the unmatched values that the other telling has not among its dates and ordinals."""
    left = Counter(beside)
    found: list[_Atom] = []
    for atom in atoms:
        value = _anchor((atom.low, atom.high))
        if atom.matched is not None:
            continue
        if left[value] > 0:
            left[value] -= 1
        else:
            found.append(atom)
    return found


# --- changes


def _pairs(
    loose: list[_Atom], free: list[_Atom], left: Sequence[_Atom], right: Sequence[_Atom]
) -> list[tuple[_Atom, _Atom]]:
    """Pair what is left over on both sides, where each must be the other's counterpart.

    First what has the same unit or the same neighbours, then what remains, if it is as many.
    """
    pairs: list[tuple[_Atom, _Atom]] = []
    for evidence in (_by_exact_unit, _by_unit, _by_kind, _by_neighbours(left, right), _by_size):
        for a in list(loose):
            rivals = [b for b in free if evidence(a, b)]
            if len(rivals) == 1 and sum(evidence(x, rivals[0]) for x in loose) == 1:
                pairs.append((a, rivals[0]))
                loose.remove(a)
                free.remove(rivals[0])
    # What "dozens" and the like stand for may be said without a number elsewhere.
    for mine, other in ((loose, free), (_exact(loose), _exact(free))):
        if len(mine) == len(other) and all(map(_counterparts, mine, other)):
            pairs += zip(mine, other, strict=True)
            break
    return sorted(pairs, key=lambda pair: pair[0].place)


def _exact(atoms: Sequence[_Atom]) -> list[_Atom]:
    return [atom for atom in atoms if not _is_vague(atom)]


def _by_exact_unit(a: _Atom, b: _Atom) -> bool:
    return _by_unit(a, b) and not _is_vague(a) and not _is_vague(b)


def _by_unit(a: _Atom, b: _Atom) -> bool:
    return a.quantity.unit is not None and a.quantity.unit == b.quantity.unit


def _by_kind(a: _Atom, b: _Atom) -> bool:
    return a.quantity.unit is not None and b.quantity.unit is not None and _counterparts(a, b)


def _by_neighbours(left: Sequence[_Atom], right: Sequence[_Atom]) -> Callable[[_Atom, _Atom], bool]:
    """Return a test for values that stand beside the same matched value."""

    def beside(atoms: Sequence[_Atom], atom: _Atom, step: int) -> _Atom | None:
        place = next(i for i, x in enumerate(atoms) if x is atom) + step
        return atoms[place] if 0 <= place < len(atoms) else None

    def test(a: _Atom, b: _Atom) -> bool:
        for step in (-1, 1):
            one, other = beside(left, a, step), beside(right, b, step)
            if one is not None and one.matched is not None and one.matched is other:
                return _counterparts(a, b) and _of_one_size(a, b)
        return False

    return test


def _counterparts(a: _Atom, b: _Atom) -> bool:
    """Tell whether one value can stand for the other: the same kind of unit and of vagueness."""
    one, other = a.quantity.unit, b.quantity.unit
    low, high = sorted((_anchor((a.low, a.high)), _anchor((b.low, b.high))))
    if _is_vague(a) != _is_vague(b) and high > _FAR * max(low, 1):
        return False
    if one is None or other is None or one == other:
        return True
    if not same_kind(one, other):
        return False
    value = convert(_anchor((a.low, a.high)), one, other)
    if value is None or one_system(one, other):
        return True
    target = _anchor((b.low, b.high))
    return max(value, target) > _CONVERTED * min(value, target)


def _by_size(a: _Atom, b: _Atom) -> bool:
    """Tell whether both are large, or neither large nor a handful, and count the same."""
    low, high = sorted((_anchor((a.low, a.high)), _anchor((b.low, b.high))))
    alike = low >= _LARGE or (low > _HANDFUL and high < _LARGE)
    return alike and a.quantity.unit == b.quantity.unit


def _of_one_size(a: _Atom, b: _Atom) -> bool:
    low, high = sorted((_anchor((a.low, a.high)), _anchor((b.low, b.high))))
    return low >= _LARGE or high < _LARGE * max(low, 1)


def _is_vague(atom: _Atom) -> bool:
    return 0 < atom.low < atom.high < math.inf
