"""Where chunks of comments are judged: this machine, Dask or Spark. The parts are the same.

One module an engine, each with `check` and `parts`; all of them do `judged` of `partition` with
a chunk. Chunks and parts pass through this process, a bounded number at a time.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Protocol

from voc.engines import dask_cluster, local, spark_session

if TYPE_CHECKING:
    from voc.opinion.engine import OpinionEngine
    from voc.opinion.part import Part

__all__ = ["Engine", "check", "judged_parts"]


class Engine(Protocol):
    """What a module of an engine offers."""

    def check(self) -> None:
        """Raise when something is missing on this machine that can be told before the work."""
        ...

    def parts(
        self,
        engine: OpinionEngine,
        settings: dict[str, Any],
        chunks: Iterable[list[str]],
        *,
        address: str,
        processes: int,
    ) -> Iterator[Part]:
        """Judge chunks of comments, in order; only a few of them are in memory at a time.

        A worker that is killed loses nothing: what it had in hand is done again.

        Parameters
        ----------
        engine : OpinionEngine
            Used in this process, and by workers that are forked from it.
        settings : dict
            Arguments that build the same engine in a worker that is not forked.
        chunks : iterable of list of str
        address : str
            Of a cluster that runs already; empty where none was named.
        processes : int
            Of this machine, at least one. A cluster has its own number.

        Raises
        ------
        VocError
            The cluster cannot be reached, is lost, or does not have this version of voc.
        """
        ...


_ENGINES: dict[str, Engine] = {"local": local, "dask": dask_cluster, "spark": spark_session}


def check(name: str) -> None:
    """See whether an engine can be used here, before anything is read.

    Parameters
    ----------
    name : str
        As `[run] engine`.

    Raises
    ------
    VocError
        A package, or Java, is missing.
    """
    _engine_of(name)[0].check()


def judged_parts(
    engine: OpinionEngine,
    settings: dict[str, Any],
    chunks: Iterable[list[str]],
    processes: int,
    name: str = "local",
) -> Iterator[Part]:
    """Judge chunks by the engine of this name, see `Engine.parts`.

    Parameters
    ----------
    engine, settings, chunks
        As in `Engine.parts`.
    processes : int
        Of this machine; 0 means one per core, at most two.
    name : str
        "local"; "dask" or "dask=ADDRESS"; "spark" or "spark=MASTER".
    """
    chosen, address = _engine_of(name)
    processes = processes or min(os.cpu_count() or 1, 2)
    return chosen.parts(engine, settings, chunks, address=address, processes=processes)


def _engine_of(name: str) -> tuple[Engine, str]:
    """The engine of a name, and the address that is given with it."""
    short, _, address = name.partition("=")
    return _ENGINES[short], address
