"""Importance: published shares of R², hand-worked tables, guards, ordered outcomes, the edges."""

from __future__ import annotations

import time
from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voc.driver.importance import importance, likelihood
from voc.driver.importance.correlation import CONDITION_LIMIT, condition, correlations, ridged
from voc.driver.importance.dominance import complete_dominance, conditional_dominance, dominance
from voc.driver.importance.features import driver_features, respondent_outcome
from voc.driver.importance.likelihood import CumulativeLogit, mcfadden_shares
from voc.driver.importance.lmg import lmg, subset_r2
from voc.driver.importance.relative_weights import relative_weights
from voc.driver.notes import NOTES
from voc.errors import VocError
from voc.metric import nps

pytestmark = pytest.mark.filterwarnings("error")

COLUMNS = [
    *("driver", "source", "importance", "importance_low", "importance_high"),
    *("effect", "mentions", "method", "r2"),
]

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


def keys(table: pd.DataFrame) -> list[str]:
    return [key for key, _ in table.attrs["notes"]]


class TestPublished:
    def test_lmg_of_mtcars(self) -> None:
        rows = [row.split() for row in MTCARS.replace("\n", "/").split("/") if row.strip()]
        cars = np.array(rows, dtype=float)[:, [1, 2, 3, 4, 0]]
        assert cars.shape == (32, 5)
        shares = lmg(correlations(cars, np.ones((1, 32)))[0])
        assert np.abs(shares - [0.247052, 0.243500, 0.210913, 0.077725]).max() < 5e-6

    def test_lmg_of_swiss(self) -> None:
        expected = [0.057091, 0.171173, 0.260135, 0.105570, 0.112766]
        assert np.abs(lmg(SWISS) - expected).max() < 5e-6
        assert lmg(SWISS).sum() == pytest.approx(0.706735, abs=5e-6)

    def test_relative_weights_of_swiss(self) -> None:
        expected = [0.048417, 0.154708, 0.271964, 0.114680, 0.116966]
        assert np.abs(relative_weights(SWISS) - expected).max() < 5e-6


class TestSharesOfR2:
    def test_two_drivers_worked_by_hand(self) -> None:
        # alone 0.36 and 0.09; together (0.36 + 0.09 − 2 · 0.5 · 0.6 · 0.3) / (1 − 0.25) = 0.36
        correlation = np.array([[1, 0.5, 0.6], [0.5, 1, 0.3], [0.6, 0.3, 1]])
        assert lmg(correlation) == pytest.approx([(0.36 + 0.27) / 2, (0.09 + 0) / 2])

    @given(st.integers(0, 10_000), st.integers(1, 6))
    @settings(max_examples=25, deadline=None)
    def test_lmg_is_the_mean_over_all_orderings(self, seed: int, players: int) -> None:
        correlation = random_correlation(seed, players + 1)
        value = {s: squared(correlation, sorted(s)) for s in subsets(players)}
        assert lmg(correlation) == pytest.approx(over_orderings(value, players), abs=1e-9)
        assert (lmg(correlation) >= -1e-9).all()

    @given(st.integers(0, 10_000))
    @settings(max_examples=15, deadline=None)
    def test_columns_of_a_group_enter_together(self, seed: int) -> None:
        correlation = random_correlation(seed, 7)
        groups = [1, 0, 2, 1, 2, 2]
        value = {
            s: squared(correlation, [c for c in range(6) if groups[c] in s]) for s in subsets(3)
        }
        assert lmg(correlation, groups) == pytest.approx(over_orderings(value, 3), abs=1e-9)

    def test_every_subset_of_twelve(self) -> None:
        correlation = random_correlation(1, 13)
        r2 = subset_r2(correlation[None], np.arange(12))[0]
        for s in (0, 1, 6, 2048, 4095, 1365):
            columns = [k for k in range(12) if s >> k & 1]
            assert r2[s] == pytest.approx(squared(correlation, columns), abs=1e-9)

    def test_scale_does_not_matter(self) -> None:
        units = np.diag([1.0, 100, 0.01, 5, 7, 3])
        assert lmg(units @ SWISS @ units) == pytest.approx(lmg(SWISS))

    def test_stack_gives_what_each_matrix_gives(self) -> None:
        stack = np.stack([random_correlation(seed, 6) for seed in range(6)]).reshape(2, 3, 6, 6)
        for shared in (lmg, relative_weights):
            one_by_one = np.stack([[shared(matrix) for matrix in row] for row in stack])
            assert shared(stack) == pytest.approx(one_by_one)

    def test_twins_share_equally(self) -> None:
        twins = np.array(
            [[1, 1, 0.2, 0.6], [1, 1, 0.2, 0.6], [0.2, 0.2, 1, 0.3], [0.6, 0.6, 0.3, 1]]
        )
        without = lmg(np.delete(np.delete(twins, 0, 0), 0, 1))
        shares = lmg(twins)
        assert shares[0] == pytest.approx(shares[1])
        assert shares.sum() == pytest.approx(without.sum())
        guarded, ridge = ridged(twins)
        assert 0 < ridge < 0.005
        weights = relative_weights(guarded)
        assert weights[0] == pytest.approx(weights[1])
        assert weights.sum() == pytest.approx(without.sum(), abs=0.002)

    def test_relative_weights_of_independent_drivers_are_squared_correlations(self) -> None:
        correlation = np.eye(4)
        correlation[:3, 3] = correlation[3, :3] = [0.5, -0.4, 0.1]
        assert relative_weights(correlation) == pytest.approx([0.25, 0.16, 0.01])
        assert lmg(correlation) == pytest.approx([0.25, 0.16, 0.01])

    @given(st.integers(0, 10_000))
    @settings(max_examples=15, deadline=None)
    def test_relative_weights_add_up(self, seed: int) -> None:
        correlation = random_correlation(seed, 6)
        weights = relative_weights(correlation)
        assert weights.sum() == pytest.approx(squared(correlation, list(range(5))), abs=1e-8)
        assert (weights >= 0).all()

    def test_too_many_players_are_refused(self) -> None:
        with pytest.raises(VocError, match="16 drivers"):
            lmg(np.eye(17))
        with pytest.raises(VocError, match="do not fit"):
            lmg(np.eye(4), [0, 2, 2])


