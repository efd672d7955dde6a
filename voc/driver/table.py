"""The tables of drivers and of dimensions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from voc.driver.impact import impact
from voc.driver.mentions import (
    Floats,
    Mentions,
    counted_comments,
    find_mentions,
    require_columns,
    without_texts,
)
from voc.driver.notes import Note
from voc.driver.quotes import pick_quotes
from voc.driver.satisfaction import satisfaction
from voc.driver.scored import NEUTRAL
from voc.driver.shared_impact import shared_impact
from voc.errors import VocError
from voc.lexicon import DIMENSIONS
from voc.lexicon.dimensions import OVERALL
from voc.messages import listed, phrase
from voc.repeated import coded

__all__ = ["dimension_table", "driver_table", "with_priorities"]

_LABELS = {"label_zh": "str", "label_en": "str", "dimension": "str"}
_FIGURES = {
    "mentions": "int64",
    "share": "float64",
    "positive": "int64",
    "neutral": "int64",
    "negative": "int64",
    "satisfaction": "float64",
    "low": "float64",
    "high": "float64",
    **{
        f"{figure}{end}": "float64"
        for figure in ("impact", "impact_negative", "impact_positive", "impact_shared")
        for end in ("", "_low", "_high")
    },
}
_PRIORITIES = {
    "importance": "float64",
    "importance_low": "float64",
    "importance_high": "float64",
    "quadrant": "str",
    "kano": "str",
}
_LAST = {"quotes": "object"}


def driver_table(
    comments: pd.DataFrame,
    opinions: pd.DataFrame,
    drivers: pd.DataFrame | None = None,
    *,
    outcome: pd.Series[float] | None = None,
    outcome_kind: str = "mean",
    weights: pd.Series[float] | None = None,
    bootstrap: int = 1000,
    seed: int = 0,
    quotes: int = 6,
    neutral: float = NEUTRAL,
) -> pd.DataFrame:
    """What customers judge, how satisfied they are with it and what it does to the score.

    Parameters
    ----------
    comments : DataFrame
        The comments table: comment_id and, when there, boilerplate, duplicate_of,
        respondent_id, score (0…100), text, confidence.
    opinions : DataFrame
        The opinions table: comment_id, driver, polarity −1…1 and, when there, term, dimension.
    drivers : DataFrame, optional
        Columns driver, label_zh, label_en, dimension, from the codebook. A driver that is not
        in it is labelled by its id and takes its commonest dimension in `opinions`.
    outcome : Series, optional
        Score of each comment, indexed by comment_id; the column `score` when not given.
    outcome_kind : {"mean", "nps", "csat"}
        "nps": `outcome` holds 0…10 answers and impacts are in points of NPS; "csat": 1…5 answers
        and points of the share of 4 and 5.
    weights : Series, optional
        Survey weight of each comment, 0 or more, indexed by comment_id. Shares, satisfaction and
        impacts are weighted; mentions, positive, neutral and negative stay counts.
    bootstrap : int
        Resamples of respondents for the interval of the impact.
    seed : int
        Seed of the resampling. The order of the rows does not matter.
    quotes : int
        Most comment ids to quote for a driver.
    neutral : float
        |polarity| up to this is neutral.

    Returns
    -------
    DataFrame
        One row for each driver that is mentioned, most mentions first, then by id:

        driver, label_zh, label_en, dimension;
        mentions: comments with an opinion on it; share: of all comments that count, 0…1;
        positive, neutral, negative: comments, adding up to mentions (bare mentions are neutral);
        satisfaction, low, high: 0…100, NaN when no comment evaluates it (see `satisfaction`);
        impact, impact_negative, impact_positive (of any, of negative and of positive mentions,
        see `impact`) and impact_shared (overlap-adjusted, see `shared_impact`; NaN for the
        drivers of the dimension overall), each with _low and _high: NaN without a score;
        importance, importance_low, importance_high, quadrant, kano: NaN and "" until
        `with_priorities` fills them in;
        quotes: list of comment ids (see `pick_quotes`).

        `attrs["notes"]` says why figures are missing.

    Raises
    ------
    VocError
        When a column is missing, a comment_id stands twice, or as in `impact`.

    Notes
    -----
    Boilerplate and duplicates do not count, neither in the shares nor in the scores.

    Examples
    --------
    >>> comments = pd.DataFrame({"comment_id": ["c1", "c2", "c3"]})
    >>> opinions = pd.DataFrame({"comment_id": ["c1", "c1", "c2"],
    ...                          "driver": ["room", "wifi", "room"],
    ...                          "dimension": ["tangibles", "reliability", "tangibles"],
    ...                          "term": ["大", "慢", "小"], "polarity": [0.6, -0.6, -0.6]})
    >>> driver_table(comments, opinions)[["driver", "mentions", "positive", "negative"]]
      driver  mentions  positive  negative
    0   room         2         1         1
    1   wifi         1         0         1
    """
    counted = counted_comments(without_texts(comments))
    mentions = find_mentions(counted, opinions, "driver")
    heavy = _weights(counted, weights)
    figures = _figures(counted, mentions, quotes, neutral, heavy)
    labels = _driver_labels(mentions.names, opinions, drivers)
    verdicts = [OVERALL, *labels.loc[labels["dimension"] == OVERALL, "driver"]]
    effects = _impacts(
        counted, mentions, verdicts, outcome, outcome_kind, weights, bootstrap, seed, neutral
    )
    table = pd.concat([labels, figures, effects], axis=1)
    table = table.sort_values(["mentions", "driver"], ascending=[False, True], ignore_index=True)
    return _typed(table, {"driver": "str"} | _LABELS, effects.attrs.get("notes", []))


def dimension_table(
    comments: pd.DataFrame,
    opinions: pd.DataFrame,
    *,
    outcome: pd.Series[float] | None = None,
    outcome_kind: str = "mean",
    weights: pd.Series[float] | None = None,
    bootstrap: int = 1000,
    seed: int = 0,
    quotes: int = 6,
    neutral: float = NEUTRAL,
) -> pd.DataFrame:
    """The driver table for the SERVQUAL dimensions and product, price, overall.

    Parameters
    ----------
    comments, opinions, outcome, outcome_kind, weights, bootstrap, seed, quotes, neutral
        As in `driver_table`; `opinions` needs the column dimension, not driver.

    Returns
    -------
    DataFrame
        Columns dimension, label_zh, label_en, then as in `driver_table`. Always eight rows:
        tangibles, reliability, responsiveness, assurance, empathy, product, price, overall; one
        that nobody mentions has 0 mentions and NaN figures.

    Raises
    ------
    VocError
        As in `driver_table`, and when an opinion has a dimension that is none of the eight.

    Notes
    -----
    The polarity of a comment on a dimension is the mean over its evaluating opinions there, so
    that three remarks on the room and one on the noise weigh as four remarks, not as two drivers.

    References
    ----------
    Parasuraman, Zeithaml & Berry 1988, Journal of Retailing 64(1):12–40.

    Examples
    --------
    >>> comments = pd.DataFrame({"comment_id": ["c1"]})
    >>> opinions = pd.DataFrame({"comment_id": ["c1"], "dimension": ["price"], "term": ["贵"],
    ...                          "polarity": [-0.6]})
    >>> table = dimension_table(comments, opinions)
    >>> len(table), table.set_index("dimension").loc["price", "negative"].item()
    (8, 1)
    """
    counted = counted_comments(without_texts(comments))
    mentions = find_mentions(counted, opinions, "dimension")
    unknown = sorted(set(mentions.names) - set(DIMENSIONS))
    if unknown:
        raise VocError(
            "statistics.no-dimension",
            where=phrase("place.column-of", table="opinions", column="dimension"),
            unknown=listed(unknown),
            known=listed(DIMENSIONS),
        )
    figures = _figures(counted, mentions, quotes, neutral, _weights(counted, weights))
    effects = _impacts(
        counted, mentions, [OVERALL], outcome, outcome_kind, weights, bootstrap, seed, neutral
    )
    table = pd.concat([figures, effects], axis=1)
    table["dimension"] = mentions.names
    table = pd.concat([table, _never_mentioned(set(DIMENSIONS) - set(mentions.names))])
    table = table.set_index("dimension").loc[list(DIMENSIONS)].reset_index()
    table["label_zh"] = [zh for zh, _ in DIMENSIONS.values()]
    table["label_en"] = [en for _, en in DIMENSIONS.values()]
    first = {"dimension": "str", "label_zh": "str", "label_en": "str"}
    return _typed(table, first, effects.attrs.get("notes", []))


def with_priorities(
    table: pd.DataFrame,
    *,
    importance: pd.DataFrame | None = None,
    quadrants: pd.DataFrame | None = None,
    penalty_reward: pd.DataFrame | None = None,
    by: str = "driver",
) -> pd.DataFrame:
    """The table with importance, quadrant and Kano category of each driver.

    Parameters
    ----------
    table : DataFrame
        From `driver_table`, or with by="dimension" from `dimension_table`.
    importance, quadrants, penalty_reward : DataFrame, optional
        From the functions of these names; column driver holds what `by` holds in `table`. A
        driver that is not among them keeps NaN and "". Of `importance`, the rows of source text.
    by : str

    Returns
    -------
    DataFrame
        The same rows and columns.
    """
    filled = table.copy()
    sources = [
        (importance, ["importance", "importance_low", "importance_high"]),
        (quadrants, ["quadrant"]),
        (penalty_reward, ["kano"]),
    ]
    for source, columns in sources:
        if source is None or source.empty:
            continue
        known = source[source["source"] == "text"] if "source" in source else source
        rows = known.drop_duplicates("driver").set_index("driver")
        for column in columns:
            found = table[by].map(rows[column])
            filled[column] = found.where(found.notna(), table[column])
    filled.attrs = dict(table.attrs)
    return filled.astype(_PRIORITIES)


def _weights(counted: pd.DataFrame, weights: pd.Series[float] | None) -> Floats | None:
    """Weight of each counted comment; one without a weight has 0."""
    if weights is None:
        return None
    return np.asarray(weights.reindex(counted["comment_id"]).fillna(0), dtype=np.float64)


def _figures(
    counted: pd.DataFrame,
    mentions: Mentions,
    quotes: int,
    neutral: float,
    weights: Floats | None,
) -> pd.DataFrame:
    """Counts, satisfaction and quotes, one row for each name in the order of `mentions.names`."""
    names = len(mentions.names)
    label = np.where(mentions.polarity > neutral, 1, np.where(mentions.polarity < -neutral, -1, 0))
    counts = np.bincount(mentions.name * 3 + label + 1, minlength=3 * names).reshape(names, 3)
    pairs = pd.DataFrame({"name": mentions.name, "polarity": mentions.polarity})
    heavy = np.ones(len(counted)) if weights is None else weights
    mentioned = np.bincount(mentions.name, weights=heavy[mentions.comment], minlength=names)
    owners = counted["respondent_id"].astype("category") if "respondent_id" in counted else None
    evaluated = satisfaction(
        pairs,
        by="name",
        weights=None if weights is None else weights[mentions.comment],
        respondents=None if owners is None else owners.iloc[mentions.comment],
    )
    # factorize numbers the groups 0…k−1 in the order of their codes, and every name has a mention
    return pd.DataFrame(
        {
            "mentions": counts.sum(axis=1),
            "share": mentioned / (heavy.sum() or 1.0),
            "positive": counts[:, 2],
            "neutral": counts[:, 1],
            "negative": counts[:, 0],
            "satisfaction": evaluated["satisfaction"],
            "low": evaluated["low"],
            "high": evaluated["high"],
            "quotes": pd.Series(pick_quotes(counted, mentions, quotes), dtype="object"),
        }
    )


def _impacts(
    counted: pd.DataFrame,
    mentions: Mentions,
    verdicts: list[str],
    outcome: pd.Series[float] | None,
    outcome_kind: str,
    weights: pd.Series[float] | None,
    bootstrap: int,
    seed: int,
    neutral: float,
) -> pd.DataFrame:
    """Impacts and their bounds, one row for each name in the order of `mentions.names`."""
    ids = pd.Index(counted["comment_id"])
    if outcome is None and "score" in counted:
        outcome = counted.set_index("comment_id")["score"]
    if outcome is None:
        nothing = [column for column in _FIGURES if column.startswith("impact")]
        return pd.DataFrame(np.nan, index=range(len(mentions.names)), columns=nothing)
    scored = outcome[outcome.index.isin(ids)]
    if len(outcome) and len(ids) and not len(scored):
        raise VocError(
            "statistics.outcome-of-nobody",
            where=phrase("place.index-for-example", table="outcome", id=outcome.index[0]),
        )
    owners = counted.set_index("comment_id").get("respondent_id")
    names = coded(mentions.name, pd.Index(mentions.names, dtype="str"))
    columns = {"comment_id": ids[mentions.comment], "name": names, "polarity": mentions.polarity}
    pairs = pd.DataFrame(columns)
    arguments: dict[str, Any] = {
        "by": "name",
        "outcome_kind": outcome_kind,
        "weights": weights,
        "neutral": neutral,
        "bootstrap": bootstrap,
        "seed": seed,
    }
    alone = impact(scored, pairs, owners, sides=True, **arguments)
    shared = shared_impact(scored, pairs, owners, exclude=verdicts, **arguments)
    effects = pd.concat([alone, shared.drop(columns="name")], axis=1).drop(columns="name")
    effects.attrs["notes"] = [*alone.attrs["notes"], *shared.attrs["notes"]]
    return effects


def _driver_labels(
    names: list[str], opinions: pd.DataFrame, drivers: pd.DataFrame | None
) -> pd.DataFrame:
    """Columns driver, label_zh, label_en, dimension, one row for each name."""
    table = pd.DataFrame({"driver": pd.Series(names, dtype="object")})
    table["label_zh"] = table["label_en"] = table["driver"]
    table["dimension"] = ""
    if "dimension" in opinions:
        counts = opinions.groupby(["driver", "dimension"], observed=True).size()
        commonest = counts.sort_values(ascending=False, kind="stable").reset_index()
        dimension = commonest.drop_duplicates("driver").set_index("driver")["dimension"]
        table["dimension"] = table["driver"].map(dimension).fillna("")
    if drivers is None:
        return table
    require_columns(drivers, ["driver", *_LABELS], "drivers")
    book = drivers.drop_duplicates("driver").set_index("driver")
    for column in _LABELS:
        table[column] = table["driver"].map(book[column]).fillna(table[column])
    return table


def _never_mentioned(dimensions: set[str]) -> pd.DataFrame:
    counts = dict.fromkeys(("mentions", "share", "positive", "neutral", "negative"), 0)
    rows = [{"dimension": name, **counts, "quotes": []} for name in sorted(dimensions)]
    return pd.DataFrame(rows, columns=["dimension", *_FIGURES, *_LAST])


def _typed(table: pd.DataFrame, first: Mapping[str, str], notes: list[Note]) -> pd.DataFrame:
    """The table with all columns in their order and of their types."""
    for name, kind in _PRIORITIES.items():
        table[name] = np.nan if kind == "float64" else ""
    types = dict(first) | _FIGURES | _PRIORITIES | _LAST
    typed = table[list(types)].astype(types)
    typed.attrs["notes"] = notes
    return typed
