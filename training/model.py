"""The tagger in torch: the encoder's upper layers, cues, and what belongs to each cue.

Cues are found in one pass over a window of text. Then each cue is asked which words are its source,
its content, and the rest of it: two small layers that see the states of the window, the cue's mark,
and how far each token is from it. Semantic role labelling is done so (He et al. 2018, "Jointly
Predicting Predicates and Arguments in Neural Semantic Role Labeling").
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from encoder import Layer, load_layer
from firsthand.engines.tagging import ANCHORS, FORCES, ROLES
from firsthand.engines.weights import Weights

DISTANCES = 32
SENTENCES = 9
SIDES = 3
"""A token stands in the same quotation as the cue (or both in none), in another, or in none."""
SMALL, SMALL_HEADS, SMALL_INNER, SMALL_LAYERS = 192, 6, 512, 2


def distance_bucket(distance: Tensor) -> Tensor:
    """Return the bucket (0..31) of a distance in tokens: narrow near by, wide far off."""
    far = distance.abs().clamp(max=127)
    wide = 8 + torch.log2(far.clamp(min=8).float() / 8).mul(2).long()
    bucket = torch.where(far < 8, far, wide).clamp(max=15)
    return torch.where(distance < 0, bucket, bucket + 16)


class Tagger(nn.Module):
    """``low`` is the number of the encoder's layers that stay as they are."""

    def __init__(self, weights: Weights, low: int) -> None:
        super().__init__()
        width = weights.shape.width
        self.low = low
        self.top = nn.ModuleList(load_layer(weights, n) for n in range(low, weights.shape.layers))
        self.anchor = nn.Linear(width, len(ANCHORS))
        self.force = nn.Linear(width, len(FORCES))
        self.small = nn.Linear(width, SMALL)
        self.asked = nn.Linear(width, SMALL)
        self.mark = nn.Parameter(torch.randn(SMALL) * 0.1)
        self.distance = nn.Embedding(DISTANCES, SMALL)
        self.sentence = nn.Embedding(SENTENCES, SMALL)
        self.side = nn.Embedding(SIDES, SMALL)
        for table in (self.distance, self.sentence, self.side):
            nn.init.normal_(table.weight, std=0.1)
        self.norm = nn.LayerNorm(SMALL)
        self.layers = nn.ModuleList(
            Layer(SMALL, SMALL_HEADS, SMALL_INNER) for _ in range(SMALL_LAYERS)
        )
        self.role = nn.Linear(SMALL, len(ROLES))
        self.follows = nn.Parameter(torch.zeros(len(ROLES), len(ROLES)))
        self.begins = nn.Parameter(torch.zeros(len(ROLES)))

    def states(self, states: Tensor, mask: Tensor) -> Tensor:
        """Return the upper layers' states (b, t, width) of the lower ones'."""
        for layer in self.top:
            states = layer(states, mask)
        return states

    def roles(
        self,
        states: Tensor,
        mask: Tensor,
        window: Tensor,
        marks: Tensor,
        sentences: Tensor,
        quotes: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """Return roles (k, t, 7) and forces (k, 11) of k cues.

        ``window`` (k,) is each cue's window; ``marks`` (k, t) is 1 at its tokens; ``sentences``
        and ``quotes`` (b, t) number the sentences and quotations.
        """
        share = marks / marks.sum(1, keepdim=True)
        mine = states[window]
        asked = (mine * share.unsqueeze(-1)).sum(1)
        middle = marks.argmax(1)
        places = torch.arange(marks.shape[1]).unsqueeze(0) - middle.unsqueeze(1)
        own = sentences[window]
        away = (own - own.gather(1, middle.unsqueeze(1))).clamp(-4, 4) + 4
        inside = quotes[window]
        same = inside == inside.gather(1, middle.unsqueeze(1))
        side = torch.where(same, 0, torch.where(inside >= 0, 1, 2))
        small = self.small(states)[window] + self.asked(asked).unsqueeze(1)
        small = small + marks.unsqueeze(-1) * self.mark
        small = small + self.distance(distance_bucket(places)) + self.sentence(away)
        small = small + self.side(side)
        small = self.norm(small)
        for layer in self.layers:
            small = layer(small, mask[window])
        return self.role(small), self.force(asked)

    def surprise(self, roles: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Return (k,) how unlikely the true roles are, in nats: a linear-chain CRF.

        Lafferty et al. 2001; on encoders' states Lample et al. 2016, "Neural Architectures for
        Named Entity Recognition". ``roles`` (k, t, 7), ``tags`` (k, t), ``mask`` (k, t) from the
        first token of the window on.
        """
        follows = self.follows + FORBIDDEN
        begins = self.begins + FORBIDDEN[0]
        own = roles.gather(2, tags.unsqueeze(2)).squeeze(2) * mask
        steps = follows[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]
        true = begins[tags[:, 0]] + own.sum(1) + steps.sum(1)
        so_far = begins + roles[:, 0]
        there = mask.bool().unsqueeze(2)
        for at in range(1, roles.shape[1]):
            further = (so_far.unsqueeze(2) + follows).logsumexp(1) + roles[:, at]
            so_far = torch.where(there[:, at], further, so_far)
        return so_far.logsumexp(1) - true


FORBIDDEN = torch.tensor(
    [[0.0 if b % 2 or not b or a in (b, b - 1) else -1e4 for b in range(7)] for a in range(7)]
)
"""What goes on has begun: an I- follows only its own B- or I-."""
