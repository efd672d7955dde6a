"""Stability of topics: what counts as the same, how it is repeated, what is refused."""

from __future__ import annotations

from math import isnan

import numpy as np
import pytest

from voc.topic.stability import stability


def labels_by(rows: np.ndarray, seed: int) -> np.ndarray:
    """A model that finds three groups of 90 and leaves the last ten comments out, as they are."""
    return np.where(np.arange(100) < 90, np.arange(100) // 30, -1)


def test_a_model_that_always_finds_the_same_is_stable_whatever_the_numbers() -> None:
    def renumbered(rows: np.ndarray, seed: int) -> np.ndarray:
        found = labels_by(rows, seed)
        return np.where(found < 0, found, (found + seed) % 3)

    found = stability(renumbered, 100)
    assert (found.value, found.low, found.high, found.assigned) == (1, 1, 1, 1)
    assert found.agreements == (1,) * 5


def test_a_model_of_chance_is_not_stable() -> None:
    def chance(rows: np.ndarray, seed: int) -> np.ndarray:
        return np.random.default_rng(seed).integers(5, size=2000)

    found = stability(chance, 2000)
    assert found.low <= found.value <= found.high
    assert abs(found.value) < 0.02


@pytest.mark.parametrize("moved", [0.1, 0.2, 0.4])
def test_the_figure_falls_with_the_square_of_what_keeps_its_topic(moved: float) -> None:
    full = np.repeat(np.arange(10), 500)

    def fit(rows: np.ndarray, seed: int) -> np.ndarray:
        random = np.random.default_rng(seed)
        away = random.random(5000) < moved
        return np.where(away, random.permutation(full), full)

    assert stability(fit, 5000, labels=full).value == pytest.approx((1 - moved) ** 2, abs=0.03)


def test_parts_are_drawn_without_repetition_and_differ() -> None:
    drawn: list[np.ndarray] = []
    seeds: list[int] = []

    def fit(rows: np.ndarray, seed: int) -> np.ndarray:
        drawn.append(rows)
        seeds.append(seed)
        return labels_by(rows, seed)

    stability(fit, 100, repeats=3, share=0.7, seed=4)
    assert drawn[0].tolist() == list(range(100))
    assert [len(np.unique(rows)) for rows in drawn[1:]] == [70, 70, 70]
    assert len({tuple(rows) for rows in drawn[1:]}) == 3
    assert seeds == [4, 5, 6, 7]
    before, drawn = drawn[1:], []
    stability(fit, 100, labels=labels_by(np.arange(0), 0), repeats=3, share=0.7, seed=4)
    assert [rows.tolist() for rows in drawn] == [rows.tolist() for rows in before]


def test_what_is_left_unassigned_counts_as_a_class_and_is_also_left_out() -> None:
    full = np.where(np.arange(90) < 60, np.arange(90) // 30, -1)

    def fewer(rows: np.ndarray, seed: int) -> np.ndarray:
        found = full.copy()
        found[:20] = -1  # as sure of the rest as before
        return found

    found = stability(fewer, 90, labels=full)
    assert found.assigned == 1
    assert found.value < 0.7


def test_a_part_in_which_nothing_is_found_agrees_no_more_than_chance() -> None:
    full = labels_by(np.arange(0), 0)
    found = stability(lambda rows, seed: np.full(100, -1), 100, labels=full)
    assert found.value == 0
    assert isnan(found.assigned)


@pytest.mark.parametrize("labels", [[], [-1] * 9, [0] * 9, [0, 0, -1, -1]])
def test_fewer_than_two_topics_are_not_fitted_again(labels: list[int]) -> None:
    def never(rows: np.ndarray, seed: int) -> np.ndarray:
        raise AssertionError

    found = stability(never, len(labels), labels=np.array(labels, dtype=np.int64))
    assert isnan(found.value)
    assert found.agreements == ()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [({"share": 0}, "share"), ({"share": 1.2}, "share"), ({"repeats": 0}, "repeats")],
)
def test_what_cannot_be_repeated_is_refused(arguments: dict[str, float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        stability(labels_by, 100, **arguments)  # type: ignore[arg-type]


def test_a_model_must_label_all_comments() -> None:
    with pytest.raises(ValueError, match="shape"):
        stability(lambda rows, seed: np.zeros(len(rows)), 100, labels=labels_by(np.arange(0), 0))
