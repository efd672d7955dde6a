"""All that the section on topics holds, or why there are none."""

from __future__ import annotations

from dataclasses import dataclass

from voc.report.blocks.block import Block, notes_about
from voc.report.data import ReportData, counted
from voc.report.formats import count
from voc.report.quotes import QuoteBook
from voc.report.topics.blocks import topic_blocks
from voc.report.topics.rows import TopicRow, topic_rows
from voc.report.topics.trust import Trust, trust_in_topics
from voc.report.words import Language, texts

__all__ = ["FEWEST_COMMENTS", "TopicSection", "topic_section"]

FEWEST_COMMENTS = 60  # below it `voc.topic` looks for none
_ABOUT = ("topics", "topic_mentions", "topic_words", "topic_quality", "topic_drivers")


@dataclass(frozen=True)
class TopicSection:
    """What stands in the section; `empty` is a sentence where there is no topic, else nothing."""

    empty: str
    leads: tuple[str, ...] = ()
    trust: Trust | None = None
    rows: tuple[TopicRow, ...] = ()
    hidden: int = 0
    has_impact: bool = False
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()
    about: tuple[str, ...] = _ABOUT  # tables whose notes these are


def topic_section(data: ReportData, language: Language) -> TopicSection | None:
    """The section on topics.

    Parameters
    ----------
    data : ReportData
    language : {"zh", "en"}

    Returns
    -------
    TopicSection or None
        None when the run did not look for topics.
    """
    if data.topics is None:
        return None
    notes = notes_about(data, _ABOUT, language)
    if data.topics.empty:
        return TopicSection(empty=_why_none(data, language), notes=notes)
    # Clauses are marked, not opinions.
    book = QuoteBook(data.comments, data.opinions.iloc[:0], (data.topics,), language)
    rows, hidden = topic_rows(data, book, language)
    has_impact = any(row.impact for row in rows)
    words = texts(language)
    leads = [words["topics_lead"]]
    if has_impact:
        nps = "_nps" if data.manifest.get("outcome") == "nps" else ""
        leads.append(words[f"topics_impact_lead{nps}"])
    return TopicSection(
        empty="",
        leads=tuple(leads),
        trust=trust_in_topics(data, language),
        rows=rows,
        hidden=hidden,
        has_impact=has_impact,
        blocks=tuple(topic_blocks(data, language)),
        notes=notes,
    )


def _why_none(data: ReportData, language: Language) -> str:
    usable = len(counted(data.comments, "label"))
    key = "topics_few" if usable < FEWEST_COMMENTS else "topics_none"
    return texts(language)[key].format(n=count(usable), fewest=FEWEST_COMMENTS)
