"""The ``[attribution]`` table of a language read from its file: cue lists with all their forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, get_args

from firsthand import languages
from firsthand.attribute.folding import fold
from firsthand.attribute.lexicon import (
    _ENDINGS,
    _FLAGS,
    _PARTS,
    FRAMES,
    Cue,
    CueForm,
    CueKind,
    Lexicon,
)
from firsthand.attribute.suffixes import subject_forms
from firsthand.attribute.unspaced import Vocabulary, vocabulary
from firsthand.errors import KnowledgeError
from firsthand.records import Force

_NOT_LISTS = {"verbs", "nouns"} | _PARTS | _ENDINGS | _FLAGS
_FORMS: Mapping[str, CueForm] = {
    "forms": "any",
    "participles": "participle",
    "infinitives": "infinitive",
    "first": "first",
    "gerunds": "gerund",
    "attributes": "attribute",
    "nominals": "nominal",
}
# Lists of plain phrases: the kind of cue, its force and its frame.
_PHRASES: Mapping[str, tuple[CueKind, Force, str]] = {
    "prepositional": ("preposition", "state", ""),
    "closing": ("preposition", "state", "closing"),
    "parenthetical": ("preposition", "state", "parenthetical"),
    "possessed": ("preposition", "state", "possessed"),
    "report_prepositions": ("preposition", "state", "report"),
    "postpositional": ("postposition", "state", ""),
    "hedges": ("hedge", "claim", ""),
}


@cache
def lexicon(code: str | None) -> Lexicon:
    """Return the compiled lexicon of a language; an empty one where the language has no table.

    Raises KnowledgeError for an unknown force or frame.
    """
    table = languages.table(code, "attribution")
    cues: dict[str, list[Cue]] = defaultdict(list)
    for cue in _cues(table, code or "?"):
        cues[cue.words[0]].append(cue)
    return Lexicon(
        cues={w: tuple(sorted(c, key=_specific_first)) for w, c in cues.items()},
        last_words=frozenset(c.words[-1] for known in cues.values() for c in known),
        adverb_endings=tuple(table.get("adverb_endings", ())),
        participle_endings=tuple(table.get("participle_endings", ())),
        verb_second=bool(table.get("verb_second", False)),
        words={
            "first_person": _first_person(code),
            "countries": _folded(languages.table(code, "speakers").get("countries", ())),
            **{k: _folded(v) for k, v in table.items() if k not in _NOT_LISTS},
        },
        fenced_clauses=bool(table.get("fenced_clauses", False)),
        nouns_capital=bool(table.get("nouns_capital", False)),
        reported_endings=tuple(table.get("reported_endings", ())),
        past_endings=tuple(table.get("past_endings", ())),
        null_subject=bool(table.get("null_subject", False)),
        inverts=bool(table.get("inverts", False)),
        comma_clauses=bool(table.get("comma_clauses", False)),
        marked_names=bool(table.get("marked_names", False)),
        elided=frozenset(table.get("elided", ())),
        enclitics=tuple(table.get("enclitics", ())),
        verb_endings=tuple(map(fold, table.get("verb_endings", ()))),
        infinitive_endings=tuple(table.get("infinitive_endings", ())),
        oblique_endings=tuple(map(fold, table.get("oblique_endings", ()))),
        governed_endings=tuple(table.get("governed_endings", ())),
        governed_adjectives=tuple(table.get("governed_adjectives", ())),
        object_endings=tuple(table.get("object_endings", ())),
        bare_endings=tuple(table.get("bare_endings", ())),
        seat_endings=tuple(table.get("seat_endings", ())),
        hearsay_endings=tuple(table.get("hearsay_endings", ())),
        hearsay_openings=tuple(table.get("hearsay_openings", ())),
        speaker_nouns=_speaker_nouns(
            code, "titles", "organisations", "groups", "unnamed", "outlets", "documents"
        ),
        outlet_nouns=_speaker_nouns(code, "outlets"),
        body_nouns=_speaker_nouns(code, "organisations"),
        adjunct_openings=tuple(map(fold, table.get("adjunct_openings", ()))),
        possessive_endings=tuple(table.get("possessive_endings", ())),
        verb_first=bool(table.get("verb_first", False)),
        verb_last=bool(table.get("verb_last", False)),
        content_endings=tuple(map(fold, table.get("content_endings", ()))),
        genitive_endings=tuple(map(fold, table.get("genitive_endings", ()))),
        relative_endings=tuple(map(fold, table.get("relative_endings", ()))),
        agent_endings=tuple(map(fold, table.get("agent_endings", ()))),
        proclitics=_folded(table.get("proclitics", ())),
        proclitic_hosts=tuple(map(fold, table.get("proclitic_hosts", ()))),
        standing=_standing(table, code, cues) if "proclitics" in table else frozenset(),
        subject_first=bool(table.get("subject_first", False)),
        vocabulary=known_words(code),
    )


def _standing(
    table: Mapping[str, Any], code: str | None, cues: Mapping[str, Any]
) -> frozenset[str]:
    """Return all words that the tables of a language know, for the question what hangs on them."""
    lists = [v for k, v in table.items() if k not in _NOT_LISTS]
    lists += [v for v in languages.table(code, "speakers").values() if not isinstance(v, bool)]
    phrases = _folded(w for known in lists for w in known)
    return frozenset(w for p in (*phrases, *cues) for w in p.split())


def _speaker_nouns(code: str | None, *groups: str) -> frozenset[str]:
    """Return the nouns of the lists, and with the endings that a subject may have ("Bakanı")."""
    table = languages.table(code, "speakers")
    nouns = frozenset[str]().union(*(_folded(table.get(group, ())) for group in groups))
    rules = table.get("noun_endings", ()), table.get("softened", ())
    return frozenset(subject_forms(nouns, *rules)) if any(rules) else nouns


def _first_person(code: str | None) -> frozenset[str]:
    pronouns = languages.table(code, "speakers").get("pronouns", {})
    return _folded(word for word, features in pronouns.items() if "first" in features.split())


@cache
def known_words(code: str | None) -> Vocabulary | None:
    """Return all words of a language written without spaces, None for the others."""
    table = languages.table(code, "attribution")
    if not table.get("unspaced", False):
        return None
    return vocabulary(table, languages.table(code, "speakers"), table.get("name_characters", ()))


def _folded(words: Iterable[str]) -> frozenset[str]:
    """Return the words as tokens are compared: case-folded, so that "ß" is "ss"."""
    return frozenset(map(fold, words))


def _specific_first(cue: Cue) -> tuple[int, bool]:
    return -len(cue.words), cue.particle is None and not cue.governs


def _cues(table: Mapping[str, Any], code: str) -> Iterable[Cue]:
    elided = frozenset(table.get("elided", ()))
    for block in table.get("verbs", ()):
        force, frames = _force(block, code), frozenset(block["frames"])
        governs = _folded(block.get("governs", ()))
        if frames - FRAMES:
            raise KnowledgeError(f"languages/{code}.toml: unknown frames {sorted(frames - FRAMES)}")
        for key, kind in _FORMS.items():
            for form in _forms(block, key, table.get("attribute_endings", ("",))):
                head, _, particle = form.partition("+")
                words = _cue_words(head.replace("_", " "), elided)
                yield Cue(words, "verb", force, frames, particle or None, kind, governs)
    for block in table.get("nouns", ()):
        for form in block["forms"]:
            yield Cue(_cue_words(fold(form), elided), "noun", _force(block, code))
    for key, (what, stance, frame) in _PHRASES.items():
        own = frozenset({frame} if frame else ())
        for form in table.get(key, ()):
            yield Cue(_cue_words(fold(form), elided), what, stance, own)


def _expanded(forms: str, endings: Sequence[str]) -> Iterable[str]:
    """Yield the forms; a hyphen in one ("заявивш-") stands for each of the endings."""
    for form in fold(forms).split():
        stem, hyphen, tail = form.partition("-")
        if hyphen:
            yield from (stem + ending + tail for ending in endings)
        else:
            yield form


def _forms(block: Mapping[str, Any], key: str, endings: Sequence[str]) -> Iterable[str]:
    """Yield the verb forms of a block, each behind each of its ``heads`` ("iddia" + "etti")."""
    heads = [f"{head}_" for head in fold(block.get("heads", "")).split()] or [""]
    for form in _expanded(block.get(key, ""), endings):
        yield from (head + form for head in heads)


def _cue_words(form: str, elided: frozenset[str]) -> tuple[str, ...]:
    """Split a form as the text is split: "d'après" is two words where "d'" is elided."""
    words: list[str] = []
    for word in form.split():
        head, mark, rest = word.partition("'")
        words.extend([head + mark, rest] if rest and head + mark in elided else [word])
    return tuple(words)


def _force(block: Mapping[str, Any], code: str) -> Force:
    force: Force = block.get("force", "")
    if force not in get_args(Force):
        raise KnowledgeError(f"languages/{code}.toml: unknown force {force!r} in [attribution]")
    return force
