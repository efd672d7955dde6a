"""What docs/tables.md says of the tables of a run is so: their columns, kinds, keys, metrics."""

from __future__ import annotations

import re
import tomllib

import numpy as np
import pandas as pd
import pytest
from documents import DEMO, FAST, guest_orders, guest_questionnaire, guest_survey, page

import voc


def documented(section: str, level: str = "##") -> dict[str, str]:
    """Names and types in the table of a section; a row may stand for several names."""
    body = page("docs/tables.md").split(f"\n{level} {section}\n")[1]
    body = re.split(r"\n##+ ", body)[0]
    found = re.findall(r"^\| (`[\w.]+`(?:, `[\w.]+`)*) \| ([^|]*) \|", body, re.MULTILINE)
    rows = [(name, told) for names, told in found for name in re.findall(r"`([^`]+)`", names)]
    assert len(rows) == len(dict(rows)), "a column stands twice"
    return dict(rows)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[voc.Analysis]:
    reviews = pd.read_csv(DEMO / "hotel_reviews.csv")
    guests = guest_survey()
    orders = tmp_path_factory.mktemp("orders") / "orders.csv"
    guest_orders().to_csv(orders, index=False)
    asked = tomllib.loads(guest_questionnaire())
    asked["orders"]["file"] = str(orders)
    bank = {"questionnaire": DEMO / "bank_survey.toml", "codebook": "bank"}
    survey = {"pipeline": "survey", "topics": False, "config": FAST}
    return [
        voc.analyze(DEMO / "airline_survey.xlsx", pipeline="survey", codebook="auto", config=FAST),
        voc.analyze(reviews, codebook="hotel", topics=False, config=FAST),
        voc.analyze(DEMO / "bank_survey.xlsx", **bank, **survey),
        voc.analyze(
            guests.drop(columns="推荐意愿"),
            metrics=guests.loc[9:, ["客户号", "推荐意愿"]],
            id="客户号",
            score="推荐意愿",
            questionnaire=asked,
            codebook="hotel",
            **survey,
        ),
        voc.analyze(choir_and_breakfast(), text="评论", codebook="hotel", config=FAST),
    ]


def choir_and_breakfast() -> pd.DataFrame:
    """Comments of a hotel whose guests speak of two things, one of them in no codebook."""
    choir = [f"合唱团在彩排，钢琴伴奏弹了{many}遍" for many in range(40)]
    breakfast = [f"早餐品种多，豆浆油条都有，吃了{many}碗" for many in range(40)]
    return pd.DataFrame({"评论": choir + breakfast})


def kind(column: pd.Series) -> str | None:
    """The type of a column in the words of the page; None when all is missing."""
    if column.dtype == bool:
        return "bool"
    if pd.api.types.is_datetime64_any_dtype(column):
        return "time"
    if pd.api.types.is_integer_dtype(column):
        return "int"
    if pd.api.types.is_float_dtype(column):
        return "float"
    first = next((value for value in column if isinstance(value, list | np.ndarray | str)), None)
    return None if first is None else "text" if isinstance(first, str) else "list"


@pytest.mark.parametrize(
    "section", "opinions drivers dimensions topics metrics segments trends rejected".split()
)
def test_page_of_tables_names_exactly_the_columns_of_a_run(
    section: str, runs: list[voc.Analysis]
) -> None:
    for run in runs:
        table = getattr(run, section)
        if table is None:
            continue
        told = documented(section)
        assert list(table.columns) == list(told)
        for name, wanted in told.items():
            assert kind(table[name]) in (wanted, None), name


def test_page_of_tables_names_exactly_the_columns_of_every_study(
    runs: list[voc.Analysis],
) -> None:
    part = page("docs/tables.md").split("\n## studies\n")[1].split("\n## ")[0]
    told = {name: documented(name, "###") for name in re.findall(r"^### (\w+)$", part, re.M)}
    found: dict[str, set[str]] = {}
    for run in runs:
        for name, table in run.studies.items():
            own = list(table.columns)
            assert own == [column for column in told[name] if column in own], name
            for column in own:
                assert kind(table[column]) in (told[name][column], None), (name, column)
            found[name] = found.get(name, set()) | set(own)
    assert found == {name: set(columns) for name, columns in told.items()}


def test_page_of_tables_names_the_columns_of_the_comments(runs: list[voc.Analysis]) -> None:
    told = documented("comments")
    found: set[str] = set()
    for run in runs:
        sources = {column["name"] for column in run.manifest["inputs"]["columns"]}
        own = [name for name in run.comments.columns if name not in sources]
        assert own == [name for name in told if name in own]
        for name in own:
            assert kind(run.comments[name]) in (told[name], None), name
        found |= set(own)
    assert found == set(told)


def test_page_of_tables_names_the_keys_of_the_manifest(runs: list[voc.Analysis]) -> None:
    for run in runs:
        keys = []
        for key, value in run.manifest.items():
            if isinstance(value, dict) and key not in (
                "config",
                "off_scale",
                "questionnaire",
                "timings",
                "packages",
            ):
                keys += [f"{key}.{inner}" for inner in value]
            else:
                keys.append(key)
        chosen = run.manifest["config"]["opinion"]["codebook"] == "auto"
        told = documented("manifest")
        left_out = set() if chosen else {"codebook.fits"}
        left_out |= {key for key in told if key.startswith("join.") and "join" not in run.manifest}
        databases = {"inputs.database", "inputs.metrics_database"}
        left_out |= ({"questionnaire", "appended"} | databases) - {*run.manifest, *keys}
        of_topics = {key for key in told if key.startswith("topics.")}
        sometimes = {"topics.model", "topics.earlier"} if run.manifest["topics"] else of_topics
        left_out |= sometimes - set(keys)
        assert keys == [key for key in told if key not in left_out]


def test_page_of_tables_names_every_metric(runs: list[voc.Analysis]) -> None:
    for run in runs:
        for metric in run.metrics["metric"]:
            assert f"`{metric}`" in page("docs/tables.md")
