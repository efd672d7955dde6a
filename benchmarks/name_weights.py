"""Fits `lexicons/names/weights.tsv`: what each mark of a candidate adds to its being a full name.

    python benchmarks/name_weights.py COMMENTS --people FILE     fit on all there is, and write
    python benchmarks/name_weights.py COMMENTS --people FILE --cross
                                          for each gold file: fit without it, and try it there

COMMENTS is a text file with one real comment a line; in FILE stand the persons that a reader found
in them (they stay outside the project). Names of the gold lines are also put into each other's
places, so that what stands around names counts, and no single name. Nothing of either is kept but
the weights. First the screen is fitted (rows `near`), then the model on what passes it.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from privacy import FILES, GOLD, Line, read_lines
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from voc.text.mask import name_screen, name_tables
from voc.text.mask.family_names import COMPOUND
from voc.text.mask.name_model import NEVER, is_form_of_address, kind_of_name, marks, score
from voc.text.mask.name_screen import ALONE, Candidate, candidates, near

TABLE = Path(__file__).parents[1] / "lexicons" / "names" / "weights.tsv"
HEAD = """\
# What each mark of a stretch of text adds to its being a person's full name, for names of two
# characters and for longer ones: log odds, of the family and given name by their weight in
# characters.tsv. The marks are those of voc/text/mask/name_model.py; `near` are the weights of the
# screen, voc/text/mask/name_screen.py. Made by benchmarks/name_weights.py.
mark\ttwo\tthree
"""
KINDS = ("two", "three")
_WORDS = ("listed", "inside")
_SIDES = ("before stop", "before person", "before verb", "before other")
_SIDES += ("behind stop", "behind word", "behind other", *_WORDS)
_LOST = {"two": 0.05, "three": 0.01}  # share of the names that the screen may lose
_LOST_ALONE = {"two": 0.005, "three": 0.002}
_POSITIVE = 8.0  # what a name of the gold lines counts beside a stretch of a comment
_SWAPS = 4
_FEWEST = 15  # candidates that show a mark, for it to have a weight
_LEAST_WEIGHT = 0.05
_ADDRESSED = "姐哥总工老太母父"  # 陈姐 is no full name


class Row(NamedTuple):
    """A candidate: how many characters, what is seen of it, whether it is a name, its weight."""

    kind: str
    seen: dict[str, float]
    right: bool
    weight: float


def main() -> None:
    """Fit and write, or cross-validate."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("comments", type=Path)
    parser.add_argument("--people", type=Path, required=True)
    parser.add_argument("--cross", action="store_true")
    asked = parser.parse_args()
    comments = asked.comments.read_text("utf-8").split("\n")
    people = set(asked.people.read_text("utf-8").split())
    lines = {name: read_lines(GOLD / name) for name in FILES}
    every = [line for some in lines.values() for line in some]
    screen = _fit_screen(every, comments)
    _write(screen, {})
    real = list(_of_comments(comments, people))
    if asked.cross:
        for name in lines:
            others = [line for other in lines if other != name for line in lines[other]]
            _write(screen, _fit([*_of_gold(others), *real]))
            _try(name, lines[name])
    _write(screen, _fit([*_of_gold(every), *real]))


def _write(screen: dict[str, dict[str, float]], model: dict[str, dict[str, float]]) -> None:
    rows = [HEAD]
    for told in (screen, model):
        for mark in sorted({mark for column in told.values() for mark in column}):
            rows.append("\t".join([mark, *(f"{told[k].get(mark, 0):.2f}" for k in KINDS)]) + "\n")
    TABLE.write_text("".join(rows), encoding="utf-8")
    name_tables.weights.cache_clear()
    name_screen._tables.cache_clear()


def names_of(line: Line) -> set[tuple[int, int]]:
    """Where marked full names stand."""
    found = set()
    for start, end, kind in line.spans:
        name = line.text[start:end]
        family = 2 if name[:2] in COMPOUND else 1
        chinese = all("\u4e00" <= character <= "\u9fff" for character in name)
        known = name[:family] in name_tables.characters().family
        titled = is_form_of_address(name, family) or name[-1] in _ADDRESSED
        if kind == "name" and chinese and known and not titled and len(name) - family in (1, 2):
            found.add((start, end))
    return found


def _fit_screen(lines: list[Line], comments: list[str]) -> dict[str, dict[str, float]]:
    open_screen = dict.fromkeys([f"near {side}" for side in _SIDES], 0.0)
    open_screen |= {"near": 1.0, "near least": -50.0}
    _write(dict.fromkeys(KINDS, open_screen), {})
    random.seed(1)
    texts = random.sample(comments, 5000)
    seen: dict[str, list[tuple[list[float], bool]]] = {kind: [] for kind in KINDS}
    for line in [*lines, *(Line(text, []) for text in texts)]:
        names = names_of(line)
        for at in candidates(line.text):
            characters, before, behind, listed, inside = near(line.text, at)
            seen_here = {f"before {before}", f"behind {behind}"}
            seen_here |= {
                mark for mark, is_so in zip(_WORDS, (listed, inside), strict=True) if is_so
            }
            around = [side in seen_here for side in _SIDES]
            right = (at.start, at.end) in names
            seen[kind_of_name(line.text, at)].append(([characters, *around], right))
    told = {}
    for kind, rows in seen.items():
        table = np.array([row for row, _ in rows], dtype=float)
        right = np.array([is_right for _, is_right in rows])
        fitted = LogisticRegression(class_weight="balanced", max_iter=500).fit(table, right)
        weights = [round(float(weight), 2) for weight in fitted.coef_[0]]
        least = float(np.quantile(table[right] @ weights, _LOST[kind]))
        told[kind] = {
            "near": weights[0],
            "near least": round(least, 2),
            **{f"near {side}": weight for side, weight in zip(_SIDES, weights[1:], strict=True)},
        }
    return told


