"""What a verdict is about when its clause does not say: headings, lists, what was named before."""

from __future__ import annotations

from voc.lexicon.vocabulary import CUES
from voc.opinion.evaluations import MILD
from voc.opinion.hits import Clause, Hit
from voc.text.clauses import Boundary

HEADING_MARKS = frozenset("：:")


def heads(clause: Clause) -> str | None:
    """The driver that one word before a colon names, though it can judge as well: 卫生：一般."""
    if len(clause.hits) > 1:
        return None
    entry = clause.hits[0].entry
    return entry.implies or entry.driver if abs(entry.polarity or 1) <= MILD else None


class Subject:
    """What a comment is speaking of, clause after clause.

    A bare verdict (喜欢, 满意) is about what the clause before named, or about the whole. Any
    other (歪了) must be about something, so it looks back to the beginning of the sentence.
    """

    __slots__ = ("heading", "just_named", "listed", "spoken_of")

    def __init__(self) -> None:
        self.just_named: str | None = None  # driver named in the clause before
        self.spoken_of: str | None = None  # driver named or judged before in the sentence
        self.heading: str | None = None  # 口味：…
        self.listed: list[Hit] = []  # 服务，环境，味道都不错: named, and waiting for a verdict

    def moves_on(self, clause: Clause, named: str | None, *, evaluated: bool) -> None:
        """Take note of a clause; `named` is the driver that it named last."""
        names = named is not None
        if clause.mark == "\n":
            self.heading = None
        elif names and not evaluated and clause.mark in HEADING_MARKS:
            self.heading = named
        elif names and named != self.heading:
            self.heading = None  # 口味：还行。服务员来得慢: on to something else
        self.listed = self._listed(clause) if names and not evaluated else []
        if clause.boundary >= Boundary.SENTENCE and (evaluated or named is None):
            # 早餐不错。很满意！ → the second sentence judges the whole
            self.just_named = self.spoken_of = None
            return
        self.just_named = named or (None if evaluated else self.just_named)
        self.spoken_of = named or self.spoken_of

    def _listed(self, clause: Clause) -> list[Hit]:
        """The aspects of a clause that does nothing but name them, after those before it."""
        bare = all(hit.entry.driver and not hit.entry.polarity for hit in clause.hits)
        if clause.boundary >= Boundary.SENTENCE or clause.acts & CUES or not bare:
            return []
        return [*self.listed, *clause.hits]
