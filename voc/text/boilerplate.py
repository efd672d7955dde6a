"""Texts that no customer wrote: platform defaults and answers such as 无 that say nothing."""

from __future__ import annotations

import re
from functools import cache

from voc.errors import VocError
from voc.resources import resource

_DRESSING = re.compile(r"[\s。，,.!！~～、…\-—_*:：;；\"'“”()（）【】]+")


def is_boilerplate(text: str, *, judges: bool = False) -> bool:
    """Whether a cleaned comment is platform text or says nothing at all.

    The patterns lie in `lexicons/boilerplate.txt`. Those of platforms all speak of 评价, 评论, 好评
    or 默认; the others are short answers, and only count when nothing in them judges.

    Parameters
    ----------
    text : str
    judges : bool
        Whether something in the text has been found to judge.

    Examples
    --------
    >>> is_boilerplate("此用户没有填写评论!"), is_boilerplate("无。"), is_boilerplate("无语")
    (True, True, False)
    """
    if len(text) > 60 or ((judges or len(text) > 16) and "评" not in text and "默认" not in text):
        return False
    bare = _DRESSING.sub("", text).lower()
    return not bare or _pattern().fullmatch(bare) is not None


@cache
def _pattern() -> re.Pattern[str]:
    path = resource("lexicons", "boilerplate.txt")
    alternatives = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        expression = line.split("\t")[0].strip()
        if not expression or expression.startswith("#"):
            continue
        try:
            re.compile(expression)
        except re.error as error:
            raise VocError(
                "read.no-expression", where=f"{path.name}:{number}", reason=error
            ) from None
        alternatives.append(f"(?:{expression})")
    return re.compile("|".join(alternatives), re.IGNORECASE)
