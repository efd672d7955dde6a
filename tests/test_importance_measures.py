"""Shares of R² and of likelihood against published values, definitions and other ways."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from regressions import (
    MTCARS,
    SWISS,
    cumulative_logit,
    over_orderings,
    random_correlation,
    squared,
    subsets,
    survey,
)
from table_notes import keys_of

from voc.driver.importance import importance, likelihood
from voc.driver.importance.correlation import CONDITION_LIMIT, condition, correlations, ridged
from voc.driver.importance.dominance import complete_dominance, conditional_dominance, dominance
from voc.driver.importance.likelihood import CumulativeLogit, mcfadden_shares
from voc.driver.importance.lmg import lmg, subset_r2
from voc.driver.importance.relative_weights import relative_weights
from voc.errors import VocError

pytestmark = pytest.mark.filterwarnings("error")


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
        assert keys_of(table) == ["importance_too_few"]

    def test_ordered_outcome_is_refused(self) -> None:
        with pytest.raises(VocError, match="linear"):
            dominance(*survey(), outcome_kind="binary")
