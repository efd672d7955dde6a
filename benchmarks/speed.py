"""Reading to opinions beside plain `jieba.lcut`, on the same comments in the same run.

    python benchmarks/speed.py FILE [--text COLUMN] [--at-least CHARACTERS] [--codebook hotel]
                               [--repeat 5] [--json FILE]

Everything up to the tables of comments and opinions counts: reading, cleaning, masking, cutting,
clauses, opinions, drivers, dimensions, sentiment of the seed; not topics and statistics. Figures of
one process are seconds of CPU, so that a busy machine does little harm; the rounds alternate and
the best of each counts. rjieba alone is the limit: voc cannot be faster than its tokenizer.
SnowNLP and cnsenti are slow and see 1,000 comments; they need
`pip install snownlp==0.12.3 cnsenti "setuptools<81"`.
"""

from __future__ import annotations

import argparse
import json
import platform
import tempfile
import time
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import Any

import pandas as pd

import voc
from voc.lexicon import load_codebook
from voc.opinion import OpinionEngine, engine_for, uncollected
from voc.opinion.hits import comments as clauses_of
from voc.opinion.part import packed
from voc.opinion.rules import judge
from voc.opinion.score import comment_sentiment
from voc.read import read
from voc.text.language import language
from voc.text.mask.masker import Masker
from voc.text.normalise import SEPARATOR, normalise, simplified

PEER_SAMPLE = 1_000
CHUNK = 4_000
JUDGED = ("read", "opinions")  # the stages of a run that count

Work = Callable[[], object]


