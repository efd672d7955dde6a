"""Respondents' ids as text that can be compared between files."""

from __future__ import annotations

import numpy as np
import pandas as pd

from voc.read.scores import MISSING

__all__ = ["clean_ids"]


def clean_ids(column: pd.Series) -> pd.Series[str]:
    """Respondents' ids as text that can be compared.

    Parameters
    ----------
    column : Series
        Text or numbers.

    Returns
    -------
    Series of object
        Same index; None where there is no id. 1001, "1001", "1001.0", " 1001 ", "１００１" and
        Excel's "'1001" are one; leading zeros and capital letters count.

    Examples
    --------
    >>> clean_ids(pd.Series([1001.0, None])).tolist()
    ['1001', None]
    >>> clean_ids(pd.Series(["１００１", " 1001.0", "'1001", "无", "甲"])).tolist()
    ['1001', '1001', '1001', None, '甲']
    """
    if pd.api.types.is_float_dtype(column):
        numbers = column.to_numpy(dtype=np.float64, na_value=np.nan)
        ids = [f"{n:.0f}" if n == np.floor(n) else repr(float(n)) for n in np.nan_to_num(numbers)]
        texts = pd.Series(ids, index=column.index, dtype=object)
    else:
        texts = column.astype("str").str.normalize("NFKC")
        texts = texts.str.replace(r"[\s\ufeff\u200b-\u200f\u2060]+", " ", regex=True).str.strip()
        texts = texts.str.removeprefix("'").str.replace(r"^(\d+)\.0+$", r"\1", regex=True)
    texts = texts.astype(object)
    missing = column.isna() | texts.isna() | (texts == "")
    missing |= texts.map(lambda text: str(text).casefold() in MISSING)
    return texts.where(~missing, None)
