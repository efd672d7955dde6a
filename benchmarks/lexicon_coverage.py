"""How much of a file the word lists reach: comments judged, and terms of each list that occur.

    python benchmarks/lexicon_coverage.py FILE [--text COLUMN]

A comment counts as judged when at least one of its opinions rests on an evaluating word. Terms are
looked up as plain strings, so a short one also counts inside a longer word. One JSON object is
printed.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import voc
from voc.lexicon.table import read_rows
from voc.lexicon.word_lists import sentiment_terms
from voc.resources import resource


def main() -> None:
    """Print the shares and counts of one file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--text", help="column of the comments; guessed when left out")
    options = parser.parse_args()
    print(json.dumps(measure(options.file, options.text), indent=2, ensure_ascii=False))


def measure(file: Path, text: str | None) -> dict[str, object]:
    """Share of comments judged, and how many terms occur, list by list."""
    run = voc.analyze(file, text=text, topics=False, progress=False)
    judged = run.opinions.loc[run.opinions["term"].notna(), "comment_id"].nunique()
    everything = "\n".join(run.comments["text"].dropna()).lower()
    lists = {path.name: _terms(path) for path in _sentiment_files()}
    return {
        "file": file.name,
        "comments": len(run.comments),
        "judged": round(judged / len(run.comments), 4),
        "polarity_terms": sum(polarity != 0 for polarity in sentiment_terms().values()),
        "lists": {
            name: {"terms": len(terms), "occur": sum(term in everything for term in terms)}
            for name, terms in lists.items()
        },
    }


def _sentiment_files() -> list[Path]:
    return sorted(resource("lexicons", "sentiment").glob("*.tsv"))


def _terms(path: Path) -> list[str]:
    """Terms of a list that have a polarity, lower case."""
    rows = (fields for _, fields in read_rows(path, (2, 2)))
    return [term.lower() for term, polarity in rows if float(polarity)]


if __name__ == "__main__":
    main()
