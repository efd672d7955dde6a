"""What pydantic says of a value, in the language of messages."""

from __future__ import annotations

import re
from typing import Any

from voc.messages import listed, phrase, spoken

__all__ = ["told_invalid"]

_TOLD = {
    "string_type": "settings.expected-text",
    "int_type": "settings.expected-whole",
    "float_type": "settings.expected-number",
    "bool_type": "settings.expected-switch",
    "list_type": "settings.expected-list",
    "tuple_type": "settings.expected-list",
    "dict_type": "settings.expected-table",
    "model_type": "settings.expected-table",
    "dataclass_type": "settings.expected-table",
    "model_attributes_type": "settings.expected-table",
    "literal_error": "settings.expected-one-of",
    "greater_than_equal": "settings.expected-from",
    "greater_than": "settings.expected-above",
    "less_than_equal": "settings.expected-up-to",
    "less_than": "settings.expected-below",
    "too_short": "settings.expected-more",
    "too_long": "settings.expected-fewer",
}


def told_invalid(error: Any) -> str:
    """What is wrong with a value, without the value, to stand after a colon.

    Parameters
    ----------
    error : ErrorDetails
        One of `ValidationError.errors()`.

    Examples
    --------
    >>> told_invalid({"type": "greater_than_equal", "ctx": {"ge": 30}, "msg": ""})
    'input should be greater than or equal to 30'
    """
    code = _TOLD.get(error["type"])
    if code is None:
        said = str(error["msg"]).removeprefix("Value error, ")
        return said[:1].lower() + said[1:]
    values = dict(error.get("ctx", {}))
    if "expected" in values and spoken() == "zh":
        values["expected"] = listed(re.split(", | or ", values["expected"]))
    return phrase(code, **values)
