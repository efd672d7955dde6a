"""What an order table tells: customers by recency, frequency and money, who stays, their value."""

from __future__ import annotations

from voc.report.blocks.block import Block, Column, amount, figure_of, made_block, plain, spread
from voc.report.data import ReportData
from voc.report.formats import count, interval, number, percent
from voc.report.words import Language

__all__ = ["order_blocks"]


def order_blocks(data: ReportData, language: Language) -> list[Block]:
    """The blocks for which the run has figures."""
    found = [_segments(data, language), _value(data, language)]
    return [block for block in found if block]


def _segments(data: ReportData, language: Language) -> Block | None:
    table = data.studies.get("rfm_segments")
    if table is None:
        return None
    columns = [
        Column("group", plain(f"label_{language}"), numeric=False),
        Column("sample", amount()),
        Column("share", spread(language, "share", 0, share=True)),
        Column("monetary_share", lambda row: percent(row["monetary_share"], 0)),
        Column("recency_days", figure_of("recency_days", 0)),
        Column("frequency", figure_of("frequency", 0)),
    ]
    about = ("rfm_segments", "orders", "cohort_retention")
    total = count(table["n"].sum())
    return made_block(
        "rfm_segments", data, language, table=table, columns=columns, about=about, n=total
    )


def _value(data: ReportData, language: Language) -> Block | None:
    table = data.studies.get("lifetime_value")
    if table is None:
        return None
    row = table.iloc[0]
    return made_block(
        "lifetime_value",
        data,
        language,
        value=number(row["value"], 0),
        limits=interval(number(row["low"], 0), number(row["high"], 0), language),
        n=count(row["n"]),
    )
