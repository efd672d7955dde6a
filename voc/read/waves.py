"""Which wave (month, quarter, file) a row belongs to, when several files are read as one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from voc.errors import VocError
from voc.messages import phrase
from voc.read.source import Column, Source
from voc.read.times import parse_times

COLUMN = "wave"

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?<!\d)((?:19|20)\d\d)"
_BETWEEN = r"[-_. /]{0,2}"
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_DAY = re.compile(rf"{_YEAR}[-_./年]?(0?[1-9]|1[0-2])[-_./月]?(0?[1-9]|[12]\d|3[01])日?(?!\d)")
_QUARTER = re.compile(
    rf"{_YEAR}年?{_BETWEEN}(?:q([1-4])|第?([一二三四1-4])季度?)|(?:q([1-4])){_BETWEEN}{_YEAR}(?!\d)"
)
_NUMBERED = re.compile(rf"{_YEAR}(?:[-_./ ]|年)?(1[0-2]|0?[1-9])(?:月份?)?(?!\d)")
_NUMBERED_LAST = re.compile(r"(?<!\d)(0?[1-9]|1[0-2])[-_.](20\d\d)(?!\d)")
_NAMED = re.compile(
    rf"(?<![a-z]){_MONTH}{_BETWEEN}(20\d\d)(?!\d)|{_YEAR}{_BETWEEN}{_MONTH}(?![a-z])"
)


def period(name: str) -> str | None:
    """The day, month or quarter that a name holds, as it sorts; None when it holds none.

    Examples
    --------
    >>> [period(name) for name in ("reviews_2026-01", "202601", "评价2026年1月", "jan2026")]
    ['2026-01', '2026-01', '2026-01', '2026-01']
    >>> period("Q1-2026"), period("2026年第二季度"), period("export_20260131"), period("南门店")
    ('2026-Q1', '2026-Q2', '2026-01-31', None)
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    if match := _QUARTER.search(plain):
        year, *digits, last = match.groups()
        digit = next(digit for digit in digits if digit)
        return f"{year or last}-Q{_QUARTERS.get(digit) or digit}"
    if match := _NAMED.search(plain):
        month, year = (match[1], match[2]) if match[1] else (match[4], match[3])
        return f"{year}-{_MONTHS.index(month[:3]) + 1:02d}"
    if match := _DAY.search(plain):
        return f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"
    if match := _NUMBERED.search(plain):
        return f"{match[1]}-{int(match[2]):02d}"
    if match := _NUMBERED_LAST.search(plain):
        return f"{match[2]}-{int(match[1]):02d}"
    return None


def wave_names(paths: Sequence[Path]) -> list[str]:
    """One name a file: the period in it where each has one, else what tells the files apart.

    Examples
    --------
    >>> wave_names([Path("exports/2026-01.csv"), Path("exports/2026-02.csv")])
    ['2026-01', '2026-02']
    >>> wave_names([Path("jan2026/a.csv"), Path("feb2026/a.csv")]), wave_names([Path("南门店.csv")])
    (['2026-01', '2026-02'], ['南门店'])
    """
    stems, folders = [path.stem for path in paths], [path.parent.name for path in paths]
    for names in (stems, folders):
        periods = [period(name) for name in names]
        if all(periods) and (len(set(periods)) > 1 or len(paths) == 1):
            return [str(one) for one in periods]
    if len(set(stems)) == len(stems):
        return stems
    return [f"{folder}/{stem}" for folder, stem in zip(folders, stems, strict=True)]


def with_files_wave(source: Source, wanted: bool) -> Source:
    """The source with the wave of its files in a column, or without it.

    Parameters
    ----------
    source : Source
    wanted : bool
        An earlier run has that column.
    """
    table = source.table
    if source.wave and not wanted:
        table = table.drop(columns=source.wave)
    elif wanted and COLUMN not in table:
        paths = [Path(stamp.name) for stamp in source.files]
        table = table.assign(**{COLUMN: wave_names(paths)[0] if paths else None})
    return replace(source, table=table, wave="")


def with_wave(source: Source, named: str = "") -> Source:
    """The source with a role for its wave, where it has one.

    A wave of the files goes where a time column tells them apart, becomes the time where there is
    no other, else a group to compare by. The column that the user names stays in any case.

    Parameters
    ----------
    source : Source
    named : str
        Column that the user named; its values may be months and quarters as people write them.
    """
    wave = named or source.wave
    if not wave:
        return source
    time = next((c.name for c in source.columns if c.role == "time" and c.name != wave), None)
    if not named and time and apart(parse_times(source.table[time]), source.table[wave]):
        columns = tuple(column for column in source.columns if column.name != wave)
        return replace(source, table=source.table.drop(columns=wave), columns=columns, wave="")
    table = source.table
    if wave not in table:
        known = ", ".join(map(str, table.columns))
        raise VocError("shape.no-wave-column", where=source.name, name=wave, known=known)
    periods = {value: period(str(value)) for value in table[wave].dropna().unique()}
    dated = bool(periods) and all(periods.values())
    if dated:
        values = table[wave].map(periods, na_action="ignore")
        table = table.assign(**{wave: values.astype("str").where(table[wave].notna())})
    role = "time" if dated and time is None else "segment"
    reason = phrase("shape.wave-named" if named else "shape.wave-of-file")
    examples = tuple(table[wave].dropna().astype("str").unique()[:3])
    columns = tuple(
        Column(wave, role, reason, examples, asked=column.asked) if column.name == wave else column
        for column in source.columns
    )
    return replace(source, table=table, columns=columns, wave=wave)


def apart(times: pd.Series[pd.Timestamp], waves: pd.Series[str]) -> bool:
    """Whether the times of one wave end before those of the next begin.

    >>> days = pd.to_datetime(pd.Series(["2026-01-03", "2026-01-30", "2026-02-01"]))
    >>> apart(days, pd.Series(["a", "a", "b"])), apart(days, pd.Series(["a", "b", "a"]))
    (True, False)
    """
    spans = times.groupby(waves).agg(["min", "max"]).sort_values("min")
    if spans.isna().any(axis=None):
        return False
    return bool((spans["min"].iloc[1:].to_numpy() > spans["max"].iloc[:-1].to_numpy()).all())
