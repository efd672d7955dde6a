"""What kind of model a folder holds, and whether it can be read without running code from it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voc.errors import VocError

__all__ = ["ModelFolder", "read_model_folder"]

# Folders as model2vec reads them: config, weights, name of the tensor.
_MODEL2VEC = (
    ("config.json", "", "embeddings"),
    ("config_sentence_transformers.json", "", "embedding.weight"),
    ("config_sentence_transformers.json", "0_StaticEmbedding", "embedding.weight"),
)
_PICKLES = ("*.bin", "*.pt", "*.pth", "*.ckpt", "*.pkl", "*.pickle")
_HEADER_AT_MOST = 100_000_000  # bytes, as the format says
_WEIGHTS = "model.safetensors"


@dataclass(frozen=True)
class ModelFolder:
    """A folder that was looked into.

    Attributes
    ----------
    path : Path
    package : {"model2vec", "sentence-transformers"}
        What reads it.
    """

    path: Path
    package: str

    @property
    def module(self) -> str:
        """Name under which Python imports the package."""
        return self.package.replace("-", "_")


def read_model_folder(folder: str | Path) -> ModelFolder:
    """Look into a model folder.

    Parameters
    ----------
    folder : str or Path

    Raises
    ------
    VocError
        When there is no such folder, it holds neither kind of model, a file is missing or broken,
        the weights are pickled, or a module is code that comes with the model.

    References
    ----------
    The safetensors format: https://github.com/huggingface/safetensors#format
    """
    path = Path(folder).expanduser()
    if not path.is_dir():
        code = "topics.model-is-file" if path.exists() else "topics.model-missing"
        raise VocError(code, where=str(folder), weights=_WEIGHTS)
    if _is_model2vec(path):
        return ModelFolder(path, "model2vec")
    if (path / "modules.json").is_file():
        for place in _module_folders(path):
            _require_safe_weights(path, place)
        return ModelFolder(path, "sentence-transformers")
    _refuse_pickles(path, path)
    raise VocError("topics.no-model-folder", where=str(folder), weights=_WEIGHTS)


def _is_model2vec(path: Path) -> bool:
    for config, place, tensor in _MODEL2VEC:
        weights = path / place / _WEIGHTS
        if (path / config).is_file() and weights.is_file() and tensor in _tensors(weights):
            if not (path / place / "tokenizer.json").is_file():
                raise VocError("topics.no-tokenizer", where=str(path / place))
            return True
    said = _json(path / "config.json") if (path / "config.json").is_file() else {}
    if isinstance(said, dict) and said.get("model_type") == "model2vec":
        _refuse_pickles(path, path)
        raise VocError("topics.no-embeddings", where=str(path), weights=_WEIGHTS)
    return False


def _module_folders(path: Path) -> list[Path]:
    """Folders of the modules; a module that is not of sentence-transformers is code to be run."""
    modules = _json(path / "modules.json")
    try:
        kinds = [(str(module["type"]), str(module["path"])) for module in modules]
    except (KeyError, TypeError) as error:
        raise _broken(path / "modules.json") from error
    for kind, _ in kinds:
        if not kind.startswith("sentence_transformers."):
            raise VocError("topics.own-code", where=str(path / "modules.json"), kind=kind)
    places = [path / place for _, place in kinds]
    for place in places:
        if not place.resolve().is_relative_to(path.resolve()):
            raise _broken(path / "modules.json")
    return places


def _require_safe_weights(path: Path, place: Path) -> None:
    """A module without any weights, such as Pooling, is fine."""
    weights = sorted(place.glob("*.safetensors"))
    for file in weights:
        _tensors(file)
    if not weights:
        _refuse_pickles(path, place)
        if (place / "tokenizer.json").is_file() or (place / "tokenizer_config.json").is_file():
            raise VocError("topics.no-weights", where=str(place), weights=_WEIGHTS)


def _refuse_pickles(path: Path, place: Path) -> None:
    pickles = sorted(file for pattern in _PICKLES for file in place.glob(pattern))
    if pickles:
        raise VocError("topics.pickled", where=str(pickles[0]), weights=_WEIGHTS, path=str(path))


def _tensors(file: Path) -> dict[str, Any]:
    """Header of a safetensors file: names of the tensors."""
    size = file.stat().st_size
    with file.open("rb") as stream:
        length = int.from_bytes(stream.read(8), "little")
        text = stream.read(length) if length <= min(size, _HEADER_AT_MOST) else b""
    try:
        header = json.loads(text)
        end = max(
            (tensor["data_offsets"][1] for name, tensor in header.items() if name[:2] != "__")
        )
    except (ValueError, AttributeError, KeyError, IndexError, TypeError) as error:
        raise _broken(file) from error
    if size < 8 + length + end:
        raise _broken(file)
    return dict(header)


def _json(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise _broken(file) from error


def _broken(file: Path) -> VocError:
    return VocError("topics.model-broken", where=str(file), file=file.name)
