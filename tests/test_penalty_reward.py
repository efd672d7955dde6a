"""Penalty–reward contrasts: by hand, against simple regression, by simulation, at the edges."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from voc.driver.impact import impact
from voc.driver.notes import NOTES
from voc.driver.penalty_reward import penalty_reward
from voc.errors import VocError

pytestmark = pytest.mark.filterwarnings("error")

CLASSES = {"basic", "performance", "excitement", "indifferent", "reverse", "undecided", ""}
PLANTED = {  # penalty and reward in points; the noise has a standard deviation of 20
    "clean": (-20.0, 0.0),
    "staff": (-12.0, 12.0),
    "gift": (0.0, 20.0),
    "lobby": (0.0, 0.0),
    "crowd": (12.0, -12.0),
}
EXPECTED = {
    "clean": "basic",
    "staff": "performance",
    "gift": "excitement",
    "lobby": "indifferent",
    "crowd": "reverse",
}


def planted(
    seed: int, n: int, effects: dict[str, tuple[float, float]] = PLANTED, share: float = 0.3
) -> tuple[pd.Series, pd.DataFrame]:
    """Each driver is mentioned in `share` of the comments; drivers 0 and 1 often together."""
    rng = np.random.default_rng(seed)
    ids = pd.Index([f"c{i:05}" for i in range(n)])
    named = rng.random((n, len(effects))) < share
    if len(effects) > 1:
        named[:, 1] |= named[:, 0] & (rng.random(n) < 0.4)
    comment, driver = np.nonzero(named)
    polarity = rng.choice([-0.6, 0.0, 0.6], len(comment), p=[0.45, 0.1, 0.45])
    penalty, reward = np.array(list(effects.values())).T
    effect = np.where(polarity < 0, penalty[driver], 0) + np.where(polarity > 0, reward[driver], 0)
    score = 60 + np.bincount(comment, effect, minlength=n) + rng.normal(0, 20, n)
    names = np.array(list(effects))[driver]
    mentions = pd.DataFrame({"comment_id": ids[comment], "driver": names, "polarity": polarity})
    return pd.Series(score, index=ids), mentions


def kano(table: pd.DataFrame) -> dict[str, str]:
    return dict(zip(table["driver"], table["kano"], strict=True))


# --- by hand -------------------------------------------------------------------------------------


def one_driver(scores: dict[float, list[float]]) -> tuple[pd.Series, pd.DataFrame]:
    """Scores by polarity of the comment on wifi; under the key 9, without a mention."""
    polarity = [p for p, values in scores.items() for _ in values]
    ids = [f"c{i:03}" for i in range(len(polarity))]
    mentions = pd.DataFrame({"comment_id": ids, "driver": "wifi", "polarity": polarity})
    score = pd.Series([y for values in scores.values() for y in values], index=ids)
    return score, mentions[mentions["polarity"] < 9]


def test_with_one_driver_penalty_and_reward_are_differences_of_means():
    score, mentions = one_driver(
        {-0.6: [20.0, 40] * 10, 0.6: [70.0, 90] * 15, 0.1: [55.0] * 12, 9: [40.0, 80] * 20}
    )
    row = penalty_reward(score, mentions).iloc[0]
    assert row[["n", "n_negative", "n_positive", "n_none"]].tolist() == [102, 20, 30, 40]
    assert row["penalty"] == pytest.approx(30 - 60)
    assert row["reward"] == pytest.approx(80 - 60)
    assert row["penalty_low"] < -30 < row["penalty_high"] < 0
    assert 0 < row["reward_low"] < 20 < row["reward_high"]


@pytest.mark.parametrize(
    ("kind", "answers", "penalty"),
    [("nps", (3.0, 9.0, 8.0), -100.0), ("csat", (2.0, 5.0, 4.0), -100.0)],
)
def test_penalty_in_points_of_nps_and_in_percent_of_the_top_boxes(kind, answers, penalty):
    low, high, middle = answers
    score, mentions = one_driver({-0.6: [low] * 20, 0.6: [high] * 20, 9: [middle] * 40})
    row = penalty_reward(score, mentions, outcome_kind=kind, bootstrap=50).iloc[0]
    assert row["penalty"] == pytest.approx(penalty)
    assert row["reward"] == pytest.approx(100.0 if kind == "nps" else 0.0, abs=1e-4)


def test_the_joint_model_is_weighted_least_squares_on_all_drivers():
    score, mentions = planted(1, 1000)
    weights = pd.Series(np.random.default_rng(2).uniform(0.2, 3, 1000), index=score.index)
    table = penalty_reward(score, mentions, weights=weights, bootstrap=0).set_index("driver")
    wide = mentions.pivot(index="comment_id", columns="driver", values="polarity")
    wide = wide.reindex(score.index)
    columns = {"one": np.ones(1000)}
    for driver in wide:
        columns |= {(driver, "penalty"): wide[driver] < 0, (driver, "reward"): wide[driver] > 0}
        columns[driver, "neutral"] = wide[driver] == 0
    design = np.column_stack([np.asarray(column, dtype=float) for column in columns.values()])
    root = np.sqrt(weights.to_numpy())
    found = np.linalg.lstsq(design * root[:, None], score.to_numpy() * root, rcond=None)[0]
    for key, value in zip(columns, found, strict=True):
        if key != "one" and key[1] != "neutral":
            assert table.loc[key] == pytest.approx(value, abs=1e-4)


def test_the_class_of_a_driver_is_not_that_of_its_companion():
    # "lobby" does nothing, but is blamed wherever "clean" is
    score, mentions = planted(3, 3000, {"clean": (-20.0, 0.0)})
    rng = np.random.default_rng(3)
    blamed = mentions.loc[mentions["polarity"] < 0, "comment_id"].sample(frac=0.6, random_state=1)
    others = pd.Index(score.index).difference(mentions["comment_id"])
    praised = rng.choice(others, 800, replace=False)
    chance = np.setdiff1d(others, praised)[:300]
    extra = pd.DataFrame({"comment_id": [*blamed, *praised, *chance], "driver": "lobby"}).assign(
        polarity=[-0.6] * len(blamed) + [0.6] * 800 + [-0.6] * len(chance)
    )
    both = pd.concat([mentions, extra], ignore_index=True)
    assert impact(score, both, sides=True)["impact_negative_high"].max() < 0  # both look harmful
    assert kano(penalty_reward(score, both))["lobby"] in ("indifferent", "undecided")
    assert kano(penalty_reward(score, both))["clean"] == "basic"


# --- by simulation -------------------------------------------------------------------------------


def test_planted_classes_are_recognised_with_enough_comments():
    right = pd.DataFrame(
        [kano(penalty_reward(*planted(seed, 20_000), bootstrap=200)) for seed in range(6)]
    ).eq(pd.Series(EXPECTED))
    assert right.mean().min() >= 5 / 6
    assert right.to_numpy().mean() >= 0.9


def test_with_few_comments_they_are_undecided_and_seldom_wrong():
    found = pd.DataFrame(
        [kano(penalty_reward(*planted(seed, 120), bootstrap=250)) for seed in range(25)]
    )
    decided = ~found.isin(["undecided", ""])
    # a performance driver of which little is known shows two effects or none, not one side more
    wrong = decided & ~found.eq(pd.Series(EXPECTED))
    assert (found == "undecided").to_numpy().mean() > 0.5
    assert wrong.to_numpy().mean() <= 0.05
    assert not (found["lobby"] == "indifferent").any()  # no significance is not no effect


def test_drivers_without_an_effect_are_seldom_given_a_class():
    nothing = {f"d{i}": (0.0, 0.0) for i in range(6)}
    found = pd.DataFrame(
        [kano(penalty_reward(*planted(seed, 500, nothing), bootstrap=250)) for seed in range(30)]
    )
    assert found.isin(["basic", "excitement", "performance", "reverse"]).to_numpy().mean() <= 0.05


def test_the_intervals_cover_the_planted_effects():
    inside = []
    for seed in range(40):
        table = penalty_reward(*planted(seed, 250, share=0.2), bootstrap=250).set_index("driver")
        for driver, (penalty, reward) in PLANTED.items():
            row = table.loc[driver]
            inside += [row["penalty_low"] <= penalty <= row["penalty_high"]]
            inside += [row["reward_low"] <= reward <= row["reward_high"]]
    assert 0.92 <= np.mean(inside) <= 0.98


def test_comments_of_a_respondent_are_drawn_together():
    score, mentions = planted(5, 400)
    copies = [
        (
            score.rename(lambda c, k=k: f"{c}-{k}"),
            mentions.assign(comment_id=mentions["comment_id"] + f"-{k}"),
        )
        for k in range(4)
    ]
    scores = pd.concat([part for part, _ in copies])
    told = pd.concat([part for _, part in copies])
    owner = pd.Series(scores.index.str.split("-").str[0], index=scores.index)
    once = penalty_reward(score, mentions).set_index("driver")
    clustered = penalty_reward(scores, told, owner).set_index("driver")
    naive = penalty_reward(scores, told).set_index("driver")
    width = {
        name: (table["penalty_high"] - table["penalty_low"]).mean()
        for name, table in {"once": once, "clustered": clustered, "naive": naive}.items()
    }
    assert width["clustered"] == pytest.approx(width["once"], rel=0.1)
    assert width["naive"] == pytest.approx(width["once"] / 2, rel=0.15)


# --- rules and edges -----------------------------------------------------------------------------


def test_an_effect_too_small_to_matter_is_indifference_however_sure():
    rng = np.random.default_rng(0)
    small = {-0.6: 58.5 + rng.normal(0, 20, 40_000), 0.6: 60 + rng.normal(0, 20, 40_000)}
    score, mentions = one_driver(
        {
            **{p: values.tolist() for p, values in small.items()},
            9: (60 + rng.normal(0, 20, 40_000)).tolist(),
        }
    )
    table = penalty_reward(score, mentions, bootstrap=200)
    assert table["penalty_high"].item() < 0
    assert table["kano"].item() == "indifferent"
    assert table.attrs["margin"] == pytest.approx(2.0, rel=0.02)
    assert penalty_reward(score, mentions, bootstrap=200, margin=0.0)["kano"].item() == "basic"


@pytest.mark.parametrize("side", [-0.6, 0.6, 9])
def test_nine_respondents_on_a_side_are_too_few_for_a_class(side):
    scores = {-0.6: [20.0, 40] * 10, 0.6: [70.0, 90] * 10, 9: [50.0, 70] * 20}
    assert penalty_reward(*one_driver(scores))["kano"].item() == "performance"
    table = penalty_reward(*one_driver(scores | {side: scores[side][:9]}))
    assert table["kano"].item() == ""
    assert table.attrs["notes"] == [("penalty_reward_few", {"names": "wifi", "minimum": 10})]
    missing = {-0.6: ["penalty"], 0.6: ["reward"], 9: ["penalty", "reward"]}[side]
    for part in ("penalty", "reward"):
        assert np.isnan(table[part].item()) == (part in missing)


def test_drivers_always_mentioned_together_are_not_told_apart():
    score, mentions = planted(0, 400, {"clean": (-20.0, 5.0), "staff": (-5.0, 5.0)})
    clean = mentions[mentions["driver"] == "clean"]
    table = penalty_reward(score, pd.concat([mentions, clean.assign(driver="tidy")]))
    assert kano(table) | {"staff": ""} == {"clean": "undecided", "staff": "", "tidy": "undecided"}
    assert table.set_index("driver").loc["staff", "penalty"] == pytest.approx(-5, abs=8)
    assert table.attrs["notes"] == [("penalty_reward_collinear", {"names": "clean, tidy"})]


def test_verdicts_on_the_whole_stay_out_unless_asked_for():
    score, mentions = planted(2, 600)
    whole = mentions.assign(driver=mentions["driver"].replace("gift", "overall"))
    table = penalty_reward(score, whole, bootstrap=50)
    assert kano(table)["overall"] == ""
    assert [key for key, _ in table.attrs["notes"]] == ["verdicts_excluded"]
    assert kano(penalty_reward(score, whole, exclude=()))["overall"] == "excitement"


@pytest.mark.parametrize("n", [0, 1, 5, 60])
@pytest.mark.parametrize("case", ["equal", "all", "none", "no score", "sparse", "bare"])
def test_degenerate_input_gives_a_table_a_reason_and_no_warning(n, case):
    score, mentions = planted(4, n)
    if case == "equal":
        score[:] = 50.0
    if case == "all":
        told = {"driver": "clean", "polarity": np.resize([-0.6, 0.6], n)}
        mentions = pd.DataFrame({"comment_id": score.index, **told})
    if case == "none":
        mentions = mentions.head(0)
    if case == "no score":
        score[:] = np.nan
    if case == "sparse":
        score[n // 20 :] = np.nan  # scores missing for 95 %
    if case == "bare":
        mentions["polarity"] = np.nan
    table = penalty_reward(score, mentions, bootstrap=30)
    assert set(table["kano"]) <= CLASSES
    assert {key for key, _ in table.attrs["notes"]} <= NOTES.keys()
    if len(table) and table["penalty"].isna().any():
        assert table.attrs["notes"]
    assert table["kano"].dtype == pd.DataFrame({"kano": ["basic"]}).astype("str")["kano"].dtype


def test_the_order_of_the_rows_does_not_matter_and_wrong_arguments_are_refused():
    score, mentions = planted(6, 300)
    table = penalty_reward(score, mentions, bootstrap=50)
    shuffled = score.sample(frac=1, random_state=1), mentions.sample(frac=1, random_state=2)
    pd.testing.assert_frame_equal(table, penalty_reward(*shuffled, bootstrap=50), check_exact=True)
    for wrong in ({"margin": -1.0}, {"minimum": 1}, {"bootstrap": -1}, {"outcome_kind": "median"}):
        with pytest.raises(VocError):
            penalty_reward(score, mentions, **wrong)
    with pytest.raises(VocError, match="polarity"):
        penalty_reward(score, mentions.drop(columns="polarity"))
