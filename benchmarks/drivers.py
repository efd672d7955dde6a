"""Drivers on labelled comments: which are named, with what polarity; baselines in the same run.

    python benchmarks/drivers.py [--data ../shared/data] [--each] [--json] [--no-baselines]
    python benchmarks/drivers.py --misses DRIVER

Restaurants: 1,000 long reviews × 20 aspects, each 1, 0, −1 or not mentioned. Cosmetics: short
reviews with (category, polarity) pairs. Dining: sentences in which opinions are marked; dev is the
target. Nothing is learned from a label by voc. The baselines are the word list of
`five_minutes.py` and TF-IDF with logistic regression, which learns from four fifths of the
restaurant labels and judges the fifth.
`--misses` prints the restaurant reviews whose class voc gets wrong for one driver, and why.
"""

from __future__ import annotations

import argparse
import ast
import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import five_minutes
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import KFold

import voc

Classes = dict[str, NDArray[np.int64]]  # driver → the class of each review
Span = tuple[int, int, float]  # start, end and polarity

ABSENT = -2
NEUTRAL = 0.15
_FOLDS = 5
_SETTINGS = [(inverse, weight) for inverse in (0.1, 1.0) for weight in ("balanced", None)]

# The column of each aspect, and our driver.
ASPECTS = {
    "location_traffic_convenience": "traffic_convenience",
    "location_distance_from_business_district": "distance_from_business_district",
    "location_easy_to_find": "easy_to_find",
    "service_wait_time": "wait_time",
    "service_waiters_attitude": "staff_attitude",
    "service_parking_convenience": "parking",
    "service_serving_speed": "serving_speed",
    "price_level": "price_level",
    "price_cost_effective": "value_for_money",
    "price_discount": "discount",
    "environment_decoration": "decoration",
    "environment_noise": "noise",
    "environment_space": "space",
    "environment_cleaness": "cleanliness",
    "dish_portion": "portion",
    "dish_taste": "taste",
    "dish_look": "look",
    "dish_recommendation": "recommendation",
    "others_overall_experience": "overall",
    "others_willing_to_consume_again": "repurchase_intention",
}
CATEGORIES = {
    "整体": "overall",
    "使用体验": "usage_experience",
    "功效": "efficacy",
    "价格": "price",
    "物流": "delivery",
    "气味": "smell",
    "包装": "packaging",
    "真伪": "authenticity",
    "服务": "service",
    "成分": "ingredients",
    "尺寸": "size",
    "新鲜度": "freshness",
}
_SIDES = {"正面": 1, "负面": -1, "中性": 0}
_SIDES |= {"Positive": 1, "Negative": -1, "Neutral": 0, "POS": 1, "NEG": -1, "NEU": 0}


