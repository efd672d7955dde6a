"""`voc.analyze`: from its arguments to a run, checked before the work begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voc import engines
from voc.analysis import Analysis
from voc.append import going_on, refuse_beside, settings_of, survey_of
from voc.config import load_config
from voc.errors import VocError
from voc.progress import progress_for
from voc.questionnaire import load_questionnaire
from voc.stages import Run
from voc.stored_run import topic_model_of

if TYPE_CHECKING:
    import pandas as pd

    from voc.finished import FinishedParts
    from voc.topic.edits import TopicEdits


def analyze(
    source: str | Path | Sequence[str | Path] | pd.DataFrame,
    *,
    pipeline: str | None = None,
    codebook: str | Path | None = None,
    text: str | Sequence[str] | None = None,
    id: str | None = None,
    score: str | None = None,
    time: str | None = None,
    segments: Sequence[str] = (),
    weight: str | None = None,
    questionnaire: str | Path | Mapping[str, Any] | None = None,
    metrics: str | Path | Sequence[str | Path] | pd.DataFrame | None = None,
    metrics_query: str | None = None,
    own: str | None = None,
    topics: bool | None = None,
    topic_seeds: Sequence[str] = (),
    topics_from: Analysis | TopicEdits | str | Path | None = None,
    model: str | Path | None = None,
    records: str | None = None,
    query: str | None = None,
    wave: str | None = None,
    config: str | Path | Mapping[str, Any] | None = None,
    seed: int | None = None,
    pii: str | None = None,
    engine: str | None = None,
    progress: bool | None = None,
    append: Analysis | str | Path | None = None,
    again: bool = False,
    finished: FinishedParts | None = None,
) -> Analysis:
    """Analyse exported comments.

    Parameters
    ----------
    source : path, paths or DataFrame
        CSV, Excel, OpenDocument, JSON, Parquet, SPSS or Stata; files with the same columns are
        joined, a folder or a pattern (``2026-*.csv``) stands for the files in it; all this also in
        an object store (``"s3://exports/2026"``). Or the address of a database, such as
        ``"sqlite:///shop.db"``, with `query`.
    pipeline : str, optional
        "reviews" (by default), "survey", "complaints", or the path of a recipe of your own.
    codebook : str or Path, optional
        "general", "hotel", "restaurant" …, the path of a TOML file, or "auto": the one whose
        words the comments use most; `manifest["codebook"]["fits"]` tells how well each fits.
    text, id, score, time, segments
        Columns and their roles; what is not given is guessed (see `voc inspect`).
    weight : str, optional
        Column with survey weights, 0 or more. Never guessed.
    questionnaire : path or mapping, optional
        Which columns hold what a survey asked beside the open questions: rated drivers, SERVQUAL,
        CSI, Kano, loyalty, brands (see the guide).
    metrics : path, paths or DataFrame, optional
        Scores and groups of the same respondents in another table (file, or address of a
        database), joined by the column `id`. Respondents who wrote nothing count in the metrics;
        the study `unmatched` lists who stands in one table only.
    metrics_query : str, optional
        Of a database given as `metrics`: the rows to read, one SELECT.
    own : str, optional
        "COLUMN=VALUE": the own brand or branch, to be compared with the others of that column.
    topics : bool, optional
        False leaves topics out; by default the settings decide, and theirs is True.
    topic_seeds : sequence of str
        Topics that you ask for, each with words that customers use: "停车难: 停车, 车位".
    topics_from : Analysis, its edited topics (`edit_topics`) or its folder, optional
        An earlier run: its topics keep their ids and labels in this one, each with a match score;
        subjects that are new join them.
    model : str or Path, optional
        model.json of an earlier run: judge with it instead of learning from these comments.
    records : str, optional
        Of nested JSON: dotted path to the array of records, such as ``data.comments``.
    query : str, optional
        Of a database (a source such as ``"sqlite:///shop.db"``): the rows to read, one SELECT.
    wave : str, optional
        Column of the wave, such as a month. Of several files the wave is taken from their names,
        where no time column tells them apart.
    config : path or mapping, optional
        Settings that override `config.toml` and the recipe.
    seed : int, optional
        Seed of everything random; the same seed gives the same tables. By default 0.
    pii : {"mask", "hash", "keep"}, optional
        What is done with personal data: [手机号], the same with a keyed hash, or nothing.
    engine : str, optional
        Where comments are judged: "local", "dask", "dask=tcp://host:8786", "spark",
        "spark=local[2]". The tables are the same.
    progress : bool, optional
        Show a progress bar; by default on a terminal only.
    append : Analysis or its folder, optional
        An earlier run to which these comments are added: only they are judged, with its codebook,
        sentiment model and topics, and all tables are made of the old and the new comments. The
        settings are those of that run.
    again : bool
        Add a file even if it is in that run already.
    finished : FinishedParts, optional
        Where judged chunks are kept, and taken from when an earlier run was broken off; the
        command line has it in a hidden folder beside the output (`voc analyze --resume`).

    Returns
    -------
    Analysis

    Raises
    ------
    VocError
        For bad input or settings: says what, where and what to do.

    Examples
    --------
    >>> import pandas as pd
    >>> reviews = pd.DataFrame({"review": ["房间很干净", "隔音太差，吵得睡不着", "前台热情"]})
    >>> run = analyze(reviews, text="review", codebook="hotel", topics=False, progress=False)
    >>> run.comments["label"].tolist()
    ['positive', 'negative', 'positive']
    """
    options: dict[str, Any] = {
        "read": _given(
            text=[text] if isinstance(text, str) else list(text or []),
            id=id,
            score=score,
            time=time,
            segment=list(segments),
            weight=weight,
            questionnaire=str(questionnaire) if isinstance(questionnaire, str | Path) else None,
            metrics=str(metrics) if isinstance(metrics, str | Path) else None,
            metrics_query=metrics_query,
            records=records,
            query=query,
            wave=wave,
        ),
        "opinion": _given(codebook=str(codebook) if codebook else None),
        "sentiment": _given(model=str(model) if model else None),
        "topics": {
            **({} if topics is None else {"enabled": topics}),
            **_given(seeds=[topic_seeds] if isinstance(topic_seeds, str) else list(topic_seeds)),
        },
        "privacy": _given(pii=pii),
        "run": {**({} if seed is None else {"seed": seed}), **_given(engine=engine)},
    }
    with going_on(append) as base:
        if base is None:
            settings = load_config(pipeline or "reviews", config, options)
        else:
            settings = settings_of(base, pipeline, config, options)
        engines.check(settings.run.engine)
        if settings.topics.enabled and settings.topics.seeds:
            from voc.topic.seeds import read_seeds

            read_seeds(settings.topics.seeds)  # a fault is told before the work begins
        earlier = None
        if base is not None:
            refuse_beside(metrics=metrics, topics_from=topics_from)
            survey = survey_of(base, questionnaire, own)
            earlier = base.topic_model() if settings.topics.enabled else None
            pipeline = base.manifest["pipeline"]
        else:
            survey = load_questionnaire(questionnaire or settings.read.questionnaire)
            survey = survey.with_own_brand(own) if own else survey
        if base is None and topics_from is not None:
            if not settings.topics.enabled:
                raise VocError("topics.earlier-without-topics", where="--topics-from")
            earlier = topic_model_of(topics_from)
        with progress_for(progress) as bar:
            run = Run(
                settings=settings,
                survey=survey,
                metrics=metrics,
                pipeline=pipeline or "reviews",
                earlier=earlier,
                bar=bar,
                finished=finished,
                base=base,
                again=again,
            )
            return run.analyze(source)


def _given(**options: Any) -> dict[str, Any]:
    return {key: value for key, value in options.items() if value}
