"""The figures of agreement between coders and program: by hand and from the literature."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from coded_sheet import Answers

import voc
from voc.coding import Codes, cohen_kappa, program_codes, sample
from voc.coding.agreement import driver_agreement, label_agreement, paired, totals
from voc.coding.codes import ABSENT
from voc.coding.sheet import DRIVER_PREFIX
from voc.metric.intervals import wilson


def codes(name: str, columns: dict[str, list[str]], labels: list[str] | None = None) -> Codes:
    table = pd.DataFrame(columns)
    table.index = pd.Index([f"c{n}" for n in table.index], name="comment_id")
    given = labels or ["neutral"] * len(table)
    return Codes(name, pd.Series(given, table.index), table)


def from_counts(both: int, missed: int, wrong: int, neither: int) -> tuple[Codes, Codes]:
    first = ["positive"] * (both + missed) + [ABSENT] * (wrong + neither)
    second = ["positive"] * both + [ABSENT] * missed + ["positive"] * wrong + [ABSENT] * neither
    return codes("li", {"room": first}), codes("voc", {"room": second})


@pytest.mark.parametrize(
    ("table", "kappa"),
    [
        ([[20, 5], [10, 15]], 0.4),  # the textbook example of grant proposals
        ([[45, 15], [25, 15]], 0.1304),  # same agreement, other margins
        ([[25, 35], [5, 35]], 0.2593),
        ([[88, 14, 18], [10, 40, 10], [2, 6, 12]], 0.4915),  # Cohen 1960, table 1, of 200
    ],
)
def test_kappa_is_that_of_the_literature(table: list[list[int]], kappa: float) -> None:
    assert float(cohen_kappa(table)) == pytest.approx(kappa, abs=5e-5)


def test_kappa_of_constant_coders_is_unknown() -> None:
    assert np.isnan(cohen_kappa([[10, 0], [0, 0]]))


def test_measures_of_a_driver_with_their_intervals() -> None:
    row = driver_agreement(paired(*from_counts(20, 5, 10, 15)), bootstrap=2000).iloc[0]
    assert row[["n", "reference", "other", "both"]].tolist() == [50, 25, 30, 20]
    assert row["kappa"] == pytest.approx(0.4)
    assert (row["precision_low"], row["precision_high"]) == pytest.approx(wilson(20, 30))
    assert (row["recall_low"], row["recall_high"]) == pytest.approx(wilson(20, 25))
    assert row["f1"] == pytest.approx(2 * 20 / (2 * 20 + 5 + 10))
    # asymptotic interval of Fleiss, Cohen & Everitt 1969: 0.4 ± 1.96 · 0.1265
    assert row["kappa_low"] == pytest.approx(0.152, abs=0.05)
    assert row["kappa_high"] == pytest.approx(0.648, abs=0.05)
    assert row["f1_low"] < row["f1"] < row["f1_high"]


def test_complete_agreement_is_no_certainty() -> None:
    row = driver_agreement(paired(*from_counts(8, 0, 0, 42)), bootstrap=200).iloc[0]
    assert row["f1"] == row["kappa"] == row["kappa_high"] == row["f1_high"] == 1
    assert 0.5 < row["f1_low"] < 0.9 and 0.5 < row["kappa_low"] < 0.9
    none = driver_agreement(paired(*from_counts(0, 0, 0, 50)), bootstrap=200).iloc[0]
    assert none[["precision", "recall", "f1", "kappa"]].isna().all()


def test_weights_undo_the_draw() -> None:
    # ten comments for which one stands for nine were missed, ten that stand for one were found
    first, second = from_counts(10, 10, 0, 0)
    weights = pd.Series([1.0] * 10 + [9.0] * 10, first.drivers.index)
    pair = paired(first, second, weights)
    row = driver_agreement(pair, bootstrap=200).iloc[0]
    assert (row["recall"], row["run_recall"]) == pytest.approx((0.5, 0.1))
    assert row["run_recall_low"] < 0.1 < row["run_recall_high"]
    total = totals(pair, bootstrap=200).set_index("average")["recall"]
    assert total.to_dict() == pytest.approx({"micro": 0.5, "macro": 0.5, "population": 0.1})


def test_weighted_recall_of_many_draws_is_that_of_the_whole_run(
    hotel_run: voc.Analysis, by_hand: Answers
) -> None:
    """With the gold labels known for all, the estimate from samples has no bias."""
    found = program_codes(hotel_run.comments, hotel_run.opinions, [*by_hand], ["room"])
    said = {key: answers.get(f"{DRIVER_PREFIX}room") for key, answers in by_hand.items()}
    table = pd.DataFrame({"room": ["neutral" if said[key] else ABSENT for key in by_hand]})
    table.index = found.drivers.index
    coder = Codes("gold", found.labels, table)
    truth = driver_agreement(paired(coder, found), bootstrap=1).iloc[0]
    hits = mentions = 0.0
    for seed in range(150):
        drawn = sample(hotel_run.comments, hotel_run.opinions, 60, seed=seed).comments.set_index(
            "comment_id"
        )
        given = coder.drivers.loc[drawn.index, "room"] != ABSENT
        both = given & (found.drivers.loc[drawn.index, "room"] != ABSENT)
        hits += drawn.loc[both, "weight"].sum()
        mentions += drawn.loc[given, "weight"].sum()
    assert hits / mentions == pytest.approx(truth["recall"], abs=0.03)


def test_overall_label_has_confusion_and_kappa() -> None:
    labels = ["positive"] * 6 + ["negative"] * 3 + ["neutral"]
    program = ["positive"] * 5 + ["neutral"] + ["negative"] * 3 + ["negative"]
    room = {"room": [ABSENT] * 10}
    pair = paired(codes("li", room, labels), codes("voc", room, program))
    row = label_agreement(pair, bootstrap=500).iloc[0]
    assert (row["n"], row["agreement"]) == (10, 0.8)
    assert row["kappa"] == pytest.approx((0.8 - 0.43) / (1 - 0.43))
    assert row["kappa_low"] < row["kappa"] < row["kappa_high"]
