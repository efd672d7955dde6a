"""Two runs compared: which topics grew, shrank, appeared or vanished from one to the next."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from voc.analysis import Analysis
from voc.comparing import Wave, compare_waves, wave_of
from voc.driver.mentions import counted_comments
from voc.lexicon import load_codebook
from voc.opinion import engine_for
from voc.report.comparison import Comparison
from voc.report.words import check_language
from voc.stored_run import load, topic_model_of
from voc.topic import TopicModel
from voc.topic.assign import mentions_of
from voc.topic.match import model_id
from voc.topic.pairing import pair_topics, same_ids
from voc.topic.ruler import ruler_of

__all__ = ["compare"]

Words = list[list[str]]
_NAMED = ["topic_earlier", "topic_later", "label", "label_earlier", "words", "match"]


def compare(
    earlier: Analysis | str | Path,
    later: Analysis | str | Path,
    *,
    minimum: int | None = None,
    correction: str | None = None,
    language: str | None = None,
) -> Comparison:
    """Say which topics grew, shrank, appeared or vanished between two runs.

    Parameters
    ----------
    earlier, later : Analysis, or the folder of one
        Best when the later run was made with `topics_from` the earlier one.
    minimum : int, optional
        Respondents that a test needs; by default the setting statistics.segment_minimum of the
        later run.
    correction : {"holm", "bh"}, optional
        By default that of the later run.
    language : {"zh", "en"}, optional
        Of the rendering; by default that of the later run.

    Returns
    -------
    Comparison
        Its `table` has the figures of `voc.comparing.compare_waves`.

    Raises
    ------
    VocError
        A run has no topics that were kept, or a codebook is gone.

    Notes
    -----
    Both waves are measured by one model (`voc.topic.ruler.ruler_of`). When the later run goes on
    with the topics of the earlier one, they are paired by id. Else the topics of the earlier run
    go on in the comments of the later one here, and are paired by their words with those that the
    later run found on its own: topics of two runs apart share the same subjects out differently,
    and counting one run's topics in both waves tells of that, not of customers. Over random halves
    of the same reviews half of such topics "changed".

    A topic that one run does not have has appeared, or vanished, when its share changed
    significantly and fewer mention it in the other wave than a topic needs there.
    """
    runs = _run(earlier), _run(later)
    models = topic_model_of(runs[0]), topic_model_of(runs[1])
    chosen = check_language(language or runs[1].language)
    by_id = same_ids(*models)
    waves = [_cut(run.comments, runs[1] if by_id else runs[0]) for run in runs]
    spoken = [_counted(run.comments, words) for run, words in zip(runs, waves, strict=True)]
    goes_on = models[1] if by_id else _continued(models[0], runs[1], spoken[1])
    ruler = ruler_of(models[0], goes_on, spoken)
    measured = [
        wave_of(run.comments, mentions_of(ruler, run.comments, run.opinions, words))
        for run, words in zip(runs, waves, strict=True)
    ]
    settings = runs[1].manifest["config"]
    changes = compare_waves(
        *measured,
        topics=[topic.id for topic in ruler.topics_],
        minimum=minimum or int(settings["statistics"]["segment_minimum"]),
        correction=correction or str(settings["statistics"]["correction"]),
        seed=int(settings["run"]["seed"]),
    )
    named, unpaired = _named(*models, ruler, goes_on, by_id)
    table = pd.concat([named, changes.drop(columns="topic")], axis=1)
    return Comparison(
        table=table.assign(change=_changes(table, runs)),
        names=(_name(runs[0]), _name(runs[1])),
        respondents=(_people(measured[0]), _people(measured[1])),
        by_id=by_id,
        unpaired=tuple(unpaired),
        same_sentiment=_same_sentiment(*runs),
        language=chosen,
    )


def _run(run: Analysis | str | Path) -> Analysis:
    return run if isinstance(run, Analysis) else load(run)


def _name(run: Analysis) -> str:
    return str(run.manifest["inputs"]["name"])


def _people(wave: Wave) -> int:
    return wave.respondents if isinstance(wave.respondents, int) else len(wave.respondents)


def _cut(comments: pd.DataFrame, run: Analysis) -> Words:
    """Words of the comments, cut as that run cuts; platform text has none."""
    config = run.manifest["config"]
    engine = engine_for(
        run.codebook or load_codebook(config["opinion"]["codebook"]),
        tokenizer=config["tokens"]["engine"],
        simplify=config["text"]["simplify"],
        mask=config["text"]["mask"] and config.get("privacy", {}).get("pii") != "keep",
    )
    words: Words = [[] for _ in range(len(comments))]
    texts = comments["text"].tolist()
    english = comments["language"].to_numpy() == "en"
    platform = comments["boilerplate"].to_numpy(dtype=bool)
    for chosen, cut in (
        (~english & ~platform, engine.tokenizer.cut),
        (english & ~platform, engine.tokenizer.cut_english),
    ):
        places = np.flatnonzero(chosen).tolist()
        if places:
            found = cut([texts[place] for place in places]).by_comment()
            for place, one in zip(places, found, strict=True):
                words[place] = one
    return words


def _counted(comments: pd.DataFrame, words: Words) -> Words:
    """Without platform text and duplicates."""
    kept = set(counted_comments(comments)["comment_id"])
    return [one for one, name in zip(words, comments["comment_id"], strict=True) if name in kept]


def _continued(earlier: TopicModel, later: Analysis, words: Words) -> TopicModel:
    """The topics of the earlier run in the comments of the later one."""
    config: dict[str, Any] = later.manifest["config"]
    settings = config["topics"]
    model = TopicModel(
        dimensions=settings["dimensions"],
        words=settings["words"],
        min_size=settings["min_size"],
        min_share=settings["min_share"],
        sample=settings["sample"],
        seed=config["run"]["seed"],
    )
    return model.fit(words, earlier=earlier)


def _named(
    earlier: TopicModel, later: TopicModel, ruler: TopicModel, goes_on: TopicModel, by_id: bool
) -> tuple[pd.DataFrame, list[str]]:
    """What the topics of the ruler are in either run; labels of the later run that are none."""
    before = {topic.id: topic for topic in earlier.topics_}
    pairs = pair_topics(earlier if by_id else goes_on, later)
    first = earlier if by_id else goes_on
    partner = {
        first.topics_[pair.earlier].id: (later.topics_[pair.later], pair.match)
        for pair in pairs
        if pair.earlier is not None and pair.later is not None
    }
    own = {topic.id: topic for topic in later.topics_} if by_id else {}
    direct = later.memory_.ancestors[:1] == (model_id(earlier),)
    rows = []
    for topic in ruler.topics_:
        then = before.get(topic.id)
        now, match = partner.get(topic.id, (own.get(topic.id), np.nan))
        known = now or then or topic
        rows.append(
            (
                then.id if then else None,
                now.id if now else None,
                known.label,
                then.label if then else "",
                list(known.words),
                now.match if by_id and direct and now else match,
            )
        )
    table = pd.DataFrame(rows, columns=_NAMED).astype(
        {"topic_earlier": "Int64", "topic_later": "Int64", "match": float}
    )
    named = set(table["topic_later"].dropna())
    return table, [topic.label for topic in later.topics_ if topic.id not in named]


def _changes(table: pd.DataFrame, runs: tuple[Analysis, Analysis]) -> list[str]:
    """grew → appeared where the earlier run had no such topic and too few for one."""
    fewest = [_fewest(run) for run in runs]
    new, gone = table["topic_earlier"].isna(), table["topic_later"].isna()
    appeared = (table["change"] == "grew") & new & (table["n_earlier"] < fewest[0])
    vanished = (table["change"] == "shrank") & gone & (table["n_later"] < fewest[1])
    changes = table["change"].mask(appeared, "appeared").mask(vanished, "vanished")
    return [str(change) for change in changes]


def _fewest(run: Analysis) -> float:
    """Comments that a topic of the run needs."""
    settings = run.manifest["config"]["topics"]
    return max(
        float(settings["min_size"]),
        float(settings["min_share"]) * len(counted_comments(run.comments)),
    )


def _same_sentiment(earlier: Analysis, later: Analysis) -> bool:
    one, other = earlier.model, later.model
    if one is None or other is None:
        return one is other
    return len(one.weights_) == len(other.weights_) and bool(
        np.allclose(one.weights_, other.weights_, atol=1e-4)  # files keep five digits
    )
