"""How much each driver counts for the score."""

from __future__ import annotations

from voc.driver.importance.dominance import dominance
from voc.driver.importance.features import driver_features, respondent_outcome
from voc.driver.importance.likelihood import mcfadden_shares
from voc.driver.importance.lmg import lmg
from voc.driver.importance.relative_weights import relative_weights
from voc.driver.importance.table import importance

__all__ = [
    "dominance",
    "driver_features",
    "importance",
    "lmg",
    "mcfadden_shares",
    "relative_weights",
    "respondent_outcome",
]
