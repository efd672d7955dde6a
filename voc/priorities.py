"""What drivers do to the score, and which to mend first: importance, contrast, quadrants, lift.

The formulas are in `voc.driver`; this module brings comments, scores, ratings and weights together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from voc.driver import (
    driver_features,
    importance,
    lift,
    penalty_reward,
    quadrants,
    rated_satisfaction,
    respondent_outcome,
    stated_importance,
    with_priorities,
)
from voc.errors import VocError
from voc.lexicon import Codebook
from voc.lexicon.dimensions import OVERALL
from voc.messages import phrase
from voc.metric import rescale
from voc.questionnaire import Questionnaire
from voc.read import parse_scores
from voc.responses import Responses
from voc.studies import Statistics, column_of

__all__ = [
    "dimension_priorities",
    "driver_priorities",
    "rated_drivers",
]

_PERCENT = (0.0, 100.0)
_AS_IMPORTANCE = {
    "stated_importance": "importance",
    "stated_importance_low": "importance_low",
    "stated_importance_high": "importance_high",
}


def driver_priorities(
    responses: Responses,
    drivers: pd.DataFrame,
    survey: Questionnaire,
    codebook: Codebook,
    found: Statistics,
) -> pd.DataFrame:
    """The driver table with importance, quadrant and Kano category; details become studies.

    Parameters
    ----------
    responses : Responses
    drivers : DataFrame
        From `voc.driver.driver_table`.
    survey : Questionnaire
        Rated drivers and stated importance, where they were asked for.
    codebook : Codebook
    found : Statistics
        Takes the studies: importance (text and ratings in one model), penalty_reward, quadrants,
        lift; of rated drivers stated_importance, rated_satisfaction, quadrants_rated (importance
        derived from the ratings) and quadrants_stated (as the respondents say).

    Returns
    -------
    DataFrame
        Without a score as it came: then only what respondents state is known.
    """
    stated, ratings = _rated_studies(responses, survey, codebook, found)
    if responses.outcome is None:
        found.tell("drivers", [("score_missing", {})])
        return drivers
    verdicts = [OVERALL, *drivers.loc[drivers["dimension"] == OVERALL, "driver"]]
    weighed = _importance(responses, "driver", verdicts)
    polarities = responses.polarities("driver")
    contrast = _penalty_reward(responses, polarities, "driver", verdicts)
    field = quadrants(weighed, drivers, stated=stated, line=responses.crosshair)
    filled = with_priorities(drivers, importance=weighed, quadrants=field, penalty_reward=contrast)
    found.add("importance", weighed)
    if ratings is not None:
        found.add("importance", _importance(responses, "driver", verdicts, ratings))
    found.add("penalty_reward", contrast, "penalty", "reward")
    found.add("quadrants", field)
    found.add("lift", _lift(responses, polarities, verdicts), "lift")
    return filled


def dimension_priorities(
    responses: Responses, dimensions: pd.DataFrame, found: Statistics
) -> pd.DataFrame:
    """The same for the dimensions; of their details only the notes are kept."""
    if responses.outcome is None:
        return dimensions
    weighed = _importance(responses, "dimension", [OVERALL])
    polarities = responses.polarities("dimension")
    contrast = _penalty_reward(responses, polarities, "dimension", [OVERALL])
    satisfaction = dimensions.rename(columns={"dimension": "driver"})
    field = quadrants(weighed, satisfaction, line=responses.crosshair)
    filled = with_priorities(
        dimensions,
        importance=weighed,
        quadrants=field,
        penalty_reward=contrast,
        by="dimension",
    )
    for table in (weighed, contrast, field):
        found.note("dimensions", table)
    return filled


def rated_drivers(
    people: pd.DataFrame,
    columns: Mapping[str, str],
    codebook: Codebook,
    declared: Mapping[str, tuple[float, float]],
) -> pd.DataFrame:
    """Ratings of drivers as 0…100, one row a respondent: the mean over their rows.

    Parameters
    ----------
    people : DataFrame
        From `voc.respondents.respondents`, with `attrs["rating_scales"]` of these columns.
    columns : mapping
        Driver and the column that rates it. A label of the codebook stands for its driver.
    codebook : Codebook
    declared : mapping
        Scales that the user named. The other columns are one battery of questions and share a
        scale, the widest that was guessed for one of them: nobody need give a 10 to each.

    Returns
    -------
    DataFrame
        Index respondent_id, a column for each driver.
    """
    scales = people.attrs.get("rating_scales", {})
    own = {driver: column_of(people, column) for driver, column in columns.items()}
    guessed = [scales[own[d]] for d, column in columns.items() if column not in declared]
    widest = (min((s[0] for s in guessed), default=0.0), max((s[1] for s in guessed), default=0.0))
    points = {}
    for driver, column in columns.items():
        scale = scales[own[driver]] if column in declared else widest
        known = _driver_id(driver, codebook)
        if known in points:
            raise VocError(
                "survey.rated-twice",
                where=phrase("survey.in-questionnaire", part=driver),
                driver=known,
            )
        points[known] = rescale(parse_scores(people[own[driver]]), *scale)
    return pd.DataFrame(points).groupby(people["respondent_id"].to_numpy()).mean()


def _driver_id(name: str, codebook: Codebook) -> str:
    """A driver by its id or its label; what the codebook does not know keeps its name."""
    if name in codebook.drivers:
        return name
    labels = {label: d.id for d in codebook.drivers.values() for label in (d.label_zh, d.label_en)}
    return labels.get(name, name)


def _rated_studies(
    responses: Responses, survey: Questionnaire, codebook: Codebook, found: Statistics
) -> tuple[pd.DataFrame | None, pd.DataFrame | None]:
    """Stated importance, and ratings 0…100 by respondent; None where not asked."""
    people, line = responses.people, responses.crosshair
    weights = responses.by_respondent("weight") if "weight" in people else None
    stated = rated = ratings = None
    if survey.importance:
        asked = rated_drivers(people, survey.importance, codebook, survey.scales)
        stated = stated_importance(asked, weights, scale=_PERCENT)
        _tell_unknown("stated_importance", asked, codebook, found)
        found.add("stated_importance", stated)
    if survey.ratings:
        ratings = rated_drivers(people, survey.ratings, codebook, survey.scales)
        rated = rated_satisfaction(ratings, weights, scale=_PERCENT)
        _tell_unknown("rated_satisfaction", ratings, codebook, found)
        found.add("rated_satisfaction", rated)
    if rated is not None and stated is not None:
        as_said = stated.rename(columns=_AS_IMPORTANCE)
        found.add("quadrants_stated", quadrants(as_said, rated, stated=stated, line=line))
    if rated is not None and responses.outcome is not None:
        derived = importance(
            None,
            responses.by_respondent(str(responses.outcome.name)),
            ratings=ratings,
            weights=weights,
            minimum=responses.settings.statistics.driver_minimum,
            **responses.drawn,
        )
        found.tell("quadrants_rated", derived.attrs["notes"])
        found.add("quadrants_rated", quadrants(derived, rated, stated=stated, line=line))
    return stated, ratings


def _tell_unknown(study: str, ratings: pd.DataFrame, codebook: Codebook, found: Statistics) -> None:
    unknown = [str(name) for name in ratings if name not in codebook.drivers]
    if unknown:
        found.tell(study, [("rating_without_driver", {"names": ", ".join(unknown)})])


def _importance(
    responses: Responses,
    by: str,
    leave_out: Sequence[str],
    ratings: pd.DataFrame | None = None,
) -> pd.DataFrame:
    weights, opinions = responses.weights, responses.opinions
    return importance(
        driver_features(
            responses.comments,
            opinions[~opinions[by].isin(leave_out)],
            by=by,
            neutral=responses.settings.opinion.neutral,
        ),
        respondent_outcome(responses.comments, responses.outcome),
        ratings=None if ratings is None else responses.by_code(ratings),
        weights=None if weights is None else respondent_outcome(responses.comments, weights),
        minimum=responses.settings.statistics.driver_minimum,
        **responses.drawn,
    )


def _penalty_reward(
    responses: Responses, polarities: pd.DataFrame, by: str, leave_out: Sequence[str]
) -> pd.DataFrame:
    assert responses.outcome is not None
    table = penalty_reward(
        responses.outcome,
        polarities,
        responses.owners,
        by=by,
        exclude=leave_out,
        neutral=responses.settings.opinion.neutral,
        weights=responses.weights,
        **responses.drawn,
    )
    return table.rename(columns={by: "driver"})


def _lift(responses: Responses, polarities: pd.DataFrame, leave_out: Sequence[str]) -> pd.DataFrame:
    assert responses.outcome is not None
    return lift(
        responses.outcome,
        polarities[~polarities["driver"].isin(leave_out)],
        responses.owners,
        outcome_kind=responses.kind,
        neutral=responses.settings.opinion.neutral,
        weights=responses.weights,
        minimum=responses.settings.statistics.driver_minimum,
        seed=responses.settings.run.seed,
    )
