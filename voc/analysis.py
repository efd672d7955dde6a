"""Analysis, the result of a run: tables, summary, figures, exports."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from voc.checksums import write_checksums
from voc.config import nearest
from voc.errors import VocError
from voc.files import expanded, whole_file, whole_folder
from voc.kept import Kept
from voc.messages import phrase
from voc.report import ReportData, summary_text
from voc.stored import write_table

if TYPE_CHECKING:
    from voc.lexicon import Codebook
    from voc.opinion.adaptation import SentimentModel
    from voc.report.explanation import Explanation
    from voc.report.found import Found
    from voc.report.run_figures import Figures
    from voc.report.topic_card import TopicCard
    from voc.topic import TopicModel
    from voc.topic.edits import TopicEdits

MODEL_FILE = "model.json"
CODEBOOK_FILE = "codebook.toml"
TOPICS_FILE = "topics.npz"
STUDY = "study_"  # begins the file name of a further table
TABLES = "comments opinions drivers dimensions topics metrics segments trends rejected".split()


@dataclass(frozen=True)
class Analysis:
    """The tables of a run and every rendering of them.

    Attributes
    ----------
    comments, opinions, drivers, dimensions, metrics, segments, trends : DataFrame
        See the documentation of the tables.
    topics : DataFrame or None
        None when the run was made without topics.
    rejected : DataFrame
        Rows set aside: source, line, reason, content.
    manifest : dict
        Inputs with hashes, settings, versions, seed, counts, timings.
    model : SentimentModel or None
        What adapted the sentiment; None when the seed judged alone.
    codebook : Codebook or None
        The one that the run was made with; None when an older version of voc saved the run.
    topic_model : TopicModel or None
        What assigns comments to the topics, for `voc.analyze(…, topics_from=run)` and
        `voc.compare`; None without topics, or when an older version of voc saved the run.
    studies : dict of DataFrame
        Further tables by name: importance, quadrants, penalty_reward, lift, alerts, brands, and
        what a questionnaire asked for (servqual, csi_index, kano, loyalty …).
    kept : Kept or None
        What is needed to add comments, `voc.analyze(…, append=run)`; None when an older version of
        voc saved the run.
    """

    comments: pd.DataFrame
    opinions: pd.DataFrame
    drivers: pd.DataFrame
    dimensions: pd.DataFrame
    topics: pd.DataFrame | None
    metrics: pd.DataFrame
    segments: pd.DataFrame
    trends: pd.DataFrame
    rejected: pd.DataFrame
    manifest: dict[str, Any]
    model: SentimentModel | None = None
    codebook: Codebook | None = None
    topic_model: TopicModel | None = None
    studies: dict[str, pd.DataFrame] = field(default_factory=dict)
    kept: Kept | None = field(default=None, repr=False)

    @property
    def language(self) -> str:
        """Language of the renderings, "zh" or "en" (setting `report.language`)."""
        return str(self.manifest["config"]["report"]["language"])

    @property
    def figures(self) -> Figures:
        """Figures for a notebook: `run.figures.drivers()`, `.quadrants()`, `.heat("branch")` …

        Always drivers, dimensions, scores, sentiment; with a score quadrants, impacts,
        penalty_reward; with segments heat, with times trends; with a questionnaire kano, paths,
        funnel, loyalty.
        """
        from voc.report.run_figures import Figures

        return Figures(self._report_data(), self.language)

    def study(self, name: str) -> pd.DataFrame:
        """A further table of the run, such as `run.study("kano")`.

        Raises
        ------
        VocError
            The run has no such table; says which it has.
        """
        if name in self.studies:
            return self.studies[name]
        known = sorted(self.studies)
        hint = nearest(name, known) if known else phrase("report.what-brings-studies")
        raise VocError("report.no-study", name=name, hint=hint)

    def explain(self, comment_id: str, *, language: str | None = None) -> Explanation:
        """Why a comment got its sentiment: clauses, opinions, rules, and words that moved it.

        Shown as text when printed and as HTML in a notebook.

        Parameters
        ----------
        comment_id : str
            As in `run.comments`.
        language : {"zh", "en"}, optional

        Raises
        ------
        VocError
            There is no such comment, the codebook of the run is gone, or an older version of voc
            made the run.
        """
        from pydantic import ValidationError

        from voc.config import Config
        from voc.explain import explain_comment

        try:
            settings = Config.model_validate(self.manifest["config"])
        except ValidationError:
            settings = None
        if settings is None or "positive_part" not in self.comments:
            raise VocError("report.other-version", where=f"voc {self.manifest['voc']}")
        return explain_comment(
            self.comments,
            self.opinions,
            settings,
            self.model,
            comment_id,
            language or self.language,
            codebook=self.codebook,
        )

    def find(
        self,
        query: str | re.Pattern[str] | None = None,
        *,
        topic: int | str | None = None,
        driver: str | None = None,
        label: str | None = None,
        segment: str | Mapping[str, object] | None = None,
        limit: int | None = None,
    ) -> Found:
        """Comments by what they say: `run.find("停车|车位 贵 -免费")`.

        A DataFrame that a notebook shows with the places marked.

        Parameters
        ----------
        query : str or Pattern, optional
            Words between spaces are all required, | stands between alternatives, quotation marks
            hold a phrase, a - before a word excludes it. Simplified and traditional, full and half
            width, upper and lower case are alike. A regular expression is taken as it is.
        topic, driver : str or int, optional
            By number, id or name: comments that have it. Without a query their places are marked.
        label : {"positive", "neutral", "negative"}, optional
            That of the comment.
        segment : str or mapping, optional
            "门店=拾舟店" or {"门店": "拾舟店", "城市": "杭州"}.
        limit : int, optional
            Rows at most, the best first.

        Returns
        -------
        Found
            comment_id, text, sentiment, label, score, topic_label, duplicate_of and hits; see
            `voc.find.find_comments`. Empty where nothing is found, with a note that says so.

        Raises
        ------
        VocError
            There is no such topic, driver, label or group.
        """
        from voc.find import find_comments

        return find_comments(
            self._report_data(),
            self.language,
            query,
            topic=topic,
            driver=driver,
            label=label,
            segment=segment,
            limit=limit,
        )

    def topic(self, topic: int | str, *, language: str | None = None) -> TopicCard:
        """All that the run knows of a topic: `run.topic(3)`, `run.topic("停车")`.

        Shown as text when printed and as HTML in a notebook; its parts are tables.

        Parameters
        ----------
        topic : int or str
            Number or label.
        language : {"zh", "en"}, optional

        Raises
        ------
        VocError
            There is no such topic; lists those that there are.
        """
        from voc.report.topic_card import topic_card

        return topic_card(self._report_data(), language or self.language, topic)

    def edit_topics(self) -> TopicEdits:
        """For the next run: `topics_from=run.edit_topics().rename(3, "停车难").merge(5, 3)`."""
        from voc.topic.edits import edits_of

        return edits_of(self.topic_model)

    def suggest_terms(self, *, minimum: int = 5, limit: int = 1000) -> pd.DataFrame:
        """Words and phrases of these comments that the codebook might take in, best first.

        Parameters
        ----------
        minimum : int
            Times a term must occur.
        limit : int
            Rows at most.

        Returns
        -------
        DataFrame
            See `voc.suggest.suggest_terms`.

        Raises
        ------
        VocError
            The codebook of the run is gone.
        """
        from voc.suggest import suggest_terms

        seed = int(self.manifest["config"]["run"]["seed"])
        return suggest_terms(
            self.comments, self.opinions, self._book(), minimum=minimum, limit=limit, seed=seed
        )

    def suggest_drivers(self) -> str:
        """A driver, as TOML for a codebook, for each topic that no driver covers.

        See `voc.suggest.suggest_drivers`; empty when there is no such topic.

        Raises
        ------
        VocError
            The codebook of the run is gone.
        """
        from voc.suggest import suggest_drivers

        gaps = self.studies.get("topic_gaps")
        if gaps is None:
            return ""
        return suggest_drivers(gaps, self._book(), self.studies.get("topic_drivers"))

    def _book(self) -> Codebook:
        """The codebook of the run, or the one of its name when an older voc saved it."""
        from voc.lexicon import load_codebook

        return self.codebook or load_codebook(self.manifest["config"]["opinion"]["codebook"])

    def save_model(self, path: str | Path, *, name: str = "", force: bool = False) -> Path:
        """Write what the sentiment learned from this run, for `voc.analyze(…, model=path)`.

        Parameters
        ----------
        path : str or Path
            A JSON file.
        name : str
            What reports that use it call it; by default its own name, else the input's.
        force : bool
            Replace the file if it is there.

        Raises
        ------
        VocError
            The seed judged alone and nothing was learned, or the file exists.
        """
        from voc.opinion.model_file import save_model

        if self.model is None:
            raise VocError("sentiment.nothing-learned", where=str(path))
        name = name or self.model.name or str(self.manifest["inputs"]["name"])
        return save_model(self.model, path, name=name, force=force)

    def summary(self, language: str | None = None) -> str:
        """The run in a few lines of text.

        Parameters
        ----------
        language : {"zh", "en"}, optional
        """
        return summary_text(self._report_data(), language or self.language)

    def __repr__(self) -> str:
        return self.summary()

    def _repr_html_(self) -> str:
        from voc.report import render_notebook

        return render_notebook(self._report_data(), self.language)

    def to_html(self, path: str | Path, *, language: str | None = None, force: bool = True) -> Path:
        """Write the report as one self-contained HTML file; returns its path."""
        from voc.report import render_html

        page = render_html(self._report_data(), language or self.language)
        with whole_file(path, force=force) as temporary:
            temporary.write_text(page, encoding="utf-8", errors="backslashreplace")
        return expanded(path)

    def to_excel(
        self, path: str | Path, *, language: str | None = None, force: bool = True
    ) -> Path:
        """Write one sheet a table; returns the path."""
        from voc.report import write_excel

        with whole_file(path, force=force) as temporary:
            write_excel(self._report_data(), temporary, language or self.language)
        return expanded(path)

    def save(self, folder: str | Path, *, force: bool = False) -> Path:
        """Write all tables as Parquet, and manifest.json; returns the folder.

        Raises
        ------
        VocError
            The folder exists (unless `force` and it holds a run).
        """
        with whole_folder(folder, force=force) as temporary:
            self.write_tables(temporary)
        return expanded(folder)

    def write_tables(self, folder: Path) -> None:
        """Write the tables, the manifest, the models and the codebook into an existing folder."""
        from voc.lexicon.book_text import write_flat_book
        from voc.report.csv_file import write_csv

        for name in TABLES:
            table = getattr(self, name)
            if table is not None:
                write_table(table, folder / f"{name}.parquet")
        for name, table in self.studies.items():
            write_table(table, folder / f"{STUDY}{name}.parquet")
        if self.kept is not None:
            self.kept.write(folder)
        if len(self.rejected):
            write_csv(self.rejected, folder / "rejected.csv")
        if self.model is not None:
            self.save_model(folder / MODEL_FILE)
        if self.codebook is not None:
            write_flat_book(self.codebook, folder / CODEBOOK_FILE)
        if self.topic_model is not None:
            from voc.topic.edit_file import write_topics
            from voc.topic.model_file import save_topic_model

            save_topic_model(self.topic_model, folder / TOPICS_FILE)
            write_topics(self.topic_model, self.topics, folder, self.language)
        text = json.dumps(self.manifest, ensure_ascii=False, indent=2, default=str)
        # A file name that is not UTF-8 (a zip from Windows) becomes \\udc…, which JSON reads back.
        (folder / "manifest.json").write_text(text, encoding="utf-8", errors="backslashreplace")
        tables = (path.name for path in folder.glob("*.parquet"))
        write_checksums(folder, sorted(["manifest.json", MODEL_FILE, TOPICS_FILE, *tables]))

    def _report_data(self) -> ReportData:
        title = self.manifest["config"]["report"]["title"] or self.manifest["inputs"]["name"]
        from voc.report.question_texts import with_question_texts
        from voc.report.sharing import shareable

        data = ReportData(
            title=title,
            comments=self.comments,
            opinions=self.opinions,
            drivers=self.drivers,
            dimensions=self.dimensions,
            topics=self.topics,
            metrics=self.metrics,
            segments=self.segments,
            trends=self.trends,
            rejected=self.rejected,
            manifest=self.manifest,
            studies=self.studies,
        )
        return with_question_texts(shareable(data))
