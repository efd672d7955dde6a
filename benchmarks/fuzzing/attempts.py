"""Reads a case the way a user has it read, and says what happened.

What may happen: it is read, or refused with a `VocError`. All else is a finding.
"""

from __future__ import annotations

import re
import traceback
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from voc.errors import VocError

from .seeds import DEMO, SAID, reviews

if TYPE_CHECKING:
    from voc.read import Source

_MARK = re.compile(r"单号\d{4}")
_TEXT_FILES = (".csv", ".tsv", ".jsonl")
_ENDLESS = ("好的" * 200 + "差", "睡不着" * 150, "a" * 400, "离" * 300 + "近")
_QUICK: dict[str, Any] = {"run": {"processes": 1}, "statistics": {"bootstrap": 100}}
_OWN_BOOK: dict[str, Any] = {"codebook": "bank", "progress": False}
_HANDED_ON: dict[str, Any] = {"codebook": "hotel", "progress": False, "seed": 1}


class LostError(AssertionError):
    """Something that stood in the file is neither in the table nor among the rejected rows."""


def attempt(kind: str, folder: Path) -> str:
    """Read the case in a folder: "read", "refused", or what should not have happened."""
    return attempted(lambda: ATTEMPTS[kind](folder))


def attempted(reading: Callable[[], object]) -> str:
    """What happened: "read", "refused", or a traceback."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            warnings.simplefilter("ignore", DeprecationWarning)
            reading()
    except VocError as error:
        str(error)
        return "refused"
    except BaseException:  # the failed assertion of a Rust library is no Exception
        return traceback.format_exc()
    return "read"


def _export(folder: Path) -> int:
    (path,) = folder.iterdir()
    return _looked_at(path)


def _looked_at(*paths: Path, records: str = "") -> int:
    """As `voc inspect` and the reading of `voc analyze`, without a column named; the rows."""
    from voc.read import inspect, look, read, settings_text

    source = look([str(path) for path in paths], records=records)
    if not len(source.table):
        raise LostError("no rows and no error")
    if len(set(source.table.columns)) != source.table.shape[1]:
        raise LostError("names of columns repeat")
    _nothing_lost(paths, source)
    inspect(source)
    settings_text(source, records=records)
    return len(read([str(path) for path in paths], records=records).table)


def file_read(path: Path) -> None:
    """One file as its format and its platform read it, before roles are guessed."""
    from voc.read.files import read_files

    rows, rejected, _ = read_files([path])
    aside = [row.content for _, entries in rejected for row in entries]
    asked = [question.text for question in rows.questions.values()]
    _none_lost((path,), rows.encoding, rows.table, [*aside, *asked])


def _nothing_lost(paths: tuple[Path, ...], source: Source) -> None:
    asked = [column.asked.text for column in source.columns]
    aside = source.rejected["content"].tolist()
    _none_lost(paths, source.encoding, source.table, [*aside, *asked])


def _none_lost(
    paths: tuple[Path, ...], encoding: str | None, table: pd.DataFrame, beside: list[str]
) -> None:
    """Every mark that stands in a text file stands in what was read of it."""
    there = [_marks(p.read_bytes(), encoding) for p in paths if p.suffix in _TEXT_FILES]
    if not any(there):
        return
    cells = [str(cell) for name in table for cell in table[name].dropna()]
    kept = set(_MARK.findall("\n".join([*cells, *beside, *map(str, table.columns)])))
    if lost := set().union(*there) - kept:
        raise LostError(f"lost {sorted(lost)}, {len(table)} rows")


def _marks(data: bytes, encoding: str | None) -> set[str]:
    try:
        return set(_MARK.findall(data.decode(encoding or "utf-8")))
    except (LookupError, UnicodeDecodeError):
        return set()  # several files in several encodings


def _pair(folder: Path) -> int:
    from voc.read import read_with_metrics

    paths = sorted(folder.iterdir(), reverse=True)
    if (comments := folder / "comments.csv") in paths:
        joined = read_with_metrics(comments, folder / "metrics.csv", id="编号", text="评论")
        if len(joined.table) < len(joined.rejected):
            raise LostError("fewer rows than were rejected")
        return len(joined.table)
    return _looked_at(*paths)


def _folder(folder: Path) -> int:
    from voc.read import look

    rows = _looked_at(folder)
    files = tuple(path for path in sorted(folder.glob("*2026*")) if path.name[0] != "~")
    _nothing_lost(files, look(folder))
    look(folder / "*2026*.csv")
    return rows


def _nested(folder: Path) -> int:
    asked = folder / "records"
    records = asked.read_bytes().decode("utf-8", "replace") if asked.exists() else ""
    path = next((path for path in folder.iterdir() if path != asked), folder / "gone.json")
    return _looked_at(path, records=records)


def _database(folder: Path) -> int:
    from voc.read import inspect, look

    asked = folder / "query"
    query = asked.read_bytes().decode("utf-8", "replace") if asked.exists() else ""
    paths = [path for path in folder.iterdir() if path != asked]
    name = paths[0] if paths else folder / "gone.db"
    engine = "duckdb" if name.suffix == ".duckdb" else "sqlite"
    before = name.read_bytes() if paths else b""
    try:
        source = look(f"{engine}:///{name}", query=query)
        inspect(source)
        return len(source.table)
    finally:
        if paths and name.read_bytes() != before:
            raise LostError("the database was changed")


def _settings(folder: Path) -> list[str]:
    """The sections in which they change something."""
    from voc.config import load_config

    changed = []
    before = load_config("reviews").model_dump()
    for path in folder.iterdir():
        settings = load_config("reviews", path).model_dump()
        changed += [section for section in settings if settings[section] != before[section]]
        load_config(path)
    return changed


@cache
def _bank() -> pd.DataFrame:
    return pd.read_excel(DEMO / "bank_survey.xlsx", engine="calamine").head(60)


def _questionnaire(folder: Path) -> list[str]:
    """The studies that were made of its questions."""
    import voc

    studies = []
    for path in folder.iterdir():
        run = voc.analyze(
            _bank(), questionnaire=path, pipeline="survey", topics=False, config=_QUICK, **_OWN_BOOK
        )
        run.summary()
        studies += sorted(run.studies)
    return studies


def _codebook(folder: Path) -> list[str]:
    """The names of the codebooks."""
    from voc.lexicon import load_codebook
    from voc.lexicon.check import codebook_faults
    from voc.lexicon.excel import import_workbook
    from voc.opinion import engine_for

    names = []
    for path in list(folder.iterdir()):
        book = path
        if path.suffix == ".xlsx":
            book = import_workbook(path, folder / "imported.toml")
        codebook_faults(book)
        codebook = load_codebook(book)
        names.append(codebook.name)
        found = engine_for(codebook).run([*SAID, *_ENDLESS])
        for text, opinions in zip(found.texts, found.opinions, strict=True):
            if not all(0 <= start <= end <= len(text) for start, end, *_ in opinions):
                raise LostError("an opinion lies outside of its comment")
    return names


def _saved_run(folder: Path) -> int:
    """Load it, show it, look into it, go on with its topics, compare it; its comments."""
    import voc
    from voc.checking import validate_run
    from voc.waves import compare

    if (coded := folder / "coded.xlsx").exists():
        validate_run(folder, [coded], say=lambda _: None)
        return len(voc.load(folder).comments)
    run = voc.load(folder)
    run.summary()
    run.to_html(folder / "report.html")
    run.find("停车|前台")
    if len(run.comments):
        run.explain(str(run.comments["comment_id"].iloc[0]))
    run.suggest_terms(limit=20)
    run.suggest_drivers()
    if run.topic_model is not None and run.topics is not None and len(run.topics):
        run.topic(int(run.topics["topic"].iloc[0]))
        run.edit_topics()
    later = voc.analyze(
        _new_reviews(),
        topics_from=folder,
        config=_QUICK,
        **_HANDED_ON,
    )
    later.summary()
    compare(folder, later).summary(width=200)
    return len(run.comments)


def judged_text(text: str) -> None:
    """Clean, mask and judge one comment."""
    from voc.lexicon import load_codebook
    from voc.opinion import engine_for

    result = engine_for(load_codebook("hotel")).run([text])
    if len(result.texts) != 1 or len(result.opinions) != 1:
        raise LostError("one comment became several or none")
    for start, end, *_ in result.opinions[0]:
        if not 0 <= start <= end <= len(result.texts[0]):
            raise LostError("an opinion lies outside of its comment")


def _model(folder: Path) -> int:
    """What a later run takes from an earlier one: topics with edits, sentiment, codebook."""
    import voc
    from voc.lexicon import load_codebook
    from voc.stored_run import topic_model_of
    from voc.topic.assign import mentions_of

    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    words = [["停车", "难"], ["前台", "热情"], ["隔音", "差", "吵"]] * 4
    table = pd.DataFrame(
        {"comment_id": range(12), "text": SAID, "boilerplate": False, "language": "zh"}
    )
    opinions = pd.DataFrame({"comment_id": [0], "start": [0], "polarity": [0.5]})
    asked: list[Callable[[], object]] = [
        lambda: mentions_of(topic_model_of(folder), table, opinions, words),
        lambda: voc.analyze(
            _new_reviews().head(8), model=folder / "model.json", topics=False, **_HANDED_ON
        ).summary(),
        lambda: load_codebook(folder / "codebook.toml"),
    ]
    refused = []
    for one in asked:
        try:
            one()
        except VocError as error:
            refused.append(error)
    if refused:
        raise refused[0]
    return len(asked)


@cache
def _new_reviews() -> pd.DataFrame:
    return reviews(90)


# Each says what it has read: rows, or names.
ATTEMPTS: dict[str, Callable[[Path], int | list[str]]] = {
    "export": _export,
    "pair": _pair,
    "folder": _folder,
    "nested JSON": _nested,
    "database": _database,
    "settings": _settings,
    "questionnaire": _questionnaire,
    "codebook": _codebook,
    "saved run": _saved_run,
    "model": _model,
}
