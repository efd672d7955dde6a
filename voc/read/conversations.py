"""Exports of conversations: of customer and agent only what the customer said is a comment.

A conversation is one comment: its turns are short (好的, 对), belong together, and its score is one
answer. What the staff said stays in the table, in a column beside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd

from voc.messages import phrase
from voc.read import cells, headers, turns
from voc.read.profile import Profile
from voc.read.replies import staff_column
from voc.read.slices import first_filled, mapped_texts
from voc.read.source import Question, Rows
from voc.read.speakers import names_conversation, names_order, names_speaker, side
from voc.read.times import parse_times

_MOST_SPEAKERS = 2_000
_KNOWN = 0.95  # of the cells of a column of speakers
_BOTH_SIDES = 0.5  # of the conversations


def customers_words(rows: Rows, text: Sequence[str] = ()) -> Rows:
    """The rows with the customers' words apart from those of the staff.

    A table with a row for each message becomes one with a row for each conversation: the turns in
    order, the first value of other columns, the last of numbers (a rating comes at the end). Where
    a cell holds a conversation, the turns of the staff move to a column beside.

    Parameters
    ----------
    rows : Rows
    text : sequence of str
        Columns that the user named as comments; others are not looked at.
    """
    found = _of_messages(rows, text)
    return found if found is not rows else _of_cells(rows, text)


def _of_messages(rows: Rows, text: Sequence[str]) -> Rows:
    table = rows.table
    speaker = _speaker_column(table)
    if speaker is None:
        return rows
    sides = table[speaker].map(side, na_action="ignore")
    words = _words_column(table, speaker, text)
    conversation = _conversation_column(table, sides, {speaker, words})
    if words is None or (conversation is None and not names_speaker(speaker)):
        return rows
    beside = staff_column(words, table)
    customer = sides.eq("customer").to_numpy(dtype=bool)
    said = table[words].astype("str").where(table[words].notna())
    split = table.assign(**{words: said.where(customer), beside: said.where(~customer)})
    told = {"messages": len(table), "column": words}
    if conversation is None:
        return _with_words(rows, split, words, beside, ("thread_messages", told))
    split = _in_order(split, speaker, conversation).drop(columns=speaker)
    joined = _joined(split, conversation, (words, beside))
    told["conversations"] = len(joined)
    rows = replace(rows, lines=())
    return _with_words(rows, joined, words, beside, ("thread_conversations", told))


def _joined(table: pd.DataFrame, conversation: str, spoken: tuple[str, str]) -> pd.DataFrame:
    """One row a conversation, in the order of their first messages."""
    own = table[conversation].astype("object").where(table[conversation].notna(), None)
    keys = [("", place) if key is None else (key, 0) for place, key in enumerate(own)]
    codes = pd.Series(pd.factorize(pd.Index(keys, tupleize_cols=False))[0], index=table.index)
    first = table.groupby(codes, sort=False).first()
    last = table.groupby(codes, sort=False).last()
    for name in table:
        if name in spoken:
            filled = table[name].dropna()
            first[name] = filled.groupby(codes[filled.index], sort=False).agg("\n".join)
        elif pd.api.types.is_numeric_dtype(table[name]) and name != conversation:
            first[name] = last[name]
    return cells.tidy_frame(first.sort_index().reset_index(drop=True))


def _in_order(table: pd.DataFrame, speaker: str, conversation: str) -> pd.DataFrame:
    """The messages as they were spoken: by number, else by time, else as in the file."""
    for name in table:
        if names_order(str(name)) and pd.api.types.is_numeric_dtype(table[name]):
            return table.iloc[table[name].argsort(kind="stable")]
    for name in table:
        if headers.says("time", headers.plain(str(name))):
            times = parse_times(table[name])
            if times.notna().mean() > _KNOWN:
                return table.iloc[times.argsort(kind="stable")]
    return table


def _of_cells(rows: Rows, text: Sequence[str]) -> Rows:
    table = rows.table
    for name in table.columns:
        if (text and name not in text) or not isinstance(table[name].dtype, pd.StringDtype):
            continue
        if not turns.holds_conversations(first_filled(table[name], turns.LOOKED_AT)):
            continue
        counts: list[int] = []
        customer, staff = mapped_texts(partial(_both_sides, counts), table[name], 2)
        beside = staff_column(name, rows.table)
        split = rows.table.assign(**{name: customer, beside: staff})
        told = {"column": name, "count": sum(counts)}
        rows = _with_words(rows, split, name, beside, ("cells_with_conversations", told))
    return rows


def _both_sides(counts: list[int], texts: pd.Series) -> list[list[str | None]]:
    """The words of the customer and of the staff; how many cells hold both goes to `counts`."""
    cells_told = texts.astype(object).where(texts.notna(), None).tolist()
    parts = [None if cell is None else turns.parted(cell) for cell in cells_told]
    counts.append(sum(part is not None for part in parts))
    pairs = zip(parts, cells_told, strict=True)
    customer = [cell if part is None else part.customer for part, cell in pairs]
    return [customer, [None if part is None else part.staff for part in parts]]


def _with_words(
    rows: Rows, table: pd.DataFrame, words: str, beside: str, note: tuple[str, dict[str, Any]]
) -> Rows:
    told: Mapping[str, Question] = {
        words: Question("open", reason=phrase("shape.customers-words")),
        beside: Question("ignore", reason=phrase("shape.staffs-words", name=words)),
    }
    questions = {**rows.questions, **told}
    return replace(rows, table=table, questions=questions, notes=(*rows.notes, note))


def _speaker_column(table: pd.DataFrame) -> str | None:
    """The column whose cells are nearly all words for the customer or for the staff."""
    found = []
    for name in table.columns:
        column = table[name]
        if not isinstance(column.dtype, pd.StringDtype):
            continue
        some = column.head(500).dropna().unique()
        if not len(some) or sum(side(cell) is not None for cell in some) < 0.5 * len(some):
            continue
        counts = column.value_counts()
        known = counts.index.map(side)
        shares = counts[known.notna()].sum() / counts.sum()
        if len(counts) <= _MOST_SPEAKERS and shares >= _KNOWN and len(set(known.dropna())) == 2:
            found.append(str(name))
    return max(found, key=names_speaker, default=None)


def _words_column(table: pd.DataFrame, speaker: str, text: Sequence[str]) -> str | None:
    if text:
        return text[0] if len(text) == 1 and text[0] in table and text[0] != speaker else None
    ranked = []
    for name in table.columns:
        column = table[name]
        if name == speaker or not isinstance(column.dtype, pd.StringDtype) or column.isna().all():
            continue
        profile = Profile.of(column)
        if profile.times > 0.5 or profile.numbers > 0.5:
            continue
        named = headers.says("text", headers.plain(str(name))) is not None
        ranked.append((named and profile.distinct_share > 0.2, profile.mean_words, str(name)))
    return max(ranked)[2] if ranked else None


def _conversation_column(
    table: pd.DataFrame, sides: pd.Series, taken: set[str | None]
) -> str | None:
    """The column that says which messages belong together: most hold both sides."""
    customer = sides.eq("customer")
    best: tuple[int, float, str] | None = None
    for name in table.columns:
        header = headers.plain(str(name))
        spoken_of = names_conversation(str(name))
        if name in taken or not (spoken_of or headers.says("identifier", header)):
            continue
        groups = customer.groupby(table[name])
        counts = groups.size()
        if len(counts) == 0 or counts.sum() < 1.5 * len(counts):
            continue
        sums = groups.sum()
        both = float(((sums > 0) & (sums < counts)).mean())
        if both >= _BOTH_SIDES and (best is None or (spoken_of, both) > best[:2]):
            best = (spoken_of, both, str(name))
    return best[2] if best else None
