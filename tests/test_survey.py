"""What a questionnaire asks beside the open question, from the export to its studies."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from bank_survey import FAST, N, analyse, answers, bank, once, told

from voc.errors import VocError
from voc.metric.csi import csi
from voc.metric.kano import kano

pytestmark = pytest.mark.filterwarnings("error::RuntimeWarning")

# --- SERVQUAL ----------------------------------------------------------------------------------

SERVQUAL = {
    "scale": [1, 7],
    "items": [
        {"item": "快", "dimension": "响应性", "perception": "p快", "expectation": "e快"},
        {"item": "整洁", "dimension": "tangibles", "perception": "p净", "expectation": "e净"},
    ],
}


def test_gaps_stand_beside_what_the_comments_say():
    table = bank(p快=[3, 4] * 60, e快=[6, 7] * 60, p净=[6, 5] * 60, e净=6)
    run = analyse(table, {"servqual": SERVQUAL})
    gaps = once(run, "servqual", "dimension")
    assert gaps.loc["responsiveness", "gap"] == pytest.approx(-3)
    assert gaps.loc["tangibles", "gap"] == pytest.approx(-0.5)
    assert gaps.loc["responsiveness", "rank"] == 1
    text = run.dimensions.set_index("dimension")
    for name in ("responsiveness", "tangibles"):
        assert gaps.loc[name, "text_mentions"] == text.loc[name, "mentions"] > 0
        assert gaps.loc[name, "text_satisfaction"] == text.loc[name, "satisfaction"]
    assert run.studies["servqual_items"]["label"].tolist() == ["快", "整洁"]


def test_three_levels_make_a_zone_of_tolerance():
    item = {**SERVQUAL["items"][0], "adequate": "a快", "desired": "d快"}
    asked = {"servqual": {"scale": [1, 9], "items": [item, SERVQUAL["items"][1]]}}
    table = bank(p快=[5, 6] * 60, e快=7, p净=5, e净=6, a快=[3, 4] * 60, d快=[8, 9] * 60)
    zone = analyse(table, asked).studies["servqual_tolerance"]
    assert zone["item"].tolist() == ["快"]
    assert (zone["msa"].item(), zone["mss"].item()) == (2, -3)
    assert zone["position"].item() == "within"


def test_words_are_read_as_ratings():
    words = ["非常不满意", "不满意", "一般", "满意", "非常满意", "不适用"]
    table = bank(p净=[words[n % 6] for n in range(N)], p快=3)
    items = [
        {"item": "整洁", "dimension": "tangibles", "perception": "p净"},
        {"item": "快", "dimension": "responsiveness", "perception": "p快"},
    ]
    run = analyse(table, {"servqual": {"scale": [1, 5], "items": items}})
    found = once(run, "servqual_items", "item")
    assert found.loc["整洁", "perception"] == pytest.approx(3)
    assert found.loc["整洁", "n"] == 100
    assert told(run, "servqual_no_expectation") == ["servqual"]


# --- CSI ---------------------------------------------------------------------------------------

CSI = {"quality": ["质1", "质2"], "value": ["值1", "值2"], "satisfaction": ["满1", "满2"]}


def index_survey() -> pd.DataFrame:
    like = np.random.default_rng(7).uniform(0.2, 0.9, N)
    names = [name for own in CSI.values() for name in own]
    return bank(**{name: answers(1, 10, place, like) for place, name in enumerate(names)})


def test_the_index_is_that_of_the_model_on_its_own():
    table = index_survey()
    asked = {"csi": {"model": "acsi", "items": CSI, "scale": [1, 10]}}
    index = analyse(table, asked).studies["csi_index"]
    alone = csi(table, "acsi", CSI, scale=(1, 10), bootstrap=100, seed=0).index
    pd.testing.assert_frame_equal(index, alone, check_exact=False)
    assert index["n"].tolist() == [N] * 3


def test_a_scale_turned_round_is_turned_once():
    table = index_survey()
    turned = table.assign(满1=11 - table["满1"])
    asked = {"csi": {"model": "acsi", "items": CSI, "scale": [1, 10]}}
    plain = analyse(table, asked).studies["csi_index"]
    same = analyse(turned, {**asked, "scales": {"满1": [10, 1]}}).studies["csi_index"]
    pd.testing.assert_frame_equal(plain, same)


def test_a_model_of_ones_own_lies_beside_the_questionnaire_and_keeps_its_scale(tmp_path):
    (tmp_path / "own.toml").write_text(
        """
