"""Roles of columns and the reasons for them; ratings and dates as exports write them."""

from __future__ import annotations

import datetime as dt
import math
import tomllib
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import voc
from voc import VocError
from voc.cli import app
from voc.config import load_config
from voc.read import (
    Column,
    Source,
    inspect,
    look,
    parse_scores,
    parse_times,
    read,
    read_with_metrics,
    settings_text,
)
from voc.read.source import KINDS

SENTENCES = [
    "值机排了四十分钟，柜台就开了两个",
    "空姐很有耐心，孩子哭闹她还拿了玩具来",
    "餐食凉的，问能不能热一下说不行",
    "没啥说的，挺好",
    "延误三小时没人解释，地面服务太差了",
    "座椅间距太小，腿都伸不直",
    "登机快，行李也很快就到了",
    "App 老是闪退，改签还得打电话",
    "wifi 连不上，娱乐屏幕也是黑的",
    "整体满意，下次还会选",
    "毛毯有味道，换了一条还是有",
    "机长广播很清楚，落地平稳",
]
N = len(SENTENCES)


def columns(frame: pd.DataFrame) -> dict[str, Column]:
    found = inspect(frame)
    return {
        row.column: Column(row.column, row.role, row.reason, row.examples, row.metric, row.scale)
        for row in found.itertuples()
    }


def spread(*values: object) -> list[object]:
    return [values[place % len(values)] for place in range(N)]


def beside_comments(**more: list[object]) -> dict[str, Column]:
    return columns(pd.DataFrame({"评论内容": SENTENCES, **more}))


# --- whole exports --------------------------------------------------------------------------


def test_a_survey_with_two_open_questions_is_understood() -> None:
    found = columns(
        pd.DataFrame(
            {
                "答卷编号": [f"R{n:04d}" for n in range(N)],
                "提交时间": spread("2024/3/5 10:11:12", "2024/3/6 9:01:00"),
                "舱位": spread("经济舱", "公务舱", "经济舱"),
                "Q1. 您有多大可能把我们推荐给朋友或同事？": spread(0, 7, 9, 10, 8),
                "Q2. 总体满意度": spread(1, 4, 5),
                "Q3. 办理值机的容易程度": spread(2, 6, 7),
                "Q4. 您打分的主要原因是什么？": SENTENCES,
                "Q5. 还有什么建议？": [*SENTENCES[3:], "无", None, "没有"],
            }
        )
    )
    roles = {name: (c.role, c.metric, c.scale) for name, c in found.items()}
    assert list(roles.values()) == [
        ("id", None, None),
        ("time", None, None),
        ("segment", None, None),
        ("score", "nps", (0.0, 10.0)),
        ("score", "csat", (1.0, 5.0)),
        ("score", "ces", (1.0, 7.0)),
        ("text", None, None),
        ("text", None, None),
    ]


def test_hotel_reviews_are_understood() -> None:
    found = columns(
        pd.DataFrame(
            {
                "酒店名称": spread("人民广场店", "虹桥店", "南站店"),
                "评论日期": spread("2024-01-02", "2024-01-03"),
                "评论内容": SENTENCES,
                "入住房型": spread("大床房", "双床房", "大床房", "家庭房"),
                "评分": spread("5分 超棒", "4分 满意", "1分 很差"),
                "商家回复": [
                    "感谢您的入住，期待再次光临，祝您生活愉快！" + "好" * n for n in range(N)
                ],
            }
        )
    )
    assert {name: column.role for name, column in found.items()} == {
        "酒店名称": "segment",
        "评论日期": "time",
        "评论内容": "text",
        "入住房型": "segment",
        "评分": "score",
        "商家回复": "ignore",
    }
    assert (found["评分"].metric, found["评分"].scale) == ("stars", (1.0, 5.0))
    assert "回复" in found["商家回复"].reason


