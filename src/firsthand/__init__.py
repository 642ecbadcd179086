"""firsthand: who said it first, and who is only repeating it.

Names are loaded at first use, so that ``import firsthand`` stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from firsthand.errors import FirsthandError
    from firsthand.pipeline import compare_reports, read_reports
    from firsthand.records import (
        Attribution,
        Citation,
        Claim,
        Comparison,
        Report,
        Speaker,
        Story,
    )

__version__ = "0.1.0"

_HOMES = {
    "Attribution": "records",
    "Citation": "records",
    "Claim": "records",
    "Comparison": "records",
    "FirsthandError": "errors",
    "Report": "records",
    "Speaker": "records",
    "Story": "records",
    "compare_reports": "pipeline",
    "read_reports": "pipeline",
}

__all__ = [
    "Attribution",
    "Citation",
    "Claim",
    "Comparison",
    "FirsthandError",
    "Report",
    "Speaker",
    "Story",
    "compare_reports",
    "read_reports",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'firsthand' has no attribute {name!r}")
    return getattr(import_module(f"firsthand.{_HOMES[name]}"), name)
