"""From the source to the table of respondents: who, when, which scores, every other column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd

from voc.config import nearest
from voc.errors import VocError
from voc.metric.notes import Note
from voc.read import Source
from voc.read.labels import names_things
from voc.read.personal import personal_columns
from voc.read.ratings import Ratings, checked_scale, column_scale, read_ratings
from voc.read.source import METRICS
from voc.read.times import parse_times
from voc.scores import add_scores, join_notes, scale_notes, survey_weights
from voc.tables import COMMENT_COLUMNS
from voc.text.mask import find
from voc.text.mask.masker import Masker
from voc.text.normalise import normalise

_SIDE_BY_SIDE = 100  # columns from which their values are copied together: pandas is quicker then
_AT_ONCE = 20_000  # ids that are looked at together
_FEW_VALUES = 8  # of a column that groups respondents rather than naming them
_SHORT = re.compile(r"[A-Za-z]?[0-9]{1,6}")  # too short to be anybody's number
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?")
_SOURCE = "source."
_TAKEN = frozenset([*COMMENT_COLUMNS, *METRICS, "weight", "topic", "topic_label", "topics"])


def respondents(
    source: Source,
    *,
    main: str = "",
    masker: Masker | None = None,
    hashed: bool = False,
    scales: Mapping[str, tuple[float, float]] | None = None,
    ratings: Sequence[str] = (),
    weight: str = "",
    personal: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """One row for each row of the source: who, when, which scores, every other column.

    A column of the source whose name voc uses itself becomes `source.<name>`. Personal data in
    text-like columns is replaced, and columns of names, telephones, addresses … are in every cell.

    Parameters
    ----------
    source : Source
    main : str
        Column of the source whose score is the main one; empty: NPS before CSAT before stars.
    masker : Masker, optional
        What is done with personal data; without one it is masked.
    hashed : bool
        Respondents' ids are hashed.
    scales : mapping of str to tuple of float, optional
        Column and its worst and best possible answer, in place of a guess: {"评分": (1, 10)};
        (5, 1) where 1 is best.
    ratings : sequence of str
        Further columns of ratings (of parts, of importance), which are read as numbers on their
        own scale: declared in `scales`, else guessed. Whatever `scales` names is one of them.
    weight : str
        Column of survey weights.
    personal : mapping of str to str, optional
        Columns that are known to be personal throughout, and of which kind, beside those that are
        found so.

    Returns
    -------
    DataFrame
        respondent_id, time, then nps, csat, ces, stars, score (0…100) where the source has them,
        weight when named, then the other columns. `attrs`:

        outcome: the main metric; scales: the scale of each metric; rating_scales: that of each
        column of `ratings`;
        off_scale: number of answers outside of the scale of a metric, which are left out, never
        converted; off_scale_values: for each column with such answers their account, as in
        `voc.read.ratings.Ratings.off_scale`;
        per_respondent: columns that were joined from another file and say the same in each row
        of a respondent, see `voc.scores.once_each`; join: the account of the join as a dict;
        personal: columns of which no cell is shown, and their kinds;
        notes: (key, parameters), see `voc.metric.notes`.

    Raises
    ------
    VocError
        A column of `scales`, `ratings` or `weight` is not there, a scale is none, a weight is no
        number or below 0.
    """
    masker = masker or Masker()
    declared = {name: checked_scale(name, scale) for name, scale in (scales or {}).items()}
    _require(source, {"scales": list(declared), "ratings": ratings, "weight": [weight]})
    people = pd.DataFrame(index=source.table.index)
    people["respondent_id"] = _respondent_ids(source, masker, hashed=hashed)
    times = _named(source, "time")
    people["time"] = parse_times(source.table[times[0]]) if times else pd.NaT
    people["time"] = people["time"].astype("datetime64[ns]")
    notes: list[Note] = []
    accounts = add_scores(people, source, main, declared, notes)
    people.attrs["off_scale"] = sum(account["count"] for account in accounts.values())
    if weight:
        people["weight"] = survey_weights(source.table[weight], weight, notes)
    rated = _rated(source, declared, ratings)
    accounts |= {name: dict(found.off_scale) for name, found in rated.items() if found.off_scale}
    people.attrs["rating_scales"] = {own_name(name): found.scale for name, found in rated.items()}
    tagged = {**personal_columns(source), **(personal or {})} if masker.hides else {}
    people.attrs["personal"] = tagged
    known = {*rated, *_named(source, "text")}
    hidden = _other_columns(source, known, tagged, masker, hashed=hashed)
    others = {
        own_name(name): rated[name].values if name in rated else hidden[name]
        for name in source.table.columns
        if name in rated or name in hidden
    }
    people = _beside(people, others)
    people.attrs["off_scale_values"] = accounts
    people.attrs.update(_joined(source, people, masker, hashed=hashed))
    said = [*source.notes, *join_notes(source.join)]
    people.attrs["notes"] = [*said, *notes, *scale_notes(accounts)]
    return people


def _named(source: Source, role: str) -> list[str]:
    return [column.name for column in source.columns if column.role == role]


def own_name(name: str) -> str:
    """What a column of the source is called beside those of voc.

    >>> [own_name(name) for name in ("city", "time", "source.time")]
    ['city', 'source.time', 'source.source.time']
    """
    plain = str(name)
    while plain.startswith(_SOURCE):  # a table that voc wrote, read again
        plain = plain.removeprefix(_SOURCE)
    return f"{_SOURCE}{name}" if plain in _TAKEN else str(name)


def _respondent_ids(source: Source, masker: Masker, *, hashed: bool) -> pd.Series:
    """The ids of the source; the number of the row where there is none."""
    index = source.table.index
    numbers = pd.Series("r" + (index + 1).astype(str).str.zfill(6), index)
    ids = _named(source, "id")
    if not ids:
        return numbers
    found = _identities(source.table[ids[0]], masker, hashed=hashed)
    blank = found.isna() | (found == "")
    found[blank] = numbers[blank]
    return found


def _rated(
    source: Source, declared: Mapping[str, tuple[float, float]], ratings: Sequence[str]
) -> dict[str, Ratings]:
    """Columns of ratings on their scales; a score whose scale is declared is none of them."""
    scored = _named(source, "score")
    wanted = {*ratings, *(name for name in declared if name not in scored)}
    wanted -= {*_named(source, "text")}
    found = {}
    for name in source.table.columns:
        if name in wanted:
            values = source.table[name]
            scale = declared.get(name) or column_scale(name, values)[1]
            found[name] = read_ratings(values, scale)
    return found


def _other_columns(
    source: Source, known: set[str], personal: Mapping[str, str], masker: Masker, *, hashed: bool
) -> dict[str, pd.Series]:
    """All columns but the known ones: numbers as numbers, personal data as the masker says."""
    ids = _named(source, "id")
    groups = {column.name: column.asked.text or column.name for column in source.columns}
    groups = {name: groups[name] for name in _named(source, "segment")}
    found = {}
    for name in source.table.columns:
        if name in known:
            continue
        values = source.table[name] if name in ids else as_numbers(source.table[name])
        if name in ids and hashed:
            found[name] = _identities(values, masker, hashed=True)
        elif name in personal:
            found[name] = _hidden(values, personal[name], masker)
        else:
            things = name in groups and names_things(groups[name])
            found[name] = _masked_values(values, masker, things) if masker.hides else values
    return found


def _beside(people: pd.DataFrame, others: dict[str, pd.Series]) -> pd.DataFrame:
    """The other columns of the source after those that voc makes."""
    many = len(others) > _SIDE_BY_SIDE
    table = pd.concat([people, pd.DataFrame(others, index=people.index, copy=many)], axis=1)
    table.attrs = people.attrs
    return table


def _joined(
    source: Source, people: pd.DataFrame, masker: Masker, *, hashed: bool
) -> dict[str, Any]:
    """What `attrs` say of a join; ids in it are masked like those of the table."""
    if source.join is None:
        return {"per_respondent": []}
    account = asdict(source.join)
    for key in ("without_metrics", "without_comments"):
        ids = pd.Series(account[key], dtype=object)
        account[key] = _identities(ids, masker, hashed=hashed).tolist() if len(ids) else []
    account["several"] = len(account["several"])
    found = {column.name: column for column in source.columns}
    joined = [found[name] for name in source.join.columns if name in found]
    names = [column.metric for column in joined if column.role == "score"]
    main = people.attrs["outcome"]
    names += ["score"] if main in names and main != "score" else []
    taken = {own_name(column.name) for column in joined} | {column.name for column in joined}
    groups = {column.name for column in joined if column.role in ("segment", "time")}
    columns = [name for name in people if name in names or name in taken - groups]
    return {"per_respondent": columns, "join": account}


def _require(source: Source, named: Mapping[str, Sequence[str]]) -> None:
    known = [str(name) for name in source.table.columns]
    for part, names in named.items():
        for name in names:
            if name and name not in known:
                raise VocError(
                    "read.no-column",
                    where=f"{source.name}, {part}",
                    name=name,
                    hint=nearest(name, known),
                )


def _identities(values: pd.Series, masker: Masker, *, hashed: bool) -> pd.Series:
    """Respondents as text; an id that is a phone number or the like becomes a pseudonym."""
    names = values.astype("string").str.strip().str.removesuffix(".0").astype(object)
    names = names.where(values.notna(), None)
    if not masker.hides and not hashed:
        return names
    known = names.dropna().unique()
    if hashed:
        others = {name: masker.person(name) for name in known if name}
    else:
        plain, others = Masker(), {}
        for start in range(0, len(known), _AT_ONCE):
            some = [name for name in known[start : start + _AT_ONCE] if not _SHORT.fullmatch(name)]
            for name, safe in zip(some, plain.texts(normalise(some))[0], strict=True):
                if "[" in safe and safe != name:
                    others[name] = masker.person(name)
    return names.map(lambda name: others.get(name, name)) if others else names


def _hidden(values: pd.Series, kind: str, masker: Masker) -> pd.Series:
    """A tag in each cell that holds something: the whole column is personal."""
    text = values.astype("string").str.strip().str.removesuffix(".0")
    filled = text.notna() & (text != "")
    tags = {value: masker.tag(kind, _narrow(value)) for value in text[filled].unique()}
    return text.map(lambda value: tags.get(value)).astype(object).where(filled, None)


def _masked_values(values: pd.Series, masker: Masker, things: bool = False) -> pd.Series:
    """Mask phones and the like also outside the comments.

    A cell that holds nothing but what may be a name stays, unless most of the column do: a branch
    (江月) can be called like a person. In a column of things (陈小春羊肉馆) a name in a cell does.
    """
    if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
        if not (values.abs() >= 10**10).any():
            return values
        values = values.astype("Float64").astype("Int64").astype("string").astype(object)
    if not (pd.api.types.is_string_dtype(values) or values.dtype == object):
        return values
    uniques = [value for value in values.dropna().unique() if isinstance(value, str)]
    looked_at = [value for value in uniques if not _SHORT.fullmatch(value)]
    masked, count = masker.texts(looked_at)
    known = dict(zip(looked_at, masked, strict=True))
    alone = [value for value in looked_at if known[value] == masker.tag("name", value)]
    if things:
        changed = [value for value in looked_at if known[value] != value]
        alone = [value for value in changed if all(hit.kind == "name" for hit in find(value))]
    if len(uniques) < _FEW_VALUES or 2 * len(alone) < len(uniques):  # 江月, 云上: branches
        known.update(zip(alone, alone, strict=True))
        count -= len(alone)
    wide = {value: plain for value in looked_at if (plain := _narrow(value)) != value}
    for value, safe in zip(wide, masker.texts(list(wide.values()))[0], strict=True):
        if safe != wide[value]:
            known[value], count = safe, count + 1
    if not count:
        return values
    hidden = values.map(lambda value: known.get(value, value))
    return hidden if values.dtype == object else hidden.astype(values.dtype)


def as_numbers(values: pd.Series) -> pd.Series:
    """Text that is numbers throughout as numbers; 007 and numbers of 16 digits are names."""
    if not pd.api.types.is_string_dtype(values) or not values.notna().any():
        return values
    if not all(map(_NUMBER.fullmatch, values.dropna())):
        return values
    return pd.to_numeric(values)


def _narrow(value: str) -> str:
    """Full-width digits and letters made plain: １３９ → 139."""
    return value if value.isascii() else unicodedata.normalize("NFKC", value)
