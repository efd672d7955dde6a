"""Exports of SurveyMonkey, written by hand as the platform writes them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from western_exports import WRITERS, Writer, csv_file, excel_file, kinds, roles

import voc
from voc.read import read

MONKEY_OWN = [
    *("Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address"),
    *("First Name", "Last Name", "Custom Data 1"),
]
MONKEY_ASKED = [
    ("How likely is it that you would recommend our hotel to a friend?", ["Response"]),
    (
        "Which of these did you use? (Tick all that apply)",
        ["Breakfast", "Gym", "Airport shuttle", "Other (please specify)"],
    ),
    ("How satisfied were you with …", ["Room", "Front desk", "Breakfast", "Comments"]),
    ("What is the <strong>main reason</strong> for your visit?", ["Response", "Other"]),
    ("What could we do better?", ["Open-Ended Response"]),
    ("Where may we reach you?", ["Name", "Phone Number"]),
]
STAYS = [
    "Front desk took 40 min to check us in 😤",
    "前台态度很好，升级了房间，thank you!",
    "Room was spotless but the AC sounded like a truck",
    "早餐就那几样，连着三天都一样的",
    "Great location, would come again",
    "Shuttle never showed up, we took a taxi",
]


def monkey(
    own: Sequence[str] = MONKEY_OWN,
    asked: Sequence[tuple[str, Sequence[str]]] = MONKEY_ASKED,
) -> list[list[object]]:
    top = [*own, *(cell for text, labels in asked for cell in (text, *[""] * (len(labels) - 1)))]
    second = [*[""] * len(own), *(label for _, labels in asked for label in labels)]
    words = ["Very satisfied", "Satisfied", "Dissatisfied"]
    sheet: list[list[object]] = [list(top), list(second)]
    for number, reason in enumerate(STAYS):
        sheet.append(
            [
                *(11_712_345_600 + number, 400_123_000 + number % 2),
                *(f"03/{number + 10}/2025 10:11:12 AM", f"03/{number + 10}/2025 10:15:40 AM"),
                *(f"10.0.0.{number}", f"g{number}@example.com", "Lei", "Li", f"store-{number % 2}"),
                10 - number,
                *(asked[1][1][0], "", "" if number else asked[1][1][2]),
                "the pool" if number == 3 else "",
                *(words[number % 3], words[(number + 1) % 3], words[0]),
                "the receptionist Amy was so so helpful to us" if number == 1 else "",
                *("Business" if number % 2 else "Leisure", "wedding" if number == 4 else ""),
                reason,
                *(f"Li Lei {number}", f"1380013800{number}"),
            ]
        )
    return sheet


@WRITERS
def test_surveymonkey_gets_names_of_question_and_option(
    tmp_path: Path, name: str, write: Writer
) -> None:
    source = read(write(tmp_path / name, monkey()))
    assert source.format.startswith("SurveyMonkey, ")
    assert (len(source.table), len(source.rejected)) == (len(STAYS), 0)
    recommend, used, rated, why, better, reach = (
        "How likely is it that you would recommend our hotel to a friend?",
        "Which of these did you use? (Tick all that apply)",
        "How satisfied were you with …",
        "What is the main reason for your visit?",
        "What could we do better?",
        "Where may we reach you?",
    )
    assert roles(source) == {
        "Respondent ID": "id",
        "Collector ID": "segment",
        "Start Date": "ignore",
        "End Date": "time",
        **dict.fromkeys(("IP Address", "Email Address", "First Name", "Last Name"), "ignore"),
        "Custom Data 1": "segment",
        recommend: "score",
        f"{used} – Breakfast": "ignore",
        f"{used} – Gym": "ignore",
        f"{used} – Airport shuttle": "ignore",
        f"{used} – Other (please specify)": "ignore",
        f"{rated} – Room": "ignore",
        f"{rated} – Front desk": "ignore",
        f"{rated} – Breakfast": "ignore",
        f"{rated} – Comments": "text",
        why: "segment",
        f"{why} – Other": "ignore",
        better: "text",
        f"{reach} – Name": "ignore",
        f"{reach} – Phone Number": "ignore",
    }
    told = kinds(source)
    assert {kind for name, kind in told.items() if name.startswith(used[:5])} == {
        "multiple",
        "ignore",
    }
    assert told[f"{rated} – Front desk"] == "matrix"
    assert source.table[better].tolist() == STAYS
    scored = next(column for column in source.columns if column.name == recommend)
    assert (scored.metric, scored.scale) == ("nps", (0.0, 10.0))


CHINESE_OWN = [
    *("受访者编号", "收集渠道", "开始于", "结束于", "IP 地址", "电子邮件地址", "名字", "姓氏"),
    "自定义数据 1",
]
CHINESE_ASKED = [
    ("您有多大可能向朋友推荐本酒店？", ["回复"]),
    ("您用过哪些服务？（可多选）", ["早餐", "健身房", "接送机", "其他（请注明）"]),
    ("您对以下各项的满意程度", ["客房", "前台", "早餐", "备注"]),
    ("您此行的主要目的是？", ["回复", "其他（请注明）"]),
    ("我们还能怎么改进？", ["开放式回复"]),
    ("方便怎样联系您？", ["姓名", "电话"]),
]


@WRITERS
def test_surveymonkey_in_chinese_is_known_by_its_structure(
    tmp_path: Path, name: str, write: Writer
) -> None:
    english = roles(read(write(tmp_path / name, monkey())))
    chinese = roles(read(write(tmp_path / f"zh-{name}", monkey(CHINESE_OWN, CHINESE_ASKED))))
    assert list(chinese.values()) == list(english.values())
    assert chinese["我们还能怎么改进？"] == "text"
    assert chinese["您用过哪些服务？（可多选） – 其他（请注明）"] == "ignore"


def test_surveymonkey_with_names_in_small_letters_is_known(tmp_path: Path) -> None:
    own = [
        *("respondent_id", "collector_id", "date_created", "date_modified", "ip_address"),
        *("email_address", "first_name", "last_name", "custom_1"),
    ]
    source = read(csv_file(tmp_path / "a.csv", monkey(own)))
    assert (roles(source)["date_modified"], roles(source)["first_name"]) == ("time", "ignore")


def test_two_questions_of_the_same_words_keep_names_of_their_own(tmp_path: Path) -> None:
    asked = [*MONKEY_ASKED[:4], ("What could we do better?", ["Open-Ended Response"])]
    sheet = [row[:-2] for row in monkey(asked=[*asked, ("", [""] * 2)])]
    sheet = [[*row, row[-1]] for row in sheet]
    source = read(csv_file(tmp_path / "a.csv", sheet))
    assert list(source.table.columns)[-2:] == [
        "What could we do better?",
        "What could we do better?.2",
    ]


def test_a_table_with_a_gap_below_its_header_is_no_surveymonkey(tmp_path: Path) -> None:
    sheet = [
        ["编号", "门店", "日期", "评论"],
        ["", "", "", "（必填）"],
        ["1", "甲", "2025-03-01", "很好"],
    ]
    assert read(csv_file(tmp_path / "a.csv", sheet)).format == "CSV"


def test_an_export_of_surveymonkey_goes_through_to_the_drivers(tmp_path: Path) -> None:
    run = voc.analyze(
        excel_file(tmp_path / "a.xlsx", monkey()), pipeline="survey", codebook="hotel", topics=False
    )
    assert sorted(run.comments["question"].unique()) == [
        "How satisfied were you with … – Comments",
        "What could we do better?",
    ]
    assert run.manifest["counts"]["rejected"] == 0
    assert run.comments["nps"].tolist()[:2] == [10, 9]
    assert len(run.drivers) > 0
