"""The answers that go into a model: which columns, which respondents, what is missing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.config import nearest
from voc.errors import VocError
from voc.messages import phrase
from voc.metric.csi.model import CsiModel, Item
from voc.metric.notes import Note
from voc.metric.scale import Floats, Values, numbers_on_scale

__all__ = ["CsiAnswers", "Scale", "gather_answers", "match_items"]

Scale = tuple[float, float]
STANDARD: Scale = (1.0, 10.0)
_JOINERS = re.compile(r"[\s_.\-]+")


@dataclass(frozen=True)
class CsiAnswers:
    """Complete answers (n, p), and what they are answers to.

    `rows`: which respondents they are of. `ends`: lowest and highest answer, (2, p).
    """

    model: CsiModel
    items: dict[str, tuple[str, ...]]
    values: Floats
    weights: Floats
    rows: npt.NDArray[np.int64]
    ends: Floats
    notes: tuple[Note, ...]

    @property
    def columns(self) -> list[str]:
        """Columns, in the order of the values."""
        return [column for columns in self.items.values() for column in columns]

    def varying(self) -> CsiAnswers:
        """Without the items that everybody answered alike, unless a latent variable has no other.

        What is left out is noted.
        """
        if not len(self.values):
            return self
        constant = dict(zip(self.columns, np.ptp(self.values, axis=0) == 0, strict=True))
        dead = [key for key, columns in self.items.items() if all(constant[c] for c in columns)]
        gone = [c for key, columns in self.items.items() for c in columns if constant[c]]
        if dead:
            note: Note = ("csi_constant_latents", {"latents": ", ".join(dead)})
            return replace(self, notes=(*self.notes, note))
        if not gone:
            return self
        note = ("csi_constant_items", {"items": ", ".join(gone)})
        stays = np.array([not constant[column] for column in self.columns])
        return replace(
            self,
            items={
                key: tuple(column for column in columns if not constant[column])
                for key, columns in self.items.items()
            },
            values=self.values[:, stays],
            ends=self.ends[:, stays],
            notes=(*self.notes, note),
        )


def match_items(columns: Sequence[str], model: CsiModel) -> dict[str, tuple[str, ...]]:
    """Columns named like the items of a model, or like the wording of their questions.

    Parameters
    ----------
    columns : sequence of str
    model : CsiModel

    Returns
    -------
    dict
        Columns of each latent variable, in the order of its items; latent variables without any
        are left out. Case, blanks, `_`, `-` and `.` make no difference.

    Examples
    --------
    >>> from voc.metric.csi.model import load_model
    >>> match_items(["Value-1", "value 2", "nps"], load_model("acsi"))
    {'value': ('Value-1', 'value 2')}
    """
    known = _by_plain_name(columns)
    found = {
        latent.id: tuple(column for item in latent.items if (column := _column_of(item, known)))
        for latent in model.latents
    }
    return {key: own for key, own in found.items() if own}


def gather_answers(
    respondents: pd.DataFrame,
    model: CsiModel,
    items: Mapping[str, Sequence[str]] | None,
    scale: Scale | Mapping[str, Scale],
    missing: str,
    weights: Values | None,
) -> CsiAnswers:
    """Complete answers of the respondents that count.

    Parameters
    ----------
    respondents, model, items, scale, missing, weights
        As for `voc.metric.csi.csi`.

    Returns
    -------
    CsiAnswers
        Its model has only latent variables with a column.

    Raises
    ------
    VocError
        A column or latent variable that is not there, a column that stands twice, an answer off
        its scale, no column of the target, a negative weight, weights of another length.
    """
    if missing not in ("listwise", "mean"):
        raise VocError("survey.no-treatment", where="missing", missing=missing)
    columns, notes = _columns(respondents, model, items)
    ends = _ends(model, columns, scale)
    read = {
        name: numbers_on_scale(respondents[name], name, *ends[name])
        for own in columns.values()
        for name in own
    }
    columns, silent = _answered(columns, read, model)
    if silent:
        notes.append(("csi_items_unanswered", {"items": ", ".join(silent)}))
    if gone := [key for key in model.ids if key not in columns]:
        notes.append(("csi_latents_missing", {"latents": ", ".join(gone)}))
    model = model.without(gone)
    if model.target not in model.ids:
        raise VocError("survey.target-alone", where="items", target=model.target)
    chosen = {key: columns[key] for key in model.ids}
    names = [name for own in chosen.values() for name in own]
    values = np.column_stack([read[name] for name in names])
    heavy = _weights(weights, len(values))
    values, rows, told = _complete(values, np.flatnonzero(heavy > 0), missing)
    box = np.array([ends[name] for name in names], dtype=np.float64).T
    return CsiAnswers(model, chosen, values, heavy[rows], rows, box, (*notes, *told))


def _columns(
    respondents: pd.DataFrame, model: CsiModel, items: Mapping[str, Sequence[str]] | None
) -> tuple[dict[str, tuple[str, ...]], list[Note]]:
    """Columns of each latent variable, and what of the model has none."""
    notes: list[Note] = []
    known = [str(column) for column in respondents.columns]
    if items is None:
        columns = match_items(known, model)
        plain = _by_plain_name(known)
        asked = [item for latent in model.latents if latent.id in columns for item in latent.items]
        if lacking := [item.id for item in asked if not _column_of(item, plain)]:
            notes.append(("csi_items_missing", {"items": ", ".join(lacking)}))
    else:
        columns = {key: tuple(own) for key, own in items.items() if own}
        _refuse_wrong(columns, model, known)
    if model.target not in columns:
        item = next(latent for latent in model.latents if latent.id == model.target).items[0].id
        raise VocError(
            "survey.target-without-column", where="items", target=model.target, item=item
        )
    return columns, notes


def _answered(
    columns: dict[str, tuple[str, ...]], read: dict[str, Floats], model: CsiModel
) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """Columns with an answer, and those that nobody answered.

    All of them where too little would be left for a model: then there are no complete answers.
    """
    silent = [name for name, values in read.items() if np.isnan(values).all()]
    left = {key: tuple(name for name in own if name not in silent) for key, own in columns.items()}
    left = {key: own for key, own in left.items() if own}
    rest = model.without(set(model.ids) - set(left))
    return (left if model.target in rest.ids else columns), silent


def _by_plain_name(columns: Sequence[str]) -> dict[str, str]:
    known: dict[str, str] = {}
    for column in columns:
        known.setdefault(_plain(str(column)), column)
    return known


def _plain(name: str) -> str:
    return _JOINERS.sub("", name).casefold()


def _column_of(item: Item, known: Mapping[str, str]) -> str | None:
    """The column named like an item or like its wording."""
    names = (item.id, item.text_zh, item.text_en)
    return next((known[_plain(name)] for name in names if name and _plain(name) in known), None)


def _refuse_wrong(
    columns: Mapping[str, tuple[str, ...]], model: CsiModel, known: list[str]
) -> None:
    seen: dict[str, str] = {}
    for key, own in columns.items():
        if key not in model.ids:
            raise VocError(
                "survey.no-latent-in-model",
                where="items",
                model=model.name,
                latent=key,
                hint=nearest(key, model.ids),
            )
        for column in own:
            if column not in known:
                raise VocError(
                    "survey.no-column",
                    where=phrase("survey.items-of", latent=key),
                    name=column,
                    hint=nearest(column, known),
                )
            if column in seen:
                raise VocError(
                    "survey.column-of-two",
                    where="items",
                    column=column,
                    first=seen[column],
                    second=key,
                )
            seen[column] = key


def _ends(
    model: CsiModel,
    items: Mapping[str, tuple[str, ...]],
    scale: Scale | Mapping[str, Scale],
) -> dict[str, Scale]:
    """Lowest and highest answer of each column."""
    given = scale if isinstance(scale, Mapping) else {}
    common = STANDARD if isinstance(scale, Mapping) else scale
    ends = {
        column: given.get(column) or given.get(latent.id) or latent.scale or common
        for latent in model.latents
        for column in items.get(latent.id, ())
    }
    for column, (low, high) in ends.items():
        if not low < high:
            raise VocError(
                "survey.scale-downwards",
                where=phrase("survey.scale-of", column=column),
                low=low,
                high=high,
            )
    return ends


def _weights(weights: Values | None, count: int) -> Floats:
    if weights is None:
        return np.ones(count)
    heavy = numbers_on_scale(weights, "weights", 0, float(np.finfo(np.float64).max))
    if len(heavy) != count:
        raise VocError(
            "statistics.weights-count", where="weights", respondents=count, weights=len(heavy)
        )
    return np.nan_to_num(heavy)


def _complete(
    values: Floats, rows: npt.NDArray[np.int64], missing: str
) -> tuple[Floats, npt.NDArray[np.int64], list[Note]]:
    """Answers without gaps of some rows, the rows they are of, and what was done about gaps."""
    values = values[rows]
    gaps = np.isnan(values)
    hopeless = missing == "listwise" or gaps.all(axis=0).any()
    drop = gaps.any(axis=1) if hopeless else gaps.all(axis=1)
    values, rows, gaps = values[~drop], rows[~drop], gaps[~drop]
    notes: list[Note] = []
    if drop.any():
        notes.append(("csi_left_out", {"dropped": int(drop.sum()), "n": len(rows)}))
    if gaps.any():
        values = np.where(gaps, np.nanmean(values, axis=0), values)
        told = {"cells": int(gaps.sum()), "respondents": int(gaps.any(axis=1).sum())}
        notes.append(("csi_mean_filled", told))
    return values, rows, notes
