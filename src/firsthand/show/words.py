"""How the words of a report are made safe to print, and how two wordings differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

RLI, FSI, PDI = "\u2067", "\u2068", "\u2069"

_RIGHT_TO_LEFT = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi")
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_STRONG_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Invisible characters that reorder what stands after them, beyond the words they stand in.
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
# A word; in scripts that write no spaces, a character.
_WORD = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
    r"|[^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+"
)
_LONGEST_DIFF = 1500
_LEAST_COMMON = 0.3


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
    flat = " ".join(text.split())
    flat = _CONTROL.sub(_picture, flat)
    return _REORDERING.sub(lambda found: f"<U+{ord(found[0]):04X}>", flat)


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
class Run:
    """A stretch of words; ``differs`` where the other wordings do not have it."""

    text: str
    differs: bool = False


def compared(texts: Sequence[str]) -> list[list[Run]]:
    """Return each wording of one language as runs, with the words that differ told apart.

    The later ones are compared with the first, word by word (without case), and the first shows
    as different what all later ones lack. A wording that shares less than a third with the first
    is left unmarked: nearly every word would be. One text or none gives no differing runs.
    """
    first, *others = texts or [""]
    lacking: list[set[int]] = []
    shown: list[list[Run]] = []
    for other in others:
        pair = _unmatched(first, other)
        if pair:
            lacking.append(pair[0])
        shown.append(_runs(other, pair[1] if pair else set()))
    in_none = set.intersection(*lacking) if lacking else set()
    return [_runs(first, in_none), *shown][: len(texts)]


def _unmatched(first: str, other: str) -> tuple[set[int], set[int]] | None:
    """Return the numbers of the words that only one of the two has; None where not comparable."""
    a = [word.casefold() for word in _WORD.findall(first)]
    b = [word.casefold() for word in _WORD.findall(other)]
    if not a or not b or max(len(a), len(b)) > _LONGEST_DIFF:
        return None
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    common = sum(block.size for block in blocks)
    if common < _LEAST_COMMON * min(len(a), len(b)):
        return None
    in_a = {block.a + i for block in blocks for i in range(block.size)}
    in_b = {block.b + i for block in blocks for i in range(block.size)}
    return set(range(len(a))) - in_a, set(range(len(b))) - in_b


def _runs(text: str, differing: set[int]) -> list[Run]:
    """Cut ``text`` into runs; neighbouring differing words with only spaces between are one."""
    runs: list[Run] = []
    at = 0
    for number, found in enumerate(_WORD.finditer(text)):
        if number not in differing:
            continue
        between = text[at : found.start()]
        if runs and runs[-1].differs and not between.strip():
            runs[-1] = Run(runs[-1].text + between + found[0], True)
        else:
            runs.extend([Run(between)] if between else [])
            runs.append(Run(found[0], True))
        at = found.end()
    return [*runs, Run(text[at:])] if text[at:] else runs
