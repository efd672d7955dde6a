"""The commands in the order in which they are needed, and their help in the language spoken."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperGroup

from voc.messages import spoken

__all__ = ["Commands"]

_ORDER = "analyze explain inspect codebook sample validate compare".split()  # the others follow


class Commands(TyperGroup):
    """All commands of voc."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if spoken() == "zh":
            _say_in_chinese(self)

    def list_commands(self, ctx: Any) -> list[str]:
        names = super().list_commands(ctx)
        return sorted(names, key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER))


def _say_in_chinese(command: Any) -> None:
    """What has no translation stays as it is; a test sees to it that all have one."""
    from voc.messages.help import CHINESE

    command.help = CHINESE.get(command.help, command.help)
    command.short_help = command.short_help and CHINESE.get(command.short_help)
    for option in (*command.params, command.get_help_option(typer.Context(command))):
        told = getattr(option, "help", None)
        if told:
            option.help = CHINESE.get(told, told)
    for one in getattr(command, "commands", {}).values():
        _say_in_chinese(one)
