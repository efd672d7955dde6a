"""A run as the command line makes it: analyse, write everything into one folder, say where."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from voc.analysis import Analysis
from voc.config import load_config
from voc.errors import VocError
from voc.files import expanded, made_whole, refuse_existing, told_where
from voc.finished import FOLDER, FinishedParts
from voc.messages import phrase
from voc.pipeline import analyze
from voc.resources import resource
from voc.stored_run import has_edited_topics
from voc.stores import is_store, local, name_of, shown
from voc.uploading import uploaded
from voc.working import clean_up, left_behind, working_folder


class Demo(NamedTuple):
    """A demo file, and what it is to be analysed with."""

    file: str
    pipeline: str
    codebook: str
    questionnaire: str = ""


DEMOS = (
    Demo("airline_survey.xlsx", "survey", "airline"),
    Demo("bank_survey.xlsx", "survey", "bank", "bank_survey.toml"),
    Demo("hotel_reviews.csv", "reviews", "hotel"),
    Demo("telecom_complaints.jsonl", "complaints", "telecom"),
)


_EDITED = {
    "zh": "\n主题沿用该文件夹中由您编辑的主题（topics.toml）。",
    "en": "\nThe topics are those that you edited in this folder (topics.toml).",
}


def demo_folder() -> Path:
    """Folder of the demo corpora that come with voc.

    >>> sorted(path.name for path in demo_folder().glob("*.csv"))
    ['hotel_reviews.csv']
    """
    return resource("corpora", "demo")


def default_folder(file: str) -> Path:
    """Where the results go when the user does not say: beside the current folder's files.

    >>> default_folder("data/reviews.csv").name, default_folder("exports/2026-*.csv").name
    ('reviews-voc', '2026-voc')
    >>> default_folder("sqlite:///data/shop.db").name, default_folder("s3://exports/shop/").name
    ('shop-voc', 'shop-voc')
    """
    from voc.read.database import folder_name, is_address

    file = name_of(file) if is_store(file) else file
    if is_address(file):
        return Path(f"{folder_name(file)}-voc")
    stem = re.sub(r"[*?\[\]]+", "", Path(file).stem).strip(" -_.")
    return Path(f"{stem or 'comments'}-voc")


def run_to_folder(
    source: Any,
    folder: str | Path,
    *,
    language: str | None = None,
    force: bool = False,
    resume: bool = False,
    config: str | Path | Mapping[str, Any] | None = None,
    say: Callable[[str], Any] = print,
    **options: Any,
) -> None:
    """Analyse and write tables, manifest.json, report.html, report.xlsx and rejected.csv.

    Parameters
    ----------
    source
        See `voc.analyze`.
    folder : str or Path
        Appears whole or not at all. Or the address of one in an object store.
    language : {"zh", "en"}, optional
    force : bool
        Replace an earlier run.
    resume : bool
        Go on with a run into this folder that was killed; and when this one is interrupted, keep
        what is finished for the next `resume`.
    config
        See `voc.analyze`.
    say : callable
        Told the summary.
    **options
        See `voc.analyze`.
    """
    if language not in (None, "zh", "en"):
        raise VocError("output.no-language", where="--lang", asked=language)
    folder = local(folder)
    if isinstance(folder, str) and is_store(folder):
        if resume:
            raise VocError("store.no-resume", where="--resume")
        said: list[str] = []
        with uploaded(folder, force=force) as here:
            run_to_folder(
                source,
                here,
                language=language,
                force=force,
                config=config,
                say=said.append,
                **options,
            )
        for text in said:
            say(text.replace(str(here), shown(folder).rstrip("/")))
        return
    folder = expanded(folder)
    refuse_existing(folder, force=force, keep=FOLDER)
    edited = force and _goes_on(folder, config, options)
    if edited:
        options["topics_from"] = folder
    target = folder.resolve()
    with ExitStack() as stack:
        with told_where(folder):
            working = stack.enter_context(working_folder(target))
        finished = FinishedParts(working, left_behind(target), resume=resume, tell=_tell)
        try:
            run = analyze(source, config=config, finished=finished, **options)
            if language:
                run = _in_language(run, language)
            chosen = run.language
            refuse_existing(folder, force=force, keep=FOLDER)
            with told_where(folder), made_whole(working, target) as made:
                run.write_tables(made)
                run.to_html(made / "report.html", language=chosen)
                if run.manifest["config"]["report"]["excel"]:
                    run.to_excel(made / "report.xlsx", language=chosen)
        except BaseException as error:
            asked_to_stop = isinstance(error, KeyboardInterrupt)
            if finished.count > 1 and (resume or not asked_to_stop):
                finished.leave(target)
                _tell(phrase("run.kept"))
            raise
    clean_up(target)
    say(run.summary(chosen))
    if edited:
        say(_EDITED[chosen])
    say(f"\n{'报告' if chosen == 'zh' else 'Report'}: {folder / 'report.html'}")


def _tell(sentence: str) -> None:
    print(f"voc: {sentence}", file=sys.stderr)


def _goes_on(folder: Path, config: Any, options: Mapping[str, Any]) -> bool:
    """Whether topics that an analyst edited stand in the folder, and no others are asked for."""
    others = any(options.get(name) is not None for name in ("topics_from", "append"))
    if others or not has_edited_topics(folder):
        return False
    asked = {} if options.get("topics") is None else {"topics": {"enabled": options["topics"]}}
    return load_config(options.get("pipeline") or "reviews", config, asked).topics.enabled


def _in_language(run: Analysis, language: str) -> Analysis:
    """The run with the language of its renderings kept in the manifest, so that load knows it."""
    config = run.manifest["config"]
    report = {**config["report"], "language": language}
    return replace(run, manifest={**run.manifest, "config": {**config, "report": report}})


def explain_text(
    text: str,
    *,
    codebook: str | Path | None = None,
    model: str | Path | None = None,
    language: str | None = None,
) -> str:
    """Judge one comment and say why.

    Parameters
    ----------
    text : str
    codebook, model
        See `voc.analyze`.
    language : {"zh", "en"}, optional

    Raises
    ------
    VocError
        The text is empty.

    Examples
    --------
    >>> print(explain_text("房间不干净", codebook="hotel", language="en"))
    房间不干净
    negative, sentiment −0.32 (confidence 89%; praise 0.00, blame 0.32)
    <BLANKLINE>
    房间不干净
        −0.48  房间 不干净 → Cleanliness [negation]
    """
    import pandas as pd

    if not text.strip():
        raise VocError("read.empty-text")
    run = analyze(
        pd.DataFrame({"text": [text]}),
        text="text",
        codebook=codebook,
        model=model,
        topics=False,
        progress=False,
    )
    return str(run.explain(run.comments["comment_id"].iloc[0], language=language))
