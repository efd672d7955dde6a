"""Reading a run back from the folder that it was saved in."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from voc.analysis import CODEBOOK_FILE, MODEL_FILE, STUDY, TABLES, TOPICS_FILE, Analysis
from voc.bounded import MOST_RECORD, bounded_bytes
from voc.checksums import damaged_files
from voc.errors import VocError
from voc.files import expanded
from voc.kept import JUDGED, RESPONDENTS, Kept
from voc.messages import listed
from voc.stored import read_table

if TYPE_CHECKING:
    from voc.lexicon import Codebook
    from voc.opinion.adaptation import SentimentModel
    from voc.topic import TopicModel
    from voc.topic.edits import TopicEdits

__all__ = ["codebook_as", "has_edited_topics", "load", "run_folder", "topic_model_of"]

_BESIDE = (MODEL_FILE, CODEBOOK_FILE, TOPICS_FILE, JUDGED, RESPONDENTS)
_Loaded = TypeVar("_Loaded")


def load(folder: str | Path) -> Analysis:
    """Load a run that `Analysis.save` or `voc analyze` wrote.

    Raises
    ------
    VocError
        The folder does not exist, holds no run, or its tables are not as they were written.
    """
    import pyarrow as pa

    from voc.topic.model_file import load_topic_model

    folder = run_folder(folder)
    damaged = damaged_files(folder)
    if broken := [name for name in damaged if name not in _BESIDE]:
        raise VocError("report.run-damaged", where=str(folder), files=listed(broken))
    try:
        record = json.loads(bounded_bytes(folder / "manifest.json", MOST_RECORD))
        tables: dict[str, Any] = {
            name: read_table(folder / f"{name}.parquet")
            for name in TABLES
            if (folder / f"{name}.parquet").is_file()
        }
        studies = {
            path.stem.removeprefix(STUDY): read_table(path)
            for path in sorted(folder.glob(f"{STUDY}*.parquet"))
        }
    except (OSError, ValueError, KeyError, TypeError, RecursionError, pa.ArrowException) as error:
        raise VocError("report.run-unreadable", where=str(folder), error=error) from None
    missing = [name for name in TABLES if name not in tables and name != "topics"]
    if missing:
        raise VocError("report.tables-missing", where=str(folder), tables=listed(missing))
    return Analysis(
        manifest=record,
        topics=tables.pop("topics", None),
        model=_beside(folder, MODEL_FILE, damaged, _model),
        codebook=_beside(folder, CODEBOOK_FILE, damaged, codebook_as(record)),
        topic_model=_beside(folder, TOPICS_FILE, damaged, load_topic_model),
        studies=studies,
        kept=Kept.inside(folder),
        **tables,
    )


def topic_model_of(run: Analysis | TopicEdits | str | Path) -> TopicModel:
    """The topic model that another run goes on with.

    Parameters
    ----------
    run : Analysis, its edited topics, or its folder
        Edits in the `topics.toml` of a folder are made.

    Raises
    ------
    VocError
        The folder holds no run, or the run has no topics, none that were kept (an older version
        of voc), or damaged ones.
    """
    from voc.topic.edit_file import EDIT_FILE, read_edits
    from voc.topic.edits import TopicEdits
    from voc.topic.model_file import load_topic_model

    if isinstance(run, TopicEdits):
        return run.applied()
    where = "topics_from"
    edits = None
    if isinstance(run, Analysis):
        model = run.topic_model
    else:
        folder = run_folder(run)
        where, path = str(folder), folder / TOPICS_FILE
        model = load_topic_model(path) if path.is_file() else None
        if model is not None and TOPICS_FILE in damaged_files(folder):
            raise VocError("report.run-damaged", where=where, files=TOPICS_FILE)
        if model is not None and (folder / EDIT_FILE).is_file():
            edits = read_edits(folder / EDIT_FILE, model)
    if model is None:
        raise VocError("topics.run-without-topics", where=where)
    return model if edits is None else edits.applied()


def has_edited_topics(folder: Path) -> bool:
    """Whether the folder holds a run whose topics an analyst has edited, or wants to keep.

    Raises
    ------
    VocError
        Its `topics.toml` has a fault.
    """
    path = folder / TOPICS_FILE
    if not path.is_file():
        return False  # before anything of topics is loaded
    from voc.topic.edit_file import EDIT_FILE, read_edits
    from voc.topic.model_file import load_topic_model

    edits = folder / EDIT_FILE
    if not edits.is_file():
        return False
    try:
        model = load_topic_model(path)
    except VocError:  # of another version, or damaged: nothing to go on with
        return False
    return read_edits(edits, model) is not None


def run_folder(folder: str | Path) -> Path:
    """The folder of a saved run.

    Raises
    ------
    VocError
        It does not exist, or holds none.
    """
    found = expanded(folder)
    if not (found / "manifest.json").is_file():
        raise VocError("report.no-run", where=str(folder))
    return found


def _beside(
    folder: Path, name: str, damaged: Collection[str], loaded: Callable[[Path], _Loaded]
) -> _Loaded | None:
    """What stands beside the tables; the run can be shown without it, and the user is warned."""
    path = folder / name
    if not path.is_file():
        return None
    try:
        found = loaded(path)
        if name in damaged:
            raise VocError("report.run-damaged", where=str(folder), files=name)
        return found
    except VocError as error:
        warnings.warn(str(error), stacklevel=3)
        return None


def _model(path: Path) -> SentimentModel:
    from voc.lexicon.word_lists import negator_words
    from voc.opinion.bags import WordIndex
    from voc.opinion.model_file import load_model

    return load_model(path, WordIndex(negator_words()))


def codebook_as(record: Mapping[str, Any]) -> Callable[[Path], Codebook]:
    """Loads a saved codebook, under the version of the files that it came from."""
    from voc.lexicon import load_codebook

    return lambda path: replace(load_codebook(path), version=record["codebook"]["version"])
