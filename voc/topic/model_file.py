"""A topic model as a file: what assigns comments to its topics, without anything that runs."""

from __future__ import annotations

import io
import json
import math
import struct
import tokenize
import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from voc.bounded import MOST_RECORD, bounded_bytes
from voc.errors import VocError
from voc.files import expanded, whole_file
from voc.messages import phrase
from voc.topic.brands import Brands
from voc.topic.features import TopicFeatures
from voc.topic.match import Memory
from voc.topic.mixture import Mixture
from voc.topic.model import TopicModel
from voc.topic.topic import Anchor, Topic
from voc.version import __version__

__all__ = ["lean", "load_topic_model", "save_topic_model"]

_FORMAT = 1
_ARRAYS = ("record", "log_words", "log_sizes", "held", "spoken")
_BROKEN = (  # what json, numpy and zipfile raise over damaged files
    tokenize.TokenError,
    SyntaxError,
    struct.error,
    RuntimeError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    EOFError,
    OverflowError,
    MemoryError,
    zipfile.BadZipFile,
    zlib.error,
)


def save_topic_model(model: TopicModel, path: str | Path, *, force: bool = True) -> Path:
    """Write the topics of a model and what they are known by; returns the path.

    Parameters
    ----------
    model : TopicModel
        Fitted, with topics.
    path : str or Path
        An .npz file: arrays and one JSON text, no pickled objects.
    force : bool
        Replace the file if it is there.

    Raises
    ------
    VocError
        The model has no topics, or the file cannot be written.
    """
    if not model.topics_:
        raise VocError("topics.nothing-to-save", where=str(path))
    text = json.dumps(_record(model), ensure_ascii=False, allow_nan=False)
    with whole_file(path, force=force) as temporary, temporary.open("wb") as file:
        np.savez_compressed(
            file,
            record=np.frombuffer(text.encode("utf-8"), dtype=np.uint8),
            log_words=model.mixture_.every().log_words.astype(np.float32),
            log_sizes=model.mixture_.every().log_sizes.astype(np.float32),
            held=model.memory_.held.astype(np.float64),
            spoken=model.memory_.spoken.astype(np.float64),
        )
    return expanded(path)


