"""The values that reading hands on: a source, its columns and the stamps of its files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

import pandas as pd

ROLES = ("text", "id", "score", "time", "segment", "ignore")
METRICS = ("nps", "csat", "ces", "stars", "score")
# What a column of an export may be; a metric is a question that is scored as such.
KINDS = (
    *("open", "single", "multiple", "matrix", "scale", "ranking", *METRICS),
    *("id", "time", "segment", "weight", "ignore"),
)
ReadNote: TypeAlias = tuple[str, dict[str, Any]]


class Rejected(NamedTuple):
    """One row that was set aside: where it stood, why, and what it said."""

    line: int
    reason: str
    content: str


@dataclass(frozen=True)
class Question:
    """What a survey platform, a statistics file or the user says of a column.

    Parameters
    ----------
    kind : str
        One of KINDS; empty when it is left to be guessed.
    text : str
        The question in full.
    labels : mapping of str to str
        Of codes: what each stands for.
    reason : str
        Why it is of this kind, for a person to read.
    scale : tuple of float, optional
        The answer that means worst and the one that means best.
    """

    kind: str = ""
    text: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    scale: tuple[float, float] | None = None


@dataclass(frozen=True)
class Rows:
    """What one format module makes of one file, before any role is guessed.

    Parameters
    ----------
    table : DataFrame
    rejected : tuple of Rejected
    format : str
        For a person to read.
    encoding : str, optional
    header : tuple of str
        Cells of the header as they stand in the file, blank ones too.
    lines : sequence of int
        Where each row of the table stands in the file; empty when it is not known.
    questions : mapping of str to Question
        What is known of columns, by their names in the table.
    notes : tuple of (str, dict)
        What is to be said of the reading in the report, see `voc.metric.notes`.
    optional : frozenset of str
        Columns that stand there because this file has something to put in them; another file of
        the same layout may not have them.
    wave : str
        Column that tells the files apart, where several were read as one.
    """

    table: pd.DataFrame
    rejected: tuple[Rejected, ...]
    format: str
    encoding: str | None = None
    header: tuple[str, ...] = ()
    lines: Sequence[int] = ()
    questions: Mapping[str, Question] = field(default_factory=dict)
    notes: tuple[ReadNote, ...] = ()
    optional: frozenset[str] = frozenset()
    wave: str = ""


@dataclass(frozen=True)
class FileStamp:
    """Which file exactly was read.

    Parameters
    ----------
    name : str
        Path as the user gave it.
    size : int
        Bytes.
    sha256 : str
        Hex digest of the bytes that were read.
    """

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Queried:
    """Which rows of a database exactly were read.

    Parameters
    ----------
    engine : str
        sqlite, duckdb or postgresql.
    name : str
        Of the file or the database.
    query : str
    rows : int
    sha256 : str
        Hex digest of the names of the columns and of the rows, in the order of the query.
    """

    engine: str
    name: str
    query: str
    rows: int
    sha256: str


@dataclass(frozen=True)
class Column:
    """A column of the source and what it is taken for.

    Parameters
    ----------
    name : str
        Name in `Source.table`.
    role : str
        text, id, score, time, segment or ignore. An ignored column stays in the table.
    reason : str
        Why this role, for a person to read.
    examples : tuple of str
        Up to three distinct values that are not empty.
    metric : str, optional
        For role score: nps, csat, ces, stars, or score for any other scale.
    scale : tuple of float, optional
        For role score: lowest and highest possible answer.
    asked : Question
        What the platform or the user says of it.
    """

    name: str
    role: str
    reason: str
    examples: tuple[str, ...]
    metric: str | None = None
    scale: tuple[float, float] | None = None
    asked: Question = Question()


@dataclass(frozen=True)
class Join:
    """How the rows of a file of comments and of a file of metrics found each other.

    Parameters
    ----------
    on : tuple of str
        Column of the respondent in the comments and in the metrics.
    matched, matched_rows : int
        Respondents who stand in both, and their rows among the comments.
    without_metrics, without_comments : tuple of str
        Respondents who stand in one of them only. Those without comments stay in the table: the
        metrics are of all who answered.
    rows_without_id : tuple of int
        Rows of the comments and of the metrics that name nobody; they stay, unmatched.
    several : mapping of str to int
        Respondents with several rows of metrics, and how many.
    treatment : str
        What was done with those: mean or latest.
    left_out : int
        Answers off their scale that a mean leaves out.
    leading_zeros : int
        Respondents of either file who would match if leading zeros did not count: Excel drops
        the zeros of a number that is not stored as text.
    columns : tuple of str
        Columns of the joined table that come from the metrics. They say the same in every row of
        a respondent, and must not be counted twice.
    """

    on: tuple[str, str]
    matched: int
    matched_rows: int
    without_metrics: tuple[str, ...]
    without_comments: tuple[str, ...]
    rows_without_id: tuple[int, int]
    several: Mapping[str, int]
    treatment: str
    left_out: int
    leading_zeros: int
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """A source that was read: its table as it stood there, and the role of each column.

    Parameters
    ----------
    name : str
        File name or names, or "DataFrame".
    format : str
        For a person to read; an Excel workbook names its sheet.
    encoding : str or None
        None for formats that carry their own.
    table : DataFrame
        Index 0…n-1. Cells as read; an empty cell is missing (NaN, None, NaT). A column of mixed
        cells holds their text, so that every column has one type.
    columns : tuple of Column
        In the order of the table.
    rejected : DataFrame
        Rows set aside: source, line (1-based line of a text file, row of a sheet), reason, content.
    files : tuple of FileStamp
        Empty for a DataFrame.
    join : Join, optional
        How metrics of another file were joined to the comments.
    queried : Queried, optional
        What was read of a database, where the source is one.
    queried_metrics : Queried, optional
        The same of the metrics that were joined.
    notes : tuple of (str, dict)
        What is to be said of the reading in the report, see `voc.metric.notes`.
    wave : str
        Column of the wave, where there is one.
    optional : frozenset of str
        As `Rows.optional`.
    """

    name: str
    format: str
    encoding: str | None
    table: pd.DataFrame
    columns: tuple[Column, ...]
    rejected: pd.DataFrame
    files: tuple[FileStamp, ...]
    join: Join | None = None
    queried: Queried | None = None
    queried_metrics: Queried | None = None
    notes: tuple[ReadNote, ...] = ()
    wave: str = ""
    optional: frozenset[str] = frozenset()
