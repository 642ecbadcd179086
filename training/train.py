"""Train the tagger.

    python training/train.py OUT [--corpora FOLDER] [--low 6] [--epochs 6] [--without NAME ...]

Reads ``training/annotation``, ``training/own`` and, for the texts of the former, the corpora in
FOLDER. Writes a torch state to OUT. The same command gives the same weights on the same machine:
seeds are fixed.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from encoder import Embeddings, load_layer
from examples import Document, Example, examples, read_annotation, read_written, windows_of
from firsthand.engines.unigram import Unigram
from firsthand.engines.weights import Weights, find_weights, read_weights
from model import ANCHORS, Tagger

HERE = Path(__file__).parent
TOKENS_A_BATCH = 1200
UNSURE = 0.3
CHAIN = bool(int(__import__("os").environ.get("CHAIN", "0")))
ROLE_SHARE, FORCE_SHARE = 2.0, 0.1
FALSE_CUES = 0.15
"""How many tokens that are no cue are asked too, for each true one: nothing belongs to them."""


class Bank:
    """The states of all windows after the encoder's lower layers, which stay as they are."""

    def __init__(self, weights: Weights, low: int) -> None:
        self.unigram, self.vocabulary = Unigram(weights.vocabulary), weights.vocabulary
        self.prefix = list(self.unigram.encode("query:", 512).ids)
        self.embed = Embeddings(weights)
        self.low = nn.ModuleList(load_layer(weights, n) for n in range(low)).eval()
        self.items: list[tuple[Example, Tensor]] = []

    @property
    def before(self) -> int:
        """How many tokens stand before a window's own."""
        return 1 + len(self.prefix)

    @torch.no_grad()
    def add(self, documents: Sequence[Document]) -> None:
        """Add the windows of documents."""
        found = [
            example
            for document in documents
            for example in examples(
                document, windows_of(document, self.unigram, self.vocabulary.end)
            )
        ]
        found.sort(key=lambda example: len(example.window.ids))
        for at in range(0, len(found), 16):
            part = found[at : at + 16]
            rows = [
                [self.vocabulary.begin, *self.prefix, *e.window.ids, self.vocabulary.end]
                for e in part
            ]
            length = max(map(len, rows))
            ids = torch.full((len(rows), length), self.vocabulary.pad)
            for k, row in enumerate(rows):
                ids[k, : len(row)] = torch.tensor(row)
            mask = attention_mask([len(row) for row in rows], length)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                states = self.embed(ids)
                for layer in self.low:
                    states = layer(states, mask.to(torch.bfloat16))
            for k, (example, row) in enumerate(zip(part, rows, strict=True)):
                self.items.append((example, states[k, : len(row)].to(torch.bfloat16).clone()))


def attention_mask(lengths: Sequence[int], length: int) -> Tensor:
    """Return (b, 1, 1, t): 0 at tokens, a great negative number at padding."""
    there = torch.arange(length).unsqueeze(0) < torch.tensor(lengths).unsqueeze(1)
    return (~there).float().mul(-1e4)[:, None, None, :]


def batches(
    items: Sequence[tuple[Example, Tensor]], chance: random.Random
) -> Iterator[list[tuple[Example, Tensor]]]:
    """Yield batches of windows of about one length, in an order by chance."""
    order = sorted(items, key=lambda item: len(item[1]) + chance.random() * 16)
    made: list[list[tuple[Example, Tensor]]] = [[]]
    for item in order:
        longest = max([len(item[1]), *(len(other) for _, other in made[-1])])
        if made[-1] and longest * (len(made[-1]) + 1) > TOKENS_A_BATCH:
            made.append([])
        made[-1].append(item)
    chance.shuffle(made)
    yield from made


