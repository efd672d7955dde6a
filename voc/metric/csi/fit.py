"""From answers to figures with bounds, and to what must be said about them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from voc.metric.csi.answers import CsiAnswers
from voc.metric.csi.bootstrap import LEAST, Spread, bootstrap_spread, moments
from voc.metric.csi.estimate import Estimate, Settings, estimate
from voc.metric.csi.model import CsiModel
from voc.metric.csi.pls import ITERATIONS, Design, design_of
from voc.metric.csi.quality import collinear
from voc.metric.frame import effective_count
from voc.metric.intervals import mean_interval
from voc.metric.notes import Note
from voc.metric.scale import Floats

__all__ = ["MINIMUM", "Fitted", "fit", "plain_indexes"]

MINIMUM = 30  # respondents needed to estimate a model
OVERLAP = 0.9  # HTMT from which two latent variables are hardly told apart


@dataclass(frozen=True)
class Fitted:
    """A model, its columns, and its figures with their bounds.

    `used`: covariances or correlations that went in, (p, p). `n`: respondents; `effective`:
    Kish's effective number of them. Without `estimated` there is an index and nothing else.
    """

    model: CsiModel
    items: dict[str, tuple[str, ...]]
    design: Design
    point: Estimate
    spread: Spread
    used: Floats
    n: int
    effective: float
    estimated: bool

    @property
    def columns(self) -> list[str]:
        """Columns, in the order of the figures."""
        return [column for own in self.items.values() for column in own]

    @property
    def places(self) -> dict[str, int]:
        """Which number a latent variable has."""
        return {key: number for number, key in enumerate(self.model.ids)}


def fit(
    answers: CsiAnswers, settings: Settings, bootstrap: int, seed: int, minimum: int
) -> tuple[Fitted, int, list[Note]]:
    """Estimate a model, or say why that cannot be done.

    Parameters
    ----------
    answers : CsiAnswers
        Without constant items (`CsiAnswers.varying`).
    settings, bootstrap, seed, minimum
        As for `voc.metric.csi.csi`.

    Returns
    -------
    Fitted
    rounds : int
        Iterations needed, 0 when nothing was estimated.
    notes : list of Note
    """
    design = design_of(answers.model, [len(own) for own in answers.items.values()])
    count = len(answers.values)
    enough = count >= max(minimum, 3)
    if not enough or not _varies(answers, design):
        notes: list[Note] = []
        if not enough:
            notes.append(("csi_few_respondents", {"n": count, "minimum": max(minimum, 3)}))
        return _plain(answers, design), 0, notes
    means, covariance = moments(answers.values, answers.weights)
    figures, rounds = estimate(means[None], covariance[None], design, answers.ends, settings)
    point = figures.only(0)
    spread = bootstrap_spread(
        answers.values,
        answers.weights,
        point,
        design,
        answers.ends,
        settings,
        bootstrap=bootstrap,
        seed=seed,
    )
    deviation = np.sqrt(covariance.diagonal())
    correlations = covariance / np.outer(deviation, deviation)
    used = correlations if settings.standardise else covariance
    effective = effective_count(count, answers.weights)
    fitted = Fitted(
        answers.model, answers.items, design, point, spread, used, count, effective, True
    )
    notes = _doubts(fitted, correlations)
    if rounds[0] > ITERATIONS:
        notes.insert(0, ("csi_not_converged", {"iterations": ITERATIONS}))
    if spread.failed:
        notes.append(("csi_bootstrap_failed", {"failed": spread.failed, "bootstrap": bootstrap}))
    if bootstrap and bootstrap - spread.failed < LEAST:
        usable = bootstrap - spread.failed
        notes.append(("csi_few_resamples", {"usable": usable, "least": LEAST}))
    return fitted, int(rounds[0]), notes


def plain_indexes(answers: CsiAnswers, design: Design) -> Floats:
    """Mean of the items of each latent variable as 0…100, by respondent, (n, k)."""
    low, high = answers.ends
    parts = 100 * (answers.values - low) / (high - low)
    return np.asarray(parts @ design.member / design.member.sum(axis=0))


def _varies(answers: CsiAnswers, design: Design) -> bool:
    return bool((np.ptp(answers.values, axis=0) @ design.member > 0).all())


def _plain(answers: CsiAnswers, design: Design) -> Fitted:
    """An index that is the plain mean of the items, and no other figure."""
    items, latents = len(design.block), len(design.path)
    by_item, by_latent = np.full(items, np.nan), np.full(latents, np.nan)
    square = np.full((latents, latents), np.nan)
    cross = np.full((items, latents), np.nan)
    none = Estimate(
        weight=by_item,
        raw_weight=by_item,
        loading=by_item,
        cross=cross,
        correlation=square,
        path=square,
        total=square,
        r2=by_latent,
        level=by_latent,
        importance=square,
        htmt=square,
    )
    point, low, high = none, none, none
    if len(answers.values):
        indexes = plain_indexes(answers, design)
        bounds = np.array([mean_interval(own, 0, 100, answers.weights) for own in indexes.T])
        point, low, high = (none._replace(level=bound) for bound in bounds.T)
    used = np.full((items, items), np.nan)
    effective = effective_count(len(answers.values), None)
    return Fitted(
        model=answers.model,
        items=answers.items,
        design=design,
        point=point,
        spread=Spread(low, high, square, 0),
        used=used,
        n=len(answers.values),
        effective=effective,
        estimated=False,
    )


def _doubts(fitted: Fitted, correlations: Floats) -> list[Note]:
    """What of an estimated model should be looked at."""
    notes: list[Note] = []
    point, design, ids = fitted.point, fitted.design, fitted.model.ids
    formative = design.formative[design.block]
    columns = fitted.columns

    def note(key: str, name: str, named: list[str], **more: object) -> None:
        if named:
            notes.append((key, {name: ", ".join(named), **more}))

    reversed_ = (point.loading < 0) & ~formative
    note("csi_negative_loading", "items", [columns[n] for n in np.flatnonzero(reversed_)])
    against = (point.weight < 0) & ~reversed_
    note("csi_negative_weight", "items", [columns[n] for n in np.flatnonzero(against)])
    blocks = [np.flatnonzero(design.block == n) for n in range(len(ids))]
    tied = [
        ids[n]
        for n, own in enumerate(blocks)
        if design.formative[n] and collinear(correlations[np.ix_(own, own)])
    ]
    note("csi_collinear_items", "latents", tied)
    causes = [np.flatnonzero(sources) for sources in design.path]
    tied = [
        ids[n] for n, own in enumerate(causes) if collinear(point.correlation[np.ix_(own, own)])
    ]
    note("csi_collinear_paths", "latents", tied)
    alike = [
        f"{ids[a]}–{ids[b]}"
        for a, b in zip(*np.nonzero(np.triu(point.htmt >= OVERLAP, 1)), strict=True)
    ]
    note("csi_overlap", "pairs", alike, limit=OVERLAP)
    return notes
