"""What the columns of a survey ask: a TOML file that the user writes, checked on load.

It names columns only; what is computed from them is in `voc.priorities` and `voc.survey`.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    ValidationError,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema

from voc.config import nearest
from voc.errors import VocError
from voc.messages import phrase
from voc.toml_file import read_toml
from voc.validation import told_invalid

__all__ = [
    "Brand",
    "Clv",
    "ColumnName",
    "Csi",
    "Items",
    "KanoFeature",
    "Loyalty",
    "Orders",
    "Questionnaire",
    "Rate",
    "Ratio",
    "Recovery",
    "Scale",
    "Servqual",
    "ServqualItem",
    "load_questionnaire",
]


class ColumnName(str):
    """Name of a column of the source, told apart by its type from every other word."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls, handler(str))


def _with_ends(scale: tuple[float, float]) -> tuple[float, float]:
    if not (math.isfinite(scale[0]) and math.isfinite(scale[1])) or scale[0] == scale[1]:
        raise ValueError(phrase("survey.two-ends"))
    return scale


NO_COLUMN = ColumnName("")
Scale = Annotated[tuple[float, float], AfterValidator(_with_ends)]
Meaning = list[str | int | float]  # the answers that mean yes
Words = dict[str, ColumnName]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Rate(_Part):
    """A question of yes and no; a name of a column alone is short for `column`."""

    column: ColumnName
    yes: Meaning = []
    at_least: float = Field(default=0, ge=0)


class Ratio(_Part):
    """What customers got and what they expected, rated alike: c = perceived / expected."""

    perceived: ColumnName
    expected: ColumnName


class Brand(_Part):
    """Own brand or branch against the others."""

    column: ColumnName
    own: str
    against: list[str] = []


class Csi(_Part):
    """A satisfaction index: a model and the columns of each latent variable."""

    model: str = "ecsi"
    scale: Scale | None = None
    scheme: Literal["centroid", "factorial", "path"] = "centroid"
    missing: Literal["listwise", "mean"] = "listwise"
    items: dict[str, list[ColumnName]] = {}


class ServqualItem(_Part):
    """One statement that is rated twice; thrice for the zone of tolerance."""

    item: str
    dimension: str
    perception: ColumnName
    expectation: ColumnName = NO_COLUMN
    adequate: ColumnName = NO_COLUMN
    desired: ColumnName = NO_COLUMN
    label: str = ""


class Servqual(_Part):
    """The SERVQUAL statements, and the 100 points that respondents share out."""

    items: list[ServqualItem]
    points: Words = {}
    scale: Scale | None = None


class KanoFeature(_Part):
    """A pair of Kano questions, and how important the feature is called."""

    feature: str
    functional: ColumnName
    dysfunctional: ColumnName
    importance: ColumnName = NO_COLUMN
    label: str = ""


class Items(_Part):
    """Rated items to describe, correlate and reduce to factors; factors by parallel analysis."""

    columns: list[ColumnName] = Field(min_length=2)
    scale: Scale | None = None
    factors: int | None = Field(default=None, ge=1)


class Loyalty(_Part):
    """Columns of the nine loyalty indicators, and the satisfaction that they are set against."""

    indicators: Words
    satisfaction: ColumnName = NO_COLUMN
    weights: Literal["given", "entropy"] | dict[str, float] = "given"
    unscaled: Literal["rank", "range"] = "rank"


class Recovery(_Part):
    """Columns of a complaint log; each but `opened` may be missing."""

    opened: ColumnName
    customer: ColumnName = NO_COLUMN
    answered: ColumnName = NO_COLUMN
    closed: ColumnName = NO_COLUMN
    solved: ColumnName = NO_COLUMN
    severity: ColumnName = NO_COLUMN
    reopened: ColumnName = NO_COLUMN
    repurchase: ColumnName = NO_COLUMN
    yes: Meaning = []


class Orders(_Part):
    """An order table, one row an order: a file of its own, or without `file` the source."""

    file: str = ""
    customer: str
    time: str
    amount: str = ""
    returned: str = ""
    yes: Meaning = []
    freq: Literal["day", "week", "month", "quarter", "year"] = "month"
    window: int = Field(default=365, ge=1)


class Clv(_Part):
    """Money that a customer brings in a period of the orders, and discount of a period."""

    margin: float
    discount: float = Field(ge=0)
    periods: int | None = Field(default=None, ge=1)


def _rate(value: Any) -> Any:
    return {"column": value} if isinstance(value, str) else value


