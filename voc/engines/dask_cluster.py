"""Chunks on a Dask cluster: one that runs already, or one of this machine for this run alone.

The scheduler keeps what a task was given until its part has arrived here, so that it can have
another worker do what a lost one had in hand. A chunk is therefore an argument of its task.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from voc.engines.partition import Comments, JudgingFailedError, OtherVersionsError, Sealed
from voc.errors import VocError
from voc.opinion.engine import OpinionEngine
from voc.opinion.part import Part, part_of

if TYPE_CHECKING:
    from distributed import Client, Future

_TRIES = 2  # more, of a task that failed
_REACHED = 20  # seconds to reach a scheduler
_PATIENCE = 60  # seconds without any worker before the run is given up


def check() -> None:
    """Raise when the package is missing."""
    if not find_spec("distributed"):
        raise VocError("engine.package-missing", where="--engine dask", name="Dask", extra="dask")


def parts(
    engine: OpinionEngine,
    settings: dict[str, Any],
    chunks: Iterable[list[str]],
    *,
    address: str,
    processes: int,
) -> Iterator[Part]:
    """See `voc.engines.Engine`.

    Without an address: the client of this notebook, where there is one, else a cluster of this
    machine with as many workers as `processes`.
    """
    check()
    with _connected(address, processes) as client:
        where = address or "dask"
        _wait_for_workers(client, where)
        _refuse_workers_without_voc(client, where)
        yield from _judged(client, Sealed(settings), chunks, where)


def _judged(
    client: Client, sealed: Sealed, chunks: Iterable[list[str]], where: str
) -> Iterator[Part]:
    run = f"voc-{uuid4().hex[:12]}"  # tasks have these names on the dashboard and in logs
    # The settings are a task themselves: its result goes to each worker once, and comes again
    # when the worker that held it is gone.
    settings = client.submit(_as_given, sealed, key=f"{run}-settings", pure=False)
    left = enumerate(chunks)
    under_way: deque[Future[Any]] = deque()
    try:
        while True:
            room = 2 * max(1, sum(client.nthreads().values())) + 2 - len(under_way)
            for place, chunk in islice(left, max(0, room)):
                key = f"{run}-{place:07d}"
                under_way.append(
                    client.submit(
                        Sealed.judged,
                        settings,
                        Comments(chunk),
                        key=key,
                        pure=False,
                        retries=_TRIES,
                    )
                )
            if not under_way:
                return
            content = _result(client, under_way[0], where)
            under_way.popleft().release()
            yield part_of(content)
    finally:
        if under_way:
            client.cancel(list(under_way), force=True)


def _as_given(sealed: Sealed) -> Sealed:
    return sealed


def _result(client: Client, future: Future[Any], where: str) -> bytes:
    from distributed import KilledWorker

    while True:
        try:
            content: bytes = future.result(timeout=_PATIENCE)
            return content
        except TimeoutError:
            _wait_for_workers(client, where)  # a long chunk, or nobody is left to do it
        except OtherVersionsError as error:
            raise VocError("engine.other-versions", where=where, told=error) from None
        except ModuleNotFoundError as error:
            raise VocError("engine.not-importable", where=where, module=error.name) from None
        except JudgingFailedError as error:
            raise VocError("engine.failed", where=where, told=error) from None
        except KilledWorker:
            raise VocError("engine.workers-died", where=where) from None
        except (CancelledError, OSError):
            raise VocError("engine.lost", where=where) from None


def _wait_for_workers(client: Client, where: str) -> None:
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError:
        raise VocError("engine.no-workers", where=where, seconds=_PATIENCE) from None
    except (CancelledError, OSError):
        raise VocError("engine.lost", where=where) from None


def _refuse_workers_without_voc(client: Client, where: str) -> None:
    """Told before the work; a worker that comes later tells by failing."""
    found = client.run(find_spec, "voc", on_error="return")
    if any(spec is None or isinstance(spec, BaseException) for spec in found.values()):
        raise VocError("engine.not-importable", where=where, module="voc")


@contextmanager
def _connected(address: str, processes: int) -> Iterator[Client]:
    from distributed import Client, LocalCluster

    with ExitStack() as stack:
        if not address:
            try:
                yield Client.current()
                return
            except ValueError:
                pass  # none is there
        try:
            if address:
                given: Any = address
            else:
                given = stack.enter_context(
                    LocalCluster(
                        n_workers=processes,
                        threads_per_worker=1,
                        dashboard_address="127.0.0.1:0",
                        silence_logs=logging.CRITICAL,
                    )
                )
            client = stack.enter_context(Client(given, timeout=_REACHED, set_as_default=False))
        except (OSError, ValueError, RuntimeError, TimeoutError) as error:
            reason = (str(error).splitlines() or [type(error).__name__])[0]
            raise VocError(
                "engine.not-reached", where=address or "dask", name="Dask", reason=reason
            ) from None
        yield client
