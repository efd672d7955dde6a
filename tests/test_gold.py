"""How much of what a careful reader labels is found: floors, so that a change cannot lose it.

The figures of the day stand in docs/benchmarks.md; benchmarks/gold.py prints them.
"""

from __future__ import annotations

import importlib.util
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def gold() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold", ROOT / "benchmarks" / "gold.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_industry_has_labelled_comments(gold: ModuleType) -> None:
    from voc.lexicon import codebooks

    numbers = Counter(comment["industry"] for comment in gold.comments())
    assert {name: numbers[name] for name in codebooks() if numbers[name] < 25} == {}


def test_spans_and_drivers_of_the_labels_are_sound(gold: ModuleType) -> None:
    from voc.lexicon import codebooks, load_codebook
    from voc.text import clean

    books = {name: load_codebook(name) for name in codebooks()}
    for comment in gold.comments():
        text = comment.get("clean", comment["text"])
        assert clean([comment["text"]]).texts == [text], comment["id"]
        drivers = books[comment["industry"]].drivers
        for opinion in comment["opinions"]:
            assert text[opinion["start"] : opinion["end"]] == opinion["text"], comment["id"]
            assert drivers[opinion["driver"]].dimension == opinion["dimension"], comment["id"]


def test_what_is_found_does_not_fall(gold: ModuleType) -> None:
    figures = gold.measure()
    assert figures["spans_found"] >= 0.62
    assert figures["polarity_accuracy"] >= 0.90
    assert figures["polarity_macro_f1"] >= 0.87
    assert figures["driver_f1"] >= 0.56
    assert figures["dimension_macro_f1"] >= 0.65
