"""Answers to a questionnaire for the tests of the report, invented, and what `voc.metric` finds."""

from __future__ import annotations

import numpy as np
import pandas as pd

from voc.driver import importance, quadrants, rated_satisfaction, stated_importance
from voc.metric.csi import csi
from voc.metric.csi.model import CsiModel, Item, Latent
from voc.metric.items import describe_items, item_correlations
from voc.metric.items.factors import factor_analysis
from voc.metric.kano import kano
from voc.metric.loyalty import loyalty_curve, loyalty_groups, loyalty_index
from voc.metric.orders import cohort_retention
from voc.metric.orders.lifetime import lifetime_value_interval
from voc.metric.orders.rfm import rfm, rfm_segments
from voc.metric.recovery import recovery_funnel, recovery_table, recovery_times
from voc.metric.recovery.complaints import read_complaints
from voc.metric.servqual import servqual
from voc.metric.servqual.tolerance import tolerance_zone

PEOPLE = 120
_NAMES = {"image": ("形象", "Image"), "value": ("价值", "Value"), "liking": ("满意", "Liking")}


def survey_studies(dimensions: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Every study of a questionnaire, by its name in a run."""
    rng = np.random.default_rng(0)
    taste = rng.normal(size=PEOPLE)

    def rated(shift: float, low: int, high: int) -> np.ndarray:
        raw = (low + high) / 2 + shift + (high - low) / 5 * (taste + rng.normal(size=PEOPLE))
        return np.clip(np.round(raw), low, high)

    columns = {f"p{place}": rated(-0.4, 1, 7) for place in range(4)}
    columns |= {f"e{place}": rated(0.8, 1, 7) for place in range(4)}
    columns |= {f"{name}{place}": rated(0.5, 1, 10) for name in _NAMES for place in range(3)}
    columns |= {name: rated(0, 0, 10) for name in ("again", "advise", "liked")}
    people = pd.DataFrame(columns)
    return {
        **_servqual(people, dimensions),
        **_csi(people),
        **_loyalty(people),
        "kano": _kano(rng),
        **_ratings(people, rng),
        **_orders(rng),
        **_recovery(rng),
    }


def _servqual(people: pd.DataFrame, dimensions: pd.DataFrame) -> dict[str, pd.DataFrame]:
    items = pd.DataFrame(
        {
            "item": [f"s{place}" for place in range(4)],
            "label": ["等候", "答复", "整洁", "设施"],
            "dimension": ["responsiveness"] * 2 + ["tangibles"] * 2,
            "perception": [f"p{place}" for place in range(4)],
            "expectation": [f"e{place}" for place in range(4)],
        }
    )
    found = servqual(people, items, text=dimensions)
    levels = people.assign(least=people["e0"] - 1)
    zones = items.iloc[:1].assign(adequate="least", desired="e0")
    zone = tolerance_zone(levels.clip(lower=1), zones, scale=(1, 7))
    return {
        "servqual": found.dimensions,
        "servqual_items": found.items,
        "servqual_tolerance": zone,
    }


def _ratings(people: pd.DataFrame, rng: np.random.Generator) -> dict[str, pd.DataFrame]:
    """Three drivers rated 1 to 7, and how important the respondents call them."""
    rated = people[["p0", "p1", "p2"]].set_axis(["noise", "breakfast", "location"], axis=1)
    called = pd.DataFrame(
        {name: rng.integers(low, 8, PEOPLE) for name, low in zip(rated, (5, 3, 1), strict=True)}
    )
    satisfied = rated_satisfaction(rated, scale=(1, 7))
    stated = stated_importance(called, scale=(1, 7))
    said = stated.set_axis(
        ["driver", "n", "importance", "importance_low", "importance_high"], axis=1
    )
    outcome = pd.Series(10 * people["advise"])
    derived = importance(None, outcome, ratings=rated, bootstrap=60)
    items = people[["p0", "p1", "p2", "p3"]]
    factors = factor_analysis(items, factors=1)._asdict()
    return {
        "rated_satisfaction": satisfied,
        "stated_importance": stated,
        "quadrants_rated": quadrants(derived, satisfied, stated=stated),
        "quadrants_stated": quadrants(said, satisfied, stated=stated),
        "item_statistics": describe_items(items, scale=(1, 7)),
        "item_correlations": item_correlations(items),
        **{f"factors_{name}": table for name, table in factors.items()},
    }


def _orders(rng: np.random.Generator) -> dict[str, pd.DataFrame]:
    days = pd.to_timedelta(rng.integers(0, 180, 3 * PEOPLE), "D")
    orders = pd.DataFrame(
        {
            "customer": [f"k{place}" for place in rng.integers(0, PEOPLE, 3 * PEOPLE)],
            "time": pd.Timestamp("2024-01-01") + days,
            "amount": rng.gamma(2, 50, 3 * PEOPLE),
        }
    )
    return {
        "cohort_retention": cohort_retention(orders, customer="customer", time="time"),
        "rfm_segments": rfm_segments(rfm(orders)),
        "lifetime_value": lifetime_value_interval(120.0, 0.8, 0.1, n=PEOPLE),
    }


def _csi(people: pd.DataFrame) -> dict[str, pd.DataFrame]:
    latents = tuple(
        Latent(name, *labels, items=tuple(Item(f"{name}{place}") for place in range(3)))
        for name, labels in _NAMES.items()
    )
    paths = (("image", "value"), ("image", "liking"), ("value", "liking"))
    model = CsiModel("own", "自建", "Own", latents, paths, "liking")
    return csi(people, model, scale=(1, 10), bootstrap=60).studies()


def _loyalty(people: pd.DataFrame) -> dict[str, pd.DataFrame]:
    scales = dict.fromkeys(people.columns, (0.0, 10.0))
    index = loyalty_index(people, {"A21": "again", "A32": "advise"}, scales=scales)
    satisfaction = 10 * people["liked"]
    return {
        "loyalty": index.table,
        "loyalty_groups": loyalty_groups(satisfaction, index.index),
        "loyalty_curve": loyalty_curve(satisfaction, index.index, bootstrap=60),
    }


def _kano(rng: np.random.Generator) -> pd.DataFrame:
    """WiFi is taken for granted, a welcome gift delights."""
    answers = pd.DataFrame(
        {
            "with_wifi": rng.choice([2, 1], PEOPLE, p=[0.8, 0.2]),
            "no_wifi": rng.choice([5, 3], PEOPLE, p=[0.9, 0.1]),
            "with_gift": rng.choice([1, 3], PEOPLE, p=[0.8, 0.2]),
            "no_gift": rng.choice([3, 4], PEOPLE),
        }
    )
    features = pd.DataFrame(
        {
            "feature": ["wifi", "gift"],
            "label": ["客房有无线网络", "入住送果盘"],
            "functional": ["with_wifi", "with_gift"],
            "dysfunctional": ["no_wifi", "no_gift"],
        }
    )
    return kano(answers, features)


def _recovery(rng: np.random.Generator) -> dict[str, pd.DataFrame]:
    opened = pd.Series(pd.Timestamp("2024-05-01"), index=range(PEOPLE))
    complaints = pd.DataFrame(
        {
            "who": [f"k{place}" for place in range(PEOPLE)],
            "opened": opened.where(rng.random(PEOPLE) < 0.7),
            "answered": opened + pd.to_timedelta(rng.exponential(20, PEOPLE), "h"),
            "solved": rng.choice(["是", "否"], PEOPLE),
        }
    )
    log = read_complaints(complaints, customer="who", answered="answered", solved="solved")
    bought = pd.Series(rng.integers(0, 2, PEOPLE).astype(float), index=complaints["who"])
    return {
        "recovery": recovery_table(log, bought),
        "recovery_times": recovery_times(log),
        "recovery_funnel": recovery_funnel(log, bought),
    }
