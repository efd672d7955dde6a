"""Qualtrics: three header rows (id, question, ImportId), or two in exports of the older kind.

What a column is, its ImportId says, and not its name, which the author of a survey may choose:
`QID2_TEXT` is a text entry, `QID5` with a `QID5_NPS_GROUP` beside it an NPS. Columns that
Qualtrics computes (groups, topics, clicks) are put aside. Previews and tests are no answers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from voc.messages import phrase
from voc.read import cells
from voc.read.platforms.answers import (
    block_kind,
    choice_kind,
    first_rows,
    plain_text,
    set_aside,
    without_first_rows,
    written_beside,
)
from voc.read.source import Question, Rows

title = "Qualtrics"

_MARK = re.compile(r'\{\s*"ImportId"\s*:')
_OLD = tuple(f"V{number}" for number in range(1, 11))
_OLD_IDS = (
    "_recordId responseSet recipientName externalDataReference recipientEmail ipAddress status"
    " startDate endDate finished"
).split()
# By ImportId in small letters: kind, and the message that says why.
_METADATA = {
    "_recordid": ("id", "platform.qualtrics-response"),
    "recordeddate": ("time", "platform.qualtrics-recorded"),
    "startdate": ("ignore", "platform.qualtrics-began"),
    "enddate": ("ignore", "platform.qualtrics-ended"),
    "userlanguage": ("segment", "platform.qualtrics-language"),
    "distributionchannel": ("segment", "platform.qualtrics-channel"),
    "externaldatareference": ("ignore", "platform.qualtrics-reference"),
    **dict.fromkeys(
        ("recipientname", "recipientlastname", "recipientfirstname", "recipientemail"),
        ("ignore", "platform.qualtrics-person"),
    ),
    **dict.fromkeys(
        ("ipaddress", "locationlatitude", "locationlongitude", "locationaccuracy"),
        ("ignore", "platform.qualtrics-place"),
    ),
    **dict.fromkeys(
        ("status", "progress", "duration", "finished", "responseset"),
        ("ignore", "platform.qualtrics-process"),
    ),
}
# Loops number their rounds in front (1_QID3), side-by-side tables their parts behind (QID4#1).
_QUESTION = re.compile(r"(?P<stem>(?:[\w-]+_)?Q(?:ID)?\d+(?:#\d+)?)(?P<rest>(?:_.*)?)")
_ITEM = re.compile(r"_x?\d+(?:_x?\d+)?")
_BESIDE = re.compile(r"_x?\d+(?:_x?\d+)?_TEXT")
_COMPUTED = re.compile(
    r".*_TEXT_\w+"  # Text iQ: QID2_TEXT_eae5…Topics
    r"|.*_(?:NPS_GROUP|DO|DO_\d+|FIRST_CLICK|LAST_CLICK|PAGE_SUBMIT|CLICK_COUNT|RESOLUTION"
    r"|BROWSER|VERSION|OPERATING_SYSTEM|FILE_(?:ID|NAME|SIZE|TYPE)|GROUP)"
)
_TEXT_IQ = re.compile(
    r".* - (?:(?:Parent )?Topics|Topic (?:Sentiment|Hierarchy).*|Sentiment.*|Actionability"
    r"|Effort(?: \w+)?|Emotion.*|Intent)"
)
_JOINED = re.compile(r"\d+(?:,\d+)+")
# Of the column Status, in the languages of Qualtrics; as a number, 1 is added for a preview and 2
# for a test (17 is a preview while offline).
_PREVIEW = re.compile(
    r"preview|vorschau|aperçu|vista previa|pré-visualiz|visualização|anteprima|voorbeeld|预览|預覽"
    r"|プレビュー|미리 ?보기|предварительн",
    re.I,
)
_TEST = re.compile(r"\btest|umfragetest|prueba|teste|测试|測試|テスト|테스트|тест", re.I)
_UNSEEN = "-99"  # what an export may write for a question that was seen and not answered


@dataclass(frozen=True)
class _Field:
    """One column: its name in the table, its question, its ImportId and time zone."""

    name: str
    text: str
    id: str
    zone: str = ""

    @property
    def question(self) -> re.Match[str] | None:
        return _QUESTION.fullmatch(self.id)


def recognise(rows: Rows) -> bool:
    """By the ImportIds of the third row, or by the columns V1 to V10 of an older export."""
    return _header_rows(rows) > 0


def arrange(rows: Rows) -> Rows:
    """The responses alone, with what each column is."""
    count = _header_rows(rows)
    fields = _fields(rows, first_rows(rows.table, count))
    rows = without_first_rows(rows, count)
    rows = set_aside(rows, _no_responses(rows.table, fields))
    table = rows.table.copy()
    for field in fields:
        if field.question:
            written = table[field.name].astype("str").str.strip()
            table[field.name] = table[field.name].mask(written == _UNSEEN)
    return replace(
        rows,
        table=table,
        format=f"{title}, {rows.format}",
        questions=_questions(table, fields),
    )


def _header_rows(rows: Rows) -> int:
    """How many header rows stand below the names; 0 when it is no export of Qualtrics."""
    top = first_rows(rows.table, 2)
    if len(top) == 2 and any(_MARK.match(cell) for cell in top[1]):
        return 2
    names = [str(name) for name in rows.table.columns[: len(_OLD)]]
    if tuple(names) == _OLD and top:
        first, second = top[0][0].casefold(), top[1][0] if len(top) > 1 else ""
        return int(first.replace(" ", "") == "responseid" or second.startswith("R_"))
    return 0


def _fields(rows: Rows, top: Sequence[Sequence[str]]) -> list[_Field]:
    names = [str(name) for name in rows.table.columns]
    texts = [plain_text(cell) for cell in top[0]]
    if len(top) == 1:
        ids = [*_OLD_IDS, *names[len(_OLD_IDS) :]]
        return [_Field(*each) for each in zip(names, texts, ids, strict=True)]
    told = [_import_id(cell) for cell in top[1]]
    return [
        _Field(name, text, id or name, zone)
        for name, text, (id, zone) in zip(names, texts, told, strict=True)
    ]


def _import_id(cell: str) -> tuple[str, str]:
    """ImportId and time zone; both empty where the cell says neither."""
    try:
        found = json.loads(cell)
    except (ValueError, RecursionError):
        return "", ""
    if not isinstance(found, dict):
        return "", ""
    return str(found.get("ImportId", "")), str(found.get("timeZone", ""))


def _no_responses(table: pd.DataFrame, fields: Sequence[_Field]) -> dict[int, str]:
    """Number of each row that is a preview or a test, and which."""
    status = next((field.name for field in fields if field.id.casefold() == "status"), None)
    if status is None:
        return {}
    told = {
        value: reason
        for value in table[status].dropna().unique().tolist()
        if (reason := _not_answered(str(value).strip()))
    }
    return {
        place: phrase(told[value], status=value)
        for place, value in enumerate(table[status].tolist())
        if not pd.isna(value) and value in told
    }


def _not_answered(status: str) -> str:
    """Code of the reason to set aside a response of this status, or empty.

    Examples
    --------
    >>> _not_answered("17"), _not_answered("Umfragevorschau"), _not_answered("IP Address")
    ('platform.qualtrics-preview', 'platform.qualtrics-preview', '')
    """
    number = int(status) if status.isdecimal() else 0
    if number & 1 or _PREVIEW.search(status):
        return "platform.qualtrics-preview"
    if number & 2 or _TEST.search(status):
        return "platform.qualtrics-test"
    return ""


def _questions(table: pd.DataFrame, fields: Sequence[_Field]) -> dict[str, Question]:
    ids = {field.id.casefold() for field in fields}
    blocks: dict[str, list[_Field]] = {}
    for field in fields:
        if (match := field.question) and _ITEM.fullmatch(match["rest"]):
            blocks.setdefault(match["stem"], []).append(field)
    kinds = {
        field.name: kind
        for block in blocks.values()
        for kind in [_kind_of_block(table, block)]
        for field in block
    }
    return {field.name: _question(table[field.name], field, ids, kinds) for field in fields}


def _question(
    column: pd.Series, field: _Field, ids: set[str], blocks: Mapping[str, str]
) -> Question:
    id = field.id.casefold()
    if id in _METADATA:
        return _metadata(column, field, has_recorded="recordeddate" in ids)
    match = field.question
    rest = match["rest"] if match else ""
    if _COMPUTED.fullmatch(rest) or _TEXT_IQ.fullmatch(field.name):
        return Question("ignore", field.text, reason=phrase("platform.qualtrics-computed"))
    if match is None:
        return Question("", field.text)  # embedded data: its name says what it is
    if rest == "_TEXT":
        return Question("open", field.text, reason=phrase("platform.qualtrics-entry"))
    if _BESIDE.fullmatch(rest):
        return written_beside(column, field.text)
    if not rest and f"{id}_nps_group" in ids:
        return Question("nps", field.text, reason=phrase("platform.qualtrics-nps"))
    kind = blocks.get(field.name, "")
    if not rest and "QID" in field.id:
        several = _joined_choices(column)
        kind = "multiple" if several else choice_kind(column, field.text)
    reason = phrase("platform.kind", platform=title, kind=kind) if kind else ""
    return Question(kind, field.text, reason=reason)


def _metadata(column: pd.Series, field: _Field, *, has_recorded: bool) -> Question:
    kind, code = _METADATA[field.id.casefold()]
    if field.id.casefold() == "enddate" and not has_recorded:
        kind = "time"
    if kind == "segment" and column[~cells.blank_cells(column)].nunique() < 2:
        kind = "ignore"
    reason = phrase(code)
    if field.zone:
        reason = phrase("platform.qualtrics-zone", reason=reason, zone=field.zone)
    return Question(kind, field.text, reason=reason)


def _kind_of_block(table: pd.DataFrame, block: Sequence[_Field]) -> str:
    return block_kind([table[field.name] for field in block], [field.text for field in block])


def _joined_choices(column: pd.Series) -> bool:
    """Whether cells hold several choices: numbers, or words that stand alone in other cells.

    Examples
    --------
    >>> _joined_choices(pd.Series(["1", "1,3"])), _joined_choices(pd.Series(["Wifi", "Wifi,Food"]))
    (True, False)
    >>> _joined_choices(pd.Series(["Wifi", "Food", "Wifi,Food"]))
    True
    >>> _joined_choices(pd.Series(["Yes, I do", "No", "Yes, sometimes"]))
    False
    """
    values = set(column.dropna().astype("str").str.strip().unique().tolist())
    several = [value for value in values if "," in value]
    if any(_JOINED.fullmatch(value) for value in several):
        return True
    parts = [part for value in several for part in value.split(",")]
    known = sum(part in values for part in parts)
    return bool(parts) and known > 0.5 * len(parts)
