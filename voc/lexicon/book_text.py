"""Writes a codebook as the TOML that `book_file.py` reads: neat, and without loss."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from voc.lexicon.book_file import BookFile, Label, Section
from voc.lexicon.codebook import Codebook, Driver

WIDTH = 120
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN = re.compile(r"[^'\x00-\x1f\x7f]+")


def flat_book(codebook: Codebook, path: Path | None = None) -> BookFile:
    """A codebook with all it has inherited as one file of its own."""
    return BookFile(
        path=path or Path(f"{codebook.name}.toml"),
        name=codebook.name,
        label=(codebook.label_zh, codebook.label_en),
        sections={key: _section(driver) for key, driver in codebook.drivers.items()},
    )


def _section(driver: Driver) -> Section:
    return Section(
        label=(driver.label_zh, driver.label_en),
        dimension=driver.dimension,
        definition=(driver.definition_zh, driver.definition_en),
        examples=driver.examples,
        terms=driver.terms,
        implied_by=driver.implied_by,
        suggested_by=driver.suggested_by,
        verdicts=driver.verdicts,
        pairs=driver.pairs,
        patterns=driver.patterns,
        exclude=driver.exclude,
        mention=driver.mention or None,
        spreads_to=driver.spreads_to or None,
        parent=driver.parent,
    )


def book_text(book: BookFile) -> str:
    """The text of a codebook file.

    Examples
    --------
    >>> coach = Section(label=("教练", "Coach"), dimension="assurance", terms=("教练", "私教"))
    >>> print(book_text(BookFile(Path("gym.toml"), "gym", sections={"coach": coach})), end="")
    name = "gym"
    <BLANKLINE>
    [drivers.coach]
    label = { zh = "教练", en = "Coach" }
    dimension = "assurance"
    terms = ["教练", "私教"]
    """
    lines = [f"name = {_text(book.name)}", *_said("label", book.label)]
    if book.inherits:
        lines.append(f"inherits = {_text(book.inherits)}")
    lines += _list("drop", map(_text, book.drop))
    for driver, section in book.sections.items():
        lines += ["", f"[drivers.{_key(driver)}]", *_section_lines(section)]
    return "\n".join(lines) + "\n"


def _section_lines(section: Section) -> list[str]:
    verdicts = dict(section.verdicts)

    def judging(word: str) -> str:
        return _list_of(word, verdicts[word]) if word in verdicts else _text(word)

    lines = _said("label", section.label)
    lines += [f"dimension = {_text(section.dimension)}"] if section.dimension else []
    lines += _said("definition", section.definition)
    lines += [f"parent = {_text(section.parent)}"] if section.parent else []
    lines += _list("examples", map(_text, section.examples))
    lines += _list("terms", map(_text, section.terms))
    lines += _list("implied_by", map(judging, section.implied_by))
    lines += _list("suggested_by", map(judging, section.suggested_by))
    lines += _list("pairs", (_list_of(*pair) for pair in section.pairs))
    lines += _list("patterns", (_pattern(*pattern) for pattern in section.patterns))
    lines += _list("exclude", map(_text, section.exclude))
    if section.mention is not None:
        lines.append(f"mention = {section.mention!r}")
    if section.spreads_to is not None:
        lines += _list("spreads_to", map(_text, section.spreads_to)) or ["spreads_to = []"]
    return lines


def _said(name: str, said: Label) -> list[str]:
    chinese, english = said[0] or said[1], said[1] or said[0]
    if not chinese or not english:
        return []
    if chinese == english:
        return [f"{name} = {_text(chinese)}"]
    return [f"{name} = {{ zh = {_text(chinese)}, en = {_text(english)} }}"]


def _pattern(expression: str, polarity: float | None) -> str:
    """In single quotes, where backslashes need no other backslash."""
    text = f"'{expression}'" if _PLAIN.fullmatch(expression) else _text(expression)
    return text if polarity is None else f"[{text}, {polarity!r}]"


def _list_of(*values: str | float) -> str:
    return f"[{', '.join(_text(v) if isinstance(v, str) else repr(v) for v in values)}]"


def _text(text: str) -> str:
    """A text in double quotes: TOML escapes what JSON does, and the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else _text(key)


def _list(key: str, values: Iterable[str]) -> list[str]:
    """`key = […]` on one line if it fits, else on as many as it needs."""
    found: Sequence[str] = list(values)
    line = f"{key} = [{', '.join(found)}]"
    if not found or len(line) <= WIDTH:
        return [line] if found else []
    lines, current = [f"{key} = ["], " "
    for value in found:
        if len(current) + len(value) + 2 > WIDTH and current.strip():
            lines.append(current)
            current = " "
        current += f" {value},"
    return [*lines, current, "]"]


def write_flat_book(book: Codebook, path: Path) -> None:
    """With all that it inherits: the files that it came from may be gone or changed one day."""
    note = f"# The codebook of this run, version {book.version}, with all that it inherits.\n\n"
    path.write_text(note + book_text(flat_book(book)), encoding="utf-8")
