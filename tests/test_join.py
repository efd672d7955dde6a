"""Comments and metrics of two files, joined by respondent: nobody lost, nobody counted twice."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voc.errors import VocError
from voc.metric import metric_segments, metrics_table
from voc.metric.notes import NOTES
from voc.read import clean_ids, join_metrics, read, read_with_metrics
from voc.respondents import respondents
from voc.scores import once_each
from voc.tables import answers

pytestmark = pytest.mark.filterwarnings("error")

COMMENTS = pd.DataFrame(
    {
        "评论编号": [f"C{n}" for n in range(1, 7)],
        "客户号": ["1001", "1002", "1001", "1003", "1009", None],
        "评论内容": [
            "值机排了四十分钟，柜台就开了两个",
            "空姐很有耐心，孩子哭闹她还拿了玩具来",
            "餐食凉的，问能不能热一下说不行",
            "延误三小时没人解释，地面服务太差了",
            "座椅间距太小，腿都伸不直",
            "机长广播很清楚，落地平稳",
        ],
        "评论时间": [
            "2024-03-01",
            "2024-03-02",
            "2024-03-09",
            "2024-03-11",
            "2024-04-01",
            "2024-04-02",
        ],
    }
)
METRICS = pd.DataFrame(
    {
        "客户号": [1001, 1002, 1003, 1004, 1005],
        "推荐意愿（0-10分）": [3, 10, 0, 9, 8],
        "舱位": ["经济舱", "公务舱", "经济舱", "公务舱", "经济舱"],
        "答题时间": ["2024-03-05", "2024-03-05", "2024-03-12", "2024-05-01", "2024-05-02"],
    }
)


def joined(comments: object = COMMENTS, metrics: object = METRICS, **options: object):
    return read_with_metrics(comments, metrics, **{"text": "评论内容", **options})


# --- ids ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        ["1001", "1002"],
        [1001, 1002],
        [1001.0, 1002.0],
        ["1001.0", "1002.00"],
        [" 1001 ", "\t1002\n"],
        ["１００１", "１００２"],
        ["'1001", "'1002"],
        ["\ufeff1001", "1002\u200b"],
        pd.array([1001, 1002], dtype="Int64"),
        pd.Series(["1001", "1002"], dtype="category"),
        [1001, "1002"],
    ],
)
def test_ids_are_the_same_however_they_are_stored(written):
    assert clean_ids(pd.Series(written)).tolist() == ["1001", "1002"]


def test_ids_that_differ_stay_different():
    written = ["0071", "71", "a1", "A1", "1.5", "张三", "6222020200112233445"]
    assert clean_ids(pd.Series(written)).tolist() == written
    assert clean_ids(pd.Series([12345678901234567, 1])).tolist() == ["12345678901234567", "1"]
    assert clean_ids(pd.Series([1e15, 2.5])).tolist() == ["1000000000000000", "2.5"]


@pytest.mark.parametrize("empty", [None, "", "  ", "无", "N/A", "-", float("nan"), pd.NA])
def test_what_names_nobody_is_no_id(empty):
    assert clean_ids(pd.Series(["甲", empty], dtype=object)).tolist() == ["甲", None]


@given(st.lists(st.one_of(st.none(), st.text(max_size=8), st.integers(), st.floats()), max_size=12))
def test_clean_ids_are_clean(values):
    once = clean_ids(pd.Series(values, dtype=object))
    assert len(once) == len(values)
    assert all(value is None or (isinstance(value, str) and value.strip()) for value in once)


# --- the table ---------------------------------------------------------------------------------


def test_every_row_of_both_is_kept_and_accounted_for():
    table, join = join_metrics(COMMENTS, METRICS, on="客户号")
    assert table["客户号"].tolist()[:5] == ["1001", "1002", "1001", "1003", "1009"]
    assert table["客户号"].tolist()[6:] == ["1004", "1005"]
    assert table["评论编号"].tolist()[:6] == COMMENTS["评论编号"].tolist()
    nps = table["推荐意愿（0-10分）"]
    assert nps.tolist()[:4] == [3, 10, 3, 0]
    assert nps[4:6].isna().all()
    assert nps.tolist()[6:] == [9, 8]
    assert (join.matched, join.matched_rows) == (3, 4)
    assert join.without_metrics == ("1009",)
    assert join.without_comments == ("1004", "1005")
    assert join.rows_without_id == (1, 0)
    assert join.several == {}


def test_answers_that_name_nobody_stay_too():
    metrics = pd.concat(
        [METRICS, pd.DataFrame({"客户号": [None, None], "推荐意愿（0-10分）": [5, 6]})],
        ignore_index=True,
    )
    table, join = join_metrics(COMMENTS, metrics, on="客户号")
    assert len(table) == 6 + 2 + 2
    assert join.rows_without_id == (1, 2)
    people = respondents(joined(metrics=metrics))
    assert people["respondent_id"].is_unique is False
    assert once_each(people)["nps"].notna().sum() == 7


def test_whole_numbers_stay_whole_beside_gaps():
    comments = COMMENTS.assign(订单号=[20240301001 + n for n in range(6)], 会员=[True, False] * 3)
    table, _ = join_metrics(comments, METRICS, on="客户号")
    assert str(table["订单号"].dtype) == "Int64"
    assert str(table["会员"].dtype) == "boolean"
    assert str(table["推荐意愿（0-10分）"].dtype) == "Int64"


def test_a_column_of_both_files_is_one_where_they_agree():
    comments = COMMENTS.assign(舱位=["经济舱", "公务舱", "经济舱", "经济舱", "头等舱", "经济舱"])
    table, join = join_metrics(comments, METRICS, on="客户号")
    assert "metrics.舱位" not in table
    assert table["舱位"].tolist()[6:] == ["公务舱", "经济舱"]
    differing = comments.assign(舱位="头等舱")
    table, join = join_metrics(differing, METRICS, on="客户号")
    assert table["metrics.舱位"].tolist()[:2] == ["经济舱", "公务舱"]
    assert "metrics.舱位" in join.columns


def test_lost_leading_zeros_are_told():
    comments = pd.DataFrame({"id": ["007", "008", "19"], "text": ["a", "b", "c"]})
    metrics = pd.DataFrame({"id": [7, 8, 19], "nps": [1, 2, 3]})
    _, join = join_metrics(comments, metrics, on="id")
    assert (join.matched, join.leading_zeros) == (1, 2)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=1, max_size=15),
    st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=1, max_size=15),
)
def test_no_comment_and_no_respondent_is_lost_or_made_up(wrote, answered):
    comments = pd.DataFrame({"id": pd.array([*wrote, 99], "Int64"), "text": range(len(wrote) + 1)})
    metrics = pd.DataFrame({"id": pd.array([*answered, 99], "Int64"), "nps": 5})
    table, join = join_metrics(comments, metrics, on="id", several="latest")
    assert table["text"].tolist()[: len(comments)] == comments["text"].tolist()
    people = {str(name) for name in answered if name is not None} | {"99"}
    assert set(table.loc[table["nps"].notna(), "id"].dropna()) == people
    assert join.matched + len(join.without_comments) == len(people)
    nameless = sum(name is None for name in answered)
    assert len(table) == len(comments) + len(join.without_comments) + nameless
    once = table[~table["id"].duplicated() | table["id"].isna()]
    assert once["nps"].notna().sum() == len(people) + nameless


# --- several rows of metrics ---------------------------------------------------------------------

SEVERAL = pd.DataFrame(
    {
        "客户号": ["1001", "1001", "1002", "1001"],
        "NPS": [2, 6, 9, 10],
        "门店": ["甲", "乙", "甲", None],
        "日期": ["2024-02-01", "2024-05-01", "2024-01-01", "2024-03-01"],
    }
)


def test_of_several_answers_the_mean_or_the_latest_is_taken():
    mean, join = join_metrics(COMMENTS, SEVERAL, on="客户号", scales={"NPS": (0, 10)}, time="日期")
    assert mean["NPS"].tolist()[:3] == [6, 9, 6]
    assert mean["门店"].tolist()[:2] == ["乙", "甲"]
    assert (join.several, join.treatment) == ({"1001": 3}, "mean")
    latest, _ = join_metrics(COMMENTS, SEVERAL, on="客户号", several="latest", time="日期")
    assert latest["NPS"].tolist()[:2] == [6, 9]
    last, _ = join_metrics(COMMENTS, SEVERAL, on="客户号", several="latest")
    assert last["NPS"].tolist()[:2] == [10, 9]
    with pytest.raises(VocError, match="1 respondents have several rows of metrics: 1001"):
        join_metrics(COMMENTS, SEVERAL, on="客户号", several="refuse")


def test_a_mean_does_not_mix_scales():
    metrics = pd.DataFrame({"客户号": [1001, 1001, 1002, 1002], "评分": [5, 9, 8, 10]})
    table, join = join_metrics(COMMENTS, metrics, on="客户号", scales={"评分": (1, 5)})
    assert table["评分"].tolist()[:2] == [5, 8]  # 8 stays, to be found off its scale
    assert join.left_out == 2


def test_written_ratings_are_averaged_as_numbers():
    metrics = pd.DataFrame({"客户号": [1001, 1001, 1002], "评分": ["5分 超棒", "2分", "不适用"]})
    table, _ = join_metrics(COMMENTS, metrics, on="客户号", scales={"评分": (1, 5)})
    assert table["评分"].tolist()[:2] == pytest.approx([3.5, np.nan], nan_ok=True)


# --- the source ----------------------------------------------------------------------------------


def test_the_columns_of_both_files_have_their_roles():
    source = joined()
    roles = {column.name: column.role for column in source.columns}
    assert roles == {
        "评论编号": "ignore",
        "客户号": "id",
        "评论内容": "text",
        "评论时间": "time",
        "推荐意愿（0-10分）": "score",
        "舱位": "segment",
        "答题时间": "ignore",
    }
    assert list(roles) == source.table.columns.tolist()
    assert source.name == "DataFrame + DataFrame"
    assert source.join is not None
    assert source.join.on == ("客户号", "客户号")


def test_metrics_count_each_respondent_once_and_those_who_wrote_nothing_too():
    people = respondents(joined())
    assert people["nps"].tolist()[:3] == [3, 10, 3]
    once = once_each(people)
    assert once["respondent_id"].is_unique
    pd.testing.assert_frame_equal(
        metrics_table(once).head(4), metrics_table(pd.DataFrame({"nps": [3, 10, 0, 9, 8]}))
    )
    segments = metric_segments(once, ["舱位"]).set_index("value")
    assert segments["n"].to_dict() == {"公务舱": 2, "经济舱": 3}
    assert once.attrs["outcome"] == "nps"


def test_stars_of_each_comment_stay_beside_metrics_of_each_respondent():
    comments = COMMENTS.assign(星级=[1, 5, 2, 1, 3, 5])
    people = respondents(joined(comments))
    once = once_each(people)
    assert once["stars"].notna().sum() == 6
    assert once["nps"].notna().sum() == 5
    assert once["舱位"].tolist()[:3] == ["经济舱", "公务舱", "经济舱"]
    assert once_each(respondents(read(COMMENTS)))["respondent_id"].tolist() == [
        *("C1", "C2", "C3", "C4", "C5", "C6")
    ]


def test_a_score_of_the_metrics_takes_the_place_of_the_same_beside_the_comments():
    source = joined(COMMENTS.assign(推荐意愿=[9, 9, 8, 7, 0, 10]))
    people = respondents(source)
    assert people["nps"].tolist()[:2] == [3, 10]
    assert next(c.reason for c in source.columns if c.name == "推荐意愿") == (
        "DataFrame holds the nps"
    )


def test_who_wrote_nothing_answered_at_some_time():
    times = respondents(joined())["time"]
    assert times.notna().all()
    assert times.tolist()[-2:] == [pd.Timestamp("2024-05-01"), pd.Timestamp("2024-05-02")]
    without = COMMENTS.drop(columns="评论时间")
    assert respondents(joined(without))["time"].notna().sum() == 6


def test_rows_without_a_comment_are_empty_texts():
    asked = answers(joined())
    assert len(asked) == 6
    assert asked.attrs["empty"] == 2


def test_the_respondent_is_found_by_the_ids_in_common():
    source = joined(metrics=METRICS.rename(columns={"客户号": "会员编号"}), id="客户号")
    assert source.join is not None
    assert source.join.on == ("客户号", "会员编号")
    guessed = joined(COMMENTS.drop(columns="评论编号"), METRICS)
    assert guessed.join is not None
    assert guessed.join.matched == 3


def test_files_in_different_encodings_and_types_are_joined(tmp_path: Path):
    comments, scores = tmp_path / "评论.csv", tmp_path / "满意度.xlsx"
    names = {"1001": "客户甲-01", "1002": "客户乙-02", "1003": "客户丙-03", "1009": "客户丁-09"}
    gbk = COMMENTS.assign(客户号=COMMENTS["客户号"].map(names, na_action="ignore"))
    gbk.to_csv(comments, index=False, encoding="gbk")
    wide = {
        "客户号": ["客户甲－０１", "客户乙-02 ", "客户丙-03", "客户戊-05"],
        "NPS": [9, 8, 2, 10],
    }
    pd.DataFrame(wide).to_excel(scores, index=False, engine="xlsxwriter")
    source = read_with_metrics(comments, scores, id="客户号")
    assert source.encoding == "gb18030"
    assert [Path(stamp.name).name for stamp in source.files] == ["评论.csv", "满意度.xlsx"]
    assert source.join is not None
    assert (source.join.matched, source.join.without_comments) == (3, ("客户戊-05",))
    assert respondents(source)["nps"].dropna().tolist() == [9, 8, 9, 2, 10]


def test_ids_that_are_telephone_numbers_are_masked_in_the_account():
    phones = {
        "1001": "13800138000",
        "1002": "13800138001",
        "1003": "13800138002",
        "1009": "13900139000",
    }
    comments = COMMENTS.assign(客户号=COMMENTS["客户号"].map(phones, na_action="ignore"))
    metrics = METRICS.head(2).assign(客户号=[13800138000, 13800138001])
    people = respondents(joined(comments, metrics, id="客户号"))
    told = json.dumps(people.attrs["join"], ensure_ascii=False)
    assert "1390013" not in told
    assert people["respondent_id"].iloc[4] in people.attrs["join"]["without_metrics"]
    assert people.attrs["join"]["matched"] == 2


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"id": "会员"}, "'会员'"),
        ({"score": "评分"}, "neither in the comments nor in the metrics"),
        ({"segment": ["门店"]}, "'门店'"),
        ({"text": "舱位"}, "舱位"),
        ({"several": "sum"}, "sum"),
    ],
)
def test_what_cannot_be_joined_is_said(options, said):
    with pytest.raises(VocError) as caught:
        joined(**options)
    assert said in str(caught.value)


def test_strangers_are_not_joined():
    with pytest.raises(VocError, match="No respondent of the comments") as caught:
        join_metrics(COMMENTS, METRICS.assign(客户号=[1, 2, 3, 4, 5]), on="客户号")
    assert "1001" in str(caught.value)
    with pytest.raises(VocError, match="No column names respondents"):
        joined(metrics=METRICS.assign(客户号=[1, 2, 3, 4, 5]))
    with pytest.raises(VocError, match="to join by"):
        join_metrics(COMMENTS, METRICS, on=("客户号", "编号"))


def test_what_was_joined_is_told_in_both_languages():
    metrics = pd.concat([METRICS, METRICS.head(1).assign(答题时间="2024-03-06")], ignore_index=True)
    notes = respondents(joined(metrics=metrics)).attrs["notes"]
    assert notes == [
        ("join_matched", {"matched": 3, "without_metrics": 1, "without_comments": 2}),
        ("join_without_id", {"comments": 1, "metrics": 0}),
        ("join_several_mean", {"count": 1}),
    ]
    told = [sentence.format(**about) for key, about in notes for sentence in NOTES[key]]
    assert told[1].startswith("3 respondents stand in the comments and in the metrics, 1 in")
    assert respondents(joined(metrics=metrics, several="latest")).attrs["notes"][2] == (
        "join_several_latest",
        {"count": 1},
    )
    zeros = METRICS.assign(客户号=["1001", "01002", "1003", "1004", "1005"])
    assert ("join_leading_zeros", {"count": 1}) in respondents(joined(metrics=zeros)).attrs["notes"]
