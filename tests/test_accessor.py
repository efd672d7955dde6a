"""`df.voc.analyze(…)` gives what `voc.analyze(df, …)` gives, whatever is imported first."""

from __future__ import annotations

import subprocess
import sys

import pandas as pd
import pytest

import voc

REVIEWS = pd.DataFrame(
    {
        "评论": ["房间很干净", "隔音太差，吵得睡不着", "前台热情", "早餐难吃"],
        "评分": [5, 1, 4, 2],
        "门店": ["湖滨", "湖滨", "车站", "车站"],
    }
)
QUICK = {"codebook": "hotel", "topics": False, "progress": False}


def told(code: str) -> str:
    """What a new Python prints."""
    options = {"capture_output": True, "text": True, "check": True, "encoding": "utf-8"}
    return subprocess.run([sys.executable, "-X", "utf8", "-c", code], **options).stdout.strip()


def test_a_frame_is_analysed_as_by_the_function() -> None:
    options = {"text": "评论", "score": "评分", "segments": ["门店"], **QUICK}
    by_accessor = REVIEWS.voc.analyze(**options)
    by_function = voc.analyze(REVIEWS, **options)
    assert by_accessor.comments["label"].tolist() == [
        "positive",
        "negative",
        "positive",
        "negative",
    ]
    for table in ("comments", "opinions", "drivers"):
        pd.testing.assert_frame_equal(getattr(by_accessor, table), getattr(by_function, table))


@pytest.mark.parametrize(
    ("name", "question"),
    [("评论", "评论"), (None, "text"), (0, "0"), (" 评论 ", "评论"), (("门店", "评论"), None)],
)
def test_a_column_is_analysed_under_any_name(name: object, question: str | None) -> None:
    comments = REVIEWS["评论"].rename(name)
    run = comments.voc.analyze(**QUICK)
    assert run.comments["label"].tolist() == ["positive", "negative", "positive", "negative"]
    assert question is None or set(run.comments["question"]) == {question}


def test_rows_that_were_chosen_keep_their_order() -> None:
    run = REVIEWS[REVIEWS["评分"] < 3]["评论"].voc.analyze(**QUICK)
    assert run.comments["text"].tolist() == ["隔音太差，吵得睡不着", "早餐难吃"]
    assert run.comments["row"].tolist() == [0, 1]


def test_text_of_a_column_is_the_column() -> None:
    with pytest.raises(voc.VocError, match="A Series is the text itself"):
        REVIEWS["评论"].voc.analyze(text="评论")


def test_a_wrong_column_is_told_with_the_nearest() -> None:
    with pytest.raises(voc.VocError, match="评论"):
        REVIEWS.voc.analyze(text="评伦", **QUICK)


def test_importing_voc_loads_no_pandas() -> None:
    assert told("import sys, voc; print('pandas' in sys.modules)") == "False"


@pytest.mark.parametrize(
    "first",
    [
        "import pandas as pd, voc",
        "import voc, pandas as pd; voc.load",
        "import voc, pandas as pd; import voc.interop.accessor",
    ],
)
def test_accessor_is_there_after(first: str) -> None:
    assert told(f"{first}; print(pd.DataFrame.voc.__name__, pd.Series.voc.__name__)") == (
        "FrameAccessor SeriesAccessor"
    )
