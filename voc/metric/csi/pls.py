"""The PLS path algorithm on covariance matrices, a whole stack of them at once.

Working on matrices alone makes a bootstrap of hundreds of resamples one array operation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voc.metric.csi.model import CsiModel
from voc.metric.scale import Floats

__all__ = ["SCHEMES", "Design", "design_of", "outer_weights", "own", "regression_paths"]

SCHEMES = ("centroid", "factorial", "path")
SINGULAR = 1e-8  # eigenvalues below this share of the largest count as 0
ITERATIONS = 300


@dataclass(frozen=True)
class Design:
    """A model as arrays, for p items and k latent variables.

    `block`: the latent variable of each item, shape (p,). `path[t, s]`: a path goes from s to t.
    `formative`: mode B, shape (k,).
    """

    block: npt.NDArray[np.int64]
    path: npt.NDArray[np.bool_]
    formative: npt.NDArray[np.bool_]

    @property
    def member(self) -> Floats:
        """1 where an item belongs to a latent variable, shape (p, k)."""
        return np.eye(len(self.path))[self.block]


def design_of(model: CsiModel, counts: list[int]) -> Design:
    """The arrays of a model whose latent variables have so many items each.

    >>> from voc.metric.csi.model import load_model
    >>> design_of(load_model("acsi").without(["complaints"]), [1, 2, 1, 1, 1]).block
    array([0, 1, 1, 2, 3, 4])
    """
    place = {key: number for number, key in enumerate(model.ids)}
    path = np.zeros((len(place), len(place)), dtype=np.bool_)
    for source, target in model.paths:
        path[place[target], place[source]] = True
    formative = np.array([latent.mode == "B" for latent in model.latents], dtype=np.bool_)
    return Design(np.repeat(np.arange(len(counts)), counts), path, formative)


def outer_weights(
    covariance: Floats,
    design: Design,
    scheme: str,
    tolerance: float = 1e-7,
    iterations: int = ITERATIONS,
) -> tuple[Floats, npt.NDArray[np.int64]]:
    """Weights with which the items of each latent variable make its score.

    Parameters
    ----------
    covariance : array of shape (m, p, p)
        Covariances or correlations of the items; m samples. In each, every latent variable has
        an item with variance.
    design : Design
    scheme : {"centroid", "factorial", "path"}
    tolerance : float
        It ends when no weight, on the scale of standardised items, changes by more.
    iterations : int
        It ends after so many in any case.

    Returns
    -------
    weights : array of shape (m, p)
        Scores made with them have variance 1; their signs are arbitrary.
    rounds : array of shape (m,)
        Iterations that were needed; `iterations` + 1 where it did not converge.

    Notes
    -----
    Scores Y_j = X_j w_j with w_j = 1 at first, made to have variance 1. Inner proxies
    Z_j = Σ_i e_ij Y_i over the latent variables i that a path joins to j; e_ij is the sign of
    cor(Y_i, Y_j) (centroid), the correlation itself (factorial), or, for the path scheme, the
    multiple regression coefficient where i precedes j and the correlation where it follows.
    Mode A: w_j ∝ cov(X_j, Z_j). Mode B: w_j ∝ cov(X_j)⁻¹ cov(X_j, Z_j), with the pseudo-inverse
    where items are collinear. Again until nothing changes.

    References
    ----------
    Lohmöller 1989, Latent Variable Path Modeling with Partial Least Squares, ch. 2. Tenenhaus,
    Esposito Vinzi, Chatelin & Lauro 2005, Computational Statistics & Data Analysis 48:159–205.
    Wold 1982, in Jöreskog & Wold, Systems Under Indirect Observation II.

    Examples
    --------
    Single items weigh 1 / standard deviation:

    >>> path = np.array([[False, False], [True, False]])
    >>> design = Design(np.array([0, 1]), path, np.zeros(2, bool))
    >>> outer_weights(np.array([[[4.0, 1.0], [1.0, 1.0]]]), design, "centroid")[0]
    array([[0.5, 1. ]])
    """
    deviation = np.sqrt(np.diagonal(covariance, axis1=1, axis2=2))
    weights = _first_weights(covariance, design)
    rounds = np.full(len(covariance), iterations + 1)
    active = np.arange(len(covariance))
    inverse = _block_inverse(covariance, design)
    for iteration in range(1, iterations + 1):
        now = covariance[active]
        old = weights[active]
        with_scores = now @ (old[:, :, None] * design.member)
        proxies = with_scores @ _inner_weights(_between(old, with_scores, design), design, scheme)
        new = own(proxies, design)
        if inverse is not None:
            solved = (inverse[active] @ new[:, :, None])[:, :, 0]
            new = np.where(design.formative[design.block], solved, new)
        new = _scaled(new, old, now, design)
        weights[active] = new
        changed = np.abs((new - old) * deviation[active]).max(axis=1) >= tolerance
        rounds[active[~changed]] = iteration
        active = active[changed]
        if not len(active):
            break
    return weights, rounds


def regression_paths(correlations: Floats, path: npt.NDArray[np.bool_]) -> Floats:
    """Coefficients of each latent variable on those with a path to it.

    Parameters
    ----------
    correlations : array of shape (m, k, k)
        Of the scores.
    path : array of bool, shape (k, k)
        Row: explained, column: explaining.

    Returns
    -------
    array of shape (m, k, k)
        Least squares, standardised; of minimum norm where the explaining ones are collinear.

    Examples
    --------
    >>> r = np.array([[[1, 0.5, 0.6], [0.5, 1, 0.6], [0.6, 0.6, 1]]])
    >>> regression_paths(r, np.array([[0, 0, 0], [0, 0, 0], [1, 1, 0]], bool))[0, 2].round(3)
    array([0.4, 0.4, 0. ])
    """
    found = np.zeros_like(correlations)
    for target, sources in enumerate(path):
        from_ = np.flatnonzero(sources)
        if len(from_):
            among = correlations[:, from_[:, None], from_]
            inverse = np.linalg.pinv(among, rcond=SINGULAR, hermitian=True)
            found[:, target, from_] = (inverse @ correlations[:, from_, target, None])[:, :, 0]
    return found


def own(values: Floats, design: Design) -> Floats:
    """Of values by item and latent variable, (m, p, k), those with the item's own one, (m, p)."""
    return np.asarray(values[:, np.arange(len(design.block)), design.block])


