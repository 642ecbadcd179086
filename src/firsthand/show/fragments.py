"""Links that lead to words on a web page: text fragments.

https://wicg.github.io/scroll-to-text-fragment/: ``#:~:text=[prefix-,]start[,end][,-suffix]``. A
browser takes the first place that fits, ignores case, asks for whole words, and does not look for
``start`` beyond one paragraph. The page may word its text otherwise than what was read of it; then
the link still leads to the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from firsthand.records import Span
from firsthand.show.json import without_surrogates

_ADDRESS = "%/:?#[]@!$&'()*+,;=~"
_DROPPED = re.compile("[\t\r\n]")
_STRIPPED = "".join(map(chr, range(0x21)))
_DIRECTIVE = ":~:"
_LONGEST = 100
_EDGE = 30
# No part of a directive is longer, even where no word ends before that.
_MOST = 300
_AROUND = (32, 96)
# Scripts without spaces: only a dictionary knows where a word ends in them.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
# What joins letters or figures to one word where it stands between two (Unicode UAX 29).
_JOINS = "'’.,:·_"

_Parts = tuple[str, str, str, str]


def web_address(url: str | None) -> str | None:
    """Return an http(s) address with a host and no user name, all that cannot stand in it escaped.

    None for anything else.

    What it returns has no space, quotation mark, backslash or angle bracket.
    """
    # As browsers read an address.
    trimmed = _DROPPED.sub("", url or "").strip(_STRIPPED)
    try:
        parts = urlsplit(trimmed)
        fits = parts.scheme in {"http", "https"} and bool(parts.hostname)
        fits = fits and (parts.port is None or parts.port >= 0)
        # A name before the host makes an address look like another's.
        fits = fits and parts.username is None
    except ValueError:
        return None
    return quote(without_surrogates(trimmed), safe=_ADDRESS) if fits else None


def text_link(url: str | None, text: str, span: Span) -> str | None:
    """Return the address of the words ``text[start:end]`` on the page ``url``.

    None where ``url`` is no http or https address. Where the span holds no letter or figure: the
    page's own address. Words that stand more than once get some of what stands before and after.
    """
    address = web_address(url)
    if address is None:
        return None
    page = address.partition(_DIRECTIVE)[0]
    start, end = _whole_words(text, span)
    if start >= end:
        return page
    found = None
    for found in _choices(text, start, end):
        if _first_place(text, found) == start:
            break
    assert found is not None
    return f"{page}{'' if '#' in page else '#'}{_DIRECTIVE}text={_directive(found)}"


def _choices(text: str, start: int, end: int) -> Iterator[_Parts]:
    """Yield prefix, start, end and suffix of directives, with more and more context."""
    first, last = _ends(text, start, end)
    yield "", first, last, ""
    for around in _AROUND:
        before, after = _before(text, start, around), _after(text, end, around)
        yield before, first, last, ""
        yield before, first, last, after


def _ends(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the words, or where they are long or run through paragraphs their first and last."""
    words = text[start:end]
    if len(words) <= _LONGEST and "\n" not in words:
        return words, ""
    stop = min(start + _MOST, start + len(words.split("\n", 1)[0]))
    first = next((at for at in range(start + _EDGE, stop) if _parted(text, at)), stop)
    if first == end:
        return words, ""
    least = max(first, end - _MOST, end - len(words.rsplit("\n", 1)[-1]))
    last = next((at for at in range(end - _EDGE, least, -1) if _parted(text, at)), least)
    while not _letter(text, last):
        last += 1
    return text[start:first].strip(), text[last:end]


def _parted(text: str, at: int) -> bool:
    """Tell whether a word can end at ``at``, in any script."""
    return not (_letter(text, at - 1) and _letter(text, at)) and not _joined(text, at)


def _whole_words(text: str, span: Span) -> Span:
    """Return the span without marks at its ends, and with the rest of words that it cuts."""
    start, end = max(0, span[0]), min(span[1], len(text))
    while start < end and not _letter(text, start):
        start += 1
    while start < end and not _letter(text, end - 1):
        end -= 1
    if start == end:
        return start, end
    least, most = start - _MOST, end + _MOST
    while start > least and _cut(text, start):
        start -= 1
    while end < most and _cut(text, end):
        end += 1
    return start, end


def _cut(text: str, at: int) -> bool:
    """Tell whether ``at`` is inside of a word of a script with spaces."""
    if not 0 < at < len(text):
        return False
    if _UNSPACED.match(text[at - 1]) or _UNSPACED.match(text[at]):
        return unicodedata.category(text[at]).startswith("M")
    return not _parted(text, at)


def _joined(text: str, at: int) -> bool:
    """Tell whether an apostrophe or a point beside ``at`` stands within a word or a number."""
    if 0 <= at < len(text) and text[at] in _JOINS:
        return _letter(text, at - 1) and _letter(text, at + 1)
    if 0 < at <= len(text) and text[at - 1] in _JOINS:
        return _letter(text, at - 2) and _letter(text, at)
    return False


def _letter(text: str, at: int) -> bool:
    """Tell whether a letter, a mark on a letter, or a figure stands at ``at``."""
    return 0 <= at < len(text) and (
        text[at].isalnum() or unicodedata.category(text[at]).startswith("M")
    )


def _before(text: str, start: int, around: int) -> str:
    """Return about as many characters that stand before, of one paragraph, words whole."""
    head = text[:start].rstrip()
    begin = max(head.rfind("\n") + 1, len(head) - around)
    while begin < len(head) and not _parted(text, begin):
        begin += 1
    return head[begin:].strip()


def _after(text: str, end: int, around: int) -> str:
    """Return about as many characters that stand after, of one paragraph, words whole."""
    begin = next((at for at in range(end, len(text)) if not text[at].isspace()), len(text))
    stop = text.find("\n", begin)
    stop = min(len(text) if stop < 0 else stop, begin + around)
    while begin < stop < len(text) and not _parted(text, stop):
        stop -= 1
    return text[begin:stop].strip()


def _first_place(text: str, parts: _Parts) -> int:
    """Return where a browser would find the words first, -1 for nowhere."""
    before, first, last, after = map(_pattern, parts)
    pattern = f"({first})" + (f".*?{last}" if last else "")
    pattern = (rf"{before}\s*" if before else "") + pattern + (rf"\s*{after}" if after else "")
    found = re.search(pattern, text, re.IGNORECASE | re.DOTALL)
    return found.start(1) if found else -1


def _pattern(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))


def _directive(parts: _Parts) -> str:
    before, first, last, after = (_encoded(words) for words in parts)
    written = [f"{before}-" if before else "", first, last, f"-{after}" if after else ""]
    return ",".join(filter(None, written))


def _encoded(words: str) -> str:
    """Return words as a directive carries them; hyphens, commas and ampersands mean something."""
    flat = " ".join(without_surrogates(words).split())
    return quote(flat, safe="").replace("-", "%2D")
