"""Rebuilds ``data/language_means.json``: the encoder's mean vector of each language.

usage: python benchmarks/language_means.py NTREX_DIR OUT.json

NTREX_DIR holds <lang>.jsonl ({"lang", "sentences"}), NTREX-128 (CC BY-SA 4.0): the same news in all
languages, so that means differ by language and not by subject. Only the means are kept.
"""

from __future__ import annotations

import argparse
import base64
import json
from pathlib import Path

from firsthand.engines.e5 import E5Encoder
from firsthand.group import LEAD_CHARACTERS

ISO = {
    "eng": "en", "nld": "nl", "deu": "de", "fra": "fr", "spa": "es", "ita": "it", "por": "pt",
    "pol": "pl", "rus": "ru", "ukr": "uk", "tur": "tr", "arb": "ar", "zho-CN": "zh", "ces": "cs",
    "ell": "el", "fas": "fa", "heb": "he", "hin": "hi", "jpn": "ja", "kor": "ko", "swe": "sv",
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ntrex", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    encoder = E5Encoder()
    means = {}
    for path in sorted(args.ntrex.glob("*.jsonl")):
        documents = [json.loads(line) for line in path.open(encoding="utf-8")]
        leads = ["\n".join(d["sentences"])[:LEAD_CHARACTERS] for d in documents]
        mean = encoder.pooled(leads).mean(axis=0).astype("<f2")
        means[ISO[path.stem]] = base64.b64encode(mean.tobytes()).decode("ascii")
    record = {"encoder": encoder.name, "dtype": "<f2", "means": dict(sorted(means.items()))}
    args.out.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
