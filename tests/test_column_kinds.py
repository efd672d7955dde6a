"""The kind of each column, and settings that say it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pandas as pd
import pytest
from export_columns import SENTENCES, N, spread
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import voc
from voc import VocError
from voc.cli import app
from voc.config import load_config
from voc.read import (
    Source,
    inspect,
    look,
    read_with_metrics,
    settings_text,
)
from voc.read.source import KINDS


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
