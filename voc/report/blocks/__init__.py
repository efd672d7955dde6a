"""Parts of the report with a figure and a table each, by what they are about."""

from voc.report.blocks.block import Block, joined_lead, notes_about
from voc.report.blocks.comparisons import heat_maps, segment_blocks, trend_blocks
from voc.report.blocks.priorities import priority_blocks
from voc.report.blocks.survey import survey_blocks

__all__ = [
    "Block",
    "heat_maps",
    "joined_lead",
    "notes_about",
    "priority_blocks",
    "segment_blocks",
    "survey_blocks",
    "trend_blocks",
]
