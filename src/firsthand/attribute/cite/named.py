"""Where known agencies and outlets are named in a text, and what looks like an outlet's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.attribute.mentions import SpeakerWords, proper_name
from firsthand.data import Outlet, by_name, outlet_words, outlets
from firsthand.records import CitationKind, Report, Span
from firsthand.spans import contains

_WORD = re.compile(r"\w+")
_SHORT = 5
# Call signs of American stations, and endings that only outlets' names have.
_STATION = re.compile(r"^[KW][A-Z]{2,3}(?:-TV|-FM)?$|(?:-TV|-FM|\bTV|\.com|\.net|\.org|^247\w+)$")


@dataclass(frozen=True, slots=True)
class Named:
    """A known outlet named in a text; ``speech`` where it stands inside quoted speech."""

    span: Span
    outlet: Outlet
    speech: bool = False


@dataclass(frozen=True, slots=True)
class _Name:
    written: str
    folded: str
    exact: bool
    outlet: Outlet


def find_named(report: Report) -> tuple[Named, ...]:
    """Return where known agencies and outlets are named, in order; spans do not overlap."""
    return tuple(
        Named(span, outlet, _in_speech(report, span)) for span, outlet in _scan(report.text)
    )


def _in_speech(report: Report, span: Span) -> bool:
    """An outlet's name alone in quotation marks (» Der Spiegel «) is a name, not speech."""
    around = [q for q in report.quotes if contains(q.outer, span)]
    return any(len(q.pieces[0]) > 0 for q in around) and not any(
        span in q.pieces for q in report.quotes
    )


def _scan(text: str) -> Iterator[tuple[Span, Outlet]]:
    """Yield the longest known name at each place; only words that begin one are looked at."""
    names = _by_first_word()
    found: list[tuple[Span, Outlet]] = []
    behind = 0
    for match in _WORD.finditer(text):
        start = match.start()
        known = names.get(match.group().casefold())
        if known is None or start < behind or text[start - 1 : start] == ".":
            continue
        name = next((n for n in known if _stands(text, start, n)), None)
        if name is not None:
            behind = start + len(name.written)
            found.append(((start, behind), name.outlet))
    if _wide().search(text):
        found.extend(
            (m.span(), by_name()[m.group().casefold()]) for m in _unspaced().finditer(text)
        )
        found.sort(key=lambda f: f[0])
    yield from found


def _stands(text: str, start: int, name: _Name) -> bool:
    end = start + len(name.written)
    words = text[start:end]
    same = words == name.written or (not name.exact and words.casefold() == name.folded)
    return same and not (end < len(text) and (text[end].isalnum() or text[end] == "_"))


@cache
def _by_first_word() -> Mapping[str, Sequence[_Name]]:
    """Long names match in any case, short forms as they stand."""
    found: dict[str, dict[_Name, None]] = {}
    for outlet in outlets():
        names = [n for n in outlet.names if not _is_unspaced(n)]
        rows = [(n, n.isupper() or len(n) < _SHORT) for n in names]
        rows += [(n, True) for n in outlet.short]
        for written, exact in rows:
            first = _WORD.search(written)
            assert first is not None
            name = _Name(written, written.casefold(), exact, outlet)
            found.setdefault(first.group().casefold(), {})[name] = None
    return {
        first: tuple(sorted(names, key=lambda n: (-len(n.written), n.written)))
        for first, names in found.items()
    }


def _is_unspaced(name: str) -> bool:
    return any("\u3040" <= c <= "\u9fff" for c in name)


@cache
def _wide() -> re.Pattern[str]:
    return re.compile("[\u3040-\u9fff]")


@cache
def _unspaced() -> re.Pattern[str]:
    """Chinese and Japanese names: no word ends are needed around them."""
    names = sorted(
        {n for o in outlets() for n in o.names if _is_unspaced(n)}, key=lambda n: (-len(n), n)
    )
    firsts = "".join(sorted({re.escape(n[0]) for n in names}))
    return re.compile(f"(?=[{firsts}])(?:{'|'.join(map(re.escape, names))})")


def full_name(written: str, outlet: Outlet) -> bool:
    """Tell whether the written form means this outlet and nothing else."""
    return len(written) >= _SHORT or _is_unspaced(written) or outlet.distinct


def canonical(name: str) -> str:
    """Return the full name of a known outlet, else the name itself."""
    outlet = by_name().get(name.casefold())
    return outlet.name if outlet else name


def kind_of(name: str) -> CitationKind:
    """Return whether a name is a known agency's; every other is an outlet's."""
    outlet = by_name().get(name.casefold())
    return outlet.kind if outlet else "outlet"


def is_outlet_like(name: str, known: SpeakerWords) -> bool:
    """Tell whether a name looks like an outlet's: "Valley Herald", "KXYZ-TV", "valley.com"."""
    words = name.split()
    return bool(_STATION.search(name)) or (
        len(words) > 1
        and any(known.has("outlets", w) or w in outlet_words() for w in map(str.casefold, words))
    )


def outlet_name(words: Sequence[str], known: SpeakerWords, verbs: frozenset[str]) -> str | None:
    """Return the capitalised words that name an outlet, its kind word ("News") kept."""
    kept = [w for w in words if w.casefold() not in verbs and w[:1].isalnum()]
    while kept and (not kept[0][:1].isupper() or known.has("definite", kept[0].casefold())):
        kept = kept[1:]
    run: list[str] = []
    for word in kept:
        if word[:1].isupper() or (run and word.casefold() in {"of", "van", "de", "di", "&"}):
            run.append(word)
        else:
            break
    return " ".join(run) or proper_name(list(words), known)


def bare(name: str) -> str:
    """Return a name without its article, case folded."""
    words = name.casefold().split()
    return " ".join(
        words[1:] if words[:1] and words[0] in {"the", "de", "le", "la", "el"} else words
    )
