import itertools
import unicodedata
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.engines.unigram import Unigram
from firsthand.engines.weights import Vocabulary, find_weights, read_weights

LIMIT = 500
TEXTS = [
    "The harbour master said: “Nobody was hurt.”",
    "De havenmeester zei: ‘Niemand\u00a0raakte gewond.’",
    "Начальник порта сказал, что никто не пострадал.",
    "قال مدير الميناء إن أحداً لم يُصب بأذى.",
    "מנהל הנמל אמר שאיש לא נפגע.",
    "港务局长说：“没有人受伤。”",
    "港長は「けが人はいない」と述べた。",
    "항만 책임자는 다친 사람이 없다고 말했다.",
    "बंदरगाह प्रमुख ने कहा कि कोई घायल नहीं हुआ।",
    "Cảng vụ trưởng nói không ai bị thương.",
]


@cache
def real():
    return Unigram(read_weights(find_weights()).vocabulary)


@pytest.fixture
def unigram():
    return real()


def tiny(scores):
    """Return a vocabulary of four special tokens, the word mark, and the pieces given."""
    pieces = ("<s>", "<pad>", "</s>", "<unk>", "▁", *scores)
    values = (0.0, 0.0, 0.0, 0.0, -2.0, *scores.values())
    return Vocabulary(pieces, values, begin=0, end=2, pad=1, unknown=3, replace={})


# From the README of XLM-R in fairseq, whose vocabulary this is; special tokens left out.
PUBLISHED = {
    "Hello world!": (35378, 8999, 38),
    "你好，世界": (6, 124084, 4, 3221),
    "नमस्ते दुनिया": (68700, 97883, 29405),
    "مرحبا بالعالم": (665, 193478, 258, 1705, 77796),
    "Bonjour le monde": (84602, 95, 11146),
}


@pytest.mark.parametrize(("text", "ids"), PUBLISHED.items())
def test_ids_are_those_published_for_the_vocabulary(unigram, text, ids):
    assert unigram.encode(text, LIMIT).ids == ids


def test_an_empty_text_has_no_tokens(unigram):
    assert unigram.encode("", LIMIT).ids == ()
    assert unigram.encode(" \u00a0\n\u200b", LIMIT).ids == ()


@given(
    st.dictionaries(
        st.text("abc", min_size=1, max_size=3), st.floats(-9, -1), min_size=1, max_size=12
    ),
    st.text("abcd", min_size=1, max_size=7),
)
@settings(max_examples=100)
def test_no_other_way_to_cut_a_word_is_more_probable(scores, word):
    vocabulary = tiny(scores)
    known = dict(zip(vocabulary.pieces[4:], vocabulary.scores[4:], strict=True))
    unknown = min(vocabulary.scores) - 10
    marked = "▁" + word

    def score(cut):
        total = 0.0
        for piece in cut:
            if piece not in known and len(piece) > 1:
                return float("-inf")
            total += known.get(piece, unknown)
        return total

    cuts = []
    for marks in itertools.product([False, True], repeat=len(marked) - 1):
        places = [0, *(at + 1 for at, cut in enumerate(marks) if cut), len(marked)]
        cuts.append([marked[a:b] for a, b in itertools.pairwise(places)])
    best = max(map(score, cuts))

    tokens = Unigram(vocabulary).encode(word, LIMIT)
    covered = [word[a:b] for a, b in tokens.spans]
    total = 0.0
    for number, piece in zip(tokens.ids, covered, strict=True):
        # Unknown characters in a row are joined: each of them counts.
        total += vocabulary.scores[number] if number != 3 else unknown * len(piece)
    assert total == pytest.approx(best)
    assert "".join(covered) == word


def test_unknown_characters_in_a_row_are_one_token():
    tokens = Unigram(tiny({"a": -1.0})).encode("xxaxx", LIMIT)
    assert tokens.ids == (4, 3, 5, 3)
    assert tokens.spans == ((0, 0), (0, 2), (2, 3), (3, 5))


def test_special_tokens_written_in_a_text_are_only_text(unigram):
    for text in ("</s>", "a <s> b", "<unk>", "<pad></s>"):
        assert not {0, 1, 2} & set(unigram.encode(text, LIMIT).ids)


@pytest.mark.parametrize("text", TEXTS)
def test_spans_give_the_words_back(unigram, text):
    tokens = unigram.encode(text, LIMIT)
    rebuilt = "".join(text[a:b] for a, b in tokens.spans)
    assert rebuilt == "".join(c for c in text if not c.isspace())
    assert 3 not in tokens.ids


# Korean is left out: conjoining letters are not composed.
@pytest.mark.parametrize("text", [text for text in TEXTS if "항" not in text])
def test_composed_and_decomposed_letters_give_the_same_tokens(unigram, text):
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", text)
    assert unigram.encode(decomposed, LIMIT).ids == unigram.encode(composed, LIMIT).ids


def test_spans_of_characters_that_are_replaced(unigram):
    # One code point to several characters, to a space, to nothing; two code points to one.
    text = "\u00a0 5㎏ o\x01ﬃce e\u0301te\u0301 "
    spans = unigram.encode(text, LIMIT).spans
    words = {text[a:b] for a, b in spans if a < b}
    assert "㎏" in words
    assert "".join(text[a:b] for a, b in spans) == "5㎏o\x01ﬃcee\u0301te\u0301"


@given(st.text(max_size=60))
@settings(max_examples=300)
def test_spans_are_in_order_in_range_and_cover_all_letters(text):
    unigram = real()
    tokens = unigram.encode(text, LIMIT)
    assert len(tokens.ids) == len(tokens.spans)
    covered = set()
    done = 0
    for start, end in tokens.spans:
        assert done <= start <= end <= len(text)
        covered.update(range(start, end))
        done = end
    assert all(at in covered for at, c in enumerate(text) if c.isalnum())


@given(st.sampled_from(TEXTS), st.sampled_from(TEXTS))
@settings(max_examples=30)
def test_a_text_after_another_keeps_its_tokens(one, other):
    unigram = real()
    both = unigram.encode(f"{one} {other}", LIMIT)
    assert both.ids == unigram.encode(one, LIMIT).ids + unigram.encode(other, LIMIT).ids


def test_a_long_text_is_cut_at_the_limit(unigram):
    text = "Nobody was hurt. " * 10_000
    tokens = unigram.encode(text, 50)
    assert len(tokens.ids) == 50
    assert tokens.ids == unigram.encode(text, 70).ids[:50]


def test_a_long_word_is_cut_at_the_limit(unigram):
    assert len(unigram.encode("a" * 1_000_000, 50).ids) == 50


def test_lone_surrogates_do_no_harm(unigram):
    tokens = unigram.encode("a\ud800b c", LIMIT)
    assert tokens.spans[-1] == (4, 5)
