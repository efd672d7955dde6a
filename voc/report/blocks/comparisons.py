"""Who differs and what changes: segments as a heat map, metrics, brands, trends and alerts."""

from __future__ import annotations

from collections.abc import Callable

from voc.report.blocks.block import (
    Block,
    Column,
    Row,
    amount,
    made_block,
    named,
    names_of,
    plain,
    spread,
    told,
    written_p,
)
from voc.report.data import ReportData, counted
from voc.report.figures.heat import figure_heat
from voc.report.figures.trends import figure_trends
from voc.report.formats import count, interval, number, percent
from voc.report.names import is_percent
from voc.report.tables import period_name
from voc.report.words import Language, texts

__all__ = ["heat_maps", "segment_blocks", "trend_blocks"]

SEGMENTS_SHOWN = 4
SIGNIFICANT = 0.05


def segment_blocks(data: ReportData, language: Language) -> list[Block]:
    """Groups and brands whose figures differ."""
    found = [_metric_segments(data, language), _brands(data, language)]
    return [block for block in found if block]


def trend_blocks(data: ReportData, language: Language) -> list[Block]:
    """What changes from period to period."""
    found = [_alerts(data, language), _trends(data, language), _slopes(data, language)]
    return [block for block in found if block]


def heat_maps(data: ReportData, language: Language) -> dict[str, str]:
    """An SVG for each of the first segment columns with two groups or more."""
    table = data.segments
    if table is None or table.empty or "difference" not in table:
        return {}
    names = names_of(data, language)
    found = {}
    for segment, part in list(table.groupby("segment", sort=False))[:SEGMENTS_SHOWN]:
        judged = part[(part["driver"] != "all") & part["satisfaction"].notna()]
        if part["value"].nunique() > 1 and len(judged):
            found[str(segment)] = figure_heat(part, names, language).svg
    return found


def _metric_segments(data: ReportData, language: Language) -> Block | None:
    table = data.studies.get("metric_segments")
    if table is None:
        return None
    clear = table[table["p_adjusted"] < SIGNIFICANT].sort_values("p_adjusted", kind="stable")
    size = clear["difference"].abs().round(6)  # of two groups, each differs as much as the other
    clear = clear[~clear.assign(size=size).duplicated(["segment", "metric", "size"])]
    names = names_of(data, language)
    columns = [
        Column("segment", plain("segment"), numeric=False),
        Column("group", plain("value"), numeric=False),
        Column("metric", named("metric", names), numeric=False),
        Column("figure", _metric_figure),
        Column("sample", amount()),
        Column("difference", spread(language, "difference", signed=True, ends="difference")),
        Column("p_adjusted", written_p()),
        Column("effect_size", lambda row: number(row["effect_size"], 2, signed=True)),
    ]
    key = "metric_segments" if len(clear) else "metric_segments_none"
    return made_block(
        key,
        data,
        language,
        table=clear,
        columns=columns,
        about=("metric_segments",),
        tests=int(table["p_adjusted"].notna().sum()),
    )


def _metric_figure(row: Row) -> str:
    if is_percent(str(row["metric"])):
        return percent(row["figure"] / 100, 0)
    return number(row["figure"])


def _brands(data: ReportData, language: Language) -> Block | None:
    table = data.studies.get("brands")
    if table is None:
        return None
    others = table[table["other"] == "all"] if (table["other"] == "all").any() else table
    others = others.assign(untested=others["position"] == "untested")
    ranked = others.sort_values(["untested", "difference"], kind="stable")
    columns = [
        Column("driver", named("driver", names_of(data, language)), numeric=False),
        Column("own_satisfaction", lambda row: _value_n(row, "own")),
        Column("other_satisfaction", lambda row: _value_n(row, "other")),
        Column("difference", spread(language, "difference", signed=True, ends="difference")),
        Column("p_adjusted", written_p()),
        Column("position", told("position", "position", language), numeric=False),
    ]
    return made_block(
        "brands",
        data,
        language,
        table=ranked.dropna(subset=["difference"]),
        columns=columns,
        own=str(table["own"].iloc[0]),
    )


def _value_n(row: Row, side: str) -> str:
    return f"{number(row[f'{side}_satisfaction'])} (n {int(row[f'{side}_n'])})"


def _trends(data: ReportData, language: Language) -> Block | None:
    table = data.trends
    if table is None or table["period"].nunique() < 2:
        return None
    figure = figure_trends(table, names_of(data, language), language).svg
    dated = counted(data.comments, "time")["time"].notna().sum()
    base = texts(language)["base_comments"].format(n=count(dated))
    return made_block("trends", data, language, figure=figure, about=("",), base=base)


def _slopes(data: ReportData, language: Language) -> Block | None:
    table = data.studies.get("slopes")
    if table is None:
        return None
    clear = table[table["p_adjusted"] < SIGNIFICANT].sort_values("p_adjusted", kind="stable")
    if clear.empty:
        return None
    columns = [
        Column("driver", named("driver", names_of(data, language)), numeric=False),
        Column("measure", told("measure", "measure", language), numeric=False),
        Column("slope", spread(language, "slope", 2, signed=True, ends="slope")),
        Column("p_adjusted", written_p()),
    ]
    return made_block("slopes", data, language, table=clear, columns=columns)


def _alerts(data: ReportData, language: Language) -> Block | None:
    table = data.studies.get("alerts")
    if table is None:
        return None
    columns = [
        Column("period_head", _period, numeric=False),
        Column("driver", named("driver", names_of(data, language)), numeric=False),
        Column("direction", told("direction", "direction", language), numeric=False),
        Column("negative_of", lambda row: f"{count(row['negative'])} / {count(row['n'])}"),
        Column("measure", told("measure", "alert", language), numeric=False),
        Column("negative_share", _share_with_limits(language)),
    ]
    return made_block("alerts", data, language, table=table, columns=columns)


def _period(row: Row) -> str:
    return period_name(row["period"], str(row["freq"]))


def _share_with_limits(language: Language) -> Callable[[Row], str]:
    def written(row: Row) -> str:
        lower, upper = percent(row["lower"], 0), percent(row["upper"], 0)
        limits = interval(lower, upper, language, key="to")
        return f"{percent(row['negative_share'], 0)} ({limits})"

    return written