def load_topic_model(path: str | Path) -> TopicModel:
    """Read a model that `save_topic_model` wrote.

    It assigns comments and clauses and can be the earlier model of a later run; it has no vectors.

    Parameters
    ----------
    path : str or Path

    Raises
    ------
    VocError
        The file does not exist, is of another version of voc, or is damaged.
    """
    try:
        content = bounded_bytes(expanded(path), MOST_RECORD)
        _check_sizes(content, str(path))
        with np.load(io.BytesIO(content), allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        record = json.loads(arrays.pop("record").tobytes().decode("utf-8"))
        form = record["voc_topic_model"]
        if form == _FORMAT:
            return _restored(record, arrays)
    except FileNotFoundError:
        raise VocError("topics.no-model-file", where=str(path)) from None
    except OSError as error:
        raise VocError(
            "topics.model-unreadable",
            where=str(path),
            reason=error.strerror or phrase("topics.damaged"),
        ) from None
    except _BROKEN:
        raise VocError("topics.no-model", where=str(path)) from None
    raise VocError("topics.other-version", where=str(path), form=form, wanted=_FORMAT)


def _check_sizes(content: bytes, where: str) -> None:
    """See how large the arrays claim to be before any memory is given to them.

    Raises
    ------
    VocError
        They unpack to more than any model of topics.
    ValueError
        Other arrays than those of a model, or one that claims more than stands in the file.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        if sum(member.file_size for member in members) > MOST_RECORD:
            raise VocError("limit.unpacked", where=where, most=MOST_RECORD >> 20)
        if sorted(member.filename for member in members) != sorted(f"{n}.npy" for n in _ARRAYS):
            raise ValueError("arrays")
        for member in members:
            with archive.open(member) as stream:
                form = np.lib.format
                first = form.read_magic(stream) == (1, 0)
                read = form.read_array_header_1_0 if first else form.read_array_header_2_0
                shape, _, dtype = read(stream)
            if math.prod(shape) * dtype.itemsize > member.file_size:
                raise ValueError(shape)


def lean(model: TopicModel) -> TopicModel:
    """The model as it would be loaded: without vectors and the embedding that found it."""
    kept = _assembled(
        model.vocabulary_,
        model.features_,
        model.mixture_,
        model.topics_,
        model.hidden_,
        model.memory_,
    )
    kept.retired_, kept.corpus_, kept.edited_ = model.retired_, model.corpus_, model.edited_
    return kept


def _record(model: TopicModel) -> dict[str, Any]:
    return {
        "voc_topic_model": _FORMAT,
        "voc": __version__,
        "vocabulary": model.vocabulary_,
        "common": sorted(model.features_.common_),
        "familiar": sorted(model.features_.familiar_),
        "seeds": list(model.features_.seeds),
        "brands": {
            "listed": model.features_.brands.listed,
            "more": list(model.features_.brands.more),
        },
        "comments": model.memory_.comments,
        "ancestors": list(model.memory_.ancestors),
        "topics": [_told(topic) for topic in model.topics_],
        "hidden": [_told(topic) for topic in model.hidden_],
        "retired": sorted(model.retired_),
        "corpus": model.corpus_,
        "edited": model.edited_,
        "vanished": [
            {"id": anchor.id, "label": anchor.label, "words": anchor.words}
            for anchor in model.memory_.vanished
        ],
    }


def _restored(record: dict[str, Any], arrays: dict[str, npt.NDArray[Any]]) -> TopicModel:
    brands = Brands(_texts(record["brands"]["more"]), listed=record["brands"]["listed"] is True)
    features = TopicFeatures(_texts(record["seeds"]), brands)
    features.common_ = frozenset(_texts(record["common"]))
    features.familiar_ = frozenset(_texts(record["familiar"]))
    vocabulary = _texts(record["vocabulary"])
    topics = tuple(_topic(one) for one in record["topics"])
    hidden = tuple(_topic(one) for one in record["hidden"])
    shape = (len(topics) + len(hidden), len(vocabulary))
    log_words = _numbers(arrays["log_words"], shape).astype(np.float32)
    log_sizes = _numbers(arrays["log_sizes"], shape[:1]).astype(np.float32)
    if not topics or len({topic.id for topic in (*topics, *hidden)}) < shape[0]:
        raise ValueError("topics")
    if (log_words > 0).any() or not np.allclose(np.exp(log_words).sum(axis=1), 1, atol=1e-2):
        raise ValueError("log_words")
    memory = Memory(
        comments=_number(record["comments"]),
        held=_numbers(arrays["held"], shape[1:]),
        spoken=_numbers(arrays["spoken"], shape[:1]),
        vanished=tuple(_vanished(one) for one in record["vanished"]),
        ancestors=tuple(_texts(record["ancestors"])),
    )
    if (memory.held < 0).any() or (memory.spoken < 0).any() or memory.comments < 0:
        raise ValueError("memory")
    mixture = Mixture(log_words, log_sizes).hiding(len(topics))
    model = _assembled(vocabulary, features, mixture, topics, hidden, memory)
    model.retired_ = frozenset(_id(number) for number in record["retired"])
    model.corpus_, model.edited_ = _text(record["corpus"]), record["edited"] is True
    return model


def _assembled(
    vocabulary: list[str],
    features: TopicFeatures,
    mixture: Mixture,
    topics: tuple[Topic, ...],
    hidden: tuple[Topic, ...],
    memory: Memory,
) -> TopicModel:
    model = TopicModel()
    model.vocabulary_, model.features_, model.mixture_ = vocabulary, features, mixture
    model.topics_, model.hidden_, model.memory_ = topics, hidden, memory
    return model


def _told(topic: Topic) -> dict[str, Any]:
    return {
        "id": topic.id,
        "label": topic.label,
        "words": list(topic.words),
        "weights": [float(weight) for weight in topic.weights],
        "match": None if math.isnan(topic.match) else float(topic.match),
        "pinned": topic.pinned,
    }


def _topic(one: dict[str, Any]) -> Topic:
    match = one["match"]
    return Topic(
        id=_id(one["id"]),
        label=_text(one["label"]),
        words=tuple(_texts(one["words"])),
        weights=tuple(_number(weight) for weight in one["weights"]),
        match=math.nan if match is None else _number(match),
        pinned=bool(one["pinned"]),
    )


def _vanished(one: dict[str, Any]) -> Anchor:
    words = {_text(word): _number(count) for word, count in one["words"].items()}
    if any(count < 0 for count in words.values()):
        raise ValueError("vanished")
    return Anchor(
        label=_text(one["label"]), words=words, id=_id(one["id"]), pinned=False, earlier=True
    )


def _id(number: Any) -> int:
    if isinstance(number, bool) or not isinstance(number, int) or number < 0:
        raise ValueError(number)
    return number


def _number(number: Any) -> float:
    if isinstance(number, bool | str) or not math.isfinite(number):
        raise ValueError(number)
    return float(number)


def _text(text: Any) -> str:
    if not isinstance(text, str):
        raise TypeError(text)
    return text


def _texts(texts: Any) -> list[str]:
    if not isinstance(texts, list):
        raise TypeError(texts)
    return [_text(text) for text in texts]


def _numbers(array: npt.NDArray[Any], shape: tuple[int, ...]) -> npt.NDArray[np.float64]:
    found = np.asarray(array, dtype=np.float64)
    if found.shape != shape or not np.isfinite(found).all():
        raise ValueError(shape)
    return found
