"""Loyalty against satisfaction: the kinds of customers, the curve and its flat stretch."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from table_notes import keys_of

from voc.metric.intervals import wilson
from voc.metric.loyalty import (
    Cutoffs,
    loyalty_curve,
    loyalty_group,
    loyalty_groups,
    loyalty_index,
)

# ---- kinds of customers


def test_groups_part_the_plane_and_extremes_lie_within() -> None:
    grid = np.array([(s, v) for s in range(0, 101, 5) for v in range(0, 101, 5)], dtype=float)
    kinds = loyalty_group(grid[:, 0], grid[:, 1])
    happy, stays = grid[:, 0] >= 75, grid[:, 1] >= 60
    assert set(kinds[happy & stays]) == {"loyalist", "apostle"}
    assert set(kinds[~happy & stays]) == {"hostage"}
    assert set(kinds[happy & ~stays]) == {"mercenary"}
    assert set(kinds[~happy & ~stays]) == {"defector", "terrorist"}


def test_shares_of_the_four_groups_add_up_and_have_wilson_intervals() -> None:
    rng = np.random.default_rng(2)
    satisfaction, loyalty = rng.uniform(0, 100, 80), rng.uniform(0, 100, 80)
    satisfaction[0] = np.nan
    table = loyalty_groups(satisfaction, loyalty).set_index("group")
    four = table.loc[["loyalist", "hostage", "mercenary", "defector"]]
    assert four["share"].sum() == pytest.approx(1) and four["count"].sum() == 79
    assert set(table["n"]) == {79}
    low, high = wilson(int(table.loc["hostage", "count"]), 79)
    assert table.loc["hostage", ["low", "high"]].tolist() == pytest.approx([low, high])
    assert list(table["label_zh"]) == "忠诚型 人质型 图利型 流失型 信徒 暴徒".split()


def test_lines_can_be_given_or_drawn_at_the_median() -> None:
    satisfaction, loyalty = [20.0, 40, 60, 80], [30.0, 10, 40, 20]
    table = loyalty_groups(satisfaction, loyalty, cutoffs="median").set_index("group")
    assert table.loc["loyalist":"defector", "count"].tolist() == [1, 1, 1, 1]
    assert table.attrs["notes"][0][1]["satisfaction"] == "50"
    low = loyalty_groups(satisfaction, loyalty, cutoffs=Cutoffs(satisfaction=0, loyalty=0))
    assert low["count"].tolist()[:4] == [4, 0, 0, 0]
    heavy = loyalty_groups(satisfaction, loyalty, cutoffs="median", weights=[5, 1, 1, 1])
    assert heavy.attrs["notes"][0][1]["satisfaction"] == "20"


def test_groups_of_nobody_and_of_one() -> None:
    nobody = loyalty_groups([np.nan, 50], [50, np.nan], cutoffs="median")
    assert nobody.empty and keys_of(nobody) == ["loyalty_groups_nobody"]
    one = loyalty_groups([100.0], [100.0])
    assert one["share"].tolist() == [1, 0, 0, 0, 1, 0]
    assert set(one["low"]) == {0} and set(one["high"]) == {1}
    assert keys_of(one) == ["loyalty_cutoffs"]


# ---- the curve and its flat stretch


def planted(
    satisfaction: list[float], loyalty: list[float], seed: int, levels: int = 11, n: int = 500
) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    x = rng.integers(levels, size=n) * 100 / (levels - 1)
    y = np.interp(x, satisfaction, loyalty) + rng.normal(0, 18, n)
    return loyalty_curve(x, np.clip(y, 0, 100), bootstrap=150, seed=seed)


def test_curve_never_falls_and_pools_what_would() -> None:
    # 20, 40, 30, 60 by hand: the middle two pool to (40 · 1 + 30 · 3) / 4
    x = [0.0, 25, 50, 50, 50, 75]
    table = loyalty_curve(x, [20.0, 40, 30, 20, 40, 60], bootstrap=50)
    assert table["loyalty"].tolist() == pytest.approx([20, 32.5, 32.5, 60])
    assert table["n"].tolist() == [1, 1, 3, 1]
    assert ((table["low"] <= table["loyalty"]) & (table["loyalty"] <= table["high"])).all()


def test_planted_zone_is_found_with_intervals_that_hold_its_ends() -> None:
    tables = [planted([0, 30, 70, 100], [15, 50, 50, 85], seed) for seed in range(20)]
    zones = [
        {name: float(value) for name, value in params.items()}
        for table in tables
        for key, params in table.attrs["notes"]
        if key == "loyalty_zone"
    ]
    assert len(zones) >= 18
    assert np.median([zone["start"] for zone in zones]) == 30
    assert np.median([zone["end"] for zone in zones]) == 70
    held = [
        z["start_low"] <= 30 <= z["start_high"] and z["end_low"] <= 70 <= z["end_high"]
        for z in zones
    ]
    assert np.mean(held) >= 0.9
    assert tables[0].loc[tables[0]["zone"], "satisfaction"].between(20, 80).all()


def test_straight_line_has_no_zone() -> None:
    tables = [planted([0, 100], [20, 80], seed, levels=5 + 6 * (seed % 2)) for seed in range(40)]
    assert not any(table["zone"].any() for table in tables)
    assert keys_of(tables[0]) == ["loyalty_no_zone"]


def test_no_relation_has_a_zone_in_few_samples() -> None:
    found = [planted([0, 100], [50, 50], seed)["zone"].any() for seed in range(100)]
    assert np.mean(found) <= 0.09  # 5 %, and twice its standard error


def test_band_holds_the_true_curve_in_most_samples() -> None:
    truth = np.linspace(25, 75, 5)
    held = []
    for seed in range(60):
        table = planted([0, 100], [25, 75], seed, levels=5, n=300)
        held.append(((table["low"] <= truth) & (truth <= table["high"])).to_numpy())
    assert 0.9 <= np.mean(held) <= 0.99


def test_curve_is_the_same_for_the_same_seed_and_any_order_of_rows() -> None:
    rng = np.random.default_rng(5)
    x, y = rng.integers(0, 11, 60) * 10.0, rng.uniform(0, 100, 60)
    order = rng.permutation(60)
    first = loyalty_curve(x, y, bootstrap=50, seed=1)
    pd.testing.assert_frame_equal(first, loyalty_curve(x[order], y[order], bootstrap=50, seed=1))
    assert not first.equals(loyalty_curve(x, y, bootstrap=50, seed=2))


def test_curve_respects_weights() -> None:
    x, y = [0.0, 0.0, 100.0], [10.0, 40.0, 80.0]
    table = loyalty_curve(x, y, weights=[3, 1, 1], bootstrap=20)
    assert table["loyalty"].tolist() == pytest.approx([17.5, 80])
    none = loyalty_curve(x, y, weights=[0, 1, 1], bootstrap=20)
    assert none["loyalty"].tolist() == [40, 80] and none["n"].tolist() == [1, 1]


def test_fine_satisfaction_is_rounded_to_fives() -> None:
    x = np.linspace(0, 100, 301)
    table = loyalty_curve(x, x, bootstrap=20)
    assert table["satisfaction"].tolist() == list(range(0, 101, 5))
    assert keys_of(table)[0] == "loyalty_curve_rounded"


@pytest.mark.parametrize(
    ("x", "y", "key"),
    [
        ([], [], "loyalty_curve_nobody"),
        ([50.0], [50.0], "loyalty_curve_few"),
        ([50.0] * 40, [50.0] * 40, "loyalty_zone_few_levels"),
        ([0.0, 100.0] * 20, [30.0, 60.0] * 20, "loyalty_zone_few_levels"),
        ([0.0, 50.0, 100.0] * 20, [50.0] * 60, "loyalty_no_zone"),
        ([0.0, 50.0, 100.0] * 20, [80.0, 50.0, 20.0] * 20, "loyalty_no_zone"),
    ],
)
def test_degenerate_curves_say_why_there_is_no_zone(
    x: list[float], y: list[float], key: str
) -> None:
    table = loyalty_curve(x, y, bootstrap=30)
    assert keys_of(table) == [key]
    assert not table["zone"].any() and table.notna().all(axis=None)


FIGURE = st.one_of(st.none(), st.integers(0, 100), st.floats(0, 100).map(lambda x: round(x, 3)))


@given(st.lists(st.tuples(FIGURE, FIGURE, st.integers(0, 3)), max_size=50))
@settings(max_examples=40, deadline=None)
def test_any_answers_give_whole_tables(rows: list[tuple[float | None, float | None, int]]) -> None:
    satisfaction, loyalty, weights = ([row[place] for row in rows] for place in range(3))
    curve = loyalty_curve(satisfaction, loyalty, weights=weights, bootstrap=20)
    groups = loyalty_groups(satisfaction, loyalty, weights=weights, cutoffs="median")
    people = pd.DataFrame({"x": satisfaction, "y": loyalty}, dtype="float64")
    index = loyalty_index(people, {"A11": "x", "A32": "y"}, survey_weights=weights)
    for table in (curve, groups, index.table):
        assert table.notna().all(axis=None)
        keys_of(table)
    assert (curve["loyalty"].diff().dropna() >= -1e-9).all()
    assert index.index.dropna().between(0, 100).all()
