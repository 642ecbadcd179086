import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.engines.fake import FakeEncoder
from firsthand.engines.remember import RememberingEncoder


class Counting(FakeEncoder):
    """Notes every text that it is asked to encode."""

    def __init__(self):
        self.asked = []

    def pooled(self, texts):
        self.asked.extend(texts)
        return super().pooled(texts)


@given(st.lists(st.lists(st.sampled_from(["", "a", "b c", "d", "A"]), max_size=6), max_size=4))
@settings(max_examples=60)
def test_each_distinct_text_is_encoded_once_with_the_same_result(calls):
    inner = Counting()
    encoder = RememberingEncoder(inner)
    for texts in calls:
        assert encoder.pooled(texts).tobytes() == FakeEncoder().pooled(texts).tobytes()
        assert encoder.pooled(texts).shape == (len(texts), 64)
    assert len(inner.asked) == len(set(inner.asked)) == len({t for call in calls for t in call})


def test_changing_a_result_does_not_change_what_is_kept():
    encoder = RememberingEncoder(FakeEncoder())
    encoder.pooled(["a"])[:] = 0
    assert np.linalg.norm(encoder.pooled(["a"])) > 0.9


def test_tokens_and_name_pass_through():
    encoder = RememberingEncoder(FakeEncoder())
    assert encoder.name == "fake/1"
    assert encoder.tokens(["one bridge"])[0].spans == ((0, 3), (4, 10))
