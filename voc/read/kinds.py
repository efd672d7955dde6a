"""The kind of each column, in the words of `[read.columns]`: what makes its role once more.

An export or the user may have said it; else it is read off the settled role and the cells.
"""

from __future__ import annotations

import re

import pandas as pd

from voc.read import headers
from voc.read.profile import MULTIPLE_CHOICE, Profile
from voc.read.role_guess import MANY_GROUPS, guess_role
from voc.read.source import Column

__all__ = ["kind_of"]

_LEFT_OUT = ("single", "multiple", "matrix", "scale", "ranking", "weight")
# A question rather than a fact known beforehand: 3、您的舱位, Q3. …, Which …?
_ASKED = re.compile(r"[?？您你]|请选|\byou\b|\byour\b", re.I)


def kind_of(column: Column, values: pd.Series) -> str:
    """Name the kind of a column whose role is settled.

    Passed back in `[read.columns]`, it gives the same role. A column that is put aside though it
    would be text, id, time or a score by itself (a title beside the comment, a second date) is of
    the kind ignore.

    Parameters
    ----------
    column : Column
    values : Series
        Its cells.

    Examples
    --------
    >>> ticked = Column("爱好", "ignore", "", ())
    >>> kind_of(ticked, pd.Series(["运动┋阅读", "音乐"]))
    'multiple'
    """
    told = column.asked.kind
    if column.role == "text":
        return "open"
    if column.role == "score":
        return column.metric or "score"
    if column.role in ("id", "time"):
        return column.role
    profile = Profile.of(values)
    if column.role == "segment":
        single = told == "single" or (not told and _is_question(column))
        return "single" if single and 2 <= profile.distinct <= MANY_GROUPS else "segment"
    if told in _LEFT_OUT or profile.filled == 0:
        return told or "ignore"
    return "ignore" if told else _left_out(column.asked.text or column.name, profile)


def _is_question(column: Column) -> bool:
    name = column.asked.text or column.name
    return headers.NUMBERING.match(name) is not None or _ASKED.search(name) is not None


def _left_out(name: str, profile: Profile) -> str:
    """What a column is of which nothing is scored."""
    if headers.names_weight(headers.plain(name)) and profile.numbers > 0.9:
        return "weight"
    if profile.holds([MULTIPLE_CHOICE], 0.2):
        return "multiple"
    if profile.ranked:
        return "ranking"
    rated = guess_role(name, profile).role == "score"
    return "scale" if rated or profile.scale_answers > 0.8 else "ignore"
