"""Settles the roles of all columns together: one id, one time, one column a metric.

The customers' words are kept rather than their titles or what staff replied. `role_guess` looks
at one column alone, `wanted` is what the user says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from voc.errors import VocError
from voc.messages import listed, phrase, together
from voc.read import cells, headers
from voc.read.profile import Profile
from voc.read.ratings import declared_metric
from voc.read.role_guess import MANY_GROUPS, Guess, guess_role
from voc.read.scales import told_score
from voc.read.slices import picked
from voc.read.source import METRICS, Column, Question
from voc.read.times import parse_times
from voc.read.wanted import Wanted, check_kinds, check_wanted, refuse_unfit
from voc.text.mask.quoting import quoted_all

__all__ = ["settle"]

SHARE_CONTAINED = 0.8
MOST_SEGMENTS = 100  # a survey has dozens of groups; each costs time and a page of the report
CHECKED = 500  # rows compared when one text column may repeat another


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
    check_wanted(wanted, list(table.columns), where)
    profiles = {name: Profile.of(table[name]) for name in table.columns}
    asked = _asked(wanted, questions or {}, list(table.columns), where)
    refuse_unfit(wanted.kinds, table, profiles, where)
    guesses = {
        name: Guess("text", "")  # the user's word, below
        if name in wanted.text
        else guess_role(_header(name, asked), profiles[name])
        for name in profiles
    }
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
        _demote(guesses, "text", fixed, wanted.text)
    else:
        told = {name for name, kind in wanted.kinds.items() if kind == "open"}
        _settle_texts(table, guesses, profiles, told)
    if wanted.segment:
        _demote(guesses, "segment", fixed, wanted.segment)
    _keep_some_groups(guesses, fixed)
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
        return replace(guess, reason=together(guess.reason, question.reason))
    reason = question.reason or phrase("column.told-kind", kind=kind)
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
        return replace(guess, reason=together(question.reason, guess.reason))
    if kind == "single":
        few = 2 <= profile.distinct <= MANY_GROUPS
        return Guess("segment" if few else "ignore", reason)
    return Guess("ignore", reason)


def _as_told(
    name: str, role: str, table: pd.DataFrame, profile: Profile, known: Guess, where: str
) -> Guess:
    """Take the user's word, as far as the cells allow it."""
    guess = Guess(role, phrase("column.told-role", role=role))
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
        shown = quoted_all(profile.examples) or "nothing"
        raise VocError(
            "read.no-ratings" if fails == "ratings" else "read.no-dates",
            where=phrase("read.column", file=where, column=name),
            role=role,
            shown=shown,
        )
    return guess


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
            code = "column.title-beside" if rank == 1.0 else "column.less-clear"
            guesses[name] = Guess("ignore", phrase(code, best=best, name=name))
        elif rank < 3.0 and length < 0.4 * profiles[best].mean_words:
            guesses[name] = Guess("ignore", phrase("column.shorter", best=best))
    texts = [name for name in texts if guesses[name].role == "text"]
    for name in sorted(texts, key=lambda name: profiles[name].mean_words):
        others = [other for other in texts if other != name and guesses[other].role == "text"]
        whole = next((other for other in others if _contained(table[name], table[other])), None)
        if whole is not None and name not in told:
            guesses[name] = Guess("ignore", phrase("column.contained", whole=whole))


def _contained(part: pd.Series, whole: pd.Series) -> bool:
    both = ~cells.blank_cells(part) & ~cells.blank_cells(whole)
    places = np.flatnonzero(both)[:CHECKED]
    pairs = list(zip(picked(part, places), picked(whole, places), strict=True))
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
            guesses[name] = Guess("ignore", phrase("column.rival", what=what, best=best))


def _keep_some_groups(guesses: dict[str, Guess], fixed: dict[str, str]) -> None:
    """Leave no more guessed groups than a report can hold: those whose names say so come first."""
    guessed = [
        name for name, guess in guesses.items() if guess.role == "segment" and name not in fixed
    ]
    guessed.sort(key=lambda name: -guesses[name].rank)
    told = phrase("column.too-many-groups", count=len(guessed), most=MOST_SEGMENTS)
    for name in guessed[MOST_SEGMENTS:]:
        guesses[name] = Guess("ignore", told)


def _demote_questions(guesses: dict[str, Guess], wanted: Wanted, fixed: dict[str, str]) -> None:
    """What a questionnaire names is an answer of its own: no group, no main score.

    When a complaint was opened is the time of a row only where there is no other.
    """
    for name in wanted.questions:
        guess = guesses.get(name)
        if guess is None or name in fixed:
            continue
        if guess.role in ("score", "segment"):
            guesses[name] = Guess("ignore", phrase("column.questionnaire"))
        elif guess.role == "time":
            guesses[name] = replace(guess, rank=guess.rank - 10)


def _demote_parts(guesses: dict[str, Guess], fixed: dict[str, str]) -> None:
    """Where the whole was rated, the rating of a part (服务评分) is not the customer's score."""
    scores = [name for name, guess in guesses.items() if guess.role == "score"]
    rated = [name for name in scores if guesses[name].metric in ("stars", "csat", "score")]
    wholes = [name for name in rated if name in fixed or guesses[name].rank >= 1.0]
    for name in rated:
        if wholes and name not in wholes:
            guesses[name] = Guess("ignore", phrase("column.part", whole=wholes[0]))


def _demote(
    guesses: dict[str, Guess], role: str, fixed: dict[str, str], named: Sequence[str]
) -> None:
    """Where the user has named columns for a role, no guessed one has it."""
    reason = phrase("column.others-named", role=role, names=listed(named))
    for name, guess in guesses.items():
        if guess.role == role and name not in fixed:
            guesses[name] = Guess("ignore", reason)
