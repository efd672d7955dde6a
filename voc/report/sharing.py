"""What may leave the house: no quote and no figure of a small group, no respondent's own id.

Report, workbook, topic cards and figures are made of what `shareable` returns; the tables of a run
are the analyst's and stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from voc.messages import messages
from voc.repeated import with_values
from voc.report.data import ReportData
from voc.report.quotes import id_list
from voc.text.mask.masker import Masker

__all__ = ["shareable", "treatment", "uncrossed", "unquotable"]

_FEWEST = 5  # for runs of versions that had no such setting
_PEOPLE = ("respondent_id", "customer")


def shareable(data: ReportData) -> ReportData:
    """The data of a run as a report may show it, by the settings `[privacy]` of the run.

    Comments of a segment value with fewer than `min_group` respondents are not quoted and their
    words are not shown; rows of such values leave the tables by segment. Respondents' ids become
    pseudonyms, unless `ids = "keep"`.
    """
    asked = data.manifest.get("config", {}).get("privacy", {})
    fewest = int(asked.get("min_group", _FEWEST))
    small = unquotable(data.comments, _segments(data), fewest)
    data = _without_small_groups(data, small, fewest)
    return data if asked.get("ids", "shared") != "shared" else _with_pseudonyms(data, asked)


def treatment(manifest: Mapping[str, Any]) -> str:
    """What a run did with personal data: mask, hash or keep."""
    config = manifest.get("config", {})
    if not config.get("text", {}).get("mask", True):
        return "keep"
    return str(config.get("privacy", {}).get("pii", "mask"))


def unquotable(comments: pd.DataFrame, segments: list[str], fewest: int) -> set[str]:
    """Ids of comments from a value of a segment that fewer than `fewest` respondents share.

    Examples
    --------
    >>> table = pd.DataFrame({"comment_id": ["c1", "c2", "c3"], "respondent_id": list("abc"),
    ...                       "城市": ["北京", "北京", "拉萨"]})
    >>> unquotable(table, ["城市"], 2)
    {'c3'}
    """
    found: set[str] = set()
    for name, people in _sizes(comments, segments).items():
        size = comments[name].astype("object").map(people)
        found.update(comments["comment_id"][size < fewest].astype(str))
    return found


def uncrossed(data: ReportData) -> pd.DataFrame:
    """The comments with the values of several segments beside them, none of too few respondents.

    A comment from 北京 and one from 女 may be shown where the only one from both may not: of the
    segments, in their order, a value is hidden where it makes the group too small.
    """
    asked = data.manifest.get("config", {}).get("privacy", {})
    fewest = int(asked.get("min_group", _FEWEST))
    comments = data.comments
    person = "respondent_id" if "respondent_id" in comments else "comment_id"
    people = pd.factorize(comments[person], use_na_sentinel=False)[0].astype(np.int64)
    hidden: dict[str, pd.Series] = {}
    together: NDArray[np.int64] | None = None  # the group of each comment by the segments so far
    for name in (name for name in _segments(data) if name in comments):
        values = comments[name].astype("object")
        if together is not None:
            few = _respondents(_crossed(together, values), people) < fewest
            few &= values.notna().to_numpy()
            if few.any():
                values = hidden[name] = values.mask(few, _hidden(data, fewest))
        together = _crossed(together, values)
    return comments.assign(**hidden)


def _crossed(groups: NDArray[np.int64] | None, values: pd.Series) -> NDArray[np.int64]:
    """Numbers of the groups that the values make of given groups; a missing value is one, too."""
    codes = pd.factorize(values.fillna(""))[0].astype(np.int64)
    if groups is None:
        return codes
    pairs = groups * (int(codes.max(initial=0)) + 1) + codes
    return pd.factorize(pairs)[0].astype(np.int64)


def _respondents(groups: NDArray[np.int64], people: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many respondents the group of each comment has."""
    pairs = np.unique(groups * (int(people.max(initial=0)) + 1) + people)
    return np.bincount(pairs // (int(people.max(initial=0)) + 1))[groups]


def _hidden(data: ReportData, fewest: int) -> str:
    told = data.manifest.get("config", {}).get("report", {}).get("language", "zh")
    return messages()["privacy.small-group"].says(told, {"fewest": fewest})


def _sizes(comments: pd.DataFrame, segments: list[str]) -> dict[str, pd.Series]:
    """Respondents of each value of each segment."""
    person = "respondent_id" if "respondent_id" in comments else "comment_id"
    return {
        name: comments.groupby(comments[name].astype("object"), observed=True)[person].nunique()
        for name in segments
        if name in comments
    }


def _segments(data: ReportData) -> list[str]:
    if data.segments is None or "segment" not in data.segments:
        return []
    return [str(name) for name in data.segments["segment"].unique()]


def _without_small_groups(data: ReportData, small: set[str], fewest: int) -> ReportData:
    hidden = _hidden(data, fewest)
    comments, opinions = data.comments, data.opinions
    if small:
        rows = comments["comment_id"].astype(str).isin(small)
        comments = comments.assign(text=comments["text"].mask(rows, hidden))
        for name in _other_texts(data):
            comments[name] = comments[name].astype(object).mask(rows, None)
        said = opinions["comment_id"].isin(small).to_numpy()
        if "text" in opinions:
            texts = with_values(opinions["text"], said, [hidden] * int(said.sum()))
            opinions = opinions.assign(text=texts)

    few = {
        (name, str(value))
        for name, people in _sizes(data.comments, _segments(data)).items()
        for value in people.index[people < fewest]
    }

    def shown(table: pd.DataFrame | None) -> pd.DataFrame | None:
        if table is None:
            return None
        if small and "quotes" in table:
            kept = [[key for key in id_list(ids) if key not in small] for ids in table["quotes"]]
            table = table.assign(quotes=pd.Series(kept, index=table.index, dtype=object))
        if few and {"segment", "value"} <= set(table):
            cells = zip(table["segment"].astype(str), table["value"].astype(str), strict=True)
            kept_rows = [cell not in few for cell in cells]
            table = table[kept_rows].reset_index(drop=True)
        return table

    return replace(
        data,
        comments=comments,
        opinions=opinions,
        drivers=_kept(shown(data.drivers)),
        dimensions=_kept(shown(data.dimensions)),
        topics=shown(data.topics),
        segments=shown(data.segments),
        studies={key: _kept(shown(table)) for key, table in data.studies.items()},
    )


def _kept(table: pd.DataFrame | None) -> pd.DataFrame:
    assert table is not None
    return table


def _columns(data: ReportData, role: str) -> list[str]:
    told = data.manifest.get("inputs", {}).get("columns", ())
    names = [str(column["name"]) for column in told if column.get("role") == role]
    kept = [own for name in names for own in (name, f"source.{name}")]
    return [name for name in kept if name in data.comments]


def _other_texts(data: ReportData) -> list[str]:
    """Titles and remarks, which say as much as the comment."""
    table = data.comments
    return [
        name
        for name in _columns(data, "ignore")
        if pd.api.types.is_string_dtype(table[name]) or table[name].dtype == object
    ]


def _with_pseudonyms(data: ReportData, asked: Mapping[str, Any]) -> ReportData:
    """Only ids of the source are hashed: r000001 of voc itself is the number of a row."""
    own = _columns(data, "id")
    if not own:
        return data
    masker = Masker(key_file=str(asked.get("key_file", "")))
    known: dict[Any, Any] = {}

    def named(value: Any) -> Any:
        if value not in known:
            text = str(value)
            kept = text.startswith("r-") or not text
            known[value] = value if kept else masker.person(text)
        return known[value]

    def hidden(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
        names = [name for name in columns if name in table]
        return table.assign(**{name: table[name].map(named, na_action="ignore") for name in names})

    return replace(
        data,
        comments=hidden(data.comments, [_PEOPLE[0], *own]),
        studies={key: hidden(table, [*_PEOPLE]) for key, table in data.studies.items()},
    )
