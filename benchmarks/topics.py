"""Topics against known classes, beside BERTopic, k-means, NMF and LDA in the same run.

    python benchmarks/topics.py [--data FOLDER] [--sets shopping …] [--quick] [--e5]

Shopping: 36,174 reviews of five categories; complaints: 495 letters of citizens with seven
classes, the details alone and with the subject. voc runs as a user runs it and sees the text
alone. All figures are over all comments: unassigned ones count as one more cluster, in `NMI` and
in `ARI`; for `none left out` each goes to the topic whose mean LSA vector is nearest, whatever the
method. Coherence is NPMI and diversity the share of different words, both of ten words a topic.
Stability is the mean adjusted Rand index between the topics of all comments by a model of all and
by a model of 80 % of them, with another seed, five times; `NMI of parts` is the mean, the least
and the largest of these five models, also over all comments, since one figure of a few hundred
comments is partly luck.

`seconds` and `CPU`: by the wall, and of the processor (the machine may be busy). For voc the stage
"topics" in the second run of a process, words already cut; its CPU is that of the run less that of
a run without topics. For a baseline the model, its words and the LSA
vectors, in a second fit. The limit of time
holds for the smaller of the two.

`--quick` leaves out UMAP with HDBSCAN and EVoC (which compiles for about 125 s on its first use on
a machine); `--e5` adds the multilingual E5 of the extra "e5". The command fails beyond a limit.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score
from topic_baselines import (
    REMEMBERED,
    UNASSIGNED,
    Clock,
    Corpus,
    Fitted,
    Labels,
    Method,
    baselines,
    baselines_of_sentences,
)

import voc
from voc.config import load_config
from voc.lexicon import load_codebook
from voc.opinion import engine_for
from voc.topic.coherence import coherence
from voc.topic.embed import Vectors, unit
from voc.topic.features import readable
from voc.topic.model import TopicModel
from voc.topic.quality import diversity
from voc.topic.stability import stability

SENTENCES = "voc, e5"
DEFAULT = "voc, lsa"
COLUMNS = ["method", "topics", "NMI", "NMI of parts", "none left out", "ARI", "unassigned"]
COLUMNS += ["coherence", "diversity", "stability", "seconds", "CPU"]
_TEXT = "text"
_EMBEDDED = 4_000


@dataclass(frozen=True)
class Limits:
    """What is asked of a method on a set; the first and third at least, the others at most."""

    nmi: float
    unassigned: float = 0.15
    stability: float | None = None
    seconds: float | None = None


LIMITS: dict[tuple[str, str], Limits] = {
    ("shopping", DEFAULT): Limits(0.35, stability=0.7, seconds=30),
    ("shopping", SENTENCES): Limits(0.45, stability=0.7, seconds=180),
    ("complaints", DEFAULT): Limits(0.45),
}


@dataclass(frozen=True)
class Labelled:
    """Comments with the classes that someone gave them."""

    texts: list[str]
    classes: Labels

    @property
    def number(self) -> int:
        """Of classes."""
        return len(np.unique(self.classes))


def main() -> None:
    """Measure every set, print a table of each, and fail beyond a limit."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--sets", nargs="+", choices=list(SETS), default=list(SETS))
    parser.add_argument("--quick", action="store_true", help="without UMAP, HDBSCAN and EVoC")
    parser.add_argument("--e5", action="store_true", help="with multilingual E5")
    parser.add_argument("--repeats", type=int, default=5, help="fits for the stability")
    arguments = parser.parse_args()
    broken = []
    for name in arguments.sets:
        comments = SETS[name](arguments.data)
        print(f"## {name}: {len(comments.texts):,} comments, {comments.number} classes\n")
        table = measure(comments, arguments)
        print(f"\n{markdown(table)}\n", flush=True)
        broken += beyond_limits(name, table)
    if broken:
        sys.exit("\n".join(broken))


# --- data ----------------------------------------------------------------------------------------


def shopping(data: Path) -> Labelled:
    """Reviews of books, tablets, phones, fruit and shampoo; many would fit any product."""
    table = pd.read_csv(data / "sentiment" / "shopping_5_categories.csv").dropna()
    return _labelled(table["review"], table["cat"])


def complaints(data: Path) -> Labelled:
    """The details of letters to a city."""
    table = _letters(data)
    return _labelled(table["留言详情"], table["一级分类"])


def complaints_with_subject(data: Path) -> Labelled:
    """Subject and details as one text."""
    table = _letters(data)
    return _labelled(table["留言主题"] + "。" + table["留言详情"], table["一级分类"])


SETS = {
    "shopping": shopping,
    "complaints": complaints,
    "complaints with subject": complaints_with_subject,
}


def _letters(data: Path) -> pd.DataFrame:
    file = data / "real_input" / "citizen_complaints_labelled.xlsx"
    return pd.read_excel(file, engine="calamine")


def _labelled(texts: pd.Series, classes: pd.Series) -> Labelled:
    return Labelled(texts.tolist(), pd.factorize(classes)[0].astype(np.int64))


# --- one set -------------------------------------------------------------------------------------


