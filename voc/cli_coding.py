"""The commands `voc sample` and `voc validate`: typed shells around `voc.checking`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Run = Annotated[Path, typer.Argument(help="Folder that `voc analyze` wrote.")]
Force = Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")]
Language = Annotated[str | None, typer.Option("--lang", help="zh or en.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(sample)
    app.command()(validate)


def sample(
    run: Run,
    n: Annotated[int, typer.Option("-n", "--number", min=1, help="Comments to draw.")] = 200,
    by: Annotated[
        str, typer.Option("--by", help="Strata: driver, label or columns, with commas between.")
    ] = "driver,label",
    blind: Annotated[bool, typer.Option("--blind", help="Do not show what voc found.")] = False,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="The .xlsx file.")] = None,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Seed of the draw.")] = 0,
    language: Language = None,
    force: Force = False,
) -> None:
    """Draw comments for coding by hand, as an Excel sheet."""
    from voc.checking import sample_to_sheet

    columns = [name.strip() for name in by.replace("，", ",").split(",") if name.strip()]
    sample_to_sheet(
        run,
        out,
        n=n,
        by=columns,
        blind=blind,
        seed=seed,
        language=language,
        force=force,
        say=typer.echo,
    )


def validate(
    run: Run,
    coded: Annotated[list[Path], typer.Argument(help="Sheets of `voc sample`, filled in.")],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="An .xlsx file for all tables.")
    ] = None,
    language: Language = None,
    force: Force = False,
) -> None:
    """Compare what coders filled in with what voc found, and with each other."""
    from voc.checking import validate_run

    validate_run(run, coded, out, language=language, force=force, say=typer.echo)
