"""Loyalists, hostages, mercenaries and defectors: satisfaction set against loyalty."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from voc.metric.frame import share_row
from voc.metric.notes import Note
from voc.metric.scale import SCALES, Floats, Values, answers, numbers_on_scale

__all__ = ["LABELS", "Cutoffs", "loyalty_group", "loyalty_groups"]

LABELS = {
    "loyalist": ("忠诚型", "Loyalist"),
    "hostage": ("人质型", "Hostage"),
    "mercenary": ("图利型", "Mercenary"),
    "defector": ("流失型", "Defector"),
    "apostle": ("信徒", "Apostle"),
    "terrorist": ("暴徒", "Terrorist"),
}


class Cutoffs(NamedTuple):
    """Where high begins, and the ends of the scales that make an apostle or a terrorist.

    All on 0…100. Satisfaction is high from 75, which is 4 of 1…5, the usual top two boxes.
    Loyalty is a mean of indicators and keeps to the middle: 60 lies between a respondent who
    answers 3 of 5 throughout (50) and one who answers 4 (75). Apostles are at the top of both
    (95 lets in only the best answer of up to 20), terrorists, the other way round, at the bottom.
    """

    satisfaction: float = 75.0
    loyalty: float = 60.0
    apostle_satisfaction: float = 95.0
    apostle_loyalty: float = 80.0
    terrorist_satisfaction: float = 5.0
    terrorist_loyalty: float = 20.0


def loyalty_group(
    satisfaction: Values, loyalty: Values, cutoffs: Cutoffs | None = None
) -> pd.Series[str]:
    """Kind of each respondent.

    Parameters
    ----------
    satisfaction, loyalty : Series, array or sequence of shape (n,)
        0…100.
    cutoffs : Cutoffs, optional

    Returns
    -------
    Series of str, shape (n,)
        loyalist, hostage (loyal though not satisfied), mercenary (satisfied and not loyal),
        defector; apostle for the loyalists at the top of both, terrorist for the defectors at
        the bottom of both; missing where either figure is. Over the index of `satisfaction`.

    Raises
    ------
    VocError
        When a figure is outside 0…100.

    References
    ----------
    Jones & Sasser 1995, Harvard Business Review 73(6):88–99.

    Examples
    --------
    >>> loyalty_group([100, 75, 75, 50, 0, None], [90, 60, 40, 70, 10, 50]).tolist()
    ['apostle', 'loyalist', 'mercenary', 'hostage', 'terrorist', nan]
    """
    cut = cutoffs or Cutoffs()
    pleased = numbers_on_scale(satisfaction, "satisfaction", *SCALES["score"])
    loyal = numbers_on_scale(loyalty, "loyalty", *SCALES["score"])
    happy, stays = pleased >= cut.satisfaction, loyal >= cut.loyalty
    kinds = np.select(
        [
            np.isnan(pleased) | np.isnan(loyal),
            happy & stays & (pleased >= cut.apostle_satisfaction) & (loyal >= cut.apostle_loyalty),
            ~happy
            & ~stays
            & (pleased <= cut.terrorist_satisfaction)
            & (loyal <= cut.terrorist_loyalty),
            happy & stays,
            happy,
            stays,
        ],
        ["", "apostle", "terrorist", "loyalist", "mercenary", "hostage"],
        "defector",
    )
    index = satisfaction.index if isinstance(satisfaction, pd.Series) else None
    kept = pd.Series(kinds, index=index, dtype="str", name="loyalty_group")
    return kept.where(kept != "")


def loyalty_groups(
    satisfaction: Values,
    loyalty: Values,
    *,
    cutoffs: Cutoffs | Literal["median"] | None = None,
    weights: Values | None = None,
) -> pd.DataFrame:
    """Shares of the four groups and of their extremes.

    Parameters
    ----------
    satisfaction, loyalty : Series, array or sequence of shape (n,)
        0…100, in the same order; those with both figures count. An index that holds satisfaction
        (A34) rises with it by construction: make one without A34 for this table.
    cutoffs : Cutoffs or "median", optional
        "median" draws both lines at the median of those with both figures (at the line is high),
        which tells the groups apart within the sample and says nothing on their level.
    weights : Series, array or sequence of shape (n,), optional
        Survey weights, 0 or more.

    Returns
    -------
    DataFrame
        Columns group, label_zh, label_en, share (0…1), low, high (95 %), n (respondents with
        both figures), count (those in the group). Rows loyalist, hostage, mercenary, defector,
        which add up to all, then apostle and terrorist, which are among the loyalists and the
        defectors. No rows when nobody has both figures. The notes state the lines.

    Raises
    ------
    VocError
        When a figure is outside 0…100 or a weight is negative.

    Notes
    -----
    Wilson intervals, with Kish's effective n when there are weights.

    References
    ----------
    Jones & Sasser 1995, Harvard Business Review 73(6):88–99. Wilson 1927, JASA 22:209–212.

    Examples
    --------
    >>> table = loyalty_groups([100, 75, 75, 50, 0], [90, 60, 40, 70, 10])
    >>> table[["group", "label_zh", "share", "low", "high", "n", "count"]].round(2)
           group label_zh  share   low  high  n  count
    0   loyalist      忠诚型    0.4  0.12  0.77  5      2
    1    hostage      人质型    0.2  0.04  0.62  5      1
    2  mercenary      图利型    0.2  0.04  0.62  5      1
    3   defector      流失型    0.2  0.04  0.62  5      1
    4    apostle       信徒    0.2  0.04  0.62  5      1
    5  terrorist       暴徒    0.2  0.04  0.62  5      1
    """
    pleased, loyal, heavy = _both(satisfaction, loyalty, weights)
    cut = Cutoffs()
    if cutoffs == "median" and len(pleased):
        cut = Cutoffs(_median(pleased, heavy), _median(loyal, heavy))
    elif isinstance(cutoffs, Cutoffs):
        cut = cutoffs
    kinds = loyalty_group(pleased, loyal, cut).to_numpy()
    rows = []
    for group, (zh, en) in LABELS.items():
        within = {"loyalist": ["loyalist", "apostle"], "defector": ["defector", "terrorist"]}
        hits = np.isin(kinds, within.get(group, [group])).astype(np.float64)
        if len(hits):
            row = share_row(group, hits, heavy)
            figures = (row.value / 100, row.low / 100, row.high / 100, row.n)
            rows.append((group, zh, en, *figures, int(hits.sum())))
    names = ["group", "label_zh", "label_en", "share", "low", "high", "n", "count"]
    table = pd.DataFrame(rows, columns=names)
    table = table.astype(
        {
            **dict.fromkeys(("group", "label_zh", "label_en"), "str"),
            **dict.fromkeys(("share", "low", "high"), "float64"),
            **dict.fromkeys(("n", "count"), "int64"),
        }
    )
    table.attrs["notes"] = _notes(cut, len(pleased))
    return table


def _both(
    satisfaction: Values, loyalty: Values, weights: Values | None
) -> tuple[Floats, Floats, Floats | None]:
    """Figures and weights of the respondents who have both figures."""
    pleased = numbers_on_scale(satisfaction, "satisfaction", *SCALES["score"])
    loyal = numbers_on_scale(loyalty, "loyalty", *SCALES["score"])
    missing = np.isnan(pleased) | np.isnan(loyal)
    pleased, heavy = answers(
        np.where(missing, np.nan, pleased), weights, "satisfaction", *SCALES["score"]
    )
    loyal, _ = answers(np.where(missing, np.nan, loyal), weights, "loyalty", *SCALES["score"])
    return pleased, loyal, heavy


def _median(values: Floats, weights: Floats | None) -> float:
    """The figure where half the weight is reached; between two when it falls there."""
    heavy = np.ones(len(values)) if weights is None else weights
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(heavy[order]) / heavy.sum()
    low = values[order][np.searchsorted(reached, 0.5 - 1e-9)]
    high = values[order][np.searchsorted(reached, 0.5 + 1e-9)]
    return float(low + high) / 2


def _notes(cut: Cutoffs, n: int) -> list[Note]:
    if not n:
        return [("loyalty_groups_nobody", {})]
    return [("loyalty_cutoffs", {key: f"{value:g}" for key, value in cut._asdict().items()})]
