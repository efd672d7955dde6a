"""Of settings: config.toml, recipes, the user's own file, options."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES: dict[str, Message] = {}
