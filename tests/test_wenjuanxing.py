"""Exports of 问卷星, by text, by code and both together: recognised, cleaned, matched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from survey_exports import kinds, roles, rows_of
from wenjuanxing_sample import (
    DISHES,
    GRADES,
    SAYS,
    STORES,
    N,
    answers,
    survey,
    write_csv,
    write_xlsx,
)

import voc
from voc.errors import VocError
from voc.read import inspect, read

NPS = "4、您有多大可能把我们推荐给朋友？"
ADVICE = "8、您对我们还有什么建议？"


@pytest.fixture(scope="module")
def by_text(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_xlsx(tmp_path_factory.mktemp("text") / "按文本.xlsx", survey())


@pytest.fixture(scope="module")
def by_code(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_xlsx(tmp_path_factory.mktemp("code") / "按序号.xlsx", survey(by="code"))


# --- 问卷星 by text


def test_every_question_by_text_has_its_kind(by_text: Path) -> None:
    rows = rows_of(by_text)
    assert rows.format == "问卷星 (by text), Excel workbook, sheet 'Sheet1'"
    assert kinds(rows) == {
        "序号": "id",
        "提交答卷时间": "time",
        "所用时间": "ignore",
        "来源": "segment",
        "来源详情": "ignore",
        "来自IP": "ignore",
        "总分": "ignore",
        "1、您的性别": "single",
        "2、您常去的门店": "single",
        "3、您点过哪些": "multiple",
        "3、您点过哪些〖其他〗": "open",
        NPS: "nps",
        "5、总体满意度": "scale",
        "6、请打分—环境": "matrix",
        "6、请打分—服务": "matrix",
        "7、选店时最看重什么，请排序": "ranking",
        ADVICE: "open",
    }
    assert rows.questions[ADVICE].text == "您对我们还有什么建议？"


def test_roles_follow_the_kinds(by_text: Path) -> None:
    found = roles(by_text)
    assert [name for name, role in found.items() if role == "text"] == [
        "3、您点过哪些〖其他〗",
        ADVICE,
    ]
    assert [name for name, role in found.items() if role == "segment"] == [
        "来源",
        "1、您的性别",
        "2、您常去的门店",
    ]
    scores = inspect(by_text).query("role == 'score'").set_index("column")
    assert scores["metric"].to_dict() == {NPS: "nps", "5、总体满意度": "csat"}
    assert (found["序号"], found["提交答卷时间"]) == ("id", "time")
    assert found["来自IP"] == found["来源详情"] == "ignore"


def test_what_was_written_beside_an_option_is_a_comment(by_text: Path) -> None:
    table = rows_of(by_text).table
    written = table["3、您点过哪些〖其他〗"]
    assert written[2] == "生煎，底子脆的那种"
    assert written.notna().sum() == 2
    chosen = table["3、您点过哪些"]
    assert chosen[2] == "红烧牛肉面┋其他"
    assert chosen[20].endswith("其他")  # ticked, and nothing written
    assert not chosen.str.contains("[〖【]", regex=True, na=False).any()


def test_skipped_and_empty_answers_are_missing(by_text: Path) -> None:
    table = rows_of(by_text).table
    assert pd.isna(table["3、您点过哪些"][5])
    assert pd.isna(table[NPS][7])
    assert table[NPS].dropna().between(0, 10).all()
    assert table[ADVICE].isna().sum() == sum(says == "(空)" for says in SAYS) * N // len(SAYS)


@pytest.mark.parametrize("code", ["-3", "−2", "(跳过)", "（跳过）", "(空)", "（空）", -3, "-2.0"])
def test_each_code_of_a_missing_answer(tmp_path: Path, code: Any) -> None:
    grid = survey()
    grid[1][grid[0].index("2、您常去的门店")] = code
    write = write_csv if isinstance(code, str) else write_xlsx
    table = rows_of(write(tmp_path / "导出.dat", grid)).table
    assert pd.isna(table["2、您常去的门店"][0])
    assert set(table["2、您常去的门店"].dropna()) == set(STORES)


def test_an_open_answer_keeps_its_brackets_and_numbers(tmp_path: Path) -> None:
    grid = survey()
    place = len(grid[0]) - 1
    grid[1][place], grid[2][place] = "点了【大份】还是不够吃（请加量）", "-3 度的冰镇啤酒没有了"
    table = rows_of(write_csv(tmp_path / "a.csv", grid)).table
    assert table[ADVICE].head(2).tolist() == [grid[1][place], grid[2][place]]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030", "gbk"])
@pytest.mark.parametrize("by", ["text", "code"])
def test_csv_reads_as_the_workbook_does(
    tmp_path: Path, by_text: Path, by_code: Path, encoding: str, by: str
) -> None:
    csv = rows_of(write_csv(tmp_path / "a.csv", survey(by=by), encoding))
    workbook = rows_of(by_text if by == "text" else by_code)
    assert csv.format == f"问卷星 (by {by}), CSV"
    assert kinds(csv) == kinds(workbook)
    same = [name for name in csv.table if name != ADVICE and name not in ("序号", "总分")]
    pd.testing.assert_frame_equal(csv.table[same], workbook.table[same], check_dtype=False)


def test_a_date_question_is_not_the_time_of_the_answer(tmp_path: Path) -> None:
    grid = survey()
    for place, row in enumerate(grid):
        row.append("9、您上次来是哪天" if place == 0 else f"2024-02-{1 + place % 27:02d}")
    found = roles(write_csv(tmp_path / "a.csv", grid))
    assert found["提交答卷时间"] == "time"
    assert found["9、您上次来是哪天"] == "ignore"


def test_personal_answers_are_neither_comments_nor_groups(tmp_path: Path) -> None:
    grid = survey()
    for place, row in enumerate(grid):
        row += (
            ["9、您的姓名", "10、手机号"] if place == 0 else [f"王小{place}", f"1380013{place:04}"]
        )
    path = write_csv(tmp_path / "a.csv", grid)
    assert {roles(path)[name] for name in ("9、您的姓名", "10、手机号")} == {"ignore"}


# --- 问卷星 by code


def test_every_question_by_code_has_its_kind(by_code: Path) -> None:
    rows = rows_of(by_code)
    assert rows.format.startswith("问卷星 (by code)")
    found = kinds(rows)
    questions = {name: kind for name, kind in found.items() if name[0] in "第12345678"}
    assert questions == {
        "1、您的性别": "single",
        "2、您常去的门店": "single",
        "第3题": "multiple",
        NPS: "nps",
        "5、总体满意度": "scale",
        "第6题(环境)": "matrix",
        "第6题(服务)": "matrix",
        "第7题": "ranking",
        ADVICE: "open",
    }


def test_ticked_columns_are_one_question_again(by_code: Path, by_text: Path) -> None:
    coded, text = rows_of(by_code).table, rows_of(by_text).table
    assert coded["第3题"].tolist() == text["3、您点过哪些"].tolist()
    assert pd.isna(coded["第3题"][5])


def test_places_become_the_order_of_the_options(by_code: Path, by_text: Path) -> None:
    coded, text = rows_of(by_code).table, rows_of(by_text).table
    assert coded["第7题"].tolist() == text["7、选店时最看重什么，请排序"].tolist()


def test_ratings_by_code_keep_their_numbers(by_code: Path) -> None:
    table = rows_of(by_code).table
    assert table[NPS].tolist()[:4] == [0, 3, 6, 9]
    assert table["5、总体满意度"].head(5).tolist() == [3, 5, 2, 4, 1]
    scores = inspect(by_code).query("role == 'score'").set_index("column")
    assert scores.loc[NPS, "scale"] == (0.0, 10.0)
    assert "by text" in scores.loc["5、总体满意度", "reason"]  # which end is best is not told


def test_codes_of_a_choice_are_no_degrees(tmp_path: Path) -> None:
    grid = survey(by="code")
    for place, row in enumerate(grid):
        row.append("9、您最满意的是哪一项" if place == 0 else 1 + place % 4)
    rows = rows_of(write_csv(tmp_path / "a.csv", grid))
    assert rows.questions["9、您最满意的是哪一项"].kind == "single"
    assert roles(tmp_path / "a.csv")["9、您最满意的是哪一项"] == "segment"


def test_stems_of_ticked_columns_are_kept_where_the_export_has_them(tmp_path: Path) -> None:
    grid = survey(by="code")
    grid[0] = [str(name).replace("第3题(", "3、您点过哪些(可多选)(") for name in grid[0]]
    rows = rows_of(write_csv(tmp_path / "a.csv", grid))
    assert rows.questions["3、您点过哪些(可多选)"].kind == "multiple"
    assert rows.table["3、您点过哪些(可多选)"][2] == "红烧牛肉面┋其他"


def test_an_export_without_the_columns_of_the_platform(tmp_path: Path) -> None:
    grid = [row[7:] for row in survey()]
    assert rows_of(write_csv(tmp_path / "a.csv", grid)).format.startswith("问卷星 (by text)")


def test_other_tables_are_not_taken_for_it(tmp_path: Path) -> None:
    numbered = [["序号", "来源", "1、评论"], *([n, "微信", SAYS[n % 12]] for n in range(12))]
    assert rows_of(write_csv(tmp_path / "a.csv", numbered)).format == "CSV"
    plain = [["提交答卷时间", "评论"], *(["2024/3/1", says] for says in SAYS)]
    assert rows_of(write_csv(tmp_path / "b.csv", plain)).format == "CSV"


# --- both exports together


@pytest.mark.parametrize("text_first", [True, False])
def test_both_exports_make_labelled_values(by_text: Path, by_code: Path, text_first: bool) -> None:
    rows = rows_of(*((by_text, by_code) if text_first else (by_code, by_text)))
    assert rows.format == f"问卷星 (by text and by code together: {N} answer sheets)"
    assert rows.questions["1、您的性别"].labels == {"1": "男", "2": "女"}
    assert dict(enumerate(STORES, start=1)) == {
        int(code): label for code, label in rows.questions["2、您常去的门店"].labels.items()
    }
    assert rows.table["2、您常去的门店"].tolist() == [STORES[n % 3] for n in range(N)]
    assert rows.table["3、您点过哪些〖其他〗"].notna().sum() == 2
    assert not [name for name in rows.table if name.startswith("第")]
    assert len(rows.table) == N


def test_an_ordered_scale_is_taken_as_its_numbers(by_text: Path, by_code: Path) -> None:
    rows = rows_of(by_text, by_code)
    question = rows.questions["5、总体满意度"]
    assert (question.kind, question.labels["5"]) == ("scale", "非常满意")
    assert rows.table["5、总体满意度"].head(5).tolist() == [3, 5, 2, 4, 1]
    assert "1 非常不满意" in question.reason
    scores = inspect([by_text, by_code]).query("role == 'score'").set_index("column")
    assert scores["metric"].to_dict() == {NPS: "nps", "5、总体满意度": "csat"}


def turned(by: str) -> list[list[Any]]:
    """The survey with 非常满意 as the first option."""
    grid = survey(by=by)
    place = grid[0].index("5、总体满意度")
    for row in grid[1:]:
        row[place] = 6 - row[place] if by == "code" else row[place]
    return grid


def test_a_scale_that_begins_with_the_best_is_not_turned_upside_down(tmp_path: Path) -> None:
    paths = [write_csv(tmp_path / f"{by}.csv", turned(by)) for by in ("text", "code")]
    source = read(paths)
    assert source.table["5、总体满意度"][1] == "非常满意"
    column = next(column for column in source.columns if column.name == "5、总体满意度")
    assert (column.role, column.scale, column.asked.labels["1"]) == ("score", (1, 5), "非常满意")


def test_rows_of_one_export_alone_are_kept_and_told(tmp_path: Path) -> None:
    text = write_csv(tmp_path / "t.csv", survey(range(N - 3)))
    code = write_csv(tmp_path / "c.csv", survey(range(2, N), by="code"))
    rows = rows_of(text, code)
    assert len(rows.table) == N
    assert "2 by text only, 3 by code only" in rows.format
    last = rows.table.iloc[-1]
    assert last["2、您常去的门店"] == STORES[(N - 1) % 3]  # the label of its code
    assert last["3、您点过哪些"] == DISHES[2]
    assert last[ADVICE] == SAYS[(N - 1) % 12]
    first = rows.table.iloc[0]
    assert first["5、总体满意度"] == 1 + GRADES.index(answers(0, by="text")["5、总体满意度"])


@pytest.mark.parametrize("count", [3, 6])
def test_a_pair_of_few_answer_sheets(tmp_path: Path, count: int) -> None:
    paths = [
        write_csv(tmp_path / f"{by}.csv", survey(range(count), by=by)) for by in ("text", "code")
    ]
    rows = rows_of(*paths)
    assert len(rows.table) == count
    assert kinds(rows)["7、选店时最看重什么，请排序"] == "ranking"
    assert not [name for name in rows.table if name.startswith("第")]


def test_exports_of_different_surveys_are_refused(tmp_path: Path, by_text: Path) -> None:
    grid = survey(by="code")
    grid[0][grid[0].index("2、您常去的门店")] = "2、您坐过的航线"
    other = write_xlsx(tmp_path / "其他问卷.xlsx", grid)
    with pytest.raises(VocError, match="different surveys") as caught:
        rows_of(by_text, other)
    assert caught.value.code == "platform.wenjuanxing-other-survey"
    assert "其他问卷.xlsx" in str(caught.value)


def test_exports_of_different_respondents_are_refused(tmp_path: Path, by_text: Path) -> None:
    shifted = survey(by="code")
    for row in shifted[1:]:
        row[0] = row[0] % N + 1
    with pytest.raises(VocError) as caught:
        rows_of(by_text, write_csv(tmp_path / "c.csv", shifted))
    assert caught.value.code == "platform.wenjuanxing-not-the-same"
    for row in shifted[1:]:
        row[0] += 1000
    with pytest.raises(VocError) as caught:
        rows_of(by_text, write_csv(tmp_path / "d.csv", shifted))
    assert caught.value.code == "platform.wenjuanxing-nobody"


def test_exports_that_cannot_be_matched_are_refused(tmp_path: Path, by_text: Path) -> None:
    without = [row[1:] for row in survey(by="code")]
    with pytest.raises(VocError) as caught:
        rows_of(by_text, write_csv(tmp_path / "c.csv", without))
    assert caught.value.code == "platform.wenjuanxing-no-number"
    twice = survey(by="code")
    twice[3][0] = twice[2][0]
    with pytest.raises(VocError) as caught:
        rows_of(by_text, write_csv(tmp_path / "d.csv", twice))
    assert caught.value.code == "platform.wenjuanxing-number-twice"


def test_two_months_by_text_stand_one_below_the_other(tmp_path: Path) -> None:
    months = [
        write_csv(tmp_path / "三月.csv", survey(range(20))),
        write_csv(tmp_path / "四月.csv", survey(range(20, N))),
    ]
    rows = rows_of(*months)
    assert len(rows.table) == N
    assert rows.table["3、您点过哪些〖其他〗"].notna().sum() == 2  # nobody wrote any in April
    assert len(rows_of(*reversed(months)).table) == N


def test_numbers_that_begin_anew_in_each_file_are_not_the_same_people(tmp_path: Path) -> None:
    april = survey(range(20, N))
    for place, row in enumerate(april[1:], start=1):
        row[0] = place
    months = [
        write_csv(tmp_path / "三月.csv", survey(range(20))),
        write_csv(tmp_path / "四月.csv", april),
    ]
    assert roles(*months)["序号"] == "ignore"
    overlapping = [
        write_csv(tmp_path / "上半月.csv", survey(range(20))),
        write_csv(tmp_path / "全月.csv", survey(range(N))),
    ]
    assert roles(*overlapping)["序号"] == "id"  # the same sheets stand in both


# --- a whole run


def test_a_run_from_the_two_exports(by_text: Path, by_code: Path) -> None:
    run = voc.analyze(
        [by_text, by_code],
        pipeline="survey",
        codebook="restaurant",
        topics=False,
        progress=False,
        config={"statistics": {"bootstrap": 100}, "sentiment": {"method": "seed"}},
    )
    comments = run.comments
    assert set(comments["question"]) == {"3、您点过哪些〖其他〗", ADVICE}
    queue = comments[comments["text"].str.contains("排队")]
    assert (queue["sentiment"] < 0).all() and len(queue) == N // len(SAYS)
    assert comments.loc[comments["row"] == 3, "nps"].tolist() == [9]
    assert "IP" not in "".join(map(str, run.segments.get("segment", [])))
    assert set(run.metrics["metric"]) >= {"nps", "csat"}
