"""The annotation for training: well formed, and fitting its texts where these are at hand."""

import json
import sys
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "training"))

from detokenise import detokenised  # noqa: E402
from own import read_own  # noqa: E402
from standoff import WIKINEWS, documents, text_of  # noqa: E402

FILES = sorted((ROOT / "training" / "annotation").glob("*.jsonl"))
OWN = sorted((ROOT / "training" / "own").glob("*.txt"))
CORPORA = ROOT.parent / "shared" / "data"
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
    assert path.stem.startswith(WIKINEWS) or not FOR_MEASURING & set(numbers)
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
    if not CORPORA.exists():
        pytest.skip("needs NTREX-128 and MEANTIME beside the checkout")
    texts = {n: text_of(one) for n, one in documents(CORPORA, path.stem).items()}
    for document in read(path):
        text = texts[document["doc"]]
        assert sha256(text.encode()).hexdigest() == document["sha256"]
        for one in document["attributions"]:
            for start, end in (*one["source"], *one["cue"], *one["content"]):
                assert end <= len(text)
                assert text[start:end] == text[start:end].strip()


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_texts_of_our_own_are_well_formed(path):
    texts = read_own(path)
    assert texts
    for _, text, attributions in texts:
        assert attributions
        for one in attributions:
            assert one["content"]
            for start, end in (*one["source"], *one["cue"], *one["content"]):
                assert 0 <= start < end <= len(text)
                assert text[start:end] == text[start:end].strip()


def test_a_piece_that_is_not_there_is_named(tmp_path):
    path = tmp_path / "eng.txt"
    path.write_text("== 1\nT The mayor said no.\nA 1|The mayor|says|no\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"eng\.txt:3: no 'says'"):
        read_own(path)


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("`` We left , '' she said .", "“We left,” she said."),
        ("the firm 's plan ( 2 ) ' s", "the firm's plan (2) ' s"),
        ('he said " no way " .', 'he said "no way".'),
        ("", ""),
    ],
)
def test_words_between_spaces_become_a_text(tokens, text):
    assert detokenised(tokens) == text
