"""Why a comment got its sentiment, as text, as HTML and on the command line."""

from __future__ import annotations

import json
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

import voc
from voc.cli import app
from voc.errors import VocError
from voc.report.reasons import RULES, method_line
from voc.run import explain_text

DISHES = ["回锅肉", "酸菜鱼", "凉皮", "肉夹馍", "小龙虾", "煎饼", "麻辣烫", "黄焖鸡"]


def delivery_comments() -> pd.DataFrame:
    """小哥笑眯眯 goes with praise and 保温袋敞着口 with blame; no word list knows them."""
    good = [f"{dish}很好吃，小哥笑眯眯的，{n}号单" for n, dish in enumerate(DISHES * 16)]
    bad = [f"{dish}都凉了，保温袋敞着口，{n}号单" for n, dish in enumerate(DISHES * 16)]
    mixed = [f"{dish}好吃，但是送得太慢了" for dish in DISHES]
    return pd.DataFrame(
        {"review": [*good, *bad, *mixed, "小哥笑眯眯的", "保温袋敞着口", "系统默认好评"]}
    )


@pytest.fixture(scope="module")
def run() -> voc.Analysis:
    return voc.analyze(
        delivery_comments(), text="review", codebook="restaurant", topics=False, progress=False
    )


def id_of(run: voc.Analysis, text: str) -> str:
    return str(run.comments.loc[run.comments["text"] == text, "comment_id"].iloc[0])


def test_explanation_lists_clauses_opinions_and_rules(run: voc.Analysis) -> None:
    text = str(run.explain(id_of(run, "凉皮好吃，但是送得太慢了"), language="zh"))
    first, second = text.index("\n凉皮好吃\n"), text.index("\n但是送得太慢了\n")
    assert first < text.index("好吃 →") < second < text.index("太慢 →")
    assert "转折之后" in text and "程度词" in text


def test_word_that_no_list_knows_is_named_with_what_it_adds(run: voc.Analysis) -> None:
    assert run.manifest["sentiment"]["method"] == "self-trained"
    explained = run.explain(id_of(run, "小哥笑眯眯的"))
    assert explained.sentiment > 0.15
    assert any("笑眯眯" in word and odds > 0.1 for word, odds in explained.words)
    blamed = run.explain(id_of(run, "保温袋敞着口"))
    assert any("敞" in word and odds < -0.1 for word, odds in blamed.words)


def test_parts_of_the_log_odds_add_up(run: voc.Analysis) -> None:
    for comment in run.comments["comment_id"].iloc[[0, 100, 200, 260]]:
        explained = run.explain(comment)
        *parts, (_, total) = explained.moved()
        assert sum(odds for _, odds in parts) == pytest.approx(total)
        assert (total > 0) == (explained.sentiment > 0)


def test_html_marks_the_words_and_escapes_the_rest() -> None:
    table = pd.DataFrame({"review": ["<script>alert(1)</script> 房间很干净，隔音太差"]})
    run = voc.analyze(table, text="review", codebook="hotel", topics=False, progress=False)
    html = run.explain("c000001")._repr_html_()
    assert "<script" not in html
    assert "font-weight: 600" in html and "很干净" in html


def test_platform_text_and_plain_facts_say_so(run: voc.Analysis) -> None:
    assert "不计分" in str(run.explain(id_of(run, "系统默认好评")))
    assert "没有找到评价" in explain_text("我是三月五号下单的")


def test_saved_run_explains_as_before(run: voc.Analysis, tmp_path: Path) -> None:
    run.save(tmp_path / "run")
    again = voc.load(tmp_path / "run")
    for comment in run.comments["comment_id"].iloc[[0, 130, -2]]:
        before, after = run.explain(comment), again.explain(comment)
        assert after.moved()[-1][1] == pytest.approx(before.moved()[-1][1], abs=1e-3)
        assert (after.verdict(), after.clauses, after.opinions) == (
            before.verdict(),
            before.clauses,
            before.opinions,
        )


def test_model_is_saved_under_a_name_and_named_where_it_is_used(
    run: voc.Analysis, tmp_path: Path
) -> None:
    path = run.save_model(tmp_path / "delivery.json", name="外卖 2026-11")
    with pytest.raises(VocError, match="exists"):
        run.save_model(path)
    few = pd.DataFrame({"review": ["小哥笑眯眯的", "保温袋敞着口", "三号单"]})
    again = voc.analyze(few, text="review", model=path, topics=False, progress=False)
    assert again.comments["label"].tolist()[:2] == ["positive", "negative"]
    assert "外卖 2026-11" in again.summary("zh")
    alone = voc.analyze(few, text="review", topics=False, progress=False)
    with pytest.raises(VocError, match="Nothing was learned"):
        alone.save_model(tmp_path / "none.json")


