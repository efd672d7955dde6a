"""Customer satisfaction index: a PLS path model from answers to an index with its tables."""

from __future__ import annotations

from voc.metric.csi.answers import match_items
from voc.metric.csi.index import CsiResult, csi
from voc.metric.csi.model import CsiModel, csi_models, load_model

__all__ = ["CsiModel", "CsiResult", "csi", "csi_models", "load_model", "match_items"]
