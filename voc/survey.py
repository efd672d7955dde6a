"""From a questionnaire to its studies: SERVQUAL, CSI, Kano, loyalty, service recovery.

The formulas are in `voc.metric`; this module finds the columns and puts the tables together.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from voc.metric import rescale
from voc.metric.csi import csi, load_model
from voc.metric.kano import kano
from voc.metric.loyalty import loyalty_curve, loyalty_groups, loyalty_index
from voc.metric.servqual import servqual
from voc.questionnaire import Csi, KanoFeature, Loyalty, Questionnaire, Servqual
from voc.read import parse_scores
from voc.statistics import Statistics, column_of, one_row_a_respondent

__all__ = ["survey_studies"]


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
    part = _Part(one_row_a_respondent(people), found, bootstrap, minimum, seed)
    if survey.servqual:
        part.servqual(survey.servqual)
    if survey.csi:
        part.csi(survey.csi, survey.scales)
    if survey.kano:
        part.kano(survey.kano)
    if survey.loyalty:
        part.loyalty(survey.loyalty, survey.scales)


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

    def csi(self, asked: Csi, scales: dict[str, tuple[float, float]]) -> None:
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

    def loyalty(self, asked: Loyalty, scales: dict[str, tuple[float, float]]) -> None:
        """The index; with a column of satisfaction also groups and curve."""
        table = self._rated(asked.indicators.values())
        known = {name: ends for name, ends in scales.items() if name in table}
        loyalty = loyalty_index(
            table,
            asked.indicators,
            scales=known,
            weights=asked.weights,
            survey_weights=self.weights,
        )
        self.found.add("loyalty", loyalty.table)
        satisfaction = self._satisfaction(asked.satisfaction, scales)
        if satisfaction is None or loyalty.index.notna().sum() == 0:
            return
        self.found.add(
            "loyalty_groups", loyalty_groups(satisfaction, loyalty.index, weights=self.weights)
        )
        curve = loyalty_curve(
            satisfaction,
            loyalty.index,
            weights=self.weights,
            bootstrap=self.bootstrap,
            seed=self.seed,
            minimum=self.minimum,
        )
        self.found.add("loyalty_curve", curve)

    def _satisfaction(
        self, column: str, scales: dict[str, tuple[float, float]]
    ) -> pd.Series[float] | None:
        """Satisfaction 0…100: the column named, else the score of the run."""
        if not column:
            return self.people.get("score")
        rated = self._rated([column])[column]
        low, high = scales.get(column, (float(rated.min()), float(rated.max())))
        return rescale(rated, low, high)