def _between(weights: Floats, with_scores: Floats, design: Design) -> Floats:
    """Covariances of the scores, (m, k, k), from those of items with scores."""
    return np.asarray(np.swapaxes(weights[:, :, None] * design.member, 1, 2) @ with_scores)


def _first_weights(covariance: Floats, design: Design) -> Floats:
    """Equal weights; unequal ones where equal weights of opposed items leave no variance."""
    ones = np.ones(covariance.shape[:2])
    ramp = np.arange(1.0, covariance.shape[1] + 1) * ones
    total = np.diagonal(covariance, axis1=1, axis2=2) @ design.member
    spread = _variance(ones, covariance, design)
    flat = (spread <= SINGULAR * total)[:, design.block]
    return _scaled(np.where(flat, ramp, ones), ones, covariance, design)


def _variance(weights: Floats, covariance: Floats, design: Design) -> Floats:
    """Variance of each score, (m, k)."""
    with_scores = covariance @ (weights[:, :, None] * design.member)
    return np.asarray((weights * own(with_scores, design)) @ design.member)


def _scaled(new: Floats, old: Floats, covariance: Floats, design: Design) -> Floats:
    """New weights that give scores of variance 1; the old ones where new ones vanish."""
    variance = _variance(new, covariance, design)
    size = np.sqrt(np.where(variance > 0, variance, 1.0))
    return np.where((variance > 0)[:, design.block], new / size[:, design.block], old)


def _inner_weights(correlations: Floats, design: Design, scheme: str) -> Floats:
    """Weights (m, k, k) of each score, by row, in the proxy of another, by column."""
    joined = design.path | design.path.T
    if scheme == "centroid":
        return np.sign(correlations) * joined
    if scheme == "factorial":
        return correlations * joined
    before = np.swapaxes(regression_paths(correlations, design.path), 1, 2)
    return before + correlations * design.path


def _block_inverse(covariance: Floats, design: Design) -> Floats | None:
    """Inverse of the covariances within each formative block; None when there is none."""
    if not design.formative.any():
        return None
    inverse = np.zeros_like(covariance)
    for latent in np.flatnonzero(design.formative):
        items = np.flatnonzero(design.block == latent)
        within = covariance[:, items[:, None], items]
        inverse[:, items[:, None], items] = np.linalg.pinv(within, rcond=SINGULAR, hermitian=True)
    return inverse
