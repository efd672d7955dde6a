"""Which comments a coder gets: a stratified draw with exactly known inclusion probabilities."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from voc.coding.codes import mention_classes
from voc.config import nearest
from voc.driver.mentions import Floats, Ints, counted_comments
from voc.errors import VocError
from voc.report.formats import cell_text, printable

__all__ = ["MINIMUM", "Draw", "inclusion_probabilities", "sample", "systematic_draw"]

MINIMUM = 5  # comments that a stratum gets, if it has them and n allows it
_STEPS = 100


@dataclass(frozen=True)
class Draw:
    """Comments to code, and how they were drawn.

    Attributes
    ----------
    comments : DataFrame
        comment_id, text, weight (1 / probability of being drawn: how many comments of the run it
        stands for), in random order.
    strata : DataFrame
        The columns of `by`, then size (comments in the run) and drawn. A comment that mentions
        two drivers is counted in two strata.
    population : int
        Comments that could have been drawn.
    """

    comments: pd.DataFrame
    strata: pd.DataFrame
    population: int


def sample(
    comments: pd.DataFrame,
    opinions: pd.DataFrame,
    n: int = 200,
    *,
    by: Sequence[str] = ("driver", "label"),
    seed: int = 0,
    minimum: float = MINIMUM,
    neutral: float = 0.15,
) -> Draw:
    """Draw comments for coding by hand, the scarce kinds more often than their share.

    Parameters
    ----------
    comments, opinions : DataFrame
        The tables of a run. Boilerplate, duplicates and empty texts are not drawn.
    n : int
        Comments to draw; all are taken when there are no more.
    by : sequence of str
        Columns of `comments` whose values make the strata, and "driver": what the program found,
        with a stratum for comments without any. Beside driver, "label" is what the program says of
        that driver in that comment; else it is the label of the comment.
    seed : int
        The same seed gives the same draw.
    minimum : float
        Comments that each stratum should get.
    neutral : float
        |polarity| up to this is neutral.

    Returns
    -------
    Draw

    Raises
    ------
    VocError
        n is below 1, there is no such column, or nothing can be drawn.

    Notes
    -----
    A comment may be in several strata s of size N_s. It is drawn with probability
    π = min(1, max(f, max_s m / N_s)): m comments are expected of each stratum, and the rest goes by
    share. m is `minimum`, or less when more than half of n would be needed for it, so that comments
    in which the program found nothing keep their chance: they hold what it missed. f makes Σπ = n.
    The draw is systematic over the comments sorted by their scarcest stratum, in random order
    inside it: n is fixed, each comment has exactly its π, and the comments filed under a stratum
    get their expected number within one.

    References
    ----------
    Madow 1949, Annals of Mathematical Statistics 20:333–354. Tillé 2006, Sampling Algorithms, §7.2.

    Examples
    --------
    >>> comments = pd.DataFrame({"comment_id": [f"c{i:02}" for i in range(40)], "text": "早餐不错"})
    >>> opinions = pd.DataFrame({
    ...     "comment_id": ["c00", "c01", "c07"], "driver": "noise", "polarity": -0.5, "term": "吵"})
    >>> drawn = sample(comments, opinions, 10, by=["driver"])
    >>> drawn.strata
      driver  size  drawn
    0           37      7
    1  noise     3      3
    >>> drawn.comments["weight"].round(2).unique().tolist()
    [5.29, 1.0]
    """
    if n < 1:
        raise VocError("coding.no-sample", where="-n", n=n)
    by = list(dict.fromkeys(by))
    eligible = _eligible(comments)
    strata = _strata(eligible, opinions, by, neutral)
    kind = strata.groupby(by, sort=True).ngroup().to_numpy() if by else np.zeros(len(strata), int)
    sizes = np.bincount(kind)
    owner = strata["place"].to_numpy()
    order = np.lexsort((kind, sizes[kind], owner))
    _, first = np.unique(owner[order], return_index=True)
    scarcest = kind[order][first]  # of each comment
    chance = inclusion_probabilities(sizes[scarcest].astype(np.float64), n, minimum)
    random = np.random.default_rng(seed)
    queue = np.lexsort((random.random(len(eligible)), scarcest, sizes[scarcest]))
    drawn = random.permutation(queue[systematic_draw(chance[queue], float(random.random()))])
    table = eligible.iloc[drawn][["comment_id", "text"]].assign(weight=1 / chance[drawn])
    return Draw(table.reset_index(drop=True), _counted(strata, by, drawn), population=len(eligible))


def inclusion_probabilities(sizes: Floats, n: int, minimum: float = MINIMUM) -> Floats:
    """Probability of each comment to be drawn.

    Parameters
    ----------
    sizes : array of shape (N,)
        Size of the scarcest stratum of each comment.
    n : int
        Comments to draw.
    minimum : float
        Comments that each stratum should get.

    Returns
    -------
    array of shape (N,)
        Above 0, at most 1, adding up to n (to N when n is larger). See `sample`.

    Examples
    --------
    >>> inclusion_probabilities(np.array([2.0, 2, 8, 8, 8, 8, 8, 8, 8, 8]), 4, minimum=1)
    array([0.5  , 0.5  , 0.375, 0.375, 0.375, 0.375, 0.375, 0.375, 0.375,
           0.375])
    """
    total = len(sizes)
    if n >= total:
        return np.ones(total)

    def chances(share: float, each: float) -> Floats:
        return np.minimum(1.0, np.maximum(share, each / sizes))

    reserved = n / (2 * total)
    each = _largest(lambda value: float(chances(reserved, value).sum()) <= n, minimum)
    share = _largest(lambda value: float(chances(value, each).sum()) <= n, 1.0)
    return chances(share, each)


def systematic_draw(chances: Floats, start: float) -> Ints:
    """Positions drawn with the given probabilities, by equal steps over their running sum.

    Parameters
    ----------
    chances : array of shape (N,)
        Each 0…1; their sum is a whole number n.
    start : float
        0 ≤ start < 1, drawn at random.

    Returns
    -------
    array of shape (n,)
        Each position is there with exactly its probability.

    Examples
    --------
    >>> systematic_draw(np.array([0.5, 0.5, 1.0, 0.25, 0.75]), 0.3)
    array([0, 2, 4])
    """
    edges = np.cumsum(chances)
    n = round(float(edges[-1]))
    edges[-1] = n  # without the dust of rounding
    return np.searchsorted(edges, start + np.arange(n), side="right").astype(np.int64)


def _largest(fits: Callable[[float], bool], high: float) -> float:
    """The largest value from 0 to high that fits; smaller ones fit, too."""
    if fits(high):
        return high
    low = 0.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def _eligible(comments: pd.DataFrame) -> pd.DataFrame:
    counted = counted_comments(comments)
    texts = counted["text"].fillna("").astype(str)
    # A text that a cell would cut would be coded for what the coder could not read.
    whole = [bool(text.strip()) and cell_text(text) == printable(text) for text in texts]
    eligible = counted[whole].reset_index(drop=True)
    if eligible.empty:
        raise VocError("coding.nothing-to-draw", where="comments")
    return eligible


def _strata(
    eligible: pd.DataFrame, opinions: pd.DataFrame, by: list[str], neutral: float
) -> pd.DataFrame:
    """One row for each comment and stratum it is in: place of the comment, the columns of `by`."""
    known = [*dict.fromkeys(("driver", *map(str, eligible.columns)))]
    for column in by:
        if column not in known:
            raise VocError(
                "coding.no-column", where="--by", column=column, hint=nearest(column, known)
            )
    table = eligible[["comment_id", *(name for name in by if name != "driver")]]
    table = table.loc[:, ~table.columns.duplicated()].assign(place=np.arange(len(table)))
    if "driver" in by:
        found = mention_classes(eligible, opinions, neutral=neutral)
        table = table.drop(columns="driver", errors="ignore").merge(
            found.rename(columns={"label": "said"}), on="comment_id", how="left"
        )
        if "label" in by:
            table["label"] = table["said"].where(table["driver"].notna(), table["label"])
    for column in by:  # the dimensions of a comment are a list, too
        table = table.explode(column)
    shown = {
        name: table[name].astype(object).where(table[name].notna(), "").map(str) for name in by
    }
    return table[["place"]].assign(**shown).drop_duplicates(ignore_index=True)


def _counted(strata: pd.DataFrame, by: list[str], drawn: Ints) -> pd.DataFrame:
    """Size and draw of each stratum."""
    marked = strata.assign(drawn=strata["place"].isin(drawn))
    if not by:
        return pd.DataFrame({"size": [len(marked)], "drawn": [int(marked["drawn"].sum())]})
    grouped = marked.groupby(by, sort=True)["drawn"]
    return grouped.agg(size="size", drawn="sum").astype("int64").reset_index()
