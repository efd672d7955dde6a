"""The own brand or branch against its competitors: where it leads and where it trails."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from voc.config import nearest
from voc.driver.comparison.cells import Units, respondent_sums
from voc.driver.comparison.contrast import adjust, check_choices, contrast_groups
from voc.driver.comparison.measured import ALL, Measured, Weights, measured_comments
from voc.driver.mentions import Ints, require_columns
from voc.driver.notes import Note
from voc.errors import VocError
from voc.messages import phrase
from voc.metric.groups import ordered_groups
from voc.metric.nps import nps_points

__all__ = ["brand_table"]

LEVEL = 0.05  # of the adjusted p below which a lead is called one

_NAMED = 5  # brands that a note names

_TYPES = {
    "driver": "str",
    "own": "str",
    "other": "str",
    "own_n": "int64",
    "other_n": "int64",
    "own_satisfaction": "float64",
    "other_satisfaction": "float64",
    "difference": "float64",
    "difference_low": "float64",
    "difference_high": "float64",
    "p_value": "float64",
    "p_adjusted": "float64",
    "effect_size": "float64",
    "position": "str",
}


def brand_table(
    comments: pd.DataFrame,
    opinions: pd.DataFrame,
    column: str,
    own: str,
    *,
    against: Sequence[str] | None = None,
    most: int | None = None,
    minimum: int = 30,
    weights: Weights = None,
    correction: str = "holm",
    test: str = "auto",
    seed: int = 0,
) -> pd.DataFrame:
    """Driver by driver, the own brand against all others together and against each of them.

    Parameters
    ----------
    comments, opinions : DataFrame
        As in `segment_table`; `comments` has the column of the brands and, when there, `score`
        0…100 and `nps` 0…10.
    column : str
        Brand, branch, shop: one value for each comment. Missing ones are left out.
    own : str
        The value that stands for the own brand.
    against : sequence of str, optional
        The competitors; without it all other values. The pooled "all" holds these.
    most : int, optional
        So many of them, those with most comments, are compared one by one as well; by default
        all. Fewer tests leave more power to each.
    minimum, weights, correction, test, seed
        As in `segment_table`.

    Returns
    -------
    DataFrame
        One row for each competitor and driver; first the competitors together (other = "all"),
        then each by its value; first the drivers "all" (overall sentiment), "score" and "nps"
        where there are such answers, then the drivers, most mentions first:

        driver, own, other; own_n, other_n: comments that judge it (for "nps" respondents);
        own_satisfaction, other_satisfaction: plain means 0…100, for "score" mean scores, for "nps"
        net promoter scores −100…100; difference: own − other, difference_low, difference_high;
        p_value, p_adjusted: corrected over the whole table; effect_size: Hedges' g;
        position: "lead" or "trail" when the adjusted p is below 0.05, "level" when it is not,
        "untested" when either side has fewer than `minimum` respondents or nothing varies.

        attrs["notes"]: competitors with fewer than `minimum` respondents.

    Raises
    ------
    VocError
        As in `segment_table`; when `own` or one of `against` is no value of the column, and when
        there is no competitor.

    Notes
    -----
    Tests and intervals are those of `segment_table`, on the two brands alone. "level" says that
    no difference was shown, not that there is none: the interval tells how large it may be. An
    NPS is the mean of +100, 0 and −100 (`nps_points`), one answer for each respondent and brand.

    References
    ----------
    Welch 1947, Biometrika 34:28–35. Phipson & Smyth 2010, Statistical Applications in Genetics
    and Molecular Biology 9(1):39. Hedges 1981, Journal of Educational Statistics 6(2):107–128.

    Examples
    --------
    >>> ids = [f"c{i:03}" for i in range(160)]
    >>> comments = pd.DataFrame({"comment_id": ids, "hotel": ["ours"] * 80 + ["theirs"] * 80})
    >>> opinions = pd.DataFrame({"comment_id": ids, "driver": "wifi",
    ...                          "polarity": [0.6, 0.6, 0.6, -0.6] * 20 + [0.6, -0.6] * 40})
    >>> table = brand_table(comments, opinions, "hotel", "ours", against=["theirs"])
    >>> table.loc[table["driver"] == "wifi", ["other", "difference", "position"]]
        other  difference position
    1     all        15.0     lead
    3  theirs        15.0     lead
    """
    check_choices(test, correction)
    require_columns(comments, [column], "comments")
    measured = measured_comments(comments, opinions, weights)
    group, values = ordered_groups(measured.counted[column])
    others = _competitors(column, own, against, values)
    units, drivers = _brand_units(measured, group, len(values))
    alone = _largest(others, group, values, most)
    tests = (len(alone) + 1) * len(drivers)
    tables = []
    for name, rivals in [(ALL, others), *((other, [other]) for other in alone)]:
        side = np.full(len(values), -1)
        side[[values.index(rival) for rival in rivals]] = 1
        side[values.index(own)] = 0
        pair = units.regroup(side, 2)
        table = _pair_table(pair, minimum, test, tests, seed)
        table.insert(0, "other", name)
        table.insert(0, "own", own)
        table.insert(0, "driver", np.array(drivers, dtype=object))
        tables.append(table)
    table = pd.concat(tables, ignore_index=True)
    table["p_adjusted"] = adjust(table["p_value"], correction)
    side_of = np.where(table["difference"] > 0, "lead", "trail")
    table["position"] = np.select(
        [table["p_adjusted"].isna(), table["p_adjusted"] < LEVEL], ["untested", side_of], "level"
    )
    table = table[list(_TYPES)].astype(_TYPES)
    table.attrs["notes"] = _notes(measured, group, values, alone, minimum)
    if len(alone) < len(others):
        left = {"shown": len(alone), "number": len(others) - len(alone)}
        table.attrs["notes"].append(("brands_pooled", left))
    return table


def _largest(others: list[str], group: Ints, values: list[str], most: int | None) -> list[str]:
    """The competitors with most comments, in the order in which they stand."""
    if most is None or len(others) <= most:
        return others
    size = np.bincount(group[group >= 0], minlength=len(values))
    ranked = sorted(others, key=lambda other: -size[values.index(other)])
    return [other for other in others if other in set(ranked[:most])]


def _competitors(
    column: str, own: str, against: Sequence[str] | None, values: list[str]
) -> list[str]:
    """The competitors in the order of the values; refuse what is no value of the column."""
    for name in [own, *(against or [])]:
        if name not in values:
            raise VocError(
                "statistics.no-value",
                where=phrase("place.column", column=column),
                name=name,
                column=column,
                hint=nearest(name, values),
            )
    others = [value for value in values if value != own and (against is None or value in against)]
    if not others:
        raise VocError(
            "statistics.no-competitor", where=phrase("place.column", column=column), own=own
        )
    return others


def _brand_units(measured: Measured, group: Ints, groups: int) -> tuple[Units, list[str]]:
    """The respondents of each brand and row: "all", "score", "nps" where there, drivers."""
    n = len(measured.counted)
    comment = np.arange(n)
    extra = {}
    if (~np.isnan(measured.score[:n])).any():
        extra["score"] = measured.score[:n]
    if "nps" in measured.counted and measured.counted["nps"].notna().any():
        points = nps_points(measured.counted["nps"])
        given = np.flatnonzero(~np.isnan(points))
        owner = group[given] * (n + 1) + measured.respondent[given]
        points[np.delete(given, np.unique(owner, return_index=True)[1])] = np.nan
        extra["nps"] = points
    drivers = [ALL, *extra, *measured.names[1:]]
    shifted = np.where(measured.name > 0, measured.name + len(extra), 0)
    name = np.concatenate([shifted, *(np.full(n, 1 + place) for place in range(len(extra)))])
    entry = np.concatenate([measured.comment, *(comment for _ in extra)])
    value = np.concatenate([measured.value, *extra.values()])
    cell = np.where(group[entry] >= 0, group[entry] * len(drivers) + name, -1)
    weight = None if measured.weight is None else measured.weight[entry]
    shape = (groups, len(drivers))
    return respondent_sums(value, cell, measured.respondent[entry], shape, weight), drivers


def _pair_table(pair: Units, minimum: int, test: str, tests: int, seed: int) -> pd.DataFrame:
    """Own brand (group 0) against the other (group 1), one row for each name."""
    cells = pair.cells()
    found = contrast_groups(pair, cells, minimum, test, tests, seed)
    mean, number = cells.mean(), cells.number.astype(np.int64)
    return pd.DataFrame(
        {
            "own_n": number[0],
            "other_n": number[1],
            "own_satisfaction": mean[0],
            "other_satisfaction": mean[1],
            "difference": found.comparison.difference[0],
            "difference_low": found.comparison.low[0],
            "difference_high": found.comparison.high[0],
            "effect_size": found.comparison.effect_size[0],
            "p_value": found.p_value[0],
        }
    )


def _notes(
    measured: Measured, group: Ints, values: list[str], others: list[str], minimum: int
) -> list[Note]:
    small = [
        other
        for other in others
        if len(np.unique(measured.respondent[group == values.index(other)])) < minimum
    ]
    if not small:
        return []
    shown = ", ".join(small[:_NAMED]) + (" …" if len(small) > _NAMED else "")
    return [("brands_small", {"brands": shown, "number": len(small), "minimum": minimum})]
