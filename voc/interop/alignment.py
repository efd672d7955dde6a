"""Where the words of a cleaned comment stand in the comment as it was written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import NamedTuple

__all__ = ["Alignment", "align"]

Clean = Callable[[list[str]], list[str]]

# Two kinds of characters meet here: what cleaning replaces as a whole begins or ends at most of
# these places (很好13912345678, <b>很好).
_KIND_CHANGES = re.compile(
    r"(?<=[\u2e80-\uffff])(?=[^\u2e80-\uffff])|(?<=[^\u2e80-\uffff])(?=[\u2e80-\uffff])|\b(?=\s)"
)
_MOST_CLEANED = 300_000  # characters for one piece that resists; then it is taken as a whole
# They change the character before them and stay with it: skin tones, variants, accents.
_MODIFIERS = re.compile("[\U0001f3fb-\U0001f3ff\ufe0e\ufe0f\u0300-\u036f]*")


class _Piece(NamedTuple):
    """A part of the raw text, and the part of the cleaned text that it becomes."""

    begin: int
    end: int
    clean_begin: int
    clean_end: int


class Alignment:
    """From offsets of a cleaned text to offsets of the raw one.

    Parameters
    ----------
    raw : str
    starts, ends : list of int
        For each character of the cleaned text, where that which it comes from begins and ends.
    """

    __slots__ = ("_ends", "_raw", "_starts")

    def __init__(self, raw: str, starts: list[int], ends: list[int]) -> None:
        self._raw, self._starts, self._ends = raw, starts, ends

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the raw text of what stands from `start` to `end` in the cleaned one.

        Parameters
        ----------
        start, end : int
            Of a part that is not empty.
        """
        until = _MODIFIERS.match(self._raw, self._ends[end - 1])
        return self._starts[start], until.end() if until else self._ends[end - 1]


def align(raw: str, cleaned: str, clean: Clean) -> Alignment:
    """Find out which part of a raw text became which part of the cleaned one.

    Parameters
    ----------
    raw : str
    cleaned : str
        What `clean` makes of it.
    clean : callable
        Cleans texts, each by itself, and strips them.

    Returns
    -------
    Alignment

    Notes
    -----
    Cleaning is not asked how it works, it is tried out. A cut through the raw text is sound when
    both parts, cleaned apart, give the cleaned whole. The text is halved at sound cuts until each
    part stays as it is or changes character by character (服務 → 服务). What no cut goes through,
    such as a phone number that becomes a tag, is one block: any place in it maps to its two ends.
    White space between the parts has no length.

    Examples
    --------
    >>> def clean(texts):
    ...     return [text.replace("13912345678", "[手机号]").strip() for text in texts]
    >>> raw = "电话13912345678，很好"
    >>> start, end = align(raw, "电话[手机号]，很好", clean).raw_span(8, 10)
    >>> raw[start:end]
    '很好'
    """
    starts, ends = [0] * len(cleaned), [0] * len(cleaned)
    alone: dict[str, str] = {}
    if raw.strip() != cleaned:
        characters = sorted(set(raw))
        alone = dict(zip(characters, clean(characters), strict=True))
    pieces = [_Piece(0, len(raw), 0, len(cleaned))]
    while pieces:
        resisting = []
        for piece in pieces:
            begin = _begin_of_equal(piece, raw, cleaned, alone)
            if begin is None:
                resisting.append(piece)
                continue
            for offset, place in enumerate(range(piece.clean_begin, piece.clean_end)):
                starts[place], ends[place] = begin + offset, begin + offset + 1
        pieces = []
        for piece, halves in _halved(resisting, raw, cleaned, clean):
            pieces += halves
            if halves:  # white space at the cut
                for place in range(halves[0].clean_end, halves[1].clean_begin):
                    starts[place] = ends[place] = halves[1].begin
            else:
                for place, (begin, end) in _block(piece, raw, cleaned, alone):
                    starts[place], ends[place] = begin, end
    return Alignment(raw, starts, ends)


