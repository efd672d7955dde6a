"""Which groups of customers speak of a topic more, or less, than the others."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from voc.driver.comparison.contrast import adjust, check_choices
from voc.driver.mentions import require_columns
from voc.metric.groups import ordered_groups
from voc.topic_statistics.pairs import Pairs
from voc.topic_statistics.shares import against_rest, group_shares

__all__ = ["topic_segments"]

_TYPES = {
    "segment": "str",
    "value": "str",
    "topic": "int64",
    "n": "int64",
    "share": "float64",
    "low": "float64",
    "high": "float64",
    "difference": "float64",
    "difference_low": "float64",
    "difference_high": "float64",
    "p_value": "float64",
    "p_adjusted": "float64",
}


def topic_segments(
    pairs: Pairs, columns: Sequence[str], *, minimum: int = 30, correction: str = "holm"
) -> pd.DataFrame:
    """Share of each group's comments that mention each topic, against the rest.

    Parameters
    ----------
    pairs : Pairs
    columns : sequence of str
        Columns of the comments to compare by. Comments with a missing value are left out there.
    minimum : int
        Respondents that a group and its rest need for interval and test of the difference.
    correction : {"holm", "bh"}

    Returns
    -------
    DataFrame
        A row for each column (segment), value and topic:

        n: comments of the group that mention the topic; share of the comments of the group,
        weighted when there are weights, with low and high;
        difference: group − the other groups of the column, difference_low, difference_high;
        p_value: of no difference, of topics with 10 mentions in the column; p_adjusted: corrected
        over the whole table.

    Raises
    ------
    VocError
        When a column is missing or the correction is unknown.

    Notes
    -----
    Intervals and tests are those of `group_shares` and `against_rest`.

    Examples
    --------
    >>> from voc.topic_statistics.pairs import topic_pairs
    >>> ids = [f"c{number:03}" for number in range(120)]
    >>> comments = pd.DataFrame({"comment_id": ids, "舱位": ["经济舱"] * 60 + ["公务舱"] * 60})
    >>> seats = pd.DataFrame({"comment_id": ids[:24] + ids[117:], "topic": 4, "sentiment": -0.5})
    >>> table = topic_segments(topic_pairs(comments, seats, [4]), ["舱位"])
    >>> table[["value", "topic", "n", "share", "difference", "p_adjusted"]].round(4)
      value  topic   n  share  difference  p_adjusted
    0   公务舱      4   3   0.05       -0.35         0.0
    1   经济舱      4  24   0.40        0.35         0.0
    """
    check_choices("auto", correction)
    require_columns(pairs.counted, columns, "comments")
    heavy = pairs.weighed()
    topics = len(pairs.topics)
    tables = []
    for column in columns:
        group, values = ordered_groups(heavy.counted[column])
        shares = group_shares(heavy, group, len(values))
        contrast = against_rest(shares, minimum)
        low, high = shares.intervals()
        figures = {
            "n": shares.mentions,
            "share": shares.share,
            "low": low,
            "high": high,
            "difference": contrast.difference,
            "difference_low": contrast.low,
            "difference_high": contrast.high,
            "p_value": contrast.p_value,
        }
        table = pd.DataFrame({name: np.ravel(figure) for name, figure in figures.items()})
        table["segment"] = column
        table["value"] = np.repeat(np.array(values, dtype=object), topics)
        table["topic"] = np.tile(np.array(pairs.topics, dtype=np.int64), len(values))
        tables.append(table)
    filled = [table for table in tables if len(table)]
    table = pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=list(_TYPES))
    table["p_adjusted"] = adjust(table["p_value"], correction)
    return table[list(_TYPES)].astype(_TYPES)
