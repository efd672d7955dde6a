"""Topics: what comments are about when no codebook is asked.

Features (words and phrases) → vectors → proposed groups → a mixture of topics that settles them →
clauses, words, labels, figures of quality; `find_topics` puts them together.
"""

from __future__ import annotations

from voc.topic.model import TopicModel
from voc.topic.table import FoundTopics, find_topics
from voc.topic.topic import Anchor, Topic

__all__ = ["Anchor", "FoundTopics", "Topic", "TopicModel", "find_topics"]
