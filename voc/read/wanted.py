"""What the user says of columns, and what cannot be so: the role or kind of each named one."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from voc.errors import VocError
from voc.messages import listed, phrase
from voc.read.profile import Profile
from voc.read.source import KINDS, METRICS
from voc.read.times import parse_times
from voc.text.mask.quoting import quoted_all

__all__ = ["Wanted", "check_kinds", "check_wanted", "refuse_unfit"]


@dataclass(frozen=True)
class Wanted:
    """The columns that the user has named."""

    text: tuple[str, ...] = ()
    id: str | None = None
    score: str | None = None
    time: str | None = None
    segment: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)
    wave: str = ""
    titles: bool = False

    @classmethod
    def of(
        cls,
        *,
        text: str | Sequence[str] | None,
        id: str | None,
        score: str | None,
        time: str | None,
        segment: str | Sequence[str] | None,
        questions: Sequence[str] = (),
        kinds: Mapping[str, str] | None = None,
        wave: str = "",
        titles: bool = False,
    ) -> Wanted:
        """Accept one name or several."""
        return cls(
            _several(text),
            id,
            score,
            time,
            _several(segment),
            tuple(questions),
            dict(kinds or {}),
            wave,
            titles,
        )

    def named(self) -> list[tuple[str, str]]:
        """List every named column with its role."""
        single = [("id", self.id), ("score", self.score), ("time", self.time)]
        return [
            *(("text", name) for name in self.text),
            *((role, name) for role, name in single if name is not None),
            *(("segment", name) for name in self.segment),
        ]


def check_kinds(kinds: Mapping[str, str], names: Sequence[str], where: str) -> None:
    """Refuse a column that is not there and a kind that is none; the nearest is named.

    Raises
    ------
    VocError
    """
    where = f"{where}, [read.columns]"
    for name, kind in kinds.items():
        if name not in names:
            raise VocError("read.no-such-column", where=where, name=name, meant=_meant(name, names))
        if kind not in KINDS:
            meant = _meant(kind, KINDS)
            known = ", ".join(KINDS)
            raise VocError(
                "read.no-such-kind", where=where, name=name, kind=kind, meant=meant, known=known
            )


def check_wanted(wanted: Wanted, names: Sequence[str], where: str) -> None:
    taken: dict[str, str] = {}
    for role, name in wanted.named():
        if name not in names:
            close = difflib.get_close_matches(name, names, n=1, cutoff=0.4)
            meant = phrase("read.meant-first", name=close[0]) if close else ""
            raise VocError(
                "read.no-column-for-role",
                where=where,
                name=name,
                role=role,
                meant=meant,
                known=listed(names),
            )
        if name in taken and taken[name] != role:
            raise VocError("read.two-roles", where=where, name=name, other=taken[name], role=role)
        taken[name] = role


def refuse_unfit(
    kinds: Mapping[str, str], table: pd.DataFrame, profiles: Mapping[str, Profile], where: str
) -> None:
    """A column that the user calls a rating or a date, and that holds none."""
    for name, kind in kinds.items():
        profile = profiles[name]
        if profile.filled == 0:
            continue
        ratings = kind in METRICS and len(profile.ratings) == 0
        dates = kind == "time" and parse_times(table[name]).isna().all()
        if ratings or dates:
            raise VocError(
                "read.kind-no-ratings" if ratings else "read.kind-no-dates",
                where=f"{phrase('read.column', file=where, column=name)}, [read.columns]",
                kind=kind,
                shown=quoted_all(profile.examples),
            )


def _meant(name: str, known: Sequence[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
    return phrase("read.meant", name=close[0]) if close else ""


def _several(names: str | Sequence[str] | None) -> tuple[str, ...]:
    if names is None:
        return ()
    return (names,) if isinstance(names, str) else tuple(names)
