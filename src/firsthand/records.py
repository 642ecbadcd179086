"""The frozen records that the stages pass on, in the order of the pipeline.

Offsets are Unicode code points into ``Report.text``, end exclusive, so ``text[start:end]`` is the
evidence. Stages never change a record: they return a new one (``dataclasses.replace``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]

PassageKind = Literal["headline", "paragraph", "crosshead", "caption", "credit", "other"]
Voice = Literal["reporting", "comment", "unclear"]
Mode = Literal["direct", "indirect", "mixed"]
Force = Literal[
    "state",
    "claim",
    "accuse",
    "deny",
    "admit",
    "ask",
    "demand",
    "promise",
    "warn",
    "feel",
    "other",
]
SpeakerKind = Literal["person", "organisation", "group", "country", "unnamed", "outlet"]
CitationKind = Literal["agency", "outlet", "link", "dateline", "credit"]
DerivationKind = Literal["copy", "cut", "rewrite", "translation", "relay"]
OriginKind = Literal["agency", "outlet", "speaker", "document", "unknown"]
DivergenceKind = Literal["added", "dropped", "changed"]
Aspect = Literal["number", "place", "name", "date", "wording", "certainty", "polarity", "speaker"]
DateFrom = Literal["given", "meta", "json-ld", "url", "text", "none"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with an input, kept beside the results instead of raised.

    ``code`` is a short stable word (``empty``, ``binary``, ``encoding``, ``no-article``, ...);
    ``message`` says what was wrong, where, and what to do.
    """

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of text between quotation marks.

    ``pieces`` are the spans between the marks, marks left out, one for each paragraph that the
    quotation runs through; ``outer`` goes from the opening to past the closing mark.
    ``depth`` is 0 for a quotation that stands in no other. ``closed`` is False where no closing
    mark was found and the paragraph's end was taken.
    """

    pieces: tuple[Span, ...]
    outer: Span
    depth: int = 0
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph-like piece of a report, with its sentences and whose voice it is."""

    span: Span
    kind: PassageKind = "paragraph"
    voice: Voice = "unclear"
    sentences: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker expresses a content.

    ``content``, ``mention`` (the words that name the speaker; ``source`` in the output) and
    ``cue`` (the words that mark the attribution) are spans; quotation marks around a direct
    content are left out. ``parent`` is the id of the attribution in whose content this one
    stands. ``method`` names the rule that found it; ``score`` is its confidence in 0..1.
    """

    id: str
    mode: Mode
    content: tuple[Span, ...]
    mention: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    parent: str | None = None
    speaker: str | None = None
    force: Force = "state"
    method: str = ""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Speaker:
    """One speaker of one report, with every mention of it."""

    id: str
    name: str
    kind: SpeakerKind
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A report names an outlet or agency as its source.

    ``span`` is the words that name it; ``outlet`` its full name where the table knows one, else
    the words themselves. ``scope`` is the text that rests on it: the sentence, or all the text
    that follows for a block ("Anti Media reports:"). ``href`` is where a link in the page leads;
    a citation of kind ``link`` is a link alone, without words that say that something rests on it.
    """

    span: Span
    outlet: str
    kind: CitationKind
    scope: Span
    method: str = ""
    score: float = 0.0
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One news report: what was read, and what the stages found in it.

    ``published`` is an ISO 8601 date or date-time and ``published_from`` tells where it was
    found. A report that could not be read has an empty ``text`` and at least one problem.
    """

    id: str
    path: str | None = None
    url: str | None = None
    sha256: str = ""
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    published_from: DateFrom = "none"
    language: str | None = None
    text: str = ""
    passages: tuple[Passage, ...] = ()
    quotes: tuple[Quote, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    citations: tuple[Citation, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in a report."""

    report: str
    span: Span


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is certain (``lower``) and what is possible (``upper``)."""

    lower: int
    upper: int


@dataclass(frozen=True, slots=True)
class SharedSpeaker:
    """One speaker as named by the reports of a story; ``members`` are (report id, speaker id)."""

    id: str
    name: str
    kind: SpeakerKind
    members: tuple[tuple[str, str], ...]
    method: str = ""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Telling:
    """One report's wording of a claim; ``attribution`` is None where the writer tells it."""

    report: str
    attribution: str | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """The same content in one or more tellings.

    ``text`` is the fullest telling's own words, and that telling stands first. ``speakers`` are ids
    of the story's shared speakers. ``asserted_by`` bounds the number of speakers who assert it,
    ``routes`` the number of independent ways on which it reached the reports; both None until
    counted.
    """

    id: str
    text: str
    tellings: tuple[Telling, ...]
    speakers: tuple[str, ...] = ()
    asserted_by: Bounds | None = None
    routes: Bounds | None = None
    why: str = ""
    method: str = ""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Derivation:
    """A report comes from another report or from an origin (``parent``: its id).

    ``evidence`` is a list of rows; a row has one place (a citation) or two places that share text.
    ``part``: the report has only some sentences from there, so it does not rest on it.
    """

    report: str
    parent: str
    kind: DerivationKind
    evidence: tuple[tuple[Evidence, ...], ...]
    method: str = ""
    score: float = 0.0
    part: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a chain ends."""

    id: str
    kind: OriginKind
    name: str


@dataclass(frozen=True, slots=True)
class Divergence:
    """Something that one telling of a claim adds, drops or changes against another."""

    claim: str
    kind: DivergenceKind
    aspect: Aspect
    spans: tuple[Evidence, ...]
    method: str = ""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Repeat:
    """One report prints the same statement in two renderings (``spans``), as if it were two."""

    claim: str
    report: str
    spans: tuple[Evidence, Evidence]
    method: str = ""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two reports tell one thing in ways that cannot both be right.

    ``spans`` are the words that differ, one place a report; ``around`` the tellings or passages in
    which they stand. ``claim`` is None where the passages tell no common claim.
    """

    claim: str | None
    aspect: Aspect
    spans: tuple[Evidence, Evidence]
    around: tuple[Evidence, Evidence]
    method: str = ""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Count:
    """How much stands behind a story, and why, in plain sentences."""

    reports: int
    languages: int
    origins: Bounds
    speakers: Bounds
    why: str


