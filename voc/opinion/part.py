"""A judged chunk as an Arrow batch: small in memory, quick between processes, kept on disk as such.

Each word, term and driver stands once in a chunk; comments and opinions hold its number.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from voc.opinion.engine import ChunkResult

if TYPE_CHECKING:
    import pyarrow as pa

    Part: TypeAlias = pa.RecordBatch
else:
    Part = Any

__all__ = ["MASKED", "SEVERAL", "Part", "bytes_of", "packed", "part_of"]

MASKED = b"masked"  # key of the metadata: how many pieces of personal data the chunk held
SEVERAL = "\x1f"  # between the drivers, and between the risks, of one comment
_DRIVER = itemgetter(4)  # of an opinion
_POOLED = ("text", "aspect", "term", "driver", "rule")


def packed(result: ChunkResult) -> Part:
    """The chunk as one batch, a row a comment.

    Parameters
    ----------
    result : ChunkResult

    Returns
    -------
    RecordBatch
        text, language, boilerplate, sentiment, confidence; drivers and risks, joined; words, a
        list; opinions, a list of start, end, text, aspect, term, driver, polarity, negated, rule.
        The metadata of the schema hold `MASKED`.

    Examples
    --------
    >>> from voc.lexicon import load_codebook
    >>> from voc.opinion import OpinionEngine
    >>> part = packed(OpinionEngine(load_codebook("hotel")).run(["房间很干净", "随便"]))
    >>> part["drivers"].to_pylist(), part["words"][0].as_py()
    (['cleanliness', ''], ['房间', '很', '干净'])
    >>> [opinion["text"] for opinion in part["opinions"][0].as_py()]
    ['房间很干净']
    """
    import pyarrow as pa

    sentiments = np.array(result.sentiments, dtype=np.float64).reshape(-1, 2)
    drivers = [SEVERAL.join(dict.fromkeys(map(_DRIVER, found))) for found in result.opinions]
    columns = {
        "text": pa.array(result.texts, pa.string()),
        "language": _pooled(result.languages),
        "boilerplate": pa.array(result.boilerplate, pa.bool_()),
        "sentiment": pa.array(sentiments[:, 0]),
        "confidence": pa.array(sentiments[:, 1]),
        "drivers": _pooled(drivers),
        "risks": _pooled([SEVERAL.join(risks) for risks in result.risks]),
        "words": pa.ListArray.from_arrays(
            _offsets(result.words), _pooled(list(chain.from_iterable(result.words)))
        ),
        "opinions": pa.ListArray.from_arrays(_offsets(result.opinions), _opinions(result)),
    }
    batch = pa.RecordBatch.from_arrays(list(columns.values()), names=list(columns))
    return batch.replace_schema_metadata({MASKED: str(result.masked).encode()})


def bytes_of(part: Part) -> bytes:
    """A part as an Arrow stream: between processes, and on disk."""
    import pyarrow as pa

    with pa.BufferOutputStream() as out:
        with pa.ipc.new_stream(out, part.schema) as stream:
            stream.write_batch(part)
        return bytes(out.getvalue())


def part_of(content: bytes) -> Part:
    """The part that `bytes_of` wrote.

    Raises
    ------
    pyarrow.ArrowException, StopIteration
        The bytes are no such stream, or hold no part.
    """
    import pyarrow as pa

    with pa.ipc.open_stream(content) as stream:
        part: Part = stream.read_next_batch()
    return part


def _opinions(result: ChunkResult) -> Any:
    import pyarrow as pa

    flat = list(chain.from_iterable(result.opinions))
    starts, ends, aspects, terms, drivers, polarities, negated, rules = (
        zip(*flat, strict=True) if flat else ((),) * 8
    )
    texts = [
        text[opinion[0] : opinion[1]]
        for text, found in zip(result.texts, result.opinions, strict=True)
        for opinion in found
    ]
    pooled = dict(zip(_POOLED, (texts, aspects, terms, drivers, rules), strict=True))
    fields = {
        "start": pa.array(starts, pa.int32()),
        "end": pa.array(ends, pa.int32()),
        "polarity": pa.array(polarities, pa.float64()),
        "negated": pa.array(negated, pa.bool_()),
        **{name: _pooled(values) for name, values in pooled.items()},
    }
    return pa.StructArray.from_arrays(list(fields.values()), names=list(fields))


def _pooled(values: Sequence[str | None]) -> Any:
    import pyarrow as pa

    return pa.array(values, pa.dictionary(pa.int32(), pa.string()))


def _offsets(lists: Sequence[Sequence[Any]]) -> Any:
    import pyarrow as pa

    lengths = np.fromiter(map(len, lists), np.int32, len(lists))
    return pa.array(np.concatenate([np.zeros(1, np.int32), lengths.cumsum(dtype=np.int32)]))
