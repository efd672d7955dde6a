"""A question colours an answer that only names something: 价格 under 缺点 is blame.

没有问题 under 缺点 is no opinion at all: it is set aside as other empty answers are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from voc.opinion.score import confidence_of_seed, parts_of
from voc.repeated import places_of, with_values
from voc.text.boilerplate import denies_fault

ASKED = "asked"  # the rule: the question says whether it is praise or blame
_NAMED = 0.4  # polarity of what is only named
_UNKNOWN = 0.2  # sentiment where nothing known is named
# Short answers that name nothing on either side; most of them are marked as empty before.
_NOTHING = re.compile(
    r"没|无|不知|不清楚|想不|保持|继续|随便|都行|都可以|一般|还行|凑合|[?？]$"
    r"|\b(?:no|none|nothing|not|idk|ok|okay|fine|keep)\b|n/a",
    re.I,
)
_SHORT = 15


def with_sides(
    comments: pd.DataFrame, opinions: pd.DataFrame, sides: Mapping[str, int]
) -> tuple[pd.DataFrame, pd.DataFrame, dict[int, int]]:
    """Judge what answers only name by the side of their question.

    A verdict of the customer's own stands, whatever was asked: 价格便宜 under 缺点 is praise.

    Parameters
    ----------
    comments, opinions : DataFrame
        With the seed's sentiment; labels are made later.
    sides : mapping of str to int
        Of a question: 1 when it asks what was good, −1 what was bad.

    Returns
    -------
    comments, opinions : DataFrame
    counts : dict
        How many comments were judged so, by side.
    """
    if not any(sides.values()):
        return comments, opinions, {}
    of_question = comments["question"].map(dict(sides)).fillna(0).to_numpy(dtype=int)
    comments, opinions = _without_denials(comments, opinions, of_question < 0)
    side = np.where(comments["boilerplate"].to_numpy(dtype=bool), 0, of_question)
    places = places_of(opinions["comment_id"], comments["comment_id"])
    asked = side[places]
    bare = (asked != 0) & opinions["term"].isna() & (opinions["polarity"] == 0)
    bare = bare.to_numpy(dtype=bool)
    opinions = opinions.assign(
        term=with_values(opinions["term"], bare, opinions["aspect"][bare].tolist()),
        polarity=np.where(bare, asked * _NAMED, opinions["polarity"]),
        rule=with_values(opinions["rule"], bare, [ASKED] * int(bare.sum())),
    )
    named = np.zeros(len(comments), dtype=bool)
    named[places[bare]] = True
    judged = np.zeros(len(comments), dtype=bool)
    judged[places[opinions["term"].notna().to_numpy()]] = True
    unknown = (side != 0) & ~judged
    texts = comments["text"].to_numpy(dtype=object)
    unknown[unknown] = [not _says_nothing(text) for text in texts[unknown]]
    praise, blame = parts_of(opinions, comments["comment_id"])
    sentiment = comments["sentiment"].to_numpy(dtype=float).copy()
    sentiment[named] = (praise - blame)[named].round(4)
    sentiment[unknown] = side[unknown] * _UNKNOWN
    changed = named | unknown
    sure = comments["confidence"].to_numpy(dtype=float).copy()
    sure[changed] = confidence_of_seed(sentiment[changed]).round(4)
    counts = {way: int((changed & (side == way)).sum()) for way in (1, -1)}
    return comments.assign(sentiment=sentiment, confidence=sure), opinions, counts


def _without_denials(
    comments: pd.DataFrame, opinions: pd.DataFrame, blamed: NDArray[np.bool_]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Set aside answers that find nothing bad where that was asked; they have no opinions."""
    denying = blamed & ~comments["boilerplate"].to_numpy(dtype=bool)
    texts = comments["text"].to_numpy(dtype=object)
    denying[denying] = [denies_fault(text) for text in texts[denying]]
    if not denying.any():
        return comments, opinions
    ids = comments["comment_id"].to_numpy()[denying]
    comments = comments.assign(
        **{name: comments[name].mask(denying) for name in ("sentiment", "confidence", "label")},
        **{name: _emptied(comments[name], denying) for name in ("drivers", "dimensions", "risk")},
        boilerplate=comments["boilerplate"].mask(denying, True),
    )
    return comments, opinions[~opinions["comment_id"].isin(ids)].reset_index(drop=True)


def _emptied(lists: pd.Series, rows: NDArray[np.bool_]) -> pd.Series:
    emptied = lists.copy()
    emptied[rows] = [[]] * int(rows.sum())
    return emptied


def _says_nothing(text: str) -> bool:
    return len(text) <= _SHORT and _NOTHING.search(text) is not None
