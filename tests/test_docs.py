"""What the documents say is so: commands and snippets run, links lead somewhere, columns exist."""

from __future__ import annotations

import re
import shlex
import sqlite3
import tomllib
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from coded_sheet import fill_in, grids
from pydantic import BaseModel

import voc
import voc.pipeline
from voc.cli import app
from voc.config import Config, load_config, pipelines
from voc.lexicon import codebooks, load_codebook
from voc.metric.csi import load_model
from voc.questionnaire import Questionnaire, load_questionnaire

ROOT = Path(__file__).resolve().parent.parent
READMES = ["README.md", "README.zh.md"]
PAGES = [
    *READMES,
    *(f"docs/{name}.md" for name in "guide tables method architecture".split()),
    "lexicons/README.md",
    "corpora/gold/README.md",
]
DEMO = ROOT / "corpora" / "demo"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
FAST = {"statistics": {"bootstrap": 100}, "run": {"processes": 1}}


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def fences(name: str, language: str) -> list[str]:
    return [body for kind, body in FENCE.findall(page(name)) if kind == language]


def commands(name: str) -> list[str]:
    return [line for body in fences(name, "bash") for line in body.splitlines() if line.strip()]


def guest_survey() -> pd.DataFrame:
    """The survey that the guide's questionnaire is about, with invented answers."""
    random = np.random.default_rng(5)
    texts = pd.read_csv(DEMO / "hotel_reviews.csv")["评论内容"].dropna().head(180).tolist()
    n = len(texts)
    pleased = random.normal(0.65, 0.17, n)

    def rated(low: int, high: int) -> list[int]:
        place = np.clip(pleased + random.normal(0, 0.13, n), 0, 1)
        return [round(low + (high - low) * share) for share in place]

    def one_of(*words: str) -> list[str]:
        return random.choice(words, n).tolist()

    asked = load_questionnaire(tomllib.loads(guest_questionnaire()))
    table = pd.DataFrame(
        {
            "客户号": [f"k{number:04}" for number in range(n)],
            "入住日期": pd.date_range("2026-01-01", periods=n, freq="D").astype(str),
            "城市": one_of("杭州", "成都"),
            "意见": texts,
            "推荐意愿": rated(0, 10),
            "权重": random.uniform(0.5, 2, n).round(2),
            "酒店": one_of("拾舟", "江月", "云上"),
        }
    )
    complained = random.random(n) < 0.6
    invented = {
        "functional": one_of("喜欢", "理应如此", "无所谓"),
        "dysfunctional": one_of("不喜欢", "能忍受"),
        "severity": one_of("严重", "轻微"),
        "opened": np.where(complained, "2026-03-01 09:00", None),
        "answered": np.where(complained, "2026-03-01 15:00", None),
        "closed": np.where(complained & (random.random(n) < 0.7), "2026-03-03 10:00", None),
    }
    for part, column in asked.columns():
        if column in table:
            continue
        if (key := part.split(".")[-1]) in invented:
            table[column] = invented[key]
        elif part.startswith("rates.revisit"):
            table[column] = random.integers(1, 4, n)
        elif part.startswith(("rates", "recovery")):
            table[column] = one_of("是", "否")
        else:
            low, high = asked.scales.get(column) or (1, 7 if part.startswith("servqual") else 9)
            table[column] = rated(int(low), int(high))
    return table


def guest_orders() -> pd.DataFrame:
    """The orders that the guide's questionnaire names."""
    random = np.random.default_rng(6)
    days = pd.Timestamp("2024-10-01") + pd.to_timedelta(random.integers(0, 540, 400), "D")
    return pd.DataFrame(
        {
            "客户号": [f"k{number:04}" for number in random.integers(0, 170, 400)],
            "下单日期": days.astype(str),
            "金额": random.integers(200, 900, 400),
            "是否退订": random.choice(["是", "否"], 400, p=[0.1, 0.9]),
        }
    )


