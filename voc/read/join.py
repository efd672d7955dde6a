"""Comments and metrics of two files, joined by respondent; every row of both is kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from voc.errors import VocError
from voc.messages import listed, phrase
from voc.read import cells
from voc.read.ids import clean_ids
from voc.read.ratings import read_ratings
from voc.read.source import Column, Join, Source
from voc.read.times import parse_times
from voc.text.mask.quoting import quoted_all

__all__ = ["Several", "join_metrics", "joined_source"]

Several = Literal["mean", "latest", "refuse"]

TREATMENTS = ("mean", "latest", "refuse")
SHOWN = 5  # ids that a message names
PREFIX = "metrics."  # of a column that both files have, with different values


class Joined(NamedTuple):
    """The joined table and the account of it."""

    table: pd.DataFrame
    join: Join


def join_metrics(
    comments: pd.DataFrame,
    metrics: pd.DataFrame,
    *,
    on: str | tuple[str, str],
    several: Several = "mean",
    time: str = "",
    scales: Mapping[str, tuple[float, float]] | None = None,
) -> Joined:
    """Join a table of metrics to a table of comments by respondent.

    Parameters
    ----------
    comments : DataFrame
        A respondent may stand in several rows, or in none.
    metrics : DataFrame
        Answers of respondents, whether they wrote something or not.
    on : str or tuple of str
        Column of the respondent, in both tables or in each.
    several : {"mean", "latest", "refuse"}
        What is done where a respondent has several rows of metrics: the mean of the columns in
        `scales` (and the latest value of the others), the row of the latest `time`, or a message.
    time : str
        Column of `metrics` that says which row is the latest; without it the last one is.
    scales : mapping of str to tuple of float, optional
        Rating columns of `metrics` and the worst and best possible answer.

    Returns
    -------
    table : DataFrame
        All rows of `comments` in their order, then one for each respondent who wrote nothing.
        Columns of `comments`, with clean ids, then those of `metrics`. A column of both is one
        where they agree, else the second becomes `metrics.<name>`.
    join : Join
        Who matched and who did not.

        Metrics repeat in each row of a respondent. To count each respondent once, keep the first:
        `table[~table[id].duplicated() | table[id].isna()]`.

    Raises
    ------
    VocError
        A column is not there, nobody stands in both tables, or `several` is "refuse" and somebody
        has several rows.

    Examples
    --------
    >>> comments = pd.DataFrame({"客户号": ["1001", "1001", "1002"], "评论": ["吵", "好", "贵"]})
    >>> metrics = pd.DataFrame({"客户号": [1001, 1003], "NPS": [9, 3]})
    >>> table, join = join_metrics(comments, metrics, on="客户号")
    >>> table["NPS"].tolist(), table["客户号"].tolist()
    ([9, 9, <NA>, 3], ['1001', '1001', '1002', '1003'])
    >>> join.matched, join.without_metrics, join.without_comments
    (1, ('1002',), ('1003',))
    """
    left, right = (on, on) if isinstance(on, str) else on
    for name, table, which in ((left, comments, "comments"), (right, metrics, "metrics")):
        if name not in table:
            raise VocError(
                "read.no-join-column", where=which, name=name, known=listed(table.columns)
            )
    if several not in TREATMENTS:
        raise VocError("read.no-treatment", several=several, known=listed(TREATMENTS))
    comments, metrics = (_with_gaps(table) for table in (comments, metrics))
    ids, answered = clean_ids(comments[left]), clean_ids(metrics[right])
    if not set(ids.dropna()) & set(answered.dropna()):
        raise _nobody_matches((left, right), ids, answered)
    counts = answered.value_counts()
    many = {str(name): int(counts[name]) for name in sorted(counts.index[counts > 1])}
    if many and several == "refuse":
        raise VocError(
            "read.several-rows",
            where=phrase("place.column-of", table="metrics", column=right),
            count=len(many),
            shown=listed(many, SHOWN),
        )
    single, left_out = _one_row_each(metrics, answered, several, time, scales or {}, many)
    return _outer(comments.assign(**{left: ids}), single, (left, right), many, several, left_out)


def joined_source(
    comments: Source,
    metrics: Source,
    *,
    on: str | tuple[str, str] | None = None,
    several: Several = "mean",
) -> Source:
    """Join two sources whose columns have roles into one.

    Parameters
    ----------
    comments, metrics : Source
        The second may hold no texts; if it does, they are not analysed.
    on : str or tuple of str, optional
        Column of the respondent in both, or in each. By default the pair of columns (of the same
        name, or with the role id) that has the most respondents in common.
    several : {"mean", "latest", "refuse"}
        As in `join_metrics`; latest by the metrics' column with the role time.

    Returns
    -------
    Source
        With `join`. The id is the role of the column of the comments. A score of the metrics
        takes the place of one of the same metric beside the comments. Where both files have
        times, the column of the comments tells that of the metrics in rows without a comment.

    Raises
    ------
    VocError
        As `join_metrics`.
    """
    left, right = _keys(comments, metrics, on)
    time = _role(metrics, "time")
    scales = {c.name: c.scale for c in metrics.columns if c.role == "score" and c.scale}
    table, join = join_metrics(
        comments.table,
        metrics.table,
        on=(left, right),
        several=several,
        time=time or "",
        scales=scales,
    )
    names = {name: f"{PREFIX}{name}" for name in metrics.table.columns}
    names = {name: new if new in join.columns else name for name, new in names.items()}
    written = _role(comments, "time")
    if time and written:
        table = table.assign(**{written: _times(table, comments, written, names[time])})
    columns = _columns(comments, metrics, join, names)
    return replace(
        comments,
        name=f"{comments.name} + {metrics.name}",
        table=table,
        columns=tuple(column for column in columns if column.name in table),
        rejected=pd.concat([comments.rejected, metrics.rejected], ignore_index=True),
        files=(*comments.files, *metrics.files),
        join=join,
        queried_metrics=metrics.queried,
    )


def _one_row_each(
    metrics: pd.DataFrame,
    ids: pd.Series[str],
    several: str,
    time: str,
    scales: Mapping[str, tuple[float, float]],
    many: Collection[str],
) -> tuple[pd.DataFrame, int]:
    """One row a respondent, with the id in the index; rows without an id stay as they are."""
    order = np.arange(len(metrics))
    if time:
        times = parse_times(metrics[time]).to_numpy().astype(np.int64)  # no time comes first
        order = np.argsort(times, kind="stable")
    table = metrics.iloc[order]
    owner = ids.iloc[order]
    known = owner.notna().to_numpy()
    latest = known & ~owner.duplicated(keep="last").to_numpy()
    if several == "latest" or not many:
        single = table[latest]
    else:
        grouped = table[known].groupby(owner[known].to_numpy(), sort=False)
        single = table[latest].set_axis(owner[latest].to_numpy(), axis=0)
        single = single.fillna(grouped.last()).set_axis(table.index[latest], axis=0)
    left_out = 0
    if several == "mean" and many:
        for name, scale in scales.items():
            numbers, outside = _means(table[name], owner, scale)
            single = single.assign(**{name: owner[latest].map(numbers)})
            left_out += outside
    kept = pd.concat([single, table[~known]]).sort_index()
    return kept.set_axis(ids[kept.index].to_numpy(), axis=0), left_out


def _means(
    column: pd.Series, owner: pd.Series[str], scale: tuple[float, float]
) -> tuple[pd.Series[float], int]:
    """Mean rating of each respondent; an answer off the scale counts only where there is no other.

    Of several such answers the first stands, so that it is found and told later on.
    """
    ratings = read_ratings(column, scale)
    low, high = ratings.scale
    values = ratings.values if scale[0] < scale[1] else low + high - ratings.values
    means = values.groupby(owner).mean()
    rows = ratings.off_scale.get("rows", [])
    strays = column.iloc[rows].groupby(owner.iloc[rows]).first()
    alone = strays[means.reindex(strays.index).isna()]
    left_out = len(rows) - len(alone)
    if len(alone):
        means = means.astype(object)
        means.update(alone.astype(object))
    return means, left_out


def _outer(
    comments: pd.DataFrame,
    metrics: pd.DataFrame,
    on: tuple[str, str],
    many: Mapping[str, int],
    several: str,
    left_out: int,
) -> Joined:
    """Comments, then the respondents who wrote nothing; `metrics` has the ids in its index."""
    left, right = on
    ids = comments[left]
    known = np.asarray(metrics.index.notna(), dtype=bool)
    place = pd.Series(np.flatnonzero(known), index=metrics.index[known])
    found = ids.map(place).fillna(-1).to_numpy(dtype=np.int64)
    silent = np.setdiff1d(np.arange(len(metrics)), found[found >= 0])
    take = np.concatenate([found, silent])
    new_ids = pd.Series(metrics.index[silent], dtype=object)
    table = comments.reindex(range(len(take))) if len(silent) else comments.copy()
    table[left] = pd.concat([ids, new_ids.where(new_ids.notna(), None)], ignore_index=True)
    columns = []
    for name in metrics.columns:
        if name == right:
            continue
        values = metrics[name].reset_index(drop=True).reindex(take).reset_index(drop=True)
        taken = name in table
        if taken and _agree(table[name], values):
            values = table[name].where(table[name].notna(), values)
        column = name if not taken or _agree(table[name], values) else f"{PREFIX}{name}"
        columns.append(column)
        table[column] = cells.tidy(values) if values.dtype == object else values
    wrote = ids.dropna()
    without = tuple(sorted(set(wrote) - set(place.index)))
    silent_ids = tuple(sorted(set(place.index) - set(wrote)))
    bare = {name.lstrip("0") for name in without} & {name.lstrip("0") for name in silent_ids}
    join = Join(
        on=on,
        matched=len(set(wrote) & set(place.index)),
        matched_rows=int((found >= 0).sum()),
        without_metrics=without,
        without_comments=silent_ids,
        rows_without_id=(int(ids.isna().sum()), int((~known).sum())),
        several=dict(many),
        treatment=several,
        left_out=left_out,
        leading_zeros=len(bare),
        columns=tuple(columns),
    )
    return Joined(table, join)


def _with_gaps(table: pd.DataFrame) -> pd.DataFrame:
    """Whole numbers and truth values in types that may be missing; rows 0…n-1."""
    types = {
        name: "boolean" if pd.api.types.is_bool_dtype(column) else "Int64"
        for name, column in table.items()
        if pd.api.types.is_bool_dtype(column) or pd.api.types.is_integer_dtype(column)
    }
    return table.reset_index(drop=True).astype(types)


def _agree(first: pd.Series, second: pd.Series) -> bool:
    """Whether two columns never say different things."""
    both = first.notna() & second.notna()
    return bool((clean_ids(first[both]) == clean_ids(second[both])).all()) if both.any() else False


def _keys(comments: Source, metrics: Source, on: str | tuple[str, str] | None) -> tuple[str, str]:
    if isinstance(on, tuple):
        return on
    of_comments = [str(name) for name in comments.table.columns]
    of_metrics = [str(name) for name in metrics.table.columns]
    if on is not None and on in of_comments and on in of_metrics:
        return on, on
    pairs = [(name, name) for name in of_comments if name in of_metrics]
    ids = (_role(comments, "id"), _role(metrics, "id"))
    if ids[0] and ids[1]:
        pairs.append((ids[0], ids[1]))
    if on in of_comments:
        pairs = [(on, name) for name in of_metrics]
    elif on in of_metrics:
        pairs = [(name, on) for name in of_comments]
    elif on is not None:
        raise VocError(
            "read.join-column-in-neither",
            where=f"{comments.name}; {metrics.name}",
            on=on,
            known="; ".join((listed(of_comments), listed(of_metrics))),
        )
    best, most = None, 0
    for left, right in pairs:
        ids_left, ids_right = (
            set(clean_ids(source.table[name]).dropna())
            for source, name in ((comments, left), (metrics, right))
        )
        # a column of groups has values in common, but names nobody
        names_people = len(ids_right) >= 0.5 * len(metrics.table)
        if names_people and len(ids_left & ids_right) > most:
            best, most = (left, right), len(ids_left & ids_right)
    if best is None:
        raise VocError("read.no-common-column", where=f"{comments.name}; {metrics.name}")
    return best


def _columns(
    comments: Source, metrics: Source, join: Join, names: Mapping[str, str]
) -> list[Column]:
    left, right = join.on
    measured = {c.metric for c in metrics.columns if c.role == "score"}
    timed = _role(comments, "time") is not None
    found: dict[str, Column] = {}
    for column in comments.columns:
        if column.name == left:
            reason = phrase("column.joins", column=right, file=metrics.name)
            column = replace(column, role="id", reason=reason, metric=None, scale=None)
        elif column.role == "id":
            reason = phrase("column.other-id", column=left)
            column = replace(column, role="ignore", reason=reason)
        elif column.role == "score" and column.metric in measured:
            reason = phrase("column.metric-elsewhere", file=metrics.name, metric=column.metric)
            column = replace(column, role="ignore", reason=reason, metric=None, scale=None)
        found[column.name] = column
    for column in metrics.columns:
        if column.name == right:
            continue
        beside = column.role == "text"
        told = phrase("column.beside-metrics") if beside else column.reason
        reason = phrase("column.from-metrics", file=metrics.name, reason=told)
        new = replace(column, name=names[column.name], reason=reason)
        if beside:
            new = replace(new, role="ignore")
        elif column.role == "id" or (column.role == "time" and timed):
            reason = phrase("column.role-of-comments", role=column.role)
            new = replace(new, role="ignore", reason=reason)
        # in a column of both files the comments' role stands, unless only the metrics' says one
        if new.name not in found or new.role == "score" or found[new.name].role == "ignore":
            found[new.name] = new
    return list(found.values())


def _times(
    table: pd.DataFrame, comments: Source, written: str, answered: str
) -> pd.Series[pd.Timestamp]:
    """When somebody wrote, and where nobody did, when they answered."""
    times = parse_times(table[written])
    rows = np.arange(len(table)) >= len(comments.table)
    return times.mask(rows, parse_times(table[answered]))


def _role(source: Source, role: str) -> str | None:
    return next((column.name for column in source.columns if column.role == role), None)


def _nobody_matches(on: tuple[str, str], ids: pd.Series[Any], answered: pd.Series[Any]) -> VocError:
    shown = [quoted_all(side.dropna().unique()[:3]) or "none" for side in (ids, answered)]
    return VocError("read.nobody-matches", where=f"{on[0]}: {shown[0]}; {on[1]}: {shown[1]}")
