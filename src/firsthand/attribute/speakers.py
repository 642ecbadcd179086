"""One speaker for every person, body or group of a report: names, offices and pronouns resolved.

The method is deterministic recency with agreement, after the sieve idea of Lee et al. (2013,
"Deterministic Coreference Resolution Based on Entity-Centric, Precision-Ranked Rules"): exact
and near names first, then offices, then pronouns. Unnamed speakers are never joined to named
ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from firsthand.attribute.agreement import agrees, are_forms, cue_features, stem
from firsthand.attribute.background import background_names
from firsthand.attribute.drafts import Draft
from firsthand.attribute.mentions import Mention, read_mention
from firsthand.attribute.segments import Segment
from firsthand.attribute.speaker_words import SpeakerWords
from firsthand.attribute.uncased_names import read_uncased
from firsthand.data import country_code
from firsthand.names import same_name
from firsthand.records import Report, Span, Speaker, SpeakerKind

_UNSPOKEN = frozenset({"left out", "first person"})
_FAR = 2
_RECENT = 256
_same_name = lru_cache(maxsize=65536)(same_name)


@dataclass(slots=True)
class _Entity:
    """A speaker in the making; only this module changes it, and only while it resolves."""

    kind: SpeakerKind
    name: str | None
    mentions: list[Mention] = field(default_factory=list)
    offices: set[str] = field(default_factory=set)
    features: set[str] = field(default_factory=set)
    spoke_at: int = -1
    names: dict[str, None] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)

    @property
    def label(self) -> str:
        if self.kind == "person" and self.names:
            best = max(self.names, key=lambda n: len(n.split()))
            return min((n for n in self.names if are_forms(n, best)), key=len)
        return self.name or self.mentions[0].text

    def add(self, mention: Mention) -> None:
        """Take in a mention that names or describes the speaker."""
        self.mentions.append(mention)
        self.offices |= mention.offices
        self.texts.add(mention.text.casefold())
        if mention.name is not None:
            self.names[mention.name] = None
            if self.name is None:
                self.name, self.kind = mention.name, mention.kind


class _Entities:
    """Those who may be meant, the last one named or heard first; old ones drop out of sight.

    A report with more than ``_RECENT`` names between two mentions of one is a list of names.
    """

    def __init__(self) -> None:
        self._active: dict[int, _Entity] = {}

    def __iter__(self) -> Iterator[_Entity]:
        return islice(reversed(self._active.values()), _RECENT)

    def touch(self, entity: _Entity) -> _Entity:
        """Take the entity in, or note that it was named again."""
        self._active.pop(id(entity), None)
        self._active[id(entity)] = entity
        return entity


def resolve_speakers(
    report: Report,
    segments: Sequence[Segment],
    drafts: Sequence[Draft],
    owners: Sequence[int | None],
    known: SpeakerWords,
) -> tuple[list[str | None], tuple[Speaker, ...]]:
    """Return for each draft its speaker's id or None, and the report's speakers.

    ``owners[i]`` is the draft in whose quoted content draft i stands, for "I" and "we".
    """
    entities = _Entities()
    starts = _passage_starts(segments)
    chosen: list[_Entity | None] = [None] * len(drafts)
    background = background_names(report, segments, known)
    order = sorted(
        (i for i, d in enumerate(drafts) if d.mention or d.method in _UNSPOKEN),
        key=lambda i: (_turn(report.text, drafts, owners, i, known), _place(drafts[i]), i),
    )
    by_span: dict[Span, _Entity | None] = {}
    pending = 0
    for i in order:
        span = _place(drafts[i])
        while pending < len(background) and background[pending].span[1] <= span[0]:
            _register(entities, background[pending], known)
            pending += 1
        owner = owners[i]
        outer = chosen[owner] if owner is not None else None
        if not drafts[i].mention:
            chosen[i] = outer
            if drafts[i].method == "left out":
                earliest = starts.get(max(0, segments[drafts[i].segment].passage - _FAR), 0)
                features = cue_features(report.text, drafts[i], known)
                last = None if outer else _last_speaker(entities, earliest, features)
                if last is not None and features:
                    last.spoke_at = span[0]
                chosen[i] = last
            continue
        if span not in by_span:
            by_span[span] = _resolve(report.text, span, entities, outer, known)
        chosen[i] = by_span[span]
        entity = chosen[i]
        if entity is not None:
            entities.touch(entity).spoke_at = span[0]
            if entity.kind == "person" and not entity.features:
                gender = cue_features(report.text, drafts[i], known) & {"male", "female"}
                entity.features |= gender
    return _finish(chosen)


def _place(draft: Draft) -> Span:
    return draft.mention[0] if draft.mention else draft.cue[0]


def _passage_starts(segments: Sequence[Segment]) -> dict[int, int]:
    """Return where each passage begins; one without words begins where the next does."""
    starts: dict[int, int] = {}
    for segment in reversed(segments):
        starts[segment.passage] = segment.tokens[0].start
    for passage in range(max(starts, default=0), -1, -1):
        starts.setdefault(passage, starts.get(passage + 1, 0))
    return starts


def _last_speaker(
    entities: _Entities, earliest: int, features: frozenset[str] = frozenset()
) -> _Entity | None:
    """Return who spoke last before a verb without a subject, if that was not before ``earliest``.

    Spanish, Italian and Portuguese leave the subject out as long as it stays the same; where the
    verb's form shows gender or number (``features``) it must agree.
    """
    agreeing = (e for e in entities if agrees(e.kind, e.features, features))
    best = max(agreeing, key=lambda e: e.spoke_at, default=None)
    return best if best is not None and best.spoke_at >= max(0, earliest) else None


def _turn(
    text: str,
    drafts: Sequence[Draft],
    owners: Sequence[int | None],
    i: int,
    known: SpeakerWords,
) -> int:
    """Return the place at which a mention is resolved: "I" waits for the one who speaks."""
    start, end = _place(drafts[i])
    owner = owners[i]
    if owner is None or not drafts[owner].mention:
        return start
    if drafts[i].method == "first person":
        return max(start, drafts[owner].mention[0][0] + 1)
    word = text[start:end].casefold()
    features = known.pronouns.get(word) or known.possessive_pronouns.get(word, "")
    return max(start, drafts[owner].mention[0][0] + 1) if "first" in features else start


def _finish(
    chosen: Sequence[_Entity | None],
) -> tuple[list[str | None], tuple[Speaker, ...]]:
    speaking = list({id(e): e for e in chosen if e is not None}.values())
    speaking.sort(key=lambda e: e.mentions[0].span)
    names = {id(e): f"s{n}" for n, e in enumerate(speaking, 1)}
    speakers = tuple(
        Speaker(names[id(e)], e.label, e.kind, tuple(sorted({m.span for m in e.mentions})))
        for e in speaking
    )
    return [None if c is None else names[id(c)] for c in chosen], speakers


def _resolve(
    text: str,
    span: Span,
    entities: _Entities,
    outer: _Entity | None,
    known: SpeakerWords,
) -> _Entity | None:
    read = read_uncased if known.no_capitals else read_mention
    mention = read(text, span, known)
    if mention.pronoun:
        return _pronoun(mention, entities, outer)
    entity = _by_name(mention, entities, known) or _by_office(mention, entities)
    if entity is None:
        entity = _Entity(mention.kind, mention.name)
    entity.add(mention)
    return entities.touch(entity)


def _register(entities: _Entities, mention: Mention, known: SpeakerWords) -> None:
    """Take a name in the narrator's text into the list of those whom a pronoun may mean."""
    entity = _by_name(mention, entities, known)
    if entity is None:
        entity = _Entity(mention.kind, mention.name)
    entity.add(mention)
    entities.touch(entity)


