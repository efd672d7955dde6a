"""Kano questionnaire: which features are basic, performance, excitement or indifferent."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.errors import VocError
from voc.metric.frame import effective_count
from voc.metric.intervals import mean_interval
from voc.metric.kano.answers import KANO, LETTERS, pair_letters
from voc.metric.kano.counts import distinguishable, satisfaction_coefficients, sign_test
from voc.metric.notes import Note
from voc.metric.ratings import require_columns, survey_weights
from voc.metric.scale import Floats, Values, answers

__all__ = ["contradictory_respondents", "kano"]

MINIMUM = 30  # answered pairs below which a note is made

_FIGURES = {
    **dict.fromkeys(LETTERS, "float64"),
    "n": "int64",
    "letter": "str",
    "category": "str",
    "ties": "str",
    "combination": "str",
    "p_value": "float64",
    "strength": "float64",
    "total_strength": "float64",
    **dict.fromkeys(
        ("better", "better_low", "better_high", "worse", "worse_low", "worse_high"), "float64"
    ),
    "contradictory": "int64",
}


def kano(
    respondents: pd.DataFrame,
    features: pd.DataFrame,
    *,
    weights: Values | None = None,
    liked: int = 1,
    importance_scale: tuple[float, float] = (1, 9),
    minimum: int = MINIMUM,
) -> pd.DataFrame:
    """Category, strength and Better/Worse coefficients of each feature.

    Parameters
    ----------
    respondents : DataFrame of n rows
        One row a respondent, with the columns that `features` names. An answer is a code 1…5
        or words (see `voc.metric.kano.answers.answer_codes`).
    features : DataFrame
        Columns feature, functional and dysfunctional (names of columns of `respondents`); and
        when there, label, and importance (column of the self-stated importance).
    weights : Series, array or sequence of shape (n,), optional
        Survey weights, 0 or more; intervals and test then use Kish's effective number.
    liked : {1, 5}
        The code that means "like".
    importance_scale : tuple of float
        Lowest and highest self-stated importance.
    minimum : int
        Fewer answered pairs than this are noted.

    Returns
    -------
    DataFrame
        One row a feature, in the order given:

        feature, label;
        A, O, M, I, R, Q: answers of each kind (with weights: scaled to add up to n);
        n: respondents who answered both questions;
        letter: the most frequent kind, M before O before A before I when they tie;
        category: its word — basic, performance, excitement, indifferent, reverse, questionable —
        or "combination" when the next kinds cannot be told from it; "" without an answer;
        ties: kinds that share the greatest count, "M/O"; "" for one;
        combination: kinds not to be told from the most frequent one, itself first; "" for none;
        p_value: of the first and second being equally frequent (sign test), see Notes;
        strength: share of the first minus share of the second, in percentage points;
        total_strength: A + O + M in percent;
        better, worse: 0…1 and −1…0, with Wilson intervals; NaN when all answers are R or Q;
        contradictory: respondents with a Q, unweighted;
        importance, importance_low, importance_high: when `features` has the column.

    Raises
    ------
    VocError
        When a column is missing, a feature stands twice, or an answer is unknown.

    Notes
    -----
    Better = (A + O) / (A + O + M + I), Worse = −(O + M) / (A + O + M + I). The test between two
    kinds is Fong's (`distinguishable`), as the literature uses it; it takes the counts for
    independent, although one answer can only be of one kind, and so tells kinds apart too
    easily: with two kinds of 40 % each in 20 % of the samples, not in 10 %. p_value does it
    right: 2 (1 − Φ(|a − b| / √(a + b))).

    References
    ----------
    Berger et al. 1993, Center for Quality of Management Journal 2(4):3–36 (evaluation table,
    coefficients, rule for ties). Fong 1996, same journal 5(3). Lee & Newcomb 1997, Quality
    Management Journal 4(3) (category strength and total strength).

    Examples
    --------
    >>> people = pd.DataFrame({"with": ["喜欢"] * 7 + ["无所谓"] * 3,
    ...                        "without": ["不喜欢"] * 7 + ["无所谓"] * 3})
    >>> features = pd.DataFrame({"feature": ["wifi"], "functional": ["with"],
    ...                          "dysfunctional": ["without"]})
    >>> kano(people, features)[["O", "I", "n", "category", "better", "worse"]]
         O    I   n     category  better  worse
    0  7.0  3.0  10  performance     0.7   -0.7
    """
    letters = _letters(respondents, features, liked)
    heavy = survey_weights(weights, len(respondents))
    rows = [_feature_row(column, heavy) for column in letters.T]
    table = pd.DataFrame(rows, columns=list(_FIGURES)).astype(_FIGURES)
    names = features["feature"].astype(str).tolist()
    table.insert(0, "feature", names)
    table.insert(
        1, "label", features["label"].astype(str).tolist() if "label" in features else names
    )
    notes = _notes(table, minimum)
    many = _contradictory_counts(letters)
    if len(many):
        notes.append(("kano_contradictory_respondents", {"n": len(many)}))
    if "importance" in features:
        stated = [
            _importance(respondents, column, weights, importance_scale)
            for column in features["importance"]
        ]
        table[["importance", "importance_low", "importance_high"]] = np.array(stated).reshape(-1, 3)
    table.attrs["notes"] = notes
    return table


def contradictory_respondents(
    respondents: pd.DataFrame,
    features: pd.DataFrame,
    *,
    id: str | None = None,
    liked: int = 1,
) -> pd.DataFrame:
    """Respondents who contradict themselves often: like it both there and not there, or neither.

    Parameters
    ----------
    respondents, features, liked
        As in `kano`.
    id : str, optional
        Column that names the respondent; the index when not given.

    Returns
    -------
    DataFrame
        respondent, answered (pairs), contradictory (pairs that are Q), share 0…1; those with two
        or more contradictions in at least a quarter of their pairs, most first. They may have
        misread the questions: look at them before the categories are believed.

    Raises
    ------
    VocError
        As in `kano`.

    Examples
    --------
    >>> people = pd.DataFrame({"a1": [1, 1], "a0": [1, 5], "b1": [5, 3], "b0": [5, 3]})
    >>> features = pd.DataFrame({"feature": ["a", "b"], "functional": ["a1", "b1"],
    ...                          "dysfunctional": ["a0", "b0"]})
    >>> contradictory_respondents(people, features)
       respondent  answered  contradictory  share
    0           0         2              2    1.0
    """
    letters = _letters(respondents, features, liked)
    if id is not None:
        require_columns(respondents, [id], "respondents")
    names = respondents.index.to_series() if id is None else respondents[id]
    many = _contradictory_counts(letters)
    many.insert(0, "respondent", names.to_numpy()[many.index])
    return many.reset_index(drop=True)


def _letters(respondents: pd.DataFrame, features: pd.DataFrame, liked: int) -> npt.NDArray[np.str_]:
    """Letters of shape (respondents, features)."""
    require_columns(features, ["feature", "functional", "dysfunctional"], "features")
    twice = features["feature"][features["feature"].duplicated()].astype(str)
    if len(twice) or not len(features):
        if not len(twice):
            raise VocError("survey.no-feature", where="features")
        raise VocError("survey.feature-twice", where="features", feature=twice.iloc[0])
    pairs = features[["functional", "dysfunctional"]].itertuples(index=False)
    columns = [pair_letters(respondents, there, absent, liked=liked) for there, absent in pairs]
    return np.column_stack(columns)


def _feature_row(letters: npt.NDArray[np.str_], weights: Floats | None) -> tuple[object, ...]:
    """The figures of one feature, in the order of `_FIGURES`."""
    given = letters != ""
    if weights is not None:
        given &= weights > 0
    kinds = letters[given]
    n = len(kinds)
    heavy = None if weights is None else weights[given]
    w = np.ones(n) if heavy is None else heavy * (n / heavy.sum() if n else 1.0)
    counts = {letter: float(w[kinds == letter].sum()) for letter in LETTERS}
    contradictory = int((kinds == "Q").sum())
    if n == 0:
        nothing = [float("nan")] * 9
        return (*counts.values(), 0, "", "", "", "", *nothing, 0)
    ranked = sorted(KANO, key=lambda letter: -round(counts[letter], 9))  # stable: M O A I R Q
    first = ranked[0]
    shrink = effective_count(n, heavy) / n
    top = counts[first]
    ties = [letter for letter in ranked if abs(counts[letter] - top) < 1e-9]
    close = [
        letter
        for letter in ranked[1:]
        if counts[letter] > 0
        and not distinguishable(top * shrink, counts[letter] * shrink, n * shrink)
    ]
    usable = np.isin(kinds, list("AOMI"))
    effective = effective_count(int(usable.sum()), None if heavy is None else heavy[usable])
    coefficients = satisfaction_coefficients(counts, effective if usable.any() else 0.0)
    return (
        *counts.values(),
        n,
        first,
        "combination" if close else KANO[first],
        "/".join(ties) if len(ties) > 1 else "",
        "/".join([first, *close]) if close else "",
        sign_test(top * shrink, counts[ranked[1]] * shrink),
        100 * (top - counts[ranked[1]]) / n,
        100 * (counts["A"] + counts["O"] + counts["M"]) / n,
        *coefficients,
        contradictory,
    )


def _contradictory_counts(letters: npt.NDArray[np.str_]) -> pd.DataFrame:
    """Rows with two or more Q in at least a quarter of their pairs; index: row number."""
    table = pd.DataFrame(
        {"answered": (letters != "").sum(axis=1), "contradictory": (letters == "Q").sum(axis=1)}
    )
    table["share"] = table["contradictory"] / table["answered"].clip(lower=1)
    table = table[(table["contradictory"] >= 2) & (table["share"] >= 0.25)]
    return table.sort_values(["contradictory", "share"], ascending=False, kind="stable")


def _importance(
    respondents: pd.DataFrame, column: str, weights: Values | None, scale: tuple[float, float]
) -> tuple[float, float, float]:
    """Mean self-stated importance with its interval; NaN without a column or an answer."""
    nothing = (float("nan"),) * 3
    if pd.isna(column) or column == "":
        return nothing
    require_columns(respondents, [column], "respondents")
    given, heavy = answers(respondents[column], weights, column, *scale)
    return mean_interval(given, *scale, heavy) if len(given) else nothing


def _notes(table: pd.DataFrame, minimum: int) -> list[Note]:
    """What the figures cannot say, feature by feature."""
    few = table.loc[table["n"].between(1, minimum - 1), "feature"]
    none = table.loc[table["n"] == 0, "feature"]
    empty = table.loc[(table["n"] > 0) & table["better"].isna(), "feature"]
    combined = table.loc[table["category"] == "combination", "feature"]
    notes: list[Note] = []
    for key, named, further in (
        ("kano_no_answers", none, {}),
        ("kano_few_answers", few, {"minimum": minimum}),
        ("kano_only_reverse", empty, {}),
        ("kano_combination", combined, {}),
    ):
        if len(named):
            notes.append((key, {"features": ", ".join(named), **further}))
    if table["R"].sum() > table["n"].sum() / 2:
        notes.append(
            ("kano_many_reverse", {"share": round(100 * table["R"].sum() / table["n"].sum())})
        )
    return notes
