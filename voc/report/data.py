"""What a report is made from: the finished tables of one run, and nothing that computes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from voc.repeated import places_of
from voc.report.formats import shown
from voc.report.words import check_language, texts

MIN_MENTIONS = 10  # a driver with fewer comments is listed, but dimmed and below the rest


@dataclass(frozen=True)
class ReportData:
    """The tables of a run, as the HTML report and the workbook need them.

    Parameters
    ----------
    title : str
        Heading of the report, usually the name of the file that was analysed.
    comments, opinions, drivers, dimensions, metrics : pandas.DataFrame
        Tables with the column names of the design.
    topics, segments, trends : pandas.DataFrame or None
        The same; None when the run did not make them.
    rejected : pandas.DataFrame
        Rows set aside: ``source``, ``line``, ``reason``, ``content``.
    manifest : mapping
        ``voc``, ``created``, ``inputs`` (``name``, ``files`` with ``name``, ``size``,
        ``sha256``), ``config``, ``codebook`` (``name``, ``version``), ``lexicon``, ``packages``,
        ``seed``, ``counts``, ``timings``, ``outcome``, ``sentiment`` (``method``, ``n``).
        A missing key leaves its line out of the report.
    studies : mapping
        Further tables by name: ``quadrants``, ``penalty_reward``, ``csi_index`` …
    """

    title: str
    comments: pd.DataFrame
    opinions: pd.DataFrame
    drivers: pd.DataFrame
    dimensions: pd.DataFrame
    topics: pd.DataFrame | None
    metrics: pd.DataFrame
    segments: pd.DataFrame | None
    trends: pd.DataFrame | None
    rejected: pd.DataFrame
    manifest: Mapping[str, Any]
    studies: Mapping[str, pd.DataFrame] = field(default_factory=dict)


def driver_names(drivers: pd.DataFrame, language: str) -> dict[str, str]:
    """Return what drivers are called, and the row of all comments.

    >>> table = pd.DataFrame({"driver": ["wifi"], "label_zh": ["网络"], "label_en": ["WiFi"]})
    >>> driver_names(table, "en")
    {'wifi': 'WiFi', 'all': 'All'}
    """
    labels = drivers[f"label_{language}"]
    names = {
        str(key): shown(label, 40) for key, label in zip(drivers["driver"], labels, strict=True)
    }
    return {**names, "all": texts(check_language(language))["all_drivers"]}


def counted(comments: pd.DataFrame, *names: str) -> pd.DataFrame:
    """Return the comments that figures are made of: neither platform text nor a repetition.

    Of these columns only, where some are named: a copy of all may be large.

    >>> table = pd.DataFrame({"label": ["positive", None], "duplicate_of": [None, None]})
    >>> len(counted(table)), counted(table, "label").shape
    (1, (1, 1))
    """
    keep = comments["label"].notna()
    if "boilerplate" in comments:
        keep &= ~comments["boilerplate"].astype(bool)
    if "duplicate_of" in comments:
        keep &= comments["duplicate_of"].isna()
    return comments.loc[keep, list(names)] if names else comments[keep]


def evaluating(
    comments: pd.DataFrame, opinions: pd.DataFrame, by: str = "driver"
) -> dict[str, int]:
    """Return by driver (or dimension) the comments that judge it, not only name it.

    >>> comments = pd.DataFrame({"comment_id": ["c1", "c2"], "label": ["neutral"] * 2})
    >>> opinions = pd.DataFrame({"comment_id": ["c1", "c2"], "driver": ["bed"] * 2,
    ...                          "term": ["soft", None], "polarity": [0.5, 0.0]})
    >>> evaluating(comments, opinions)
    {'bed': 1}
    """
    bare = opinions["term"].isna() & (opinions["polarity"] == 0)
    shown = counted(comments, "comment_id")["comment_id"]
    ours = places_of(opinions["comment_id"], shown) >= 0
    judged = opinions.loc[~bare & ours & opinions[by].notna(), [by, "comment_id"]]
    return {str(key): int(n) for key, n in judged.groupby(by)["comment_id"].nunique().items()}
