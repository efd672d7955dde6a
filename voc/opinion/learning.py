"""How sides are learned and checked: folds, logistic regression, order and agreement."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["folds_of", "held_out_odds", "logistic", "macro_f1", "order_of"]

Floats = NDArray[np.float64]

FOLDS = 3


def held_out_odds(
    features: Any,
    sides: Floats,
    folds: NDArray[np.int64],
    *,
    teaches: NDArray[np.bool_] | None = None,
    strength: float = 1.0,
) -> Floats | None:
    """Log-odds of each comment by a model of the other folds; None when one lacks a side."""
    odds = np.zeros(len(sides))
    for fold in range(FOLDS):
        out = folds == fold
        learns = ~out if teaches is None else ~out & teaches
        if not ((sides[learns] > 0).any() and (sides[learns] < 0).any()):
            return None
        if out.any():
            model = logistic(features[learns], sides[learns], strength=strength)
            odds[out] = model.decision_function(features[out])
    return odds


def logistic(features: Any, sides: Floats, *, strength: float = 1.0) -> Any:
    """Logistic regression on the sides; a middling comment counts half for either."""
    from scipy.sparse import issparse, vstack
    from sklearn.linear_model import LogisticRegression

    middling = sides == 0
    weights = None
    if middling.any():
        weights = np.concatenate([np.where(middling, 0.5, 1.0), np.full(middling.sum(), 0.5)])
        stack = vstack if issparse(features) else np.concatenate
        features = stack([features, features[middling]])
        sides = np.concatenate([np.where(middling, 1.0, sides), np.full(middling.sum(), -1.0)])
    model = LogisticRegression(C=strength, solver="liblinear")
    return model.fit(features, sides > 0, sample_weight=weights)


def order_of(odds: Floats, sides: Floats) -> float:
    """Area under the ROC curve: how often a praising comment lies above a blaming one."""
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score(sides[sides != 0] > 0, odds[sides != 0]))


def macro_f1(odds: Floats, sides: Floats) -> float:
    """Mean of the F1 of praise and of blame; middling comments are left out."""
    from sklearn.metrics import f1_score

    known = sides != 0
    return float(f1_score(sides[known] > 0, odds[known] > 0, average="macro", zero_division=0))


def folds_of(groups: NDArray[Any], random_state: int) -> NDArray[np.int64]:
    _, members = np.unique(groups, return_inverse=True)
    chance = np.random.default_rng(random_state)
    return (chance.permutation(int(members.max()) + 1) % FOLDS)[members]
