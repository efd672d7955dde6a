"""Exports of shops and hotlines: nested JSON, follow-ups, replies, conversations, folders."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner

import voc
from voc import VocError
from voc.cli import app
from voc.read import Source, inspect, read
from voc.read.headers import asks_for
from voc.read.replies import without_reply
from voc.read.turns import holds_conversations, parted
from voc.read.waves import period
from voc.run import default_folder
from voc.sentiment import score_sides

WORDS = [
    "收到货很快，就是外壳有划痕，心里不太舒服",
    "电池太不经用了，半天就没电 😤",
    "客服小姐姐超耐心，问了三遍都没嫌烦",
    "屏幕很清楚，看剧巨爽，值这个价",
    "快递员态度恶劣，还让我自己下楼拿",
    "声音小得可怜，开最大也听不清",
]


def roles(source: Source) -> dict[str, str]:
    return {column.name: column.role for column in source.columns}


def saved(folder: Path, name: str, value: object, **options: Any) -> Path:
    path = folder / name
    path.write_text(json.dumps(value, ensure_ascii=False, **options), encoding="utf-8")
    return path


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


# --- conversations --------------------------------------------------------------------------

TALKS = [
    [
        ("坐席", "您好，8016 号客服为您服务，请问有什么可以帮您？"),
        ("客户", "宽带断了三天了，天天说有人来修，人呢"),
        ("坐席", "非常抱歉给您带来不便，我马上帮您催单。"),
        ("客户", "每次都这么说，烦死了"),
        ("系统", "请对本次服务评分"),
    ],
    [
        ("客户", "上个月的话费多扣了 38 块"),
        ("坐席", "您好，请稍等，正在查询"),
        ("客户", "好的"),
        ("坐席", "已为您退回，感谢您的来电，祝您生活愉快！"),
        ("客户", "退得挺快，谢谢小姐姐，态度很好"),
    ],
    [("坐席", "您好？能听到吗？"), ("坐席", "如果没有问题，祝您愉快，再见")],
]


def messages() -> pd.DataFrame:
    rows = [
        {
            "会话ID": f"T{number}",
            "发送时间": f"2026-02-0{number + 1} 09:00:{second:02d}",
            "角色": who,
            "消息内容": words,
            "满意度": (1 + 4 * number if number < 2 else None) if second == 0 else None,
        }
        for number, talk in enumerate(TALKS)
        for second, (who, words) in enumerate(talk)
    ]
    return pd.DataFrame(rows)


def test_messages_become_conversations_of_the_customers_words() -> None:
    source = read(messages())
    assert source.table["会话ID"].tolist() == ["T0", "T1", "T2"]
    assert source.table["消息内容"].tolist()[:2] == [
        "宽带断了三天了，天天说有人来修，人呢\n每次都这么说，烦死了",
        "上个月的话费多扣了 38 块\n好的\n退得挺快，谢谢小姐姐，态度很好",
    ]
    assert source.table["消息内容"].isna().tolist() == [False, False, True]
    assert source.table["满意度"].tolist()[:2] == [1, 5]
    assert "祝您生活愉快" in source.table["消息内容（客服）"][1]
    found = roles(source)
    assert found["消息内容"] == "text" and found["消息内容（客服）"] == "ignore"
    assert found["会话ID"] == "id" and found["发送时间"] == "time" and found["满意度"] == "score"


def test_messages_are_ordered_by_time_within_a_conversation() -> None:
    turned = read(messages().iloc[::-1])
    by_talk = turned.table.set_index("会话ID")["消息内容"]
    assert by_talk["T0"] == "宽带断了三天了，天天说有人来修，人呢\n每次都这么说，烦死了"
    assert turned.table["会话ID"].tolist() == ["T0", "T1", "T2"]


def test_an_english_thread_export_is_understood() -> None:
    table = pd.DataFrame(
        {
            "conversation_id": [1, 1, 1, 2, 2],
            "sender": ["customer", "agent", "customer", "agent", "customer"],
            "body": [
                "My parcel never arrived and nobody answers the phone",
                "Hi Tom, so sorry to hear that! I will check right away",
                "Terrible service, third time this month",
                "Hello, how can I help you today?",
                "Refund came through quickly, the lady was very friendly",
            ],
        }
    )
    run = voc.analyze(table, topics=False, progress=False)
    assert run.comments["label"].tolist() == ["negative", "positive"]
    assert "sorry" not in " ".join(run.comments["text"])
    assert any("5 messages" in note["en"] for note in run.manifest["notes"])


def test_without_a_conversation_number_messages_stay_single() -> None:
    table = messages().drop(columns=["会话ID", "发送时间", "满意度"])
    source = read(table)
    assert len(source.table) == len(table)
    assert source.table["消息内容"].notna().sum() == 5


def test_who_filed_a_complaint_does_not_make_a_conversation() -> None:
    table = pd.DataFrame(
        {"工单号": range(6), "反馈人身份": ["客户", "客服"] * 3, "反馈内容": WORDS}
    )
    source = read(table)
    assert source.table["反馈内容"].tolist() == WORDS


@pytest.mark.parametrize(
    ("cell", "customer"),
    [
        (
            "客户：宽带又断了 坐席：您好，请问哪里？ 客户：城南，三天了！",
            "宽带又断了\n城南，三天了！",
        ),
        (
            "[2026-03-01 10:02:11] 客服小李：您好，很高兴为您服务\n"
            "[2026-03-01 10:02:40] 客户：订单一直不发货，急死人了",
            "订单一直不发货，急死人了",
        ),
        (
            "访客 2026-03-01 10:02:11\n尺码不对，想换大一号\n客服 10:03:00\n亲，可以的哦",
            "尺码不对，想换大一号",
        ),
        (
            "Agent (Anna): Hello, how may I help? Customer: The app keeps crashing. "
            "Agent (Anna): So sorry! Customer: Fix it, it's been weeks.",
            "The app keeps crashing.\nFix it, it's been weeks.",
        ),
        ("【客户】包装都压扁了【客服】亲，给您补发一份呢", "包装都压扁了"),
        ("User: where is my refund???\nBot: I am a bot, please rephrase", "where is my refund???"),
        ("客服：您好，感谢来电。", None),
    ],
)
def test_of_a_cell_with_a_conversation_the_customers_turns_are_kept(
    cell: str, customer: str | None
) -> None:
    spoken = parted(cell)
    assert spoken is not None and spoken.customer == customer


@pytest.mark.parametrize(
    "cell",
    [
        "打电话给客服：说让我等，等了三天",
        "服务：差 环境：一般 客服态度：冷淡",
        "Staff: friendly. Rooms: clean. Service: slow",
        "我跟客服说得很清楚了：要退款，客服就是不听",
    ],
)
def test_customers_who_speak_of_staff_are_not_cut(cell: str) -> None:
    assert not holds_conversations([cell])


def test_a_form_is_no_conversation() -> None:
    forms = [f"客户：张{n} 客服：李四 问题：宽带断了" for n in range(5)]
    assert not holds_conversations(forms)
    assert read(pd.DataFrame({"工单内容": forms})).table["工单内容"].tolist() == forms


def test_cells_with_conversations_from_file_to_tables(tmp_path: Path) -> None:
    path = tmp_path / "chats.csv"
    cells = ["\n".join(f"{who}：{words}" for who, words in talk) for talk in TALKS]
    table = pd.DataFrame({"单号": ["A1", "A2", "A3"], "客服聊天记录": cells, "评分": [1, 5, 3]})
    table.to_csv(path, index=False)
    run = voc.analyze(path, topics=False, progress=False)
    assert len(run.comments) == 2 and run.manifest["counts"]["empty"] == 1
    assert run.comments["label"].tolist() == ["negative", "positive"]
    assert not run.comments["text"].str.contains("感谢您的来电").any()
    assert run.comments["客服聊天记录（客服）"].str.contains("感谢您的来电").any()


def test_messages_nested_in_json_are_a_conversation(tmp_path: Path) -> None:
    talks = [
        {
            "ticket": number,
            "messages": [{"role": role, "content": words} for role, words in talk],
        }
        for number, talk in enumerate(TALKS[:2])
    ]
    source = read(saved(tmp_path, "chats.json", {"data": talks}))
    assert source.table["messages"][0] == (
        "宽带断了三天了，天天说有人来修，人呢\n每次都这么说，烦死了"
    )


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


# --- a folder of monthly files --------------------------------------------------------------


def month_files(folder: Path, names: Sequence[str], **more: Any) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(names):
        table = pd.DataFrame({"评论": WORDS[:4], "评分": [5, 4, 2, 1], **more})
        table.assign(评论=table["评论"] + f"，第{number + 1}批").to_csv(folder / name, index=False)
    return folder


@pytest.mark.parametrize(
    ("name", "found"),
    [
        *(
            ("2026-01", "2026-01"),
            ("reviews_202601_final", "2026-01"),
            ("2026年1月评价", "2026-01"),
        ),
        *(("jan2026", "2026-01"), ("Feb-2026", "2026-02"), ("2026_September", "2026-09")),
        *(("Q1-2026", "2026-Q1"), ("2026Q3", "2026-Q3"), ("2026年第四季度", "2026-Q4")),
        *(("export-2026-02-28", "2026-02-28"), ("20260131", "2026-01-31"), ("03-2026", "2026-03")),
        *(("一月", None), ("shop12", None), ("2026", None), ("order 20261399", None)),
        *(("marketing2026", None), ("13800138000", None)),
    ],
)
def test_the_period_in_a_name(name: str, found: str | None) -> None:
    assert period(name) == found


def test_a_folder_of_months_is_one_run_with_a_trend(tmp_path: Path) -> None:
    folder = month_files(tmp_path / "exports", ["2026年2月.csv", "2026年1月.csv", "2026年3月.csv"])
    for name in ("~$2026年1月.csv", ".DS_Store", "report.xlsx", "说明.docx"):
        (folder / name).write_bytes(b"no table")
    (folder / "old").mkdir()
    run = voc.analyze(folder, topics=False, progress=False)
    assert run.comments["wave"].tolist() == ["2026-01"] * 4 + ["2026-02"] * 4 + ["2026-03"] * 4
    assert run.comments["time"].dt.month.tolist() == [1] * 4 + [2] * 4 + [3] * 4
    told = next(note["en"] for note in run.manifest["notes"] if "no data" in note["en"])
    assert told.startswith("5 entries") and "~$2026年1月.csv" in told
    assert [file["name"] for file in run.manifest["inputs"]["files"]] == [
        *("2026年1月.csv", "2026年2月.csv", "2026年3月.csv")
    ]


def test_a_pattern_is_filled_in_by_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    month_files(tmp_path / "exports", ["2025-12.csv", "2026-01.csv", "2026-02.csv"])
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(
        app, ["analyze", "exports/2026-*.csv", "--no-topics", "-o", "winter"]
    )
    assert result.exit_code == 0, result.output
    assert len(voc.load("winter").comments) == 8
    assert default_folder("exports/2026-*.csv") == Path("2026-voc")
    with pytest.raises(VocError) as caught:
        read("exports/2027-*.csv")
    assert caught.value.code == "shape.pattern-fits-nothing"


def test_waves_without_a_period_are_groups(tmp_path: Path) -> None:
    source = read(month_files(tmp_path, ["南门店.csv", "北门店.csv"]))
    assert roles(source)["wave"] == "segment"
    assert sorted(set(source.table["wave"])) == ["北门店", "南门店"]


def test_where_a_time_column_tells_the_files_apart_there_is_no_wave(tmp_path: Path) -> None:
    for month in (1, 2):
        days = [f"2026-0{month}-{day:02d}" for day in (3, 9, 17, 28)]
        month_files(tmp_path / str(month), ["a.csv"], 评论日期=days)
    source = read([tmp_path / "1" / "a.csv", tmp_path / "2" / "a.csv"])
    assert "wave" not in source.table and source.wave == ""
    late = month_files(tmp_path / "3", ["a.csv"], 评论日期=["2026-02-20"] * 4) / "a.csv"
    mixed = read([tmp_path / "1" / "a.csv", tmp_path / "2" / "a.csv", late])
    assert roles(mixed)["wave"] == "segment" and roles(mixed)["评论日期"] == "time"
    assert set(mixed.table["wave"]) == {"1/a", "2/a", "3/a"}


def test_a_wave_column_of_the_export_is_named(tmp_path: Path) -> None:
    quarters = ["Q1-2026", "Q1-2026", "2026年第二季度", "2026Q2"]
    path = month_files(tmp_path, ["all.csv"], 期次=quarters) / "all.csv"
    source = read(path, wave="期次")
    assert roles(source)["期次"] == "time"
    assert source.table["期次"].tolist() == ["2026-Q1", "2026-Q1", "2026-Q2", "2026-Q2"]
    run = voc.analyze(path, wave="期次", topics=False, progress=False)
    assert run.comments["time"].dt.month.tolist() == [1, 1, 4, 4]
    with pytest.raises(VocError) as caught:
        read(path, wave="批次")
    assert caught.value.code == "shape.no-wave-column" and "期次" in str(caught.value.fix)


def test_a_month_of_another_layout_is_refused_by_name(tmp_path: Path) -> None:
    folder = month_files(tmp_path, ["2026-01.csv", "2026-02.csv"])
    pd.DataFrame({"评论": WORDS, "星级": [5] * 6}).to_csv(folder / "2026-03.csv", index=False)
    with pytest.raises(VocError) as caught:
        read(folder)
    assert str(caught.value.where).endswith("2026-03.csv")
    assert "评分" in str(caught.value) and "星级" in str(caught.value)


def test_a_month_that_cannot_be_read_is_not_passed_over(tmp_path: Path) -> None:
    folder = month_files(tmp_path, ["2026-01.csv"])
    (folder / "2026-02.csv").write_bytes(b"")
    with pytest.raises(VocError) as caught:
        read(folder)
    assert str(caught.value.where).endswith("2026-02.csv")


def test_a_folder_without_data_and_a_run_of_voc_are_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.docx").write_bytes(b"x")
    with pytest.raises(VocError) as caught:
        read(tmp_path)
    assert caught.value.code == "shape.folder-without-data"
    (tmp_path / "manifest.json").write_text('{"voc": "1"}')
    with pytest.raises(VocError) as caught:
        read(tmp_path)
    assert caught.value.code == "shape.folder-is-run"


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
