"""What a run keeps so that comments can be added to it: judged chunks, respondents, settings.

Two files of the run: `judged.parquet` has what the engine of opinions said of each comment before
the sentiment was adapted, `respondents.parquet` a row for each row of the source. Nothing stands in
them that is not masked like the tables. Adding comments is in `voc.append`.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING, Any, BinaryIO

import pandas as pd

from voc.lexicon import Codebook
from voc.lexicon.book_text import book_text, flat_book
from voc.opinion.part import MASKED
from voc.opinion.versions import deciding_versions
from voc.read import Column, Source
from voc.read.source import Question
from voc.stored import arrow_table, read_stored
from voc.text.mask.key import any_key, pseudonym
from voc.text.mask.masker import Masker

if TYPE_CHECKING:
    from voc.opinion.part import Part

__all__ = ["JUDGED", "RESPONDENTS", "Keeper", "Kept", "book_print", "key_print"]

JUDGED, RESPONDENTS = "judged.parquet", "respondents.parquet"
_RECORD = b"voc"  # key of the metadata of the respondents
_PAIRS = ("scales", "rating_scales")  # of the respondents' attrs: their values are tuples
_FORMAT = 1


@dataclass(frozen=True)
class Kept:
    """The two files, in memory or where the run was saved.

    Attributes
    ----------
    judged, respondents : bytes or Path
    """

    judged: bytes | Path
    respondents: bytes | Path

    @classmethod
    def inside(cls, folder: Path) -> Kept | None:
        """What a saved run has kept; None when there is nothing."""
        found = folder / JUDGED, folder / RESPONDENTS
        return cls(*found) if all(path.is_file() for path in found) else None

    def write(self, folder: Path) -> None:
        """Write both files, unless they are gone from where they were."""
        files = {JUDGED: self.judged, RESPONDENTS: self.respondents}
        if any(isinstance(file, Path) and not file.is_file() for file in files.values()):
            return
        for name, file in files.items():
            if isinstance(file, Path):
                copyfile(file, folder / name)
            else:
                (folder / name).write_bytes(file)

    def record(self) -> dict[str, Any]:
        """What was kept beside the tables.

        Returns
        -------
        dict
            format; versions; codebook (fingerprint); key (fingerprint, "" without); columns (tuple
            of `voc.read.Column`); optional; people (`attrs` of the table of respondents).

        Raises
        ------
        ValueError
            It is not of this version of voc.
        """
        import pyarrow.parquet as pq

        with _opened(self.respondents) as file:
            schema = pq.read_schema(file)
        found: dict[str, Any] = json.loads((schema.metadata or {}).get(_RECORD, b"{}"))
        if found.get("format") != _FORMAT:
            raise ValueError(f"format {found.get('format')}")
        found["columns"] = tuple(_column(column) for column in found["columns"])
        people = found["people"]
        people |= {name: _as_pairs(people[name]) for name in _PAIRS}
        people["notes"] = [(key, about) for key, about in people["notes"]]
        return found

    def people(self) -> pd.DataFrame:
        """The table of respondents, as `voc.respondents.respondents` made it."""
        with _opened(self.respondents) as file:
            people = read_stored(file, RESPONDENTS)
        people.attrs = self.record()["people"]
        return people

    def parts(self, texts: pd.Series) -> Iterator[Part]:
        """The judged chunks.

        Parameters
        ----------
        texts : Series of str
            Of the comments of the run, as they stand in its table.
        """
        import pyarrow as pa
        import pyarrow.parquet as pq

        done = 0
        with _opened(self.judged) as file:
            stored = pq.ParquetFile(file)
            for group in range(stored.metadata.num_row_groups):
                table = stored.read_row_group(group)
                said = pa.array(texts.iloc[done : done + len(table)].tolist(), pa.string())
                done += len(table)
                yield _with_texts(table.combine_chunks().to_batches()[0], said)


class Keeper:
    """Writes both files while a run is made, so that it holds in memory only what it works on.

    A disk that takes no more is no reason to stop: then nothing is kept.

    Parameters
    ----------
    folder : Path, optional
        Where the files are made; without one in memory, compressed.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._files: dict[str, Any] = {}
        self._folder = folder
        self._parts: Any = None
        self._failed = False

    def take_people(
        self,
        people: pd.DataFrame,
        source: Source,
        codebook: Codebook,
        masker: Masker,
        *,
        hashed: bool,
    ) -> None:
        """Keep the respondents and what decides how their comments are judged.

        Parameters
        ----------
        people : DataFrame
            From `voc.respondents.respondents`.
        source : Source
        codebook : Codebook
        masker : Masker
        hashed : bool
            The ids of the respondents are hashes.
        """
        import pyarrow.parquet as pq

        keyed = masker.how == "hash" or hashed
        keyed = keyed or bool(people["respondent_id"].astype("str").str.startswith("r-").any())
        record = {
            "format": _FORMAT,
            "versions": deciding_versions(),
            "codebook": book_print(codebook),
            "key": key_print(masker) if keyed else "",
            "columns": [asdict(replace(column, examples=())) for column in source.columns],
            "optional": sorted(source.optional),
            "people": people.attrs,
        }
        told = json.dumps(record, ensure_ascii=False, default=_plain).encode()
        table = arrow_table(people)
        table = table.replace_schema_metadata({**table.schema.metadata, _RECORD: told})
        with self._giving_up():
            pq.write_table(table, self._opened(RESPONDENTS), compression="zstd")

    def add(self, part: Part) -> None:
        """Keep the next chunk, without its texts: they stand in the table of comments."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        if self._failed:
            return
        table = pa.Table.from_batches([_without_texts(part)])
        with self._giving_up():
            if self._parts is None:
                sink = self._opened(JUDGED)
                self._parts = pq.ParquetWriter(
                    sink, table.schema, compression="zstd", write_statistics=False
                )
            self._parts.write_table(table)

    def kept(self) -> Kept | None:
        """What was kept; None when it could not be."""
        with self._giving_up():
            if self._parts is not None:
                self._parts.close()
            for file in self._files.values():
                file.flush()
        if self._failed or len(self._files) < 2:
            return None
        if self._folder is None:
            return Kept(*(self._files[name].getvalue() for name in (JUDGED, RESPONDENTS)))
        for file in self._files.values():
            file.close()
        return Kept(self._folder / JUDGED, self._folder / RESPONDENTS)

    def _opened(self, name: str) -> Any:
        folder = self._folder
        self._files[name] = io.BytesIO() if folder is None else (folder / name).open("wb")
        return self._files[name]

    @contextmanager
    def _giving_up(self) -> Iterator[None]:
        try:
            yield
        except OSError:
            self._failed = True


def book_print(codebook: Codebook) -> str:
    """Tells whether two codebooks say the same, wherever they come from."""
    return hashlib.sha256(book_text(flat_book(codebook)).encode()).hexdigest()


def key_print(masker: Masker) -> str:
    """Tells whether two keys of pseudonyms are the same, without a way back to the key."""
    return pseudonym(masker.key or any_key(masker.key_file), "voc: which key is this", 32)


def _without_texts(part: Part) -> Part:
    """The part without texts; those of opinions are stretches of them."""
    import pyarrow as pa

    opinions = part["opinions"]
    fields = opinions.values
    names = [field.name for field in fields.type if field.name != "text"]
    lean = pa.StructArray.from_arrays([fields.field(name) for name in names], names)
    return (
        part.drop_columns(["text", "opinions"])
        .append_column("opinions", pa.ListArray.from_arrays(opinions.offsets, lean))
        .replace_schema_metadata(None)
    )


def _with_texts(part: Part, texts: Any) -> Part:
    """The part as it was before `_without_texts`."""
    import pyarrow as pa

    from voc.arrow import lengths_of

    opinions = part["opinions"]
    fields = opinions.flatten()
    names = [field.name for field in fields.type]
    written = texts.to_pylist()
    owners = [written[row] for row, n in enumerate(lengths_of(opinions)) for _ in range(n)]
    starts, ends = fields.field("start").to_pylist(), fields.field("end").to_pylist()
    said = [text[start:end] for text, start, end in zip(owners, starts, ends, strict=True)]
    columns = {name: fields.field(name) for name in names}
    columns["text"] = pa.array(said, pa.string()).dictionary_encode()
    order = ["start", "end", "polarity", "negated", "text", "aspect", "term", "driver", "rule"]
    whole = pa.StructArray.from_arrays([columns[name] for name in order], order)
    # A slice of a list array begins at its first offset, and its flat values do not.
    offsets = pa.array(opinions.offsets.to_numpy() - opinions.offsets[0].as_py(), pa.int32())
    found = {
        "text": texts,
        **{name: part[name] for name in part.schema.names if name != "opinions"},
        "opinions": pa.ListArray.from_arrays(offsets, whole),
    }
    batch = pa.RecordBatch.from_arrays(list(found.values()), names=list(found))
    return batch.replace_schema_metadata({MASKED: b"0"})


def _opened(file: bytes | Path) -> BinaryIO:
    return io.BytesIO(file) if isinstance(file, bytes) else file.open("rb")


def _column(told: dict[str, Any]) -> Column:
    asked = told["asked"]
    return Column(
        **{
            **told,
            "examples": (),
            "scale": _pair(told["scale"]),
            "asked": Question(**{**asked, "scale": _pair(asked["scale"])}),
        }
    )


def _pair(values: Any) -> Any:
    return None if values is None else tuple(values)


def _as_pairs(scales: dict[str, Any]) -> dict[str, Any]:
    return {name: _pair(scale) for name, scale in scales.items()}


def _plain(value: Any) -> Any:
    """A number of numpy as one of Python, anything else as text."""
    return value.item() if hasattr(value, "item") else str(value)
