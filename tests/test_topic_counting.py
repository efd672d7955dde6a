"""Counts of features are those of scikit-learn's vectorizer."""

from __future__ import annotations

import numpy as np
import pytest

from voc.topic.counting import feature_counts

COMMENTS = [
    ["早餐", "早餐种类", "种类", "早餐"],
    [],
    ["隔音", "没见过的词"],
    ["没见过的词"],
    ["wifi", "早餐", "隔音", "隔音", "隔音"],
]
PLACES = {"隔音": 0, "早餐": 1, "wifi": 2, "种类": 3, "前台": 4}


@pytest.mark.parametrize("once", [False, True])
def test_counts_are_those_of_scikit_learn(once: bool) -> None:
    from sklearn.feature_extraction.text import CountVectorizer

    peer = CountVectorizer(
        analyzer=list, vocabulary=PLACES, binary=once, dtype=np.float32
    ).transform(COMMENTS)
    counts = feature_counts(COMMENTS, PLACES, once=once)
    assert counts.dtype == np.float32
    assert counts.indptr.tolist() == peer.indptr.tolist()
    assert counts.indices.tolist() == peer.indices.tolist()
    assert counts.data.tolist() == peer.data.tolist()


def test_no_comments_give_no_rows() -> None:
    assert feature_counts([], PLACES).shape == (0, len(PLACES))
    assert feature_counts([[], []], {}).shape == (2, 0)
