"""Why a comment got its sentiment: clauses, opinions, rules and the words that moved it.

One Explanation, shown as text on a terminal and as HTML in a notebook.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from voc.report.formats import number, percent, shown, shown_text
from voc.report.quotes import Mark, Piece, cut_pieces
from voc.report.reasons import LABELS, reason, rule_names
from voc.report.words import Language, choose, texts


@dataclass(frozen=True)
class Said:
    """One opinion: what judges, about which driver, how, and by which rules."""

    start: int
    end: int
    aspect: str | None
    term: str | None
    driver: str
    polarity: float
    label: str
    rule: str


@dataclass(frozen=True)
class Explanation:
    """All that made the sentiment of one comment.

    Attributes
    ----------
    comment_id, text : str
    sentiment : float
        −1…1; missing for platform text.
    label : str or None
    confidence : float
        Probability that the customer takes this side.
    positive_part, negative_part : float
    clauses : sequence of (int, int)
        Offsets of the clauses in the text.
    opinions : sequence of Said
        In the order of the text; `driver` is its name in the language.
    words : sequence of (str, float)
        Log-odds that each word adds, positive towards praise, the strongest first; None when
        the seed judged alone.
    seed, base : float
        Log-odds that lexicon and rules add, and that a comment has before any is read.
    mixed : bool
        Near 0, yet of praise and blame, so that the label is its side and not "neutral".
    held_out : bool
        A model that did not learn from this comment judged it, so that `words`, `seed` and `base`
        do not add up to its sentiment.
    language : {"zh", "en"}
    """

    comment_id: str
    text: str
    sentiment: float
    label: str | None
    confidence: float
    positive_part: float
    negative_part: float
    clauses: Sequence[tuple[int, int]]
    opinions: Sequence[Said]
    words: Sequence[tuple[str, float]] | None = None
    seed: float = 0.0
    base: float = 0.0
    mixed: bool = False
    held_out: bool = False
    language: Language = "zh"

    def __str__(self) -> str:
        lines = [shown_text(self.text), self.verdict(), ""]
        for start, end, opinions in self.by_clause():
            lines.append(shown(self.text[start:end]))
            lines += [f"    {self.line(opinion)}" for opinion in opinions]
        if not self.opinions:
            lines.append(reason("nothing", self.language))
        if moved := self.moved():
            lines += ["", reason("words", self.language)]
            lines += [f"    {number(odds, 2, signed=True)}  {shown(word)}" for word, odds in moved]
        if self.held_out:
            lines.append(reason("held out", self.language))
        return "\n".join(lines)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        from voc.report.html import environment

        moved = [
            (shown(word), number(odds, 2, signed=True), _tone(odds)) for word, odds in self.moved()
        ]
        clauses = [
            (shown(self.text[start:end]), [(o.label, self.line(o)) for o in opinions])
            for start, end, opinions in self.by_clause()
        ]
        template = environment().get_template("explanation.html.j2")
        return str(
            template.render(
                lang=self.language,
                pieces=self.pieces(),
                verdict=self.verdict(),
                clauses=clauses,
                nothing="" if self.opinions else reason("nothing", self.language),
                words=reason("words", self.language),
                moved=moved,
                held_out=reason("held out", self.language) if self.held_out else "",
            )
        )

    def verdict(self) -> str:
        """Sentiment, label and confidence in one line."""
        if self.label is None:
            return reason("unscored", self.language)
        label = choose(LABELS[self.label], self.language)
        return reason("verdict", self.language).format(
            label=reason("mixed", self.language).format(label=label) if self.mixed else label,
            sentiment=number(self.sentiment, 2, signed=True),
            confidence=percent(self.confidence, 0),
            praise=number(self.positive_part, 2),
            blame=number(self.negative_part, 2),
        )

    def by_clause(self) -> list[tuple[int, int, list[Said]]]:
        """Each clause with the opinions that end in it."""
        found: list[tuple[int, int, list[Said]]] = [(a, b, []) for a, b in self.clauses]
        for opinion in self.opinions:
            home = next((c for c in found if opinion.end <= c[1]), None)
            if home is None:
                home = (opinion.start, opinion.end, [])
                found.append(home)
            home[2].append(opinion)
        return found

    def line(self, opinion: Said) -> str:
        """One opinion in one line: polarity, words, driver, rules."""
        words = opinion.term or opinion.aspect or ""
        if opinion.aspect and opinion.term and opinion.aspect not in opinion.term:
            words = f"{opinion.aspect} {opinion.term}"
        rules = texts(self.language)["separator"].join(rule_names(opinion.rule, self.language))
        polarity = number(opinion.polarity, 2, signed=True)
        return f"{polarity}  {shown(words)} → {shown(opinion.driver)} [{rules}]"

    def moved(self, most: int = 10) -> list[tuple[str, float]]:
        """The strongest words, the rest summed up, and what the seed and the export add."""
        if self.words is None:
            return []
        listed = [(reason("seed", self.language), self.seed), *self.words[:most]]
        if self.words[most:]:
            rest = sum(odds for _, odds in self.words[most:])
            listed.append((reason("rest", self.language), rest))
        return [
            *listed,
            (reason("base", self.language), self.base),
            (reason("total", self.language), self.total),
        ]

    @property
    def total(self) -> float:
        """Log-odds of praise: words, seed and base together."""
        return self.seed + self.base + sum(odds for _, odds in self.words or ())

    def pieces(self) -> tuple[Piece, ...]:
        """The comment in runs of like style, for HTML."""
        marks = [
            Mark(o.start, o.end, o.aspect, o.term, o.label, o.driver)
            for o in self.opinions
            if o.term
        ]
        return cut_pieces(self.text, marks, limit=len(self.text) + 1)


def _tone(odds: float) -> str:
    if round(odds, 2) == 0:  # as it is shown
        return "neutral"
    return "positive" if odds > 0 else "negative"
