"""A codebook as an Excel workbook, there and back without loss."""

from voc.lexicon.excel.reading import import_workbook
from voc.lexicon.excel.writing import write_workbook

__all__ = ["import_workbook", "write_workbook"]
