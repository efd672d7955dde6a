"""What changed between two waves: which topics grew, shrank, appeared or vanished.

Two tables in, one out. Loading runs and matching their topics is not done here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd

from voc.driver.comparison.cells import respondent_sums
from voc.driver.comparison.contrast import adjust, check_choices, contrast_groups
from voc.driver.mentions import Floats, Ints, require_columns
from voc.errors import VocError
from voc.messages import phrase
from voc.metric.scale import numbers_on_scale
from voc.topic_statistics.pairs import Pairs, respondent_means, topic_pairs
from voc.topic_statistics.shares import against_rest, group_shares

__all__ = ["CHANGES", "Wave", "compare_waves", "wave_of"]

Respondents: TypeAlias = "int | pd.Series[float]"

CHANGES = ("grew", "shrank", "appeared", "vanished", "unchanged", "untested")
_LEVEL = 0.05
_COLUMNS = [
    *("topic", "n_earlier", "share_earlier", "share_earlier_low", "share_earlier_high"),
    *("n_later", "share_later", "share_later_low", "share_later_high"),
    *("difference", "difference_low", "difference_high", "p_value", "p_adjusted"),
    *("sentiment_earlier", "sentiment_later", "sentiment_difference"),
    *("sentiment_difference_low", "sentiment_difference_high"),
    *("sentiment_p_value", "sentiment_p_adjusted", "change"),
]
_TYPES = dict.fromkeys(_COLUMNS, "float64") | {"topic": "int64", "change": "str"}
_TYPES |= {"n_earlier": "int64", "n_later": "int64"}


@dataclass(frozen=True)
class Wave:
    """Who speaks of which topic in one wave.

    `mentions` has the columns respondent_id, topic, sentiment (−1…1, may be NaN), a row for each
    clause or comment; `respondents` is the number of all who wrote, also of no topic, or their
    survey weights indexed by respondent_id.
    """

    mentions: pd.DataFrame
    respondents: Respondents


def wave_of(comments: pd.DataFrame, mentions: pd.DataFrame) -> Wave:
    """The wave of a run, from its comments and its study topic_mentions.

    Platform text and duplicates are left out. With a column `weight` the respondents have
    weights, each the mean over their comments.

    Parameters
    ----------
    comments : DataFrame
        comment_id and, when there, respondent_id, weight.
    mentions : DataFrame
        comment_id, topic, sentiment.

    Raises
    ------
    VocError
        When a column is missing, a comment_id stands twice or a sentiment is outside −1…1.

    Examples
    --------
    >>> comments = pd.DataFrame({"comment_id": ["c1", "c2", "c3"],
    ...                          "respondent_id": ["r1", "r1", "r2"]})
    >>> mentions = pd.DataFrame({"comment_id": ["c1", "c2"], "topic": 0, "sentiment": [-1, 0]})
    >>> wave = wave_of(comments, mentions)
    >>> wave.respondents, wave.mentions.values.tolist()
    (2, [['r1', 0, -1.0], ['r1', 0, 0.0]])
    """
    require_columns(mentions, ["topic"], "topic mentions")
    topics = sorted(int(topic) for topic in mentions["topic"].dropna().unique() if topic >= 0)
    weights = comments.set_index("comment_id")["weight"] if "weight" in comments else None
    pairs = topic_pairs(comments, mentions, topics, weights)
    counted = pairs.counted
    ids = counted["comment_id"].astype("object")
    owner = counted["respondent_id"].astype("object") if "respondent_id" in counted else ids
    owner = owner.where(owner.notna(), ids)
    table = pd.DataFrame(
        {
            "respondent_id": owner.to_numpy()[pairs.comment],
            "topic": np.array(topics, dtype=np.int64)[pairs.topic],
            "sentiment": pairs.sentiment,
        }
    )
    if weights is None:
        return Wave(table, int(owner.nunique()))
    return Wave(table, pd.Series(pairs.weight, index=counted.index).groupby(owner).mean())


def compare_waves(
    earlier: Wave,
    later: Wave,
    *,
    topics: Sequence[int] | None = None,
    minimum: int = 30,
    correction: str = "holm",
    seed: int = 0,
) -> pd.DataFrame:
    """How the share and the sentiment of each topic changed from one wave to the next.

    Parameters
    ----------
    earlier, later : Wave
        Their topics carry the same numbers: match them before.
    topics : sequence of int, optional
        Topics and their order; by default all that are mentioned, sorted.
    minimum : int
        Respondents that either wave needs for a test of shares, and respondents of either wave
        who say something of the topic for a test of its sentiment.
    correction : {"holm", "bh"}
    seed : int
        Of the permutations, where sentiments are too skewed for Welch's test.

    Returns
    -------
    DataFrame
        A row for each topic:

        topic; n_earlier, n_later: respondents who mention it; share_earlier, share_later of all
        respondents, weighted when there are weights, each with _low and _high;
        difference: later − earlier, difference_low, difference_high; p_value of no difference, of
        topics with 10 respondents in both waves together; p_adjusted: corrected over the topics;
        sentiment_earlier, sentiment_later: mean −1…1 over the respondents who mention it, each
        with their own mean; sentiment_difference with _low and _high, sentiment_p_value,
        sentiment_p_adjusted: corrected over the topics, apart from the shares;

        change: "grew" or "shrank" (p_adjusted below 0.05); "appeared" or "vanished": the same,
        and nobody mentions it in the earlier or in the later wave; "unchanged": no change is
        shown, though there may be one; "untested".

    Raises
    ------
    VocError
        When a column is missing, a sentiment is outside −1…1, a wave has fewer respondents than
        its table names, a weight is negative, or the correction is unknown.

    Notes
    -----
    Respondents are the unit, whatever each of them wrote: someone mentions a topic or does not.
    Shares have Wilson's interval, their difference Newcombe's, the test is Fisher's exact one;
    with weights on Kish's effective numbers (see `voc.topic_statistics.shares`). Sentiments are
    compared by Welch's test or, where they are skewed, a permutation (`contrast_groups`).

    A topic has appeared when its absence before can hardly be chance: nobody mentions it in the
    earlier wave, and the difference is significant. None of 100 respondents and then 12 of 600
    (p = 0.31) is "unchanged". Both waves must be assigned with the same topics: of a topic that
    one run alone knows nobody can be counted in the other, and "appeared" would speak of the
    program, not of the customers.

    Somebody in both waves counts as two people; where the same people are asked again and say
    the same again, the true errors are smaller than the ones here.

    References
    ----------
    Newcombe 1998, Statistics in Medicine 17:873–890. Fisher 1935, Journal of the Royal
    Statistical Society 98:39–82. Welch 1947, Biometrika 34:28–35. Holm 1979, Scandinavian Journal
    of Statistics 6:65–70.

    Examples
    --------
    >>> def wave(parking, breakfast):
    ...     people = [f"r{i}" for i in range(parking)] + [f"r{i}" for i in range(breakfast)]
    ...     topic = [0] * parking + [1] * breakfast
    ...     return Wave(pd.DataFrame({"respondent_id": people, "topic": topic,
    ...                               "sentiment": -0.5}), 200)
    >>> table = compare_waves(wave(0, 60), wave(24, 66))
    >>> table[["topic", "n_earlier", "n_later", "difference", "change"]]
       topic  n_earlier  n_later  difference     change
    0      0          0       24        0.12   appeared
    1      1         60       66        0.03  unchanged
    """
    check_choices("auto", correction)
    waves = {"earlier": earlier, "later": later}
    if topics is None:
        said = pd.concat([wave.mentions["topic"] for wave in waves.values()]).dropna()
        topics = sorted(int(topic) for topic in said.unique() if topic >= 0)
    pairs, group = _joined(waves, list(topics))
    shares = group_shares(pairs, group, 2)
    low, high = shares.intervals()
    contrast = against_rest(shares, minimum)
    table = pd.DataFrame({"topic": pd.Series(list(topics), dtype="int64")})
    for row, name in enumerate(waves):
        table[f"n_{name}"] = shares.mentions[row]
        table[f"share_{name}"] = shares.share[row]
        table[f"share_{name}_low"], table[f"share_{name}_high"] = low[row], high[row]
    table["difference"], table["p_value"] = contrast.difference[1], contrast.p_value[1]
    table["difference_low"], table["difference_high"] = contrast.low[1], contrast.high[1]
    table["p_adjusted"] = adjust(table["p_value"], correction)
    table = table.join(_sentiments(pairs, group, minimum, seed))
    table["sentiment_p_adjusted"] = adjust(table["sentiment_p_value"], correction)
    table["change"] = _changes(table)
    return table[list(_TYPES)].astype(_TYPES)


def _joined(waves: dict[str, Wave], topics: list[int]) -> tuple[Pairs, Ints]:
    """The respondents of both waves as if each had written one comment, and the wave of each."""
    parts, weights, first = [], [], 0
    for name, wave in waves.items():
        require_columns(wave.mentions, ["respondent_id", "topic", "sentiment"], f"{name} wave")
        said = wave.mentions[wave.mentions["topic"].isin(topics)].reset_index(drop=True)
        owner, weight = _people(said["respondent_id"], wave.respondents, name)
        of_topic = pd.Index(topics).get_indexer(pd.Index(said["topic"]))
        values = said["sentiment"].to_numpy(dtype=np.float64, na_value=np.nan)
        if (np.abs(values) > 1 + 1e-9).any():
            raise VocError(
                "statistics.sentiment-off",
                where=phrase("place.wave-column", wave=name, column="sentiment"),
            )
        size = max(1, len(topics))
        key, place = np.unique(owner * size + of_topic, return_inverse=True)
        mean = respondent_means(values, place, place, len(key), np.ones(len(place)))
        parts.append((key // size + first, key % size, mean))
        weights.append(weight / (weight.sum() or 1.0) * len(weight))
        first += len(weight)
    comment, topic, sentiment = (np.concatenate(each) for each in zip(*parts, strict=True))
    pairs = Pairs(
        counted=pd.DataFrame(index=range(first)),
        respondent=np.arange(first, dtype=np.int64),
        weight=np.concatenate(weights),
        topics=topics,
        comment=comment.astype(np.int64),
        topic=topic.astype(np.int64),
        sentiment=sentiment,
    )
    group = np.repeat(np.arange(2), [len(weight) for weight in weights])
    return pairs, np.where(pairs.weight > 0, group, -1).astype(np.int64)


def _people(speakers: pd.Series[str], respondents: Respondents, name: str) -> tuple[Ints, Floats]:
    """Number of the respondent of each row, and the weights of all respondents of the wave."""
    if isinstance(respondents, pd.Series):
        if respondents.index.has_duplicates:
            twice = respondents.index[respondents.index.duplicated()][0]
            raise VocError(
                "statistics.weight-twice", where=phrase("place.wave", wave=name), id=twice
            )
        owner = respondents.index.get_indexer(pd.Index(speakers))
        strangers = speakers[owner < 0]
        if len(strangers):
            raise VocError(
                "statistics.no-weight-of",
                where=phrase("place.wave", wave=name),
                respondent=strangers.iloc[0],
            )
        most = float(np.finfo(np.float64).max)
        weight = np.nan_to_num(numbers_on_scale(respondents, "weights", 0, most))
        return owner.astype(np.int64), weight
    owner, known = pd.factorize(speakers)
    alone = owner < 0  # a comment without a respondent is a respondent of its own
    owner = owner.astype(np.int64)
    owner[alone] = len(known) + np.arange(alone.sum())
    if owner.max(initial=-1) >= respondents:
        raise VocError(
            "statistics.too-few-respondents",
            where=phrase("place.wave", wave=name),
            named=int(owner.max()) + 1,
            respondents=respondents,
        )
    return owner, np.ones(respondents)


def _sentiments(pairs: Pairs, group: Ints, minimum: int, seed: int) -> pd.DataFrame:
    """Mean sentiment of each topic in either wave, and the difference."""
    topics = len(pairs.topics)
    wave = group[pairs.comment]
    cell = np.where(wave >= 0, wave * topics + pairs.topic, -1)
    points = 50 * (pairs.sentiment + 1)
    units = respondent_sums(points, cell, pairs.comment, (2, topics), pairs.weight[pairs.comment])
    cells = units.cells()
    found = contrast_groups(units, cells, minimum, "auto", tests=topics, seed=seed)
    mean = cells.mean() / 50 - 1
    return pd.DataFrame(
        {
            "sentiment_earlier": mean[0],
            "sentiment_later": mean[1],
            "sentiment_difference": found.comparison.difference[1] / 50,
            "sentiment_difference_low": found.comparison.low[1] / 50,
            "sentiment_difference_high": found.comparison.high[1] / 50,
            "sentiment_p_value": found.p_value[1],
        }
    )


def _changes(table: pd.DataFrame) -> list[str]:
    adjusted, rose = table["p_adjusted"], table["difference"] > 0
    cases = {
        "untested": adjusted.isna(),
        "unchanged": adjusted >= _LEVEL,
        "appeared": rose & (table["n_earlier"] == 0),
        "vanished": ~rose & (table["n_later"] == 0),
        "grew": rose,
    }
    return [str(change) for change in np.select(list(cases.values()), list(cases), "shrank")]
