"""Of runs that are broken off, resumed or hindered."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES: dict[str, Message] = {}