def measure(comments: Labelled, arguments: argparse.Namespace) -> pd.DataFrame:
    """One row a method."""
    result = engine_for(load_codebook("general")).run(comments.texts)
    corpus = Corpus(result.words)
    rows = list(rows_of_voc(comments, corpus, arguments))
    numbers = sorted({int(rows[0]["topics"]), comments.number} - {0, 1})
    for name, method in baselines(numbers, umap=not arguments.quick).items():
        rows.append(row_of_baseline(name, method, corpus, comments, arguments.repeats))
    if arguments.e5:
        rows += rows_on_sentences(numbers, corpus, comments, arguments)
    return pd.DataFrame(rows, columns=COLUMNS)


def rows_of_voc(
    comments: Labelled, corpus: Corpus, arguments: argparse.Namespace
) -> Iterator[dict[str, Any]]:
    """voc as it comes, with the other clusterers, and asked for as many topics as classes."""
    asked: dict[str, dict[str, Any]] = {
        DEFAULT: {},
        f"voc, lsa, {comments.number} topics asked for": {"count": comments.number},
    }
    if not arguments.quick:
        asked["voc, lsa, EVoC"] = {"clusters": "evoc"}
        asked["voc, lsa, HDBSCAN"] = {"clusters": "hdbscan"}
    if arguments.e5:
        asked[SENTENCES] = {"embedding": "e5"}
        asked[f"{SENTENCES}, {comments.number} topics asked for"] = {
            "embedding": "e5",
            "count": comments.number,
        }
    table = pd.DataFrame({_TEXT: comments.texts})
    without, spent = run_of_voc(table, None)
    sentiment = by_row(without, "sentiment", len(table)).fillna(0).tolist()
    for name, settings in asked.items():
        run_of_voc(table, settings)
        run, clock = run_of_voc(table, settings)
        labels = by_row(run, "topic", len(table)).fillna(UNASSIGNED).to_numpy(np.int64)
        method = partial(topics_of_voc, settings, comments.texts, sentiment)
        row = {
            "method": name,
            **figures(comments, corpus, labels, _words_of(run)),
            **figures_of_parts(method, corpus, comments, labels, arguments.repeats),
            "seconds": run.manifest["timings"]["topics"],
            "CPU": clock.cpu - spent.cpu,
        }
        say(row)
        yield row


def by_row(run: voc.Analysis, column: str, rows: int) -> pd.Series:
    """A column of the comments for every row of the table; missing where a row was set aside."""
    return run.comments.set_index("row")[column].reindex(range(rows))


def _words_of(run: voc.Analysis) -> list[list[str]]:
    return [] if run.topics is None else run.topics["words"].tolist()


def topics_of_voc(
    settings: dict[str, Any],
    texts: list[str],
    sentiment: list[float],
    corpus: Corpus,
    rows: Labels,
    seed: int,
) -> Fitted:
    """The model of a run with these settings, fitted to some rows and applied to all."""
    chosen = load_config("reviews", {"topics": settings}, {}).topics
    known = {one.name for one in fields(TopicModel) if one.init} & set(type(chosen).model_fields)
    options = {name: getattr(chosen, name) for name in known}
    if chosen.embedding != "lsa":
        options["embedding"] = REMEMBERED
    model = TopicModel(**options, seed=seed).fit(
        [corpus.words[row] for row in rows],
        [texts[row] for row in rows],
        [sentiment[row] for row in rows],
    )
    return Fitted(model.transform(corpus.words)[0], [list(topic.words) for topic in model.topics_])


def run_of_voc(table: pd.DataFrame, settings: dict[str, Any] | None) -> tuple[voc.Analysis, Clock]:
    """A run with these settings of topics, None for none, in one process, and its time."""
    clock = Clock()
    with clock.running():
        run = voc.analyze(
            table,
            text=_TEXT,
            codebook="general",
            topics=settings is not None,
            config={"topics": settings or {}, "run": {"processes": 1}},
            progress=False,
        )
    return run, clock


def row_of_baseline(
    name: str, method: Method, corpus: Corpus, comments: Labelled, repeats: int
) -> dict[str, Any]:
    """Figures of a baseline; its time is that of the second fit, with the vectors."""
    everything = np.arange(len(comments.texts))
    space = corpus.space(everything, 0)
    method(corpus, everything, 0)  # UMAP compiles in its first run
    clock = Clock(space.clock.wall, space.clock.cpu)
    with clock.running():
        fitted = method(corpus, everything, 0)
    row = {
        "method": name,
        **figures(comments, corpus, fitted.labels, fitted.words),
        **figures_of_parts(method, corpus, comments, fitted.labels, repeats),
        "seconds": clock.wall,
        "CPU": clock.cpu,
    }
    say(row)
    return row