def test_a_complaint_log_is_understood() -> None:
    found = columns(
        pd.DataFrame(
            {
                "ticket_id": range(10_001, 10_001 + N),
                "customer_name": [f"王{n}" for n in range(N)],
                "phone": [f"1380013800{n % 10}" for n in range(N)],
                "subject": ["网络问题" + "吗" * (n % 5) for n in range(N)],
                "complaint_detail": SENTENCES,
                "opened_at": spread("2024-03-05T10:11:12", "2024-03-06T09:01:00"),
                "closed_at": spread("2024-03-07T10:11:12", None),
                "agent_notes": [
                    "已致电客户并解释套餐规则，客户表示理解" + "。" * n for n in range(N)
                ],
                "likes": spread(0, 12, 3),
            }
        )
    )
    assert {name: column.role for name, column in found.items()} == {
        "ticket_id": "id",
        "customer_name": "ignore",
        "phone": "ignore",
        "subject": "ignore",
        "complaint_detail": "text",
        "opened_at": "time",
        "closed_at": "ignore",
        "agent_notes": "ignore",
        "likes": "ignore",
    }


def test_the_whole_of_a_dialogue_is_taken_rather_than_its_beginning() -> None:
    found = columns(
        pd.DataFrame(
            {
                "first_customer_text": SENTENCES,
                "all_customer_text": [f"{s} 还没处理吗？都第三次打来了" for s in SENTENCES],
                "all_helpdesk_text": [f"您好，{s}的问题已经记录" for s in SENTENCES],
            }
        )
    )
    assert [column.role for column in found.values()] == ["ignore", "text", "ignore"]


def test_a_title_is_the_text_where_nothing_longer_stands_beside_it() -> None:
    assert columns(pd.DataFrame({"留言主题": SENTENCES}))["留言主题"].role == "text"
    both = columns(pd.DataFrame({"留言主题": SENTENCES, "留言详情": [s * 4 for s in SENTENCES]}))
    assert [column.role for column in both.values()] == ["ignore", "text"]


def test_traditional_headers_are_understood() -> None:
    found = columns(
        pd.DataFrame({"訂單編號": range(N), "評論內容": SENTENCES, "滿意度": spread(1, 3, 5)})
    )
    assert [column.role for column in found.values()] == ["id", "text", "score"]


def test_long_varied_text_needs_no_telling_name() -> None:
    found = columns(pd.DataFrame({"Q7": SENTENCES, "Q8": spread("男", "女")}))
    assert [column.role for column in found.values()] == ["text", "segment"]


# --- what must never be taken for a score ----------------------------------------------------


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("label", [0, 1]),
        ("label", ["1", "0"]),
        ("label", [1, 2, 3, 4, 5]),
        ("sentiment", ["positive", "negative"]),
        ("情感极性", [-1, 0, 1]),
        ("情感得分", [0.1, 0.9, 0.5]),
        ("标签", ["正面", "负面", "中性"]),
        ("score", [0, 1]),
        ("Unnamed: 3", [1, 0]),
        ("polarity", ["正面", "负面"]),
    ],
)
def test_a_sentiment_label_is_never_a_score_nor_a_segment(name: str, values: list[object]) -> None:
    column = beside_comments(**{name: spread(*values)})[name]
    assert column.role == "ignore"
    assert column.metric is None


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("点赞数", [0, 3, 5]),
        ("价格", [99, 129, 5]),
        ("年龄", [23, 45, 31]),
        ("等待时长", [5, 4, 3]),
        ("q1_code", [1, 2, 3]),
        ("service_rating_zscore", [-1.2, 0.3, 0.8]),
    ],
)
def test_other_numbers_are_no_score(name: str, values: list[object]) -> None:
    assert beside_comments(**{name: spread(*values)})[name].role != "score"


