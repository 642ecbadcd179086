"""The formats that a comparison is written in, each chosen by the end of a file's name."""

from __future__ import annotations

import gzip
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from firsthand.records import Comparison
from firsthand.show.annotations import render_annotations
from firsthand.show.gexf import render_gexf
from firsthand.show.graphml import render_graphml
from firsthand.show.html import Download, render_page
from firsthand.show.json import comparison_record, dump_line
from firsthand.show.markdown import render_markdown
from firsthand.show.prov import render_prov
from firsthand.show.quotes import render_csv, render_jsonl
from firsthand.show.xlsx import render_xlsx


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its suffix in small letters, its name for people, and its media type.

    ``render`` gives the file as text, to be written in UTF-8, or as bytes; the same comparison
    gives the same. Every format has a form for a comparison without stories.
    """

    suffix: str
    name: str
    media_type: str
    render: Callable[[Comparison], str | bytes]

    def written(self, comparison: Comparison) -> bytes:
        """Return the content of the file."""
        content = self.render(comparison)
        return content if isinstance(content, bytes) else content.encode("utf-8")


def render_json(comparison: Comparison) -> str:
    """Return what ``firsthand compare --json`` prints."""
    return dump_line(comparison_record(comparison)) + "\n"


def render_whole_page(comparison: Comparison) -> str:
    """Return the page with all other formats in it, to be saved from there."""
    return render_page(comparison, [_download(one, comparison) for one in _OTHERS])


def _download(one: Format, comparison: Comparison) -> Download:
    content = one.written(comparison)
    # A workbook is packed already.
    packed = one.suffix != ".xlsx"
    kind = "application/gzip" if packed else one.media_type
    data = b64encode(gzip.compress(content, mtime=0) if packed else content).decode("ascii")
    return Download(one.name, f"story{one.suffix}", f"data:{kind};base64,{data}", packed)


PAGE = Format(".html", "page", "text/html; charset=utf-8", render_whole_page)
"""What is written where the name of a file says nothing else."""
_OTHERS = (
    Format(".md", "brief in Markdown", "text/markdown; charset=utf-8", render_markdown),
    Format(
        ".xlsx",
        "workbook for Excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        render_xlsx,
    ),
    Format(".csv", "table of quotations", "text/csv; charset=utf-8", render_csv),
    Format(".jsonl", "quotations as JSON lines", "application/jsonl", render_jsonl),
    Format(".json", "all of it as JSON", "application/json", render_json),
    Format(
        ".annotations.jsonld",
        "Web Annotations",
        'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
        render_annotations,
    ),
    Format(".graphml", "graph of origins in GraphML", "application/graphml+xml", render_graphml),
    Format(".gexf", "graph of origins in GEXF", "application/gexf+xml", render_gexf),
    Format(".jsonld", "origins in PROV-O", "application/ld+json", render_prov),
)
FORMATS: Mapping[str, Format] = {one.suffix: one for one in (PAGE, *_OTHERS)}
"""All formats by suffix, in the order in which people are told of them."""


def format_of(name: str) -> Format | None:
    """Return the format of a file called ``name``, by the longest suffix that fits.

    The page where the name has no suffix or ends in .htm; None where the suffix is not known.
    """
    lower = PurePath(name).name.lower()
    fitting = [suffix for suffix in FORMATS if lower.endswith(suffix)]
    if fitting:
        return FORMATS[max(fitting, key=len)]
    return PAGE if PurePath(lower).suffix in {"", ".htm"} else None
