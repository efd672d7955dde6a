"""An order table beside the comments: rates of buying, customers by RFM, and lifetime value."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import pandas as pd

from voc.config import nearest
from voc.errors import VocError
from voc.metric.orders import cohort_retention, order_rates
from voc.metric.orders.lifetime import lifetime_value_interval
from voc.metric.orders.rfm import rfm, rfm_segments
from voc.metric.recovery.complaints import ComplaintLog, customer_name, repurchase_after
from voc.questionnaire import Clv, Orders, Questionnaire
from voc.read import clean_ids, parse_times
from voc.read.files import read_files
from voc.studies import Statistics, column_of

__all__ = ["OrderTable", "order_studies", "read_orders"]


@dataclass(frozen=True)
class OrderTable:
    """One row an order: customer, time and, when asked for, amount and returned."""

    table: pd.DataFrame

    def bought_after(self, log: ComplaintLog, found: Statistics) -> pd.Series[float] | None:
        """Who ordered after the complaint; None when no complaining customer is among these."""
        complained: set[Hashable] = set(log.cases["customer"])
        if complained.isdisjoint(self.table["customer"].dropna().map(customer_name)):
            found.tell("recovery", [("orders_strangers", {})])
            return None
        amount = "amount" if "amount" in self.table else ""
        return repurchase_after(self.table, log, customer="customer", time="time", amount=amount)


def read_orders(people: pd.DataFrame, survey: Questionnaire, found: Statistics) -> OrderTable:
    """The order table of a questionnaire: a file of its own, or the rows of the source.

    Raises
    ------
    VocError
        The file cannot be read or lacks a column.
    """
    asked = survey.orders
    assert asked is not None
    named = {key: getattr(asked, key) for key in ("customer", "time", "amount", "returned")}
    named = {key: name for key, name in named.items() if name}
    if not asked.file:
        table = pd.DataFrame({key: people[column_of(people, name)] for key, name in named.items()})
    else:
        path = survey.beside(asked.file)
        rows, rejected, _ = read_files([path])
        if count := sum(len(entries) for _, entries in rejected):
            found.tell("orders", [("orders_unreadable", {"count": count})])
        known = [str(name) for name in rows.table]
        for key, name in named.items():
            if name not in known:
                raise VocError(
                    "survey.no-order-column",
                    where=f"{survey.where}, orders.{key}",
                    name=name,
                    file=path.name,
                    hint=nearest(name, known),
                )
        table = pd.DataFrame({key: rows.table[name] for key, name in named.items()})
    if "weight" in people:
        found.tell("orders", [("weights_not_used", {})])
    customers = clean_ids(table["customer"]).where(table["customer"].notna())
    return OrderTable(table.assign(customer=customers, time=parse_times(table["time"])))


def order_studies(
    orders: OrderTable, asked: Orders, clv: Clv | None, found: Statistics, seed: int
) -> None:
    """Rates among the metrics; cohorts, RFM segments and lifetime value as studies.

    Parameters
    ----------
    orders : OrderTable
    asked : Orders
    clv : Clv, optional
        Margin and discount of a period; the retention is that of the orders.
    found : Statistics
        Its table `metrics` gets the rates; studies cohort_retention, rfm_segments (with amounts)
        and lifetime_value.
    seed : int
    """
    table = orders.table
    rates = order_rates(
        table,
        customer="customer",
        time="time",
        returned="returned" if "returned" in table else "",
        yes=asked.yes,
        window=asked.window,
        freq=asked.freq,
    )
    found.note("orders", rates)
    metrics = found.tables["metrics"]
    asked_too = rates["metric"].isin(metrics["metric"])
    if asked_too.any():  # what customers said and what they did are two things
        names = rates["metric"].where(~asked_too, rates["metric"] + "_orders")
        rates = rates.assign(metric=names)
    found.tables["metrics"] = pd.concat([metrics, rates], ignore_index=True)
    cohorts = cohort_retention(table, customer="customer", time="time", freq=asked.freq)
    found.add("cohort_retention", cohorts)
    if "amount" in table:
        customers = rfm(table)
        found.note("rfm_segments", customers)
        found.add("rfm_segments", rfm_segments(customers))
    if clv is None:
        return
    retention = rates[rates["metric"].isin(["retention_rate", "retention_rate_orders"])]
    if retention.empty:
        found.tell("lifetime_value", [("clv_no_retention", {})])
        return
    row = retention.iloc[0]
    value = lifetime_value_interval(
        clv.margin,
        float(row["value"]) / 100,
        clv.discount,
        n=int(row["n"]),
        periods=clv.periods,
        seed=seed,
    )
    found.add("lifetime_value", value)
