"""The five answers to a Kano question, as codes or in words, and what a pair of them means."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.errors import VocError
from voc.messages import listed, phrase
from voc.metric.ratings import require_columns
from voc.text.mask.quoting import quoted

__all__ = ["EVALUATION", "KANO", "LETTERS", "answer_codes", "pair_letters"]

# Letters in the order that decides between equal counts: M > O > A > I (Berger et al. 1993).
KANO: dict[str, str] = {
    "M": "basic",
    "O": "performance",
    "A": "excitement",
    "I": "indifferent",
    "R": "reverse",
    "Q": "questionable",
}
LETTERS = ("A", "O", "M", "I", "R", "Q")

# Row: answer when it is there; column: answer when it is not; both from 1 like to 5 dislike.
EVALUATION: tuple[str, ...] = (
    "QAAAO",
    "RIIIM",
    "RIIIM",
    "RIIIM",
    "RRRRQ",
)

_WORDS: dict[int, str] = {
    1: "喜欢|我喜欢|很喜欢|我很喜欢|非常喜欢|我非常喜欢|满意|很满意|非常满意"
    "|like|like it|enjoy it|i like it|i like it that way|i like it very much|i enjoy it that way",
    2: "理应如此|它理应如此|应该如此|应当如此|本应如此|必须这样|必须如此|必须有|理所当然|应该的"
    "|must be|expect|expected|expect it|i expect it|i expect it that way|it must be that way"
    "|it should be that way",
    3: "无所谓|我无所谓|没有所谓|没所谓|中立|一般"
    "|neutral|i am neutral|i'm neutral|i feel neutral|do not care|don't care|i don't care",
    4: "勉强接受|勉强可以接受|可以勉强接受|能接受|可以接受|我可以接受|能忍受|我能忍受|能够忍受"
    "|可忍受|可以忍受|我可以忍受|live with|live with it|can live with|i can live with it"
    "|i can live with it that way|tolerate|tolerate it|can tolerate|i can tolerate it",
    5: "不喜欢|我不喜欢|很不喜欢|我很不喜欢|非常不喜欢|我非常不喜欢|不满意|很不满意|非常不满意"
    "|dislike|dislike it|i dislike it|i dislike it that way|do not like it|i do not like it"
    "|i don't like it",
}
_MISSING = frozenset({"", "空", "跳过", "nan", "none", "na", "<na>"})
_PREFIX = re.compile(r"^\s*[1-5a-e]\s*[.、:：)）．]\s*", re.IGNORECASE)


def _normal(answer: str) -> str:
    """Letters and digits only: "A. I can live with it!" → "icanlivewithit"."""
    plain = _PREFIX.sub("", unicodedata.normalize("NFKC", answer)).lower()
    return "".join(char for char in plain if char.isalnum())


_CODES = {_normal(word): code for code, words in _WORDS.items() for word in words.split("|")}


def answer_codes(values: pd.Series[Any], column: str, *, liked: int = 1) -> npt.NDArray[np.int8]:
    """Kano answers as 1 like, 2 must be, 3 neutral, 4 live with, 5 dislike; 0 is missing.

    Parameters
    ----------
    values : Series of shape (n,)
        Codes 1…5 or the words of the questionnaire, in Chinese or English, also with a number
        before them ("1. 我喜欢").
    column : str
        Its name, for the message.
    liked : {1, 5}
        The code that means "like". Words do not depend on it.

    Returns
    -------
    array of int8, shape (n,)

    Raises
    ------
    VocError
        When an answer is neither; it names the answers and how often they stand there.

    Examples
    --------
    >>> answer_codes(pd.Series(["我喜欢", "must-be", 3, "4", "很不喜欢", None]), "q1").tolist()
    [1, 2, 3, 4, 5, 0]
    """
    if liked not in (1, 5):
        raise VocError("survey.kano-direction", where="liked", liked=liked)
    distinct = {value: _code(value, liked) for value in values.dropna().unique()}
    unknown = [value for value, code in distinct.items() if code is None]
    if unknown:
        counts = values[values.isin(unknown)].astype(str).value_counts().sort_index()
        counts = counts.sort_values(ascending=False, kind="stable")
        shown = listed((f'"{quoted(value)}" ({count} ×)' for value, count in counts.items()), 5)
        raise VocError(
            "survey.kano-answer",
            where=phrase("place.column", column=column),
            shown=shown,
        )
    codes = values.map(distinct).astype("Float64").to_numpy(dtype=np.float64, na_value=0.0)
    return np.asarray(codes, dtype=np.int8)


def _code(value: object, liked: int) -> int | None:
    """Code of one answer; 0 when it says nothing, None when it is unknown."""
    text = str(value).strip()
    try:
        number = float(text)
    except ValueError:
        word = _normal(text)
        return 0 if word in _MISSING else _CODES.get(word)
    if np.isnan(number):
        return 0
    if number not in (1, 2, 3, 4, 5):
        return None
    return int(number) if liked == 1 else 6 - int(number)


def pair_letters(
    respondents: pd.DataFrame, functional: str, dysfunctional: str, *, liked: int = 1
) -> npt.NDArray[np.str_]:
    """What each respondent's pair of answers means: A, O, M, I, R, Q; "" when one is missing.

    Parameters
    ----------
    respondents : DataFrame of n rows
    functional, dysfunctional : str
        Columns of the answers to "if it is there" and "if it is not".
    liked : {1, 5}
        As in `answer_codes`.

    Returns
    -------
    array of shape (n,)

    Raises
    ------
    VocError
        When a column is missing or an answer unknown.

    Notes
    -----
    The evaluation table (rows: it is there; columns: it is not there)::

                  like  must  neutral  live  dislike
        like       Q     A      A       A      O
        must be    R     I      I       I      M
        neutral    R     I      I       I      M
        live with  R     I      I       I      M
        dislike    R     R      R       R      Q

    References
    ----------
    Kano et al. 1984, Hinshitsu 14(2):39–48. Berger et al. 1993, Center for Quality of
    Management Journal 2(4):3–36.

    Examples
    --------
    >>> table = pd.DataFrame({"with": [1, 1, 3, 5], "without": [5, 3, 5, None]})
    >>> pair_letters(table, "with", "without").tolist()
    ['O', 'A', 'M', '']
    """
    require_columns(respondents, [functional, dysfunctional], "respondents")
    there = answer_codes(respondents[functional], functional, liked=liked)
    absent = answer_codes(respondents[dysfunctional], dysfunctional, liked=liked)
    cells = np.full((6, 6), "", dtype="<U1")
    cells[1:, 1:] = [list(row) for row in EVALUATION]
    return np.asarray(cells[there, absent])
