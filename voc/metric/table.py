"""All metrics of a respondent table at once."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from voc.messages import phrase
from voc.metric.ces import ces
from voc.metric.csat import csat
from voc.metric.frame import mean_row, metric_frame
from voc.metric.measures import require_column
from voc.metric.nps import nps
from voc.metric.rates import rate
from voc.metric.ratio import RATIO_SCALE, satisfaction_ratio
from voc.metric.scale import SCALES, Values, answers
from voc.metric.stars import stars

__all__ = ["metrics_table"]


def metrics_table(
    respondents: pd.DataFrame,
    weights: Values | None = None,
    *,
    star_scale: tuple[float, float] = SCALES["stars"],
    rates: Mapping[str, str] | None = None,
    ratio: tuple[str, str] | None = None,
    ratio_scale: tuple[float, float] = RATIO_SCALE,
) -> pd.DataFrame:
    """Metrics of whichever of the columns nps, csat, ces, stars and score are there.

    Parameters
    ----------
    respondents : DataFrame
        One row a respondent, with people who wrote nothing. (In the comments table a respondent
        with two texts stands twice and would count double.) Missing answers are dropped; `n`
        says how many remain.
    weights : Series, array or sequence of shape (n,), optional
        Survey weights, 0 or more.
    star_scale : tuple of float
        Fewest and most stars a customer could give.
    rates : mapping of str to str, optional
        Name of a rate and its yes/no column: {"complaint": "是否投诉", "repurchase": "是否复购"}.
    ratio : tuple of str, optional
        Columns of what was perceived and what was expected.
    ratio_scale : tuple of float
        Lowest and highest of these answers, from 0 on.

    Returns
    -------
    DataFrame
        Columns metric, value, low, high, n; rows in the order nps, promoters, passives,
        detractors, csat, csat_mean, ces, ces_top_box, stars, score, then the rates as given and
        satisfaction_ratio, satisfaction_ratio_mean, expectation_met. A metric without a column
        or an answer has no row. `attrs["notes"]` as in `satisfaction_ratio`.

    Raises
    ------
    VocError
        When a value is off its scale; it names the column, the value and how many there are. When
        a column that is named is missing, or it cannot be told which of its values mean yes.

    Examples
    --------
    >>> metrics_table(pd.DataFrame({"stars": [5, 4, 3], "score": [100, 75, 50]})).round(1)
      metric  value   low   high  n
    0  stars    4.0   1.5    5.0  3
    1  score   75.0  12.9  100.0  3
    """
    tables = []
    if "nps" in respondents:
        tables.append(nps(respondents["nps"], weights))
    if "csat" in respondents:
        tables.append(csat(respondents["csat"], weights))
    if "ces" in respondents:
        tables.append(ces(respondents["ces"], weights))
    if "stars" in respondents:
        low, high = star_scale
        tables.append(stars(respondents["stars"], weights, low=low, high=high))
    if "score" in respondents:
        given, heavy = answers(respondents["score"], weights, "score", *SCALES["score"])
        rows = [mean_row("score", given, *SCALES["score"], heavy)] if len(given) else []
        tables.append(metric_frame(rows))
    for name, column in (rates or {}).items():
        require_column(respondents, column, phrase("survey.for-rate", name=name))
        tables.append(rate(respondents[column], name, weights))
    notes = []
    if ratio is not None:
        for column in ratio:
            require_column(respondents, column, phrase("survey.for-ratio"))
        perceived, expected = (respondents[column] for column in ratio)
        tables.append(satisfaction_ratio(perceived, expected, weights, scale=ratio_scale))
        notes = tables[-1].attrs["notes"]
    filled = [table for table in tables if len(table)]
    table = pd.concat(filled, ignore_index=True) if filled else metric_frame([])
    table.attrs["notes"] = notes
    return table
