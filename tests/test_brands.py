"""The own brand against its competitors: by hand, by simulation, and at the edges."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from voc.driver.comparison.brands import brand_table
from voc.driver.comparison.segments import segment_table
from voc.errors import VocError
from voc.metric.adjust import holm
from voc.metric.nps import nps

pytestmark = pytest.mark.filterwarnings("error")


def market(
    seed: int, sizes: dict[str, int], good: dict[str, float] | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Brands with so many comments; praise for wifi is as likely as `good` says, else 0.7."""
    rng = np.random.default_rng(seed)
    brand = np.repeat(list(sizes), list(sizes.values()))
    n = len(brand)
    comments = pd.DataFrame(
        {
            "comment_id": [f"c{i:05}" for i in range(n)],
            "respondent_id": [f"r{i:05}" for i in range(n)],
            "brand": brand,
            "sentiment": rng.choice([-0.6, 0.6], n),
            "score": rng.choice([0.0, 50, 100], n),
        }
    )
    opinions = []
    for driver in ("wifi", "room"):
        chance = [(good or {}).get(name, 0.7) if driver == "wifi" else 0.7 for name in brand]
        praise = rng.random(n) < chance
        opinions.append(
            pd.DataFrame(
                {
                    "comment_id": comments["comment_id"],
                    "driver": driver,
                    "polarity": np.where(praise, 0.6, -0.6),
                }
            )
        )
    return comments, pd.concat(opinions)


def test_the_table_leads_and_trails_where_it_was_planted():
    sizes = {"ours": 200, "near": 200, "worse": 200, "better": 200, "tiny": 10}
    comments, opinions = market(0, sizes, {"worse": 0.4, "better": 0.95})
    table = brand_table(comments, opinions, "brand", "ours").set_index(["other", "driver"])
    assert table.columns[2:].tolist() == [
        *("other_n", "own_satisfaction", "other_satisfaction"),
        *("difference", "difference_low", "difference_high"),
        *("p_value", "p_adjusted", "effect_size", "position"),
    ]
    wifi = table.xs("wifi", level="driver")["position"]
    assert wifi["all"] == wifi["near"] == "level"
    assert (wifi["worse"], wifi["better"], wifi["tiny"]) == ("lead", "trail", "untested")
    assert set(table.xs("room", level="driver")["position"]) == {"level", "untested"}
    assert table["p_adjusted"].to_numpy() == pytest.approx(holm(table["p_value"]), nan_ok=True)
    small = {"brands": "tiny", "number": 1, "minimum": 30}
    assert table.attrs["notes"] == [("brands_small", small)]


def test_the_figures_are_those_of_the_comments_of_both_sides():
    comments, opinions = market(1, {"ours": 50, "x": 40, "y": 60})
    comments.loc[3, "brand"] = None
    table = brand_table(comments, opinions, "brand", "ours").set_index(["other", "driver"])
    value = opinions[opinions["driver"] == "room"].merge(comments).assign()
    value["value"] = 50 * (value["polarity"] + 1)
    means = value.groupby("brand")["value"].mean()
    row = table.loc[("x", "room")]
    assert (row["own_n"], row["other_n"]) == (49, 40)
    assert row["own_satisfaction"] == pytest.approx(means["ours"])
    assert row["difference"] == pytest.approx(means["ours"] - means["x"])
    pooled = value[value["brand"].isin(["x", "y"])]["value"].mean()
    assert table.loc[("all", "room"), "other_satisfaction"] == pytest.approx(pooled)
    score = comments.groupby("brand")["score"].mean()
    assert table.loc[("y", "score"), "difference"] == pytest.approx(score["ours"] - score["y"])


def test_against_all_others_is_the_segment_table():
    comments, opinions = market(2, {"ours": 50, "x": 40, "y": 60})
    brands = brand_table(comments, opinions, "brand", "ours", test="welch")
    segments = segment_table(comments, opinions, ["brand"], test="welch")
    ours = segments[segments["value"] == "ours"].set_index("driver")
    pooled = brands[brands["other"] == "all"].set_index("driver")
    for column in ("difference", "difference_low", "effect_size", "p_value"):
        for driver in ("wifi", "room"):
            assert pooled.loc[driver, column] == pytest.approx(ours.loc[driver, column])
        assert pooled.loc["score", column] == pytest.approx(ours.loc["all", column])


