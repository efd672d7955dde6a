"""Topics: what comments are about when no codebook is asked.

Features (words and phrases) → vectors → centres → labels; `find_topics` puts them together.
"""

from __future__ import annotations

from voc.topic.model import Topic, TopicModel
from voc.topic.table import find_topics

__all__ = ["Topic", "TopicModel", "find_topics"]
