"""A judgement as a line of JSON, and back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, TypeGuard

from firsthand.errors import UsageError
from firsthand.records import (
    AnyJudgement,
    Judgement,
    Pointed,
    SpeakerJudgement,
    TellingJudgement,
    VoiceJudgement,
)

_PLACE = '{"report": id, "span": [start, end], "words": text}'
_REMEDY = (
    'write {"same": [...]} or {"apart": [...]} with two report ids or two places or more, '
    '{"speaker": place, "name": text or null}, or {"reporting": place}, a place being ' + _PLACE
)
_LEAST = 2


def judgement_line(judgement: AnyJudgement) -> str:
    """Return the judgement as one line of JSON, without the line's end."""
    return json.dumps(_record(judgement), ensure_ascii=False)


def read_line(line: str, where: str) -> AnyJudgement:
    """Return the judgement of a line; raises UsageError for anything else.

    ``where`` names the line for the message.
    """
    try:
        fields: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{where}: is no JSON ({error}); {_REMEDY}") from error
    found = _judgement(fields) if isinstance(fields, dict) else None
    if found is None:
        raise UsageError(f"{where}: is no judgement; {_REMEDY}")
    return found


def _record(judgement: AnyJudgement) -> dict[str, Any]:
    match judgement:
        case Judgement(same, reports, openings):
            begin = {"openings": list(openings)} if openings else {}
            return {"same" if same else "apart": list(reports)} | begin
        case TellingJudgement(same, places):
            return {"same" if same else "apart": [_place_record(place) for place in places]}
        case SpeakerJudgement(place, name):
            return {"speaker": _place_record(place), "name": name}
        case VoiceJudgement(place):
            return {"reporting": _place_record(place)}


def _place_record(place: Pointed) -> dict[str, Any]:
    return {"report": place.report, "span": list(place.span), "words": place.words}


def _judgement(fields: dict[str, Any]) -> AnyJudgement | None:
    """Return what the fields of a line say, None where they are no judgement."""
    match fields:
        case {"same": list(items)} | {"apart": list(items)} if len(fields) == 1:
            return _same_or_apart("same" in fields, items)
        case {"same": list(items), "openings": list(begin)} | {
            "apart": list(items),
            "openings": list(begin),
        } if len(fields) == 2:
            found = _same_or_apart("same" in fields, items)
            fits = len(begin) == len(items) and all(map(_is_text, begin))
            return replace(found, openings=tuple(begin)) if _of_reports(found) and fits else None
        case {"speaker": given, "name": name} if len(fields) == 2:
            place = _place(given)
            named = name is None or (_is_text(name) and name.strip())
            return SpeakerJudgement(place, name) if place is not None and named else None
        case {"reporting": given} if len(fields) == 1:
            place = _place(given)
            return None if place is None else VoiceJudgement(place)
    return None


def _same_or_apart(same: bool, items: list[Any]) -> AnyJudgement | None:
    if all(_is_text(item) for item in items):
        return Judgement(same, tuple(items)) if len(set(items)) >= _LEAST else None
    places = [place for item in items if (place := _place(item)) is not None]
    whole = len(places) == len(items) and len(set(places)) >= _LEAST
    return TellingJudgement(same, tuple(places)) if whole else None


def _of_reports(judgement: AnyJudgement | None) -> TypeGuard[Judgement]:
    return isinstance(judgement, Judgement)


def _place(given: Any) -> Pointed | None:
    match given:
        case {"report": report, "span": [start, end], "words": words} if len(given) == 3:
            numbers = type(start) is int and type(end) is int and 0 <= start < end
            texts = _is_text(report) and _is_text(words) and words.strip()
            return Pointed(report, (start, end), words) if numbers and texts else None
    return None


def _is_text(value: Any) -> bool:
    """Tell whether a value is text that can be written: half a surrogate pair cannot."""
    try:
        return isinstance(value, str) and value.encode() is not None
    except UnicodeEncodeError:
        return False