# --- scores and their scales ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "values", "metric", "scale"),
    [
        ("NPS", [0, 10, 7], "nps", (0, 10)),
        ("NPS打分", [9, 3], "nps", (0, 10)),
        ("推荐意愿（0-10分）", ["10分", "3分", "不适用"], "nps", (0, 10)),
        ("How likely are you to recommend us?", [9, 2, 6], "nps", (0, 10)),
        ("推荐意愿", [1, 10, 70], "score", (0, 100)),
        ("总体满意度", ["非常满意", "一般", "不满意"], "csat", (1, 5)),
        ("Overall satisfaction", [5, 4, 1], "csat", (1, 5)),
        ("满意度", [1, 8, 10], "score", (1, 10)),
        ("Q9", ["非常满意", "满意", "非常不满意"], "csat", (1, 5)),
        ("费力程度", [1, 7, 4], "ces", (1, 7)),
        ("effort_score", [2, 6, 7], "ces", (1, 7)),
        ("star_rating", [5, 1, 3], "stars", (1, 5)),
        ("averageScore", ["5分 超棒", "3分 不错", "1分 很差"], "stars", (1, 5)),
        ("星级", ["5星", "4.5星", "1星"], "stars", (1, 5)),
        ("col", ["★★★★☆", "★☆☆☆☆", "★★★★★"], "stars", (1, 5)),
        ("评分", [9.5, 6.0, 10.0], "score", (1, 10)),
        ("得分", [0, 60, 100], "score", (0, 100)),
        ("评分", ["9/10", "4/10", "7/10"], "score", (1, 10)),
    ],
)
def test_a_rating_is_known_with_its_metric_and_scale(
    name: str, values: list[object], metric: str, scale: tuple[float, float]
) -> None:
    column = beside_comments(**{name: spread(*values)})[name]
    assert (column.role, column.metric, column.scale) == ("score", metric, scale)


def test_recommendation_on_five_steps_is_no_nps() -> None:
    frame = pd.DataFrame({"评论": SENTENCES * 4, "推荐意愿": spread(1, 3, 5, 4) * 4})
    assert columns(frame)["推荐意愿"].metric == "score"


def test_a_few_answers_outside_the_scale_do_not_change_it_but_are_told() -> None:
    rows = 40
    frame = pd.DataFrame({"评论": (SENTENCES * 4)[:rows], "评分": [5, 4, 3, 1] * 9 + [5, 5, 2, 9]})
    column = columns(frame)["评分"]
    assert column.scale == (1.0, 5.0)
    assert "outside" in column.reason


def test_the_overall_rating_is_preferred_to_ratings_of_parts() -> None:
    found = beside_comments(
        服务评分=spread(0, 5, 4), 环境评分=spread(5, 3, 1), 总体评分=spread(4, 2, 5)
    )
    assert [found[name].role for name in ("服务评分", "环境评分", "总体评分")] == [
        "ignore",
        "ignore",
        "score",
    ]
    assert "总体评分" in found["服务评分"].reason


def test_effort_is_told_to_run_the_other_way() -> None:
    assert "turned round" in beside_comments(费力程度=spread(1, 7, 3))["费力程度"].reason
    assert "high" not in beside_comments(容易程度=spread(1, 7, 3))["容易程度"].reason


# --- the other roles --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("用户昵称", "M50****08{n}"),
        ("网址", "https://example.com/hotel/{n}"),
        ("col1", "https://example.com/hotel/{n}"),
        ("来自IP", "101.68.12.{n}(浙江-杭州)"),
        ("联系人邮箱", "guest{n}@example.com"),
        ("x", "1380013{n:04d}"),
        ("收货地址", "上海市浦东新区世纪大道{n}号某某大厦三层301室, 转"),
        ("客服回复", "您好，非常抱歉给您带来不便，我们已转交第{n}组处理。"),
        ("处理结果", "已联系客户并致歉，退还费用{n}元，客户表示接受。"),
        ("owner_response", "Thank you for staying with us, guest {n}, we hope to see you again."),
    ],
)
def test_personal_data_and_the_words_of_staff_are_never_text(name: str, value: str) -> None:
    column = beside_comments(**{name: [value.format(n=n + 10) for n in range(N)]})[name]
    assert column.role == "ignore"


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("性别", ["男", "女"]),
        ("门店", ["南京路", "徐家汇", "五角场"]),
        ("channel", ["App", "Web"]),
        ("会员等级", [1, 2, 3]),
        ("是否常旅客", ["是", "否"]),
        ("投诉类型", ["网络", "资费", "服务"]),
    ],
)
def test_short_repeated_values_are_segments(name: str, values: list[object]) -> None:
    assert beside_comments(**{name: spread(*values)})[name].role == "segment"


