"""The settings of a run that comments are added to, and options that say something else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from voc.append.base import Base
from voc.config import Config, load_config
from voc.errors import VocError
from voc.questionnaire import Questionnaire, load_questionnaire

__all__ = ["refuse_beside", "settings_of", "survey_of"]

# What may differ: where and how fast, how tables are made of all comments, how a report looks.
_FREE_SECTIONS = ("report", "statistics")
_FREE = {
    *(("run", "engine"), ("run", "processes"), ("run", "chunk")),
    *(("read", "records"), ("read", "query"), ("read", "questionnaire")),
    ("privacy", "min_group"),
}
_OF_THIS_MACHINE = ("engine", "processes", "chunk")


def settings_of(
    base: Base,
    pipeline: str | None,
    config: str | Path | Mapping[str, Any] | None,
    options: Mapping[str, Any],
) -> Config:
    """The settings of the run, with what options may change.

    Parameters
    ----------
    base : Base
    pipeline, config, options
        Given for the new comments; see `voc.config.load_config`.

    Raises
    ------
    VocError
        One of them contradicts the run.
    """
    before = base.manifest["config"]
    _same("pipeline", pipeline, base.manifest["pipeline"], base)
    run = {name: value for name, value in before["run"].items() if name not in _OF_THIS_MACHINE}
    settings = load_config(user=config, options=options, base={**before, "run": run})
    for section, values in settings.model_dump().items():
        for key, value in values.items():
            if (
                _is_free(section, key)
                or value == before[section].get(key)
                or _guessed(base, section, key, value)
            ):
                continue
            _same(f"{section}.{key}", value, before[section].get(key), base)
    # What was guessed then is what the run has: the settings stay as they were written.
    kept = {
        section: {
            key: value if _is_free(section, key) else before[section][key]
            for key, value in values.items()
        }
        for section, values in settings.model_dump().items()
    }
    return Config.model_validate(kept)


def refuse_beside(**options: object) -> None:
    """Refuse options that do not go with a run that comments are added to.

    Raises
    ------
    VocError
    """
    for name, value in options.items():
        if value is not None:
            raise VocError("append.not-with", where=f"--{name.replace('_', '-')}")


def survey_of(
    base: Base, given: str | Path | Mapping[str, Any] | None, own: str | None
) -> Questionnaire:
    """The questionnaire of the run.

    Parameters
    ----------
    base : Base
    given, own
        Questionnaire and own brand that were given for the new comments.

    Raises
    ------
    VocError
        They are not those of the run.
    """
    before = base.manifest.get("questionnaire", {})
    where = base.manifest["config"]["read"]["questionnaire"] or "questionnaire"
    known = load_questionnaire(before).model_copy(update={"where": where})
    asked = load_questionnaire(given) if given else known
    asked = asked.with_own_brand(own) if own else asked
    if asked.model_dump(mode="json", exclude_defaults=True) != before:
        raise VocError("append.other-questionnaire", where=base.where)
    return asked


def _is_free(section: str, key: str) -> bool:
    return section in _FREE_SECTIONS or (section, key) in _FREE


def _same(key: str, asked: Any, before: Any, base: Base) -> None:
    if asked is not None and str(asked) != str(before):
        raise VocError(
            "append.other-setting", where=base.where, key=key, asked=asked, before=before
        )


def _guessed(base: Base, section: str, key: str, value: Any) -> bool:
    """Whether a setting names what the run has found by itself."""
    if (section, key) == ("opinion", "codebook"):
        return bool(value == base.manifest["codebook"]["name"])
    if section != "read":
        return False
    roles = {role: _columns(base, role) for role in ("text", "id", "time", "segment")}
    found: dict[str, Callable[[], bool]] = {
        "text": lambda: value == roles["text"],
        "id": lambda: [value] == roles["id"],
        "time": lambda: [value] == roles["time"],
        "segment": lambda: sorted(value) == sorted(roles["segment"]),
        "score": lambda: value == _main_score(base),
    }
    return key in found and found[key]()


def _columns(base: Base, role: str) -> list[str]:
    return [column.name for column in base.record["columns"] if column.role == role]


def _main_score(base: Base) -> str | None:
    outcome = base.manifest["outcome"]
    scores = [column for column in base.record["columns"] if column.role == "score"]
    return next((column.name for column in scores if (column.metric or "score") == outcome), None)
