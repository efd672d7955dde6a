"""The tables of an estimated model; what is estimated is in `estimate.py`."""

from __future__ import annotations

import numpy as np
import pandas as pd

from voc.metric.csi.estimate import Estimate
from voc.metric.csi.fit import Fitted
from voc.metric.csi.pls import Design
from voc.metric.csi.quality import (
    average_variance_extracted,
    composite_reliability,
    inflation,
)
from voc.metric.items.reliability import alpha_of
from voc.metric.scale import Floats

__all__ = [
    "cross_table",
    "effects_table",
    "htmt_table",
    "index_table",
    "ipma_table",
    "latent_table",
    "outer_table",
    "paths_table",
    "regressions_table",
]


def index_table(fitted: Fitted) -> pd.DataFrame:
    """Index 0…100 of each latent variable: latent, label_zh, label_en, index, low, high, n."""
    rows = [
        {
            "latent": latent.id,
            "label_zh": latent.label_zh,
            "label_en": latent.label_en,
            "index": fitted.point.level[place],
            "low": fitted.spread.low.level[place],
            "high": fitted.spread.high.level[place],
            "n": fitted.n,
        }
        for place, latent in enumerate(fitted.model.latents)
    ]
    return pd.DataFrame(rows)


def outer_table(fitted: Fitted) -> pd.DataFrame:
    """Items: weight and loading with bounds, communality λ², redundancy λ² R²."""
    point, (low, high, *_) = fitted.point, fitted.spread
    block = fitted.design.block
    latents = [fitted.model.latents[place] for place in block]
    communality = point.loading**2
    return pd.DataFrame(
        {
            "latent": [latent.id for latent in latents],
            "item": fitted.columns,
            "mode": [latent.mode for latent in latents],
            "weight": point.weight,
            "weight_low": low.weight,
            "weight_high": high.weight,
            "loading": point.loading,
            "loading_low": low.loading,
            "loading_high": high.loading,
            "communality": communality,
            "redundancy": communality * point.r2[block],
        }
    )


def paths_table(fitted: Fitted) -> pd.DataFrame:
    """Paths: coefficient with bounds and bootstrap p-value, and Cohen's f².

    f² = (R² − R² without the path) / (1 − R²), infinite where all is explained.
    """
    point, spread = fitted.point, fitted.spread
    size = _effect_sizes(point, fitted.design)
    rows = []
    for source, target in fitted.model.paths:
        place = fitted.places[target], fitted.places[source]
        rows.append(
            {
                "source": source,
                "target": target,
                "path": point.path[place],
                "path_low": spread.low.path[place],
                "path_high": spread.high.path[place],
                "p_value": spread.p_value[place],
                "f2": size[place],
            }
        )
    return pd.DataFrame(rows)


def _effect_sizes(point: Estimate, design: Design) -> Floats:
    """Cohen's f² by explained and explaining latent variable; NaN where there is no path."""
    size = np.full(design.path.shape, np.nan)
    for target, sources in enumerate(design.path):
        among = np.flatnonzero(sources)
        if not len(among) or np.isnan(point.r2[target]):
            continue
        alone = point.path[target, among] ** 2 / inflation(point.correlation[np.ix_(among, among)])
        rest = 1 - point.r2[target]
        size[target, among] = alone / rest if rest > 1e-12 else np.inf
    return size


def regressions_table(fitted: Fitted) -> pd.DataFrame:
    """The structural regressions by least squares, which take the scores for known.

    Columns source, target, path, standard_error, t_value, p_value, vif. Standard error
    √((1 − R²) vif / (n − k − 1)) for k explaining latent variables; NaN where they are collinear
    or n is too small.
    """
    from scipy.special import stdtr

    rows = []
    for source, target in fitted.model.paths:
        t, s = fitted.places[target], fitted.places[source]
        among = np.flatnonzero(fitted.design.path[t])
        freedom = fitted.effective - len(among) - 1
        path = fitted.point.path[t, s]
        error = vif = t_value = p_value = float("nan")
        if not np.isnan(path):
            correlations = fitted.point.correlation[np.ix_(among, among)]
            vif = float(inflation(correlations)[among.tolist().index(s)])
            rest = max(0.0, 1 - fitted.point.r2[t])
            if np.isfinite(vif) and freedom > 0 and rest > 1e-12:
                error = float(np.sqrt(rest * vif / freedom))
                t_value = float(path / error)
                p_value = float(2 * stdtr(freedom, -abs(t_value)))
        rows.append((source, target, path, error, t_value, p_value, vif))
    columns = ["source", "target", "path", "standard_error", "t_value", "p_value", "vif"]
    return pd.DataFrame(rows, columns=columns)


