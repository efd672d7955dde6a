"""A customer satisfaction index: answers and a model in, the tables of the model out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from voc.config import nearest
from voc.errors import VocError
from voc.metric.csi.answers import STANDARD, CsiAnswers, Scale, gather_answers
from voc.metric.csi.bootstrap import moments
from voc.metric.csi.estimate import Settings, index_box
from voc.metric.csi.fit import MINIMUM, Fitted, fit, plain_indexes
from voc.metric.csi.model import CsiModel, load_model
from voc.metric.csi.pls import SCHEMES
from voc.metric.csi.table import (
    cross_table,
    effects_table,
    htmt_table,
    index_table,
    ipma_table,
    latent_table,
    outer_table,
    paths_table,
    regressions_table,
)
from voc.metric.notes import Note
from voc.metric.scale import Values

__all__ = ["CsiResult", "csi"]


@dataclass(frozen=True)
class CsiResult:
    """An estimated satisfaction model.

    `model` is what could be estimated of the one asked for; `n` counts respondents with all
    answers. The tables, by name: `index`, `outer`, `paths`, `latent`, `effects`, `htmt`, `ipma`;
    `regressions` (structural regressions by least squares), `cross_loadings`; `scores`
    (standardised) and `index_scores` (0…100) by respondent, NaN for those left out.
    `rounds`: iterations that were needed.
    """

    model: CsiModel
    n: int
    index: pd.DataFrame
    outer: pd.DataFrame
    paths: pd.DataFrame
    latent: pd.DataFrame
    effects: pd.DataFrame
    htmt: pd.DataFrame
    ipma: pd.DataFrame
    regressions: pd.DataFrame
    cross_loadings: pd.DataFrame
    scores: pd.DataFrame
    index_scores: pd.DataFrame
    rounds: int
    notes: tuple[Note, ...]

    def studies(self) -> dict[str, pd.DataFrame]:
        """The tables as studies of a run: csi_index, csi_outer, csi_paths and so on."""
        names = ("index", "outer", "paths", "latent", "effects", "htmt", "ipma")
        return {f"csi_{name}": getattr(self, name) for name in names}


def csi(
    respondents: pd.DataFrame,
    model: CsiModel | str = "ecsi",
    items: Mapping[str, Sequence[str]] | None = None,
    *,
    scale: Scale | Mapping[str, Scale] = STANDARD,
    scheme: str = "centroid",
    standardise: bool = True,
    missing: str = "listwise",
    weights: Values | None = None,
    bootstrap: int = 500,
    seed: int = 0,
    minimum: int = MINIMUM,
    tolerance: float = 1e-7,
) -> CsiResult:
    """Customer satisfaction index by partial least squares path modelling.

    Parameters
    ----------
    respondents : DataFrame
        One row a respondent, one column an item.
    model : CsiModel or str
        "acsi", "ecsi", "ccsi", the path of a TOML file, or what `load_model` returned.
    items : mapping of latent variable to columns, optional
        Without it, columns named like the items of the model or like their questions
        (`match_items`). Latent variables without columns are taken out of the model.
    scale : (low, high), or mapping of column or latent variable to it
        The lowest and highest answer that could be given. A scale in the model's file goes before
        a common one.
    scheme : {"centroid", "factorial", "path"}
        Weighting of neighbours in the inner proxies; see `outer_weights`.
    standardise : bool
        Whether items go in with variance 1. False lets items with more variance weigh more; only
        for items on one scale.
    missing : {"listwise", "mean"}
        Respondents with a gap are left out, or the gap is filled with the mean of the item (once,
        before resampling, which makes intervals a little too narrow). Who answered nothing is
        left out in any case.
    weights : Series, array or sequence of shape (n,), optional
        Survey weights, 0 or more: means, covariances and resamples are weighted.
    bootstrap : int
        Resamples of respondents; with 0 the bounds and bootstrap p-values are NaN.
    seed : int
        Same seed, same table; the order of the rows does not matter.
    minimum : int
        With fewer respondents nothing is estimated: the index is the plain mean of the items.
    tolerance : float
        Change of weights at which the iterations end.

    Returns
    -------
    CsiResult
        Bounds are 2.5 and 97.5 percentiles of the bootstrap. What could not be done, or should be
        looked at, is in `notes` and in the attrs of `index`.

    Raises
    ------
    VocError
        Unknown model, latent variable, column, scheme or treatment of gaps; an answer off its
        scale; no column for the target or for anything beside it; negative weights.

    Notes
    -----
    Scores, paths and index: `outer_weights`, `estimate`. The index of latent variable j is
    100 · (E[Y_j] − min Y_j) / (max Y_j − min Y_j), where minimum and maximum are what answers on
    the scale could give, and Y_j is made with the outer weights of items in their own units.

    References
    ----------
    Fornell, Johnson, Anderson, Cha & Bryant 1996, Journal of Marketing 60(4):7–18. Tenenhaus,
    Esposito Vinzi, Chatelin & Lauro 2005, Computational Statistics & Data Analysis 48:159–205.
    Ringle & Sarstedt 2016, Industrial Management & Data Systems 116:1865–1886 (importance and
    performance).

    Examples
    --------
    >>> rng = np.random.default_rng(5)
    >>> like = rng.normal(6, 1.5, 200)
    >>> answers = pd.DataFrame(
    ...     {
    ...         name: np.clip(np.round(like + rng.normal(0, 1, 200)), 1, 10)
    ...         for name in ["quality_1", "quality_2", "satisfaction_1", "satisfaction_2"]
    ...     }
    ... )
    >>> found = csi(answers, "acsi", bootstrap=100)
    >>> found.model.ids
    ['quality', 'satisfaction']
    >>> found.index[["latent", "index", "low", "high", "n"]].round(0)
             latent  index   low  high    n
    0       quality   54.0  52.0  56.0  200
    1  satisfaction   55.0  53.0  57.0  200
    """
    if scheme not in SCHEMES:
        raise VocError(
            "survey.no-scheme", where="scheme", scheme=scheme, hint=nearest(scheme, list(SCHEMES))
        )
    if bootstrap < 0:
        raise VocError("statistics.resamples", where="bootstrap", bootstrap=bootstrap)
    wanted = model if isinstance(model, CsiModel) else load_model(model)
    answers = gather_answers(respondents, wanted, items, scale, missing, weights).varying()
    fitted, rounds, told = fit(
        answers, Settings(scheme, standardise, tolerance), bootstrap, seed, minimum
    )
    notes = (*answers.notes, *told)
    index = index_table(fitted)
    index.attrs["notes"] = list(notes)
    scores, index_scores = _scores(answers, fitted, respondents.index)
    return CsiResult(
        model=answers.model,
        n=fitted.n,
        index=index,
        outer=outer_table(fitted),
        paths=paths_table(fitted),
        latent=latent_table(fitted),
        effects=effects_table(fitted),
        htmt=htmt_table(fitted),
        ipma=ipma_table(fitted),
        regressions=regressions_table(fitted),
        cross_loadings=cross_table(fitted),
        scores=scores,
        index_scores=index_scores,
        rounds=rounds,
        notes=notes,
    )


def _scores(
    answers: CsiAnswers, fitted: Fitted, index: pd.Index
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Standardised scores and indexes of every respondent; NaN for those left out."""
    ids, member = answers.model.ids, fitted.design.member
    scores, indexes = np.full((2, len(index), len(ids)), np.nan)
    if fitted.estimated:
        raw = fitted.point.raw_weight
        means, _ = moments(answers.values, answers.weights)
        low, high = index_box(raw, fitted.design, answers.ends)
        scores[answers.rows] = ((answers.values - means) * raw) @ member
        indexes[answers.rows] = 100 * ((answers.values * raw) @ member - low) / (high - low)
    else:
        indexes[answers.rows] = plain_indexes(answers, fitted.design)
    return pd.DataFrame(scores, index, ids), pd.DataFrame(indexes, index, ids)
