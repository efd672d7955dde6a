"""How sides are learned and checked: folds, logistic regression, order and agreement."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["folds_of", "held_out_odds", "logistic", "macro_f1", "order_of"]

Floats = NDArray[np.float64]

FOLDS = 3
_AT_ONCE = 2


def held_out_odds(
    features: Any,
    sides: Floats,
    folds: NDArray[np.int64],
    *,
    teaches: NDArray[np.bool_] | None = None,
    strength: float = 1.0,
) -> Floats | None:
    """Log-odds of each comment by a model of the other folds; None when one lacks a side.

    Two models are fitted at a time: liblinear lets other threads work.
    """
    outs = [folds == fold for fold in range(FOLDS)]
    learns = [~out if teaches is None else ~out & teaches for out in outs]
    if not all((sides[own] > 0).any() and (sides[own] < 0).any() for own in learns):
        return None

    def judged(out: NDArray[np.bool_], own: NDArray[np.bool_]) -> Floats:
        model = logistic(features[own], sides[own], strength=strength)
        return np.asarray(features[out] @ model.coef_[0] + model.intercept_, dtype=np.float64)

    odds = np.zeros(len(sides))
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        for out, found in zip(outs, threads.map(judged, outs, learns), strict=True):
            odds[out] = found
    return odds


def logistic(features: Any, sides: Floats, *, strength: float = 1.0) -> Any:
    """Logistic regression on the sides; a middling comment counts half for either."""
    from scipy.sparse import issparse, vstack
    from sklearn import config_context
    from sklearn.linear_model import LogisticRegression

    middling = sides == 0
    weights = None
    if middling.any():
        weights = np.concatenate([np.where(middling, 0.5, 1.0), np.full(middling.sum(), 0.5)])
        stack = vstack if issparse(features) else np.concatenate
        features = stack([features, features[middling]])
        sides = np.concatenate([np.where(middling, 1.0, sides), np.full(middling.sum(), -1.0)])
    model = LogisticRegression(C=strength, solver="liblinear")
    with config_context(assume_finite=True, skip_parameter_validation=True):
        return model.fit(features, sides > 0, sample_weight=weights)


def order_of(odds: Floats, sides: Floats) -> float:
    """Area under the ROC curve: how often a praising comment lies above a blaming one.

    >>> order_of(np.array([2.0, 1.0, 1.0, 3.0]), np.array([1.0, 1.0, -1.0, 0.0]))
    0.75
    """
    praised, blamed = odds[sides > 0], np.sort(odds[sides < 0])
    below = np.searchsorted(blamed, praised, "left") + np.searchsorted(blamed, praised, "right")
    return float(below.sum() / (2 * len(praised) * len(blamed)))


def macro_f1(odds: Floats, sides: Floats) -> float:
    """Mean of the F1 of praise and of blame; middling comments are left out.

    >>> round(macro_f1(np.array([2.0, -1.0, 1.0, 3.0]), np.array([1.0, -1.0, -1.0, 0.0])), 3)
    0.667
    """
    known = sides != 0
    praised, said = sides[known] > 0, odds[known] > 0
    each = [_f1(praised, said), _f1(~praised, ~said)]
    return sum(each) / len(each)


def _f1(of_side: NDArray[np.bool_], said: NDArray[np.bool_]) -> float:
    """2 · right / (those of the side + those said to be); 0 where there are none."""
    return 2 * int((of_side & said).sum()) / (int(of_side.sum() + said.sum()) or 1)


def folds_of(groups: NDArray[Any], random_state: int) -> NDArray[np.int64]:
    _, members = np.unique(groups, return_inverse=True)
    chance = np.random.default_rng(random_state)
    return (chance.permutation(int(members.max()) + 1) % FOLDS)[members]
