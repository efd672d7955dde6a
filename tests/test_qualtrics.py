"""Exports of Qualtrics, written by hand as the platform writes them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from western_exports import WRITERS, Writer, csv_file, excel_file, kinds, roles

import voc
from voc import VocError
from voc.read import read

ZONE = "Asia/Shanghai"
METADATA = [
    ("StartDate", "开始日期", "startDate"),
    ("EndDate", "结束日期", "endDate"),
    ("Status", "回复类型", "status"),
    ("IPAddress", "IP 地址", "ipAddress"),
    ("Progress", "进度", "progress"),
    ("Duration (in seconds)", "持续时间（以秒为单位）", "duration"),
    ("Finished", "已完成", "finished"),
    ("RecordedDate", "记录日期", "recordedDate"),
    ("ResponseId", "回复 ID", "_recordId"),
    ("RecipientLastName", "收件人姓氏", "recipientLastName"),
    ("RecipientFirstName", "收件人名字", "recipientFirstName"),
    ("RecipientEmail", "收件人电子邮件", "recipientEmail"),
    ("ExternalReference", "外部数据引用", "externalDataReference"),
    ("LocationLatitude", "位置纬度", "locationLatitude"),
    ("LocationLongitude", "位置经度", "locationLongitude"),
    ("DistributionChannel", "分发渠道", "distributionChannel"),
    ("UserLanguage", "用户语言", "userLanguage"),
]
QUESTIONS = [
    ("Q1_NPS_GROUP", "您有多大可能把我们推荐给朋友？ - 组", "QID1_NPS_GROUP"),
    ("Q1", "您有多大可能把我们推荐给朋友？", "QID1"),
    ("Q2", "请说说打分的主要原因\n（可多写几句）", "QID2_TEXT"),
    ("Q2 - Topics", "Q2 - Topics", "QID2_TEXT_eae5a8d0e7fd4bd183e983e5Topics"),
    ("Q2 - Sentiment", "Q2 - Sentiment", "QID2_TEXT_eae5a8d0e7fd4bd183e983e5Sentiment"),
    ("Q3", "您乘坐的舱位是？", "QID3"),
    ("Q4_1", "您用过哪些服务？ - 选定选项 - 机上 Wi-Fi", "QID4_1"),
    ("Q4_2", "您用过哪些服务？ - 选定选项 - 贵宾室", "QID4_2"),
    ("Q4_3_TEXT", "您用过哪些服务？ - 其他 - 文本", "QID4_3_TEXT"),
    ("Q5_1", "请评价下列各项 - 值机", "QID5_1"),
    ("Q5_2", "请评价下列各项 - 餐食", "QID5_2"),
    ("Q6_1", "请按重要性排序 - 准点", "QID6_1"),
    ("Q6_2", "请按重要性排序 - 价格", "QID6_2"),
    ("Q6_3", "请按重要性排序 - 服务", "QID6_3"),
    ("Q7_First Click", "计时 - 首次点击", "QID7_FIRST_CLICK"),
    ("tier", "tier", "tier"),
]
REASONS = [
    "值机排了快一小时😡，柜台就开了俩",
    "空姐态度巨好，\n还给孩子拿了玩具",
    "餐食凉的，问能不能热一下，说 no",
    "延误三小时没人解释，差评！",
    "登机快，行李也马上到了，nice",
    "座椅太挤了撒，腿都伸不直",
    "整体OK，下次还坐",
    "wifi 连不上，钱白花了",
]


def import_id(id: str) -> str:
    dated = id.endswith("Date")
    return json.dumps({"ImportId": id, **({"timeZone": ZONE} if dated else {})})


def response(number: int, status: object, reason: str, *answers: object) -> list[object]:
    day = f"2025-03-{number + 1:02d} 10:1{number % 10}:00"
    person = ["王", "小明", f"wxm{number}@example.com"] if number % 3 == 0 else ["", "", ""]
    channel = "email" if number % 2 else "anonymous"
    began = [day, day, status, f"101.68.12.{number}", 100, 38 + number, "True", day]
    ended = [*person, "", "31.23", "121.47", channel, "ZH-S"]
    return [*began, f"R_2Yp{number:04d}", *ended, "推荐者", 10 - number, reason, "", "", *answers]


def qualtrics(statuses: Sequence[object] = ()) -> list[list[object]]:
    columns = METADATA + QUESTIONS
    sheet: list[list[object]] = [list(row) for row in zip(*columns, strict=True)]
    sheet[2] = [import_id(str(id)) for id in sheet[2]]
    for number, reason in enumerate(REASONS):
        status = statuses[number] if number < len(statuses) else "IP Address"
        ranks = [(1, 2, 3), (2, 1, 3), (3, 1, 2)][number % 3]
        answers = (
            "经济舱" if number % 2 else "公务舱",
            "机上 Wi-Fi" if number % 2 else "",
            "贵宾室" if number % 3 else "",
            "接送机" if number == 2 else "",
            5 - number % 3,
            1 + number % 4,
            *ranks,
            1.53,
            "金卡" if number % 2 else "银卡",
        )
        sheet.append(response(number, status, reason, *answers))
    return sheet


@WRITERS
def test_qualtrics_three_header_rows_are_put_to_use(
    tmp_path: Path, name: str, write: Writer
) -> None:
    source = read(write(tmp_path / name, qualtrics()))
    assert source.format.startswith("Qualtrics, ")
    assert len(source.table) == len(REASONS)
    assert len(source.rejected) == 0
    assert source.table["Q2"].tolist() == REASONS
    found = roles(source)
    assert {role: [name for name in found if found[name] == role] for role in found.values()} == {
        "ignore": [
            *("StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)"),
            *("Finished", "RecipientLastName", "RecipientFirstName", "RecipientEmail"),
            *("ExternalReference", "LocationLatitude", "LocationLongitude", "UserLanguage"),
            *("Q1_NPS_GROUP", "Q2 - Topics", "Q2 - Sentiment", "Q4_1", "Q4_2", "Q4_3_TEXT"),
            *("Q5_1", "Q5_2", "Q6_1", "Q6_2", "Q6_3", "Q7_First Click"),
        ],
        "time": ["RecordedDate"],
        "id": ["ResponseId"],
        "segment": ["DistributionChannel", "Q3", "tier"],
        "score": ["Q1"],
        "text": ["Q2"],
    }
    by_name = {column.name: column for column in source.columns}
    assert (by_name["Q1"].metric, by_name["Q1"].scale) == ("nps", (0.0, 10.0))
    assert by_name["Q2"].asked.text == "请说说打分的主要原因 （可多写几句）"
    assert ZONE in by_name["RecordedDate"].reason
    told = kinds(source)
    assert [told[name] for name in ("Q3", "Q4_1", "Q5_2", "Q6_3")] == [
        "single",
        "multiple",
        "matrix",
        "ranking",
    ]


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (1, "preview"),
        ("17", "preview"),
        ("Survey Preview", "preview"),
        ("Umfragevorschau", "preview"),
        ("调查预览", "preview"),
        (2, "test"),
        ("Survey Test", "test"),
        ("测试", "test"),
    ],
)
@WRITERS
def test_previews_and_tests_are_set_aside_with_their_line(
    tmp_path: Path, name: str, write: Writer, status: object, reason: str
) -> None:
    source = read(write(tmp_path / name, qualtrics(["IP Address", status, "IP Address"])))
    assert source.table["Q2"].tolist() == [REASONS[0], *REASONS[2:]]
    aside = source.rejected.iloc[0]
    assert reason in aside["reason"]
    assert "玩具" in aside["content"]
    assert aside["line"] == 5 + (1 if name == "a.csv" else 0)  # one line more: a break in a header


@pytest.mark.parametrize("status", ["IP Address", 0, 4, 8, 16, "Spam", "Imported", "Latest news"])
def test_other_responses_stay_whatever_their_status(tmp_path: Path, status: object) -> None:
    source = read(csv_file(tmp_path / "a.csv", qualtrics([status] * len(REASONS))))
    assert len(source.table) == len(REASONS)


def test_an_export_of_previews_alone_says_so(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", qualtrics(["Survey Preview"] * len(REASONS)))
    with pytest.raises(VocError) as raised:
        read(path)
    assert raised.value.code == "read.all-set-aside"
    assert "preview" in str(raised.value)


def test_questions_that_were_seen_and_not_answered_are_blank(tmp_path: Path) -> None:
    sheet = qualtrics()
    place = [row[0] for row in METADATA + QUESTIONS].index("Q2")
    sheet[3][place] = sheet[3][place - 1] = -99
    source = read(csv_file(tmp_path / "a.csv", sheet))
    assert source.table["Q2"].isna().tolist() == [True] + [False] * 7
    assert source.table["Q1"].isna().sum() == 1


def test_multiple_choice_in_one_column_is_known_by_its_commas(tmp_path: Path) -> None:
    sheet = qualtrics()
    place = [row[0] for row in METADATA + QUESTIONS].index("Q3")
    for row, chosen in zip(
        sheet[3:], ["1", "1,3", "2", "2,3,4", "3", "1", "4", "1,2"], strict=True
    ):
        row[place] = chosen
    assert kinds(read(csv_file(tmp_path / "a.csv", sheet)))["Q3"] == "multiple"


def test_sentences_written_beside_an_option_are_comments(tmp_path: Path) -> None:
    sheet = qualtrics()
    place = [row[0] for row in METADATA + QUESTIONS].index("Q4_3_TEXT")
    sheet[5][place] = "退票退了两个月还没到账，客服电话根本打不通"
    assert roles(read(csv_file(tmp_path / "a.csv", sheet)))["Q4_3_TEXT"] == "text"


def test_the_older_export_with_two_header_rows_is_known(tmp_path: Path) -> None:
    names = [*(f"V{number}" for number in range(1, 11)), "Q1", "Q2", "Q3_1", "Q3_2"]
    asked = [
        *("ResponseID", "ResponseSet", "Name", "ExternalDataReference", "EmailAddress"),
        *("IPAddress", "Status", "StartDate", "EndDate", "Finished"),
        *("How satisfied are you overall?", "What should we improve?"),
        *("Which did you use?-Lounge", "Which did you use?-Wifi"),
    ]
    rows: list[list[object]] = [
        [
            *(f"R_{number:05d}", "Default Response Set", "Li, Lei", "", f"ll{number}@example.com"),
            *("1.2.3.4", 0 if number else 1, "2015-03-01 10:00:00", f"2015-03-0{number + 1} 10:05"),
            *(1, 1 + number % 5, f"{reason} please fix", number % 2 or "", 1),
        ]
        for number, reason in enumerate(REASONS)
    ]
    source = read(csv_file(tmp_path / "old.csv", [names, asked, *rows]))
    assert roles(source) == {
        **dict.fromkeys(names, "ignore"),
        "V1": "id",
        "V9": "time",
        "Q1": "score",
        "Q2": "text",
    }
    assert kinds(source)["Q3_1"] == "multiple"
    assert len(source.rejected) == 1


def test_a_comment_that_quotes_an_import_id_makes_no_qualtrics(tmp_path: Path) -> None:
    sheet = [["编号", "评论"], ["1", "导出里有奇怪的字符"], ["2", 'xx {"ImportId":"QID1"} 看不懂']]
    source = read(csv_file(tmp_path / "a.csv", sheet))
    assert (source.format, len(source.table)) == ("CSV", 2)


def test_two_monthly_exports_of_qualtrics_are_one(tmp_path: Path) -> None:
    paths = [
        csv_file(tmp_path / "1.csv", qualtrics()),
        excel_file(tmp_path / "2.xlsx", qualtrics()),
    ]
    source = read(paths)
    assert len(source.table) == 2 * len(REASONS)
    assert roles(source)["Q2"] == "text"


def test_an_export_of_qualtrics_goes_through_to_the_drivers(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", qualtrics(["Survey Preview"]))
    run = voc.analyze(path, pipeline="survey", codebook="airline", topics=False)
    assert len(run.comments) == len(REASONS) - 1
    assert run.comments["nps"].notna().all()
    assert run.comments["question"].unique().tolist() == ["Q2"]
    assert len(run.rejected) == 1
    assert str(run.comments["time"].iloc[0]) == "2025-03-02 10:11:00"
    assert len(run.drivers) > 0
