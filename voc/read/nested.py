"""Records inside nested JSON: where they stand, and one flat row of each.

A nested object becomes columns (`user.name`), an array of values one cell. What an array of objects
becomes depends on what it holds: a conversation is written down as one, follow-ups and replies
become columns, anything else stays JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from voc.errors import VocError
from voc.read import headers
from voc.read.speakers import transcript

Record = dict[str, object]

NEAR = 4  # levels of objects in which records are looked for
MOST_LEVELS = 24  # of a record; a deeper one is set aside
BETWEEN_VALUES = "; "
_STEP = re.compile(r"\[(\d+|\*)?\]|[^.\[\]]+")
_SHOWN = 8


class TooDeepError(ValueError):
    """A record is nested deeper than any export."""


def records(value: object, path: str, where: str) -> list[object]:
    """The records of a JSON value.

    Parameters
    ----------
    value : object
        As `json.loads` gives it.
    path : str
        Dotted path to the array of records, such as ``data.comments``; arrays on the way are gone
        through (``shops[*].comments``). Empty: the only array of objects near the top.
    where : str
        Name of the file, for messages.

    Returns
    -------
    list
        Objects; anything else in the array is handed on as it is.

    Raises
    ------
    VocError
        Nothing stands at the path, or without one there are several arrays of objects.

    Examples
    --------
    >>> page = {"code": 0, "data": {"comments": [{"text": "很好"}, {"text": "太慢"}]}}
    >>> len(records(page, "", "page.json")), records(page, "data.comments", "page.json")[0]
    (2, {'text': '很好'})
    """
    if path:
        found = at_path(value, path)
        if not any(isinstance(record, dict) for record in found):
            raise VocError("shape.no-records", where=where, path=path, known=_listed(value))
        return found
    if isinstance(value, list):
        return value
    arrays = dict(_arrays(value))
    if len(arrays) > 1:
        raise VocError(
            "shape.several-arrays",
            where=where,
            known=_listed(value),
            first=max(arrays, key=lambda name: len(arrays[name])),
        )
    return next(iter(arrays.values()), [value])


def at_path(value: object, path: str) -> list[object]:
    """What stands at a path; an empty list when nothing does.

    Examples
    --------
    >>> at_path({"shops": [{"shop": "一店", "reviews": [{"text": "快"}]}]}, "shops[*].reviews")
    [{'text': '快', 'shops.shop': '一店'}]
    """
    return list(_at(value, _steps(path), {}, ""))


def flat(record: Mapping[str, object]) -> Record:
    """One row of a record.

    Raises
    ------
    TooDeepError

    Examples
    --------
    >>> flat({"user": {"name": "小王"}, "tags": ["干净", "近"], "reply": [{"text": "谢谢"}]})
    {'user.name': '小王', 'tags': '干净; 近', 'reply.text': '谢谢'}
    """
    return numbered(_cells(record, "", 1))  # {"a.b": 1, "a": {"b": 2}}


def numbered(pairs: Iterable[tuple[str, object]]) -> Record:
    """A record of names and values; a name that comes again is numbered.

    >>> numbered([("评论", "好"), ("评论", "太吵")])
    {'评论': '好', '评论.2': '太吵'}
    """
    pairs = list(pairs)
    row: Record = dict(pairs)
    if len(row) == len(pairs):
        return row
    row = {}
    counts: dict[str, int] = {}  # so that a name which comes a million times is not tried anew
    for name, value in pairs:
        free, count = name, counts.get(name, 1)
        while free in row:
            count += 1
            free = f"{name}.{count}"
        counts[name] = count
        row[free] = value
    return row


def _cells(record: Mapping[str, object], prefix: str, level: int) -> Iterator[tuple[str, object]]:
    if level > MOST_LEVELS:
        raise TooDeepError
    for key, value in record.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            yield from _cells(value, f"{name}.", level + 1)
        elif isinstance(value, list):
            yield from _array_cells(name, value, level + 1)
        else:
            yield name, value


def _array_cells(name: str, items: Sequence[object], level: int) -> Iterator[tuple[str, object]]:
    if level > MOST_LEVELS:
        raise TooDeepError
    items = [item for item in items if item not in (None, "")]
    objects = [item for item in items if isinstance(item, dict)]
    if not items:
        yield name, None
    elif not objects and not any(isinstance(item, list) for item in items):
        yield name, BETWEEN_VALUES.join(map(str, items)) if len(items) > 1 else items[0]
    elif (spoken := transcript(objects)) is not None:
        yield name, spoken
    elif objects and says_more(name):
        gathered: dict[str, list[str]] = {}
        for item in objects:
            for inner, value in _cells(item, f"{name}.", level + 1):
                if value not in (None, ""):
                    gathered.setdefault(inner, []).append(str(value))
        yield from ((inner, "\n".join(values)) for inner, values in gathered.items())
    else:
        try:
            yield name, json.dumps(items, ensure_ascii=False)
        except RecursionError:
            raise TooDeepError from None


def says_more(name: str) -> bool:
    """Whether an array of objects holds follow-ups of the customer or replies of the staff."""
    header = headers.plain(name)
    return bool(headers.says("follow_up", header) or headers.says("reply", header))


def _arrays(value: object, name: str = "", level: int = 0) -> Iterator[tuple[str, list[object]]]:
    """Arrays of objects inside objects near the top, with their paths."""
    if isinstance(value, list):
        if 2 * sum(isinstance(item, dict) for item in value) > len(value):
            yield name, value
    elif isinstance(value, dict) and level < NEAR:
        for key, inner in value.items():
            yield from _arrays(inner, f"{name}.{key}" if name else str(key), level + 1)


def _listed(value: object) -> str:
    """The arrays of objects that a user may have meant, with their lengths."""
    inside = value[0] if isinstance(value, list) and value else value
    found = [f"{name} ({len(items)})" for name, items in _arrays(inside)]
    shown = ", ".join(found[:_SHOWN]) + (" …" if len(found) > _SHOWN else "")
    return shown or "—"


def _steps(path: str) -> list[str]:
    """Keys and positions of a path; that an array is gone through need not be said."""
    steps = []
    for match in _STEP.finditer(path.strip().removeprefix("$")):
        if match[0][0] != "[" or match[1] not in (None, "*"):
            steps.append(match[0])
    return steps


def _at(value: object, steps: Sequence[str], above: Record, name: str) -> Iterator[object]:
    """What stands at the path; a record keeps the plain values of the objects above it."""
    if isinstance(value, list):
        if steps and steps[0][0] == "[":
            place = int(steps[0][1:-1])
            if place < len(value):
                yield from _at(value[place], steps[1:], above, name)
            return
        for item in value:
            held = above
            if steps and isinstance(item, dict):
                own = {
                    f"{name}.{key}" if name else key: inner
                    for key, inner in item.items()
                    if not isinstance(inner, dict | list)
                }
                held = {**above, **own}
            yield from _at(item, steps, held, name)
    elif not steps:
        if isinstance(value, dict):
            others = {f"parent.{k}" if k in value else k: inner for k, inner in above.items()}
            yield {**value, **others}
        elif value is not None:
            yield value
    elif isinstance(value, dict):
        for many in range(len(steps), 0, -1):  # a key may hold dots itself
            key = ".".join(steps[:many])
            if key in value:
                below = f"{name}.{key}" if name else key
                yield from _at(value[key], steps[many:], above, below)
                return
