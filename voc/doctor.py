"""Is this machine ready: Python, packages, data files, a place to write."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module

from voc.errors import VocError
from voc.messages import phrase


@dataclass(frozen=True)
class Check:
    """One thing that was checked."""

    name: str
    good: bool
    detail: str


def checks() -> list[Check]:
    """Run every check; none raises.

    >>> all(isinstance(check.good, bool) for check in checks())
    True
    """
    found = [
        Check("Python", sys.version_info >= (3, 11), sys.version.split()[0]),
        Check(phrase("screen.cores"), True, str(os.cpu_count())),
    ]
    for package in (
        "pandas",
        "pyarrow",
        "pyreadstat",
        "python_calamine",
        "rjieba",
        "jieba",
        "opencc",
        "spacy",
    ):
        found.append(_checked(package, partial(_version, package)))
    for package in ("sklearn", "yaml", "bertopic", "evoc"):
        found.append(
            _checked(phrase("screen.for-topics", package=package), partial(_version, package))
        )
    found.append(_checked(phrase("screen.lexicons"), _lexicons))
    found.append(_checked(phrase("screen.codebooks"), _codebooks))
    found.append(_checked(phrase("screen.cutting"), _cutting))
    found.append(_checked(phrase("screen.temporary-folder"), _writing))
    return found


def _checked(name: str, work: Callable[[], str]) -> Check:
    try:
        return Check(name, True, work())
    except VocError as error:
        return Check(name, False, str(error).replace("\n", ";"))
    except Exception as error:
        return Check(name, False, f"{type(error).__name__}: {error}")


def _version(package: str) -> str:
    from importlib.util import find_spec

    if package in ("bertopic", "evoc"):  # compiles for seconds when imported: only look for it
        if find_spec(package) is None:
            raise ModuleNotFoundError(package)
        return phrase("screen.installed")
    module = import_module(package)
    return str(getattr(module, "__version__", phrase("screen.installed")))


def _lexicons() -> str:
    from voc.lexicon.word_lists import lexicon_version, sentiment_terms

    count = len(sentiment_terms())
    return phrase("screen.evaluating-terms", count=count, version=lexicon_version())


def _codebooks() -> str:
    from voc.lexicon import codebooks, load_codebook

    return ", ".join(f"{name} ({len(load_codebook(name).drivers)})" for name in codebooks())


def _cutting() -> str:
    from voc.text import Tokenizer

    for engine in ("rjieba", "jieba"):
        words = Tokenizer(engine).cut(["房间不错"]).by_comment()[0]
        if "房间" not in words:
            raise RuntimeError(phrase("screen.cuts-apart", engine=engine, words=words))
    return phrase("screen.cuts-agree")


def _writing() -> str:
    with tempfile.NamedTemporaryFile(prefix="voc") as file:
        file.write(b"x")
    return phrase("screen.writable")