def _by_name(mention: Mention, entities: _Entities, known: SpeakerWords) -> _Entity | None:
    if mention.kind == "unnamed":
        return None
    if mention.name is None:
        same = mention.text.casefold()
        for entity in entities:
            if entity.kind == mention.kind and same in entity.texts:
                return entity
        return None
    for entity in entities:
        if entity.name is None or not _kinds_agree(entity.kind, mention.kind):
            continue
        if entity.kind == mention.kind == "country":
            if _same_country(entity.name, mention.name):
                return entity
            continue
        if any(_same_name(name, mention.name) for name in entity.names):
            return entity
        if known.name_endings and any(
            _same_name(stem(name, known), stem(mention.name, known)) for name in entity.names
        ):
            return entity
    return None


def _same_country(one: str, other: str) -> bool:
    codes = country_code(one), country_code(other)
    return codes[0] == codes[1] if None not in codes else one.casefold() == other.casefold()


def _kinds_agree(a: SpeakerKind, b: SpeakerKind) -> bool:
    return a == b or {a, b} <= {"organisation", "outlet"}


def _by_office(mention: Mention, entities: _Entities) -> _Entity | None:
    """Resolve "the general" to the last person introduced with that office."""
    if mention.name is not None or not mention.definite or not mention.offices:
        return None
    for entity in sorted(entities, key=_recency, reverse=True):
        if entity.kind == "person" and any(
            _same_office(a, b) for a in entity.offices for b in mention.offices
        ):
            return entity
    return None


def _same_office(a: str, b: str) -> bool:
    return a == b or a.rsplit("-", 1)[-1] == b or b.rsplit("-", 1)[-1] == a


def _recency(entity: _Entity) -> tuple[int, int]:
    return entity.spoke_at, entity.mentions[-1].span[0]


def _pronoun(mention: Mention, entities: _Entities, outer: _Entity | None) -> _Entity | None:
    features = set((mention.pronoun or "").split())
    if "indefinite" in features:
        return None
    if "first" in features:
        if outer is not None:
            outer.mentions.append(mention)
        return outer
    fitting = [e for e in entities if _fits(e, features) and e is not outer][::-1]
    if not fitting:
        return None
    spoken = [e for e in fitting if e.spoke_at >= 0]
    best = max(spoken or fitting, key=lambda e: max(e.spoke_at, e.mentions[-1].span[0]))
    if "relative" in features:
        best = max(fitting, key=lambda e: e.mentions[-1].span[0])
    if features & {"male", "female"} and (best.kind == "person" or "or" not in features):
        best.features |= features & {"male", "female"}
    best.mentions.append(mention)
    return best


def _fits(entity: _Entity, features: set[str]) -> bool:
    if "relative" in features:
        return True
    if "or" in features:
        return any(_fits(entity, {f}) for f in features - {"or"})
    if "neuter" in features:
        return entity.kind in {"organisation", "country", "outlet", "group"}
    if "plural" in features:
        return entity.kind in {"group", "unnamed", "organisation"}
    opposite = {"male": "female", "female": "male"}
    if entity.kind != "person" and not (entity.kind == "unnamed" and "singular" in features):
        return False
    return not any(opposite.get(f) in entity.features for f in features)
