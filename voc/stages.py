"""One run, stage by stage: read → text and opinions (in chunks) → topics → metrics → drivers."""

from __future__ import annotations

import time as clock
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from voc import engines
from voc.analysis import Analysis
from voc.append import Base, appended, below, notes_on, read_below
from voc.arrow import give_back
from voc.config import Config
from voc.errors import VocError
from voc.kept import Keeper
from voc.manifest import manifest
from voc.progress import COMPILING, Progress
from voc.questionnaire import Questionnaire
from voc.text.mask.masker import masker_of

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

_CHUNKS = 8  # at least, of what is more than one
_FEWEST = 500


class Run:
    """One run: its settings, its progress bar and the seconds that each stage took."""

    def __init__(
        self,
        settings: Config,
        survey: Questionnaire,
        metrics: Any,
        pipeline: str,
        earlier: TopicModel | None,
        bar: Progress,
        finished: FinishedParts | None,
        base: Base | None,
        again: bool,
    ) -> None:
        self.settings = settings
        self.masker = masker_of(settings)
        self.survey = survey
        self.metrics = metrics
        self.pipeline = pipeline
        self.earlier = earlier
        self.bar = bar
        self.finished = finished
        self.base = base
        self.again = again
        self.keeper = Keeper(finished.room if finished else None)
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(
        self, name: str, total: int | None = None, aside: str = ""
    ) -> Iterator[Callable[[int], None]]:
        begin = clock.perf_counter()
        with self.bar.stage(name, total, aside) as advance:
            yield advance
        give_back()
        self.seconds[name] = round(clock.perf_counter() - begin, 3)

    def analyze(self, data: Any) -> Analysis:
        from voc.lexicon import load_codebook
        from voc.lexicon.codebook import with_overall
        from voc.lexicon.fit import AUTO, best_codebook
        from voc.respondents import respondents
        from voc.tables import answers
        from voc.topic.seeds import seed_notes

        settings = self.settings
        base = self.base
        if base is not None:
            base.check_key(self.masker)
        asked_for = settings.opinion.codebook
        codebook = base.codebook if base else None
        if codebook is None and asked_for != AUTO:
            codebook = load_codebook(asked_for)
        with self.stage("read"):
            source = new = self._read(data)
            people = respondents(
                source,
                main=settings.read.score,
                masker=self.masker,
                hashed=settings.privacy.ids == "hash",
                scales=self.survey.scales if base is None else base.scales(self.survey),
                ratings=self.survey.rated_columns(),
                weight=settings.read.weight_column or self.survey.weight,
                personal=base.record["people"]["personal"] if base else None,
            )
            asked = answers(source)
            source = replace(source, table=source.table.iloc[:, :0])  # all is taken from it
            if base is not None:
                source, people, asked = below(base, source, people, asked)
            fits: list[Fit] = []
            if codebook is None:
                name, fits = best_codebook(asked["raw"].tolist())
                codebook = load_codebook(name)
            codebook = with_overall(codebook)
            hashed = settings.privacy.ids == "hash"
            self.keeper.take_people(people, source, codebook, self.masker, hashed=hashed)
        judged, words, counts = self._opinions(source, asked, people, codebook)
        comments, opinions = judged.comments, judged.opinions
        steps = []
        if base is not None:
            steps = appended(base, new, len(comments))
            people.attrs["notes"] = [*people.attrs["notes"], *notes_on(base, new, comments)]
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

    def _read(self, data: Any) -> Source:
        from voc.read import read, read_with_metrics
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
        return source

    def _opinions(
        self, source: Source, asked: pd.DataFrame, people: pd.DataFrame, codebook: Codebook
    ) -> tuple[Judged, Words, dict[str, int]]:
        from voc.lexicon.word_lists import negator_words
        from voc.opinion import MOST_JUDGED, engine_for, uncollected
        from voc.opinion.bags import Bags, WordIndex
        from voc.opinion.part import MASKED
        from voc.opinion.sides import with_sides
        from voc.read.headers import asks_for
        from voc.sentiment import judge_run
        from voc.tables import comments_and_opinions
        from voc.text.words import Words

        settings = self.settings
        if asked.empty:
            raise VocError("read.no-text", where=source.name)
        arguments: dict[str, Any] = {
            "codebook": codebook,
            "tokenizer": settings.tokens.engine,
            "simplify": settings.text.simplify,
            "mask": self.masker,
        }
        masked = self.base.counts["masked"] if self.base else 0
        sentiment = settings.sentiment
        if self.base is not None:
            sentiment = self.base.sentiment(sentiment)
        with self.stage("opinions", len(asked)) as advance, uncollected():
            engine = engine_for(**arguments)
            bags, words = Bags(WordIndex(negator_words())), Words()
            parts: list[Part] = []
            for part in self._parts(engine, arguments, asked["raw"]):
                said = _said(part)
                bags.add_numbered(*said)
                if settings.topics.enabled:
                    words.add(*said)
                masked += int(part.schema.metadata[MASKED])
                self.keeper.add(part)
                advance(len(part))
                parts.append(part.drop_columns(["words"]))
            del asked["raw"]  # the largest column; the judged texts take its place
            comments, opinions = comments_and_opinions(
                asked,
                people,
                parts,
                engine.vocabulary.dimensions,
                neutral=settings.opinion.neutral,
                duplicate_length=settings.text.duplicate_length,
            )
            del parts, part
            if long := int((comments["text"].str.len() > MOST_JUDGED).sum()):
                note = ("judged_in_part", {"count": long, "most": f"{MOST_JUDGED:,}"})
                people.attrs["notes"] = [*people.attrs["notes"], note]
            if settings.opinion.sides:
                sides = {
                    column.name: asks_for(column.asked.text or column.name)
                    for column in source.columns
                    if column.role == "text"
                }
                comments, opinions, by_side = with_sides(comments, opinions, sides)
                if any(by_side.values()):
                    note = ("judged_by_question", {"praised": by_side[1], "blamed": by_side[-1]})
                    people.attrs["notes"] = [*people.attrs["notes"], note]
        with self.stage("sentiment"), uncollected():
            judged = judge_run(
                comments,
                opinions,
                bags,
                engine.vocabulary,
                sentiment,
                outcome=people.attrs["outcome"],
                neutral=settings.opinion.neutral,
                seed=settings.run.seed,
            )
        counts = {
            "rows": len(source.table),
            "comments": len(comments),
            "empty": int(asked.attrs["empty"]),
            "boilerplate": int(comments["boilerplate"].sum()),
            "duplicates": int(comments["duplicate_of"].notna().sum()),
            "masked": masked,
            "scored": int(comments["sentiment"].notna().sum()),
            "without_opinion": int((comments["drivers"].str.len() == 0).sum()),
        }
        return judged, words, counts

    def _parts(self, engine: Any, arguments: dict[str, Any], raw: pd.Series) -> Iterator[Part]:
        """The judged chunks in order: kept ones, those of a run that was broken off, the others."""
        run = self.settings.run
        if self.base is not None:
            before = self.base.counts["comments"]
            yield from self.base.parts(raw.iloc[:before])
            raw = raw.iloc[before:]
        size = _chunk_size(len(raw), run.chunk)
        starts = range(0, len(raw), size)
        kept = self.finished
        done = 0
        if kept is not None:
            kept.begin(raw, arguments, size)
            for part in kept.parts():
                yield part
                done += 1
        chunks = (raw.iloc[start : start + size].tolist() for start in starts[done:])
        made = engines.judged_parts(engine, arguments, chunks, run.processes, run.engine)
        for place, part in enumerate(made, done):
            if kept is not None:
                kept.keep(place, part)
            yield part

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
        named = self.settings.read.segment
        guessed = self.settings.read.guess_segments and not named
        most = self.settings.statistics.segment_values
        chosen = []
        for column in source.columns:
            if column.role != "segment":
                continue
            name = column.name if column.name in comments else f"source.{column.name}"
            if column.name in named or (guessed and 2 <= comments[name].nunique() <= most):
                chosen.append(name)
        return chosen


def _chunk_size(comments: int, most: int) -> int:
    """Comments of a chunk: smaller where there are few, so that all processes end together.

    What fits into one chunk stays one: to start others would take longer.

    >>> [_chunk_size(comments, 4_000) for comments in (300, 4_000, 12_000, 32_000, 1_000_000)]
    [4000, 4000, 1500, 4000, 4000]
    """
    return most if comments <= most else min(most, max(_FEWEST, -(-comments // _CHUNKS)))


def _said(part: Part) -> tuple[list[str], Any, Any]:
    """The words of a part: each once, as numbers, and how many each comment has."""
    from voc.arrow import lengths_of

    words = part["words"]
    return words.values.dictionary.to_pylist(), words.values.indices.to_numpy(), lengths_of(words)
