"""Every quotation of a comparison on a line of its own: as a table and as JSON lines.

In a table a cell must not be taken for a formula (OWASP, "CSV Injection"): one that begins like a
formula gets an apostrophe before it, and control characters are replaced one for one. JSON lines
have the characters as they stand in the report.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping

from firsthand.records import Attribution, Bounds, Claim, Comparison, Report
from firsthand.show.json import dump_line
from firsthand.show.words import markup_safe

COLUMNS = (
    "story", "claim", "report", "outlet", "title", "url", "published", "language", "speaker",
    "speaker_kind", "mode", "force", "quotation", "start", "end", "chain", "asserted_lower",
    "asserted_upper", "routes_lower", "routes_upper",
)  # fmt: skip
# Full-width forms count as well; white space and invisible characters before may be dropped.
_FORMULA = re.compile(
    "[\\s\ufeff\u200b-\u200f\u2060-\u2069\u202a-\u202e]*[=+\\-@＝＋－＠]|[\t\r\n]"
)
_ARROW = " ← "

Row = dict[str, str | int | None]


def render_csv(comparison: Comparison) -> str:
    r"""Return a table (RFC 4180) with a byte order mark, a heading, and ``\r\n`` after each line.

    All cells stand in quotation marks: not every spreadsheet parts cells by a comma alone. No
    quotations give the heading.
    """
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    for row in quote_rows(comparison):
        writer.writerow({name: _cell(value) for name, value in row.items()})
    return "\ufeff" + written.getvalue()


def render_jsonl(comparison: Comparison) -> str:
    """Return one JSON object a line; no quotations give an empty text."""
    return "".join(f"{dump_line(row)}\n" for row in quote_rows(comparison))


def quote_rows(comparison: Comparison) -> Iterator[Row]:
    """Yield a row for each content of each attribution, story by story, report by report.

    ``quotation`` is ``text[start:end]`` of the report. ``chain`` names who passes it on, from the
    report's own side on. ``claim`` and the bounds are None where the content is in no claim.
    """
    reports = {report.id: report for report in comparison.reports}
    for story in comparison.stories:
        claims = {
            (telling.report, telling.attribution): claim
            for claim in story.claims
            for telling in claim.tellings
            if telling.attribution is not None
        }
        for report in (reports[name] for name in story.reports if name in reports):
            for attribution in report.attributions:
                claim = claims.get((report.id, attribution.id))
                yield from _rows(story.id, report, attribution, claim)


def _rows(
    story: str, report: Report, attribution: Attribution, claim: Claim | None
) -> Iterator[Row]:
    speakers = {speaker.id: speaker for speaker in report.speakers}
    speaker = speakers.get(attribution.speaker or "")
    asserted = claim.asserted_by if claim else None
    routes = claim.routes if claim else None
    for start, end in attribution.content:
        yield {
            "story": story,
            "claim": claim.id if claim else None,
            "report": report.id,
            "outlet": report.outlet,
            "title": report.title,
            "url": report.url,
            "published": report.published,
            "language": report.language,
            "speaker": speaker.name if speaker else None,
            "speaker_kind": speaker.kind if speaker else None,
            "mode": attribution.mode,
            "force": attribution.force,
            "quotation": report.text[start:end],
            "start": start,
            "end": end,
            "chain": _chain(report, attribution, {k: s.name for k, s in speakers.items()}),
            **_bounds("asserted", asserted),
            **_bounds("routes", routes),
        }


def _bounds(name: str, bounds: Bounds | None) -> Row:
    return {
        f"{name}_lower": bounds.lower if bounds else None,
        f"{name}_upper": bounds.upper if bounds else None,
    }


def _chain(report: Report, attribution: Attribution, names: Mapping[str, str]) -> str | None:
    """Return "AP ← Russian military": who stands around an attribution, the outermost first."""
    known = {a.id: a for a in report.attributions}
    seen: list[Attribution] = []
    at: Attribution | None = attribution
    while at is not None and at not in seen:
        seen.append(at)
        at = known.get(at.parent or "")
    if len(seen) < 2:
        return None
    return _ARROW.join(names.get(a.speaker or "", "unnamed") for a in reversed(seen))


def _cell(value: str | int | None) -> str | int | None:
    if not isinstance(value, str):
        return value
    safe = markup_safe(value)
    return f"'{safe}" if _FORMULA.match(safe) else safe