def _rows(text: str, names: set[tuple[int, int]]) -> Iterator[tuple[Candidate, Row]]:
    for at in candidates(text):
        if score(text, at) == NEVER:
            continue
        right = (at.start, at.end) in names
        yield at, Row(kind_of_name(text, at), marks(text, at), right, 1.0)


def _of_gold(lines: Iterable[Line]) -> Iterator[Row]:
    random.seed(3)
    named = [(line, names_of(line)) for line in lines]
    pool: dict[int, list[str]] = {}
    for line, names in named:
        for start, end in names:
            pool.setdefault(end - start, []).append(line.text[start:end])
    for line, names in named:
        others = [span for span in line.spans if span[:2] not in names]
        for at, row in _rows(line.text, names):
            if not any(start < at.end and at.start < end for start, end, _ in others):
                yield row._replace(weight=_POSITIVE if row.right else 2.0)
        for _ in range(_SWAPS if names else 0):
            text, new = _swapped(line.text, sorted(names), pool)
            for at, row in _rows(text, new):
                if any(start < at.end and at.start < end for start, end in new):
                    yield row._replace(weight=(_POSITIVE if row.right else 1.0) / _SWAPS)


def _swapped(
    text: str, names: list[tuple[int, int]], pool: dict[int, list[str]]
) -> tuple[str, set[tuple[int, int]]]:
    """The text with other names in the places of its own."""
    said, new, place = "", set(), 0
    for start, end in names:
        any_length = [name for length in (2, 3) for name in pool[length]]
        name = random.choice(pool[end - start] if random.random() < 0.5 else any_length)
        said += text[place:start]
        new.add((len(said), len(said) + len(name)))
        said += name
        place = end
    return said + text[place:], new


def _of_comments(comments: Iterable[str], people: set[str]) -> Iterator[Row]:
    for text in comments:
        for at, row in _rows(text, set()):
            if text[at.start : at.end] in people:
                if "bookish" not in row.seen and text[at.start : at.end + 1] not in people:
                    yield row._replace(right=True)
            elif not _touches(text, at, people):
                yield row


def _touches(text: str, at: Candidate, people: set[str]) -> bool:
    """Whether it is a piece of a person's name, or one shifted by a character."""
    return any(
        text[at.start + shift : at.start + shift + length] in people
        for shift in (-2, -1, 0, 1)
        for length in (2, 3, 4)
    )


def _fit(rows: Iterable[Row]) -> dict[str, dict[str, float]]:
    told = {}
    chosen = list(rows)
    for kind in KINDS:
        of_kind = [row for row in chosen if row.kind == kind]
        vectors = DictVectorizer()
        seen = Counter(mark for row in of_kind for mark in row.seen)
        vectors.fit([{mark: 1.0 for mark in seen if seen[mark] >= _FEWEST}])
        table = vectors.transform([row.seen for row in of_kind])
        right = [row.right for row in of_kind]
        model = LogisticRegression(C=0.2, max_iter=3000, fit_intercept=False)
        model.fit(table, right, sample_weight=[row.weight for row in of_kind])
        found = zip(vectors.get_feature_names_out(), model.coef_[0], strict=True)
        told[kind] = {mark: weight for mark, weight in found if abs(weight) >= _LEAST_WEIGHT}
        sums = [_alone(told[kind], row.seen) for row in of_kind if row.right and row.weight > 1]
        told[kind]["near fine"] = float(np.quantile(sums, _LOST_ALONE[kind]))
    return told


def _alone(told: dict[str, float], seen: dict[str, float]) -> float:
    """What the characters weigh by themselves."""
    marks_alone = [mark for mark in seen if mark.split(" ")[0] in ALONE and len(mark) < 9]
    every = ["family", "given", "listed", *(mark for mark in marks_alone if " " in mark)]
    return sum(told.get(mark, 0.0) * seen.get(mark, 0.0) for mark in every)


def _try(name: str, lines: list[Line]) -> None:
    """Print recall of full names and what is taken wrongly, by the model alone."""
    from voc.text.mask.full_names import find_full_names

    missed, wrong, count = [], [], 0
    for line in lines:
        names = names_of(line)
        found = {hit[:2] for hit in find_full_names(line.text)}
        personal = {place for start, end, _ in line.spans for place in range(start, end)}
        count += len(names)
        missed += [f"{line.text[:s][-6:]}{{{line.text[s:e]}}}" for s, e in sorted(names - found)]
        wrong += [
            line.text[max(0, start - 4) : end + 4]
            for start, end in sorted(found)
            if not personal & set(range(start, end))
        ]
    print(f"{name}: {count} names, recall {1 - len(missed) / count:.3f}, {len(wrong)} wrong")
    print("  missed", *missed, "\n  wrong", *wrong)


if __name__ == "__main__":
    main()
