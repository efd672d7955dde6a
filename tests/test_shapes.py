"""Exports of shops and hotlines: nested JSON, follow-ups, replies, conversations, folders."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from shop_reviews import WORDS, roles, saved

import voc
from voc import VocError
from voc.read import inspect, read
from voc.read.headers import asks_for
from voc.read.replies import without_reply
from voc.sentiment import score_sides


def reviews() -> list[dict[str, Any]]:
    return [
        {
            "id": 9000 + place,
            "score": 5 - place % 5,
            "creationTime": f"2026-03-{place + 1:02d} 10:2{place}:00",
            "content": words,
            "user": {"nickname": f"买***{place}", "level": ["金牌", "银牌"][place % 2]},
            "tags": ["物流快", "有瑕疵"][: place % 3],
            "images": [{"url": "//img/1.jpg"}] if place == 1 else [],
            "reply": {"content": "亲，非常抱歉给您带来不好的体验", "time": "2026-04-01"},
        }
        for place, words in enumerate(WORDS)
    ]


# --- nested JSON ----------------------------------------------------------------------------


@pytest.mark.parametrize("indent", [None, 2])
def test_the_only_array_of_objects_is_found(tmp_path: Path, indent: int | None) -> None:
    page = {"code": 0, "msg": "ok", "data": {"page": {"size": 10}, "comments": reviews()}}
    source = read(saved(tmp_path, "page.json", page, indent=indent))
    assert len(source.table) == len(WORDS)
    found = roles(source)
    assert [name for name, role in found.items() if role == "text"] == ["content"]
    assert found["id"] == "id" and found["score"] == "score" and found["creationTime"] == "time"
    assert found["user.level"] == "segment" and found["user.nickname"] == "ignore"
    assert found["reply.content"] == "ignore"
    assert source.table["tags"].tolist()[:3] == [
        pytest.approx(float("nan"), nan_ok=True),
        "物流快",
        "物流快; 有瑕疵",
    ]


def test_several_arrays_are_named_with_their_lengths(tmp_path: Path) -> None:
    page = {"data": {"hotTags": [{"name": "物流快", "n": 8}] * 3, "comments": reviews()}}
    path = saved(tmp_path, "page.json", page)
    with pytest.raises(VocError) as caught:
        read(path)
    assert "data.hotTags (3), data.comments (6)" in caught.value.what
    assert "--records data.comments" in str(caught.value.fix)
    assert len(read(path, records="data.comments").table) == 6


def test_a_path_goes_through_arrays_and_keeps_what_stands_above(tmp_path: Path) -> None:
    shops = [
        {"shop": "南门店", "comments": reviews()[:4]},
        {"shop": "北门店", "comments": reviews()[4:]},
    ]
    path = saved(tmp_path, "shops.json", {"data": shops})
    for asked in ("data.comments", "data[*].comments", "$.data[*].comments[*]"):
        table = read(path, records=asked).table
        assert table["data.shop"].tolist() == ["南门店"] * 4 + ["北门店"] * 2
        assert table["content"].tolist() == WORDS
    assert len(read(path, records="data[1].comments").table) == 2


def test_a_path_that_leads_nowhere_names_the_arrays(tmp_path: Path) -> None:
    path = saved(tmp_path, "page.json", {"data": {"comments": reviews()}})
    with pytest.raises(VocError) as caught:
        read(path, records="data.reviews")
    assert caught.value.code == "shape.no-records"
    assert "data.comments (6)" in str(caught.value.fix)


def test_records_are_asked_of_json_only(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("评论\n" + "\n".join(WORDS), encoding="utf-8")
    with pytest.raises(VocError) as caught:
        read(path, records="data")
    assert caught.value.code == "shape.records-elsewhere"


def test_json_lines_with_pages_give_the_records_of_all_pages(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    pages = [{"page": 1, "list": reviews()[:3]}, {"page": 2, "list": reviews()[3:]}, {"page": 3}]
    path.write_text("\n".join(json.dumps(page, ensure_ascii=False) for page in pages), "utf-8")
    source = read(path, records="list")
    assert source.table["content"].tolist() == WORDS
    assert source.rejected["line"].tolist() == [3]


def test_an_array_of_objects_inside_a_record_is_no_text(tmp_path: Path) -> None:
    rows = [{"content": words, "goods": [{"sku": "黑色 8G", "n": 1}]} for words in WORDS]
    source = read(saved(tmp_path, "rows.json", rows))
    goods = next(column for column in source.columns if column.name == "goods")
    assert goods.role == "ignore" and "--records" in goods.reason


def test_deep_nesting_is_set_aside_and_not_followed(tmp_path: Path) -> None:
    deep: object = "下次不买了"
    for _ in range(60):
        deep = {"a": deep}
    path = tmp_path / "deep.jsonl"
    lines = [json.dumps({"content": words}, ensure_ascii=False) for words in WORDS]
    path.write_text("\n".join([*lines, json.dumps(deep), "[" * 99_999]), encoding="utf-8")
    source = read(path)
    assert source.table.columns.tolist() == ["content"] and len(source.table) == 6
    assert [("deep" in reason) for reason in source.rejected["reason"]] == [True, True]


def test_keys_that_meet_stay_apart(tmp_path: Path) -> None:
    rows = [{"user.name": "甲", "user": {"name": "乙"}, "content": words} for words in WORDS]
    table = read(saved(tmp_path, "rows.json", rows)).table
    assert table["user.name"].tolist() == ["甲"] * 6 and table["user.name.2"].tolist() == ["乙"] * 6


def test_nested_json_from_file_to_report_tables(tmp_path: Path) -> None:
    page = {"data": {"comments": reviews(), "tags": [{"n": 1}]}}
    path = saved(tmp_path, "page.json", page)
    run = voc.analyze(path, records="data.comments", topics=False, progress=False)
    assert run.comments["text"].tolist() == WORDS
    assert run.comments["stars"].tolist() == [5, 4, 3, 2, 1, 5]
    shown = inspect(path, records="data.comments")
    assert shown.loc[shown["role"] == "text", "column"].tolist() == ["content"]


# --- replies of the shop, follow-ups --------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("房间有股霉味。商家回复：亲，非常抱歉，我们已安排检查", "房间有股霉味。"),
        ("味道不错\n商家回复（2026-01-03）：感谢您的支持", "味道不错"),
        ("太吵了【酒店回复】尊敬的宾客，您好", "太吵了"),
        ("Nice pool.\nResponse from the owner: Thank you for staying", "Nice pool."),
        ("商家回复：谢谢亲的好评", ""),
    ],
)
def test_the_reply_at_the_end_is_cut_off(text: str, own: str) -> None:
    kept, reply = without_reply(text)
    assert kept == own and reply


@pytest.mark.parametrize(
    "text",
    [
        "问了半天，客服回复：不能退，太坑了",
        "我投诉了。商家回复：不退不换。你说气不气人",
        "商家回复很快，态度也好",
        "no reply from the seller: three mails, nothing",
    ],
)
def test_replies_that_customers_quote_stay(text: str) -> None:
    assert without_reply(text) == (text, None)


def test_replies_of_the_shop_are_not_scored(tmp_path: Path) -> None:
    path = tmp_path / "reviews.csv"
    replied = [f"{words}\n商家回复：亲，感谢您的支持，祝您生活愉快" for words in WORDS]
    pd.DataFrame({"评价": replied, "商家回复": ["谢谢亲"] * 6}).to_csv(path, index=False)
    run = voc.analyze(path, topics=False, progress=False)
    assert run.comments["text"].tolist() == WORDS
    assert run.comments["评价（客服）"].str.startswith("商家回复").all()
    assert any("6 comments" in note["en"] for note in run.manifest["notes"])


def test_a_follow_up_is_a_comment_of_its_own_and_the_stars_belong_to_the_first() -> None:
    later = ["用了一个月就坏了，心塞", None, None, "追评：还是很好用", None, None]
    table = pd.DataFrame(
        {
            "订单号": range(100, 106),
            "评价内容": WORDS,
            "评分": [3, 2, 5, 5, 1, 2],
            "追评内容": later,
        }
    )
    run = voc.analyze(table, topics=False, progress=False)
    follow_ups = run.comments[run.comments["question"] == "追评内容"]
    assert follow_ups["comment_id"].tolist() == ["c000001-2", "c000004-2"]
    assert follow_ups["respondent_id"].tolist() == ["100", "103"]
    sides = score_sides(run.comments, "stars")
    assert sides is not None
    assert [bool(side == side) for side in sides] == [
        question == "评价内容" for question in run.comments["question"]
    ]


# --- titles ---------------------------------------------------------------------------------


def test_titles_are_left_out_unless_asked_for() -> None:
    titles = ["又踩雷了", "电池太不经用了", "给客服点赞！", "", "Never again", "听不清"]
    table = pd.DataFrame({"标题": titles, "内容": WORDS})
    assert read(table).table["内容"].tolist() == WORDS
    run = voc.analyze(table, config={"read": {"titles": True}}, topics=False, progress=False)
    assert run.comments["text"].tolist() == [
        f"又踩雷了。{WORDS[0]}",
        WORDS[1],
        f"给客服点赞！{WORDS[2]}",
        WORDS[3],
        f"Never again. {WORDS[4]}",
        WORDS[5],
    ]
    assert run.comments["标题"].tolist()[0] == "又踩雷了"


def test_a_title_without_content_is_the_comment() -> None:
    table = pd.DataFrame({"标题": ["客服态度恶劣", *["再也不来"] * 5], "内容": [None, *WORDS[1:]]})
    assert read(table, titles=True).table["内容"].iloc[0] == "客服态度恶劣"


# --- what was good, what was bad ------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "side"),
    [
        *(("优点", 1), ("好评点", 1), ("满意之处", 1), ("Q3、您最满意的地方是？", 1), ("亮点", 1)),
        *(("Pros", 1), ("positive_review", 1), ("What did you like best?", 1)),
        *(("缺点", -1), ("差评点", -1), ("不满之处", -1), ("最不满意的方面", -1), ("不足", -1)),
        *(("您认为哪些地方需要改进", -1), ("Cons", -1), ("What did you like least?", -1)),
        *(("What would you like us to improve?", -1), ("您希望我们提升什么？", -1)),
        *(
            ("优缺点", 0),
            ("您最满意和最不满意的地方", 0),
            ("评论内容", 0),
            ("满意度", 0),
            ("建议", 0),
        ),
        *(("投诉内容", 0), ("comment", 0), ("您是否满意？请说明", 0), ("improvement", 0)),
    ],
)
def test_the_side_that_a_question_asks_for(header: str, side: int) -> None:
    assert asks_for(header) == side


def pros_and_cons() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "门店": ["南门", "北门"] * 3,
            "优点": ["早餐", "前台", "无", "位置，早餐", "服务 👍", "暂无"],
            "缺点": ["价格", "无", "n/a", "没有", "都挺好，没啥缺点", "隔音"],
        }
    )


def test_a_bare_answer_takes_the_side_of_its_question() -> None:
    run = voc.analyze(pros_and_cons(), codebook="hotel", topics=False, progress=False)
    labels = {
        (question, text): label
        for question, text, label in zip(
            *(run.comments[name] for name in ("question", "text", "label")), strict=True
        )
    }
    assert labels["优点", "早餐"] == "positive" and labels["缺点", "隔音"] == "negative"
    assert labels["缺点", "价格"] == "negative"
    assert labels["缺点", "都挺好，没啥缺点"] == "positive"
    nothing = run.comments["text"].isin(["无", "n/a", "没有", "暂无"])
    assert nothing.sum() == 5 and run.comments.loc[nothing, "sentiment"].isna().all()
    priced = run.opinions[run.opinions["text"] == "价格"].iloc[0]
    assert (priced["dimension"], priced["rule"], priced["label"]) == ("price", "asked", "negative")
    assert run.drivers.set_index("driver").loc["breakfast", "positive"] == 2
    assert any("[opinion] sides" in note["en"] for note in run.manifest["notes"])


def test_a_verdict_of_ones_own_stands_against_the_question() -> None:
    table = pd.DataFrame(
        {
            "优点": ["早餐难吃，别的都行", "房间大"],
            "缺点": ["价格很便宜，没毛病", "早餐太贵，停车"],
        }
    )
    run = voc.analyze(table, codebook="hotel", topics=False, progress=False)
    by_text = run.opinions[run.opinions["aspect"].isin(["早餐", "价格", "停车"])]
    assert by_text.set_index("text")["label"].to_dict() == {
        "早餐难吃": "negative",
        "价格很便宜，没毛病": "positive",
        "早餐太贵": "negative",
        "停车": "negative",
    }


@pytest.mark.parametrize("text", ["保持就行", "暂时没想到", "一般般吧", "not sure", "您觉得呢？"])
def test_an_answer_that_names_nothing_takes_no_side(text: str) -> None:
    table = pd.DataFrame({"优点": ["早餐", "前台"], "最希望改进的地方": [text, "停车"]})
    run = voc.analyze(table, codebook="hotel", topics=False, progress=False)
    label = run.comments.loc[run.comments["text"] == text, "label"].iloc[0]
    assert label != "negative"


@pytest.mark.parametrize("text", ["没有问题", "没什么不满意的地方。", "暂无不足", "No complaints!"])
def test_no_fault_is_no_opinion_where_faults_were_asked_for_and_praise_elsewhere(text: str) -> None:
    table = pd.DataFrame({"评论内容": [text, "早餐不错"], "您对哪里不满意？": [text, "停车"]})
    run = voc.analyze(table, codebook="hotel", topics=False, progress=False)
    said = run.comments[run.comments["text"] == text].set_index("question")
    assert said["boilerplate"].to_dict() == {"评论内容": False, "您对哪里不满意？": True}
    assert said["label"]["评论内容"] == "positive" and pd.isna(said["label"]["您对哪里不满意？"])
    of_answer = run.opinions["comment_id"] == said["comment_id"]["您对哪里不满意？"]
    assert not of_answer.any() and not said["drivers"]["您对哪里不满意？"]


def test_sides_can_be_left_out() -> None:
    plain = {"opinion": {"sides": False}}
    run = voc.analyze(pros_and_cons(), codebook="hotel", config=plain, topics=False, progress=False)
    assert "asked" not in set(run.opinions["rule"])
    assert run.comments.loc[run.comments["text"] == "价格", "label"].tolist() == ["neutral"]
