"""The sample to code: probabilities, strata, weights, and what is not drawn."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from coded_gold import FAST
from hypothesis import given
from hypothesis import strategies as st

import voc
from voc.coding import sample
from voc.coding.draw import inclusion_probabilities, systematic_draw
from voc.resources import resource


@given(
    sizes=st.lists(st.integers(1, 60), min_size=1, max_size=12),
    n=st.integers(1, 200),
    minimum=st.floats(0, 20),
)
def test_probabilities_add_up_and_nobody_is_left_out(
    sizes: list[int], n: int, minimum: float
) -> None:
    each = np.repeat(np.array(sizes, dtype=float), sizes)
    chances = inclusion_probabilities(each, n, minimum)
    assert chances.sum() == pytest.approx(min(n, len(each)))
    assert ((chances > 0) & (chances <= 1)).all()
    assert (chances >= min(n, len(each)) / (2 * len(each)) - 1e-9).all()
    drawn = systematic_draw(chances, 0.37)
    assert len(drawn) == len(set(drawn)) == min(n, len(each))


def test_each_comment_is_drawn_as_often_as_its_weight_says(hotel_run: voc.Analysis) -> None:
    draws = 400
    seen: dict[str, list[float]] = {}
    for seed in range(draws):
        drawn = sample(hotel_run.comments, hotel_run.opinions, 40, seed=seed).comments
        assert len(drawn) == 40
        for comment, weight in zip(drawn["comment_id"], drawn["weight"], strict=True):
            seen.setdefault(comment, []).append(weight)
    assert all(len(set(np.round(weights, 9))) == 1 for weights in seen.values())
    chances = np.array([1 / weights[0] for weights in seen.values()])
    often = np.array([len(weights) / draws for weights in seen.values()])
    deviations = (often - chances) / np.sqrt(chances * (1 - chances) / draws + 1e-9)
    assert np.abs(deviations).max() < 5
    assert sum(weights[0] * len(weights) for weights in seen.values()) / draws == pytest.approx(
        len(seen), rel=0.02
    )


def test_scarce_stratum_gets_its_fair_minimum() -> None:
    hotel = resource("corpora", "demo", "hotel_reviews.csv")
    run = voc.analyze(hotel, codebook="hotel", config=FAST, topics=False, progress=False)
    strata = sample(run.comments, run.opinions, 60, by=["driver"], minimum=1).strata
    assert (strata["drawn"] >= 1).all()
    assert strata["size"].max() > 20 * strata["size"].min()


def test_label_beside_driver_is_that_of_the_driver() -> None:
    comments = pd.DataFrame(
        {
            "comment_id": ["c1", "c2"],
            "text": ["房间大，早餐差", "嗯"],
            "label": ["negative", "neutral"],
        }
    )
    opinions = pd.DataFrame(
        {
            "comment_id": ["c1", "c1"],
            "driver": ["room", "breakfast"],
            "term": ["大", "差"],
            "polarity": [0.6, -0.6],
        }
    )
    strata = sample(comments, opinions, 2).strata
    assert strata[["driver", "label"]].to_numpy().tolist() == [
        ["", "neutral"],
        ["breakfast", "negative"],
        ["room", "positive"],
    ]
    alone = sample(comments, opinions, 2, by=["label"]).strata
    assert alone["label"].tolist() == ["negative", "neutral"]


def test_repetitions_platform_and_empty_texts_are_not_drawn() -> None:
    comments = pd.DataFrame(
        {
            "comment_id": ["c1", "c2", "c3", "c4"],
            "text": ["房间很干净", "默认好评", "房间很干净", " "],
            "boilerplate": [False, True, False, False],
            "duplicate_of": [None, None, "c1", None],
        }
    )
    opinions = pd.DataFrame({"comment_id": [], "driver": [], "polarity": []})
    draw = sample(comments, opinions, 9, by=[])
    assert draw.comments["comment_id"].tolist() == ["c1"]
    assert draw.population == 1
    with pytest.raises(voc.VocError, match="no comment to draw"):
        sample(comments.iloc[1:2], opinions, 9, by=[])


@pytest.mark.parametrize(
    "by", [["city"], ["dimensions"], ["driver", "city"], ["label", "label"], []]
)
def test_any_column_makes_strata_and_the_seed_makes_the_draw(
    by: list[str], hotel_run: voc.Analysis
) -> None:
    first, again, other = (
        sample(hotel_run.comments, hotel_run.opinions, 30, by=by, seed=seed).comments
        for seed in (3, 3, 4)
    )
    pd.testing.assert_frame_equal(first, again)
    assert set(first["comment_id"]) != set(other["comment_id"])


def test_unknown_column_is_refused_with_the_nearest(hotel_run: voc.Analysis) -> None:
    with pytest.raises(voc.VocError, match='Did you mean "city"'):
        sample(hotel_run.comments, hotel_run.opinions, 30, by=["ctiy"])
    with pytest.raises(voc.VocError, match="no sample"):
        sample(hotel_run.comments, hotel_run.opinions, 0)
