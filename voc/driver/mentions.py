"""Which comments count, and what each says about a driver or a dimension.

Everything else in this package starts from these two tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.errors import VocError
from voc.messages import listed, phrase
from voc.repeated import flagged, places_of

__all__ = [
    "LENGTH",
    "Mentions",
    "are_counted",
    "comment_polarity",
    "counted_comments",
    "find_mentions",
    "require_columns",
    "without_texts",
]

LENGTH = "characters"  # column that stands for the text where only its length matters
_LARGE = "text drivers dimensions risk".split()

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Mentions:
    """One entry for each pair of comment and driver (or dimension), sorted by both.

    `comment` holds positions in the table of counted comments, `name` positions in `names`
    (sorted); `polarity` is −1…1, NaN where the comment names the driver without judging it;
    `carried` says that the comment names the driver nowhere beside its verdicts: they were carried
    over from an earlier clause, which is right less often.
    """

    comment: Ints
    name: Ints
    names: list[str]
    polarity: Floats
    carried: npt.NDArray[np.bool_]


def require_columns(table: pd.DataFrame, columns: Iterable[str], name: str) -> None:
    """Refuse a table that lacks one of the columns.

    Raises
    ------
    VocError
        Names the table and the columns that are missing.

    Examples
    --------
    >>> require_columns(pd.DataFrame({"comment_id": []}), ["comment_id"], "comments")
    """
    missing = [column for column in columns if column not in table]
    if missing:
        raise VocError(
            "statistics.table-lacks",
            where=listed(table.columns),
            name=name,
            missing=listed(missing),
        )


def are_counted(comments: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Which comments figures are made of, see `counted_comments`; shape (n,)."""
    keep = np.ones(len(comments), dtype=bool)
    if "boilerplate" in comments:
        keep &= ~comments["boilerplate"].eq(True).to_numpy(dtype=bool, na_value=False)
    if "duplicate_of" in comments:
        keep &= comments["duplicate_of"].isna().to_numpy()
    return keep


def counted_comments(comments: pd.DataFrame) -> pd.DataFrame:
    """The comments that figures are made of, sorted by comment_id.

    Platform text (`boilerplate`) and repeated comments (`duplicate_of` is set) are left out.
    Either column may be absent.

    Parameters
    ----------
    comments : DataFrame
        The comments table.

    Returns
    -------
    DataFrame
        The same columns, index 0…n−1.

    Raises
    ------
    VocError
        When there is no comment_id or one stands twice.

    Examples
    --------
    >>> table = pd.DataFrame({"comment_id": ["c2", "c1"], "boilerplate": [False, True]})
    >>> counted_comments(table)["comment_id"].tolist()
    ['c2']
    """
    require_columns(comments, ["comment_id"], "comments")
    keep = are_counted(comments)
    counted = comments if keep.all() else comments[keep]
    if counted["comment_id"].is_monotonic_increasing:
        counted = counted.reset_index(drop=True)  # no second copy of a large table
    else:
        counted = counted.sort_values("comment_id", ignore_index=True)
    twice = counted["comment_id"].duplicated()
    if twice.any():
        raise VocError(
            "statistics.comment-twice",
            where=phrase("place.column", column="comment_id"),
            count=twice.sum(),
            example=counted.loc[twice, "comment_id"].iloc[0],
        )
    return counted


def without_texts(comments: pd.DataFrame) -> pd.DataFrame:
    """The comments without their largest columns, of which no figure is made; text as its length.

    Examples
    --------
    >>> without_texts(pd.DataFrame({"comment_id": ["c1"], "text": ["很好"]}))
      comment_id  characters
    0         c1           2
    """
    lean = comments.drop(columns=_LARGE, errors="ignore")
    return lean.assign(**{LENGTH: comments["text"].str.len()}) if "text" in comments else lean


