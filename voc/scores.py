"""The scores and weights of respondents, read from the columns that hold them.

How a rating is written is `voc.read.scores`; what is computed from it, `voc.metric`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from voc.errors import VocError
from voc.messages import phrase
from voc.metric import rescale
from voc.metric.notes import Note
from voc.metric.scale import Floats, numbers_on_scale
from voc.read import Join, Source
from voc.read.headers import asks_for_effort
from voc.read.ratings import declared_metric, read_ratings
from voc.read.scales import looks_mixed

__all__ = ["add_scores", "join_notes", "once_each", "scale_notes", "survey_weights"]

_ORDER = ["nps", "csat", "stars", "score", "ces"]  # which of several scores is the main one


def add_scores(
    people: pd.DataFrame,
    source: Source,
    main: str,
    declared: Mapping[str, tuple[float, float]],
    notes: list[Note],
) -> dict[str, dict[str, Any]]:
    """Add the columns nps, csat, ces, stars and score to a respondent table.

    Parameters
    ----------
    people : DataFrame
        Changed in place; `attrs` get `outcome` (the main metric) and `scales` (of each metric).
    source : Source
    main : str
        Column whose score is the main one; empty: NPS before CSAT before stars.
    declared : mapping
        Column and its worst and best possible answer, in place of what was guessed.
    notes : list
        Where it is added that a column looks as if scales were mixed in it.

    Returns
    -------
    dict
        Column and the account of its answers off the scale (`Ratings.off_scale`).
    """
    columns = [column for column in source.columns if column.role == "score" and column.scale]
    columns.sort(key=lambda column: column.name != main)
    scales: dict[str, tuple[float, float]] = {}
    accounts: dict[str, dict[str, Any]] = {}
    for column in columns:
        metric, scale = column.metric or "score", column.scale
        if column.name in declared:
            scale = declared[column.name]
            metric = declared_metric(column.name, metric, scale)
        if metric in scales or scale is None:
            continue
        found = read_ratings(source.table[column.name], scale)
        if found.off_scale:
            accounts[column.name] = dict(found.off_scale)
        low, high = scales[metric] = found.scale
        if column.name not in declared and looks_mixed(_given(found.values), found.scale):
            notes.append(
                (
                    "scale_looks_mixed",
                    {"column": column.name, "low": f"{low:g}", "high": f"{high:g}"},
                )
            )
        turned = scale[0] > scale[1]
        if metric == "ces" and asks_for_effort(column.asked.text or column.name) and not turned:
            # 费力程度 7 is hard; everywhere else 7 is easy
            people[metric] = low + high - found.values
        else:
            people[metric] = found.values
    outcome = None
    if scales:
        outcome = next(iter(scales)) if columns[0].name == main else min(scales, key=_ORDER.index)
        people["score"] = rescale(people[outcome], *scales[outcome])
    people.attrs.update(outcome=outcome, scales=scales)
    return accounts


def _given(values: pd.Series[float]) -> Floats:
    return np.asarray(values.dropna(), dtype=np.float64)


def once_each(people: pd.DataFrame) -> pd.DataFrame:
    """The respondent table with every answer once, however many comments a respondent wrote.

    Metrics that were joined from another file stand in each row of a respondent. Where all scores
    come from there, the first row of each respondent is kept; where the comments have scores of
    their own (stars of each review), all rows are, and what was joined is emptied in the later
    rows of a respondent, but for the groups of customers. Without a join nothing changes.

    Parameters
    ----------
    people : DataFrame
        As `voc.respondents.respondents` gives it.

    Examples
    --------
    >>> people = pd.DataFrame({"respondent_id": ["1", "1", "2"], "nps": [9, 9, 3]})
    >>> people.attrs["per_respondent"] = ["nps"]
    >>> once_each(people)["nps"].tolist()
    [9, 3]
    """
    joined = people.attrs.get("per_respondent", [])
    repeated = people["respondent_id"].duplicated()
    if not joined or not repeated.any():
        return people
    if set(people.attrs.get("scales", {})) <= set(joined):
        return people[~repeated].reset_index(drop=True)
    return people.assign(**{name: people[name].mask(repeated) for name in joined})


def join_notes(join: Join | None) -> list[Note]:
    """What is to be said of a join with the metrics of another file."""
    if join is None:
        return []
    without = {
        "without_metrics": len(join.without_metrics),
        "without_comments": len(join.without_comments),
    }
    notes: list[Note] = [("join_matched", {"matched": join.matched, **without})]
    nameless_comments, nameless_metrics = join.rows_without_id
    if nameless_comments or nameless_metrics:
        about = {"comments": nameless_comments, "metrics": nameless_metrics}
        notes.append(("join_without_id", about))
    if join.several:
        notes.append((f"join_several_{join.treatment}", {"count": len(join.several)}))
    for key in ("left_out", "leading_zeros"):
        if count := getattr(join, key):
            notes.append((f"join_{key}", {"count": count}))
    return notes


def scale_notes(accounts: Mapping[str, Mapping[str, Any]]) -> list[Note]:
    """What is to be said of answers that are not on their scale."""
    notes: list[Note] = []
    for column, account in accounts.items():
        low, high = (f"{end:g}" for end in account["scale"])
        zeros = account["not_rated"]
        if zeros:
            about = {"column": column, "count": zeros, "low": low}
            notes.append(("scale_zero_not_rated", about))
        if account["unstated"]:
            about = {"column": column, "count": account["unstated"], "high": high}
            notes.append(("scale_unstated", about))
        if account["count"] > zeros:
            others = [value for value in account["values"] if value != "0" or not zeros]
            shown = ", ".join(f"{value} ({account['values'][value]} ×)" for value in others[:6])
            about = {"column": column, "count": account["count"] - zeros, "shown": shown}
            notes.append(("scale_mixed", {**about, "low": low, "high": high}))
    return notes


def survey_weights(column: pd.Series, name: str, notes: list[Note]) -> pd.Series[float]:
    """Survey weights as numbers, 0 or more; missing ones stay missing and are noted.

    Raises
    ------
    VocError
        A weight is no number or below 0, or none is above 0.
    """
    written = column
    if not pd.api.types.is_numeric_dtype(column):
        texts = column.astype("str").where(column.notna())
        written = texts.map(
            lambda text: unicodedata.normalize("NFKC", text).strip() or None, na_action="ignore"
        )
    values = pd.Series(
        numbers_on_scale(written, name, 0, float(np.finfo(np.float64).max)), index=column.index
    )
    if not (values > 0).any():
        raise VocError("statistics.no-weight", where=phrase("place.column", column=name))
    without = int((~(values > 0)).sum())
    if without:
        notes.append(("weights_missing", {"count": without}))
    return values


def _plain(text: str) -> str | None:
    return unicodedata.normalize("NFKC", text).strip() or None