def main() -> None:
    """Parse the arguments, measure, print tables or JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--each", action="store_true", help="a row for each restaurant driver")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    parser.add_argument("--baselines", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument(
        "--misses", metavar="DRIVER", choices=sorted(ASPECTS.values()), help="where voc is wrong"
    )
    arguments = parser.parse_args()
    folder = arguments.data / "aspects"
    if arguments.misses:
        print_misses(pd.read_csv(folder / "restaurant_20_aspects.csv"), arguments.misses)
        return
    records = [*restaurant(folder, baselines=arguments.baselines), cosmetics(folder)]
    for part in ("dev", "train"):
        records += dining(folder, part, baselines=arguments.baselines)
    if arguments.json:
        print(json.dumps(records, ensure_ascii=False, indent=2))
        return
    for data in dict.fromkeys(record["set"] for record in records):
        print(table([record for record in records if record["set"] == data]) + "\n")
    if arguments.each:
        print(table_of_drivers([record for record in records if "each" in record]))


# --- voc -----------------------------------------------------------------------------------------


def run_of_voc(texts: pd.Series, codebook: str) -> tuple[voc.Analysis, float]:
    """One run with the settings a user gets, and comments a second of the whole of it."""
    comments = pd.DataFrame({"text": texts.to_numpy()})
    settings = {"text": "text", "codebook": codebook, "topics": False, "progress": False}
    voc.analyze(comments.head(100), **settings)  # load word lists and libraries once
    begin = time.perf_counter()
    run = voc.analyze(comments, **settings)
    return run, len(comments) / (time.perf_counter() - begin)


def class_of(polarity: float) -> int:
    """1 above 0.15, −1 below −0.15, else 0."""
    return 1 if polarity > NEUTRAL else -1 if polarity < -NEUTRAL else 0


def class_by_row_and_driver(run: voc.Analysis) -> dict[tuple[int, str], int]:
    """From the mean polarity of all opinions, mentions among them, of a comment on a driver."""
    opinions = run.opinions.merge(run.comments[["comment_id", "row"]], on="comment_id")
    means = opinions.dropna(subset=["driver"]).groupby(["row", "driver"])["polarity"].mean()
    return {(int(row), str(driver)): class_of(mean) for (row, driver), mean in means.items()}


# --- restaurants: 20 aspects ---------------------------------------------------------------------


def restaurant(folder: Path, *, baselines: bool) -> Iterator[dict[str, Any]]:
    """A record a method."""
    reviews = pd.read_csv(folder / "restaurant_20_aspects.csv")
    labels, about = labels_of(reviews), {"set": f"restaurants, {len(reviews):,} reviews"}
    run, speed = run_of_voc(reviews["content"], "restaurant")
    found = figures(labels, table_of_classes(class_by_row_and_driver(run), len(reviews)))
    yield {**about, "method": "voc", **found, "per_second": round(speed)}
    if baselines:
        begin = time.perf_counter()
        classes = classes_by_words(reviews["content"])
        speed = len(reviews) / (time.perf_counter() - begin)
        found = figures(labels, table_of_classes(classes, len(reviews)))
        yield {**about, "method": "five-minute word list", **found, "per_second": round(speed)}
        found, inverse, weight = best_of_tfidf(reviews["content"], labels)
        method = f"TF-IDF + logistic regression, 5 folds (C={inverse:g}, {weight or 'unweighted'})"
        yield {**about, "method": method, **found}


def labels_of(reviews: pd.DataFrame) -> Classes:
    """The classes that people gave, under the names of our drivers."""
    return {driver: reviews[aspect].to_numpy(dtype=int) for aspect, driver in ASPECTS.items()}


def table_of_classes(classes: dict[tuple[int, str], int], reviews: int) -> Classes:
    """Absent where nothing is said of a driver."""
    said = {driver: np.full(reviews, ABSENT) for driver in ASPECTS.values()}
    for (row, driver), found in classes.items():
        if driver in said:
            said[driver][row] = found
    return said


def classes_by_words(texts: Iterable[str]) -> dict[tuple[int, str], int]:
    """The word list: the mean over the clauses that name a driver."""
    sides: dict[tuple[int, str], list[float]] = {}
    for row, text in enumerate(texts):
        for driver, polarity in five_minutes.judgements(text):
            sides.setdefault((row, driver), []).append(polarity)
    return {place: class_of(sum(found) / len(found)) for place, found in sides.items()}


def best_of_tfidf(texts: pd.Series, labels: Classes) -> tuple[dict[str, Any], float, str | None]:
    """The best setting by the very figure that is shown, which flatters this baseline a little."""
    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), min_df=20, sublinear_tf=True)
    matrix = vectorizer.fit_transform(texts)
    # Turned to the axes of the texts themselves: the same model, many times faster to fit.
    values, vectors = np.linalg.eigh((matrix @ matrix.T).toarray())
    axes = vectors * np.sqrt(np.maximum(values, 0))
    tried = [
        (figures(labels, classes_in_folds(axes, labels, inverse, weight)), inverse, weight)
        for inverse, weight in _SETTINGS
    ]
    return max(tried, key=lambda setting: float(setting[0]["macro_f1"]))


def classes_in_folds(
    axes: NDArray[np.float64], labels: Classes, inverse: float, weight: str | None
) -> Classes:
    """One model of four classes a driver; every review is judged by one that has not seen it."""
    said = {driver: np.full(len(axes), ABSENT) for driver in labels}
    model = LogisticRegression(C=inverse, class_weight=weight, max_iter=300, tol=1e-3)
    for learns, judges in KFold(_FOLDS, shuffle=True, random_state=0).split(axes):
        for driver, classes in labels.items():
            said[driver][judges] = model.fit(axes[learns], classes[learns]).predict(axes[judges])
    return said


def figures(labels: Classes, said: Classes) -> dict[str, Any]:
    """Plain means over the drivers, and the figures of each."""
    each = {driver: figures_of_driver(labels[driver], said[driver]) for driver in labels}
    names = ("macro_f1", "mention_f1", "polarity_accuracy")
    means = {name: _rounded(np.mean([found[name] for found in each.values()])) for name in names}
    return means | {"each": each}


def figures_of_driver(label: NDArray[np.int64], said: NDArray[np.int64]) -> dict[str, float]:
    """Macro-F1 of four classes, F1 of being mentioned, accuracy where both see a mention.

    >>> found = figures_of_driver(np.array([1, 0, -2, -1]), np.array([1, 1, -2, -2]))
    >>> found["mention_f1"], found["polarity_accuracy"], found["macro_f1"]
    (0.8, 0.5, 0.3333)
    """
    named, found = label != ABSENT, said != ABSENT
    both = named & found
    classes = [ABSENT, -1, 0, 1]
    return {
        "labelled": int(named.sum()),
        "said": int(found.sum()),
        "macro_f1": _rounded(
            f1_score(label, said, average="macro", labels=classes, zero_division=0)
        ),
        "mention_f1": _rounded(f1_score(named, found, zero_division=0)),
        "precision": _rounded(both.sum() / max(found.sum(), 1)),
        "recall": _rounded(both.sum() / max(named.sum(), 1)),
        "polarity_accuracy": _rounded((label == said)[both].mean() if both.any() else 0.0),
    }


def print_misses(reviews: pd.DataFrame, driver: str) -> None:
    """Each review whose class is wrong, with the opinions that voc found on the driver."""
    run, _ = run_of_voc(reviews["content"], "restaurant")
    labels = labels_of(reviews)[driver]
    said = table_of_classes(class_by_row_and_driver(run), len(reviews))[driver]
    names = {ABSENT: "absent", -1: "negative", 0: "neutral", 1: "positive"}
    opinions = run.opinions[run.opinions["driver"] == driver]
    by_comment = dict(list(opinions.groupby("comment_id")))
    comments = run.comments.set_index("row")
    for row in np.flatnonzero(labels != said):
        print(f"\n{reviews['id'][row]}: {names[labels[row]]}, voc says {names[said[row]]}")
        if row not in comments.index:
            print("  set aside")
            continue
        found = by_comment.get(comments.at[row, "comment_id"], opinions.head(0))
        for opinion in found.itertuples():
            print(f"  {opinion.polarity:+.2f} {opinion.text} [{opinion.term}] {opinion.rule}")
        print(f"  {comments.at[row, 'text']}")
    print(f"\n{(labels != said).sum()} of {len(labels)} are wrong for {driver}.")


# --- cosmetics: pairs of category and polarity ---------------------------------------------------


def cosmetics(folder: Path) -> dict[str, Any]:
    """F1 over all reviews of the pairs, and of the categories alone."""
    reviews = pd.read_csv(folder / "cosmetics_reviews.csv")
    opinions = pd.read_csv(folder / "cosmetics_opinions.csv")
    run, speed = run_of_voc(reviews["Reviews"], "ecommerce")
    classes, drivers = class_by_row_and_driver(run), set(CATEGORIES.values())
    said = {(reviews["id"][row], d, found) for (row, d), found in classes.items() if d in drivers}
    marked = opinions[["id", "Categories", "Polarities"]].itertuples(index=False)
    labelled = {(id, CATEGORIES[of], _SIDES[side]) for id, of, side in marked if of in CATEGORIES}
    return {
        "set": f"cosmetics, {len(reviews):,} reviews",
        "method": "voc",
        "pair_f1": _f1(said, labelled),
        "category_f1": _f1({pair[:2] for pair in said}, {pair[:2] for pair in labelled}),
        "per_second": round(speed),
    }


def _f1(said: set[Any], labelled: set[Any]) -> float:
    return _rounded(2 * len(said & labelled) / (len(said) + len(labelled)))


# --- dining: opinions marked in sentences --------------------------------------------------------


@dataclass(frozen=True)
class Sentence:
    """A sentence without its spaces and the opinions marked in it."""

    text: str
    opinions: list[tuple[int, int, int]]  # start, end (exclusive) and class


def dining(folder: Path, part: str, *, baselines: bool) -> Iterator[dict[str, Any]]:
    """A record a method; an opinion is found when an evaluation overlaps it."""
    lines = (folder / f"dining_triples_{part}.txt").read_text(encoding="utf-8-sig").splitlines()
    sentences = [sentence_of(line) for line in lines if line]
    name = f"dining {part}, {len(sentences):,} sentences"
    texts = pd.Series([sentence.text for sentence in sentences])
    run, speed = run_of_voc(texts, "restaurant")
    # Cleaning may cut a text (差差差差 → 差差差); then offsets no longer compare.
    cleaned = run.comments.set_index("row")["text"].reindex(range(len(texts))).fillna("")
    kept = [row for row, text in enumerate(cleaned) if len(text) == len(texts[row])]
    spans = spans_by_row(run)
    about = {"set": name, "skipped": len(sentences) - len(kept)}
    found = figures_of_spans((sentences[row], spans.get(row, [])) for row in kept)
    yield {**about, "method": "voc", **found, "per_second": round(speed)}
    if baselines:
        words = five_minutes.evaluations
        found = figures_of_spans((sentences[row], words(cleaned[row])) for row in kept)
        yield {**about, "method": "five-minute word list", **found}


def sentence_of(line: str) -> Sentence:
    """Places count the parts between spaces, most of which are one character.

    >>> sentence_of("味 道 ok 啦####[((0, 1), (2, 3), 'Positive')]")
    Sentence(text='味道ok啦', opinions=[(2, 5, 1)])
    """
    written, marked = line.split("####")
    tokens = written.split(" ")
    starts = [0, *accumulate(len(token) for token in tokens)]
    opinions = {  # once, where one opinion judges several aspects; (-1, -1) is not said in words
        (starts[first], starts[last + 1], _SIDES[side])
        for _, (first, last), side in ast.literal_eval(marked)
        if first >= 0
    }
    return Sentence("".join(tokens), sorted(opinions))


def spans_by_row(run: voc.Analysis) -> dict[int, list[Span]]:
    """The evaluations of each comment; mentions without one do not count."""
    opinions = run.opinions.merge(run.comments[["comment_id", "row"]], on="comment_id")
    spans: dict[int, list[Span]] = {}
    judging = opinions[opinions["term"].notna()]
    for row, *span in judging[["row", "start", "end", "polarity"]].itertuples(index=False):
        spans.setdefault(row, []).append((span[0], span[1], span[2]))
    return spans


def figures_of_spans(judged: Iterable[tuple[Sentence, list[Span]]]) -> dict[str, Any]:
    """Share of opinions found; of those, how many have the class of the mean polarity."""
    right: list[tuple[int, bool]] = []
    opinions = 0
    for sentence, spans in judged:
        opinions += len(sentence.opinions)
        for start, end, side in sentence.opinions:
            near = [polarity for first, last, polarity in spans if first < end and last > start]
            if near:
                right.append((side, class_of(sum(near) / len(near)) == side))
    return {
        "opinions": opinions,
        "found": _rounded(len(right) / opinions),
        "polarity_accuracy": _rounded(np.mean([hit for _, hit in right])),
        "without_neutral": _rounded(np.mean([hit for side, hit in right if side])),
    }


# --- output --------------------------------------------------------------------------------------


def table(records: list[dict[str, Any]]) -> str:
    """The records of one set as a table in Markdown."""
    names = dict.fromkeys(name for record in records for name in record)
    columns = ["method", *(name for name in names if name not in ("set", "method", "each"))]
    lines = [f"| {records[0]['set']} | {' | '.join(columns[1:])} |", "|---" * len(columns) + "|"]
    for record in records:
        lines.append(f"| {' | '.join(_cell(record.get(name)) for name in columns)} |")
    return "\n".join(lines)


def table_of_drivers(records: list[dict[str, Any]]) -> str:
    """A row a driver: everything of voc, and the macro-F1 of the baselines."""
    voc_of, others = records[0]["each"], records[1:]
    columns = list(next(iter(voc_of.values())))
    head = ["driver", *columns, *(record["method"] for record in others)]
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    for driver, found in voc_of.items():
        cells = [found[name] for name in columns]
        cells += [record["each"][driver]["macro_f1"] for record in others]
        lines.append(f"| {driver} | {' | '.join(map(_cell, cells))} |")
    return "\n".join(lines)


def _cell(value: str | float | None) -> str:
    return f"{value:.3f}" if isinstance(value, float) else "" if value is None else str(value)


def _rounded(value: Any) -> float:
    return round(float(value), 4)


if __name__ == "__main__":
    main()
