"""What a satisfaction index model consists of, and how a TOML file says so; no estimation here."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

from voc.config import nearest
from voc.errors import VocError
from voc.messages import phrase
from voc.resources import resource
from voc.toml_file import read_toml

__all__ = ["CsiModel", "Item", "Latent", "csi_models", "load_model"]

MODEL_KEYS = ["name", "label", "target", "paths", "latents"]
LATENT_KEYS = ["label", "mode", "scale", "items"]


@dataclass(frozen=True)
class Item:
    """A question: its id, and how it may be worded."""

    id: str
    text_zh: str = ""
    text_en: str = ""


@dataclass(frozen=True)
class Latent:
    """A latent variable and the items that show it.

    Mode A: the items reflect it. Mode B: the items form it. `scale` is that of its items where
    it is not the scale of the whole questionnaire.
    """

    id: str
    label_zh: str
    label_en: str
    items: tuple[Item, ...]
    mode: str = "A"
    scale: tuple[float, float] | None = None


@dataclass(frozen=True)
class CsiModel:
    """Latent variables, causes before effects, the paths between them, and what is explained."""

    name: str
    label_zh: str
    label_en: str
    latents: tuple[Latent, ...]
    paths: tuple[tuple[str, str], ...]
    target: str

    @property
    def ids(self) -> list[str]:
        """Ids of the latent variables, causes before effects."""
        return [latent.id for latent in self.latents]

    def without(self, gone: Iterable[str]) -> CsiModel:
        """The model without some latent variables and what only they connected.

        >>> load_model("acsi").without(["complaints"]).paths[-1]
        ('satisfaction', 'loyalty')
        """
        left = set(self.ids) - set(gone)
        paths = tuple(path for path in self.paths if left.issuperset(path))
        joined = {latent for path in paths for latent in path}
        latents = tuple(latent for latent in self.latents if latent.id in joined)
        return replace(self, latents=latents, paths=paths)


def csi_models() -> list[str]:
    """Names of the models that come with voc.

    >>> csi_models()
    ['acsi', 'ccsi', 'ecsi']
    """
    return sorted(path.stem for path in resource("lexicons", "csi").glob("*.toml"))


def load_model(name: str | Path) -> CsiModel:
    """Load a model and check it.

    Parameters
    ----------
    name : str or Path
        A name that `csi_models()` lists, or the path of a TOML file.

    Returns
    -------
    CsiModel
        Its latent variables are sorted so that causes come before effects.

    Raises
    ------
    VocError
        Unknown name, malformed TOML, unknown key or mode, a latent variable without items or
        paths, a path from or to what is not there, paths that go in a circle, an item of two
        latent variables; with the file and where in it.

    References
    ----------
    Fornell et al. 1996, Journal of Marketing 60(4):7–18 (acsi). Tenenhaus, Esposito Vinzi,
    Chatelin & Lauro 2005, Computational Statistics & Data Analysis 48:159–205 (ecsi).
    GB/T 19038-2009 顾客满意测评模型和方法指南 (ccsi).

    Examples
    --------
    >>> model = load_model("ccsi")
    >>> model.ids[:3], model.target
    (['brand_image', 'expected_quality', 'perceived_quality'], 'satisfaction')
    """
    path = _model_path(name)
    _, tree = read_toml(path, "settings.satisfaction-model")
    return _Reader(str(path)).model(tree, path.stem)


def _model_path(name: str | Path) -> Path:
    if name in csi_models():
        return resource("lexicons", "csi", f"{name}.toml")
    path = Path(os.path.expanduser(name))  # noqa: PTH111
    if path.suffix == ".toml":
        return path
    raise VocError(
        "survey.no-satisfaction-model",
        where="model",
        name=name,
        hint=nearest(str(name), csi_models()),
    )


class _Reader:
    """Reads the tree of one file; every fault is named with the file and the table."""

    def __init__(self, file: str) -> None:
        self.file = file

    def fault(self, code: str, table: str, **values: Any) -> VocError:
        return VocError(code, where=f"{self.file}, {table}" if table else self.file, **values)

    def model(self, tree: Mapping[str, Any], stem: str) -> CsiModel:
        self.known(tree, MODEL_KEYS, "")
        sections = tree.get("latents")
        if not isinstance(sections, dict) or not sections:
            raise self.fault("survey.no-latents", "")
        latents = {key: self.latent(key, section) for key, section in sections.items()}
        self.refuse_shared(latents.values())
        paths = self.paths(tree.get("paths"), list(latents))
        target = tree.get("target", "satisfaction")
        if target not in latents:
            hint = nearest(str(target), list(latents))
            raise self.fault("survey.target-unknown", "target", target=target, hint=hint)
        zh, en = self.label(tree, stem, "label")
        order = self.order(list(latents), paths)
        name = str(tree.get("name", stem))
        return CsiModel(name, zh, en, tuple(latents[key] for key in order), paths, target)

    def latent(self, key: str, section: Any) -> Latent:
        table = f"[latents.{key}]"
        if not isinstance(section, dict):
            raise self.fault("survey.latent-table", table, key=key)
        self.known(section, LATENT_KEYS, table)
        zh, en = self.label(section, key, table)
        mode = section.get("mode", "A")
        if mode not in ("A", "B"):
            raise self.fault("survey.no-mode", table, mode=mode)
        items = self.items(key, section.get("items"), table)
        return Latent(key, zh, en, items, mode, self.scale(section, table))

    def items(self, key: str, given: Any, table: str) -> tuple[Item, ...]:
        if isinstance(given, list) and all(isinstance(item, str) for item in given):
            given = dict.fromkeys(given, "")
        if not isinstance(given, dict) or not given:
            raise self.fault("survey.latent-without-items", table, key=key)
        return tuple(
            Item(item, *self.label({"label": text}, "", f"{table} items.{item}"))
            for item, text in given.items()
        )

    def label(self, section: Mapping[str, Any], default: str, table: str) -> tuple[str, str]:
        """Chinese and English text; one text stands for both."""
        given = section.get("label", default)
        if isinstance(given, str):
            return given, given
        texts = given.values() if isinstance(given, dict) else [None]
        if not all(isinstance(text, str) for text in texts) or set(given) - {"zh", "en"}:
            raise self.fault("survey.no-label", table, given=given)
        some = next(iter(given.values()), default)
        return given.get("zh", some), given.get("en", some)

    def scale(self, section: Mapping[str, Any], table: str) -> tuple[float, float] | None:
        given = section.get("scale")
        if given is None:
            return None
        ends = given if isinstance(given, list) else []
        if len(ends) != 2 or not all(type(end) in (int, float) for end in ends):
            raise self.fault("survey.no-scale", table, given=given)
        if not ends[0] < ends[1]:
            raise self.fault("survey.scale-not-upwards", table, given=given)
        return float(ends[0]), float(ends[1])

    def paths(self, given: Any, known: list[str]) -> tuple[tuple[str, str], ...]:
        if not isinstance(given, list) or not given:
            raise self.fault("survey.no-paths", "paths")
        paths: dict[tuple[str, str], None] = {}
        for number, pair in enumerate(given, 1):
            place = phrase("survey.path-number", number=number)
            if not isinstance(pair, list) or len(pair) != 2:
                raise self.fault("survey.no-path", place, given=pair)
            for end in pair:
                if end not in known:
                    hint = nearest(str(end), known)
                    raise self.fault("survey.no-such-latent", place, latent=end, hint=hint)
            if tuple(pair) in paths:
                raise self.fault("survey.path-twice", place, path=" → ".join(pair))
            paths[pair[0], pair[1]] = None
        joined = {latent for path in paths for latent in path}
        for key in known:
            if key not in joined:
                raise self.fault("survey.latent-alone", f"[latents.{key}]", latent=key)
        return tuple(paths)

    def order(self, latents: Sequence[str], paths: Iterable[tuple[str, str]]) -> list[str]:
        """Causes before effects; among equals as the file has them."""
        sorter: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(latents, ()))
        for source, target in paths:
            sorter.add(target, source)
        try:
            sorter.prepare()
        except CycleError as error:
            circle = " → ".join(error.args[1])
            raise self.fault("survey.paths-circle", "paths", circle=circle) from None
        order: list[str] = []
        ready: list[str] = []
        while sorter.is_active():
            ready = sorted([*ready, *sorter.get_ready()], key=latents.index)
            order.append(ready.pop(0))
            sorter.done(order[-1])
        return order

    def known(self, section: Mapping[str, Any], keys: list[str], table: str) -> None:
        for key in section:
            if key not in keys:
                hint = nearest(key, keys)
                raise self.fault("settings.unknown-key", table, key=key, hint=hint)

    def refuse_shared(self, latents: Iterable[Latent]) -> None:
        owner: dict[str, str] = {}
        for latent in latents:
            for item in latent.items:
                if item.id in owner:
                    raise self.fault(
                        "survey.item-of-two",
                        f"[latents.{latent.id}]",
                        item=item.id,
                        first=owner[item.id],
                        second=latent.id,
                    )
                owner[item.id] = latent.id
