"""Columns whose cells are labels of groups and things: brands, shops, products, cities.

They name no person, whatever they are called like: an inn 江月, a shop 陈小春.
"""

from __future__ import annotations

import re
from collections.abc import Collection

import pandas as pd

from voc.read import headers
from voc.read.source import Source

__all__ = ["label_columns", "labels_of", "names_things", "standing_in"]

# 门店 陈小春羊肉馆: what has such a header has a name of its own, often with that of a person in it
_OF_THINGS = re.compile(
    r"门店|店铺|店名|分店|酒店|餐厅|商家|品牌|产品|商品|品种"
    r"|\b(?:store|shop|branch|hotel|restaurant|brand|product|merchant)s?\b"
)
_LENGTHS = range(2, 41)  # characters
_TAGGED = "["  # how a cell begins, or goes on, of which something was masked


def label_columns(source: Source, named: Collection[str] = ()) -> list[str]:
    """Columns that group respondents because their header says so, or the user does.

    A column that groups them by its cells alone is none: it may hold the five names of the staff.

    Parameters
    ----------
    source : Source
    named : collection of str
        Columns that the user named as segments or as that of the brand.
    """

    def is_one(name: str, role: str, header: str) -> bool:
        if name in named:
            return role in ("segment", "ignore")
        said = headers.plain(header)
        return role == "segment" and bool(
            headers.says("segment", said) and not headers.says("person", said)
        )

    return [
        column.name
        for column in source.columns
        if is_one(column.name, column.role, column.asked.text or column.name)
    ]


def names_things(header: str) -> bool:
    """Whether a header says that the cells are names of shops, brands or products.

    >>> names_things("入住酒店"), names_things("Brand"), names_things("部门")
    (True, True, False)
    """
    said = headers.plain(header)
    return _OF_THINGS.search(said) is not None and not headers.says("person", said)


def labels_of(cells: pd.DataFrame) -> set[str]:
    """The labels in columns that were masked before: what was replaced there is none.

    >>> sorted(labels_of(pd.DataFrame({"店": ["江月", "[姓名]", None], "年": ["2026", "7", "8"]})))
    ['江月']
    """
    found: set[str] = set()
    for name in cells:
        found.update(value for value in cells[name].dropna().unique() if isinstance(value, str))
    plain = {value.strip() for value in found if _TAGGED not in value}
    return {value for value in plain if len(value) in _LENGTHS and not value.isnumeric()}


def standing_in(cells: pd.DataFrame, labels: set[str]) -> set[str]:
    """Those of the labels that stand in one of these columns as well: there they are persons.

    >>> standing_in(pd.DataFrame({"姓名": ["王芳", "陈小春"]}), {"江月", "陈小春"})
    {'陈小春'}
    """
    found: set[str] = set()
    for name in cells:
        values = cells[name].dropna().astype(str).str.strip()
        found.update(values[values.isin(labels)])
    return found
