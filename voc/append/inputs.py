"""The new rows below those of a run: what was read, and what each step has added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from voc.append.base import Base
from voc.append.people import numbered_anew, together
from voc.append.waves import with_waves
from voc.config import ReadConfig
from voc.errors import VocError
from voc.messages import listed
from voc.metric.notes import Note
from voc.read import Source, read_alike
from voc.read.source import FileStamp, Queried
from voc.repeated import places_of

__all__ = ["appended", "below", "notes_on", "read_below"]


def read_below(base: Base, data: Any, settings: ReadConfig, *, again: bool) -> Source:
    """Read new rows with the roles that the columns have in the run; they go on with its numbers.

    Parameters
    ----------
    base : Base
    data
        See `voc.read.read`.
    settings : ReadConfig
        Of the run.
    again : bool
        Whether files that are in the run already may be added.

    Raises
    ------
    VocError
        The file cannot be read, has other columns, or is in the run already.
    """
    source = read_alike(
        data,
        base.record["columns"],
        optional=base.record["optional"],
        text=settings.text,
        records=settings.records,
        query=settings.query,
        wave=settings.wave,
        titles=settings.titles,
    )
    if not again:
        _refuse_repeated(base, source)
    first = base.counts["rows"]
    rows = pd.RangeIndex(first, first + len(source.table))
    return replace(source, table=source.table.set_axis(rows, axis=0))


def below(
    base: Base, new: Source, people: pd.DataFrame, asked: pd.DataFrame
) -> tuple[Source, pd.DataFrame, pd.DataFrame]:
    """All that was read, all respondents and all texts: those of the run, then the new ones.

    Parameters
    ----------
    base : Base
    new : Source
        From `read_below`.
    people, asked : DataFrame
        What `voc.respondents.respondents` and `answers` make of it.
    """
    every = pd.concat([base.asked(), asked], ignore_index=True)
    every.attrs["empty"] = base.counts["empty"] + asked.attrs["empty"]
    everybody = together(base.people(), people)
    source = _all_inputs(base, new)
    source, everybody = numbered_anew(source, everybody, base.counts["rows"])
    source, everybody = with_waves(base, new, source, everybody)
    return source, everybody, every


def _refuse_repeated(base: Base, new: Source) -> None:
    """Refuse files, and rows of a database, that are in the run already."""
    known = {stamp["sha256"] for stamp in _stamps(base.manifest)}
    same = [Path(stamp.name).name for stamp in new.files if stamp.sha256 in known]
    if new.queried is not None and new.queried.sha256 in known:
        same.append(new.queried.name)
    if same:
        raise VocError("append.same-input", where=base.where, files=listed(same))


def _all_inputs(base: Base, new: Source) -> Source:
    """What was read for the run and what was read now, as one source without cells."""
    told = base.manifest["inputs"]
    columns = base.record["columns"]
    names = {column.name for column in columns}
    queried = Queried(**told["database"]) if "database" in told else new.queried
    return replace(
        new,
        name=f"{told['name']}, {new.name}",
        format=_joined(told["format"], new.format) or new.format,
        encoding=_joined(told["encoding"], new.encoding),
        table=pd.DataFrame(index=range(base.counts["rows"] + len(new.table))),
        columns=(*columns, *(column for column in new.columns if column.name not in names)),
        rejected=pd.concat([base.rejected(), new.rejected], ignore_index=True),
        files=(*(FileStamp(**stamp) for stamp in told["files"]), *new.files),
        queried=queried,
        optional=new.optional.union(base.record["optional"]),
    )


def appended(base: Base, new: Source, comments: int) -> list[dict[str, Any]]:
    """Each step that added something to the first run, for the manifest; this one is the last."""
    step: dict[str, Any] = {
        "run": base.name,
        "created": base.manifest["created"],
        "name": new.name,
        "files": [
            {"name": Path(stamp.name).name, "size": stamp.size, "sha256": stamp.sha256}
            for stamp in new.files
        ],
        "rows": len(new.table),
        "comments": comments - base.counts["comments"],
    }
    if new.queried is not None:
        step["database"] = asdict(new.queried)
    return [*base.manifest.get("appended", []), step]


def notes_on(base: Base, new: Source, comments: pd.DataFrame) -> list[Note]:
    """What a reader should know: what was added to what, and how much of it was there before."""
    before = base.counts["comments"]
    counts = {"new": len(comments) - before, "before": before}
    notes: list[Note] = [("appended", {**counts, "name": new.name, "run": base.name})]
    originals = comments["duplicate_of"].iloc[before:].dropna()
    places = places_of(originals, comments["comment_id"])
    if repeated := int(np.count_nonzero(places < before)):
        notes.append(("appended_repeats", {"count": repeated, "new": counts["new"]}))
    if not base.learned:
        notes.append(("appended_unlearned", {}))
    return notes


def _stamps(manifest: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """Each file and each database that the run was made from."""
    steps = [manifest["inputs"], *manifest.get("appended", [])]
    databases = [step["database"] for step in steps if "database" in step]
    return [*manifest["inputs"]["files"], *databases]


def _joined(first: str | None, second: str | None) -> str | None:
    names = [name for text in (first, second) if text for name in text.split(", ")]
    return ", ".join(dict.fromkeys(names)) or None
