"""From judged chunks to the tables of comments and opinions (their columns are the design's)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from voc.arrow import categories, chunked, joined, lengths_of, pooled
from voc.mapped import mapped
from voc.opinion.part import SEVERAL, Part
from voc.read import Source
from voc.read.cells import blank_cells
from voc.read.slices import slices
from voc.repeated import coded

_SLICE = 50_000  # texts that are looked at in one go
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], dtype=np.uint64)  # odd, many bits

COMMENT_COLUMNS = (
    "comment_id row respondent_id question text language time sentiment label confidence "
    "positive_part negative_part drivers dimensions risk duplicate_of boilerplate"
).split()
OPINION_COLUMNS = (
    "comment_id start end text aspect term driver dimension polarity label negated rule"
).split()


def answers(source: Source) -> pd.DataFrame:
    """The texts to judge: one row a non-empty text, columns comment_id, row, question, raw.

    Rows have the numbers of the index of the table. `attrs["empty"]` counts the empty ones. Where
    one column holds the texts and no cell is empty, they are not copied.
    """
    names = [column.name for column in source.columns if column.role == "text"]
    parts = [_asked(part, names) for part in slices(source.table[names])]
    found = pd.concat(parts, ignore_index=True)
    found.attrs["empty"] = len(names) * len(source.table) - len(found)
    return found


def _asked(table: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """The texts of some rows; those that one respondent gave stand beside each other."""
    filled = ~np.column_stack([blank_cells(table[name]) for name in names])
    places, questions = np.nonzero(filled)
    rows = table.index.to_numpy(dtype=np.int64)[places]
    numbered = zip((rows + 1).tolist(), (questions + 1).tolist(), strict=True)
    many = len(names) > 1
    raw = pd.concat([_written(table[name]) for name in names], ignore_index=True)
    if many or not filled.all():
        raw = raw.iloc[questions * len(table) + places].reset_index(drop=True)
    return pd.DataFrame(
        {
            "comment_id": pd.Series(
                [f"c{row:06d}-{place}" if many else f"c{row:06d}" for row, place in numbered],
                dtype="str",
            ),
            "row": rows,
            "question": pd.array(names, dtype="str").take(questions),
            "raw": raw,
        }
    )


def _written(column: pd.Series) -> pd.Series:
    """The cells as text; a comment may be a number (666)."""
    if isinstance(column.dtype, pd.StringDtype):
        return column
    return pd.Series([str(value) for value in column.tolist()], dtype="str")


def comments_and_opinions(
    asked: pd.DataFrame,
    people: pd.DataFrame,
    parts: Sequence[Part],
    dimensions: dict[str, str],
    *,
    neutral: float,
    duplicate_length: int,
    room: Path | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Join the judged chunks with what is known of the respondents.

    Values that repeat (drivers, terms, lists of them) are shared between the rows. The texts of
    many comments are kept in a file in `room` (`voc.mapped`).

    Returns
    -------
    comments, opinions : DataFrame
    """
    found = joined(parts)
    rows = asked["row"].to_numpy()
    skip = found.column("boilerplate").to_numpy()
    texts = mapped(found.column("text").cast("large_string"), room)
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
    others = people.drop(columns=["respondent_id", "time"])
    if len(others) != len(rows) or (np.diff(rows, prepend=-1) != 1).any():
        others = others.iloc[rows].reset_index(drop=True)  # else they share the values
    comments = pd.concat([comments, others], axis=1)
    opinions = _opinion_table(found.column("opinions"), asked["comment_id"], dimensions, neutral)
    return comments, opinions


def comment_counts(
    asked: pd.DataFrame, comments: pd.DataFrame, rows: int, masked: int
) -> dict[str, int]:
    """How many rows and comments there are of which kind, for the manifest."""
    return {
        "rows": rows,
        "comments": len(comments),
        "empty": int(asked.attrs["empty"]),
        "boilerplate": int(comments["boilerplate"].sum()),
        "duplicates": int(comments["duplicate_of"].notna().sum()),
        "masked": masked,
        "scored": int(comments["sentiment"].notna().sum()),
        "without_opinion": int((comments["drivers"].str.len() == 0).sum()),
    }


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
        "comment_id": coded(owners, pd.Index(comment_ids.array)),
        "start": fields["start"].to_numpy(),
        "end": fields["end"].to_numpy(),
        **{name: categories(fields[name], ordered=False) for name in ("text", "term")},
        "aspect": categories(fields["aspect"]),
        "driver": drivers,
        "dimension": _dimensions_of(drivers, dimensions),
        "polarity": polarity,
        "label": label_categories(polarity, neutral),
        "negated": fields["negated"].to_numpy(),
        "rule": categories(fields["rule"]),
    }
    return pd.DataFrame(columns, columns=OPINION_COLUMNS)


def _dimensions_of(drivers: pd.Categorical, dimensions: Mapping[str, str]) -> pd.Categorical:
    """The dimension of each driver; each is looked up once."""
    import pyarrow as pa

    named = pa.array([dimensions.get(name) for name in drivers.categories], pa.string())
    found = categories(chunked([named.dictionary_encode()]))
    return coded(np.append(found.codes, -1)[drivers.codes], found.categories)


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
    return coded(_label_codes(polarities, neutral), names)


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

    question = pd.factorize(columns["question"])[0].astype(np.uint64)
    person = (pd.factorize(columns["respondent_id"])[0] + 1).astype(np.uint64)
    person[pc.utf8_length(texts).to_numpy() >= length] = 0
    who = question * _FACTORS[0] + person * _FACTORS[1]
    speaking = np.flatnonzero(~columns["boilerplate"])
    _, first, group = np.unique(
        (_hashes(texts) + who)[speaking], return_index=True, return_inverse=True
    )
    earlier = speaking[first][group]
    repeated = earlier != speaking
    again, before = speaking[repeated], earlier[repeated]
    said = pc.equal(texts.take(again), texts.take(before)).to_numpy()  # hashes may be alike
    same = said & (who[again] == who[before])
    found = np.full(len(who), None, dtype=object)
    found[again[same]] = columns["comment_id"][before[same]]
    return found.tolist()


def _hashes(texts: Any) -> NDArray[np.uint64]:
    """A number for each text of a column: the same for the same text, and hardly for another."""
    numbers = [
        pd.util.hash_array(texts.slice(start, _SLICE).to_numpy(), categorize=False)
        for start in range(0, len(texts), _SLICE)
    ]
    return np.concatenate([np.zeros(0, np.uint64), *numbers])
