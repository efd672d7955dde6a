"""Item analysis: descriptive figures, correlations and factor analysis against printed values."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from table_notes import keys_of

from voc.errors import VocError
from voc.metric.items import describe_items, item_correlations
from voc.metric.items.adequacy import bartlett_sphericity, kmo, parallel_analysis
from voc.metric.items.factors import factor_analysis, varimax
from voc.metric.notes import NOTES

pytestmark = pytest.mark.filterwarnings("error")

# Harman 1976, Modern Factor Analysis, p. 14: population, school years, employment, services and
# house value of twelve districts of Los Angeles.
HARMAN = pd.DataFrame(
    [
        (5700, 12.8, 2500, 270, 25000),
        (1000, 10.9, 600, 10, 10000),
        (3400, 8.8, 1000, 10, 9000),
        (3800, 13.6, 1700, 140, 25000),
        (4000, 12.8, 1600, 140, 25000),
        (8200, 8.3, 2600, 60, 12000),
        (1200, 11.4, 400, 10, 16000),
        (9100, 11.5, 3300, 60, 14000),
        (9900, 12.5, 3400, 180, 18000),
        (9600, 13.7, 3600, 390, 25000),
        (9600, 9.6, 3300, 80, 12000),
        (9400, 11.4, 4000, 100, 13000),
    ],
    columns=["population", "school", "employment", "services", "house"],
)

# Smith & Stanley 1983: covariances of six tests of ability, 112 people.
ABILITY = np.array(
    [
        [24.641, 5.991, 33.520, 6.023, 20.755, 29.701],
        [5.991, 6.700, 18.137, 1.782, 4.936, 7.204],
        [33.520, 18.137, 149.831, 19.424, 31.430, 50.753],
        [6.023, 1.782, 19.424, 12.711, 4.757, 9.075],
        [20.755, 4.936, 31.430, 4.757, 52.604, 66.762],
        [29.701, 7.204, 50.753, 9.075, 66.762, 135.292],
    ]
)


def with_covariance(covariances: np.ndarray, n: int, seed: int = 0) -> pd.DataFrame:
    """A table that has exactly these covariances."""
    rows = np.random.default_rng(seed).normal(size=(n, len(covariances)))
    rows -= rows.mean(axis=0)
    rows = rows @ np.linalg.inv(np.linalg.cholesky(np.cov(rows.T))).T
    return pd.DataFrame(rows @ np.linalg.cholesky(covariances).T, columns=list("gpbmrv"))


def two_scales(n: int = 300, seed: int = 1) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    common = rng.normal(size=(n, 2))
    rows = common[:, [0, 0, 0, 1, 1, 1]] + 0.6 * rng.normal(size=(n, 6))
    return pd.DataFrame(rows, columns=list("abcxyz"))


# --- items one by one ---------------------------------------------------------------------------


def test_descriptive_figures_worked_by_hand():
    # 1 2 2 5 of 1…5: mean 2.5, squares 2.25 .25 .25 6.25, sd √3; m₂ 2.25, m₃ (−3.375 − .125 −
    # .125 + 15.625) / 4 = 3; skew √12 / 2 · 3 / 3.375 = 1.5396
    row = describe_items(pd.DataFrame({"q": [1, 2, 2, 5, None]}), scale=(1, 5)).iloc[0]
    assert row[["n", "missing", "mean"]].tolist() == [4, 1, 2.5]
    assert row["sd"] == pytest.approx(np.sqrt(3))
    assert row["skew"] == pytest.approx(1.5396, abs=1e-4)
    assert row[["top_box", "floor", "ceiling"]].tolist() == [25, 25, 25]


def test_spread_and_skew_agree_with_pandas():
    values = pd.Series(np.random.default_rng(3).integers(1, 11, 80))
    row = describe_items(values.to_frame("q"), scale=(1, 10)).iloc[0]
    assert (row["sd"], row["skew"]) == pytest.approx((values.std(), values.skew()))
    assert row["top_box"] == 100 * (values >= 9).mean()


def test_crowding_and_silence_are_noted():
    table = describe_items(pd.DataFrame({"top": [5, 5, 4], "low": [1, 1, 2], "none": [np.nan] * 3}))
    assert keys_of(table) == [
        "items_scale_from_answers",
        "items_floor",
        "items_ceiling",
        "items_no_answers",
    ]
    assert table["mean"].isna().tolist() == [False, False, True]
    with pytest.raises(VocError, match="not on the scale 1 to 4"):
        describe_items(pd.DataFrame({"top": [5]}), scale=(1, 4))


def test_weights_count_as_repeated_respondents_in_means_and_boxes():
    items = pd.DataFrame({"q": [1, 3, 5]})
    weighted = describe_items(items, scale=(1, 5), weights=[2, 1, 1]).iloc[0]
    repeated = describe_items(pd.DataFrame({"q": [1, 1, 3, 5]}), scale=(1, 5)).iloc[0]
    for column in ("mean", "top_box", "floor", "ceiling"):
        assert weighted[column] == pytest.approx(repeated[column])


# --- pairs --------------------------------------------------------------------------------------


def test_correlations_are_those_of_scipy_with_fisher_s_interval():
    from scipy import stats

    table = item_correlations(HARMAN).set_index(["first", "second"])
    result = stats.pearsonr(HARMAN["population"], HARMAN["services"])
    bounds = result.confidence_interval(0.95)
    row = table.loc[("population", "services")]
    assert row[["correlation", "low", "high"]].tolist() == pytest.approx(
        [result.statistic, bounds.low, bounds.high]
    )
    assert row["correlation"] == pytest.approx(0.43887, abs=5e-6)  # Harman
    assert len(table) == 10


def test_pairs_count_their_own_respondents():
    items = pd.DataFrame({"a": [1, 2, 3, None], "b": [2, 2, 4, 1], "c": [5, 5, 5, 5]})
    table = item_correlations(items)
    assert table["n"].tolist() == [3, 3, 4]
    assert table["correlation"].isna().tolist() == [False, True, True]
    assert table["low"].isna().all()  # three respondents say nothing about the interval
    assert table.attrs["notes"] == [("items_no_variation", {"items": "c"})]
    doubled = item_correlations(items, weights=[2, 2, 2, 2])
    pd.testing.assert_frame_equal(table, doubled)


# --- fitness for factor analysis ----------------------------------------------------------------


def test_sampling_adequacy_is_that_printed_by_sas():
    overall, each = kmo(HARMAN.corr().to_numpy())
    assert overall == pytest.approx(0.57536759, abs=5e-9)
    printed = [0.47207897, 0.55158839, 0.48851137, 0.80664365, 0.61281377]
    assert each == pytest.approx(printed, abs=5e-9)


def test_sphericity_is_minus_the_log_determinant():
    chi_square, degrees, p_value = bartlett_sphericity(HARMAN.corr().to_numpy(), 12)
    assert (round(chi_square, 2), degrees) == (54.25, 10)  # printed by Tanagra for these data
    assert p_value < 1e-6
    # two items: the determinant is 1 − r²
    assert bartlett_sphericity(np.array([[1, 0.6], [0.6, 1]]), 50)[0] == pytest.approx(
        -(49 - 1.5) * np.log(0.64)
    )


def test_sphericity_keeps_its_level():
    rng = np.random.default_rng(8)
    alarms = [
        bartlett_sphericity(np.corrcoef(rng.normal(size=(60, 5)).T), 60)[2] < 0.05
        for _ in range(1000)
    ]
    assert 0.03 <= np.mean(alarms) <= 0.07


def test_random_eigenvalues_are_those_of_random_tables():
    rng = np.random.default_rng(4)
    drawn = [np.linalg.eigvalsh(np.corrcoef(rng.normal(size=(80, 5)).T))[::-1] for _ in range(3000)]
    expected = np.quantile(drawn, 0.95, axis=0)
    assert parallel_analysis(80, 5, replications=3000) == pytest.approx(expected, abs=0.02)


# --- factors ------------------------------------------------------------------------------------


def test_scree_is_that_printed_by_sas():
    scree = factor_analysis(HARMAN, factors=2).eigenvalues
    printed = [2.8733136, 1.7966601, 0.2148369, 0.0999340, 0.0152550]
    assert scree["eigenvalue"].tolist() == pytest.approx(printed, abs=5e-6)
    assert scree["cumulative"].iloc[-1] == pytest.approx(1)


def test_one_and_two_factors_of_ability_are_those_printed_by_r():
    # factanal(covmat = ability.cov, factors = 1 and 2), uniquenesses and loadings
    items = with_covariance(ABILITY, 112)
    one = factor_analysis(items, factors=1).loadings
    assert one["uniqueness"].tolist() == pytest.approx(
        [0.535, 0.853, 0.748, 0.910, 0.232, 0.280], abs=6e-4
    )
    tables = factor_analysis(items, factors=2)
    assert tables.loadings["uniqueness"].tolist() == pytest.approx(
        [0.455, 0.589, 0.218, 0.769, 0.052, 0.334], abs=6e-4
    )
    # R stops its rotation early, hence the wider bound
    assert tables.loadings["factor_1"].tolist() == pytest.approx(
        [0.499, 0.156, 0.206, 0.109, 0.956, 0.785], abs=4e-3
    )
    assert tables.loadings["factor_2"].tolist() == pytest.approx(
        [0.543, 0.622, 0.860, 0.468, 0.182, 0.225], abs=4e-3
    )
    assert tables.variance["sum_of_squares"].tolist() == pytest.approx([1.858, 1.724], abs=0.01)


def test_parallel_analysis_finds_the_factors_put_in():
    tables = factor_analysis(two_scales())
    assert tables.eigenvalues["kept"].sum() == 2
    strongest = tables.loadings.set_index("item")[["factor_1", "factor_2"]].idxmax(axis=1)
    assert strongest[list("abc")].nunique() == strongest[list("xyz")].nunique() == 1
    assert strongest["a"] != strongest["x"]
    assert tables.loadings["communality"].between(0.6, 0.9).all()  # 1 / 1.36 put in


def test_order_of_rows_does_not_matter_and_the_seed_repeats():
    items = two_scales()
    for one, other in zip(
        factor_analysis(items), factor_analysis(items.sample(frac=1, random_state=2)), strict=True
    ):
        pd.testing.assert_frame_equal(one, other, rtol=1e-6)


def test_equal_weights_change_no_factor():
    items = two_scales(120)
    for one, other in zip(
        factor_analysis(items), factor_analysis(items, weights=[2.0] * 120), strict=True
    ):
        pd.testing.assert_frame_equal(one, other)


def test_noise_holds_no_factor():
    noise = pd.DataFrame(np.random.default_rng(0).normal(size=(200, 6)))
    tables = factor_analysis(noise)
    assert keys_of(tables.loadings) == ["factors_none"]
    assert tables.loadings.columns.tolist() == ["item", "communality", "uniqueness", "kmo"]
    assert tables.variance.empty


def test_items_without_variation_or_given_by_others_are_left_out():
    items = two_scales().assign(same=3, sum=lambda table: table["a"] + table["b"])
    tables = factor_analysis(items)
    assert tables.loadings["item"].tolist() == list("abcxyz")
    assert tables.loadings.attrs["notes"] == [
        ("factors_no_variation", {"items": "same"}),
        ("factors_collinear", {"items": "sum"}),
    ]


@pytest.mark.parametrize(
    "items",
    [
        two_scales(5),
        two_scales(1),
        two_scales(0),
        two_scales()[["a", "b"]],
        two_scales().assign(a=np.nan),
        pd.DataFrame({name: [3.0] * 50 for name in "abcd"}),
        pd.DataFrame(dict.fromkeys("abcd", range(50))),
    ],
)
def test_too_few_items_or_rows_give_empty_tables_and_a_note(items):
    tables = factor_analysis(items)
    assert "factors_too_few" in keys_of(tables.loadings)
    assert tables.eigenvalues.empty and tables.loadings.empty
    assert np.isnan(tables.adequacy["kmo"][0])
    for key, parameters in tables.loadings.attrs["notes"]:
        assert all(sentence.format(**parameters) for sentence in NOTES[key])


def test_more_factors_than_the_items_can_tell_are_refused():
    with pytest.raises(VocError, match="4 factors cannot be told from 6 items"):
        factor_analysis(two_scales(), factors=4)


def test_few_rows_are_noted_and_an_overfitted_item_too():
    tables = factor_analysis(two_scales(40), factors=2)
    assert ("factors_few_rows", {"n": 40, "minimum": 100}) in tables.loadings.attrs["notes"]
    assert "factors_heywood" in keys_of(factor_analysis(HARMAN, factors=2).loadings)


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 4), st.integers(0, 1000))
def test_rotation_keeps_communalities_and_undoes_any_turn(factors, seed):
    rng = np.random.default_rng(seed)
    simple = np.kron(np.eye(factors), np.ones((3, 1))) * rng.uniform(0.4, 0.9, (3 * factors, 1))
    turn = np.linalg.qr(rng.normal(size=(factors, factors)))[0]
    rotated = varimax(simple @ turn)
    assert (rotated**2).sum(axis=1) == pytest.approx((simple**2).sum(axis=1))
    assert np.sort(np.abs(rotated), axis=1)[:, -1] == pytest.approx(simple.sum(axis=1), abs=1e-6)
