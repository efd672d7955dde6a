"""What somebody says of comments: an overall label each, and a class for each driver."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from voc.driver.mentions import comment_polarity

__all__ = [
    "ABSENT",
    "CLASSES",
    "LABELS",
    "Codes",
    "mention_classes",
    "program_codes",
    "typed_class",
]

ABSENT = "absent"
LABELS = ("negative", "neutral", "positive")
CLASSES = (ABSENT, *LABELS)
_TYPED = {
    "positive": "正 正面 正向 好评 positive pos p + 1 +1",
    "neutral": "中 中性 中立 中评 neutral neu 0 +0 -0",
    "negative": "负 负面 负向 差评 negative neg n - -1",
    ABSENT: "无 未提及 没提 没有提到 absent none /",
}
_CLASS_OF = {word: name for name, words in _TYPED.items() for word in words.split()}
_DASHES = str.maketrans("−–—‐‑", "-----")


@dataclass(frozen=True)
class Codes:
    """The answers of one coder, or of the program, on the same footing.

    `labels` holds negative, neutral, positive or None by comment_id; `drivers` one of `CLASSES` for
    each comment_id (rows) and driver (columns). Both have the same index.
    """

    name: str
    labels: pd.Series[str]
    drivers: pd.DataFrame


def typed_class(cell: object) -> str | None:
    """What a coder means by a cell; an empty one is "", a word that means nothing is None.

    Examples
    --------
    >>> [typed_class(cell) for cell in ("正", "负面", "Neg", 1.0, 0, "－１", " ", "正面的")]
    ['positive', 'negative', 'negative', 'positive', 'neutral', 'negative', '', None]
    """
    if isinstance(cell, float) and cell.is_integer():  # Excel stores 1 as 1.0
        cell = int(cell)
    if cell is None or isinstance(cell, bool):
        return "" if cell is None else None
    word = unicodedata.normalize("NFKC", str(cell)).translate(_DASHES).strip().lower()
    return _CLASS_OF.get(word) if word else ""


def mention_classes(
    comments: pd.DataFrame, opinions: pd.DataFrame, *, neutral: float = 0.15
) -> pd.DataFrame:
    """What the program says of each driver that a comment mentions.

    Parameters
    ----------
    comments, opinions : DataFrame
        The tables of a run.
    neutral : float
        |polarity| up to this is neutral; setting `opinion.neutral`.

    Returns
    -------
    DataFrame
        Columns comment_id, driver, label; one row a pair. As in the report, the label is that of
        the mean polarity of the opinions that judge; a driver only named is neutral.

    Examples
    --------
    >>> comments = pd.DataFrame({"comment_id": ["c1"]})
    >>> opinions = pd.DataFrame({
    ...     "comment_id": ["c1", "c1"], "driver": ["room", "noise"],
    ...     "term": ["大", None], "polarity": [0.6, 0.0]})
    >>> mention_classes(comments, opinions)
      comment_id driver     label
    0         c1  noise   neutral
    1         c1   room  positive
    """
    pairs = comment_polarity(comments, opinions)
    polarity = pairs.pop("polarity").fillna(0.0).to_numpy()
    sign = (polarity > neutral).astype(int) - (polarity < -neutral).astype(int)
    return pairs.assign(label=np.array(LABELS, dtype=object)[sign + 1])


def program_codes(
    comments: pd.DataFrame,
    opinions: pd.DataFrame,
    comment_ids: Sequence[str],
    drivers: Sequence[str],
    *,
    neutral: float = 0.15,
    name: str = "voc",
) -> Codes:
    """The program's answers as a coder would have given them.

    Parameters
    ----------
    comments, opinions, neutral
        See `mention_classes`; `comments` has a column label as well.
    comment_ids, drivers
        Rows and columns of the answers; what the program says beyond them is left out.
    name : str
        Who these codes are of.
    """
    index = pd.Index(comment_ids, name="comment_id")
    pairs = mention_classes(comments, opinions, neutral=neutral)
    pairs = pairs[pairs["comment_id"].isin(index) & pairs["driver"].isin(drivers)]
    found = dict(
        zip(zip(pairs["comment_id"], pairs["driver"], strict=True), pairs["label"], strict=True)
    )
    return Codes(
        name=name,
        labels=comments.set_index("comment_id")["label"].reindex(index),
        drivers=class_table(found, index, drivers),
    )


def class_table(
    classes: Mapping[tuple[str, str], str], comment_ids: pd.Index, drivers: Sequence[str]
) -> pd.DataFrame:
    """A class for each comment and driver; what is not given is absent."""
    rows = [
        [classes.get((comment, driver), ABSENT) for driver in drivers] for comment in comment_ids
    ]
    return pd.DataFrame(rows, index=comment_ids, columns=list(drivers), dtype=object)
