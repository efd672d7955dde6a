"""From paths to one table: opens files, asks each format, joins files with the same columns."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pandas as pd

from voc.errors import VocError
from voc.messages import listed, phrase
from voc.read import cells, delimited, excel, jsonlines, parquet, platforms, statfile
from voc.read.content import Content, opened
from voc.read.database.address import file_engine
from voc.read.ids import clean_ids
from voc.read.partitions import Keys, are_parts, with_keys
from voc.read.source import FileStamp, Rejected, Rows
from voc.read.waves import COLUMN, wave_names


class Format(Protocol):
    """What a format module offers."""

    title: str
    extensions: tuple[str, ...]

    def detect(self, path: Path, sample: bytes) -> bool:
        """Tell from the first bytes whether this format is at hand."""
        ...

    def read(self, content: Content) -> Rows:
        """Read the file whose bytes are given."""
        ...


# Asked in this order: the ones with unmistakable first bytes before the ones that guess.
FORMATS: tuple[Format, ...] = (parquet, statfile, excel, jsonlines, delimited)
EXTENSIONS = frozenset(extension for form in FORMATS for extension in form.extensions)


def file_stamp(path: Path) -> FileStamp:
    """Size and hash of a file as it is now."""
    with opened(path) as content:
        return content.stamp()


def read_files(
    paths: Collection[Path], records: str = "", keys: Mapping[Path, Keys] | None = None
) -> tuple[Rows, list[tuple[str, tuple[Rejected, ...]]], tuple[FileStamp, ...]]:
    """Read files and join their rows in the order given.

    Parameters
    ----------
    paths : collection of Path
    records : str
        Of JSON: dotted path to the array of records.
    keys : mapping of Path to Keys, optional
        What folders say of the files in them, see `voc.read.partitions`.

    Returns
    -------
    Rows
        Of all files together; its own `rejected` is empty.
    list of (file name, rejected rows)
    tuple of FileStamp

    Raises
    ------
    VocError
        A file is missing, empty, unreadable, or has other columns than the first.
    """
    if not paths:
        raise VocError("read.no-file")
    keys = keys or {}
    parts: list[Rows] = []
    stamps: list[FileStamp] = []
    for path in paths:
        with opened(path) as content:
            parts.append(with_keys(_read_one(content, records), keys.get(path, {})))
            stamps.append(content.stamp())
    rejected = [(str(path), part.rejected) for path, part in zip(paths, parts, strict=True)]
    waves = not any(keys.values()) and not are_parts(list(paths))
    return _joined(list(paths), parts, waves), rejected, tuple(stamps)


def _read_one(content: Content, records: str = "") -> Rows:
    path = content.path
    if (engine := file_engine(content.head)) is not None:
        address = f"{engine}:///{path}"
        raise VocError("source.database-file", where=str(path), engine=engine, address=address)
    known = next((form for form in FORMATS if form.detect(path, content.head)), None)
    if known is None:
        raise VocError("read.web-page", where=str(path))
    if known is jsonlines:
        found = jsonlines.read(content, records)
    elif records:
        raise VocError("shape.records-elsewhere", where=str(path))
    else:
        found = known.read(content)
    rows = platforms.arranged(found)
    table = cells.without_padding(rows.table)
    aside = len(rows.rejected) - len(found.rejected)
    if table.empty and aside:
        reason = rows.rejected[-1].reason
        raise VocError("read.all-set-aside", where=str(path), count=aside, reason=reason)
    if table.empty:
        misnamed = known is delimited and path.suffix.lower() in excel.extensions
        raise VocError("read.misnamed" if misnamed else "read.header-only", where=str(path))
    return replace(rows, table=table)


def _joined(paths: Sequence[Path], parts: Sequence[Rows], waves: bool) -> Rows:
    """The rows of all files; with `waves`, a column says from which each comes."""
    if len(parts) == 1:
        return replace(parts[0], rejected=())
    if (one := platforms.paired(parts, [str(path) for path in paths])) is not None:
        return replace(one, rejected=())
    parts = _with_optional(parts)
    first = parts[0]
    for path, part in zip(paths[1:], parts[1:], strict=True):
        if set(part.table.columns) != set(first.table.columns):
            raise VocError(
                "read.other-columns",
                where=str(path),
                first=paths[0],
                difference=_difference(first, part),
            )
    tables = [part.table[first.table.columns] for part in parts]
    wave = COLUMN if waves and COLUMN not in first.table else ""
    if wave:
        named = zip(tables, wave_names(paths), strict=True)
        tables = [table.assign(**{COLUMN: name}) for table, name in named]
    asked = {name: asked for part in parts[::-1] for name, asked in part.questions.items()}
    for name in [name for name, question in asked.items() if question.kind == "id"]:
        if begins_anew(name, [part.table for part in parts]):
            asked[name] = replace(asked[name], kind="ignore", reason=phrase("platform.cn-anew"))
    return Rows(
        cells.tidy_frame(pd.concat(tables, ignore_index=True)),
        (),
        ", ".join(dict.fromkeys(part.format for part in parts)),
        ", ".join(dict.fromkeys(part.encoding for part in parts if part.encoding)) or None,
        questions=asked,
        notes=tuple(note for part in parts for note in part.notes),
        optional=frozenset(name for part in parts for name in part.optional),
        wave=wave,
    )


def begins_anew(name: str, tables: Sequence[pd.DataFrame]) -> bool:
    """Whether a running number means other people in each file: its other cells differ.

    An answer sheet that stands in two overlapping exports is the same in both.
    """
    numbers = [clean_ids(table[name]) for table in tables if name in table]
    if len(numbers) < len(tables) or any(ids.dropna().duplicated().any() for ids in numbers):
        return False
    every = pd.concat(numbers, ignore_index=True)
    twice = set(every[every.duplicated() & every.notna()])
    rows = pd.concat(
        [
            table.assign(**{name: ids})[ids.isin(twice)]
            for table, ids in zip(tables, numbers, strict=True)
        ]
    )
    alike = int(rows.astype("str").fillna("").duplicated().sum())
    return 2 * alike < len(rows) - len(twice)


def _with_optional(parts: Sequence[Rows]) -> Sequence[Rows]:
    """Give every part the optional columns of the others: empty, and in one place for all."""
    optional = sorted({name for part in parts for name in part.optional})
    return [
        replace(part, table=part.table.assign(**{n: pd.Series(dtype="str") for n in missing}))
        if (missing := [name for name in optional if name not in part.table])
        else part
        for part in parts
    ]


def _difference(first: Rows, other: Rows) -> str:
    missing = [str(name) for name in first.table.columns if name not in set(other.table.columns)]
    extra = [str(name) for name in other.table.columns if name not in set(first.table.columns)]
    return difference_told(missing, extra)


def difference_told(missing: Sequence[str], extra: Sequence[str]) -> str:
    """Which columns a table lacks and which it has beside those expected, in words."""
    told = []
    if missing:
        told.append(phrase("read.columns-missing", columns=listed(missing, 5)))
    if extra:
        told.append(phrase("read.columns-extra", columns=listed(extra, 5)))
    return phrase("command.semicolon").join(told)
