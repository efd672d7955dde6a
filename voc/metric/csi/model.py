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
from voc.resources import resource
from voc.toml_file import read_toml

__all__ = ["CsiModel", "Item", "Latent", "csi_models", "load_model"]

MODEL_KEYS = ["name", "label", "target", "paths", "latents"]
LATENT_KEYS = ["label", "mode", "scale", "items"]
_SHAPE = 'Write [latents.quality] and below it items = ["quality_1", "quality_2"].'


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
        f'There is no satisfaction model "{name}".',
        where="model",
        fix=nearest(str(name), csi_models()) + " Or give the path of a .toml file.",
    )


class _Reader:
    """Reads the tree of one file; every fault is named with the file and the table."""

    def __init__(self, file: str) -> None:
        self.file = file

    def fault(self, what: str, table: str, fix: str) -> VocError:
        return VocError(what, where=f"{self.file}, {table}" if table else self.file, fix=fix)

    def model(self, tree: Mapping[str, Any], stem: str) -> CsiModel:
        self.known(tree, MODEL_KEYS, "")
        sections = tree.get("latents")
        if not isinstance(sections, dict) or not sections:
            raise self.fault("A model needs latent variables.", "", _SHAPE)
        latents = {key: self.latent(key, section) for key, section in sections.items()}
        self.refuse_shared(latents.values())
        paths = self.paths(tree.get("paths"), list(latents))
        target = tree.get("target", "satisfaction")
        if target not in latents:
            fix = f"{nearest(str(target), list(latents))} It is what the others explain."
            raise self.fault(f'The target "{target}" is no latent variable.', "target", fix)
        zh, en = self.label(tree, stem, "label")
        order = self.order(list(latents), paths)
        name = str(tree.get("name", stem))
        return CsiModel(name, zh, en, tuple(latents[key] for key in order), paths, target)

    def latent(self, key: str, section: Any) -> Latent:
        table = f"[latents.{key}]"
        if not isinstance(section, dict):
            raise self.fault(f'"{key}" is not a table.', table, _SHAPE)
        self.known(section, LATENT_KEYS, table)
        zh, en = self.label(section, key, table)
        mode = section.get("mode", "A")
        if mode not in ("A", "B"):
            fix = '"A": the items reflect the latent variable; "B": they form it.'
            raise self.fault(f"There is no mode {mode!r}.", table, fix)
        items = self.items(key, section.get("items"), table)
        return Latent(key, zh, en, items, mode, self.scale(section, table))

    def items(self, key: str, given: Any, table: str) -> tuple[Item, ...]:
        if isinstance(given, list) and all(isinstance(item, str) for item in given):
            given = dict.fromkeys(given, "")
        if not isinstance(given, dict) or not given:
            raise self.fault(f'The latent variable "{key}" has no items.', table, _SHAPE)
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
            fix = 'Write "满意度" or { zh = "满意度", en = "Satisfaction" }.'
            raise self.fault(f"{given!r} is no label.", table, fix)
        some = next(iter(given.values()), default)
        return given.get("zh", some), given.get("en", some)

    def scale(self, section: Mapping[str, Any], table: str) -> tuple[float, float] | None:
        given = section.get("scale")
        if given is None:
            return None
        ends = given if isinstance(given, list) else []
        if len(ends) != 2 or not all(type(end) in (int, float) for end in ends):
            raise self.fault(f"{given!r} is no scale.", table, "Write scale = [1, 10].")
        if not ends[0] < ends[1]:
            fix = "Write the lowest answer that could be given, then the highest."
            raise self.fault(f"{given!r} does not go upwards.", table, fix)
        return float(ends[0]), float(ends[1])

    def paths(self, given: Any, known: list[str]) -> tuple[tuple[str, str], ...]:
        fix = 'Write paths = [["quality", "satisfaction"], …], cause first.'
        if not isinstance(given, list) or not given:
            raise self.fault("A model needs paths.", "paths", fix)
        paths: dict[tuple[str, str], None] = {}
        for number, pair in enumerate(given, 1):
            place = f"paths, number {number}"
            if not isinstance(pair, list) or len(pair) != 2:
                raise self.fault(f"{pair!r} is no path.", place, fix)
            for end in pair:
                if end not in known:
                    what = f'There is no latent variable "{end}".'
                    raise self.fault(what, place, nearest(str(end), known))
            if tuple(pair) in paths:
                what = f"The path {pair[0]} → {pair[1]} stands twice."
                raise self.fault(what, place, "Delete one of them.")
            paths[pair[0], pair[1]] = None
        joined = {latent for path in paths for latent in path}
        for key in known:
            if key not in joined:
                what = f'No path goes to or from the latent variable "{key}".'
                raise self.fault(what, f"[latents.{key}]", "Add a path, or delete it.")
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
            fix = "Delete one of these paths: a cause cannot be its own effect."
            raise self.fault(f"The paths go in a circle: {circle}.", "paths", fix) from None
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
                raise self.fault(f'Unknown key "{key}".', table, nearest(key, keys))

    def refuse_shared(self, latents: Iterable[Latent]) -> None:
        owner: dict[str, str] = {}
        for latent in latents:
            for item in latent.items:
                if item.id in owner:
                    what = f'The item "{item.id}" belongs to {owner[item.id]} and to {latent.id}.'
                    fix = "An item shows one latent variable: delete it from the other."
                    raise self.fault(what, f"[latents.{latent.id}]", fix)
                owner[item.id] = latent.id