def test_verdict_that_differs_from_the_total_is_accounted_for(run: voc.Analysis) -> None:
    told = 0
    for comment in run.comments.loc[~run.comments["boilerplate"], "comment_id"].iloc[::10]:
        explained = run.explain(comment, language="en")
        of_total = np.tanh(0.13 * explained.total)
        assert explained.held_out == (abs(of_total - explained.sentiment) > 0.01)
        assert explained.held_out == ("had not learned from this comment" in str(explained))
        assert explained.held_out == ("had not learned" in explained._repr_html_())
        told += explained.held_out
    assert told


def test_comment_judged_by_a_model_is_explained_by_the_total(
    run: voc.Analysis, tmp_path: Path
) -> None:
    path = run.save_model(tmp_path / "model.json")
    text = explain_text("凉皮好吃，小哥笑眯眯的", codebook="restaurant", model=path, language="en")
    assert "total" in text and "had not learned" not in text


def test_comment_of_unknown_words_shows_what_any_comment_has(
    run: voc.Analysis, tmp_path: Path
) -> None:
    path = run.save_model(tmp_path / "model.json")
    text = explain_text("阒然", codebook="restaurant", model=path, language="en")
    assert "before any word is read" in text
    platform = str(run.explain(id_of(run, "系统默认好评"), language="en"))
    assert "not scored" in platform and "total" not in platform


def test_mixed_comment_says_so() -> None:
    text = explain_text("The room was clean but the staff was not friendly", language="en")
    assert "\nmixed, rather negative, sentiment −0.0" in text
    assert "mixed" not in explain_text("The room was clean", language="en")


@pytest.mark.parametrize("missing", ["columns", "settings"])
def test_run_of_an_older_voc_is_refused_with_a_message(
    missing: str, run: voc.Analysis, tmp_path: Path
) -> None:
    run.save(tmp_path / "run")
    (tmp_path / "run" / "checksums.txt").unlink()  # it had none
    if missing == "columns":
        path = tmp_path / "run" / "comments.parquet"
        old = pd.read_parquet(path).drop(columns=["positive_part", "negative_part"])
        old.to_parquet(path)
    else:
        path = tmp_path / "run" / "manifest.json"
        manifest = json.loads(path.read_text(encoding="utf-8"))
        del manifest["config"]["sentiment"], manifest["sentiment"]
        path.write_text(json.dumps(manifest), encoding="utf-8")
    old_run = voc.load(tmp_path / "run")
    old_run.to_html(tmp_path / "report.html")
    with pytest.raises(VocError, match="another version of voc"):
        old_run.explain("c000001")


def test_unknown_comment_is_refused_with_the_form_of_ids(run: voc.Analysis) -> None:
    with pytest.raises(VocError, match="c999999") as caught:
        run.explain("c999999")
    assert "c000001" in str(caught.value.fix)


def test_english_and_chinese(run: voc.Analysis) -> None:
    assert "正面" in explain_text("菜很新鲜", language="zh")
    assert "positive, sentiment" in explain_text("The food was great", language="en")


def test_command_explains_with_and_without_a_model(run: voc.Analysis, tmp_path: Path) -> None:
    runner = CliRunner()
    alone = runner.invoke(app, ["explain", "保温袋敞着口", "-k", "restaurant"])
    assert alone.exit_code == 0 and "中性，情感 0.00" in alone.stdout
    run.save(tmp_path / "run")
    model = str(tmp_path / "run" / "model.json")
    learned = runner.invoke(app, ["explain", "保温袋敞着口", "-k", "restaurant", "--model", model])
    assert learned.exit_code == 0 and "负面" in learned.stdout and "敞" in learned.stdout


def test_long_text_without_a_mark_is_explained_in_seconds() -> None:
    begin = time.perf_counter()
    assert "positive" in explain_text("很好" * 10_000, language="en")
    assert time.perf_counter() - begin < 10


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_empty_text_is_refused(text: str) -> None:
    with pytest.raises(VocError, match="empty"):
        explain_text(text)


@pytest.mark.parametrize(
    ("language", "first", "figure"),
    [
        ("en", "the earlier model hotels: lexicon", "against the scores where held out 0.82"),
        ("zh", "沿用早先的模型 hotels：词典", "留出检验与打分对照的宏平均 F1 为 0.82"),
    ],
)
def test_figures_of_a_model_are_said_to_be_its_own(language: str, first: str, figure: str) -> None:
    record = {"method": "scores", "n": 252, "agreement": 0.818, "model_lexicon": "a"}
    used = {**record, "model": "model.json", "model_name": "hotels"}
    line = method_line(used, "a", language)
    assert line.startswith(first) and figure in line
    assert "hotels" not in method_line({**record, "model": None}, "a", language)


def test_self_training_is_not_said_to_agree_with_scores() -> None:
    line = method_line({"method": "self-trained", "n": 203, "agreement": 0.66}, "", "en")
    assert "words alone against the lexicon where held out 0.66" in line


def test_every_rule_of_the_page_has_words() -> None:
    import re

    page = (Path(__file__).parents[1] / "docs" / "method.md").read_text(encoding="utf-8")
    rules = re.findall(r"^\| `([a-z ]+)` \| \S+ \| [+−0] ", page, re.MULTILINE)
    assert rules and not [rule for rule in rules if rule not in RULES]
