"""What was found in a source: as a table, and as settings for the user to correct and pass back."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pandas as pd

from voc.messages import phrase
from voc.read.kinds import kind_of
from voc.read.source import KINDS, ROLES, Column, Source
from voc.text.mask import mask

__all__ = ["inspection_table", "settings_text"]

_SHOWN = 24  # characters of an example
_LONGEST = 60  # characters of a question beside its column
_WORDS = ("reason", "kind", "question")
_MAIN = ("nps", "csat", "stars", "score", "ces")  # which of several scores counts


def inspection_table(source: Source) -> pd.DataFrame:
    """One row a column; `voc.read.inspect` says which."""
    columns = source.columns
    objects = {
        "metric": [column.metric for column in columns],
        "scale": [column.scale for column in columns],
        "reason": [column.reason for column in columns],
        "examples": [column.examples for column in columns],
        "kind": [kind_of(column, source.table[column.name]) for column in columns],
        "question": [column.asked.text for column in columns],
    }
    table = pd.DataFrame(
        {
            "column": [column.name for column in columns],
            "role": [column.role for column in columns],
            **{
                name: pd.Series(values, dtype="str" if name in _WORDS else object)
                for name, values in objects.items()
            },
        }
    )
    table.attrs = {
        "format": source.format,
        "encoding": source.encoding,
        "rows": len(source.table),
        "rejected": len(source.rejected),
    }
    return table


def settings_text(source: Source, *, records: str = "", query: str = "") -> str:
    """Settings (TOML) that say of each column what it is, for `-c` and for a person to correct.

    Passed back unchanged they give the roles that were found. Beside each column stand its
    question, masked examples, or why it is left out.

    Parameters
    ----------
    source : Source
    records, query : str
        Where in nested JSON the records were found, and what was read of a database.

    Examples
    --------
    >>> from voc.read import look
    >>> reviews = pd.DataFrame({"评论": ["房间很干净，早餐也好", "太吵了，没睡好"], "评分": [5, 2]})
    >>> print(settings_text(look(reviews)).partition("[read.columns]")[2].strip())
    "评论" = "open"  # 房间很干净，早餐也好 | 太吵了，没睡好
    "评分" = "stars"  # 5 | 2
    """
    return "\n".join(
        [*_head(source), "", *_read(source, records, query), "", *_columns(source), ""]
    )


def _head(source: Source) -> Iterator[str]:
    yield _comment(phrase("read.settings-of", name=source.name, format=source.format))
    yield _comment(phrase("read.settings-use"))
    for role in ROLES[:-1]:
        names = [column.name for column in source.columns if column.role == role]
        if names:
            yield _comment(f"{role}: {', '.join(names)}")


def _read(source: Source, records: str, query: str) -> Iterator[str]:
    """What [read.columns] cannot say: where records are, and which of several scores counts."""
    yield "[read]"
    if records:
        yield f"records = {_text(records)}"
    if query:
        yield f"query = {_text(query)}"
    scores = [column for column in source.columns if column.role == "score"]
    if len(scores) > 1:
        main = min(scores, key=lambda column: _MAIN.index(column.metric or "score"))
        yield f"score = {_text(main.name)}  {_comment(phrase('read.settings-score'))}"


def _columns(source: Source) -> Iterator[str]:
    yield _comment(phrase("read.settings-kinds", kinds=", ".join(KINDS)))
    yield "[read.columns]"
    for column in source.columns:
        if column.name == source.wave:
            continue  # made of the names of files: other files may have none
        kind = kind_of(column, source.table[column.name])
        beside = [phrase("read.settings-weight")] if kind == "weight" else []
        told = "ignore" if kind == "weight" else kind  # weights are never guessed
        comment = _beside(column, beside)
        line = f"{_text(column.name)} = {_text(told)}"
        yield f"{line}  {_comment(comment)}" if comment else line


def _beside(column: Column, parts: list[str]) -> str:
    question = column.asked.text
    if question and question != column.name:
        cut = question if len(question) <= _LONGEST else f"{question[: _LONGEST - 1]}…"
        parts = [cut, *parts]
    if column.role == "ignore":  # no examples: names and addresses stand there
        parts = [*parts, column.reason]
    else:
        examples = mask([_line(example) for example in column.examples])[0]
        parts = [*parts, " | ".join(example[:_SHOWN] for example in examples)]
    return "; ".join(part for part in parts if part)


def _comment(text: str) -> str:
    return f"# {_line(text)}"


def _line(text: str) -> str:
    """On one line, and without characters that a comment must not hold."""
    printable = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(printable.split())


def _text(text: str) -> str:
    """A text in double quotes: TOML escapes what JSON does, and the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
