"""The title of a review and its content as one comment, where the user asks for it."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from voc.messages import phrase
from voc.read import cells, headers
from voc.read.profile import Profile
from voc.read.role_guess import guess_role
from voc.read.slices import slices
from voc.read.source import Source

_ENDS = tuple("。！？!?.…~～,，;；:：")


def with_title(title: str, content: str) -> str:
    """Both as one comment; the title goes where the content says it as well.

    Examples
    --------
    >>> with_title("又踩雷了", "用了两天就裂开"), with_title("裂开", "两天就裂开了")
    ('又踩雷了。用了两天就裂开', '两天就裂开了')
    >>> with_title("Never again!", "Broke on day two")
    'Never again! Broke on day two'
    """
    title, content = title.strip(), content.strip()
    if not title or title.rstrip("".join(_ENDS)) in content:
        return content
    if not content:
        return title
    western = title.isascii()
    if not title.endswith(_ENDS):
        title += "." if western else "。"
    return f"{title} {content}" if western else title + content


def with_titles(source: Source) -> Source:
    """The source with the titles put before the contents; the column of titles stays."""
    texts = [column for column in source.columns if column.role == "text"]
    titles = [
        column
        for column in source.columns
        if column.role == "ignore"
        and headers.says("title", headers.plain(column.name))
        and guess_role(column.name, Profile.of(source.table[column.name])).role == "text"
    ]
    first = [c for c in texts if not headers.says("follow_up", headers.plain(c.name))]
    if len(first) != 1 or len(titles) != 1:
        return source
    text, title = first[0], titles[0]
    both = source.table[[title.name, text.name]]
    joined = pd.concat([_joined(part) for part in slices(both)])
    table = source.table.assign(**{text.name: joined})
    said = replace(text, reason=f"{text.reason}; {phrase('shape.with-title', name=title.name)}")
    columns = tuple(said if column is text else column for column in source.columns)
    return replace(source, table=table, columns=columns)


def _joined(both: pd.DataFrame) -> pd.Series:
    """Titles in the first column and contents in the second as one."""
    pairs = zip(*(_cells(column) for _, column in both.items()), strict=True)
    return pd.Series([with_title(*pair) or None for pair in pairs], both.index, dtype="str")


def _cells(column: pd.Series) -> list[str]:
    blank = cells.blank_cells(column)
    return column.astype("str").where(~blank, "").tolist()
