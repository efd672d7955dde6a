"""What the first records of an SPSS file say and pyreadstat leaves out: the weight, a password."""

from __future__ import annotations

import struct
from collections.abc import Sequence

__all__ = ["encrypted", "weighted_by"]

HEADER = 176  # bytes before the first variable
WEIGHT_AT, LAYOUT_AT = 76, 64
VARIABLE = 2  # number of the record of a variable
LABEL_WIDTH = 4  # labels are padded to a multiple of it
LOCKED = b"ENCRYPTEDSAV"


def encrypted(data: bytes) -> bool:
    """Whether a file was saved with a password.

    >>> encrypted(bytes(8) + b"ENCRYPTEDSAV" + bytes(8)), encrypted(b"$FL2@(#) SPSS DATA FILE")
    (True, False)
    """
    return data[8 : 8 + len(LOCKED)] == LOCKED


def weighted_by(data: bytes, numeric: Sequence[str]) -> str | None:
    """Name of the variable of WEIGHT BY; None when the cases are not weighted.

    Parameters
    ----------
    data : bytes
        A .sav or .zsav file.
    numeric : sequence of str
        Names of its numeric variables, in their order. The header counts slots of eight bytes,
        of which a string takes several, so that the names alone do not tell.
    """
    order = "<" if data[LAYOUT_AT : LAYOUT_AT + 4] in (b"\2\0\0\0", b"\3\0\0\0") else ">"
    try:
        (wanted,) = struct.unpack_from(f"{order}i", data, WEIGHT_AT)
        place, slot, numbers = HEADER, 0, -1
        while 0 <= slot < wanted:
            record, width, has_label, missing = struct.unpack_from(f"{order}4i", data, place)
            if record != VARIABLE:
                return None
            slot += 1
            numbers += width == 0
            place += 32
            if has_label:
                (length,) = struct.unpack_from(f"{order}i", data, place)
                place += 4 + -(-length // LABEL_WIDTH) * LABEL_WIDTH
            place += 8 * abs(missing)
    except struct.error:
        return None
    return numeric[numbers] if wanted > 0 and width == 0 and numbers < len(numeric) else None