class TestCorrelations:
    def test_weights_count_like_repeated_rows(self) -> None:
        rng = np.random.default_rng(0)
        values = rng.normal(size=(50, 4)) @ rng.normal(size=(4, 4)) + 100
        weights = rng.integers(0, 4, size=(3, 50)).astype(float)
        found = correlations(values, weights)
        for sample, times in zip(found, weights.astype(int), strict=True):
            assert sample == pytest.approx(np.corrcoef(np.repeat(values, times, axis=0).T))

    def test_missing_values_leave_pairs_out(self) -> None:
        rng = np.random.default_rng(1)
        values = rng.normal(size=(200, 4)) @ rng.normal(size=(4, 4))
        values[rng.random((200, 4)) < 0.2] = np.nan
        expected = pd.DataFrame(values).corr().to_numpy()
        assert correlations(values, np.ones((1, 200)))[0] == pytest.approx(expected)

    def test_contradicting_pairs_are_mended(self) -> None:
        # each pair on respondents of its own: a ~ b, b ~ c, a ~ −c cannot hold together
        x = np.array([-1.0, 0, 1])
        no = np.full(3, np.nan)
        values = np.concatenate(
            [np.stack([x, x, no], 1), np.stack([no, x, x], 1), np.stack([x, no, -x], 1)]
        )
        mended = correlations(values, np.ones((1, 9)))[0]
        assert np.linalg.eigvalsh(mended).min() > -1e-9
        assert np.diag(mended) == pytest.approx(np.ones(3))

    def test_constant_column_correlates_with_nothing(self) -> None:
        values = np.column_stack([np.full(10, 0.1), np.arange(10.0)])
        assert correlations(values, np.ones((1, 10)))[0] == pytest.approx(np.eye(2))

    def test_ridge_brings_the_condition_to_the_limit_and_leaves_good_ones_alone(self) -> None:
        near = np.array([[1, 0.9999, 0.5], [0.9999, 1, 0.5], [0.5, 0.5, 1]])
        guarded, ridge = ridged(near)
        assert condition(guarded) == pytest.approx(CONDITION_LIMIT)
        assert ridge > 0
        assert ridged(SWISS)[1] == 0
        assert (ridged(SWISS)[0] == SWISS).all()


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


