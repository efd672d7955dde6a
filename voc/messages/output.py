"""Of files and folders that voc writes, and of stored runs."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES: dict[str, Message] = {}
