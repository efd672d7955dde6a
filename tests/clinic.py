"""A small invented satisfaction model, and answers simulated from known paths."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from voc.metric.csi import CsiModel

SMALL = """
target = "satisfaction"
paths = [["quality", "satisfaction"], ["price", "satisfaction"], ["satisfaction", "loyalty"]]
[latents]
quality.items = ["q1", "q2", "q3"]
price.items = ["p1", "p2"]
satisfaction.items = ["s1", "s2", "s3"]
loyalty.items = ["l1"]
"""
COLUMNS = ["q1", "q2", "q3", "p1", "p2", "s1", "s2", "s3", "l1"]


def written(folder: Path, text: str) -> Path:
    path = folder / "clinic.toml"
    path.write_text(text, encoding="utf-8")
    return path


def singles(model: CsiModel) -> CsiModel:
    """The model with the first item of each latent variable only."""
    return replace(model, latents=tuple(replace(one, items=one.items[:1]) for one in model.latents))


def simulated(people: int, seed: int, noise: float = 0.3) -> pd.DataFrame:
    """Satisfaction = 0.6 quality + 0.3 price + rest, loyalty = 0.8 satisfaction + rest; all of
    variance 1, quality and price independent. Items 5.5 + 1.2 · (latent + noise), not rounded."""
    rng = np.random.default_rng(seed)
    quality, price = rng.normal(size=(2, people))
    satisfaction = 0.6 * quality + 0.3 * price + np.sqrt(0.55) * rng.normal(size=people)
    loyalty = 0.8 * satisfaction + 0.6 * rng.normal(size=people)
    latent = {"q": quality, "p": price, "s": satisfaction, "l": loyalty}
    shown = {
        name: 5.5 + 1.2 * (latent[name[0]] + (name != "l1") * noise * rng.normal(size=people))
        for name in COLUMNS
    }
    return pd.DataFrame(shown)


WIDE = (-10.0, 20.0)  # no simulated answer lies outside


def standardised(values: pd.Series) -> pd.Series:
    return (values - values.mean()) / values.std(ddof=0)


def path_of(paths: pd.DataFrame, source: str, target: str, column: str = "path") -> float:
    return float(paths.set_index(["source", "target"]).loc[(source, target), column])


def keys(notes: tuple[tuple[str, dict[str, object]], ...]) -> list[str]:
    return [key for key, _ in notes]
