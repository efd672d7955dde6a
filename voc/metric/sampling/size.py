"""How many respondents a survey needs, and how exact a figure of n respondents is."""

from __future__ import annotations

import math

import pandas as pd

from voc.errors import VocError
from voc.messages import listed, phrase
from voc.metric.notes import Note

__all__ = ["margin_of_error", "sample_size"]

METRICS = ("share", "mean", "nps")


def sample_size(
    metric: str,
    margin: float,
    *,
    share: float = 0.5,
    deviation: float | None = None,
    promoters: float = 0.5,
    detractors: float = 0.5,
    population: int | None = None,
    response_rate: float = 1.0,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Respondents needed for a margin of error, and customers to write to.

    Parameters
    ----------
    metric : {"share", "mean", "nps"}
    margin : float
        Half the width of the interval wanted: of a share 0…1 (0.05), of a mean in points of its
        scale, of NPS in points (5).
    share : float
        Share expected; 0.5, the worst case, when nothing is known.
    deviation : float
        Standard deviation expected, for a mean.
    promoters, detractors : float
        Shares expected, for NPS; ½ each is the worst case.
    population : int, optional
        All customers there are; without it they count as endless.
    response_rate : float
        Share of those written to who answer, above 0 to 1.
    confidence : float
        Of the interval, above 0 and below 1.

    Returns
    -------
    DataFrame
        One row: metric, margin, confidence, population (NA when endless), response_rate, exact
        (respondents before rounding), respondents (rounded up), contacts (to write to, at most
        the population; a note says when that is too few).

    Raises
    ------
    VocError
        When a number is outside its range, or a mean has no deviation.

    Notes
    -----
    n₀ = z² V / margin², with V = p (1 − p), s², or 100² (p + d − (p − d)²). Of N customers a
    share or NPS takes n₀ / (1 + (n₀ − 1) / N), a mean n₀ / (1 + n₀ / N).

    References
    ----------
    Cochran 1977, Sampling Techniques, §4.4 and §4.6. Krejcie & Morgan 1970, Educational and
    Psychological Measurement 30:607–610 (table for a share).

    Examples
    --------
    >>> columns = ["respondents", "contacts"]
    >>> sample_size("share", 0.05, response_rate=0.2)[columns].to_numpy().tolist()
    [[385, 1925]]
    >>> sample_size("nps", 5, promoters=0.5, detractors=0.2)["respondents"].item()
    938
    """
    z, variance = _spread(metric, share, deviation, promoters, detractors, confidence)
    _within("margin", margin, 0, math.inf)
    _within("response_rate", response_rate, 0, 1, upper=True)
    endless = z * z * variance / margin**2
    exact = endless
    if population is not None:
        _within("population", population, 1, math.inf, lower=True)
        exact = endless / (1 + (endless - (metric != "mean")) / population)
    respondents = max(1, math.ceil(exact - 1e-9))
    contacts = math.ceil(respondents / response_rate - 1e-9)
    notes: list[Note] = []
    if population is not None and contacts > population:
        reached = math.floor(population * response_rate)
        notes.append(
            ("sampling_population_too_small", {"respondents": respondents, "reached": reached})
        )
        contacts = population
    row = (metric, margin, confidence, population, response_rate, exact, respondents, contacts)
    columns = "metric margin confidence population response_rate exact respondents contacts"
    table = pd.DataFrame([row], columns=columns.split()).astype({"population": "Int64"})
    table.attrs["notes"] = notes
    return table


def margin_of_error(
    metric: str,
    n: int,
    *,
    share: float = 0.5,
    deviation: float | None = None,
    promoters: float = 0.5,
    detractors: float = 0.5,
    population: int | None = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Half the width of the interval that n respondents give.

    Parameters
    ----------
    metric, share, deviation, promoters, detractors, population, confidence
        As in `sample_size`.
    n : int
        Respondents, 1 or more and not above the population.

    Returns
    -------
    DataFrame
        One row: metric, n, margin (in the unit of the metric, see `sample_size`), confidence,
        population.

    Raises
    ------
    VocError
        As in `sample_size`.

    Notes
    -----
    z √(V / n), and of N customers z √(V / n · (N − n) / (N − 1)) for a share or NPS,
    z √(V / n · (1 − n / N)) for a mean. For planning: the interval of a survey that has been
    made is that of its metric.

    References
    ----------
    Cochran 1977, Sampling Techniques, §3.2 and §2.6.

    Examples
    --------
    >>> margin_of_error("share", 1000)["margin"].round(4).item()
    0.031
    """
    z, variance = _spread(metric, share, deviation, promoters, detractors, confidence)
    most = math.inf if population is None else population
    _within("n", n, 1, most, lower=True, upper=population is not None)
    left = 1.0
    if population is not None:
        left = 1 - n / population if metric == "mean" else (population - n) / max(1, population - 1)
    margin = z * math.sqrt(variance / n * left)
    columns = ["metric", "n", "margin", "confidence", "population"]
    table = pd.DataFrame([(metric, n, margin, confidence, population)], columns=columns)
    return table.astype({"population": "Int64"})


def _spread(
    metric: str,
    share: float,
    deviation: float | None,
    promoters: float,
    detractors: float,
    confidence: float,
) -> tuple[float, float]:
    """Normal quantile of the confidence, and variance of one answer."""
    from scipy.special import ndtri

    _within("confidence", confidence, 0, 1)
    z = float(ndtri((1 + confidence) / 2))
    if metric == "share":
        _within("share", share, 0, 1)
        return z, share * (1 - share)
    if metric == "mean":
        if deviation is None:
            raise VocError("statistics.no-deviation", where="deviation")
        _within("deviation", deviation, 0, math.inf)
        return z, deviation**2
    if metric == "nps":
        _within("promoters", promoters, 0, 1, lower=True, upper=True)
        _within("detractors", detractors, 0, 1, lower=True, upper=True)
        _within("promoters + detractors", promoters + detractors, 0, 1 + 1e-9)
        variance = promoters + detractors - (promoters - detractors) ** 2
        _within("the variance of promoters and detractors", variance, 0, math.inf)
        return z, 100**2 * variance
    raise VocError("statistics.no-metric", where="metric", metric=metric, known=listed(METRICS))


def _within(
    name: str, value: float, low: float, high: float, *, lower: bool = False, upper: bool = False
) -> None:
    """Refuse a number outside low…high; `lower` and `upper` say whether the ends belong to it."""
    inside = (value >= low if lower else value > low) and (value <= high if upper else value < high)
    if not inside:
        limits = phrase("statistics.from" if lower else "statistics.above", low=low)
        if high < math.inf:
            limits += phrase("statistics.up-to" if upper else "statistics.below", high=high)
        raise VocError("statistics.not-within", where=name, name=name, value=value, limits=limits)