def test_the_date_of_the_review_is_preferred_to_the_date_of_the_stay() -> None:
    found = beside_comments(
        入住日期=spread("2024-01-01", "2024-01-02"), 点评日期=spread("2024-01-05", "2024-01-06")
    )
    assert [found[name].role for name in ("入住日期", "点评日期")] == ["ignore", "time"]


def test_a_date_with_the_province_beside_it_is_a_time() -> None:
    found = beside_comments(commentTime=spread("2024-07-08IP属地：天津", "2024-08-10IP属地：辽宁"))
    assert found["commentTime"].role == "time"


def test_ticked_options_and_survey_items_are_neither_text_nor_segment() -> None:
    found = beside_comments(
        爱好=spread("运动┋阅读┋影视", "美食┋旅游", "音乐"),
        Q3_1=spread("很重要", "一样重要", "不太重要"),
    )
    assert [found[name].role for name in ("爱好", "Q3_1")] == ["ignore", "ignore"]


def test_every_column_has_a_reason_and_up_to_three_examples() -> None:
    found = inspect(
        pd.DataFrame({"评论": SENTENCES, "空": [None] * N, "店": spread("甲", "乙", " ")})
    )
    assert found["reason"].str.len().gt(0).all()
    assert found["examples"].tolist() == [tuple(SENTENCES[:3]), (), ("甲", "乙")]


def test_inspect_tells_format_encoding_and_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("编号,评论内容\n1,房间很干净，早餐好\n2\n3,太吵了，睡不好\n".encode("gbk"))
    found = inspect(path)
    assert found.attrs == {"format": "CSV", "encoding": "gb18030", "rows": 2, "rejected": 1}
    assert list(found.columns) == [
        *("column", "role", "metric", "scale", "reason", "examples", "kind", "question")
    ]
    assert inspect(read(path)).equals(found)


def test_inspect_does_not_need_comments(tmp_path: Path) -> None:
    found = inspect(pd.DataFrame({"评分": [1, 2, 5], "id": [1, 2, 3]}))
    assert found["role"].tolist() == ["score", "id"]


# --- ratings as they are written --------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "score"),
    [
        ("5分 超棒", 5),
        ("4.5", 4.5),
        ("9/10", 9),
        ("5星", 5),
        ("★★★★☆", 4),
        ("⭐⭐⭐", 3),
        ("五星", 5),
        ("四星半", 4.5),
        ("５", 5),
        ("8分，不错", 8),
        ("5-非常满意", 5),
        ("非常满意（5分）", 5),
        ("满意 4分", 4),
        ("10 (Extremely likely)", 10),
        ("4 stars", 4),
        ("4.5 out of 5", 4.5),
        ("80%", 80),
        ("-1", -1),
        ("非常满意", 5),
        ("比较满意", 4),
        ("满意", 4),
        ("一般", 3),
        ("不满意", 2),
        ("不太满意", 2),
        ("非常不满意", 1),
        ("非常滿意", 5),
        ("差评", 1),
        ("Very satisfied", 5),
        ("dissatisfied", 2),
        (" 5 ", 5),
        ("0", 0),
    ],
)
def test_a_rating_is_read_however_it_is_written(written: str, score: float) -> None:
    assert parse_scores(pd.Series([written])).tolist() == [score]


@pytest.mark.parametrize(
    "written",
    [
        "不适用",
        "无法回答",
        "N/A",
        "n/a",
        "NA",
        "-",
        "",
        " ",
        None,
        "无",
        "未评分",
        "5公里很远",
        "3 天",
        "5分钟",
        "2023-01-05",
        "30~34岁",
        "3000-3499元",
        "很好吃",
        "2 房间很小 不推荐大家来住 太吵了",
        "Not applicable",
    ],
)
def test_what_is_no_rating_is_missing(written: str | None) -> None:
    assert math.isnan(parse_scores(pd.Series([written], dtype="str")).iloc[0])


def test_scores_keep_the_index_and_drop_what_lies_outside_the_scale() -> None:
    scores = parse_scores(pd.Series([1, 9, None], index=[4, 5, 6]), scale=(1, 5))
    assert scores.index.tolist() == [4, 5, 6]
    assert scores.isna().tolist() == [False, True, True]


