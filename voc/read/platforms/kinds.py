"""What the answers to one question show: its kind, the customers' own words, whole numbers.

For platforms whose exports name the question but not its kind.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

import pandas as pd

from voc.messages import phrase
from voc.read import cells, headers
from voc.read.profile import MULTIPLE_CHOICE, Profile
from voc.read.role_guess import FEW_GROUPS, guess_role
from voc.read.scores import MISSING
from voc.read.source import Question

__all__ = [
    "RANKED",
    "WriteIns",
    "asked",
    "known_column",
    "of_several",
    "plain_option",
    "without",
    "write_ins",
]

RANKED = "→"
REPEATED = 0.4  # different answers per answer, up to which they are options and no free text
REPEATED_WORDS = 0.2  # the same, where the question asks for words: 建议, 原因
CERTAIN = 10  # answers from which their repetition tells
LOOKED_AT = 50  # cells that say at once that a column is words
MOST_OPTIONS = 30  # a code beyond it is a quantity, no option
WHOLE = r"-?(?:0|[1-9]\d{0,2})(?:\.0)?"  # 0123 and telephone numbers stay text
NOTHING = MISSING | frozenset("没有 没 没有了 没有意见 无意见 无建议 暂无意见 挺好 好".split())
_WRITE_IN = re.compile(r"([^〖〗┋]{1,80}?)\s*〖([^〖〗]*)〗")
_PLEASE_SAY = re.compile(
    r"\s*[【\[(（][^】\])）]*(?:请|注明|填写|说明|补充)[^】\])）]*[】\])）]\s*[:：]?$"
)
_OTHER = re.compile(r"其[他它].{0,6}【[^】]*】\s*[:：]?")  # ticked, but nothing written beside it


class WriteIns(NamedTuple):
    """The ticked options alone, and what was written beside each of them."""

    options: pd.Series
    written: dict[str, pd.Series]


def without(column: pd.Series, codes: Collection[str]) -> pd.Series:
    """A column whose cells of these codes are missing; whole numbers become numbers.

    Examples
    --------
    >>> without(pd.Series(["3", "-3", "(跳过)", "1"]), {"-3", "(跳过)"}).tolist()
    [3, <NA>, <NA>, 1]
    """
    if pd.api.types.is_datetime64_any_dtype(column):
        return column
    written = column.astype("str").where(column.notna()).str.strip()
    missing = written.isna() | written.isin(codes) | (written == "")
    if pd.api.types.is_integer_dtype(column) and missing.any():
        return column.astype("Int64").mask(missing)
    if pd.api.types.is_numeric_dtype(column):
        return cells.tidy(column.astype(object).where(~missing, None)) if missing.any() else column
    kept = written[~missing]
    whole = len(kept) and kept.head(LOOKED_AT).str.fullmatch(WHOLE).all()
    if whole and kept.str.fullmatch(WHOLE).all():
        return pd.to_numeric(written.mask(missing)).astype("float64").round().astype("Int64")
    return written.mask(missing).astype("str")


def plain_option(label: str) -> str:
    """An option without its request to write: 其他【请注明】 → 其他.

    >>> plain_option("其他【请注明】"), plain_option("套餐（大）"), plain_option("其他（请补充）:")
    ('其他', '套餐（大）', '其他')
    """
    return _PLEASE_SAY.sub("", label).strip() or label


def write_ins(column: pd.Series) -> WriteIns:
    """Part what customers wrote beside an option from the option: 其他【请注明】〖宠物〗.

    Examples
    --------
    >>> found = write_ins(pd.Series(["运动┋其他【请注明】〖宠物〗", "运动", None]))
    >>> found.options.tolist(), {option: s.tolist() for option, s in found.written.items()}
    (['运动┋其他', '运动', nan], {'其他': ['宠物', nan, nan]})
    """
    if pd.api.types.is_numeric_dtype(column) or pd.api.types.is_datetime64_any_dtype(column):
        return WriteIns(column, {})
    if not column.str.contains("[〖【]", regex=True, na=False).any():
        return WriteIns(column, {})
    asking = {label for label in _labels(column) if _OTHER.fullmatch(label)}
    options: dict[str, str] = {}
    written: dict[str, dict[str, str]] = {}
    for cell in column.dropna().unique().tolist():
        ticked = []
        for part in cell.split(MULTIPLE_CHOICE):
            match = _WRITE_IN.fullmatch(part.strip())
            label = match[1] if match else part.strip()
            option = plain_option(label) if match or label in asking else label
            ticked.append(option)
            if match and match[2].strip():
                written.setdefault(option, {})[cell] = match[2].strip()
        options[cell] = MULTIPLE_CHOICE.join(ticked)
    return WriteIns(
        column.map(options, na_action="ignore").astype("str"),
        {option: column.map(words).astype("str") for option, words in written.items()},
    )


def _labels(column: pd.Series) -> set[str]:
    return {part for cell in column.dropna().unique() for part in str(cell).split(MULTIPLE_CHOICE)}


def asked(stem: str, column: pd.Series, *, coded: bool = False) -> Question:
    """What kind of question was asked, by its wording and its answers.

    Parameters
    ----------
    stem : str
        The question without its number.
    column : Series
        Its answers, without codes of missing ones.
    coded : bool
        Whether options stand as numbers in this export.

    Returns
    -------
    Question
        Of no kind where nothing tells; such a column is guessed like any other.

    Examples
    --------
    >>> asked("您的爱好", pd.Series(["运动┋阅读", "阅读"])).kind
    'multiple'
    >>> asked("您有多大可能推荐我们", pd.Series([0, 9, 10, 7])).kind
    'nps'
    """
    profile, header = Profile.of(column), headers.plain(stem)
    if profile.filled == 0:
        return Question(text=stem)
    if profile.holds([MULTIPLE_CHOICE], 1e-9):
        return Question("multiple", stem, reason=phrase("platform.cn-multiple"))
    if profile.holds([RANKED], 0.5):
        return Question("ranking", stem, reason=phrase("platform.cn-ranking"))
    guess = guess_role(stem, profile)
    options = _options(profile, REPEATED_WORDS if headers.says("text", header) else REPEATED)
    if guess.role == "score":
        if guess.metric == "nps":
            return Question("nps", stem, reason=phrase("platform.cn-nps"))
        told = phrase("platform.cn-codes-rated" if coded else "platform.cn-rated")
        return Question("scale", stem, reason=told)
    if profile.words_share > 0.8 or profile.scale_answers > 0.8:
        return Question("scale", stem, reason=phrase("platform.cn-verbal"))
    personal = any(headers.says(concept, header) for concept in ("person", "contact", "link"))
    if profile.contacts > 0.5 or profile.links > 0.5 or (personal and not options):
        return Question("ignore", stem, reason=phrase("platform.cn-personal"))
    if profile.numbers > 0.9:
        whole = coded and all(value.removesuffix(".0").isdigit() for value in profile.values)
        if whole and profile.distinct <= MOST_OPTIONS and profile.ratings.max() <= MOST_OPTIONS:
            return Question("single", stem, reason=phrase("platform.cn-codes"))
        return Question(text=stem)
    if options or (guess.role == "segment" and profile.filled < CERTAIN):
        return Question("single", stem, reason=phrase("platform.cn-single", count=profile.distinct))
    if guess.role == "text":
        return Question("open", stem, reason=phrase("platform.cn-open", why=guess.reason))
    return Question(text=stem)


def of_several(question: Question) -> Question:
    """A question of one row among several: of its own kind where it is open, NPS or personal."""
    if question.kind in ("open", "ignore", "nps", "multiple", "ranking"):
        return question
    return Question("matrix", question.text, question.labels, phrase("platform.cn-matrix"))


def known_column(name: str, column: pd.Series, kind: str, reason: str) -> Question:
    """A column that the platform adds itself; a group only where it has several values.

    >>> known_column("来源", pd.Series(["微信", "链接"]), "segment", "platform.cn-channel").kind
    'segment'
    """
    groups = 2 <= column.nunique() <= FEW_GROUPS
    kind = "ignore" if kind == "segment" and not groups else kind
    return Question(kind, name, reason=phrase(reason))


def _options(profile: Profile, most: float) -> bool:
    """Whether answers repeat as those to pick from do; 无 and 没有 repeat in any open question."""
    if profile.filled < CERTAIN or not profile.values:
        return False
    said = [cell.strip() for cell in profile.cells if cell.strip().casefold() not in NOTHING]
    distinct = len(set(said))
    return 0 < distinct <= FEW_GROUPS and distinct <= most * len(said)