class TestLikelihood:
    def test_logit_of_a_two_by_two_table(self) -> None:
        # 30 of 40 who praise are satisfied, 20 of 60 others: β = log(3) − log(1/2) = log 6
        x = np.repeat([1.0, 1, 0, 0], [30, 10, 20, 40])[:, None]
        y = np.repeat([1, 0, 1, 0], [30, 10, 20, 40])
        model = CumulativeLogit.of(x, y, np.ones(100))
        value, beta = model.fit(np.array([[True]]))
        by_hand = 30 * np.log(3 / 4) + 10 * np.log(1 / 4) + 20 * np.log(1 / 3) + 40 * np.log(2 / 3)
        assert value[0] == pytest.approx(by_hand, abs=1e-6)
        assert beta[0, 0] == pytest.approx(np.log(6), abs=1e-3)
        assert model.null == pytest.approx(100 * np.log(1 / 2))

    @pytest.mark.parametrize("categories", [2, 3, 5])
    def test_likelihood_is_that_of_a_general_optimiser(self, categories: int) -> None:
        rng = np.random.default_rng(categories)
        values = rng.normal(size=(250, 3))
        latent = values @ [1.0, 0.5, 0.0] + rng.logistic(size=250)
        category = np.digitize(latent, np.quantile(latent, np.arange(1, categories) / categories))
        model = CumulativeLogit.of(values, category, np.ones(250))
        found, _ = model.fit(np.array([[True, True, True], [True, False, True]]))
        assert found[0] == pytest.approx(cumulative_logit(values, category), abs=1e-5)
        assert found[1] == pytest.approx(cumulative_logit(values[:, [0, 2]], category), abs=1e-5)

    def test_rows_repeated_and_rows_weighted_are_the_same(self) -> None:
        rng = np.random.default_rng(3)
        values, category = rng.normal(size=(40, 2)), np.arange(40) % 3
        times = rng.integers(1, 4, 40)
        repeated = CumulativeLogit.of(
            np.repeat(values, times, axis=0), np.repeat(category, times), np.ones(times.sum())
        )
        weighted = CumulativeLogit.of(values, category, times.astype(float))
        share = 40 / times.sum()  # weights are brought to mean 1
        assert weighted.null == pytest.approx(repeated.null * share)
        both = np.ones((1, 2), dtype=bool)
        assert weighted.fit(both)[0] == pytest.approx(repeated.fit(both)[0] * share, abs=1e-3)

    def test_perfect_separation_stays_finite(self) -> None:
        x = np.repeat([-1.0, 1.0], 30)[:, None]
        value, beta = CumulativeLogit.of(x, np.repeat([0, 1], 30), np.ones(60)).fit(
            np.array([[True]])
        )
        assert -0.05 < value[0] <= 0
        assert 5 < beta[0, 0] < 20

    def test_shares_are_the_mean_over_all_orderings(self) -> None:
        rng = np.random.default_rng(4)
        values = rng.normal(size=(200, 4))
        category = (values @ [1.0, 0.5, 0.5, 0.0] + rng.logistic(size=200) > 0).astype(int)
        shares, _ = mcfadden_shares(values, category, np.ones(200), np.arange(4))
        model = CumulativeLogit.of(values, category, np.ones(200))
        value = {}
        for s in subsets(4):
            included = np.array([[column in s for column in range(4)]])
            value[s] = 1 - model.fit(included)[0][0] / model.null
        assert shares == pytest.approx(over_orderings(value, 4), abs=1e-9)

    def test_drawn_orderings_come_near_all_orderings(self, monkeypatch: pytest.MonkeyPatch) -> None:
        rng = np.random.default_rng(5)
        values = rng.normal(size=(200, 6)) + rng.normal(size=(200, 1))
        category = (values.sum(axis=1) + 3 * rng.logistic(size=200) > 0).astype(int)
        exact, _ = mcfadden_shares(values, category, np.ones(200), np.arange(6))
        monkeypatch.setattr(likelihood, "EXACT_PLAYERS", 5)
        drawn, _ = mcfadden_shares(values, category, np.ones(200), np.arange(6), seed=1)
        assert drawn.sum() == pytest.approx(exact.sum())
        assert np.abs(drawn - exact).max() < 0.1 * exact.sum()
        assert not np.array_equal(drawn, exact)


