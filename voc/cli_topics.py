"""The command `voc compare`: a typed shell around `voc.waves`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

_WIDE = 200  # of the table where the output is no terminal

Run = Annotated[Path, typer.Argument(help="Folder that `voc analyze` wrote.")]


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(compare)


def compare(
    earlier: Run,
    later: Run,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="An .xlsx or .csv file for the table.")
    ] = None,
    language: Annotated[str | None, typer.Option("--lang", help="zh or en.")] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the file if it is there.")
    ] = False,
) -> None:
    """Say which topics grew, shrank, appeared or vanished from one run to the next."""
    from voc.waves import compare

    found = compare(earlier, later, language=language)
    typer.echo(found.summary(width=None if sys.stdout.isatty() else _WIDE))
    if out:
        typer.echo(f"\n{found.save(out, force=force)}")