def train(
    items: Sequence[tuple[Example, Tensor]],
    weights: Weights,
    *,
    low: int,
    before: int,
    epochs: float,
    rate: float,
    out: Path,
    seed: int = 0,
) -> Tagger:
    """Train a tagger on the windows; its state is kept in ``out`` after each epoch."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    tagger = Tagger(weights, low)
    top = list(tagger.top.parameters())
    rest = [p for n, p in tagger.named_parameters() if not n.startswith("top.")]
    optimiser = torch.optim.AdamW(
        [{"params": top, "lr": rate}, {"params": rest, "lr": rate * 10}], weight_decay=0.01
    )
    steps = int(epochs * len(list(batches(items, random.Random(seed)))))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (0.06 * steps), (steps - step + 1) / steps)
    )
    start, step = time.time(), 0
    asked = sum(len(example.asked) for example, _ in items)
    print(f"{len(items)} windows, {asked} cues, {steps} steps", flush=True)
    while step < steps:
        tagger.train()
        sums = [0.0, 0.0, 0.0]
        for batch in batches(items, chance):
            losses = loss_of(tagger, batch, before, chance)
            total = losses[0] + ROLE_SHARE * losses[1] + FORCE_SHARE * losses[2]
            optimiser.zero_grad()
            total.backward()
            nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            sums = [a + float(b) for a, b in zip(sums, losses, strict=True)]
            if step % 50 == 0:
                print(f"step {step} {time.time() - start:.0f} s", file=sys.stderr, flush=True)
            if step >= steps:
                break
        seen = max(1, len(list(batches(items, random.Random(seed)))))
        shown = " ".join(f"{one / seen:.4f}" for one in sums)
        print(f"step {step}: cue, role, force {shown}, {time.time() - start:.0f} s", flush=True)
        torch.save({"low": low, "state": tagger.state_dict()}, out)
    return tagger.eval()


def loss_of(
    tagger: Tagger, batch: Sequence[tuple[Example, Tensor]], before: int, chance: random.Random
) -> tuple[Tensor, Tensor, Tensor]:
    """Return the losses of cues, of roles, and of forces."""
    lengths = [len(states) for _, states in batch]
    length = max(lengths)
    states = torch.zeros(len(batch), length, batch[0][1].shape[1], dtype=torch.bfloat16)
    sentences = torch.zeros(len(batch), length, dtype=torch.long)
    quotes = torch.full((len(batch), length), -1)
    anchors = torch.full((len(batch), length), -100)
    sure = torch.ones(len(batch))
    rows: list[tuple[int, Sequence[int], Sequence[int], int]] = []
    for k, (example, own) in enumerate(batch):
        window = example.window
        states[k, : len(own)] = own
        sentences[k, before : before + len(window.ids)] = torch.tensor(window.sentences)
        quotes[k, before : before + len(window.ids)] = torch.tensor(window.quotes)
        first, last = window.owned
        anchors[k, before + first : before + last] = torch.tensor(example.anchors[first:last])
        sure[k] = 1.0 if example.sure else UNSURE
        rows += [(k, one.anchor, one.roles, one.force) for one in example.asked]
        free = [t for t in range(first, last) if not example.anchors[t]]
        for _ in example.asked:
            if free and chance.random() < FALSE_CUES:
                rows.append((k, [chance.choice(free)], [0] * len(window.ids), -100))
    mask = attention_mask(lengths, length).to(torch.bfloat16)
    window_of = torch.tensor([row[0] for row in rows], dtype=torch.long)
    marks = torch.zeros(len(rows), length)
    roles = torch.full((len(rows), length), -100)
    for k, (_, anchor, own_roles, _) in enumerate(rows):
        marks[k, [before + t for t in anchor]] = 1
        roles[k, before : before + len(own_roles)] = torch.tensor(own_roles)
    forces = torch.tensor([row[3] for row in rows], dtype=torch.long)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        found = tagger.states(states, mask)
        cues = tagger.anchor(found)
        told = tagger.roles(found, mask, window_of, marks, sentences, quotes) if rows else None
    cue_loss = functional.cross_entropy(
        cues.float().view(-1, len(ANCHORS)), anchors.view(-1), reduction="none"
    ).view(anchors.shape)
    cue_loss = (cue_loss * sure.unsqueeze(1)).sum() / (anchors >= 0).sum()
    if told is None:
        return cue_loss, cue_loss * 0, cue_loss * 0
    own = (roles >= 0)[:, before:]
    if CHAIN:
        surprise = tagger.surprise(
            told[0].float()[:, before:], roles[:, before:].clamp(min=0), own.float()
        )
    else:
        surprise = functional.cross_entropy(
            told[0].float().transpose(1, 2), roles, reduction="none"
        ).sum(1)
    role_loss = (surprise * sure[window_of]).sum() / own.sum()
    kept = forces >= 0
    force_loss = (
        functional.cross_entropy(told[1].float()[kept], forces[kept])
        if kept.any()
        else role_loss * 0
    )
    return cue_loss, role_loss, force_loss


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--corpora", type=Path, default=HERE.parents[1] / "shared/data")
    parser.add_argument("--low", type=int, default=6)
    parser.add_argument("--epochs", type=float, default=6)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--without", nargs="*", default=[])
    given = parser.parse_args()
    torch.set_num_threads(2)
    weights = read_weights(find_weights())
    bank = Bank(weights, given.low)
    for path in sorted((HERE / "annotation").glob("*.jsonl")):
        if path.stem not in given.without:
            bank.add(read_annotation(path, given.corpora))
    for path in sorted((HERE / "own").glob("*.txt")):
        if "own" not in given.without:
            bank.add(read_written(path))
    train(
        bank.items,
        weights,
        low=given.low,
        before=bank.before,
        epochs=given.epochs,
        rate=given.rate,
        out=given.out,
    )


if __name__ == "__main__":
    main()
