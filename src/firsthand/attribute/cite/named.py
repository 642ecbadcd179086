"""Where known agencies and outlets are named in a text, and what looks like an outlet's name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from firsthand.attribute.naming import proper_name
from firsthand.attribute.speaker_words import SpeakerWords
from firsthand.data import Outlet, by_name, no_stations, outlet_endings, outlet_words, outlets
from firsthand.records import CitationKind, Report, Span
from firsthand.spans import contains

_IDEOGRAPHS = "\u3040-\u9fff"
_WIDE = re.compile(f"[{_IDEOGRAPHS}]")
_WORD = re.compile(rf"[^\W{_IDEOGRAPHS}]+")
# Arabic writes "and", "by", "for", "as" together with the next word.
_CLITICS = re.compile("[وف]?[بلك]?(?=[\u0621-\u064a]{3})")
_ENDINGS = ("а", "у", "ом", "е", "ові", "і")
_SHORT = 5
_MOST_PARAGRAPHS = 3
# Call signs of American stations, and endings that only outlets' names have.
_ENDING = re.compile(r"(?:-TV|-FM|\bTV|\.com|\.net|\.org)$")
_STATION = re.compile(rf"^[KW][A-Z]{{3}}$|{_ENDING.pattern}")


@dataclass(frozen=True, slots=True)
class Named:
    """A known outlet named in a text.

    ``speech`` where it stands inside quoted speech, ``weak`` where the words mean other things.
    """

    span: Span
    outlet: Outlet
    weak: bool = False
    speech: bool = False


@dataclass(frozen=True, slots=True)
class _Name:
    written: str
    folded: str
    exact: bool
    weak: bool
    outlet: Outlet


def find_named(report: Report) -> tuple[Named, ...]:
    """Return where known agencies and outlets are named, in order; spans do not overlap."""
    found = scan(report.text)
    return tuple(replace(n, speech=True) if in_speech(report, n.span) else n for n in found)


def in_speech(report: Report, span: Span) -> bool:
    """Tell whether ``span`` is inside speech.

    An outlet's name alone in quotation marks (» Der Spiegel «) is a name, not speech.
    """
    around = [q for q in report.quotes if contains(q.outer, span)]
    # A quotation over many paragraphs is more often a lost mark than a long speech.
    return any(len(q.pieces) <= _MOST_PARAGRAPHS for q in around) and not any(
        span in q.pieces for q in report.quotes
    )


def scan(text: str) -> list[Named]:
    """Return the longest known name at each place; only words that begin one are looked at."""
    text = text.replace("\u00a0", " ")
    found: list[Named] = []
    behind = 0
    for match in _first_words().finditer(text):
        if match.start() < behind:
            continue
        named = _named(text, match)
        if named is not None:
            behind = named.span[1]
            found.append(named)
    if _WIDE.search(text):
        matches = _unspaced().finditer(text)
        found.extend(Named(m.span(), by_name()[m.group().casefold()]) for m in matches)
        found.sort(key=lambda n: n.span)
    return found


def _named(text: str, match: re.Match[str]) -> Named | None:
    """Return the name that begins with this word, less what is written together with it."""
    start, word = match.start(), match.group().casefold()
    names = _by_first_word()
    known = names.get(word)
    if known is not None and text[start - 1 : start] != ".":
        for name in known:
            if _stands(text, start, name):
                return Named((start, start + len(name.written)), name.outlet, name.weak)
    if "\u0400" <= word[0] <= "\u052f":
        return _inflected(match, word)
    if "\u0621" <= word[0] <= "\u064a":
        clitics = _CLITICS.match(word)
        start += clitics.end() if clitics else 0
        for name in names.get(text[start : match.end()], ()) if start > match.start() else ():
            if _stands(text, start, name):
                return Named((start, start + len(name.written)), name.outlet, name.weak)
    return None


def _inflected(match: re.Match[str], word: str) -> Named | None:
    """Return a name of one word with a case ending (Интерфаксу)."""
    for ending in _ENDINGS:
        stem = word[: -len(ending)]
        if len(stem) < _SHORT or not word.endswith(ending):
            continue
        for name in _by_first_word().get(stem, ()):
            if name.folded == stem and not name.exact and match.group()[0].isupper():
                return Named(match.span(), name.outlet, name.weak)
    return None


def _stands(text: str, start: int, name: _Name) -> bool:
    end = start + len(name.written)
    words = text[start:end]
    if words != name.written and (name.exact or not _same_letters(words, name)):
        return False
    following = text[end : end + 1]
    return not (following.isalnum() or following == "_") or bool(_WIDE.match(following))


def _same_letters(words: str, name: _Name) -> bool:
    """Tell whether words are a name in capitals, or with more capitals than usual."""
    return words.casefold() == name.folded and all(
        w.isupper() for w, n in zip(words, name.written, strict=True) if n.isupper()
    )


@cache
def _by_first_word() -> Mapping[str, Sequence[_Name]]:
    """Long names match in any case, short and weak forms as they stand."""
    found: dict[str, dict[_Name, None]] = {}
    for outlet in outlets():
        rows = [(n, n.isupper() or len(n) < _SHORT, False) for n in outlet.names]
        rows += [(n, True, False) for n in outlet.short] + [(n, True, True) for n in outlet.weak]
        for written, exact, weak in rows:
            first = _WORD.match(written)
            if first is not None:
                name = _Name(written, written.casefold(), exact, weak, outlet)
                found.setdefault(first.group().casefold(), {})[name] = None
    return {
        first: tuple(sorted(names, key=lambda n: (-len(n.written), n.written)))
        for first, names in found.items()
    }


@cache
def _first_words() -> re.Pattern[str]:
    """Return a pattern of words that may begin a name: capitals, caseless scripts, "dpa"."""
    small = {w for w, names in _by_first_word().items() for n in names if n.written[0].islower()}
    either = "|".join(sorted((re.escape(w) for w in small), key=lambda w: (-len(w), w)))
    part = f"[^\\W{_IDEOGRAPHS}]"
    return re.compile(rf"(?<!{part})(?:[^\Wa-z{_IDEOGRAPHS}]{part}*|(?:{either})(?!{part}))")


@cache
def _unspaced() -> re.Pattern[str]:
    """Chinese and Japanese names: no word ends are needed around them."""
    every = (n for o in outlets() for n in (*o.names, *o.weak))
    names = sorted({n for n in every if _WIDE.search(n)}, key=lambda n: (-len(n), n))
    firsts = "".join(sorted({re.escape(n[0]) for n in names}))
    return re.compile(f"(?=[{firsts}])(?:{'|'.join(map(re.escape, names))})")


def in_compound(text: str, named: Named) -> bool:
    """Tell whether a name is the first part of a compound: "CNN-Reporter"."""
    end = named.span[1]
    return text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha()


def full_name(text: str, named: Named) -> bool:
    """Tell whether the written form means this outlet and nothing else."""
    written = text[named.span[0] : named.span[1]]
    long = len(written) >= _SHORT or bool(_WIDE.search(written))
    return not named.weak and (long or named.outlet.distinct)


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
    words = name.casefold().split()
    if len(words) <= 1:
        return bool(_STATION.search(name)) and name not in no_stations()
    said = any(known.has("outlets", w) or w in outlet_words() for w in words)
    return bool(_ENDING.search(name)) or said or words[-1] in outlet_endings()


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
