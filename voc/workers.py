"""Per-comment work in one or several processes; the result is the same for any number."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from voc.opinion.engine import ChunkResult, OpinionEngine, engine_for

_engine: OpinionEngine | None = None


def chunk_results(
    engine: OpinionEngine,
    settings: dict[str, Any],
    chunks: list[list[str]],
    processes: int,
    advance: Callable[[int], None],
) -> Iterator[ChunkResult]:
    """Judge chunks of comments, in order.

    Parameters
    ----------
    engine : OpinionEngine
        Used in this process, and by workers that are forked from it.
    settings : dict
        Arguments that build the same engine in a worker that is not forked.
    chunks : list of list of str
    processes : int
        0 means one per core, at most two.
    advance : callable
        Told the number of comments after each chunk.
    """
    wanted = min(processes or min(os.cpu_count() or 1, 2), len(chunks))
    done = 0
    if wanted > 1:
        try:
            for result in _pooled(engine, settings, chunks, wanted):
                advance(len(chunks[done]))
                done += 1
                yield result
            return
        except (BrokenProcessPool, OSError):
            pass  # a worker was killed: this process does the rest, nothing is lost
    for chunk in chunks[done:]:
        yield engine.run(chunk)
        advance(len(chunk))


def _pooled(
    engine: OpinionEngine,
    settings: dict[str, Any],
    chunks: list[list[str]],
    processes: int,
) -> Iterator[ChunkResult]:
    global _engine
    # Forked workers find the engine in memory. Elsewhere they build it again.
    method = "fork" if sys.platform == "linux" else "spawn"
    _engine = engine
    try:
        with ProcessPoolExecutor(
            processes,
            mp_context=multiprocessing.get_context(method),
            initializer=_start,
            initargs=(settings,),
        ) as pool:
            yield from pool.map(_run, chunks)
    finally:
        _engine = None


def _start(settings: dict[str, Any]) -> None:
    global _engine
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent to handle
    if _engine is None:
        _engine = engine_for(**settings)


def _run(chunk: list[str]) -> ChunkResult:
    assert _engine is not None
    return _engine.run(chunk)
