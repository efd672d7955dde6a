"""How far two codings of the same comments agree: precision, recall, F1, kappa, with intervals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.coding.codes import CLASSES, LABELS, Codes
from voc.coding.measures import (
    Counts,
    bounded,
    cohen_kappa,
    divided,
    f1_bounds,
    kappa_low,
    mean_of_known,
    measures_of,
    mention_counts,
    percentiles,
    share,
)
from voc.driver.mentions import Floats, Ints

__all__ = [
    "Pair",
    "confusion",
    "driver_agreement",
    "label_agreement",
    "label_confusion",
    "paired",
    "totals",
]


@dataclass(frozen=True)
class Pair:
    """A reference and another coding of the same comments and drivers.

    `reference` and `other` have shape (comments, drivers) and hold places in `CLASSES`; the labels
    hold places in `LABELS`, −1 where there is none. `weights` has shape (comments,).
    """

    comments: list[str]
    drivers: list[str]
    reference: Ints
    other: Ints
    reference_labels: Ints
    other_labels: Ints
    weights: Floats


def paired(reference: Codes, other: Codes, weights: pd.Series[float] | None = None) -> Pair:
    """Two codings on the comments and drivers that both have.

    Parameters
    ----------
    reference, other : Codes
        The reference is what precision and recall are measured by.
    weights : Series, optional
        By comment_id: how many comments each stands for; by default one.
    """
    comments = reference.drivers.index.intersection(other.drivers.index, sort=False)
    drivers = [name for name in reference.drivers.columns if name in other.drivers.columns]

    def places(codes: Codes) -> tuple[Ints, Ints]:
        table = codes.drivers.loc[comments, drivers].to_numpy(dtype=object)
        classes = pd.Index(CLASSES).get_indexer(pd.Index(table.ravel())).reshape(table.shape)
        labels = pd.Index(LABELS).get_indexer(pd.Index(codes.labels.loc[comments]))
        return classes.astype(np.int64), labels.astype(np.int64)

    (first, first_labels), (second, second_labels) = places(reference), places(other)
    each = np.ones(len(comments))
    if weights is not None:
        each = np.asarray(weights.loc[comments], dtype=np.float64)
    return Pair(
        list(comments),
        drivers,
        first,
        second,
        first_labels,
        second_labels,
        each,
    )


def driver_agreement(pair: Pair, *, bootstrap: int = 1000, seed: int = 0) -> pd.DataFrame:
    """Agreement on each driver: is it mentioned, and with which polarity.

    Parameters
    ----------
    pair : Pair
    bootstrap : int
        Resamples of comments for the intervals of F1 and kappa.
    seed : int
        Seed of the resampling.

    Returns
    -------
    DataFrame
        One row a driver: driver, n (comments), reference, other and both (comments that mention
        it), then precision, recall, f1, kappa (of mentioned or not), agreement (share of comments
        on which both say mentioned or both say not) and polarity (share of mentions by both that
        get the same class), each with _low and _high; run_precision and run_recall with bounds,
        and run_f1, run_kappa, are weighted to the whole run. NaN where there is nothing to divide
        by.

    Notes
    -----
    Precision = both / other, recall = both / reference, F1 their harmonic mean, all of mentions.
    Shares have Wilson intervals (weighted ones with Kish's effective number (Σw)² / Σw²), F1 and
    kappa the 2.5 and 97.5 percentile over resampled comments. Resampling is blind where both agree
    on every mention or on none: F1 = 2J / (1 + J) then has the Wilson bounds of J = both / either,
    and kappa = 1 the lower bound of the agreement with chance agreement held fixed. Where all
    resamples are alike otherwise, there are no bounds.

    References
    ----------
    Cohen 1960. Efron & Tibshirani 1993, ch. 13. Wilson 1927. Kish 1965, §11.7.
    """
    reference, other = pair.reference > 0, pair.other > 0
    counts = mention_counts(reference, other, np.ones((1, len(pair.comments))))
    measures = {name: values[0] for name, values in measures_of(counts).items()}
    resampled = measures_of(mention_counts(reference, other, _resamples(pair, bootstrap, seed)))
    weighted = measures_of(mention_counts(reference, other, pair.weights[None]))
    same = pair.reference == pair.other
    rows = []
    for place, driver in enumerate(pair.drivers):
        given, found = reference[:, place], other[:, place]
        both = given & found
        row: dict[str, object] = {
            "driver": driver,
            "n": len(pair.comments),
            "reference": int(given.sum()),
            "other": int(found.sum()),
            "both": int(both.sum()),
        }
        row |= share("precision", both[found]) | share("recall", both[given])
        limits = {name: percentiles(resampled[name][:, place]) for name in ("f1", "kappa")}
        if both.sum() in (0, (given | found).sum()):  # all resamples are alike
            limits["f1"] = f1_bounds(int(both.sum()), int((given | found).sum()))
            table = np.diag([both.sum(), (~given & ~found).sum()])
            limits["kappa"] = (kappa_low(table), 1.0) if both.any() else (np.nan, np.nan)
        for name, (low, high) in limits.items():
            row |= bounded(name, float(measures[name][place]), low, high)
        row |= share("agreement", given == found) | share("polarity", same[:, place][both])
        row |= share("run_precision", both[found], pair.weights[found])
        row |= share("run_recall", both[given], pair.weights[given])
        row |= {f"run_{name}": float(weighted[name][0, place]) for name in ("f1", "kappa")}
        rows.append(row)
    return pd.DataFrame(rows)


def totals(pair: Pair, *, bootstrap: int = 1000, seed: int = 0) -> pd.DataFrame:
    """Agreement on all drivers together.

    The parameters are those of `driver_agreement`.

    Returns
    -------
    DataFrame
        Rows micro (all mentions pooled), macro (mean of the drivers) and population (micro,
        weighted to the whole run); columns average, n (comments), reference, other, both
        (mentions), then precision, recall, f1, kappa, agreement and polarity with bounds. A driver
        without what a measure divides by is left out of its macro mean.

    Notes
    -----
    All intervals are percentiles over resampled comments, since the mentions of a comment are not
    independent of each other.
    """
    reference, other = pair.reference > 0, pair.other > 0
    plain, resampled = np.ones((1, len(pair.comments))), _resamples(pair, bootstrap, seed)
    both = reference & other
    mentions = {"reference": reference.sum(), "other": other.sum(), "both": both.sum()}
    right = both & (pair.reference == pair.other)
    rows = []
    for average in ("micro", "macro", "population"):
        weights = pair.weights if average == "population" else np.ones(len(pair.comments))
        found = [
            _averaged(reference, other, right, sampled * weights, average == "macro")
            for sampled in (plain, resampled)
        ]
        row: dict[str, object] = {"average": average, "n": len(pair.comments)}
        row |= {name: int(count) for name, count in mentions.items()}
        for name, value in found[0].items():
            row |= bounded(name, float(value[0]), *percentiles(found[1][name]))
        rows.append(row)
    return pd.DataFrame(rows)


def confusion(pair: Pair) -> pd.DataFrame:
    """Counts of comments by class of the reference and of the other, for all drivers and each.

    Returns
    -------
    DataFrame
        Columns driver ("" for all together), reference (class), then one column for each class of
        the other: absent, negative, neutral, positive.
    """
    rows = []
    cell = pair.reference * len(CLASSES) + pair.other
    each = {driver: cell[:, place] for place, driver in enumerate(pair.drivers)}
    for driver, cells in ({"": cell.ravel()} | each).items():
        table = np.bincount(cells, minlength=len(CLASSES) ** 2).reshape(len(CLASSES), -1)
        for name, counts in zip(CLASSES, table.tolist(), strict=True):
            rows.append(
                {"driver": driver, "reference": name, **dict(zip(CLASSES, counts, strict=True))}
            )
    return pd.DataFrame(rows)


def label_confusion(pair: Pair) -> pd.DataFrame:
    """Counts of comments by overall label: rows those of the reference, columns of the other."""
    size = len(LABELS)
    table = _label_cells(pair).sum(axis=0).reshape(size, size).astype(int)
    return pd.DataFrame({"reference": LABELS, **dict(zip(LABELS, table.T.tolist(), strict=True))})


def label_agreement(pair: Pair, *, bootstrap: int = 1000, seed: int = 0) -> pd.DataFrame:
    """Agreement on the overall label, in one row.

    The parameters are those of `driver_agreement`.

    Returns
    -------
    DataFrame
        n (comments with a label by both), agreement (share with the same label) with Wilson bounds,
        kappa with bootstrap bounds, run_agreement weighted to the whole run.
    """
    cells = _label_cells(pair)
    known = cells.any(axis=1)
    size = len(LABELS)
    same = (pair.reference_labels == pair.other_labels)[known]

    def kappa(weights: Floats) -> Floats:
        return cohen_kappa((weights @ cells).reshape(-1, size, size))

    value = float(kappa(np.ones((1, len(cells))))[0])
    low, high = percentiles(kappa(_resamples(pair, bootstrap, seed)))
    if same.all() and known.any():
        low, high = kappa_low(cells.sum(axis=0).reshape(size, size)), 1.0
    row: dict[str, object] = {"n": int(known.sum())}
    row |= share("agreement", same) | bounded("kappa", value, low, high)
    row |= share("run_agreement", same, pair.weights[known])
    return pd.DataFrame([row])


def _label_cells(pair: Pair) -> Floats:
    """Shape (comments, 9): a one for the pair of labels, nothing where a label is missing."""
    size = len(LABELS)
    cells = np.zeros((len(pair.comments), size * size))
    known = np.flatnonzero((pair.reference_labels >= 0) & (pair.other_labels >= 0))
    cells[known, pair.reference_labels[known] * size + pair.other_labels[known]] = 1
    return cells


def _resamples(pair: Pair, times: int, seed: int) -> Floats:
    """How often each comment is drawn in each resample, shape (times, comments)."""
    n = len(pair.comments)
    draws = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=times)
    return draws.astype(np.float64)


def _averaged(
    reference: npt.NDArray[np.bool_],
    other: npt.NDArray[np.bool_],
    right: npt.NDArray[np.bool_],
    weights: Floats,
    macro: bool,
) -> dict[str, Floats]:
    """Measures of all drivers together, shape (weightings,)."""
    counts = mention_counts(reference, other, weights)
    agreed = weights @ right.astype(float)
    if macro:
        measures = measures_of(counts) | {"polarity": divided(agreed, counts.both)}
        return {name: mean_of_known(values) for name, values in measures.items()}
    parts = (counts.both, counts.only_other, counts.only_reference, counts.total)
    pooled = measures_of(Counts(*(part.sum(axis=1) for part in parts)))
    return pooled | {"polarity": divided(agreed.sum(axis=1), counts.both.sum(axis=1))}
