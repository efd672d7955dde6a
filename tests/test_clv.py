"""Customer lifetime value, and customers by recency, frequency and money."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voc.errors import VocError
from voc.metric.notes import NOTES
from voc.metric.orders.lifetime import lifetime_value, lifetime_value_interval
from voc.metric.orders.rfm import SEGMENTS, rfm, rfm_segments

# ---- lifetime value

# Multiples r / (1 + d − r) of the margin, as printed by Gupta & Lehmann 2005, Managing Customers
# as Investments: retention 60, 70, 80, 90 % by discount 10, 12, 14, 16 %.
MULTIPLES = {
    0.10: [1.20, 1.75, 2.67, 4.50],
    0.12: [1.15, 1.67, 2.50, 4.09],
    0.14: [1.11, 1.59, 2.35, 3.75],
    0.16: [1.07, 1.52, 2.22, 3.46],
}


def test_margin_multiples_are_those_of_the_textbook() -> None:
    for discount, printed in MULTIPLES.items():
        multiples = lifetime_value(1, [0.6, 0.7, 0.8, 0.9], discount)
        assert multiples.round(2).tolist() == printed


@given(st.floats(0, 1), st.floats(0.001, 1), st.integers(0, 60))
def test_finite_value_is_the_sum_of_its_periods(r: float, d: float, periods: int) -> None:
    summed = sum(50 * (r / (1 + d)) ** t for t in range(1, periods + 1))
    assert float(lifetime_value(50, r, d, periods=periods)) == pytest.approx(summed, abs=1e-9)


@given(st.floats(0, 0.95), st.floats(0.01, 1))
def test_long_horizon_comes_to_the_closed_form(r: float, d: float) -> None:
    assert float(lifetime_value(50, r, d, periods=2000)) == pytest.approx(
        float(lifetime_value(50, r, d))
    )


def test_nobody_leaves_and_nothing_is_discounted() -> None:
    assert float(lifetime_value(50, 1, 0, periods=4)) == 200
    with pytest.raises(VocError, match="endless"):
        lifetime_value(50, [0.5, 1], 0)


def test_vectors_broadcast_and_keep_what_is_missing() -> None:
    values = lifetime_value([[100], [200]], [0.8, np.nan], 0.1)
    assert values.shape == (2, 2)
    assert values[:, 0].round(2).tolist() == [266.67, 533.33]
    assert np.isnan(values[:, 1]).all()


@pytest.mark.parametrize(
    "faulty", [(100, 80, 0.1), (100, -0.1, 0.1), (100, 0.8, -0.1), (100, 0.8, 0.1, -1)]
)
def test_impossible_parameters_are_refused(faulty: tuple[float, ...]) -> None:
    periods = int(faulty[3]) if len(faulty) > 3 else None
    with pytest.raises(VocError):
        lifetime_value(*faulty[:3], periods=periods)


def test_interval_covers_the_true_value() -> None:
    rng = np.random.default_rng(0)
    truth = float(lifetime_value(100, 0.8, 0.1))
    held = 0
    for seed in range(300):
        kept = rng.binomial(150, 0.8) / 150
        table = lifetime_value_interval(100, kept, 0.1, n=150, draws=1000, seed=seed)
        held += bool((table["low"] <= truth).all() and (truth <= table["high"]).all())
    assert 0.91 <= held / 300 <= 0.98


def test_interval_narrows_with_customers_and_widens_with_the_error_of_the_margin() -> None:
    def width(n: int, error: float = 0.0) -> float:
        row = lifetime_value_interval(100, 0.8, 0.1, n=n, margin_error=error).iloc[0]
        assert row["low"] < row["value"] < row["high"]
        return float(row["high"] - row["low"])

    assert width(1600) < width(400) / 1.8
    assert width(400, 20) > width(400)


def test_interval_at_the_ends_of_retention() -> None:
    for retention in (0.0, 1.0):
        row = lifetime_value_interval(100, retention, 0.1, n=30).iloc[0]
        assert row["low"] <= row["value"] <= row["high"] and math.isfinite(row["high"])
    assert lifetime_value_interval(math.nan, 0.8, 0.1, n=30).empty
    with pytest.raises(VocError):
        lifetime_value_interval(100, 0.8, 0.1, n=0)


# ---- recency, frequency, money


def orders(seed: int = 0, n: int = 200) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "customer": [f"c{number:03d}" for number in rng.integers(0, 50, n)],
            "time": pd.Timestamp("2024-01-01") + pd.to_timedelta(rng.integers(0, 180, n), "D"),
            "amount": rng.integers(5, 500, n).astype(float),
        }
    )


def test_table_worked_by_hand() -> None:
    table = rfm(
        pd.DataFrame(
            {
                "买家": ["a", "a", "b", "c", "c", "c"],
                "时间": pd.to_datetime(
                    [
                        *("2024-06-30 23:00", "2024-06-01", "2024-05-31"),
                        *("2024-01-01", "2024-02-01", "2024-03-02"),
                    ],
                    format="ISO8601",
                ),
                "金额": [100, 50, 10, 400, 400, 200],
            }
        ),
        customer="买家",
        time="时间",
        amount="金额",
        as_of="2024-06-30",
        groups=3,
    )
    assert table["recency_days"].tolist() == [0, 30, 120]
    assert table["frequency"].tolist() == [2, 1, 3]
    assert table["monetary"].tolist() == [150, 10, 1000]
    assert table["recency_score"].tolist() == [3, 2, 1]
    assert table["frequency_score"].tolist() == [2, 1, 3]
    assert table["monetary_score"].tolist() == [2, 1, 3]
    # above the mean score of 2: a in recency, c in frequency and money
    assert table["segment"].tolist() == ["ordinary_develop", "ordinary_win_back", "important_keep"]
    assert table["label_zh"].tolist() == ["一般发展客户", "一般挽留客户", "重要保持客户"]


def test_distinct_customers_fall_into_equal_fifths_and_ties_stay_together() -> None:
    days = pd.Timestamp("2024-01-01") + pd.to_timedelta(np.arange(100), "D")
    distinct = pd.DataFrame({"customer": np.arange(100), "time": days, "amount": np.arange(100.0)})
    table = rfm(distinct)
    for column in ("recency_score", "monetary_score"):
        assert table[column].value_counts().tolist() == [20] * 5
    assert set(table["frequency_score"]) == {3}  # all bought once
    assert (table["recency_score"] == table["monetary_score"]).all()


@given(st.permutations(range(40)))
@settings(max_examples=20, deadline=None)
def test_order_of_rows_does_not_matter(order: list[int]) -> None:
    table = orders(n=40)
    pd.testing.assert_frame_equal(rfm(table.iloc[order]), rfm(table))


def test_refunds_lower_the_money_and_are_no_orders() -> None:
    table = pd.DataFrame(
        {
            "customer": ["a", "a", "b"],
            "time": pd.to_datetime(["2024-05-01", "2024-05-09", "2024-05-09"]),
            "amount": [100.0, -30, -5],
        }
    )
    result = rfm(table)
    assert result.index.tolist() == ["a"]
    assert result.loc["a", ["recency_days", "frequency", "monetary"]].tolist() == [8, 1, 70]
    assert result.attrs["notes"] == [("rfm_refunds", {"count": 2, "only": 1})]


def test_rows_left_out_are_counted() -> None:
    table = orders(n=20)
    table.loc[0, "amount"] = np.nan
    table.loc[1, "customer"] = None
    result = rfm(table, as_of="2024-04-01")
    assert result["recency_days"].min() >= 0
    notes = dict(result.attrs["notes"])
    assert notes["rfm_rows_left_out"] == {"count": 2}
    later = (table["time"] > "2024-04-01") & table.notna().all(axis=1)
    assert notes["rfm_rows_later"] == {"count": int(later.sum())}
    for key, params in result.attrs["notes"]:
        assert all(sentence.format(**params) for sentence in NOTES[key])


def test_segments_hold_every_customer_and_all_the_money() -> None:
    customers = rfm(orders())
    table = rfm_segments(customers)
    assert [row[0] for row in SEGMENTS.values()] == table["segment"].tolist()
    assert len(set(table["label_zh"])) == 8
    assert table["n"].sum() == len(customers)
    assert table["share"].sum() == pytest.approx(1)
    assert table["monetary_share"].sum() == pytest.approx(1)
    best = customers[customers["segment"] == "champion"]
    assert (best["recency_score"] > customers["recency_score"].mean()).all()


def test_no_order_and_one_customer() -> None:
    none = rfm(orders().head(0))
    assert none.empty and rfm_segments(none).empty
    one = rfm(orders().head(1))
    assert one.iloc[0, 3:7].tolist() == [3, 3, 3, "ordinary_win_back"]


def test_wrong_tables_are_refused() -> None:
    with pytest.raises(VocError, match="no column"):
        rfm(orders().drop(columns="amount"))
    with pytest.raises(VocError, match="not times"):
        rfm(orders().astype({"time": "str"}))
    with pytest.raises(VocError, match="amount"):
        rfm(orders().assign(amount="many"))
