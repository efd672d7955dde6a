"""Sentiment adapted to the comments of a run: learned from scores, or from the seed's sure ones.

The seed (lexicon and rules) reads every export alike. Here a linear model over the words of this
export is fitted and blended with the seed: where customers gave scores, to the scores; without,
by self-training: the comments that are surely praise or blame teach the words of the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voc.draw import drawn
from voc.opinion.bags import Bags, Feature, WordIndex
from voc.opinion.learning import folds_of, held_out_odds, logistic, macro_f1, order_of
from voc.opinion.vectors import WordVectors
from voc.threads import one_thread

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

_CHUNK = 20_000  # comments turned into vectors at once
_SURE = 0.85  # share of the comments that teach; the rest lies too near to the middle
_BLEND = 0.35  # weight of the seed while training
_KEEP = 0.3  # and in the result of a large run;
_DOUBT = 200  # in a small one more: as if so many comments more spoke for the seed alone
_ROUNDS = 4
_SEED_ERROR = 0.05  # share of comments that the seed puts on the wrong side, on either side
_STEEPNESS = 3.5  # log-odds for one standard deviation of the blended score
_RELATED = 0.7  # area under the ROC curve; what the words tell less of is not learned from them
_CHANCE = 0.5  # area under the ROC curve; scores that the seed tells less of run against the text
_REASSIGNED = 0.002  # stop when fewer labels than this share change
_FEW = 15  # comments of the rarer side that training needs


class _DeclinedError(Exception):
    """Why nothing is learned in one way, in a word or two."""


@dataclass(frozen=True)
class Blend:
    """Log-odds of praise = words · w + seed · s + base, w of the word model, s of the seed."""

    words: float
    seed: float
    base: float

    def __call__(self, words: Floats, seed: Floats) -> Floats:
        return self.words * words + self.seed * seed + self.base


@dataclass(frozen=True)
class Correction:
    """What becomes of a word that is used against the word lists: its polarity times `factor`.

    `comments` hold it, and the share `other_side` of them takes the other side.
    """

    factor: float
    comments: int
    other_side: float


@dataclass
class SentimentModel:
    """Estimator of the side that a comment takes, in the manner of scikit-learn.

    Parameters
    ----------
    minimum : int
        Fewer comments than this are left to the seed.
    sample : int
        At most this many comments are used for fitting.
    random_state : int

    Attributes
    ----------
    method_ : {"scores", "self-trained", "seed"}
        What `fit` chose. "seed" when there is too little to learn from, or when what was learned
        does not hold on comments that were held out.
    n_ : int
        Comments fitted on.
    agreement_ : float or None
        Macro-F1 on held-out comments: of the words alone against the seed's side when
        self-trained (the lowest of the rounds: in later ones a comment has taught its neighbours);
        of the blend against the side of the scores otherwise. 0.5 is chance.
    seed_agreement_ : float or None
        The seed's macro-F1 against the scores.
    declined_ : dict
        Why a method was not taken: "few", "one-sided", "reversed", "unrelated", "no better".

    Notes
    -----
    Self-training (Yarowsky 1995; Nigam & Ghani 2000) with a fixed class proportion: the sure
    comments are taken in the proportion of praise and blame that the seed finds, for otherwise
    the proportion drifts to one half. Scores are cross-fitted: no comment is judged by a model
    that has learned from it.
    """

    minimum: int = 150
    sample: int = 50_000
    random_state: int = 0
    name: str = ""
    lexicon: str = ""  # version of the word lists it was fitted with; empty: today's
    method_: str = "seed"
    n_: int = 0
    agreement_: float | None = None
    seed_agreement_: float | None = None
    blend_: Blend | None = None
    vectors_: WordVectors | None = None
    weights_: Floats = field(default_factory=lambda: np.zeros(0))
    intercept_: float = 0.0
    index_: WordIndex | None = None
    corrections_: dict[tuple[str, bool], Correction] = field(default_factory=dict)
    declined_: dict[str, str] = field(default_factory=dict)

    def fit(
        self,
        bags: Bags,
        seed: Floats,
        scores: Floats | None = None,
        *,
        usable: NDArray[np.bool_] | None = None,
        groups: NDArray[Any] | None = None,
    ) -> SentimentModel:
        """Learn from comments.

        Parameters
        ----------
        bags : Bags
            Words of n comments.
        seed : array of float, shape (n,)
            Sentiment of the seed, −1…1; 0 where it finds no opinion.
        scores : array of float, shape (n,), optional
            −1 bad, 0 middling, 1 good, missing where there is no score.
        usable : array of bool, shape (n,), optional
            False for comments not to learn from, such as repetitions.
        groups : array, shape (n,), optional
            Respondents; the comments of one are held out together.
        """
        self.fit_predict(bags, seed, scores, usable=usable, groups=groups)
        return self

    def fit_predict(
        self,
        bags: Bags,
        seed: Floats,
        scores: Floats | None = None,
        *,
        usable: NDArray[np.bool_] | None = None,
        groups: NDArray[Any] | None = None,
        questions: NDArray[Any] | None = None,
    ) -> Floats:
        """Learn from comments and give the log-odds of each, from models that did not see it.

        `questions`, shape (n,), tells which question a comment answers. What pleased you is
        answered with more praise than what to improve: when self-trained, each question has a
        base of its own in this run (the model that is kept has one for all).
        """
        places = self.sampled(len(bags), usable, questions)
        groups = np.arange(len(bags)) if groups is None else groups
        self._forget(bags.index)
        held_out = None
        with one_thread():
            try:
                if scores is not None:
                    held_out = self._from_scores(bags, seed, scores, groups, places)
            except _DeclinedError as why:
                self.declined_["scores"] = str(why)
            try:
                held_out = held_out or self._self_trained(bags, seed, groups, places)
            except _DeclinedError as why:
                self.declined_["self-trained"] = str(why)
        odds = np.full(len(bags), np.nan)
        if held_out is None or self.blend_ is None:
            return odds
        known, words = held_out
        odds[known] = self.blend_(words, seed[known])
        others = np.flatnonzero(np.isnan(odds))
        odds[others] = self.blend_(self.words_log_odds(bags, others), seed[others])
        if questions is not None and self.method_ == "self-trained":
            for question, shift in _shifts(words, seed[known], questions[known]).items():
                odds[questions == question] += self.blend_.words * shift
        return odds

    def predict_log_odds(self, bags: Bags, seed: Floats) -> Floats:
        """Log-odds that each comment praises, shape (n,); missing when the seed is all there is."""
        if self.blend_ is None:
            return np.full(len(bags), np.nan)
        return self.blend_(self.words_log_odds(bags), seed)

    def words_log_odds(self, bags: Bags, places: Places | None = None) -> Floats:
        """What the words alone say of all comments, or of those at `places`."""
        assert self.vectors_
        places = np.arange(len(bags)) if places is None else places
        found = [
            self.vectors_.transform(bags.chosen(places[start : start + _CHUNK])) @ self.weights_
            for start in range(0, len(places), _CHUNK)
        ]
        return np.concatenate([np.zeros(0), *found]) + self.intercept_

    def contributions(self, bags: Bags) -> list[tuple[Feature, float]]:
        """What each feature of the first comment adds to the log-odds, the strongest first."""
        if self.vectors_ is None or self.blend_ is None or self.index_ is None:
            return []
        vector = self.vectors_.transform(bags, 0, 1)
        adds = vector.data * self.weights_[vector.indices] * self.blend_.words
        order = np.argsort(-np.abs(adds), kind="stable")
        keys = self.vectors_.keys[vector.indices]
        return [(self.index_.feature(int(keys[place])), float(adds[place])) for place in order]

    def sampled(
        self,
        total: int,
        usable: NDArray[np.bool_] | None = None,
        questions: NDArray[Any] | None = None,
    ) -> Places:
        """The comments that `fit` learns from, in their order; some of every question."""
        places = np.arange(total) if usable is None else np.flatnonzero(usable)
        strata = None if questions is None else questions[places]
        return places[drawn(len(places), self.sample, strata=strata, seed=self.random_state)]

    def _from_scores(
        self, bags: Bags, seed: Floats, scores: Floats, groups: NDArray[Any], places: Places
    ) -> tuple[Places, Floats]:
        """Learn from the scores."""
        places = places[~np.isnan(scores[places])]
        sides = scores[places]
        if len(places) < self.minimum or min((sides > 0).sum(), (sides < 0).sum()) < _FEW:
            raise _DeclinedError("few")
        chosen, judged = bags.chosen(places), seed[places]
        order_of_seed = order_of(judged, sides)
        if order_of_seed < _CHANCE:  # a scale on which low is good, or not of the text
            raise _DeclinedError("reversed")
        vectors, matrix = WordVectors.fit_transform(chosen, _rarest(len(places)))
        folds = folds_of(groups[places], self.random_state)
        words = held_out_odds(matrix, sides, folds)
        if words is None:
            raise _DeclinedError("few")
        scales = np.array([_scale(words), _scale(judged)])
        both = np.stack([words, judged], axis=1) / scales
        blended = held_out_odds(both, sides, folds, strength=10.0)
        order = 0.0 if blended is None else order_of(blended, sides)
        if blended is None or order < _RELATED:
            raise _DeclinedError("unrelated")
        # As many comments are called praise as are scored so: shares in the report stay true.
        shift = float(np.quantile(blended[sides != 0], (sides < 0).sum() / (sides != 0).sum()))
        agreement, of_seed = macro_f1(blended - shift, sides), macro_f1(judged, sides)
        if agreement < of_seed or order < order_of_seed:
            raise _DeclinedError("no better")
        stack = logistic(both, sides, strength=10.0)
        by_words, by_seed = (stack.coef_[0] / scales).tolist()
        self.blend_ = Blend(by_words, by_seed, float(stack.intercept_[0]) - shift)
        self._keep(vectors, logistic(matrix, sides))
        self.method_, self.n_ = "scores", len(places)
        self.agreement_, self.seed_agreement_ = agreement, of_seed
        return places, words

    def _self_trained(
        self, bags: Bags, seed: Floats, groups: NDArray[Any], places: Places
    ) -> tuple[Places, Floats]:
        """Learn from the comments whose side is sure."""
        judged = seed[places]
        scored = judged != 0
        rarer = min((judged > 0).sum(), (judged < 0).sum())
        if scored.sum() < self.minimum:
            raise _DeclinedError("few")
        share = _praise_share(judged) if rarer >= _FEW else 0.0
        if scored.sum() * _SURE * min(share, 1 - share) < _FEW:
            raise _DeclinedError("one-sided")
        chosen = bags.chosen(places)
        vectors, matrix = WordVectors.fit_transform(chosen, _rarest(len(places)))
        folds = folds_of(groups[places], self.random_state)
        standard = judged / _scale(judged)
        blended, sides, words = standard, np.zeros(len(places)), standard
        shift, scale, agreement, related = 0.0, 1.0, 1.0, 1.0
        for turn in range(_ROUNDS):
            before, sides = sides, _sure_sides(blended, share, among=scored | (turn > 0))
            if (sides != before).mean() < _REASSIGNED:
                break
            held_out = held_out_odds(matrix, sides, folds, teaches=sides != 0)
            if held_out is None:
                raise _DeclinedError("one-sided")
            words = held_out
            shift, scale = float(np.quantile(words, 1 - share)), _scale(words)
            blended = (1 - _BLEND) * (words - shift) / scale + _BLEND * standard
            agreement = min(agreement, macro_f1(words - shift, judged))
            related = min(related, order_of(words, judged))
        if related < _RELATED:
            raise _DeclinedError("unrelated")
        keep = (_KEEP * len(places) + _DOUBT) / (len(places) + _DOUBT)
        by_words = _STEEPNESS * (1 - keep) / scale
        self.blend_ = Blend(by_words, _STEEPNESS * keep / _scale(judged), -by_words * shift)
        self._keep(vectors, logistic(matrix[sides != 0], sides[sides != 0]))
        self.method_, self.n_, self.agreement_ = "self-trained", len(places), agreement
        return places, words

    def _forget(self, index: WordIndex) -> None:
        self.index_, self.method_, self.n_ = index, "seed", 0
        self.agreement_ = self.seed_agreement_ = self.blend_ = self.vectors_ = None
        self.weights_, self.intercept_, self.corrections_ = np.zeros(0), 0.0, {}
        self.declined_ = {}

    def _keep(self, vectors: WordVectors, fitted: Any) -> None:
        self.vectors_, self.weights_ = vectors, fitted.coef_[0]
        self.intercept_ = float(fitted.intercept_[0])


def _sure_sides(blended: Floats, share: float, among: NDArray[np.bool_]) -> Floats:
    """1 for surely praise, −1 for surely blame in the given proportion, 0 for the rest."""
    places = np.argsort(blended, kind="stable")
    places = places[among[places]]
    teaching = int(_SURE * len(places))
    praise = min(max(round(teaching * share), 1), teaching - 1)
    sides = np.zeros(len(blended))
    sides[places[: teaching - praise]] = -1.0
    sides[places[len(places) - praise :]] = 1.0
    return sides


def _shifts(words: Floats, seed: Floats, questions: NDArray[Any]) -> dict[Any, float]:
    """What the words of a question lack to its own share of praise, by the seed.

    A question with few comments is drawn towards all of them.
    """
    if len(set(questions)) == 1:
        return {}
    whole = float(np.quantile(words, 1 - _praise_share(seed)))
    found = {}
    for question in sorted(set(questions)):
        own = questions == question
        scored = int((seed[own] != 0).sum())
        if scored >= _FEW:
            shift = whole - float(np.quantile(words[own], 1 - _praise_share(seed[own])))
            found[question] = shift * scored / (scored + _FEW)
    return found


def _praise_share(seed: Floats) -> float:
    """Share of praise: that of the seed, freed of its own errors.

    The seed calls praise a share s = p (1 − e) + (1 − p) e of the comments when it errs on a
    share e of either side, so p = (s − e) / (1 − 2 e).
    """
    found = (seed > 0).sum() / (seed != 0).sum()
    return float(np.clip((found - _SEED_ERROR) / (1 - 2 * _SEED_ERROR), 0.01, 0.99))


def _rarest(comments: int) -> int:
    """A feature must stand in this many comments."""
    return 2 if comments < 2000 else 3


def _scale(values: Floats) -> float:
    return float(values.std()) or 1.0