def _begin_of_equal(piece: _Piece, raw: str, cleaned: str, alone: dict[str, str]) -> int | None:
    """Where a piece begins in which each character became one character; None for others."""
    begin, end = _bare(raw, piece)
    length = piece.clean_end - piece.clean_begin
    if not length:
        return begin
    if end - begin != length:
        return None
    old, new = raw[begin:end], cleaned[piece.clean_begin : piece.clean_end]
    if old == new or all(
        a == b or alone[a] == b or (a.isspace() and b.isspace())
        for a, b in zip(old, new, strict=True)
    ):
        return begin
    return None


def _block(
    piece: _Piece, raw: str, cleaned: str, alone: dict[str, str]
) -> Iterator[tuple[int, tuple[int, int]]]:
    """Places of the cleaned text with their part of a piece that no cut goes through.

    What stays at its beginning has places of its own: 微信 in 微信abc_123 → 微信[账号].
    """
    begin, end = _bare(raw, piece)
    kept = 0
    for old, new in zip(raw[begin:end], cleaned[piece.clean_begin : piece.clean_end], strict=False):
        if old != new and alone[old] != new:
            break
        kept += 1
    if kept == piece.clean_end - piece.clean_begin:
        kept = 0  # 好好好好好 → 好好好: all of it
    for place in range(piece.clean_begin, piece.clean_end):
        at = begin + place - piece.clean_begin
        yield place, (at, at + 1) if at < begin + kept else (begin + kept, end)


def _bare(raw: str, piece: _Piece) -> tuple[int, int]:
    """The piece of the raw text without the white space around it."""
    text = raw[piece.begin : piece.end]
    begin = piece.begin + len(text) - len(text.lstrip())
    return begin, max(begin, piece.begin + len(text.rstrip()))


def _halved(
    pieces: list[_Piece], raw: str, cleaned: str, clean: Clean
) -> Iterator[tuple[_Piece, list[_Piece]]]:
    """Each piece with its two halves, or with none when no cut goes through it.

    The cuts of all pieces are tried at the same time, first one of each, then more and more.
    """
    trying = [(piece, _cuts(raw, piece)) for piece in pieces]
    number = 1
    while trying:
        proposed = [(piece, cuts, list(islice(cuts, number))) for piece, cuts in trying]
        parts = clean(
            [
                part
                for piece, _, chosen in proposed
                for cut in chosen
                for part in (raw[piece.begin : cut], raw[cut : piece.end])
            ]
        )
        trying, done = [], 0
        for piece, cuts, chosen in proposed:
            beside = zip(chosen, parts[done::2], parts[done + 1 :: 2], strict=False)
            halves: list[_Piece] = []
            for cut, left, right in beside:
                if halves := _sound(piece, cut, left, right, cleaned):
                    break
            done += 2 * len(chosen)
            if halves or not chosen:
                yield piece, halves
            else:
                trying.append((piece, cuts))
        number *= 4


def _sound(piece: _Piece, cut: int, left: str, right: str, cleaned: str) -> list[_Piece]:
    """The two halves, if cleaned apart they are the whole but for white space at the cut."""
    whole = cleaned[piece.clean_begin : piece.clean_end]
    between = len(whole) - len(left) - len(right)
    if between < 0 or not (whole.startswith(left) and whole.endswith(right)):
        return []
    if whole[len(left) : len(left) + between].strip():
        return []
    middle = piece.clean_begin + len(left)
    return [
        _Piece(piece.begin, cut, piece.clean_begin, middle),
        _Piece(cut, piece.end, middle + between, piece.clean_end),
    ]


def _cuts(raw: str, piece: _Piece) -> Iterator[int]:
    """Where to try to cut a piece: where kinds of characters meet, then anywhere; middle first."""
    middle = (piece.begin + piece.end) / 2
    inside = range(piece.begin + 1, piece.end)
    likely = {
        change.start()
        for change in _KIND_CHANGES.finditer(raw, piece.begin, piece.end)
        if change.start() in inside
    }

    def apart(place: int) -> float:
        return abs(place - middle)

    others = (place for place in sorted(inside, key=apart) if place not in likely)
    most = max(32, _MOST_CLEANED // len(inside)) if inside else 0
    return islice(chain(sorted(likely, key=apart), others), most)