class TestDominance:
    def test_gains_by_size_worked_by_hand(self) -> None:
        r2 = np.array([0, 0.4, 0.3, 0.5, 0.2, 0.5, 0.45, 0.6])  # sets ∅ a b ab c ac bc abc
        gains = conditional_dominance(r2)
        assert gains[0] == pytest.approx([0.4, (0.2 + 0.3) / 2, 0.15])
        assert gains[1] == pytest.approx([0.3, (0.1 + 0.25) / 2, 0.1])
        assert gains[2] == pytest.approx([0.2, (0.1 + 0.15) / 2, 0.1])
        # a over b: .4 > .3, and beside c .5 > .45; b over c: .3 > .2, beside a .5 = .5
        assert complete_dominance(r2).tolist() == [
            [False, True, True],
            [False, False, True],
            [False, False, False],
        ]

    def test_general_dominance_is_lmg(self) -> None:
        r2 = subset_r2(SWISS[None], np.arange(5))[0]
        assert conditional_dominance(r2).mean(axis=1) == pytest.approx(lmg(SWISS))

    @given(st.integers(0, 10_000))
    @settings(max_examples=15, deadline=None)
    def test_complete_implies_conditional_implies_general(self, seed: int) -> None:
        r2 = subset_r2(random_correlation(seed, 5)[None], np.arange(4))[0]
        gains = conditional_dominance(r2)
        for i, j in np.argwhere(complete_dominance(r2)):
            assert (gains[i] >= gains[j] - 1e-9).all()
            assert gains[i].mean() > gains[j].mean()

    def test_table_names_who_is_dominated(self) -> None:
        features, score = survey()
        table = dominance(features, score)
        assert table["driver"].tolist() == ["wait", "staff", "room", "wifi"]
        assert table["completely"].tolist()[0] == ["room", "staff", "wifi"]
        assert table["conditionally"].tolist()[1] == ["room", "wifi"]
        together = importance(features, score, bootstrap=0)
        assert table["general"].to_numpy() == pytest.approx(together["importance"] * together["r2"])

    def test_drivers_of_two_sources_are_told_apart(self) -> None:
        features, score = survey()
        ratings = features[["wifi"]].rename(columns={"wifi": "wait"})  # does not count
        table = dominance(features[["wait", "room"]], score, ratings=ratings)
        assert table["source"].tolist() == ["text", "text", "rating"]
        assert table["completely"].tolist() == [["room", "wait (rating)"], ["wait (rating)"], []]

    def test_neither_twin_dominates_the_other(self) -> None:
        features, score = survey()
        twins = features[["wait", "room"]].assign(queue=features["wait"])
        table = dominance(twins, score).set_index("driver")
        assert table.loc["wait", "general"] == pytest.approx(table.loc["queue", "general"])
        named = {name for column in ("completely", "conditionally") for name in table[column].sum()}
        assert not named & {"wait", "queue"}

    def test_nothing_left_gives_an_empty_table(self) -> None:
        features, score = survey(n=5)
        table = dominance(features, score)
        assert table.empty
        assert keys(table) == ["importance_too_few"]

    def test_ordered_outcome_is_refused(self) -> None:
        with pytest.raises(VocError, match="linear"):
            dominance(*survey(), outcome_kind="binary")


@pytest.fixture
def hotel() -> tuple[pd.DataFrame, pd.DataFrame]:
    comments = pd.DataFrame(
        [
            ("c1", "r1", "房间很大，就是隔音差", 60.0, False, None),
            ("c2", "r1", "第二天房间有异味", 60.0, False, None),
            ("c3", "r2", "房间在八楼", 90.0, False, None),
            ("c4", "r3", "系统默认好评", 100.0, True, None),
            ("c5", "r4", "房间在八楼", 20.0, False, "c3"),
            ("c6", None, "WiFi断断续续", None, False, None),
        ],
        columns=["comment_id", "respondent_id", "text", "score", "boilerplate", "duplicate_of"],
    )
    opinions = pd.DataFrame(
        [
            ("c1", "room", "大", 0.6),
            ("c1", "noise", "差", -0.5),
            ("c2", "room", "异味", -0.8),
            ("c3", "room", None, 0.0),
            ("c4", "room", "好", 0.6),
            ("c5", "room", None, 0.0),
            ("c6", "wifi", "断断续续", -0.1),
        ],
        columns=["comment_id", "driver", "term", "polarity"],
    )
    return comments, opinions