@given(st.lists(st.one_of(st.none(), st.text(max_size=20)), max_size=20))
def test_scores_of_any_text_are_floats_of_the_same_length(values: list[str | None]) -> None:
    scores = parse_scores(pd.Series(values, dtype="str"))
    assert scores.dtype == "float64"
    assert len(scores) == len(values)


# --- dates as they are written ----------------------------------------------------------------

DAY = "2023-01-05 00:00:00"
HOUR = "2023-01-05 13:05:00"


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("2023-01-05", DAY),
        ("2023/1/5", DAY),
        ("2023.1.5", DAY),
        ("2023年1月5日", DAY),
        ("20230105", DAY),
        ("2023-01-05 北京", DAY),
        ("2023-01-05IP属地：天津", DAY),
        ("发布于2023-01-05", DAY),
        ("44931", DAY),
        ("Jan 5, 2023", DAY),
        ("5 January 2023", DAY),
        ("01/05/2023", DAY),
        ("2023/1/5 13:05", HOUR),
        ("2023-01-05T13:05:00+08:00", HOUR),
        ("2023年1月5日 13时5分", HOUR),
        ("2023年1月5日下午1点5分", HOUR),
        ("2023-1-5 星期四 13:05", HOUR),
        ("20230105130500", HOUR),
        ("2023-01-05 1:05 PM", HOUR),
        ("1672923900", HOUR),
        ("1672923900000", HOUR),
        ("2023年3月", "2023-03-01 00:00:00"),
        ("2023-03", "2023-03-01 00:00:00"),
    ],
)
def test_a_date_is_read_however_it_is_written(written: str, time: str) -> None:
    assert parse_times(pd.Series([written])).tolist() == [pd.Timestamp(time)]


@pytest.mark.parametrize(
    "written",
    [
        "昨天",
        "",
        None,
        "不详",
        "2023-02-30",
        "9999-12-31",
        "5",
        "2023",
        "很好，下次还来",
        "13:05",
        "1380013",
    ],
)
def test_what_is_no_date_is_nat(written: str | None) -> None:
    assert parse_times(pd.Series([written], dtype="str")).isna().all()


def test_day_first_dates_are_known_by_a_day_beyond_twelve() -> None:
    times = parse_times(pd.Series(["05/01/2023", "25/01/2023"]))
    assert times.tolist() == [pd.Timestamp("2023-01-05"), pd.Timestamp("2023-01-25")]


@pytest.mark.parametrize(
    "values",
    [
        pd.Series([dt.datetime(2023, 1, 5)]),
        pd.Series([dt.date(2023, 1, 5)], dtype=object),
        pd.Series([44931]),
        pd.Series([44931.0, None]),
        pd.Series([1672876800]),
        pd.Series([20230105]),
        pd.Series(pd.to_datetime(["2023-01-05"]).tz_localize("Asia/Shanghai")),
    ],
)
def test_dates_of_any_type_are_read(values: pd.Series) -> None:
    times = parse_times(values)
    assert times.iloc[0] == pd.Timestamp("2023-01-05")
    assert times.dtype == "datetime64[us]"


@given(st.lists(st.one_of(st.none(), st.text(max_size=20), st.datetimes().map(str)), max_size=10))
def test_times_of_any_text_are_timestamps_of_the_same_length(values: list[str | None]) -> None:
    times = parse_times(pd.Series(values, dtype="str"))
    assert times.dtype == "datetime64[us]"
    assert len(times) == len(values)


def test_answers_about_what_pleased_and_what_did_not_are_both_texts() -> None:
    found = columns(
        pd.DataFrame(
            {
                "推荐意愿（0-10）": spread(0, 7, 9, 10, 8),
                "满意的地方": SENTENCES,
                "需要改进的地方": [*SENTENCES[3:], *SENTENCES[:3]],
            }
        )
    )
    assert [column.role for column in found.values()] == ["score", "text", "text"]


# --- kinds, and settings that say them --------------------------------------------------------


