"""Small charts as SVG, written by hand: no plotting library, no script, no font file.

Two kinds: strips without text, one for a table row, which stretch to their cell; and figures with
labels, for notebooks and for the report. Colours are attributes, so that a saved file stands
alone; each shape also has a class by which a page can recolour it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pandas as pd

from voc.errors import VocError
from voc.lexicon import DIMENSIONS
from voc.report.data import MIN_MENTIONS, counted
from voc.report.formats import count, fit_width, is_missing, number, percent, printable, shown
from voc.report.names import SCORES
from voc.report.words import Language, check_language, choose, texts

FONT = (
    "'PingFang SC','Hiragino Sans GB','Microsoft YaHei','Noto Sans CJK SC',"
    "'Source Han Sans SC',sans-serif"
)
# Okabe and Ito's bluish green and vermilion, darkened: told apart in every colour blindness.
COLOURS = {
    "accent": "#2c4a7c",
    "positive": "#0b8063",
    "neutral": "#b7bdc7",
    "negative": "#c64a1b",
    "track": "#edeff3",
    "rule": "#c9ced6",
    "ink": "#1c2330",
    "soft": "#5d6675",
}


@dataclass(frozen=True)
class Figure:
    """A finished chart that a notebook shows by itself.

    Parameters
    ----------
    svg : str
        A complete ``<svg>`` element.
    """

    svg: str

    def _repr_svg_(self) -> str:
        return self.svg

    def _repr_html_(self) -> str:
        return self.svg

    def save(self, path: str | Path) -> Path:
        """Write the chart to an ``.svg`` file and return its path.

        Raises
        ------
        VocError
            If the file name asks for another format.
        """
        target = Path(path)
        if target.suffix.lower() != ".svg":
            raise VocError(
                "A figure can only be saved as SVG", where=str(target), fix="Use a name.svg."
            )
        target.write_text(self.svg, encoding="utf-8")
        return target


def satisfaction_strip(value: float, low: float, high: float, description: str) -> str:
    """Return a bar on a track of 0–100 with its interval as a whisker and a tick at 50."""
    shapes = [_rect(0, 4, 100, 10, "track")]
    if not is_missing(value):
        shapes.append(_rect(0, 4, value, 10, "accent"))
    shapes.append(_line(50, 2, 50, 16, "rule"))
    if not (is_missing(low) or is_missing(high)):
        shapes += _whisker(low, high, 9, 3.5)
    return _strip("0 0 100 18", description, shapes)


def polarity_strip(positive: float, neutral: float, negative: float, description: str) -> str:
    """Return one bar split into negative, neutral and positive, always in this order."""
    total = positive + neutral + negative
    shapes = [_rect(0, 4, 100, 10, "track")]
    start = 0.0
    for part, colour in ((negative, "negative"), (neutral, "neutral"), (positive, "positive")):
        width = 100 * part / total if total > 0 else 0.0
        if width > 0:
            shapes.append(_rect(start, 4, width, 10, colour))
        start += width
    return _strip("0 0 100 18", description, shapes)


def impact_strip(value: float, low: float, high: float, limit: float, description: str) -> str:
    """Return a bar to the left or right of a zero line; `limit` is the half width of the scale.

    It is grey when the interval contains 0.
    """

    def place(impact: float) -> float:
        return 50 + 50 * max(-1.0, min(1.0, impact / limit)) if limit > 0 else 50.0

    shapes = [_rect(0, 4, 100, 10, "track")]
    if not is_missing(value):
        colour = polarity_of_impact(value, low, high)
        left, right = sorted((50.0, place(value)))
        shapes.append(_rect(left, 4, right - left, 10, colour))
        if not (is_missing(low) or is_missing(high)):
            shapes += _whisker(place(low), place(high), 9, 3.5)
    shapes.append(_line(50, 0, 50, 18, "soft"))
    return _strip("0 0 100 18", description, shapes)


def polarity_of_impact(value: float, low: float, high: float) -> str:
    """Return which way an impact points: ``neutral`` unless its interval excludes 0.

    >>> polarity_of_impact(-2.0, -3.1, -0.9), polarity_of_impact(-2.0, -5.0, 0.3)
    ('negative', 'neutral')
    """
    if any(is_missing(limit) for limit in (value, low, high)):
        return "neutral"
    if round(low, 2) <= 0 <= round(high, 2):  # as printed: nobody should read “to 0.00” in colour
        return "neutral"
    return "negative" if value < 0 else "positive"


def figure_drivers(drivers: pd.DataFrame, language: str = "zh") -> Figure:
    """Draw the satisfaction of each driver with its 95 % interval, lowest first.

    Drivers mentioned in fewer than `MIN_MENTIONS` comments are left out.
    """
    chosen = check_language(language)
    frequent = drivers[drivers["mentions"] >= MIN_MENTIONS].dropna(subset=["satisfaction"])
    ranked = frequent.sort_values("satisfaction", kind="stable")
    labels = [shown(label) for label in ranked[f"label_{chosen}"]]
    return _bars(ranked, labels, texts(chosen)["figure_drivers"], chosen)


def figure_dimensions(dimensions: pd.DataFrame, language: str = "zh") -> Figure:
    """Draw the satisfaction of each dimension with its 95 % interval."""
    chosen = check_language(language)
    names = [str(name) for name in dimensions["dimension"]]
    labels = [choose(DIMENSIONS.get(name, (name, name)), chosen) for name in names]
    return _bars(dimensions, labels, texts(chosen)["figure_dimensions"], chosen)


def figure_sentiment(comments: pd.DataFrame, language: str = "zh") -> Figure:
    """Draw the shares of positive, neutral and negative comments as one bar."""
    chosen = check_language(language)
    words = texts(chosen)
    counts = counted(comments)["label"].value_counts()
    parts = {name: int(counts.get(name, 0)) for name in ("negative", "neutral", "positive")}
    total = sum(parts.values())
    shapes: list[str] = []
    start = 10.0
    for place, (name, amount) in enumerate(parts.items()):
        width = 540 * amount / total if total else 0.0
        shapes.append(_rect(start, 12, width, 26, name))
        start += width
        sign = {"negative": "−", "neutral": "", "positive": "+"}[name]
        share = percent(amount / total) if total else "–"
        label = f"{sign} {words[name]} {share}".strip()
        anchor = ("start", "middle", "end")[place]
        shapes.append(_text(10 + 270 * place, 60, label, "ink", anchor))
    shares = {name: percent(amount / total) if total else "–" for name, amount in parts.items()}
    description = words["stack_desc"].format(**shares)
    return _figure(560, 72, words["figure_sentiment"], description, shapes)


def figure_scores(
    comments: pd.DataFrame, language: str = "zh", column: str | None = None
) -> Figure:
    """Draw how one score is distributed.

    Parameters
    ----------
    comments : pandas.DataFrame
    language : {"zh", "en"}
    column : str, optional
        ``nps``, ``stars``, ``csat``, ``ces`` or ``sentiment``; without it the first of them that
        the table has. A given score is counted once by respondent and row, since a respondent
        with two texts stands in two rows of the table; sentiment is counted by comment.
    """
    chosen = check_language(language)
    name = column or score_columns(comments)[0]
    values = score_values(comments, name)
    labels, counts, colours = _histogram(values, name)
    title = texts(chosen)["figure_scores"].format(
        name=choose(SCORES.get(name, (name, name)), chosen)
    )
    return _columns(labels, counts, colours, title)


def score_columns(comments: pd.DataFrame) -> list[str]:
    """Return the scores that have at least one value, then ``sentiment``."""
    given = [
        name
        for name in ("nps", "stars", "csat", "ces", "score")
        if name in comments and comments[name].notna().any()
    ]
    # The score is one of the others on another scale, unless it is the only one.
    return [name for name in given if name != "score" or given == ["score"]] + ["sentiment"]


def score_values(comments: pd.DataFrame, column: str) -> pd.Series:
    """Return the values of a score, once by respondent and row; sentiment once by comment."""
    if column == "sentiment":
        table = counted(comments)
    else:
        table = comments.drop_duplicates(subset=["row", "respondent_id"])
    return pd.to_numeric(table[column], errors="coerce").dropna().astype(float)


def _histogram(values: pd.Series, column: str) -> tuple[list[str], list[int], list[str]]:
    """Return labels, counts and colours of the columns of a distribution."""
    scale = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7)}.get(column)
    if column == "sentiment":
        # Eleven steps, the middle one around 0: exactly neutral comments fall on neither side.
        parts = (values * 5).round().astype(int).value_counts()
        labels = [number(step / 5, 1, signed=True) for step in range(-5, 6)]
        colours = ["negative"] * 5 + ["neutral"] + ["positive"] * 5
        return labels, [int(parts.get(step, 0)) for step in range(-5, 6)], colours
    if values.empty:
        return [], [], []
    low, high = scale or (int(min(1, values.min())), int(-(-values.max() // 1)))
    if high - low <= 10:
        steps = range(low, high + 1)
        parts = values.round().astype(int).value_counts()
        colours = [_score_colour(column, step) for step in steps]
        return [str(step) for step in steps], [int(parts.get(step, 0)) for step in steps], colours
    width = (high - low) / 10
    parts = ((values - low) // width).clip(upper=9).astype(int).value_counts()
    labels = [number(low + width * (place + 0.5), 0) for place in range(10)]
    return labels, [int(parts.get(place, 0)) for place in range(10)], ["accent"] * 10


def _score_colour(column: str, step: int) -> str:
    """NPS has agreed groups (0–6, 7–8, 9–10); the other scales have one colour."""
    if column != "nps":
        return "accent"
    return "negative" if step <= 6 else "neutral" if step <= 8 else "positive"


def _bars(table: pd.DataFrame, labels: Sequence[str], title: str, language: Language) -> Figure:
    """Draw horizontal bars on 0–100 with whiskers, a label at the left, the value at the right."""
    left, width, step = 170.0, 330.0, 28.0
    height = 30 + step * len(labels)
    shapes = [
        _line(left + width * tick / 100, 8, left + width * tick / 100, height - 20, "track")
        for tick in (0, 25, 50, 75, 100)
    ]
    shapes += [
        _text(left + width * tick / 100, height - 4, str(tick), "soft", "middle", 11)
        for tick in (0, 50, 100)
    ]
    descriptions = []
    columns = (table["satisfaction"], table["low"], table["high"])
    for place, (label, value, low, high) in enumerate(zip(labels, *columns, strict=True)):
        middle = 22 + step * place
        shapes.append(_text(left - 12, middle + 4, fit_width(label, 22), "ink", "end"))
        if not is_missing(value):
            shapes.append(_rect(left, middle - 7, width * value / 100, 14, "accent"))
        if not (is_missing(low) or is_missing(high)):
            shapes += _whisker(left + width * low / 100, left + width * high / 100, middle, 4)
        shapes.append(_text(left + width + 48, middle + 4, number(value), "ink", "end"))
        line = texts(language)["figure_desc"]
        descriptions.append(
            line.format(name=label, value=number(value), low=number(low), high=number(high))
        )
    return _figure(560, height, title, "; ".join(descriptions), shapes)


def _columns(
    labels: Sequence[str], counts: Sequence[int], colours: Sequence[str], title: str
) -> Figure:
    """Draw upright columns with the count above and the label below each."""
    width, height, floor, top = 360.0, 190.0, 164.0, 24.0
    largest = max(counts, default=0) or 1
    step = (width - 8) / max(len(labels), 1)
    shapes = []
    columns = zip(labels, counts, colours, strict=True)
    for place, (label, amount, colour) in enumerate(columns):
        tall = (floor - top) * amount / largest
        left, middle = 4 + step * place + step * 0.12, 4 + step * (place + 0.5)
        shapes.append(_rect(left, floor - tall, step * 0.76, tall, colour))
        if amount:
            shapes.append(_text(middle, floor - tall - 5, count(amount), "soft", "middle", 11))
        shapes.append(_text(middle, floor + 17, label, "ink", "middle", 12))
    shapes.append(_line(4, floor, width - 4, floor, "rule"))
    pairs = zip(labels, counts, strict=True)
    description = "; ".join(f"{label}: {amount}" for label, amount in pairs)
    return _figure(width, height, title, description, shapes)


def _figure(width: float, height: float, title: str, description: str, shapes: list[str]) -> Figure:
    return Figure(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="figure" role="img" width="{width:g}" '
        f'viewBox="0 0 {width:g} {height:g}" font-family="{FONT}" font-size="13">'
        f"<title>{_plain(title)}</title><desc>{_plain(description)}</desc>{''.join(shapes)}</svg>"
    )


def _strip(view_box: str, description: str, shapes: list[str]) -> str:
    return (
        f'<svg class="strip" viewBox="{view_box}" preserveAspectRatio="none" role="img">'
        f"<title>{_plain(description)}</title>{''.join(shapes)}</svg>"
    )


def _whisker(low: float, high: float, middle: float, half: float) -> list[str]:
    return [
        _line(low, middle, high, middle, "ink"),
        _line(low, middle - half, low, middle + half, "ink"),
        _line(high, middle - half, high, middle + half, "ink"),
    ]


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    return (
        f'<rect class="fill-{colour}" x="{x:.2f}" y="{y:.2f}" width="{max(width, 0):.2f}" '
        f'height="{max(height, 0):.2f}" fill="{COLOURS[colour]}"/>'
    )


def _line(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return (
        f'<line class="line-{colour}" x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}" '
        f'stroke="{COLOURS[colour]}" stroke-width="1.2" vector-effect="non-scaling-stroke"/>'
    )


def _text(
    x: float, y: float, text: str, colour: str, anchor: str = "start", size: float = 13
) -> str:
    return (
        f'<text class="fill-{colour}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" '
        f'font-size="{size:g}" fill="{COLOURS[colour]}">{_plain(text)}</text>'
    )


def _plain(text: str) -> str:
    return escape(printable(text), quote=True)
