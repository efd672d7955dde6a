"""The path algorithm of the satisfaction index against other ways to the same numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from clinic import (
    COLUMNS,
    SMALL,
    WIDE,
    path_of,
    simulated,
    singles,
    standardised,
    written,
)

from voc.metric.csi import CsiModel, csi, load_model
from voc.metric.csi.pls import ITERATIONS, SCHEMES, Design, outer_weights


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> CsiModel:
    return load_model(written(tmp_path_factory.mktemp("model"), SMALL))


def test_single_items_give_correlations_and_regressions(small: CsiModel) -> None:
    answers = simulated(80, 1)[["q1", "p1", "s1", "l1"]]
    found = csi(answers, singles(small), scale=WIDE, bootstrap=0)
    z = answers.apply(standardised).to_numpy()
    expected = np.linalg.lstsq(z[:, :2], z[:, 2], rcond=None)[0]
    assert path_of(found.paths, "quality", "satisfaction") == pytest.approx(expected[0])
    assert path_of(found.paths, "price", "satisfaction") == pytest.approx(expected[1])
    correlation = answers.corr().loc["s1", "l1"]
    assert path_of(found.paths, "satisfaction", "loyalty") == pytest.approx(correlation)
    assert np.allclose(found.scores, z)
    latent = found.latent.set_index("latent")
    assert latent.loc["loyalty", "r2"] == pytest.approx(correlation**2)
    assert latent.loc["quality", ["r2", "redundancy", "ave", "composite_reliability"]].tolist() == (
        pytest.approx([0, 0, 1, 1])
    )
    assert np.isnan(latent.loc["quality", "alpha"])


def test_structural_regression_is_that_of_least_squares(small: CsiModel) -> None:
    from scipy.stats import linregress

    answers = simulated(80, 1)[["q1", "p1", "s1", "l1"]]
    found = csi(answers, singles(small), scale=WIDE, bootstrap=0).regressions
    line = linregress(standardised(answers["s1"]), standardised(answers["l1"]))
    error = path_of(found, "satisfaction", "loyalty", "standard_error")
    assert error == pytest.approx(line.stderr)
    assert path_of(found, "satisfaction", "loyalty", "p_value") == pytest.approx(line.pvalue)


def two_blocks(formative: bool) -> tuple[np.ndarray, Design]:
    rng = np.random.default_rng(3)
    values = rng.normal(size=(60, 5)) + rng.normal(size=(60, 1)) * [1, 0.5, 0.8, 1, 0.3]
    path = np.array([[False, False], [True, False]])
    design = Design(np.array([0, 0, 0, 1, 1]), path, np.full(2, formative))
    return np.corrcoef(values.T), design


@pytest.mark.parametrize("scheme", SCHEMES)
def test_two_formative_blocks_reach_the_first_canonical_correlation(scheme: str) -> None:
    r, design = two_blocks(formative=True)
    weights, rounds = outer_weights(r[None], design, scheme, tolerance=1e-12)
    assert rounds[0] <= ITERATIONS
    x, y = weights[0, :3], weights[0, 3:]
    product = np.linalg.inv(r[:3, :3]) @ r[:3, 3:] @ np.linalg.inv(r[3:, 3:]) @ r[3:, :3]
    canonical = np.sqrt(np.linalg.eigvals(product).real.max())
    assert abs(x @ r[:3, 3:] @ y) == pytest.approx(canonical, abs=1e-9)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_two_reflective_blocks_reach_the_first_singular_vectors(scheme: str) -> None:
    r, design = two_blocks(formative=False)
    weights, _ = outer_weights(r[None], design, scheme, tolerance=1e-12)
    left, _, right = np.linalg.svd(r[:3, 3:])
    for own, vector in ((weights[0, :3], left[:, 0]), (weights[0, 3:], right[0])):
        assert np.allclose(own / np.linalg.norm(own), vector * np.sign(own @ vector))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_weights_reproduce_themselves_by_the_definition_of_the_scheme(
    small: CsiModel, scheme: str
) -> None:
    rng = np.random.default_rng(28)
    answers = simulated(90, 28, noise=0.8)
    # A triangle of two positive correlations and a negative one, which no turning of signs mends,
    answers["l1"] = answers["q1"] - 1.2 * answers["s1"] + rng.normal(0, 0.5, 90)
    answers["l2"] = answers["l1"] + rng.normal(0, 1, 90)
    answers["p1"] += answers["q3"]  # and correlated causes.
    model = replace(small, paths=(*small.paths, ("quality", "loyalty")))
    items = {key: [c for c in answers if c[0] == key[0]] for key in model.ids}
    found = csi(answers, model, items, scale=(-50, 60), scheme=scheme, bootstrap=0, tolerance=1e-12)
    y = found.scores
    for key, columns in items.items():
        before = [source for source, target in model.paths if target == key]
        after = [target for source, target in model.paths if source == key]
        inner = y.corr().loc[key, [*before, *after]]
        if scheme == "centroid":
            inner = np.sign(inner)
        elif scheme == "path" and before:
            inner[before] = np.linalg.lstsq(y[before], y[key], rcond=None)[0]
        proxy = (y[inner.index] * inner).sum(axis=1)
        weight = answers[columns].apply(lambda item: item.corr(proxy))  # noqa: B023
        shown = found.outer.set_index("item").loc[columns, "weight"]
        assert (weight / np.linalg.norm(weight)).tolist() == pytest.approx(
            (shown / np.linalg.norm(shown)).tolist(), abs=1e-8
        )
    assert y.corr().loc["loyalty", "satisfaction"] < 0 < y.corr().loc["loyalty", "quality"]


def test_samples_in_a_stack_do_not_touch_each_other() -> None:
    (one, design), other = two_blocks(formative=False), np.eye(5) * 0.7 + 0.3
    together, _ = outer_weights(np.stack([one, other]), design, "factorial")
    assert np.array_equal(together[0], outer_weights(one[None], design, "factorial")[0][0])
    assert np.array_equal(together[1], outer_weights(other[None], design, "factorial")[0][0])


@pytest.mark.parametrize("scheme", SCHEMES)
def test_planted_paths_are_found_again(small: CsiModel, scheme: str) -> None:
    found = csi(simulated(4000, 2, noise=0.1), small, scale=WIDE, scheme=scheme, bootstrap=0)
    assert found.paths["path"].tolist() == pytest.approx([0.6, 0.3, 0.8], abs=0.03)
    assert found.latent["r2"].tolist() == pytest.approx([0, 0, 0.45, 0.64], abs=0.03)
    effect = found.effects.set_index(["source", "target"]).loc[("quality", "loyalty")]
    assert effect["direct"] == 0
    assert effect["indirect"] == effect["total"] == pytest.approx(0.48, abs=0.03)


def test_units_of_the_items_make_no_difference_when_standardised(small: CsiModel) -> None:
    answers = simulated(100, 4)
    other = answers.assign(q2=3 * answers["q2"] + 40)
    scale = dict.fromkeys(COLUMNS, WIDE) | {"q2": (3 * WIDE[0] + 40, 3 * WIDE[1] + 40)}
    first = csi(answers, small, scale=WIDE, bootstrap=60)
    second = csi(other, small, scale=scale, bootstrap=60)
    for name, table in first.studies().items():
        pd.testing.assert_frame_equal(table, second.studies()[name])
    raw = csi(other, small, scale=scale, bootstrap=0, standardise=False)
    weights = raw.outer.set_index("item")["weight"]
    assert weights["q2"] != pytest.approx(first.outer.set_index("item")["weight"]["q2"], rel=0.2)
