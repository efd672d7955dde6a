"""The respondents of a run and those of new rows as one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from voc.messages import phrase
from voc.metric.notes import Note
from voc.read import Source
from voc.read.files import begins_anew
from voc.respondents import as_numbers
from voc.scores import scale_notes

__all__ = ["numbered_anew", "together"]

_OF_SCALES = ("scale_zero_not_rated", "scale_unstated", "scale_mixed")  # made anew of all accounts


def together(before: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """One table of both, as `voc.respondents.respondents` would make it of all rows.

    A column of numbers below which words stand becomes text, as it would in one file.

    Parameters
    ----------
    before, new : DataFrame
        From `voc.respondents.respondents`, with their `attrs`.
    """
    names = [*before.columns, *(name for name in new.columns if name not in before)]
    columns = {name: _below(before, new, name) for name in names}
    people = pd.DataFrame(columns, index=range(len(before) + len(new)))
    accounts = _accounts(
        before.attrs["off_scale_values"], new.attrs["off_scale_values"], len(before)
    )
    notes = [note for note in before.attrs["notes"] if note[0] not in _OF_SCALES]
    for note in new.attrs["notes"]:
        if note[0] not in _OF_SCALES:
            _add(notes, note)
    people.attrs = {
        **before.attrs,
        "off_scale": before.attrs["off_scale"] + new.attrs["off_scale"],
        "off_scale_values": accounts,
        "rating_scales": {**new.attrs["rating_scales"], **before.attrs["rating_scales"]},
        "personal": {**new.attrs["personal"], **before.attrs["personal"]},
        "notes": [*notes, *scale_notes(accounts)],
    }
    return people


def numbered_anew(source: Source, people: pd.DataFrame, before: int) -> tuple[Source, pd.DataFrame]:
    """Respondents told apart where the running number of the export begins anew in each file.

    Parameters
    ----------
    source : Source
    people : DataFrame
        Of all rows.
    before : int
        Rows that were there before.
    """
    numbered = [c for c in source.columns if c.role == "id" and c.asked.kind == "id"]
    sides = [people.iloc[:before], people.iloc[before:]]
    if not numbered or not begins_anew(numbered[0].name, sides):
        return source, people
    column = numbered[0]
    reason = phrase("platform.cn-anew")
    unnamed = replace(
        column,
        role="ignore",
        reason=reason,
        asked=replace(column.asked, kind="ignore", reason=reason),
    )
    columns = tuple(unnamed if one is column else one for one in source.columns)
    attrs = people.attrs
    ids = "r" + (people.index + 1).astype(str).str.zfill(6)
    own = column.name if column.name in people else f"source.{column.name}"
    people = people.assign(respondent_id=ids, **{own: as_numbers(people[own])})
    people.attrs = attrs
    return replace(source, columns=columns), people


def _below(before: pd.DataFrame, new: pd.DataFrame, name: str) -> pd.Series:
    """One column of both; it is empty in the rows of a table that does not have it."""
    sides = [table.get(name) for table in (before, new)]
    known = [side for side in sides if side is not None]
    filled = [side for side in known if side.notna().any()]
    every = range(len(before) + len(new))
    if len(filled) < 2:
        one = (filled or known)[0]
        start = 0 if one is sides[0] else len(before)
        one = one.astype("boolean") if pd.api.types.is_bool_dtype(one) else one
        return one.set_axis(every[start : start + len(one)]).reindex(every)
    if len({_kind(side) for side in filled}) > 1:
        filled = [_as_text(side) for side in filled]
    column = pd.concat(filled, ignore_index=True)
    texts = any(isinstance(side.dtype, pd.StringDtype) for side in filled)
    return column.astype("str") if texts and column.dtype == object else column


def _kind(column: pd.Series) -> str:
    if pd.api.types.is_bool_dtype(column):
        return "truth"
    if pd.api.types.is_numeric_dtype(column):
        return "number"
    return "time" if pd.api.types.is_datetime64_any_dtype(column) else "text"


def _as_text(column: pd.Series) -> pd.Series:
    """The cells as an export writes them: 4, not 4.0."""
    if _kind(column) == "number":
        return column.map(lambda value: f"{value:.15g}", na_action="ignore").astype("str")
    return column.astype("str").where(column.notna())


def _accounts(
    before: Mapping[str, Any], new: Mapping[str, Any], rows: int
) -> dict[str, dict[str, Any]]:
    """Accounts of answers off their scale (`Ratings.off_scale`); new rows follow `rows` others."""
    found = {name: dict(account) for name, account in before.items()}
    for name, account in new.items():
        moved = {**account, "rows": [row + rows for row in account["rows"]]}
        found[name] = _account(found[name], moved) if name in found else moved
    return found


def _account(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    values = dict(first["values"])
    for value, count in second["values"].items():
        values[value] = values.get(value, 0) + count
    order = sorted(values, key=lambda value: float(value.partition("/")[0]))
    wider = [one["other_scale"] for one in (first, second) if one["other_scale"]]
    return {
        "scale": first["scale"],
        **{key: first[key] + second[key] for key in ("count", "not_rated", "unstated")},
        "values": {value: values[value] for value in order},
        "rows": [*first["rows"], *second["rows"]],
        "other_scale": max(wider, key=lambda scale: scale[1] - scale[0]) if wider else None,
    }


def _add(notes: list[Note], note: Note) -> None:
    """Add a note; one that counts is added to the same one with another count."""
    key, about = note
    for place, (other, told) in enumerate(notes):
        alike = other == key and _without_count(told) == _without_count(about)
        if alike and "count" in about:
            notes[place] = key, {**told, "count": told["count"] + about["count"]}
        if alike:
            return
    notes.append(note)


def _without_count(about: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in about.items() if name != "count"}
