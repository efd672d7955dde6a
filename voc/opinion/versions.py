"""The versions of all that decides how a comment is judged."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from voc.lexicon.word_lists import lexicon_version
from voc.version import __version__

__all__ = ["deciding_versions"]

_DECIDE = ("jieba", "opencc", "regex", "rjieba")  # packages whose version may change a result


def deciding_versions() -> dict[str, str]:
    """Version of voc, of its word lists and of the packages that cut and change texts.

    >>> sorted(deciding_versions())
    ['jieba', 'lexicons', 'opencc', 'regex', 'rjieba', 'voc']
    """
    found = {"voc": __version__, "lexicons": lexicon_version()}
    for package in _DECIDE:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "–"
    return found
