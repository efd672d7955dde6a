"""The rules of Chinese that turn the known words of a comment into opinions.

Everything that depends on single words is data (lexicons/); here is only how words act on each
other: `evaluations` what a word says, `moods` what the sentence makes of it, `aspects` what it is
about. Each rule leaves its name in `rule`.
"""

from __future__ import annotations

from voc.lexicon.vocabulary import Vocabulary
from voc.opinion.aspects import OVERALL, aspects_of, carry, resolved
from voc.opinion.evaluations import Evaluation, evaluations
from voc.opinion.hits import Clause, Hit
from voc.opinion.moods import LASTING, QUESTION_MARKS, colour, ironic, mood_of, unspoken
from voc.text.clauses import Boundary

# Opinion: start, end, aspect, term, driver, polarity, negated, rule (offsets into the comment)
Opinion = tuple[int, int, str | None, str | None, str, float, bool, str]


def judge(
    clauses: list[Clause], words: list[str], text: str, vocabulary: Vocabulary
) -> list[Opinion]:
    """The opinions of one comment.

    Parameters
    ----------
    clauses : list of Clause
    words : list of str
        The tokens of the chunk that the hits point into.
    text : str
        The comment.
    vocabulary : Vocabulary

    Returns
    -------
    list of Opinion
        In the order of the text. A driver that is only mentioned appears once, with polarity 0
        and no term, unless the comment evaluates it elsewhere.
    """
    opinions: list[Opinion] = []
    mentions: list[Opinion] = []
    carried: str | None = None  # the driver named in the clause before
    mood: str | None = None
    mocks = any(clause.cued and ironic(clause) for clause in clauses)
    for clause in clauses:
        mood = mood_of(clause, mood) if clause.cued else mood if mood in LASTING else None
        coloured = bool(mood or mocks or clause.cued or clause.mark in QUESTION_MARKS)
        found = evaluations(clause, words, vocabulary) if clause.judging else []
        if not found and clause.cued:
            found = unspoken(clause, mood, words)
        named: str | None = None
        judged: list[Hit] = []
        for evaluation in found:
            if coloured:
                colour(evaluation, clause, mood, mocks, text)
            aspects = aspects_of(clause.hits, evaluation, words) if clause.names else []
            opinions += _opinions(evaluation, aspects, carried, text, vocabulary)
            if aspects:
                judged += aspects
                named = opinions[-1][4]
        if clause.names:
            for hit in clause.hits:
                driver = hit.entry.driver
                if driver and driver != OVERALL and hit not in judged:
                    mentions.append(_mention(hit, text))
                    named = driver
        carried = carry(clause, carried, named, bool(found))
        if clause.boundary >= Boundary.SENTENCE:
            mood = None
    return _with_mentions(opinions, mentions)


def _opinions(
    evaluation: Evaluation,
    aspects: list[Hit],
    carried: str | None,
    text: str,
    vocabulary: Vocabulary,
) -> list[Opinion]:
    """One opinion for each aspect, or one about the implied, the carried or the whole."""
    entry = evaluation.hit.entry
    start, end = evaluation.start, evaluation.end
    term = text[start:end]
    polarity, negated = evaluation.polarity, evaluation.negated
    rule = evaluation.rules[1:] or "lexicon"
    if aspects:
        return [
            (
                min(start, aspect.start),
                max(end, aspect.end),
                text[aspect.start : aspect.end],
                term,
                resolved(aspect.entry.driver or OVERALL, entry.implies, vocabulary),
                polarity,
                negated,
                rule,
            )
            for aspect in aspects
        ]
    driver = entry.implies or entry.driver
    if driver is None and carried:
        driver, rule = carried, rule + "+carried"
    return [(start, end, None, term, driver or OVERALL, polarity, negated, rule)]


def _mention(hit: Hit, text: str) -> Opinion:
    surface = text[hit.start : hit.end]
    return (hit.start, hit.end, surface, None, hit.entry.driver or OVERALL, 0.0, False, "mention")


def _with_mentions(opinions: list[Opinion], mentions: list[Opinion]) -> list[Opinion]:
    if not mentions:
        return opinions
    known = {opinion[4] for opinion in opinions}
    for mention in mentions:
        if mention[4] not in known:
            known.add(mention[4])
            opinions.append(mention)
    opinions.sort(key=lambda opinion: (opinion[0], opinion[1]))
    return opinions
