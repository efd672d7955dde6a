"""From the source to the tables of comments and opinions (their columns are the design's)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from voc.arrow import categories, chunked, joined, lengths_of, pooled
from voc.config import nearest
from voc.errors import VocError
from voc.metric.notes import Note
from voc.opinion.part import SEVERAL, Part
from voc.read import Source
from voc.read.personal import personal_columns
from voc.read.ratings import checked_scale, column_scale, read_ratings
from voc.read.times import parse_times
from voc.scores import add_scores, join_notes, scale_notes, survey_weights
from voc.text.mask.masker import Masker
from voc.text.normalise import normalise

METRICS = ("nps", "csat", "ces", "stars")
_SIDE_BY_SIDE = 100  # columns from which their values are copied together: pandas is quicker then
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?")
COMMENT_COLUMNS = (
    "comment_id row respondent_id question text language time sentiment label confidence "
    "positive_part negative_part drivers dimensions risk duplicate_of boilerplate"
).split()
_LATER = ("positive_part", "negative_part")  # added when the run is judged
OPINION_COLUMNS = (
    "comment_id start end text aspect term driver dimension polarity label negated rule"
).split()


def respondents(
    source: Source,
    *,
    main: str = "",
    masker: Masker | None = None,
    hashed: bool = False,
    scales: Mapping[str, tuple[float, float]] | None = None,
    ratings: Sequence[str] = (),
    weight: str = "",
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
        of a respondent, see
        `voc.scores.once_each`; join: the account of the join as a dict;
        notes: (key, parameters), see `voc.metric.notes`.

    Raises
    ------
    VocError
        A column of `scales`, `ratings` or `weight` is not there, a scale is none, a weight is no
        number or below 0.
    """
    masker = masker or Masker()
    declared = {name: checked_scale(name, scale) for name, scale in (scales or {}).items()}
    rated = list(dict.fromkeys([*ratings, *declared]))
    _require(source, {"scales": list(declared), "ratings": ratings, "weight": [weight]})
    table = source.table
    people = pd.DataFrame(index=table.index)
    ids = [column.name for column in source.columns if column.role == "id"]
    people["respondent_id"] = (
        _identities(table[ids[0]], masker, hashed=hashed)
        if ids
        else "r" + (table.index + 1).astype(str).str.zfill(6)
    )
    blank = people["respondent_id"].isna() | (people["respondent_id"] == "")
    people.loc[blank, "respondent_id"] = "r" + (table.index[blank] + 1).astype(str).str.zfill(6)
    times = [column.name for column in source.columns if column.role == "time"]
    people["time"] = parse_times(table[times[0]]) if times else pd.NaT
    people["time"] = people["time"].astype("datetime64[ns]")
    notes: list[Note] = []
    accounts = add_scores(people, source, main, declared, notes)
    people.attrs["off_scale"] = sum(account["count"] for account in accounts.values())
    if weight:
        people["weight"] = survey_weights(table[weight], weight, notes)
    taken = {*COMMENT_COLUMNS, *METRICS, "score", "weight", "topic", "topic_label", "topics"}
    scored = {column.name for column in source.columns if column.role == "score"}
    texts = {column.name for column in source.columns if column.role == "text"}
    people.attrs["rating_scales"] = {}
    personal = personal_columns(source) if masker.hides else {}
    others: dict[str, pd.Series] = {}
    for name in table.columns:
        if name in texts:
            continue
        own = f"source.{name}" if name in taken else str(name)
        if name in rated and not (name in scored and name not in ratings):
            scale = declared.get(name) or column_scale(name, table[name])[1]
            found = read_ratings(table[name], scale)
            others[own] = found.values
            people.attrs["rating_scales"][own] = found.scale
            if found.off_scale:
                accounts[name] = dict(found.off_scale)
            continue
        values = as_numbers(table[name]) if name not in ids else table[name]
        if name in ids and hashed:
            others[own] = _identities(values, masker, hashed=True)
        elif name in personal:
            others[own] = _hidden(values, personal[name], masker)
        else:
            others[own] = _masked_values(values, masker) if masker.hides else values
    people = _beside(people, others)
    people.attrs["off_scale_values"] = accounts
    people.attrs.update(_joined(source, people, masker, hashed=hashed))
    said = [*source.notes, *join_notes(source.join)]
    people.attrs["notes"] = [*said, *notes, *scale_notes(accounts)]
    return people


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
    taken = {f"source.{column.name}" for column in joined} | {column.name for column in joined}
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
    known = {name: name for name in names.dropna().unique()}
    if hashed:
        known = {name: masker.person(name) for name in known if name}
        return names.map(lambda name: known.get(name, name))
    plain = Masker()
    for name, safe in zip(known, plain.texts(normalise(list(known)))[0], strict=True):
        if "[" in safe and safe != name:
            known[name] = masker.person(name)
    return names.map(lambda name: known.get(name))


