"""Reading: from an export file to a table whose columns have roles.

Each format is one module with `title`, `extensions`, `detect` and `read`; nothing else knows about
formats. Every reader is asked in turn, by the content of the file and not by its name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from voc import stores
from voc.errors import VocError
from voc.files import expanded
from voc.read import cells, database, frame
from voc.read.alike import as_before, with_all
from voc.read.conversations import customers_words
from voc.read.fetched import fetched
from voc.read.files import EXTENSIONS, read_files
from voc.read.folders import gathered
from voc.read.ids import clean_ids
from voc.read.inspection import inspection_table, settings_text
from voc.read.join import Several, join_metrics, joined_source
from voc.read.limits import refuse_wide
from voc.read.replies import without_replies
from voc.read.roles import settle
from voc.read.scores import parse_scores
from voc.read.source import Column, FileStamp, Join, Queried, Question, Rejected, Rows, Source
from voc.read.times import parse_times
from voc.read.titles import with_titles
from voc.read.wanted import Wanted, check_kinds
from voc.read.waves import COLUMN as FILES_WAVE
from voc.read.waves import with_files_wave, with_wave

__all__ = [
    "Column",
    "FileStamp",
    "Join",
    "Source",
    "clean_ids",
    "inspect",
    "join_metrics",
    "joined_source",
    "look",
    "parse_scores",
    "parse_times",
    "read",
    "read_alike",
    "read_with_metrics",
    "settings_text",
]

REJECTED_COLUMNS = ["source", "line", "reason", "content"]

Readable = str | Path | Sequence[str | Path] | pd.DataFrame


def read(
    source: Readable,
    *,
    text: str | Sequence[str] | None = None,
    id: str | None = None,
    score: str | None = None,
    time: str | None = None,
    segment: str | Sequence[str] = (),
    questions: Sequence[str] = (),
    kinds: Mapping[str, str] | None = None,
    records: str = "",
    query: str = "",
    wave: str = "",
    titles: bool = False,
) -> Source:
    """Read files or a DataFrame and settle the role of each column.

    Parameters
    ----------
    source : path, sequence of paths, address of a database or DataFrame
        Files are joined when they have the same columns. A folder stands for the files in it, a
        pattern (``2026-*.csv``) for those that fit.
    text, segment : str or sequence of str, optional
        Columns that hold the comments, and the customer groups. Guessed when not given.
    id, score, time : str, optional
        Column of the respondent, the rating, the date. Guessed when not given.
    questions : sequence of str
        Columns that a questionnaire names: not to be guessed as main score or group.
    kinds : mapping of str to str, optional
        What columns are (`voc.read.source.KINDS`), where the export or the guess is wrong.
    records : str
        Of nested JSON: dotted path to the array of records, such as ``data.comments``.
    query : str
        Of a database: what is read of it, a single SELECT.
    wave : str
        Column of the wave, such as a month. Of several files the wave is taken from their names.
    titles : bool
        Put the title of a review before its content; a column of titles is left out otherwise.

    Returns
    -------
    Source

    Raises
    ------
    VocError
        The file cannot be read, a named column is not there, or no column holds comments.

    Examples
    --------
    >>> table = pd.DataFrame({"评论": ["房间很干净，早餐也好", "太吵了，没睡好"], "评分": [5, 2]})
    >>> [(column.name, column.role, column.scale) for column in read(table).columns]
    [('评论', 'text', None), ('评分', 'score', (1.0, 5.0))]
    """
    wanted = Wanted.of(
        text=text,
        id=id,
        score=score,
        time=time,
        segment=segment,
        questions=questions,
        kinds=kinds,
        wave=wave,
        titles=titles,
    )
    loaded, asked = _load(source, records, wanted.text, query)
    found = _settled(loaded, wanted, asked)
    _require_texts(found)
    return found


def read_with_metrics(
    source: Readable,
    metrics: Readable,
    *,
    text: str | Sequence[str] | None = None,
    id: str | None = None,
    score: str | None = None,
    time: str | None = None,
    segment: str | Sequence[str] = (),
    questions: Sequence[str] = (),
    kinds: Mapping[str, str] | None = None,
    records: str = "",
    query: str = "",
    wave: str = "",
    titles: bool = False,
    metrics_query: str = "",
    several: Several = "mean",
) -> Source:
    """Read comments and the metrics of the same respondents, and join them.

    Parameters
    ----------
    source : path, sequence of paths, address of a database or DataFrame
        The comments; a respondent may have several, or none.
    metrics : path, sequence of paths, address of a database or DataFrame
        Scores, segments and the like, of all respondents.
    text : str or sequence of str, optional
        Columns of the comments.
    id : str, optional
        Column of the respondent, in both or in one of them. By default the columns with the most
        respondents in common.
    score, time, segment, questions, kinds : optional
        As in `read`; each is looked for in both.
    records, query, wave, titles : optional
        As in `read`; of the comments.
    metrics_query : str
        Of a database: what is read of it as metrics, a single SELECT.
    several : {"mean", "latest", "refuse"}
        What is done where a respondent has several rows of metrics.

    Returns
    -------
    Source
        One table of all comments and of the respondents without one; `join` tells who matched.

    Raises
    ------
    VocError
        As `read` and `voc.read.join.join_metrics`.

    Examples
    --------
    >>> comments = pd.DataFrame({"客户号": [1, 1, 2], "评论": ["早餐好", "太吵，没睡好", "很干净"]})
    >>> scores = pd.DataFrame({"客户号": ["1", "2", "3"], "NPS": [9, 0, 10]})
    >>> joined = read_with_metrics(comments, scores, text="评论", id="客户号")
    >>> len(joined.table), joined.join.without_comments
    (4, ('3',))
    """
    texts = (text,) if isinstance(text, str) else tuple(text or ())
    comments, asked = _load(source, records, texts, query)
    scores, asked_there = _load(metrics, query=metrics_query, option="metrics_query")
    tables = comments, scores
    wishes = {"id": id, "score": score, "time": time}
    groups = (segment,) if isinstance(segment, str) else tuple(segment)
    for role, name in [*wishes.items(), *(("segment", name) for name in groups)]:
        if name and not any(name in loaded.table for loaded in tables):
            raise VocError(
                "read.column-in-neither",
                where=f"{tables[0].name}; {tables[1].name}",
                name=name,
                role=role,
                known="; ".join(_short_list(loaded.table.columns) for loaded in tables),
            )
    known = [str(name) for loaded in tables for name in loaded.table.columns]
    check_kinds(kinds or {}, known, f"{tables[0].name}; {tables[1].name}")
    sides = []
    for loaded, named, told in zip(tables, (texts, ()), (asked, asked_there), strict=True):
        here: dict[str, Any] = {
            role: name if name in loaded.table else None for role, name in wishes.items()
        }
        some = [name for name in groups if name in loaded.table]
        of_kind = {name: kind for name, kind in (kinds or {}).items() if name in loaded.table}
        wanted = Wanted.of(text=named, **here, segment=some, questions=questions, kinds=of_kind)
        if loaded is comments:
            wanted = replace(wanted, wave=wave, titles=titles)
        sides.append(_settled(loaded, wanted, told))
    _require_texts(sides[0])
    return joined_source(sides[0], sides[1], on=id, several=several)


def read_alike(
    source: Readable,
    columns: Sequence[Column],
    *,
    optional: Sequence[str] = (),
    text: Sequence[str] = (),
    records: str = "",
    query: str = "",
    wave: str = "",
    titles: bool = False,
) -> Source:
    """Read files or a DataFrame whose columns have the roles that they had in an earlier run.

    Parameters
    ----------
    source : path, sequence of paths, address of a database or DataFrame
    columns : sequence of Column
        Of the earlier run.
    optional : sequence of str
        Those that not every export has.
    text, records, query, wave, titles : optional
        As in `read`, and as they were in the earlier run.

    Raises
    ------
    VocError
        The file cannot be read or has other columns.
    """
    loaded, _ = _load(source, records, tuple(text), query)
    if not wave:
        loaded = with_files_wave(loaded, any(column.name == FILES_WAVE for column in columns))
    found = with_all(without_replies(as_before(loaded, columns, optional)), columns)
    return with_wave(with_titles(found) if titles else found, wave)


def look(
    source: Readable,
    *,
    records: str = "",
    query: str = "",
    kinds: Mapping[str, str] | None = None,
) -> Source:
    """Read and settle the roles as `read` does, where a column of comments may be missing.

    Parameters
    ----------
    source : path, sequence of paths, address of a database or DataFrame
    records, query, kinds : optional
        As in `read`.
    """
    loaded, asked = _load(source, records, query=query)
    return _settled(loaded, Wanted(kinds=dict(kinds or {})), asked)


def inspect(source: Readable | Source, *, records: str = "", query: str = "") -> pd.DataFrame:
    """Say what was found in a source, without analysing it.

    Parameters
    ----------
    source : path, sequence of paths, address of a database, DataFrame or Source
    records, query : str
        As in `read`.

    Returns
    -------
    DataFrame
        One row a column: column, role, metric, scale, reason, examples (tuple of str), kind (one
        of `voc.read.source.KINDS`), question (in full, empty where the name is all there is).
        `attrs` hold format, encoding, rows and rejected (number of rows set aside).

    Examples
    --------
    >>> table = pd.DataFrame({"评论": ["房间很干净，早餐也好", "太吵了，没睡好"], "评分": [5, 2]})
    >>> inspect(table)[["column", "role", "kind"]].values.tolist()
    [['评论', 'text', 'open'], ['评分', 'score', 'stars']]
    """
    if not isinstance(source, Source):
        source = look(source, records=records, query=query)
    return inspection_table(source)


def _settled(loaded: Source, wanted: Wanted, asked: Mapping[str, Question]) -> Source:
    """The source with the roles of its columns, and the texts with the customers' words alone."""
    columns = settle(loaded.table, wanted, loaded.name, asked)
    found = without_replies(replace(loaded, columns=columns))
    return with_wave(with_titles(found) if wanted.titles else found, wanted.wave)


