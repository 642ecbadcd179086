"""Which reports tell of one event: reports -> stories, across languages.

A multilingual encoder puts each language in a place of its own; with the language's mean vector
taken away, reports of one event lie close in any language (measured: docs/decisions/002).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

import numpy as np

from firsthand.engines.base import Encoder, Vectors
from firsthand.records import Report

LEAD_CHARACTERS = 700
# Single link: a report joins a story when it is this close to any of its reports. Two reports of
# different events pass it in about one case of a hundred.
THRESHOLD = 0.25


def group(reports: Sequence[Report], encoder: Encoder) -> tuple[tuple[Report, ...], ...]:
    """Return the stories, each a tuple of its reports in the given order.

    Stories are ordered by their first report. No reports give no stories.
    """
    if len(reports) < 2:
        return tuple((r,) for r in reports)
    vectors = lead_vectors(reports, encoder)
    close = vectors @ vectors.T >= THRESHOLD
    story = list(range(len(reports)))
    for i in range(len(reports)):
        for j in np.flatnonzero(close[i, :i]):
            old, new = max(story[i], story[j]), min(story[i], story[j])
            story = [new if s == old else s for s in story]
    return tuple(
        tuple(r for r, s in zip(reports, story, strict=True) if s == name)
        for name in sorted(set(story))
    )


def lead_vectors(reports: Sequence[Report], encoder: Encoder) -> Vectors:
    """Return (n, d) unit vectors of title and lead, the language's mean taken away."""
    vectors = encoder.pooled([lead(r) for r in reports])
    means = language_means(encoder.name)
    if not means or not reports:
        return centred(vectors, None)
    return centred(vectors, np.stack([means.get(r.language or "", means[""]) for r in reports]))


def lead(report: Report) -> str:
    """Return the beginning of a report, its title first."""
    title = report.title or ""
    text = report.text.lstrip()
    whole = text if text.startswith(title) else f"{title}\n{text}"
    return whole[:LEAD_CHARACTERS]


def centred(vectors: Vectors, mean: Vectors | None) -> Vectors:
    """Return (n, d) unit vectors with a language's mean taken away, if there is one."""
    moved = vectors if mean is None else vectors - mean
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    return np.asarray(moved / np.maximum(lengths, 1e-9), dtype=np.float32)


def language_means(encoder: str) -> Mapping[str, Vectors]:
    """Return the mean vector of each language for an encoder by name; ``{}`` if none are known.

    The mean of all of them stands under "": it will do for other languages.
    """
    return _languages(encoder)[0]


def language_likeness(encoder: str) -> Mapping[str, float]:
    """Return what each language adds to the centred cosine of a sentence and its translation.

    What a language not among them adds stands under "". ``{}`` if the encoder is not known.
    """
    return _languages(encoder)[1]


@cache
def _languages(encoder: str) -> tuple[Mapping[str, Vectors], Mapping[str, float]]:
    file = resources.files("firsthand.data") / "language_means.json"
    record = json.loads(file.read_text(encoding="utf-8"))
    if record["encoder"] != encoder:
        return {}, {}
    means = {
        code: np.frombuffer(base64.b64decode(mean), dtype=record["dtype"]).astype(np.float32)
        for code, mean in record["means"].items()
    }
    means[""] = np.mean(list(means.values()), axis=0)
    likeness = dict(record["likeness"])
    likeness[""] = min(likeness.values())
    return means, likeness
