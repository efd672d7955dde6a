"""The comments that serve best as quotes for a driver."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from voc.driver.mentions import LENGTH, Floats, Ints, Mentions

__all__ = ["READABLE", "pick_quotes"]

READABLE = (12, 80)  # characters of a comment that reads well as a quote


def pick_quotes(counted: pd.DataFrame, mentions: Mentions, per: int = 6) -> list[list[Any]]:
    """Comment ids to quote for each name of `mentions`, best first.

    Parameters
    ----------
    counted : DataFrame
        From `counted_comments`, so that platform text and duplicates are never quoted; text (or
        `LENGTH`) and confidence 0…1 are used when there.
    mentions : Mentions
        From `find_mentions` on the same table.
    per : int
        Most quotes for a name.

    Returns
    -------
    list of list
        As the column comment_id has them. One list for each of `mentions.names`.

    Notes
    -----
    quality = |polarity| · confidence · readability · agreement · nearness, where readability is 1
    for 12 to 80 characters, length / 12 below and 80 / length above, agreement is 1/5 for praise
    beside a score in the lowest quarter of the scale or complaint beside one in the highest, which
    are misread more often than others, and nearness is 1/5 where the driver stands in an earlier
    clause only; ties go to the lower comment_id.
    Places are shared out between praise and complaint as the comments are, but where both exist
    each has at least one: 9 of 10 in favour gives five quotes for and one against. Comments that
    only name the driver are quoted only when none judges it.

    Examples
    --------
    >>> from voc.driver.mentions import find_mentions
    >>> counted = pd.DataFrame({"comment_id": ["c1", "c2"],
    ...                         "text": ["早餐不错，品种也多，吃得饱", "好"]})
    >>> opinions = pd.DataFrame({"comment_id": ["c1", "c2"], "driver": "breakfast",
    ...                          "polarity": [0.6, 0.6]})
    >>> pick_quotes(counted, find_mentions(counted, opinions))
    [['c1', 'c2']]
    """
    names = len(mentions.names)
    sign = np.sign(np.nan_to_num(mentions.polarity)).astype(np.int64)
    places = _places(mentions.name, sign, names, per)
    quality = _suitability(counted)[mentions.comment]
    # a bare mention is as good as its length; the constant keeps its order among equals
    quality = quality * np.where(sign == 0, 0.01, np.abs(np.nan_to_num(mentions.polarity)))
    quality = quality * _agreement(counted, mentions.comment, sign)
    quality = quality * np.where(mentions.carried, 0.2, 1.0)
    order = np.lexsort((mentions.comment, -quality, sign, mentions.name))
    group = mentions.name[order] * 3 + sign[order] + 1
    first = np.searchsorted(group, group, side="left")  # groups are sorted
    rank = np.arange(len(order)) - first
    chosen = order[rank < places[mentions.name[order], sign[order] + 1]]
    chosen = chosen[np.lexsort((mentions.comment[chosen], -quality[chosen], mentions.name[chosen]))]
    ids = counted["comment_id"].to_numpy()
    quotes: list[list[Any]] = [[] for _ in range(names)]
    for name, comment in zip(mentions.name[chosen], mentions.comment[chosen], strict=True):
        quotes[name].append(ids[comment])
    return quotes


def _suitability(counted: pd.DataFrame) -> Floats:
    """How well each comment reads and how sure we are of it, 0…1."""
    suitability = np.ones(len(counted))
    if LENGTH in counted or "text" in counted:
        lengths = counted[LENGTH] if LENGTH in counted else counted["text"].str.len()
        length = lengths.to_numpy(dtype=np.float64, na_value=0.0)
        shortest, longest = READABLE
        suitability *= np.minimum(1, length / shortest) * longest / np.maximum(longest, length)
    if "confidence" in counted:
        confidence = pd.to_numeric(counted["confidence"])
        suitability *= confidence.to_numpy(dtype=np.float64, na_value=0.0)
    return suitability


def _agreement(counted: pd.DataFrame, comment: Ints, sign: Ints) -> Floats:
    """1, or less where what is said and the customer's own score point in opposite ways."""
    if "score" not in counted:
        return np.ones(len(comment))
    score = pd.to_numeric(counted["score"]).to_numpy(dtype=np.float64, na_value=50.0)[comment]
    contrary = ((sign > 0) & (score <= 25)) | ((sign < 0) & (score >= 75))
    return np.where(contrary, 0.2, 1.0)


def _places(name: Ints, sign: Ints, names: int, per: int) -> Ints:
    """Quotes for complaint, bare mention and praise of each name, shape (names, 3)."""
    found = np.bincount(name * 3 + sign + 1, minlength=3 * names).reshape(names, 3)
    against, favour = found[:, 0], found[:, 2]
    judged = against + favour
    fair = np.rint(per * against / np.maximum(judged, 1)).astype(np.int64)
    both = (against > 0) & (favour > 0)
    fair = np.where(both & (per > 1), np.clip(fair, 1, per - 1), fair)
    fair = np.maximum(np.minimum(fair, against), np.minimum(per - favour, against))
    praise = np.minimum(per - fair, favour)
    return np.stack([fair, np.where(judged == 0, per, 0), praise], axis=1).astype(np.int64)
