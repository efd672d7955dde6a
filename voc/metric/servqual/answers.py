"""The answers to a SERVQUAL questionnaire: ratings by item, and the 100 points shared out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from voc.errors import VocError
from voc.messages import listed
from voc.metric.notes import Note
from voc.metric.ratings import rating_matrix, require_columns
from voc.metric.scale import Floats

__all__ = ["DIMENSIONS", "Answers", "read_answers", "read_points", "respondent_means"]

# The ids that the text tags use, too.
DIMENSIONS = ("tangibles", "reliability", "responsiveness", "assurance", "empathy")


class Answers(NamedTuple):
    """Ratings of shape (respondents, items), NaN where there is none; items in the order given."""

    names: list[dict[str, str]]  # item, label, dimension
    dimensions: list[str]
    expected: Floats
    perceived: Floats
    scale: tuple[float, float]
    notes: list[Note]

    def places(self, dimension: str) -> list[int]:
        """Numbers of the items of a dimension."""
        return [place for place, named in enumerate(self.names) if named["dimension"] == dimension]


def read_answers(
    respondents: pd.DataFrame, items: pd.DataFrame, scale: tuple[float, float] | None
) -> Answers:
    """Ratings of all items, checked.

    Parameters
    ----------
    respondents, items, scale
        As in `voc.metric.servqual.servqual`.

    Returns
    -------
    Answers
        Dimensions of SERVQUAL first and in its order, others as they come.

    Raises
    ------
    VocError
        When a column is missing, an item stands twice or an answer is off the scale.

    Examples
    --------
    >>> people = pd.DataFrame({"p1": [4, 5], "e1": [5, 5]})
    >>> items = pd.DataFrame({"item": ["kind"], "dimension": ["empathy"], "perception": ["p1"],
    ...                       "expectation": ["e1"]})
    >>> read_answers(people, items, (1, 5)).perceived.tolist()
    [[4.0], [5.0]]
    """
    require_columns(items, ["item", "dimension", "perception"], "items")
    if not len(items):
        raise VocError("survey.no-item", where="items")
    twice = items["item"][items["item"].duplicated()]
    if len(twice):
        raise VocError("survey.item-twice", where="items", item=twice.iloc[0])
    notes: list[Note] = []
    perceived = _ratings(respondents, items["perception"].tolist(), scale)
    asked = items["expectation"].tolist() if "expectation" in items else [""] * len(items)
    expected = _ratings(respondents, asked, scale)
    if np.isnan(expected).all():
        notes.append(("servqual_no_expectation", {}))
    both = np.concatenate([perceived, expected], axis=1)
    if scale is None:
        answered = not np.isnan(both).all()
        scale = (float(np.nanmin(both)), float(np.nanmax(both))) if answered else (0.0, 0.0)
        notes.append(("servqual_scale_from_answers", {"low": scale[0], "high": scale[1]}))
    labels = items["label"] if "label" in items else items["item"]
    names = [
        {"item": str(item), "label": str(label or item), "dimension": str(dimension)}
        for item, label, dimension in zip(items["item"], labels, items["dimension"], strict=True)
    ]
    found = list(dict.fromkeys(named["dimension"] for named in names))
    dimensions = [name for name in DIMENSIONS if name in found]
    others = [name for name in found if name not in DIMENSIONS]
    if "overall" in others:
        raise VocError("survey.overall-dimension", where="items, column dimension")
    if others:
        notes.append(("servqual_other_dimensions", {"dimensions": ", ".join(others)}))
    return Answers(names, dimensions + others, expected, perceived, scale, notes)


def _ratings(
    respondents: pd.DataFrame, columns: list[str], scale: tuple[float, float] | None
) -> Floats:
    """One column of numbers for each name; an empty name gives NaN."""
    result = np.full((len(respondents), len(columns)), np.nan)
    used = [place for place, name in enumerate(columns) if not pd.isna(name) and name != ""]
    if used:
        names = [columns[place] for place in used]
        require_columns(respondents, names, "respondents")
        result[:, used] = rating_matrix(respondents[names], scale, "respondents")
    return result


def read_points(
    respondents: pd.DataFrame,
    points: Mapping[str, str] | Mapping[str, float] | None,
    dimensions: list[str],
    notes: list[Note],
) -> Floats:
    """Weights of the dimensions, adding up to 1 for each respondent.

    Parameters
    ----------
    respondents : DataFrame of n rows
    points : mapping, optional
        Dimension → column with points, or dimension → number; one not named weighs 0.
    dimensions : list of str
    notes : list
        Takes notes on respondents whose points do not add up to 100, or who gave none.

    Returns
    -------
    array of shape (n, dimensions)
        NaN in the row of a respondent who gave no points.

    Raises
    ------
    VocError
        When points are negative or no number, name an unknown dimension, or mix columns and
        numbers.

    Examples
    --------
    >>> people = pd.DataFrame({"w1": [60, 30], "w2": [40, 30]})
    >>> notes = []
    >>> read_points(people, {"empathy": "w1", "assurance": "w2"}, ["assurance", "empathy"], notes)
    array([[0.4, 0.6],
           [0.5, 0.5]])
    >>> notes
    [('servqual_points_not_100', {'n': 1})]
    """
    n = len(respondents)
    if not points:
        return np.full((n, len(dimensions)), 1 / len(dimensions))
    unknown = [name for name in points if name not in dimensions]
    if unknown:
        raise VocError(
            "survey.points-without-item",
            where="points",
            dimensions=listed(unknown),
            known=listed(dimensions),
        )
    named = [name for name in dimensions if name in points]
    result = np.zeros((n, len(dimensions)))
    places = [dimensions.index(name) for name in named]
    result[:, places], asked = _shared(respondents, [points[name] for name in named])
    total = result.sum(axis=1)
    silent = total == 0
    if asked:
        wrong = int((np.abs(total[~silent] - 100) > 0.5).sum())
        notes += [("servqual_points_not_100", {"n": wrong})] * (wrong > 0)
        notes += [("servqual_without_points", {"n": int(silent.sum())})] * int(silent.any())
    return np.asarray(result / np.where(silent, np.nan, total)[:, None])


def _shared(respondents: pd.DataFrame, given: list[str | float]) -> tuple[Floats, bool]:
    """Points of each respondent, 0 where there are none, and whether respondents gave them."""
    columns = [value for value in given if isinstance(value, str)]
    numbers = [float(value) for value in given if not isinstance(value, str)]
    if columns and not numbers:
        require_columns(respondents, columns, "respondents")
        most = float(np.finfo(np.float64).max)
        return np.nan_to_num(rating_matrix(respondents[columns], (0, most), "points")), True
    if columns or not all(number >= 0 for number in numbers) or sum(numbers) == 0:
        raise VocError("survey.points-mixed", where="points")
    return np.tile(np.array(numbers), (len(respondents), 1)), False


def respondent_means(given: Answers, notes: list[Note]) -> tuple[Floats, Floats]:
    """Mean expectation and perception of each respondent on each dimension.

    Parameters
    ----------
    given : Answers
    notes : list
        Takes a note on respondents who answered too few items of a dimension.

    Returns
    -------
    tuple of arrays of shape (respondents, dimensions)
        Expectation and perception, over the items with both answers (with a perception, where
        no expectation was asked); NaN when these are fewer than half of the dimension's items.

    Examples
    --------
    >>> given = Answers([{"item": "a", "label": "a", "dimension": "empathy"}] * 2, ["empathy"],
    ...                 np.array([[5.0, 5], [5, np.nan]]), np.array([[4.0, 2], [3, 1]]), (1, 5), [])
    >>> [means.tolist() for means in respondent_means(given, [])]
    [[[5.0], [5.0]], [[3.0], [3.0]]]
    """
    asked = np.asarray((~np.isnan(given.expected)).any(axis=0))
    paired = ~np.isnan(given.perceived) & (~np.isnan(given.expected) | ~asked)
    shape = (len(given.perceived), len(given.dimensions))
    means = np.full((2, *shape), np.nan)
    short = np.zeros(len(given.perceived), dtype=bool)
    for column, dimension in enumerate(given.dimensions):
        chosen = given.places(dimension)
        used = [place for place in chosen if asked[place]] or chosen
        answered = paired[:, used].sum(axis=1)
        enough = 2 * answered >= len(used)
        enough &= answered > 0
        short |= (answered > 0) & ~enough
        for place, values in enumerate((given.expected, given.perceived)):
            if place == 0 and not asked[used].any():
                continue
            sums = np.where(paired[:, used], values[:, used], 0.0).sum(axis=1)
            means[place, enough, column] = sums[enough] / answered[enough]
    if short.any():
        notes.append(("servqual_too_few_items", {"n": int(short.sum())}))
    return means[0], means[1]
