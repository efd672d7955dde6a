"""The command line: a thin typed shell around functions that a notebook can call as well."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from voc import cli_codebook, cli_coding, cli_topics
from voc.cli_help import Commands
from voc.errors import VocError

_QUESTION = "screen.question"  # a column of its own where questions differ from names
_HEADINGS = (
    *("screen.column", _QUESTION, "screen.kind", "screen.role", "screen.scale"),
    *("screen.examples", "screen.reason"),
)
_ABOVE = ("screen.file", "screen.format", "screen.encoding", "screen.rows", "screen.rejected")

app = typer.Typer(
    name="voc",
    cls=Commands,
    help="Voice-of-Customer analysis for Chinese comments 中文客户之声分析.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
lexicon = typer.Typer(help="Word lists.", rich_markup_mode=None)
app.add_typer(lexicon, name="lexicon")
cli_coding.register(app)
cli_topics.register(app)
app.add_typer(cli_codebook.app, name="codebook")

Files = Annotated[
    list[str],
    typer.Argument(
        help="CSV, Excel, JSON, Parquet, SPSS, Stata; a folder; sqlite:///shop.db, s3://…."
    ),
]
Output = Annotated[Path | None, typer.Option("-o", "--out", help="Folder for the results.")]
Force = Annotated[bool, typer.Option("--force", help="Replace an earlier run in that folder.")]
Language = Annotated[str | None, typer.Option("--lang", help="Language of the report: zh or en.")]
Codebook = Annotated[
    str | None,
    typer.Option(
        "-k",
        "--codebook",
        help="auto, general, hotel … or a TOML file; `voc codebook list` names them.",
    ),
]
Records = Annotated[
    str | None,
    typer.Option("--records", help="Of nested JSON: where the records are, data.comments."),
]
Query = Annotated[
    str | None,
    typer.Option("--query", help='Of a database: what is read, "select … from …".'),
]
Model = Annotated[
    Path | None, typer.Option("--model", help="model.json of an earlier run, to judge with it.")
]


@app.command()
def analyze(
    files: Files,
    pipeline: Annotated[
        str | None,
        typer.Option(
            "-p", "--pipeline", help="reviews (default), survey, complaints or a TOML file."
        ),
    ] = None,
    codebook: Codebook = None,
    config: Annotated[
        Path | None, typer.Option("-c", "--config", help="Your own settings (TOML).")
    ] = None,
    out: Annotated[
        str | None, typer.Option("-o", "--out", help="Folder for the results; or s3://….")
    ] = None,
    text: Annotated[
        list[str] | None, typer.Option("--text", help="Column with comments; may be repeated.")
    ] = None,
    id: Annotated[str | None, typer.Option("--id", help="Column with the respondent.")] = None,
    score: Annotated[str | None, typer.Option("--score", help="Column with the score.")] = None,
    time: Annotated[str | None, typer.Option("--time", help="Column with the date.")] = None,
    segment: Annotated[
        list[str] | None, typer.Option("--segment", help="Column to compare by; may be repeated.")
    ] = None,
    weight: Annotated[
        str | None, typer.Option("--weight", help="Column with survey weights.")
    ] = None,
    metrics: Annotated[
        str | None,
        typer.Option("--metrics", help="Second file, or database, with scores of respondents."),
    ] = None,
    metrics_query: Annotated[
        str | None, typer.Option("--metrics-query", help="Of a database: the rows of --metrics.")
    ] = None,
    questionnaire: Annotated[
        str | None,
        typer.Option("-q", "--questionnaire", help="What the columns of the survey ask (TOML)."),
    ] = None,
    own: Annotated[
        str | None, typer.Option("--own", help="Own brand or branch: COLUMN=VALUE.")
    ] = None,
    topics: Annotated[
        bool | None, typer.Option("--topics/--no-topics", help="Find topics.")
    ] = None,
    topic: Annotated[
        list[str] | None,
        typer.Option("--topic", help='A topic to look for, "停车难: 停车, 车位"; may be repeated.'),
    ] = None,
    topics_from: Annotated[
        Path | None,
        typer.Option("--topics-from", help="Folder of an earlier run, whose topics go on."),
    ] = None,
    model: Model = None,
    records: Records = None,
    query: Query = None,
    wave: Annotated[
        str | None, typer.Option("--wave", help="Column of the wave, such as a month.")
    ] = None,
    seed: Annotated[int | None, typer.Option(min=0, help="Seed of everything random.")] = None,
    pii: Annotated[
        str | None, typer.Option("--pii", help="Personal data: mask, hash (keyed) or keep.")
    ] = None,
    engine: Annotated[
        str | None,
        typer.Option("--engine", help="local, dask, dask=tcp://host:8786, spark, spark=local[2]."),
    ] = None,
    append: Annotated[
        Path | None,
        typer.Option(
            "--append", help="Folder of an earlier run, to which these comments are added."
        ),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Add a file even if it is in that run already.")
    ] = False,
    language: Language = None,
    force: Force = False,
    resume: Annotated[
        bool,
        typer.Option("--resume", help="Go on with a run into the folder that was broken off."),
    ] = False,
) -> None:
    """Analyse comments and write the report, the tables and the workbook."""
    from voc.run import default_folder, run_to_folder

    run_to_folder(
        files if len(files) > 1 else files[0],
        out or default_folder(files[0]),
        language=language,
        force=force,
        resume=resume,
        config=config,
        pipeline=pipeline,
        codebook=codebook,
        text=text,
        id=id,
        score=score,
        time=time,
        segments=tuple(segment or ()),
        weight=weight,
        metrics=metrics,
        metrics_query=metrics_query,
        questionnaire=questionnaire,
        own=own,
        topics=topics,
        topic_seeds=tuple(topic or ()),
        topics_from=topics_from,
        model=model,
        records=records,
        query=query,
        wave=wave,
        seed=seed,
        pii=pii,
        engine=engine,
        append=append,
        again=again,
        say=typer.echo,
    )


@app.command()
def explain(
    text: Annotated[str, typer.Argument(help="A comment, in quotes.")],
    codebook: Codebook = None,
    model: Model = None,
    language: Language = None,
) -> None:
    """Show what a comment judges, by which rules, and what makes its sentiment."""
    from voc.run import explain_text

    typer.echo(explain_text(text, codebook=codebook, model=model, language=language))


@app.command()
def inspect(
    files: Files,
    records: Records = None,
    query: Query = None,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="Write what each column is (TOML), to correct; for -c."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace that file.")] = False,
) -> None:
    """Show what was detected: format, encoding, the kind of each column and its role."""
    from voc.files import whole_file
    from voc.messages import phrase, spoken
    from voc.read import inspect as inspected
    from voc.read import look, settings_text
    from voc.read.database import is_address, masked
    from voc.stores import shown
    from voc.studies import sentences

    source = look(files, records=records or "", query=query or "")
    if out is not None:
        with whole_file(out, force=force) as path:
            settings = settings_text(source, records=records or "", query=query or "")
            path.write_text(settings, encoding="utf-8")
    names = [masked(file) if is_address(file) else shown(file) for file in files]
    typer.echo(_inspection(", ".join(names), inspected(source)))
    for note in sentences(source.name, source.notes):
        typer.echo(_plain(note[spoken()]))
    if out is not None:
        typer.echo(phrase("read.settings-written", path=out))


@app.command()
def demo(out: Output = None, language: Language = None, force: Force = False) -> None:
    """Analyse the demo corpora that come with voc."""
    from voc.resources import resource
    from voc.run import DEMOS, run_to_folder

    folder = out or Path("voc-demo")
    for demo in DEMOS:
        asked = demo.questionnaire and str(resource("corpora", "demo", demo.questionnaire))
        run_to_folder(
            str(resource("corpora", "demo", demo.file)),
            folder / Path(demo.file).stem,
            language=language,
            force=force or out is None,
            pipeline=demo.pipeline,
            codebook=demo.codebook,
            questionnaire=asked or None,
            say=typer.echo,
        )


@lexicon.command("check")
def check_lexicon(
    folder: Annotated[
        Path | None, typer.Argument(help="Laid out as lexicons/; by default those of voc.")
    ] = None,
) -> None:
    """Check every line of the word lists; each fault is named with file and line."""
    from voc.files import expanded
    from voc.lexicon import codebooks
    from voc.lexicon.check import codebook_faults, lexicon_faults
    from voc.resources import resource

    faults = lexicon_faults(expanded(folder) if folder else resource("lexicons"))
    for name in [] if folder else codebooks():
        faults += [fault for fault in codebook_faults(name) if not fault.warning]
    for fault in faults:
        typer.echo(f"{fault.where}: {fault.what}")
    if faults:
        raise VocError("codebook.lists-faulty")
    typer.echo("ok")


@app.command()
def doctor() -> None:
    """Check whether this machine is ready."""
    from voc.doctor import checks
    from voc.messages import phrase

    results = checks()
    between = phrase("command.separator")
    for result in results:
        state = phrase("screen.good" if result.good else "screen.bad")
        typer.echo(f"{state:4} {result.name}{between}{result.detail}")
    if not all(result.good for result in results):
        raise VocError("run.machine-not-ready")


@app.command()
def version() -> None:
    """Print the version."""
    import voc

    typer.echo(voc.__version__)


def _inspection(file: str, found: Any) -> str:
    """The table of `voc inspect`, as wide as its words (Chinese counts double)."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from voc.messages import phrase
    from voc.text.mask import mask

    table = Table(show_lines=False, expand=False)
    asked = any(
        text and text != name for name, text in zip(found.column, found.question, strict=True)
    )
    for heading in _HEADINGS if asked else [code for code in _HEADINGS if code != _QUESTION]:
        table.add_column(phrase(heading), overflow="fold")
    for row in found.itertuples(index=False):
        low_high = row.scale if isinstance(row.scale, tuple) else None
        table.add_row(
            Text(_plain(row.column)),
            *([Text(_plain("" if row.question == row.column else row.question))] if asked else []),
            row.kind,
            row.role,
            f"{low_high[0]:g}–{low_high[1]:g}" if low_high else "",
            Text(_plain(" | ".join(text[:24] for text in mask(list(row.examples))[0]))),
            Text(_plain(row.reason)),
        )
    wide = None if sys.stdout.isatty() else 160
    console = Console(width=wide, highlight=False, markup=False)
    with console.capture() as capture:
        between = phrase("command.separator")
        for code, told in zip(_ABOVE, (file, *found.attrs.values()), strict=True):
            if told is not None:  # a workbook has no encoding
                console.print(f"{phrase(code)}{between}{told}")
        console.print(table)
    return capture.get().rstrip()


def _plain(text: str) -> str:
    """On one line, without characters that a terminal would obey."""
    return "".join(char if char.isprintable() else " " for char in str(text))
