"""All figures of the topics of a run, put together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from voc.config import Config
from voc.driver.mentions import require_columns
from voc.responses import outcome_of, weight_of_comments
from voc.topic_statistics.coverage import topic_coverage
from voc.topic_statistics.figures import topic_figures
from voc.topic_statistics.pairs import Pairs, topic_pairs
from voc.topic_statistics.periods import LEVEL, topic_periods
from voc.topic_statistics.segments import topic_segments

__all__ = ["topic_studies"]

# In the order of the table; columns that are not named here stand before the last one.
_ORDER = [
    *("topic", "label", "size", "share", "mentions", "words", "sentiment", "negative_share"),
    *("score", "impact", "impact_low", "impact_high", "driver", "covered", "trend"),
]
_LAST = ["match", "pinned", "quotes"]


def topic_studies(
    comments: pd.DataFrame,
    opinions: pd.DataFrame,
    mentions: pd.DataFrame,
    topics: pd.DataFrame,
    *,
    settings: Config,
    segments: Sequence[str] = (),
    outcome: str | None = None,
) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """What customers say of each topic, what it does to the score, who speaks of it and when.

    Parameters
    ----------
    comments, opinions : DataFrame
        The tables of a run. Weights are taken from the column `weight`, when there is one.
    mentions : DataFrame
        The study topic_mentions: comment_id, topic, start, end, text, strength 0…1, sentiment
        −1…1; a row for each clause that belongs to a topic. Mentions of topics that are not in
        `topics` are passed over.
    topics : DataFrame
        Columns topic, label, size, share, words, and what else the topics have.
    settings : Config
        `opinion.neutral`, `statistics` and the seed of `run`.
    segments : sequence of str
        Columns of `comments` to compare by.
    outcome : str, optional
        The metric that impacts are measured on ("nps", "csat", "stars" …): `attrs["outcome"]` of
        the respondents. Without it there is no impact.

    Returns
    -------
    topics : DataFrame
        The same rows with mentions, sentiment, negative_share, score, impact, impact_low,
        impact_high (`topic_figures`), driver, covered (`topic_coverage`) and trend: 1 for a topic
        whose share rises (p_adjusted below 0.05 in topic_growth), −1 for one that falls, else 0.
    studies : dict of str to DataFrame
        topic_drivers, topic_gaps (`Coverage`), topic_segments, topic_trends and topic_growth
        (`TopicPeriods`); one without rows, and topic_growth without a slope, is left out.

    Raises
    ------
    VocError
        When a column is missing, a comment_id stands twice or a sentiment is outside −1…1.

    Examples
    --------
    >>> from voc.config import load_config
    >>> comments = pd.DataFrame({"comment_id": ["c1", "c2"]})
    >>> opinions = pd.DataFrame({"comment_id": ["c1"], "start": [0], "end": [4],
    ...                          "driver": ["breakfast"], "dimension": ["product"]})
    >>> mentions = pd.DataFrame({
    ...     "comment_id": ["c1", "c2"], "topic": [1, 0], "start": 0, "end": [4, 3],
    ...     "text": ["早餐好吃", "停车难"], "strength": 0.9, "sentiment": [0.6, -0.6]})
    >>> topics = pd.DataFrame({"topic": [0, 1], "label": ["停车", "早餐"], "size": 1,
    ...                        "share": 0.5, "words": [["停车"], ["早餐"]]})
    >>> table, studies = topic_studies(comments, opinions, mentions, topics,
    ...                                settings=load_config())
    >>> table[["label", "mentions", "sentiment", "driver", "covered", "trend"]]
      label  mentions  sentiment     driver  covered  trend
    0    停车         1       -0.6                 0.0      0
    1    早餐         1        0.6  breakfast      1.0      0
    >>> list(studies), studies["topic_gaps"]["example"].tolist()
    (['topic_drivers', 'topic_gaps'], ['停车难'])
    """
    require_columns(topics, ["topic", "label", "words"], "topics")
    ids = [int(topic) for topic in topics["topic"]]
    weights = weight_of_comments(comments)
    pairs = topic_pairs(comments, mentions, ids, weights)
    values, kind = outcome_of(pairs.counted, outcome)
    figures = topic_figures(
        pairs,
        values,
        outcome_kind=kind,
        weights=weights,
        neutral=settings.opinion.neutral,
        bootstrap=settings.statistics.bootstrap,
        seed=settings.run.seed,
    )
    coverage = topic_coverage(pairs, mentions, opinions)
    figures["driver"] = pd.Series(coverage.best, dtype="str")
    figures["covered"] = coverage.covered
    studies = _comparisons(pairs, settings, segments)
    figures["trend"] = _trend(figures["topic"], studies.get("topic_growth"))
    table = _with_figures(topics, figures)
    studies = {
        "topic_drivers": coverage.drivers,
        "topic_gaps": coverage.gaps(table),
        **studies,
    }
    return table, {name: study for name, study in studies.items() if len(study)}


def _comparisons(
    pairs: Pairs, settings: Config, segments: Sequence[str]
) -> dict[str, pd.DataFrame]:
    """topic_segments, topic_trends and topic_growth."""
    minimum, correction = settings.statistics.segment_minimum, settings.statistics.correction
    studies = {
        "topic_segments": topic_segments(pairs, segments, minimum=minimum, correction=correction)
    }
    if "time" in pairs.counted and pairs.counted["time"].notna().any():
        over_time = topic_periods(pairs, minimum=minimum)
        studies["topic_trends"] = over_time.trends()
        growth = over_time.growth(correction)
        if growth["slope"].notna().any():
            studies["topic_growth"] = growth
    return studies


def _trend(topic: pd.Series[int], growth: pd.DataFrame | None) -> pd.Series[int]:
    if growth is None:
        return pd.Series(0, index=topic.index, dtype="int64")
    shown = growth["p_adjusted"] < LEVEL
    direction = pd.Series(np.where(shown, np.sign(growth["slope"]), 0), index=growth["topic"])
    return topic.map(direction).fillna(0).astype("int64")


def _with_figures(topics: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """The topics with the figures in place of those they had, in the order of the table."""
    new = figures.set_index("topic")
    kept = topics.drop(columns=[name for name in new if name in topics])
    table = kept.join(new, on="topic")
    first = [name for name in _ORDER if name in table]
    last = [name for name in _LAST if name in table]
    others = [name for name in table if name not in (*first, *last)]
    return table[[*first, *others, *last]]
