"""The topics in the order of the figures: the largest first, the unassigned left out."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from voc.errors import VocError
from voc.messages import listed
from voc.report.formats import fit_width, shown

__all__ = ["MOST", "RankedTopic", "chosen_topics", "ranked_topics", "short_name"]

_BETWEEN = " · "  # of the words of a name
MOST = 12  # panels of a figure of many topics


class RankedTopic(NamedTuple):
    """A topic and its place among the others, 0 for the largest."""

    topic: int
    place: int
    name: str
    size: int
    trend: int  # +1 rising, −1 falling, 0 neither


def ranked_topics(topics: pd.DataFrame) -> list[RankedTopic]:
    """The topics of a run, the largest first.

    Parameters
    ----------
    topics : DataFrame
        The table `topics`: topic, label, size, and trend when the run has one.

    Examples
    --------
    >>> table = pd.DataFrame({"topic": [0, 1, -1], "label": ["停车难", "早餐", ""],
    ...                       "size": [3, 8, 2]})
    >>> [(found.topic, found.name) for found in ranked_topics(table)]
    [(1, '早餐'), (0, '停车难')]
    """
    known = topics[topics["topic"] >= 0].sort_values("size", ascending=False, kind="stable")
    trends = known["trend"].fillna(0) if "trend" in known else pd.Series(0, index=known.index)
    columns = (known["topic"], known["label"], known["size"], trends)
    return [
        RankedTopic(int(topic), place, shown(label, 60), int(size), int(trend))
        for place, (topic, label, size, trend) in enumerate(zip(*columns, strict=True))
    ]


def short_name(name: str, columns: int) -> str:
    """A name within some half-width columns: without its last words rather than cut.

    >>> short_name("地理位置 · 地铁 · 方便", 18)
    '地理位置 · 地铁'
    >>> short_name("停车场的收费太高", 11)
    '停车场的收…'
    """
    parts = name.split(_BETWEEN)
    while len(parts) > 1 and fit_width(_BETWEEN.join(parts), columns) != _BETWEEN.join(parts):
        parts.pop()
    return fit_width(_BETWEEN.join(parts), columns)


def chosen_topics(
    topics: pd.DataFrame, topic: int | None, most: int | None = MOST
) -> list[RankedTopic]:
    """The one topic that is asked for, or the largest of all.

    Parameters
    ----------
    topics : DataFrame
    topic : int or None
        Id of a topic; None asks for the largest.
    most : int or None
        How many of the largest; None for all.

    Raises
    ------
    VocError
        The run has no topic of that id.
    """
    ranked = ranked_topics(topics)
    if topic is None:
        return ranked[:most]
    found = [one for one in ranked if one.topic == topic]
    if not found:
        raise VocError(
            "report.no-topic-of-id", topic=topic, known=listed(one.topic for one in sorted(ranked))
        )
    return found