def _hidden(values: pd.Series, kind: str, masker: Masker) -> pd.Series:
    """A tag in each cell that holds something: the whole column is personal."""
    text = values.astype("string").str.strip().str.removesuffix(".0")
    filled = text.notna() & (text != "")
    tags = {value: masker.tag(kind, _narrow(value)) for value in text[filled].unique()}
    return text.map(lambda value: tags.get(value)).astype(object).where(filled, None)


def _masked_values(values: pd.Series, masker: Masker) -> pd.Series:
    """Mask phones and the like also outside the comments."""
    if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
        if not (values.abs() >= 10**10).any():
            return values
        values = values.astype("Float64").astype("Int64").astype("string").astype(object)
    if not (pd.api.types.is_string_dtype(values) or values.dtype == object):
        return values
    uniques = [value for value in values.dropna().unique() if isinstance(value, str)]
    masked, count = masker.texts(uniques)
    known = dict(zip(uniques, masked, strict=True))
    wide = {value: plain for value in uniques if (plain := _narrow(value)) != value}
    for value, safe in zip(wide, masker.texts(list(wide.values()))[0], strict=True):
        if safe != wide[value]:
            known[value], count = safe, count + 1
    if not count:
        return values
    return values.map(lambda value: known.get(value, value))


def as_numbers(values: pd.Series) -> pd.Series:
    """Text that is numbers throughout as numbers; 007 and numbers of 16 digits are names."""
    if not pd.api.types.is_string_dtype(values) or not values.notna().any():
        return values
    if not values.dropna().map(lambda cell: _NUMBER.fullmatch(cell) is not None).all():
        return values
    return pd.to_numeric(values)


def _narrow(value: str) -> str:
    """Full-width digits and letters made plain: １３９ → 139."""
    return value if value.isascii() else unicodedata.normalize("NFKC", value)


def answers(source: Source) -> pd.DataFrame:
    """The texts to judge: one row a non-empty text, columns comment_id, row, question, raw.

    Rows have the numbers of the index of the table. `attrs["empty"]` counts the empty ones.
    """
    names = [column.name for column in source.columns if column.role == "text"]
    rows, questions, raw = [], [], []
    empty = 0
    columns = [source.table[name].tolist() for name in names]
    for number, row in enumerate(source.table.index.tolist()):
        for place, column in enumerate(columns):
            value = column[number]
            if isinstance(value, str) and value.strip():
                rows.append(row)
                questions.append(place)
                raw.append(value)
            elif value is None or value != value or isinstance(value, str):
                empty += 1
            else:
                rows.append(row)
                questions.append(place)
                raw.append(str(value))
    many = len(names) > 1
    found = pd.DataFrame(
        {
            "comment_id": [
                f"c{row + 1:06d}-{question + 1}" if many else f"c{row + 1:06d}"
                for row, question in zip(rows, questions, strict=True)
            ],
            "row": np.asarray(rows, dtype=np.int64),
            "question": [names[question] for question in questions],
            "raw": pd.Series(raw, dtype="str"),
        }
    )
    found.attrs["empty"] = empty
    return found


