"""What the form of a verb says of its subject ("powiedziała": one woman or body), and who fits."""

from __future__ import annotations

from collections.abc import Collection

from firsthand.attribute.drafts import Draft
from firsthand.attribute.mentions import SpeakerWords
from firsthand.records import SpeakerKind


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
