"""The section of the report on topics: how far to trust them, a row for each, what stands out."""

from voc.report.topics.section import FEWEST_COMMENTS, TopicSection, topic_section

__all__ = ["FEWEST_COMMENTS", "TopicSection", "topic_section"]
