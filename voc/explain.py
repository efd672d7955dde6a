"""Why a comment of a run got its sentiment: gathers what `voc.report.explanation` shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from voc.config import Config
from voc.errors import VocError
from voc.lexicon import Codebook, load_codebook
from voc.messages import listed
from voc.opinion import engine_for
from voc.opinion.bags import NEGATED, Bags
from voc.opinion.score import sentiment_of_odds
from voc.report.explanation import Explanation, Said
from voc.report.words import check_language
from voc.text.clauses import split_clauses

if TYPE_CHECKING:
    from voc.opinion.adaptation import SentimentModel

_SHOWN = 0.01  # a sentiment is shown with two digits


def explain_comment(
    comments: pd.DataFrame,
    opinions: pd.DataFrame,
    settings: Config,
    model: SentimentModel | None,
    comment_id: str,
    language: str,
    codebook: Codebook | None = None,
) -> Explanation:
    """Gather what made the sentiment of one comment.

    Parameters
    ----------
    comments, opinions : DataFrame
        The tables of the run.
    settings : Config
        Those of the run.
    model : SentimentModel or None
        What adapted the sentiment.
    comment_id : str
    language : {"zh", "en"}
    codebook : Codebook, optional
        That of the run; an older version of voc did not save it, and it is looked up by its name.

    Raises
    ------
    VocError
        There is no such comment, or the codebook of the run is gone.
    """
    row = _row(comments, comment_id)
    text = str(row["text"])
    language = check_language(language)
    codebook = codebook or load_codebook(settings.opinion.codebook)
    labels = {
        driver.id: driver.label_zh if language == "zh" else driver.label_en
        for driver in codebook.drivers.values()
    }
    said = [
        Said(
            start=int(start),
            end=int(end),
            aspect=aspect if isinstance(aspect, str) else None,
            term=term if isinstance(term, str) else None,
            driver=labels.get(driver, driver),
            polarity=float(polarity),
            label=label,
            rule=rule,
        )
        for start, end, aspect, term, driver, polarity, label, rule in opinions.loc[
            opinions["comment_id"] == comment_id,
            ["start", "end", "aspect", "term", "driver", "polarity", "label", "rule"],
        ].itertuples(index=False)
    ]
    sentiment, label = float(row["sentiment"]), row["label"]
    explanation = Explanation(
        comment_id=comment_id,
        text=text,
        sentiment=sentiment,
        label=label if isinstance(label, str) else None,
        confidence=float(row["confidence"]),
        positive_part=float(row["positive_part"]),
        negative_part=float(row["negative_part"]),
        clauses=split_clauses(text),
        opinions=said,
        language=language,
        mixed=label in ("positive", "negative") and abs(sentiment) <= settings.opinion.neutral,
        **(_words(text, settings, codebook, model) if isinstance(label, str) else {}),
    )
    if explanation.words is None:
        return explanation
    of_total = float(sentiment_of_odds(np.array(explanation.total)))
    return replace(explanation, held_out=abs(of_total - sentiment) > _SHOWN)


def _row(comments: pd.DataFrame, comment_id: str) -> dict[str, Any]:
    found = comments[comments["comment_id"] == comment_id]
    if found.empty:
        known = comments["comment_id"].head(3).tolist()
        raise VocError(
            "report.no-such-comment",
            where="comment_id",
            comment_id=comment_id,
            examples=listed(known),
        )
    return {str(name): value for name, value in found.iloc[0].items()}


def _words(
    text: str, settings: Config, codebook: Codebook, model: SentimentModel | None
) -> dict[str, Any]:
    """What each word, the seed and the export add to the log-odds of the adapted sentiment."""
    if model is None or model.blend_ is None or model.index_ is None:
        return {}
    engine = engine_for(
        codebook,
        tokenizer=settings.tokens.engine,
        simplify=settings.text.simplify,
        mask=settings.pii != "keep",
    )
    judged = engine.run([text])
    bags = Bags(model.index_)
    bags.add(judged.words)
    blend, adds = model.blend_, model.contributions(bags)
    return {
        "words": [(" ".join(_readable(word) for word in feature), odds) for feature, odds in adds],
        "seed": blend.seed * judged.sentiments[0][0],
        "base": blend.base + blend.words * model.intercept_,
    }


def _readable(word: str) -> str:
    """不_好 as it is read: 不…好."""
    return word.replace(NEGATED, "不…", 1) if word.startswith(NEGATED) else word
