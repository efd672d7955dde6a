"""From clauses to opinions: who judges what, how, and by which words."""

from voc.opinion.engine import ChunkResult, OpinionEngine, engine_for, uncollected
from voc.opinion.rules import Opinion

__all__ = ["ChunkResult", "Opinion", "OpinionEngine", "engine_for", "uncollected"]