@dataclass(frozen=True, slots=True)
class Story:
    """The reports of one event (by id), and what comparing them shows.

    ``only_here`` are tellings and passages to which no other report has anything like it. A passage
    that neither stands there nor in a claim may have its like elsewhere: that is not known.
    """

    id: str
    reports: tuple[str, ...]
    claims: tuple[Claim, ...] = ()
    speakers: tuple[SharedSpeaker, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    origins: tuple[Origin, ...] = ()
    divergences: tuple[Divergence, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    only_here: tuple[Evidence, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    count: Count | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """Reports (by id) that a person puts into one story (``same``), or apart each from each.

    ``openings``, one a report or none at all, are the words with which the reports begin: another
    report of the same id is not meant.
    """

    same: bool
    reports: tuple[str, ...]
    openings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pointed:
    """A place in a report (by id), and the words that stood there when a person pointed at it."""

    report: str
    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class TellingJudgement:
    """What a person has said of tellings: all tell one claim (``same``), or the first tells another
    claim than each of the rest."""

    same: bool
    places: tuple[Pointed, ...]


@dataclass(frozen=True, slots=True)
class SpeakerJudgement:
    """Who, a person has said, expresses this content; ``name`` None for nobody who is named."""

    place: Pointed
    name: str | None


@dataclass(frozen=True, slots=True)
class VoiceJudgement:
    """This passage, a person has said, is no comment but reporting."""

    place: Pointed


AnyJudgement = Judgement | TellingJudgement | SpeakerJudgement | VoiceJudgement


@dataclass(frozen=True, slots=True)
class Making:
    """What made a comparison: firsthand's version, the encoder, and the thresholds it went by.

    A threshold is (what had to reach it, its value), in the order of the pipeline.
    """

    version: str
    encoder: str
    thresholds: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The result of comparing reports: stories, the reports themselves, and all problems.

    ``making`` is None where nothing had to be compared.
    """

    stories: tuple[Story, ...]
    reports: tuple[Report, ...]
    problems: tuple[Problem, ...] = ()
    making: Making | None = None
