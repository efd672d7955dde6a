"""What the cells of a column look like: the half of a guess that does not depend on its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from voc.read import cells
from voc.read.scores import (
    MISSING,
    VerbalScale,
    labels_turned,
    parse_score,
    verbal_scale,
    written_top,
)
from voc.read.slices import count_distinct, picked
from voc.read.times import parse_times

SAMPLED = 2_000  # cells looked at, spread evenly over the column
MOST_VALUES = 200  # different values up to which all of them are looked at
EXAMPLES = 3

LOOKED_AT = 2_000  # characters of a cell; what it is, is clear by then
NUMBER = re.compile(r"\s*[-+]?\d+(?:\.\d+)?\s*")
WORDS = re.compile(r"[㐀-鿿豈-﫿぀-ヿ가-힯]|[^\W\d_㐀-鿿豈-﫿぀-ヿ가-힯]+(?:'\w+)?")
SENTENCE = re.compile(r"[，。！？；、~～…,!?;]|\.(?:\s|$)|\S\s+\S+\s+\S+\s+\S")
LINK = re.compile(r"\s*(?:https?://|www\.)\S+\s*", re.I)
CONTACT = re.compile(
    r"\s*(?:[\w.+*-]+@[\w-]+(?:\.[\w-]+)+|(?:\+?86[- ]?)?1[3-9][\d*]{9}|0\d{2,3}-?\d{7,8}"
    r"|\d{1,3}(?:\.[\d*]{1,3}){3}.*)\s*"
)
SENTIMENT_WORDS = frozenset(
    (
        *("正面", "负面", "中性", "积极", "消极", "正向", "负向"),
        *("positive", "negative", "neutral", "pos", "neg", "neu", "mixed"),
    )
)
# Answers of a survey item, which no one groups customers by.
SCALE_ANSWER = re.compile(
    r"(?:非常|很|比较|较|不太|有点|有些|一样|极其|完全|十分|最|一般|十分)?不?(?:太)?"
    r"(?:重要|同意|相关|认同|符合|了解|愿意|可能|满意|一般|赞同)"
    r"|(?:strongly |somewhat )?(?:dis)?agree|neutral"
    r"|(?:very |not |somewhat )?(?:un)?(?:important|likely)",
    re.I,
)
MULTIPLE_CHOICE = "┋"  # 问卷星 joins the ticked options with it
RANKED = "→"
DIGITS_OF_DATE = 4  # 1/2/23 has the fewest; parsing dates is a quarter of reading a survey
SURPLUS_AFTER_DATE = 15  # characters that may stand beside a date: 2024-07-08IP属地：天津


@dataclass(frozen=True)
class Profile:
    """A column's contents in figures.

    Parameters
    ----------
    filled : int
        Cells that are not blank.
    distinct : int
        Different values among them.
    cells : tuple of str
        A sample of them.
    is_time, is_number : bool
        What the type of the column says.
    examples : tuple of str
    values : tuple of str
        The different values, where they are few enough for a rating.
    """

    filled: int
    distinct: int
    cells: tuple[str, ...]
    is_time: bool
    is_number: bool
    examples: tuple[str, ...]
    values: tuple[str, ...] = ()

    @classmethod
    def of(cls, column: pd.Series) -> Profile:
        """Look at a column."""
        blank = cells.blank_cells(column)
        kept = np.flatnonzero(~blank)
        places = np.unique(
            np.linspace(0, max(len(kept) - 1, 0), min(SAMPLED, len(kept)), dtype=int)
        )
        sample = picked(column, kept[places])
        first = sample if len(kept) <= SAMPLED else picked(column, kept[:SAMPLED])
        filled = len(kept)
        del kept  # of ten million rows a table by itself
        distinct, values = count_distinct(column, blank, MOST_VALUES)
        boolean = pd.api.types.is_bool_dtype(column)
        return cls(
            filled=filled,
            distinct=distinct,
            cells=tuple(str(cell)[:LOOKED_AT] for cell in sample.tolist()),
            is_time=pd.api.types.is_datetime64_any_dtype(column),
            is_number=pd.api.types.is_numeric_dtype(column) and not boolean,
            examples=tuple(str(cell)[:LOOKED_AT] for cell in first.unique()[:EXAMPLES].tolist()),
            values=tuple(value[:LOOKED_AT] for value in values),
        )

    @property
    def distinct_share(self) -> float:
        """Different values per filled cell."""
        return self.distinct / max(self.filled, 1)

    @cached_property
    def numbers(self) -> float:
        """Share of plain numbers."""
        return 1.0 if self.is_number else self._share(NUMBER)

    @cached_property
    def sizes(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """Words of each cell, a Chinese character counting as one."""
        return np.array([len(WORDS.findall(cell)) for cell in self.cells] or [0])

    @cached_property
    def mean_words(self) -> float:
        """Mean length in words or Chinese characters."""
        return float(self.sizes.mean())

    @cached_property
    def long_words(self) -> float:
        """Length that one cell in ten exceeds."""
        return float(np.quantile(self.sizes, 0.9))

    @cached_property
    def sentences(self) -> float:
        """Share of cells that read like a sentence rather than a name."""
        return self._share(SENTENCE, whole=False)

    @cached_property
    def times(self) -> float:
        """Share of dates and times."""
        if self.is_time:
            return 1.0
        shortened = [cell for cell in self.cells if len(cell) <= 25 + SURPLUS_AFTER_DATE]
        digits = [cell for cell in shortened if sum(map(str.isdigit, cell)) >= DIGITS_OF_DATE]
        plausible = [cell for cell in digits if len(WORDS.findall(cell)) <= SURPLUS_AFTER_DATE]
        if not plausible:
            return 0.0
        found = int(parse_times(pd.Series(plausible, dtype="str")).notna().sum())
        return found / max(len(self.cells), 1)

    @cached_property
    def ratings(self) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """The ratings among the cells."""
        words = self.verbal.steps
        scores = {cell: parse_score(cell, words) for cell in set(self.cells)}
        return np.array([s for cell in self.cells if (s := scores[cell]) is not None], dtype=float)

    @cached_property
    def verbal(self) -> VerbalScale:
        """How many steps its words have, where it holds words such as 满意."""
        return verbal_scale(self.values)

    @cached_property
    def words_share(self) -> float:
        """Share of words such as 满意 among the cells."""
        words = sum(cell.strip().casefold() in self.verbal.steps for cell in self.cells)
        return words / max(len(self.cells), 1)

    @cached_property
    def top(self) -> float | None:
        """Best possible answer, where most of the cells say it: 9/10."""
        tops = [written_top(cell) for cell in self.cells]
        known = [top for top in tops if top is not None]
        if not known:
            return None
        most = max(sorted(set(known)), key=known.count)
        return most if known.count(most) > 0.5 * len(tops) else None

    @cached_property
    def unstated(self) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """The ratings that do not say of how many they are."""
        words = self.verbal.steps
        plain = [cell for cell in self.cells if written_top(cell) is None]
        scores = {cell: parse_score(cell, words) for cell in set(plain)}
        return np.array([s for cell in plain if (s := scores[cell]) is not None], dtype=float)

    @cached_property
    def turned(self) -> bool:
        """Whether the labels say that the lowest number is best: 1-非常满意."""
        return labels_turned(self.values)

    @cached_property
    def rating_share(self) -> float:
        """Share of ratings among the cells that are not 不适用 or the like."""
        answered = sum(cell.strip().casefold() not in MISSING for cell in self.cells)
        return len(self.ratings) / max(answered, 1)

    @cached_property
    def links(self) -> float:
        """Share of web addresses."""
        return self._share(LINK)

    @cached_property
    def contacts(self) -> float:
        """Share of e-mail and IP addresses and telephone numbers."""
        return self._share(CONTACT)

    @cached_property
    def scale_answers(self) -> float:
        """Share of answers such as 很重要 or agree."""
        return self._share(SCALE_ANSWER)

    @cached_property
    def sentiment_words(self) -> float:
        """Share of 正面, negative and the like."""
        named = sum(cell.strip().casefold() in SENTIMENT_WORDS for cell in self.cells)
        return named / max(len(self.cells), 1)

    @cached_property
    def ranked(self) -> bool:
        """Whether most cells put the same three things or more in an order: 准点→价格→服务."""
        orders = [frozenset(cell.split(RANKED)) for cell in self.cells if RANKED in cell]
        if not orders or len(orders) < 0.5 * len(self.cells):
            return False
        usual = max(set(orders), key=orders.count)
        return len(usual) >= 3 and orders.count(usual) >= 0.8 * len(orders) and self.distinct > 1

    @property
    def binary(self) -> bool:
        """Only 0 and 1 or −1 and 1, or truth values: an answer yes or no, or a label."""
        values = {cell.strip().casefold().removesuffix(".0") for cell in self.cells}
        return bool(values) and (
            values <= {"0", "1"} or values <= {"-1", "1"} or values <= {"true", "false"}
        )

    def holds(self, fragments: Sequence[str], share: float) -> bool:
        """Tell whether at least this share of cells contains one of the fragments."""
        found = sum(any(fragment in cell for fragment in fragments) for cell in self.cells)
        return bool(self.cells) and found >= share * len(self.cells)

    def _share(self, pattern: re.Pattern[str], *, whole: bool = True) -> float:
        ask = pattern.fullmatch if whole else pattern.search
        return sum(ask(cell) is not None for cell in self.cells) / max(len(self.cells), 1)
