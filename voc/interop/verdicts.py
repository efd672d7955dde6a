"""What voc says of single texts: sentiment, label and opinions with offsets in the raw text."""

from __future__ import annotations

from typing import Any, NamedTuple

from voc.interop.alignment import Alignment, align
from voc.lexicon import Codebook
from voc.opinion import Opinion, engine_for

__all__ = ["Verdict", "judge_texts"]

_FIELDS = "start end aspect term driver polarity negated rule".split()


class Verdict(NamedTuple):
    """What is said of one text; all None and no opinion where a platform wrote it (默认好评)."""

    sentiment: float | None  # −1…1
    label: str | None  # negative, neutral, positive
    confidence: float | None  # ½…1
    opinions: list[dict[str, Any]]  # as in the table of opinions, without comment_id


def judge_texts(texts: list[str], codebook: Codebook, neutral: float) -> list[Verdict]:
    """Judge texts, each by itself, by word lists and rules.

    Parameters
    ----------
    texts : list of str
    codebook : Codebook
    neutral : float
        |sentiment| up to this is neutral, unless the text both praises and blames.

    Returns
    -------
    list of Verdict
        As `voc.analyze` judges with `sentiment.method = "seed"`. The opinions have the columns of
        the table of opinions except comment_id; `start`, `end` and `text` are those of the text
        as it was given, `aspect` and `term` are cleaned (simplified, masked).

    Examples
    --------
    >>> from voc.lexicon import load_codebook
    >>> (verdict,) = judge_texts(["房間很乾淨"], load_codebook("hotel"), 0.15)
    >>> opinion = verdict.opinions[0]
    >>> verdict.label, opinion["text"], opinion["term"], opinion["driver"]
    ('positive', '房間很乾淨', '很干净', 'cleanliness')
    """
    engine = engine_for(codebook)
    result = engine.run(texts)
    rows = _rows(result.opinions, result.texts, engine.vocabulary.dimensions, neutral)

    def clean_alike(parts: list[str]) -> list[str]:
        from voc.text.clean import clean

        return clean(parts, simplify=engine.simplify, mask_personal=engine.mask).texts

    verdicts = []
    for place, (raw, cleaned) in enumerate(zip(texts, result.texts, strict=True)):
        if result.boilerplate[place]:
            verdicts.append(Verdict(None, None, None, []))
            continue
        opinions = rows[place]
        if opinions and raw != cleaned:
            opinions = _in_raw(opinions, raw, align(raw, cleaned, clean_alike))
        sentiment, confidence = result.sentiments[place]
        label = _label(sentiment, result.opinions[place], neutral)
        verdicts.append(Verdict(sentiment, label, confidence, opinions))
    return verdicts


def _rows(
    found: list[list[Opinion]], texts: list[str], dimensions: dict[str, str], neutral: float
) -> list[list[dict[str, Any]]]:
    """The opinions of each text as rows of the table, those of adjacent clauses merged."""
    from voc.tables import polarity_labels

    labels = iter(polarity_labels([o[5] for opinions in found for o in opinions], neutral))
    rows = []
    for text, opinions in zip(texts, found, strict=True):
        rows.append(
            [
                {
                    "text": text[opinion[0] : opinion[1]],
                    **dict(zip(_FIELDS, opinion, strict=True)),
                    "dimension": dimensions[opinion[4]],
                    "label": next(labels),
                }
                for opinion in opinions
            ]
        )
    return _merged(rows, texts)


def _merged(rows: list[list[dict[str, Any]]], texts: list[str]) -> list[list[dict[str, Any]]]:
    """Merge where something can: a table takes longer than all else for a single text."""
    import pandas as pd

    from voc.opinion.merging import merged

    places = []
    for place, opinions in enumerate(rows):
        judged = [(o["driver"], o["label"]) for o in opinions if o["term"] is not None]
        if len(set(judged)) < len(judged):
            places.append(place)
    if not places:
        return rows
    table = pd.DataFrame(
        [{"comment_id": place, **opinion} for place in places for opinion in rows[place]],
        dtype=object,
    )
    comments = pd.DataFrame({"comment_id": places, "text": [texts[place] for place in places]})
    for place in places:
        rows[place] = []
    for opinion in merged(table, comments).to_dict("records"):
        rows[opinion.pop("comment_id")].append({str(key): value for key, value in opinion.items()})
    return rows


def _in_raw(opinions: list[dict[str, Any]], raw: str, alignment: Alignment) -> list[dict[str, Any]]:
    moved = []
    for opinion in opinions:
        start, end = alignment.raw_span(opinion["start"], opinion["end"])
        moved.append({**opinion, "start": start, "end": end, "text": raw[start:end]})
    return moved


def _label(sentiment: float, opinions: list[Opinion], neutral: float) -> str | None:
    """By the sentiment; what both praises and blames takes the side that weighs more."""
    from voc.opinion.score import comment_sentiment
    from voc.sentiment import MIXED
    from voc.tables import polarity_labels

    (label,) = polarity_labels([sentiment], neutral)
    if label != "neutral" or not sentiment:
        return label
    parts = [
        comment_sentiment([(*o[:5], max(0.0, side * o[5]), *o[6:]) for o in opinions])[0]
        for side in (1, -1)
    ]
    if min(parts) < MIXED:
        return label
    return "positive" if sentiment > 0 else "negative"
