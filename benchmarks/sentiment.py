"""Sentiment on labelled comments: the seed, adapted without labels, adapted with scores, peers.

    python benchmarks/sentiment.py [--data ../shared/data] [--sample 2000] [--no-peers]

A sentiment above 0 is read as praise, everything else as blame; comments set aside count as 0.
`voc scores` is shown the labels as the customers' scores and judges every comment by a model that
has not seen its own; `voc scores, 5 folds` fits on four fifths and judges the fifth. The peers
need `pip install snownlp==0.12.3 cnsenti "setuptools<81"` (best with --target and PYTHONPATH);
SnowNLP and cnsenti see a random sample, on which everything else is measured as well.
A JSON object a data set is printed, and a table of all at the end.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import gold
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import spearmanr
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score, roc_auc_score
from sklearn.model_selection import KFold

import voc
from voc.lexicon import load_codebook
from voc.lexicon.word_lists import negator_words
from voc.opinion import engine_for
from voc.opinion.adaptation import SentimentModel
from voc.opinion.bags import Bags, WordIndex
from voc.opinion.score import confidence_of_odds, sentiment_of_odds

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

_CATEGORIES = {"书籍": "books", "平板": "tablets", "手机": "phones"} | {
    "水果": "fruit",
    "洗发水": "shampoo",
}
_METHODS = {"voc seed": "seed", "voc adapted": "self-trained"}
_SHOWN = "macro_f1 accuracy auc ece unscored coverage per_second".split()
_FOLDS = 5
_BINS = 10
_NEUTRAL = 3  # stars


@dataclass(frozen=True)
class Judged:
    """What one method says of the comments of one set; confidence is missing for some peers."""

    sentiment: Floats
    confidence: Floats | None = None
    about: dict[str, Any] | None = None  # figures of the run itself


def main() -> None:
    """Parse the arguments, print a line a data set and the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--sample", type=int, default=2000, help="comments that slow peers judge")
    parser.add_argument("--peers", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--repeat", type=int, default=3, help="runs, of which the fastest counts")
    arguments = parser.parse_args()
    peers = slow_peers() if arguments.peers else {}
    sides = []
    for name, reviews in sets_with_sides(arguments.data):
        sides.append(measure(name, reviews, peers, arguments))
        say(sides[-1])
    shopping = mean_of([record for record in sides if record["set"] != "waimai"])
    say(shopping)
    ranks = [helpdesk(arguments.data), museum(arguments.data)]
    for record in ranks:
        say(record)
    say({"set": "gold", **{k: v for k, v in gold.measure().items() if k != "dimension_f1"}})
    print("\n" + table([*sides, shopping]) + "\n\n" + ranks_table(ranks))


def say(record: dict[str, Any]) -> None:
    """Print one data set as one line of JSON."""
    print(json.dumps(record, ensure_ascii=False), flush=True)


def sets_with_sides(data: Path) -> Iterator[tuple[str, pd.DataFrame]]:
    """Name, and columns review and label (1 praise, 0 blame), of each set."""
    yield "waimai", pd.read_csv(data / "sentiment" / "waimai_10k.csv").dropna()
    shopping = pd.read_csv(data / "sentiment" / "shopping_5_categories.csv").dropna()
    for category, reviews in shopping.groupby("cat"):
        yield _CATEGORIES[str(category)], reviews[["review", "label"]].reset_index(drop=True)


def measure(
    name: str, reviews: pd.DataFrame, peers: dict[str, Peer], arguments: argparse.Namespace
) -> dict[str, Any]:
    """Figures of every method on one set, on all comments and on the sample."""
    praised = reviews["label"].to_numpy() > 0
    whole = {
        method: judged_by_voc(reviews[["review"]], setting, repeat=arguments.repeat)
        for method, setting in _METHODS.items()
    }
    whole["voc scores"] = judged_by_voc(reviews, "auto", score="label", repeat=1)
    whole["voc scores, 5 folds"] = judged_in_folds(reviews)
    if arguments.peers:
        whole["TF-IDF + logistic regression, 5 folds"] = judged_by_tfidf(reviews)
    chance = np.random.default_rng(0)
    size = min(arguments.sample, len(reviews))
    places = np.sort(chance.choice(len(reviews), size, replace=False))
    sampled = {method: _at(judged, places) for method, judged in whole.items()}
    texts = reviews["review"].iloc[places].tolist()
    sampled |= {peer: timed(judge, texts) for peer, judge in peers.items()}
    return {
        "set": name,
        "comments": len(reviews),
        "praise": round(float(praised.mean()), 4),
        "all": {method: figures(judged, praised) for method, judged in whole.items()},
        "sample": size,
        "on_sample": {
            method: figures(judged, praised[places]) for method, judged in sampled.items()
        },
    }


def figures(judged: Judged, praised: NDArray[np.bool_]) -> dict[str, Any]:
    """Quality against the labels; ECE over ten bins of confidence as wide as each other."""
    said = judged.sentiment > 0
    found: dict[str, Any] = {
        "macro_f1": f1_score(praised, said, average="macro"),
        "accuracy": accuracy_score(praised, said),
        "auc": roc_auc_score(praised, judged.sentiment),
        "unscored": np.mean(judged.sentiment == 0),
        "praise": said.mean(),
    }
    if judged.confidence is not None:
        curve = reliability(judged.confidence, said == praised)
        found["ece"] = sum(n * abs(sure - right) for n, sure, right in curve) / len(said)
        found["reliability"] = [[n, round(sure, 3), round(right, 3)] for n, sure, right in curve]
    return _rounded(found | (judged.about or {}))


def reliability(confidence: Floats, right: NDArray[np.bool_]) -> list[tuple[int, float, float]]:
    """For each bin of confidence from ½ to 1: comments, mean confidence, share that is right.

    >>> reliability(np.array([0.5, 0.98, 1.0]), np.array([False, True, True]))
    [(1, 0.5, 0.0), (2, 0.99, 1.0)]
    """
    bins = np.clip(((confidence - 0.5) / 0.5 * _BINS).astype(int), 0, _BINS - 1)
    return [
        (int(own.sum()), float(confidence[own].mean()), float(right[own].mean()))
        for own in (bins == place for place in range(_BINS))
        if own.any()
    ]


# --- voc -----------------------------------------------------------------------------------------


def run_of_voc(comments: pd.DataFrame, text: str, method: str, **options: Any) -> voc.Analysis:
    """One run in one process, without topics."""
    return voc.analyze(
        comments,
        text=text,
        topics=False,
        progress=False,
        config={"sentiment": {"method": method}, "run": {"processes": 1}},
        **options,
    )


def judged_by_voc(reviews: pd.DataFrame, method: str, *, repeat: int, **options: Any) -> Judged:
    """The public way; comments a second from reading to sentiment, the fastest run counts."""
    run_of_voc(reviews.head(500), "review", "seed")  # load lexicons and libraries once
    runs = [run_of_voc(reviews, "review", method, **options) for _ in range(repeat)]
    seconds = min(
        sum(run.manifest["timings"][stage] for stage in ("read", "opinions", "sentiment"))
        for run in runs
    )
    run = runs[0]
    found = run.manifest["sentiment"]
    judging = run.opinions.loc[run.opinions["term"].notna(), "comment_id"].nunique()
    about = {
        "coverage": judging / len(reviews),
        "per_second": round(len(reviews) / seconds),
        **{key: found[key] for key in ("method", "agreement", "seed_agreement", "turned")},
        "corrected": [word["word"] for word in found["corrected"]],
    }
    return Judged(by_row(run, "sentiment", 0.0), by_row(run, "confidence", 0.5), about)


def by_row(run: voc.Analysis, column: str, otherwise: float) -> Floats:
    """A column of the comments by row of the source."""
    rows = run.manifest["counts"]["rows"]
    values = run.comments.set_index("row")[column].reindex(range(rows))
    return values.fillna(otherwise).to_numpy(dtype=float)


def judged_in_folds(reviews: pd.DataFrame) -> Judged:
    """The estimator, fitted on four fifths of the comments and their labels."""
    result = engine_for(load_codebook("general")).run(reviews["review"].tolist())
    bags = Bags(WordIndex(negator_words()))
    bags.add(result.words)
    seed, sure = np.array(result.sentiments).T
    scores = np.where(reviews["label"] > 0, 1.0, -1.0)
    odds = np.full(len(reviews), np.nan)
    for learns, judges in KFold(_FOLDS, shuffle=True, random_state=0).split(seed):
        model = SentimentModel().fit(bags.chosen(learns), seed[learns], scores[learns])
        odds[judges] = model.predict_log_odds(bags.chosen(judges), seed[judges])
    alone = np.isnan(odds)  # nothing was learned
    return Judged(
        np.where(alone, seed, sentiment_of_odds(odds)),
        np.where(alone, sure, confidence_of_odds(odds)),
    )


# --- peers ---------------------------------------------------------------------------------------

Peer = Callable[[Sequence[str]], Judged]


def slow_peers() -> dict[str, Peer]:
    """SnowNLP and cnsenti, as far as they are installed."""
    found: dict[str, Peer] = {}
    try:
        from snownlp import SnowNLP

        SnowNLP("好").sentiments  # noqa: B018 loads its model
        found["SnowNLP"] = lambda texts: _of_probabilities([SnowNLP(t).sentiments for t in texts])
    except ImportError as error:
        print(f"SnowNLP is left out ({error}): pip install snownlp==0.12.3")
    try:
        from cnsenti import Sentiment

        scale = Sentiment()
        scale.sentiment_calculate("好")

        def counted(texts: Sequence[str]) -> Judged:
            counts = [scale.sentiment_calculate(text) for text in texts]
            return Judged(np.array([float(c["pos"]) - float(c["neg"]) for c in counts]))

        found["cnsenti"] = counted
    except ImportError as error:
        print(f'cnsenti is left out ({error}): pip install cnsenti "setuptools<81"')
    return found


def timed(peer: Peer, texts: list[str]) -> Judged:
    """What a peer says, with comments a second."""
    begin = time.perf_counter()
    judged = peer(texts)
    speed = len(texts) / (time.perf_counter() - begin)
    return Judged(judged.sentiment, judged.confidence, {"per_second": round(speed)})


def judged_by_tfidf(reviews: pd.DataFrame) -> Judged:
    """Trained on the labels of four fifths of the comments; the time holds all five fits."""
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()

    def cross_validated(texts: Sequence[str]) -> Judged:
        words = [jieba.lcut(text) for text in texts]
        matrix = TfidfVectorizer(analyzer=_pairs, min_df=2, sublinear_tf=True).fit_transform(words)
        praised = reviews["label"].to_numpy() > 0
        share = np.zeros(len(words))
        for learns, judges in KFold(_FOLDS, shuffle=True, random_state=0).split(words):
            model = LogisticRegression(C=4.0, max_iter=1000).fit(matrix[learns], praised[learns])
            share[judges] = model.predict_proba(matrix[judges])[:, 1]
        return _of_probabilities(share.tolist())

    return timed(cross_validated, reviews["review"].tolist())


def _pairs(words: list[str]) -> list[str]:
    return words + [f"{a} {b}" for a, b in pairwise(words)]


def _of_probabilities(praise: list[float]) -> Judged:
    share = np.array(praise)
    return Judged(2 * share - 1, np.maximum(share, 1 - share))


# --- sets with a graded human judgement ----------------------------------------------------------


def helpdesk(data: Path) -> dict[str, Any]:
    """Rank correlation with the mean satisfaction that 19 people read from a dialogue."""
    calls = pd.read_csv(data / "real_input" / "helpdesk_dialogues.csv")
    text, score = "all_customer_text", "S_mean"
    found = {}
    for method, run in runs_with_and_without_scores(calls, text, score, pipeline="complaints"):
        ranked = spearmanr(by_row(run, "sentiment", 0.0), calls[score], nan_policy="omit")
        found[method] = {"spearman": ranked.statistic, **_chosen(run)}
    return {"set": "help desk", "comments": len(calls), "all": _rounded(found)}


def museum(data: Path) -> dict[str, Any]:
    """Three classes and rank correlation against one to five stars."""
    reviews = pd.read_excel(
        data / "real_input" / "museum_reviews_with_stars.xlsx", engine="calamine"
    )
    text, score = "commentDetail", "averageScore"
    stars = reviews[score].map(lambda said: float(re.match(r"[\d.]+", said)[0]))
    classes = np.sign(stars - _NEUTRAL)
    found = {}
    for method, run in runs_with_and_without_scores(reviews, text, score):
        sides = run.comments.set_index("row")["label"].reindex(range(len(reviews)))
        said = sides.map({"negative": -1, "positive": 1}).fillna(0)
        ranked = spearmanr(by_row(run, "sentiment", 0.0), stars)
        found[method] = {
            "macro_f1": f1_score(classes, said, average="macro"),
            "f1_of_blame_middle_praise": f1_score(classes, said, average=None).round(3).tolist(),
            "spearman": ranked.statistic,
            **_chosen(run),
        }
    counts = classes.value_counts().sort_index()
    return {
        "set": "museums",
        "comments": len(reviews),
        "of_blame_middle_praise": counts.tolist(),
        "all": _rounded(found),
    }


def runs_with_and_without_scores(
    table: pd.DataFrame, text: str, score: str, **options: Any
) -> Iterator[tuple[str, voc.Analysis]]:
    """Seed, adapted without the column of scores, adapted with it."""
    for name, method in _METHODS.items():
        yield name, run_of_voc(table[[text]], text, method, **options)
    yield "voc scores", run_of_voc(table[[text, score]], text, "auto", score=score, **options)


def _chosen(run: voc.Analysis) -> dict[str, Any]:
    found = run.manifest["sentiment"]
    return {key: found[key] for key in ("method", "n", "agreement", "seed_agreement")}


# --- output --------------------------------------------------------------------------------------


def mean_of(records: list[dict[str, Any]]) -> dict[str, Any]:
    """The plain mean of the figures over the sets."""

    def means(part: str) -> dict[str, Any]:
        return {
            method: _rounded(
                {
                    name: float(np.mean([record[part][method][name] for record in records]))
                    for name in _SHOWN
                    if name in records[0][part][method]
                }
            )
            for method in records[0][part]
        }

    return {
        "set": "mean of the five shopping sets",
        "comments": sum(record["comments"] for record in records),
        "all": means("all"),
        "sample": sum(record["sample"] for record in records),
        "on_sample": means("on_sample"),
    }


def table(records: list[dict[str, Any]]) -> str:
    """All figures as a table in Markdown."""
    lines = [
        f"| set | comments | method | {' | '.join(_SHOWN)} |",
        "|---" * (3 + len(_SHOWN)) + "|",
    ]
    for record in records:
        for size, part in ((record["comments"], "all"), (record["sample"], "on_sample")):
            for method, found in record[part].items():
                cells = " | ".join(_cell(found.get(name)) for name in _SHOWN)
                lines.append(f"| {record['set']} | {size} | {method} | {cells} |")
    return "\n".join(lines)


def ranks_table(records: list[dict[str, Any]]) -> str:
    """The sets with a graded judgement as a table in Markdown."""
    lines = ["| set | comments | method | learned by | macro_f1 | spearman |", "|---" * 6 + "|"]
    for record in records:
        for method, found in record["all"].items():
            cells = (found["method"], _cell(found.get("macro_f1")), _cell(found["spearman"]))
            lines.append(
                f"| {record['set']} | {record['comments']} | {method} | {' | '.join(cells)} |"
            )
    return "\n".join(lines)


def _cell(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.0f}" if value > 1 else f"{value:.3f}"


def _at(judged: Judged, places: Places) -> Judged:
    """The same judgement, of some comments; what speaks of the whole run is left out."""
    sure = judged.confidence
    return Judged(judged.sentiment[places], None if sure is None else sure[places])


def _rounded(found: Any) -> Any:
    if isinstance(found, dict):
        return {name: _rounded(value) for name, value in found.items()}
    return round(float(found), 4) if isinstance(found, float | np.floating) else found


if __name__ == "__main__":
    main()
