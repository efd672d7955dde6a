"""Several columns of one question: options ticked with 0 and 1, and places in a ranking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from voc.read.platforms.kinds import RANKED, plain_option
from voc.read.profile import MULTIPLE_CHOICE

__all__ = ["common_stem", "placed", "ranked", "ticked", "ticks"]

ENOUGH = 5  # rows that must be rankings before columns are taken for one
_BEFORE_PART = "(（—–－-:：_"  # what parts a question from its row: 服务—态度


def common_stem(names: Sequence[str]) -> str:
    """What names have in common up to the mark before their own part; empty when nothing does.

    >>> common_stem(["3、请评价—环境", "3、请评价—环保"])
    '3、请评价—'
    >>> common_stem(["3、您的城市(省)", "4、您的城市(市)"])
    ''
    """
    alike = [len(set(letters)) == 1 for letters in zip(*names, strict=False)]
    common = names[0][: (*alike, False).index(False)]
    end = max(common.rfind(mark) for mark in _BEFORE_PART)
    stem = common[: end + 1]
    return stem if len(stem) > 2 and all(len(name) > len(stem) for name in names) else ""


def ticks(columns: Sequence[pd.Series]) -> bool:
    """Whether all answers are 0 and 1, with a 0 among them: codes of options begin at 1."""
    values: set[object] = set()
    for column in columns:
        if not pd.api.types.is_numeric_dtype(column):
            if column.notna().any():
                return False
            continue
        values |= set(column.dropna().unique().tolist())
    return values <= {0, 1} and 0 in values


def ticked(columns: Mapping[str, pd.Series]) -> pd.Series:
    """The ticked options of each row, joined as in an export by text.

    Parameters
    ----------
    columns : mapping of str to Series
        Answers 0 and 1 by option.

    Examples
    --------
    >>> both = {"茶": pd.Series([1, 1, 0]), "咖啡": pd.Series([0, 1, None])}
    >>> ticked(both).tolist()
    ['茶', '茶┋咖啡', nan]
    """
    numbers = {option: _numbers(column) for option, column in columns.items()}
    return _joined({option: [one == 1] for option, one in numbers.items()}, columns)


def placed(columns: Sequence[pd.Series]) -> bool:
    """Whether each row holds the places 1, 2, 3 … of a ranking, each once.

    Some of the options may have no place. Answers to the rows of a matrix rarely do so in all rows.
    """
    if len(columns) < 2 or not all(pd.api.types.is_numeric_dtype(column) for column in columns):
        return False
    places = np.sort(np.column_stack([_numbers(column) for column in columns]), axis=1)
    filled = (~np.isnan(places)).sum(axis=1)
    places = places[filled >= 1]
    wanted = np.arange(1, places.shape[1] + 1)
    whole = np.isnan(places) | (places == wanted)
    return int((filled >= 2).sum()) >= ENOUGH and bool(whole.all())


def ranked(columns: Mapping[str, pd.Series]) -> pd.Series:
    """The options of each row in their order, joined as in an export by text.

    Examples
    --------
    >>> ranked({"价格": pd.Series([2, 1]), "服务": pd.Series([1, None])}).tolist()
    ['服务→价格', '价格']
    """
    numbers = {option: _numbers(column) for option, column in columns.items()}
    return _joined(
        {
            option: [one == place for place in range(1, len(columns) + 1)]
            for option, one in numbers.items()
        },
        columns,
        RANKED,
    )


def _joined(
    steps: Mapping[str, list[np.ndarray[tuple[int], np.dtype[np.bool_]]]],
    columns: Mapping[str, pd.Series],
    mark: str = MULTIPLE_CHOICE,
) -> pd.Series:
    """Write options one after the other, in the order of steps and then of columns."""
    index = next(iter(columns.values())).index
    written = np.full(len(index), "", dtype=object)
    for step in range(max(len(each) for each in steps.values())):
        for option, each in steps.items():
            here = each[step]
            begun = here & (written != "")
            written[begun] = written[begun] + (mark + plain_option(option))
            written[here & ~begun] = plain_option(option)
    return pd.Series([words or None for words in written], index=index, dtype="str")


def _numbers(column: pd.Series) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return pd.to_numeric(column, errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)
