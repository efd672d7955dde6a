"""Tables of the satisfaction index: effects, quality, bounds, weights, and what fails."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from clinic import (
    COLUMNS,
    SMALL,
    WIDE,
    keys,
    path_of,
    simulated,
    singles,
    written,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from voc.errors import VocError
from voc.metric.csi import CsiModel, csi, load_model
from voc.metric.csi.bootstrap import many_moments, moments
from voc.metric.csi.pls import ITERATIONS, SCHEMES
from voc.metric.notes import NOTES


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> CsiModel:
    return load_model(written(tmp_path_factory.mktemp("model"), SMALL))


# --- index, effects and quality ------------------------------------------------------------------


def test_index_is_the_formula_of_fornell(small: CsiModel) -> None:
    answers = simulated(100, 5).clip(1, 10)
    found = csi(answers, small, bootstrap=0)
    outer = found.outer.set_index("item")
    own = outer[outer["latent"] == "quality"]
    raw = own["weight"] / answers[own.index].std(ddof=0)
    level = 100 * ((raw * answers[own.index].mean()).sum() - raw.sum()) / (9 * raw.sum())
    index = found.index.set_index("latent")["index"]
    assert index["quality"] == pytest.approx(level)
    assert index.to_dict() == pytest.approx(found.index_scores.mean().to_dict())
    assert np.allclose(found.scores.std(ddof=0), 1) and np.allclose(found.scores.mean(), 0)


def test_importance_is_the_slope_between_indexes(small: CsiModel) -> None:
    answers = simulated(100, 6)[["q1", "p1", "s1", "l1"]]
    answers["q1"] *= 2
    scale = dict.fromkeys(["p1", "s1", "l1"], WIDE) | {"q1": (-20, 40)}
    found = csi(answers, singles(small), scale=scale, bootstrap=0)
    design = np.column_stack([np.ones(100), found.index_scores[["quality", "price"]]])
    slopes = np.linalg.lstsq(design, found.index_scores["satisfaction"], rcond=None)[0][1:]
    map_ = found.ipma.set_index("latent")
    assert map_["importance"].to_dict() == pytest.approx(dict(zip(map_.index, slopes, strict=True)))
    assert map_["performance"].to_dict() == pytest.approx(
        found.index.set_index("latent")["index"][["quality", "price"]].to_dict()
    )


def test_quality_of_measurement_by_hand(small: CsiModel) -> None:
    answers = simulated(100, 7, noise=0.6)
    found = csi(answers, small, scale=WIDE, bootstrap=0)
    loadings = [answers[name].corr(found.scores["quality"]) for name in ("q1", "q2", "q3")]
    assert found.outer["loading"].tolist()[:3] == pytest.approx(loadings)
    assert found.cross_loadings.loc[3, "quality"] == pytest.approx(
        answers["p1"].corr(found.scores["quality"])
    )
    ave = sum(x * x for x in loadings) / 3
    mean = answers[["q1", "q2", "q3"]].corr().to_numpy()[np.triu_indices(3, 1)].mean()
    row = found.latent.set_index("latent").loc["quality"]
    assert row["ave"] == row["communality"] == pytest.approx(ave)
    assert row["alpha"] == pytest.approx(3 * mean / (1 + 2 * mean))  # Spearman–Brown
    common = sum(loadings) ** 2
    assert row["composite_reliability"] == pytest.approx(common / (common + 3 - 3 * ave))


def test_effect_size_is_what_r2_loses_without_the_path(small: CsiModel) -> None:
    answers = simulated(100, 8)[["q1", "p1", "s1", "l1"]]
    answers["p1"] += answers["q1"]
    found = csi(answers, singles(small), scale=(-30, 60), bootstrap=0)
    whole = found.latent.set_index("latent").loc["satisfaction", "r2"]
    alone = answers["p1"].corr(answers["s1"]) ** 2
    assert path_of(found.paths, "quality", "satisfaction", "f2") == pytest.approx(
        (whole - alone) / (1 - whole)
    )


def test_htmt_by_hand(small: CsiModel) -> None:
    answers = simulated(100, 9)
    found = csi(answers, small, scale=WIDE, bootstrap=0).htmt.set_index(["first", "second"])
    r = answers.corr()
    between = r.loc[["p1", "p2"], ["s1", "s2", "s3"]].abs().to_numpy().mean()
    within = (r.loc["s1", "s2"] + r.loc["s1", "s3"] + r.loc["s2", "s3"]) / 3
    expected = between / np.sqrt(r.loc["p1", "p2"] * within)
    assert found.loc[("price", "satisfaction"), "htmt"] == pytest.approx(expected)
    with_single = r.loc[["p1", "p2"], "l1"].abs().mean() / np.sqrt(r.loc["p1", "p2"])
    assert found.loc[("price", "loyalty"), "htmt"] == pytest.approx(with_single)
    assert len(found) == 6


# --- resampling, weights, gaps -------------------------------------------------------------------


def test_bounds_cover_the_truth(small: CsiModel) -> None:
    model = singles(small.without(["price"]))
    inside = np.zeros(3)
    for seed in range(120):
        answers = simulated(80, 1000 + seed)[["q1", "s1", "l1"]]
        found = csi(answers, model, scale=WIDE, bootstrap=200, seed=seed)
        path = found.paths.iloc[1]
        true = 0.8 / np.sqrt(1.09)  # s1 has noise of variance 0.09
        inside += [
            path["path_low"] <= true <= path["path_high"],
            found.index["low"][1] <= 100 * 15.5 / 30 <= found.index["high"][1],
            path["p_value"] < 0.05,
        ]
    assert 0.89 <= inside[0] / 120 <= 0.99
    assert 0.89 <= inside[1] / 120 <= 0.99
    assert inside[2] == 120


def test_p_value_is_small_only_where_there_is_a_path(small: CsiModel) -> None:
    rng = np.random.default_rng(11)
    answers = simulated(120, 11).assign(p1=rng.uniform(1, 9, 120), p2=rng.uniform(1, 9, 120))
    found = csi(answers, small, scale=WIDE, scheme="factorial", bootstrap=500)
    assert path_of(found.paths, "quality", "satisfaction", "p_value") == pytest.approx(2 / 501)
    assert path_of(found.paths, "price", "satisfaction", "p_value") > 0.05


def test_same_seed_same_tables_in_any_order_of_rows(small: CsiModel) -> None:
    answers = simulated(60, 12)
    shuffled = answers.sample(frac=1, random_state=1)
    first = csi(answers, small, scale=WIDE, bootstrap=100, seed=3)
    again = csi(shuffled, small, scale=WIDE, bootstrap=100, seed=3)
    for name, table in first.studies().items():
        pd.testing.assert_frame_equal(table, again.studies()[name])
    pd.testing.assert_frame_equal(first.scores, again.scores.loc[answers.index])
    other = csi(answers, small, scale=WIDE, bootstrap=100, seed=4)
    assert not other.index["low"].equals(first.index["low"])


def test_every_figure_lies_within_its_bounds(small: CsiModel) -> None:
    found = csi(simulated(200, 13), small, scale=WIDE, bootstrap=200)
    for table, figure in [
        (found.outer, "weight"),
        (found.outer, "loading"),
        (found.paths, "path"),
        (found.effects, "total"),
        (found.htmt, "htmt"),
        (found.ipma, "importance"),
        (found.ipma, "performance"),
    ]:
        assert (table[f"{figure}_low"] <= table[figure]).all(), figure
        assert (table[figure] <= table[f"{figure}_high"]).all(), figure
        multi = table[table[f"{figure}_low"] != table[f"{figure}_high"]]
        assert len(multi) >= len(table) - 1, figure  # a single item weighs 1 in every resample


def test_whole_weights_count_like_so_many_respondents(small: CsiModel) -> None:
    answers = simulated(60, 14)
    weights = np.arange(60) % 3
    weighted = csi(answers, small, scale=WIDE, weights=weights, bootstrap=0)
    repeated = csi(answers.loc[answers.index.repeat(weights)], small, scale=WIDE, bootstrap=0)
    assert weighted.n == 40 and repeated.n == 60
    for name in ("csi_outer", "csi_paths", "csi_effects", "csi_ipma"):
        pd.testing.assert_frame_equal(weighted.studies()[name], repeated.studies()[name])
    assert np.allclose(weighted.index["index"], repeated.index["index"])
    assert weighted.scores[weights == 0].isna().all(axis=None)
    errors = weighted.regressions["standard_error"] > repeated.regressions["standard_error"]
    assert errors.all()  # Kish: fewer answers than the weights add up to


def test_unequal_weights_widen_the_bounds(small: CsiModel) -> None:
    answers = simulated(200, 15)
    weights = np.where(np.arange(200) % 10 == 0, 20.0, 1.0)
    even = csi(answers, small, scale=WIDE, bootstrap=200).index
    uneven = csi(answers, small, scale=WIDE, weights=weights, bootstrap=200).index
    assert ((uneven["high"] - uneven["low"]) > 1.3 * (even["high"] - even["low"])).all()


def test_gaps_are_left_out_or_filled_and_told(small: CsiModel) -> None:
    answers = simulated(60, 16)
    answers.loc[:9, "q1"] = np.nan
    answers.loc[0] = np.nan
    whole = csi(answers, small, scale=WIDE, bootstrap=0)
    assert (whole.n, whole.notes) == (50, (("csi_left_out", {"dropped": 10, "n": 50}),))
    assert whole.scores.loc[:9].isna().all(axis=None) and whole.scores.loc[10:].notna().all(
        axis=None
    )
    only = csi(answers.loc[10:], small, scale=WIDE, bootstrap=0)
    pd.testing.assert_frame_equal(whole.paths, only.paths)
    filled = csi(answers, small, scale=WIDE, missing="mean", bootstrap=0)
    by_hand = csi(
        answers.loc[1:].fillna({"q1": answers["q1"].mean()}), small, scale=WIDE, bootstrap=0
    )
    assert filled.n == 59
    assert filled.notes[1] == ("csi_mean_filled", {"cells": 9, "respondents": 9})
    pd.testing.assert_frame_equal(filled.paths, by_hand.paths)


def test_columns_without_an_item_take_the_latent_out_of_the_model() -> None:
    shown = simulated(60, 17).clip(1, 10)
    names = {"q1": "quality_1", "q2": "quality_2", "s1": "satisfaction_1", "l1": "Loyalty 1"}
    found = csi(shown.rename(columns=names), "ecsi", bootstrap=0)
    assert found.model.ids == ["quality", "satisfaction", "loyalty"]
    assert found.model.paths == (("quality", "satisfaction"), ("satisfaction", "loyalty"))
    told = dict(found.notes)
    assert told["csi_latents_missing"] == {"latents": "image, expectation, value, complaints"}
    assert "quality_3" in told["csi_items_missing"]["items"]


def test_a_scale_in_the_model_goes_before_the_common_one(tmp_path: Path, small: CsiModel) -> None:
    text = SMALL.replace("loyalty.items", "loyalty.scale = [0, 1]\nloyalty.items")
    answers = simulated(60, 18).clip(1, 10)
    answers["l1"] = (answers["l1"] > 5.5).astype(float)
    found = csi(answers, load_model(written(tmp_path, text)), bootstrap=0)
    assert found.index["index"].iloc[-1] == pytest.approx(100 * answers["l1"].mean())
    with pytest.raises(VocError, match="not on the scale 1 to 10"):
        csi(answers, small, bootstrap=0)


# --- what cannot be estimated --------------------------------------------------------------------


def few(answers: pd.DataFrame) -> pd.DataFrame:
    return answers.head(5)


def all_alike(answers: pd.DataFrame) -> pd.DataFrame:
    return answers * 0 + 7


def target_alike(answers: pd.DataFrame) -> pd.DataFrame:
    return answers.assign(s1=7.0, s2=7.0, s3=7.0)


def hardly_answered(answers: pd.DataFrame) -> pd.DataFrame:
    return answers.where(np.random.default_rng(0).random(answers.shape) < 0.05)


def nobody(answers: pd.DataFrame) -> pd.DataFrame:
    return answers * np.nan


@pytest.mark.parametrize("spoil", [few, all_alike, target_alike, hardly_answered, nobody])
def test_without_a_model_there_is_a_plain_index_and_a_note(small: CsiModel, spoil: object) -> None:
    answers = spoil(simulated(80, 19).clip(1, 10))  # type: ignore[operator]
    found = csi(answers, small, bootstrap=60)
    assert {"csi_few_respondents", "csi_constant_latents"} & set(keys(found.notes))
    assert found.paths["path"].isna().all() and len(found.paths) == 3
    assert found.scores.isna().all(axis=None)
    complete = answers.dropna()
    assert found.n == len(complete)
    if len(complete):
        quality = 100 * (complete[["q1", "q2", "q3"]].mean(axis=1) - 1) / 9
        assert found.index["index"][0] == pytest.approx(quality.mean())
        assert (found.index["low"] < found.index["index"]).all()
    else:
        assert found.index["index"].isna().all()
    assert found.index.attrs["notes"] == list(found.notes)


def test_constant_item_is_left_out_and_named(small: CsiModel) -> None:
    answers = simulated(60, 20).assign(q2=5.0)
    found = csi(answers, small, scale=WIDE, bootstrap=60)
    left = tuple(item for item in small.latents[0].items if item.id != "q2")
    quality, *others = small.latents
    reduced = replace(small, latents=(replace(quality, items=left), *others))
    without = csi(answers, reduced, scale=WIDE, bootstrap=60)
    assert ("csi_constant_items", {"items": "q2"}) in found.notes
    pd.testing.assert_frame_equal(found.paths, without.paths)


def test_item_worded_the_other_way_round_is_named_and_counted_in_reverse(small: CsiModel) -> None:
    answers = simulated(60, 21).clip(1, 10)
    straight = csi(answers, small, bootstrap=60)
    found = csi(answers.assign(q2=11 - answers["q2"]), small, bootstrap=60)
    assert found.notes == (("csi_negative_loading", {"items": "q2"}),)
    assert np.allclose(
        found.index[["index", "low", "high"]], straight.index[["index", "low", "high"]]
    )
    assert np.allclose(found.paths.iloc[:, 2:], straight.paths.iloc[:, 2:])


def test_collinear_causes_share_their_effect_and_are_noted(small: CsiModel) -> None:
    answers = simulated(60, 22)[["q1", "s1", "l1"]].assign(p1=lambda table: table["q1"])
    found = csi(answers, singles(small), scale=WIDE, bootstrap=60)
    assert ("csi_collinear_paths", {"latents": "satisfaction"}) in found.notes
    assert ("csi_overlap", {"pairs": "quality–price", "limit": 0.9}) in found.notes
    correlation = answers["q1"].corr(answers["s1"])
    assert found.paths["path"].tolist()[:2] == pytest.approx([correlation / 2] * 2)
    assert np.isinf(found.regressions["vif"][0])


def test_collinear_items_of_mode_b_are_noted(small: CsiModel) -> None:
    formative = replace(small, latents=tuple(replace(one, mode="B") for one in small.latents))
    answers = simulated(60, 23).assign(q2=lambda table: table["q1"])
    found = csi(answers, formative, scale=WIDE, bootstrap=60)
    assert ("csi_collinear_items", {"latents": "quality"}) in found.notes
    assert found.latent[["ave", "alpha", "composite_reliability"]].isna().all(axis=None)
    assert found.htmt.empty and list(found.htmt.columns)[:2] == ["first", "second"]
    weights = found.outer.set_index("item")["weight"]
    assert weights["q1"] == pytest.approx(weights["q2"])


def test_resamples_point_the_way_of_the_estimate(small: CsiModel) -> None:
    answers = simulated(60, 26)
    answers["q2"] = -answers["q1"] + np.random.default_rng(0).normal(0, 0.5, 60)
    items = {"quality": ["q1", "q2"], "satisfaction": ["s1", "s2", "s3"]}
    found = csi(answers, small, items, scale=(-20, 20), bootstrap=300)
    outer = found.outer.set_index("item").loc[["q1", "q2"]]
    assert abs(outer["loading"].sum()) < 0.05  # either way round is as good
    assert (np.sign(outer["loading_low"]) == np.sign(outer["loading_high"])).all()


def test_what_does_not_converge_is_noted(small: CsiModel) -> None:
    found = csi(simulated(60, 27), small, scale=WIDE, bootstrap=60, tolerance=0)
    assert keys(found.notes) == ["csi_not_converged", "csi_bootstrap_failed", "csi_few_resamples"]
    assert found.rounds == ITERATIONS + 1
    assert found.paths["path"].tolist() == pytest.approx([0.6, 0.3, 0.8], abs=0.25)


def test_too_few_resamples_give_no_bounds_and_a_note(small: CsiModel) -> None:
    found = csi(simulated(60, 24), small, scale=WIDE, bootstrap=20)
    assert found.index["low"].isna().all() and found.index["index"].notna().all()
    assert found.notes == (("csi_few_resamples", {"usable": 20, "least": 50}),)


REFUSED = [
    ("an unknown latent", {"items": {"qality": ["q1"]}}, "no latent variable"),
    ("an unknown column", {"items": {"quality": ["q9"]}}, 'no column "q9"'),
    ("a column twice", {"items": {"quality": ["q1"], "price": ["q1"]}}, "stands under quality"),
    ("no target", {"items": {"quality": ["q1"]}}, "No column shows satisfaction"),
    ("nothing but the target", {"items": {"satisfaction": ["s1"]}}, "No latent variable"),
    ("an unknown scheme", {"scheme": "centroidal"}, "no weighting scheme"),
    ("an unknown treatment", {"missing": "drop"}, "no treatment"),
    ("a scale downwards", {"scale": (10, 1)}, "upwards"),
    ("answers off the scale", {"scale": (1, 5)}, "not on the scale"),
    ("negative weights", {"weights": [-1.0] * 40}, "not on the scale"),
    ("weights of another length", {"weights": [1.0] * 39}, "39 weights"),
    ("resamples below 0", {"bootstrap": -1}, "cannot be drawn"),
]


@pytest.mark.parametrize(
    ("options", "what"), [pytest.param(*case[1:], id=case[0]) for case in REFUSED]
)
def test_wrong_call_is_refused(small: CsiModel, options: dict[str, object], what: str) -> None:
    with pytest.raises(VocError) as told:
        csi(simulated(40, 25), small, **({"scale": WIDE} | options))
    assert what in str(told.value)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 10_000),
    st.integers(0, 45),
    st.sampled_from([1, 4, 9]),
    st.sampled_from(SCHEMES),
    st.booleans(),
    st.sampled_from(["A", "B"]),
)
def test_any_answers_give_indexes_on_0_to_100_and_notes_that_read(
    small: CsiModel, seed: int, people: int, top: int, scheme: str, standardise: bool, mode: str
) -> None:
    rng = np.random.default_rng(seed)
    base = rng.integers(0, top + 1, size=(people, 1))
    own = rng.integers(0, top + 1, size=(people, len(COLUMNS)))
    mixed = np.where(rng.random(own.shape) < rng.choice([0, 0.3, 1]), own, base).astype(float)
    mixed[rng.random(own.shape) < rng.choice([0, 0, 0.02])] = np.nan
    model = replace(small, latents=tuple(replace(one, mode=mode) for one in small.latents))
    options = {"scheme": scheme, "standardise": standardise, "bootstrap": 60, "minimum": 3}
    found = csi(pd.DataFrame(mixed, columns=COLUMNS), model, scale=(0, top), **options)
    levels = found.index["index"].dropna()
    assert ((levels > -1e-9) & (levels < 100 + 1e-9)).all()
    assert len(levels) == (4 if found.n else 0)
    for key, parameters in found.notes:
        chinese, english = (text.format(**parameters) for text in NOTES[key])
        assert chinese.endswith("。") or "：" in chinese
        assert english.endswith(".")


def test_moments_are_those_of_numpy() -> None:
    values = np.random.default_rng(0).normal(size=(20, 3))
    weights = np.arange(1.0, 21)
    means, covariance = moments(values, weights)
    assert np.allclose(means, np.average(values, axis=0, weights=weights))
    assert np.allclose(covariance, np.cov(values.T, aweights=weights, ddof=0))


def test_moments_of_many_resamples_are_those_of_each() -> None:
    rng = np.random.default_rng(0)
    values = rng.normal(size=(4100, 3))  # more people than are summed together
    weights = rng.integers(0, 4, size=(2, 4100)).astype(float)
    means, covariances = many_moments(values, weights)
    for place, own in enumerate(weights):
        mean, covariance = moments(values, own)
        assert np.allclose(means[place], mean) and np.allclose(covariances[place], covariance)
