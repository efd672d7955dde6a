"""Guesses the role of each column, with the reason, from its name and its cells.

`guess_role` looks at one column alone, `settle` at all together: one id, one time, one column a
metric, and the customers' words rather than their titles or what staff replied.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from voc.errors import VocError
from voc.messages import listed, phrase
from voc.read import cells, headers
from voc.read.profile import MULTIPLE_CHOICE, Profile
from voc.read.ratings import declared_metric
from voc.read.scales import guess_score, told_score
from voc.read.source import KINDS, METRICS, Column, Question
from voc.read.times import parse_times

FEW_GROUPS, MANY_GROUPS = 50, 200
SHARE_OF_GROUPS = 0.05  # a long list of room types still groups 25,000 stays
OPTIONS = 10  # short answers that repeat, up to so many, are those of a single choice
COMMENT_WORDS = 6  # mean length from which unnamed cells are taken for comments
SHARE_CONTAINED = 0.8
CHECKED = 500  # rows compared when one text column may repeat another


@dataclass(frozen=True)
class Wanted:
    """The columns that the user has named."""

    text: tuple[str, ...] = ()
    id: str | None = None
    score: str | None = None
    time: str | None = None
    segment: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)
    wave: str = ""
    titles: bool = False

    @classmethod
    def of(
        cls,
        *,
        text: str | Sequence[str] | None,
        id: str | None,
        score: str | None,
        time: str | None,
        segment: str | Sequence[str] | None,
        questions: Sequence[str] = (),
        kinds: Mapping[str, str] | None = None,
        wave: str = "",
        titles: bool = False,
    ) -> Wanted:
        """Accept one name or several."""
        return cls(
            _several(text),
            id,
            score,
            time,
            _several(segment),
            tuple(questions),
            dict(kinds or {}),
            wave,
            titles,
        )

    def named(self) -> list[tuple[str, str]]:
        """List every named column with its role."""
        single = [("id", self.id), ("score", self.score), ("time", self.time)]
        return [
            *(("text", name) for name in self.text),
            *((role, name) for role, name in single if name is not None),
            *(("segment", name) for name in self.segment),
        ]


@dataclass(frozen=True)
class Guess:
    """A role for one column; among several candidates for a role the highest rank wins."""

    role: str
    reason: str
    rank: float = 0.0
    metric: str | None = None
    scale: tuple[float, float] | None = None


def settle(
    table: pd.DataFrame,
    wanted: Wanted,
    where: str,
    questions: Mapping[str, Question] | None = None,
) -> tuple[Column, ...]:
    """Give every column its role.

    Parameters
    ----------
    table : DataFrame
    wanted : Wanted
        What the user has said; it overrules every guess.
    where : str
        Name of the source, for messages.
    questions : mapping of str to Question, optional
        What the export itself says of columns; it overrules guesses, too.

    Raises
    ------
    VocError
        A named column is not there, is named for two roles, or holds no ratings or dates.
    """
    _check(wanted, list(table.columns), where)
    profiles = {name: Profile.of(table[name]) for name in table.columns}
    asked = _asked(wanted, questions or {}, list(table.columns), where)
    _refuse_unfit(wanted.kinds, table, profiles, where)
    guesses = {name: guess_role(_header(name, asked), profiles[name]) for name in profiles}
    for name, guess in guesses.items():
        # what the user calls a scale or a choice is not guessed to be the score
        scored = guess.role == "score" and name in wanted.kinds
        known = Guess("ignore", guess.reason) if scored else guess
        guesses[name] = _as_asked(asked.get(name), known, name, profiles[name])
    fixed = {name: role for role, name in wanted.named()}
    for name, role in fixed.items():
        guesses[name] = _as_told(name, role, table, profiles[name], guesses[name], where)
    _demote_questions(guesses, wanted, fixed)
    if wanted.text:
        _demote(guesses, "text", fixed, f"--text names {', '.join(wanted.text)}")
    else:
        told = {name for name, kind in wanted.kinds.items() if kind == "open"}
        _settle_texts(table, guesses, profiles, told)
    if wanted.segment:
        _demote(guesses, "segment", fixed, f"--segment names {', '.join(wanted.segment)}")
    _keep_best(guesses, "id", fixed)
    _keep_best(guesses, "time", fixed)
    _demote_parts(guesses, fixed)
    for metric in METRICS:
        _keep_best(guesses, "score", fixed, metric)
    return tuple(
        Column(
            name,
            guess.role,
            guess.reason,
            profiles[name].examples,
            guess.metric,
            guess.scale,
            asked.get(name, Question()),
        )
        for name, guess in guesses.items()
    )


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
            return Guess("segment", f"the name says {word!r}; {groups} codes")
        return None
    some = max(MANY_GROUPS, SHARE_OF_GROUPS * profile.filled)
    if word and groups <= some and (repeated or profile.filled < 10):
        return Guess("segment", f"the name says {word!r}; {groups} different values")
    if groups <= FEW_GROUPS and repeated and profile.mean_words <= 12:
        return Guess("segment", f"{groups} different short values")
    return None


def _settle_texts(
    table: pd.DataFrame,
    guesses: dict[str, Guess],
    profiles: dict[str, Profile],
    told: set[str],
) -> None:
    """Keep the customers' own words in full: no titles, no excerpts, no unnamed extras.

    What the user calls open stays, beside columns whose names say that they are texts.
    """
    texts = [name for name, guess in guesses.items() if guess.role == "text"]
    if not texts:
        return
    first = [name for name in texts if not headers.says("follow_up", headers.plain(name))]
    ranks = {name: 3.0 if name in told else guesses[name].rank for name in texts}
    best = max(first or texts, key=lambda name: (ranks[name], profiles[name].mean_words))
    for name in texts:
        rank, length = ranks[name], profiles[name].mean_words
        if name == best or name in told:
            continue
        if rank < ranks[best]:
            kind = (
                "a title beside" if rank == 1.0 else "text, but the name points less clearly than"
            )
            guesses[name] = Guess("ignore", f"{kind} {best!r}; --text {name} takes it instead")
        elif rank < 3.0 and length < 0.4 * profiles[best].mean_words:
            guesses[name] = Guess("ignore", f"much shorter than {best!r}")
    texts = [name for name in texts if guesses[name].role == "text"]
    for name in sorted(texts, key=lambda name: profiles[name].mean_words):
        others = [other for other in texts if other != name and guesses[other].role == "text"]
        whole = next((other for other in others if _contained(table[name], table[other])), None)
        if whole is not None and name not in told:
            guesses[name] = Guess("ignore", f"its words stand in {whole!r} as well")


def _contained(part: pd.Series, whole: pd.Series) -> bool:
    both = ~cells.blank_cells(part) & ~cells.blank_cells(whole)
    pairs = list(zip(part[both].head(CHECKED), whole[both].head(CHECKED), strict=True))
    inside = sum(str(a).strip() in str(b) for a, b in pairs)
    return bool(pairs) and inside >= SHARE_CONTAINED * len(pairs)


def _keep_best(
    guesses: dict[str, Guess], role: str, fixed: dict[str, str], metric: str | None = None
) -> None:
    """Leave one column with the role (and metric): the one that the user named, else the best."""
    rivals = [
        name for name, guess in guesses.items() if guess.role == role and guess.metric == metric
    ]
    if len(rivals) < 2:
        return
    best = max(rivals, key=lambda name: (name in fixed, guesses[name].rank))
    for name in rivals:
        if name != best:
            what = f"{role} ({metric})" if metric else role
            guesses[name] = Guess("ignore", f"could be {what} too, but {best!r} is taken")


def _demote_questions(guesses: dict[str, Guess], wanted: Wanted, fixed: dict[str, str]) -> None:
    """What a questionnaire names is an answer of its own: no group, no main score.

    When a complaint was opened is the time of a row only where there is no other.
    """
    for name in wanted.questions:
        guess = guesses.get(name)
        if guess is None or name in fixed:
            continue
        if guess.role in ("score", "segment"):
            guesses[name] = Guess("ignore", "the questionnaire names it")
        elif guess.role == "time":
            guesses[name] = replace(guess, rank=guess.rank - 10)


def _demote_parts(guesses: dict[str, Guess], fixed: dict[str, str]) -> None:
    """Where the whole was rated, the rating of a part (服务评分) is not the customer's score."""
    scores = [name for name, guess in guesses.items() if guess.role == "score"]
    rated = [name for name in scores if guesses[name].metric in ("stars", "csat", "score")]
    wholes = [name for name in rated if name in fixed or guesses[name].rank >= 1.0]
    for name in rated:
        if wholes and name not in wholes:
            guesses[name] = Guess("ignore", f"rates a part only; {wholes[0]!r} rates the whole")


