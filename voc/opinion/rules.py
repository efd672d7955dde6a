"""The rules of Chinese that turn the known words of a comment into opinions.

Everything that depends on single words is data (lexicons/); here is only how words act on each
other: `evaluations` what a word says, `moods` what the sentence makes of it, `aspects` what it is
about. Each rule leaves its name in `rule`.
"""

from __future__ import annotations

from operator import itemgetter

from voc.lexicon.dimensions import OVERALL
from voc.lexicon.vocabulary import CUES, NAMES, Vocabulary
from voc.opinion.aspects import aspects_of, resolved, shared
from voc.opinion.evaluations import Evaluation, evaluations
from voc.opinion.hits import Clause, Hit
from voc.opinion.moods import (
    LASTING,
    QUESTION_MARKS,
    colour,
    ironic,
    mood_at,
    mood_of,
    unmet_later,
    unspoken,
)
from voc.opinion.subject import HEADING_MARKS, Subject, heads
from voc.text.clauses import Boundary
from voc.text.tokens import Tokens

# Opinion: start, end, aspect, term, driver, polarity, negated, rule (offsets into the comment)
Opinion = tuple[int, int, str | None, str | None, str, float, bool, str]
SPREAD = "spread"  # the same verdict once more, for a driver it covers: counts once for the comment


def judge(
    clauses: list[Clause], tokens: Tokens, base: int, text: str, vocabulary: Vocabulary
) -> list[Opinion]:
    """The opinions of one comment.

    Parameters
    ----------
    clauses : list of Clause
    tokens : Tokens
        The words of the chunk that the hits point into.
    base : int
        Where the comment begins in the chunk.
    text : str
        The comment.
    vocabulary : Vocabulary

    Returns
    -------
    list of Opinion
        In the order of the text. A driver that is only mentioned appears once, without a term
        and with the polarity that its codebook gives to a mention (0 for most), unless the
        comment evaluates it elsewhere.
    """
    words = tokens.words
    spans = Spans(tokens, base, text)
    opinions: list[Opinion] = []
    mentions: list[Hit] = []
    loose: list[int] = []  # opinions of this sentence whose driver is still to come
    subject = Subject()
    mood: str | None = None
    mocks = ironic(clauses)
    wished = False  # the clause before was found to be a wish
    for place, clause in enumerate(clauses):
        cued, names = clause.acts & CUES, clause.acts & NAMES
        before = mood
        if cued:
            mood = mood_of(clause, mood, words)
        elif mood and mood not in LASTING:
            mood = None
        coloured = cued or mood or mocks or clause.mark in QUESTION_MARKS
        following = clauses[place + 1] if coloured and place + 1 < len(clauses) else None
        if mood == "conditional" and following and unmet_later(clause, following):
            mood = "unmet"
        named = heads(clause) if clause.mark in HEADING_MARKS else None
        found = evaluations(clause, words, vocabulary) if clause.judging and not named else []
        if cued and not found and not wished:
            found = unspoken(clause, clauses[place - 1 : place], mood, before, words)
        wished = mood == "unmet" and bool(found)
        judged: list[Hit] = []
        for evaluation in found:
            if coloured:
                meant = mood_at(evaluation, clause, before, mood, words)
                colour(evaluation, clause, meant, mocks, following, words)
            aspects = aspects_of(clause.hits, evaluation, words) if names else []
            if aspects and subject.listed and shared(aspects, evaluation, words):
                aspects = subject.listed + aspects
            judgements = _opinions(evaluation, aspects, subject, spans, vocabulary)
            judged += aspects
            driver = (judgements if not vocabulary.spreads else _told(judgements))[-1][4]
            if not driver:
                loose.append(len(opinions))
            elif vocabulary.dimensions[driver] != OVERALL:  # 会推荐，哈哈: no more on recommending
                subject.spoken_of = driver
                named = driver if aspects else named
            opinions += judgements
        if names:
            for hit in clause.hits:
                driver = hit.entry.driver or OVERALL
                if driver != OVERALL and hit not in judged:
                    mentions.append(hit)
                    named = driver if vocabulary.dimensions[driver] != OVERALL else named
        closed = clause.boundary >= Boundary.SENTENCE or place + 1 == len(clauses)
        if loose and (named or closed):
            _settle(opinions, loose, named)
            loose = []
        subject.moves_on(clause, named, evaluated=bool(found))
        if clause.boundary >= Boundary.SENTENCE:
            mood = None
    if vocabulary.spreads:
        opinions = _without_known(opinions)
    return _with_mentions(opinions, mentions, spans, vocabulary) if mentions else opinions


