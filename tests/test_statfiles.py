"""SPSS and Stata files: questions, labels, scales, missing values, old encodings, damage."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import struct
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat
import pytest

import voc
from voc.errors import VocError
from voc.read import Source, inspect, read, statfile
from voc.read.content import Content
from voc.read.statfile.value_labels import labelled

COMMENTS = [
    "房间很干净，前台小姐姐特别热情👍",
    "空调太吵了，一晚上没睡好，打电话也没人来修",
    "早餐一般般，种类少，wifi 倒是挺快的",
    None,
    "位置好找，就是停车位不够，转了三圈",
    "隔音差！楼上走路听得一清二楚",
]
ENDS = {1.0: "非常不满意", 5.0: "非常满意"}


def survey() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "id": [1001.0, 1002, 1003, 1004, 1005, 1006],
            "q1": [5.0, 2, 3, 4, 4, 9],
            "q2": [10.0, 1, 7, 8, 99, 98],
            "q3": [1.0, 2, 2, 1, 1, 2],
            "q4": COMMENTS,
            "age": [23.0, 41, 36, 999, 58, 29],
            "day": [dt.date(2024, 3, day) for day in range(1, 7)],
            "w": [0.8, 1.2, 1, 1, 1.5, 0.5],
        }
    )


LABELS = {
    "q1": "您对本次入住的总体满意度",
    "q2": "您有多大可能向朋友推荐我们酒店？",
    "q3": "您的性别",
    "q4": "您还有什么意见或建议？",
    "age": "您的年龄",
    "w": "样本权重",
}
VALUES: dict[str, dict[Any, str]] = {
    "q1": {**ENDS, 9.0: "不知道"},
    "q2": {0.0: "绝对不会推荐", 10.0: "一定会推荐", 98.0: "不了解", 99.0: "拒答"},
    "q3": {1.0: "男", 2.0: "女"},
    "age": {999.0: "拒答"},
}


def write_sav(path: Path, table: pd.DataFrame | None = None, **options: Any) -> Path:
    options = {
        "column_labels": LABELS,
        "variable_value_labels": VALUES,
        "missing_ranges": {"q1": [9], "q2": [{"lo": 98, "hi": 99}]},
        **options,
    }
    pyreadstat.write_sav(survey() if table is None else table, path, **options)
    return path


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Source:
    return read(write_sav(tmp_path_factory.mktemp("usual") / "survey.sav"))


def column(source: Source, name: str) -> Any:
    return next(one for one in source.columns if one.name == name)


def test_variable_labels_are_the_questions(usual: Source) -> None:
    source = usual
    assert source.format == "SPSS data file"
    assert source.encoding == "utf-8"
    for name, question in LABELS.items():
        assert column(source, name).asked.text == question
    roles = {one.name: one.role for one in source.columns}
    assert roles["q4"] == "text"
    assert roles["q3"] == "segment"
    assert roles["id"] == "id"
    assert roles["day"] == "time"


def test_labels_take_the_place_of_codes_and_scales_stay_numbers(usual: Source) -> None:
    source = usual
    assert source.table["q3"].tolist() == ["男", "女", "女", "男", "男", "女"]
    assert column(source, "q3").asked.labels == {"1": "男", "2": "女"}
    q1, q2 = column(source, "q1"), column(source, "q2")
    assert (q1.role, q1.metric, q1.scale) == ("score", "csat", (1.0, 5.0))
    assert (q2.role, q2.metric, q2.scale) == ("score", "nps", (0.0, 10.0))
    assert source.table["q1"].iloc[:5].tolist() == [5, 2, 3, 4, 4]


def test_user_missing_values_are_missing(usual: Source) -> None:
    table = usual.table
    assert pd.isna(table["q1"].iloc[5])  # a single value
    assert table["q2"].isna().tolist() == [False, False, False, False, True, True]  # a range


def test_refusals_that_nobody_declared_missing_are_no_measurements(tmp_path: Path) -> None:
    source = read(write_sav(tmp_path / "survey.sav", missing_ranges=None))
    assert source.table["age"].dropna().tolist() == [23, 41, 36, 58, 29]
    assert "999 = 拒答" in column(source, "age").reason
    assert source.table["q2"].dropna().tolist() == [10, 1, 7, 8]
    assert column(source, "q2").scale == (0.0, 10.0)
    assert source.table["q1"].dropna().tolist() == [5, 2, 3, 4, 4]


def test_one_discrete_and_one_range_of_missing_text_and_numbers(tmp_path: Path) -> None:
    table = pd.DataFrame({"评论": ["很好，下次再来", "还行", "太差了", "不错"]})
    table["区"] = ["东", "西", "ZZ", "东"]
    table["次数"] = [3.0, -1, 97, 2]
    path = tmp_path / "m.sav"
    pyreadstat.write_sav(
        table, path, missing_ranges={"区": ["ZZ"], "次数": [-1, {"lo": 97, "hi": 99}]}
    )
    found = read(path, text="评论").table
    assert found["区"].isna().tolist() == [False, False, True, False]
    assert found["次数"].isna().tolist() == [False, True, True, False]


@pytest.mark.parametrize("name", ["a.zsav", "b.sav", "没有后缀.csv"])
def test_sav_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    pyreadstat.write_sav(survey(), path, compress=name == "a.zsav", row_compress=name == "b.sav")
    source = read(path, text="q4")
    assert source.format == "SPSS data file"
    assert source.table["q4"].dropna().tolist() == [one for one in COMMENTS if one]


@pytest.mark.parametrize("version", [8, 12, 13, 15])
def test_stata_of_every_release(tmp_path: Path, version: int) -> None:
    path = tmp_path / "调查.dta"
    table = survey().drop(columns=["day"])
    table["q4"] = table["q4"].fillna("").str.replace("👍", "")
    pyreadstat.write_dta(
        table,
        path,
        version=version,
        column_labels={name: label[:8] for name, label in LABELS.items()},
        variable_value_labels={"q3": {1: "男", 2: "女"}},
    )
    source = read(path)
    assert source.format == "Stata data file"
    assert source.encoding == "utf-8"
    assert source.table["q3"].tolist() == ["男", "女", "女", "男", "男", "女"]
    assert column(source, "q4").role == "text"
    assert source.table["q4"].iloc[1] == COMMENTS[1]


def test_portable_file(tmp_path: Path) -> None:
    path = tmp_path / "old.por"
    table = pd.DataFrame({"Q1": [1.0, 5, 4], "SEX": [1.0, 2, 1], "SAYS": ["dirty room", "", "ok"]})
    pyreadstat.write_por(table, path, column_labels={"SAYS": "Any comments?"})
    source = read(path)
    assert source.format == "SPSS portable data file"
    assert column(source, "SAYS").asked.text == "Any comments?"
    assert source.table["Q1"].tolist() == [1, 5, 4]


def test_a_portable_file_that_lost_its_chinese_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.por"
    pyreadstat.write_por(pd.DataFrame({"SAYS": ["dirty room", "ok"]}), path)
    path.write_bytes(path.read_bytes().replace(b"dirty room", "房间不干".encode("gbk") + b"! "))
    with pytest.raises(VocError) as caught:
        read(path)
    assert caught.value.code == "source.text-unreadable"


def test_dates_times_and_months(tmp_path: Path) -> None:
    days = [dt.date(1999, 12, 31), dt.date(2024, 2, 29), None]
    moments = pd.Series([dt.datetime(2024, 1, 5, 13, 5, 9), None, dt.datetime(2023, 7, 1)])
    table = pd.DataFrame({"day": days, "moment": moments.astype("datetime64[ns]")})
    table["took"] = [dt.time(0, 3, 20), dt.time(1, 2, 3), None]
    table["says"] = COMMENTS[:3]
    pyreadstat.write_sav(table, tmp_path / "d.sav")
    found = read(tmp_path / "d.sav", text="says").table
    assert found["day"].astype("str").tolist()[:2] == ["1999-12-31", "2024-02-29"]
    assert found["moment"].iloc[0] == pd.Timestamp("2024-01-05 13:05:09")
    assert found["moment"].isna().tolist() == [False, True, False]
    assert found["took"].tolist()[:2] == ["00:03:20", "01:02:03"]
    table["month"] = [768.0, 769, None]
    formats = {"month": "%tm", "moment": "%tc"}
    numbers = table.drop(columns="took")
    pyreadstat.write_dta(numbers, tmp_path / "d.dta", variable_format=formats)
    found = read(tmp_path / "d.dta", text="says").table
    assert found["day"].astype("str").tolist()[:2] == ["1999-12-31", "2024-02-29"]
    assert found["month"].astype("str").tolist()[:2] == ["2024-01-01", "2024-02-01"]


def test_a_date_beyond_all_calendars_spoils_nothing(tmp_path: Path) -> None:
    table = pd.DataFrame({"day": [13923792000.0, 9e15, -9e15], "says": COMMENTS[:3]})
    pyreadstat.write_sav(table, tmp_path / "d.sav", variable_format={"day": "DATE11"})
    found = read(tmp_path / "d.sav", text="says").table
    assert found["day"].astype("str").iloc[0] == "2024-01-05"
    assert found["day"].isna().tolist() == [False, True, True]


CHINESE = re.compile(rb"(?:[\xe4-\xe9][\x80-\xbf]{2}|\xef\xbc[\x80-\xbf]|\xe3\x80[\x80-\xbf])+")


def in_gbk(data: bytes, *, named: bool) -> bytes:
    """The file as an SPSS before Unicode wrote it: all in its place, Chinese in GBK."""
    data = CHINESE.sub(lambda found: found[0].decode().encode("gbk").ljust(len(found[0])), data)
    encoding = struct.pack("<4i", 7, 20, 1, 5) + b"UTF-8"
    assert encoding in data
    said = encoding[:-5] + b"CP936" if named else struct.pack("<4i", 7, 90, 1, 5) + b"UTF-8"
    machine = data.index(struct.pack("<4i", 7, 3, 4, 8)) + 16 + 28
    page = struct.pack("<i", 936 if named else 2)
    data = data[:machine] + page + data[machine + 4 :]
    return data.replace(encoding, said)


@pytest.mark.parametrize("named", [True, False], ids=["names GBK", "names nothing"])
def test_gbk_files_of_old_spss(tmp_path: Path, named: bool) -> None:
    table = survey()
    table["q4"] = table["q4"].str.replace("👍", "")
    data = write_sav(tmp_path / "new.sav", table).read_bytes()
    path = tmp_path / "old.sav"
    path.write_bytes(in_gbk(data, named=named))
    source = read(path)
    assert source.encoding == "gb18030"
    # GBK is shorter, and the blanks that fill the place stand in the middle of a sentence
    said = source.table["q4"].str.replace(" ", "").tolist()
    assert said[:3] == table["q4"].str.replace(" ", "").tolist()[:3]
    assert source.table["q3"].tolist()[:2] == ["男", "女"]
    assert column(source, "q4").asked.text == LABELS["q4"]
    assert column(source, "q2").scale == (0.0, 10.0)


def weighted(data: bytes, slot: int) -> bytes:
    return data[:76] + struct.pack("<i", slot) + data[80:]


def test_the_weight_of_spss_is_suggested(tmp_path: Path) -> None:
    table = survey().rename(columns={"w": "factor"})[["q4", "q1", "q3", "factor", "id"]]
    path = write_sav(tmp_path / "w.sav", table, column_labels={"q4": "意见"})
    data = path.read_bytes()
    assert column(read(path), "factor").asked.kind == ""
    width = pyreadstat.read_sav(path)[1].variable_storage_width["q4"]
    path.write_bytes(weighted(data, -(-width // 8) + 3))
    found = column(read(path), "factor")
    assert found.role == "ignore"
    assert found.asked.kind == "weight"
    assert "--weight factor" in found.reason
    path.write_bytes(weighted(data, 2_000_000_000))  # a header that lies
    assert column(read(path), "factor").asked.kind == ""


def test_multiple_response_sets(tmp_path: Path) -> None:
    table = pd.DataFrame({"says": COMMENTS[:3], "q5_1": [1.0, 0, 1], "q5_2": [0.0, 1, 1]})
    labels = {"q5_1": "朋友介绍", "q5_2": "网上搜到"}
    ticked = {0.0: "未选", 1.0: "选中"}
    path = tmp_path / "m.sav"
    pyreadstat.write_sav(
        table, path, column_labels=labels, variable_value_labels={"q5_1": ticked, "q5_2": ticked}
    )
    label = "您从哪里知道我们"
    text = f"$q5=D1 1 {len(label.encode())} {label} q5_1 q5_2\n".encode()
    record = struct.pack("<4i", 7, 7, 1, len(text)) + text
    data = path.read_bytes()
    end = data.index(struct.pack("<2i", 999, 0))
    path.write_bytes(data[:end] + record + data[end:])
    found = column(read(path), "q5_2")
    assert found.asked.kind == "multiple"
    assert found.asked.text == f"{label} - 网上搜到"
    assert found.role == "ignore"
    assert read(path).table["q5_2"].tolist() == ["未选", "选中", "选中"]


SCALES = [
    # labels, answers, cells, scale
    (ENDS, [1, 3, 5], [1, 3, 5], (1, 5)),
    ({1: "非常满意", 5: "非常不满意"}, [1, 3, 5], [1, 3, 5], (5, 1)),
    ({0: "绝不推荐", 10: "一定推荐"}, [0, 10], [0, 10], (0, 10)),
    ({1: "很差", 3: "一般", 5: "很好"}, [1, 2, 5], [1, 2, 5], (1, 5)),
    ({1: "非常不愿意", 2: "不愿意", 3: "一般", 4: "愿意", 5: "非常愿意"}, [5, 1], [5, 1], (1, 5)),
    ({1: "非常愿意", 2: "愿意", 3: "不愿意", 4: "非常不愿意"}, [1, 4], [1, 4], (4, 1)),
    ({n: str(n) for n in range(11)}, [0, 7], [0, 7], (0, 10)),
    (
        {n: {0: "0 完全不可能", 10: "10 极有可能"}.get(n, str(n)) for n in range(11)},
        [0, 7],
        [0, 7],
        (0, 10),
    ),
    ({1: "Very poor", 5: "Very good"}, [1, 4], [1, 4], (1, 5)),
    (
        {1: "非常不满意", 2: "不满意", 3: "一般", 4: "满意", 5: "非常满意"},
        [5, 2],
        ["非常满意", "不满意"],
        None,
    ),
    ({1: "北京", 3: "上海", 5: "广州"}, [1, 5], ["北京", "广州"], None),
    ({1: "北京", 2: "上海"}, [1, 2, 7], ["北京", "上海", 7], None),
    ({1: "1楼大堂", 2: "2楼餐厅"}, [2], ["2楼餐厅"], None),
    ({1: "其他", 2: "男", 3: "其他"}, [1, 3], ["其他 (1)", "其他 (3)"], None),
    ({0: "没有孩子"}, [0, 1, 2, 1, 3], [0, 1, 2, 1, 3], None),
    ({99: "拒答"}, [30, 45, 99], [30, 45, None], None),
    ({1: "是", 2: "否", 9: "不清楚"}, [1, 9], ["是", "不清楚"], None),
    ({1: "  "}, [1, 2], [1, 2], None),
    (ENDS, [1, 4, -3], [1, 4, None], (1, 5)),
    ({1: "男", 2: "女"}, [1, 2, -3, -2], ["男", "女", None, None], None),
    ({1: "男", 2: "女", -3: "(跳过)"}, [2, -3], ["女", None], None),
    ({-2: "冷", 2: "热"}, [-2, 2, -3], ["冷", "热", -3], None),
]  # fmt: skip


@pytest.mark.parametrize(("labels", "answers", "cells", "scale"), SCALES)
def test_labels_or_numbers(
    labels: dict[int, str], answers: list[int], cells: list[object], scale: object
) -> None:
    found = labelled([float(one) for one in answers], {float(k): v for k, v in labels.items()})
    assert found.cells == cells
    assert found.question.scale == scale


def test_labels_of_text_codes() -> None:
    found = labelled(["A", "B", "", None], {"A": "满意", "B": "不满意"})
    assert found.cells == ["满意", "不满意", "", None]
    assert found.question.labels == {"A": "满意", "B": "不满意"}


def test_a_turned_scale_is_scored_the_right_way_round(tmp_path: Path) -> None:
    table = pd.DataFrame(
        {"says": [one or "还可以" for one in COMMENTS], "q1": [1.0, 5, 3, 2, 2, 4]}
    )
    path = tmp_path / "turned.sav"
    pyreadstat.write_sav(
        table,
        path,
        column_labels={"q1": "总体满意度", "says": "意见"},
        variable_value_labels={"q1": {1.0: "非常满意", 5.0: "非常不满意"}},
    )
    run = voc.analyze(path, topics=False, progress=False)
    assert run.comments["score"].iloc[0] == 100
    assert run.comments["score"].iloc[1] == 0


def written(folder: Path, kind: str) -> Path:
    path = folder / f"whole.{kind}"
    table = pd.DataFrame({"Q1": [float(n % 5 + 1) for n in range(40)], "SAYS": ["too loud"] * 40})
    if kind == "dta":
        pyreadstat.write_dta(table, path)
    elif kind == "por":
        pyreadstat.write_por(table, path)
    else:
        pyreadstat.write_sav(table, path, compress=kind == "zsav")
    return path


@pytest.mark.parametrize("kind", ["sav", "zsav", "dta", "por"])
def test_a_cut_off_file_is_refused(tmp_path: Path, kind: str) -> None:
    path = written(tmp_path, kind)
    data = path.read_bytes()
    path.write_bytes(data[: int(0.9 * len(data))])
    with pytest.raises(VocError, match="cannot be read") as caught:
        read(path)
    assert caught.value.code == "source.damaged"


def test_a_file_that_crashes_the_parser_does_not_crash_voc(tmp_path: Path) -> None:
    path = write_sav(tmp_path / "s.sav")
    data = bytearray(path.read_bytes())
    data[183] = 116  # the width of the first variable: two thousand million characters
    path.write_bytes(data)
    with pytest.raises(VocError) as caught:
        read(path)
    assert caught.value.code == "source.damaged"


def test_a_password_is_named(tmp_path: Path) -> None:
    path = tmp_path / "secret.sav"
    path.write_bytes(b"\x1c\0\0\0\0\0\0\0ENCRYPTEDSAV" + bytes(range(256)) * 4)
    with pytest.raises(VocError, match="password") as caught:
        read(path)
    assert caught.value.code == "source.password"


def test_the_user_can_correct_what_the_file_says(tmp_path: Path) -> None:
    path = write_sav(tmp_path / "s.sav")
    assert column(read(path, kinds={"q2": "scale"}), "q2").asked.labels["10"] == "一定会推荐"
    found = column(read(path, kinds={"q1": "ignore"}), "q1")
    assert found.role == "ignore"


def test_inspect_shows_what_labels_say(usual: Source) -> None:
    found = inspect(usual).set_index("column")
    assert "1 = 非常不满意, 5 = 非常满意" in found.loc["q1", "reason"]


def test_the_bytes_that_were_hashed_are_those_that_were_read(tmp_path: Path) -> None:
    path = write_sav(tmp_path / "s.sav")
    data = path.read_bytes()
    rows = statfile.read(Content.of(tmp_path / "is not there.sav", data))
    assert len(rows.table) == len(survey())
    assert read(path, text="q4").files[0].sha256 == hashlib.sha256(data).hexdigest()


def test_a_report_calls_columns_by_their_questions_and_tables_by_their_names(
    tmp_path: Path,
) -> None:
    twelve = pd.concat([survey(), survey(), survey()], ignore_index=True)
    twelve["id"] = twelve.index + 1001.0
    path = write_sav(tmp_path / "满意度.sav", twelve)
    quick = {"statistics": {"bootstrap": 100, "segment_minimum": 3}}
    run = voc.analyze(path, text="q4", segments=["q3"], topics=False, config=quick, progress=False)
    assert set(run.segments["segment"]) == {"q3"} and "q3" in run.comments
    page = re.sub(r"<[^>]+>", "\n", run.to_html(tmp_path / "report.html").read_text("utf-8"))
    assert "您的性别" in page and LABELS["q4"] in page
    before_settings = page[: page.index("read.text")]
    told = re.findall(r".*\bq[34]\b.*", before_settings)
    assert [line.partition("中有")[0] for line in told] == ["“q3 您的性别”"]
    assert run.figures.heat("q3").svg == run.figures.heat("您的性别").svg
