"""What the form of a verb says of its subject ("powiedziała": one woman or body), and who fits."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

from firsthand.attribute.drafts import Draft
from firsthand.attribute.speaker_words import SpeakerWords
from firsthand.records import SpeakerKind

_SHORTEST_STEM = 3


def cue_features(text: str, draft: Draft, known: SpeakerWords) -> frozenset[str]:
    """Return what the form of the draft's verb says of its subject, nothing for other cues."""
    if not known.verb_features:
        return frozenset()
    return _verb_features(" ".join(text[s:e] for s, e in draft.cue), known)


def _verb_features(words: str, known: SpeakerWords) -> frozenset[str]:
    """Return what the endings of a cue's words say of its subject ("powiedziała": female).

    Empty where the language has no such endings or none of the words has one.
    """
    for word in words.casefold().split():
        for ending, features in known.verb_features.items():
            if word.endswith(ending) and len(word) > len(ending) + 1:
                return frozenset(features.split())
    return frozenset()


def agrees(kind: SpeakerKind, own: Collection[str], features: frozenset[str]) -> bool:
    """Tell whether a verb with these features may be a speaker's, of whom ``own`` are known.

    No features fit all.
    """
    if "plural" in features:
        return kind not in {"person", "country"}
    if features & {"male", "female"}:
        opposite = "female" if "male" in features else "male"
        return kind != "group" and opposite not in own
    return kind != "person" if "neuter" in features else True


def stem(name: str, known: SpeakerWords) -> str:
    """Return a name without its endings of case, so that "Лаврова" is "Лавров" too."""
    return " ".join(_stem(word, known.name_endings) for word in _plain(name).split())


def are_forms(name: str, other: str) -> bool:
    """Tell whether two names are forms of one in different cases: their words begin alike."""
    a, b = _plain(name).split(), _plain(other).split()
    alike = (x[:_SHORTEST_STEM] == y[:_SHORTEST_STEM] for x, y in zip(a, b, strict=False))
    return len(a) == len(b) and all(alike)


def _plain(name: str) -> str:
    """Return a name without the marks on its letters, which writers often leave out."""
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def _stem(word: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word
