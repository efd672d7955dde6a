"""Trend of each driver: how much it gains or loses from one period to the next."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from voc.driver.comparison.contrast import adjust, check_choices
from voc.driver.comparison.measured import Weights, measured_comments
from voc.driver.comparison.period_sums import period_sums
from voc.driver.mentions import Floats, Ints, require_columns
from voc.driver.notes import Note
from voc.driver.scored import NEUTRAL

__all__ = ["MINIMUM_PERIODS", "Line", "slope_table", "weighted_line"]

MINIMUM_PERIODS = 4

_TYPES = {
    "driver": "str",
    "measure": "str",
    "slope": "float64",
    "slope_low": "float64",
    "slope_high": "float64",
    "p_value": "float64",
    "p_adjusted": "float64",
    "periods": "int64",
}


class Line(NamedTuple):
    """Slope of a straight line with its interval; NaN where it is not fitted."""

    slope: float
    low: float
    high: float
    p_value: float


def slope_table(
    comments: pd.DataFrame,
    opinions: pd.DataFrame,
    freq: str = "auto",
    *,
    minimum: int = 30,
    weights: Weights = None,
    correction: str = "holm",
    neutral: float = NEUTRAL,
) -> pd.DataFrame:
    """Trend of the negative share, the satisfaction and the score of each driver.

    Parameters
    ----------
    comments, opinions, freq, weights, correction, neutral
        As in `trend_table`.
    minimum : int
        Comments with a value, over all periods, that a trend needs; "auto" periods hold as many
        on average.

    Returns
    -------
    DataFrame
        One row for each driver ("all" first, then most mentions first) and measure of it that
        some comment has:

        driver; measure: "negative_share" (of the mentions, 0…1), "satisfaction" (0…100) or
        "score" (0…100, of the comments that mention the driver; for "all" of all);
        slope: change from one period to the next, slope_low, slope_high; NaN with fewer than 4
        periods or `minimum` comments; the bounds are NaN also where the values lie on a line
        exactly, for then nothing tells how sure it is;
        p_value of no trend, p_adjusted: corrected over the whole table;
        periods: those with a value.

        attrs["freq"]: length of a period; attrs["notes"]: how many trends have too few comments
        or periods, and how many lie on a line.

    Raises
    ------
    VocError
        As in `trend_table`.

    Notes
    -----
    Least squares on the means of the periods, weighted by the comments in them, over the number
    of the period on the calendar: b = Σ n_t (t − t̄)(y_t − ȳ) / S with S = Σ n_t (t − t̄)². The
    variance is HC3, Σ (n_t (t − t̄) e_t / (1 − h_t))² / S² with leverage
    h_t = n_t (1/Σn + (t − t̄)²/S), and t has T − 2 degrees of freedom. It is of the scatter of the
    periods about the line, not of the comments in them: levels that move more than chance would
    pass for trends if each comment counted as one observation. In simulations of no trend with
    4 to 24 periods 2–5 % were called one (a binomial variance: up to 37 %).
    Levels that drift from period to period without a direction can still look like a trend.

    References
    ----------
    MacKinnon & White 1985, Journal of Econometrics 29(3):305–325 (HC3). Long & Ervin 2000,
    The American Statistician 54(3):217–224.

    Examples
    --------
    >>> time = np.repeat(pd.date_range("2024-01-01", periods=6, freq="MS"), 20)
    >>> ids = [f"c{i:03}" for i in range(120)]
    >>> comments = pd.DataFrame({"comment_id": ids, "time": time})
    >>> bad = np.concatenate([np.arange(20) < n for n in (2, 5, 6, 9, 10, 13)])
    >>> opinions = pd.DataFrame({"comment_id": ids, "driver": "queue",
    ...                          "polarity": np.where(bad, -0.6, 0.6)})
    >>> table = slope_table(comments, opinions, "month").set_index(["driver", "measure"])
    >>> row = table.loc[("queue", "negative_share")]
    >>> row[["slope", "slope_low", "slope_high"]].round(3).tolist()
    [0.104, 0.082, 0.127]
    """
    check_choices("auto", correction)
    require_columns(comments, ["time"], "comments")
    measured = measured_comments(comments, opinions, weights, neutral)
    sums = period_sums(measured, freq, minimum)
    measures = {
        "negative_share": (sums.share, sums.mentions),
        "satisfaction": sums.values,
        "score": sums.scores,
    }
    rows = []
    for place, driver in enumerate(measured.names):
        for measure, (mean, number) in measures.items():
            n, y = number[:, place], mean[:, place]
            periods = int((n > 0).sum())
            if periods == 0:
                continue
            few = periods < MINIMUM_PERIODS or n.sum() < minimum - 1e-9
            line = Line(*[np.nan] * 4) if few else weighted_line(sums.number, y, n)
            rows.append((driver, measure, *line, np.nan, periods))
    columns = ["driver", "measure", "slope", "slope_low", "slope_high", "p_value", "p_adjusted"]
    table = pd.DataFrame(rows, columns=[*columns, "periods"]).astype(_TYPES)
    table["p_adjusted"] = adjust(table["p_value"], correction)
    table.attrs["freq"] = sums.freq
    table.attrs["notes"] = _notes(table, minimum)
    return table


def _notes(table: pd.DataFrame, minimum: int) -> list[Note]:
    few = int(table["slope"].isna().sum())
    straight = int((table["slope"].notna() & table["p_value"].isna()).sum())
    notes: list[Note] = []
    if few:
        needed = {"trends": few, "minimum": minimum, "periods": MINIMUM_PERIODS}
        notes.append(("slopes_few", needed))
    if straight:
        notes.append(("slopes_on_a_line", {"trends": straight}))
    return notes


def weighted_line(period: Ints, mean: Floats, number: Floats) -> Line:
    """Slope of the means of periods over their number, with the interval of HC3.

    Parameters
    ----------
    period : array of shape (T,)
        Number of each period.
    mean : array of shape (T,)
        NaN where `number` is 0.
    number : array of shape (T,)
        Weight of each period; at least 3 are above 0.

    Returns
    -------
    Line
        Bounds and p are NaN where no scatter is left about the line.

    Examples
    --------
    >>> line = weighted_line(np.arange(4), np.array([1.0, 2.0, 2.0, 4.0]), np.ones(4))
    >>> [round(figure, 3) for figure in line]
    [0.9, -0.93, 2.73, 0.169]
    """
    from scipy.special import stdtr, stdtrit

    kept = number > 0
    t, y, n = period[kept].astype(np.float64), mean[kept], number[kept]
    off, total = t - np.average(t, weights=n), n.sum()
    squares = float(n @ off**2)
    level = np.average(y, weights=n)
    slope = float((n * off) @ (y - level)) / squares
    residual = y - level - slope * off
    if np.abs(residual).max() <= 1e-9 * (1 + np.abs(y).max()):
        return Line(slope if abs(slope) > 1e-12 else 0.0, np.nan, np.nan, np.nan)
    left = np.maximum(1e-9, 1 - n * (1 / total + off**2 / squares))
    error = float(np.sqrt((((n * off) * residual / left) ** 2).sum())) / squares
    freedom = len(t) - 2
    margin = float(stdtrit(freedom, 0.975)) * error
    p_value = 2 * float(stdtr(freedom, -abs(slope) / error)) if error > 0 else np.nan
    return Line(slope, slope - margin, slope + margin, p_value)
