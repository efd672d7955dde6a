"""Reading what a program writes to a terminal."""

from __future__ import annotations

import os
import select
import time


def read_terminal(terminal: int, *, until: str, seconds: float) -> str:
    """What a program writes to its terminal until a word comes, or it ends, or time is up."""
    shown = b""
    end = time.monotonic() + seconds
    while time.monotonic() < end and until.encode() not in shown:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                part = os.read(terminal, 65_536)
            except OSError:  # the program has ended
                break
            if not part:
                break
            shown += part
    return shown.decode(errors="replace")
