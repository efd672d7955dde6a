"""Where clauses and sentences end."""

from __future__ import annotations

import re
from enum import IntEnum


class Boundary(IntEnum):
    """How much a mark separates."""

    CLAUSE = 1  # the driver is carried over
    SENTENCE = 2  # the driver is carried over only to a bare verdict
    COMMENT = 3


# The enumeration comma 、 does not end a clause: 服务、环境、味道都不错 is one.
BOUNDARIES: dict[str, Boundary] = {
    **dict.fromkeys("，,：:—", Boundary.CLAUSE),
    **dict.fromkeys("。！!？?；;…\n.~～", Boundary.SENTENCE),
    "...": Boundary.SENTENCE,
    " ": Boundary.CLAUSE,  # only between Chinese characters: 位置好 隔音差
    "\x1e": Boundary.COMMENT,
}
_ENDS = re.compile(
    r"[，,：:—。！!？?；;…\n~～]+|\.(?!\w)|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])"
)


def split_clauses(text: str) -> list[tuple[int, int]]:
    """Offsets of the clauses of a cleaned comment, without their closing punctuation.

    >>> text = "房间不错，就是 隔音差。前台好！"
    >>> [text[start:end] for start, end in split_clauses(text)]
    ['房间不错', '就是', '隔音差', '前台好']
    """
    spans, begin = [], 0
    for end in [*_ENDS.finditer(text), None]:
        stop = end.start() if end else len(text)
        piece = text[begin:stop]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            spans.append((begin + lead, begin + len(piece.rstrip())))
        begin = end.end() if end else stop
    return spans
