"""Parts of the report with a figure and a table each, by what they are about."""

from voc.report.blocks.block import Block
from voc.report.blocks.comparisons import comparison_blocks
from voc.report.blocks.priorities import priority_blocks
from voc.report.blocks.survey import survey_blocks

__all__ = ["Block", "comparison_blocks", "priority_blocks", "survey_blocks"]
