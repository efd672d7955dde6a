"""Checking by hand: draw comments for coders, read what they coded, compare it with the program.

from voc.coding import read_coded, sample, validate, write_sheet

drawn = sample(run.comments, run.opinions, 200, by=["driver", "label"], seed=7)
write_sheet(drawn.comments, "to-code.xlsx", voc.lexicon.load_codebook("hotel").drivers.values())
# … the coder fills it in …
coded = read_coded("to-code.xlsx", run.comments)
checked = validate([coded], run.comments, run.opinions)
checked.drivers, checked.misses
"""

from voc.coding.coded import Coded, read_coded
from voc.coding.codes import Codes, program_codes
from voc.coding.draw import Draw, sample
from voc.coding.measures import cohen_kappa
from voc.coding.sheet import write_sheet
from voc.coding.validation import Validation, validate

__all__ = [
    "Coded",
    "Codes",
    "Draw",
    "Validation",
    "cohen_kappa",
    "program_codes",
    "read_coded",
    "sample",
    "validate",
    "write_sheet",
]
