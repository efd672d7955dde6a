"""What a run was made from: enough to make it again."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voc.config import Config
from voc.lexicon import Codebook
from voc.lexicon.fit import Fit
from voc.lexicon.word_lists import lexicon_version
from voc.messages import messages
from voc.questionnaire import Questionnaire
from voc.read import Source
from voc.read.database import is_address, masked
from voc.read.files import file_stamp
from voc.read.personal import masked_file_name
from voc.stores import is_store, shown
from voc.text.mask.masker import masker_of
from voc.version import __version__

if TYPE_CHECKING:
    import pandas as pd

_PACKAGES = "rjieba jieba opencc pandas numpy scikit-learn bertopic evoc spacy pyarrow".split()


def _privacy_notes(settings: Config) -> list[dict[str, str]]:
    """That personal data was kept, where the user asked for it."""
    if settings.pii != "keep":
        return []
    kept = messages()["privacy.kept"]
    return [{"about": "privacy", "zh": kept.says("zh", {}), "en": kept.says("en", {})}]


def manifest(
    source: Source,
    settings: Config,
    pipeline: str,
    codebook: Codebook,
    fits: Sequence[Fit],
    *,
    counts: dict[str, int],
    seconds: dict[str, float],
    outcome: str | None,
    sentiment: dict[str, Any],
    topics: dict[str, Any],
    notes: list[dict[str, str]],
    people: pd.DataFrame,
    survey: Questionnaire,
    appended: Sequence[dict[str, Any]] = (),
) -> dict[str, Any]:
    """Inputs with hashes, settings, versions, seed, counts and timings of a run."""
    asked = survey.model_dump(mode="json", exclude_defaults=True)
    files = list(source.files)
    if survey.orders and survey.orders.file:
        orders = file_stamp(survey.beside(survey.orders.file))
        files = [stamp for stamp in files if stamp.sha256 != orders.sha256] + [orders]
    return {
        "voc": __version__,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "inputs": {
            "name": source.name,
            "format": source.format,
            "encoding": source.encoding,
            "files": [
                {"name": Path(stamp.name).name, "size": stamp.size, "sha256": stamp.sha256}
                for stamp in files
            ],
            **{
                name: asdict(queried)
                for name, queried in (
                    ("database", source.queried),
                    ("metrics_database", source.queried_metrics),
                )
                if queried
            },
            "columns": [
                {
                    "name": column.name,
                    "role": column.role,
                    "metric": column.metric,
                    "scale": list(column.scale) if column.scale else None,
                    "reason": column.reason,
                    "question": column.asked.text,
                }
                for column in source.columns
            ],
        },
        **({"appended": list(appended)} if appended else {}),
        **({"join": _without_ids(people.attrs["join"])} if "join" in people.attrs else {}),
        **({"questionnaire": asked} if asked else {}),
        "pipeline": pipeline,
        "config": _settings(settings),
        "codebook": {
            "name": codebook.name,
            "version": codebook.version,
            "label_zh": codebook.label_zh,
            "label_en": codebook.label_en,
            **({"fits": {fit.codebook: fit.fit for fit in fits}} if fits else {}),
        },
        "lexicon": lexicon_version(),
        "sentiment": sentiment,
        "topics": topics,
        "outcome": outcome,
        "notes": [*_privacy_notes(settings), *notes],
        "seed": settings.run.seed,
        "counts": counts,
        "off_scale": people.attrs["off_scale_values"],
        "timings": seconds,
        "packages": {"python": platform.python_version(), **_versions()},
    }


def _settings(settings: Config) -> dict[str, Any]:
    """The settings in force, without a password or a person in the address of the metrics."""
    told: dict[str, Any] = settings.model_dump()
    metrics = str(settings.read.metrics)
    if is_address(metrics):
        told["read"]["metrics"] = masked(metrics)
    else:
        metrics = shown(metrics) if is_store(metrics) else metrics
        told["read"]["metrics"] = masked_file_name(metrics, masker_of(settings))
    return told


def _without_ids(join: dict[str, Any]) -> dict[str, Any]:
    """The account of a join; who did not match is counted here and listed in `unmatched`."""
    counted = {key: len(join[key]) for key in ("without_metrics", "without_comments")}
    return {**join, **counted}


def _versions() -> dict[str, str]:
    found = {}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found
