"""What goes to the workers of a cluster, and what they do with a chunk.

Settings go once to every worker. Neither they (there is the key of the pseudonyms among them) nor
comments tell anything of themselves: engines write the arguments of a failed task into their logs.

Unpickled is only what the process of the run has pickled for its own workers, settings and chunks;
nothing that stands in a file, and no answer of a worker: parts come back as Arrow. Dask and Spark
themselves unpickle what members of a cluster send: whoever reaches one can run code on it.
"""

from __future__ import annotations

import pickle
import socket
import traceback
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import Any

from voc.errors import VocError
from voc.opinion.engine import OpinionEngine
from voc.opinion.part import Part, bytes_of, packed
from voc.opinion.versions import deciding_versions
from voc.text.mask.masker import Masker

__all__ = ["Comments", "JudgingFailedError", "OtherVersionsError", "Sealed", "judged"]

_KEPT = 2  # engines that a worker keeps: several runs may share a cluster

_engines: dict[bytes, OpinionEngine] = {}
_one_at_a_time = Lock()  # threads of one worker: Python would let only one of them work anyway


class OtherVersionsError(RuntimeError):
    """A worker has another version of what decides a result."""


class JudgingFailedError(RuntimeError):
    """A worker met a fault of voc; told without a word of the comment."""


class Comments:
    """A chunk on its way.

    >>> Comments(["房间很干净"])
    <1 comments>
    """

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts

    def __repr__(self) -> str:
        return f"<{len(self.texts)} comments>"


class Sealed:
    """What a worker builds its engine of opinions from.

    Parameters
    ----------
    settings : mapping
        Arguments of `voc.opinion.engine_for`.

    Examples
    --------
    >>> from voc.lexicon import load_codebook
    >>> sealed = Sealed({"codebook": load_codebook("hotel")})
    >>> sealed
    <settings of voc>
    >>> from voc.opinion.part import part_of
    >>> part_of(sealed.judged(Comments(["房间很干净"])))["drivers"].to_pylist()
    ['cleanliness']
    """

    def __init__(self, settings: Mapping[str, Any]) -> None:
        masker = Masker.of(settings.get("mask", True)).with_key()
        self._content = pickle.dumps({**settings, "mask": masker})
        self._name = blake2b(self._content, digest_size=16).digest()
        self._versions = deciding_versions()

    def __repr__(self) -> str:
        return "<settings of voc>"

    def judged(self, comments: Comments) -> bytes:
        """The part of a chunk, for `voc.opinion.part.part_of`.

        Works in any process that can import voc.

        Raises
        ------
        OtherVersionsError
            The versions here are not those of the process that sealed the settings.
        JudgingFailedError
            Anything else; it does not hold what a comment says.
        """
        with _one_at_a_time:
            engine = self._engine()
            try:
                return bytes_of(judged(engine, comments.texts))
            except Exception as error:
                failed = _place_of(error)
        # Raised outside the handler: what led here may quote a comment.
        raise JudgingFailedError(failed)

    def _engine(self) -> OpinionEngine:
        if self._name not in _engines:
            here = deciding_versions()
            others = [
                f"{name} {here[name]} ≠ {told}"
                for name, told in self._versions.items()
                if here[name] != told
            ]
            if others:
                raise OtherVersionsError(f"{socket.gethostname()}: {', '.join(others)}")
            while len(_engines) >= _KEPT:
                del _engines[next(iter(_engines))]
            _engines[self._name] = OpinionEngine(**pickle.loads(self._content))
        return _engines[self._name]


def judged(engine: OpinionEngine, texts: list[str]) -> Part:
    """What every engine does with a chunk."""
    return packed(engine.run(texts))


def _place_of(error: Exception) -> str:
    """Kind and place of an error; what it says may quote a comment."""
    if isinstance(error, VocError):
        return error.code
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}, {Path(last.filename).name}:{last.lineno}"
