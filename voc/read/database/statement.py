"""What may be asked of a database: one statement that reads.

The connection is opened for reading only, too; this check comes first, and says so in plain words.
"""

from __future__ import annotations

import re

from voc.errors import VocError

__all__ = ["refuse_writing"]

# Strings, quoted names and comments: what stands in them is no statement.
ASIDE = re.compile(
    r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`"
    r"|\$(?P<tag>\w*)\$.*?\$(?P=tag)\$|--[^\n]*|/\*.*?\*/",
    re.S,
)
READS = re.compile(r"[\s(]*(?:select|with|from|values|table)\b", re.I)
WRITES = re.compile(r"\b(insert|update|delete|merge|into|truncate|drop|alter|create)\b", re.I)


def refuse_writing(query: str, where: str) -> None:
    """Raise unless a query is a single SELECT or WITH … SELECT.

    Parameters
    ----------
    query : str
    where : str
        For the message.

    Raises
    ------
    VocError

    Examples
    --------
    >>> refuse_writing("select * from 评论 where 内容 <> 'drop;' -- all of them", "shop.db")
    >>> refuse_writing("select 1; delete from 评论", "shop.db")
    Traceback (most recent call last):
    ...
    voc.errors.VocError: The query is more than one statement. [source.several-statements]
      where: shop.db
      what to do: Give a single SELECT.
    """
    bare = ASIDE.sub(" ? ", query).strip()
    bare = bare.rstrip("; \t\r\n")
    if ";" in bare:
        raise VocError("source.several-statements", where=where)
    if not READS.match(bare):
        word = re.match(r"[\s(]*(\w+)", bare)
        raise VocError("source.no-select", where=where, word=word[1] if word else "–")
    if (found := WRITES.search(bare)) is not None:
        raise VocError("source.writes", where=where, word=found[1])
