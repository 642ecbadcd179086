"""Rebuilds ``data/language_lengths.toml``: how long the same news is in each language.

usage: python benchmarks/language_lengths.py NTREX_DIR OUT.toml

NTREX_DIR holds <lang>.jsonl ({"doc", "lang", "sentences"}), NTREX-128 (CC BY-SA 4.0): the same news
in all languages, line by line. Every fourth document is measured, and only one mean a language and
measure is kept.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path

import numpy as np

from firsthand.align.coverage import word_weights
from firsthand.engines.e5 import E5Encoder
from language_means import ISO

HEAD = """\
# How long the same news is in each language: the mean natural logarithm of the length of a line of
# NTREX-128 (CC BY-SA 4.0) against the mean of all languages here. "characters" are code points,
# "information" the encoder's negative log probabilities of the words, added up. Made by
# benchmarks/language_lengths.py.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ntrex", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    encoder = E5Encoder()
    rows: dict[str, list[tuple[float, float]]] = {}
    for path in sorted(args.ntrex.glob("*.jsonl")):
        documents = [json.loads(line) for line in path.open(encoding="utf-8")]
        lines = [s for d in documents if d["doc"] % 4 == 0 for s in d["sentences"]]
        weights = [
            word_weights(*pair).sum() for pair in zip(lines, encoder.tokens(lines), strict=False)
        ]
        rows[ISO[path.stem]] = [
            (math.log(max(1.0, weight)), math.log(len(line)))
            for line, weight in zip(lines, weights, strict=True)
        ]
    table = np.array([rows[code] for code in sorted(rows)])  # (languages, lines, 2)
    means = (table - table.mean(axis=0)).mean(axis=1)
    lines = [
        f"[{code}]\ninformation = {mean[0]:.3f}\ncharacters = {mean[1]:.3f}\n"
        for code, mean in zip(sorted(rows), means, strict=True)
    ]
    args.out.write_text(HEAD + "\n" + "\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
