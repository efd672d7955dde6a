"""Guesses the role of one column from its name and its cells, with the reason.

What the other columns say of it is not looked at here: `roles` does that.
"""

from __future__ import annotations

from dataclasses import dataclass

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
        return Guess("ignore", "numbers whose name does not say that they are a rating")
    return Guess("ignore", f"{profile.distinct} different short values")


def _nothing(header: str, profile: Profile) -> Guess | None:
    if profile.filled == 0:
        return Guess("ignore", "the column is empty")
    if profile.holds([MULTIPLE_CHOICE], 0.2):
        return Guess("ignore", "ticked options of a multiple-choice question")
    if profile.ranked:
        return Guess("ignore", "options put in an order")
    return None


def _label(header: str, profile: Profile) -> Guess | None:
    word = headers.says("label", header)
    coded = profile.numbers > 0.9 or profile.distinct <= 10
    if word and coded:
        reason = f"the name says {word!r}: a label given to the text, not the customer's own score"
        return Guess("ignore", reason)
    if profile.sentiment_words > 0.9:
        return Guess("ignore", "positive/negative labels, not the customer's own score")
    return None


def _weight(header: str, profile: Profile) -> Guess | None:
    word = headers.names_weight(header)
    if word is None or profile.numbers < 0.9:
        return None
    reason = f"the name says {word!r}: looks like survey weights; --weight takes them as such"
    return Guess("ignore", reason)


def _score(header: str, profile: Profile) -> Guess | None:
    found = guess_score(header, profile)
    if found is None:
        return None
    rank = 1.0 + bool(headers.says("overall", header)) - 0.5 * bool(headers.says("part", header))
    return Guess("score", found.reason, rank, found.metric, found.scale)


def _contact(header: str, profile: Profile) -> Guess | None:
    if profile.links > 0.5:
        return Guess("ignore", "web addresses")
    if profile.contacts > 0.5 and not headers.says("identifier", header):
        return Guess("ignore", "telephone numbers, e-mail or IP addresses")
    for concept in ("contact", "link"):
        word = headers.says(concept, header)
        if word and not headers.says("text", header):
            return Guess("ignore", f"the name says {word!r}: personal or technical data")
    return None


def _time(header: str, profile: Profile) -> Guess | None:
    word = headers.says("time", header)
    if profile.times < (0.5 if word else 0.9):
        return None
    if profile.numbers > 0.5 and not word:
        return None  # 20230105 may be a number as well as a day
    rank = 1.0 + bool(headers.TIME_FIRST.search(header)) - bool(headers.TIME_LAST.search(header))
    rank += 0.001 * profile.times
    named = f"the name says {word!r}; " if word else ""
    return Guess("time", f"{named}{profile.times:.0%} of the cells are dates", rank)


def _not_the_customer(header: str, profile: Profile) -> Guess | None:
    asked = any(word in header for word in ("您", "你", "what", "how"))
    word = headers.says("reply", header)
    if word and not asked and profile.numbers < 0.9:
        return Guess("ignore", f"the name says {word!r}: words of the staff, not of the customer")
    word = headers.says("person", header)
    if word and not (profile.numbers > 0.9 and headers.says("identifier", header)):
        return Guess("ignore", f"the name says {word!r}: names of people")
    word = headers.says("count", header)
    if word and (profile.numbers > 0.9 or profile.mean_words < 3):
        return Guess("ignore", f"the name says {word!r}: counts or amounts, not a rating")
    return None


def _id(header: str, profile: Profile) -> Guess | None:
    word = headers.says("identifier", header)
    if not word or profile.distinct_share < 0.5 or profile.mean_words > 4:
        return None
    unique = profile.distinct_share > 0.99
    rank = 1.0 + bool(headers.RECORD_FIRST.search(header)) + 2.0 * unique
    told = "every value differs" if unique else f"{profile.distinct_share:.0%} of the values differ"
    return Guess("id", f"the name says {word!r}; {told}", rank)


def _text(header: str, profile: Profile) -> Guess | None:
    if profile.numbers > 0.5 or profile.is_time or profile.scale_answers > 0.8:
        return None
    length = f"{profile.mean_words:.0f} words or characters on average"
    grouped = profile.filled >= 5 * profile.distinct and profile.long_words < 15
    side = headers.asks_for(header)
    if side and profile.mean_words >= 1 and (not grouped or profile.distinct > OPTIONS):
        asked = "what was good" if side > 0 else "what was bad"
        return Guess("text", f"the name asks {asked}; {length}", 3.0)
    title = headers.says("title", header)
    if title and not grouped and profile.mean_words >= 2:
        return Guess("text", f"the name says {title!r}; {length}", 1.0)
    word = headers.says("text", header) or headers.says("follow_up", header)
    if word and not headers.says("segment", header) and not grouped and profile.mean_words >= 1:
        return Guess("text", f"the name says {word!r}; {length}", 3.0)
    long_and_varied = profile.mean_words >= COMMENT_WORDS and profile.distinct_share >= 0.3
    if not long_and_varied or profile.sentences < 0.3 or profile.long_words < 10:
        return None
    if word:
        return Guess("text", f"the name says {word!r}; long, varied text ({length})", 3.0)
    weak = headers.says("remark", header)
    if profile.mean_words < 15 and headers.says("segment", header):
        return None
    return Guess("text", f"long, varied text ({length})", 1.5 if weak else 2.0)


def _segment(header: str, profile: Profile) -> Guess | None:
    groups = profile.distinct
    word = headers.says("segment", header)
    if profile.scale_answers > 0.8:
        return Guess("ignore", "answers on a verbal scale, not a group of customers")
    if groups < 2 and not word:
        return Guess("ignore", "the same value in every row")
    repeated = groups <= 0.5 * profile.filled or (groups < profile.filled < 10)
    if profile.numbers > 0.9:
        if word and groups <= 20 and (repeated or profile.filled < 10):
            return Guess("segment", f"the name says {word!r}; {groups} codes", 1.0)
        return None
    some = max(MANY_GROUPS, SHARE_OF_GROUPS * profile.filled)
    if word and groups <= some and (repeated or profile.filled < 10):
        return Guess("segment", f"the name says {word!r}; {groups} different values", 1.0)
    if groups <= FEW_GROUPS and repeated and profile.mean_words <= 12:
        return Guess("segment", f"{groups} different short values")
    return None