class TestFeatures:
    def test_net_polarity_by_respondent(self, hotel: tuple[pd.DataFrame, pd.DataFrame]) -> None:
        table = driver_features(*hotel)
        assert table.index.tolist() == ["c6", "r1", "r2"]  # c6 has no respondent: one of its own
        assert table.columns.tolist() == ["noise", "room", "wifi"]
        assert table.loc["r1"].tolist() == pytest.approx([-0.5, (0.6 - 0.8) / 2, 0])
        assert table.loc["r2"].tolist() == [0, 0, 0]  # 房间在八楼 names, does not judge

    def test_blame_and_praise_apart(self, hotel: tuple[pd.DataFrame, pd.DataFrame]) -> None:
        table = driver_features(*hotel, kind="penalty_reward")
        assert table.loc["r1", ["room|negative", "room|positive"]].tolist() == [1, 1]
        assert table.loc["r1", ["noise|negative", "noise|positive"]].tolist() == [1, 0]
        assert table.loc["c6"].tolist() == [0] * 6  # −0.1 is neutral

    def test_a_row_a_comment(self, hotel: tuple[pd.DataFrame, pd.DataFrame]) -> None:
        table = driver_features(*hotel, unit="comment")
        assert table.index.tolist() == ["c1", "c2", "c3", "c6"]
        assert table.index.name == "comment_id"
        assert table.loc["c2", "room"] == -0.8

    def test_outcome_has_the_same_rows(self, hotel: tuple[pd.DataFrame, pd.DataFrame]) -> None:
        outcome = respondent_outcome(hotel[0])
        assert outcome.index.equals(driver_features(*hotel).index)
        assert outcome.fillna(-1).tolist() == [-1, 60, 90]
        given_apart = respondent_outcome(hotel[0], pd.Series({"c1": 8.0, "c2": 6.0}))
        assert given_apart["r1"] == 7

    def test_row_order_does_not_matter(self, hotel: tuple[pd.DataFrame, pd.DataFrame]) -> None:
        comments, opinions = hotel
        turned = driver_features(comments[::-1], opinions[::-1])
        pd.testing.assert_frame_equal(turned, driver_features(comments, opinions))

    def test_no_opinions_no_columns(self, hotel: tuple[pd.DataFrame, pd.DataFrame]) -> None:
        assert driver_features(hotel[0], hotel[1][:0]).shape == (3, 0)

    def test_mistakes_are_named(self, hotel: tuple[pd.DataFrame, pd.DataFrame]) -> None:
        with pytest.raises(VocError, match="kind of features"):
            driver_features(*hotel, kind="both")
        with pytest.raises(VocError, match="Unknown unit"):
            driver_features(*hotel, unit="stay")
        with pytest.raises(VocError, match="no score"):
            respondent_outcome(hotel[0].drop(columns="score"))