def latent_table(fitted: Fitted) -> pd.DataFrame:
    """Latent variables: R², communality, redundancy and reliability.

    R² and redundancy are 0 where no path leads to it; AVE, alpha and composite reliability are
    NaN for mode B, to which they do not apply, and alpha for a single item.
    """
    rows = []
    for place, latent in enumerate(fitted.model.latents):
        own = fitted.design.block == place
        loadings = fitted.point.loading[own]
        reflects = latent.mode == "A"
        r2 = fitted.point.r2[place]
        communality = average_variance_extracted(loadings)
        rows.append(
            {
                "latent": latent.id,
                "type": "endogenous" if fitted.design.path[place].any() else "exogenous",
                "items": int(own.sum()),
                "r2": r2,
                "communality": communality,
                "redundancy": communality * r2,
                "ave": communality if reflects else np.nan,
                "alpha": alpha_of(fitted.used[np.ix_(own, own)]) if reflects else np.nan,
                "composite_reliability": composite_reliability(loadings) if reflects else np.nan,
            }
        )
    return pd.DataFrame(rows)


def _linked(design: Design) -> list[tuple[int, int]]:
    """Pairs (source, target) with a way from one to the other, causes first."""
    reach = design.path.copy()
    for _ in range(len(reach)):
        reach = reach | (reach.astype(np.int64) @ design.path > 0)
    return [(int(s), int(t)) for s, t in zip(*np.nonzero(reach.T), strict=True)]


def effects_table(fitted: Fitted) -> pd.DataFrame:
    """Direct, indirect and total effects, standardised; the total with bounds."""
    point, ids = fitted.point, fitted.model.ids
    rows = [
        {
            "source": ids[s],
            "target": ids[t],
            "direct": point.path[t, s],
            "indirect": point.total[t, s] - point.path[t, s],
            "total": point.total[t, s],
            "total_low": fitted.spread.low.total[t, s],
            "total_high": fitted.spread.high.total[t, s],
        }
        for s, t in _linked(fitted.design)
    ]
    return pd.DataFrame(rows)


def htmt_table(fitted: Fitted) -> pd.DataFrame:
    """Heterotrait–monotrait ratio of each pair of mode A: first, second, htmt and bounds."""
    reflective = [n for n, latent in enumerate(fitted.model.latents) if latent.mode == "A"]
    ids, low, high = fitted.model.ids, fitted.spread.low.htmt, fitted.spread.high.htmt
    rows = [
        (ids[a], ids[b], fitted.point.htmt[a, b], low[a, b], high[a, b])
        for a in reflective
        for b in reflective
        if a < b
    ]
    columns = ["first", "second", "htmt", "htmt_low", "htmt_high"]
    return pd.DataFrame(rows, columns=columns)


def ipma_table(fitted: Fitted) -> pd.DataFrame:
    """Importance–performance map: what leads to the target, and where it stands.

    Importance: total effect on the target in index points per index point. Performance: index.
    """
    target = fitted.places[fitted.model.target]
    point, (low, high, *_) = fitted.point, fitted.spread
    rows = [
        {
            "latent": fitted.model.ids[source],
            "importance": point.importance[target, source],
            "importance_low": low.importance[target, source],
            "importance_high": high.importance[target, source],
            "performance": point.level[source],
            "performance_low": low.level[source],
            "performance_high": high.level[source],
        }
        for source, end in _linked(fitted.design)
        if end == target
    ]
    columns = ["latent"]
    for figure in ("importance", "performance"):
        columns += [figure, f"{figure}_low", f"{figure}_high"]
    return pd.DataFrame(rows, columns=columns)


def cross_table(fitted: Fitted) -> pd.DataFrame:
    """Correlation of every item with every score: latent, item, then a column a latent."""
    table = pd.DataFrame(fitted.point.cross, columns=fitted.model.ids)
    table.insert(0, "item", fitted.columns)
    table.insert(0, "latent", [fitted.model.ids[place] for place in fitted.design.block])
    return table
