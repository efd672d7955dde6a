"""A column that tells the files apart, where those of a run and the new ones need one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from voc.append.base import Base
from voc.messages import phrase
from voc.read import Column, Source, parse_times
from voc.read.partitions import are_parts
from voc.read.waves import COLUMN, apart, period, wave_names

__all__ = ["with_waves"]


class _Batch(NamedTuple):
    """A file and the number of its rows."""

    name: str
    rows: int


def with_waves(
    base: Base, new: Source, source: Source, people: pd.DataFrame
) -> tuple[Source, pd.DataFrame]:
    """All that was read and all respondents with their wave, as when all files are read at once.

    Nothing is added where a time column tells the files apart, where there is a column of waves
    already, or where it is not known which rows came from which file: several were read together.

    Parameters
    ----------
    base : Base
    new : Source
        What is added.
    source : Source
    people : DataFrame
        Of all.
    """
    batches = _batches(base, new)
    paths = [Path(batch.name) for batch in batches]
    names = wave_names(paths)
    known = base.manifest["config"]["read"]["wave"] or COLUMN in people or are_parts(paths)
    if known or len(set(names)) < 2 or len(set(names)) < len(names):
        return source, people
    timed = any(column.role == "time" for column in source.columns)
    wave = pd.Series(np.repeat(names, [batch.rows for batch in batches]), dtype="str")
    if timed and apart(people["time"], wave):
        return source, people
    dated = all(map(period, names))
    if dated:
        wave = wave.map({name: period(name) for name in names}).astype("str")
    role = "time" if dated and not timed else "segment"
    attrs = people.attrs
    people = people.assign(**{COLUMN: wave})
    if role == "time":
        people["time"] = parse_times(wave).astype("datetime64[ns]")
    people.attrs = attrs
    column = Column(COLUMN, role, phrase("shape.wave-of-file"), tuple(wave.unique()[:3]))
    return replace(source, columns=(*source.columns, column)), people


def _batches(base: Base, new: Source) -> list[_Batch]:
    """Every file and its rows in the order of the table; empty where that is not known."""
    steps = base.manifest.get("appended", [])
    later = [stamp["sha256"] for step in steps for stamp in step["files"]]
    stamps = [stamp for stamp in base.manifest["inputs"]["files"] if stamp["sha256"] not in later]
    added = sum(step["rows"] for step in steps)
    batches = [
        (stamps, base.counts["rows"] - added),
        *((step["files"], step["rows"]) for step in steps),
        ([{"name": Path(stamp.name).name} for stamp in new.files], len(new.table)),
    ]
    if any(len(files) != 1 for files, _ in batches):
        return []
    return [_Batch(files[0]["name"], rows) for files, rows in batches]
