"""One run, stage by stage: read → text and opinions (in chunks) → topics → metrics → drivers."""

from __future__ import annotations

import time as clock
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from voc.analysis import Analysis
from voc.append import Base, appended, below, notes_on, read_below
from voc.arrow import give_back, keep_little
from voc.config import Config
from voc.errors import VocError
from voc.judging import add_notes, found_opinions
from voc.kept import Keeper
from voc.manifest import manifest
from voc.progress import COMPILING, Progress, Stage
from voc.questionnaire import Questionnaire
from voc.text.mask.masker import Masker, masker_of

if TYPE_CHECKING:
    import pandas as pd

    from voc.finished import FinishedParts
    from voc.lexicon import Codebook
    from voc.lexicon.fit import Fit
    from voc.opinion.part import Part
    from voc.read import Source
    from voc.sentiment import Judged
    from voc.statistics import Statistics
    from voc.text.words import Words
    from voc.topic import FoundTopics, TopicModel


@dataclass(kw_only=True)
class Run:
    """One run: its settings, its progress bar and the seconds that each stage took.

    Attributes
    ----------
    settings : Config
    survey : Questionnaire
    metrics
        What is joined with the comments, see `voc.analyze`.
    pipeline : str
    earlier : TopicModel, optional
        Topics that go on.
    bar : Progress
    finished : FinishedParts, optional
        Where judged chunks are kept until the run has ended.
    base : Base, optional
        The run that is added to.
    again : bool
        Files are added though they are in that run already.
    """

    settings: Config
    survey: Questionnaire
    metrics: Any
    pipeline: str
    earlier: TopicModel | None
    bar: Progress
    finished: FinishedParts | None
    base: Base | None
    again: bool

    def __post_init__(self) -> None:
        self.masker = masker_of(self.settings)
        self.keeper = Keeper(self.finished.room if self.finished else None)
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(
        self, name: Stage, total: int | None = None, aside: str = ""
    ) -> Iterator[Callable[[int], None]]:
        begin = clock.perf_counter()
        with self.bar.stage(name, total, aside) as advance:
            yield advance
        give_back()
        self.seconds[name] = round(clock.perf_counter() - begin, 3)

    def analyze(self, data: Any) -> Analysis:
        from voc.lexicon import load_codebook
        from voc.lexicon.codebook import with_overall
        from voc.lexicon.fit import best_codebook
        from voc.tables import answers
        from voc.topic.seeds import seed_notes

        keep_little()
        settings = self.settings
        base = self.base
        if base is not None:
            base.check_key(self.masker)
        codebook = self._named_codebook()
        with self.stage("read"):
            source = self._read(data)
            people = self._people(source)
            asked = answers(source)
            persons = self._persons(source, people)
            source = new = replace(source, table=source.table.iloc[:, :0])  # all is taken from it
            if base is not None:
                source, people, asked = below(base, source, people, asked)
            fits: list[Fit] = []
            if codebook is None:
                name, fits = best_codebook(asked["raw"].tolist())
                codebook = load_codebook(name)
            codebook = with_overall(codebook)
            hashed = settings.privacy.ids == "hash"
            self.keeper.take_people(people, source, codebook, self.masker, hashed=hashed)
            masker = self._sparing_labels(source, people, persons)
            del persons
        judged, words, counts = self._opinions(source, asked, people, codebook, masker)
        comments, opinions = judged.comments, judged.opinions
        steps = []
        if base is not None:
            steps = appended(base, new, len(comments))
            add_notes(people, *notes_on(base, new, comments))
        found = None
        if settings.topics.enabled:
            with self.stage("topics", aside=COMPILING if self._compiles() else ""):
                found = self._topics(comments, opinions, words)
                comments = found.comments
        statistics = self._statistics(comments, opinions, people, codebook, source)
        topics = None
        if found is not None:
            statistics.notes += seed_notes(found.record.get("seeds", ()))
            topics = self._topic_statistics(found, opinions, people, source, statistics)
        with self.stage("summary"):
            record = manifest(
                source,
                settings,
                self.pipeline,
                codebook,
                fits,
                counts={
                    **counts,
                    "rejected": len(source.rejected),
                    "off_scale": people.attrs["off_scale"],
                    "opinions": len(opinions),
                },
                seconds=self.seconds,
                outcome=people.attrs["outcome"],
                sentiment=judged.record,
                topics=found.record if found else {},
                notes=statistics.notes,
                people=people,
                survey=self.survey,
                appended=steps,
            )
        return Analysis(
            comments=comments,
            opinions=opinions,
            topics=topics,
            rejected=source.rejected,
            manifest=record,
            model=judged.model if judged.model.blend_ else None,
            codebook=codebook,
            topic_model=found.kept() if found else None,
            studies=statistics.studies,
            kept=self.keeper.kept(),
            **statistics.tables,
        )

    def _named_codebook(self) -> Codebook | None:
        """That of the run that is added to, else the one asked for; None: the comments decide."""
        from voc.lexicon import load_codebook
        from voc.lexicon.fit import AUTO

        if self.base is not None and self.base.codebook is not None:
            return self.base.codebook
        named = self.settings.opinion.codebook
        return None if named == AUTO else load_codebook(named)

    def _people(self, source: Source) -> pd.DataFrame:
        from voc.respondents import respondents

        settings = self.settings
        return respondents(
            source,
            main=settings.read.score,
            masker=self.masker,
            hashed=settings.privacy.ids == "hash",
            scales=self.survey.scales if self.base is None else self.base.scales(self.survey),
            ratings=self.survey.rated_columns(),
            weight=settings.read.weight_column or self.survey.weight,
            personal=self.base.record["people"]["personal"] if self.base else None,
        )

    def _persons(self, source: Source, people: pd.DataFrame) -> pd.DataFrame:
        """The columns of the source that say who the respondents are."""
        ids = [column.name for column in source.columns if column.role == "id"]
        personal = [name for name in people.attrs["personal"] if name in source.table]
        return source.table[list(dict.fromkeys([*ids, *personal]))]

    def _sparing_labels(
        self, source: Source, people: pd.DataFrame, persons: pd.DataFrame
    ) -> Masker:
        """The masker for comments: what brands and shops are called here is no person there."""
        from voc.read.labels import label_columns, labels_of, standing_in
        from voc.respondents import own_name

        if not self.masker.hides:
            return self.masker
        brand = self.survey.brand
        named = {*self.settings.read.segment, *([brand.column] if brand else [])}
        columns = [own_name(name) for name in label_columns(source, named)]
        labels = labels_of(people[[name for name in columns if name in people]])
        return self.masker.sparing(labels - standing_in(persons, labels))

    def _read(self, data: Any) -> Source:
        from voc.read import read, read_with_metrics
        from voc.read.personal import without_personal_names
        from voc.survey import check_survey

        roles = self.settings.read
        named: dict[str, Any] = {
            "text": roles.text or None,
            "id": roles.id or None,
            "score": roles.score or None,
            "time": roles.time or None,
            "segment": tuple(roles.segment),
            "questions": self.survey.questions(),
            "kinds": roles.columns,
            "records": roles.records,
            "query": roles.query,
            "wave": roles.wave,
            "titles": roles.titles,
        }
        metrics = roles.metrics if self.metrics is None else self.metrics
        if self.base is not None:
            source = read_below(self.base, data, roles, again=self.again)
        elif not isinstance(metrics, str) or metrics:
            source = read_with_metrics(data, metrics, **named, metrics_query=roles.metrics_query)
        elif roles.metrics_query:
            raise VocError("source.query-without-database", where="--metrics-query")
        else:
            source = read(data, **named)
        if not len(source.table):
            raise VocError("read.no-rows", where=source.name)
        check_survey(self.survey, [str(name) for name in source.table.columns])
        if len(source.rejected):
            content, _ = self.masker.texts(source.rejected["content"].tolist())
            source = replace(source, rejected=source.rejected.assign(content=content))
        return without_personal_names(source, self.masker)

    def _opinions(
        self,
        source: Source,
        asked: pd.DataFrame,
        people: pd.DataFrame,
        codebook: Codebook,
        masker: Masker,
    ) -> tuple[Judged, Words, dict[str, int]]:
        from voc.chunks import judged_chunks
        from voc.opinion import engine_for, uncollected
        from voc.sentiment import judge_run
        from voc.tables import comment_counts

        settings = self.settings
        if asked.empty:
            raise VocError("read.no-text", where=source.name)
        arguments: dict[str, Any] = {
            "codebook": codebook,
            "tokenizer": settings.tokens.engine,
            "simplify": settings.text.simplify,
            "mask": masker,
        }
        sentiment = settings.sentiment
        if self.base is not None:
            sentiment = self.base.sentiment(sentiment)
        with self.stage("opinions", len(asked)) as advance, uncollected():
            engine = engine_for(**arguments)
            chunks = judged_chunks(
                engine, arguments, asked["raw"], settings.run, self.base, self.finished
            )
            found = found_opinions(
                self._counted(chunks, advance),
                asked,
                source,
                people,
                engine.vocabulary,
                settings,
                room=self.finished.room if self.finished else None,
            )
        with self.stage("sentiment"), uncollected():
            judged = judge_run(
                found.tables.pop(0),
                found.tables.pop(0),
                found.bags,
                engine.vocabulary,
                sentiment,
                outcome=people.attrs["outcome"],
                neutral=settings.opinion.neutral,
                seed=settings.run.seed,
            )
        masked = found.masked + (self.base.counts["masked"] if self.base else 0)
        counts = comment_counts(asked, judged.comments, len(source.table), masked)
        return judged, found.words, counts

    def _counted(self, chunks: Iterator[Part], advance: Callable[[int], None]) -> Iterator[Part]:
        """The chunks, each kept for runs to come and shown by the progress bar."""
        for part in chunks:
            self.keeper.add(part)
            yield part
            advance(len(part))

    def _compiles(self) -> bool:
        """Whether finding topics will compile for long, as it does once on a machine."""
        from voc.topic.cluster import to_be_compiled

        return self.earlier is None and to_be_compiled(self.settings.topics.clusters)

    def _topics(self, comments: pd.DataFrame, opinions: pd.DataFrame, words: Words) -> FoundTopics:
        from voc.topic import find_topics

        compared = self.survey.brand.column if self.survey.brand else ""
        named = comments[compared].dropna().astype(str) if compared in comments else ()
        return find_topics(
            comments,
            opinions,
            words,
            self.settings.topics,
            seed=self.settings.run.seed,
            earlier=self.earlier,
            brands=sorted(set(named)),
        )

    def _topic_statistics(
        self,
        found: FoundTopics,
        opinions: pd.DataFrame,
        people: pd.DataFrame,
        source: Source,
        statistics: Statistics,
    ) -> pd.DataFrame:
        """The table of topics with all that the statistics say; its studies join the others."""
        from voc.topic_statistics import topic_studies

        if found.topics.empty:
            return found.topics
        with self.stage("topic statistics"):
            topics, studies = topic_studies(
                found.comments,
                opinions,
                found.studies["topic_mentions"],
                found.topics,
                settings=self.settings,
                segments=self._segment_columns(source, found.comments),
                outcome=people.attrs["outcome"],
            )
        statistics.studies |= found.studies | studies
        return topics

    def _statistics(
        self,
        comments: pd.DataFrame,
        opinions: pd.DataFrame,
        people: pd.DataFrame,
        codebook: Codebook,
        source: Source,
    ) -> Statistics:
        from voc.statistics import run_statistics
        from voc.survey import survey_studies

        settings = self.settings
        with self.stage("statistics"):
            segments = self._segment_columns(source, comments)
            found = run_statistics(
                comments, opinions, people, codebook, settings, self.survey, segments
            )
            survey_studies(
                people,
                self.survey,
                found,
                bootstrap=settings.statistics.bootstrap,
                minimum=settings.statistics.segment_minimum,
                seed=settings.run.seed,
            )
        return found

    def _segment_columns(self, source: Source, comments: pd.DataFrame) -> list[str]:
        from voc.respondents import own_name

        named = self.settings.read.segment
        guessed = self.settings.read.guess_segments and not named
        most = self.settings.statistics.segment_values
        chosen = []
        for column in source.columns:
            if column.role != "segment":
                continue
            name = own_name(column.name)
            if column.name in named or (guessed and 2 <= comments[name].nunique() <= most):
                chosen.append(name)
        return chosen
