"""How the words of a report are made safe to print, and how two wordings differ."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from firsthand.records import Span

RLI, FSI, PDI = "\u2067", "\u2068", "\u2069"

_RIGHT_TO_LEFT = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi")
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_STRONG_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Invisible characters that reorder what stands after them, beyond the words they stand in.
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_SPACES = re.compile(r"\s+")
# A word; in scripts that write no spaces, a character.
_WORD = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
    r"|[^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+"
)
_SPACE = " \t\r\n\u00a0"
_LONGEST_DIFF = 1500
_LEAST_COMMON = 0.5


def language_tag(code: str | None) -> str | None:
    """Return ``code`` if it has the form of a language tag, else None."""
    return code if code and _LANGUAGE.fullmatch(code) else None


def is_right_to_left(code: str | None) -> bool:
    """Tell whether the language is written from right to left; unknown languages are not."""
    return bool(code) and str(code).lower().split("-")[0] in _RIGHT_TO_LEFT


def has_right_to_left(text: str) -> bool:
    """Tell whether ``text`` holds a Hebrew, Arabic, Syriac, Thaana or N'Ko character."""
    return _STRONG_RIGHT_TO_LEFT.search(text) is not None


def neutral(text: str) -> str:
    """Return ``text`` as one line that cannot command a terminal.

    Runs of white space become one space. Control characters become their pictures (ESC is shown
    as U+241B), other unprintable ones U+FFFD, and characters that reorder text their names.
    """
    return _tamed(" ".join(text.split()))


def neutral_parts(parts: Sequence[str]) -> list[str]:
    """Return the parts of a text so that together they are the ``neutral`` text."""
    shown: list[str] = []
    spaced = True
    for part in parts:
        flat = _SPACES.sub(" ", part)
        flat = flat[1:] if spaced and flat.startswith(" ") else flat
        spaced = flat.endswith(" ") if flat else spaced
        shown.append(_tamed(flat))
    last = next((n for n in reversed(range(len(shown))) if shown[n]), None)
    if last is not None:
        shown[last] = shown[last].removesuffix(" ")
    return shown


def _tamed(text: str) -> str:
    return _REORDERING.sub(lambda found: f"<U+{ord(found[0]):04X}>", _CONTROL.sub(_picture, text))


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def isolated(text: str, right_to_left: bool = False) -> str:
    """Return neutral ``text`` so that its direction does not disturb what stands beside it."""
    if right_to_left:
        return f"{RLI}{text}{PDI}"
    return f"{FSI}{text}{PDI}" if has_right_to_left(text) else text


def markup_safe(text: str) -> str:
    """Return ``text`` with what HTML cannot carry replaced one for one, so that spans still fit.

    A carriage return before a newline becomes a space, as an HTML parser would drop it; other
    control characters but tab and newline become pictures, lone surrogates U+FFFD.
    """
    joined = text.replace("\r\n", " \n").replace("\r", "\n").replace("\x0c", "\n")
    return _CONTROL.sub(lambda c: c[0] if c[0] in "\t\n" else _picture(c), joined)


@dataclass(frozen=True, slots=True)
class Differing:
    """Words that differ: put for other words, or (``extra``) beyond what the other wording has."""

    span: Span
    extra: bool


def differing(texts: Sequence[str]) -> list[list[Differing]]:
    """Return for each wording, all in one language, its words that differ.

    The later ones are compared with the first, word by word (without case), and in the first
    differs what all later ones lack. A wording that shares less than half with the first has
    none: nearly every word would be one. One text or none gives nothing that differs.
    """
    first, *others = texts or [""]
    lacking: list[dict[int, bool]] = []
    found: list[list[Differing]] = []
    for other in others:
        pair = _unmatched(first, other)
        if pair:
            lacking.append(pair[0])
        found.append(_stretches(other, pair[1] if pair else {}))
    in_none = set.intersection(*map(set, lacking)) if lacking else set()
    mine = {number: all(pair[number] for pair in lacking) for number in in_none}
    return [_stretches(first, mine), *found][: len(texts)]


def _unmatched(first: str, other: str) -> tuple[dict[int, bool], dict[int, bool]] | None:
    """Return the numbers of the words that only one of the two has, and whether they are extra.

    None where the two are not comparable.
    """
    a = [word.casefold() for word in _WORD.findall(first)]
    b = [word.casefold() for word in _WORD.findall(other)]
    if not a or not b or max(len(a), len(b)) > _LONGEST_DIFF:
        return None
    steps = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    common = sum(end - start for kind, start, end, _, _ in steps if kind == "equal")
    if common < _LEAST_COMMON * min(len(a), len(b)):
        return None
    in_a: dict[int, bool] = {}
    in_b: dict[int, bool] = {}
    for kind, a_start, a_end, b_start, b_end in steps:
        if kind != "equal":
            in_a.update(dict.fromkeys(range(a_start, a_end), kind == "delete"))
            in_b.update(dict.fromkeys(range(b_start, b_end), kind == "insert"))
    return in_a, in_b


def _stretches(text: str, numbers: Mapping[int, bool]) -> list[Differing]:
    """Return the words with these numbers; neighbours of a kind with only spaces between join."""
    found: list[Differing] = []
    for number, word in enumerate(_WORD.finditer(text)):
        if number not in numbers:
            continue
        start, end = word.span()
        last = found[-1] if found else None
        if last and last.extra == numbers[number] and not text[last.span[1] : start].strip(_SPACE):
            start = found.pop().span[0]
        found.append(Differing((start, end), numbers[number]))
    return found
