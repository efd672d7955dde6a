"""Service recovery: how complaints were dealt with, and what their customers bought afterwards."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from voc.metric.adjust import holm
from voc.metric.differences import share_difference
from voc.metric.frame import MetricRow, metric_frame, share_row
from voc.metric.intervals import wilson
from voc.metric.notes import Note
from voc.metric.recovery.complaints import ComplaintLog, customer_name, worst

__all__ = ["recovery_funnel", "recovery_table", "recovery_times"]

LABELS = {
    "never_complained": ("未投诉", "Never complained"),
    "complained": ("投诉过", "Complained"),
    "answered_fast": ("及时答复", "Answered fast"),
    "answered_slow": ("答复迟缓", "Answered late"),
    "unanswered": ("未答复", "Not answered"),
    "solved": ("已解决", "Solved"),
    "solved_fast": ("及时答复并解决", "Answered fast and solved"),
    "solved_slow": ("迟答但已解决", "Solved, but answered late"),
    "unsolved": ("未解决", "Not solved"),
    "reopened": ("重开", "Reopened"),
}
STAGES = {
    "dissatisfied": ("不满意", "Dissatisfied"),
    "complained": ("投诉", "Complained"),
    "answered": ("已答复", "Answered"),
    "closed": ("已结案", "Closed"),
    "solved": ("已解决", "Solved"),
    "not_reopened": ("未重开", "Not reopened"),
    "repurchased": ("再次购买", "Bought again"),
}
_FLOATS = [
    *("repurchase", "low", "high", "difference", "difference_low", "difference_high"),
    *("p_value", "p_adjusted", "hours_to_answer", "hours_to_answer_low", "hours_to_answer_high"),
    *("hours_to_close", "hours_to_close_low", "hours_to_close_high"),
]


def recovery_table(
    log: ComplaintLog,
    bought: pd.Series[float] | None = None,
    *,
    fast_hours: float = 24.0,
    minimum: int = 30,
) -> pd.DataFrame:
    """Repurchase by how the complaint was dealt with, against those who never complained.

    Parameters
    ----------
    log : ComplaintLog
        From `read_complaints`. All complaints count: survey weights do not apply.
    bought : Series, optional
        1, 0 or NaN over all customers, with those who never complained: who bought again
        (`customer_flags`, `repurchase_after`).
    fast_hours : float
        An answer within so many hours is fast.
    minimum : int
        Smaller groups are shown but not tested.

    Returns
    -------
    DataFrame
        One row a group with customers: never_complained; complained; answered_fast,
        answered_slow, unanswered (past `fast_hours`); solved, solved_fast, solved_slow (solved
        after a fast or a late answer), unsolved; reopened; severity: <word>. The groups
        overlap. Columns:

        group, label_zh, label_en; n: customers, with `bought` those of whom it is known;
        repurchase, low, high: share 0…1 with Wilson's interval;
        difference, difference_low, difference_high: to never_complained, −1…1, Newcombe's
        interval; p_value: two-proportion z test; p_adjusted: the same after Holm;
        hours_to_answer and hours_to_close with _low and _high: medians over the complaints of
        the group (`median_wait`). NaN where it does not apply; the notes say why.

    Notes
    -----
    Of a customer with several complaints the worst outcome counts: answered fast or solved only
    when all were, reopened when one was. A difference says who bought again, not what made them:
    small complaints are solved sooner, and who complains is often the better customer.

    References
    ----------
    Gilly & Gelb 1982, Journal of Consumer Research 9(3):323–328. Newcombe 1998, Statistics in
    Medicine 17:873–890. Holm 1979, Scandinavian Journal of Statistics 6:65–70.

    Examples
    --------
    >>> from voc.metric.recovery.complaints import customer_flags, read_complaints
    >>> table = pd.DataFrame({"客户": list("甲乙丙丁"), "复购": [1, 0, 1, 0],
    ...     "投诉": pd.to_datetime(["2024-05-01T08", "2024-05-01T09", None, None]),
    ...     "答复": pd.to_datetime(["2024-05-01T10", "2024-05-04T09", None, None])})
    >>> log = read_complaints(table, opened="投诉", answered="答复", customer="客户")
    >>> found = recovery_table(log, customer_flags(table, "复购", customer="客户"))
    >>> found[["group", "n", "repurchase", "difference", "hours_to_answer"]]
                  group  n  repurchase  difference  hours_to_answer
    0  never_complained  2         0.5         NaN              NaN
    1        complained  2         0.5         0.0             37.0
    2     answered_fast  1         1.0         0.5              2.0
    3     answered_slow  1         0.0        -0.5             72.0
    """
    groups = _groups(log, fast_hours)
    notes = list(log.notes)
    rest = None
    if bought is not None:
        bought = bought.groupby(bought.index.map(customer_name)).max()
        others = ~bought.index.isin(groups["complained"])
        rest = bought[others].dropna()
    rows = []
    if rest is not None and len(rest):
        rows.append(_row("never_complained", rest, None, None))
    for group, members in groups.items():
        if not len(members):
            continue
        known = None if bought is None else bought.reindex(members).dropna()
        waits = log.cases["customer"].isin(members).to_numpy()
        if known is None or len(known):
            row = _row(group, known, rest, log, waits, minimum)
            rows.append({**row, "n": len(members)} if known is None else row)
    table = _frame(rows)
    table["p_adjusted"] = holm(table["p_value"].to_numpy())
    table.attrs["notes"] = notes + _reasons(table, log, bought, minimum)
    return table


def recovery_times(log: ComplaintLog, *, fast_hours: float = 24.0) -> pd.DataFrame:
    """How long complaints took, and how many were answered in time, solved and reopened.

    Parameters
    ----------
    log : ComplaintLog
    fast_hours : float

    Returns
    -------
    DataFrame
        Columns metric, value, low, high, n (complaints); rows, as far as the log has them:
        hours_to_answer, hours_to_close (medians, those that still wait included),
        answered_in_time (percent, within `fast_hours`; those who have not waited so long are
        left out), solved, reopened (percent). NaN where half still wait.

    Notes
    -----
    `median_wait` and Wilson's interval, each complaint by itself.

    References
    ----------
    Kaplan & Meier 1958, JASA 53:457–481. Wilson 1927, JASA 22:209–212.

    Examples
    --------
    >>> from voc.metric.recovery.complaints import read_complaints
    >>> log = read_complaints(pd.DataFrame({
    ...     "opened": pd.to_datetime(["2024-05-01T08", "2024-05-01T09", "2024-05-01T12"]),
    ...     "answered": pd.to_datetime(["2024-05-01T10", "2024-05-04T09", None])}),
    ...     answered="answered")
    >>> recovery_times(log).round(1)
                 metric  value  low  high  n
    0   hours_to_answer   72.0  2.0   NaN  3
    1  answered_in_time   33.3  6.1  79.2  3
    """
    rows = []
    notes = list(log.notes)
    for until in ("answer", "close"):
        wait = log.wait(until)
        if wait.n:
            rows.append(MetricRow(f"hours_to_{until}", *wait))
            if np.isnan(wait.median):
                notes.append(("recovery_half_waiting", {"until": until}))
            elif np.isnan(wait.high):
                notes.append(("recovery_no_upper_bound", {"until": until}))
    shares = {"solved": "solved", "reopened": "reopened"}
    figures = {name: log.cases[name].to_numpy() for name in shares if name in log.cases}
    if "answered" in log.cases:
        figures = {"answered_in_time": log.answered_within(fast_hours), **figures}
    for name, hits in figures.items():
        known = hits[~np.isnan(hits)]
        if len(known):
            rows.append(share_row(name, known, None))
    table = metric_frame(rows)
    table.attrs["notes"] = notes
    return table


def recovery_funnel(
    log: ComplaintLog,
    bought: pd.Series[float] | None = None,
    *,
    dissatisfied: Collection[Hashable] | None = None,
) -> pd.DataFrame:
    """How many customers come through each step from the complaint to the next purchase.

    Parameters
    ----------
    log : ComplaintLog
    bought : Series, optional
        As for `recovery_table`.
    dissatisfied : collection, optional
        Customers who said that they were dissatisfied; whoever complained is one of them.

    Returns
    -------
    DataFrame
        Columns stage, label_zh, label_en, n (customers who came so far), share_of_previous
        (0…1), low, high (95 %, Wilson; NaN in the first row). Stages: dissatisfied, complained,
        answered, closed, solved, not_reopened, repurchased; those the log does not have are left
        out. All complaints of a customer must have come so far.

    Notes
    -----
    A customer of whom it is not known whether they came through a stage is left out from there
    on, of n and of the share, and counted in the notes.

    References
    ----------
    Tax & Brown 1998, Sloan Management Review 40(1):75–88. Wilson 1927, JASA 22:209–212.

    Examples
    --------
    >>> from voc.metric.recovery.complaints import read_complaints
    >>> log = read_complaints(pd.DataFrame({"who": list("abcd"), "solved": [1, 1, 0, 0],
    ...     "opened": pd.to_datetime(["2024-05-01"] * 4)}), customer="who", solved="solved")
    >>> recovery_funnel(log, pd.Series({"a": 1.0, "b": 0.0}), dissatisfied="abcdefgh").round(2)
              stage label_zh      label_en  n  share_of_previous   low  high
    0  dissatisfied      不满意  Dissatisfied  8                NaN   NaN   NaN
    1    complained       投诉    Complained  4                0.5  0.22  0.78
    2        solved      已解决        Solved  2                0.5  0.15  0.85
    3   repurchased     再次购买  Bought again  1                0.5  0.09  0.91
    """
    passed: dict[str, pd.Series[float]] = {}
    for stage in ("answered", "closed", "solved"):
        if stage in log.cases:
            passed[stage] = worst(log, log.cases[stage].to_numpy(dtype=np.float64))
    if "reopened" in log.cases:
        passed["not_reopened"] = worst(log, 1 - log.cases["reopened"].to_numpy(dtype=np.float64))
    left = pd.Index(log.cases["customer"].unique())
    if bought is not None:
        passed["repurchased"] = bought.groupby(bought.index.map(customer_name)).max().reindex(left)
    rows: list[tuple[str, int, int]] = []
    if dissatisfied is not None:
        named = {customer_name(customer) for customer in dissatisfied} | set(left)
        rows.append(("dissatisfied", len(named), 0))
        rows.append(("complained", len(left), len(named)))
    else:
        rows.append(("complained", len(left), 0))
    notes = list(log.notes)
    for stage, outcome in passed.items():
        known = outcome.reindex(left).dropna()
        if len(known) < len(left):
            notes.append(("recovery_unknown", {"n": len(left) - len(known), "stage": stage}))
        left = known.index[known == 1]
        rows.append((stage, len(left), len(known)))
    table = _funnel_frame(rows)
    table.attrs["notes"] = notes
    return table


def _groups(log: ComplaintLog, fast_hours: float) -> dict[str, list[str]]:
    """Customers of each group, by the worst of their complaints."""
    cases = log.cases
    groups = {"complained": sorted(cases["customer"].unique())}

    def add(name: str, chosen: pd.Series[bool]) -> None:
        groups[name] = list(chosen.index[chosen])

    fast = slow = None
    if "answered" in cases:
        told = worst(log, log.answered_within(fast_hours))
        answered = worst(log, cases["answered"].to_numpy(dtype=np.float64))
        fast, slow = told == 1, (told == 0) & (answered == 1)
        add("answered_fast", fast)
        add("answered_slow", slow)
        add("unanswered", (told == 0) & (answered == 0))
    if "solved" in cases:
        solved = worst(log, cases["solved"].to_numpy(dtype=np.float64))
        add("solved", solved == 1)
        if fast is not None and slow is not None:
            add("solved_fast", (solved == 1) & fast)
            add("solved_slow", (solved == 1) & slow)
        add("unsolved", solved == 0)
    if "reopened" in cases:
        reopened = worst(log, cases["reopened"].to_numpy(dtype=np.float64), good=False)
        add("reopened", reopened == 1)
    if "severity" in cases:
        told_severity = cases["severity"].dropna()
        for word in sorted(told_severity.unique()):
            own = cases.loc[told_severity.index[told_severity == word], "customer"]
            groups[f"severity: {word}"] = sorted(own.unique())
    return groups


def _row(
    group: str,
    known: pd.Series[float] | None,
    rest: pd.Series[float] | None,
    log: ComplaintLog | None,
    waits: npt.NDArray[np.bool_] | None = None,
    minimum: int = 0,
) -> dict[str, Any]:
    word = group.removeprefix("severity: ")
    zh, en = LABELS.get(group, (f"严重程度：{word}", f"Severity: {word}"))
    row: dict[str, Any] = {"group": group, "label_zh": zh, "label_en": en}
    if known is not None:
        hits, n = float(known.sum()), len(known)
        low, high = wilson(hits, n)
        row |= {"n": n, "repurchase": hits / n, "low": low, "high": high}
        if rest is not None and len(rest):
            found = share_difference(hits, n, float(rest.sum()), len(rest))
            row |= {
                "difference": found.difference,
                "difference_low": found.low,
                "difference_high": found.high,
                "p_value": found.p_value if min(n, len(rest)) >= minimum else np.nan,
            }
    if log is not None:
        for until in ("answer", "close"):
            wait = log.wait(until, waits)
            name = f"hours_to_{until}"
            row |= {name: wait.median, f"{name}_low": wait.low, f"{name}_high": wait.high}
    return row


def _frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    texts = ["group", "label_zh", "label_en"]
    table = pd.DataFrame(rows, columns=[*texts, "n", *_FLOATS])
    return table.astype(
        {**dict.fromkeys(texts, "str"), "n": "int64", **dict.fromkeys(_FLOATS, "float64")}
    )


def _funnel_frame(rows: list[tuple[str, int, int]]) -> pd.DataFrame:
    """Rows of stage, customers who came so far, customers who could have."""
    filled = []
    for stage, n, of in rows:
        share = (n / of, *wilson(n, of)) if of else (np.nan, np.nan, np.nan)
        filled.append((stage, *STAGES[stage], n, *share))
    names = ["stage", "label_zh", "label_en", "n", "share_of_previous", "low", "high"]
    texts, floats = dict.fromkeys(names[:3], "str"), dict.fromkeys(names[4:], "float64")
    return pd.DataFrame(filled, columns=names).astype({**texts, "n": "int64", **floats})


def _reasons(
    table: pd.DataFrame, log: ComplaintLog, bought: pd.Series[float] | None, minimum: int
) -> list[Note]:
    """Why figures are missing."""
    notes: list[Note] = []
    absent = [
        name for name in ("answered", "closed", "solved", "reopened") if name not in log.cases
    ]
    if absent:
        notes.append(("recovery_not_logged", {"columns": ", ".join(absent)}))
    complained = table[table["group"] != "never_complained"]
    logged = [u for u, name in (("answer", "answered"), ("close", "closed")) if name in log.cases]
    for until in logged:
        bounds = [f"hours_to_{until}", f"hours_to_{until}_low", f"hours_to_{until}_high"]
        waiting = int(complained[bounds].isna().any(axis=1).sum())
        if waiting:
            notes.append(("recovery_groups_waiting", {"count": waiting, "until": until}))
    if bought is None:
        return [*notes, ("recovery_no_repurchase", {})]
    never = table.loc[table["group"] == "never_complained", "n"]
    if never.empty:
        return [*notes, ("recovery_no_comparison", {})]
    small = complained["n"].clip(upper=int(never.iloc[0])) < minimum
    if small.any():
        notes.append(("groups_below_minimum", {"count": int(small.sum()), "minimum": minimum}))
    same = ~small & complained["p_value"].isna()
    if same.any():
        notes.append(("groups_without_variation", {"count": int(same.sum())}))
    return notes
