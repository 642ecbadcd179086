"""Rebuilds ``data/language_means.json``: mean vectors of languages, and how like translations are.

usage: python benchmarks/language_means.py NTREX_DIR OUT.json

NTREX_DIR holds <lang>.jsonl ({"lang", "sentences"}), NTREX-128 (CC BY-SA 4.0): the same news in all
languages, so that means differ by language and not by subject. Only the means are kept, and for
each language what it adds to the centred cosine of a sentence and its translation (least squares),
and how far it reaches: the factors of which two make the median cosine of a lead and its
translation.
"""

from __future__ import annotations

import argparse
import base64
import json
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

import numpy as np

from firsthand.engines.base import Vectors
from firsthand.engines.e5 import E5Encoder, FastE5Encoder
from firsthand.group import LEAD_CHARACTERS, centred

ISO = {
    "eng": "en", "nld": "nl", "deu": "de", "fra": "fr", "spa": "es", "ita": "it", "por": "pt",
    "pol": "pl", "rus": "ru", "ukr": "uk", "tur": "tr", "arb": "ar", "zho-CN": "zh", "ces": "cs",
    "ell": "el", "fas": "fa", "heb": "he", "hin": "hi", "jpn": "ja", "kor": "ko", "swe": "sv",
}  # fmt: skip


def likeness(sentences: Mapping[str, Vectors]) -> dict[str, float]:
    """Return what each language adds to the cosine of lines that translate each other."""
    codes = sorted(sentences)
    pairs = list(combinations(range(len(codes)), 2))
    sums = [
        float(np.mean(np.sum(sentences[codes[i]] * sentences[codes[j]], axis=1))) for i, j in pairs
    ]
    rows = np.zeros((len(pairs), len(codes)))
    for row, pair in zip(rows, pairs, strict=True):
        row[list(pair)] = 1
    parts = np.linalg.lstsq(rows, np.array(sums), rcond=None)[0]
    return {code: round(float(part), 3) for code, part in zip(codes, parts, strict=True)}


def reach(leads: Mapping[str, Vectors]) -> dict[str, float]:
    """Return each language's factor in the cosine of leads that translate each other."""
    codes = sorted(leads)
    pairs = list(combinations(range(len(codes)), 2))
    usual = [np.median(np.sum(leads[codes[i]] * leads[codes[j]], axis=1)) for i, j in pairs]
    rows = np.zeros((len(pairs), len(codes)))
    for row, pair in zip(rows, pairs, strict=True):
        row[list(pair)] = 1
    parts = np.exp(np.linalg.lstsq(rows, np.log(usual), rcond=None)[0])
    return {code: round(float(part), 3) for code, part in zip(codes, parts, strict=True)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ntrex", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    encoder = E5Encoder()
    means, sentences, starts = {}, {}, {}
    for path in sorted(args.ntrex.glob("*.jsonl")):
        documents = [json.loads(line) for line in path.open(encoding="utf-8")]
        leads = ["\n".join(d["sentences"])[:LEAD_CHARACTERS] for d in documents]
        vectors = encoder.pooled(leads)
        mean = vectors.mean(axis=0).astype("<f2")
        starts[ISO[path.stem]] = centred(vectors, mean.astype(np.float32))
        means[ISO[path.stem]] = base64.b64encode(mean.tobytes()).decode("ascii")
        lines = [line for d in documents for line in d["sentences"]]
        sentences[ISO[path.stem]] = centred(encoder.pooled(lines), mean.astype(np.float32))
    record = {
        # The fast engine gives nearly the same vectors: docs/decisions/010.
        "encoders": [encoder.name, FastE5Encoder().name],
        "dtype": "<f2",
        "likeness": likeness(sentences),
        "reach": reach(starts),
        "means": dict(sorted(means.items())),
    }
    args.out.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
