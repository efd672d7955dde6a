"""Personal data in runs: errors, columns, keys, reports (masking itself: test_masking.py)."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pandas as pd
import pytest

import voc
from voc.__main__ import main
from voc.report.sharing import uncrossed
from voc.text.mask.key import read_key
from voc.text.mask.masker import Masker
from voc.topic.features import TopicFeatures

# --- messages -------------------------------------------------------------------------------------

COMPLAINT = "太差了，回电13812345678，我叫王小明"


@pytest.mark.parametrize(
    "options",
    [
        {"text": "评论", "time": "评分"},
        {"text": "评分", "weight": "评论"},
        {"text": "评论", "score": "备注"},
    ],
)
def test_errors_about_cells_do_not_quote_comments(options: dict[str, str]):
    table = pd.DataFrame(
        {
            "评论": [COMPLAINT, "很好", "不错"] * 4,
            "评分": ["5", "13812345678", "差13812345678"] * 4,
            "备注": [COMPLAINT] * 12,
        }
    )
    with pytest.raises(voc.VocError) as error:
        voc.analyze(table, topics=False, progress=False, **options)
    assert not re.search("138|王小明|太差", str(error.value))
    assert error.value.__cause__ is None  # nor does what led to it


@pytest.mark.parametrize("debug", ["", "1"])
def test_an_error_of_ours_names_its_place_and_quotes_nothing(
    debug: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def fails(*_: object, **__: object) -> None:
        try:
            int(COMPLAINT)
        except ValueError as error:
            raise KeyError(COMPLAINT) from error

    monkeypatch.setenv("VOC_DEBUG", debug)
    monkeypatch.setattr("voc.cli.app", fails)
    monkeypatch.setattr(sys, "argv", ["voc", "explain", COMPLAINT])
    with pytest.raises(SystemExit) as stopped:
        main()
    said = "".join(capsys.readouterr())
    assert stopped.value.code == 2
    assert "KeyError" in said and (not debug or "ValueError" in said)
    assert not re.search("1381234|王小明|太差", said)


# --- treatments ----------------------------------------------------------------------------------

REVIEWS = pd.DataFrame(
    {
        "评论": [
            "房间很干净，回电13912345678",
            "太吵了，电话139 1234 5678没人接",
            "早餐不错",
            "服务热情",
        ]
        + ["位置方便，离地铁很近"] * 8,
        "会员号": [f"M{n:05d}" for n in range(12)],
        "姓名": ["王芳"] * 11 + [None],
        "来自IP": ["116.231.84.207"] * 12,
        "城市": ["拉萨", "拉萨"] + ["北京"] * 10,
    }
)


def run_of(**privacy: object) -> voc.Analysis:
    return voc.analyze(
        REVIEWS,
        text="评论",
        id="会员号",
        segments=["城市"],
        topics=False,
        progress=False,
        config={"privacy": privacy},
    )


def test_personal_columns_are_tags_and_the_ids_of_the_tables_stay():
    comments = run_of().comments
    assert comments["姓名"].tolist()[:2] == ["[姓名]", "[姓名]"]
    assert pd.isna(comments["姓名"].iloc[11])
    assert set(comments["来自IP"]) == {"[IP地址]"}
    assert comments["respondent_id"].tolist()[0] == "M00000"
    assert comments["城市"].tolist()[0] == "拉萨"


def test_a_branch_called_like_a_person_stays_and_a_column_full_of_people_does_not():
    people = "陈国强 苏晓棠 林小晴 王建华 李秀英 张志远 赵雅婷 周俊杰 吴佩芬 郑浩然".split()
    table = pd.DataFrame(
        {
            "评价": [f"房间很干净，第{place}次来住" for place in range(20)],
            "店": ["江月", "拾舟"] * 10,
            "列三": people * 2,
        }
    )
    comments = voc.analyze(table, text="评价", topics=False, progress=False).comments
    assert set(comments["店"]) == {"江月", "拾舟"}
    assert set(comments["列三"]) == {"[姓名]"}


BRANDS = pd.DataFrame(
    {
        "评价": [
            "在陈小春吃的羊肉不错，店员苏晓棠也好",
            "陳小春比林清轩旗舰店差远了，老板娘秦晓岚收错钱",
            "林清轩买的面霜过敏",
            "江月的早餐品种少",
        ]
        * 6,
        "品牌": ["陈小春", "林清轩旗舰店", "江月", "如家"] * 6,
    }
)
SAID_OF_BRANDS = [
    "在陈小春吃的羊肉不错，店员[姓名]也好",
    "陈小春比林清轩旗舰店差远了，老板娘[姓名]收错钱",
    "[姓名]买的面霜过敏",  # no brand is called that and no more
    "江月的早餐品种少",
]


def said(table: pd.DataFrame, **more: object) -> list[str]:
    run = voc.analyze(table, text="评价", topics=False, progress=False, **more)
    return run.comments["text"].tolist()[:4]


@pytest.mark.parametrize("how", ["mask", "hash"])
def test_a_brand_called_like_a_person_stays_in_the_comments(how: str):
    config = {"privacy": {"pii": how}, "run": {"chunk": 5, "processes": 2}}
    found = [re.sub("#[0-9a-f]{10}", "", text) for text in said(BRANDS, config=config)]
    assert found == SAID_OF_BRANDS
    run = voc.analyze(BRANDS, text="评价", topics=False, progress=False)
    assert run.comments["品牌"].tolist()[:4] == BRANDS["品牌"].tolist()[:4]


@pytest.mark.parametrize(
    ("column", "more"),
    [
        ("接待", {}),  # few values, but nothing says that they are things
        ("客户姓名", {}),
        ("品牌", {"config": {"read": {"columns": {"品牌": "ignore"}}}}),
        ("客户编号", {"id": "客户编号"}),
    ],
)
def test_what_is_no_name_of_things_is_masked_in_the_comments(column: str, more: dict[str, object]):
    table = BRANDS.rename(columns={"品牌": column})
    assert said(table, **more)[0].startswith("在[姓名]吃")


def test_who_is_a_brand_and_a_respondent_is_masked():
    table = BRANDS.assign(姓名=["陈小春", *["赵雅婷"] * 23])
    assert said(table)[0].startswith("在[姓名]吃")


def test_a_brand_of_the_run_that_is_added_to_stays_as_well(tmp_path: Path):
    first = voc.analyze(BRANDS, text="评价", topics=False, progress=False)
    first.save(tmp_path / "run")
    new = BRANDS.assign(评价=[f"第{n}次在陈小春吃，店员苏晓棠也好" for n in range(24)], 品牌="江月")
    both = voc.analyze(new, append=tmp_path / "run", progress=False)
    assert both.comments["text"].iloc[24] == "第0次在陈小春吃，店员[姓名]也好"


@pytest.mark.parametrize("told", [{"segments": ["谁家"]}, {"own": "谁家=江月"}])
def test_a_column_that_the_user_names_holds_labels(told: dict[str, object]):
    assert said(BRANDS.rename(columns={"品牌": "谁家"}), **told) == SAID_OF_BRANDS


def test_the_same_number_has_the_same_keyed_tag(monkeypatch: pytest.MonkeyPatch):
    said = run_of(pii="hash").comments["text"]
    tags = [re.search(r"\[手机号#[0-9a-f]{10}\]", text)[0] for text in said[:2]]
    assert tags[0] == tags[1]
    monkeypatch.setenv("VOC_PII_KEY", "another key of the tests")
    assert tags[0] not in run_of(pii="hash").comments["text"][0]
    assert Masker("hash").texts(["一三九一二三四五六七八"]) == Masker("hash").texts(
        ["+86-139 1234 5678"]
    )


def test_kept_data_is_kept_and_everything_warns(tmp_path: Path):
    run = run_of(pii="keep")
    assert "13912345678" in run.comments["text"][0]
    assert run.comments["姓名"][0] == "王芳"
    assert "pii = keep" in run.summary("en")
    assert "pii = keep" in run.summary("zh")
    assert "pii = keep" not in run_of().summary("en")
    assert [note["about"] for note in run.manifest["notes"]][:1] == ["privacy"]
    assert "privacy" not in [note["about"] for note in run_of().manifest["notes"]]
    report = tmp_path / "report.html"
    run.to_html(report)
    assert "pii = keep" in report.read_text(encoding="utf-8")


def test_the_older_setting_keeps_as_well():
    config = {"text": {"mask": False}}
    run = voc.analyze(REVIEWS, text="评论", topics=False, progress=False, config=config)
    assert "13912345678" in run.comments["text"][0]


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("VOC_PII_KEY")
    file = tmp_path / "own" / "pii.key"
    run = run_of(pii="hash", key_file=str(file))
    assert file.stat().st_mode & 0o777 == 0o600
    key = file.read_text().strip()
    assert len(key) == 64
    run.save(tmp_path / "run")
    run.to_html(tmp_path / "report.html")
    assert read_key(str(file)) == key.encode()
    written = [path for path in tmp_path.rglob("*") if path.is_file() and path != file]
    assert len(written) > 5
    assert [path.name for path in written if key.encode() in path.read_bytes()] == []
    assert [path.name for path in file.parent.iterdir()] == ["pii.key"]


def test_a_report_needs_no_place_for_a_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("VOC_PII_KEY")
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "file"))
    run = run_of()
    assert "M00003" not in shared(run, tmp_path)
    with pytest.raises(voc.VocError, match="cannot be read or made"):
        run_of(pii="hash")


def test_a_short_key_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("VOC_PII_KEY", "1234")
    with pytest.raises(voc.VocError, match="too short"):
        run_of(pii="hash")


# --- what is shared ------------------------------------------------------------------------------


def shared(run: voc.Analysis, folder: Path) -> str:
    """All that the report and the workbook show."""
    run.to_html(folder / "report.html")
    run.to_excel(folder / "report.xlsx")
    sheets = pd.read_excel(folder / "report.xlsx", sheet_name=None, engine="calamine", header=None)
    cells = [str(cell) for sheet in sheets.values() for cell in sheet.to_numpy().ravel()]
    return (folder / "report.html").read_text(encoding="utf-8") + "\n".join(cells)


def test_ids_are_hashed_in_report_and_workbook_unless_kept(tmp_path: Path):
    told = shared(run_of(), tmp_path)
    assert "M00003" not in told
    assert told.count("r-") >= 12
    assert "M00003" in shared(run_of(ids="keep"), tmp_path)
    everywhere = run_of(ids="hash").comments
    assert "M00003" not in everywhere.to_csv()
    assert everywhere["respondent_id"].nunique() == 12


def test_nobody_is_quoted_from_a_group_of_two(tmp_path: Path):
    told = shared(run_of(), tmp_path)
    assert "太吵了，电话" not in told  # single words of the lexicon are no quote
    assert "离地铁很近" in told
    run = run_of()
    assert "太吵了，电话" in run.comments["text"][1]  # the analyst still has it
    assert "拉萨" in set(run.segments["value"])
    assert "太吵了，电话" in shared(run_of(min_group=2), tmp_path)


def test_a_comment_does_not_stand_beside_a_cross_of_segments_that_few_share():
    reviews = pd.DataFrame(
        {
            "评论": [f"房间很干净{n}，早餐不错" for n in range(20)],
            "城市": ["北京"] * 10 + ["上海"] * 10,
            "性别": ["男"] * 9 + ["女"] + ["女"] * 10,
        }
    )
    run = voc.analyze(reviews, text="评论", segments=["城市", "性别"], topics=False, progress=False)
    shown = uncrossed(run._report_data())
    assert shown["城市"].tolist() == reviews["城市"].tolist()
    assert shown["性别"].tolist()[:9] == ["男"] * 9
    assert "不显示" in shown["性别"].tolist()[9]  # the only woman of 北京
    assert shown["性别"].tolist()[10:] == ["女"] * 10


def test_topics_are_no_persons():
    words = [["林先生", "态度", "好"], ["小李", "早餐"], ["王", "女士", "房间"]]
    found = TopicFeatures().transform(words)
    assert not {word for features in found for word in features} & {"林先生", "小李", "王女士"}
