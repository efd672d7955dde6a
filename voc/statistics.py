"""From comments, opinions and respondents to the tables of figures: metrics, drivers, comparisons.

What drivers do to the score is in `voc.priorities`; what a questionnaire asks (CSI, SERVQUAL,
Kano, loyalty, recovery) in `voc.survey`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from voc.arrow import give_back
from voc.config import Config, nearest
from voc.driver import (
    alert_table,
    brand_table,
    dimension_table,
    driver_table,
    segment_table,
    slope_table,
    trend_table,
)
from voc.errors import VocError
from voc.lexicon import Codebook
from voc.metric import SCALES, metric_segments, metric_trends, metrics_table
from voc.metric.flags import flags
from voc.priorities import dimension_priorities, driver_priorities
from voc.questionnaire import Brand, Questionnaire
from voc.responses import Responses
from voc.scores import once_each
from voc.studies import Statistics, column_of

__all__ = ["Statistics", "run_statistics"]


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
        One row for each row of the source, from `voc.respondents.respondents`.
    codebook : Codebook
    settings : Config
    survey : Questionnaire
        Rates, satisfaction ratio, rated drivers, stated importance and brands, where the survey
        asked for them.
    segments : sequence of str
        Columns of `comments` and `people` to compare by.

    Raises
    ------
    VocError
        The own brand is no value of its column, or an answer cannot be read.
    """
    found = Statistics()
    found.tell("source", people.attrs.get("notes", ()))
    if "join" in people.attrs:
        found.add("unmatched", _unmatched(people.attrs["join"]))
    brands = _brand_column(comments, survey.brand, survey.where) if survey.brand else ""
    groups = [*segments, *([brands] if brands else [])]
    _metrics(people, settings, survey, segments, found)
    responses = Responses.of(comments, opinions, people, settings, groups)
    _drivers(responses, survey, codebook, found)
    give_back()
    _comparisons(responses, survey, brands, segments, found)
    return found


def _unmatched(join: Mapping[str, Any]) -> pd.DataFrame:
    """Respondents who stand in the comments or in the metrics only."""
    sides = ("without_metrics", "without_comments")
    rows = [(side, name) for side in sides for name in join[side]]
    return pd.DataFrame(rows, columns=["missing", "respondent_id"], dtype="str")


def _metrics(
    people: pd.DataFrame,
    settings: Config,
    survey: Questionnaire,
    segments: Sequence[str],
    found: Statistics,
) -> None:
    """Metrics of all, of each segment and of each period."""
    once, rates = _with_rates(once_each(people), survey)
    weights = once.get("weight")
    asked: dict[str, Any] = {}
    if survey.ratio:
        names = (survey.ratio.perceived, survey.ratio.expected)
        ratio = (column_of(once, names[0]), column_of(once, names[1]))
        scales = people.attrs["rating_scales"]
        highest = max(scales[column][1] for column in ratio)
        asked = {"ratio": ratio, "ratio_scale": (0.0, max(highest, 10.0))}
    asked |= {
        "star_scale": people.attrs["scales"].get("stars", SCALES["stars"]),
        "rates": rates,
    }
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


def _with_rates(people: pd.DataFrame, survey: Questionnaire) -> tuple[pd.DataFrame, dict[str, str]]:
    """The respondents with a column 1, 0 or NaN for each rate, and the names of these columns."""
    columns = {}
    for name, asked in survey.rates.items():
        answers = people[column_of(people, asked.column)]
        columns[f"rates.{name}"] = flags(
            answers, str(asked.column), yes=asked.yes, at_least=asked.at_least
        )
    return people.assign(**columns), {name: f"rates.{name}" for name in survey.rates}


def _drivers(
    responses: Responses, survey: Questionnaire, codebook: Codebook, found: Statistics
) -> None:
    """The tables of drivers and dimensions, and the studies on drivers and score."""
    statistics = responses.settings.statistics
    shared: dict[str, Any] = {
        **responses.drawn,
        "weights": responses.weights,
        "outcome": responses.outcome,
        "quotes": statistics.quotes,
        "neutral": responses.settings.opinion.neutral,
    }
    labels = pd.DataFrame(
        [(d.id, d.label_zh, d.label_en, d.dimension) for d in codebook.drivers.values()],
        columns=["driver", "label_zh", "label_en", "dimension"],
    )
    drivers = driver_table(responses.comments, responses.opinions, labels, **shared)
    dimensions = dimension_table(responses.comments, responses.opinions, **shared)
    for name, table in (("drivers", drivers), ("dimensions", dimensions)):
        found.note(name, table)
        table["quotes"] = responses.called(table["quotes"])
    found.tables["drivers"] = driver_priorities(responses, drivers, survey, codebook, found)
    found.tables["dimensions"] = dimension_priorities(responses, dimensions, found)


def _comparisons(
    responses: Responses,
    survey: Questionnaire,
    brands: str,
    segments: Sequence[str],
    found: Statistics,
) -> None:
    """Segments, brands and periods: tables, trends, alerts."""
    comments, opinions, settings = responses.comments, responses.opinions, responses.settings
    shared: dict[str, Any] = {
        "minimum": settings.statistics.segment_minimum,
        "correction": settings.statistics.correction,
        "weights": responses.weights,
    }
    neutral, seed = settings.opinion.neutral, settings.run.seed
    by_segment = segment_table(comments, opinions, segments, neutral=neutral, seed=seed, **shared)
    by_period = trend_table(comments, opinions, neutral=neutral, seed=seed, **shared)
    found.note("segments", by_segment)
    found.note("trends", by_period)
    found.tables |= {"segments": by_segment, "trends": by_period}
    if survey.brand:
        own, against = survey.brand.own, survey.brand.against or None
        most = None if against else settings.statistics.segment_values
        table = brand_table(
            comments, opinions, brands, own, against=against, most=most, seed=seed, **shared
        )
        found.add("brands", table)
    if comments["time"].notna().any():
        found.add("slopes", slope_table(comments, opinions, neutral=neutral, **shared), "slope")
        alerts = alert_table(comments, opinions, neutral=neutral)
        if responses.weights is not None and len(alerts):
            found.tell("alerts", [("weights_not_used", {})])
        found.add("alerts", alerts)


def _brand_column(comments: pd.DataFrame, brand: Brand, where: str) -> str:
    """The column of the brands; refuses an own or other brand that is not in it."""
    column = column_of(comments, brand.column)
    values = comments[column].dropna().drop_duplicates()
    known = sorted({str(value).removesuffix(".0") for value in values})
    for key, name in [("own", brand.own), *(("against", name) for name in brand.against)]:
        if name not in known:
            raise VocError(
                "survey.no-brand",
                where=f"{where}, brand.{key}",
                name=name,
                column=brand.column,
                hint=nearest(name, known[:20]),
            )
    return column