def test_the_competitors_can_be_chosen():
    comments, opinions = market(3, {"ours": 40, "x": 40, "y": 40, "z": 40})
    table = brand_table(comments, opinions, "brand", "ours", against=["z", "x"])
    assert table["other"].unique().tolist() == ["all", "x", "z"]
    pooled = table[(table["other"] == "all") & (table["driver"] == "score")]
    assert pooled["other_n"].item() == 80


def test_the_nps_of_a_brand_counts_each_respondent_once():
    comments, opinions = market(4, {"ours": 60, "x": 60})
    rng = np.random.default_rng(4)
    comments["nps"] = rng.integers(0, 11, 120)
    once = brand_table(comments, opinions, "brand", "ours").set_index(["other", "driver"])
    again = comments.head(30).assign(comment_id=lambda table: "z" + table["comment_id"])
    twice = brand_table(pd.concat([comments, again]), opinions, "brand", "ours")
    twice = twice.set_index(["other", "driver"])
    expected = nps(comments.loc[comments["brand"] == "ours", "nps"])["value"].iloc[0]
    assert once.loc[("x", "nps"), "own_satisfaction"] == pytest.approx(expected)
    assert twice.loc[("x", "nps"), "own_satisfaction"] == pytest.approx(expected)
    assert (once.loc[("x", "nps"), "own_n"], twice.loc[("x", "nps"), "own_n"]) == (60, 60)


def test_brands_that_do_not_differ_are_rarely_put_in_order():
    found = 0
    for seed in range(60):
        table = brand_table(*market(seed, {"ours": 50, "x": 40, "y": 60}), "brand", "ours")
        found += bool(table["position"].isin(["lead", "trail"]).any())
    assert found <= 3  # 5 % of 60


def test_an_unknown_brand_is_answered_with_the_nearest():
    comments, opinions = market(5, {"汉庭酒店": 40, "如家": 40})
    with pytest.raises(VocError, match="汉庭") as error:
        brand_table(comments, opinions, "brand", "汉庭")
    assert "汉庭酒店" in str(error.value.fix)
    with pytest.raises(VocError, match="全季"):
        brand_table(comments, opinions, "brand", "如家", against=["全季"])


def test_one_brand_alone_is_refused_and_so_is_a_column_that_is_not_there():
    comments, opinions = market(6, {"ours": 40})
    with pytest.raises(VocError, match="no competitor"):
        brand_table(comments, opinions, "brand", "ours")
    with pytest.raises(VocError, match="no column 品牌"):
        brand_table(comments, opinions, "品牌", "ours")


@pytest.mark.parametrize("n", [1, 5])
def test_few_comments_without_score_or_opinions_give_an_untested_table(n):
    comments, opinions = market(7, {"ours": n, "x": n})
    table = brand_table(comments.drop(columns="score"), opinions.head(0), "brand", "ours")
    assert table["driver"].tolist() == ["all", "all"]
    assert set(table["position"]) == {"untested"}
    assert table["difference"].notna().all()


def test_weights_move_the_means():
    comments, opinions = market(8, {"ours": 40, "x": 40})
    heavy = pd.Series(1.0, index=comments["comment_id"])
    heavy[comments.loc[comments["score"] == 100, "comment_id"]] = 3.0
    plain, weighted = (
        brand_table(comments, opinions, "brand", "ours", weights=w).set_index("driver")
        for w in (None, heavy)
    )
    ours = comments[comments["brand"] == "ours"]
    weight = heavy[ours["comment_id"]].to_numpy()
    expected = np.average(ours["score"], weights=weight)
    assert weighted.loc["score", "own_satisfaction"].iloc[0] == pytest.approx(expected)
    assert weighted.loc["score", "own_n"].tolist() == plain.loc["score", "own_n"].tolist()


def test_of_many_competitors_the_largest_stand_alone_and_all_are_pooled() -> None:
    sizes = {"ours": 60, "a": 50, "b": 10, "c": 40, "d": 30}
    shops = [name for name, size in sizes.items() for _ in range(size)]
    ids = [f"c{number:03}" for number in range(len(shops))]
    comments = pd.DataFrame({"comment_id": ids, "shop": shops})
    opinions = pd.DataFrame(
        {"comment_id": ids, "driver": "wifi", "polarity": [0.6, -0.6] * (len(ids) // 2)}
    )
    few = brand_table(comments, opinions, "shop", "ours", most=2)
    assert few["other"].unique().tolist() == ["all", "a", "c"]
    everyone = brand_table(comments, opinions, "shop", "ours")
    assert few.loc[0, "other_n"] == everyone.loc[0, "other_n"] == 130
    assert ("brands_pooled", {"shown": 2, "number": 2}) in few.attrs["notes"]
