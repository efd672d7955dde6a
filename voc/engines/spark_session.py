"""Chunks on Spark: in the session that is active, or in one of this run alone.

Chunks go out in waves, one job each, two at a time: while the parts of one arrive, the next is
judged. So this process never holds more than two waves, whatever the size of the run.
"""

from __future__ import annotations

import os
import pickle
import re
import shutil
import sys
import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from voc.engines.partition import Comments, Sealed
from voc.errors import VocError
from voc.opinion.engine import OpinionEngine
from voc.opinion.part import Part, part_of

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import SparkSession

_AT_ONCE = 2  # waves under way
_LARGEST = 64  # chunks in a wave: their parts have to fit into what a driver takes at once
_TRIES = 3  # of a wave; a local Spark does not try a task again by itself
_TOLD = {
    "engine.other-versions": re.compile(r"OtherVersionsError: (?P<told>.+)"),
    "engine.failed": re.compile(r"JudgingFailedError: (?P<told>.+)"),
    "engine.not-importable": re.compile(r"No module named '(?P<module>\w+)"),
}


def check() -> None:
    """Raise when the package or Java is missing."""
    if not find_spec("pyspark"):
        raise VocError(
            "engine.package-missing", where="--engine spark", name="Spark", extra="spark"
        )
    home = os.environ.get("JAVA_HOME", "")
    if not shutil.which("java") and not (home and (Path(home) / "bin").is_dir()):
        raise VocError("engine.no-java", where="--engine spark")


def parts(
    engine: OpinionEngine,
    settings: dict[str, Any],
    chunks: Iterable[list[str]],
    *,
    address: str,
    processes: int,
) -> Iterator[Part]:
    """See `voc.engines.Engine`.

    Without an active session and a master: a Spark of this machine with as many workers as
    `processes`.
    """
    check()
    address = address or f"local[{processes}]"
    with _session(address) as session:
        yield from _judged(session, Sealed(settings), chunks, f"spark={address}")


def _judged(
    session: SparkSession, sealed: Sealed, chunks: Iterable[list[str]], where: str
) -> Iterator[Part]:
    context = session.sparkContext
    run = f"voc-{uuid4().hex[:12]}"
    shared = context.broadcast(sealed)  # each worker takes it once
    size = min(2 * context.defaultParallelism, _LARGEST)
    left = iter(chunks)
    under_way: deque[Future[list[bytes]]] = deque()

    def wave(texts: list[list[str]]) -> list[bytes]:
        context.setJobGroup(run, "voc", interruptOnCancel=True)
        rows = [(place, pickle.dumps(Comments(chunk))) for place, chunk in enumerate(texts)]
        table = session.createDataFrame(rows, "place int, content binary", verifySchema=False)
        found = table.mapInArrow(partial(_on_worker, shared), table.schema).collect()
        return [bytes(row.content) for row in sorted(found, key=lambda row: row.place)]

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        try:
            while True:
                while len(under_way) < _AT_ONCE and (texts := list(islice(left, size))):
                    under_way.append(pool.submit(_tried, partial(wave, texts), where))
                if not under_way:
                    return
                for content in under_way.popleft().result():
                    yield part_of(content)
        finally:
            if under_way:
                context.cancelJobGroup(run)
            shared.destroy()


def _on_worker(shared: Any, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Rows of place and chunk become rows of place and part."""
    import pyarrow as pa

    for batch in batches:
        for place, content in zip(batch["place"], batch["content"].to_pylist(), strict=True):
            part = shared.value.judged(pickle.loads(content))
            columns = [pa.array([place.as_py()], pa.int32()), pa.array([part], pa.binary())]
            yield pa.RecordBatch.from_arrays(columns, names=["place", "content"])


def _tried(wave: partial[list[bytes]], where: str) -> list[bytes]:
    """The parts of a wave; one that fails for a lost worker is done again."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    for tries_left in reversed(range(_TRIES)):
        try:
            return wave()
        except (PySparkException, Py4JError, OSError) as error:
            fault = _fault(str(error), where, last=not tries_left)
        if fault:
            raise fault
    raise AssertionError("the last try returns or raises")


def _fault(said: str, where: str, *, last: bool) -> VocError | None:
    for code, pattern in _TOLD.items():
        if found := pattern.search(said):
            return VocError(code, where=where, **found.groupdict())
    return VocError("engine.lost", where=where) if last else None


@contextmanager
def _session(master: str) -> Iterator[SparkSession]:
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    if (active := SparkSession.getActiveSession()) is not None:
        yield active
        return
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    asked = SparkSession.builder.master(master).appName("voc")
    asked = asked.config("spark.ui.showConsoleProgress", "false")
    if master.startswith("local"):
        # Workers of this machine run this very Python, and nobody else is to reach them.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        asked = asked.config("spark.driver.host", "127.0.0.1").config("spark.ui.enabled", "false")
    try:
        session = asked.getOrCreate()
    except (PySparkException, Py4JError, OSError) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise VocError(
            "engine.not-reached", where=f"spark={master}", name="Spark", reason=reason
        ) from None
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield session
    finally:
        session.stop()