class TestImportance:
    def test_table_keeps_its_columns_and_types(self) -> None:
        full = importance(*survey(), bootstrap=50)
        assert full.columns.tolist() == COLUMNS
        empty = importance(*survey(n=5))
        assert empty.empty
        assert empty.dtypes.astype(str).tolist() == full.dtypes.astype(str).tolist()

    def test_shares_are_those_of_lmg_and_add_up(self) -> None:
        features, score = survey()
        table = importance(features, score, bootstrap=100)
        raw = lmg(np.corrcoef(np.column_stack([features, score]).T))
        shares = pd.Series(raw / raw.sum(), features.columns)
        assert table["importance"].to_numpy() == pytest.approx(shares[table["driver"]].to_numpy())
        assert table["importance"].sum() == pytest.approx(1)
        assert table["r2"].tolist() == pytest.approx([raw.sum()] * 4)
        assert (table["importance_low"] <= table["importance"]).all()
        assert (table["importance"] <= table["importance_high"]).all()
        assert table["mentions"].tolist() == [
            (features[name] != 0).sum() for name in table["driver"]
        ]

    def test_effect_has_the_sign_of_the_coefficient(self) -> None:
        features, score = survey(noise=0.1)
        table = importance(features, -score, bootstrap=0).set_index("driver")
        assert (table.loc[["wait", "staff", "room"], "effect"] < 0).all()

    def test_same_seed_same_table_and_no_order_of_rows(self) -> None:
        features, score = survey()
        weights = pd.Series(np.arange(1.0, 401), features.index)
        table = importance(features, score, weights=weights, bootstrap=50)
        turned = importance(
            features.iloc[::-1, ::-1], score.sample(frac=1, random_state=1), weights=weights[::-1],
            bootstrap=50,
        )  # fmt: skip
        pd.testing.assert_frame_equal(table, turned)
        other = importance(features, score, weights=weights, bootstrap=50, seed=1)
        assert not other["importance_low"].equals(table["importance_low"])

    @pytest.mark.parametrize("kind", ["mean", "binary"])
    def test_weights_count_like_repeated_respondents(self, kind: str) -> None:
        features, score = survey(n=150, noise=3)
        if kind == "binary":
            score = (score > 50).astype(float)
        times = pd.Series(np.arange(150) % 3, features.index)
        weighted = importance(features, score, weights=times, bootstrap=0, outcome_kind=kind)
        again = features.loc[features.index.repeat(times)]
        score_again = score.loc[again.index]
        again.index = score_again.index = pd.Index(people(len(again)))
        repeated = importance(again, score_again, bootstrap=0, outcome_kind=kind)
        for column in ("importance", "effect", "r2"):
            # the penalty of the likelihood weighs a little more beside fewer respondents
            assert weighted[column].to_numpy() == pytest.approx(repeated[column], abs=1e-4)

    def test_blame_and_praise_are_one_driver(self) -> None:
        features, score = survey(n=600)
        apart = pd.concat(
            {
                f"{name}|{side}": (sign * features[name] > 0).astype(float)
                for name in features
                for side, sign in (("negative", -1), ("positive", 1))
            },
            axis=1,
        )
        table = importance(apart, score, bootstrap=50)
        assert table["driver"].tolist() == ["wait", "staff", "room", "wifi"]
        assert table["mentions"].tolist()[0] == (features["wait"] != 0).sum()
        assert table["effect"].iloc[0] > table["effect"].iloc[1] > 0

    def test_side_that_few_take_is_left_out_and_the_other_stays(self) -> None:
        features, score = survey()
        apart = pd.DataFrame(
            {
                "wait|negative": (features["wait"] < 0).astype(float),
                "wait|positive": [1.0] * 10 + [0.0] * 390,
            },
            features.index,
        )
        table = importance(apart, score, bootstrap=0)
        assert table["driver"].tolist() == ["wait"]
        assert table.attrs["notes"][0] == (
            "importance_rare",
            {"columns": "wait|positive", "minimum": 30},
        )

    def test_text_and_ratings_in_one_model(self) -> None:
        features, score = survey()
        rng = np.random.default_rng(1)
        ratings = pd.DataFrame({"wait": rng.integers(1, 6, 400) * 1.0}, features.index)
        table = importance(features, score + 20 * ratings["wait"], ratings=ratings, bootstrap=0)
        assert table[["driver", "source"]].to_numpy().tolist()[:2] == [
            ["wait", "rating"],
            ["wait", "text"],
        ]
        assert table["importance"].sum() == pytest.approx(1)
        alone = importance(None, score, ratings=ratings, bootstrap=0)
        assert alone[["source", "mentions"]].to_numpy().tolist() == [["rating", 400]]

    def test_missing_ratings_do_not_make_a_rating_unimportant(self) -> None:
        rng = np.random.default_rng(2)
        ratings = pd.DataFrame(rng.normal(size=(4000, 2)), people(4000), ["food", "seat"])
        score = ratings["food"] + ratings["seat"] + rng.normal(size=4000)
        whole = importance(None, score, ratings=ratings, bootstrap=0).set_index("driver")
        ratings.loc[rng.random(4000) < 0.7, "food"] = np.nan
        table = importance(None, score, ratings=ratings, bootstrap=100).set_index("driver")
        assert table["importance"]["food"] == pytest.approx(whole["importance"]["food"], abs=0.04)
        assert keys(table) == ["importance_ratings_missing"]
        width = table["importance_high"] - table["importance_low"]
        assert width["food"] > 0.03
        binary = importance(
            None, (score > 0) * 1.0, ratings=ratings, bootstrap=0, outcome_kind="binary"
        )
        assert "importance_ratings_filled" in keys(binary)
        assert binary["importance"].sum() == pytest.approx(1)

    def test_nps_is_the_linear_model_of_its_points(self) -> None:
        features, score = survey()
        answers = ((score - score.min()) / (score.max() - score.min()) * 10).round()
        points = answers.map(lambda answer: nps([answer])["value"].iloc[0])
        by_kind = importance(features, answers, outcome_kind="nps", bootstrap=20)
        by_hand = importance(features, points, bootstrap=20)
        pd.testing.assert_frame_equal(by_kind, by_hand)

    @pytest.mark.parametrize("kind", ["binary", "ordinal"])
    def test_ordered_outcomes_share_mcfaddens_r2(self, kind: str) -> None:
        features, score = survey()
        cuts = [50] if kind == "binary" else [25, 50, 75]
        outcome = pd.Series(np.digitize(score, cuts) * 1.0, score.index)
        table = importance(features, outcome, outcome_kind=kind, bootstrap=100)
        assert table["driver"].tolist()[:3] == ["wait", "staff", "room"]
        assert table["method"].unique().tolist() == ["mcfadden"]
        assert table["importance"].sum() == pytest.approx(1)
        standard = (features - features.mean()) / features.std(ddof=0)
        best = cumulative_logit(standard.to_numpy(), outcome.to_numpy().astype(int))
        share = outcome.value_counts(normalize=True)
        null = 400 * (share * np.log(share)).sum()
        assert table["r2"].iloc[0] == pytest.approx(1 - best / null, abs=1e-5)
        assert (table["importance_low"] <= table["importance"]).all()
        assert (table["importance"] <= table["importance_high"]).all()

    def test_relative_weights_beyond_fifteen(self) -> None:
        rng = np.random.default_rng(3)
        features = pd.DataFrame(
            rng.normal(size=(500, 16)), people(500), [f"d{i:02}" for i in range(16)]
        )
        score = features @ np.arange(16.0) + rng.normal(size=500)
        table = importance(features, score, bootstrap=20)
        assert table["method"].unique().tolist() == ["relative_weights"]
        assert table["importance"].sum() == pytest.approx(1)
        fewer = features.drop(columns="d00")
        assert importance(fewer, score, bootstrap=0)["method"].iloc[0] == "lmg"
        with pytest.raises(VocError, match="16 drivers"):
            importance(features, score, method="lmg")

    def test_twelve_drivers_take_less_than_a_second(self) -> None:
        rng = np.random.default_rng(4)
        features = pd.DataFrame(
            rng.normal(size=(2000, 12)), people(2000), [f"d{i:02}" for i in range(12)]
        )
        score = features.sum(axis=1) + rng.normal(size=2000)
        start = time.perf_counter()
        importance(features, score, bootstrap=0)
        assert time.perf_counter() - start < 1

    def test_notes_read_as_sentences_in_both_languages(self) -> None:
        tables = [
            importance(*survey(n=5)),
            importance(survey()[0], survey()[1] * 0),
            importance(survey(n=40)[0].iloc[:, :1].assign(a=1.0, b=0.0), survey(n=40)[1]),
            importance(pd.DataFrame(index=people(40)), survey(n=40)[1]),
        ]
        notes = [note for table in tables for note in table.attrs["notes"]]
        assert len(notes) >= 5
        for key, parameters in notes:
            for sentence in NOTES[key]:
                assert "{" not in sentence.format(**parameters)

    def test_every_note_is_worded(self) -> None:
        from pathlib import Path
        from re import findall

        folder = Path(likelihood.__file__).parent
        used = {
            key
            for name in ("model", "table")
            for key in findall(r'"(importance_\w+)"', (folder / f"{name}.py").read_text("utf-8"))
        } - {"importance_low", "importance_high"}
        assert len(used) >= 10
        assert used <= set(NOTES)


