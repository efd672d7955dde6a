"""config.toml + recipe + user file + options → one validated, frozen Config."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from voc.errors import VocError
from voc.messages import listed, phrase
from voc.resources import resource
from voc.toml_file import read_toml
from voc.validation import told_invalid

Tree = dict[str, Any]
_LISTED = 15  # known words in a hint


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class ReadConfig(_Section):
    text: list[str]
    id: str
    score: str
    time: str
    segment: list[str]
    guess_segments: bool
    weight: str
    metrics: str
    metrics_query: str
    questionnaire: str
    columns: dict[str, str]
    records: str
    query: str
    wave: str
    titles: bool

    @property
    def weight_column(self) -> str:
        """Column of survey weights: named, or of the kind weight; empty when there is none."""
        told = [name for name, kind in self.columns.items() if kind == "weight"]
        if not self.weight and len(told) > 1:
            raise VocError("read.two-weights", where="[read.columns]", names=", ".join(told))
        return self.weight or (told[0] if told else "")


class TextConfig(_Section):
    simplify: bool
    mask: bool
    duplicate_length: int = Field(ge=1)


class PrivacyConfig(_Section):
    pii: Literal["mask", "hash", "keep"]
    key_file: str
    ids: Literal["shared", "hash", "keep"]
    min_group: int = Field(ge=1)


class TokensConfig(_Section):
    engine: Literal["rjieba", "jieba"]


class OpinionConfig(_Section):
    codebook: str
    neutral: float = Field(ge=0, lt=1)
    sides: bool


class SentimentConfig(_Section):
    method: Literal["auto", "self-trained", "seed"]
    model: str
    minimum: int = Field(ge=30)
    sample: int = Field(ge=1000)


class TopicsConfig(_Section):
    enabled: bool
    embedding: str
    embedded: int = Field(ge=100)
    clusters: Literal["kmeans", "evoc", "hdbscan"]
    count: int = Field(ge=0, le=200)
    words: int = Field(ge=3, le=50)
    dimensions: int = Field(ge=2, le=1024)
    sample: int = Field(ge=100)
    min_share: float = Field(gt=0, lt=0.5)
    min_size: int = Field(ge=2)
    seeds: list[str]
    brands: bool


class StatisticsConfig(_Section):
    bootstrap: int = Field(ge=100, le=100_000)
    quotes: int = Field(ge=1, le=50)
    segment_minimum: int = Field(ge=2)
    driver_minimum: int = Field(ge=5)
    correction: Literal["holm", "bh"]
    crosshair: Literal["mean", "median"] | list[float]

    @field_validator("crosshair")
    @classmethod
    def _two_lines(cls, value: str | list[float]) -> str | list[float]:
        if isinstance(value, list) and len(value) != 2:
            raise ValueError(phrase("settings.two-lines"))
        return value

    segment_values: int = Field(ge=2)


class ReportConfig(_Section):
    language: Literal["zh", "en"]
    title: str
    excel: bool


class RunConfig(_Section):
    seed: int = Field(ge=0)
    engine: str
    processes: int = Field(ge=0, le=256)
    chunk: int = Field(ge=1)

    @field_validator("engine")
    @classmethod
    def _known_engine(cls, value: str) -> str:
        if not re.fullmatch(r"local|(dask|spark)(=\S+)?", value):
            raise ValueError(phrase("engine.unknown"))
        return value


class Config(_Section):
    """Every setting of a run, validated and frozen; `config.toml` explains each."""

    read: ReadConfig
    text: TextConfig
    privacy: PrivacyConfig
    tokens: TokensConfig
    opinion: OpinionConfig
    sentiment: SentimentConfig
    topics: TopicsConfig
    statistics: StatisticsConfig
    report: ReportConfig
    run: RunConfig

    @property
    def pii(self) -> Literal["mask", "hash", "keep"]:
        """What is done with personal data; `text.mask = false` is an older word for keep."""
        return self.privacy.pii if self.text.mask else "keep"


def load_config(
    pipeline: str | Path = "reviews",
    user: str | Path | Mapping[str, Any] | None = None,
    options: Mapping[str, Any] | None = None,
    *,
    base: Mapping[str, Any] | None = None,
) -> Config:
    """Merge the four layers of settings; later ones win.

    Parameters
    ----------
    pipeline : str or Path
        Name of a recipe in `pipelines/`, or the path of a TOML file.
    user : str, Path or mapping, optional
        The user's own file, or the same as nested dicts.
    options : mapping, optional
        Settings of the command line, nested by section.
    base : mapping, optional
        Settings of an earlier run, in place of the recipe.

    Raises
    ------
    VocError
        Unknown recipe, unreadable or malformed TOML, unknown key (the nearest known one is named)
        or a value of the wrong kind.

    Examples
    --------
    >>> load_config("survey").text.duplicate_length
    30
    >>> load_config(options={"run": {"seed": 7}}).run.seed
    7
    """
    defaults = _read_toml(resource("config.toml"))
    tree = defaults
    layers: list[tuple[str, Mapping[str, Any]]] = []
    if base is not None:
        layers.append(("manifest.json", base))
    else:
        recipe = _recipe_path(pipeline)
        layers.append((recipe.name, _read_toml(recipe)))
    if isinstance(user, Mapping):
        layers.append(("config", user))
    elif user is not None:
        path = Path(os.path.expanduser(user))  # noqa: PTH111
        _refuse_names(path)
        layers.append((str(user), _read_toml(path)))
    if options:
        layers.append(("options", options))
    for where, layer in layers:
        _refuse_unknown(layer, defaults, where)
        tree = _merged(tree, layer)
        _validated(tree, where)
    settings = _validated(tree, "config.toml")
    if settings.sentiment.model and settings.sentiment.method == "seed":
        raise VocError("settings.model-without-method", where="[sentiment]")
    return settings


def pipelines() -> list[str]:
    """Names of the recipes that come with voc.

    >>> pipelines()
    ['complaints', 'reviews', 'survey']
    """
    return sorted(path.stem for path in resource("pipelines").glob("*.toml"))


def nearest(name: str, known: list[str]) -> str:
    """A hint that names the nearest known word, or lists the first of them.

    >>> nearest("servey", ["survey", "reviews"])
    'Did you mean "survey"?'
    >>> nearest("总体满意度", ["Q6 总体满意度（1-5分）", "Q7 办理的容易程度"])
    'Did you mean "Q6 总体满意度（1-5分）"?'
    >>> nearest("zzz", ["survey", "reviews"])
    'Known: survey, reviews.'
    """
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    holding = sorted((word for word in known if name and name in word), key=len)
    if close or holding:
        return phrase("settings.did-you-mean", name=(close or holding)[0])
    return phrase("settings.known", known=listed(known, _LISTED))


def _recipe_path(pipeline: str | Path) -> Path:
    if pipeline in pipelines():
        return resource("pipelines", f"{pipeline}.toml")
    path = Path(os.path.expanduser(pipeline))  # noqa: PTH111
    if path.suffix == ".toml":
        return path
    raise VocError(
        "settings.no-such-pipeline",
        where="--pipeline",
        pipeline=pipeline,
        hint=nearest(str(pipeline), pipelines()),
    )


def _refuse_names(path: Path) -> None:
    """-c hotel is meant for -k hotel."""
    for option, folder in (("-k", "lexicons/codebooks"), ("-p", "pipelines")):
        if resource(folder, f"{path}.toml").is_file() and not path.exists():
            raise VocError("settings.no-settings-file", where="--config", path=path, option=option)


def _read_toml(path: Path) -> Tree:
    return read_toml(path, "settings.settings-file")[1]


def _refuse_unknown(layer: Mapping[str, Any], defaults: Mapping[str, Any], where: str) -> None:
    for section, values in layer.items():
        known = defaults.get(section)
        if known is None:
            raise _unknown(str(section), list(defaults), defaults, where)
        if not isinstance(values, Mapping):
            raise VocError("settings.section", where=where, section=section)
        for key in values:
            if key not in known:
                raise _unknown(str(key), list(known), defaults, f"{where}, [{section}]")


def _unknown(
    key: str, known: list[str], defaults: Mapping[str, Mapping[str, Any]], where: str
) -> VocError:
    home = next((section for section, settings in defaults.items() if key in settings), None)
    if home:
        return VocError("settings.wrong-section", where=where, key=key, home=home)
    return VocError("settings.unknown-key", where=where, key=key, hint=nearest(key, known))


def _merged(base: Mapping[str, Any], layer: Mapping[str, Any]) -> Tree:
    """The settings of each section, those of the layer where it has some."""
    return {section: {**known, **layer.get(section, {})} for section, known in base.items()}


def _validated(tree: Tree, where: str) -> Config:
    try:
        return Config.model_validate(tree)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise VocError(
            "settings.not-allowed",
            where=where,
            key=key,
            value=first["input"],
            told=told_invalid(first),
        ) from None
