"""From clauses to opinions: who judges what, how, and by which words."""

from voc.opinion.engine import MOST_JUDGED, ChunkResult, OpinionEngine, engine_for, uncollected
from voc.opinion.rules import Opinion

__all__ = ["MOST_JUDGED", "ChunkResult", "Opinion", "OpinionEngine", "engine_for", "uncollected"]
