"""A bounded sample holds some of every question."""

from __future__ import annotations

import numpy as np
import pytest

from voc.draw import drawn


def shares(strata: np.ndarray, places: np.ndarray) -> dict[str, int]:
    names, counts = np.unique(strata[places], return_counts=True)
    return dict(zip(names.tolist(), counts.tolist(), strict=True))


def test_few_comments_are_all_taken() -> None:
    assert drawn(7, 7, strata=np.array(list("aabbccc")), seed=1).tolist() == list(range(7))


@pytest.mark.parametrize("size", [10, 999, 5_000, 20_001])
def test_as_many_as_asked_for_each_once_in_their_order(size: int) -> None:
    strata = np.random.default_rng(3).choice(
        list("abcdef"), 30_000, p=[0.6, 0.2, 0.1, 0.07, 0.02, 0.01]
    )
    places = drawn(len(strata), size, strata=strata, seed=5)
    assert len(places) == size
    assert (np.diff(places) > 0).all()
    assert places.tolist() == drawn(len(strata), size, strata=strata, seed=5).tolist()


def test_rare_question_is_heard_and_the_rest_are_in_proportion() -> None:
    strata = np.repeat(["推荐的理由", "不满的地方", "其他建议"], [80_000, 19_700, 300])
    found = shares(strata, drawn(len(strata), 10_000, strata=strata, seed=0))
    assert found["其他建议"] == 300
    # 1,000 each first, the other 7,700 as 79,000 to 18,700
    assert found["推荐的理由"] == pytest.approx(1_000 + 7_700 * 79_000 / 97_700, abs=1)
    assert sum(found.values()) == 10_000


def test_more_questions_than_there_is_room_for_share_it() -> None:
    strata = np.repeat([f"q{n}" for n in range(40)], 500)
    found = shares(strata, drawn(len(strata), 1_000, strata=strata, seed=0))
    assert set(found.values()) == {25}


def test_one_stratum_is_drawn_as_without_strata() -> None:
    alone = drawn(5_000, 50, seed=2)
    assert drawn(5_000, 50, strata=np.full(5_000, "评价"), seed=2).tolist() == alone.tolist()


def test_missing_question_is_a_stratum_of_its_own() -> None:
    strata = np.array(["理由", None] * 2_000, dtype=object)
    assert shares(strata.astype(str), drawn(4_000, 100, strata=strata, seed=0)) == {
        "理由": 50,
        "None": 50,
    }