def comments_and_opinions(
    asked: pd.DataFrame,
    people: pd.DataFrame,
    parts: Sequence[Part],
    dimensions: dict[str, str],
    *,
    neutral: float,
    duplicate_length: int,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Join the judged chunks with what is known of the respondents.

    Values that repeat (drivers, terms, lists of them) are shared between the rows.

    Returns
    -------
    comments, opinions : DataFrame
    """
    found = joined(parts)
    rows = asked["row"].to_numpy()
    skip = found.column("boilerplate").to_numpy()
    texts = found.column("text").cast("large_string")
    sentiment = np.where(skip, np.nan, found.column("sentiment").to_numpy())
    drivers = pooled(found.column("drivers"))
    columns = {
        "comment_id": asked["comment_id"].array,
        "row": rows,
        "question": asked["question"].array,
        "respondent_id": people["respondent_id"].to_numpy()[rows],
        "text": pd.array(texts, dtype="str"),
        "language": pooled(found.column("language")),
        "time": people["time"].to_numpy()[rows],
        "sentiment": sentiment,
        "label": polarity_labels(sentiment, neutral),
        "confidence": np.where(skip, np.nan, found.column("confidence").to_numpy()),
        "drivers": _lists(drivers),
        "dimensions": _lists(drivers, dimensions),
        "risk": _lists(pooled(found.column("risks"))),
        "duplicate_of": None,
        "boilerplate": skip,
    }
    columns["duplicate_of"] = _duplicates(texts, columns, duplicate_length)
    comments = pd.DataFrame(columns)
    others = people.drop(columns=["respondent_id", "time"]).iloc[rows].reset_index(drop=True)
    comments = pd.concat([comments, others], axis=1)
    opinions = _opinion_table(found.column("opinions"), asked["comment_id"], dimensions, neutral)
    return comments, opinions


def _opinion_table(
    lists: Any, comment_ids: pd.Series, dimensions: dict[str, str], neutral: float
) -> pd.DataFrame:
    """The table of opinions from a column that holds a list of them for each comment."""
    lengths = np.concatenate([lengths_of(chunk) for chunk in lists.chunks])
    fields = {
        field.name: chunked(chunk.values.field(field.name) for chunk in lists.chunks)
        for field in lists.type.value_type
    }
    drivers = categories(fields["driver"])
    polarity = fields["polarity"].to_numpy()
    owners = np.repeat(np.arange(len(comment_ids), dtype=np.int32), lengths)
    columns = {
        "comment_id": pd.Categorical.from_codes(owners, pd.Index(comment_ids.array)),
        "start": fields["start"].to_numpy(),
        "end": fields["end"].to_numpy(),
        **{name: categories(fields[name], ordered=False) for name in ("text", "term")},
        "aspect": categories(fields["aspect"]),
        "driver": drivers,
        "dimension": pd.Series(drivers).map(dimensions).astype("category"),
        "polarity": polarity,
        "label": label_categories(polarity, neutral),
        "negated": fields["negated"].to_numpy(),
        "rule": categories(fields["rule"]),
    }
    return pd.DataFrame(columns, columns=OPINION_COLUMNS)


def _lists(joined_names: NDArray[Any], other: Mapping[str, str] | None = None) -> pd.Series:
    """Names that stand joined, as lists; where `other` is given what each name belongs to.

    Cells that say the same share one list: nobody changes the lists of a table.
    """
    known: dict[str, list[str]] = {}
    for text in pd.unique(joined_names):
        names = text.split(SEVERAL) if text else []
        known[text] = list(dict.fromkeys(other[name] for name in names)) if other else names
    return pd.Series([known[text] for text in joined_names], dtype=object)


def polarity_labels(polarities: Sequence[float] | NDArray[Any], neutral: float) -> list[str | None]:
    """negative, neutral or positive; None for what is not scored.

    >>> polarity_labels([-0.4, 0.1, 0.2, float("nan")], 0.15)
    ['negative', 'neutral', 'positive', None]
    """
    kinds = np.array(["negative", "neutral", "positive", None], dtype=object)
    return list(kinds[_label_codes(polarities, neutral)])


def label_categories(polarities: NDArray[Any], neutral: float) -> pd.Categorical:
    """`polarity_labels` of many, as a categorical column."""
    names = pd.Index(["negative", "neutral", "positive"], dtype="str")
    return pd.Categorical.from_codes(_label_codes(polarities, neutral), names)


def _label_codes(polarities: Sequence[float] | NDArray[Any], neutral: float) -> NDArray[np.int8]:
    """0 negative, 1 neutral, 2 positive; −1 for what is not scored."""
    values = np.asarray(polarities, dtype=float)
    codes = np.where(np.isnan(values), -1, 1 + (values > neutral) - (values < -neutral))
    return codes.astype(np.int8)


def _duplicates(texts: Any, columns: Mapping[str, Any], length: int) -> list[str | None]:
    """Comment id of the first comment that says word for word the same.

    Short comments (很好！) repeat by chance: they count only from the same respondent.
    """
    import pyarrow.compute as pc

    long = pc.utf8_length(texts).to_numpy() >= length
    person = pd.factorize(columns["respondent_id"])[0] + 1
    same = pd.DataFrame(
        {
            "question": pd.factorize(columns["question"])[0],
            "text": pc.dictionary_encode(texts).combine_chunks().indices.to_numpy(),
            "person": np.where(long, 0, person),
        }
    )
    speaking = np.flatnonzero(~columns["boilerplate"])
    first = same.iloc[speaking].assign(place=speaking).groupby(list(same), sort=False)["place"]
    ids = np.asarray(columns["comment_id"], dtype=object)
    earlier = first.transform("first").to_numpy()
    found = np.full(len(same), None, dtype=object)
    repeated = earlier != speaking
    found[speaking[repeated]] = ids[earlier[repeated]]
    return found.tolist()
