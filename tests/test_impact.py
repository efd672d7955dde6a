"""Impact by side, its share without double counting, and lift: by hand, brute force, simulation."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from voc.driver.impact import impact
from voc.driver.lift import lift
from voc.driver.notes import NOTES
from voc.driver.shared_impact import shared_impact
from voc.errors import VocError

pytestmark = pytest.mark.filterwarnings("error")

SIDES = ["impact_negative", "impact_positive"]


def corpus(
    seed: int = 0, n: int = 300, drivers: int = 4, people: int | None = None
) -> tuple[pd.Series, pd.DataFrame, pd.Series]:
    rng = np.random.default_rng(seed)
    ids = pd.Index([f"c{i:05}" for i in range(n)])
    comment, driver = np.nonzero(rng.random((n, drivers)) < 0.25)
    polarity = rng.choice([-0.6, 0.0, np.nan, 0.6], len(comment), p=[0.4, 0.1, 0.1, 0.4])
    excess = np.bincount(comment, np.nan_to_num(polarity) * 20 * (1 + driver), minlength=n)
    score = pd.Series(np.clip(60 + excess + rng.normal(0, 15, n), 0, 100), index=ids)
    mentions = pd.DataFrame(
        {"comment_id": ids[comment], "driver": [f"d{d}" for d in driver], "polarity": polarity}
    )
    owner = pd.Series([f"r{i}" for i in rng.integers(0, people or 10 * n, n)], index=ids)
    return score, mentions, owner


# --- negative and positive mentions apart --------------------------------------------------------


def test_impact_of_complaints_is_the_score_of_all_minus_the_score_without_them():
    ids = [f"c{i:02}" for i in range(60)]
    score = pd.Series([20.0] * 15 + [90.0] * 15 + [50.0] * 30, index=ids)
    polarity = [-0.6] * 15 + [0.6] * 15 + [0.15] * 5 + [-0.15] * 5  # the last ten are neutral
    mentions = pd.DataFrame({"comment_id": ids[:40], "driver": "wifi", "polarity": polarity})
    row = impact(score, mentions, sides=True).iloc[0]
    of_all = (15 * 20 + 15 * 90 + 30 * 50) / 60
    assert row["impact_negative"] == pytest.approx(of_all - (15 * 90 + 30 * 50) / 45)
    assert row["impact_positive"] == pytest.approx(of_all - (15 * 20 + 30 * 50) / 45)
    assert row["impact"] == pytest.approx(of_all - 50)
    assert row["impact_negative_low"] < row["impact_negative"] < row["impact_negative_high"] < 0
    assert 0 < row["impact_positive_low"] < row["impact_positive"] < row["impact_positive_high"]


def test_the_sides_leave_the_plain_impact_as_it_is():
    score, mentions, owner = corpus(people=120)
    plain = impact(score, mentions.drop(columns="polarity"), owner, bootstrap=100)
    both = impact(score, mentions, owner, sides=True, bootstrap=100)
    pd.testing.assert_frame_equal(both[plain.columns], plain, check_exact=True)
    only = impact(score, mentions[mentions["polarity"] < -0.15], owner, bootstrap=100)
    assert both["impact_negative"].to_numpy() == pytest.approx(only["impact"])
    assert both["impact_negative_low"].to_numpy() == pytest.approx(only["impact_low"])


def test_csat_impact_is_in_percent_of_the_top_two_boxes():
    ids = [f"c{i:02}" for i in range(40)]
    answers = pd.Series([2.0] * 8 + [4.0] * 4 + [5.0] * 21 + [3.0] * 7, index=ids)
    mentions = pd.DataFrame({"comment_id": ids[:12], "driver": "wait"})
    table = impact(answers, mentions, outcome_kind="csat")
    assert table["impact"].item() == pytest.approx(100 * (25 / 40 - 21 / 28))
    with pytest.raises(VocError, match="not on the scale"):
        impact(answers * 10, mentions, outcome_kind="csat")


@pytest.mark.parametrize("figure", [impact, shared_impact])
def test_whole_weights_are_worth_as_many_copies(figure):
    score, mentions, _ = corpus(n=600)
    rng = np.random.default_rng(1)
    times = pd.Series(rng.integers(0, 4, 600).astype(float), index=score.index)
    weighted = figure(score, mentions, sides=True, weights=times, bootstrap=0)
    copied_score, copied_mentions = [], []
    for copy in range(3):
        kept = times.index[times > copy]
        copied_score.append(score[kept].rename(lambda c, copy=copy: f"{c}-{copy}"))
        some = mentions[mentions["comment_id"].isin(kept)]
        copied_mentions.append(some.assign(comment_id=some["comment_id"] + f"-{copy}"))
    copied = figure(pd.concat(copied_score), pd.concat(copied_mentions), sides=True, bootstrap=0)
    columns = [c for c in copied if c.startswith("impact")]
    np.testing.assert_allclose(weighted[columns], copied[columns])


def test_equal_weights_change_nothing_and_bad_weights_are_refused():
    score, mentions, owner = corpus(people=150)
    even = pd.Series(2.5, index=score.index)
    for figure in (impact, shared_impact):
        plain = figure(score, mentions, owner, bootstrap=50)
        weighted = figure(score, mentions, owner, weights=even, bootstrap=50)
        pd.testing.assert_frame_equal(plain, weighted)
        with pytest.raises(VocError, match="not on the scale"):
            figure(score, mentions, weights=even - 3)
        with pytest.raises(VocError, match="weight"):
            figure(score, mentions, weights=even.rename(lambda c: "x" + c))


# --- shared impact -------------------------------------------------------------------------------


def brute_force(score: pd.Series, mentions: pd.DataFrame) -> dict[str, float]:
    """Shapley values by going through every order in which the drivers can join."""
    told = mentions.groupby("comment_id")["driver"].agg(set)
    sets = [told.get(comment, set()) for comment in score.index]
    base = np.mean([y for y, named in zip(score, sets, strict=True) if not named])

    def worth(team: set[str]) -> float:
        met = [y - base for y, named in zip(score, sets, strict=True) if named & team]
        return sum(met) / len(score)

    players = sorted(mentions["driver"].unique())
    shares = dict.fromkeys(players, 0.0)
    orders = list(permutations(players))
    for order in orders:
        for place, player in enumerate(order):
            shares[player] += worth({*order[: place + 1]}) - worth({*order[:place]})
    return {player: share / len(orders) for player, share in shares.items()}


@pytest.mark.parametrize("seed", range(5))
def test_the_closed_form_is_the_shapley_value(seed):
    score, mentions, _ = corpus(seed, n=60, drivers=5)
    table = shared_impact(score, mentions, bootstrap=0).set_index("driver")["impact_shared"]
    assert table.to_dict() == pytest.approx(brute_force(score, mentions))


def test_driver_and_side_as_players_give_the_parts_of_the_driver():
    score, mentions, _ = corpus(3, n=80, drivers=2)
    side = np.where(mentions["polarity"] > 0.15, "positive", "neutral")
    side = np.where(mentions["polarity"] < -0.15, "negative", side)
    expected = brute_force(score, mentions.assign(driver=mentions["driver"] + "_" + side))
    table = shared_impact(score, mentions, sides=True, bootstrap=0).set_index("driver")
    for player, share in expected.items():
        driver, part = player.split("_")
        assert table.loc[driver, f"impact_shared_{part}"] == pytest.approx(share)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(["mean", "nps", "csat"]), st.booleans())
def test_shares_add_up_to_the_score_of_all_minus_the_score_of_the_silent(seed, kind, weighted):
    score, mentions, _ = corpus(seed, n=120)
    if kind != "mean":
        score = (score / 10).round() if kind == "nps" else (1 + score / 25).round()
    rng = np.random.default_rng(seed)
    weights = pd.Series(rng.uniform(0, 3, len(score)), index=score.index) if weighted else None
    table = shared_impact(
        score, mentions, outcome_kind=kind, sides=True, weights=weights, bootstrap=0
    )
    assert table["impact_shared"].sum() == pytest.approx(table.attrs["total"], abs=1e-9)
    parts = table[[f"impact_shared_{part}" for part in ("negative", "neutral", "positive")]]
    assert parts.sum(axis=1).to_numpy() == pytest.approx(table["impact_shared"], abs=1e-9)


def test_overlapping_themes_are_not_counted_twice():
    ids = [f"c{i:03}" for i in range(200)]
    score = pd.Series([30.0] * 100 + [80.0] * 100, index=ids)
    both = [{"comment_id": c, "driver": d} for c in ids[:100] for d in ("wifi", "signal")]
    plain = impact(score, pd.DataFrame(both), bootstrap=0)
    shared = shared_impact(score, pd.DataFrame(both), bootstrap=0)
    assert plain["impact"].tolist() == [-25.0, -25.0]  # together twice the real loss
    assert shared["impact_shared"].tolist() == [-12.5, -12.5]


def test_verdicts_on_the_whole_take_no_share_unless_asked_to():
    score, mentions, _ = corpus(2)
    mentions["driver"] = mentions["driver"].replace("d3", "overall")
    table = shared_impact(score, mentions, bootstrap=0)
    without = shared_impact(score, mentions[mentions["driver"] != "overall"], bootstrap=0)
    assert np.isnan(table.set_index("driver").loc["overall", "impact_shared"])
    assert table["impact_shared"].dropna().tolist() == without["impact_shared"].tolist()
    assert [key for key, _ in table.attrs["notes"]] == ["verdicts_excluded"]
    everyone = shared_impact(score, mentions, exclude=(), bootstrap=0)
    assert everyone["impact_shared"].notna().all()
    assert everyone.attrs["total"] != pytest.approx(table.attrs["total"])


def test_without_silent_comments_there_is_no_share_but_a_reason():
    score, mentions, _ = corpus(4)
    silent = score.index.difference(mentions["comment_id"])
    table = shared_impact(score.drop(silent[9:]), mentions, sides=True)
    assert table.drop(columns="driver").isna().all(axis=None)
    assert table.attrs["notes"] == [("shared_impact_no_silence", {"comments": 9, "minimum": 10})]
    assert shared_impact(score.drop(silent[10:]), mentions)["impact_shared"].notna().all()


def test_intervals_of_both_kinds_cover_what_the_population_holds():
    score, mentions, owner = corpus(7, n=4000, people=2500)
    truth = impact(score, mentions, sides=True, bootstrap=0).set_index("driver")
    truth = truth.join(shared_impact(score, mentions, bootstrap=0).set_index("driver"))
    columns = ["impact", *SIDES, "impact_shared"]
    rng = np.random.default_rng(8)
    people = owner.groupby(owner).groups
    names = np.array(sorted(people))
    covered = []
    for round_ in range(30):
        chosen = rng.choice(names, 400)
        ids = [people[name] for name in chosen]
        comment = np.concatenate([np.asarray(part) for part in ids])
        copy = np.repeat(np.arange(400), [len(part) for part in ids])
        again = pd.DataFrame({"comment_id": comment, "copy": copy})
        again["new"] = again["comment_id"] + "-" + again["copy"].astype(str)
        drawn = pd.Series(score[comment].to_numpy(), index=again["new"])
        who = pd.Series(copy.astype(str), index=again["new"])
        told = mentions.merge(again, on="comment_id").drop(columns="comment_id")
        told = told.rename(columns={"new": "comment_id"})
        options = {"bootstrap": 150, "seed": round_}
        table = impact(drawn, told, who, sides=True, **options).set_index("driver")
        table = table.join(shared_impact(drawn, told, who, **options).set_index("driver"))
        covered += [
            (table[f"{c}_low"] <= truth[c]) & (truth[c] <= table[f"{c}_high"]) for c in columns
        ]
    assert 0.91 <= np.mean(covered) <= 0.98


# --- lift ----------------------------------------------------------------------------------------


def complaints(
    n: int = 100, complained: int = 20, angry: int = 15
) -> tuple[pd.Series, pd.DataFrame]:
    """The first `angry` of those who complain give 3 of 10, as do 10 others; the rest give 9."""
    ids = [f"c{i:04}" for i in range(n)]
    low = [*range(angry), *range(complained, complained + 10)]
    score = pd.Series(9.0, index=ids)
    score.iloc[low] = 3.0
    mentions = pd.DataFrame({"comment_id": ids[:complained], "driver": "delay", "polarity": -0.6})
    return score, mentions


def test_lift_is_how_much_likelier_those_who_complain_are_dissatisfied():
    row = lift(*complaints(), outcome_kind="nps").iloc[0]
    assert row[["complained", "dissatisfied"]].tolist() == [20, 15]
    assert row["probability"] == pytest.approx(0.75)
    assert row["base"] == pytest.approx(0.25)
    assert row["lift"] == pytest.approx(3.0)
    jeffreys = stats.beta(15.5, 5.5).ppf([0.025, 0.975])
    assert row[["probability_low", "probability_high"]].tolist() == pytest.approx(jeffreys)
    assert 1 < row["lift_low"] < 3 < row["lift_high"] < 5


@pytest.mark.parametrize(
    ("kind", "just_dissatisfied", "just_not"),
    [("nps", 6, 7), ("csat", 2, 3), ("stars", 2, 3), ("mean", 39.9, 40)],
)
def test_who_counts_as_dissatisfied(kind, just_dissatisfied, just_not):
    score, mentions = complaints()
    answers = pd.Series(np.where(score == 3, just_dissatisfied, just_not), index=score.index)
    assert lift(answers, mentions, outcome_kind=kind)["lift"].item() == pytest.approx(3.0)


def test_a_respondent_who_complains_twice_counts_once():
    score, mentions = complaints()
    again = score.rename(lambda c: c + "-2")
    owner = pd.Series([*score.index, *score.index], index=[*score.index, *again.index])
    twice = pd.concat([mentions, mentions.assign(comment_id=mentions["comment_id"] + "-2")])
    table = lift(pd.concat([score, again]), twice, owner, outcome_kind="nps")
    once = lift(score, mentions, outcome_kind="nps")
    pd.testing.assert_frame_equal(table, once)


def test_praise_is_no_complaint_and_few_complaints_give_no_lift():
    score, mentions = complaints()
    mentions.loc[9:, "polarity"] = 0.6
    table = lift(score, mentions, outcome_kind="nps")
    assert table["complained"].item() == 9
    assert table[["probability", "lift", "lift_low"]].isna().all(axis=None)
    assert table.attrs["notes"] == [("lift_few", {"names": "delay", "minimum": 10})]


def test_weights_make_the_interval_wider_and_the_shares_weighted():
    score, mentions = complaints(n=400, complained=80, angry=60)
    weights = pd.Series(np.where(np.arange(400) % 4 == 0, 5.0, 1.0), index=score.index)
    plain = lift(score, mentions, outcome_kind="nps").iloc[0]
    heavy = lift(score, mentions, outcome_kind="nps", weights=weights).iloc[0]
    inside = weights.index.isin(mentions["comment_id"])
    share = weights[inside & (score == 3)].sum() / weights[inside].sum()
    assert heavy["probability"] == pytest.approx(share)
    width = {
        name: row["probability_high"] - row["probability_low"]
        for name, row in {"plain": plain, "heavy": heavy}.items()
    }
    assert width["heavy"] > 1.2 * width["plain"]


def test_the_interval_of_the_lift_covers_the_true_one():
    rng = np.random.default_rng(12)
    covered = 0
    for seed in range(120):
        complained = rng.random(300) < 0.2
        angry = rng.random(300) < np.where(complained, 0.6, 0.2)
        ids = pd.Index([f"c{i}" for i in range(300)])
        mentions = pd.DataFrame({"comment_id": ids[complained], "driver": "d", "polarity": -1.0})
        outcome = pd.Series(np.where(angry, 0.0, 100.0), index=ids)
        row = lift(outcome, mentions, draws=1000, seed=seed).iloc[0]
        covered += row["lift_low"] <= 0.6 / (0.2 * 0.6 + 0.8 * 0.2) <= row["lift_high"]
    assert 0.91 <= covered / 120 <= 0.99


# --- edges ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [0, 1, 5, 40])
@pytest.mark.parametrize("case", ["equal", "all mention", "none mention", "no score"])
def test_degenerate_input_gives_a_table_and_no_warning(n, case):
    ids = pd.Index([f"c{i:02}" for i in range(n)])
    score = pd.Series(np.full(n, 50.0) if case == "equal" else np.linspace(0, 100, n), index=ids)
    if case == "no score":
        score[:] = np.nan
    told = ids if case == "all mention" else ids[:0] if case == "none mention" else ids[: n // 2]
    mentions = pd.DataFrame({"comment_id": told, "driver": "wifi", "polarity": -0.6})
    for table in (
        impact(score, mentions, sides=True, bootstrap=20),
        shared_impact(score, mentions, sides=True, bootstrap=20),
        lift(score, mentions, draws=20),
    ):
        assert len(table) == (len(told) > 0)
        assert {key for key, _ in table.attrs["notes"]} <= NOTES.keys()
        if len(table) and table.drop(columns="driver").isna().any(axis=None):
            assert table.attrs["notes"]


def test_what_is_missing_is_counted_with_its_reason():
    ids = [f"c{i:02}" for i in range(60)]
    score = pd.Series(np.tile([20.0, 60, 100], 20), index=ids)
    mentions = pd.DataFrame(
        [(c, "rare", 0.6) for c in ids[:9]]
        + [(c, "loved", 0.6) for c in ids[:20]]
        + [(c, "repeated", -0.6) for c in ids[:15]]
        + [(c, "repeated", 0.6) for c in ids[15:30]],
        columns=["comment_id", "driver", "polarity"],
    )
    table = impact(score, mentions, sides=True, bootstrap=20)
    assert table.attrs["notes"] == [
        ("impact_few", {"drivers": 1, "minimum": 10}),
        ("impact_side_few", {"drivers": 1, "minimum": 10}),
    ]
    few = pd.Series(["r1"] * 30 + ids[30:], index=ids)  # all mentions are of one respondent
    for figure, unbounded in ((impact, 2), (shared_impact, 3)):
        table = figure(score, mentions, few, bootstrap=20)
        assert ("interval_few", {"drivers": unbounded, "minimum": 10}) in table.attrs["notes"]


def test_the_order_of_the_rows_does_not_matter_and_the_seed_settles_the_draws():
    score, mentions, owner = corpus(6, people=150)
    shuffled = (
        score.sample(frac=1, random_state=1),
        mentions.sample(frac=1, random_state=2),
        owner.sample(frac=1, random_state=3),
    )
    for figure, options in (
        (impact, {"sides": True, "bootstrap": 50}),
        (shared_impact, {"sides": True, "bootstrap": 50}),
        (lift, {"draws": 200}),
    ):
        first = figure(score, mentions, owner, **options)
        pd.testing.assert_frame_equal(first, figure(*shuffled, **options), check_exact=True)
        other = figure(score, mentions, owner, **options, seed=1)
        low = [column for column in first if column.endswith("_low")]
        assert not first[low[-1]].equals(other[low[-1]])
