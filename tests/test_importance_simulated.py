"""Importance by simulation: what was planted is found, and the intervals hold what they promise."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from voc.driver.importance import importance
from voc.driver.importance.correlation import correlations
from voc.driver.importance.features import driver_features, respondent_outcome
from voc.driver.importance.likelihood import mcfadden_shares
from voc.driver.importance.lmg import lmg

pytestmark = pytest.mark.filterwarnings("error")

NAMES = ["wait", "staff", "room", "wifi"]
BETA = np.array([1.0, 0.7, 0.4, 0.2])


def drawn(rng: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Drivers that correlate 0.25 with each other, and what they do to the score."""
    values = 0.5 * rng.normal(size=(n, 1)) + np.sqrt(0.75) * rng.normal(size=(n, 4))
    return values, values @ BETA


def table_of(values: np.ndarray, score: np.ndarray, kind: str, seed: int) -> pd.DataFrame:
    people = [f"r{i:05}" for i in range(len(score))]
    features = pd.DataFrame(values, people, NAMES)
    outcome = pd.Series(score, people)
    table = importance(features, outcome, outcome_kind=kind, bootstrap=200, seed=seed)
    return table.set_index("driver").loc[NAMES]


def coverage(kind: str, true: np.ndarray, samples: int) -> float:
    """Share of the intervals that hold the true share."""
    rng = np.random.default_rng(20)
    held = 0
    for sample in range(samples):
        values, effect = drawn(rng, 300)
        if kind == "mean":
            score = effect + rng.normal(0, 2, 300)
        else:
            score = (effect + rng.logistic(size=300) > 0).astype(float)
        table = table_of(values, score, kind, sample)
        low, high = table["importance_low"].to_numpy(), table["importance_high"].to_numpy()
        held += int(((low <= true) & (true <= high)).sum())
    return held / (len(true) * samples)


def test_intervals_of_the_linear_model_cover_the_true_share() -> None:
    among = np.full((4, 4), 0.25) + 0.75 * np.eye(4)
    covariance = np.block(
        [[among, (among @ BETA)[:, None]], [among @ BETA, BETA @ among @ BETA + 4]]
    )
    true = lmg(covariance)
    assert 0.90 <= coverage("mean", true / true.sum(), 75) <= 0.98


def test_intervals_of_the_likelihood_cover_the_true_share() -> None:
    rng = np.random.default_rng(21)
    values, effect = drawn(rng, 40_000)
    category = (effect + rng.logistic(size=40_000) > 0).astype(np.int64)
    true, _ = mcfadden_shares(values, category, np.ones(40_000), np.arange(4))
    assert 0.90 <= coverage("binary", true / true.sum(), 75) <= 0.98


def test_intervals_of_the_likelihood_are_as_wide_as_those_of_refitting() -> None:
    rng = np.random.default_rng(22)
    values, effect = drawn(rng, 300)
    score = np.digitize(effect + rng.logistic(size=300), [-1.5, 0.0, 1.5])
    table = table_of(values, score.astype(float), "ordinal", 0)
    refitted = []
    for _ in range(200):
        counts = np.bincount(rng.integers(300, size=300), minlength=300).astype(float)
        there = counts > 0
        shares, _ = mcfadden_shares(values[there], score[there], counts[there], np.arange(4))
        refitted.append(shares / shares.sum())
    low, high = np.percentile(refitted, [2.5, 97.5], axis=0)
    ours = (table["importance_high"] - table["importance_low"]).to_numpy()
    assert ours == pytest.approx(high - low, rel=0.35)


@pytest.mark.parametrize("kind", ["net", "penalty_reward"])
@pytest.mark.parametrize("outcome_kind", ["mean", "binary"])
def test_planted_importance_is_recovered_in_order(kind: str, outcome_kind: str) -> None:
    rng = np.random.default_rng(23)
    n = 3000
    polarity = np.where(
        rng.random((n, 4)) < 0.4, rng.choice([-0.8, -0.4, 0.4, 0.8], (n, 4)), np.nan
    )
    respondent, driver = np.nonzero(~np.isnan(polarity))
    comments = pd.DataFrame({"comment_id": [f"c{i:05}" for i in range(n)]})
    opinions = pd.DataFrame(
        {
            "comment_id": comments["comment_id"].to_numpy()[respondent],
            "driver": np.array(NAMES)[driver],
            "polarity": polarity[respondent, driver],
        }
    )
    score = np.nan_to_num(polarity) @ (4 * BETA) + rng.logistic(size=n)
    comments["score"] = score if outcome_kind == "mean" else (score > 0) * 1.0
    features = driver_features(comments, opinions, kind=kind)
    outcome = respondent_outcome(comments)
    table = importance(features, outcome, outcome_kind=outcome_kind, bootstrap=100)
    assert table["driver"].tolist() == NAMES
    assert (table["effect"] > 0).all()
    first, second = table.iloc[0], table.iloc[1]
    assert first["importance_low"] > second["importance_high"]


def test_driver_without_effect_gets_next_to_nothing() -> None:
    rng = np.random.default_rng(24)
    shares = []
    for sample in range(30):
        values, effect = drawn(rng, 500)
        values[:, 3] = rng.normal(size=500)  # alone, and the score does not know it
        table = table_of(
            values, effect - 0.2 * values[:, 3] + rng.normal(0, 2, 500), "mean", sample
        )
        shares.append(table.loc["wifi", "importance"])
    assert np.mean(shares) < 0.03


def test_correlations_that_miss_at_random_are_not_attenuated() -> None:
    rng = np.random.default_rng(25)
    values, effect = drawn(rng, 20_000)
    complete = np.column_stack([values, effect])
    gaps = complete.copy()
    gaps[:, :2][rng.random((20_000, 2)) < 0.6] = np.nan
    ones = np.ones((1, 20_000))
    assert correlations(gaps, ones)[0] == pytest.approx(correlations(complete, ones)[0], abs=0.04)
