"""Of statistics files and databases."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES: dict[str, Message] = {}