class TestEdges:
    def test_one_driver_has_everything(self) -> None:
        features, score = survey()
        table = importance(features[["wait"]], score, bootstrap=50)
        assert table[["importance", "importance_low", "importance_high"]].to_numpy().tolist() == [
            [1.0, 1.0, 1.0]
        ]

    def test_same_score_for_all(self) -> None:
        features, score = survey()
        table = importance(features, score * 0 + 80)
        assert table.empty
        assert keys(table) == ["importance_no_variation"]

    def test_five_respondents(self) -> None:
        table = importance(*survey(n=5))
        assert table.empty
        assert table.attrs["notes"] == [("importance_too_few", {"n": 5, "minimum": 30})]

    def test_mentioned_by_none_and_judged_alike_by_all(self) -> None:
        features, score = survey()
        table = importance(features.assign(none=0.0, all=0.6), score, bootstrap=20)
        assert set(table["driver"]) == set(features.columns)
        assert table.attrs["notes"] == [
            ("importance_rare", {"columns": "none", "minimum": 30}),
            ("importance_constant", {"columns": "all"}),
        ]

    @pytest.mark.parametrize("method", ["lmg", "relative_weights"])
    def test_twins_share_equally_with_a_note(self, method: str) -> None:
        features, score = survey()
        table = importance(features.assign(queue=features["wait"]), score, method=method)
        figures = table.set_index("driver")
        for column in ("importance", "importance_low", "importance_high", "effect"):
            assert figures.loc["queue", column] == pytest.approx(figures.loc["wait", column])
        once = importance(features, score, bootstrap=0).set_index("driver")["importance"]
        both = figures.loc[["wait", "queue"], "importance"].sum()
        assert both == pytest.approx(once["wait"], abs=0.1)
        assert keys(table) == ["importance_ridge"]

    def test_twins_share_equally_in_the_likelihood(self) -> None:
        features, score = survey()
        twins = features.assign(queue=features["wait"])
        table = importance(twins, (score > 50) * 1.0, outcome_kind="binary", bootstrap=20)
        figures = table.set_index("driver")["importance"]
        assert figures["queue"] == pytest.approx(figures["wait"])

    def test_scores_missing_for_most(self) -> None:
        features, score = survey(n=2000)
        score.iloc[100:] = np.nan
        table = importance(features, score, bootstrap=20)
        few = importance(features.iloc[:100], score.iloc[:100], bootstrap=20)
        assert table["importance"].tolist() == few["importance"].tolist()
        assert table.attrs["notes"][0] == ("importance_unscored", {"count": 1900, "n": 100})

    def test_scores_without_comments_are_counted(self) -> None:
        features, score = survey()
        more = pd.concat([score, pd.Series({"x1": 10.0, "x2": 90.0})])
        assert importance(features, more, bootstrap=0).attrs["notes"] == [
            ("importance_unmatched", {"count": 2})
        ]

    def test_more_drivers_than_respondents_allow(self) -> None:
        rng = np.random.default_rng(0)
        features = pd.DataFrame(
            rng.choice([-1.0, 1.0], size=(40, 10)), people(40), [f"d{i}" for i in range(10)]
        )
        features.iloc[:5, :2] = 0.0
        table = importance(features, features.sum(axis=1), bootstrap=20)
        assert set(table["driver"]) == {f"d{i}" for i in range(2, 10)}
        key, parameters = table.attrs["notes"][0]
        assert (key, parameters["columns"]) == ("importance_many", "d0, d1")

    def test_score_that_is_explained_by_nothing(self) -> None:
        # a full factorial: the score is the product, which neither factor correlates with
        factors = pd.DataFrame({"a": [1.0, 1, -1, -1] * 20, "b": [1.0, -1] * 40}, people(80))
        table = importance(factors, factors["a"] * factors["b"])
        assert table.empty
        assert keys(table) == ["importance_nothing_explained"]

    def test_mistakes_are_named(self) -> None:
        features, score = survey()
        cases = [
            ({"outcome_kind": "stars"}, "kind of outcome"),
            ({"method": "shapley"}, "Unknown method"),
            ({"bootstrap": -1}, "cannot be used"),
            ({"outcome_kind": "binary"}, "not binary"),
            ({"outcome_kind": "ordinal"}, "not ordinal"),
            ({"outcome_kind": "binary", "method": "relative_weights"}, "linear"),
            ({"weights": pd.Series(-1.0, features.index)}, "negative"),
            ({"ratings": pd.DataFrame({"food": ["好"]}, ["r00000"])}, "food holds text"),
        ]
        for arguments, message in cases:
            with pytest.raises(VocError, match=message):
                importance(features, score, **arguments)
        with pytest.raises(VocError, match="No respondent"):
            importance(features, score.rename(lambda name: f"x{name}"))
        with pytest.raises(VocError, match="stands twice"):
            importance(features, pd.concat([score, score]))
        with pytest.raises(VocError, match="nothing to explain"):
            importance(None, score)

    def test_no_weight_for_anyone(self) -> None:
        features, score = survey()
        table = importance(features, score, weights=pd.Series(0.0, features.index))
        assert table.empty
        assert ("importance_too_few", {"n": 0, "minimum": 30}) in table.attrs["notes"]
