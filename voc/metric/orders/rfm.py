"""Recency, frequency and money of each customer from an order table, and the eight segments."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from voc.errors import VocError
from voc.messages import listed
from voc.metric.intervals import wilson
from voc.metric.notes import Note
from voc.metric.recovery.times import column_times
from voc.metric.scale import Floats, numbers_on_scale

__all__ = ["SEGMENTS", "rfm", "rfm_segments"]

# Above the mean score in recency, frequency, money → segment.
SEGMENTS: dict[tuple[bool, bool, bool], tuple[str, str, str]] = {
    (True, True, True): ("champion", "重要价值客户", "Champions"),
    (False, True, True): ("important_keep", "重要保持客户", "Important, to be kept"),
    (True, False, True): ("important_develop", "重要发展客户", "Important, to be developed"),
    (False, False, True): ("important_win_back", "重要挽留客户", "Important, to be won back"),
    (True, True, False): ("ordinary_value", "一般价值客户", "Ordinary, of value"),
    (False, True, False): ("ordinary_keep", "一般保持客户", "Ordinary, to be kept"),
    (True, False, False): ("ordinary_develop", "一般发展客户", "Ordinary, to be developed"),
    (False, False, False): ("ordinary_win_back", "一般挽留客户", "Ordinary, to be won back"),
}
_TYPES = {
    "recency_days": "int64",
    "frequency": "int64",
    "monetary": "float64",
    "recency_score": "int64",
    "frequency_score": "int64",
    "monetary_score": "int64",
    "segment": "str",
    "label_zh": "str",
    "label_en": "str",
}


def rfm(
    orders: pd.DataFrame,
    *,
    customer: str = "customer",
    time: str = "time",
    amount: str = "amount",
    as_of: str | pd.Timestamp | None = None,
    groups: int = 5,
) -> pd.DataFrame:
    """Recency, frequency and money of each customer, their scores and the segment.

    Parameters
    ----------
    orders : DataFrame
        One row an order, of all customers: survey weights do not apply.
    customer, time, amount : str
        Columns of the customer, of the time of the order (datetime64) and of the money. Rows
        without one of them are left out and counted. A negative amount is a refund: it lowers
        the money and is no order.
    as_of : str or Timestamp, optional
        Day from which recency counts back, by default that of the last order; later rows are
        left out.
    groups : int
        Scores go from 1 to this; 5 makes quintiles.

    Returns
    -------
    DataFrame
        One row a customer who ordered, in the order of their names; index `customer`.
        recency_days: since the last order; frequency: orders; monetary: sum of orders and
        refunds; recency_score, frequency_score, monetary_score: 1…groups, high is good;
        segment, label_zh, label_en: champion 重要价值客户 and seven more (`SEGMENTS`).

    Raises
    ------
    VocError
        When a column is missing, `time` holds no times, an amount is no number, or `groups` is
        below 2.

    Notes
    -----
    Score = 1 + ⌊groups · (midrank − ½) / n⌋ with the midrank among the n customers, recency
    counted downwards: equal customers get equal scores, whatever the order of the rows, and with
    many ties the groups are of unequal size. A score is high when it is above the mean score of
    all customers; these three answers make the segment.

    References
    ----------
    Hughes 1994, Strategic Database Marketing. Bult & Wansbeek 1995, Marketing Science 14:378–394.

    Examples
    --------
    >>> orders = pd.DataFrame({
    ...     "customer": ["甲", "甲", "甲", "乙", "丙"], "amount": [300, 200, -50, 80, 20],
    ...     "time": pd.to_datetime(["2024-05-01", "2024-05-30", "2024-05-31", "2024-03-01",
    ...                             "2024-05-31"])})
    >>> table = rfm(orders, groups=3)
    >>> table[["recency_days", "frequency", "monetary", "label_zh"]].reset_index()
      customer  recency_days  frequency  monetary label_zh
    0        丙             0          1      20.0   一般发展客户
    1        乙            91          1      80.0   一般挽留客户
    2        甲             1          2     450.0   重要保持客户
    """
    if groups < 2:
        raise VocError("survey.rfm-groups", where="RFM", groups=groups)
    kept, notes = _kept(orders, customer, time, amount, as_of)
    end = kept["time"].max() if as_of is None else pd.Timestamp(as_of).normalize()
    bought = kept[kept["amount"] >= 0]
    refunds = kept[kept["amount"] < 0]
    found = pd.DataFrame(
        {
            "recency_days": (end - bought.groupby("customer")["time"].max()).dt.days,
            "frequency": bought.groupby("customer").size(),
        }
    )
    found["monetary"] = kept.groupby("customer")["amount"].sum().reindex(found.index)
    only = int((~refunds["customer"].drop_duplicates().isin(found.index)).sum())
    if len(refunds):
        notes.append(("rfm_refunds", {"count": len(refunds), "only": only}))
    high = []
    for name, sign in (("recency_days", -1), ("frequency", 1), ("monetary", 1)):
        scores = _scores(sign * found[name].to_numpy(dtype=np.float64), groups)
        found[name.removesuffix("_days") + "_score"] = scores
        high.append(scores > scores.mean() if len(scores) else scores > 0)
    named = [SEGMENTS[bool(r), bool(f), bool(m)] for r, f, m in zip(*high, strict=True)]
    for place, column in enumerate(("segment", "label_zh", "label_en")):
        found[column] = [words[place] for words in named]
    table = found[list(_TYPES)].astype(_TYPES)
    table.attrs["notes"] = notes
    return table


def rfm_segments(customers: pd.DataFrame) -> pd.DataFrame:
    """How many customers each segment has, and what they bring in.

    Parameters
    ----------
    customers : DataFrame
        As `rfm` gives it.

    Returns
    -------
    DataFrame
        Columns segment, label_zh, label_en, n, share (0…1), low, high (95 %, Wilson), monetary
        (sum), monetary_share (of all money, NaN when that is not above 0), recency_days and
        frequency (medians, NaN without customers); the eight segments in the order of
        `SEGMENTS`, none when there is no customer.

    Examples
    --------
    >>> orders = pd.DataFrame({"customer": ["a", "a", "b"], "amount": [9, 9, 2],
    ...     "time": pd.to_datetime(["2024-05-01", "2024-05-03", "2024-05-02"])})
    >>> table = rfm_segments(rfm(orders))
    >>> table.loc[table["n"] > 0, ["segment", "n", "share", "monetary_share"]]
                 segment  n  share  monetary_share
    0           champion  1    0.5             0.9
    7  ordinary_win_back  1    0.5             0.1
    """
    total, money = len(customers), float(customers["monetary"].sum())
    rows: list[tuple[Any, ...]] = []
    for segment, zh, en in SEGMENTS.values() if total else ():
        own = customers[customers["segment"] == segment]
        earned = float(own["monetary"].sum())
        rows.append(
            (
                *(segment, zh, en, len(own), len(own) / total, *wilson(len(own), total)),
                *(earned, earned / money if money > 0 else np.nan),
                *(float(own[name].median()) for name in ("recency_days", "frequency")),
            )
        )
    names = ["segment", "label_zh", "label_en", "n", "share", "low", "high", "monetary"]
    names += ["monetary_share", "recency_days", "frequency"]
    types = {**dict.fromkeys(names[:3], "str"), **dict.fromkeys(names[4:], "float64")}
    return pd.DataFrame(rows, columns=names).astype({**types, "n": "int64"})


def _kept(
    orders: pd.DataFrame,
    customer: str,
    time: str,
    amount: str,
    as_of: str | pd.Timestamp | None,
) -> tuple[pd.DataFrame, list[Note]]:
    """Rows that count, under fixed names."""
    for column in (customer, amount):
        if column not in orders:
            raise VocError(
                "statistics.no-column", where="orders", column=column, known=listed(orders.columns)
            )
    times = column_times(orders, time, "orders").dt.normalize()
    largest = float(np.finfo(np.float64).max)
    given = pd.DataFrame(
        {
            "customer": orders[customer].to_numpy(),
            "time": times.to_numpy(),
            "amount": numbers_on_scale(orders[amount], amount, -largest, largest),
        }
    )
    notes: list[Note] = []
    whole = given.dropna()
    if len(whole) < len(given):
        notes.append(("rfm_rows_left_out", {"count": len(given) - len(whole)}))
    if as_of is None:
        return whole, notes
    past = whole[whole["time"] <= pd.Timestamp(as_of).normalize()]
    if len(past) < len(whole):
        notes.append(("rfm_rows_later", {"count": len(whole) - len(past)}))
    return past, notes


def _scores(values: Floats, groups: int) -> Floats:
    """1…groups by midrank, equal for equal values."""
    from scipy.stats import rankdata

    if not len(values):
        return values
    scores: Floats = 1 + np.floor(groups * (rankdata(values) - 0.5) / len(values))
    return scores
