"""Shows columns by what was asked: 您的性别 for Q2, where the export or the user says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from voc.report.data import ReportData
from voc.report.formats import fit_width

__all__ = ["question_names", "with_question_texts"]

_LONGEST = 60  # half-width characters
_NAMING = ("segment", "question")  # columns of tables whose cells name a column of the source


def question_names(manifest: Mapping[str, Any]) -> dict[str, str]:
    """What a reader sees for each column of the source that was asked in other words.

    Examples
    --------
    >>> columns = [{"name": "Q2", "question": "您的性别"}, {"name": "城市", "question": ""}]
    >>> question_names({"inputs": {"columns": columns}})
    {'Q2': '您的性别'}
    """
    columns = manifest.get("inputs", {}).get("columns", ())
    asked = {
        str(column["name"]): fit_width(" ".join(str(column["question"]).split()), _LONGEST)
        for column in columns
        if column.get("question")
    }
    taken = Counter([*asked.values(), *(str(column["name"]) for column in columns)])
    return {
        name: text if taken[text] == 1 else f"{text} ({name})"  # rows of a matrix ask alike
        for name, text in asked.items()
        if text != name
    }


def with_question_texts(data: ReportData) -> ReportData:
    """The data of a report in which columns are called by their questions, notes included."""
    names = question_names(data.manifest)
    if not names:
        return data
    free = {name: text for name, text in names.items() if text not in data.comments}
    return replace(
        data,
        comments=_named(data.comments, names).rename(columns=free),
        segments=None if data.segments is None else _named(data.segments, names),
        studies={key: _named(table, names) for key, table in data.studies.items()},
        manifest={
            **data.manifest,
            "notes": [_told(note, names) for note in data.manifest.get("notes", ())],
        },
    )


def _named(table: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    naming = [column for column in _NAMING if column in table]
    known = {column: table[column].map(lambda name: names.get(name, name)) for column in naming}
    return table.assign(**known) if naming else table


def _told(note: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    """A note that quotes a column, with its question."""
    told = dict(note)
    for name, text in names.items():
        for before, after in (("“", "”"), ('"', '"')):
            quoted = f"{before}{name}{after}"
            for language in ("zh", "en"):
                told[language] = told[language].replace(quoted, f"{before}{name} {text}{after}")
    return told
