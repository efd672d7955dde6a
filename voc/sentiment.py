"""From the seed's judgement of each comment to its sentiment, label and confidence in this run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from voc.config import SentimentConfig
from voc.driver import are_counted
from voc.lexicon.vocabulary import Vocabulary
from voc.lexicon.word_lists import lexicon_version
from voc.opinion.adaptation import SentimentModel
from voc.opinion.bags import Bags
from voc.opinion.correction import corrected, corrections
from voc.opinion.merging import merged
from voc.opinion.model_file import load_model
from voc.opinion.score import confidence_of_odds, parts_of, sentiment_of_odds
from voc.read.headers import plain, says
from voc.repeated import places_of, without_unused
from voc.tables import COMMENT_COLUMNS, label_categories, polarity_labels

Floats = NDArray[np.float64]

MIXED = 0.15  # praise and blame both above this: the comment is mixed, not neutral


@dataclass(frozen=True)
class Judged:
    """Comments and opinions as they are judged in this run, and by which model."""

    comments: pd.DataFrame
    opinions: pd.DataFrame
    model: SentimentModel
    record: dict[str, Any]  # for the manifest


def judge_run(
    comments: pd.DataFrame,
    opinions: pd.DataFrame,
    bags: Bags,
    vocabulary: Vocabulary,
    settings: SentimentConfig,
    *,
    outcome: str | None,
    neutral: float,
    seed: int,
) -> Judged:
    """Adapt the sentiment to the comments of the run.

    Parameters
    ----------
    comments : DataFrame
        With the seed's sentiment; boilerplate and duplicate_of; nps or score when there is one.
    opinions : DataFrame
    bags : Bags
        The words of every comment, in the order of the table.
    vocabulary : Vocabulary
    settings : SentimentConfig
    outcome : str or None
        The metric that is the main score.
    neutral : float
        |sentiment| up to this is neutral, unless the comment is mixed.
    seed : int

    Returns
    -------
    Judged
        Columns sentiment, label, confidence, positive_part, negative_part of the comments and
        polarity, label, rule of the opinions are new; opinions of adjacent clauses are merged.
    """
    of_seed = comments["sentiment"].to_numpy(dtype=float)
    counts = are_counted(comments)
    questions = comments["question"].to_numpy(dtype=object)
    seen = np.nan_to_num(of_seed)
    if settings.model:
        model = load_model(settings.model, bags.index)
        odds = model.predict_log_odds(bags, seen)
    else:
        model = SentimentModel(minimum=settings.minimum, sample=settings.sample, random_state=seed)
        odds = np.full(len(comments), np.nan)
        if settings.method != "seed":
            sides = score_sides(comments, outcome) if settings.method == "auto" else None
            odds = model.fit_predict(
                bags,
                seen,
                sides,
                usable=counts,
                groups=comments["respondent_id"].to_numpy(),
                questions=questions,
            )
            if sides is None and settings.method == "auto" and "score" in comments:
                model.declined_["scores"] = "several questions"
        if model.blend_ is not None:
            places = model.sampled(len(comments), counts, questions)
            learned = pd.Series(places, index=comments["comment_id"].iloc[places])
            model.corrections_ = corrections(opinions, learned, bags, model, vocabulary.entries)
    opinions = corrected(opinions, model.corrections_, vocabulary.entries)
    opinions = opinions.assign(label=label_categories(opinions["polarity"].to_numpy(), neutral))
    odds[np.isnan(of_seed)] = np.nan
    comments = _labelled(comments, opinions, _as_their_originals(odds, comments), neutral)
    record = _record(model, settings, of_seed, comments["sentiment"].to_numpy())
    opinions = merged(opinions, comments) if len(opinions) else without_unused(opinions)
    return Judged(comments, opinions, model, record)


def _as_their_originals(odds: Floats, comments: pd.DataFrame) -> Floats:
    """A repetition is judged as what it repeats: its own model has learned from that."""
    copies = comments["duplicate_of"].notna().to_numpy()
    originals = places_of(comments["duplicate_of"][copies], comments["comment_id"])
    judged = odds.copy()
    judged[copies] = odds[originals]
    return judged


def _labelled(
    comments: pd.DataFrame, opinions: pd.DataFrame, odds: Floats, neutral: float
) -> pd.DataFrame:
    """Sentiment, label and confidence from the log-odds, or the seed's where there are none."""
    by_seed = np.isnan(odds)
    sentiment = np.where(by_seed, comments["sentiment"], sentiment_of_odds(odds)).round(4)
    sure = np.where(by_seed, comments["confidence"], confidence_of_odds(odds)).round(4)
    positive, negative = (part.round(4) for part in parts_of(opinions, comments["comment_id"]))
    labels = polarity_labels(sentiment, neutral)
    label: NDArray[np.object_] = np.asarray(labels, dtype=object)
    mixed = (np.minimum(positive, negative) >= MIXED) & (label == "neutral")
    label[mixed & (sentiment > 0)] = "positive"
    label[mixed & (sentiment < 0)] = "negative"
    others = [name for name in comments.columns if name not in COMMENT_COLUMNS]
    return comments.assign(
        sentiment=sentiment,
        label=label,
        confidence=sure,
        positive_part=positive,
        negative_part=negative,
    )[[*COMMENT_COLUMNS, *others]]


def score_sides(comments: pd.DataFrame, outcome: str | None = None) -> Floats | None:
    """−1 bad, 0 middling, 1 good by the customer's own score; None without scores.

    NPS: 0–6, 7–8, 9–10. Others: below 40, 40 to 60, above 60 of 100, so that 3 of 5 stars is
    middling. Where there are several questions the score belongs to none of the answers alone
    (what is to be improved is asked of the happiest, too), and none is used. A follow-up (追评) is
    no question: the score is that of the first review.

    Examples
    --------
    >>> score_sides(pd.DataFrame({"question": "review", "score": [0.0, 50.0, 75.0, None]}))
    array([-1.,  0.,  1., nan])
    >>> score_sides(pd.DataFrame({"question": ["评价", "追评"], "score": [100.0, 100.0]}))
    array([ 1., nan])
    """
    questions = comments["question"].drop_duplicates().tolist()
    later = [name for name in questions if says("follow_up", plain(name))]
    if "score" not in comments or len(questions) - len(later) > 1:
        return None
    low, high = 40.0, 60.0
    values = comments["score"].to_numpy(dtype=float, na_value=np.nan)
    if len(questions) > 1:
        values = np.where(comments["question"].isin(later), np.nan, values)
    if outcome == "nps":
        low, high = 65.0, 85.0
    sides = np.where(values > high, 1.0, np.where(values < low, -1.0, 0.0))
    return np.where(np.isnan(values), np.nan, sides)


def _record(
    model: SentimentModel, settings: SentimentConfig, of_seed: Floats, sentiment: Floats
) -> dict[str, Any]:
    judged = ~np.isnan(sentiment)
    turned = judged & (np.sign(of_seed) != np.sign(sentiment)) & (of_seed != 0)
    return {
        "method": model.method_,
        "n": model.n_ or int(judged.sum()),
        "agreement": _rounded(model.agreement_),
        "seed_agreement": _rounded(model.seed_agreement_),
        "words": len(model.weights_),
        "declined": model.declined_,
        "turned": int(turned.sum()),
        "corrected": [
            {"word": word, "praises": praise, "factor": c.factor, "comments": c.comments}
            for (word, praise), c in sorted(model.corrections_.items())
        ],
        "model": Path(settings.model).name if settings.model else None,
        "model_name": model.name or None,
        "model_lexicon": model.lexicon or lexicon_version(),
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 3)
