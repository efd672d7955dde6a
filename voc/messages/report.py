"""Of report, figures and workbook."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES: dict[str, Message] = {}
