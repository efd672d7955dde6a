"""Of labels by hand."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES = {
    "replaces-sheet": Message(
        "结果会覆盖已编码的表。",
        "The results would replace the coded sheet.",
        "请换一个文件名。",
        "Give another name.",
    ),
}
