"""Thousands of columns: time by their number, few of them groups, nothing lost."""

import json
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

import voc
from voc.errors import VocError
from voc.read import read
from voc.report.sharing import uncrossed


def processor_seconds(work) -> float:
    """The least of three: what else a machine does is not asked for."""
    taken = []
    for _ in range(3):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)


def written(folder: Path, rows: list[str], name: str = "问卷.jsonl") -> Path:
    path = folder / name
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def test_a_key_that_comes_thousands_of_times_is_refused_in_linear_time(tmp_path: Path):
    paths = {}
    for times in (20_000, 160_000):
        twice = ",".join(['"备注":1'] * times)
        paths[times] = written(tmp_path, [f'{{"评论":"很好",{twice}}}'], f"{times}.jsonl")

    def refused(path: Path) -> None:
        with pytest.raises(VocError) as told:
            read(path)
        assert told.value.code == "limit.columns"

    taken = [processor_seconds(lambda path=path: refused(path)) for path in paths.values()]
    assert taken[1] < 25 * max(taken[0], 0.02)  # 8 where it is linear, 64 where it is not


def test_keys_of_few_records_become_columns_of_one_type(tmp_path: Path):
    rows = [
        {"评论": "早餐不错，房间也干净", "评分": 5, "会员": True, "晚数": 2},
        {"评论": "太吵了，一夜没睡", "评分": 1, "单价": 299.5, "备注": "退房"},
        {"评论": "前台很热情", "评分": 4, "晚数": 7, "备注": 12},
    ]
    table = read(written(tmp_path, [json.dumps(row) for row in rows])).table
    assert list(table) == ["评论", "评分", "会员", "晚数", "单价", "备注"]
    assert table.dtypes.astype(str).tolist()[1:] == ["int64", "boolean", "Int64", "float64", "str"]
    assert table["晚数"].tolist() == [2, pd.NA, 7]
    assert table["备注"].isna().tolist() == [True, False, False]
    assert table["备注"].tolist()[1:] == ["退房", "12"]
    assert table["会员"].isna().tolist() == [False, True, True]


def wide_survey(columns: int, rows: int = 60) -> pd.DataFrame:
    said = (
        "房间很干净|早餐一般般|前台态度差，不理人|位置方便，离地铁近|太吵了没睡好|性价比高".split(
            "|"
        )
    )
    table = {
        "评论": [f"{said[row % 6]}，第{row}次住" for row in range(rows)],
        "评分": [row % 5 + 1 for row in range(rows)],
    }
    for place in range(columns):
        table[f"题{place}"] = [f"选项{(row // 3 + place) % 4}" for row in range(rows)]
    return pd.DataFrame(table | {"城市": ["北京", "上海", "成都"] * (rows // 3)})


def test_of_a_thousand_possible_groups_a_hundred_are_taken():
    found = read(wide_survey(1_000)).columns
    roles = Counter(column.role for column in found)
    assert roles == {"text": 1, "score": 1, "segment": 100, "ignore": 901}
    assert found[-1].name == "城市" and found[-1].role == "segment"  # its name says so: it is first
    assert "1,001 possible groups" in next(c.reason for c in found if c.name == "题900")
    named = read(wide_survey(1_000), segment="题900").columns
    assert [column.name for column in named if column.role == "segment"] == ["题900"]


def test_time_of_many_groups_goes_by_their_number():
    runs = {}
    for columns in (10, 40, 80):
        table = wide_survey(columns)
        table.loc[:6, "城市"] = "拉萨"
        runs[columns] = voc.analyze(table, topics=False, progress=False)._report_data()
    taken = [processor_seconds(lambda data=data: uncrossed(data)) for data in runs.values()]
    assert all(late < 12 * max(early, 0.02) for early, late in pairwise(taken))
    shown = uncrossed(runs[80])
    groups = [name for name in shown if name.startswith("题") or name == "城市"]
    assert len(groups) == 81
    together = shown.groupby(groups)["respondent_id"].nunique()
    visible = ["不显示" not in "".join(values) for values in together.index]
    assert any(visible) and not all(visible)
    assert (together[visible] >= 5).all()  # nobody is told apart by many answers at once


def test_a_table_of_hundreds_of_columns_is_analysed_without_a_warning(recwarn):
    counts = pd.DataFrame({f"n{n}": range(60) for n in range(300)})
    run = voc.analyze(pd.concat([wide_survey(300), counts], axis=1), topics=False)
    assert {f"题{n}" for n in range(300)} | {f"n{n}" for n in range(300)} <= set(run.comments)
    assert run.comments["n299"].tolist() == list(range(60))
    assert not [told for told in recwarn if "fragmented" in str(told.message)]
