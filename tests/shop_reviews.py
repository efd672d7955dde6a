"""Comments of a shop, and what the tests of shapes, conversations and folders ask of a source."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from voc.read import Source

WORDS = [
    "收到货很快，就是外壳有划痕，心里不太舒服",
    "电池太不经用了，半天就没电 😤",
    "客服小姐姐超耐心，问了三遍都没嫌烦",
    "屏幕很清楚，看剧巨爽，值这个价",
    "快递员态度恶劣，还让我自己下楼拿",
    "声音小得可怜，开最大也听不清",
]


def roles(source: Source) -> dict[str, str]:
    return {column.name: column.role for column in source.columns}


def saved(folder: Path, name: str, value: object, **options: Any) -> Path:
    path = folder / name
    path.write_text(json.dumps(value, ensure_ascii=False, **options), encoding="utf-8")
    return path
