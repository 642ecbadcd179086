"""A comparison as a file for other programs, by the ending of its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from firsthand.records import Comparison
from firsthand.show.graphml import render_graphml
from firsthand.show.json import comparison_record, dump_line
from firsthand.show.prov import render_prov
from firsthand.show.quotes import render_csv, render_jsonl


def _json(comparison: Comparison) -> str:
    return dump_line(comparison_record(comparison))


_FORMATS: Mapping[str, tuple[Callable[[Comparison], str], str]] = {
    ".json": (_json, "application/json"),
    ".csv": (render_csv, "text/csv; charset=utf-8"),
    ".jsonl": (render_jsonl, "application/jsonl"),
    ".graphml": (render_graphml, "application/graphml+xml"),
    ".jsonld": (render_prov, "application/ld+json"),
}
SUFFIXES = tuple(_FORMATS)


def export(comparison: Comparison, suffix: str) -> tuple[bytes, str]:
    """Return the bytes and the media type of a format; raises KeyError for an unknown suffix."""
    render, media_type = _FORMATS[suffix]
    return render(comparison).encode("utf-8", "replace"), media_type
