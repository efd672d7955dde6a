"""Opinions of adjacent clauses about one thing become one: 服务员很热情，特别有礼貌."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.opinion.correction import ADAPTED
from voc.repeated import places_of, with_values
from voc.text.clauses import BOUNDARIES, Boundary

_SENTENCE_ENDS = "".join(
    mark for mark, boundary in BOUNDARIES.items() if boundary > Boundary.CLAUSE and len(mark) == 1
)
# What may stand between two opinions that merge: no end of a sentence, one comma at most.
_WORDS = rf"[^，,：:—{re.escape(_SENTENCE_ENDS)}]*"
_ADJACENT = re.compile(f"{_WORDS}[，,]?{_WORDS}")
_SEPARATOR = "；"
_COMPARED = "driver label term aspect start end rule".split()
_BLOCK = 20_000  # comments whose opinions are looked at in one go
_JOINED = "end text term polarity negated rule".split()


def merged(opinions: pd.DataFrame, comments: pd.DataFrame) -> pd.DataFrame:
    """One opinion for each run of adjacent clauses that judge one thing alike.

    Two opinions of a comment merge when they have the same driver and label, no sentence ends
    and no clause lies between them, and the second names no other aspect. Bare mentions and
    corrected opinions stay as they are.

    Parameters
    ----------
    opinions : DataFrame
        The opinions table, in the order of the text.
    comments : DataFrame
        Columns comment_id, text.

    Returns
    -------
    DataFrame
        The same columns. Of what merged: start and aspect of the first, end of the last, the text
        between; terms and (different) rules joined by ；; mean polarity; negated when any was.

    Examples
    --------
    >>> texts = pd.DataFrame({"comment_id": ["c1"], "text": ["服务员很热情，特别有礼貌"]})
    >>> table = pd.DataFrame({
    ...     "comment_id": "c1", "start": [0, 7], "end": [6, 12],
    ...     "text": ["服务员很热情", "特别有礼貌"],
    ...     "aspect": ["服务员", None], "term": ["很热情", "特别有礼貌"],
    ...     "driver": "attitude",
    ...     "polarity": [0.8, 0.6], "label": "positive", "negated": False, "rule": "degree"})
    >>> merged(table, texts)[["text", "aspect", "term", "polarity"]].values.tolist()
    [['服务员很热情，特别有礼貌', '服务员', '很热情；特别有礼貌', 0.7]]
    """
    found = [_joined(opinions, runs) for runs in _runs(opinions, comments) if runs]
    if not found:
        return opinions
    changes = pd.concat([changed for changed, _ in found], ignore_index=True)
    first = changes.pop("first").to_numpy()
    kept = np.ones(len(opinions), dtype=bool)
    kept[np.concatenate([held for _, held in found])] = False
    kept[first] = True
    changed = {str(name): with_values(opinions[name], first, changes[name]) for name in changes}
    return opinions.assign(**changed)[kept].reset_index(drop=True)


def _joined(
    opinions: pd.DataFrame, runs: list[tuple[list[int], str]]
) -> tuple[pd.DataFrame, npt.NDArray[np.int64]]:
    """What the first opinion of each run becomes, `first` being its row; all rows of the runs."""
    lengths = [len(places) for places, _ in runs]
    held = np.array([place for places, _ in runs for place in places])
    said = {name: iter(opinions[name].iloc[held].tolist()) for name in _JOINED}
    joined: dict[str, list[Any]] = {name: [] for name in ("first", *_JOINED)}
    for (places, text), length in zip(runs, lengths, strict=True):
        parts = {name: list(islice(values, length)) for name, values in said.items()}
        joined["first"].append(places[0])
        joined["end"].append(parts["end"][-1])
        joined["text"].append(text)
        joined["term"].append(_SEPARATOR.join(parts["term"]))
        joined["polarity"].append(round(sum(parts["polarity"]) / length, 4))
        joined["negated"].append(any(parts["negated"]))
        joined["rule"].append(_SEPARATOR.join(dict.fromkeys(parts["rule"])))
    return pd.DataFrame(joined), held


def _runs(opinions: pd.DataFrame, comments: pd.DataFrame) -> Iterator[list[tuple[list[int], str]]]:
    """Block by block the rows of each run of two or more that merge, and the text they span."""
    row = places_of(opinions["comment_id"], comments["comment_id"])
    begins = np.flatnonzero(np.diff(row, prepend=-2))  # the first opinion of each comment
    bounds = [*begins[::_BLOCK].tolist(), len(opinions)]
    for start, stop in pairwise(bounds):
        spoken = np.unique(row[start:stop])
        texts = dict(zip(spoken.tolist(), comments["text"].iloc[spoken].tolist(), strict=True))
        columns = [opinions[name].iloc[start:stop].tolist() for name in _COMPARED]
        owners = [texts[place] for place in row[start:stop].tolist()]
        runs = []
        for places in _runs_of(owners, row[start:stop].tolist(), columns):
            first, end = places[0], columns[-2][places[-1]]
            text = owners[first][columns[-3][first] : end]
            runs.append(([start + place for place in places], text))
        yield runs


def _runs_of(texts: list[str], rows: list[int], columns: list[list[Any]]) -> Iterator[list[int]]:
    """The places of each run in a block of opinions."""
    runs: dict[int, list[int]] = {}
    open_runs: dict[str, int] = {}  # by driver, in the comment: the first row of the latest run
    comment = None
    _, labels, _, aspects, _, ends, _ = columns
    for place, (row, (driver, label, term, aspect, start, end, rule)) in enumerate(
        zip(rows, zip(*columns, strict=True), strict=True)
    ):
        if row != comment:
            comment = row
            open_runs.clear()
        if not isinstance(term, str) or rule.endswith(ADAPTED):
            continue  # a bare mention, or a correction that is to be seen
        first = open_runs.get(driver)
        if first is not None:
            last = runs[first][-1]
            if (
                labels[first] == label
                and (not isinstance(aspect, str) or aspect == aspects[first])
                and end > ends[last]
                and _ADJACENT.fullmatch(texts[place], ends[last], max(start, ends[last]))
            ):
                runs[first].append(place)
                continue
        open_runs[driver] = place
        runs[place] = [place]
    return (places for places in runs.values() if len(places) > 1)
