"""Impact shared out between the drivers that a comment mentions together; it adds up to a total.

The plain impact counts a comment that mentions three drivers three times.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from voc.driver.impact import MINIMUM_SIDE
from voc.driver.mentions import Floats, Ints, require_columns
from voc.driver.notes import Note
from voc.driver.resampling import percentile_interval, resampled_sums, sums_by_unit
from voc.driver.scored import NEUTRAL, Scored
from voc.errors import VocError
from voc.lexicon.dimensions import OVERALL

if TYPE_CHECKING:
    from scipy.sparse import csr_array

__all__ = ["shared_impact"]

_SIDES = ("negative", "neutral", "positive")


def shared_impact(
    outcome: pd.Series[float],
    mentions: pd.DataFrame,
    respondents: pd.Series[str] | None = None,
    *,
    by: str = "driver",
    outcome_kind: str = "mean",
    exclude: Collection[str] = (OVERALL,),
    sides: bool = False,
    neutral: float = NEUTRAL,
    weights: pd.Series[float] | None = None,
    bootstrap: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """Overlap-adjusted impact of each driver: its Shapley value, with a bootstrap interval.

    Parameters
    ----------
    outcome, mentions, respondents, by, outcome_kind, neutral, weights, bootstrap, seed
        As in `impact`.
    exclude : collection of str
        Drivers whose mentions do not count as mentions. By default verdicts on the whole: "全都
        很好" is the score in words and no lever, yet as a player it would take half of what every
        driver beside it explains, and comments that hold nothing else could not be compared
        with. Without them, those comments join the ones that mention none. Give () to let all
        play.
    sides : bool
        Also the parts that negative, neutral (with bare) and positive mentions have in it.

    Returns
    -------
    DataFrame
        Columns `by`, impact_shared, impact_shared_low, impact_shared_high, and with `sides`
        impact_shared_negative, _neutral, _positive, each with its _low and _high; sorted by
        `by`, in the unit of the score. Positive: it lifts the score. NaN: an excluded driver, one
        that no scored comment mentions, and all where fewer than 10 comments mention none.
        Bounds are NaN also where fewer than 10 respondents mention it (so), or mention none.
        `attrs["total"]` is score(all) − score(comments that mention none), `attrs["notes"]`
        says why a figure is missing.

    Raises
    ------
    VocError
        As in `impact`.

    Notes
    -----
    Comment i mentions the drivers D_i and has the score y_i; m0 is the mean score of the
    comments that mention none. The drivers play the game
    u(S) = (1/N) Σ over the comments that mention at least one driver of S of (y_i − m0).
    Its Shapley value is φ_d = (1/N) Σ over the comments that mention d of (y_i − m0) / |D_i|:
    each comment's excess is shared equally among the drivers that it mentions.

    Proof. u = (1/N) Σ_i (y_i − m0) g_i with g_i(S) = 1 when S and D_i meet, else 0. The Shapley
    value is linear in the game. In g_i a driver outside D_i adds nothing to any S, so it gets 0;
    those in D_i are interchangeable, so they get the same; together they get g_i(all) = 1 when
    D_i is not empty. Hence 1/|D_i| each.

    As the comments that mention none add 0 to Σ (y_i − m0), the φ_d add up to
    u(all) = score(all) − m0 without a remainder. Taking driver and side together as player
    (wifi blamed, wifi praised) leaves |D_i| as it is, since a comment mentions a driver on one
    side, so that the three parts add up to φ_d. With weights w_i stand before the terms and
    N = Σ w_i. m0 is estimated anew in each resample of respondents.

    References
    ----------
    Shapley 1953, Contributions to the Theory of Games II:307–317. Dual of unanimity games:
    Peters 2015, Game Theory: A Multi-Leveled Approach, 2nd ed., ch. 17. Bootstrap: `impact`.

    Examples
    --------
    >>> ids = [f"c{i:02}" for i in range(30)]
    >>> score = pd.Series([40.0] * 10 + [60.0] * 10 + [80.0] * 10, index=ids)
    >>> mentions = pd.DataFrame({"comment_id": ids[:10] + ids[:20],
    ...                          "driver": ["wifi"] * 10 + ["room"] * 20})
    >>> table = shared_impact(score, mentions, bootstrap=0)
    >>> table[["driver", "impact_shared"]].round(2)
      driver  impact_shared
    0   room         -13.33
    1   wifi          -6.67
    >>> round(table.attrs["total"], 2)
    -20.0
    """
    if bootstrap < 0:
        raise VocError("statistics.resamples", bootstrap=bootstrap)
    require_columns(mentions, ["comment_id", by, *(["polarity"] if sides else [])], "mentions")
    scored = Scored.from_tables(
        outcome,
        mentions[~mentions[by].isin(list(exclude))],
        respondents,
        by=by,
        outcome_kind=outcome_kind,
        weights=weights,
        neutral=neutral,
    )
    names = pd.Index(sorted(mentions[by].dropna().unique()))
    total, figures = _shares(scored, bootstrap, seed)
    at = names.get_indexer(scored.names)
    table = pd.DataFrame({by: pd.Series(names)})
    parts = ["impact_shared", *(f"impact_shared_{side}" for side in _SIDES if sides)]
    for part, shares in zip(parts, figures, strict=False):
        for column, values in zip((part, f"{part}_low", f"{part}_high"), shares, strict=True):
            spread = np.full(len(names), np.nan)
            spread[at] = values
            table[column] = spread
    table.attrs["total"] = total
    excluded = sorted(str(name) for name in names.difference(scored.names))
    shown = figures[: len(parts)]
    bare = ~np.isnan(shown[:, 0]) & np.isnan(shown[:, 1]) & (bootstrap > 0)
    table.attrs["notes"] = _notes(scored, excluded, int(bare.any(axis=0).sum()))
    return table


def _shares(scored: Scored, bootstrap: int, seed: int) -> tuple[float, Floats]:
    """The total, and the shares with bounds: shape (4: driver and its sides, 3, names)."""
    n, names = len(scored.values), len(scored.names)
    figures = np.full((3, 4 * names), np.nan)
    several = np.bincount(scored.comment, minlength=n)
    silent = np.flatnonzero(several == 0)
    if len(silent) < MINIMUM_SIDE:
        return float("nan"), figures.reshape(3, 4, names).swapaxes(0, 1)
    # groups of pairs: all pairs of a driver, then its negative, neutral and positive ones
    groups = scored.name, scored.name + (scored.side + 2) * names
    sums = _sums(scored, groups, several, silent)
    mentioned = np.tile(np.bincount(scored.name, minlength=names) > 0, 4)
    whole = (sums @ np.ones(scored.units))[None]
    figures[0, mentioned] = _shapley(whole)[0, mentioned]
    total = scored.mean - float(whole[0, -2] / whole[0, -3])
    speakers = np.sum([_speakers(scored, group, 4 * names) for group in groups], axis=0)
    bounded = speakers >= MINIMUM_SIDE
    bounded &= len(np.unique(scored.cluster[silent])) >= MINIMUM_SIDE
    if bootstrap and bounded.any():
        drawn = resampled_sums(sums, bootstrap, seed)
        draws = np.concatenate([_shapley(batch)[:, bounded] for batch in drawn])
        figures[1:, bounded] = percentile_interval(draws)
    return total, figures.reshape(3, 4, names).swapaxes(0, 1)


def _speakers(scored: Scored, group: Ints, groups: int) -> Ints:
    """Respondents with a pair in each group."""
    key = np.unique(group * scored.people + scored.cluster[scored.comment])
    return np.bincount(key // scored.people, minlength=groups).astype(np.int64)


def _sums(scored: Scored, groups: Sequence[Ints], several: Ints, silent: Ints) -> csr_array:
    """What `_shapley` needs of each unit.

    Rows: shares w/|D| of each group; the same times the score; weight and total of the comments
    that mention none; weight of all.
    """
    number = 4 * len(scored.names)

    def entries() -> Iterator[tuple[Ints, Ints, Floats]]:
        unit = scored.unit[scored.comment]
        share = (scored.weights / np.maximum(1, several))[scored.comment]
        for group in groups:
            yield group, unit, share
            yield group + number, unit, share * scored.values[scored.comment]
        row, unit = np.full(len(silent), 2 * number), scored.unit[silent]
        quiet = scored.weights[silent]
        yield row, unit, quiet
        yield row + 1, unit, quiet * scored.values[silent]
        yield np.full(len(scored.unit), 2 * number + 2), scored.unit, scored.weights

    return sums_by_unit(entries(), 2 * number + 3, scored.units)


def _shapley(sums: Floats) -> Floats:
    """Shapley values from the sums of `_sums`: shape (samples, 2 g + 3) → (samples, g)."""
    groups = (sums.shape[1] - 3) // 2
    silent, quiet, weight = (sums[:, 2 * groups + i, None] for i in range(3))
    base = np.full(silent.shape, np.nan)
    np.divide(quiet, silent, out=base, where=silent > 0)
    return np.asarray((sums[:, groups : 2 * groups] - base * sums[:, :groups]) / weight)


def _notes(scored: Scored, excluded: list[str], unbounded: int) -> list[Note]:
    notes: list[Note] = []
    silent = len(scored.values) - len(np.unique(scored.comment))
    if silent < MINIMUM_SIDE:
        notes.append(("shared_impact_no_silence", {"comments": silent, "minimum": MINIMUM_SIDE}))
    elif excluded:
        notes.append(("verdicts_excluded", {"names": ", ".join(excluded)}))
    if unbounded:
        notes.append(("interval_few", {"drivers": unbounded, "minimum": MINIMUM_SIDE}))
    return notes
