"""Proposes groups of comments, from which the mixture of topics starts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from voc.topic.cluster import evoc_layers, hdbscan_groups, layer_for, steady_groups
from voc.topic.count import MOST, Candidate, steady_count
from voc.topic.embed import Vectors
from voc.topic.mixture import Counts, Labels

__all__ = ["Proposer"]

_FEWEST = 3
_ROOM = 4  # of topics that are asked for, one may be so many times smaller than the mean


@dataclass
class Proposer:
    """Groups of near vectors, or of near sentences in a sample.

    Parameters
    ----------
    clusters, count, min_size, min_share, embedded, seed
        As of `TopicModel`.

    Attributes
    ----------
    candidates_ : list of Candidate
        Numbers of groups that were tried; empty where the number was given.
    """

    clusters: str
    count: int
    min_size: int
    min_share: float
    embedded: int
    seed: int
    candidates_: list[Candidate] = field(default_factory=list, init=False)

    def of_vectors(self, vectors: Vectors, counts: Counts) -> Labels:
        """Group of each row; −1 for what lies between groups."""
        if self.clusters == "kmeans":
            count = self.count
            if not count:
                count, self.candidates_ = steady_count(vectors, counts, seed=self.seed)
            return steady_groups(vectors, count, seed=self.seed)
        minimum = self.fewest(len(vectors))
        if self.clusters == "evoc":
            layers = evoc_layers(vectors, minimum, seed=self.seed)
            return layer_for(layers, self.count or MOST)
        return hdbscan_groups(vectors, minimum, seed=self.seed)

    def of_sentences(
        self,
        embedding: Any,
        texts: Sequence[str],
        words: list[list[str]],
        sentiment: Any,
        lsa: Vectors,
        counts: Counts,
    ) -> Labels:
        """Groups of a sample by the meaning of its sentences, passed on to all by their words."""
        from voc.topic.pass_on import PassOn
        from voc.topic.space import draw_sample, topic_space

        known = np.asarray(counts.sum(axis=1)).ravel()
        drawn = draw_sample(lsa, known, self.embedded, seed=self.seed)
        encoded = embedding.encode([texts[i] for i in drawn.tolist()])
        space = topic_space(encoded, sentiment[drawn], lsa[drawn], known[drawn])
        groups = self.of_vectors(space, counts[drawn])
        passed = PassOn(seed=self.seed).fit([words[i] for i in drawn.tolist()], groups)
        return passed.predict(words)[0]

    def fewest(self, comments: int) -> int:
        """Comments that a topic needs; fewer where more topics are asked for than had room."""
        fewest = max(self.min_size, round(self.min_share * comments))
        room = comments // (_ROOM * self.count) if self.count else fewest
        return max(_FEWEST, min(fewest, room))
