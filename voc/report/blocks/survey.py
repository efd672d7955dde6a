"""What a survey asked beside the open questions: SERVQUAL, CSI, Kano, loyalty, recovery."""

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
    written_p,
)
from voc.report.blocks.orders import order_blocks
from voc.report.blocks.ratings import rating_blocks
from voc.report.data import ReportData
from voc.report.figures.funnel import figure_funnel
from voc.report.figures.kano import figure_kano
from voc.report.figures.loyalty import figure_loyalty
from voc.report.figures.paths import figure_paths
from voc.report.formats import MISSING, count, is_missing, number, percent
from voc.report.words import Language, texts

__all__ = ["survey_blocks"]


def survey_blocks(data: ReportData, language: Language) -> list[Block]:
    """The blocks for which the run has figures."""
    found = [
        *rating_blocks(data, language),
        _servqual(data, language),
        *_csi(data, language),
        _kano(data, language),
        *_loyalty(data, language),
        *_recovery(data, language),
        *order_blocks(data, language),
    ]
    return [block for block in found if block]


def _servqual(data: ReportData, language: Language) -> Block | None:
    table = data.studies.get("servqual")
    if table is None:
        return None
    names = names_of(data, language) | {"overall": texts(language)["servqual_overall"]}
    columns = [
        Column("dimension", named("dimension", names), numeric=False),
        Column("expectation", figure_of("expectation")),
        Column("perception", figure_of("perception")),
        Column("gap", spread(language, "gap", 2, signed=True, ends="gap")),
        Column("weight", lambda row: percent(row["weight"], 0)),
        Column("alpha", spread(language, "alpha", 2, ends="alpha")),
        Column("text_satisfaction", _beside_text(language)),
    ]
    return made_block("servqual", data, language, table=table, columns=columns)


def _beside_text(language: Language) -> Callable[[Row], str]:
    value = spread(language, "text_satisfaction", ends="text")

    def written(row: Row) -> str:
        if is_missing(row["text_satisfaction"]):
            return MISSING
        return f"{value(row)}, n {int(row['text_mentions'])}"

    return written


def _csi(data: ReportData, language: Language) -> list[Block]:
    index, paths = data.studies.get("csi_index"), data.studies.get("csi_paths")
    latent = data.studies.get("csi_latent")
    if index is None or latent is None:
        return []
    label = f"label_{language}"
    names = dict(zip(index["latent"], index[label], strict=True))
    joined = index.merge(latent, on="latent", how="left")
    columns = [
        Column("latent", plain(label), numeric=False),
        Column("index", spread(language, "index")),
        Column("r2", figure_of("r2")),
        Column("ave", figure_of("ave")),
        Column("composite_reliability", figure_of("composite_reliability")),
        Column("alpha", figure_of("alpha")),
    ]
    drawn = "" if paths is None else figure_paths(index, paths, latent, language).svg
    blocks = [
        made_block(
            "csi",
            data,
            language,
            figure=drawn,
            table=joined,
            columns=columns,
            about=("csi_index",),
            n=count(index["n"].max()),
        )
    ]
    ipma = data.studies.get("csi_ipma")
    if ipma is not None and len(ipma):
        blocks.append(_ipma(ipma, names, data, language))
    return blocks


def _ipma(ipma: pd.DataFrame, names: dict[str, str], data: ReportData, language: Language) -> Block:
    columns = [
        Column("latent", named("latent", names), numeric=False),
        Column("ipma_importance", spread(language, "importance", 2, ends="importance")),
        Column("performance", spread(language, "performance", ends="performance")),
    ]
    ranked = ipma.sort_values("importance", ascending=False, kind="stable")
    return made_block("ipma", data, language, table=ranked, columns=columns)


def _kano(data: ReportData, language: Language) -> Block | None:
    table = data.studies.get("kano")
    if table is None:
        return None
    columns = [
        Column("feature", lambda row: str(row["label"] or row["feature"]), numeric=False),
        Column("kano_category", told("category", "kano", language), numeric=False),
        Column("better", spread(language, "better", 2, ends="better")),
        Column("worse", spread(language, "worse", 2, signed=True, ends="worse")),
        Column("strength", lambda row: number(row["strength"], 0)),
        Column("contradictory", amount("contradictory")),
        Column("sample", amount()),
    ]
    figure = figure_kano(table, language).svg
    return made_block("kano", data, language, figure=figure, table=table, columns=columns)


def _loyalty(data: ReportData, language: Language) -> list[Block]:
    table = data.studies.get("loyalty")
    if table is None:
        return []
    label = f"label_{language}"
    columns = [
        Column("indicator", plain(label), numeric=False),
        Column("weight", lambda row: percent(row["weight"], 0)),
        Column("value_of_100", spread(language, "value")),
        Column("sample", amount()),
    ]
    blocks = [made_block("loyalty", data, language, table=table, columns=columns)]
    groups, curve = data.studies.get("loyalty_groups"), data.studies.get("loyalty_curve")
    if groups is not None:
        columns = [
            Column("group", plain(label), numeric=False),
            Column("share", spread(language, "share", 0, share=True)),
            Column("count", amount("count")),
        ]
        drawn = "" if curve is None else figure_loyalty(curve, language).svg
        blocks.append(
            made_block(
                "loyalty_groups",
                data,
                language,
                figure=drawn,
                table=groups,
                columns=columns,
                about=("loyalty_groups", "loyalty_curve"),
            )
        )
    return blocks


def _recovery(data: ReportData, language: Language) -> list[Block]:
    table, funnel = data.studies.get("recovery"), data.studies.get("recovery_funnel")
    if table is None:
        return []
    label = f"label_{language}"
    columns = [
        Column("group", plain(label), numeric=False),
        Column("sample", amount()),
        Column("hours_to_answer", figure_of("hours_to_answer", 1)),
        Column("hours_to_close", figure_of("hours_to_close", 1)),
        Column("repurchase", spread(language, "repurchase", 0, share=True)),
        Column("against_never", spread(language, "difference", 2, signed=True, ends="difference")),
        Column("p_adjusted", written_p()),
    ]
    figure = "" if funnel is None else figure_funnel(funnel, language).svg
    return [made_block("recovery", data, language, figure=figure, table=table, columns=columns)]
