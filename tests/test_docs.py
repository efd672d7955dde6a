"""What the documents say is so: commands and snippets run, links lead somewhere, columns exist."""

from __future__ import annotations

import json
import re
import shlex
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from coded_sheet import fill_in, grids

import voc
from voc.cli import app
from voc.config import load_config, pipelines
from voc.lexicon import codebooks, load_codebook
from voc.metric.csi import load_model

ROOT = Path(__file__).resolve().parent.parent
READMES = ["README.md", "README.zh.md"]
PAGES = [
    *READMES,
    *(f"docs/{name}.md" for name in "guide tables method architecture".split()),
    "lexicons/README.md",
    "corpora/gold/README.md",
]
DEMO = ROOT / "corpora" / "demo"
NOTEBOOK = ROOT / "notebooks" / "quickstart.ipynb"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
FAST = {"statistics": {"bootstrap": 100}, "run": {"processes": 1}}


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def fences(name: str, language: str) -> list[str]:
    return [body for kind, body in FENCE.findall(page(name)) if kind == language]


def commands(name: str) -> list[str]:
    return [line for body in fences(name, "bash") for line in body.splitlines() if line.strip()]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the documents speak of."""
    reviews = pd.read_csv(DEMO / "hotel_reviews.csv")
    for name in ("my-export.xlsx", "next-export.xlsx"):
        reviews.to_excel(tmp_path / name, index=False, engine="xlsxwriter")
    plain = reviews.rename(columns={"评论内容": "评论"}).head(120)
    plain = plain[["评论", "评分", "入住日期", "门店"]]
    plain.head(60).to_csv(tmp_path / "january.csv", index=False, encoding="gbk", errors="ignore")
    plain.tail(60).to_csv(tmp_path / "february.csv", index=False)
    (tmp_path / "corpora").symlink_to(ROOT / "corpora")
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(voc, "analyze", partial(voc.analyze, topics=False, config=FAST))
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


@pytest.mark.parametrize("name", ["README.md", "docs/guide.md"])  # README.zh.md has the same
def test_commands_of_a_page_run(name: str, desk: Path) -> None:
    toml_files(name)
    targets = re.findall(r"^([a-z-]+):", page("Makefile"), re.MULTILINE)
    for command in commands(name):
        program, *arguments = shlex.split(command)
        if program == "make":
            assert set(arguments) <= set(targets), command
            continue
        assert program == ".venv/bin/voc", command
        if arguments[0] == "analyze":
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
        if not drivers:
            load_config("reviews", path)
            continue
        assert set(drivers) <= load_codebook(path).drivers.keys()


@pytest.mark.parametrize("name", PAGES)
def test_python_of_a_page_runs(name: str, desk: Path) -> None:
    names: dict[str, object] = {}
    for body in fences(name, "python"):
        exec(compile(body, name, "exec"), names)
    assert "run" in names or not fences(name, "python")


def test_notebook_runs_from_top_to_bottom(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert notebook["nbformat"] == 4
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert not any(cell["outputs"] or cell["execution_count"] for cell in cells)
    monkeypatch.chdir(desk / "notebooks")
    names: dict[str, object] = {}
    for cell in cells:
        exec(compile("".join(cell["source"]), cell["id"], "exec"), names)


@pytest.mark.parametrize("name", READMES)
def test_windows_commands_are_those_of_the_makefile(name: str) -> None:
    installs = re.findall(r"pip install (.*)", page("Makefile"))
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


def test_images_are_small_pngs() -> None:
    images = sorted((ROOT / "docs" / "images").iterdir())
    assert images
    for image in images:
        assert image.read_bytes().startswith(b"\x89PNG") and image.stat().st_size < 300_000


# ---- docs/tables.md ----


def documented(section: str) -> dict[str, str]:
    """First and second column of the table of a section."""
    body = page("docs/tables.md").split(f"\n## {section}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `([\w.]+)` \| ([^|]*) \|", body, re.MULTILINE)
    assert len(rows) == len(dict(rows)), "a column stands twice"
    return dict(rows)


@pytest.fixture(scope="module")
def runs() -> list[voc.Analysis]:
    reviews = pd.read_csv(DEMO / "hotel_reviews.csv")
    return [
        voc.analyze(DEMO / "airline_survey.xlsx", pipeline="survey", codebook="auto", config=FAST),
        voc.analyze(reviews, codebook="hotel", topics=False, config=FAST),
    ]


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
        assert set(table.columns) == set(told)
        for name, wanted in told.items():
            assert kind(table[name]) in (wanted, None), name


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
            if isinstance(value, dict) and key not in ("config", "timings", "packages"):
                keys += [f"{key}.{inner}" for inner in value]
            else:
                keys.append(key)
        chosen = run.manifest["config"]["opinion"]["codebook"] == "auto"
        left_out = [] if chosen else ["codebook.fits"]
        assert keys == [key for key in documented("manifest") if key not in left_out]


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
