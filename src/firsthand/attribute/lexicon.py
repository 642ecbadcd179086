"""The ``[attribution]`` table of a language, compiled for look-up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from firsthand.attribute.unspaced import Vocabulary
from firsthand.records import Force

CueKind = Literal["verb", "noun", "preposition", "postposition", "hedge"]
CueForm = Literal["any", "participle", "infinitive", "first", "gerund", "attribute", "nominal"]
FRAMES = frozenset(
    {
        "clause",
        "that",
        "quote",
        "cited",
        "report",
        "object",
        "infinitive",
        "addressee",
        "target",
        "impersonal",
        "closing",
        "about",
        "parenthetical",
        "possessed",
    }
)
_NO_WORDS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry of the cue list.

    ``words`` are the lower-case words of the form; ``particle`` is a separable part that stands
    elsewhere in the clause (Dutch "voegde … toe"). ``frames`` say what a verb takes as content:
    ``clause`` (a clause, with or without complementiser), ``that`` (a complementiser is needed),
    ``quote`` (counts beside a quotation), ``object`` (a noun phrase), ``infinitive``,
    ``addressee`` (a hearer may stand before the content), ``impersonal`` (no subject speaks: "it
    says in the report"), ``cited`` (the subject of its passive speaks), ``about`` (what
    stands behind one of the ``about_prepositions``: "informed of …"). A preposition of the
    frame ``closing`` counts only right behind a comma or a quotation, one of the frame ``report``
    only before a noun of the list ``report_nouns``, one of the frame ``parenthetical`` only where
    a clause or a comma begins, one of ``possessed`` holds its speaker ("по его словам");
    ``target`` says that whoever is addressed belongs to the content ("accuse X of").
    ``form`` tells forms apart that need more than themselves: a past ``participle`` (an auxiliary
    must stand before it), an ``infinitive`` (the speaker is that of the main verb), a verb in the
    ``first`` person whose subject is left out, a participle of circumstance ("adding",
    ``gerund``), one in front of its noun (``attribute``), one that is a noun (``nominal``: "his
    saying that"). ``governs`` are prepositions with which the content begins; one letter is written
    together with the next word.
    """

    words: tuple[str, ...]
    kind: CueKind
    force: Force
    frames: frozenset[str] = frozenset()
    particle: str | None = None
    form: CueForm = "any"
    governs: frozenset[str] = frozenset()

    @property
    def speaks(self) -> frozenset[str]:
        """The frames under which it may stand beside a quotation, "quote" among them if so."""
        return self.frames | {"quote"} if self.frames & {"clause", "that"} else self.frames

    @property
    def finite(self) -> bool:
        """Whether one word of it alone shows a verb."""
        return len(self.words) == 1 and self.form in ("any", "first")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words that attribution needs in one language; ``cues`` by first word, longest first;
    ``last_words`` are the last words of all cues.

    ``verb_second``, ``fenced_clauses`` (subordinate clauses stand between commas and end in their
    verb), ``nouns_capital`` (a capital letter does not show a name), ``null_subject`` (a subject
    may be left out) and ``inverts`` (a subject may stand behind its verb anywhere) tell of the
    language; where subjects invert, reported clauses never lack their complementiser. ``elided``
    are words that end in an apostrophe and are written together with the next ("qu'il"),
    ``enclitics`` pronouns that hang on a verb by a hyphen ("a-t-il"). ``comma_clauses`` says
    that a comma always stands before a complementiser, ``oblique_endings`` end words that are
    told something and do not speak (datives), ``object_endings`` those that are no subject,
    ``governed_endings`` those in the case that "according to" governs, ``governed_adjectives``
    adjectives in that case, whose noun follows; ``marked_names`` says that names of firms stand
    in quotation marks, ``seat_endings`` end plural verbs. A noun without an article
    that ends otherwise than ``bare_endings`` is no subject ("swing states", a verb form to look
    at) unless it is one of ``speaker_nouns``, those that the table of speakers lists.
    Where the verb comes first (``verb_first``), the speaker stands behind it and ends before a
    word with one of ``object_endings`` or ``adjunct_openings``. ``proclitics`` are
    words of one letter that are written together with the next ("and" in Arabic).
    ``vocabulary`` holds all words of a language written without spaces; where it is
    ``subject_first``, subject and adverbials stand before the verb and content behind it.
    Where the verb comes last (``verb_last``), what stands between subject and verb is content: a
    clause that is a noun ends in one of ``content_endings``, its subject in ``genitive_endings``;
    ``relative_endings`` end a clause in front of its noun, ``agent_endings`` words for those who
    do something.
    """

    cues: Mapping[str, tuple[Cue, ...]]
    last_words: frozenset[str]
    adverb_endings: tuple[str, ...]
    participle_endings: tuple[str, ...]
    verb_second: bool
    words: Mapping[str, frozenset[str]]
    fenced_clauses: bool = False
    nouns_capital: bool = False
    reported_endings: tuple[str, ...] = ()
    past_endings: tuple[str, ...] = ()
    null_subject: bool = False
    inverts: bool = False
    comma_clauses: bool = False
    marked_names: bool = False
    elided: frozenset[str] = frozenset()
    enclitics: tuple[str, ...] = ()
    verb_endings: tuple[str, ...] = ()
    infinitive_endings: tuple[str, ...] = ()
    oblique_endings: tuple[str, ...] = ()
    governed_endings: tuple[str, ...] = ()
    governed_adjectives: tuple[str, ...] = ()
    object_endings: tuple[str, ...] = ()
    bare_endings: tuple[str, ...] = ()
    seat_endings: tuple[str, ...] = ()
    hearsay_endings: tuple[str, ...] = ()
    hearsay_openings: tuple[str, ...] = ()
    speaker_nouns: frozenset[str] = frozenset()
    outlet_nouns: frozenset[str] = frozenset()
    body_nouns: frozenset[str] = frozenset()
    verb_first: bool = False
    possessive_endings: tuple[str, ...] = ()
    adjunct_openings: tuple[str, ...] = ()
    proclitics: frozenset[str] = frozenset()
    proclitic_hosts: tuple[str, ...] = ()
    standing: frozenset[str] = frozenset()
    subject_first: bool = False
    vocabulary: Vocabulary | None = None
    verb_last: bool = False
    content_endings: tuple[str, ...] = ()
    genitive_endings: tuple[str, ...] = ()
    relative_endings: tuple[str, ...] = ()
    agent_endings: tuple[str, ...] = ()

    def has(self, group: str, word: str) -> bool:
        """Tell whether ``word`` (lower case) is in a word list of the table."""
        return word in self.words.get(group, _NO_WORDS)

    def has_proclitic(self, word: str) -> bool:
        """Tell whether the first letter of ``word`` (folded) is a word of its own (Arabic "and").

        It is where the rest is a known word or begins as hosts do, and the whole is not known.
        """
        if word[:1] not in self.proclitics or word in self.standing:
            return False
        rest = word[1:]
        return rest in self.standing or rest.startswith(self.proclitic_hosts)

    def is_adverb(self, word: str) -> bool:
        """Tell whether ``word`` may stand between a speaker and the verb."""
        if self.has("adverbs", word):
            return True
        return bool(self.adverb_endings) and len(word) > 4 and word.endswith(self.adverb_endings)

    def is_gerund(self, word: str) -> bool:
        """Tell whether ``word`` is a known verb form that shares the subject of another verb."""
        return any(c.form == "gerund" for c in self.cues.get(word, ()))

    def is_oblique(self, word: str) -> bool:
        """Tell whether ``word`` is in a case in which nobody speaks, but somebody is told."""
        return self.has("oblique", word) or word.endswith(self.oblique_endings or ("\0",))

    def is_verb(self, word: str) -> bool:
        """Tell whether ``word`` is a known verb form (not a noun of the same form)."""
        if self.has("common_verbs", word) or self.has("auxiliaries", word):
            return True
        if any(c.kind == "verb" and c.finite for c in self.cues.get(word, ())):
            return True
        if not self.verb_endings or len(word) < _SHORTEST_VERB or self.has("nonverbs", word):
            return False
        return word.endswith(self.verb_endings)

    def is_verb_form(self, word: str) -> bool:
        """Tell whether ``word`` is a known verb form of any kind, past participles included."""
        return self.is_verb(word) or any(
            c.kind == "verb" and len(c.words) == 1 for c in self.cues.get(word, ())
        )

    @property
    def plain_words(self) -> bool:
        """Whether every word stands by itself between spaces and marks."""
        return not (self.elided or self.enclitics or self.proclitics or self.vocabulary)

    def starts_clause(self, word: str) -> bool:
        """Tell whether a clause begins at ``word``, so that no speaker reaches across it."""
        return self.has("clause_words", word)


_SHORTEST_VERB = 4
_FLAGS = {
    "verb_first",
    "verb_last",
    "verb_second",
    "fenced_clauses",
    "nouns_capital",
    "null_subject",
    "inverts",
    "comma_clauses",
    "subject_first",
    "unspaced",
    "marked_names",
}
_ENDINGS = {
    "reported_endings",
    "past_endings",
    "adverb_endings",
    "participle_endings",
    "verb_endings",
    "infinitive_endings",
    "oblique_endings",
    "governed_endings",
    "governed_adjectives",
    "object_endings",
    "bare_endings",
    "seat_endings",
    "hearsay_endings",
    "hearsay_openings",
    "possessive_endings",
    "adjunct_openings",
    "content_endings",
    "genitive_endings",
    "relative_endings",
    "agent_endings",
}
_PARTS = {"elided", "enclitics", "proclitics", "proclitic_hosts", "attribute_endings"}
