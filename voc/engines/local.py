"""Chunks in one or several processes of this machine; the result is the same for any number."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.connection import wait
from typing import Any

from voc.engines.partition import judged
from voc.opinion.engine import OpinionEngine, engine_for
from voc.opinion.part import Part

_WAITING = 2  # chunks handed out beside those that are worked on, so that nobody is idle

_engine: OpinionEngine | None = None


def check() -> None:
    """Nothing but Python is needed."""


def parts(
    engine: OpinionEngine,
    settings: dict[str, Any],
    chunks: Iterable[list[str]],
    *,
    address: str,
    processes: int,
) -> Iterator[Part]:
    """See `voc.engines.Engine`; `address` means nothing here.

    When a worker is killed, this process does what it had not handed over, and the rest.
    """
    left = iter(chunks)
    first = list(islice(left, 2))
    handed: deque[list[str]] = deque(first)  # chunks whose part was not yielded yet
    if processes > 1 and len(first) > 1:
        try:
            yield from _pooled(engine, settings, left, processes, handed)
            return
        except (BrokenProcessPool, OSError):
            pass
    while handed or (handed := deque(islice(left, 1))):
        part = judged(engine, handed[0])
        handed.popleft()
        yield part


def _pooled(
    engine: OpinionEngine,
    settings: dict[str, Any],
    left: Iterator[list[str]],
    processes: int,
    handed: deque[list[str]],
) -> Iterator[Part]:
    global _engine
    # Forked workers find the engine in memory. Elsewhere they build it again.
    method = "fork" if sys.platform == "linux" else "spawn"
    _engine = engine
    pool = ProcessPoolExecutor(
        processes,
        mp_context=multiprocessing.get_context(method),
        initializer=_start,
        initargs=(settings,),
    )
    under_way: deque[Future[Part]] = deque()
    try:
        while handed:
            handed.extend(islice(left, max(0, processes + _WAITING - len(handed))))
            for chunk in islice(handed, len(under_way), None):
                under_way.append(pool.submit(_run, chunk))
            part = under_way.popleft().result()
            handed.popleft()
            yield part
    finally:
        _engine = None
        pool.shutdown(wait=False, cancel_futures=True)  # they end while this process goes on


def _start(settings: dict[str, Any]) -> None:
    global _engine
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent to handle
    # Nor is this what the parent does: a pool that lost a worker waits until the others have ended.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if _engine is None:
        _engine = engine_for(**settings)


def _end_with_parent() -> None:
    """A killed parent tells its workers nothing: they would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _run(chunk: list[str]) -> Part:
    assert _engine is not None
    return judged(_engine, chunk)
