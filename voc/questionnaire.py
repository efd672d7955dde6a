"""What the columns of a survey ask: a TOML file that the user writes, checked on load.

It names columns only; what is computed from them is in `voc.studies`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from voc.config import nearest
from voc.errors import VocError
from voc.toml_file import read_toml

__all__ = ["Questionnaire", "load_questionnaire"]

Scale = tuple[float, float]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Ratio(_Part):
    """What customers got and what they expected, rated alike: c = perceived / expected."""

    perceived: str
    expected: str


class Brand(_Part):
    """Own brand or branch against the others."""

    column: str
    own: str
    against: list[str] = []


class Csi(_Part):
    """A satisfaction index: a model and the columns of each latent variable."""

    model: str = "ecsi"
    scale: Scale = (1, 10)
    scheme: Literal["centroid", "factorial", "path"] = "centroid"
    missing: Literal["listwise", "mean"] = "listwise"
    items: dict[str, list[str]] = {}


class ServqualItem(_Part):
    """One statement that is rated twice."""

    item: str
    dimension: str
    perception: str
    expectation: str = ""
    label: str = ""


class Servqual(_Part):
    """The SERVQUAL statements, and the 100 points that respondents share out."""

    items: list[ServqualItem]
    points: dict[str, str] = {}
    scale: Scale | None = None


class KanoFeature(_Part):
    """A pair of Kano questions."""

    feature: str
    functional: str
    dysfunctional: str
    label: str = ""


class Loyalty(_Part):
    """Columns of the nine loyalty indicators, and the satisfaction that they are set against."""

    indicators: dict[str, str]
    satisfaction: str = ""
    weights: Literal["given", "entropy"] | dict[str, float] = "given"
    unscaled: Literal["rank", "range"] = "rank"


class Recovery(_Part):
    """Columns of a complaint log; each but `opened` may be missing."""

    opened: str
    customer: str = ""
    answered: str = ""
    closed: str = ""
    solved: str = ""
    severity: str = ""
    reopened: str = ""
    repurchase: str = ""


class Questionnaire(_Part):
    """Which column asks what; every part may be missing."""

    weight: str = ""
    scales: dict[str, Scale] = {}
    ratings: dict[str, str] = {}
    importance: dict[str, str] = {}
    rates: dict[str, str] = {}
    ratio: Ratio | None = None
    brand: Brand | None = None
    csi: Csi | None = None
    servqual: Servqual | None = None
    kano: list[KanoFeature] = []
    loyalty: Loyalty | None = None
    recovery: Recovery | None = None
    where: str = Field(default="questionnaire", exclude=True)

    def rated_columns(self) -> list[str]:
        """Columns that are read as ratings of drivers."""
        ratio = [self.ratio.perceived, self.ratio.expected] if self.ratio else []
        return list(dict.fromkeys([*self.ratings.values(), *self.importance.values(), *ratio]))

    def columns(self) -> Iterator[tuple[str, str]]:
        """Every column that is named, with the part that names it.

        >>> list(Questionnaire(weight="权重", rates={"complaint": "是否投诉"}).columns())
        [('weight', '权重'), ('rates.complaint', '是否投诉')]
        """
        yield from ((key, name) for key, name in _named(self.model_dump()) if name)

    def with_own_brand(self, own: str) -> Questionnaire:
        """The same with the own brand given as COLUMN=VALUE.

        Raises
        ------
        VocError
            There is no "=" in it.

        Examples
        --------
        >>> Questionnaire().with_own_brand("门店=江畔店").brand
        Brand(column='门店', own='江畔店', against=[])
        """
        column, equals, value = own.partition("=")
        if not (column and equals and value):
            raise VocError(
                f'"{own}" names no column and value.', where="--own", fix="Give COLUMN=VALUE."
            )
        return self.model_copy(update={"brand": Brand(column=column, own=value)})

    def check_columns(self, known: list[str]) -> None:
        """Refuse a column that the source does not have.

        Raises
        ------
        VocError
            Names the part, the column and the nearest column of the source.
        """
        for part, name in self.columns():
            if name not in known:
                raise VocError(
                    f'There is no column "{name}".',
                    where=f"{self.where}, {part}",
                    fix=nearest(name, known),
                )


# Settings that are no names of columns.
_OTHER = {
    "csi.model",
    "csi.scheme",
    "csi.missing",
    "loyalty.weights",
    "loyalty.unscaled",
    "brand.own",
    "brand.against",
}
_ITEM_WORDS = {"item", "dimension", "label", "feature"}


def _named(tree: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        part = f"{path}{key}"
        if part in _OTHER or key in _ITEM_WORDS or part == "scales":
            continue
        if isinstance(value, str):
            yield part, value
        elif isinstance(value, Mapping):
            yield from _named(value, f"{part}.")
        elif isinstance(value, list):
            for place, entry in enumerate(value, start=1):
                if isinstance(entry, str):
                    yield part, entry
                else:
                    yield from _named(entry, f"{part} {place}.")
    if not path:
        yield from (("scales", name) for name in tree.get("scales", {}))


def load_questionnaire(source: str | Path | Mapping[str, Any] | None) -> Questionnaire:
    """Read and check a questionnaire.

    Parameters
    ----------
    source : path or mapping, optional
        A TOML file, or the same as nested dicts. None and "" are an empty questionnaire.

    Raises
    ------
    VocError
        The file cannot be read, is not TOML, or holds an unknown or faulty entry; all faults are
        listed.

    Examples
    --------
    >>> load_questionnaire({"brand": {"column": "银行", "own": "本行"}}).brand.own
    '本行'
    """
    if not source:
        return Questionnaire()
    where = "questionnaire" if isinstance(source, Mapping) else str(source)
    if isinstance(source, Mapping):
        tree: Mapping[str, Any] = source
    else:
        path = Path(os.path.expanduser(source))  # noqa: PTH111
        tree = read_toml(path, "questionnaire")[1]
    try:
        return Questionnaire.model_validate({**tree, "where": where})
    except ValidationError as error:
        faults = "; ".join(_fault(item) for item in error.errors(include_url=False))
        raise VocError(
            f"The questionnaire has faults: {faults}.",
            where=where,
            fix="docs/guide.md shows how each part is written.",
        ) from None


def _fault(error: Any) -> str:
    place = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        inside = _fields_at(error["loc"][:-1])
        return f'unknown key "{place}" ({nearest(str(error["loc"][-1]), inside)[:-1]})'
    return f"{place}: {str(error['msg']).lower()}"


def _fields_at(path: tuple[Any, ...]) -> list[str]:
    """Keys that are known at a place of the questionnaire."""
    parts: dict[str, type[BaseModel]] = {
        "ratio": Ratio,
        "brand": Brand,
        "csi": Csi,
        "servqual": Servqual,
        "kano": KanoFeature,
        "loyalty": Loyalty,
        "recovery": Recovery,
    }
    if not path:
        return [name for name in Questionnaire.model_fields if name != "where"]
    model = ServqualItem if path[:2] == ("servqual", "items") else parts.get(str(path[0]))
    return list(model.model_fields) if model else []
