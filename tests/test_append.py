"""New comments on top of an old run: the same tables as when all files are analysed at once."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import wenjuanxing_sample as wenjuanxing

import voc
from voc import Analysis, VocError
from voc.kept import JUDGED, RESPONDENTS
from voc.opinion import OpinionEngine
from voc.run import demo_folder

TABLES = "comments opinions drivers dimensions topics metrics segments trends rejected".split()
HOTEL = demo_folder() / "hotel_reviews.csv"
OLD_ROWS = 230
NAMED = "客人最常说的"  # an analyst calls the largest topic so


QUICK = {"statistics": {"bootstrap": 100}, "run": {"processes": 1}}


def analyze(source: Any, **options: Any) -> Analysis:
    return voc.analyze(source, **{"progress": False, "config": QUICK, **options})


def assert_same_tables(one: Analysis, other: Analysis) -> None:
    for name in TABLES:
        first, second = getattr(one, name), getattr(other, name)
        assert (first is None) == (second is None), name
        if first is not None:
            pd.testing.assert_frame_equal(first, second, check_exact=True, obj=name)
    assert one.studies.keys() == other.studies.keys()
    for name, table in other.studies.items():
        pd.testing.assert_frame_equal(one.studies[name], table, check_exact=True, obj=name)


# --- reviews of a hotel, with scores that the sentiment learns from, and topics


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two exports, and the run of the first."""
    folder = tmp_path_factory.mktemp("reviews")
    lines = HOTEL.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    table = pd.read_csv(HOTEL, dtype="str")
    assert len(lines) == len(table) + 1 + 8  # eight comments have a line break
    table.iloc[:OLD_ROWS].to_csv(folder / "jan.csv", index=False)
    table.iloc[OLD_ROWS:].to_csv(folder / "feb.csv", index=False)
    with (folder / "feb.csv").open("a", encoding="utf-8") as file:
        file.write("A1,打13912345678,少了几列\n")
    run = analyze(folder / "jan.csv", codebook="hotel")
    run.save(folder / "old")
    run.edit_topics().rename(0, NAMED).pin(0).save(folder / "old")
    return folder


@pytest.fixture(scope="module")
def appended(folder: Path) -> Analysis:
    return analyze(folder / "feb.csv", append=folder / "old")


@pytest.fixture(scope="module")
def whole(folder: Path) -> Analysis:
    """Both files at once with the models of the run."""
    models = {"model": folder / "old" / "model.json", "topics_from": folder / "old"}
    return analyze([folder / "jan.csv", folder / "feb.csv"], codebook="hotel", **models)


def test_tables_are_those_of_a_run_over_all_files(appended: Analysis, whole: Analysis) -> None:
    assert len(whole.comments) > OLD_ROWS
    assert whole.topics is not None
    assert len(whole.topics) > 3
    assert whole.topics.set_index("topic").loc[0, "label"] == NAMED
    assert_same_tables(appended, whole)
    same = {key: appended.manifest[key] for key in ("counts", "off_scale", "outcome", "topics")}
    assert same == {key: whole.manifest[key] for key in same}
    assert appended.manifest["inputs"]["files"] == whole.manifest["inputs"]["files"]


def test_report_is_that_of_a_run_over_all_files(
    appended: Analysis, whole: Analysis, tmp_path: Path
) -> None:
    whole.to_html(tmp_path / "whole.html")
    replace(appended, manifest=whole.manifest).to_html(tmp_path / "appended.html")
    assert (tmp_path / "appended.html").read_text() == (tmp_path / "whole.html").read_text()


def test_manifest_says_what_was_added_to_which_run(folder: Path, appended: Analysis) -> None:
    before = voc.load(folder / "old").manifest
    [step] = appended.manifest["appended"]
    assert (step["run"], step["created"]) == ("old", before["created"])
    assert step["files"] == [appended.manifest["inputs"]["files"][1]]
    assert step["rows"] == appended.manifest["counts"]["rows"] - before["counts"]["rows"]
    assert appended.manifest["inputs"]["name"] == "jan.csv, feb.csv"
    assert appended.manifest["sentiment"]["model_name"] == "jan.csv"
    assert any("added to the 229 of old" in note["en"] for note in appended.manifest["notes"])


def test_rejected_rows_of_both_are_kept_masked(appended: Analysis) -> None:
    assert appended.rejected["content"].tolist() == ["A1,打[手机号],少了几列"]


