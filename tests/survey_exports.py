"""What the readers make of survey exports: rows, kinds of questions, roles of columns."""

from __future__ import annotations

from pathlib import Path

from voc.read import inspect
from voc.read.files import read_files
from voc.read.source import Rows


def rows_of(*paths: Path) -> Rows:
    return read_files(list(paths))[0]


def kinds(rows: Rows) -> dict[str, str]:
    return {name: question.kind for name, question in rows.questions.items()}


def roles(*paths: Path) -> dict[str, str]:
    found = inspect(list(paths))
    return dict(zip(found["column"], found["role"], strict=True))
