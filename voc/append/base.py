"""The run that comments are added to."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from voc.analysis import CODEBOOK_FILE, MODEL_FILE, TOPICS_FILE, Analysis
from voc.bounded import MOST_RECORD, bounded_bytes
from voc.checksums import damaged_files
from voc.config import SentimentConfig
from voc.errors import VocError
from voc.kept import JUDGED, RESPONDENTS, Kept, book_print, key_print
from voc.lexicon import Codebook
from voc.messages import listed
from voc.opinion.versions import deciding_versions
from voc.questionnaire import Questionnaire
from voc.stored import read_table
from voc.stored_run import codebook_as, run_folder, topic_model_of
from voc.text.mask.masker import Masker

if TYPE_CHECKING:
    from voc.opinion.part import Part
    from voc.topic import TopicModel

__all__ = ["Base", "going_on"]

_ASKED = ["comment_id", "row", "question", "text"]
_TOLD = ("codebook", "config", "counts", "created", "inputs", "pipeline")  # by the manifest


@dataclass(frozen=True)
class Base:
    """A saved run whose comments need not be judged again.

    Attributes
    ----------
    folder : Path
    name, where : str
        What to call it, and where it is: its folder, or of a run in memory what it was made from.
    manifest : dict
    codebook : Codebook
    kept : Kept
    record : dict
        See `Kept.record`.
    """

    folder: Path
    name: str
    where: str
    manifest: Mapping[str, Any]
    codebook: Codebook
    kept: Kept
    record: Mapping[str, Any]

    @property
    def counts(self) -> Mapping[str, int]:
        """What the manifest counts."""
        counts: Mapping[str, int] = self.manifest["counts"]
        return counts

    def scales(self, survey: Questionnaire) -> dict[str, tuple[float, float]]:
        """The scale of each column of ratings, declared then or found then."""
        scored = {column.name for column in self.record["columns"] if column.role == "score"}
        found = self.record["people"]["rating_scales"]
        plain = {name.removeprefix("source."): scale for name, scale in found.items()}
        known = {name: scale for name, scale in plain.items() if name not in scored}
        return {**known, **survey.scales}

    @property
    def learned(self) -> bool:
        """Whether its sentiment was adapted, or that of the seed alone."""
        return (self.folder / MODEL_FILE).is_file()

    def sentiment(self, settings: SentimentConfig) -> SentimentConfig:
        """The settings by which all comments get the sentiment of this run."""
        model = str(self.folder / MODEL_FILE) if self.learned else ""
        method = settings.method if model else "seed"
        return settings.model_copy(update={"model": model, "method": method})

    def topic_model(self) -> TopicModel | None:
        """Its topics with the edits of an analyst; None when it found none."""
        found = (self.folder / TOPICS_FILE).is_file()
        return topic_model_of(self.folder) if found else None

    def asked(self) -> pd.DataFrame:
        """Its texts, as `voc.tables.answers` gives those of a source."""
        asked = read_table(self.folder / "comments.parquet", _ASKED)
        return asked.rename(columns={"text": "raw"})

    def people(self) -> pd.DataFrame:
        """Its table of respondents."""
        with self._told_when_broken(RESPONDENTS):
            people = self.kept.people()
            if len(people) != self.counts["rows"]:
                raise ValueError(len(people))
        return people

    def parts(self, texts: pd.Series) -> Iterator[Part]:
        """Its judged chunks.

        Parameters
        ----------
        texts : Series of str
            Of its comments.
        """
        judged = 0
        with self._told_when_broken(JUDGED):
            for part in self.kept.parts(texts):
                judged += len(part)
                yield part
            if judged != len(texts):
                raise ValueError(judged)

    @contextmanager
    def _told_when_broken(self, name: str) -> Iterator[None]:
        """A file that is no damaged one, but not what voc writes."""
        import pyarrow as pa

        try:
            yield
        except (OSError, ValueError, KeyError, TypeError, IndexError, pa.ArrowException):
            raise VocError("report.run-damaged", where=self.where, files=name) from None

    def rejected(self) -> pd.DataFrame:
        """Rows of its source that were set aside."""
        return read_table(self.folder / "rejected.parquet")

    def check_key(self, masker: Masker) -> None:
        """Refuse another key of pseudonyms: the same person would be two.

        Raises
        ------
        VocError
        """
        if self.record["key"] and self.record["key"] != key_print(masker):
            raise VocError("append.other-key", where=self.where)


@contextmanager
def going_on(run: Analysis | str | Path | None) -> Iterator[Base | None]:
    """Open a run to add comments to it.

    Parameters
    ----------
    run : Analysis, or the folder of one, or None

    Raises
    ------
    VocError
        It holds no run, it is damaged or incomplete, or what decides a judgement has changed since.
    """
    if run is None:
        yield None
    elif isinstance(run, Analysis):
        with tempfile.TemporaryDirectory(prefix="voc-") as place:
            name = str(run.manifest["inputs"]["name"])
            yield _opened(run.save(Path(place) / "run"), name, name)
    else:
        folder = run_folder(run)
        yield _opened(folder, folder.resolve().name, str(folder))


def _opened(folder: Path, name: str, where: str) -> Base:
    if damaged := damaged_files(folder):
        raise VocError("report.run-damaged", where=where, files=listed(damaged))
    manifest = _manifest(folder)
    kept = Kept.inside(folder)
    if kept is None or not (folder / CODEBOOK_FILE).is_file():
        raise VocError("append.nothing-kept", where=where)
    if "join" in manifest:
        raise VocError("append.with-metrics", where=where)
    record = _record(kept, where)
    codebook = codebook_as(manifest)(folder / CODEBOOK_FILE)
    if book_print(codebook) != record["codebook"]:
        raise VocError("append.codebook-changed", where=f"{where}, {CODEBOOK_FILE}")
    return Base(folder, name, where, manifest, codebook, kept, record)


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        found = dict(json.loads(bounded_bytes(folder / "manifest.json", MOST_RECORD)))
        return {**found, **{key: found[key] for key in _TOLD}}
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise VocError("report.run-unreadable", where=str(folder), error=error) from None


def _record(kept: Kept, where: str) -> dict[str, Any]:
    """What was kept, once it is known to be of the same versions."""
    import pyarrow as pa

    try:
        record = kept.record()
    except (OSError, ValueError, KeyError, TypeError, RecursionError, pa.ArrowException):
        raise VocError("append.nothing-kept", where=where) from None
    here, there = deciding_versions(), record["versions"]
    if changed := [name for name in here if here[name] != there.get(name)]:
        shown = listed(f"{name} {there.get(name, '–')} → {here[name]}" for name in changed)
        raise VocError("append.other-versions", where=where, versions=shown)
    return record
