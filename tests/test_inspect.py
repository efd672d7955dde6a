"""Roles of columns and the reasons for them; ratings and dates as exports write them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from export_columns import SENTENCES, N, spread

from voc.read import (
    Column,
    inspect,
    read,
)


def columns(frame: pd.DataFrame) -> dict[str, Column]:
    found = inspect(frame)
    return {
        row.column: Column(row.column, row.role, row.reason, row.examples, row.metric, row.scale)
        for row in found.itertuples()
    }


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
