"""Shrunk satisfaction of drivers: ranking, coverage, survey weights, respondents who say more."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest

from voc.driver.satisfaction import satisfaction
from voc.errors import VocError

pytestmark = pytest.mark.filterwarnings("error")


def judged(
    rng: np.random.Generator, true: Sequence[float], sizes: Sequence[int], kind: str = "two"
) -> pd.DataFrame:
    """Polarities whose mean, as 0…100, is `true`: −0.6 and 0.6, or anything between −1 and 1."""
    driver = np.repeat(np.arange(len(true)), sizes)
    mean = np.asarray(true)[driver]
    if kind == "two":
        polarity = np.where(rng.random(len(driver)) < (mean - 20) / 60, 0.6, -0.6)
    else:
        polarity = 2 * rng.beta(mean / 50, 2 - mean / 50) - 1
    return pd.DataFrame({"driver": driver, "polarity": polarity})


def truths(rng: np.random.Generator, drivers: int, spread: float) -> np.ndarray:
    return np.clip(rng.normal(58, spread, drivers), 22, 78)


# --- the ranking ---------------------------------------------------------------------------------


@pytest.mark.parametrize("praise", [0.8, -0.5])
def test_three_raving_comments_do_not_top_the_ranking(praise):
    rng = np.random.default_rng(0)
    rows = judged(rng, np.linspace(42, 74, 15), [400] * 15)
    rare = pd.DataFrame({"driver": [99] * 3, "polarity": [praise] * 3})
    table = satisfaction(pd.concat([rows, rare])).set_index("driver")
    ranked = table.sort_values("satisfaction", ascending=praise < 0).index
    assert table["mean"].sort_values(ascending=praise < 0).index[0] == "99"
    assert ranked[0] == ("14" if praise > 0 else "0")


def test_small_drivers_do_not_lead_where_drivers_differ_little():
    rng = np.random.default_rng(1)
    plain, shrunk = [], []
    sizes = np.repeat([3, 300], 10)
    for _ in range(60):
        table = satisfaction(judged(rng, truths(rng, 20, 4.0), sizes))
        small = table["evaluated"] == 3
        plain += [small[table["mean"].idxmax()], small[table["mean"].idxmin()]]
        shrunk += [small[table["satisfaction"].idxmax()], small[table["satisfaction"].idxmin()]]
    assert np.mean(plain) > 0.95  # half of the drivers are small
    assert np.mean(shrunk) < 0.1


# --- coverage ------------------------------------------------------------------------------------

SETTINGS = [  # drivers, their standard deviation, fewest and most comments, kind of polarity
    (20, 8, 1, 200, "two"),
    (20, 12, 3, 30, "two"),
    (20, 5, 30, 800, "two"),
    (40, 10, 1, 60, "any"),
    (8, 10, 5, 300, "two"),
    (5, 12, 2, 100, "any"),
]


def test_the_interval_covers_the_truth_in_93_to_97_of_100_drivers():
    rng = np.random.default_rng(2)
    shares = []
    for drivers, spread, fewest, most, kind in SETTINGS:
        inside = []
        while len(inside) < 1000:
            true = truths(rng, drivers, spread)
            sizes = np.exp(rng.uniform(np.log(fewest), np.log(most), drivers)).astype(int)
            table = satisfaction(judged(rng, true, sizes, kind))
            inside += ((table["low"] <= true) & (true <= table["high"])).tolist()
        shares.append(np.mean(inside))
    assert 0.93 <= np.mean(shares) <= 0.97
    assert min(shares) >= 0.92
    assert max(shares) <= 0.98


def talkative(rng: np.random.Generator, true: np.ndarray) -> tuple[pd.DataFrame, pd.Series]:
    """Up to five comments of a respondent on a driver, six tenths of the variance in common."""
    people = np.exp(rng.uniform(np.log(8), np.log(60), len(true))).astype(int)
    driver = np.repeat(np.arange(len(true)), people)
    person = np.repeat(np.arange(len(driver)), rng.integers(1, 6, len(driver)))
    mood = rng.normal(0, np.sqrt(0.6), len(driver))[person]
    value = true[driver[person]] + 15 * (mood + rng.normal(0, np.sqrt(0.4), len(person)))
    polarity = np.clip(value / 50 - 1, -1, 1)
    rows = pd.DataFrame({"driver": driver[person], "polarity": polarity})
    return rows, pd.Series([f"r{number}" for number in person])


def test_respondents_who_say_it_again_are_one_cluster_or_the_interval_is_too_narrow():
    rng = np.random.default_rng(3)
    alone, clustered = [], []
    for _ in range(50):
        true = truths(rng, 20, 8)
        rows, people = talkative(rng, true)
        for inside, table in (
            (alone, satisfaction(rows)),
            (clustered, satisfaction(rows, respondents=people)),
        ):
            inside += ((table["low"] <= true) & (true <= table["high"])).tolist()
    assert np.mean(alone) < 0.88
    assert 0.93 <= np.mean(clustered) <= 0.97


def test_the_interval_holds_with_survey_weights():
    rng = np.random.default_rng(4)
    inside = []
    for _ in range(50):
        true = truths(rng, 20, 8)
        rows = judged(rng, true, rng.integers(10, 120, 20))
        table = satisfaction(rows, weights=rng.lognormal(0, 0.7, len(rows)))
        inside += ((table["low"] <= true) & (true <= table["high"])).tolist()
    assert 0.93 <= np.mean(inside) <= 0.97


# --- weights and respondents by hand -------------------------------------------------------------


def test_weights_of_one_and_respondents_of_one_comment_change_nothing():
    rng = np.random.default_rng(5)
    rows = judged(rng, [60, 50, 40], [30, 8, 2])
    plain = satisfaction(rows)
    people = pd.Series([f"r{i}" for i in range(40)])
    for options in ({"weights": np.full(40, 3.0)}, {"respondents": people}):
        pd.testing.assert_frame_equal(plain, satisfaction(rows, **options))


def test_a_weighted_mean_and_the_comments_without_weight():
    rows = pd.DataFrame({"driver": "room", "polarity": [0.6, -0.6, 0.2, 1.0]})
    table = satisfaction(rows, weights=[3.0, 1.0, 0.0, None])
    assert table["evaluated"].item() == 2
    assert table["mean"].item() == pytest.approx((3 * 80 + 20) / 4)


def test_one_respondent_with_fifty_comments_is_still_one():
    rows = pd.DataFrame({"driver": ["a"] * 50 + ["b"] * 50, "polarity": [0.6, 0.4] * 50})
    people = pd.Series(["r1"] * 50 + [None] * 50)  # those without an id are one each
    table = satisfaction(rows, respondents=people).set_index("driver")
    width = table["high"] - table["low"]
    assert table.loc["a", "evaluated"] == 50
    assert width["a"] > 3 * width["b"]


@pytest.mark.parametrize(
    "options", [{"weights": [1.0, -1.0]}, {"weights": [1.0]}, {"respondents": pd.Series(["r1"])}]
)
def test_wrong_weights_and_respondents_are_refused(options):
    with pytest.raises(VocError):
        satisfaction(pd.DataFrame({"driver": ["a", "b"], "polarity": [0.5, 0.1]}), **options)


@pytest.mark.parametrize("n", [0, 1, 5])
def test_degenerate_input_gives_a_table_and_no_warning(n):
    rows = pd.DataFrame({"driver": ["a"] * n, "polarity": [0.4] * n})
    for polarity in (rows["polarity"], np.full(n, np.nan)):
        table = satisfaction(
            rows.assign(polarity=polarity),
            weights=np.ones(n),
            respondents=pd.Series(["r1"] * n, dtype="str"),
        )
        assert len(table) == (n > 0)
        assert table["evaluated"].sum() in (0, n)
