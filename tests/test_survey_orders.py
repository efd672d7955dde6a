"""Complaints and orders beside a survey, from the export to their studies."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from bank_survey import N, analyse, bank, once, told

from voc.errors import VocError

pytestmark = pytest.mark.filterwarnings("error::RuntimeWarning")


def complaints() -> pd.DataFrame:
    """Half complained; who was answered within hours bought again, who was not left."""
    complained = np.arange(N) % 2 == 0
    fast = np.arange(N) % 4 == 0
    opened = pd.Series(pd.Timestamp("2024-05-01 09:00"), range(N)).where(complained)
    wait = pd.to_timedelta(np.where(fast, 3, 90), unit="h")
    return bank(
        投诉时间=opened.dt.strftime("%Y-%m-%d %H:%M"),
        答复时间=(opened + wait).dt.strftime("%Y-%m-%d %H:%M"),
        解决=np.where(complained, np.where(fast, "1", "2"), None),
        复购=np.where(fast | ~complained & (np.arange(N) % 3 > 0), "1", "2"),
        推荐意愿=np.where(complained, 2, 9),
    )


def test_recovery_compares_who_complained_with_who_did_not():
    asked = {
        "recovery": {
            "opened": "投诉时间",
            "answered": "答复时间",
            "solved": "解决",
            "repurchase": "复购",
            "yes": [1],
        }
    }
    run = analyse(complaints(), asked, score="推荐意愿")
    table = once(run, "recovery", "group")
    assert table.loc["answered_fast", ["n", "repurchase"]].tolist() == [30, 1]
    assert table.loc["answered_slow", ["n", "repurchase"]].tolist() == [30, 0]
    assert table.loc["never_complained", "n"] == 60
    assert (
        table.loc["answered_slow", "difference_high"] < 0 < table.loc["answered_fast", "difference"]
    )
    funnel = once(run, "recovery_funnel", "stage")["n"]
    assert funnel[["dissatisfied", "complained", "answered", "solved"]].tolist() == [60, 60, 60, 30]
    weighted = analyse(complaints().assign(权重=2), {**asked, "weight": "权重"})
    assert told(weighted, "weights_not_used") == ["recovery"]


def order_file(folder: Path) -> None:
    months = pd.date_range("2023-01-15", periods=12, freq="MS") + pd.Timedelta(days=9)
    rows = []
    for number in range(N):
        # one in two comes back each month, the others came once
        for month in months if number % 2 else months[:1]:
            rows.append((f"B{number:03}", month.strftime("%Y-%m-%d"), 100 + number, "否"))
    rows[0] = (*rows[0][:3], "是")
    table = pd.DataFrame(rows, columns=["会员号", "下单日", "金额", "退货"])
    table.to_csv(folder / "orders.csv", index=False)


def test_an_order_file_gives_rates_segments_and_lifetime_value(tmp_path):
    order_file(tmp_path)
    (tmp_path / "survey.toml").write_text(
        """
[orders]
file = "orders.csv"
customer = "会员号"
time = "下单日"
amount = "金额"
returned = "退货"
[clv]
margin = 20
discount = 0.01
""",
        encoding="utf-8",
    )
    run = analyse(bank(), tmp_path / "survey.toml")
    metrics = run.metrics.set_index("metric")
    kept = 60 * 10 / (60 * 10 + 60)  # customers × pairs of whole months
    assert metrics.loc["retention_rate", "value"] == pytest.approx(100 * kept)
    assert metrics.loc["return_rate", "value"] == pytest.approx(
        100 / metrics.loc["return_rate", "n"]
    )
    value = run.studies["lifetime_value"]
    assert value["value"].item() == pytest.approx(20 * kept / (1.01 - kept))
    segments = run.studies["rfm_segments"]
    assert segments["n"].sum() == N
    assert run.studies["cohort_retention"]["n"].unique().tolist() == [N]


def test_orders_tell_who_bought_after_the_complaint(tmp_path):
    table = complaints().drop(columns="复购")
    day = pd.Timestamp("2024-05-20")
    orders = pd.DataFrame({"客户": table["编号"], "日期": pd.Timestamp("2024-01-05"), "年": "旧"})
    again = orders[np.arange(N) % 4 == 0].assign(日期=day)
    late = orders.tail(1).assign(日期=pd.Timestamp("2024-12-31"))
    pd.concat([orders, again, late]).to_csv(tmp_path / "orders.csv", index=False)
    asked = {
        "recovery": {"opened": "投诉时间", "answered": "答复时间"},
        "orders": {"file": str(tmp_path / "orders.csv"), "customer": "客户", "time": "日期"},
    }
    found = once(analyse(table, asked), "recovery", "group")
    assert found.loc["answered_fast", "repurchase"] == 1
    assert found.loc["answered_slow", "repurchase"] == 0
    strangers = pd.read_csv(tmp_path / "orders.csv")
    strangers.assign(客户="X" + strangers["客户"]).to_csv(tmp_path / "orders.csv", index=False)
    run = analyse(table, asked)
    assert told(run, "orders_strangers") == ["recovery"]
    assert "answered_fast" in once(run, "recovery", "group").index


def test_a_missing_column_of_the_order_file_is_told(tmp_path):
    order_file(tmp_path)
    asked = {"orders": {"file": str(tmp_path / "orders.csv"), "customer": "会员", "time": "下单日"}}
    with pytest.raises(VocError, match="There is no column") as caught:
        analyse(bank(), asked)
    assert "orders.customer" in str(caught.value)
    assert 'Did you mean "会员号"?' in str(caught.value)


def test_what_customers_say_and_what_they_ordered_are_two_rates(tmp_path):
    day = pd.Timestamp("2023-01-05")
    first = pd.DataFrame({"客户": bank()["编号"], "日期": day})
    second = first.head(60).assign(日期=day + pd.Timedelta(days=30))
    last = first.tail(1).assign(日期=pd.Timestamp("2025-01-05"))
    pd.concat([first, second, last]).to_csv(tmp_path / "orders.csv", index=False)
    part = {"file": str(tmp_path / "orders.csv"), "customer": "客户", "time": "日期"}
    asked = {"orders": part, "rates": {"repurchase": "会再买"}}
    run = analyse(bank(会再买=["是", "是", "是", "否"] * 30), asked)
    metrics = run.metrics.set_index("metric")["value"]
    assert metrics.index.is_unique
    assert metrics["repurchase_rate"] == pytest.approx(75.0)
    assert metrics["repurchase_rate_orders"] == pytest.approx(50.0)
