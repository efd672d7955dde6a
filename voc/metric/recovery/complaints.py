"""A complaint log read into waiting times and outcomes, by complaint and by customer."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.errors import VocError
from voc.messages import listed, phrase
from voc.metric.flags import flags
from voc.metric.notes import Note
from voc.metric.recovery.times import MedianWait, column_times, median_wait
from voc.metric.scale import Floats

__all__ = [
    "ComplaintLog",
    "customer_flags",
    "customer_name",
    "read_complaints",
    "repurchase_after",
    "worst",
]

_NEVER = pd.Timestamp("1700-01-01")


@dataclass(frozen=True)
class ComplaintLog:
    """Complaints, one row each; a column that the log does not have is not there.

    `cases` has customer, opened, waited_hours (until `as_of`) and, as far as they were given:
    answered, closed, solved, reopened (1, 0 or NaN), hours_to_answer, hours_to_close (until
    `as_of` for those that still wait; NaN where the clock is wrong), severity (text).
    """

    cases: pd.DataFrame
    as_of: pd.Timestamp
    notes: tuple[Note, ...] = ()

    def wait(self, until: str, customers: npt.NDArray[np.bool_] | None = None) -> MedianWait:
        """Median hours to "answer" or "close", of all complaints or of some rows."""
        if f"hours_to_{until}" not in self.cases:
            return MedianWait(np.nan, np.nan, np.nan, 0)
        hours = self.cases[f"hours_to_{until}"].to_numpy(dtype=np.float64)
        ended = self.cases["answered" if until == "answer" else "closed"].to_numpy() == 1
        counted = ~np.isnan(hours) & (True if customers is None else customers)
        return median_wait(hours[counted], ended[counted])

    def answered_within(self, hours: float) -> Floats:
        """1 where the answer came within so many hours, 0 where not, NaN where nobody knows.

        Whoever has waited less than that and has no answer may still get one in time.
        """
        told = self.cases["hours_to_answer"].to_numpy(dtype=np.float64)
        answered = self.cases["answered"].to_numpy() == 1
        in_time = np.where(told <= hours, np.where(answered, 1.0, np.nan), 0.0)
        return np.where(np.isnan(told), np.nan, in_time)


def read_complaints(
    complaints: pd.DataFrame,
    *,
    opened: str = "opened",
    customer: str = "",
    answered: str = "",
    closed: str = "",
    solved: str = "",
    reopened: str = "",
    severity: str = "",
    as_of: str | pd.Timestamp | None = None,
) -> ComplaintLog:
    """Read a complaint log.

    Parameters
    ----------
    complaints : DataFrame
        One row a complaint. Rows without `opened` are no complaints: the table may be one of
        all customers.
    opened, answered, closed : str
        Columns of times (datetime64); an empty cell means not yet. All but `opened` may be "",
        when there is no such column.
    customer : str, optional
        Column of the customer; without it, and where it is empty, each complaint counts as one
        of another customer.
    solved, reopened : str, optional
        Columns of yes and no (`voc.metric.flags`).
    severity : str, optional
        Column of words or numbers, as 严重 and 轻微.
    as_of : str or Timestamp, optional
        When the log was drawn; by default its latest time. What came later has not come yet.

    Returns
    -------
    ComplaintLog

    Raises
    ------
    VocError
        When a column is missing, holds no times or no yes and no, or no row was opened.

    Notes
    -----
    Where the answer or the close is earlier than the opening, a clock was wrong: this time is
    set aside and counted in the notes; that there was an answer still counts.

    Examples
    --------
    >>> log = read_complaints(pd.DataFrame({
    ...     "opened": pd.to_datetime(["2024-05-01T08", "2024-05-01T09", "2024-05-02T00"]),
    ...     "answered": pd.to_datetime(["2024-05-01T10", None, "2024-05-01T00"])}),
    ...     answered="answered")
    >>> log.cases[["hours_to_answer", "answered"]].values.tolist()
    [[2.0, 1.0], [15.0, 0.0], [nan, 1.0]]
    >>> log.notes
    (('recovery_clock_skew', {'count': 1, 'until': 'answer'}),)
    """
    found = {"opened": column_times(complaints, opened, "complaints")}
    for name, column in (("answered", answered), ("closed", closed)):
        if column:
            found[name] = column_times(complaints, column, "complaints")
    there = found["opened"].notna()
    if not there.any():
        raise VocError(
            "survey.no-opening", where=phrase("place.column-of", table="complaints", column=opened)
        )
    latest = max(times[there].max() for times in found.values() if times[there].notna().any())
    end = latest if as_of is None else _whole_day(pd.Timestamp(as_of))
    there &= found["opened"] <= end
    log = complaints[there]
    cases = pd.DataFrame({"customer": _customers(log, customer), "opened": found["opened"][there]})
    cases["waited_hours"] = _hours(end - cases["opened"])
    notes: list[Note] = []
    for name, until in (("answered", "answer"), ("closed", "close")):
        if name in found:
            times = found[name][there].where(found[name] <= end)
            cases[name] = times.notna().astype("float64")
            hours = _hours(times.fillna(end) - cases["opened"])
            wrong = int((hours < 0).sum())
            if wrong:
                notes.append(("recovery_clock_skew", {"count": wrong, "until": until}))
            cases[f"hours_to_{until}"] = hours.where(hours >= 0)
    for name, column in (("solved", solved), ("reopened", reopened)):
        if column:
            cases[name] = flags(_column(log, column), column)
    if severity:
        words = _column(log, severity)
        cases["severity"] = words.astype("str").str.strip().where(words.notna())
    return ComplaintLog(cases.reset_index(drop=True), end, tuple(notes))


def customer_flags(table: pd.DataFrame, column: str, *, customer: str = "") -> pd.Series[float]:
    """Yes or no of each customer, as of who bought again.

    Parameters
    ----------
    table : DataFrame
        Customers, or a complaint log with that column; who stands in several rows says yes when
        one of them does.
    column : str
        Column of yes and no (`voc.metric.flags`).
    customer : str, optional
        Column of the customer; without it, and where it is empty, each row is another one, as
        in `read_complaints`.

    Returns
    -------
    Series
        1, 0 or NaN, over the customers.

    Raises
    ------
    VocError
        When a column is missing or it cannot be told what means yes.

    Examples
    --------
    >>> table = pd.DataFrame({"客户": ["甲", "乙", "乙"], "复购": ["否", "是", "否"]})
    >>> customer_flags(table, "复购", customer="客户").to_dict()
    {'乙': 1.0, '甲': 0.0}
    """
    told = pd.Series(flags(_column(table, column), column))
    return told.groupby(_customers(table, customer).to_numpy()).max()


def repurchase_after(
    orders: pd.DataFrame,
    log: ComplaintLog,
    *,
    customer: str,
    time: str,
    amount: str = "",
    window: int = 90,
    until: str | pd.Timestamp | None = None,
) -> pd.Series[float]:
    """Who ordered within so many days of the complaint, from an order table.

    Parameters
    ----------
    orders : DataFrame
        One row an order, of all customers.
    log : ComplaintLog
    customer, time : str
        Columns of the customer and of the time of the order (datetime64).
    amount : str, optional
        Column of the money; rows with a negative amount (refunds) are no orders.
    window : int
        Days to look ahead, 1 or more.
    until : str or Timestamp, optional
        Last day that the orders cover, by default that of the last order.

    Returns
    -------
    Series
        1, 0 or NaN over the customers, as `voc.metric.recovery.recovery_table` takes them.

    Raises
    ------
    VocError
        When a column is missing or holds no times.

    Notes
    -----
    Whoever complained is followed for `window` days from the opening of their last complaint.
    The others are followed from the median of these days, when they had ordered by then: so they
    were customers at the time. Where the days to follow reach beyond `until`, nobody knows: NaN.
    Orders without a customer or a time are passed over.

    Examples
    --------
    >>> log = read_complaints(pd.DataFrame({"who": ["a", "b"],
    ...     "opened": pd.to_datetime(["2024-03-01", "2024-03-03"])}), customer="who")
    >>> orders = pd.DataFrame({"who": ["a", "a", "b", "c", "c"], "day": pd.to_datetime(
    ...     ["2024-02-01", "2024-03-20", "2024-02-01", "2024-01-01", "2024-06-30"])})
    >>> repurchase_after(orders, log, customer="who", time="day").to_dict()
    {'a': 1.0, 'b': 0.0, 'c': 0.0}
    """
    if customer not in orders or (amount and amount not in orders):
        raise VocError(
            "statistics.no-column",
            where="orders",
            column=amount if customer in orders else customer,
            known=listed(orders.columns),
        )
    times = column_times(orders, time, "orders")
    kept = times.notna() & orders[customer].notna()
    if amount:
        kept &= ~(pd.to_numeric(orders[amount], errors="coerce") < 0)
    who = orders.loc[kept, customer].map(customer_name)
    when = times[kept]
    end = pd.Timestamp(until) if until is not None else when.max() if len(when) else _NEVER
    start = log.cases.groupby("customer")["opened"].max()
    middle = start.sort_values().iloc[(len(start) - 1) // 2]  # the lower of two
    early = pd.Index(who[when <= middle]).unique().difference(start.index)
    start = pd.concat([start, pd.Series(middle, early, dtype=start.dtype)])
    begun = who.map(start)
    after = (when > begun) & (when <= begun + pd.Timedelta(days=window))
    bought = pd.Series(start.index.isin(who[after]), start.index).astype("float64")
    seen = (start + pd.Timedelta(days=window)).dt.normalize() <= end.normalize()
    return bought.where(seen).sort_index()


def worst(log: ComplaintLog, outcome: Floats, *, good: bool = True) -> pd.Series[float]:
    """One outcome of each customer from those of their complaints: the worst counts.

    With `good`, 1 is good: a 0 decides, then NaN. Otherwise 1 is bad and decides.

    Examples
    --------
    >>> log = read_complaints(pd.DataFrame({"opened": pd.to_datetime(["2024-05-01"] * 3),
    ...     "who": ["a", "a", "b"]}), customer="who")
    >>> worst(log, np.array([1.0, 0.0, 1.0])).to_dict()
    {'a': 0.0, 'b': 1.0}
    """
    bad = 0.0 if good else 1.0
    told = (
        pd.DataFrame({"bad": outcome == bad, "unknown": np.isnan(outcome)})
        .groupby(log.cases["customer"].to_numpy())
        .any()
    )
    known = np.where(told["bad"], bad, np.where(told["unknown"], np.nan, 1 - bad))
    return pd.Series(known, told.index, dtype="float64")


def _customers(table: pd.DataFrame, customer: str) -> pd.Series[str]:
    """Customers; a row without one is a customer of its own, named after the row."""
    own = pd.Series([("row", label) for label in table.index], index=table.index, dtype=object)
    if not customer:
        return own.map(str)
    named = _column(table, customer)
    return own.map(str).where(named.isna(), named.map(customer_name))


def customer_name(customer: Hashable) -> str:
    """A customer as text: numbers read as 1001 in one table and 1001.0 in another are one."""
    if isinstance(customer, float | np.floating) and float(customer).is_integer():
        return str(int(customer))
    return str(customer).strip()


def _column(table: pd.DataFrame, column: str) -> pd.Series[Any]:
    if column not in table:
        raise VocError(
            "statistics.no-column", where="complaints", column=column, known=listed(table.columns)
        )
    return table[column]


def _hours(spans: pd.Series[pd.Timedelta]) -> pd.Series[float]:
    return spans.dt.total_seconds() / 3600


def _whole_day(end: pd.Timestamp) -> pd.Timestamp:
    """A day without a time means its end."""
    return end + pd.Timedelta(days=1, seconds=-1) if end == end.normalize() else end
