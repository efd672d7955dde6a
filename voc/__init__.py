"""Voice-of-Customer analysis for Chinese comments, joined with the survey's own metrics.

>>> import voc
>>> run = voc.analyze("reviews.csv")          # doctest: +SKIP
>>> run.drivers                               # doctest: +SKIP
>>> run.to_html("report.html")                # doctest: +SKIP
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from voc.errors import VocError
from voc.version import __version__

if TYPE_CHECKING:
    from voc.analysis import Analysis
    from voc.config import Config
    from voc.interop.displacy import displacy_options
    from voc.pipeline import analyze
    from voc.stored_run import load
    from voc.waves import compare

__all__ = [
    "Analysis",
    "Config",
    "VocError",
    "__version__",
    "analyze",
    "compare",
    "displacy_options",
    "load",
]

# Heavy libraries load when they are used, not when voc is imported.
_LAZY = {
    "Analysis": "voc.analysis",
    "Config": "voc.config",
    "analyze": "voc.pipeline",
    "compare": "voc.waves",
    "displacy_options": "voc.interop.displacy",
    "load": "voc.stored_run",
}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        value = getattr(import_module(_LAZY[name]), name)
        globals()[name] = value
        _offer_accessor()
        return value
    raise AttributeError(f"module 'voc' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)


def _offer_accessor() -> None:
    """Register `df.voc` when pandas is loaded already: voc does not load it for that."""
    if "pandas" in sys.modules:
        import_module("voc.interop.accessor")


_offer_accessor()
