"""What the documents say is so: commands and snippets run, links lead somewhere, columns exist."""

from __future__ import annotations

import re
import shlex
import shutil
import sqlite3
import tomllib
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from coded_sheet import fill_in, grids
from documents import (
    DEMO,
    FAST,
    FENCE,
    ROOT,
    commands,
    fences,
    guest_orders,
    guest_questionnaire,
    guest_survey,
    page,
)
from pydantic import BaseModel

import voc
import voc.pipeline
from voc.cli import app
from voc.config import Config, load_config, pipelines
from voc.lexicon import codebooks, load_codebook
from voc.metric.csi import load_model
from voc.questionnaire import Questionnaire, load_questionnaire

READMES = ["README.md", "README.zh.md"]
PAGES = [
    *READMES,
    *(f"docs/{name}.md" for name in "guide tables method architecture".split()),
    "lexicons/README.md",
    "corpora/gold/README.md",
]
LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that the documents speak of."""
    folder = tmp_path_factory.mktemp("exports")
    reviews = pd.read_csv(DEMO / "hotel_reviews.csv")
    for name in ("my-export.xlsx", "next-export.xlsx"):
        reviews.to_excel(folder / name, index=False, engine="xlsxwriter")
    plain = reviews.rename(columns={"评论内容": "评论"}).head(240)
    plain = plain[["评论", "评分", "入住日期", "门店"]]
    plain.head(120).to_csv(folder / "january.csv", index=False, encoding="gbk", errors="ignore")
    plain.tail(120).to_csv(folder / "february.csv", index=False)
    with sqlite3.connect(folder / "shop.db") as shop:
        plain.to_sql("点评", shop, index=False)
    shop.close()
    guests = guest_survey()
    guests.to_excel(folder / "guests.xlsx", index=False, engine="xlsxwriter")
    guests[["客户号", "推荐意愿"]].to_excel(
        folder / "scores.xlsx", index=False, engine="xlsxwriter"
    )
    with sqlite3.connect(folder / "crm.db") as crm:
        guests[["客户号", "推荐意愿", "城市"]].to_sql("回访", crm, index=False)
    crm.close()
    guest_orders().to_csv(folder / "orders.csv", index=False)
    guests[["客户号", "入住日期", "意见"]].head(90).to_csv(folder / "comments.csv", index=False)
    return folder


@pytest.fixture
def desk(exports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own with these files, where commands and snippets run quickly."""
    shutil.copytree(exports, tmp_path, dirs_exist_ok=True)
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
    elsewhere = set() if name == "README.md" else set(commands("README.md"))
    for command in commands(name):
        if command in elsewhere and " corpora/" in command:
            continue  # the README runs it, on the same file
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