class Spans:
    """From tokens of the chunk to offsets and text of the comment."""

    __slots__ = ("base", "starts", "text", "words")

    def __init__(self, tokens: Tokens, base: int, text: str) -> None:
        self.words, self.starts, self.base, self.text = tokens.words, tokens.starts, base, text

    def of(self, first: int, last: int) -> tuple[int, int]:
        """Offsets in the comment of the tokens from `first` to `last`."""
        starts = self.starts
        return starts[first] - self.base, starts[last] + len(self.words[last]) - self.base


def _opinions(
    evaluation: Evaluation,
    aspects: list[Hit],
    subject: Subject,
    spans: Spans,
    vocabulary: Vocabulary,
) -> list[Opinion]:
    """One opinion for each aspect, or one about the implied, the carried or the whole."""
    implied = evaluation.implies
    start, end = spans.of(evaluation.first, evaluation.last)
    text = spans.text
    term = text[start:end]
    rule = evaluation.rules[1:] or "lexicon"
    polarity, negated = evaluation.polarity, evaluation.negated
    if not aspects:
        driver, rule = _unnamed(evaluation, subject, vocabulary, rule, text[start])
        told = driver or ""
        return [(start, end, None, term, told, polarity, negated, rule)]
    found: list[Opinion] = []
    for aspect in aspects:
        begins, ends = spans.of(aspect.first, aspect.last)
        named = aspect.entry.driver or OVERALL
        fixed = evaluation.driver if evaluation.about in (None, aspect) else None
        driver = fixed or resolved(named, implied, vocabulary)
        surface = text[begins:ends]
        span = (begins if begins < start else start, ends if ends > end else end)
        found.append((*span, surface, term, driver, polarity, negated, rule))
        says_no_more = fixed is None and implied in (None, OVERALL)
        if named == driver in vocabulary.spreads and says_no_more:
            found += [
                (*span, surface, term, covered, polarity, negated, f"{rule}+{SPREAD}")
                for covered in vocabulary.spreads[driver]
            ]
    return found


def _unnamed(
    evaluation: Evaluation, subject: Subject, vocabulary: Vocabulary, rule: str, first: str
) -> tuple[str | None, str]:
    """The driver of a verdict without an aspect beside it; None when it is still to come."""
    entry = evaluation.hit.entry
    driver = evaluation.driver or evaluation.implies or entry.driver
    if subject.heading and driver in (None, OVERALL):
        return subject.heading, rule + "+heading"
    if driver:
        if subject.just_named and vocabulary.parents.get(subject.just_named) == driver:
            return subject.just_named, rule + "+carried"  # 早餐丰富，也好吃 stays with breakfast
        return driver, rule
    if not first.isalpha():  # 😀
        return (subject.spoken_of, rule + "+carried") if subject.spoken_of else (OVERALL, rule)
    bare = entry.suggests == OVERALL
    driver = subject.just_named if bare else subject.spoken_of
    return (driver, rule + "+carried") if driver else (evaluation.suggests or entry.suggests, rule)


def _settle(opinions: list[Opinion], loose: list[int], driver: str | None) -> None:
    """凉透了，薯条跟橡皮一样: the verdict is about what the sentence names next, if anything."""
    for place in loose:
        *before, _, polarity, negated, rule = opinions[place]
        rule = f"{rule}+carried" if driver else rule
        opinions[place] = (*before, driver or OVERALL, polarity, negated, rule)  # type: ignore[assignment]


def _told(opinions: list[Opinion]) -> list[Opinion]:
    """What was said, without the drivers that it covers as well."""
    return [opinion for opinion in opinions if not opinion[7].endswith(SPREAD)]


def _without_known(opinions: list[Opinion]) -> list[Opinion]:
    """环境不错，就是有点吵: what is judged by itself is not covered by the verdict on the whole."""
    known = {opinion[4] for opinion in _told(opinions)}
    return [
        opinion
        for opinion in opinions
        if opinion[4] not in known or not opinion[7].endswith(SPREAD)
    ]


def _with_mentions(
    opinions: list[Opinion], mentions: list[Hit], spans: Spans, vocabulary: Vocabulary
) -> list[Opinion]:
    """Add the drivers that are only mentioned, once each, in the order of the text."""
    known = {opinion[4] for opinion in opinions}
    for hit in mentions:
        driver = hit.entry.driver or OVERALL
        if driver not in known:
            known.add(driver)
            start, end = spans.of(hit.first, hit.last)
            surface = spans.text[start:end]
            polarity = vocabulary.mentions.get(driver, 0.0)
            opinions.append((start, end, surface, None, driver, polarity, False, "mention"))
    opinions.sort(key=itemgetter(0, 1))
    return opinions
