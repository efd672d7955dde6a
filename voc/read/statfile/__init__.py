"""Files of statistics programs: SPSS (.sav, .zsav, .por) and Stata (.dta), through pyreadstat."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from voc.errors import VocError
from voc.messages import phrase
from voc.read import cells
from voc.read.content import Content
from voc.read.source import Question, Rows
from voc.read.statfile.dates import dated
from voc.read.statfile.parse import Parsed, parse
from voc.read.statfile.sav_header import encrypted, weighted_by
from voc.read.statfile.value_labels import labelled

__all__ = ["detect", "extensions", "read", "title"]

title = "SPSS or Stata file"
extensions: tuple[str, ...] = (".sav", ".zsav", ".por", ".dta")

SAV = (b"$FL2", b"$FL3")
DTA = b"<stata_dta>"
# Release, byte order, file type: the first bytes of Stata 5 to 12.
OLD_DTA = re.compile(rb"[\x69\x6c\x6e-\x73][\x01\x02]\x01[\x00-\xff]")
RELEASE = re.compile(rb"<release>(\d+)</release>")
UNICODE_RELEASE = 118
PORTABLE, POR, POR_END = "SPSS portable", b"SPSSPORT", b"Z"
POR_HEAD = 600


def detect(path: Path, sample: bytes) -> bool:
    """The first bytes of SPSS and Stata."""
    return bool(_kind(sample)) or encrypted(sample)


def read(content: Content) -> Rows:
    """Read one file: labels for codes, questions for variable labels, no user-missing values.

    Raises
    ------
    VocError
        Damaged, cut off, saved with a password, or its text cannot be decoded.
    """
    path, data = content.path, content.whole()
    if encrypted(data):
        raise VocError("source.password", where=str(path))
    kind = _kind(data)
    if kind == PORTABLE and not data.rstrip().endswith(POR_END):  # pyreadstat does not mind
        raise VocError(
            "source.damaged", where=str(path), format=kind, reason=phrase("source.no-end")
        )
    release = RELEASE.search(data[:200])
    unicode = bool(release and int(release[1]) >= UNICODE_RELEASE)
    parsed = parse(path, data, kind, unicode=unicode)
    columns: dict[str, pd.Series] = {}
    questions: dict[str, Question] = {}
    names = cells.header_names([one.name for one in parsed.variables])
    for name, one in zip(names, parsed.variables, strict=True):
        times = None if one.string else dated(one.answers, one.format)
        if times is None:
            answers, known = labelled(one.answers, one.labels, one.label)
            times = _column(answers)
        else:
            known = Question(text=one.label)
        columns[name] = times
        if known != Question():
            questions[name] = known
    for name, (text, reason) in _sets(parsed, names).items():
        before = questions.get(name, Question())
        whole = " - ".join(part for part in (text, before.text) if part)
        questions[name] = replace(before, kind="multiple", text=whole, reason=reason, scale=None)
    numbers = [name for name, one in zip(names, parsed.variables, strict=True) if not one.string]
    weight = weighted_by(data, numbers) if data.startswith(SAV) else None
    if weight is not None:
        reason = phrase("source.weighted-by", column=weight)
        questions[weight] = replace(questions.get(weight, Question()), kind="weight", reason=reason)
    table = pd.DataFrame(columns)
    lines = range(1, len(table) + 1)
    table, rejected = cells.set_aside_empty(table, lines)
    empty = {one.line for one in rejected}
    return Rows(
        table,
        rejected,
        phrase("screen.statistics-file", kind=kind),
        parsed.encoding,
        lines=tuple(line for line in lines if line not in empty),
        questions=questions,
    )


def _kind(data: bytes) -> str:
    if data.startswith(SAV):
        return "SPSS"
    if data.startswith(DTA) or OLD_DTA.match(data):
        return "Stata"
    return PORTABLE if POR in data[:POR_HEAD].translate(None, b"\r\n") else ""


def _column(answers: Sequence[Any]) -> pd.Series:
    """All numbers are floats in these files: whole ones become whole again."""
    numbers = [one for one in answers if isinstance(one, float) and one == one]
    if all(one.is_integer() for one in numbers):
        answers = [int(one) if isinstance(one, float) and one == one else one for one in answers]
    return cells.tidy(answers)


def _sets(parsed: Parsed, names: Sequence[str]) -> Mapping[str, tuple[str, str]]:
    """Of each column in a multiple response set: the label of the set, and that it is in one."""
    known = {name.casefold(): name for name in names}
    found: dict[str, tuple[str, str]] = {}
    for one in parsed.sets:
        reason = phrase("source.response-set", name=one.label or one.name)
        for member in one.members:
            if (name := known.get(member.casefold())) is not None:
                found[name] = (one.label, reason)
    return found
