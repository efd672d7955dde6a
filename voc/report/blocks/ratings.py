"""What rated items tell: quadrants by ratings, tolerance zones, how items hang together."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from voc.report.blocks.block import (
    Block,
    Column,
    Row,
    amount,
    figure_of,
    made_block,
    named,
    names_of,
    plain,
    spread,
    told,
)
from voc.report.data import ReportData
from voc.report.figures.quadrants import figure_quadrants
from voc.report.formats import count, number, percent
from voc.report.words import Language

__all__ = ["rating_blocks"]


def rating_blocks(data: ReportData, language: Language) -> list[Block]:
    """The blocks for which the run has figures."""
    found = [
        _quadrants(data, language, "quadrants_rated"),
        _quadrants(data, language, "quadrants_stated"),
        _tolerance(data, language),
        _items(data, language),
        _factors(data, language),
    ]
    return [block for block in found if block]


def _quadrants(data: ReportData, language: Language, key: str) -> Block | None:
    """Satisfaction as rated against importance, derived from the score or stated."""
    table = data.studies.get(key)
    if table is None or len(table) < 2:
        return None
    stated = key == "quadrants_stated"
    names = names_of(data, language)
    weight = spread(language, "importance", 0, share=not stated, ends="importance")
    columns = [
        Column("driver", named("driver", names), numeric=False),
        Column("stated_importance" if stated else "importance", weight),
        Column("satisfaction", spread(language, "satisfaction")),
        Column("quadrant", told("quadrant", "quadrant", language), numeric=False),
    ]
    figure = figure_quadrants(table, names, language, stated=stated).svg
    about = (key, "rated_satisfaction", "stated_importance") if stated else (key,)
    rated = data.studies.get("rated_satisfaction")
    most = "–" if rated is None else count(rated["n"].max())
    return made_block(
        key, data, language, figure=figure, table=table, columns=columns, about=about, n=most
    )


def _tolerance(data: ReportData, language: Language) -> Block | None:
    table = data.studies.get("servqual_tolerance")
    if table is None:
        return None
    items = data.studies["servqual_items"]
    names = dict(zip(items["item"], items["label"], strict=True))
    columns = [
        Column("item", named("item", names), numeric=False),
        *(Column(name, figure_of(name)) for name in ("adequate", "perception", "desired")),
        Column("msa", spread(language, "msa", 2, signed=True, ends="msa")),
        Column("mss", spread(language, "mss", 2, signed=True, ends="mss")),
        Column("zone_position", told("position", "position", language), numeric=False),
        Column("sample", amount()),
    ]
    return made_block("servqual_tolerance", data, language, table=table, columns=columns)


def _items(data: ReportData, language: Language) -> Block | None:
    table = data.studies.get("item_statistics")
    if table is None:
        return None
    columns = [
        Column("item", plain("item"), numeric=False),
        Column("sample", amount()),
        Column("missing", amount("missing")),
        Column("mean", spread(language, "mean", 2)),
        Column("sd", figure_of("sd")),
        *(Column(name, _percentage(name)) for name in ("floor", "ceiling")),
    ]
    about = ("item_statistics", "item_correlations")
    return made_block("item_statistics", data, language, table=table, columns=columns, about=about)


def _factors(data: ReportData, language: Language) -> Block | None:
    loadings, adequacy = (data.studies.get(f"factors_{name}") for name in ("loadings", "adequacy"))
    if loadings is None or adequacy is None:
        return None
    factors = [str(name) for name in loadings if str(name).startswith("factor_")]
    columns = [
        Column("item", plain("item"), numeric=False),
        *(Column(name, figure_of(name)) for name in factors),
        Column("communality", figure_of("communality")),
        Column("kmo", figure_of("kmo")),
    ]
    first = adequacy.iloc[0]
    return made_block(
        "factors",
        data,
        language,
        table=_by_factor(loadings, factors),
        columns=columns,
        about=tuple(name for name in data.studies if name.startswith("factors_")),
        count=len(factors),
        explained=percent((loadings[factors] ** 2).sum().sum() / max(1, len(loadings)), 0),
        kmo=number(first["kmo"], 2),
        n=count(first["n"]),
    )


def _by_factor(loadings: pd.DataFrame, factors: list[str]) -> pd.DataFrame:
    """Items of one factor together, the strongest first."""
    if not factors:
        return loadings
    sizes = loadings[factors].abs().fillna(0.0)
    main, size = sizes.to_numpy().argmax(axis=1), sizes.max(axis=1)
    ranked = loadings.assign(main=main, size=size)
    ranked = ranked.sort_values(["main", "size"], ascending=[True, False], kind="stable")
    return ranked.drop(columns=["main", "size"])


def _percentage(column: str) -> Callable[[Row], str]:
    def written(row: Row) -> str:
        return percent(row[column] / 100, 0)

    return written
