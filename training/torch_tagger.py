"""The tagger in torch, asked as firsthand asks its own: for trials before it is exported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import torch

from examples import Document
from firsthand.engines.base import Proposal
from firsthand.engines.tagging import Chain, find_anchors, propose
from firsthand.engines.weights import Weights
from firsthand.records import Span
from model import Tagger
from train import Bank, attention_mask


def load(path: Path, weights: Weights) -> Tagger:
    """Return the tagger that ``train`` kept in a file."""
    kept = torch.load(path)
    tagger = Tagger(weights, kept["low"])
    tagger.load_state_dict(kept["state"])
    return tagger.eval()


@torch.no_grad()
def tag(
    tagger: Tagger,
    bank: Bank,
    documents: Sequence[Document],
    cues: Mapping[str, Sequence[Span]] = MappingProxyType({}),
) -> dict[str, list[Proposal]]:
    """Return the proposals for each document, by its id; ``cues`` are asked about."""
    bank.items = []
    bank.add(documents)
    found: dict[str, list[Proposal]] = {document.id: [] for document in documents}
    before = bank.before
    chain = Chain.learned(tagger.follows.numpy(), tagger.begins.numpy())
    for at in range(0, len(bank.items), 8):
        part = bank.items[at : at + 8]
        lengths = [len(states) for _, states in part]
        states = torch.zeros(len(part), max(lengths), part[0][1].shape[1])
        sentences = torch.zeros(len(part), max(lengths), dtype=torch.long)
        quotes = torch.full(sentences.shape, -1)
        for k, (example, own) in enumerate(part):
            states[k, : len(own)] = own.float()
            numbers = torch.tensor(example.window.sentences)
            sentences[k, before : before + len(numbers)] = numbers
            quotes[k, before : before + len(numbers)] = torch.tensor(example.window.quotes)
        mask = attention_mask(lengths, max(lengths))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            upper = tagger.states(states, mask)
            chances = tagger.anchor(upper).float().softmax(-1).numpy()
        asked = []
        for k, (example, _) in enumerate(part):
            own = chances[k, before : before + len(example.window.ids)]
            given = cues.get(example.document.id, ())
            asked += [(k, anchor) for anchor in find_anchors(own, example.window, given)]
        if not asked:
            continue
        marks = torch.zeros(len(asked), max(lengths))
        for n, (_, anchor) in enumerate(asked):
            marks[n, before + anchor.tokens[0] : before + anchor.tokens[1]] = 1
        with torch.autocast("cpu", dtype=torch.bfloat16):
            numbers = torch.tensor([k for k, _ in asked])
            roles, forces = tagger.roles(upper, mask, numbers, marks, sentences, quotes)
        for n, (k, anchor) in enumerate(asked):
            example = part[k][0]
            own = roles[n, before : before + len(example.window.ids)].float().numpy()
            one = propose(
                example.document.text,
                example.window,
                anchor,
                own,
                forces[n].float().numpy(),
                chain,
            )
            if one is not None:
                found[example.document.id].append(one)
    return found