def _demote(guesses: dict[str, Guess], role: str, fixed: dict[str, str], reason: str) -> None:
    for name, guess in guesses.items():
        if guess.role == role and name not in fixed:
            guesses[name] = Guess("ignore", reason)


def check_kinds(kinds: Mapping[str, str], names: Sequence[str], where: str) -> None:
    """Refuse a column that is not there and a kind that is none; the nearest is named.

    Raises
    ------
    VocError
    """
    where = f"{where}, [read.columns]"
    for name, kind in kinds.items():
        if name not in names:
            raise VocError("read.no-such-column", where=where, name=name, meant=_meant(name, names))
        if kind not in KINDS:
            meant = _meant(kind, KINDS)
            known = ", ".join(KINDS)
            raise VocError(
                "read.no-such-kind", where=where, name=name, kind=kind, meant=meant, known=known
            )


def _meant(name: str, known: Sequence[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
    return phrase("read.meant", name=close[0]) if close else ""


def _refuse_unfit(
    kinds: Mapping[str, str], table: pd.DataFrame, profiles: Mapping[str, Profile], where: str
) -> None:
    """A column that the user calls a rating or a date, and that holds none."""
    for name, kind in kinds.items():
        profile = profiles[name]
        if profile.filled == 0:
            continue
        ratings = kind in METRICS and len(profile.ratings) == 0
        dates = kind == "time" and parse_times(table[name]).isna().all()
        if ratings or dates:
            raise VocError(
                "read.kind-no-ratings" if ratings else "read.kind-no-dates",
                where=f"{phrase('read.column', file=where, column=name)}, [read.columns]",
                kind=kind,
                shown=", ".join(profile.examples),
            )


def _asked(
    wanted: Wanted, questions: Mapping[str, Question], names: Sequence[str], where: str
) -> dict[str, Question]:
    """What the export says of columns, corrected by the user."""
    asked = dict(questions)
    check_kinds(wanted.kinds, names, where)
    for name, kind in wanted.kinds.items():
        told = phrase("read.kind-told")
        asked[name] = replace(asked.get(name, Question()), kind=kind, reason=told)
    return asked


def _header(name: str, asked: Mapping[str, Question]) -> str:
    """The question where the name is only its number."""
    return asked[name].text or name if name in asked else name


def _as_asked(question: Question | None, guess: Guess, name: str, profile: Profile) -> Guess:
    """The role that goes with the kind of a question; without a kind the guess stands."""
    kind = question.kind if question else ""
    if question is None or profile.filled == 0:
        return guess
    if not kind:
        told = f"{guess.reason}; {question.reason}" if question.reason else guess.reason
        return replace(guess, reason=told)
    reason = question.reason or f"the export says: {kind}"
    if kind in METRICS:
        found = told_score(headers.plain(question.text or name), profile)
        if not len(profile.ratings):
            return Guess("ignore", reason)
        return Guess("score", reason, 3.0, kind, question.scale or found.scale)
    if kind in ("id", "time", "segment"):
        return Guess(kind, reason, 5.0)
    if kind == "open":
        return Guess("text", reason, 4.0)
    # The rows of a matrix rate parts, unless one of them says 总体.
    least = 2.0 if kind == "matrix" else 0.0
    scored = kind in ("single", "matrix", "scale") and guess.role == "score"
    if scored and guess.rank >= least:
        if kind != "single" and question.scale is not None:
            metric = declared_metric(question.text or name, guess.metric, question.scale)
            return replace(guess, reason=reason, metric=metric, scale=question.scale)
        return replace(guess, reason=f"{question.reason}; {guess.reason}".removeprefix("; "))
    if kind == "single":
        few = 2 <= profile.distinct <= MANY_GROUPS
        return Guess("segment" if few else "ignore", reason)
    return Guess("ignore", reason)


def _as_told(
    name: str, role: str, table: pd.DataFrame, profile: Profile, known: Guess, where: str
) -> Guess:
    """Take the user's word, as far as the cells allow it."""
    guess = Guess(role, f"named by --{role}")
    fails = None
    if role == "score":
        if len(profile.ratings) == 0:
            fails = "ratings"
        elif known.role == "score":  # its question or its kind say more than its name
            guess = replace(guess, metric=known.metric, scale=known.scale)
        else:
            found = told_score(headers.plain(name), profile)
            guess = replace(guess, metric=found.metric, scale=found.scale)
    elif role == "time" and parse_times(table[name]).isna().all():
        fails = "dates"
    if fails:
        shown = ", ".join(profile.examples) or "nothing"
        raise VocError(
            "read.no-ratings" if fails == "ratings" else "read.no-dates",
            where=phrase("read.column", file=where, column=name),
            role=role,
            shown=shown,
        )
    return guess


def _check(wanted: Wanted, names: Sequence[str], where: str) -> None:
    taken: dict[str, str] = {}
    for role, name in wanted.named():
        if name not in names:
            close = difflib.get_close_matches(name, names, n=1, cutoff=0.4)
            meant = phrase("read.meant-first", name=close[0]) if close else ""
            raise VocError(
                "read.no-column-for-role",
                where=where,
                name=name,
                role=role,
                meant=meant,
                known=listed(names),
            )
        if name in taken and taken[name] != role:
            raise VocError("read.two-roles", where=where, name=name, other=taken[name], role=role)
        taken[name] = role


def _several(names: str | Sequence[str] | None) -> tuple[str, ...]:
    if names is None:
        return ()
    return (names,) if isinstance(names, str) else tuple(names)