def find_mentions(counted: pd.DataFrame, opinions: pd.DataFrame, by: str = "driver") -> Mentions:
    """Pairs of counted comment and driver (or dimension) with the polarity of the pair.

    Opinions on other comments, and opinions without a driver, are passed over.
    The parameters are those of `comment_polarity`, with `counted` from `counted_comments`.
    """
    require_columns(opinions, ["comment_id", by, "polarity"], "opinions")
    comment = places_of(opinions["comment_id"], counted["comment_id"])
    named = np.flatnonzero(opinions[by].notna().to_numpy() & (comment >= 0))
    used = [column for column in (by, "polarity", "term", "rule") if column in opinions]
    about = opinions[used].iloc[named]
    name, found = pd.factorize(about[by], sort=True)
    pair = comment[named]
    del comment, named  # there are many opinions
    pair *= max(1, len(found))
    pair += name
    polarity = pd.to_numeric(about["polarity"]).to_numpy(dtype=np.float64, na_value=np.nan).copy()
    if (np.abs(polarity) > 1 + 1e-9).any():
        raise VocError(
            "statistics.polarity-off",
            where=phrase("place.column-of", table="opinions", column="polarity"),
            polarity=polarity[np.nanargmax(np.abs(polarity))],
        )
    if "term" in about:
        # a bare mention judges nothing, unless the codebook gives it a polarity
        polarity[about["term"].isna().to_numpy() & (polarity == 0)] = np.nan
    order = np.lexsort((polarity, pair))  # also by polarity: sums do not depend on row order
    far = _carried(about)[order]
    del about, name
    pair, polarity = pair[order], polarity[order]
    del order
    pairs, start = np.unique(pair, return_index=True)
    if len(pairs) == 0:
        none = np.empty(0, dtype=np.int64)
        return Mentions(none, none, [], np.empty(0), np.empty(0, dtype=bool))
    judged = ~np.isnan(polarity)
    total = np.add.reduceat(np.where(judged, polarity, 0.0), start)
    count = np.add.reduceat(judged.astype(np.float64), start)
    mean = np.divide(total, count, out=np.full(len(pairs), np.nan), where=count > 0)
    names = [str(item) for item in found]
    carried = np.logical_and.reduceat(far, start)
    return Mentions(pairs // len(found), pairs % len(found), names, mean, carried)


def _carried(about: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Opinions whose driver stands in an earlier clause (rule `carried`)."""
    if "rule" not in about:
        return np.zeros(len(about), dtype=bool)
    return flagged(about["rule"], lambda rule: "carried" in rule)


def comment_polarity(
    comments: pd.DataFrame, opinions: pd.DataFrame, by: str = "driver"
) -> pd.DataFrame:
    """What each comment says about each driver (or dimension) it mentions.

    Parameters
    ----------
    comments : DataFrame
        The comments table; boilerplate and duplicates are left out.
    opinions : DataFrame
        The opinions table: comment_id, `by`, polarity −1…1 and, when there, term.
    by : str
        "driver" or "dimension".

    Returns
    -------
    DataFrame
        Columns comment_id, `by`, polarity; one row a pair, sorted by both.

    Raises
    ------
    VocError
        When a column is missing, a comment_id stands twice or a polarity is outside −1…1.

    Notes
    -----
    polarity = mean over the comment's opinions there that evaluate. A bare mention (no term)
    does not evaluate: it makes the comment one that mentions the driver, but leaves the mean
    alone, since 早餐在一楼 says nothing about how good breakfast is. With bare mentions only,
    polarity is NaN.

    Examples
    --------
    >>> comments = pd.DataFrame({"comment_id": ["c1", "c2"]})
    >>> opinions = pd.DataFrame({
    ...     "comment_id": ["c1", "c1", "c2"], "driver": ["room", "room", "room"],
    ...     "term": ["大", None, None], "polarity": [0.6, 0.0, 0.0]})
    >>> comment_polarity(comments, opinions)
      comment_id driver  polarity
    0         c1   room       0.6
    1         c2   room       NaN
    """
    counted = counted_comments(comments)
    mentions = find_mentions(counted, opinions, by)
    ids, names = counted["comment_id"], pd.Series(mentions.names, dtype="str")
    return pd.DataFrame(
        {
            "comment_id": (ids.astype("str") if ids.dtype == object else ids).array[
                mentions.comment
            ],
            by: names.array[mentions.name],
            "polarity": mentions.polarity,
        }
    )
