"""The ``[attribution]`` table of a language, compiled for look-up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from firsthand import languages
from firsthand.errors import KnowledgeError
from firsthand.records import Force

CueKind = Literal["verb", "noun", "preposition", "postposition", "hedge"]
FRAMES = frozenset(
    {"clause", "that", "quote", "object", "infinitive", "addressee", "impersonal", "closing"}
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry of the cue list.

    ``words`` are the lower-case words of the form; ``particle`` is a separable part that stands
    elsewhere in the clause (Dutch "voegde … toe"). ``frames`` say what a verb takes as content:
    ``clause`` (a clause, with or without complementiser), ``that`` (a complementiser is needed),
    ``quote`` (counts beside a quotation), ``object`` (a noun phrase), ``infinitive``,
    ``addressee`` (a hearer may stand before the content), ``impersonal`` (no subject speaks: "it
    says in the report"). A preposition of the frame ``closing`` counts only right behind a comma
    or a quotation.
    """

    words: tuple[str, ...]
    kind: CueKind
    force: Force
    frames: frozenset[str] = frozenset()
    particle: str | None = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words that attribution needs in one language; ``cues`` by first word, longest first;
    ``last_words`` are the last words of all cues.

    ``verb_second``, ``fenced_clauses`` (subordinate clauses stand between commas and end in their
    verb) and ``nouns_capital`` (a capital letter does not show a name) tell of the language.
    """

    cues: Mapping[str, tuple[Cue, ...]]
    last_words: frozenset[str]
    adverb_endings: tuple[str, ...]
    participle_endings: tuple[str, ...]
    verb_second: bool
    words: Mapping[str, frozenset[str]]
    fenced_clauses: bool = False
    nouns_capital: bool = False

    def has(self, group: str, word: str) -> bool:
        """Tell whether ``word`` (lower case) is in a word list of the table."""
        return word in self.words.get(group, frozenset())

    def is_adverb(self, word: str) -> bool:
        """Tell whether ``word`` may stand between a speaker and the verb."""
        if self.has("adverbs", word):
            return True
        return bool(self.adverb_endings) and len(word) > 4 and word.endswith(self.adverb_endings)

    def is_verb(self, word: str) -> bool:
        """Tell whether ``word`` is a known verb form (not a noun of the same form)."""
        if self.has("common_verbs", word) or self.has("auxiliaries", word):
            return True
        return any(c.kind == "verb" and len(c.words) == 1 for c in self.cues.get(word, ()))

    def starts_clause(self, word: str) -> bool:
        """Tell whether a clause begins at ``word``, so that no speaker reaches across it."""
        return self.has("clause_words", word)


_FLAGS = {"verb_second", "fenced_clauses", "nouns_capital"}
_NOT_LISTS = {"verbs", "nouns", "adverb_endings", "participle_endings"} | _FLAGS


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
        words={k: frozenset(v) for k, v in table.items() if k not in _NOT_LISTS},
        fenced_clauses=bool(table.get("fenced_clauses", False)),
        nouns_capital=bool(table.get("nouns_capital", False)),
    )


def _specific_first(cue: Cue) -> tuple[int, bool]:
    return -len(cue.words), cue.particle is None


def _cues(table: Mapping[str, Any], code: str) -> Iterable[Cue]:
    for block in table.get("verbs", ()):
        force, frames = _force(block, code), frozenset(block["frames"])
        if frames - FRAMES:
            raise KnowledgeError(f"languages/{code}.toml: unknown frames {sorted(frames - FRAMES)}")
        for form in block["forms"].split():
            head, _, particle = form.partition("+")
            yield Cue(tuple(head.split("_")), "verb", force, frames, particle or None)
    for block in table.get("nouns", ()):
        for form in block["forms"]:
            yield Cue(tuple(form.split()), "noun", _force(block, code))
    for form in table.get("prepositional", ()):
        yield Cue(tuple(form.split()), "preposition", "state")
    for form in table.get("closing", ()):
        yield Cue(tuple(form.split()), "preposition", "state", frozenset({"closing"}))
    for form in table.get("postpositional", ()):
        yield Cue(tuple(form.split()), "postposition", "state")
    for form in table.get("hedges", ()):
        yield Cue(tuple(form.split()), "hedge", "claim")


def _force(block: Mapping[str, Any], code: str) -> Force:
    given = block.get("force")
    if given not in get_args(Force):
        raise KnowledgeError(f"languages/{code}.toml: unknown force {given!r} in [attribution]")
    force: Force = given
    return force
