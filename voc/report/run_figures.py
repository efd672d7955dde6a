"""The figures of a run, for a notebook."""

from __future__ import annotations

import pandas as pd

from voc.errors import VocError
from voc.report.data import ReportData, driver_names
from voc.report.figures import (
    Figure,
    figure_dimensions,
    figure_drivers,
    figure_funnel,
    figure_heat,
    figure_impacts,
    figure_kano,
    figure_loyalty,
    figure_paths,
    figure_penalty_reward,
    figure_quadrants,
    figure_scores,
    figure_sentiment,
    figure_trends,
)

__all__ = ["Figures"]

_IMPACTS = ("impact_negative", "impact_positive")
_NEEDS_SCORE = "It needs a score of the customers: stars, NPS, CSAT, or another that is declared."
_NEEDS_PART = "It needs a questionnaire with the part [{part}]: questionnaire=… or --questionnaire."


class Figures:
    """The figures of a run; each is an SVG that a notebook shows and `.save(path)` writes.

    A figure that the run has no table for raises a VocError that says what it needs.
    """

    def __init__(self, data: ReportData, language: str) -> None:
        self._data = data
        self._language = language

    def drivers(self) -> Figure:
        """Satisfaction of each driver with its interval."""
        return figure_drivers(self._data.drivers, self._language)

    def dimensions(self) -> Figure:
        """Satisfaction of the SERVQUAL dimensions, product, price and overall."""
        return figure_dimensions(self._data.dimensions, self._language)

    def scores(self) -> Figure:
        """Distribution of the score."""
        return figure_scores(self._data.comments, self._language)

    def sentiment(self) -> Figure:
        """Shares of positive, neutral and negative comments."""
        return figure_sentiment(self._data.comments, self._language)

    def quadrants(self) -> Figure:
        """Importance against satisfaction, with the lines that part the quadrants."""
        table = self._study("quadrants", _NEEDS_SCORE)
        return figure_quadrants(table, self._names(), self._language)

    def impacts(self) -> Figure:
        """What complaint and praise of each driver go with in the score."""
        columns = [column for column in _IMPACTS if column in self._data.drivers]
        if not columns or self._data.drivers[columns].isna().all(axis=None):
            raise _missing("impacts", _NEEDS_SCORE)
        return figure_impacts(self._data.drivers, self._language)

    def penalty_reward(self) -> Figure:
        """What complaint costs against what praise wins: basic, performance, excitement."""
        table = self._study("penalty_reward", _NEEDS_SCORE)
        return figure_penalty_reward(table, self._names(), self._language)

    def kano(self) -> Figure:
        """Features of a Kano questionnaire by Better and Worse."""
        table = self._study("kano", _NEEDS_PART.format(part="kano"))
        return figure_kano(table, self._language)

    def paths(self) -> Figure:
        """Path diagram of the satisfaction index."""
        names = ("csi_index", "csi_paths", "csi_latent")
        index, paths, latent = (self._study(name, _NEEDS_PART.format(part="csi")) for name in names)
        return figure_paths(index, paths, latent, self._language)

    def heat(self, segment: str = "") -> Figure:
        """Satisfaction of each group with each driver.

        Parameters
        ----------
        segment : str
            A segment column of the run; by default its first.

        Raises
        ------
        VocError
            The run has no segments, or none of that name.
        """
        segments = self._data.segments
        known = [] if segments is None else [str(name) for name in segments["segment"].unique()]
        if segments is None or not known:
            raise _missing("heat", "Give the columns to compare by: segments=[…] or --segment.")
        chosen = segment or known[0]
        if chosen not in known:
            raise VocError(
                f"The run has no segment {chosen!r}.", fix=f"Choose one of: {', '.join(known)}."
            )
        table = segments[segments["segment"] == chosen]
        return figure_heat(table, self._names(), self._language)

    def trends(self) -> Figure:
        """Satisfaction by period, of all comments and of the most mentioned drivers."""
        trends = self._data.trends
        if trends is None or trends["period"].nunique() < 2:
            raise _missing("trends", "It needs a column of times that spans two periods or more.")
        return figure_trends(trends, self._names(), self._language)

    def funnel(self) -> Figure:
        """From complaint to repurchase: how many reach each step."""
        table = self._study("recovery_funnel", _NEEDS_PART.format(part="recovery"))
        return figure_funnel(table, self._language)

    def loyalty(self) -> Figure:
        """Loyalty against satisfaction, with the zone of indifference."""
        table = self._study("loyalty_curve", _NEEDS_PART.format(part="loyalty"))
        return figure_loyalty(table, self._language)

    def _study(self, name: str, needs: str) -> pd.DataFrame:
        table = self._data.studies.get(name)
        if table is None:
            raise _missing(name, needs)
        return table

    def _names(self) -> dict[str, str]:
        return driver_names(self._data.drivers, self._language)


def _missing(name: str, needs: str) -> VocError:
    return VocError("This run has no table for the figure.", where=f"figures, {name}", fix=needs)