class Questionnaire(_Part):
    """Which column asks what; every part may be missing."""

    weight: ColumnName = NO_COLUMN
    scales: dict[str, Scale] = {}
    ratings: Words = {}
    importance: Words = {}
    rates: dict[str, Annotated[Rate, BeforeValidator(_rate)]] = {}
    ratio: Ratio | None = None
    brand: Brand | None = None
    csi: Csi | None = None
    servqual: Servqual | None = None
    kano: list[KanoFeature] = []
    kano_liked: Literal[1, 5] = 1
    items: Items | None = None
    loyalty: Loyalty | None = None
    recovery: Recovery | None = None
    orders: Orders | None = None
    clv: Clv | None = None
    where: str = Field(default="questionnaire", exclude=True)

    @model_validator(mode="after")
    def _orders_for_clv(self) -> Questionnaire:
        if self.clv and not self.orders:
            raise ValueError(phrase("survey.clv-needs-orders"))
        return self

    def rated_columns(self) -> list[str]:
        """Columns that are read as ratings, each on its own scale."""
        ratio = [self.ratio.perceived, self.ratio.expected] if self.ratio else []
        satisfaction = [self.loyalty.satisfaction] if self.loyalty else []
        named = [*self.ratings.values(), *self.importance.values(), *ratio, *satisfaction]
        return list(dict.fromkeys(str(name) for name in named if name))

    def questions(self) -> list[str]:
        """Columns that are neither the main score nor a group: all but satisfaction, brand, ids."""
        others = [str(self.brand.column)] if self.brand else []
        if self.ratio:
            others += [str(self.ratio.perceived), str(self.ratio.expected)]
        if self.loyalty:
            others += [str(self.loyalty.satisfaction), str(self.loyalty.indicators.get("A34", ""))]
        if self.recovery:
            others.append(str(self.recovery.customer))
        known = dict.fromkeys(
            str(name) for part, name in self.columns() if not part.startswith(("orders", "scales"))
        )
        return [name for name in known if name not in others]

    def columns(self) -> Iterator[tuple[str, str]]:
        """Every column of the source that is named, with the part that names it.

        >>> survey = load_questionnaire({"weight": "权重", "rates": {"complaint": "是否投诉"}})
        >>> list(survey.columns())
        [('weight', '权重'), ('rates.complaint.column', '是否投诉')]
        """
        yield from _columns(self, "")
        yield from (("scales", name) for name in self.scales)
        if self.orders and not self.orders.file:
            for key in ("customer", "time", "amount", "returned"):
                if name := getattr(self.orders, key):
                    yield f"orders.{key}", name

    def beside(self, name: str) -> Path:
        """A file that the questionnaire names: seen from its own folder, else from here.

        >>> Questionnaire(where="surveys/2024.toml").beside("no_such_orders.csv").as_posix()
        'no_such_orders.csv'
        """
        path = Path(os.path.expanduser(name))  # noqa: PTH111
        own = Path(os.path.expanduser(self.where)).parent / path  # noqa: PTH111
        return own if own.exists() else path

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
            raise VocError("survey.no-brand-value", where="--own", own=own)
        brand = Brand(column=ColumnName(column), own=value)
        return self.model_copy(update={"brand": brand})

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
                    "survey.no-column",
                    where=f"{self.where}, {part}",
                    name=name,
                    hint=nearest(name, known),
                )


def _columns(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Names of columns in a part of the questionnaire, and where they stand."""
    if isinstance(value, ColumnName):
        if value:
            yield path, str(value)
    elif isinstance(value, BaseModel):
        for key in type(value).model_fields:
            yield from _columns(getattr(value, key), f"{path}.{key}".lstrip("."))
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _columns(entry, f"{path}.{key}")
    elif isinstance(value, list):
        for place, entry in enumerate(value, start=1):
            yield from _columns(entry, f"{path}.{place}")


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
        tree = read_toml(path, "settings.questionnaire")[1]
    try:
        return Questionnaire.model_validate({**tree, "where": where})
    except ValidationError as error:
        faults = [_fault(item) for item in error.errors(include_url=False)]
        told = phrase("command.semicolon").join(dict.fromkeys(faults))
        if len(faults) == 1:
            raise VocError("survey.questionnaire-fault", where=where, fault=told) from None
        raise VocError(
            "survey.questionnaire-faults", where=where, count=len(faults), faults=told
        ) from None


_CHOICES = ("literal[", "dict[")  # how pydantic names the branches of a choice


def _fault(error: Any) -> str:
    """One fault: where it is, and what is wrong there."""
    path = tuple(step for step in error["loc"] if not str(step).startswith(_CHOICES))
    place = ".".join(str(step + 1) if isinstance(step, int) else str(step) for step in path)
    if error["type"] == "extra_forbidden":
        hint = nearest(str(path[-1]), _keys_at(path[:-1]))
        return phrase("survey.no-key", place=place, hint=hint)
    if error["type"] == "missing":
        return phrase("survey.key-missing", place=place)
    told = told_invalid(error)
    if not place:
        return told
    return phrase("survey.key-wrong", place=place, told=told, found=str(error["input"])[:40])


def _keys_at(path: tuple[Any, ...]) -> list[str]:
    """Keys that are known at a place of the questionnaire."""
    if not path:
        return [name for name in Questionnaire.model_fields if name != "where"]
    parts: dict[str, type[BaseModel]] = {
        "rates": Rate,
        "ratio": Ratio,
        "brand": Brand,
        "csi": Csi,
        "servqual": Servqual,
        "kano": KanoFeature,
        "items": Items,
        "loyalty": Loyalty,
        "recovery": Recovery,
        "orders": Orders,
        "clv": Clv,
    }
    model = ServqualItem if path[:2] == ("servqual", "items") else parts[str(path[0])]
    return list(model.model_fields)
