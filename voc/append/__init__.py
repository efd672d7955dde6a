"""New comments on top of a saved run: only they are judged, the tables are made of all.

`base` opens the run and refuses one that cannot be gone on with; `settings` holds the options
against those of the run; `people` and `inputs` put the new rows below the old ones.
"""

from __future__ import annotations

from voc.append.base import Base, going_on
from voc.append.inputs import appended, below, notes_on, read_below
from voc.append.settings import refuse_beside, settings_of, survey_of

__all__ = [
    "Base",
    "appended",
    "below",
    "going_on",
    "notes_on",
    "read_below",
    "refuse_beside",
    "settings_of",
    "survey_of",
]
