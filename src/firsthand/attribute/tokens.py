"""Words and marks of a text, and the one form in which they are looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from firsthand.attribute.folding import MARKS, fold
from firsthand.attribute.lexicon import Lexicon
from firsthand.attribute.unspaced import grouped
from firsthand.records import Span

TokenKind = Literal["word", "mark", "quote"]
_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(
    rf"[{_CJK}]"
    rf"|[^\W_{_CJK}](?:[^\W_{_CJK}]|[{MARKS}])*(?:['’][^\W\d_]+|[-‐‑.&/](?=[^\W_])[^\W_{_CJK}]+|(?<=\d)[.,:](?=\d)\d+)*"
    r"|\.{3}|[^\w\s]|_+"
)
_APOSTROPHES = "'’"
_LONGEST_ELIDED = 10


class Token(NamedTuple):
    """A word, a punctuation mark, or a whole quotation of speech (``quote`` is its index).

    ``hung`` marks a pronoun that hangs on the verb before it by a hyphen.
    """

    start: int
    end: int
    text: str
    lower: str
    kind: TokenKind
    quote: int | None = None
    hung: bool = False

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter or a digitless capital-like sign."""
        return self.text[:1].isupper()


def words_in(
    text: str, span: Span, elided: frozenset[str] = frozenset(), enclitics: tuple[str, ...] = ()
) -> Iterator[tuple[int, int]]:
    """Yield the spans of the words and marks in ``text[span]``.

    ``elided`` words ("l'", lower case, with a straight apostrophe) are words of their own, and
    so are pronouns that hang on a verb by a hyphen (``enclitics``: "-il", "-t-il").
    """
    if not elided and not enclitics:
        for match in _WORD.finditer(text, *span):
            yield match.span()
        return
    for match in _WORD.finditer(text, *span):
        start, end = match.span()
        while elided and start < end:
            head = _elided_end(text, start, end, elided)
            if head is None:
                break
            yield start, head
            start = head
        hyphen = _enclitic_start(text, start, end, enclitics) if enclitics else None
        if hyphen is not None:
            yield start, hyphen
            start = text.rindex("-", hyphen, end) + 1
        if start < end and start >= span[0]:
            yield start, end


def _elided_end(text: str, start: int, end: int, elided: frozenset[str]) -> int | None:
    """Return where the elided word that begins at ``start`` ends, its apostrophe included.

    The apostrophe may stand behind the match: "qu'" before a quotation mark.
    """
    for k in range(start + 1, min(end, start + _LONGEST_ELIDED) + 1):
        if k < len(text) and text[k] in _APOSTROPHES:
            return k + 1 if text[start:k].casefold() + "'" in elided else None
    return None


def _enclitic_start(text: str, start: int, end: int, enclitics: tuple[str, ...]) -> int | None:
    """Return where the hyphen before a pronoun hung on the word ``start:end`` stands, or None."""
    word = text[start:end].casefold()
    if "-" not in word or len(word) != end - start:
        return None
    fitting = [len(e) for e in enclitics if word.endswith(e) and len(word) > len(e)]
    return end - max(fitting) if fitting else None


def cut(text: str, span: Span, lexicon: Lexicon) -> Iterator[Token]:
    """Yield the words and marks of ``text[span]`` as the language cuts them."""
    if lexicon.plain_words:
        return _plain_words(text, span)
    return _composed_words(text, span, lexicon)


def _plain_words(text: str, span: Span) -> Iterator[Token]:
    """Yield the tokens of a language in which every word stands by itself."""
    behind = span[0]
    for match in _WORD.finditer(text, *span):
        start, end = match.span()
        if start < behind:
            continue
        word = match.group()
        is_word = word[0].isalnum()
        # "U.S." keeps its last stop.
        if is_word and end < span[1] and text[end] == "." and "." in word:
            end += 1
            word = text[start:end]
        behind = end
        yield Token(start, end, word, fold(word), "word" if is_word else "mark")


def _composed_words(text: str, span: Span, lexicon: Lexicon) -> Iterator[Token]:
    """Yield the tokens where words are written together with others, or without spaces."""
    behind = span[0]
    found = words_in(text, span, lexicon.elided, lexicon.enclitics)
    if lexicon.vocabulary is not None:
        found = grouped(text, found, lexicon.vocabulary)
    for start, end in found:
        if start < behind:
            continue
        is_word = text[start].isalnum()
        # "U.S." keeps its last stop.
        if is_word and end < span[1] and text[end] == "." and "." in text[start:end]:
            end += 1
        hung = bool(lexicon.enclitics) and span[0] < behind < start and text[start - 1] == "-"
        kind: TokenKind = "word" if is_word else "mark"
        behind = end
        if is_word and lexicon.proclitics and lexicon.has_proclitic(fold(text[start:end])):
            yield Token(start, start + 1, text[start], fold(text[start]), "word")
            start += 1
            while start < end and not text[start].isalnum():
                start += 1
        word = text[start:end]
        yield Token(start, end, word, fold(word), kind, hung=hung)
