"""The impact of a driver on the score and its interval: by hand and by theory."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from stays import random_corpus, stay

from voc.driver import driver_table, impact
from voc.errors import VocError

pytestmark = pytest.mark.filterwarnings("error")


def scored(scores: list[float], mentioning: int) -> tuple[pd.Series, pd.DataFrame]:
    ids = [stay(number) for number in range(len(scores))]
    mentions = pd.DataFrame({"comment_id": ids[:mentioning], "driver": "wait_time"})
    return pd.Series(scores, index=ids), mentions


def test_impact_is_the_score_of_all_minus_the_score_without():
    table = impact(*scored([40.0] * 10 + [90.0] * 30, mentioning=10))
    assert table["impact"].item() == pytest.approx((400 + 2700) / 40 - 90)  # −12.5
    assert table["impact_low"].item() < -12.5 < table["impact_high"].item() < 0


def test_impact_in_points_of_nps():
    answers = [3.0] * 10 + [10.0] * 20 + [8.0] * 10
    table = impact(*scored(answers, mentioning=10), outcome_kind="nps")
    # all: 20 promoters − 10 detractors of 40 = 25; without: 20 of 30 = 66.67
    assert table["impact"].item() == pytest.approx(25 - 100 * 20 / 30)


@pytest.mark.parametrize(("n", "mentioning"), [(40, 9), (19, 10), (12, 12), (0, 0)])
def test_too_few_comments_on_a_side_give_no_impact(n, mentioning):
    table = impact(*scored([float(i % 5 * 25) for i in range(n)], mentioning))
    assert table[["impact", "impact_low", "impact_high"]].isna().all(axis=None)


def test_the_bootstrap_interval_is_as_wide_as_theory_says():
    rng = np.random.default_rng(3)
    scores = rng.normal(60, 15, 2000)
    table = impact(*scored(scores.tolist(), mentioning=600), bootstrap=2000)
    # impact = share · (mean with − mean without); its standard error follows
    error = 0.3 * 15 * (1 / 600 + 1 / 1400) ** 0.5
    width = (table["impact_high"] - table["impact_low"]).item()
    assert width == pytest.approx(2 * 1.96 * error, rel=0.1)


def test_the_comments_of_a_respondent_are_drawn_together():
    rng = np.random.default_rng(4)
    people = rng.choice([0.0, 50, 100], 100)
    scores, mentions = scored(np.repeat(people, 4).tolist(), mentioning=200)
    owner = pd.Series([f"r{i // 4}" for i in range(400)], index=scores.index)
    apart, together = impact(scores, mentions), impact(scores, mentions, owner)
    assert together["impact"].item() == pytest.approx(apart["impact"].item())
    width = [(t["impact_high"] - t["impact_low"]).item() for t in (apart, together)]
    assert width[1] == pytest.approx(2 * width[0], rel=0.15)  # 4 copies of each answer


def test_one_respondent_alone_gives_no_bounds():
    scores, mentions = scored([50.0, 100] * 30, mentioning=20)
    owner = pd.Series(["r1"] * 20 + [f"s{i}" for i in range(40)], index=scores.index)
    table = impact(scores, mentions, owner)
    assert table["impact"].notna().item()
    assert table["impact_low"].isna().item()


def test_impact_refuses_what_it_cannot_read():
    scores, mentions = scored([50.0] * 40, 20)
    with pytest.raises(VocError, match="median"):
        impact(scores, mentions, outcome_kind="median")
    with pytest.raises(VocError, match="50"):
        impact(scores, mentions, outcome_kind="nps")
    with pytest.raises(VocError, match="belongs to a comment"):
        comments, opinions = random_corpus(0)
        driver_table(comments, opinions, outcome=comments["score"])


def test_the_table_takes_the_score_of_the_comments_or_a_given_outcome():
    comments, opinions = random_corpus(1)
    by_id = comments.set_index("comment_id")["score"]
    plain = driver_table(comments, opinions, bootstrap=50)
    pd.testing.assert_frame_equal(
        plain, driver_table(comments, opinions, outcome=by_id, bootstrap=50)
    )
    points = driver_table(
        comments, opinions, outcome=by_id / 10, outcome_kind="nps", bootstrap=50
    ).set_index("driver")["impact"]
    assert (points.abs() > plain.set_index("driver")["impact"].abs() / 10).any()
    unscored = driver_table(comments.drop(columns="score"), opinions)
    assert unscored[["impact", "impact_low", "impact_high"]].isna().all(axis=None)
