"""From comments, opinions and respondents to the tables of figures: metrics, drivers, comparisons.

What is asked in a questionnaire (CSI, SERVQUAL, Kano, loyalty, recovery) is in `voc.survey`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from voc.config import Config
from voc.driver import (
    alert_table,
    brand_table,
    comment_polarity,
    dimension_table,
    driver_features,
    driver_table,
    importance,
    lift,
    penalty_reward,
    quadrants,
    respondent_outcome,
    segment_table,
    slope_table,
    trend_table,
    with_priorities,
)
from voc.driver.notes import NOTES as DRIVER_NOTES
from voc.lexicon import Codebook
from voc.lexicon.dimensions import OVERALL
from voc.metric import SCALES, metric_segments, metric_trends, metrics_table
from voc.metric.notes import NOTES as METRIC_NOTES
from voc.questionnaire import Questionnaire
from voc.scores import once_each

__all__ = [
    "Statistics",
    "column_of",
    "outcome_of",
    "run_statistics",
    "sentences",
    "weight_of_comments",
]

_SENTENCES = METRIC_NOTES | DRIVER_NOTES


@dataclass
class Statistics:
    """The tables of a run, the studies, and what is to be said of them."""

    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    studies: dict[str, pd.DataFrame] = field(default_factory=dict)
    notes: list[dict[str, str]] = field(default_factory=list)

    def add(self, name: str, table: pd.DataFrame, *figures: str) -> pd.DataFrame:
        """Keep a study that has rows, and one of its figures, and the notes of any."""
        self.note(name, table)
        if len(table) and (not figures or table[list(figures)].notna().any(axis=None)):
            self.studies[name] = table
        return table

    def note(self, name: str, table: pd.DataFrame) -> None:
        """Move the notes from a table to the list."""
        self.notes += sentences(name, table.attrs.get("notes", ()))
        table.attrs = {}


def sentences(about: str, notes: Iterable[tuple[str, Mapping[str, Any]]]) -> list[dict[str, str]]:
    """Notes of a table as sentences in Chinese and English.

    Examples
    --------
    >>> sentences("orders", [("orders_one_period", {})])[0]["zh"]
    '完整的期数不足两期，无法计算保持率、流失率和加入率。'
    """
    told = []
    for key, parameters in notes:
        zh, en = _SENTENCES[key]
        told.append({"about": about, "zh": zh.format(**parameters), "en": en.format(**parameters)})
    return told


def column_of(people: pd.DataFrame, name: str) -> str:
    """A column of the source by the name that it has among the respondents.

    >>> column_of(pd.DataFrame({"source.time": ["x"], "time": [0]}), "time")
    'source.time'
    """
    own = f"source.{name}"
    return own if own in people else name


def weight_of_comments(comments: pd.DataFrame) -> pd.Series[float] | None:
    """Survey weight of each comment, when there is one."""
    return comments.set_index("comment_id")["weight"] if "weight" in comments else None


def run_statistics(
    comments: pd.DataFrame,
    opinions: pd.DataFrame,
    people: pd.DataFrame,
    codebook: Codebook,
    settings: Config,
    survey: Questionnaire,
    segments: Sequence[str],
) -> Statistics:
    """Every figure about metrics, drivers, segments, brands and periods.

    Parameters
    ----------
    comments, opinions : DataFrame
        The tables of the run.
    people : DataFrame
        One row a respondent, from `voc.tables.respondents`.
    codebook : Codebook
    settings : Config
    survey : Questionnaire
        Rated drivers, stated importance and brands, where the survey asked for them.
    segments : sequence of str
        Columns of `comments` and `people` to compare by.
    """
    found = Statistics()
    found.notes += sentences("source", people.attrs.get("notes", ()))
    if "join" in people.attrs:
        found.studies["unmatched"] = _unmatched(people.attrs["join"])
    measure = _Drivers(comments, opinions, people, settings, found)
    _metrics(people, settings, survey, segments, found)
    drivers = driver_table(comments, opinions, _labels(codebook), **measure.shared)
    dimensions = dimension_table(comments, opinions, **measure.shared)
    found.note("drivers", drivers)
    found.note("dimensions", dimensions)
    if measure.outcome is not None:
        drivers = measure.priorities(drivers, survey)
        dimensions = measure.dimension_priorities(dimensions)
    found.tables |= {"drivers": drivers, "dimensions": dimensions}
    _comparisons(comments, opinions, settings, survey, segments, found)
    return found


def _metrics(
    people: pd.DataFrame,
    settings: Config,
    survey: Questionnaire,
    segments: Sequence[str],
    found: Statistics,
) -> None:
    """Metrics of all, of each segment and of each period."""
    once = once_each(people)
    weights = once.get("weight", None)
    star_scale = people.attrs["scales"].get("stars", SCALES["stars"])
    rates = {name: column_of(once, column) for name, column in survey.rates.items()}
    ratio = None
    if survey.ratio:
        ratio = (column_of(once, survey.ratio.perceived), column_of(once, survey.ratio.expected))
    asked: dict[str, Any] = {"star_scale": star_scale, "rates": rates, "ratio": ratio}
    metrics = metrics_table(once, weights, **asked)
    found.note("metrics", metrics)
    found.tables["metrics"] = metrics
    compare: dict[str, Any] = {
        **asked,
        "weights": weights,
        "minimum": settings.statistics.segment_minimum,
        "correction": settings.statistics.correction,
    }
    columns = [column for column in segments if column in once]
    if columns:
        found.add("metric_segments", metric_segments(once, columns, **compare))
    if once["time"].notna().any():
        found.add("metric_trends", metric_trends(once, **compare))


def _unmatched(join: Mapping[str, Any]) -> pd.DataFrame:
    """Respondents who stand in the comments or in the metrics only."""
    sides = ("without_metrics", "without_comments")
    rows = [(side, name) for side in sides for name in join[side]]
    return pd.DataFrame(rows, columns=["missing", "respondent_id"], dtype="str")


def _labels(codebook: Codebook) -> pd.DataFrame:
    return pd.DataFrame(
        [(d.id, d.label_zh, d.label_en, d.dimension) for d in codebook.drivers.values()],
        columns=["driver", "label_zh", "label_en", "dimension"],
    )


class _Drivers:
    """What drivers do to the score of one run."""

    def __init__(
        self,
        comments: pd.DataFrame,
        opinions: pd.DataFrame,
        people: pd.DataFrame,
        settings: Config,
        found: Statistics,
    ) -> None:
        self.comments, self.opinions, self.people = comments, opinions, people
        self.settings, self.found = settings, found
        self.outcome, self.kind = outcome_of(comments, people.attrs["outcome"])
        self.weights = weight_of_comments(comments)
        statistics = settings.statistics
        self.drawn: dict[str, Any] = {
            "bootstrap": statistics.bootstrap,
            "seed": settings.run.seed,
            "weights": self.weights,
            "outcome_kind": self.kind,
        }
        self.shared: dict[str, Any] = {
            **self.drawn,
            "outcome": self.outcome,
            "quotes": statistics.quotes,
            "neutral": settings.opinion.neutral,
        }

    def priorities(self, drivers: pd.DataFrame, survey: Questionnaire) -> pd.DataFrame:
        """The driver table with importance, quadrant and Kano category; details as studies."""
        found = self.found
        verdicts = [OVERALL, *drivers.loc[drivers["dimension"] == OVERALL, "driver"]]
        weighed = self._importance("driver", verdicts)
        contrast = self._penalty_reward("driver", verdicts)
        found.add("penalty_reward", contrast, "penalty", "reward")
        stated = self._stated(survey)
        line = self._crosshair()
        field_of = quadrants(weighed, drivers, stated=stated, line=line)
        found.add("quadrants", field_of)
        filled = with_priorities(
            drivers, importance=weighed, quadrants=field_of, penalty_reward=contrast
        )
        if survey.ratings:
            both = self._importance("driver", verdicts, ratings=self._ratings(survey.ratings))
            found.add("importance", both)
            found.notes += sentences("importance", weighed.attrs.get("notes", ()))
        else:
            found.add("importance", weighed)
        found.add("lift", self._lift(verdicts), "lift")
        return filled

    def dimension_priorities(self, dimensions: pd.DataFrame) -> pd.DataFrame:
        """The same for the dimensions; their details are not kept."""
        weighed = self._importance("dimension", [OVERALL])
        contrast = self._penalty_reward("dimension", [OVERALL])
        satisfaction = dimensions.rename(columns={"dimension": "driver"})
        line = self._crosshair()
        field_of = quadrants(weighed, satisfaction, line=line)
        return with_priorities(
            dimensions,
            importance=weighed,
            quadrants=field_of,
            penalty_reward=contrast,
            by="dimension",
        )

    def _crosshair(self) -> Any:
        """Where the lines of the quadrants lie, as `quadrants` takes it."""
        line = self.settings.statistics.crosshair
        return tuple(line) if isinstance(line, list) else line

    def _importance(
        self, by: str, leave_out: Sequence[str], ratings: pd.DataFrame | None = None
    ) -> pd.DataFrame:
        features = driver_features(self.comments, self.opinions, by=by)
        features = features.drop(columns=leave_out, errors="ignore")
        outcome = respondent_outcome(self.comments, self.outcome)
        weights = None
        if self.weights is not None:
            weights = respondent_outcome(self.comments, self.weights)
        return importance(
            features,
            outcome,
            ratings=ratings,
            minimum=self.settings.statistics.driver_minimum,
            **{**self.drawn, "weights": weights},
        )

    def _polarities(self, by: str) -> pd.DataFrame:
        return comment_polarity(self.comments, self.opinions, by)

    def _owners(self) -> pd.Series[str]:
        return self.comments.set_index("comment_id")["respondent_id"]

    def _penalty_reward(self, by: str, leave_out: Sequence[str]) -> pd.DataFrame:
        assert self.outcome is not None
        table = penalty_reward(
            self._counted_outcome(),
            self._polarities(by),
            self._owners(),
            by=by,
            exclude=leave_out,
            neutral=self.settings.opinion.neutral,
            **self.drawn,
        )
        return table.rename(columns={by: "driver"})

    def _lift(self, leave_out: Sequence[str]) -> pd.DataFrame:
        polarities = self._polarities("driver")
        return lift(
            self._counted_outcome(),
            polarities[~polarities["driver"].isin(leave_out)],
            self._owners(),
            outcome_kind=self.kind,
            neutral=self.settings.opinion.neutral,
            weights=self.weights,
            minimum=self.settings.statistics.driver_minimum,
            seed=self.settings.run.seed,
        )

    def _counted_outcome(self) -> pd.Series[float]:
        """The outcome of the comments that count."""
        from voc.driver import counted_comments

        assert self.outcome is not None
        return self.outcome.reindex(counted_comments(self.comments)["comment_id"])

    def _ratings(self, columns: Mapping[str, str]) -> pd.DataFrame:
        """Rated drivers by respondent, the mean of several answers."""
        from voc.read import parse_scores

        table = pd.DataFrame(
            {
                driver: parse_scores(self.people[column_of(self.people, column)])
                for driver, column in columns.items()
            }
        )
        return table.groupby(self.people["respondent_id"].to_numpy()).mean()

    def _stated(self, survey: Questionnaire) -> pd.DataFrame | None:
        """How important the respondents call each driver, 0…100."""
        from voc.driver import stated_importance

        if not survey.importance:
            return None
        table = stated_importance(self._ratings(survey.importance))
        self.found.note("stated_importance", table)
        return table


def outcome_of(comments: pd.DataFrame, metric: str | None) -> tuple[pd.Series[float] | None, str]:
    """What impacts are measured on: the answers 0…10 for NPS, else the score 0…100."""
    if metric is None:
        return None, "mean"
    column, kind = ("nps", "nps") if metric == "nps" else ("score", "mean")
    return comments.set_index("comment_id")[column], kind


def _comparisons(
    comments: pd.DataFrame,
    opinions: pd.DataFrame,
    settings: Config,
    survey: Questionnaire,
    segments: Sequence[str],
    found: Statistics,
) -> None:
    """Segments, brands and periods: tables, trends, alerts."""
    statistics = settings.statistics
    compare: dict[str, Any] = {
        "minimum": statistics.segment_minimum,
        "correction": statistics.correction,
        "weights": weight_of_comments(comments),
        "seed": settings.run.seed,
    }
    by_segment = segment_table(comments, opinions, segments, **compare)
    by_period = trend_table(comments, opinions, **compare)
    found.note("segments", by_segment)
    found.note("trends", by_period)
    found.tables |= {"segments": by_segment, "trends": by_period}
    if survey.brand:
        brand = survey.brand
        column = column_of(comments, brand.column)
        against = brand.against or None
        found.add(
            "brands", brand_table(comments, opinions, column, brand.own, against=against, **compare)
        )
    if comments["time"].notna().any():
        neutral = settings.opinion.neutral
        slopes = slope_table(
            comments,
            opinions,
            minimum=statistics.segment_minimum,
            weights=compare["weights"],
            correction=statistics.correction,
            neutral=neutral,
        )
        found.add("slopes", slopes, "slope")
        found.add("alerts", alert_table(comments, opinions, neutral=neutral))