def _load(
    source: Readable,
    records: str = "",
    texts: Sequence[str] = (),
    query: str = "",
    option: str = "query",
) -> tuple[Source, Mapping[str, Question]]:
    """Read without roles, and what the export itself says of its columns."""
    files: tuple[FileStamp, ...] = ()
    queried: Queried | None = None
    paths: list[str | Path] = []
    if not isinstance(source, pd.DataFrame):
        paths = [source] if isinstance(source, str | Path) else list(source)
        paths = [stores.local(path) for path in paths]
    addresses = [str(path) for path in paths if database.is_address(path)]
    if query.strip() and not addresses:
        raise VocError("source.query-without-database", where=database.flag(option))
    if isinstance(source, pd.DataFrame):
        refuse_wide(source.shape[1], frame.title)
        rows = frame.read(source)
        name, rejected = frame.title, [(frame.title, rows.rejected)]
    elif addresses:
        if len(paths) > 1:
            raise VocError("source.one-address", where=database.masked(addresses[0]))
        rows, queried = database.read_query(addresses[0], query, option)
        name, rejected = queried.name, [(queried.name, rows.rejected)]
    else:
        rows, rejected, files = _read_paths(paths, records)
        name = ", ".join(stores.name_of(str(path)) for path in paths)
    if rows.table.empty:
        code = "read.header-only" if len(rows.table.columns) else "read.no-table"
        raise VocError(code, where=name)
    rows = customers_words(rows, texts)
    found = Source(
        name=name,
        format=rows.format,
        encoding=rows.encoding,
        table=rows.table,
        columns=(),
        rejected=_rejected_table(rejected),
        files=files,
        queried=queried,
        notes=rows.notes,
        wave=rows.wave,
        optional=rows.optional,
    )
    return found, rows.questions


