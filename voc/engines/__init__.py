"""Where chunks of comments are judged: this machine, Dask or Spark. The parts are the same.

One module an engine, each with `check` and `parts`; all of them do `judged` of `partition` with
a chunk. Chunks and parts pass through this process, a bounded number at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

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
        """The judged chunks, in their order."""
        ...


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
    """Judge chunks of comments, in order; only a few chunks are in memory at a time.

    A worker that is killed loses nothing: what it had in hand is done again.

    Parameters
    ----------
    engine : OpinionEngine
        Used in this process, and by workers that are forked from it.
    settings : dict
        Arguments that build the same engine in a worker that is not forked.
    chunks : iterable of list of str
    processes : int
        Of this machine; 0 means one per core, at most two. A cluster has its own number.
    name : str
        "local"; "dask" or "dask=ADDRESS"; "spark" or "spark=MASTER".

    Raises
    ------
    VocError
        The cluster cannot be reached, is lost, or does not have this version of voc.
    """
    module, address = _engine_of(name)
    return module.parts(engine, settings, chunks, address=address, processes=processes)


def _engine_of(name: str) -> tuple[Engine, str]:
    """The module of an engine, and the address that is given with it."""
    short, _, address = name.partition("=")
    module = {"local": "local", "dask": "dask_cluster", "spark": "spark_session"}[short]
    return cast(Engine, import_module(f"voc.engines.{module}")), address
