"""Conversations of customers and staff: only the customers' words are scored."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from shop_reviews import WORDS, roles, saved

import voc
from voc.read import read
from voc.read.turns import holds_conversations, parted

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
