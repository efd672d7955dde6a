"""What to do first: quadrants, impacts, penalty and reward, who complains and who is lost."""

from __future__ import annotations

from voc.report.blocks.block import (
    Block,
    Column,
    amount,
    made_block,
    named,
    names_of,
    scored_base,
    spread,
    told,
)
from voc.report.data import MIN_MENTIONS, ReportData
from voc.report.figures.impacts import figure_impacts
from voc.report.figures.kano import figure_penalty_reward
from voc.report.figures.quadrants import figure_quadrants
from voc.report.formats import number, percent
from voc.report.words import Language, texts

__all__ = ["priority_blocks"]


def priority_blocks(data: ReportData, language: Language) -> list[Block]:
    """The blocks for which the run has figures."""
    found = [
        _quadrants(data, language),
        _importance(data, language),
        _impacts(data, language),
        _penalty_reward(data, language),
        _lift(data, language),
    ]
    return [block for block in found if block]


def _quadrants(data: ReportData, language: Language) -> Block | None:
    table = data.studies.get("quadrants")
    if table is None or len(table) < 2:
        return None
    names = names_of(data, language)
    columns = [
        Column("driver", named("driver", names), numeric=False),
        Column("importance", spread(language, "importance", 0, share=True, ends="importance")),
        Column("satisfaction", spread(language, "satisfaction")),
    ]
    if table["stated_importance"].notna().any():
        stated = spread(language, "stated_importance", ends="stated_importance")
        columns.append(Column("stated_importance", stated))
    columns.append(Column("quadrant", told("quadrant", "quadrant", language), numeric=False))
    return made_block(
        "quadrants",
        data,
        language,
        figure=figure_quadrants(table, names, language).svg,
        table=table,
        columns=columns,
        about=("quadrants", "stated_importance"),
        base=scored_base(data, language, "respondents"),
    )


def _importance(data: ReportData, language: Language) -> Block | None:
    table = data.studies.get("importance")
    if table is None or len(table) < 2:
        return None
    names = names_of(data, language)
    first = table.iloc[0]
    columns = [
        Column("driver", named("driver", names), numeric=False),
        Column("importance_source", told("source", "source", language), numeric=False),
        Column("importance", spread(language, "importance", 0, share=True, ends="importance")),
        Column("effect", lambda row: number(row["effect"], 2, signed=True)),
        Column("mentions", amount("mentions")),
    ]
    return made_block(
        "importance",
        data,
        language,
        table=table,
        columns=columns,
        method=texts(language)[f"method_{first['method']}"],
        r2=number(first["r2"], 2),
        base=scored_base(data, language, "respondents"),
    )


def _impacts(data: ReportData, language: Language) -> Block | None:
    sides = ["impact_negative", "impact_positive"]
    known = data.drivers.dropna(subset=sides, how="all") if sides[0] in data.drivers else None
    if known is None or (known["mentions"] >= MIN_MENTIONS).sum() == 0:
        return None
    key = "impacts_nps" if data.manifest.get("outcome") == "nps" else "impacts"
    columns = [
        Column("driver", named("driver", names_of(data, language)), numeric=False),
        *(
            Column(name, spread(language, name, signed=True, ends=name))
            for name in (*sides, "impact_shared")
        ),
    ]
    return made_block(
        key,
        data,
        language,
        figure=figure_impacts(data.drivers, language).svg,
        table=known.sort_values("impact_negative", kind="stable"),
        columns=columns,
        about=("drivers",),
        base=scored_base(data, language),
    )


def _penalty_reward(data: ReportData, language: Language) -> Block | None:
    table = data.studies.get("penalty_reward")
    if table is None or table[["penalty", "reward"]].notna().all(axis=1).sum() == 0:
        return None
    names = names_of(data, language)
    judged = table[table["kano"] != ""]
    columns = [
        Column("driver", named("driver", names), numeric=False),
        Column("penalty", spread(language, "penalty", signed=True, ends="penalty")),
        Column("reward", spread(language, "reward", signed=True, ends="reward")),
        Column("negative", amount("n_negative")),
        Column("positive", amount("n_positive")),
        Column("kano_category", told("kano", "kano", language), numeric=False),
    ]
    return made_block(
        "penalty_reward",
        data,
        language,
        figure=figure_penalty_reward(table, names, language).svg,
        table=judged,
        columns=columns,
        base=scored_base(data, language, "respondents"),
    )


def _lift(data: ReportData, language: Language) -> Block | None:
    table = data.studies.get("lift")
    if table is None or table["lift"].notna().sum() == 0:
        return None
    known = table.dropna(subset=["lift"]).sort_values("lift", ascending=False, kind="stable")
    columns = [
        Column("driver", named("driver", names_of(data, language)), numeric=False),
        Column("complained", amount("complained")),
        Column("probability", spread(language, "probability", 0, share=True, ends="probability")),
        Column("lift", spread(language, "lift", 2, ends="lift")),
    ]
    return made_block(
        "lift",
        data,
        language,
        table=known,
        columns=columns,
        base=scored_base(data, language, "respondents"),
        overall=percent(known["base"].iloc[0], 0),
    )
