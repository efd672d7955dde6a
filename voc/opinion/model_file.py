"""A sentiment model as a file: JSON that a person can read, without anything that runs."""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from voc.bounded import MOST_RECORD, bounded_bytes
from voc.errors import VocError
from voc.files import expanded, whole_file
from voc.lexicon.word_lists import lexicon_version
from voc.opinion.adaptation import Blend, Correction, SentimentModel
from voc.opinion.bags import Feature, WordIndex
from voc.opinion.vectors import WordVectors
from voc.version import __version__

_FORMAT = 1
_METHODS = ("scores", "self-trained")


def save_model(
    model: SentimentModel, path: str | Path, *, name: str = "", force: bool = True
) -> Path:
    """Write a fitted model; returns the path.

    Parameters
    ----------
    model : SentimentModel
    path : str or Path
    name : str
        What to call it; by default its own name, else that of the file.
    force : bool
        Replace the file if it is there.

    Raises
    ------
    VocError
        The model learned nothing (method "seed"), or the file cannot be written.
    """
    if model.blend_ is None:
        raise VocError("sentiment.nothing-to-save", where=str(path))
    record = {
        "voc_sentiment_model": _FORMAT,
        "name": name or model.name or expanded(path).stem,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "voc": __version__,
        "lexicon": model.lexicon or lexicon_version(),
        "method": model.method_,
        "n": model.n_,
        "agreement": model.agreement_,
        "seed_agreement": model.seed_agreement_,
        "blend": [model.blend_.words, model.blend_.seed, model.blend_.base],
        "intercept": model.intercept_,
        "corrections": [
            [word, praise, found.factor, found.comments, found.other_side]
            for (word, praise), found in sorted(model.corrections_.items())
        ],
        "features": _features(model),
    }
    with whole_file(path, force=force) as temporary:
        temporary.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    return expanded(path)


def load_model(path: str | Path, index: WordIndex) -> SentimentModel:
    """Read a model that `save_model` wrote.

    Parameters
    ----------
    path : str or Path
    index : WordIndex
        Numbers of the words of this run.

    Raises
    ------
    VocError
        The file does not exist or holds no model.
    """
    try:
        text = bounded_bytes(expanded(path), MOST_RECORD).decode("utf-8-sig")
        record = json.loads(text)
        if record["voc_sentiment_model"] != _FORMAT:
            raise ValueError(f"format {record['voc_sentiment_model']}")
        return _restored(record, index)
    except FileNotFoundError:
        raise VocError("sentiment.no-model-file", where=str(path)) from None
    except OSError as error:
        raise VocError(
            "sentiment.model-unreadable", where=str(path), reason=error.strerror
        ) from None
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        raise VocError("sentiment.no-model", where=str(path)) from None


def _finite(number: Any) -> float:
    """A number of the file; NaN and Infinity (1e999) would spread to every comment."""
    if isinstance(number, bool | str) or not math.isfinite(number):
        raise ValueError(number)
    return float(number)


def _share(number: Any) -> float | None:
    return None if number is None else _finite(number)


def _features(model: SentimentModel) -> list[list[Any]]:
    assert model.vectors_ and model.index_
    columns = zip(
        model.vectors_.keys.tolist(),
        model.vectors_.idf.tolist(),
        model.weights_.tolist(),
        strict=True,
    )
    return [
        [list(model.index_.feature(key)), round(idf, 5), round(weight, 5)]
        for key, idf, weight in columns
    ]


def _feature(words: Any) -> Feature:
    if not isinstance(words, list) or len(words) not in (1, 2):
        raise ValueError(words)
    if not all(isinstance(word, str) for word in words):
        raise TypeError(words)
    return tuple(words)


def _factor(number: Any) -> float:
    if not -1 <= _finite(number) <= 1:
        raise ValueError(number)  # it would push a polarity out of −1…1
    return float(number)


def _restored(record: dict[str, Any], index: WordIndex) -> SentimentModel:
    features = record["features"]
    keys = np.array([index.key(_feature(words)) for words, _, _ in features], dtype=np.int64)
    idf = np.array([_finite(idf) for _, idf, _ in features])
    weights = np.array([_finite(weight) for _, _, weight in features])
    keys, order = np.unique(keys, return_index=True)
    if record["method"] not in _METHODS:
        raise ValueError(record["method"])
    return SentimentModel(
        name=str(record["name"]),
        lexicon=str(record["lexicon"]),
        method_=str(record["method"]),
        n_=int(record["n"]),
        agreement_=_share(record["agreement"]),
        seed_agreement_=_share(record["seed_agreement"]),
        blend_=Blend(*map(_finite, record["blend"])),
        vectors_=WordVectors(keys, idf[order]),
        weights_=weights[order],
        intercept_=_finite(record["intercept"]),
        index_=index,
        corrections_={
            (str(word), bool(praise)): Correction(_factor(factor), int(comments), _finite(share))
            for word, praise, factor, comments, share in record["corrections"]
        },
    )
