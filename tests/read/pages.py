"""Invented pages for the tests of reading HTML."""

from __future__ import annotations

BODY = (
    "<p>The harbour master of Port Lanver said on Monday that the north quay would stay closed "
    "for at least six weeks, and that ferries would land at the fish market.</p>"
    "<p>Repairs had begun, she told reporters; the council would pay for them out of its reserve "
    "fund this year.</p>"
)


def page(*, head: str = "", body: str = BODY, lang: str = "en") -> bytes:
    """Return a page with an article of ``body``."""
    return (
        f"<!doctype html><html lang='{lang}'><head>{head}</head><body><nav><a href='/'>Home</a> "
        f"<a href='/sport'>Sport</a></nav><article>{body}</article></body></html>"
    ).encode()
