"""The notes that a table of figures carries, as keys of texts."""

from __future__ import annotations

import pandas as pd

from voc.driver.notes import NOTES as DRIVER_NOTES
from voc.metric.notes import NOTES as METRIC_NOTES


def keys_of(table: pd.DataFrame) -> list[str]:
    """Return the keys of its notes, each of which can be said in both languages."""
    texts = {**DRIVER_NOTES, **METRIC_NOTES}
    for key, params in table.attrs["notes"]:
        assert all(sentence.format(**params) for sentence in texts[key])
    return [key for key, _ in table.attrs["notes"]]
