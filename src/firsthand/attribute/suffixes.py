"""Nouns and names with case endings: "Bakanlıktan" is "Bakanlık", "Erdoğan'ın" is "Erdoğan".

For languages that hang cases on the end of a word and a name's behind an apostrophe. The endings
are data (``noun_endings``, ``case_endings``, ``softened`` of the table of speakers).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from firsthand.attribute.folding import fold

_APOSTROPHES = ("'", "’")


@dataclass(frozen=True, slots=True)
class Inflection:
    """``bases`` leads from each form in which a noun may be a subject to its dictionary form.

    ``softened`` says which last letter stands for which before an ending ("ğ" for "k"),
    ``relative_endings`` end the verb of a relative clause, which stands in front of its noun.
    """

    bases: Mapping[str, str]
    case_endings: tuple[str, ...]
    softened: Mapping[str, str]
    relative_endings: tuple[str, ...] = ()

    def naming(self, words: list[str]) -> list[str]:
        """Return the words without case endings, from behind the last relative clause on."""
        for k in range(len(words) - 2, 0, -1):
            folded = fold(words[k])
            relative = words[k].islower() and folded.endswith(self.relative_endings)
            if relative and folded not in self.bases:
                return [self.bare(word) for word in words[k + 1 :]]
        return [self.bare(word) for word in words]

    def bare(self, word: str) -> str:
        """Return the word without its case ending; one that no list knows comes back unchanged."""
        if word[:1].isupper():
            word = _before_apostrophe(word)
        folded = fold(word)
        if folded in self.bases or len(folded) != len(word):
            return word
        for ending in self.case_endings:
            stem = folded[: -len(ending)]
            if not stem or not folded.endswith(ending):
                continue
            if stem in self.bases:
                return word[: -len(ending)]
            hard = self.softened.get(stem[-1], "")
            if hard and stem[:-1] + hard in self.bases:
                return word[: len(stem) - 1] + hard
        return word


def inflection(
    nouns: Iterable[str],
    noun_endings: Iterable[str],
    case_endings: Iterable[str],
    softened: Iterable[str],
    relative_endings: Iterable[str],
) -> Inflection:
    """Return the forms of ``nouns`` (folded); ``softened`` are pairs like "kğ"."""
    pairs = {fold(pair)[0]: fold(pair)[1] for pair in softened}
    endings = sorted(dict.fromkeys(map(fold, case_endings)), key=lambda e: (-len(e), e))
    bases = subject_forms(nouns, noun_endings, softened)
    hard = {soft: letter for letter, soft in pairs.items()}
    return Inflection(bases, tuple(endings), hard, tuple(map(fold, relative_endings)))


def subject_forms(
    nouns: Iterable[str], noun_endings: Iterable[str], softened: Iterable[str]
) -> dict[str, str]:
    """Return each form in which a noun (folded) may be a subject, with its dictionary form."""
    pairs = {fold(pair)[0]: fold(pair)[1] for pair in softened}
    known = sorted(nouns)
    forms = {noun: noun for noun in known}
    for ending in dict.fromkeys(map(fold, noun_endings)):
        for noun in known:
            forms.setdefault(noun + ending, noun)
            if noun[-1:] in pairs:
                forms.setdefault(noun[:-1] + pairs[noun[-1]] + ending, noun)
    return forms


def _before_apostrophe(word: str) -> str:
    for mark in _APOSTROPHES:
        head, found, rest = word.rpartition(mark)
        if found and head and rest.islower():
            return head
    return word
