"""The studies of a run as sheets of the workbook: their order, their words, their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from voc.lexicon import DIMENSIONS
from voc.report.data import ReportData
from voc.report.names import METRICS, SHEETS, column_name
from voc.report.names_studies import STUDY_SHEETS
from voc.report.words import Language, choose, texts
from voc.report.words_topics import QUALITY_NAMES, QUALITY_SENTENCES

__all__ = [
    "ONLY_DRAWN",
    "notes_table",
    "number_format",
    "ordered_studies",
    "sheet_name",
    "study_table",
    "topic_labels",
]

ONLY_DRAWN = ("topic_map", "topic_hierarchy")  # places on a figure, nothing to read

NAME_LIMIT = 31  # characters of a sheet's name, as Excel counts

_SIGNED = "+0.00;-0.00;0.00"
_SHARES = {"probability", "base", "negative_share", "expected", "lower", "upper", "share"}
_SHARES |= {"repurchase", "share_of_previous", "monetary_share", "retention"}
_SHARES |= {"covered", "first_share", "last_share"}
_SHARES_OF_SHEET = {
    "quadrants": ("importance", "importance_line"),
    "quadrants_rated": ("importance", "importance_line"),
    "importance": ("importance",),
    "rfm_segments": ("low", "high"),
    "cohort_retention": ("low", "high"),
    "loyalty_groups": ("low", "high"),
    "recovery": ("low", "high"),
    "recovery_funnel": ("low", "high"),
    "topic_segments": ("low", "high"),
    "topic_trends": ("low", "high"),
}
# Differences of shares, in percentage points.
_POINTS = {
    ("topic_segments", "difference"): "+0.0%;-0.0%;0.0%",
    ("topic_growth", "slope"): "+0.00%;-0.00%;0.00%",
}
_COUNTS = {"n", "mentions", "positive", "neutral", "negative", "count", "complained", "periods"}
_COUNTS |= {"dissatisfied", "contradictory", "rank", "items", "text_mentions", "own_n", "other_n"}
_COUNTS |= {"n_negative", "n_positive", "n_none", "comments", "start", "end"}
_CHANGES = {"difference", "gap", "weighted_gap", "effect", "effect_size", "slope", "path"}
_CHANGES |= {"sentiment", "penalty", "reward", "direct", "indirect", "total", "worse"}
_P_VALUES = ("p_value", "p_adjusted")
# Column → beginning of the keys of its words. Sheets where it means something else name their own.
_WORDS = {
    "quadrant": "quadrant",
    "kano": "kano",
    "position": "position",
    "direction": "direction",
    "method": "method",
    "type": "latent_type",
    "test": "test",
    "tested": "tested",
    "freq": "freq",
}
_WORDS_OF_SHEET = {
    "kano": {"category": "kano"},
    "importance": {"source": "source"},
    "slopes": {"measure": "measure"},
    "alerts": {"measure": "alert"},
    "servqual_reliability": {"measure": "measure"},
    "topics": {"trend": "trend"},
    "topic_quality": {"verdict": "grade"},
    "recovery_times": {"metric": "time"},
    "lifetime_value": {"metric": "metric"},
}
_RENAMED = {"label": "wording"}  # a label of the comments is a side: positive, negative
# A topic stands there by its label, in the gaps beside it.
_RENAMED_OF_SHEET = {
    "topics": {"label": "topic_label"},
    "topic_mentions": {"topic": "topic_label", "strength": "evidence"},
    "topic_words": {"topic": "topic_label"},
    "topic_drivers": {"topic": "topic_label", "n": "mentions"},
    "topic_segments": {"topic": "topic_label", "n": "mentions"},
    "topic_trends": {"topic": "topic_label", "n": "mentions"},
    "topic_growth": {"topic": "topic_label", "first": "first_share", "last": "last_share"},
    "topic_gaps": {"label": "topic_label"},
}
_LATENT_COLUMNS = ("latent", "source", "target", "first", "second")


def ordered_studies(studies: Mapping[str, pd.DataFrame]) -> list[str]:
    """Names of the studies in the order of the report, unknown ones last."""
    known = [name for name in STUDY_SHEETS if name in studies]
    return known + sorted(set(studies) - set(known))


def sheet_name(key: str, language: Language, taken: list[str]) -> str:
    """The name of a sheet, which no other has; it is added to those taken.

    >>> sheet_name("csi_paths", "en", []), sheet_name("my [study]", "en", [])
    ('CSI paths', 'my study')
    """
    pair = SHEETS.get(key)
    name = choose(pair, language) if pair else "".join(c for c in key if c not in "[]:*?/\\'")
    name = name[:NAME_LIMIT].strip() or "voc"
    lowered = [other.casefold() for other in taken]
    turn = 2
    while name.casefold() in lowered:
        name = f"{name[: NAME_LIMIT - 4]} {turn}"
        turn += 1
    taken.append(name)
    return name


def study_table(
    key: str,
    table: pd.DataFrame,
    data: ReportData,
    language: Language,
    *,
    keep: str = "",
) -> pd.DataFrame:
    """A study with names in place of ids, and words in place of the program's terms.

    The column `keep` keeps its ids, since names stand beside it.
    """
    words = texts(language)
    replaced: dict[str, Any] = {}
    for column, names in _names(key, data, language).items():
        if column in table and column != keep:
            replaced[column] = [_said(cell, names) for cell in table[column]]
    for column, prefix in {**_WORDS, **_WORDS_OF_SHEET.get(key, {})}.items():
        if column in table:
            replaced[column] = [words.get(f"{prefix}_{cell}", cell) for cell in table[column]]
    if key == "topic_quality":
        graded = zip(table["measure"], table["verdict"], strict=True)
        replaced["meaning"] = [choose(QUALITY_SENTENCES[pair], language) for pair in graded]
    if key == "topics" and "topic_growth" not in data.studies:
        replaced |= {"trend": None} if "trend" in table else {}  # 0, since it was not tested
    named = table.assign(**replaced)
    renamed = _RENAMED | _RENAMED_OF_SHEET.get(key, {})
    return named.rename(columns=renamed | ({"value": "level"} if "segment" in named else {}))


def _names(key: str, data: ReportData, language: Language) -> dict[str, Mapping[Any, str]]:
    """What the ids in each column of a study are called."""
    words = texts(language)
    drivers = dict(zip(data.drivers["driver"], data.drivers[f"label_{language}"], strict=True))
    drivers |= {"all": words["all_drivers"]}
    dimensions = {name: choose(pair, language) for name, pair in DIMENSIONS.items()}
    metrics = {name: choose(pair, language) for name, pair in METRICS.items()}
    names: dict[str, Mapping[Any, str]] = {
        "driver": drivers,
        "dimension": dimensions,
        "metric": metrics,
    }
    if "topic" in _RENAMED_OF_SHEET.get(key, {}) and data.topics is not None:
        names["topic"] = topic_labels(data.topics)
    if key == "topic_quality":
        names["measure"] = {name: choose(pair, language) for name, pair in QUALITY_NAMES.items()}
    if key == "brands":
        names["driver"] = {**drivers, "score": words["score"]}
        names["other"] = {"all": words["other_brands"]}
    if key == "servqual":
        names["dimension"] = {**dimensions, "overall": words["servqual_overall"]}
    if key == "factors_variance":
        columns = data.studies[key]["factor"]
        names["factor"] = {name: column_name(name, language, study=True) for name in columns}
    index = data.studies.get("csi_index")
    if key.startswith("csi") and index is not None:
        latent = dict(zip(index["latent"], index[f"label_{language}"], strict=True))
        names |= dict.fromkeys(_LATENT_COLUMNS, latent)
    return names


def topic_labels(topics: pd.DataFrame) -> dict[int, str]:
    """What topics are called, by number."""
    return dict(zip(topics["topic"].astype(int), topics["label"].astype(str), strict=True))


def _said(cell: object, names: Mapping[Any, str]) -> object:
    return names.get(cell, cell) if isinstance(cell, str | int) else cell


def number_format(key: str, column: str) -> str:
    """The number format of a study's column.

    Bounds look like the value that they belong to.

    Examples
    --------
    >>> number_format("lift", "probability_low"), number_format("kano", "n")
    ('0.0%', '#,##0')
    >>> number_format("topic_segments", "difference_low")
    '+0.0%;-0.0%;0.0%'
    """
    base = column.removesuffix("_low").removesuffix("_high")
    if base in _P_VALUES:
        return "0.0000"
    if (key, base) in _POINTS:
        return _POINTS[key, base]
    shares = _SHARES_OF_SHEET.get(key, ())
    if base in _SHARES or base in shares or column in shares:
        return "0.0%"
    if base in _COUNTS:
        return "#,##0"
    return _SIGNED if base in _CHANGES else "0.00"


def notes_table(
    notes: Iterable[Mapping[str, str]], sheets: Mapping[str, str], language: Language
) -> pd.DataFrame:
    """What the tables say of themselves, by the sheet that each note is about."""
    rows = [(sheets.get(note["about"], note["about"]), note[language]) for note in notes]
    return pd.DataFrame(rows, columns=["about", "note"]).drop_duplicates(ignore_index=True)