def _read_paths(
    paths: Sequence[str | Path], records: str
) -> tuple[Rows, list[tuple[str, tuple[Rejected, ...]]], tuple[FileStamp, ...]]:
    """Read files of this machine and of object stores."""
    here = [expanded(path) for path in paths if not stores.is_store(path)]
    elsewhere = [str(path) for path in paths if stores.is_store(path)]
    chosen, passed_over = gathered(here, EXTENSIONS)
    if not elsewhere:
        rows, rejected, files = read_files(chosen, records, chosen)
    else:
        with fetched(elsewhere, EXTENSIONS) as copies:
            chosen |= copies.files
            rows, rejected, files = read_files(chosen, records, chosen)
        rejected = [(copies.told(name), entries) for name, entries in rejected]
        files = tuple(replace(stamp, name=copies.told(stamp.name)) for stamp in files)
    return replace(rows, notes=(*passed_over, *rows.notes)), rejected, files


def _require_texts(source: Source) -> None:
    if not any(column.role == "text" for column in source.columns):
        raise VocError(
            "read.no-comments", where=f"{source.name}: {_short_list(source.table.columns)}"
        )


def _rejected_table(rejected: Sequence[tuple[str, Sequence[Rejected]]]) -> pd.DataFrame:
    entries = [
        (cells.without_halves(name), line, reason, cells.without_halves(content))
        for name, entries in rejected
        for line, reason, content in entries
    ]
    return pd.DataFrame(entries, columns=REJECTED_COLUMNS).astype(
        {"source": "str", "line": "int64", "reason": "str", "content": "str"}
    )


def _short_list(names: Sequence[str] | pd.Index) -> str:
    shown = ", ".join(f"{name[:39]}…" if len(name) > 40 else name for name in map(str, names[:12]))
    return f"{shown}, … ({len(names)} columns)" if len(names) > 12 else shown