def survey() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "答卷编号": [f"R{n:04d}" for n in range(N)],
            "提交时间": spread("2024/3/5 10:11:12", "2024/3/6 9:01:00"),
            "姓名": [f"王小{n}" for n in range(N)],
            "门店": spread("南京路店", "徐家汇店"),
            "1、您的舱位是？": spread("经济舱", "公务舱"),
            "2、您有多大可能把我们推荐给朋友？": spread(0, 7, 9, 10, 8),
            "3、总体满意度": spread(1, 4, 5),
            "4、服务满意度": spread(2, 4, 5),
            "5、用过哪些服务": spread("餐食┋毛毯", "餐食", "毛毯┋wifi"),
            "6、最看重什么（排序）": spread("准点→价格→服务", "价格→准点→服务"),
            "7、准点对您": spread("很重要", "不重要"),
            "8、打分的主要原因": SENTENCES,
            "9、一句话 标题": [sentence[:4] for sentence in SENTENCES],
            "权重": spread(0.8, 1.2),
        }
    )


KINDS_OF_SURVEY = [
    *("id", "time", "ignore", "segment", "single", "nps", "csat", "scale", "multiple", "ranking"),
    *("scale", "open", "ignore", "weight"),
]


def roles_of(source: Source) -> dict[str, tuple[str, str | None, tuple[float, float] | None]]:
    return {column.name: (column.role, column.metric, column.scale) for column in source.columns}


def kinds_in(text: str) -> dict[str, str]:
    return tomllib.loads(text)["read"]["columns"]


def test_the_kind_of_each_column_is_told() -> None:
    found = inspect(survey())
    assert found["kind"].tolist() == KINDS_OF_SURVEY
    assert set(found["kind"]) <= set(KINDS)
    assert found["question"].eq("").all()


def test_settings_passed_back_unchanged_give_the_same_roles() -> None:
    source = look(survey())
    kinds = kinds_in(settings_text(source))
    assert list(kinds) == list(survey())
    assert roles_of(look(survey(), kinds=kinds)) == roles_of(source)


CELLS = {
    "text": SENTENCES,
    "short": [sentence[:4] for sentence in SENTENCES],
    "nps": spread(0, 7, 10),
    "five": spread(1, 5, 3),
    "words": spread("满意", "很不满意", "一般"),
    "importance": spread("很重要", "不重要"),
    "day": spread("2024-01-02", "2024-01-03"),
    "group": spread("甲店", "乙店"),
    "code": [f"A{n}" for n in range(N)],
    "number": list(range(1000, 1000 + N)),
    "ticked": spread("甲┋乙", "乙"),
    "same": ["是"] * N,
    "empty": [None] * N,
}
NAMES = (
    "评论内容 评论标题 标题 建议 追评 评论时间 下单时间 订单号 用户ID 昵称 评分 总体评分 服务评分"
    " 总体满意度 推荐意愿 NPS 费力程度 城市 门店 渠道 商家回复 权重 情感 Q1 Q2 1、性别？"
    " 点赞数 备注 手机号"
).split()


@given(
    st.dictionaries(
        st.sampled_from(NAMES), st.sampled_from(sorted(CELLS)), min_size=1, max_size=len(NAMES)
    )
)
def test_whatever_the_columns_settings_give_the_same_roles(cells: dict[str, str]) -> None:
    table = pd.DataFrame({"一列": spread(1, 2), **{n: CELLS[kind] for n, kind in cells.items()}})
    source = look(table)
    kinds = kinds_in(settings_text(source))
    assert roles_of(look(table, kinds=kinds)) == roles_of(source)


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=5, unique=True), st.text())
def test_settings_are_toml_whatever_names_and_cells_hold(names: list[str], cell: str) -> None:
    source = look(pd.DataFrame({name: [cell, "好"] for name in names}))
    assert list(kinds_in(settings_text(source))) == [column.name for column in source.columns]


