"""What the tables of this package say of themselves: key → Chinese and English sentence.

A function that cannot give a figure adds `(key, parameters)` to `table.attrs["notes"]`.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from voc.metric.notes.customers import CUSTOMERS
from voc.metric.notes.exports import EXPORTS
from voc.metric.notes.figures import FIGURES
from voc.metric.notes.survey import SURVEY

__all__ = ["NOTES", "Note"]

Note: TypeAlias = tuple[str, dict[str, Any]]

NOTES: dict[str, tuple[str, str]] = FIGURES | SURVEY | CUSTOMERS | EXPORTS
