"""Correlations, surveys and plain ways to the same numbers, for the tests of importance."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pandas as pd

# Motor Trend 1974, 32 cars: mpg, cyl, disp, hp, gear (Henderson & Velleman 1981, Biometrics 37).
MTCARS = """
21.0 6 160.0 110 4 / 21.0 6 160.0 110 4 / 22.8 4 108.0 93 4 / 21.4 6 258.0 110 3
18.7 8 360.0 175 3 / 18.1 6 225.0 105 3 / 14.3 8 360.0 245 3 / 24.4 4 146.7 62 4
22.8 4 140.8 95 4 / 19.2 6 167.6 123 4 / 17.8 6 167.6 123 4 / 16.4 8 275.8 180 3
17.3 8 275.8 180 3 / 15.2 8 275.8 180 3 / 10.4 8 472.0 205 3 / 10.4 8 460.0 215 3
14.7 8 440.0 230 3 / 32.4 4 78.7 66 4 / 30.4 4 75.7 52 4 / 33.9 4 71.1 65 4
21.5 4 120.1 97 3 / 15.5 8 318.0 150 3 / 15.2 8 304.0 150 3 / 13.3 8 350.0 245 3
19.2 8 400.0 175 3 / 27.3 4 79.0 66 4 / 26.0 4 120.3 91 5 / 30.4 4 95.1 113 5
15.8 8 351.0 264 5 / 19.7 6 145.0 175 5 / 15.0 8 301.0 335 5 / 21.4 4 121.0 109 4
"""

# Swiss fertility 1888, 47 provinces (Mosteller & Tukey 1977): correlations of Agriculture,
# Examination, Education, Catholic, Infant.Mortality and, last, Fertility.
SWISS = np.array(
    [
        [1, -0.686542209, -0.639522519, 0.401095053, -0.060858608, 0.353079184],
        [-0.686542209, 1, 0.698415296, -0.572741806, -0.114021596, -0.645882706],
        [-0.639522519, 0.698415296, 1, -0.153858917, -0.099321846, -0.663788857],
        [0.401095053, -0.572741806, -0.153858917, 1, 0.175495908, 0.463684701],
        [-0.060858608, -0.114021596, -0.099321846, 0.175495908, 1, 0.416556031],
        [0.353079184, -0.645882706, -0.663788857, 0.463684701, 0.416556031, 1],
    ]
)


def random_correlation(seed: int, size: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return np.corrcoef(rng.normal(size=(size, size)) @ rng.normal(size=(size, 3 * size)))


def squared(correlation: np.ndarray, columns: list[int]) -> float:
    """R² by solving the normal equations."""
    if not columns:
        return 0.0
    among, outcome = correlation[np.ix_(columns, columns)], correlation[columns, -1]
    return float(outcome @ np.linalg.solve(among, outcome))


def over_orderings(value: dict[frozenset[int], float], players: int) -> np.ndarray:
    """Shapley values as defined: the mean over all orderings of what each player adds."""
    shares = np.zeros(players)
    orders = list(permutations(range(players)))
    for order in orders:
        for place, player in enumerate(order):
            before = frozenset(order[:place])
            shares[player] += value[before | {player}] - value[before]
    return shares / len(orders)


def subsets(players: int) -> list[frozenset[int]]:
    return [frozenset(k for k in range(players) if s >> k & 1) for s in range(1 << players)]


def people(n: int) -> list[str]:
    return [f"r{i:05}" for i in range(n)]


def survey(n: int = 400, seed: int = 0, noise: float = 1.0) -> tuple[pd.DataFrame, pd.Series]:
    """Three drivers of the text that count 3 : 2 : 1, and one that does not."""
    rng = np.random.default_rng(seed)
    said = rng.choice([-0.8, 0.0, 0.0, 0.6], size=(n, 4))
    features = pd.DataFrame(said, people(n), ["wait", "staff", "room", "wifi"])
    score = said @ [3.0, 2.0, 1.0, 0.0] + rng.normal(0, noise, n)
    return features, pd.Series(50 + 10 * score, features.index)


def cumulative_logit(values: np.ndarray, category: np.ndarray) -> float:
    """Greatest log-likelihood of the proportional-odds model by a general optimiser."""
    from scipy.optimize import minimize
    from scipy.special import expit

    cuts = int(category.max())

    def loss(place: np.ndarray) -> float:
        theta = np.r_[place[0], place[0] + np.cumsum(np.exp(place[1:cuts]))]
        ends = np.r_[-np.inf, theta, np.inf]
        eta = values @ place[cuts:]
        return -np.log(expit(ends[category + 1] - eta) - expit(ends[category] - eta)).sum()

    start = np.zeros(cuts + values.shape[1])
    return -minimize(loss, start, method="BFGS", options={"gtol": 1e-7}).fun
