"""From a questionnaire to its studies: SERVQUAL, CSI, Kano, loyalty, service recovery.

The formulas are in `voc.metric`; this module finds the columns and puts the tables together.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from voc.metric import rescale
from voc.metric.complaints import customer_flags, read_complaints
from voc.metric.csi import csi, load_model
from voc.metric.kano import kano
from voc.metric.loyalty import loyalty_curve, loyalty_groups, loyalty_index
from voc.metric.recovery import recovery_funnel, recovery_table, recovery_times
from voc.metric.servqual import servqual
from voc.questionnaire import Csi, KanoFeature, Loyalty, Questionnaire, Recovery, Scale, Servqual
from voc.read import parse_scores, parse_times
from voc.scores import once_each
from voc.statistics import Statistics, column_of

__all__ = ["survey_studies"]

SATISFACTION = "A34"  # among the indicators of loyalty


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
        One row a respondent, from `voc.tables.respondents`.
    survey : Questionnaire
    found : Statistics
        With the table of dimensions, which SERVQUAL is set beside.
    bootstrap, minimum, seed : int
        As in the settings `statistics` and `run`.
    """
    part = _Part(once_each(people), found, bootstrap, minimum, seed)
    if survey.servqual:
        part.servqual(survey.servqual)
    if survey.csi:
        part.csi(survey.csi, survey.scales)
    if survey.kano:
        part.kano(survey.kano)
    if survey.loyalty:
        part.loyalty(survey.loyalty, survey.scales)
    if survey.recovery:
        part.recovery(survey.recovery)


class _Part:
    """The parts of one survey."""

    def __init__(
        self, people: pd.DataFrame, found: Statistics, bootstrap: int, minimum: int, seed: int
    ) -> None:
        self.people, self.found = people, found
        self.bootstrap, self.minimum, self.seed = bootstrap, minimum, seed
        self.weights = people.get("weight", None)

    def _rated(self, columns: Iterable[str]) -> pd.DataFrame:
        """Columns of the source as ratings, under the names that the source gives them."""
        return pd.DataFrame(
            {name: parse_scores(self.people[column_of(self.people, name)]) for name in columns}
        )

    def servqual(self, asked: Servqual) -> None:
        """Gaps by item and by dimension, with what the comments say beside."""
        items = pd.DataFrame([item.model_dump() for item in asked.items])
        columns = {name for item in asked.items for name in (item.perception, item.expectation)}
        rated = self._rated(sorted((columns | set(asked.points.values())) - {""}))
        tables = servqual(
            rated,
            items,
            points=asked.points or None,
            weights=self.weights,
            text=self.found.tables["dimensions"],
            scale=asked.scale,
            minimum=self.minimum,
        )
        self.found.add("servqual", tables.dimensions)
        self.found.add("servqual_items", tables.items)
        self.found.add("servqual_reliability", tables.reliability)

    def csi(self, asked: Csi, scales: dict[str, Scale]) -> None:
        """The satisfaction index and its path model."""
        model = load_model(asked.model)
        columns = [name for names in asked.items.values() for name in names]
        table = self._rated(columns) if columns else self.people
        result = csi(
            table,
            model,
            asked.items or None,
            scale={name: scales.get(name, asked.scale) for name in columns} or asked.scale,
            scheme=asked.scheme,
            missing=asked.missing,
            weights=self.weights,
            bootstrap=self.bootstrap,
            seed=self.seed,
        )
        for name, study in result.studies().items():
            self.found.add(name, study)

    def kano(self, asked: list[KanoFeature]) -> None:
        """Categories with Better and Worse."""
        features = pd.DataFrame([feature.model_dump() for feature in asked])
        for column in ("functional", "dysfunctional"):
            features[column] = [column_of(self.people, name) for name in features[column]]
        table = kano(self.people, features, weights=self.weights, minimum=self.minimum)
        self.found.add("kano", table)

    def loyalty(self, asked: Loyalty, scales: dict[str, Scale]) -> None:
        """The index; with satisfaction also groups and curve."""
        table = self._rated({*asked.indicators.values(), asked.satisfaction} - {""})
        arguments: dict[str, Any] = {
            "scales": {name: ends for name, ends in scales.items() if name in table},
            "unscaled": asked.unscaled,
            "weights": asked.weights,
            "survey_weights": self.weights,
        }
        index = loyalty_index(table, asked.indicators, **arguments)
        self.found.add("loyalty", index.table)
        satisfaction = self._satisfaction(table, asked.satisfaction, scales)
        # An index that holds satisfaction rises with it by construction.
        others = {
            key: column
            for key, column in asked.indicators.items()
            if key != SATISFACTION and column != asked.satisfaction
        }
        if satisfaction is None or not others:
            return
        loyal = loyalty_index(table, others, **arguments).index
        groups = loyalty_groups(satisfaction, loyal, weights=self.weights)
        self.found.add("loyalty_groups", groups)
        curve = loyalty_curve(
            satisfaction,
            loyal,
            weights=self.weights,
            bootstrap=self.bootstrap,
            seed=self.seed,
            minimum=self.minimum,
        )
        self.found.add("loyalty_curve", curve)

    def _satisfaction(
        self, table: pd.DataFrame, column: str, scales: dict[str, Scale]
    ) -> pd.Series[float] | None:
        """Satisfaction 0…100: the column named, else the score of the run."""
        if not column:
            return self.people.get("score")
        rated = table[column]
        return rescale(rated, *scales.get(column, (float(rated.min()), float(rated.max()))))

    def recovery(self, asked: Recovery) -> None:
        """How complaints were answered, and what those customers did afterwards."""
        times = {name for name in (asked.opened, asked.answered, asked.closed) if name}
        named = {key: name for key, name in asked.model_dump().items() if name}
        log_of = pd.DataFrame(
            {
                name: self.people[column_of(self.people, name)]
                for key, name in named.items()
                if name not in times
            }
        )
        for name in times:
            log_of[name] = parse_times(self.people[column_of(self.people, name)])
        bought = None
        if asked.repurchase:
            bought = customer_flags(log_of, asked.repurchase, customer=asked.customer)
        log = read_complaints(
            log_of, **{key: name for key, name in named.items() if key != "repurchase"}
        )
        self.found.add("recovery", recovery_table(log, bought, minimum=self.minimum))
        self.found.add("recovery_times", recovery_times(log))
        self.found.add("recovery_funnel", recovery_funnel(log, bought))