@pytest.mark.parametrize(
    ("column", "kind", "role"),
    [
        ("8、打分的主要原因", "ignore", ("ignore", None, None)),
        ("9、一句话 标题", "open", ("text", None, None)),
        ("门店", "ignore", ("ignore", None, None)),
        ("3、总体满意度", "ignore", ("ignore", None, None)),
        ("4、服务满意度", "score", ("score", "score", (1.0, 5.0))),
        ("姓名", "segment", ("segment", None, None)),
    ],
)
def test_another_kind_gives_another_role(
    column: str, kind: str, role: tuple[str, str | None, object]
) -> None:
    before = look(survey())
    kinds = kinds_in(settings_text(before)) | {column: kind}
    after = roles_of(look(survey(), kinds=kinds))
    assert after[column] == role
    changed = {name for name, found in roles_of(before).items() if after[name] != found}
    assert changed == {column}


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        ({"8、打分的原因": "open"}, ("8、打分的原因", "Did you mean '8、打分的主要原因'")),
        ({"门店": "opne"}, ("opne", "Did you mean 'open'", "ranking")),
        ({"门店": "nps"}, ("rating", "南京路店")),
        ({"门店": "time"}, ("date", "南京路店")),
    ],
)
def test_a_kind_that_cannot_be_is_refused_and_the_nearest_named(
    kinds: dict[str, str], told: tuple[str, ...]
) -> None:
    with pytest.raises(VocError) as raised:
        look(survey(), kinds=kinds)
    assert "[read.columns]" in str(raised.value)
    for part in told:
        assert part in str(raised.value)


def test_a_wrong_column_is_named_where_metrics_stand_in_a_second_file() -> None:
    scores = pd.DataFrame({"答卷编号": [f"R{n:04d}" for n in range(N)], "NPS": spread(9, 2)})
    with pytest.raises(VocError, match="Did you mean 'NPS'"):
        read_with_metrics(survey(), scores, kinds={"NPSS": "nps"})


def test_settings_show_questions_and_masked_examples_but_no_names() -> None:
    table = survey()
    table["8、打分的主要原因"] = [f"打我电话1391234{n:04d}没人接" for n in range(N)]
    text = settings_text(look(table))
    assert '"8、打分的主要原因" = "open"  # 打我电话[手机号]没人接' in text
    assert "王小" not in text
    assert '"权重" = "ignore"' in text  # weights are used when the user says so
    assert 'score = "2、您有多大可能把我们推荐给朋友？"' in text


def test_weights_are_used_when_a_column_is_called_so() -> None:
    assert load_config(user={"read": {"columns": {"权重": "weight"}}}).read.weight_column == "权重"
    two = {"columns": {"权重": "weight", "wgt": "weight"}}
    with pytest.raises(VocError, match="权重, wgt"):
        _ = load_config(user={"read": two}).read.weight_column
    named = load_config(user={"read": {**two, "weight": "w"}})
    assert named.read.weight_column == "w"


def test_inspect_writes_settings_that_analyze_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    survey().to_csv("一月.csv", index=False)
    survey().to_csv("二月.csv", index=False)
    done = CliRunner().invoke(app, ["inspect", "一月.csv", "二月.csv", "-o", "调查.toml"])
    assert done.exit_code == 0
    for part in ("rows: 24", "ranking", "调查.toml"):
        assert part in done.output
    again = CliRunner().invoke(app, ["inspect", "一月.csv", "-o", "调查.toml"])
    assert "--force" in str(again.exception)
    settings = Path("调查.toml").read_text(encoding="utf-8")
    changed = settings.replace('"9、一句话 标题" = "ignore"', '"9、一句话 标题" = "open"')
    Path("调查.toml").write_text(changed, encoding="utf-8")
    run = voc.analyze(["一月.csv", "二月.csv"], config="调查.toml", topics=False)
    assert sorted(run.comments["question"].unique()) == ["8、打分的主要原因", "9、一句话 标题"]
    assert run.manifest["outcome"] == "nps"


def test_inspect_tells_what_reading_passed_over(tmp_path: Path) -> None:
    (tmp_path / "一月.csv").write_text("评论,评分\n房间很干净,5\n早餐凉了,2\n", encoding="utf-8")
    (tmp_path / "说明.docx").write_bytes(b"PK\x03\x04")
    done = CliRunner().invoke(app, ["inspect", str(tmp_path)])
    assert done.exit_code == 0
    assert "1 entries of the folder are no data and were not read: 说明.docx" in done.output
