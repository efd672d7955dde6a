"""Opinions of adjacent clauses about one thing become one: 服务员很热情，特别有礼貌."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.opinion.correction import ADAPTED
from voc.repeated import flagged, places_of, with_values
from voc.text.clauses import BOUNDARIES, Boundary

_SENTENCE_ENDS = "".join(
    mark for mark, boundary in BOUNDARIES.items() if boundary > Boundary.CLAUSE and len(mark) == 1
)
# What may stand between two opinions that merge: no end of a sentence, one comma at most.
_WORDS = rf"[^，,：:—{re.escape(_SENTENCE_ENDS)}]*"
_ADJACENT = re.compile(f"{_WORDS}[，,]?{_WORDS}")
_SEPARATOR = "；"
_BLOCK = 20_000  # comments whose opinions are looked at in one go
_SAID = "end term polarity negated rule".split()


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
    held = [place for places, _ in runs for place in places]
    rows = opinions[_SAID].iloc[held]
    ends, terms, polarities, negated, rules = (rows[name].to_numpy().tolist() for name in _SAID)
    bounds = accumulate((len(places) for places, _ in runs), initial=0)
    spans = [slice(start, stop) for start, stop in pairwise(bounds)]
    joined = {
        "first": [places[0] for places, _ in runs],
        "end": [ends[span.stop - 1] for span in spans],
        "text": [text for _, text in runs],
        "term": [_SEPARATOR.join(terms[span]) for span in spans],
        "polarity": [round(sum(polarities[span]) / len(polarities[span]), 4) for span in spans],
        "negated": [any(negated[span]) for span in spans],
        "rule": [_SEPARATOR.join(dict.fromkeys(rules[span])) for span in spans],
    }
    return pd.DataFrame(joined), np.array(held)


def _runs(opinions: pd.DataFrame, comments: pd.DataFrame) -> Iterator[list[tuple[list[int], str]]]:
    """Block by block the rows of each run of two or more that merge, and the text they span."""
    row = places_of(opinions["comment_id"], comments["comment_id"])
    begins = np.flatnonzero(np.diff(row, prepend=-2))  # the first opinion of each comment
    bounds = [*begins[::_BLOCK].tolist(), len(opinions)]
    for start, stop in pairwise(bounds):
        block = opinions.iloc[start:stop]
        starts, ends = block["start"].to_numpy(), block["end"].to_numpy()
        follows = _follows(block, row[start:stop])
        spoken = np.unique(row[start + follows[:, 1]])
        texts = dict(zip(spoken.tolist(), comments["text"].iloc[spoken].tolist(), strict=True))
        runs = [
            ([start + place for place in run], text[starts[run[0]] : ends[run[-1]]])
            for run, text in _runs_of(block, follows, row[start:stop], texts)
        ]
        yield runs


def _follows(block: pd.DataFrame, row: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Pairs of opinions of a comment, one the next on its driver, that say alike: shape (n, 2)."""
    driver, label = (pd.factorize(block[name])[0] for name in ("driver", "label"))
    bare = block["term"].isna().to_numpy()  # a mention; a correction is to be seen
    places = np.flatnonzero(~bare & ~flagged(block["rule"], lambda rule: rule.endswith(ADAPTED)))
    order = places[np.lexsort((driver[places], row[places]))]
    first, second = order[:-1], order[1:]
    ends = block["end"].to_numpy()
    alike = (
        (row[first] == row[second])
        & (driver[first] == driver[second])
        & (label[first] == label[second])
        & (ends[first] < ends[second])
    )
    return np.stack([first[alike], second[alike]], axis=1)


def _runs_of(
    block: pd.DataFrame,
    follows: npt.NDArray[np.int64],
    row: npt.NDArray[np.int64],
    texts: dict[int, str],
) -> list[tuple[list[int], str]]:
    """The places of each run in a block of opinions, and the comment it stands in."""
    runs: dict[int, list[int]] = {}  # by the place of their last opinion
    starts, ends = block["start"].to_numpy(), block["end"].to_numpy()
    aspects = pd.factorize(block["aspect"])[0].tolist()
    first, second = follows.T
    columns = first, second, row[second], ends[first], np.maximum(starts[second], ends[first])
    found: list[tuple[list[int], str]] = []
    for last, place, owner, end, start in zip(*(c.tolist() for c in columns), strict=True):
        run = runs.get(last, [last])
        about_it = aspects[place] in (-1, aspects[run[0]])
        if about_it and _ADJACENT.fullmatch(texts[owner], end, start):
            run.append(place)
            runs[place] = run
            if len(run) == 2:
                found.append((run, texts[owner]))
    return sorted(found)
