"""Adjacent clauses about one thing are one opinion."""

from __future__ import annotations

import pandas as pd
import pytest

import voc
from voc.opinion.merging import merged


def told(text: str) -> list[tuple[str, str | None, str]]:
    """Text, aspect and driver of what is judged."""
    table = pd.DataFrame({"text": [text]})
    run = voc.analyze(table, text="text", codebook="restaurant", topics=False, progress=False)
    judged = run.opinions[run.opinions["term"].notna()]
    judged = judged[~judged["rule"].str.contains("spread")]
    return [
        (text, aspect if isinstance(aspect, str) else None, driver)
        for text, aspect, driver in judged[["text", "aspect", "driver"]].itertuples(index=False)
    ]


@pytest.mark.parametrize(
    "text", ["服务员很热情，特别有礼貌", "服务员很热情，而且特别有礼貌", "服务员热情又有礼貌"]
)
def test_adjacent_clauses_about_one_driver_merge(text: str) -> None:
    assert told(text) == [(text, "服务员", "staff_attitude")]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("服务员很热情。特别有礼貌", 2),  # a sentence ends
        ("服务员很热情，但是不礼貌", 2),  # praise and blame
        ("服务员很热情，上菜也快", 2),  # another driver
        ("服务员很热情，店里放着歌，特别有礼貌", 2),  # a clause between
        ("牛肉好吃，鱼也新鲜", 2),  # another thing
    ],
)
def test_what_does_not_belong_together_stays_apart(text: str, parts: int) -> None:
    assert len(told(text)) == parts


def test_three_clauses_become_one_with_their_mean() -> None:
    texts = pd.DataFrame({"comment_id": ["a", "b"], "text": ["慢，很慢，太慢", "慢"]})
    table = pd.DataFrame(
        {
            "comment_id": ["a", "a", "a", "b"],
            "start": [0, 2, 5, 0],
            "end": [1, 4, 7, 1],
            "text": ["慢", "很慢", "太慢", "慢"],
            "aspect": None,
            "term": ["慢", "很慢", "太慢", "慢"],
            "driver": "speed",
            "polarity": [-0.4, -0.6, -0.8, -0.4],
            "label": "negative",
            "negated": False,
            "rule": ["lexicon", "degree", "degree", "lexicon"],
        }
    )
    result = merged(table, texts)
    assert result["text"].tolist() == ["慢，很慢，太慢", "慢"]
    assert result["polarity"].tolist() == [-0.6, -0.4]
    assert result["rule"].tolist() == ["lexicon；degree", "lexicon"]
    assert result.dtypes.equals(table.dtypes)
    pd.testing.assert_frame_equal(merged(result, texts), result)


def test_merging_does_not_change_the_sentiment_of_the_comment() -> None:
    table = pd.DataFrame({"text": ["服务员很热情，特别有礼貌", "服务员很热情。特别有礼貌"]})
    run = voc.analyze(table, text="text", codebook="restaurant", topics=False, progress=False)
    assert run.comments["sentiment"].nunique() == 1
