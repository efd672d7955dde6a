"""From a questionnaire to its studies: SERVQUAL, CSI, Kano, items, loyalty, recovery, orders.

The formulas are in `voc.metric`; this module finds the columns and puts the tables together.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from voc.config import nearest
from voc.driver.lift import DISSATISFIED_BELOW
from voc.errors import VocError
from voc.lexicon.dimensions import dimension_id
from voc.messages import phrase
from voc.metric import rescale
from voc.metric.csi import CsiModel, csi, load_model, match_items
from voc.metric.flags import flags
from voc.metric.items import describe_items, item_correlations
from voc.metric.items.factors import factor_analysis
from voc.metric.kano import kano
from voc.metric.loyalty import loyalty_curve, loyalty_groups, loyalty_index
from voc.metric.loyalty.indicators import indicators
from voc.metric.recovery import recovery_funnel, recovery_table, recovery_times
from voc.metric.recovery.complaints import customer_flags, read_complaints
from voc.metric.servqual import servqual
from voc.metric.servqual.answers import DIMENSIONS
from voc.metric.servqual.tolerance import tolerance_zone
from voc.orders import OrderTable, order_studies, read_orders
from voc.questionnaire import (
    Csi,
    Items,
    KanoFeature,
    Loyalty,
    Questionnaire,
    Recovery,
    Scale,
    Servqual,
)
from voc.read import parse_scores, parse_times
from voc.read.ratings import read_ratings
from voc.studies import Statistics, column_of

__all__ = ["check_survey", "survey_studies"]

SATISFACTION = "A34"  # among the indicators of loyalty
_IMPORTANCE: Scale = (1, 9)  # of the self-stated importance of a Kano feature


def check_survey(survey: Questionnaire, columns: list[str]) -> None:
    """Refuse, before anything is computed, what a questionnaire names and nobody knows.

    Parameters
    ----------
    survey : Questionnaire
    columns : list of str
        Of the source.

    Raises
    ------
    VocError
        A column, a model or one of its latent variables, an indicator of loyalty or the file of
        orders that is not there; a dimension of SERVQUAL that looks misspelt. Names the part and
        the nearest that is known.

    Examples
    --------
    >>> from voc.questionnaire import load_questionnaire
    >>> check_survey(load_questionnaire({"csi": {"model": "acsi", "items": {"value": ["q7"]}}}),
    ...              ["q7", "建议"])
    """
    survey.check_columns(columns)
    if survey.csi:
        known = _model(survey, survey.csi).ids
        _refuse_unknown(survey, "csi.items", survey.csi.items, known, "survey.latent")
    if survey.loyalty:
        named = survey.loyalty.indicators
        _refuse_unknown(survey, "loyalty.indicators", named, list(indicators()), "survey.indicator")
    if survey.servqual:
        for place, item in enumerate(survey.servqual.items, start=1):
            if dimension_id(item.dimension) is None:
                close = difflib.get_close_matches(item.dimension, DIMENSIONS, n=1, cutoff=0.8)
                _refuse_unknown(
                    survey,
                    f"servqual.items.{place}",
                    [item.dimension] * len(close),
                    close,
                    "survey.dimension",
                )
    if survey.orders and survey.orders.file and not survey.beside(survey.orders.file).exists():
        raise VocError(
            "survey.no-order-file", where=f"{survey.where}, orders.file: {survey.orders.file}"
        )


def survey_studies(
    people: pd.DataFrame,
    survey: Questionnaire,
    found: Statistics,
    *,
    bootstrap: int,
    minimum: int,
    seed: int,
) -> None:
    """Add the studies that the questionnaire asks for.

    Parameters
    ----------
    people : DataFrame
        One row for each row of the source, from `voc.respondents.respondents`.
    survey : Questionnaire
    found : Statistics
        With the tables of metrics, which rates of orders are added to, and of dimensions, which
        SERVQUAL is set beside.
    bootstrap, minimum, seed : int
        As in the settings `statistics` and `run`.

    Raises
    ------
    VocError
        What the questionnaire names is not there, or an answer cannot be read.
    """
    asked = _Answers(people, survey, found, bootstrap, minimum, seed)
    if survey.servqual:
        _servqual(asked, survey.servqual)
    if survey.csi:
        _csi(asked, survey.csi)
    if survey.kano:
        _kano(asked, survey.kano)
    if survey.items:
        _items(asked, survey.items)
    if survey.loyalty:
        _loyalty(asked, survey.loyalty)
    orders = read_orders(people, survey, found) if survey.orders else None
    if survey.recovery:
        _recovery(asked, survey.recovery, orders)
    if survey.orders and orders is not None:
        order_studies(orders, survey.orders, survey.clv, found, seed)


@dataclass(frozen=True)
class _Answers:
    """The answers of a survey, and what every study of them needs."""

    people: pd.DataFrame
    survey: Questionnaire
    found: Statistics
    bootstrap: int
    minimum: int
    seed: int

    def rows(self, columns: Iterable[str]) -> pd.DataFrame:
        """The rows that answer: once each respondent where a column was joined from elsewhere.

        Joined answers stand beside each comment of a respondent and would count as often.
        """
        joined = self.people.attrs.get("per_respondent", ())
        if not any(column_of(self.people, name) in joined for name in columns if name):
            return self.people
        repeated = self.people["respondent_id"].duplicated()
        return self.people[~repeated].reset_index(drop=True)

    def rated(self, rows: pd.DataFrame, columns: Iterable[str]) -> pd.DataFrame:
        """Columns as numbers, high is the most, under the names that the source gives them."""
        scales, read = self.survey.scales, self.people.attrs["rating_scales"]
        table = {}
        for name in dict.fromkeys(str(column) for column in columns if column):
            own = column_of(rows, name)
            if name in scales and own not in read:
                table[name] = read_ratings(rows[own], scales[name]).values
            else:
                table[name] = parse_scores(rows[own])
        return pd.DataFrame(table, index=rows.index)

    def scales(self, columns: Iterable[str]) -> dict[str, Scale]:
        """Lowest and highest answer of the columns whose scale the user named."""
        named = self.survey.scales
        return {name: (min(named[name]), max(named[name])) for name in columns if name in named}


def _refuse_unknown(
    survey: Questionnaire, part: str, named: Iterable[str], known: list[str], kind: str
) -> None:
    for name in named:
        if name not in known:
            raise VocError(
                "survey.no-such-part",
                where=f"{survey.where}, {part}",
                kind=phrase(kind),
                name=name,
                hint=nearest(name, known),
            )


def _servqual(asked: _Answers, part: Servqual) -> None:
    """Gaps by item and by dimension, with what the comments say beside."""
    items = pd.DataFrame([item.model_dump() for item in part.items])
    items["dimension"] = [dimension_id(name) or name for name in items["dimension"]]
    levels = items[["perception", "expectation", "adequate", "desired"]]
    columns = [*dict.fromkeys(levels.to_numpy().ravel()), *part.points.values()]
    rows = asked.rows(columns)
    rated = asked.rated(rows, columns)
    weights = rows.get("weight")
    points = {dimension_id(key) or key: str(name) for key, name in part.points.items()}
    tables = servqual(
        rated,
        items,
        points=points or None,
        weights=weights,
        text=asked.found.tables["dimensions"],
        scale=part.scale,
        minimum=asked.minimum,
    )
    asked.found.add("servqual", tables.dimensions)
    asked.found.add("servqual_items", tables.items)
    asked.found.add("servqual_reliability", tables.reliability)
    zones = items[(items["adequate"] != "") & (items["desired"] != "")]
    if len(zones):
        answers = rated[zones[["adequate", "desired", "perception"]].to_numpy().ravel()]
        scale = part.scale or (float(answers.min().min()), float(answers.max().max()))
        zone = tolerance_zone(rated, zones, scale=scale, weights=weights)
        asked.found.add("servqual_tolerance", zone)


def _model(survey: Questionnaire, part: Csi) -> CsiModel:
    is_file = part.model.lower().endswith(".toml")
    return load_model(survey.beside(part.model) if is_file else part.model)


def _csi(asked: _Answers, part: Csi) -> None:
    """The satisfaction index and its path model."""
    model = _model(asked.survey, part)
    items = part.items or match_items([str(name) for name in asked.people], model)
    columns = [str(name) for names in items.values() for name in names]
    rows = asked.rows(columns)
    # Without a common scale the model's own go before the standard one.
    common = dict.fromkeys(model.ids, part.scale) if part.scale else {}
    result = csi(
        asked.rated(rows, columns),
        model,
        part.items or None,
        scale={**common, **asked.scales(columns)},
        scheme=part.scheme,
        missing=part.missing,
        weights=rows.get("weight"),
        bootstrap=asked.bootstrap,
        seed=asked.seed,
    )
    for name, study in result.studies().items():
        asked.found.add(name, study)


def _kano(asked: _Answers, part: list[KanoFeature]) -> None:
    """Categories with Better and Worse."""
    rows = asked.rows([feature.functional for feature in part])
    importance = [feature.importance for feature in part]
    answers = rows.assign(**asked.rated(rows, importance))
    features = pd.DataFrame(
        [
            {
                "feature": feature.feature,
                "label": feature.label or feature.feature,
                "functional": column_of(rows, feature.functional),
                "dysfunctional": column_of(rows, feature.dysfunctional),
                "importance": str(feature.importance),
            }
            for feature in part
        ]
    )
    if not any(importance):
        features = features.drop(columns="importance")
    ends = list(asked.scales(importance).values()) or [_IMPORTANCE]
    table = kano(
        answers,
        features,
        weights=rows.get("weight"),
        liked=asked.survey.kano_liked,
        importance_scale=(min(low for low, _ in ends), max(high for _, high in ends)),
        minimum=asked.minimum,
    )
    asked.found.add("kano", table)


def _items(asked: _Answers, part: Items) -> None:
    """How each item is answered, how they go together, and what they measure."""
    rows = asked.rows(part.columns)
    rated = asked.rated(rows, part.columns)
    weights = rows.get("weight")
    asked.found.add("item_statistics", describe_items(rated, scale=part.scale, weights=weights))
    asked.found.add("item_correlations", item_correlations(rated, weights=weights))
    tables = factor_analysis(rated, factors=part.factors, weights=weights, seed=asked.seed)
    for name, table in tables._asdict().items():
        asked.found.add(f"factors_{name}", table)


def _loyalty(asked: _Answers, part: Loyalty) -> None:
    """The index; with satisfaction also groups and curve."""
    columns = [*part.indicators.values(), part.satisfaction]
    rows = asked.rows(columns)
    table = asked.rated(rows, columns)
    weights = rows.get("weight")
    arguments: dict[str, Any] = {
        "scales": asked.scales(table.columns),
        "unscaled": part.unscaled,
        "weights": part.weights,
        "survey_weights": weights,
    }
    index = loyalty_index(table, part.indicators, **arguments)
    asked.found.add("loyalty", index.table)
    satisfaction = rows.get("score")
    if part.satisfaction:
        own = column_of(rows, part.satisfaction)
        satisfaction = rescale(rows[own], *asked.people.attrs["rating_scales"][own])
    # An index that holds satisfaction rises with it by construction.
    others = {
        key: column
        for key, column in part.indicators.items()
        if key != SATISFACTION and column != part.satisfaction
    }
    if satisfaction is None or not others:
        return
    left_out = set(part.indicators) - set(others)
    if isinstance(part.weights, dict):
        arguments["weights"] = {
            key: weight
            for key, weight in part.weights.items()
            if not left_out.intersection(name.strip() for name in key.split("/"))
        }
    loyal = loyalty_index(table, others, **arguments).index
    groups = loyalty_groups(satisfaction, loyal, weights=weights)
    asked.found.add("loyalty_groups", groups)
    curve = loyalty_curve(
        satisfaction,
        loyal,
        weights=weights,
        bootstrap=asked.bootstrap,
        seed=asked.seed,
        minimum=asked.minimum,
    )
    asked.found.add("loyalty_curve", curve)


def _recovery(asked: _Answers, part: Recovery, orders: OrderTable | None) -> None:
    """How complaints were answered, and what those customers did afterwards."""
    rows = asked.rows(_recovery_columns(part))
    # Without a column of their own, customers are the respondents.
    log_of = pd.DataFrame({"customer": rows["respondent_id"]})
    if part.customer:
        log_of["customer"] = rows[column_of(rows, part.customer)]
    named = {"customer": "customer"}
    for key in ("opened", "answered", "closed"):
        if column := getattr(part, key):
            named[key] = key
            log_of[key] = parse_times(rows[column_of(rows, column)])
    if log_of["opened"].isna().all():
        asked.found.tell("recovery", [("recovery_no_complaints", {"column": str(part.opened)})])
        return
    for key in ("solved", "reopened", "repurchase"):
        if column := getattr(part, key):
            named[key] = key
            log_of[key] = flags(rows[column_of(rows, column)], str(column), yes=part.yes)
    if part.severity:
        named["severity"] = "severity"
        log_of["severity"] = rows[column_of(rows, part.severity)]
    log = read_complaints(
        log_of, **{key: name for key, name in named.items() if key != "repurchase"}
    )
    bought = None
    if part.repurchase:
        bought = customer_flags(log_of, "repurchase", customer="customer")
    elif orders is not None:
        bought = orders.bought_after(log, asked.found)
    found = asked.found
    if "weight" in rows:
        found.tell("recovery", [("weights_not_used", {})])
    found.add("recovery", recovery_table(log, bought, minimum=asked.minimum))
    found.add("recovery_times", recovery_times(log))
    dissatisfied = _dissatisfied(asked, rows, log_of)
    found.add("recovery_funnel", recovery_funnel(log, bought, dissatisfied=dissatisfied))


def _recovery_columns(part: Recovery) -> list[str]:
    return [str(value) for key, value in part.model_dump().items() if key != "yes" and value]


def _dissatisfied(asked: _Answers, rows: pd.DataFrame, log: pd.DataFrame) -> list[Any] | None:
    """Customers with a low score; None without scores, or where only complaints are scored."""
    outcome = asked.people.attrs["outcome"]
    if outcome is None or log["opened"].notna().all():
        return None
    metric = "nps" if outcome == "nps" else "mean"
    low = rows["nps" if outcome == "nps" else "score"] < DISSATISFIED_BELOW[metric]
    return list(log.loc[low, "customer"].dropna().unique())
