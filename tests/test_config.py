"""Settings: config.toml < recipe < user file < options, and every mistake is named."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from voc import VocError
from voc.config import Config, load_config, pipelines
from voc.resources import resource

DEFAULTS = tomllib.loads(resource("config.toml").read_text(encoding="utf-8"))


def test_every_setting_of_config_toml_has_a_comment() -> None:
    lines = resource("config.toml").read_text(encoding="utf-8").splitlines()
    settings = [line for line in lines if re.match(r"\w+ *=", line)]
    obvious = {"enabled", "seed"}  # their section says it
    assert len(settings) == sum(len(section) for section in DEFAULTS.values())
    bare = {line.split("=")[0].strip() for line in settings if "#" not in line}
    assert bare <= obvious


def test_config_toml_and_the_model_know_the_same_settings() -> None:
    assert load_config().model_dump().keys() == DEFAULTS.keys()
    assert load_config("reviews").model_dump() == DEFAULTS


@pytest.mark.parametrize("name", ["complaints", "reviews", "survey"])
def test_every_recipe_is_valid_and_explains_itself(name: str) -> None:
    assert name in pipelines()
    assert isinstance(load_config(name), Config)
    assert resource("pipelines", f"{name}.toml").read_text(encoding="utf-8").startswith("#")


def test_later_layer_wins(tmp_path: Path) -> None:
    recipe = tmp_path / "recipe.toml"
    recipe.write_text("[text]\nduplicate_length = 20\n[topics]\nwords = 20\n[run]\nchunk = 20\n")
    user = tmp_path / "user.toml"
    user.write_text("[topics]\nwords = 30\n[run]\nchunk = 30\n")
    config = load_config(str(recipe), user, {"run": {"chunk": 40}})
    assert config.statistics.quotes == DEFAULTS["statistics"]["quotes"]
    assert config.text.duplicate_length == 20
    assert config.topics.words == 30
    assert config.run.chunk == 40


def test_user_settings_may_be_nested_dicts() -> None:
    assert load_config(user={"run": {"chunk": 30}}).run.chunk == 30


def test_a_recipe_can_be_copied_and_edited(tmp_path: Path) -> None:
    text = resource("pipelines", "survey.toml").read_text(encoding="utf-8")
    copy = tmp_path / "我的调查.toml"
    copy.write_text(text.replace("30", "40"), encoding="utf-8-sig")  # as Notepad saves it
    assert load_config(str(copy)).text.duplicate_length == 40
    assert load_config(copy).text.duplicate_length == 40


def test_config_is_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load_config().run.seed = 3  # type: ignore[misc]


MISTAKES = [
    ("unknown section", "[topic]\nwords = 3", ('"topic"', 'Did you mean "topics"?')),
    ("unknown setting", "[topics]\nword = 3", ('"word"', "[topics]", 'Did you mean "words"?')),
    ("nothing near", "[run]\nzzz = 3", ('"zzz"', "Known: seed, engine, processes, chunk.")),
    ("section forgotten", "seed = 3", ('"seed"', '"seed" belongs under [run].')),
    ("in another section", "[run]\nquotes = 3", ('"quotes" belongs under [statistics].',)),
    ("section as a setting", "run = 3", ('"run" is a section', "[run]")),
    ("text for a number", '[run]\nseed = "3"', ("run.seed = '3'", "integer")),
    ("number for a switch", "[text]\nmask = 1", ("text.mask = 1", "boolean")),
    ("text for a list", '[read]\ntext = "评论"', ("read.text = '评论'", "list")),
    ("fraction for a count", "[run]\nchunk = 2.5", ("run.chunk = 2.5", "integer")),
    ("below the range", "[run]\nchunk = 0", ("run.chunk = 0", "greater than or equal to 1")),
    ("above the range", "[statistics]\nquotes = 51", ("statistics.quotes = 51", "50")),
    ("one line of two", "[statistics]\ncrosshair = [0.1]", ("crosshair", "importance 0…1")),
    ("share above a half", "[topics]\nmin_share = 0.5", ("topics.min_share", "less than 0.5")),
    ("unknown choice", '[tokens]\nengine = "jeiba"', ("tokens.engine", "'rjieba' or 'jieba'")),
    ("unknown language", '[report]\nlanguage = "fr"', ("report.language", "'zh' or 'en'")),
    ("malformed", "[run]\nseed = = 3", ("not valid TOML", "line 2")),
    ("given twice", "[run]\nseed = 1\nseed = 2\n", ("not valid TOML", "line 3")),
]


@pytest.mark.parametrize(
    ("content", "told"), [pytest.param(*case, id=title) for title, *case in MISTAKES]
)
@pytest.mark.parametrize("layer", ["user", "recipe"])
def test_mistake_is_named_with_its_file(
    layer: str, content: str, told: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(VocError) as caught:
        load_config(str(path)) if layer == "recipe" else load_config(user=path)
    message = str(caught.value)
    assert "mine.toml" in message
    assert caught.value.fix
    for part in told:
        assert part in message


def test_mistake_in_an_option_is_named_too() -> None:
    with pytest.raises(VocError, match=r"run\.seed = -1"):
        load_config(options={"run": {"seed": -1}})
    with pytest.raises(VocError, match="Unknown key"):
        load_config(user={3: {}})  # type: ignore[dict-item]


def test_unknown_recipe_names_the_nearest_or_all() -> None:
    with pytest.raises(VocError, match='Did you mean "complaints"'):
        load_config("complaint")
    with pytest.raises(VocError, match="Known: complaints, reviews, survey"):
        load_config("zzz")


@pytest.mark.parametrize(("name", "meant"), [("hotel", "-k hotel"), ("survey", "-p survey")])
def test_a_codebook_or_recipe_is_no_file_of_settings(name: str, meant: str) -> None:
    with pytest.raises(VocError, match=f"Perhaps you mean {meant}"):
        load_config(user=name)


def test_kinds_of_columns_come_through_and_a_later_layer_replaces_them() -> None:
    first = {"read": {"columns": {"Q3": "open"}}}
    assert load_config(user=first).read.columns == {"Q3": "open"}
    later = load_config(user=first, options={"read": {"columns": {"Q4": "nps"}}})
    assert later.read.columns == {"Q4": "nps"}
