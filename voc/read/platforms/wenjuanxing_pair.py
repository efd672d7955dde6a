"""问卷星: the exports of one survey by text and by code, put together.

By text alone the order of the options is lost, by code alone their words. Together they give values
in words, the code of each option, and numbers where a scale is one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from voc.errors import VocError
from voc.messages import phrase
from voc.read import cells
from voc.read.ids import clean_ids
from voc.read.platforms import wenjuanxing
from voc.read.platforms.wenjuanxing import NUMBER, SUBMITTED, heading
from voc.read.profile import Profile
from voc.read.scores import parse_score
from voc.read.source import Question, Rows

__all__ = ["pair"]

CODED = ("single", "scale", "nps", "matrix", "open", "")  # kinds whose answers have a code
MOST_AT_ODDS = 0.05  # share of respondents whose answers may differ: edited between two exports
SHOWN = 5


class Export(NamedTuple):
    """One of the two files, its rows by the number of the answer sheet."""

    name: str
    rows: Rows
    table: pd.DataFrame


def pair(parts: Sequence[Rows], names: Sequence[str]) -> Rows | None:
    """One table of labelled values, matched by 序号, in the order of the export by text.

    Parameters
    ----------
    parts : sequence of Rows
        As `wenjuanxing.arrange` gives them, in any order.
    names : sequence of str
        Of the files.

    Returns
    -------
    Rows or None
        None when the files are not of this platform, or both by text or both by code. Rows that
        stand in one file only are kept; `format` tells how many.

    Raises
    ------
    VocError
        One is by text and the other by code, but they are of different surveys or respondents.
    """
    if len(parts) != 2 or any(not part.format.startswith(wenjuanxing.title) for part in parts):
        return None
    first, second = parts
    votes = _in_words(first, second) - _in_words(second, first)
    if votes == 0:
        return None
    swapped = votes < 0
    text, coded = (_export(parts[place], names[place]) for place in ((1, 0) if swapped else (0, 1)))
    _same_survey(text, coded)
    common = text.table.index.intersection(coded.table.index)
    if common.empty:
        raise VocError("platform.wenjuanxing-nobody", where=_where(text, coded))
    return _together(text, coded, common)


def _in_words(one: Rows, other: Rows) -> int:
    """Questions that one file answers in words or as a list, and the other as numbers or ticks."""
    found = 0
    for name in one.table.columns:
        about = heading(name)
        if about is None or one.questions.get(name, Question()).kind == "ignore":
            continue
        there = other.table.get(name)
        if there is None:
            whole = f"第{about.number}题"
            found += name != whole and whole in other.table
        elif there.notna().any() and one.table[name].notna().any():
            numbers = pd.api.types.is_numeric_dtype
            found += numbers(there) and not numbers(one.table[name])
    return found


def _export(rows: Rows, name: str) -> Export:
    if NUMBER not in rows.table:
        raise VocError("platform.wenjuanxing-no-number", where=name)
    ids = clean_ids(rows.table[NUMBER])
    if ids.isna().any() or ids.duplicated().any():
        twice = ids[ids.isna() | ids.duplicated()].iloc[0]
        raise VocError(
            "platform.wenjuanxing-number-twice",
            where=phrase("read.column", file=name, column=NUMBER),
            number=twice or "",
        )
    return Export(name, rows, rows.table.set_axis(pd.Index(ids), axis="index"))


def _same_survey(text: Export, coded: Export) -> None:
    """Every question of one export stands in the other."""
    for here, there in ((text, coded), (coded, text)):
        for name in here.table.columns:
            about = heading(name)
            if about is None or "〖" in name or _column(name, there.table) is not None:
                continue
            same = [other for other in there.table.columns if _number(other) == about.number]
            if same and (about.part or all(_number_alone(other) for other in same)):
                continue  # places of a ranking that were too few to be put together
            raise VocError(
                "platform.wenjuanxing-other-survey",
                where=_where(text, coded),
                name=name,
                file=there.name,
            )


def _column(name: str, table: pd.DataFrame) -> str | None:
    """The column of the same question in the other export: 6、兴趣爱好 is 第6题 there."""
    if name in table:
        return name
    about = heading(name)
    if about is None:
        return None
    whole = f"第{about.number}题"
    if whole in table:
        return whole
    same = [
        other for other in table.columns if "〖" not in other and _number(other) == about.number
    ]
    if name == whole:
        return same[0] if same else None
    return next((other for other in same if _part(other) == _part(name)), None)


def _number(name: str) -> int | None:
    about = heading(name)
    return about.number if about else None


def _number_alone(name: str) -> bool:
    """Whether a column names its question by the number alone, so that its words are not known."""
    return name.startswith("第")


def _part(name: str) -> str:
    """The row that a column of a matrix is about: 8、请评价—服务 and 第8题(服务) are the same."""
    about = heading(name)
    if about is not None and about.part:
        return about.part
    return re.split("[(（—–]", name)[-1].rstrip(")） ")


def _together(text: Export, coded: Export, common: pd.Index[Any]) -> Rows:
    more = coded.table.index.difference(text.table.index, sort=False)
    everyone = text.table.index.append(more)
    table: dict[str, pd.Series] = {}
    questions = dict(text.rows.questions)
    at_odds: set[Any] = set()
    for name in text.table.columns:
        other = None if "〖" in name else _column(name, coded.table)
        written = text.table[name]
        if other is None:
            table[name] = written.reindex(everyone)
            continue
        codes = coded.table[other]
        in_text = everyone.isin(written.index)
        asked = questions.get(name, Question())
        if heading(name) and asked.kind in CODED and _codes_of(written, codes):
            labels, odd = _labels(written[common], codes[common])
            values, questions[name] = _labelled(name, asked, labels, written, codes, everyone)
        else:
            odd = _different(written[common], codes[common]) if heading(name) else []
            values = written.reindex(everyone).astype(object)
            values = values.where(in_text, codes.reindex(everyone).astype(object))
        table[name] = values
        at_odds |= set(odd)
        if len(set(odd)) > MOST_AT_ODDS * len(common):
            raise _not_the_same(text, coded, name, odd)
    at_odds |= _other_times(text, coded, common)
    if len(at_odds) > MOST_AT_ODDS * len(common):
        raise _not_the_same(text, coded, SUBMITTED, sorted(at_odds))
    extra = [n for n in coded.table.columns if not heading(n) and n not in table]
    for name in extra:
        table[name] = coded.table[name].reindex(everyone)
        if name in coded.rows.questions:
            questions[name] = coded.rows.questions[name]
    joined = pd.DataFrame(table, index=everyone).reset_index(drop=True)
    only_text = len(text.table.index.difference(coded.table.index))
    return replace(
        text.rows,
        table=cells.tidy_frame(joined),
        format=_told(text, len(everyone), only_text, len(more), len(at_odds)),
        lines=(),
        questions=questions,
    )


def _codes_of(written: pd.Series, codes: pd.Series) -> bool:
    """Whether a column of numbers stands beside one that is not the same numbers."""
    return bool(
        pd.api.types.is_numeric_dtype(codes)
        and codes.notna().any()
        and written.notna().any()
        and not pd.api.types.is_datetime64_any_dtype(written)
    )


def _labels(written: pd.Series, codes: pd.Series) -> tuple[dict[int, str], list[Any]]:
    """What each code stands for, and the respondents whose answer has another code."""
    both = pd.DataFrame({"code": codes, "label": written.astype("str").where(written.notna())})
    both = both.dropna()
    if both.empty:
        return {}, []
    label = both.groupby("code")["label"].agg(lambda labels: labels.value_counts().index[0])
    odd = both.index[both["label"] != both["code"].map(label)]
    ordered = label.sort_index()
    codes_found = ordered.index.astype("int64").tolist()
    return dict(zip(codes_found, ordered.tolist(), strict=True)), list(odd)


def _labelled(
    name: str,
    asked: Question,
    labels: dict[int, str],
    written: pd.Series,
    codes: pd.Series,
    everyone: pd.Index[Any],
) -> tuple[pd.Series, Question]:
    """Answers in words; of a scale whose words run with the codes, its numbers."""
    question = replace(asked, labels={str(code): label for code, label in labels.items()})
    if pd.api.types.is_numeric_dtype(written):
        values = written.reindex(everyone)
        same = all(str(code) == label for code, label in labels.items())
        return (values.fillna(codes.reindex(everyone)), asked) if same else (values, question)
    numbers = _steps(labels) if asked.kind in ("scale", "matrix") else {}
    if numbers:
        told = phrase("platform.wenjuanxing-numbers", labels=_shown(question.labels))
        by_label = {label: numbers[code] for code, label in labels.items()}
        values = codes.reindex(everyone).astype("Float64").round().astype("Int64")
        values = values.fillna(written.map(by_label).reindex(everyone).astype("Int64"))
        kind = "scale" if asked.kind == "scale" else asked.kind
        return values, replace(question, kind=kind, reason=told)
    values = written.reindex(everyone).astype(object)
    words = codes.reindex(everyone).map(lambda code: labels.get(code), na_action="ignore")
    values = values.where(values.notna() | words.isna(), words)
    kind = "single" if asked.kind in ("open", "") else asked.kind
    if kind == "scale":
        return values, question
    told = phrase("platform.wenjuanxing-labels", labels=_shown(question.labels))
    return values, replace(question, kind=kind, reason=told)


def _steps(labels: dict[int, str]) -> dict[int, int]:
    """Codes that are the steps of their words: 1 非常不满意 … 5 非常满意; empty when they are not.

    Where 1 is 非常满意, or four words have no middle, the words say more than the codes.
    """
    profile = Profile.of(pd.Series(list(labels.values()), dtype="str"))
    steps = {code: parse_score(label, profile.verbal.steps) for code, label in labels.items()}
    whole = all(step == code for code, step in steps.items())
    return {code: code for code in labels} if whole and len(labels) > 1 else {}


def _different(written: pd.Series, other: pd.Series) -> list[Any]:
    """Respondents whose answer stands otherwise in the two files."""
    left, right = (clean_ids(column).fillna("") for column in (written, other))
    return list(written.index[(left != right) & (left != "") & (right != "")])


def _other_times(text: Export, coded: Export, common: pd.Index[Any]) -> set[Any]:
    if SUBMITTED not in text.table or SUBMITTED not in coded.table:
        return set()
    return set(_different(text.table[SUBMITTED][common], coded.table[SUBMITTED][common]))


def _not_the_same(text: Export, coded: Export, name: str, odd: Sequence[Any]) -> VocError:
    shown = ", ".join(str(number) for number in list(dict.fromkeys(odd))[:SHOWN])
    return VocError(
        "platform.wenjuanxing-not-the-same",
        where=_where(text, coded),
        name=name,
        numbers=shown,
        count=len(set(odd)),
    )


def _where(text: Export, coded: Export) -> str:
    return f"{text.name}; {coded.name}"


def _told(text: Export, everyone: int, only_text: int, only_coded: int, at_odds: int) -> str:
    told = [phrase("platform.wenjuanxing-paired", count=everyone)]
    if only_text:
        told.append(phrase("platform.wenjuanxing-only-text", count=only_text))
    if only_coded:
        told.append(phrase("platform.wenjuanxing-only-code", count=only_coded))
    if at_odds:
        told.append(phrase("platform.wenjuanxing-at-odds", count=at_odds))
    return f"{wenjuanxing.title} ({', '.join(told)})"


def _shown(labels: Any) -> str:
    return ", ".join(f"{code} {label}" for code, label in list(labels.items())[:SHOWN]) + (
        " …" if len(labels) > SHOWN else ""
    )
