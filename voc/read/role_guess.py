"""Guesses the role of one column from its name and its cells, with the reason.

What the other columns say of it is not looked at here: `roles` does that.
"""

from __future__ import annotations

from dataclasses import dataclass

from voc.messages import phrase, together
from voc.read import headers
from voc.read.profile import MULTIPLE_CHOICE, Profile
from voc.read.scales import guess_score

__all__ = ["FEW_GROUPS", "MANY_GROUPS", "Guess", "guess_role"]

FEW_GROUPS, MANY_GROUPS = 50, 200
SHARE_OF_GROUPS = 0.05  # a long list of room types still groups 25,000 stays
OPTIONS = 10  # short answers that repeat, up to so many, are those of a single choice
COMMENT_WORDS = 6  # mean length from which unnamed cells are taken for comments


@dataclass(frozen=True)
class Guess:
    """A role for one column; among several candidates for a role the highest rank wins."""

    role: str
    reason: str
    rank: float = 0.0
    metric: str | None = None
    scale: tuple[float, float] | None = None


def guess_role(name: str, profile: Profile) -> Guess:
    """Guess the role of one column without regard to the others."""
    header = headers.plain(name)
    for ask in (
        _nothing,
        _label,
        _weight,
        _score,
        _contact,
        _time,
        _not_the_customer,
        _id,
        _text,
        _segment,
    ):
        if guess := ask(header, profile):
            return guess
    if profile.numbers > 0.9:
        return Guess("ignore", phrase("column.number"))
    return Guess("ignore", phrase("column.short-values", count=profile.distinct))


def _nothing(header: str, profile: Profile) -> Guess | None:
    if profile.filled == 0:
        return Guess("ignore", phrase("column.empty"))
    if profile.holds([MULTIPLE_CHOICE], 0.2):
        return Guess("ignore", phrase("column.ticked"))
    if profile.ranked:
        return Guess("ignore", phrase("column.ranked"))
    return None


def _label(header: str, profile: Profile) -> Guess | None:
    word = headers.says("label", header)
    coded = profile.numbers > 0.9 or profile.distinct <= 10
    if word and coded:
        return Guess("ignore", phrase("column.label", word=word))
    if profile.sentiment_words > 0.9:
        return Guess("ignore", phrase("column.polarity"))
    return None


def _weight(header: str, profile: Profile) -> Guess | None:
    word = headers.names_weight(header)
    if word is None or profile.numbers < 0.9:
        return None
    return Guess("ignore", phrase("column.weight", word=word))


def _score(header: str, profile: Profile) -> Guess | None:
    found = guess_score(header, profile)
    if found is None:
        return None
    rank = 1.0 + bool(headers.says("overall", header)) - 0.5 * bool(headers.says("part", header))
    return Guess("score", found.reason, rank, found.metric, found.scale)


def _contact(header: str, profile: Profile) -> Guess | None:
    if profile.links > 0.5:
        return Guess("ignore", phrase("column.link"))
    if profile.contacts > 0.5 and not headers.says("identifier", header):
        return Guess("ignore", phrase("column.contact"))
    for concept in ("contact", "link"):
        word = headers.says(concept, header)
        if word and not headers.says("text", header):
            return Guess("ignore", phrase("column.personal", word=word))
    return None


def _time(header: str, profile: Profile) -> Guess | None:
    word = headers.says("time", header)
    if profile.times < (0.5 if word else 0.9):
        return None
    if profile.numbers > 0.5 and not word:
        return None  # 20230105 may be a number as well as a day
    rank = 1.0 + bool(headers.TIME_FIRST.search(header)) - bool(headers.TIME_LAST.search(header))
    rank += 0.001 * profile.times
    dates = phrase("column.dates", share=profile.times)
    return Guess("time", together(_named(word) if word else "", dates), rank)


def _not_the_customer(header: str, profile: Profile) -> Guess | None:
    asked = any(word in header for word in ("您", "你", "what", "how"))
    word = headers.says("reply", header)
    if word and not asked and profile.numbers < 0.9:
        return Guess("ignore", phrase("column.reply", word=word))
    word = headers.says("person", header)
    if word and not (profile.numbers > 0.9 and headers.says("identifier", header)):
        return Guess("ignore", phrase("column.people", word=word))
    word = headers.says("count", header)
    if word and (profile.numbers > 0.9 or profile.mean_words < 3):
        return Guess("ignore", phrase("column.amount", word=word))
    return None


def _id(header: str, profile: Profile) -> Guess | None:
    word = headers.says("identifier", header)
    if not word or profile.distinct_share < 0.5 or profile.mean_words > 4:
        return None
    unique = profile.distinct_share > 0.99
    rank = 1.0 + bool(headers.RECORD_FIRST.search(header)) + 2.0 * unique
    share = profile.distinct_share
    told = phrase("column.unique") if unique else phrase("column.differing", share=share)
    return Guess("id", together(_named(word), told), rank)


def _text(header: str, profile: Profile) -> Guess | None:
    if profile.numbers > 0.5 or profile.is_time or profile.scale_answers > 0.8:
        return None
    length = phrase("column.length", words=profile.mean_words)
    grouped = profile.filled >= 5 * profile.distinct and profile.long_words < 15
    side = headers.asks_for(header)
    if side and profile.mean_words >= 1 and (not grouped or profile.distinct > OPTIONS):
        asked = phrase("column.asks-good" if side > 0 else "column.asks-bad")
        return Guess("text", together(asked, length), 3.0)
    title = headers.says("title", header)
    if title and not grouped and profile.mean_words >= 2:
        return Guess("text", together(_named(title), length), 1.0)
    word = headers.says("text", header) or headers.says("follow_up", header)
    if word and not headers.says("segment", header) and not grouped and profile.mean_words >= 1:
        return Guess("text", together(_named(word), length), 3.0)
    long_and_varied = profile.mean_words >= COMMENT_WORDS and profile.distinct_share >= 0.3
    if not long_and_varied or profile.sentences < 0.3 or profile.long_words < 10:
        return None
    long = phrase("column.long", length=length)
    if word:
        return Guess("text", together(_named(word), long), 3.0)
    weak = headers.says("remark", header)
    if profile.mean_words < 15 and headers.says("segment", header):
        return None
    return Guess("text", long, 1.5 if weak else 2.0)


def _segment(header: str, profile: Profile) -> Guess | None:
    groups = profile.distinct
    word = headers.says("segment", header)
    if profile.scale_answers > 0.8:
        return Guess("ignore", phrase("column.verbal"))
    if groups < 2 and not word:
        return Guess("ignore", phrase("column.constant"))
    repeated = groups <= 0.5 * profile.filled or (groups < profile.filled < 10)
    if profile.numbers > 0.9:
        if word and groups <= 20 and (repeated or profile.filled < 10):
            return Guess(
                "segment", together(_named(word), phrase("column.codes", count=groups)), 1.0
            )
        return None
    some = max(MANY_GROUPS, SHARE_OF_GROUPS * profile.filled)
    if word and groups <= some and (repeated or profile.filled < 10):
        told = phrase("column.values", count=groups)
        return Guess("segment", together(_named(word), told), 1.0)
    if groups <= FEW_GROUPS and repeated and profile.mean_words <= 12:
        return Guess("segment", phrase("column.short-values", count=groups))
    return None


def _named(word: str) -> str:
    return phrase("column.named", word=word)