def main() -> None:
    """Parse the arguments, print a table, write JSON when asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--text", help="column with the comments")
    parser.add_argument("--at-least", type=int, default=1, help="leave out shorter comments")
    parser.add_argument("--codebook", default="general")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    arguments = parser.parse_args()
    texts = [text for text in _texts(arguments.file, arguments.text) if text.strip()]
    texts = [text for text in texts if len(text) >= arguments.at_least]
    found = measure(texts, arguments.codebook, arguments.repeat)
    found = {"file": arguments.file.name, **found}
    if arguments.json:
        arguments.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    show(found)


def measure(texts: list[str], codebook: str, repeat: int) -> dict[str, Any]:
    """CPU and clock of voc and its peers, and what each stage of voc takes."""
    engine = engine_for(load_codebook(codebook))
    chunks = [texts[start : start + CHUNK] for start in range(0, len(texts), CHUNK)]
    best: dict[str, float] = {}
    stages: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "comments.csv"
        pd.DataFrame({"comment": texts}).to_csv(file, index=False)
        alone = {"jieba": _jieba(texts), "rjieba": _rjieba(texts)}
        _run(file, codebook, 1)  # lexicons and libraries are loaded once, as jieba's dictionary is
        for _ in range(repeat):
            for name, work in alone.items():
                _keep(best, name, _cpu(work))
            cpu, _ = _run(file, codebook, 1)
            _keep(best, "voc", cpu)
            for processes in (1, 2):
                _, clock = _run(file, codebook, processes)
                _keep(best, f"clock {processes}", clock)
            for name, seconds in _stages(engine, chunks).items():
                _keep(stages, name, seconds)
    number = len(texts)
    micros = {name: seconds / number * 1e6 for name, seconds in best.items()}
    few = texts[:: max(1, number // PEER_SAMPLE)][:PEER_SAMPLE]
    for name, work in _slow_peers(few).items():
        micros[name] = _cpu(work) / len(few) * 1e6
    told = {name: seconds / number * 1e6 for name, seconds in stages.items()}
    told["reading and tables"] = max(0.0, micros["voc"] - sum(told.values()))
    clocks = micros.pop("clock 1"), micros.pop("clock 2")
    return {
        "comments": number,
        "characters": round(sum(map(len, texts)) / number, 1),
        "codebook": codebook,
        "python": platform.python_version(),
        "machine": platform.machine(),
        "microseconds_a_comment": {name: round(value, 2) for name, value in micros.items()},
        "comments_per_second": {name: round(1e6 / value) for name, value in micros.items()},
        "times_jieba": {name: round(micros["jieba"] / v, 2) for name, v in micros.items()},
        "stages": {name: round(value, 2) for name, value in told.items()},
        "two_processes": round(clocks[0] / clocks[1], 2),
    }


def show(found: dict[str, Any]) -> None:
    """The figures as two tables."""
    print(
        f"{found['file']}: {found['comments']:,} comments of {found['characters']} characters, "
        f"Python {found['python']}"
    )
    for name, micros in found["microseconds_a_comment"].items():
        speed, times = found["comments_per_second"][name], found["times_jieba"][name]
        print(f"  {name:20s} {micros:10.2f} µs a comment {speed:9,} a second {times:7.2f} × jieba")
    print(f"  two processes: {found['two_processes']} × one, by the clock")
    whole = sum(found["stages"].values())
    for name, micros in found["stages"].items():
        print(f"    {name:20s} {micros:8.2f} µs {micros / whole:5.0%}")


def _texts(file: Path, text: str | None) -> list[str]:
    source = read(file, text=text)
    names = [column.name for column in source.columns if column.role == "text"]
    return [value for name in names for value in source.table[name] if isinstance(value, str)]


def _jieba(comments: list[str]) -> Work:
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    return lambda: [jieba.lcut(comment) for comment in comments]


def _rjieba(comments: list[str]) -> Work:
    import rjieba

    tokenizer = rjieba.Jieba()
    return lambda: [tokenizer.cut(comment, False) for comment in comments]


def _slow_peers(comments: list[str]) -> dict[str, Work]:
    """SnowNLP and cnsenti, as far as they are installed."""
    found: dict[str, Work] = {}
    try:
        from snownlp import SnowNLP

        SnowNLP("好").sentiments  # noqa: B018 loads its model
        found["SnowNLP"] = lambda: [SnowNLP(comment).sentiments for comment in comments]
    except ImportError as error:
        print(f"SnowNLP is left out ({error}): pip install snownlp==0.12.3")
    try:
        from cnsenti import Sentiment

        scale = Sentiment()
        found["cnsenti"] = lambda: [scale.sentiment_calculate(comment) for comment in comments]
    except ImportError as error:
        print(f'cnsenti is left out ({error}): pip install cnsenti "setuptools<81"')
    return found


def _run(file: Path, codebook: str, processes: int) -> tuple[float, float]:
    """CPU of this process and clock of the stages that count."""
    began = time.process_time()
    run = voc.analyze(
        file,
        text="comment",
        codebook=codebook,
        topics=False,
        progress=False,
        config={"run": {"processes": processes}},
    )
    cpu = time.process_time() - began
    timings = run.manifest["timings"]
    clock = sum(timings[name] for name in JUDGED)
    return cpu * clock / sum(timings.values()), clock


def _stages(engine: OpinionEngine, chunks: list[list[str]]) -> dict[str, float]:
    """Seconds of CPU in each step from raw comments to a packed chunk, all read as Chinese."""
    taken: dict[str, float] = {}

    def step(name: str, work: Callable[[], Any]) -> Any:
        began = time.process_time()
        done = work()
        taken[name] = taken.get(name, 0.0) + time.process_time() - began
        return done

    for chunk in chunks:
        with uncollected():
            _steps(engine, chunk, step)
    taken["clauses"] -= taken["expressions"]  # which are looked for among them
    return taken


def _steps(
    engine: OpinionEngine, chunk: list[str], step: Callable[[str, Callable[[], Any]], Any]
) -> None:
    normal = step("normalise", lambda: normalise(chunk, simplify=False))
    simple = step("simplify (OpenCC)", lambda: simplified(normal))
    texts = step("mask", lambda: Masker().texts(simple)[0])
    step("language", lambda: list(map(language, texts)))
    tokens = step("cut", lambda: engine.tokenizer.cut(texts))
    step("words", tokens.by_comment)
    joined = SEPARATOR.join(texts)
    lowered = joined.lower()
    step("expressions", lambda: engine.patterns.find(lowered, tokens))
    clauses = step(
        "clauses", lambda: list(clauses_of(joined, tokens, engine.vocabulary, engine.patterns))
    )
    bases = accumulate((len(text) + 1 for text in texts), initial=0)
    opinions = step(
        "rules",
        lambda: [
            judge(found, tokens, base, text, engine.vocabulary)
            for found, base, text in zip(clauses, bases, texts, strict=False)
        ],
    )
    step("sentiment", lambda: list(map(comment_sentiment, opinions)))
    result = engine.run(chunk)
    step("pack", lambda: packed(result))


def _cpu(work: Work) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _keep(best: dict[str, float], name: str, seconds: float) -> None:
    best[name] = min(best.get(name, seconds), seconds)


if __name__ == "__main__":
    main()
