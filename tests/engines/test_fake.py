import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.engines.base import Encoder
from firsthand.engines.fake import FakeEncoder

FAKE = FakeEncoder()


def cosine(a, b):
    one, other = FAKE.pooled([a, b])
    return float(one @ other)


@given(st.lists(st.text(max_size=40), max_size=5))
@settings(max_examples=60)
def test_vectors_are_unit_and_do_not_depend_on_the_batch(texts):
    vectors = FAKE.pooled(texts)
    assert vectors.shape == (len(texts), 64)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    for text, vector in zip(texts, vectors, strict=True):
        assert vector.tobytes() == FAKE.pooled([text])[0].tobytes()


@given(st.text(max_size=60))
@settings(max_examples=60)
def test_token_spans_slice_to_words(text):
    (tokens,) = FAKE.tokens([text])
    assert tokens.states.shape == (len(tokens.spans), 64)
    assert all(text[a:b].strip() for a, b in tokens.spans)


def test_lone_surrogates_do_no_harm():
    assert np.isfinite(FAKE.pooled(["a\ud800b"])).all()


def test_similar_texts_are_near_and_others_are_not():
    text = "The mayor said the bridge stays closed until March."
    near = cosine(text, "The bridge stays closed until March, said the mayor.")
    spelt = cosine(text, "The mayors said the bridges stay closed until March.")
    far = cosine(text, "Fishermen found coins on a beach.")
    assert near > 0.95
    assert 0.6 < spelt < 1
    assert far < 0.4


def test_another_process_gives_the_same_vectors():
    program = (
        "from firsthand.engines.fake import FakeEncoder;"
        "print(FakeEncoder().pooled(['one bridge']).tobytes().hex())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == FAKE.pooled(["one bridge"]).tobytes().hex()


def test_it_is_an_encoder():
    encoder: Encoder = FAKE
    assert (encoder.name, encoder.dimensions) == ("fake/1", 64)
