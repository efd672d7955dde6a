"""Importance × satisfaction: the four quadrants, intervals on the line, stated importance."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voc.driver.notes import NOTES
from voc.driver.quadrant import quadrants, rated_satisfaction, stated_importance
from voc.errors import VocError

pytestmark = pytest.mark.filterwarnings("error")

RATED = {  # invented: importance 1…4 and performance 1…4 of a dealer's workshop
    "job done right": (3.8, 2.6),
    "fast action on complaints": (3.7, 2.7),
    "warranty work": (3.6, 3.2),
    "able to do any job": (3.5, 3.0),
    "convenient": (2.5, 2.2),
    "reminders": (2.0, 3.3),
}


def tables(
    points: dict[str, tuple[float, float]], half: tuple[float, float] = (0.01, 0.01)
) -> tuple[pd.DataFrame, pd.DataFrame]:
    names = list(points)
    importance, satisfaction = np.array(list(points.values())).reshape(-1, 2).T
    first = {
        "driver": names,
        "importance": importance,
        "importance_low": importance - half[0],
        "importance_high": importance + half[0],
    }
    second = {
        "driver": names,
        "satisfaction": satisfaction,
        "low": satisfaction - half[1],
        "high": satisfaction + half[1],
    }
    return pd.DataFrame(first), pd.DataFrame(second)


def quadrant(table: pd.DataFrame) -> dict[str, str]:
    return dict(zip(table["driver"], table["quadrant"], strict=True))


def test_the_four_corners_of_an_importance_performance_grid():
    table = quadrants(*tables(RATED), line=(3.0, 2.9))
    assert quadrant(table) == {
        "job done right": "concentrate_here",
        "fast action on complaints": "concentrate_here",
        "warranty work": "keep_up",
        "able to do any job": "keep_up",
        "convenient": "low_priority",
        "reminders": "possible_overkill",
    }
    assert table["driver"].tolist() == list(RATED)  # most important first
    assert not table["crosses"].any()
    assert (table["importance_line"] == 3.0).all()
    assert (table["satisfaction_line"] == 2.9).all()
    assert table.columns.tolist() == [
        *("driver", "importance", "importance_low", "importance_high"),
        *("satisfaction", "low", "high"),
        *("stated_importance", "stated_importance_low", "stated_importance_high"),
        *("quadrant", "crosses", "importance_line", "satisfaction_line"),
    ]


def test_lines_by_mean_and_by_median():
    importance, performance = np.array(list(RATED.values())).T
    by_mean = quadrants(*tables(RATED))
    assert by_mean["importance_line"].iloc[0] == pytest.approx(importance.mean())
    assert by_mean["satisfaction_line"].iloc[0] == pytest.approx(performance.mean())
    by_median = quadrants(*tables(RATED), line="median")
    assert by_median["importance_line"].iloc[0] == pytest.approx((3.5 + 3.6) / 2)
    assert quadrant(by_mean)["able to do any job"] == "keep_up"
    assert quadrant(by_median)["able to do any job"] == "possible_overkill"


@pytest.mark.parametrize(
    ("half", "crossing"),
    [
        ((0.55, 0.01), {"able to do any job", "convenient"}),
        ((0.01, 0.15), {"able to do any job"}),
        ((0.01, 0.32), set(RATED) - {"convenient", "reminders"}),
    ],
)
def test_an_interval_that_holds_a_line_leaves_the_quadrant_open(half, crossing):
    table = quadrants(*tables(RATED, half), line=(3.0, 2.9)).set_index("driver")
    assert set(table.index[table["crosses"]]) == crossing
    assert set(table.index[table["quadrant"] == "undecided"]) == crossing


def test_a_bound_on_the_line_touches_it():
    importance, satisfaction = tables({"wait": (0.5, 60.0), "sofa": (0.1, 80.0)}, (0.25, 10.0))
    table = quadrants(importance, satisfaction, line=(0.25, 50.0))
    assert quadrant(table) == {"wait": "undecided", "sofa": "undecided"}
    table = quadrants(importance, satisfaction, line=(0.2499, 49.99))
    assert quadrant(table)["wait"] == "keep_up"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(0, 1), st.floats(0, 100), st.floats(0, 0.5), st.floats(0, 40)),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(["mean", "median", (0.3, 60.0)]),
)
def test_a_quadrant_is_decided_exactly_when_no_interval_holds_a_line(rows, line):
    importance, satisfaction = tables({f"d{i}": row[:2] for i, row in enumerate(rows)})
    for i, (_, _, first, second) in enumerate(rows):
        importance.loc[i, ["importance_low", "importance_high"]] = rows[i][0] + np.array(
            [-first, first]
        )
        satisfaction.loc[i, ["low", "high"]] = rows[i][1] + np.array([-second, second])
    for row in quadrants(importance, satisfaction, line=line).itertuples():
        holds = row.importance_low <= row.importance_line <= row.importance_high
        holds |= row.low <= row.satisfaction_line <= row.high
        assert row.crosses == holds
        expected = {
            (True, True): "keep_up",
            (True, False): "concentrate_here",
            (False, True): "possible_overkill",
            (False, False): "low_priority",
        }[
            row.importance > row.importance_line,
            row.satisfaction > row.satisfaction_line,
        ]
        assert row.quadrant == ("undecided" if holds else expected)


# --- what respondents state ----------------------------------------------------------------------


def test_stated_importance_is_a_mean_with_its_interval_on_0_to_100():
    ratings = pd.DataFrame({"wait": [7, 6, 7, 4, None], "sofa": [1, 2, 3, 2, 2]})
    table = stated_importance(ratings, scale=(1, 7)).set_index("driver")
    assert table.loc["wait", "n"] == 4
    assert table.loc["wait", "stated_importance"] == pytest.approx(100 * 5 / 6)
    spread = np.std([7, 6, 7, 4], ddof=1) * 100 / 6
    low = 100 * 5 / 6 - 3.182446 * spread / 2  # t(3) = 3.182
    assert table.loc["wait", "stated_importance_low"] == pytest.approx(low, abs=1e-3)
    assert table.loc["wait", "stated_importance_high"] == 100.0


def test_stated_importance_with_survey_weights():
    ratings = pd.DataFrame({"wait": [1, 5, 5]})
    table = stated_importance(ratings, [2.0, 1.0, 1.0])
    assert table["stated_importance"].item() == pytest.approx(50.0)
    with pytest.raises(VocError, match="not on the scale"):
        stated_importance(ratings, scale=(1, 4))


def test_stated_stands_beside_derived_and_does_not_move_the_quadrant():
    derived, satisfaction = tables({"wait": (0.7, 40.0), "sofa": (0.3, 80.0)})
    asked = stated_importance(pd.DataFrame({"sofa": [5, 5, 4], "bar": [1, 2, 1]}))
    table = quadrants(derived, satisfaction, stated=asked).set_index("driver")
    plain = quadrants(derived, satisfaction).set_index("driver")
    assert table["quadrant"].equals(plain["quadrant"])
    assert table.loc["sofa", "stated_importance"] == pytest.approx(100 * (11 / 3) / 4)
    assert np.isnan(table.loc["wait", "stated_importance"])
    assert "bar" not in table.index


def test_the_grid_of_a_questionnaire_alone():
    rng = np.random.default_rng(0)

    def ratings(**means: float) -> pd.DataFrame:
        return pd.DataFrame(
            {name: np.clip(rng.normal(m, 0.8, 400).round(), 1, 5) for name, m in means.items()}
        )

    stated = stated_importance(ratings(wait=4.5, food=4.4, sofa=2.5, music=2.2))
    importance = stated.rename(columns=lambda c: c.removeprefix("stated_"))
    performance = rated_satisfaction(ratings(wait=2.5, food=4.3, sofa=2.6, music=4.2))
    assert quadrant(quadrants(importance, performance, stated=stated)) == {
        "wait": "concentrate_here",
        "food": "keep_up",
        "sofa": "low_priority",
        "music": "possible_overkill",
    }


# --- edges ---------------------------------------------------------------------------------------


def test_without_a_figure_there_is_no_quadrant_and_without_a_bound_no_decision():
    importance, satisfaction = tables({"a": (0.6, 40.0), "b": (0.3, 80.0), "c": (0.1, 50.0)})
    satisfaction.loc[1, "satisfaction"] = np.nan
    importance.loc[2, "importance_low"] = np.nan
    table = quadrants(importance, satisfaction.drop(index=1), line="mean").set_index("driver")
    assert table["quadrant"].to_dict() == {"a": "concentrate_here", "b": "", "c": "undecided"}
    assert table["crosses"].to_dict() == {"a": False, "b": False, "c": True}
    assert table["importance_line"].iloc[0] == pytest.approx(0.35)  # of a and c
    assert table.attrs["notes"] == [
        ("quadrant_no_importance", {"names": "b"}),
        ("quadrant_no_interval", {"names": "c"}),
    ]


@pytest.mark.parametrize("drivers", [0, 1])
@pytest.mark.parametrize("line", ["mean", "median"])
def test_one_driver_lies_on_its_own_line(drivers, line):
    table = quadrants(*tables(dict(list(RATED.items())[:drivers])), line=line)
    assert table["quadrant"].tolist() == ["undecided"] * drivers
    assert [key for key, _ in table.attrs["notes"]] == ["quadrant_one_driver"] * drivers
    assert {key for key, _ in table.attrs["notes"]} <= NOTES.keys()


def test_a_driver_that_nobody_rates_gets_a_note():
    table = stated_importance(pd.DataFrame({"wait": [None, None], "sofa": [3, 4]}))
    assert table.loc[0, ["stated_importance", "stated_importance_low"]].isna().all()
    assert table.attrs["notes"] == [("rating_missing", {"names": "wait"})]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"line": "mode"}, "mode"),
        ({"line": (0.2,)}, "no pair"),
        ({"line": (0.2, float("nan"))}, "no pair"),
        ({"by": "dimension"}, "dimension"),
    ],
)
def test_wrong_arguments_are_refused(change, message):
    with pytest.raises(VocError, match=message):
        quadrants(*tables(RATED), **change)


def test_two_sources_of_importance_at_once_are_refused():
    importance, satisfaction = tables(RATED)
    with pytest.raises(VocError, match="stands twice"):
        quadrants(pd.concat([importance, importance]), satisfaction)
