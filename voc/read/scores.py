"""Ratings as customers' exports write them, turned into numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from voc.read.slices import numbered

NUMBER = r"[-+]?\d+(?:\.\d+)?"
UNIT = r"(?:分(?!钟)|星级?|颗星|stars?|points?|pts?)"
COUNTED = r"(?:个|次|天|小时|分钟|元|人|年|月|[-/~])"  # 3 天 is a length of time, not a rating
# 5 · 4.5分 · 5分 超棒 · 10 (Extremely likely) · 5-非常满意 · 3=一般. Not 5公里, not 2023-01-05.
LEADING = re.compile(
    rf"({NUMBER})\s*{UNIT}?(?:%?$|(?<=[分星级])|\s(?!\s*{COUNTED})|[(（]|[-=:：、,，](?=\D))",
    re.I,
)
LONGEST_LABEL = 12  # Chinese characters that may follow the number; thrice as many Latin ones
FRACTION = re.compile(rf"({NUMBER})\s*{UNIT}?\s*(?:/|out of|of)\s*(\d+)\s*{UNIT}?", re.I)
# 非常满意(5分) · 满意 4分 · Extremely likely - 10
TRAILING = re.compile(rf"[^\d(（]{{1,20}}[(（\s\-:：]\s*({NUMBER})\s*{UNIT}?\s*[)）]?", re.I)
STARS_DRAWN = re.compile(r"[★☆⭐🌟✩✭\ufe0f\s]+")
HANZI_STARS = re.compile(
    r"([一二两三四五六七八九十])\s*(?:颗)?\s*([星分])\s*(半)?(?:级)?(?:好评|差评)?"
)
HANZI_DIGITS = {hanzi: value for value, hanzi in enumerate("一二三四五六七八九十", start=1)} | {
    "两": 2
}
SIMPLIFIED = str.maketrans("滿無評適回難輕鬆較沒", "满无评适回难轻松较没")

MISSING = frozenset(
    (
        *("不适用", "无法回答", "无法评价", "不清楚", "不知道", "不了解", "未评价", "未评分"),
        *(
            "未作答",
            "未填写",
            "暂无评分",
            "暂无",
            "跳过",
            "(跳过)",
            "无",
            "空",
            "(空)",
            "不详",
            "拒答",
        ),
        *("n/a", "na", "#n/a", "nan", "null", "none", "nil", "-", "--", "—", "——", "/", ".", "?"),
        *("don't know", "dont know", "cannot answer", "can't answer", "unable to answer"),
        *("not applicable", "prefer not to say"),
    )
)

# Seven grades of words, worst to best. Most questionnaires use five of them: see `verbal_scale`.
VERBAL_GRADES = (
    (
        "非常不满意 很不满意 十分不满意 极不满意 完全不满意 非常差 很差 极差 差评 非常困难 很困难 "
        "非常费力 非常不同意 完全不同意 很不同意",
        "very dissatisfied|extremely dissatisfied|completely dissatisfied|strongly disagree|"
        "very poor|terrible|very difficult|extremely difficult|very bad",
    ),
    (
        "不满意 差 困难 费力 不同意",
        "dissatisfied|moderately dissatisfied|unsatisfied|disagree|poor|difficult|"
        "moderately difficult|bad",
    ),
    (
        "不太满意 比较不满意 较不满意 有点不满意 较差 比较差 比较困难 比较费力 不太同意 比较不同意",
        "somewhat dissatisfied|slightly dissatisfied|somewhat disagree|slightly disagree|"
        "somewhat difficult|slightly difficult",
    ),
    (
        "一般 一般般 中立 说不清 基本满意 中等 中评 还行",
        "neutral|neither satisfied nor dissatisfied|neither agree nor disagree|"
        "neither easy nor difficult|fair|average|ok",
    ),
    (
        "比较满意 较满意 较好 比较好 比较容易 比较轻松 比较同意",
        "somewhat satisfied|slightly satisfied|somewhat agree|slightly agree|somewhat easy|"
        "slightly easy",
    ),
    (
        "满意 好 不错 容易 轻松 同意",
        "satisfied|moderately satisfied|agree|good|easy|moderately easy",
    ),
    (
        "非常满意 很满意 十分满意 完全满意 超满意 非常好 很好 超棒 极好 好评 非常容易 "
        "很容易 非常轻松 非常同意 完全同意 很同意",
        "very satisfied|extremely satisfied|completely satisfied|strongly agree|excellent|"
        "very good|very easy|extremely easy",
    ),
)
GRADES = {
    word: grade
    for grade, (chinese, english) in enumerate(VERBAL_GRADES, start=1)
    for word in (*chinese.split(), *english.split("|"))
}
MIDDLE, MILD_GOOD = 4, 5
ALMOST_SATISFIED = "基本满意"  # the middle, unless 一般 stands below it
FIVE_OF_SEVEN = (1, 2, 2, 3, 4, 4, 5)  # 满意 with 非常满意 above it is the fourth step
LETTERS = {letter: float(5 - place) for place, letter in enumerate("abcde")}  # A is best
MARKS = (  # school marks, worst to best; of four steps where nobody fails
    ("差", "中 中等 一般", "良 良好", "优 优秀"),
    ("不及格 不合格 差", "及格 合格", "中 中等 一般", "良 良好", "优 优秀"),
)
OPTION = re.compile(r"[A-Ga-g]\s*[.、:)]\s*(?=[^\d\s])")  # A.非常满意 of a multiple-choice export


class VerbalScale(NamedTuple):
    """What each word of a verbal scale counts, from 1 to `top`."""

    steps: Mapping[str, float]
    top: int


FIVE = VerbalScale({word: float(FIVE_OF_SEVEN[grade - 1]) for word, grade in GRADES.items()}, 5)


def verbal_scale(values: Iterable[str]) -> VerbalScale:
    """Find out how many steps the words of a column have, and what each counts.

    Five, as a rule: 非常满意 5, 满意 and 比较满意 4, 一般 3 … Where 非常满意, 满意 and 比较满意
    stand in one column (or the same three of 不满意) they are three steps of seven. Where only
    满意 and 比较满意 do, nothing lies above 满意: it is 5 and 比较满意 4. A…E count 5…1, and
    优 良 中 差 4…1.

    Parameters
    ----------
    values : iterable of str
        The distinct values of one column; what is no such word does not matter.

    Examples
    --------
    >>> verbal_scale(["非常满意", "满意", "比较满意", "一般"]).steps["比较满意"]
    5.0
    >>> verbal_scale(["满意", "比较满意", "不满意"]).steps["不满意"]
    1.0
    """
    words = {_plain(value).casefold() for value in values}
    words -= MISSING | {""}
    if len(words) > 1 and words <= LETTERS.keys():
        return VerbalScale(LETTERS, 5)
    if words & {"优", "良", "优秀", "良好"}:
        steps = MARKS[bool(words & {"及格", "合格", "不及格", "不合格"})]
        marks = {word: float(n) for n, line in enumerate(steps, 1) for word in line.split()}
        if words <= marks.keys():
            return VerbalScale(marks, len(steps))
    grades = dict(GRADES)
    if any(GRADES.get(word) == MIDDLE for word in words - {ALMOST_SATISFIED}):
        grades[ALMOST_SATISFIED] = MILD_GOOD
    used = {grades[word] for word in words if word in grades}
    if used >= {1, 2, 3} or used >= {5, 6, 7}:
        return VerbalScale({word: float(grade) for word, grade in grades.items()}, 7)
    steps_of = list(FIVE_OF_SEVEN)
    no_extremes = not used & {1, 7} and (used >= {2, 3} or used >= {5, 6})
    if no_extremes or (used >= {2, 3} and 1 not in used):
        steps_of[1] = 1
    if no_extremes or (used >= {5, 6} and 7 not in used):
        steps_of[5] = 5
    if tuple(steps_of) == FIVE_OF_SEVEN and grades == GRADES:
        return FIVE
    return VerbalScale({word: float(steps_of[grade - 1]) for word, grade in grades.items()}, 5)


def parse_scores(series: pd.Series, scale: tuple[float, float] | None = None) -> pd.Series:
    """Read ratings, however they are written.

    Parameters
    ----------
    series : Series
        Numbers, or text such as ``5分 超棒``, ``9/10``, ``4.5``, ``五星``, ``★★★★☆``, ``非常满意``.
    scale : tuple of float, optional
        Lowest and highest possible answer; values outside it become NaN.

    Returns
    -------
    Series of float64
        Same index. NaN for 不适用, N/A and whatever is not a rating. Verbal answers count 1 to 5,
        or as many steps as the words of the column have (`verbal_scale`). Numbers are taken as
        they stand, also where their labels say that 1 is best (`labels_turned`).

    Examples
    --------
    >>> parse_scores(pd.Series(["5分 超棒", "9/10", "★★★☆☆", "不满意", "无法回答"])).tolist()
    [5.0, 9.0, 3.0, 2.0, nan]
    """
    if pd.api.types.is_numeric_dtype(series):
        scores = series.astype("float64")
    else:
        # A column of ratings has few distinct values: each is parsed once.
        numbers, distinct = numbered(series)
        values = distinct.tolist()
        words = verbal_scale(values).steps
        known = np.array([*(parse_score(value, words) for value in values), None], dtype=float)
        scores = pd.Series(known[numbers], index=series.index, name=series.name)
    if scale is not None:
        scores = scores.where(scores.between(scale[0], scale[1]))
    return scores


def parse_score(written: str, words: Mapping[str, float] = FIVE.steps) -> float | None:
    """Read one rating; None when it is missing or no rating."""
    text = _plain(written)
    low = text.casefold()
    if not text or low in MISSING:
        return None
    if low in words:
        return words[low]
    if STARS_DRAWN.fullmatch(text):
        filled = sum(text.count(star) for star in "★⭐🌟✭")
        return float(filled or text.count("☆") + text.count("✩"))
    if match := FRACTION.fullmatch(text):
        return float(match[1])
    if match := LEADING.match(text):
        label = text[match.end() :]
        if len(label) <= (LONGEST_LABEL * 3 if label.isascii() else LONGEST_LABEL):
            return float(match[1])
    if match := TRAILING.fullmatch(text):
        return float(match[1])
    if match := HANZI_STARS.fullmatch(text):
        return HANZI_DIGITS[match[1]] + (0.5 if match[3] else 0.0)
    return None


def written_top(written: str) -> float | None:
    """Best possible answer, where the rating itself says it.

    Examples
    --------
    >>> written_top("9/10"), written_top("4.5 out of 5"), written_top("80%"), written_top("9")
    (10.0, 5.0, 100.0, None)
    """
    text = _plain(written)
    if match := FRACTION.fullmatch(text):
        return float(match[2])
    return 100.0 if re.fullmatch(rf"{NUMBER}\s*%", text) else None


def labels_turned(values: Iterable[str]) -> bool:
    """Whether the words beside the numbers say that the lowest number is best.

    Parameters
    ----------
    values : iterable of str
        The distinct values of one column, such as ``1-非常满意`` and ``5-非常不满意``.

    Examples
    --------
    >>> labels_turned(["1-非常满意", "2-满意", "5-非常不满意"])
    True
    >>> labels_turned(["5分 超棒", "1分 很差"]), labels_turned(["1", "2"])
    (False, False)
    """
    pairs = []
    for value in values:
        text = _plain(value)
        number = parse_score(text)
        label = re.sub(rf"{NUMBER}\s*{UNIT}?|[^\w\s]", " ", text).strip().casefold()
        if number is not None and label in GRADES and any(c.isdigit() for c in text):
            pairs.append((number, GRADES[label]))
    if len({number for number, _ in pairs}) < 2:
        return False
    pairs.sort()
    grades = [grade for _, grade in pairs]
    return grades[0] > grades[-1] and grades == sorted(grades, reverse=True)


def _plain(written: str) -> str:
    text = unicodedata.normalize("NFKC", written).strip().translate(SIMPLIFIED)
    return OPTION.sub("", text, count=1) if OPTION.match(text) else text