def test_a_third_file_goes_on_where_the_second_ended(folder: Path, tmp_path: Path) -> None:
    table = pd.read_csv(HOTEL, dtype="str")
    for name, rows in (("a", slice(200)), ("b", slice(200, 230)), ("c", slice(230, None))):
        table.iloc[rows].to_csv(tmp_path / f"{name}.csv", index=False)
    options = {"codebook": "hotel", "topics": False}
    analyze(tmp_path / "a.csv", **options).save(tmp_path / "first")
    analyze(tmp_path / "b.csv", append=tmp_path / "first").save(tmp_path / "second")
    third = analyze(tmp_path / "c.csv", append=tmp_path / "second")
    files = [tmp_path / f"{name}.csv" for name in "abc"]
    whole = analyze(files, model=tmp_path / "first" / "model.json", **options)
    assert_same_tables(third, whole)
    assert [step["name"] for step in third.manifest["appended"]] == ["b.csv", "c.csv"]
    with pytest.raises(VocError) as caught:  # added in the step before
        analyze(tmp_path / "b.csv", append=tmp_path / "second")
    assert caught.value.code == "append.same-input"


# --- a survey: two questions, rows without an answer, the same people again

FIRST = """编号,推荐意愿（0-10分）,最满意的地方,需要改进的地方,舱位,体重
P01,9,空姐热情，服务周到,座位太窄，腿都伸不直,经济舱,61
P02,10,准点，行李出得快,,商务舱,70
P03,2,无,延误三个小时没人通知，打13912345678也没人接,经济舱,
P04,8,,,经济舱,55
P05,11,餐食味道不错👍,wifi收费太贵,经济舱,80
"""
SECOND = """编号,推荐意愿（0-10分）,最满意的地方,需要改进的地方,舱位,体重
P03,3,没有,延误三个小时没人通知，打13912345678也没人接,头等舱,不想说
P06,,值机效率高,机上娱乐太少啦,商务舱,66
P07,0,,退票费太高，客服电话打不通,经济舱,
"""
FOURTH = FIRST.partition("P02")[0]
SECOND_SAID = (
    "没有",
    "延误三个小时没人通知，打13912345678也没人接",
    "值机效率高",
    "机上娱乐太少啦",
    "退票费太高，客服电话打不通",
)


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    (tmp_path / "一月.csv").write_text(FIRST, encoding="utf-8")
    (tmp_path / "二月.csv").write_text(SECOND, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The run of the first month."""
    path = tmp_path_factory.mktemp("survey") / "一月.csv"
    path.write_text(FIRST, encoding="utf-8")
    return analyze(path, **SURVEY).save(path.parent / "old")


SURVEY = {"pipeline": "survey", "codebook": "airline", "topics": False, "id": "编号"}


def test_only_new_comments_are_judged(
    survey: Path, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[str] = []
    run = OpinionEngine.run

    def noted(self: OpinionEngine, texts: list[str]) -> Any:
        judged.extend(texts)
        return run(self, texts)

    monkeypatch.setattr(OpinionEngine, "run", noted)
    found = analyze(survey / "二月.csv", append=old)
    assert judged == [*SECOND_SAID]
    assert len(found.comments) == len(voc.load(old).comments) + len(judged)


def test_folder_and_run_in_memory_are_gone_on_with_alike(survey: Path, old: Path) -> None:
    from_folder = analyze(survey / "二月.csv", append=old)
    in_memory = analyze(survey / "二月.csv", append=analyze(survey / "一月.csv", **SURVEY))
    assert_same_tables(in_memory, from_folder)
    assert_same_tables(analyze(survey / "二月.csv", append=voc.load(old)), from_folder)


def test_answers_of_a_survey_are_numbered_and_joined_as_in_one_file(
    survey: Path, old: Path
) -> None:
    found = analyze(survey / "二月.csv", append=old)
    whole = analyze([survey / "一月.csv", survey / "二月.csv"], **SURVEY)
    assert_same_tables(found, whole)
    comments = found.comments.set_index("comment_id")
    assert comments.loc["c000006-2", "row"] == 5
    assert comments.loc["c000006-2", "duplicate_of"] == "c000003-2"
    assert comments.loc["c000006-2", "respondent_id"] == "P03"
    assert comments["体重"].dropna().tolist()[:1] == ["61"]  # words stand below the numbers
    assert found.manifest["counts"] == whole.manifest["counts"]
    assert found.manifest["off_scale"] == whole.manifest["off_scale"]  # the 11 of P05
    assert "13912345678" not in str(found.manifest) + found.comments.to_csv()
    told = [note["en"] for note in found.manifest["notes"]]
    assert "1 of the 5 comments that were added" in str(told)


@pytest.mark.parametrize("anew", [False, True], ids=["numbers go on", "numbers begin anew"])
def test_months_of_a_platform_are_told_apart_by_its_numbers(tmp_path: Path, anew: bool) -> None:
    april = wenjuanxing.survey(
        range(20, wenjuanxing.N)
    )  # without the column 〖其他〗: nobody wrote
    for place, row in enumerate(april[1:], start=1):
        row[0] = place if anew else row[0]
    files = [
        wenjuanxing.write_csv(tmp_path / "三月.csv", wenjuanxing.survey(range(20))),
        wenjuanxing.write_csv(tmp_path / "四月.csv", april),
    ]
    options = {"pipeline": "survey", "codebook": "restaurant", "topics": False}
    found = analyze(files[1], append=analyze(files[0], **options))
    assert_same_tables(found, analyze(files, **options))
    assert found.comments["respondent_id"].str.startswith("r").all() == anew


def test_named_columns_and_settings_of_the_run_may_be_said_again(survey: Path, old: Path) -> None:
    texts = ("最满意的地方", "需要改进的地方")
    again = analyze(survey / "二月.csv", append=old, text=texts, **SURVEY)
    plain = analyze(survey / "二月.csv", append=old)
    assert_same_tables(again, plain)
    look = analyze(survey / "二月.csv", append=old, config={"report": {"title": "两个月"}})
    assert look.manifest["config"]["report"]["title"] == "两个月"


def test_column_that_the_run_hides_stays_hidden() -> None:
    stays = pd.DataFrame({"评论": ["房间很干净", "太吵", "早餐不错"], "回访": ["13912345678"] * 3})
    old = analyze(stays, topics=False, text="评论")
    later = pd.DataFrame({"评论": ["前台热情"], "回访": ["下午三点以后"]})
    assert analyze(later, topics=False, text="评论").comments["回访"].tolist() == ["下午三点以后"]
    assert analyze(later, append=old).comments["回访"].tolist() == ["[手机号]"] * 4


CONTRADICTIONS = [
    ("another codebook", {"codebook": "hotel"}, "append.other-setting"),
    ("another recipe", {"pipeline": "reviews"}, "append.other-setting"),
    ("one of two questions", {"text": "最满意的地方"}, "append.other-setting"),
    ("another id", {"id": "舱位"}, "append.other-setting"),
    ("another seed", {"seed": 7}, "append.other-setting"),
    ("hashes", {"pii": "hash"}, "append.other-setting"),
    ("no topics then, topics now", {"topics": True}, "append.other-setting"),
    ("a questionnaire", {"own": "舱位=商务舱"}, "append.other-questionnaire"),
    ("topics of another run", {"topics_from": "elsewhere"}, "append.not-with"),
    ("scores of a second file", {"metrics": pd.DataFrame()}, "append.not-with"),
]


@pytest.mark.parametrize(
    ("options", "code"), [case[1:] for case in CONTRADICTIONS], ids=[c[0] for c in CONTRADICTIONS]
)
def test_options_that_contradict_the_run_are_refused(
    survey: Path, old: Path, options: dict[str, Any], code: str
) -> None:
    with pytest.raises(VocError) as caught:
        analyze(survey / "二月.csv", append=old, **options)
    assert caught.value.code == code


def test_file_with_other_columns_is_refused_with_their_names(survey: Path, old: Path) -> None:
    table = pd.read_csv(survey / "二月.csv").rename(columns={"推荐意愿（0-10分）": "NPS"})
    table.assign(会员="是").to_csv(survey / "三月.csv", index=False)
    with pytest.raises(VocError) as caught:
        analyze(survey / "三月.csv", append=old)
    assert caught.value.code == "append.other-columns"
    for name in ("推荐意愿（0-10分）", "NPS", "会员"):
        assert name in caught.value.what


def test_same_file_twice_is_refused_unless_asked_for(survey: Path, old: Path) -> None:
    shutil.copy(survey / "一月.csv", survey / "copy.csv")
    with pytest.raises(VocError) as caught:
        analyze(survey / "copy.csv", append=old)
    assert caught.value.code == "append.same-input"
    assert "copy.csv" in caught.value.what
    twice = analyze(survey / "copy.csv", append=old, again=True)
    assert len(twice.comments) == 2 * len(voc.load(old).comments)


def test_files_are_waves_where_no_time_tells_them_apart(tmp_path: Path) -> None:
    header = "评论,评分\n"
    (tmp_path / "2026-01.csv").write_text(header + "房间很干净,5\n隔音太差了,2\n", encoding="utf-8")
    (tmp_path / "2026-02.csv").write_text(header + "早餐不错,4\n", encoding="utf-8")
    (tmp_path / "2026-03.csv").write_text(header + "前台态度冷淡,1\n", encoding="utf-8")
    options = {"codebook": "hotel", "topics": False}
    first = analyze(tmp_path / "2026-01.csv", **options)
    second = analyze(tmp_path / "2026-02.csv", append=first)
    third = analyze(tmp_path / "2026-03.csv", append=second)
    files = [tmp_path / f"2026-0{month}.csv" for month in (1, 2, 3)]
    assert_same_tables(second, analyze(files[:2], **options))
    assert_same_tables(third, analyze(files, **options))
    assert third.comments["wave"].tolist() == ["2026-01", "2026-01", "2026-02", "2026-03"]


# --- runs that cannot be gone on with


@pytest.fixture
def saved(survey: Path, old: Path) -> Path:
    return Path(shutil.copytree(old, survey / "run"))


def assert_refused(survey: Path, code: str) -> VocError:
    with pytest.raises(VocError) as caught:
        analyze(survey / "二月.csv", append=survey / "run")
    assert caught.value.code == code
    return caught.value


def test_folder_without_a_run_is_refused(survey: Path) -> None:
    assert_refused(survey, "report.no-run")


def test_run_of_an_older_version_is_refused(survey: Path, saved: Path) -> None:
    for name in (JUDGED, RESPONDENTS, "checksums.txt"):
        (saved / name).unlink()
    assert_refused(survey, "append.nothing-kept")


def test_damaged_run_is_refused(survey: Path, saved: Path) -> None:
    content = bytearray((saved / JUDGED).read_bytes())
    content[len(content) // 2] ^= 1
    (saved / JUDGED).write_bytes(content)
    assert JUDGED in assert_refused(survey, "report.run-damaged").what


def test_run_with_an_edited_codebook_is_refused(survey: Path, saved: Path) -> None:
    book = saved / "codebook.toml"
    text = book.read_text(encoding="utf-8")
    assert '"座位"' in text
    book.write_text(text.replace('"座位"', '"座位", "坐椅"', 1), encoding="utf-8")
    assert_refused(survey, "append.codebook-changed")


@pytest.mark.parametrize("name", [JUDGED, RESPONDENTS])
def test_run_with_a_file_of_another_run_is_refused(survey: Path, saved: Path, name: str) -> None:
    (survey / "四月.csv").write_text(FOURTH, encoding="utf-8")
    other = analyze(survey / "四月.csv", **SURVEY)
    other.save(survey / "other")
    shutil.copy(survey / "other" / name, saved / name)
    (saved / "checksums.txt").unlink()
    assert name in assert_refused(survey, "report.run-damaged").what


def test_run_of_other_word_lists_is_refused(
    survey: Path, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voc.opinion.versions.lexicon_version", lambda: "of next year")
    error = assert_refused(survey, "append.other-versions")
    assert "lexicons" in error.what
    assert "of next year" in error.what


def test_run_with_scores_of_a_second_file_is_refused(survey: Path) -> None:
    people = pd.DataFrame({"编号": ["P01", "P02", "P03", "P04", "P05"], "等级": list("ABABA")})
    analyze(survey / "一月.csv", metrics=people, **SURVEY).save(survey / "run")
    assert_refused(survey, "append.with-metrics")


def test_hashes_need_the_same_key(survey: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOC_PII_KEY", "the key of the first month")
    analyze(survey / "一月.csv", pii="hash", **SURVEY).save(survey / "run")
    found = analyze(survey / "二月.csv", append=survey / "run").comments
    tags = found["text"].str.extract(r"(\[手机号#\w+\])")[0].dropna()
    assert len(tags) == 2
    assert tags.nunique() == 1
    monkeypatch.setenv("VOC_PII_KEY", "another key, made later on")
    assert_refused(survey, "append.other-key")
