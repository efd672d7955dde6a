"""The program's answers beside those of one or more coders: tables of agreement and of misses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from voc.coding.agreement import (
    Pair,
    confusion,
    driver_agreement,
    label_agreement,
    label_confusion,
    paired,
    totals,
)
from voc.coding.coded import Coded
from voc.coding.codes import CLASSES, LABELS, program_codes

__all__ = ["Validation", "validate"]

_BETWEEN = [
    *("driver", "n", "reference", "other", "both"),
    *(
        f"{name}{end}"
        for name in ("agreement", "kappa", "polarity")
        for end in ("", "_low", "_high")
    ),
]


@dataclass(frozen=True)
class Validation:
    """How well the program codes, and how well coders agree with each other.

    Attributes
    ----------
    coded : DataFrame
        One row a coder: drawn, coded, blank, without_label.
    totals, drivers, confusion : DataFrame
        See `voc.coding.agreement`; with a column coder. The reference is the coder, the other
        the program.
    labels, label_confusion : DataFrame
        Likewise for the overall label.
    misses : DataFrame
        Each disagreement: coder, comment_id, text, driver ("" for the overall label), kind
        (missed, spurious, polarity, label), by_coder and by_voc (classes), words (those of the
        comment that the program takes for that driver), rules.
    between : DataFrame
        Agreement of each two coders: first, second, then driver ("" for all together, "label" for
        the overall label), n, reference and other (mentions by the first and the second), both,
        agreement, kappa and polarity with bounds. Empty with one coder.
    """

    coded: pd.DataFrame
    totals: pd.DataFrame
    drivers: pd.DataFrame
    confusion: pd.DataFrame
    labels: pd.DataFrame
    label_confusion: pd.DataFrame
    misses: pd.DataFrame
    between: pd.DataFrame


def validate(
    coders: Sequence[Coded],
    comments: pd.DataFrame,
    opinions: pd.DataFrame,
    *,
    drivers: Sequence[str] | None = None,
    neutral: float = 0.15,
    bootstrap: int = 1000,
    seed: int = 0,
) -> Validation:
    """Compare the program with each coder, and the coders with each other.

    Only comments that a coder coded and drivers that the sheet had a column for are compared.

    Parameters
    ----------
    coders : sequence of Coded
        From `read_coded`, each with a name of its own.
    comments, opinions : DataFrame
        The tables of the run.
    drivers : sequence of str, optional
        Those that the program knows; others that a sheet has a column for are left out.
    neutral : float
        |polarity| up to this is neutral; setting `opinion.neutral`.
    bootstrap : int
        Resamples of comments for intervals.
    seed : int
        Seed of the resampling.
    """
    parts: dict[str, list[pd.DataFrame]] = {name: [] for name in Validation.__annotations__}
    for coder in coders:
        codes = coder.codes
        known = [d for d in codes.drivers.columns if drivers is None or d in drivers]
        program = program_codes(
            comments, opinions, list(codes.drivers.index), known, neutral=neutral
        )
        pair = paired(codes, program, coder.weights)
        found = {
            "coded": _coded_counts(coder),
            "totals": totals(pair, bootstrap=bootstrap, seed=seed),
            "drivers": driver_agreement(pair, bootstrap=bootstrap, seed=seed),
            "confusion": confusion(pair),
            "labels": label_agreement(pair, bootstrap=bootstrap, seed=seed),
            "label_confusion": label_confusion(pair),
            "misses": _misses(pair, comments, opinions),
        }
        for name, table in found.items():
            table.insert(0, "coder", codes.name)
            parts[name].append(table)
    parts["between"] = [
        _between(first, second, bootstrap, seed) for first, second in combinations(coders, 2)
    ] or [pd.DataFrame(columns=["first", "second", "driver"])]
    return Validation(**{k: pd.concat(tables, ignore_index=True) for k, tables in parts.items()})


def _coded_counts(coder: Coded) -> pd.DataFrame:
    coded = len(coder.codes.labels)
    counts = {
        "drawn": coded + len(coder.blank),
        "coded": coded,
        "blank": len(coder.blank),
        "without_label": int(coder.codes.labels.isna().sum()),
    }
    return pd.DataFrame([counts])


def _between(first: Coded, second: Coded, bootstrap: int, seed: int) -> pd.DataFrame:
    """Agreement of two coders on each driver, on all together and on the overall label."""
    pair = paired(first.codes, second.codes)
    parts = [pd.DataFrame({"driver": [""], "n": [0]})]
    if pair.comments:
        pooled = totals(pair, bootstrap=bootstrap, seed=seed).head(1)
        label = label_agreement(pair, bootstrap=bootstrap, seed=seed)
        drivers = driver_agreement(pair, bootstrap=bootstrap, seed=seed)
        parts = [pooled.assign(driver=""), label.assign(driver="label"), drivers]
    table = pd.concat(parts, ignore_index=True).reindex(columns=_BETWEEN)
    table.insert(0, "second", second.codes.name)
    table.insert(0, "first", first.codes.name)
    return table


def _misses(pair: Pair, comments: pd.DataFrame, opinions: pd.DataFrame) -> pd.DataFrame:
    """Each disagreement of a coder with the program, in the order of the sheet."""
    texts = dict(zip(comments["comment_id"], comments["text"], strict=True))
    said = _said(opinions[opinions["comment_id"].isin(pair.comments)])
    rows = []
    for line, comment in enumerate(pair.comments):
        coder, voc = pair.reference_labels[line], pair.other_labels[line]
        if coder != voc and min(coder, voc) >= 0:
            words, rules = said.get((comment, ""), ("", ""))
            rows.append((comment, "", "label", LABELS[coder], LABELS[voc], words, rules))
        for place, driver in enumerate(pair.drivers):
            coder, voc = pair.reference[line, place], pair.other[line, place]
            if coder != voc:
                kind = "spurious" if coder == 0 else "missed" if voc == 0 else "polarity"
                words, rules = said.get((comment, driver), ("", ""))
                rows.append((comment, driver, kind, CLASSES[coder], CLASSES[voc], words, rules))
    names = ["comment_id", "driver", "kind", "by_coder", "by_voc", "words", "rules"]
    table = pd.DataFrame(rows, columns=names)
    table.insert(1, "text", table["comment_id"].map(texts))
    return table


def _said(opinions: pd.DataFrame) -> dict[tuple[str, str], tuple[str, str]]:
    """The program's words and rules by comment and driver, and by comment ("" for the driver)."""
    said: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for comment, driver, aspect, term, polarity, rule in opinions[
        ["comment_id", "driver", "aspect", "term", "polarity", "rule"]
    ].itertuples(index=False):
        words = " ".join(word for word in (aspect, term) if isinstance(word, str))
        entry = (f"{words} {polarity:+.2f}".replace("-", "−"), str(rule))
        said.setdefault((comment, ""), []).append(entry)
        if isinstance(driver, str):
            said.setdefault((comment, driver), []).append(entry)
    return {
        key: ("；".join(words for words, _ in found), "；".join(rule for _, rule in found))
        for key, found in said.items()
    }
