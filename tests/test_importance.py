"""Importance of drivers: features, the model with its guards, the table, the edges."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from regressions import (
    cumulative_logit,
    people,
    survey,
)
from table_notes import keys_of

from voc.driver.importance import importance, likelihood
from voc.driver.importance.features import driver_features, respondent_outcome
from voc.driver.importance.lmg import lmg
from voc.driver.notes import NOTES
from voc.errors import VocError
from voc.metric import nps

pytestmark = pytest.mark.filterwarnings("error")

COLUMNS = [
    *("driver", "source", "importance", "importance_low", "importance_high"),
    *("effect", "mentions", "method", "r2"),
]


@pytest.fixture
def hotel() -> tuple[pd.DataFrame, pd.DataFrame]:
    comments = pd.DataFrame(
        [
            ("c1", "r1", "房间很大，就是隔音差", 60.0, False, None),
            ("c2", "r1", "第二天房间有异味", 60.0, False, None),
            ("c3", "r2", "房间在八楼", 90.0, False, None),
            ("c4", "r3", "系统默认好评", 100.0, True, None),
            ("c5", "r4", "房间在八楼", 20.0, False, "c3"),
            ("c6", None, "WiFi断断续续", None, False, None),
        ],
        columns=["comment_id", "respondent_id", "text", "score", "boilerplate", "duplicate_of"],
    )
    opinions = pd.DataFrame(
        [
            ("c1", "room", "大", 0.6),
            ("c1", "noise", "差", -0.5),
            ("c2", "room", "异味", -0.8),
            ("c3", "room", None, 0.0),
            ("c4", "room", "好", 0.6),
            ("c5", "room", None, 0.0),
            ("c6", "wifi", "断断续续", -0.1),
        ],
        columns=["comment_id", "driver", "term", "polarity"],
    )
    return comments, opinions


class TestFeatures:
    def test_net_polarity_by_respondent(self, hotel: tuple[pd.DataFrame, pd.DataFrame]) -> None:
        table = driver_features(*hotel)
        assert table.index.tolist() == ["c6", "r1", "r2"]  # c6 has no respondent: one of its own
        assert table.columns.tolist() == ["noise", "room", "wifi"]
        assert table.loc["r1"].tolist() == pytest.approx([-0.5, (0.6 - 0.8) / 2, 0])
        assert table.loc["r2"].tolist() == [0, 0, 0]  # 房间在八楼 names, does not judge

    def test_blame_and_praise_apart(self, hotel: tuple[pd.DataFrame, pd.DataFrame]) -> None:
        table = driver_features(*hotel, kind="penalty_reward")
        assert table.loc["r1", ["room|negative", "room|positive"]].tolist() == [1, 1]
        assert table.loc["r1", ["noise|negative", "noise|positive"]].tolist() == [1, 0]
        assert table.loc["c6"].tolist() == [0] * 6  # −0.1 is neutral

    def test_a_row_a_comment(self, hotel: tuple[pd.DataFrame, pd.DataFrame]) -> None:
        table = driver_features(*hotel, unit="comment")
        assert table.index.tolist() == ["c1", "c2", "c3", "c6"]
        assert table.index.name == "comment_id"
        assert table.loc["c2", "room"] == -0.8

    def test_outcome_has_the_same_rows(self, hotel: tuple[pd.DataFrame, pd.DataFrame]) -> None:
        outcome = respondent_outcome(hotel[0])
        assert outcome.index.equals(driver_features(*hotel).index)
        assert outcome.fillna(-1).tolist() == [-1, 60, 90]
        given_apart = respondent_outcome(hotel[0], pd.Series({"c1": 8.0, "c2": 6.0}))
        assert given_apart["r1"] == 7

    def test_row_order_does_not_matter(self, hotel: tuple[pd.DataFrame, pd.DataFrame]) -> None:
        comments, opinions = hotel
        turned = driver_features(comments[::-1], opinions[::-1])
        pd.testing.assert_frame_equal(turned, driver_features(comments, opinions))

    def test_no_opinions_no_columns(self, hotel: tuple[pd.DataFrame, pd.DataFrame]) -> None:
        assert driver_features(hotel[0], hotel[1][:0]).shape == (3, 0)

    def test_mistakes_are_named(self, hotel: tuple[pd.DataFrame, pd.DataFrame]) -> None:
        with pytest.raises(VocError, match="kind of features"):
            driver_features(*hotel, kind="both")
        with pytest.raises(VocError, match="Unknown unit"):
            driver_features(*hotel, unit="stay")
        with pytest.raises(VocError, match="no score"):
            respondent_outcome(hotel[0].drop(columns="score"))


class TestImportance:
    def test_table_keeps_its_columns_and_types(self) -> None:
        full = importance(*survey(), bootstrap=50)
        assert full.columns.tolist() == COLUMNS
        empty = importance(*survey(n=5))
        assert empty.empty
        assert empty.dtypes.astype(str).tolist() == full.dtypes.astype(str).tolist()

    def test_shares_are_those_of_lmg_and_add_up(self) -> None:
        features, score = survey()
        table = importance(features, score, bootstrap=100)
        raw = lmg(np.corrcoef(np.column_stack([features, score]).T))
        shares = pd.Series(raw / raw.sum(), features.columns)
        assert table["importance"].to_numpy() == pytest.approx(shares[table["driver"]].to_numpy())
        assert table["importance"].sum() == pytest.approx(1)
        assert table["r2"].tolist() == pytest.approx([raw.sum()] * 4)
        assert (table["importance_low"] <= table["importance"]).all()
        assert (table["importance"] <= table["importance_high"]).all()
        assert table["mentions"].tolist() == [
            (features[name] != 0).sum() for name in table["driver"]
        ]

    def test_effect_has_the_sign_of_the_coefficient(self) -> None:
        features, score = survey(noise=0.1)
        table = importance(features, -score, bootstrap=0).set_index("driver")
        assert (table.loc[["wait", "staff", "room"], "effect"] < 0).all()

    def test_same_seed_same_table_and_no_order_of_rows(self) -> None:
        features, score = survey()
        weights = pd.Series(np.arange(1.0, 401), features.index)
        table = importance(features, score, weights=weights, bootstrap=50)
        turned = importance(
            features.iloc[::-1, ::-1], score.sample(frac=1, random_state=1), weights=weights[::-1],
            bootstrap=50,
        )  # fmt: skip
        pd.testing.assert_frame_equal(table, turned)
        other = importance(features, score, weights=weights, bootstrap=50, seed=1)
        assert not other["importance_low"].equals(table["importance_low"])

    @pytest.mark.parametrize("kind", ["mean", "binary"])
    def test_weights_count_like_repeated_respondents(self, kind: str) -> None:
        features, score = survey(n=150, noise=3)
        if kind == "binary":
            score = (score > 50).astype(float)
        times = pd.Series(np.arange(150) % 3, features.index)
        weighted = importance(features, score, weights=times, bootstrap=0, outcome_kind=kind)
        again = features.loc[features.index.repeat(times)]
        score_again = score.loc[again.index]
        again.index = score_again.index = pd.Index(people(len(again)))
        repeated = importance(again, score_again, bootstrap=0, outcome_kind=kind)
        for column in ("importance", "effect", "r2"):
            # the penalty of the likelihood weighs a little more beside fewer respondents
            assert weighted[column].to_numpy() == pytest.approx(repeated[column], abs=1e-4)

    def test_blame_and_praise_are_one_driver(self) -> None:
        features, score = survey(n=600)
        apart = pd.concat(
            {
                f"{name}|{side}": (sign * features[name] > 0).astype(float)
                for name in features
                for side, sign in (("negative", -1), ("positive", 1))
            },
            axis=1,
        )
        table = importance(apart, score, bootstrap=50)
        assert table["driver"].tolist() == ["wait", "staff", "room", "wifi"]
        assert table["mentions"].tolist()[0] == (features["wait"] != 0).sum()
        assert table["effect"].iloc[0] > table["effect"].iloc[1] > 0

    def test_side_that_few_take_is_left_out_and_the_other_stays(self) -> None:
        features, score = survey()
        apart = pd.DataFrame(
            {
                "wait|negative": (features["wait"] < 0).astype(float),
                "wait|positive": [1.0] * 10 + [0.0] * 390,
            },
            features.index,
        )
        table = importance(apart, score, bootstrap=0)
        assert table["driver"].tolist() == ["wait"]
        assert table.attrs["notes"][0] == (
            "importance_rare",
            {"columns": "wait|positive", "minimum": 30},
        )

    def test_text_and_ratings_in_one_model(self) -> None:
        features, score = survey()
        rng = np.random.default_rng(1)
        ratings = pd.DataFrame({"wait": rng.integers(1, 6, 400) * 1.0}, features.index)
        table = importance(features, score + 20 * ratings["wait"], ratings=ratings, bootstrap=0)
        assert table[["driver", "source"]].to_numpy().tolist()[:2] == [
            ["wait", "rating"],
            ["wait", "text"],
        ]
        assert table["importance"].sum() == pytest.approx(1)
        alone = importance(None, score, ratings=ratings, bootstrap=0)
        assert alone[["source", "mentions"]].to_numpy().tolist() == [["rating", 400]]

    def test_missing_ratings_do_not_make_a_rating_unimportant(self) -> None:
        rng = np.random.default_rng(2)
        ratings = pd.DataFrame(rng.normal(size=(4000, 2)), people(4000), ["food", "seat"])
        score = ratings["food"] + ratings["seat"] + rng.normal(size=4000)
        whole = importance(None, score, ratings=ratings, bootstrap=0).set_index("driver")
        ratings.loc[rng.random(4000) < 0.7, "food"] = np.nan
        table = importance(None, score, ratings=ratings, bootstrap=100).set_index("driver")
        assert table["importance"]["food"] == pytest.approx(whole["importance"]["food"], abs=0.04)
        assert keys_of(table) == ["importance_ratings_missing"]
        width = table["importance_high"] - table["importance_low"]
        assert width["food"] > 0.03
        binary = importance(
            None, (score > 0) * 1.0, ratings=ratings, bootstrap=0, outcome_kind="binary"
        )
        assert "importance_ratings_filled" in keys_of(binary)
        assert binary["importance"].sum() == pytest.approx(1)

    def test_nps_is_the_linear_model_of_its_points(self) -> None:
        features, score = survey()
        answers = ((score - score.min()) / (score.max() - score.min()) * 10).round()
        points = answers.map(lambda answer: nps([answer])["value"].iloc[0])
        by_kind = importance(features, answers, outcome_kind="nps", bootstrap=20)
        by_hand = importance(features, points, bootstrap=20)
        pd.testing.assert_frame_equal(by_kind, by_hand)

    @pytest.mark.parametrize("kind", ["binary", "ordinal"])
    def test_ordered_outcomes_share_mcfaddens_r2(self, kind: str) -> None:
        features, score = survey()
        cuts = [50] if kind == "binary" else [25, 50, 75]
        outcome = pd.Series(np.digitize(score, cuts) * 1.0, score.index)
        table = importance(features, outcome, outcome_kind=kind, bootstrap=100)
        assert table["driver"].tolist()[:3] == ["wait", "staff", "room"]
        assert table["method"].unique().tolist() == ["mcfadden"]
        assert table["importance"].sum() == pytest.approx(1)
        standard = (features - features.mean()) / features.std(ddof=0)
        best = cumulative_logit(standard.to_numpy(), outcome.to_numpy().astype(int))
        share = outcome.value_counts(normalize=True)
        null = 400 * (share * np.log(share)).sum()
        assert table["r2"].iloc[0] == pytest.approx(1 - best / null, abs=1e-5)
        assert (table["importance_low"] <= table["importance"]).all()
        assert (table["importance"] <= table["importance_high"]).all()

    def test_relative_weights_beyond_fifteen(self) -> None:
        rng = np.random.default_rng(3)
        features = pd.DataFrame(
            rng.normal(size=(500, 16)), people(500), [f"d{i:02}" for i in range(16)]
        )
        score = features @ np.arange(16.0) + rng.normal(size=500)
        table = importance(features, score, bootstrap=20)
        assert table["method"].unique().tolist() == ["relative_weights"]
        assert table["importance"].sum() == pytest.approx(1)
        fewer = features.drop(columns="d00")
        assert importance(fewer, score, bootstrap=0)["method"].iloc[0] == "lmg"
        with pytest.raises(VocError, match="16 drivers"):
            importance(features, score, method="lmg")

    def test_notes_read_as_sentences_in_both_languages(self) -> None:
        tables = [
            importance(*survey(n=5)),
            importance(survey()[0], survey()[1] * 0),
            importance(survey(n=40)[0].iloc[:, :1].assign(a=1.0, b=0.0), survey(n=40)[1]),
            importance(pd.DataFrame(index=people(40)), survey(n=40)[1]),
        ]
        notes = [note for table in tables for note in table.attrs["notes"]]
        assert len(notes) >= 5
        for key, parameters in notes:
            for sentence in NOTES[key]:
                assert "{" not in sentence.format(**parameters)

    def test_every_note_is_worded(self) -> None:
        from pathlib import Path
        from re import findall

        folder = Path(likelihood.__file__).parent
        used = {
            key
            for name in ("model", "table")
            for key in findall(r'"(importance_\w+)"', (folder / f"{name}.py").read_text("utf-8"))
        } - {"importance_low", "importance_high"}
        assert len(used) >= 10
        assert used <= set(NOTES)


class TestEdges:
    def test_one_driver_has_everything(self) -> None:
        features, score = survey()
        table = importance(features[["wait"]], score, bootstrap=50)
        assert table[["importance", "importance_low", "importance_high"]].to_numpy().tolist() == [
            [1.0, 1.0, 1.0]
        ]

    def test_same_score_for_all(self) -> None:
        features, score = survey()
        table = importance(features, score * 0 + 80)
        assert table.empty
        assert keys_of(table) == ["importance_no_variation"]

    def test_five_respondents(self) -> None:
        table = importance(*survey(n=5))
        assert table.empty
        assert table.attrs["notes"] == [("importance_too_few", {"n": 5, "minimum": 30})]

    def test_mentioned_by_none_and_judged_alike_by_all(self) -> None:
        features, score = survey()
        table = importance(features.assign(none=0.0, all=0.6), score, bootstrap=20)
        assert set(table["driver"]) == set(features.columns)
        assert table.attrs["notes"] == [
            ("importance_rare", {"columns": "none", "minimum": 30}),
            ("importance_constant", {"columns": "all"}),
        ]

    @pytest.mark.parametrize("method", ["lmg", "relative_weights"])
    def test_twins_share_equally_with_a_note(self, method: str) -> None:
        features, score = survey()
        table = importance(features.assign(queue=features["wait"]), score, method=method)
        figures = table.set_index("driver")
        for column in ("importance", "importance_low", "importance_high", "effect"):
            assert figures.loc["queue", column] == pytest.approx(figures.loc["wait", column])
        once = importance(features, score, bootstrap=0).set_index("driver")["importance"]
        both = figures.loc[["wait", "queue"], "importance"].sum()
        assert both == pytest.approx(once["wait"], abs=0.1)
        assert keys_of(table) == ["importance_ridge"]

    def test_twins_share_equally_in_the_likelihood(self) -> None:
        features, score = survey()
        twins = features.assign(queue=features["wait"])
        table = importance(twins, (score > 50) * 1.0, outcome_kind="binary", bootstrap=20)
        figures = table.set_index("driver")["importance"]
        assert figures["queue"] == pytest.approx(figures["wait"])

    def test_scores_missing_for_most(self) -> None:
        features, score = survey(n=2000)
        score.iloc[100:] = np.nan
        table = importance(features, score, bootstrap=20)
        few = importance(features.iloc[:100], score.iloc[:100], bootstrap=20)
        assert table["importance"].tolist() == few["importance"].tolist()
        assert table.attrs["notes"][0] == ("importance_unscored", {"count": 1900, "n": 100})

    def test_scores_without_comments_are_counted(self) -> None:
        features, score = survey()
        more = pd.concat([score, pd.Series({"x1": 10.0, "x2": 90.0})])
        assert importance(features, more, bootstrap=0).attrs["notes"] == [
            ("importance_unmatched", {"count": 2})
        ]

    def test_more_drivers_than_respondents_allow(self) -> None:
        rng = np.random.default_rng(0)
        features = pd.DataFrame(
            rng.choice([-1.0, 1.0], size=(40, 10)), people(40), [f"d{i}" for i in range(10)]
        )
        features.iloc[:5, :2] = 0.0
        table = importance(features, features.sum(axis=1), bootstrap=20)
        assert set(table["driver"]) == {f"d{i}" for i in range(2, 10)}
        key, parameters = table.attrs["notes"][0]
        assert (key, parameters["columns"]) == ("importance_many", "d0, d1")

    def test_score_that_is_explained_by_nothing(self) -> None:
        # a full factorial: the score is the product, which neither factor correlates with
        factors = pd.DataFrame({"a": [1.0, 1, -1, -1] * 20, "b": [1.0, -1] * 40}, people(80))
        table = importance(factors, factors["a"] * factors["b"])
        assert table.empty
        assert keys_of(table) == ["importance_nothing_explained"]

    def test_mistakes_are_named(self) -> None:
        features, score = survey()
        cases = [
            ({"outcome_kind": "stars"}, "kind of outcome"),
            ({"method": "shapley"}, "Unknown method"),
            ({"bootstrap": -1}, "cannot be used"),
            ({"outcome_kind": "binary"}, "not binary"),
            ({"outcome_kind": "ordinal"}, "not ordinal"),
            ({"outcome_kind": "binary", "method": "relative_weights"}, "linear"),
            ({"weights": pd.Series(-1.0, features.index)}, "negative"),
            ({"ratings": pd.DataFrame({"food": ["好"]}, ["r00000"])}, "food holds text"),
        ]
        for arguments, message in cases:
            with pytest.raises(VocError, match=message):
                importance(features, score, **arguments)
        with pytest.raises(VocError, match="No respondent"):
            importance(features, score.rename(lambda name: f"x{name}"))
        with pytest.raises(VocError, match="stands twice"):
            importance(features, pd.concat([score, score]))
        with pytest.raises(VocError, match="nothing to explain"):
            importance(None, score)

    def test_no_weight_for_anyone(self) -> None:
        features, score = survey()
        table = importance(features, score, weights=pd.Series(0.0, features.index))
        assert table.empty
        assert ("importance_too_few", {"n": 0, "minimum": 30}) in table.attrs["notes"]
