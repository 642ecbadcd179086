"""The annotation for training: well formed, and fitting its texts where these are at hand."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "training" / "annotation").glob("*.jsonl"))
CORPUS = ROOT.parent / "shared" / "data" / "ntrex"
FOR_MEASURING = {3, 15, 16, 26, 62, 64, 89, 98, 103}
KEYS = ["mode", "force", "source", "cue", "content", "parent", "speaker"]


def read(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_there_is_annotation():
    assert FILES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_is_well_formed(path):
    documents = read(path)
    numbers = [one["doc"] for one in documents]
    assert len(numbers) == len(set(numbers))
    assert not FOR_MEASURING & set(numbers)
    for document in documents:
        for number, one in enumerate(document["attributions"], 1):
            assert list(one) == KEYS
            assert one["content"]
            assert one["parent"] != number
            assert one["parent"] is None or 1 <= one["parent"] <= len(document["attributions"])
            for start, end in (*one["source"], *one["cue"], *one["content"]):
                assert 0 <= start < end


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_fits_its_texts(path):
    corpus = CORPUS / path.name
    if not corpus.exists():
        pytest.skip(f"needs {corpus.name} of NTREX-128 beside the checkout")
    texts = {one["doc"]: "\n\n".join(one["sentences"]) for one in read(corpus)}
    for document in read(path):
        text = texts[document["doc"]]
        assert sha256(text.encode()).hexdigest() == document["sha256"]
        for one in document["attributions"]:
            for start, end in (*one["source"], *one["cue"], *one["content"]):
                assert end <= len(text)
                assert text[start:end] == text[start:end].strip()
