"""Zone of tolerance 容忍区间: service between the level accepted and the level wished for."""

from __future__ import annotations

import numpy as np
import pandas as pd

from voc.metric.intervals import mean_interval
from voc.metric.notes import Note
from voc.metric.ratings import rating_matrix, require_columns, survey_weights
from voc.metric.scale import Floats, Values

__all__ = ["tolerance_zone"]

_FIGURES = {
    "n": "int64",
    "adequate": "float64",
    "desired": "float64",
    "perception": "float64",
    "msa": "float64",
    "msa_low": "float64",
    "msa_high": "float64",
    "mss": "float64",
    "mss_low": "float64",
    "mss_high": "float64",
    "position": "str",
}


def tolerance_zone(
    respondents: pd.DataFrame,
    items: pd.DataFrame,
    *,
    scale: tuple[float, float],
    weights: Values | None = None,
    by: str = "item",
) -> pd.DataFrame:
    """Service adequacy and superiority: where perception lies in the zone of tolerance.

    Parameters
    ----------
    respondents : DataFrame of n rows
    items : DataFrame
        Columns item, dimension, adequate, desired, perception: the last three name columns of
        `respondents` with the level that is just acceptable, the level wished for, and the level
        found.
    scale : tuple of float
        Lowest and highest answer.
    weights : Series, array or sequence of shape (n,), optional
        Survey weights, 0 or more; intervals then use Kish's effective number.
    by : {"item", "dimension"}
        One row for each; a respondent's figure for a dimension is the mean over the items with
        all three answers.

    Returns
    -------
    DataFrame
        The column named by `by`, n (respondents with all three answers), adequate, desired,
        perception, msa, msa_low, msa_high, mss, mss_low, mss_high, position, in the order given.
        position: "below" the zone, "within" it or "above" it when the intervals say so, else
        "undecided"; "" without an answer. A note counts answers with adequate above desired;
        they are kept.

    Raises
    ------
    VocError
        When a column is missing or an answer is off the scale.

    Notes
    -----
    Measure of service adequacy MSA = perception − adequate; measure of service superiority
    MSS = perception − desired. Means over respondents with paired-t intervals. Below: MSA < 0;
    within: MSA > 0 and MSS < 0; above: MSS > 0, each with its whole interval.

    References
    ----------
    Zeithaml, Berry & Parasuraman 1993, JAMS 21(1):1–12. Parasuraman, Zeithaml & Berry 1994,
    Journal of Retailing 70(3):201–230.

    Examples
    --------
    >>> people = pd.DataFrame({"a": [5, 5, 6, 5], "d": [8, 9, 9, 8], "p": [7, 7, 7, 6]})
    >>> items = pd.DataFrame({"item": ["on time"], "dimension": ["reliability"],
    ...                       "adequate": ["a"], "desired": ["d"], "perception": ["p"]})
    >>> tolerance_zone(people, items, scale=(1, 9))[["item", "msa", "mss", "position"]]
          item  msa   mss position
    0  on time  1.5 -1.75   within
    """
    levels = ("adequate", "desired", "perception")
    require_columns(items, ["item", "dimension", *levels], "items")
    heavy = survey_weights(weights, len(respondents))
    columns: list[Floats] = []
    for level in levels:
        names = items[level].tolist()
        require_columns(respondents, names, "respondents")
        columns.append(rating_matrix(respondents[names], scale, "respondents"))
    answers = np.stack(columns)  # level, respondent, item
    answers[:, np.isnan(answers).any(axis=0)] = np.nan
    notes: list[Note] = []
    inverted = int((answers[0] > answers[1]).sum())
    if inverted:
        notes.append(("tolerance_inverted", {"n": inverted}))
    groups = items[by].astype(str)
    rows = []
    for name in dict.fromkeys(groups):
        chosen = answers[:, :, (groups == name).to_numpy()]
        there = (~np.isnan(chosen[0])).any(axis=1)
        if heavy is not None:
            there &= heavy > 0
        means = np.nanmean(chosen[:, there], axis=2)
        rows.append((name, *_row(means, None if heavy is None else heavy[there], scale)))
    table = pd.DataFrame(rows, columns=[by, *_FIGURES]).astype(_FIGURES)
    table.attrs["notes"] = notes
    return table


def _row(means: Floats, weights: Floats | None, scale: tuple[float, float]) -> tuple[object, ...]:
    """Figures of one item or dimension from the levels of each respondent, shape (3, n)."""
    n = means.shape[1]
    if n == 0:
        return (0, *[float("nan")] * 9, "")
    width = scale[1] - scale[0]
    adequate, desired, perception = (float(np.average(row, weights=weights)) for row in means)
    adequacy = mean_interval(means[2] - means[0], -width, width, weights)
    superiority = mean_interval(means[2] - means[1], -width, width, weights)
    position = "undecided"
    if adequacy[2] < 0:
        position = "below"
    elif superiority[1] > 0:
        position = "above"
    elif adequacy[1] > 0 and superiority[2] < 0:
        position = "within"
    return n, adequate, desired, perception, *adequacy, *superiority, position
