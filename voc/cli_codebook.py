"""The commands `voc codebook …`: shells around `voc.codebooks` and `voc.suggestions`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from voc.errors import VocError

app = typer.Typer(help="Codebooks: drivers and their words.", rich_markup_mode=None)

Name = Annotated[str, typer.Argument(help="general, hotel … or a TOML file.")]
Force = Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")]


@app.command("list")
def list_codebooks() -> None:
    """List the codebooks that come with voc."""
    from voc.codebooks import codebook_list

    typer.echo(codebook_list())


@app.command()
def show(
    name: Name,
    driver: Annotated[
        str | None, typer.Option("--driver", help="One driver, by id or label, with all its words.")
    ] = None,
) -> None:
    """Show the drivers of a codebook and their words."""
    from voc.codebooks import codebook_text

    typer.echo(codebook_text(name, driver))


@app.command()
def check(
    names: Annotated[
        list[str] | None, typer.Argument(help="Names or TOML files; by default those of voc.")
    ] = None,
) -> None:
    """Name every fault of a codebook with file and line."""
    from voc.codebooks import checks

    faulty = False
    for told, good in checks(names or []):
        typer.echo(told)
        sys.stdout.flush()
        faulty |= not good
    if faulty:
        raise VocError("codebook.faulty")


@app.command("export")
def export_codebook(
    name: Name,
    workbook: Annotated[Path, typer.Argument(help="The .xlsx file to write.")],
    language: Annotated[str, typer.Option("--lang", help="Of headings: zh or en.")] = "zh",
    force: Force = False,
) -> None:
    """Write a codebook as an Excel workbook to edit."""
    from voc.codebooks import export_codebook

    typer.echo(export_codebook(name, workbook, language=language, force=force))


@app.command("import")
def import_codebook(
    workbook: Annotated[
        Path, typer.Argument(help="What `voc codebook export` or `suggest` wrote, edited.")
    ],
    codebook: Annotated[
        str | None,
        typer.Option("-k", "--codebook", help="What accepted terms are added to."),
    ] = None,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="The TOML file to write.")] = None,
    force: Force = False,
) -> None:
    """Turn an edited workbook, or accepted suggestions, into a codebook."""
    from voc.codebooks import import_codebook

    target = out or Path(f"{workbook.stem}.toml")
    typer.echo(import_codebook(workbook, target, codebook=codebook, force=force))


@app.command()
def suggest(
    run: Annotated[Path, typer.Argument(help="Folder that `voc analyze` wrote.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="The .xlsx file to write.")] = Path(
        "suggestions.xlsx"
    ),
    minimum: Annotated[int, typer.Option(min=1, help="Times a term must occur.")] = 5,
    language: Annotated[str | None, typer.Option("--lang", help="Of headings: zh or en.")] = None,
    force: Force = False,
) -> None:
    """Let the comments of a run suggest terms, as an Excel sheet to accept them in.

    Topics that no driver covers are printed as drivers, to be pasted into a codebook.
    """
    from voc.suggestions import suggest_to_workbook

    typer.echo(suggest_to_workbook(run, out, minimum=minimum, language=language, force=force))
