"""What is said of each topic and what it does to the score."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from voc.driver import impact
from voc.driver.comparison.cells import respondent_sums
from voc.driver.mentions import Floats
from voc.driver.scored import NEUTRAL
from voc.topic_statistics.pairs import Pairs, respondent_means

__all__ = ["topic_figures"]

_IMPACT = ["impact", "impact_low", "impact_high"]


def topic_figures(
    pairs: Pairs,
    outcome: pd.Series[float] | None = None,
    *,
    outcome_kind: str = "mean",
    weights: pd.Series[float] | None = None,
    neutral: float = NEUTRAL,
    bootstrap: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """Mentions, sentiment, score and impact of each topic.

    Parameters
    ----------
    pairs : Pairs
    outcome : Series, optional
        Score of each comment, indexed by comment_id; answers 0…10 for "nps".
    outcome_kind : str
        As in `voc.driver.impact`.
    weights : Series, optional
        Survey weights, indexed by comment_id: the ones `pairs` was made with.
    neutral : float
        |sentiment| up to this is neutral.
    bootstrap, seed : int
        Of the interval of the impact.

    Returns
    -------
    DataFrame
        A row for each topic, in the order of `pairs.topics`:

        topic; mentions: comments in which at least one clause belongs to it;
        sentiment: −1…1, mean over the respondents who mention it, each with the mean of their
        comments, each of these with the mean of its clauses on the topic;
        negative_share: of the comments that mention it, those whose clauses on it are negative in
        the mean, 0…1;
        score: mean score 0…100 of the comments that mention it;
        impact, impact_low, impact_high: score of all − score of the comments that do not mention
        it, as in `voc.driver.impact`; NaN without a score.

        With weights all but mentions are weighted. NaN without a mention.

    Raises
    ------
    VocError
        As in `voc.driver.impact`.

    Examples
    --------
    >>> from voc.topic_statistics.pairs import topic_pairs
    >>> comments = pd.DataFrame({"comment_id": ["c1", "c2", "c3"], "score": [20.0, 60.0, 100.0]})
    >>> mentions = pd.DataFrame({"comment_id": ["c1", "c2"], "topic": 0, "sentiment": [-0.8, 0.4]})
    >>> table = topic_figures(topic_pairs(comments, mentions, [0]))
    >>> table[["mentions", "sentiment", "negative_share", "score"]].round(2).values.tolist()
    [[2.0, -0.2, 0.5, 40.0]]
    """
    table = pd.DataFrame({"topic": pd.Series(pairs.topics, dtype="int64")})
    table["mentions"] = pairs.mentions
    heavy, k = pairs.weighed(), len(pairs.topics)
    weight, owner = heavy.weight[heavy.comment], heavy.respondent[heavy.comment]
    table["sentiment"] = respondent_means(heavy.sentiment, heavy.topic, owner, k, weight)
    negative = (heavy.sentiment < -neutral).astype(np.float64)
    table["negative_share"] = _comment_means(negative, heavy)
    score = np.full(len(heavy.counted), np.nan)
    if "score" in heavy.counted:
        score = heavy.counted["score"].to_numpy(dtype=np.float64, na_value=np.nan)
    table["score"] = _comment_means(score[heavy.comment], heavy)
    if outcome is None:
        return table.assign(**dict.fromkeys(_IMPACT, np.nan))
    effects = _impacts(
        pairs, outcome, outcome_kind=outcome_kind, weights=weights, bootstrap=bootstrap, seed=seed
    )
    return table.join(effects, on="topic")


def _comment_means(values: Floats, pairs: Pairs) -> Floats:
    """Mean of each topic over the pairs."""
    owner, weight = pairs.respondent[pairs.comment], pairs.weight[pairs.comment]
    shape = (1, len(pairs.topics))
    return np.asarray(respondent_sums(values, pairs.topic, owner, shape, weight).cells().mean()[0])


def _impacts(pairs: Pairs, outcome: pd.Series[float], **arguments: Any) -> pd.DataFrame:
    """Impact with its bounds, indexed by topic."""
    counted = pairs.counted.set_index("comment_id")
    said = pd.DataFrame(
        {
            "comment_id": counted.index[pairs.comment],
            "topic": np.array(pairs.topics, dtype=np.int64)[pairs.topic],
        }
    )
    scored = outcome[outcome.index.isin(counted.index)]
    owners = counted.get("respondent_id")
    effects = impact(scored, said, owners, by="topic", **arguments)
    return effects.set_index("topic")[_IMPACT]
