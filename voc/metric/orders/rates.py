"""Behaviour from an order table: who bought again, who stayed, who came, what was returned."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.errors import VocError
from voc.messages import listed, phrase
from voc.metric.flags import flags
from voc.metric.frame import MetricRow, metric_frame
from voc.metric.intervals import wilson
from voc.metric.notes import Note
from voc.metric.periods import FREQUENCIES
from voc.metric.scale import Floats

__all__ = ["cohort_retention", "order_rates"]

Ints = npt.NDArray[np.int64]

RETURN_DAYS = 7  # within which Chinese law lets customers return without giving a reason
DAY = np.timedelta64(1, "D")


def order_rates(
    orders: pd.DataFrame,
    *,
    customer: str,
    time: str,
    returned: str = "",
    yes: Collection[object] = (),
    window: int = 365,
    return_window: int = RETURN_DAYS,
    freq: str = "month",
    until: str | pd.Timestamp | None = None,
) -> pd.DataFrame:
    """Repurchase, retention, churn, acquisition and return rate of an order table.

    Parameters
    ----------
    orders : DataFrame
        One row an order, of all customers: survey weights do not apply.
    customer, time : str
        Columns of the customer and of the time of the order (datetime64). Orders without one of
        them are left out and counted.
    returned : str, optional
        Column that says whether the order was returned (是/否, 1/0 …); without it no return rate.
    yes : collection, optional
        Its values that mean returned, where it cannot be told.
    window : int
        Days after the first order within which another one is a repurchase.
    return_window : int
        Days within which an order may still be returned.
    freq : {"day", "week", "month", "quarter", "year"}
        Length of the periods that retention compares.
    until : str or Timestamp, optional
        Last day that the table covers; by default the day of the last order.

    Returns
    -------
    DataFrame
        Columns metric, value (percent), low, high, n; rows, as far as the table reaches:

        repurchase_rate: customers who ordered on a later day within `window` days of their first
        order; n: customers whose first order lies `window` days or more before `until`. Younger
        ones are left out, whether they have bought again or not: counting only the buyers among
        them would raise the rate;
        retention_rate: of the customers of a period, those who order in the next one, over all
        pairs of whole periods; churn_rate: the others; n: customers × periods;
        acquisition_rate: of the customers of a period, those who have never ordered before; the
        first period is left out, for there everyone is new;
        return_rate: orders returned, of those older than `return_window` days.

        `attrs["notes"]` counts what was left out.

    Raises
    ------
    VocError
        When a column is missing or holds no times, or `freq` is unknown.

    Notes
    -----
    Orders of one day are one purchase. A customer stands several times in retention, acquisition
    and return rate, so Wilson's interval there uses p(1 − p) / V instead of n (at most n), with
    V = Σ (S − N p)² R / (R − 1) / n² over R customers, S of whose N cases are hits; where
    customers do not differ it uses R. The first order in the table need not be the first ever: a
    table that begins late makes old customers look new.

    References
    ----------
    Korn & Graubard 1998, Survey Methodology 24:193–201 (effective number in clusters).

    Examples
    --------
    >>> orders = pd.DataFrame({"客户": ["甲", "甲", "乙", "丙"], "日期": pd.to_datetime(
    ...     ["2023-01-05", "2023-02-20", "2023-01-20", "2023-03-31"])})
    >>> order_rates(orders, customer="客户", time="日期", window=60).round(1)
                 metric  value   low  high  n
    0   repurchase_rate   50.0   9.5  90.5  2
    1    retention_rate   33.3   6.1  79.2  3
    2        churn_rate   66.7  20.8  93.9  3
    3  acquisition_rate   50.0   5.5  94.5  2
    """
    bought = _purchases(orders, customer, time, freq, until)
    notes: list[Note] = []
    if bought.rejected:
        notes.append(("orders_without_customer_or_time", {"count": bought.rejected}))
    rows = [_repurchase(bought, window, notes)]
    rows += _retention(bought, notes)
    if returned:
        _require(orders, returned)
        rows.append(_returned(orders, bought, returned, yes, return_window, notes))
    table = metric_frame(row for row in rows if row is not None)
    table.attrs["notes"] = notes
    return table


def cohort_retention(
    orders: pd.DataFrame,
    *,
    customer: str,
    time: str,
    freq: str = "month",
    until: str | pd.Timestamp | None = None,
) -> pd.DataFrame:
    """Who still buys so many periods after the first order, by the period of that order.

    Parameters
    ----------
    orders, customer, time, freq, until
        As in `order_rates`.

    Returns
    -------
    DataFrame
        One row a cohort and age, only where the whole period was seen: cohort (first day of the
        period of the first order), freq, age (periods since; 1 or more), n (customers of the
        cohort), active (those who order at that age), retention, low, high (percent, Wilson).

    Raises
    ------
    VocError
        As `order_rates`.

    Examples
    --------
    >>> orders = pd.DataFrame({"客户": ["甲", "甲", "乙"], "日期": pd.to_datetime(
    ...     ["2023-01-05", "2023-02-20", "2023-01-20"])})
    >>> cohort_retention(orders, customer="客户", time="日期", until="2023-02-28")[
    ...     ["cohort", "age", "n", "active", "retention"]]
          cohort  age  n  active  retention
    0 2023-01-01    1  2       1       50.0
    """
    bought = _purchases(orders, customer, time, freq, until)
    who, period = _customer_periods(bought)
    first = np.full(bought.customers, np.iinfo(np.int64).max)
    np.minimum.at(first, who, period)
    rows = []
    for cohort in np.unique(first):
        members = first == cohort
        n = int(members.sum())
        ages = period[members[who]] - cohort
        counts = np.bincount(ages, minlength=1)
        for age in range(1, bought.last_whole - int(cohort) + 1):
            active = int(counts[age]) if age < len(counts) else 0
            low, high = wilson(active, n)
            start = pd.Period(ordinal=int(cohort), freq=FREQUENCIES[freq]).start_time
            rows.append((start, freq, age, n, active, 100 * active / n, 100 * low, 100 * high))
    columns = "cohort freq age n active retention low high".split()
    types = dict(zip(columns, "datetime64[ns] str int64 int64 int64".split(), strict=False))
    floats = dict.fromkeys(columns[5:], "float64")
    return pd.DataFrame(rows, columns=columns).astype({**types, **floats})


@dataclass(frozen=True)
class _Purchases:
    """The orders that can be counted, and how far the table reaches."""

    kept: npt.NDArray[np.bool_]  # of the rows of the table
    customer: Ints  # of each kept order
    day: npt.NDArray[np.datetime64]
    period: Ints
    customers: int
    until: np.datetime64
    first: int  # first and last period that was seen as a whole
    last_whole: int
    open: str  # the last period, when its end was not seen
    rejected: int


def _purchases(
    orders: pd.DataFrame, customer: str, time: str, freq: str, until: str | pd.Timestamp | None
) -> _Purchases:
    if freq not in FREQUENCIES:
        raise VocError("statistics.no-period-length", length=freq, known=listed(FREQUENCIES))
    _require(orders, customer)
    _require(orders, time)
    times = orders[time]
    if len(times) and not pd.api.types.is_datetime64_any_dtype(times):
        raise VocError(
            "statistics.no-times",
            where=phrase("place.column-of", table="orders", column=time),
            column=time,
            held=times.dtype,
        )
    times = pd.to_datetime(times)
    if times.dt.tz is not None:
        times = times.dt.tz_localize(None)
    kept = np.array(times.notna() & orders[customer].notna(), dtype=bool)
    rejected = int((~kept).sum())
    if not kept.any():
        raise VocError("survey.no-order", where=f"orders, {customer}, {time}")
    end = times[kept].max() if until is None else pd.Timestamp(until)
    kept &= np.array(times.dt.normalize() <= end.normalize(), dtype=bool)
    times = times[kept]
    if times.empty:
        raise VocError("survey.orders-later", where="orders, until", until=end.date())
    codes, names = pd.factorize(orders.loc[kept, customer])
    alias = FREQUENCIES[freq]
    last = end.to_period(alias)
    whole = end.normalize() >= last.end_time.normalize()
    period = times.dt.to_period(alias)
    return _Purchases(
        kept=kept,
        customer=codes.astype(np.int64),
        day=times.dt.normalize().to_numpy().astype("datetime64[D]"),
        period=np.asarray(period.astype("int64"), dtype=np.int64),
        customers=len(names),
        until=np.datetime64(end.date(), "D"),
        first=int(period.min().ordinal),
        last_whole=int(last.ordinal) - (not whole),
        open="" if whole else str(last),
        rejected=rejected,
    )


def _repurchase(bought: _Purchases, window: int, notes: list[Note]) -> MetricRow | None:
    first = np.full(bought.customers, bought.until)
    np.minimum.at(first, bought.customer, bought.day)
    old = first + window * DAY <= bought.until
    after = (bought.day - first[bought.customer]) / DAY
    again = np.zeros(bought.customers, dtype=bool)
    again[bought.customer[(after > 0) & (after <= window)]] = True
    young = int((~old).sum())
    if young:
        notes.append(("orders_too_young", {"count": young, "days": window}))
    n = int(old.sum())
    if n == 0:
        return None
    share = float(again[old].mean())
    low, high = wilson(share * n, n)
    return MetricRow("repurchase_rate", 100 * share, 100 * low, 100 * high, n)


def _customer_periods(bought: _Purchases) -> tuple[Ints, Ints]:
    """Each customer and whole period with an order, once, sorted by customer and period."""
    seen = bought.period <= bought.last_whole
    pairs = np.column_stack([bought.customer[seen], bought.period[seen]])
    pairs = np.unique(pairs, axis=0)
    return pairs[:, 0], pairs[:, 1]


def _retention(bought: _Purchases, notes: list[Note]) -> list[MetricRow | None]:
    if bought.open:
        notes.append(("orders_last_period_open", {"period": bought.open}))
    who, period = _customer_periods(bought)
    if len(who) == 0 or bought.last_whole <= bought.first:
        notes.append(("orders_one_period", {}))
        return []
    next_one = np.zeros(len(who), dtype=bool)
    next_one[:-1] = (who[1:] == who[:-1]) & (period[1:] == period[:-1] + 1)
    asked = period < bought.last_whole
    newcomer = np.ones(len(who), dtype=bool)
    newcomer[1:] = who[1:] != who[:-1]
    later = period > bought.first
    stayed = next_one.astype(np.float64)
    return [
        _clustered("retention_rate", stayed[asked], who[asked]),
        _clustered("churn_rate", 1 - stayed[asked], who[asked]),
        _clustered("acquisition_rate", newcomer[later].astype(np.float64), who[later]),
    ]


def _returned(
    orders: pd.DataFrame,
    bought: _Purchases,
    column: str,
    yes: Collection[object],
    days: int,
    notes: list[Note],
) -> MetricRow | None:
    told = flags(orders[column], column, yes=yes)[bought.kept]
    old = bought.day + days * DAY <= bought.until
    if (~old).any():
        notes.append(("orders_may_be_returned", {"count": int((~old).sum()), "days": days}))
    judged = old & ~np.isnan(told)
    return _clustered("return_rate", told[judged], bought.customer[judged])


def _clustered(metric: str, hits: Floats, customer: Ints) -> MetricRow | None:
    """A share of things of which a customer has several."""
    n = len(hits)
    if n == 0:
        return None
    share = float(hits.mean())
    _, owner = np.unique(customer, return_inverse=True)
    count = np.bincount(owner).astype(np.float64)
    residual = np.bincount(owner, weights=hits) - share * count
    customers = len(count)
    effective = float(customers)
    spread = float(residual @ residual)
    if customers > 1 and spread > 1e-12:
        variance = spread * customers / (customers - 1) / n**2
        effective = min(float(n), share * (1 - share) / variance)
    effective = max(1.0, effective)
    low, high = wilson(min(effective, share * effective), effective)
    return MetricRow(metric, 100 * share, 100 * low, 100 * high, n)


def _require(orders: pd.DataFrame, column: str) -> None:
    if column not in orders:
        raise VocError(
            "statistics.no-column", where="orders", column=column, known=listed(orders.columns)
        )
