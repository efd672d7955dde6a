"""Which topic is meant by a number or a name."""

from __future__ import annotations

import numbers

import pandas as pd

from voc.errors import VocError
from voc.messages import listed
from voc.report.formats import shown
from voc.text.fold import fold

__all__ = ["UNASSIGNED", "topic_number"]

UNASSIGNED = -1
_LISTED = 30


def topic_number(topics: pd.DataFrame | None, asked: object, *, unassigned: bool = False) -> int:
    """Find a topic by its number or its label.

    Parameters
    ----------
    topics : DataFrame or None
        Columns topic and label; None when the run has no topics.
    asked : int or str
    unassigned : bool
        Whether −1, the comments of no topic, may be asked for.

    Raises
    ------
    VocError
        There is no such topic; lists those that there are.

    Examples
    --------
    >>> table = pd.DataFrame({"topic": [0, 1], "label": ["停车", "早餐"]})
    >>> topic_number(table, "早餐"), topic_number(table, 0)
    (1, 0)
    """
    if topics is None or topics.empty:
        raise VocError("report.no-topics", where="topic")
    known = [int(topic) for topic in topics["topic"]]
    labels = [str(label) for label in topics["label"]]
    if isinstance(asked, str):
        wanted, *folded = fold([asked.strip(), *labels])
        if wanted in folded:
            return known[folded.index(wanted)]
    found = _number(asked)
    if found is not None and (found in known or (unassigned and found == UNASSIGNED)):
        return found
    pairs = zip(known, labels, strict=True)
    named = (f"{topic} {shown(label, 20)}" for topic, label in pairs)
    raise VocError(
        "report.no-topic", where="topic", topic=shown(repr(asked), 60), known=listed(named, _LISTED)
    )


def _number(asked: object) -> int | None:
    """3, 3.0 and "3" as 3; else None."""
    if isinstance(asked, numbers.Real) and not isinstance(asked, bool):
        return int(float(asked)) if float(asked).is_integer() else None
    if isinstance(asked, str) and asked.strip().removeprefix("-").isdecimal():
        return int(asked)
    return None
