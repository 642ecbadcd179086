import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthand.engines.e5 import E5Encoder, FastE5Encoder
from firsthand.group import language_likeness, language_means

TEXTS = [
    "The bridge over the river will stay closed until March, the mayor said.",
    "De brug over de rivier blijft tot maart dicht, zei de burgemeester.",
    "Мэр сообщил, что мост через реку останется закрытым до марта.",
    "قال رئيس البلدية إن الجسر فوق النهر سيبقى مغلقاً حتى مارس.",
    "市长说，河上的大桥将关闭到三月。",
    "Vissers vonden op het strand een kist met oude munten.",
    "عثر صيادون على صندوق من العملات القديمة على الشاطئ.",
    "The orchestra cancelled its concert because the hall had no heating.",
    "Оркестр отменил концерт, потому что в зале не было отопления.",
    "由于音乐厅没有暖气，管弦乐团取消了音乐会。",
]
POOL = ["", "a", " ", *TEXTS, " ".join(TEXTS), "word " * 700]


@pytest.fixture(scope="module")
def fast():
    return FastE5Encoder(threads=1)


@pytest.fixture(scope="module")
def alone(fast):
    """Return the vector of each text of the pool, encoded by itself."""
    return {text: fast.pooled([text])[0] for text in POOL}


def test_vectors_have_unit_length(fast):
    assert fast.pooled([]).shape == (0, 384)
    vectors = fast.pooled(POOL)
    assert vectors.shape == (len(POOL), 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-6)


def test_vectors_are_nearly_those_of_the_default(fast, encoder):
    cosines = np.sum(fast.pooled(TEXTS) * encoder.pooled(TEXTS), axis=1)
    assert cosines.min() > 0.995


def test_token_states_are_nearly_those_of_the_default(fast, encoder):
    for mine, theirs in zip(fast.tokens(TEXTS), encoder.tokens(TEXTS), strict=True):
        assert mine.spans == theirs.spans
        assert mine.weights.tobytes() == theirs.weights.tobytes()
        lengths = np.linalg.norm(mine.states, axis=1) * np.linalg.norm(theirs.states, axis=1)
        assert (np.sum(mine.states * theirs.states, axis=1) / lengths).min() > 0.98


@given(st.lists(st.sampled_from(POOL), max_size=12))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_batch_and_its_order_change_no_bit(fast, alone, texts):
    vectors = fast.pooled(texts)
    for text, vector in zip(texts, vectors, strict=True):
        assert vector.tobytes() == alone[text].tobytes()


def test_the_number_of_threads_changes_no_bit(fast):
    texts = [*POOL, *(f"{text} {n}" for n in range(8) for text in TEXTS)]
    expected = fast.pooled(texts).tobytes()
    assert FastE5Encoder(2).pooled(texts).tobytes() == expected
    assert FastE5Encoder(3).pooled(texts).tobytes() == expected


def test_token_states_do_not_depend_on_the_batch(fast):
    for text, states in zip(TEXTS, fast.tokens(TEXTS), strict=True):
        (single,) = fast.tokens([text])
        assert states.spans == single.spans
        assert states.states.tobytes() == single.states.tobytes()


def test_it_has_a_name_of_its_own_and_the_means_of_the_default(fast):
    default = E5Encoder()
    assert fast.name != default.name
    assert language_means(fast.name).keys() == language_means(default.name).keys() != set()
    assert language_likeness(fast.name) == language_likeness(default.name)


def test_its_graph_is_kept_beside_that_of_the_default(tmp_path, monkeypatch):
    monkeypatch.setenv("FIRSTHAND_CACHE", str(tmp_path))
    FastE5Encoder(1).pooled(["a"])
    E5Encoder(1).pooled(["a"])
    kept = {path.name.rsplit("-", 1)[0] for path in tmp_path.iterdir()}
    assert kept == {"e5-1571fc982750-2", "e5-int8-1571fc982750-1"}
