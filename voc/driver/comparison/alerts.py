"""Alerts: a driver is complained of more, or less, than its own past leads to expect."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.driver.comparison.measured import measured_comments
from voc.driver.comparison.period_sums import PeriodSums, period_sums
from voc.driver.mentions import Floats, require_columns
from voc.driver.notes import Note
from voc.driver.scored import NEUTRAL
from voc.errors import VocError

__all__ = ["MINIMUM_NEGATIVE", "MINIMUM_PAST", "TAIL", "alert_table"]

MINIMUM_PAST = 5  # earlier periods that a past is made of
MINIMUM_NEGATIVE = 5  # complaints, seen or expected, for an alert by comments
TAIL = 0.00135  # chance beyond three standard deviations of a normal variable, on one side
_PRIOR_DEGREES = 10.0  # of freedom, at most, that the dispersion of all drivers stands for
_RANGE = 2 / np.sqrt(np.pi)  # mean of |difference| of two standard normal variables, 1.128

_TYPES = {
    "period": "datetime64[ns]",
    "freq": "str",
    "driver": "str",
    "n": "int64",
    "negative": "int64",
    "negative_share": "float64",
    "expected": "float64",
    "lower": "float64",
    "upper": "float64",
    "direction": "str",
    "measure": "str",
}


def alert_table(
    comments: pd.DataFrame,
    opinions: pd.DataFrame,
    freq: str = "auto",
    *,
    minimum: int = 10,
    past: int = 24,
    neutral: float = NEUTRAL,
    every: bool = False,
) -> pd.DataFrame:
    """Periods in which the negative share of a driver leaves its own past.

    Parameters
    ----------
    comments : DataFrame
        The comments table with `time`; boilerplate, duplicates and comments without a time are
        left out.
    opinions : DataFrame
        The opinions table.
    freq : str
        Length of a period, as in `trend_table`.
    minimum : int
        Mentions in the period that an alert by mentions needs.
    past : int
        Most earlier periods to look back on, 5 or more.
    neutral : float
        A comment is negative on a driver when its polarity is below −neutral.
    every : bool
        Also the periods without an alert, with direction "": what a control chart shows.

    Returns
    -------
    DataFrame
        One row for each alert, by period, then driver (the order of the driver table, "all"
        first), then measure:

        period (its first day), freq, driver;
        n: comments that mention the driver (measure "mentions") or all comments of the period
        (measure "comments"); negative: comments that complain of it; negative_share of n, 0…1;
        expected: share of the earlier periods; lower, upper: control limits; a share outside
        them is an alert, "up" (more complaints) or "down" in direction;
        measure: "mentions" (is it judged worse?) or "comments" (is it complained of more often?,
        also when it was never named before; not for "all").

        attrs["notes"] tells when there are too few periods.

    Raises
    ------
    VocError
        When a column is missing, `time` holds no times, freq is unknown, or past is below 5.

    Notes
    -----
    A p′-chart, each period judged by the earlier ones alone, at least 5 of which have an n.
    With p̄ the share of the past and z_i = (p_i − p̄)/√(p̄(1 − p̄)/n_i) its standardised shares, the
    mean moving range of z divided by 1.128 is Laney's σ_z: shares of comments vary more from
    period to period than a binomial allows. Four or five ranges tell little, so that σ_z² is
    averaged with that of all drivers, which weighs as up to 10 degrees of freedom (a mean of m
    ranges has 0.62 m), and is never below 1.
    Three standard deviations of a small share are not what they are of a normal variable.
    The limits are therefore the quantiles 0.135 and 99.865 % of a beta-binomial, what the past
    says of a count in n comments: mean (Σx + ½)/(Σn + 1), variance p(1 − p)/n · σ² ·
    (1 + (n − 1)/(Σn + 2)), so that a short past has wide limits; σ² = 1 gives the predictive
    distribution of Jeffreys' prior. Where σ² was estimated above 1, it is widened by
    (t/3)² with t the 99.865 % quantile of Student's distribution.
    Minimum volume: `minimum` mentions in the period; for "comments" 5 complaints, seen or expected.
    Periods without a comment are no periods. Survey weights are not used: the chart watches the
    comments as they come in, not a population.

    References
    ----------
    Laney 2002, Quality Engineering 14(4):531–537. Wheeler & Chambers 1992, Understanding
    Statistical Process Control, 2nd ed. Brown, Cai & DasGupta 2001, Statistical Science
    16(2):101–133 (Jeffreys). Wetherill & Brown 1991, Statistical Process Control, ch. 5.

    Examples
    --------
    >>> months = pd.date_range("2024-01-01", periods=8, freq="MS")
    >>> time = np.repeat(months, 40)
    >>> ids = [f"c{i:03}" for i in range(len(time))]
    >>> comments = pd.DataFrame({"comment_id": ids, "time": time})
    >>> bad = ([True] * 4 + [False] * 36) * 7 + [True] * 20 + [False] * 20
    >>> opinions = pd.DataFrame({"comment_id": ids, "driver": "check_in",
    ...                          "polarity": np.where(bad, -0.6, 0.6)})
    >>> table = alert_table(comments, opinions, "month")
    >>> table = table[(table["driver"] == "check_in") & (table["measure"] == "mentions")]
    >>> table[["negative_share", "expected", "upper", "direction"]].round(2)
       negative_share  expected  upper direction
    1             0.5       0.1   0.28        up
    """
    if past < MINIMUM_PAST:
        raise VocError("statistics.short-past", past=past)
    require_columns(comments, ["time"], "comments")
    measured = measured_comments(comments, opinions, None, neutral)
    sums = period_sums(measured, freq, minimum=30)
    drivers = np.array(measured.names, dtype=object)
    of_comments = np.broadcast_to(sums.comments, sums.negative.shape)[:, 1:]
    tables = [
        _chart(sums, sums.mentions, sums.negative, drivers, past).assign(measure="mentions"),
        _chart(sums, of_comments, sums.negative[:, 1:], drivers[1:], past).assign(
            measure="comments"
        ),
    ]
    tables[0] = tables[0][tables[0]["n"] >= minimum]
    volume = np.maximum(tables[1]["negative"], tables[1]["expected"] * tables[1]["n"])
    tables[1] = tables[1][volume >= MINIMUM_NEGATIVE]
    table = pd.concat(tables)
    place = {name: number for number, name in enumerate(measured.names)}
    table["place"] = table["driver"].map(place)
    table = table.sort_values(["period", "place"], kind="stable", ignore_index=True)
    if not every:
        table = table[table["direction"] != ""].reset_index(drop=True)
    table = table[list(_TYPES)].astype(_TYPES)
    table.attrs["notes"] = _notes(sums)
    return table


def _notes(sums: PeriodSums) -> list[Note]:
    needed = MINIMUM_PAST + 1
    if len(sums.periods) >= needed:
        return []
    return [("alerts_few_periods", {"periods": len(sums.periods), "needed": needed})]


def _chart(
    sums: PeriodSums, number: Floats, negative: Floats, drivers: npt.NDArray[np.object_], past: int
) -> pd.DataFrame:
    """Share, expectation and limits of each period and driver that has a past."""
    rows = []
    number, negative = np.rint(number), np.rint(negative)
    for period in range(MINIMUM_PAST, len(sums.periods)):
        span = slice(max(0, period - past), period)
        before, complaints = number[span], negative[span]
        known = ((before > 0).sum(axis=0) >= MINIMUM_PAST) & (number[period] > 0)
        if not known.any():
            continue
        spread = dispersion(before[:, known], complaints[:, known])
        n, seen = number[period][known], negative[period][known]
        total, hits = before[:, known].sum(axis=0), complaints[:, known].sum(axis=0)
        lower, upper = control_limits(n, total, hits, spread)
        rows.append(
            pd.DataFrame(
                {
                    "period": sums.periods[period],
                    "driver": drivers[known],
                    "n": n,
                    "negative": seen,
                    "negative_share": seen / n,
                    "expected": hits / total,
                    "lower": lower / n,
                    "upper": upper / n,
                    "direction": np.where(seen > upper, "up", np.where(seen < lower, "down", "")),
                }
            )
        )
    columns = [column for column in _TYPES if column not in ("freq", "measure")]
    table = pd.concat(rows) if rows else pd.DataFrame(columns=columns)
    return table.assign(freq=sums.freq)


def dispersion(number: Floats, negative: Floats) -> Floats:
    """Laney's σ_z² of each driver, averaged with that of all, never below 1.

    Parameters
    ----------
    number, negative : array of shape (periods, drivers)
        The past; a period with number 0 is passed over.

    Returns
    -------
    array of shape (drivers,)
        Widened for its uncertainty where it is above 1; see `alert_table`.

    Examples
    --------
    >>> number = np.full((6, 2), 100.0)
    >>> negative = np.array([[10.0, 5], [12, 30], [9, 8], [11, 40], [10, 2], [8, 35]])
    >>> dispersion(number, negative).round(0)
    array([29., 86.])
    """
    from scipy.special import stdtrit

    share = negative.sum(axis=0) / np.maximum(1, number.sum(axis=0))
    error = np.sqrt(share * (1 - share) / np.maximum(1, number))
    deviation = np.zeros(number.shape)
    np.divide(negative / np.maximum(1, number) - share, error, out=deviation, where=error > 0)
    known = number > 0
    filled = pd.DataFrame(np.where(known, deviation, np.nan)).ffill().to_numpy()
    ranges = np.abs(deviation[1:] - filled[:-1])
    counted = known[1:] & ~np.isnan(filled[:-1])
    count = counted.sum(axis=0)
    mean_range = np.where(counted, ranges, 0.0).sum(axis=0) / np.maximum(1, count)
    own, freedom = (mean_range / _RANGE) ** 2, 0.62 * count
    together = (own * freedom).sum() / max(1e-9, freedom.sum())
    prior = np.minimum(_PRIOR_DEGREES, freedom.sum() - freedom)
    degrees = np.maximum(1.0, freedom + prior)
    averaged = (freedom * own + prior * together) / degrees
    wider = (stdtrit(degrees, 1 - TAIL) / 3) ** 2
    return np.where(averaged > 1, averaged * wider, 1.0)


def control_limits(
    number: Floats, past_number: Floats, past_negative: Floats, spread: Floats
) -> tuple[Floats, Floats]:
    """Least and largest count that is no alert, from the past of each driver.

    Parameters
    ----------
    number : array of shape (drivers,)
        Comments of the period, 1 or more.
    past_number, past_negative : arrays of shape (drivers,)
        Comments of the past, and complaints among them.
    spread : array of shape (drivers,)
        σ², 1 or more.

    Examples
    --------
    >>> control_limits(np.array([50.0]), np.array([500.0]), np.array([50.0]), np.array([1.0]))
    (array([0.]), array([13.]))
    """
    share = (past_negative + 0.5) / (past_number + 1)
    factor = spread * (1 + (number - 1) / (past_number + 2))
    inner = np.clip((factor - 1) / np.maximum(1, number - 1), 1e-9, 0.99)
    strength = 1 / inner - 1
    limits = [
        _quantiles(int(n), p * s, (1 - p) * s)
        for n, p, s in zip(number, share, strength, strict=True)
    ]
    lower, upper = np.array(limits, dtype=np.float64).reshape(-1, 2).T
    return lower, upper


def _quantiles(number: int, first: float, second: float) -> tuple[int, int]:
    """Least x with P(X ≤ x) ≥ TAIL and largest with P(X ≥ x) ≥ TAIL of a beta-binomial."""
    from scipy.special import betaln

    count = np.arange(number + 1)
    log = betaln(count + first, number - count + second) - betaln(first, second)
    log -= np.log(number + 1) + betaln(number - count + 1, count + 1)
    chance = np.exp(log)
    below, above = np.cumsum(chance), np.cumsum(chance[::-1])
    return int(np.searchsorted(below, TAIL)), number - int(np.searchsorted(above, TAIL))