def guest_questionnaire() -> str:
    """The questionnaire of the guide."""
    return next(body for body in fences("docs/guide.md", "toml") if "[servqual]" in body)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the documents speak of."""
    reviews = pd.read_csv(DEMO / "hotel_reviews.csv")
    for name in ("my-export.xlsx", "next-export.xlsx"):
        reviews.to_excel(tmp_path / name, index=False, engine="xlsxwriter")
    plain = reviews.rename(columns={"评论内容": "评论"}).head(240)
    plain = plain[["评论", "评分", "入住日期", "门店"]]
    plain.head(120).to_csv(tmp_path / "january.csv", index=False, encoding="gbk", errors="ignore")
    plain.tail(120).to_csv(tmp_path / "february.csv", index=False)
    with sqlite3.connect(tmp_path / "shop.db") as shop:
        plain.to_sql("点评", shop, index=False)
    shop.close()
    guests = guest_survey()
    guests.to_excel(tmp_path / "guests.xlsx", index=False, engine="xlsxwriter")
    guests[["客户号", "推荐意愿"]].to_excel(
        tmp_path / "scores.xlsx", index=False, engine="xlsxwriter"
    )
    with sqlite3.connect(tmp_path / "crm.db") as crm:
        guests[["客户号", "推荐意愿", "城市"]].to_sql("回访", crm, index=False)
    crm.close()
    guest_orders().to_csv(tmp_path / "orders.csv", index=False)
    guests[["客户号", "入住日期", "意见"]].head(90).to_csv(tmp_path / "comments.csv", index=False)
    (tmp_path / "corpora").symlink_to(ROOT / "corpora")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(voc, "analyze", partial(voc.analyze, topics=False, config=FAST))

    def quick(pipeline: Any, user: Any = None, options: Any = None) -> Config:
        return load_config(pipeline, user, {**(options or {}), "statistics": FAST["statistics"]})

    monkeypatch.setattr(voc.pipeline, "load_config", quick)  # for the commands
    return tmp_path


def toml_files(name: str) -> list[Path]:
    """Write the settings and codebooks of a page; their first line is their name."""
    written = []
    for body in fences(name, "toml"):
        path = Path(re.match(r"# (\S+\.toml)\n", body)[1])
        path.write_text(body, encoding="utf-8")
        written.append(path)
    return written


def code_by_hand(sheet: Path, coders: list[str]) -> None:
    """What coders do between two commands: fill in a copy each."""
    rows = next(iter(grids(sheet).values()))[2:]
    for coder in coders:
        fill_in(sheet, Path(coder), {str(row[0]): {"label": "中"} for row in rows})


def written_to(arguments: list[str]) -> set[str]:
    """The folder of a run."""
    if "-o" in arguments:
        return {arguments[arguments.index("-o") + 1]}
    return {f"{Path(arguments[1]).stem}-voc"}


@pytest.mark.parametrize("name", ["README.md", "docs/guide.md"])  # README.zh.md has the same
def test_commands_of_a_page_run(name: str, desk: Path) -> None:
    toml_files(name)
    targets = re.findall(r"^([a-z-]+):", page("Makefile"), re.MULTILINE)
    waves = {"--topics-from", *re.findall(r"--topics-from (\S+)", "\n".join(commands(name)))}
    for command in commands(name):
        program, *arguments = shlex.split(command)
        if program == "make":
            assert set(arguments) <= set(targets), command
            continue
        assert program == ".venv/bin/voc", command
        if arguments[0] == "analyze" and not waves & {*arguments, *written_to(arguments)}:
            arguments.append("--no-topics")
        if arguments[0] == "validate":
            code_by_hand(Path("to-code.xlsx"), arguments[2:4])
        app(args=arguments, standalone_mode=False)


def test_guide_shows_an_error_as_it_is_told(desk: Path) -> None:
    with pytest.raises(voc.VocError) as told:
        voc.analyze("january.csv", text="评伦")
    assert f"voc: {told.value}\n" in fences("docs/guide.md", "text")


def test_guide_shows_an_explanation_as_it_is_told(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    toml_files("docs/guide.md")
    command = next(
        line for line in commands("docs/guide.md") if "gym.toml" in line and "很" in line
    )
    app(args=shlex.split(command)[1:], standalone_mode=False)
    assert fences("docs/guide.md", "text")[0] in capsys.readouterr().out


@pytest.mark.parametrize("name", READMES)
def test_report_lies_where_the_readme_says(name: str, desk: Path) -> None:
    report = re.search(r"`([\w-]+-voc/report\.html)`", page(name))[1]
    arguments = shlex.split(commands(name)[1])[1:]
    app(args=[*arguments, "--no-topics"], standalone_mode=False)
    assert (desk / report).is_file()


@pytest.mark.parametrize("name", PAGES)
def test_settings_codebooks_and_models_of_a_page_are_valid(name: str, desk: Path) -> None:
    for path in toml_files(name):
        text = path.read_text(encoding="utf-8")
        drivers = re.findall(r"^\[drivers\.(\w+)\]", text, re.M)
        if "[latents." in text:
            load_model(path)
            continue
        if tomllib.loads(text).keys() <= Questionnaire.model_fields.keys():
            load_questionnaire(path)
            continue
        if not drivers:
            load_config("reviews", path)
            continue
        assert set(drivers) <= load_codebook(path).drivers.keys()


def test_questionnaire_of_the_guide_has_every_key() -> None:
    given: dict[type[BaseModel], set[str]] = {}

    def look_into(value: object) -> None:
        if isinstance(value, BaseModel):
            given.setdefault(type(value), set()).update(value.model_fields_set)
            value = dict(value)
        parts = value.values() if isinstance(value, dict) else value
        for part in parts if isinstance(value, dict | list) else ():
            look_into(part)

    look_into(load_questionnaire(tomllib.loads(guest_questionnaire())))
    assert len(given) > 10
    for part, keys in given.items():
        assert keys == set(part.model_fields), part


@pytest.mark.parametrize("name", PAGES)
def test_python_of_a_page_runs(name: str, desk: Path) -> None:
    names: dict[str, object] = {}
    for body in fences(name, "python"):
        exec(compile(body, name, "exec"), names)
    assert "run" in names or not fences(name, "python")


@pytest.mark.parametrize("name", READMES)
def test_windows_commands_are_those_of_the_makefile(name: str) -> None:
    recipe = page("Makefile").split("$(READY): ")[1].split("touch")[0]  # of the environment
    installs = re.findall(r"pip install (.*)", recipe)
    assert len(installs) == 2
    wanted = [re.sub(r"--(quiet|disable-pip-version-check) ", "", line) for line in installs]
    lines = "".join(fences(name, "bat")).splitlines()
    assert [line.split("pip install ")[1] for line in lines if "pip install" in line] == wanted
    assert lines[0].endswith("-m venv .venv") and lines[-1] == r".venv\Scripts\voc demo"


@pytest.mark.parametrize("name", PAGES)
def test_relative_links_lead_to_a_file(name: str) -> None:
    for target in LINK.findall(page(name)):
        if "://" not in target:
            path, _, anchor = target.partition("#")
            linked = (ROOT / name).parent / path
            assert linked.exists(), target
            if anchor:
                on_page = linked if linked.is_file() else ROOT / name
                headings = re.findall(r"^#+ (.*)", on_page.read_text(encoding="utf-8"), re.M)
                assert anchor in {heading.lower().replace(" ", "-") for heading in headings}


def test_readmes_have_the_same_headings_and_commands() -> None:
    english, chinese = (
        [len(marks) for marks in re.findall(r"^(#+) ", FENCE.sub("", page(name)), re.MULTILINE)]
        for name in READMES
    )
    assert english == chinese
    assert commands(READMES[0]) == commands(READMES[1])


@pytest.mark.parametrize("name", READMES)
def test_readmes_name_every_pipeline_and_codebook(name: str) -> None:
    for known in (*pipelines(), *codebooks()):
        assert f"`{known}`" in page(name)


@pytest.mark.parametrize("name", PAGES)
def test_options_that_a_page_names_exist(name: str) -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "voc").glob("cli*.py"))
    for option in set(re.findall(r"`(--?[a-z-]+)[` ]", page(name))) - {"--no-deps"}:
        assert f'"{option}"' in source or option == "--force", option


def test_no_page_was_left_in_the_middle_of_a_merge() -> None:
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("*/README.md")]
    assert len(pages) >= 8
    for path in pages:
        assert not re.search(r"^(<{7}|={7}$|>{7})", path.read_text(encoding="utf-8"), re.M), path


def test_images_are_small_pngs() -> None:
    images = sorted((ROOT / "docs" / "images").iterdir())
    assert images
    for image in images:
        assert image.read_bytes().startswith(b"\x89PNG") and image.stat().st_size < 300_000


# ---- docs/tables.md ----


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


# ---- docs/method.md ----


def test_examples_of_the_rules_do_what_the_page_says() -> None:
    rows = re.findall(r"^\| `([a-z ]+)` \| (\S+) \| ([+−0]) ", page("docs/method.md"), re.M)
    assert len(rows) >= 20
    opinions = {
        book: voc.analyze(
            pd.DataFrame({"text": [example for _, example, _ in rows]}),
            text="text",
            codebook=book,
            topics=False,
            config=FAST,
        ).opinions
        for book in ("hotel", "restaurant")
    }
    for place, (rule, example, sign) in enumerate(rows, start=1):
        found = opinions["restaurant" if rule == "spread" else "hotel"]
        found = found[found["comment_id"] == f"c{place:06}"]
        made = found[[rule in re.split("[+；]", rules) for rules in found["rule"]]]
        signs = {"+" if polarity > 0 else "−" for polarity in made["polarity"]}
        signs |= {"0" for label in made["label"] if label == "neutral"}
        assert sign in signs, (rule, example, found[["text", "polarity", "rule"]])


def test_architecture_names_folders_that_exist() -> None:
    for row in re.findall(r"^\| (`[^|]*`) \|", page("docs/architecture.md"), re.MULTILINE):
        for path in re.findall(r"`([\w./]+)`", row):
            assert (ROOT / path).exists() or (ROOT / "voc" / path).exists(), path
