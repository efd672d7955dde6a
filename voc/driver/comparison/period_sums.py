"""Mentions, complaints and means of each driver in each period, for slopes and alerts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from voc.driver.comparison.measured import Measured
from voc.driver.mentions import Floats, Ints
from voc.metric.periods import FREQUENCIES, period_groups

__all__ = ["PeriodSums", "period_sums"]


@dataclass(frozen=True)
class PeriodSums:
    """Sums by period that holds a comment (rows) and name (columns, "all" first)."""

    periods: pd.DatetimeIndex
    number: Ints  # of each period on the calendar: one without a comment leaves a gap
    freq: str
    comments: Floats  # shape (periods, 1)
    mentions: Floats  # shape (periods, names); for "all" the comments with a sentiment
    share: Floats  # of negative ones, NaN without a mention
    negative: Floats
    values: tuple[Floats, Floats]  # mean and effective number
    scores: tuple[Floats, Floats]


def period_sums(measured: Measured, freq: str, minimum: int) -> PeriodSums:
    """Sums of the comments that have a time.

    With weights, counts are Kish's effective numbers, so that a share keeps its weighted value
    and its precision.

    Examples
    --------
    >>> from voc.driver.comparison.measured import measured_comments
    >>> comments = pd.DataFrame({"comment_id": ["c1", "c2"], "sentiment": [-0.6, 0.6],
    ...                          "time": pd.to_datetime(["2024-01-05", "2024-03-05"])})
    >>> opinions = pd.DataFrame({"comment_id": ["c1"], "driver": ["room"], "polarity": [-0.5]})
    >>> sums = period_sums(measured_comments(comments, opinions), "month", 30)
    >>> sums.number, sums.negative.tolist()
    (array([0, 2]), [[1.0, 1.0], [0.0, 0.0]])
    """
    group, periods, length = period_groups(
        measured.counted["time"], freq, minimum=minimum, where="comments"
    )
    names = len(measured.names)
    shape = (len(periods), names)
    of_entry = group[measured.comment]
    cell = np.where(of_entry >= 0, of_entry * names + measured.name, -1)
    weight = measured.entry_weight()
    heavy = np.ones(len(cell)) if weight is None else weight

    def averaged(what: Floats) -> tuple[Floats, Floats]:
        kept = (cell >= 0) & ~np.isnan(what)
        w, sums = heavy[kept], []
        for part in (w, w**2, w * what[kept]):
            sums.append(np.bincount(cell[kept], weights=part, minlength=shape[0] * names))
        count, squared, total = (np.asarray(each, dtype=np.float64).reshape(shape) for each in sums)
        mean, number = np.full(shape, np.nan), np.zeros(shape)
        np.divide(total, count, out=mean, where=count > 0)
        np.divide(count**2, squared, out=number, where=squared > 0)
        return mean, number

    share, mentions = averaged(measured.negative)
    ordinal = pd.PeriodIndex(periods, freq=FREQUENCIES[length]).astype("int64").to_numpy()
    overall = np.where(measured.name == 0, 1.0, np.nan)
    return PeriodSums(
        periods=periods,
        number=(ordinal - ordinal[0] if len(ordinal) else ordinal).astype(np.int64),
        freq=length,
        comments=averaged(overall)[1][:, :1],
        mentions=mentions,
        share=share,
        negative=np.nan_to_num(share) * mentions,
        values=averaged(measured.value),
        scores=averaged(measured.score),
    )
