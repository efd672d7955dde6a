"""Texts that no customer wrote: platform defaults and answers such as 无 that say nothing."""

from __future__ import annotations

import re
from functools import cache

from voc.errors import VocError
from voc.messages import listed
from voc.resources import resource

_KINDS = ("platform", "nothing", "empty", "no_fault")
_SHORT = 16  # characters of an answer that says nothing
_DRESSING = re.compile(r"[\s。，,.!！~～、…\-—_*:：;；\"'“”()（）【】]+")


def is_boilerplate(text: str, *, judges: bool = False) -> bool:
    """Whether a cleaned comment is platform text or says nothing at all.

    The patterns lie in `lexicons/boilerplate.txt`. Those of platforms all speak of 评价, 评论, 好评
    or 默认; 没有建议 says nothing whatever its words mean elsewhere; the others are short answers,
    and only count when nothing in them judges.

    Parameters
    ----------
    text : str
    judges : bool
        Whether something in the text has been found to judge.

    Examples
    --------
    >>> is_boilerplate("此用户没有填写评论!"), is_boilerplate("无。"), is_boilerplate("无语")
    (True, True, False)
    >>> is_boilerplate("暂时没有什么好的建议", judges=True), is_boilerplate("没有问题", judges=True)
    (True, False)
    """
    if len(text) > 60:
        return False
    if (judges or len(text) > _SHORT) and "评" not in text and "默认" not in text:
        if len(text) > _SHORT or not ("没" in text or "无" in text):
            return False
        return _pattern("nothing").fullmatch(_bare(text)) is not None
    bare = _bare(text)
    return not bare or _pattern("platform", "nothing", "empty").fullmatch(bare) is not None


def denies_fault(text: str) -> bool:
    """Whether an answer says that there is nothing to blame, and nothing else.

    Where it was asked what is bad, this is no opinion; in a review it praises.

    Examples
    --------
    >>> [denies_fault(text) for text in ("没有什么不满意的地方。", "No complaints!", "没有早餐")]
    [True, True, False]
    """
    return len(text) <= 2 * _SHORT and _pattern("no_fault").fullmatch(_bare(text)) is not None


def _bare(text: str) -> str:
    return _DRESSING.sub("", text).lower()


@cache
def _pattern(*kinds: str) -> re.Pattern[str]:
    path = resource("lexicons", "boilerplate.txt")
    alternatives = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        expression, _, kind = line.partition("\t")
        expression, kind = expression.strip(), kind.strip()
        if not expression or expression.startswith("#"):
            continue
        where = f"{path.name}:{number}"
        if kind not in _KINDS:
            known = listed(_KINDS)
            raise VocError("codebook.no-such-kind", where=where, kind=kind, known=known)
        try:
            re.compile(expression)
        except re.error as error:
            raise VocError("read.no-expression", where=where, reason=error) from None
        if kind in kinds:
            alternatives.append(f"(?:{expression})")
    return re.compile("|".join(alternatives), re.IGNORECASE)
