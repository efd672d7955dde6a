"""Of labels by hand."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES: dict[str, Message] = {}