def rows_on_sentences(
    numbers: list[int], corpus: Corpus, comments: Labelled, arguments: argparse.Namespace
) -> list[dict[str, Any]]:
    """Baselines on E5 as it is, of all comments or of a random sample that they are judged by."""
    n = len(comments.texts)
    drawn = np.sort(np.random.default_rng(0).permutation(n)[:_EMBEDDED])
    part = Labelled([comments.texts[row] for row in drawn], comments.classes[drawn])
    clock = Clock()
    with clock.running():
        sentences = REMEMBERED.encode(part.texts)
    sample = Corpus([corpus.words[row] for row in drawn], sentences)
    space = sample.space(np.arange(len(drawn)), 0)
    space.clock.wall, space.clock.cpu = clock.wall, clock.cpu
    about = "e5" if len(drawn) == n else f"e5, {len(drawn):,} comments"
    methods = baselines_of_sentences(numbers, umap=not arguments.quick)
    return [
        row_of_baseline(f"{name} ({about})", method, sample, part, arguments.repeats)
        for name, method in methods.items()
    ]


def figures_of_parts(
    method: Method, corpus: Corpus, comments: Labelled, labels: Labels, repeats: int
) -> dict[str, Any]:
    """How well models of 80 % of the comments agree with the model of all, and with the classes."""
    agreed: list[float] = []

    def fit(rows: Labels, seed: int) -> Labels:
        found = method(corpus, rows, seed).labels
        agreed.append(float(normalized_mutual_info_score(comments.classes, found)))
        return found

    again = stability(fit, len(labels), labels=labels, repeats=repeats)
    shown = f"{np.mean(agreed):.3f} ({min(agreed):.3f}–{max(agreed):.3f})" if agreed else ""
    return {"stability": again.value, "NMI of parts": shown}


def figures(
    comments: Labelled, corpus: Corpus, labels: Labels, words: list[list[str]]
) -> dict[str, Any]:
    """All but time and what needs further fits."""
    space = corpus.space(np.arange(len(labels)), 0)
    said = [{readable(feature) for feature in features} for features in space.features]
    forced = none_left_out(labels, space.vectors)
    return {
        "topics": len(words),
        "NMI": normalized_mutual_info_score(comments.classes, labels),
        "none left out": normalized_mutual_info_score(comments.classes, forced),
        "ARI": adjusted_rand_score(comments.classes, labels),
        "unassigned": float((labels < 0).mean()),
        "coherence": float(np.nanmean(coherence(words, said))) if len(words) else np.nan,
        "diversity": diversity(words),
    }


def none_left_out(labels: Labels, vectors: Vectors) -> Labels:
    """Unassigned comments in the topic whose mean vector is nearest.

    >>> vectors = np.array([[1, 0], [0, 1], [0.6, 0.8]], dtype=np.float32)
    >>> none_left_out(np.array([0, 1, -1]), vectors)
    array([0, 1, 1])
    """
    topics = np.unique(labels[labels >= 0])
    if not len(topics):
        return labels
    means = unit(np.array([vectors[labels == topic].mean(axis=0) for topic in topics]))
    nearest = topics[(vectors @ means.T).argmax(axis=1)]
    return np.where(labels < 0, nearest, labels)


# --- what is asked -------------------------------------------------------------------------------


def beyond_limits(name: str, table: pd.DataFrame) -> list[str]:
    """A line for every limit that a row of voc breaks."""
    broken = []
    others = table[~table["method"].str.startswith("voc")]
    for (of, method), limits in LIMITS.items():
        rows = table[table["method"] == method]
        if of != name or rows.empty:
            continue
        row = rows.iloc[0]
        asked = [
            (row["NMI"] >= limits.nmi, f"NMI {row['NMI']:.3f}, not {limits.nmi} or more"),
            (
                row["unassigned"] < limits.unassigned,
                f"unassigned {row['unassigned']:.1%}, not under {limits.unassigned:.0%}",
            ),
        ]
        if limits.stability is not None:
            found = row["stability"]
            line = f"stability {found:.3f}, not {limits.stability} or more"
            asked.append((found >= limits.stability, line))
        if limits.seconds is not None:
            took = min(row["seconds"], row["CPU"])
            asked.append((took < limits.seconds, f"{took:.1f} s, not under {limits.seconds:.0f} s"))
            better = others[others["NMI"] >= row["NMI"]]["method"].tolist()
            asked.append((not better, f"NMI not above {', '.join(better)}"))
        broken += [f"{name}, {method}: {line}" for kept, line in asked if not kept]
    return broken


def say(row: dict[str, Any]) -> None:
    """A line of progress on the standard error."""
    shown = " · ".join(f"{name} {_cell(name, row[name])}" for name in COLUMNS[1:])
    print(f"{time.strftime('%H:%M:%S')} {row['method']}: {shown}", file=sys.stderr, flush=True)


def markdown(table: pd.DataFrame) -> str:
    """A table in Markdown."""
    lines = [f"| {' | '.join(table.columns)} |", "|---" * table.shape[1] + "|"]
    for row in table.to_dict("records"):
        lines.append(f"| {' | '.join(_cell(name, row[name]) for name in table.columns)} |")
    return "\n".join(lines)


def _cell(name: str, value: Any) -> str:
    if not isinstance(value, float):
        return str(value)
    if np.isnan(value):
        return ""
    if name == "unassigned":
        return f"{value:.1%}"
    return f"{value:.1f}" if name in ("seconds", "CPU") else f"{value:.3f}"


if __name__ == "__main__":
    main()
