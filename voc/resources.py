"""Where the data files of voc lie: inside the wheel, or in the checkout beside the package."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Path of a file or folder shipped with voc.

    >>> resource("config.toml").name
    'config.toml'
    """
    shipped = _PACKAGE / "_data"
    root = shipped if shipped.is_dir() else _PACKAGE.parent
    return root.joinpath(*parts)
