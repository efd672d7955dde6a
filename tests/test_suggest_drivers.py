"""Drivers suggested for topics that no driver of a codebook covers."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pandas as pd
import pytest
from library import CODEBOOK

import voc
from voc.lexicon import load_codebook
from voc.suggest import suggest_drivers
from voc.suggestions import suggest_to_workbook

CHOIR = [
    "合唱团在彩排，钢琴伴奏弹了{}遍",
    "彩排的合唱团真多，唱到{}点",
    "合唱团借了钢琴，第{}次彩排",
]


@pytest.fixture(scope="module")
def choir(library_book: Path) -> voc.Analysis:
    """Customers of the library speak of a choir, which its codebook does not know."""
    texts = [f"合唱团在彩排，钢琴伴奏弹了{number}遍" for number in range(45)]
    texts += [f"座位太少，桌子也旧，等了{number}天" for number in range(45)]
    return voc.analyze(
        pd.DataFrame({"评论": texts}), text="评论", codebook=library_book, progress=False
    )


def test_a_topic_without_driver_becomes_a_driver_that_covers_it(
    choir: voc.Analysis, library_book: Path, tmp_path: Path
) -> None:
    gaps = choir.studies["topic_gaps"]
    assert len(gaps) == 1
    mine = tmp_path / "library.toml"
    text = suggest_drivers(gaps, load_codebook(library_book), choir.studies.get("topic_drivers"))
    mine.write_text(f"{CODEBOOK}\n{text}\n", encoding="utf-8")
    (new,) = set(load_codebook(mine).drivers) - set(load_codebook(library_book).drivers)
    assert {"合唱团", "彩排"} <= set(load_codebook(mine).drivers[new].terms)
    again = voc.analyze(
        choir.comments[["text"]], text="text", codebook=mine, topics=False, progress=False
    )
    assert (again.opinions["driver"] == new).sum() >= 45
    assert new not in set(choir.opinions["driver"])


def gap(**values: object) -> pd.DataFrame:
    row = {"topic": 3, "label": "合唱团", "mentions": 1041, "covered": 0.1, "example": "在彩排"}
    return pd.DataFrame([{"words": ["合唱团"], **row, **values}])


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({}, "[drivers.topic_3]"),
        ({}, "# 合唱团: 1,041 comments speak of it, 10 % of them judge a driver. Choose"),
        ({"label": "front desk · WiFi"}, "[drivers.front_desk_wifi]"),
        ({"label": "Staff"}, "[drivers.staff_b]"),
        ({"words": ["座位", "合唱团", "好听", "热情"]}, 'terms = ["合唱团"]'),
        ({"words": ["座位", "好听"]}, "Its words stand in the codebook."),
        ({"example": '说"好"\n]'}, 'examples = ["说\\"好\\" ]"]'),
        ({"label": "甲\n[drivers.x]"}, "# 甲 [drivers.x]: 1,041"),
    ],
)
def test_suggested_drivers_are_sound(
    values: dict[str, object], wanted: str, library_book: Path
) -> None:
    text = suggest_drivers(gap(**values), load_codebook(library_book))
    assert wanted in text
    drivers = tomllib.loads(text).get("drivers", {})
    assert len(drivers) == ("stand in" not in wanted)


def test_two_topics_of_one_name_have_two_drivers_and_share_no_term(library_book: Path) -> None:
    both = pd.concat([gap(label="Choir"), gap(label="Choir", topic=4, words=["合唱团", "钢琴"])])
    drivers = tomllib.loads(suggest_drivers(both, load_codebook(library_book)))["drivers"]
    assert {key: driver["terms"] for key, driver in drivers.items()} == {
        "choir": ["合唱团"],
        "choir_b": ["钢琴"],
    }


def test_dimension_is_that_of_the_driver_most_mentions_judge(library_book: Path) -> None:
    touched = pd.DataFrame(
        {"topic": [3, 3, 3, 4], "driver": ["overall", "staff", "seats", "seats"]}
    )
    text = suggest_drivers(gap(), load_codebook(library_book), touched.assign(n=[9, 3, 2, 8]))
    assert 'dimension = "empathy"' in text
    assert 'dimension = "product"' in suggest_drivers(gap(), load_codebook(library_book))


def test_no_gap_no_driver(library_book: Path) -> None:
    assert suggest_drivers(gap().iloc[:0], load_codebook(library_book)) == ""


def test_the_command_prints_drivers_after_the_terms(
    choir: voc.Analysis, library_run: voc.Analysis, tmp_path: Path
) -> None:
    told = suggest_to_workbook(choir.save(tmp_path / "run"), tmp_path / "a.xlsx", minimum=5)
    assert told.index("Topics that no driver covers: 1. For a codebook") < told.index(
        "[drivers.topic_"
    )
    assert 'inherits = "library.toml"' in told
    assert choir.suggest_drivers() in told
    assert library_run.suggest_drivers() == ""
    assert "[drivers." not in suggest_to_workbook(
        library_run.save(tmp_path / "b"), tmp_path / "b.xlsx"
    )
    none = suggest_to_workbook(tmp_path / "run", tmp_path / "c.xlsx", minimum=10_000)
    assert none.startswith("No term outside the codebook occurs 10000 times.")
    assert "[drivers." in none
    assert not (tmp_path / "c.xlsx").exists()
