"""Topics over time: their share in each period, and which of them are emerging."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from voc.driver.comparison.contrast import adjust, check_choices
from voc.driver.comparison.slopes import MINIMUM_PERIODS
from voc.driver.mentions import Floats, Ints, require_columns
from voc.driver.satisfaction import PRIOR_DEGREES
from voc.metric.periods import FREQUENCIES, period_groups
from voc.topic_statistics.pairs import Pairs, respondent_means
from voc.topic_statistics.shares import MINIMUM_MENTIONS, Shares, group_shares

__all__ = ["EMERGING_SHARE", "LEVEL", "TopicPeriods", "share_trends", "topic_periods"]

EMERGING_SHARE = 0.01  # of the last periods' comments that an emerging topic has at least
LEVEL = 0.05  # of the adjusted p-value
_RECENT = 4  # the last periods are one in four

_TRENDS = {
    "period": "datetime64[ns]",
    "freq": "str",
    "topic": "int64",
    "n": "int64",
    "share": "float64",
    "low": "float64",
    "high": "float64",
    "sentiment": "float64",
}
_GROWTH = {
    "topic": "int64",
    "first": "float64",
    "last": "float64",
    "slope": "float64",
    "slope_low": "float64",
    "slope_high": "float64",
    "p_value": "float64",
    "p_adjusted": "float64",
    "volume": "bool",
    "growth": "bool",
    "emerging": "bool",
}


@dataclass(frozen=True)
class TopicPeriods:
    """Shares of topics by period. Rows are the periods that hold a comment."""

    topics: list[int]
    periods: pd.DatetimeIndex
    number: Ints  # of each period on the calendar: one without a comment leaves a gap
    freq: str
    shares: Shares
    sentiment: Floats  # shape (periods, topics)
    ends: Shares  # of two groups: the first periods and the last ones

    def trends(self) -> pd.DataFrame:
        """The study topic_trends: a row for each period and topic.

        Columns period (its first day), freq, topic; n: comments that mention the topic, share of
        the comments of the period, low, high; sentiment −1…1, mean over the respondents.
        """
        low, high = self.shares.intervals()
        figures = {
            "period": np.repeat(self.periods.to_numpy(), len(self.topics)),
            "freq": self.freq,
            "topic": np.tile(np.array(self.topics, dtype=np.int64), len(self.periods)),
            "n": np.ravel(self.shares.mentions),
            "share": np.ravel(self.shares.share),
            "low": np.ravel(low),
            "high": np.ravel(high),
            "sentiment": np.ravel(self.sentiment),
        }
        return pd.DataFrame(figures).astype(_TRENDS)

    def growth(self, correction: str = "holm") -> pd.DataFrame:
        """The study topic_growth: which topics gain or lose from period to period.

        Parameters
        ----------
        correction : {"holm", "bh"}

        Returns
        -------
        DataFrame
            A row for each topic: topic; first, last: share in the first and in the last quarter
            of the periods (one period at least);
            slope: change of the share from one period to the next, slope_low, slope_high, p_value
            of no trend, p_adjusted: corrected over the topics; see `share_trends`;
            volume: last is at least 1 % and stands on 10 comments or more;
            growth: the slope is above 0 and p_adjusted below 0.05; emerging: both.

            NaN and False with fewer than 4 periods.

        Raises
        ------
        VocError
            When the correction is unknown.
        """
        check_choices("auto", correction)
        slope, low, high, p_value = share_trends(self.number, self.shares)
        table = pd.DataFrame({"topic": pd.Series(self.topics, dtype="int64")})
        few = len(self.periods) < MINIMUM_PERIODS
        table["first"], table["last"] = np.where(few, np.nan, self.ends.share)
        table["slope"], table["slope_low"], table["slope_high"] = slope, low, high
        table["p_value"] = p_value
        table["p_adjusted"] = adjust(table["p_value"], correction)
        often = self.ends.mentions[1] >= MINIMUM_MENTIONS
        table["volume"] = often & (table["last"] >= EMERGING_SHARE)
        table["growth"] = (table["slope"] > 0) & (table["p_adjusted"] < LEVEL)
        table["emerging"] = table["volume"] & table["growth"]
        return table[list(_GROWTH)].astype(_GROWTH)


def topic_periods(pairs: Pairs, freq: str = "auto", *, minimum: int = 30) -> TopicPeriods:
    """Shares and sentiment of each topic in each period.

    Parameters
    ----------
    pairs : Pairs
        With `time` (datetime64) among its comments; those without a time are left out.
    freq : str
        Length of a period, as in `voc.metric.periods.period_groups`.
    minimum : int
        Comments that a period of automatic length holds on average.

    Raises
    ------
    VocError
        When `time` is missing or holds no times, or freq is unknown.

    Examples
    --------
    >>> from voc.topic_statistics.pairs import topic_pairs
    >>> months = pd.date_range("2024-01-01", periods=6, freq="MS").repeat(200)
    >>> ids = [f"c{number:04}" for number in range(1200)]
    >>> comments = pd.DataFrame({"comment_id": ids, "time": months})
    >>> place = np.arange(1200)
    >>> parking = place % 200 < 4 + 8 * (place // 200)
    >>> mentions = pd.DataFrame({"comment_id": np.array(ids)[parking], "topic": 0,
    ...                          "sentiment": -0.5})
    >>> found = topic_periods(topic_pairs(comments, mentions, [0]), "month")
    >>> found.growth()[["first", "last", "slope", "volume", "growth", "emerging"]].round(3)
       first  last  slope  volume  growth  emerging
    0   0.02  0.22   0.04    True    True      True
    """
    require_columns(pairs.counted, ["time"], "comments")
    heavy = pairs.weighed()
    group, periods, length = period_groups(
        heavy.counted["time"], freq, minimum=minimum, where="comments"
    )
    k, many = len(pairs.topics), len(periods)
    of_pair = group[heavy.comment]
    sentiment = respondent_means(
        heavy.sentiment,
        np.where(of_pair >= 0, of_pair * k + heavy.topic, -1),
        heavy.respondent[heavy.comment],
        many * k,
        heavy.weight[heavy.comment],
    )
    recent = max(1, many // _RECENT)
    late = (group >= many - recent) & (group >= 0)
    end = np.where(late, 1, np.where((group >= 0) & (group < recent), 0, -1))
    ordinal = pd.PeriodIndex(periods, freq=FREQUENCIES[length]).astype("int64").to_numpy()
    return TopicPeriods(
        topics=pairs.topics,
        periods=periods,
        number=(ordinal - ordinal[0] if many else ordinal).astype(np.int64),
        freq=length,
        shares=group_shares(heavy, group, many),
        sentiment=sentiment.reshape(many, k),
        ends=group_shares(heavy, end.astype(np.int64), 2),
    )


def share_trends(number: Ints, shares: Shares) -> tuple[Floats, Floats, Floats, Floats]:
    """Slope of each topic's share over the periods, its interval and a test of no trend.

    Parameters
    ----------
    number : array of shape (T,)
        Number of each period on the calendar.
    shares : Shares
        Of the periods (rows).

    Returns
    -------
    tuple of arrays of shape (topics,)
        slope, low, high, p_value: NaN with fewer than 4 periods, and for a topic with fewer than
        10 mentions in all or one that every comment mentions.

    Notes
    -----
    The trend test of Cochran and Armitage with a dispersion. With n_t effective comments, shares
    y_t, p their mean and S = Σ n_t (t − t̄)²: slope b = Σ n_t (t − t̄)(y_t − p)/S, and
    b/√(φ p(1 − p)/S) is Student's t. The dispersion of a topic about its line is
    φ₀ = Σ n_t (y_t − p − b(t − t̄))²/(p(1 − p)(T − 2)); few periods tell little of it, so that it
    is averaged with the median of all topics, which weighs as up to 4 degrees of freedom d₀:
    φ = max(1, φ₀, ((T − 2) φ₀ + d₀ median)/(T − 2 + d₀)), t having T − 2 + d₀ degrees.

    Why not the binomial test alone: topics come and go with seasons, and it would call that a
    trend. Why not the line of `slope_table` with HC3: with 4 to 6 periods its 2 to 4 degrees of
    freedom show hardly anything that outlives the correction over many topics, and where the
    number of comments grows it rings too often for rare topics. In simulations without growth
    (4 to 24 periods, 10 to 40 topics, 60 to 1000 comments a period; levels steady, or moving by
    30 %, or a quarter of them by 80 % from period to period) 1 % of the families on average and 6 %
    at most held a topic called growing (HC3: 2 and 7 %). Of one that grows fourfold within 6
    periods of 1000 comments, among 40 topics, 67 % were found (HC3: 18 %).
    Levels that drift without a direction can still look like a trend.

    References
    ----------
    Armitage 1955, Biometrics 11:375–386. McCullagh & Nelder 1989, Generalized Linear Models, 2nd
    ed., §4.5 (dispersion). Smyth 2004, Statistical Applications in Genetics and Molecular Biology
    3(1):3 (moderated variance).
    """
    from scipy.special import stdtr, stdtrit

    slope, low, high, p_value = (np.full(shares.share.shape[1], np.nan) for _ in range(4))
    if len(number) < MINIMUM_PERIODS:
        return slope, low, high, p_value
    n, y = shares.number, np.nan_to_num(shares.share)
    level = (n * y).sum(axis=0) / n.sum(axis=0)
    often = shares.mentions.sum(axis=0) >= MINIMUM_MENTIONS
    tested = np.flatnonzero(often & (level > 0) & (level < 1 - 1e-12))
    if len(tested) == 0:
        return slope, low, high, p_value
    n, y, p = n[:, tested], y[:, tested], level[tested]
    t = number.astype(np.float64)[:, None]
    off = t - (n * t).sum(axis=0) / n.sum(axis=0)
    squares = (n * off**2).sum(axis=0)
    b = (n * off * (y - p)).sum(axis=0) / squares
    own = len(number) - 2
    scatter = (n * (y - p - b * off) ** 2).sum(axis=0) / (p * (1 - p)) / own
    prior = min(PRIOR_DEGREES, (len(tested) - 1) * own)
    averaged = (own * scatter + prior * np.median(scatter)) / (own + prior)
    dispersion = np.maximum(1.0, np.maximum(scatter, averaged))
    error = np.sqrt(dispersion * p * (1 - p) / squares)
    margin = stdtrit(own + prior, 0.975) * error
    slope[tested], low[tested], high[tested] = b, b - margin, b + margin
    p_value[tested] = 2 * stdtr(own + prior, -np.abs(b) / error)
    return slope, low, high, p_value
