"""What the tables of this package say of themselves: key → Chinese and English sentence.

A function that cannot give a figure adds `(key, parameters)` to `table.attrs["notes"]`.
"""

from __future__ import annotations

from typing import Any, TypeAlias

Note: TypeAlias = tuple[str, dict[str, Any]]

NOTES: dict[str, tuple[str, str]] = {
    "segment_of_one_group": (
        "{segment} 只有一个取值，没有可比较的其余部分。",
        "{segment} has one group only: there is no rest to compare it with.",
    ),
    "segment_groups_small": (
        "{segment} 中有 {groups} 组没有检验：该组或其余部分不足 {minimum} 位受访者，或数值全同。",
        "{groups} groups of {segment} were not tested: they or their rest have fewer than "
        "{minimum} respondents, or nothing varies.",
    ),
}
