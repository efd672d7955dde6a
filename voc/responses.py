"""What the statistics of a run are made of: the comments that count, their opinions, the score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from voc.config import Config
from voc.driver import counted_comments
from voc.driver.mentions import LENGTH, find_mentions, without_texts
from voc.repeated import coded, places_of

__all__ = ["Responses", "outcome_of", "weight_of_comments"]

_FIGURES = f"comment_id respondent_id time sentiment confidence score weight {LENGTH}".split()
_COUNTING = ["boilerplate", "duplicate_of"]
_OF_OPINIONS = "driver dimension term polarity rule".split()


@dataclass(frozen=True)
class Responses:
    """Comments, opinions and respondents of a run, and the score that drivers are set against.

    There may be millions of comments, and many of the figures look for them by their ids.
    Therefore comments and respondents have numbers here: `comment_id` is 0…n − 1 among the
    comments that count, `respondent_id` the place among all respondents, sorted. `ids` holds what
    the comments are called.

    `outcome`, `weights` and `owners` (the respondent) are indexed by comment_id; `outcome` is None
    without a score.
    """

    comments: pd.DataFrame
    opinions: pd.DataFrame
    people: pd.DataFrame
    settings: Config
    ids: pd.Series[str]
    names: pd.Index[str]
    outcome: pd.Series[float] | None
    kind: str
    weights: pd.Series[float] | None

    @classmethod
    def of(
        cls,
        comments: pd.DataFrame,
        opinions: pd.DataFrame,
        people: pd.DataFrame,
        settings: Config,
        groups: Sequence[str] = (),
    ) -> Responses:
        """Number comments and respondents; take score and weights from the comments.

        Parameters
        ----------
        comments, opinions : DataFrame
            The tables of the run.
        people : DataFrame
            From `voc.respondents.respondents`.
        settings : Config
        groups : sequence of str
            Columns of the comments that are compared by.
        """
        metric = people.attrs["outcome"]
        known = dict.fromkeys([*_FIGURES, *_COUNTING, *groups, *([metric] if metric else [])])
        lean = without_texts(comments)
        lean = counted_comments(lean[[name for name in known if name in lean]])
        lean = lean.drop(columns=_COUNTING, errors="ignore")
        ids = lean["comment_id"]
        names = pd.Index(pd.factorize(people["respondent_id"], sort=True)[1])
        lean = lean.assign(
            comment_id=np.arange(len(lean)), respondent_id=places_of(lean["respondent_id"], names)
        )
        places = places_of(opinions["comment_id"], ids)
        about = opinions[[name for name in _OF_OPINIONS if name in opinions]]
        about = about.assign(comment_id=places.astype(np.int32))
        if (places < 0).any():
            about = about[places >= 0]
        outcome, kind = outcome_of(lean, metric)
        weights = weight_of_comments(lean)
        return cls(lean, about, people, settings, ids, names, outcome, kind, weights)

    @property
    def drawn(self) -> dict[str, Any]:
        """Arguments of every function that resamples respondents of a score."""
        return {
            "bootstrap": self.settings.statistics.bootstrap,
            "seed": self.settings.run.seed,
            "outcome_kind": self.kind,
        }

    @property
    def crosshair(self) -> Any:
        """Where the lines of the quadrants lie, as `quadrants` takes it."""
        line = self.settings.statistics.crosshair
        return tuple(line) if isinstance(line, list) else line

    @property
    def owners(self) -> pd.Series[Any]:
        """Respondent of each comment."""
        return self.comments["respondent_id"]

    def polarities(self, by: str) -> pd.DataFrame:
        """`voc.driver.comment_polarity` by driver or dimension, names as a categorical column."""
        found = find_mentions(self.comments, self.opinions, by)
        names = coded(found.name, pd.Index(found.names, dtype="str"))
        # comments are called by their places
        return pd.DataFrame({"comment_id": found.comment, by: names, "polarity": found.polarity})

    def called(self, quotes: pd.Series[Any]) -> pd.Series[Any]:
        """Lists of comments by their ids."""
        told = [self.ids.iloc[numbers].tolist() for numbers in quotes]
        return pd.Series(told, index=quotes.index, dtype="object")

    def by_respondent(self, column: str) -> pd.Series[float]:
        """Mean of a column of `people` over the rows of each respondent, by id."""
        values = pd.to_numeric(self.people[column])
        return values.groupby(self.people["respondent_id"].to_numpy()).mean()

    def by_code(self, table: pd.DataFrame) -> pd.DataFrame:
        """A table by respondent with their numbers instead of their ids."""
        return table.set_axis(self.names.get_indexer(table.index), axis=0)


def outcome_of(comments: pd.DataFrame, metric: str | None) -> tuple[pd.Series[float] | None, str]:
    """What impacts are measured on: the answers 0…10 for NPS, else the score 0…100."""
    if metric is None:
        return None, "mean"
    column, kind = ("nps", "nps") if metric == "nps" else ("score", "mean")
    return comments.set_index("comment_id")[column], kind


def weight_of_comments(comments: pd.DataFrame) -> pd.Series[float] | None:
    """Survey weight of each comment, when there is one."""
    return comments.set_index("comment_id")["weight"] if "weight" in comments else None
