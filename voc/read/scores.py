"""Ratings as customers' exports write them, turned into numbers."""

from __future__ import annotations

import re
import unicodedata

import pandas as pd

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

# Verbal scales of five steps, worst to best. 满意 with 非常满意 above it is the fourth step.
VERBAL_STEPS = (
    (
        "非常不满意 很不满意 十分不满意 极不满意 完全不满意 非常差 很差 极差 差评 非常困难 很困难 "
        "非常费力 非常不同意 完全不同意 很不同意",
        "very dissatisfied|extremely dissatisfied|completely dissatisfied|strongly disagree|"
        "very poor|terrible|very difficult|extremely difficult|very bad",
    ),
    (
        "不满意 不太满意 比较不满意 较不满意 有点不满意 差 较差 比较差 困难 比较困难 "
        "费力 比较费力 不同意 不太同意 比较不同意",
        "dissatisfied|somewhat dissatisfied|unsatisfied|disagree|somewhat disagree|poor|"
        "difficult|bad",
    ),
    (
        "一般 一般般 中立 说不清 基本满意 中等 中评 还行",
        "neutral|neither satisfied nor dissatisfied|neither agree nor disagree|fair|average|ok",
    ),
    (
        "满意 比较满意 较满意 好 较好 比较好 不错 容易 比较容易 轻松 比较轻松 同意 比较同意",
        "satisfied|somewhat satisfied|agree|somewhat agree|good|easy",
    ),
    (
        "非常满意 很满意 十分满意 完全满意 超满意 非常好 很好 超棒 极好 好评 非常容易 "
        "很容易 非常轻松 非常同意 完全同意 很同意",
        "very satisfied|extremely satisfied|completely satisfied|strongly agree|excellent|"
        "very good|very easy|extremely easy",
    ),
)
VERBAL = {
    word: float(step)
    for step, (chinese, english) in enumerate(VERBAL_STEPS, start=1)
    for word in (*chinese.split(), *english.split("|"))
}


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
        Same index. NaN for 不适用, N/A and whatever is not a rating. Verbal answers count 1 to 5.

    Examples
    --------
    >>> parse_scores(pd.Series(["5分 超棒", "9/10", "★★★☆☆", "不满意", "无法回答"])).tolist()
    [5.0, 9.0, 3.0, 2.0, nan]
    """
    if pd.api.types.is_numeric_dtype(series):
        scores = series.astype("float64")
    else:
        written = series.astype("str").where(series.notna())
        # A column of ratings has few distinct values: each is parsed once.
        known = {value: parse_score(value) for value in written.dropna().unique().tolist()}
        scores = written.map(known).astype("float64")
    if scale is not None:
        scores = scores.where(scores.between(scale[0], scale[1]))
    return scores


def parse_score(written: str) -> float | None:
    """Read one rating; None when it is missing or no rating."""
    text = unicodedata.normalize("NFKC", written).strip().translate(SIMPLIFIED)
    low = text.casefold()
    if not text or low in MISSING:
        return None
    if low in VERBAL:
        return VERBAL[low]
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
