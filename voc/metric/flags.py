"""Answers yes or no, however they are written: 是/否, yes/no, True, 1/0, numbers of purchases."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

import numpy as np
import pandas as pd

from voc.errors import VocError
from voc.messages import listed, phrase
from voc.metric.scale import Floats, Values
from voc.text.mask.quoting import quoted

__all__ = ["flags"]

YES = frozenset(
    (
        *("是", "有", "会", "对", "已", "曾", "是的", "有的", "√", "✓", "✔", "☑", "愿意"),
        *("y", "yes", "true", "t", "1", "1.0"),
    )
)
NO = frozenset(
    (
        *("否", "无", "没", "没有", "未", "不", "不是", "不会", "从未", "从不", "从没", "没有过"),
        *("×", "✗", "✘", "☐", "不愿意", "n", "no", "false", "f", "never", "0", "0.0"),
    )
)
MISSING = frozenset(
    (
        *("", "-", "--", "—", "——", "/", "?", "不适用", "无法回答", "不清楚", "不知道", "不记得"),
        *("记不清", "说不清", "未作答", "未填写", "跳过", "(跳过)", "(空)", "拒答"),
        *("na", "n/a", "#n/a", "nan", "none", "null", "don't know", "dont know"),
        *("not applicable", "cannot answer", "prefer not to say"),
    )
)
NEGATION = re.compile(r"(?:从来?未|从来?没有?|没有|没|未|不|无|非|否|not |no |never |non-?|un-?)")
DONE = re.compile(r"^(?:已经?|曾经?|have |has )|(?:了|过)$")


def flags(
    values: Values, name: str, *, yes: Collection[object] = (), at_least: float = 0
) -> Floats:
    """Answers as 1.0 (yes), 0.0 (no) and NaN (missing).

    Parameters
    ----------
    values : Series, array or sequence of shape (n,)
        是/否, 有/无, yes/no, True/False, 1/0, or a pair such as 投诉过/没投诉过. Whole numbers with
        a 0 among them count something: yes from 1. 不适用, 不清楚 and the like are missing.
    name : str
        The column, for the message.
    yes : collection, optional
        The values that mean yes; every other value that is not missing means no.
    at_least : float, optional
        Numbers from this one on mean yes (2 purchases are a repurchase). 0: see `values`.

    Returns
    -------
    array of float, shape (n,)

    Raises
    ------
    VocError
        When it cannot be told what means yes: codes 1 and 2 (问卷星 writes 是 as 1 and 否 as 2),
        counts without a 0, other words.

    Examples
    --------
    >>> flags(["是", "否", None, "不清楚"], "是否投诉")
    array([ 1.,  0., nan, nan])
    >>> flags([0, 3, 1], "投诉次数"), flags([1, 2, 5], "购买次数", at_least=2)
    (array([0., 1., 1.]), array([0., 1., 1.]))
    """
    given = values if isinstance(values, pd.Series) else pd.Series(list(values), dtype=object)
    written = [_plain(value) for value in given.tolist()]
    kinds = sorted(set(written) - MISSING)
    if yes:
        meant = {_plain(value) for value in yes}
        known = {kind: float(kind in meant) for kind in kinds}
    elif at_least:
        known = _counted(kinds, name, at_least)
    else:
        known = _recognised(kinds, name)
    return np.array([known.get(kind, np.nan) for kind in written], dtype=np.float64)


def _plain(value: object) -> str:
    """A cell as text; the whole number 1.0 and True as 1."""
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return ""
    if isinstance(value, bool | np.bool_):
        return str(int(value))
    text = unicodedata.normalize("NFKC", str(value)).strip().casefold()
    return text.removesuffix(".0") if _number(text) is not None else text


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _recognised(kinds: list[str], name: str) -> dict[str, float]:
    if all(kind in YES or kind in NO for kind in kinds):
        return {kind: float(kind in YES) for kind in kinds}
    numbers = [_number(kind) for kind in kinds]
    if "0" in kinds and all(n is not None and n >= 0 and n == int(n) for n in numbers):
        return {kind: float(kind != "0") for kind in kinds}
    pair = _negated_pair(kinds)
    if pair is None:
        raise _unclear(kinds, name)
    return pair


def _negated_pair(kinds: list[str]) -> dict[str, float] | None:
    """投诉过 and 没投诉过, 已复购 and 未复购: one negates the other."""
    if len(kinds) != 2:
        return None
    stems = [DONE.sub("", kind) for kind in kinds]
    for yes, no in ((0, 1), (1, 0)):
        negation = NEGATION.match(kinds[no])
        if negation and DONE.sub("", kinds[no][negation.end() :].strip()) == stems[yes]:
            return {kinds[yes]: 1.0, kinds[no]: 0.0}
    return None


def _counted(kinds: list[str], name: str, at_least: float) -> dict[str, float]:
    numbers = {kind: _number(kind) for kind in kinds}
    if any(number is None for number in numbers.values()):
        raise _unclear([kind for kind, number in numbers.items() if number is None], name)
    return {
        kind: float(number >= at_least) for kind, number in numbers.items() if number is not None
    }


def _unclear(kinds: list[str], name: str) -> VocError:
    return VocError(
        "survey.unclear-yes",
        where=phrase("place.column", column=name),
        shown=listed(map(quoted, kinds), 5),
    )
