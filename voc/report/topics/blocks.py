"""What stands out among topics: what the codebook lacks, what grows, who speaks of what."""

from __future__ import annotations

from voc.report.blocks.block import (
    Block,
    Column,
    Row,
    amount,
    made_block,
    named,
    plain,
    written_p,
)
from voc.report.data import ReportData
from voc.report.formats import interval, is_missing, number, number_or_nan, percent, shown
from voc.report.quotes import id_list
from voc.report.words import Language, texts

__all__ = ["topic_blocks", "topic_names"]

SIGNIFICANT = 0.05
_WORDS_SHOWN = 6
_GROUPS_SHOWN = 15


def topic_blocks(data: ReportData, language: Language) -> list[Block]:
    """The blocks for which the run has figures."""
    found = [_gaps(data, language), _growth(data, language), _segments(data, language)]
    return [block for block in found if block]


def topic_names(data: ReportData) -> dict[str, str]:
    """Labels of the topics, by their number as text."""
    if data.topics is None:
        return {}
    labels = zip(data.topics["topic"], data.topics["label"], strict=True)
    return {str(topic): shown(label, 60) for topic, label in labels}


def _gaps(data: ReportData, language: Language) -> Block | None:
    table = data.studies.get("topic_gaps")
    if table is None or table.empty:
        return None
    separator = texts(language)["separator"]
    columns = [
        Column("topic", plain("label"), numeric=False),
        Column("words", lambda row: _words(row, separator), numeric=False),
        Column("mentions", amount("mentions")),
        Column("topic_known", lambda row: percent(number_or_nan(row["covered"]), 0)),
        Column("topic_example", plain("example"), numeric=False),
    ]
    return made_block("topic_gaps", data, language, table=table, columns=columns)


def _words(row: Row, separator: str) -> str:
    return separator.join(shown(word, 30) for word in id_list(row["words"])[:_WORDS_SHOWN])


def _growth(data: ReportData, language: Language) -> Block | None:
    table, trends = (data.studies.get(f"topic_{name}") for name in ("growth", "trends"))
    about = ("topic_growth", "topic_trends")
    if table is None and trends is not None:
        periods = trends["period"].nunique()
        return made_block("topic_growth_few", data, language, about=about, periods=periods)
    if table is None:
        return None
    words = texts(language)

    def kind(row: Row) -> str:
        key = "emerging" if row["emerging"] else "rising" if row["slope"] > 0 else "falling"
        return words[f"topic_{key}"]

    clear = table[table["p_adjusted"] < SIGNIFICANT].sort_values("p_adjusted", kind="stable")
    columns = [
        Column("topic", named("topic", topic_names(data)), numeric=False),
        Column("topic_first", lambda row: percent(row["first"])),
        Column("topic_last", lambda row: percent(row["last"])),
        Column("topic_slope", lambda row: points(row, "slope", language, 2)),
        Column("p_adjusted", written_p()),
        Column("topic_kind", kind, numeric=False),
    ]
    key = "topic_growth" if len(clear) else "topic_growth_none"
    return made_block(
        key,
        data,
        language,
        table=clear,
        columns=columns,
        about=about,
        tests=int(table["p_adjusted"].notna().sum()),
    )


def _segments(data: ReportData, language: Language) -> Block | None:
    table = data.studies.get("topic_segments")
    tests = 0 if table is None else int(table["p_adjusted"].notna().sum())
    if table is None or not tests:
        return None
    clear = table[table["p_adjusted"] < SIGNIFICANT]
    clear = clear.assign(size=-clear["difference"].abs().round(6))
    clear = clear.sort_values(["p_adjusted", "size"], kind="stable")
    # Of two groups, each differs as much as the other.
    clear = clear[~clear.duplicated(["segment", "topic", "size"])]
    columns = [
        Column("topic", named("topic", topic_names(data)), numeric=False),
        Column("segment", plain("segment"), numeric=False),
        Column("group", plain("value"), numeric=False),
        Column("mentions", amount()),
        Column("topic_group_share", lambda row: percent(row["share"])),
        Column("topic_difference", lambda row: points(row, "difference", language, 1)),
        Column("p_adjusted", written_p()),
    ]
    key = "topic_segments" if len(clear) else "topic_segments_none"
    return made_block(
        key,
        data,
        language,
        table=clear,
        columns=columns,
        about=("topic_segments",),
        limit=_GROUPS_SHOWN,
        tests=tests,
    )


def points(row: Row, column: str, language: Language, digits: int) -> str:
    """A difference of shares in percentage points, with its interval."""
    value, low, high = (
        number(100 * number_or_nan(row[name]), digits, signed=True)
        for name in (column, f"{column}_low", f"{column}_high")
    )
    if is_missing(row[f"{column}_low"]):
        return value
    return f"{value} ({interval(low, high, language, key='to')})"