name = "own"
label = { zh = "自拟模型", en = "Our own model" }
target = "happy"
paths = [["good", "happy"]]
[latents.good]
label = { zh = "好", en = "Good" }
scale = [0, 20]
[latents.good.items]
good_1 = { zh = "好一", en = "good 1" }
good_2 = { zh = "好二", en = "good 2" }
[latents.happy]
label = { zh = "满意", en = "Happy" }
[latents.happy.items]
happy_1 = { zh = "满意一", en = "happy 1" }
happy_2 = { zh = "满意二", en = "happy 2" }
""",
        encoding="utf-8",
    )
    like = np.random.default_rng(2).uniform(0.2, 0.9, N)
    own = {f"good_{n}": answers(0, 20, n, like) for n in (1, 2)}
    own |= {f"happy_{n}": answers(1, 10, 9 + n, like) for n in (1, 2)}
    (tmp_path / "survey.toml").write_text('[csi]\nmodel = "own.toml"\n', encoding="utf-8")
    index = once(analyse(bank(**own), tmp_path / "survey.toml"), "csi_index", "latent")["index"]
    # 11 of 0…20 is no answer off the standard scale 1…10
    low = 5 * min(own["good_1"].mean(), own["good_2"].mean())
    high = 5 * max(own["good_1"].mean(), own["good_2"].mean())
    assert low <= index["good"] <= high


# --- Kano --------------------------------------------------------------------------------------


def test_kano_codes_may_begin_at_dislike():
    yes, no = [5, 5, 3] * 40, [1, 3, 1] * 40  # 5 is like: O, A, M
    table = bank(有=yes, 无=no, 重=[7, 8, 9] * 40)
    feature = {"feature": "wifi", "functional": "有", "dysfunctional": "无", "importance": "重"}
    run = analyse(table, {"kano": [feature], "kano_liked": 5})
    found = run.studies["kano"]
    assert found[["O", "A", "M"]].to_numpy().tolist() == [[40, 40, 40]]
    assert found["label"].item() == "wifi"
    assert found["importance"].item() == pytest.approx(8)
    features = pd.DataFrame([feature])
    assert found["better"].item() == kano(table, features, liked=5)["better"].item()
    with pytest.raises(VocError, match="Unknown Kano answer"):
        analyse(table.assign(有="随便啦"), {"kano": [feature]})


# --- items -------------------------------------------------------------------------------------


def test_items_are_described_correlated_and_reduced():
    rng = np.random.default_rng(3)
    crew, seat = rng.uniform(0.1, 0.9, (2, N))
    about = {"微笑": crew, "主动": crew, "耐心": crew, "座椅": seat, "腿部": seat, "通风": seat}
    columns = {name: answers(1, 10, place, mid) for place, (name, mid) in enumerate(about.items())}
    asked = {"items": {"columns": list(columns), "scale": [1, 10]}}
    run = analyse(bank(**columns), asked)
    means = once(run, "item_statistics", "item")["mean"]
    assert means["微笑"] == pytest.approx(columns["微笑"].mean())
    pairs = once(run, "item_correlations", "first")
    assert len(pairs) == 15
    loadings = once(run, "factors_loadings", "item").filter(like="factor_")
    factor = loadings.abs().idxmax(axis=1)
    assert factor["微笑"] == factor["主动"] == factor["耐心"] != factor["座椅"]
    assert factor["座椅"] == factor["腿部"] == factor["通风"]
    assert {"factors_eigenvalues", "factors_variance", "factors_adequacy"} <= set(run.studies)


# --- loyalty -----------------------------------------------------------------------------------


def test_loyalty_is_set_against_satisfaction_without_holding_it():
    happy = np.random.default_rng(5).uniform(0, 1, N)
    table = bank(
        年数=answers(0, 20, 1, happy),
        敏感=answers(1, 5, 2, 1 - happy),
        自愿=answers(1, 5, 3, happy),
        满意=answers(1, 5, 4, happy),
    )
    asked = {
        "loyalty": {
            "indicators": {"A11": "年数", "A32": "敏感", "A33": "自愿", "A34": "满意"},
            "satisfaction": "满意",
        },
        "scales": {"敏感": [1, 5], "自愿": [1, 5], "满意": [1, 5], "年数": [0, 20]},
    }
    run = analyse(table, asked)
    loyalty = once(run, "loyalty", "indicator")
    assert loyalty.loc["A33", "value"] == pytest.approx(25 * (table["自愿"].mean() - 1))
    assert loyalty.loc["A32", "value"] == pytest.approx(25 * (5 - table["敏感"].mean()))
    groups = once(run, "loyalty_groups", "group")["share"]
    kinds = ["loyalist", "hostage", "mercenary", "defector"]
    assert groups[kinds].sum() == pytest.approx(1)
    assert groups["loyalist"] > groups["mercenary"]
    curve = run.studies["loyalty_curve"]
    assert curve["loyalty"].is_monotonic_increasing


# --- joins and weights -------------------------------------------------------------------------


def test_joined_answers_count_once_however_many_comments_a_customer_wrote():
    survey = index_survey().drop(columns="建议")
    comments = pd.concat([bank(), bank().head(50).assign(建议="柜台少，等得久")])
    asked = {"csi": {"model": "acsi", "items": CSI, "scale": [1, 10]}}
    run = analyse(comments, asked, metrics=survey)
    assert len(run.comments) == 170
    assert run.studies["csi_index"]["n"].tolist() == [N] * 3


def test_answers_beside_each_comment_count_each_where_only_scores_were_joined():
    comments = pd.concat([bank(质=4), bank(质=8)], ignore_index=True)
    scores = bank(推荐意愿=answers(0, 10, 1)).drop(columns="建议")
    items = {"items": {"columns": ["质", "另"], "scale": [1, 10]}}
    run = analyse(comments.assign(另=comments["质"]), items, metrics=scores)
    described = once(run, "item_statistics", "item")
    assert described.loc["质", ["n", "mean"]].tolist() == [2 * N, 6]
    assert run.metrics.set_index("metric").loc["nps", "n"] == N


def test_weights_reach_every_study_of_answers():
    half = np.arange(N) % 2 == 0
    table = bank(p快=np.where(half, 7, 1), e快=7, p净=4, e净=4, 权重=np.where(half, 3.0, 1.0))
    table = table.assign(有=np.where(half, 1, 3), 无=5)
    asked = {
        "weight": "权重",
        "servqual": SERVQUAL,
        "kano": [{"feature": "wifi", "functional": "有", "dysfunctional": "无"}],
        "items": {"columns": ["p快", "p净"], "scale": [1, 7]},
    }
    run = analyse(table, asked)
    assert once(run, "servqual_items", "item").loc["快", "perception"] == pytest.approx(5.5)
    assert once(run, "item_statistics", "item").loc["p快", "mean"] == pytest.approx(5.5)
    assert run.studies["kano"][["O", "M"]].to_numpy().tolist() == [[90, 30]]


def test_columns_with_names_that_voc_uses_itself_are_found():
    table = bank(time=answers(1, 10, 1), score2=answers(1, 10, 2))
    run = analyse(table, {"items": {"columns": ["time", "score2"], "scale": [1, 10]}})
    assert once(run, "item_statistics", "item").loc["time", "mean"] == table["time"].mean()


def test_a_column_with_comments_is_no_question():
    asked = {"items": {"columns": ["建议", "质"]}}
    with pytest.raises(VocError, match='"建议" holds comments'):
        analyse(bank(质=5), asked)


def test_a_questionnaire_without_answers_makes_no_study():
    table = bank(p快=[None] * N, p净=[None] * N, e快=[None] * N, e净=[None] * N)
    asked = {
        "servqual": SERVQUAL,
        "items": {"columns": ["p快", "p净"], "scale": [1, 7]},
        "loyalty": {"indicators": {"A11": "p快"}},
        "recovery": {"opened": "e快"},
    }
    run = analyse(table, asked)
    assert told(run, "recovery_no_complaints") == ["recovery"]
    assert "loyalty" in told(run, "loyalty_no_answers")
    assert told(run, "items_no_answers") == ["item_statistics"]
    assert "loyalty" not in run.studies
    assert once(run, "servqual", "dimension")["n"].max() == 0


def test_five_respondents_get_tables_and_reasons():
    table = index_survey().head(5)
    feature = {"feature": "wifi", "functional": "有", "dysfunctional": "无"}
    items = [name for own in CSI.values() for name in own]
    asked = {
        "csi": {"model": "acsi", "items": CSI, "scale": [1, 10]},
        "kano": [feature],
        "items": {"columns": items, "scale": [1, 10]},
        "loyalty": {"indicators": {"A11": items[0], "A33": items[1]}, "satisfaction": items[2]},
        "scales": {items[2]: [1, 10]},
    }
    run = analyse(table.assign(有=1, 无=5), asked)
    assert told(run, "csi_few_respondents") == ["csi_index"]
    assert told(run, "kano_few_answers") == ["kano"]
    assert told(run, "factors_too_few") == ["factors_loadings"]
    assert run.studies["csi_index"]["index"].notna().all()
    assert run.studies["loyalty"]["n"].tolist()[-1] == 5


# --- what the questionnaire means for the rest of the run ---------------------------------------


def test_answers_of_the_questionnaire_are_neither_score_nor_group_nor_time():
    table = bank(
        推荐意愿=answers(0, 10, 1),
        等候评分=answers(1, 10, 2),
        品牌印象=answers(1, 7, 3),
        投诉时间=["2024-03-01", None] * 60,
        提交时间=pd.date_range("2024-05-01", periods=N).astype(str),
    )
    asked = {
        "ratings": {"wait_time": "等候评分"},
        "items": {"columns": ["品牌印象", "等候评分"]},
        "recovery": {"opened": "投诉时间"},
    }
    run = analyse(table, asked, config={**FAST, "read": {"guess_segments": True}})
    roles = {column["name"]: column["role"] for column in run.manifest["inputs"]["columns"]}
    assert roles["推荐意愿"] == "score"
    assert roles["提交时间"] == "time"
    assert {roles[name] for name in ("等候评分", "品牌印象", "投诉时间")} == {"ignore"}
    assert run.comments["time"].min() == pd.Timestamp("2024-05-01")


def test_the_opening_of_a_complaint_is_the_time_where_there_is_no_other():
    opened = pd.date_range("2024-03-01", periods=N).astype(str)
    run = analyse(bank(投诉时间=opened), {"recovery": {"opened": "投诉时间"}})
    assert run.comments["time"].min() == pd.Timestamp("2024-03-01")


def test_manifest_tells_what_was_asked_and_which_orders_were_read(tmp_path):
    orders = pd.DataFrame({"客户": ["B001", "B001", "B002"], "日期": "2024-01-05"})
    orders.to_csv(tmp_path / "orders.csv", index=False)
    part = {"file": str(tmp_path / "orders.csv"), "customer": "客户", "time": "日期"}
    run = analyse(bank(), {"orders": part})
    assert run.manifest["questionnaire"]["orders"]["customer"] == "客户"
    (stamp,) = run.manifest["inputs"]["files"]
    assert stamp["name"] == "orders.csv"
    assert stamp["size"] == (tmp_path / "orders.csv").stat().st_size
    assert "questionnaire" not in analyse(bank(), {}).manifest


def test_satisfaction_ratio_of_percentages():
    table = bank(期望=[80, 100] * 60, 实际=[60, 100] * 60)
    run = analyse(table, {"ratio": {"perceived": "实际", "expected": "期望"}})
    metrics = run.metrics.set_index("metric")["value"]
    assert metrics["satisfaction_ratio"] == pytest.approx(160 / 180)
