"""Terms that a corpus suggests for a codebook: what customers speak of and no driver holds yet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from voc.errors import VocError
from voc.lexicon.codebook import Codebook
from voc.lexicon.vocabulary import (
    Vocabulary,
    fused_words,
    lexicon_terms,
    load_vocabulary,
)
from voc.suggest.association import beside, g_squared, standing, used_alike, written_alike
from voc.suggest.candidates import Candidate, Known, candidates
from voc.suggest.clauses import ClauseCorpus, clause_corpus
from voc.text.tokens import Tokenizer

COLUMNS = (
    "term kind driver label_zh label_en count comments association polarity negative verdict why "
    "quotes"
).split()
_WHOLE = "overall"
_WEIGHTS = (2.0, 1.0, 1.0)  # of standing beside, used alike, written alike
_SURE = 0.15  # a weighted share below this names no driver
_HEARD = 0.1  # a share from which on one kind of evidence agrees
_OPEN = 1.3  # times as often as elsewhere must a verdict on the whole stand beside a term
_SEEN = 3  # times a known term must occur to be compared with
_CLEAR = 0.2  # a mean polarity nearer to 0 proposes no verdict
_QUOTES = 3
_QUOTE_LENGTH = 14  # clauses near this many characters read best

Numbers = NDArray[np.int64]
Matrix = NDArray[np.float64]


def suggest_terms(
    comments: pd.DataFrame,
    opinions: pd.DataFrame,
    codebook: Codebook,
    *,
    minimum: int = 5,
    limit: int = 1000,
    sample: int = 60_000,
    seed: int = 0,
) -> pd.DataFrame:
    """Words and phrases that belong to a driver, or to none yet, most useful first.

    Three things speak for a driver: that the term stands in the driver's clauses, that it is used
    among the same words as the driver's terms, and that it shares characters with them.

    Parameters
    ----------
    comments, opinions : DataFrame
        Tables of a run; needed are comment_id and text, and comment_id, start, term, driver,
        polarity and rule.
    codebook : Codebook
        The one that the opinions were found with.
    minimum : int
        Times a term must occur.
    limit : int
        Rows at most.
    sample : int
        Comments at most; more are drawn at random. `attrs` of the result say how many of how many.
    seed : int
        Seed of the sample.

    Returns
    -------
    DataFrame
        term · kind ("terms", "implied_by") · driver (empty when none is sure enough) · label_zh ·
        label_en · count (occurrences) · comments · association (G² with the clauses of the driver;
        without a driver, with verdicts on the whole) · polarity (mean of the clauses it stands in)
        · negative (share of them) · verdict (polarity to give to a phrase that no word list knows,
        or NaN) · why ("driver", "new word", "evaluating", "overall") · quotes (list).

    Raises
    ------
    VocError
        `minimum`, `limit` or `sample` is below 1.

    Notes
    -----
    Left out are single characters that `lexicons/topic_words.tsv` does not call telling, numbers,
    names, Latin words in Chinese comments, and phrases with a word that the codebook has already.

    Examples
    --------
    >>> import voc
    >>> from voc.lexicon import load_codebook
    >>> texts = [f"泳池的水{a}，救生员{b}" for a in "冷热浑脏清" for b in ("热情", "负责")]
    >>> run = voc.analyze(pd.DataFrame({"t": texts}), text="t", topics=False, progress=False)
    >>> found = suggest_terms(run.comments, run.opinions, load_codebook("general"))
    >>> "救生员" in set(found["term"])
    True
    """
    for name, value in (("minimum", minimum), ("limit", limit), ("sample", sample)):
        if value < 1:
            raise VocError("suggest.at-least-one", where=name, name=name, value=value)
    chosen = _chosen(comments, sample, seed)
    corpus, known = _prepared(chosen, opinions, codebook)
    found = candidates(corpus, known, minimum=minimum) if len(corpus.comment) else []
    drivers = [driver for driver in codebook.drivers if driver != _WHOLE]
    table = pd.DataFrame(columns=COLUMNS)
    if found:
        weighed = _weighed(found, corpus, codebook, drivers, seed)
        table = _table(found, weighed, corpus, chosen["text"].tolist(), codebook, drivers, known)
    table = table.head(limit).reset_index(drop=True)
    table.attrs = {"analysed": len(chosen), "comments": len(comments), "minimum": minimum}
    return table


def _chosen(comments: pd.DataFrame, sample: int, seed: int) -> pd.DataFrame:
    """The comments to learn from: no boilerplate, no repetitions, a sample when there are many."""
    kept = comments[comments["text"].astype("string").str.strip().fillna("") != ""]
    if "boilerplate" in kept:
        kept = kept[~kept["boilerplate"].astype(bool)]
    if "duplicate_of" in kept:
        kept = kept[kept["duplicate_of"].isna()]
    if len(kept) > sample:
        kept = kept.sample(sample, random_state=seed).sort_index()
    return kept


def _prepared(
    comments: pd.DataFrame, opinions: pd.DataFrame, codebook: Codebook
) -> tuple[ClauseCorpus, Known]:
    tokenizer = Tokenizer("rjieba", lexicon_terms(codebook), fused_words(codebook))
    vocabulary = load_vocabulary(codebook, lambda terms: tokenizer.cut(terms).by_comment())
    rows = {comment: row for row, comment in enumerate(comments["comment_id"])}
    held = opinions.assign(row=opinions["comment_id"].map(rows)).dropna(subset=["row"])
    language = comments["language"] if "language" in comments else pd.Series("zh", comments.index)
    corpus = clause_corpus(
        comments["text"].tolist(),
        held,
        tokenizer,
        [driver for driver in codebook.drivers if driver != _WHOLE],
        _WHOLE,
        (language == "en").to_numpy(),
    )
    return corpus, _known(codebook, vocabulary, tokenizer)


def _known(codebook: Codebook, vocabulary: Vocabulary, tokenizer: Tokenizer) -> Known:
    entries = vocabulary.entries.items()
    taken = {word for word, entry in entries if entry.driver or entry.implies or entry.suggests}
    taken |= {term for driver in codebook.drivers.values() for term in driver.exclude}
    judging = {word for word, entry in entries if entry.polarity} - taken
    return Known(
        terms=taken,
        judging=judging,
        measures={word for word, entry in entries if entry.paired} - judging - taken,
        grammar={word for word, e in entries if e.negator or e.degree or e.cue} - judging,
        cut=lambda term: tokenizer.cut([term]).by_comment()[0],
    )


@dataclass(frozen=True)
class _Weighed:
    """What the evidence says of each candidate."""

    clauses: list[Numbers]
    driver: Numbers  # the best, or −1
    confidence: Matrix  # 0…1
    association: Matrix


def _weighed(
    found: list[Candidate],
    corpus: ClauseCorpus,
    codebook: Codebook,
    drivers: list[str],
    seed: int,
) -> _Weighed:
    clauses = [np.unique(corpus.clause[candidate.first]) for candidate in found]
    clauses = [numbers[numbers >= 0] for numbers in clauses]
    counts = np.array([len(numbers) for numbers in clauses], dtype=float)
    same, near = standing(clauses, corpus)
    evidence = [
        beside(near, counts, corpus.tags.mean(axis=0)),
        *_alike(found, corpus, codebook, drivers, seed),
    ]
    weighted = sum(weight * share for weight, share in zip(_WEIGHTS, evidence, strict=True))
    total = np.asarray(weighted) / sum(_WEIGHTS)
    best, confidence = total.argmax(axis=1), total.max(axis=1)
    rows = np.arange(len(found))
    agreeing = np.mean([share[rows, best] >= _HEARD for share in evidence], axis=0)
    tagged = corpus.tags.sum(axis=0).astype(float)
    number = float(len(corpus.comment))
    with_driver = g_squared(same[rows, best], counts, tagged[best], number)
    opened = np.array([corpus.open[numbers].sum() for numbers in clauses], dtype=float)
    with_whole = g_squared(opened, counts, np.asarray(corpus.open.sum(), dtype=float), number)
    sure = confidence >= _SURE
    return _Weighed(
        clauses,
        np.where(sure, best, -1),
        confidence * (0.5 + 0.5 * agreeing),
        np.where(sure, with_driver, with_whole),
    )


def _alike(
    found: list[Candidate], corpus: ClauseCorpus, codebook: Codebook, drivers: list[str], seed: int
) -> tuple[Matrix, Matrix]:
    """Shares of the drivers by use and by writing."""
    terms = [
        (term, place)
        for place, driver in enumerate(drivers)
        for term in (*codebook.drivers[driver].terms, *codebook.drivers[driver].implied_by)
    ]
    index: dict[str, list[int]] = {}
    for place, word in enumerate(corpus.words):
        index.setdefault(word, []).append(place)
    seen = [(index[term], owner) for term, owner in terms if len(index.get(term, ())) >= _SEEN]
    places = [np.array(at, dtype=np.int64) for at, _ in seen]
    use = used_alike(
        [(candidate.first, candidate.last) for candidate in found],
        [(at, at) for at in places],
        np.array([owner for _, owner in seen], dtype=np.int64),
        corpus,
        len(drivers),
        seed,
    )
    owners = np.array([owner for _, owner in terms], dtype=np.int64)
    names = [candidate.term for candidate in found]
    return use, written_alike(names, [term for term, _ in terms], owners, len(drivers))


def _table(
    found: list[Candidate],
    weighed: _Weighed,
    corpus: ClauseCorpus,
    texts: list[str],
    codebook: Codebook,
    drivers: list[str],
    known: Known,
) -> pd.DataFrame:
    joined = "\n".join(texts)
    rows: list[dict[str, object]] = []
    order: list[float] = []
    for place, candidate in enumerate(found):
        clauses, driver = weighed.clauses[place], int(weighed.driver[place])
        if not len(clauses) or not _useful(clauses, corpus, driver):
            continue
        evaluating = candidate.kind == "measure" or candidate.term in known.judging
        name = drivers[driver] if driver >= 0 else ""
        rows.append(
            {
                "term": candidate.term,
                "kind": "implied_by" if evaluating else "terms",
                "driver": name,
                "label_zh": codebook.drivers[name].label_zh if name else "",
                "label_en": codebook.drivers[name].label_en if name else "",
                "count": len(candidate.first),
                "comments": len(np.unique(corpus.comment[clauses])),
                "association": round(float(weighed.association[place]), 1),
                **_polarity(corpus.polarity[clauses], own=candidate.kind == "measure"),
                "why": _why(candidate, evaluating, driver),
                "quotes": _quotes(clauses, corpus, joined),
            }
        )
        confidence = float(weighed.confidence[place]) if driver >= 0 else _SURE
        order.append(_usefulness(confidence, clauses, corpus, evaluating))
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.iloc[np.argsort(-np.array(order), kind="stable")]


def _polarity(clauses: Matrix, *, own: bool) -> dict[str, float]:
    """Mean and share of the negative; a phrase that no list knows is proposed the mean."""
    judged = clauses[~np.isnan(clauses)]
    if not len(judged):
        return {"polarity": np.nan, "negative": np.nan, "verdict": np.nan}
    mean = float(judged.mean())
    return {
        "polarity": round(mean, 2),
        "negative": round(float((judged < 0).mean()), 2),
        "verdict": round(mean, 1) if own and abs(mean) >= _CLEAR else np.nan,
    }


def _useful(clauses: Numbers, corpus: ClauseCorpus, driver: int) -> bool:
    """Whether a term without a driver stands by verdicts on the whole often enough to be shown."""
    return driver >= 0 or float(corpus.open[clauses].mean()) >= _OPEN * float(corpus.open.mean())


def _usefulness(
    confidence: float, clauses: Numbers, corpus: ClauseCorpus, evaluating: bool
) -> float:
    """How much a term brings: frequent, sure, and beside verdicts; a verdict, without an aspect."""
    wanted = corpus.open if evaluating else ~np.isnan(corpus.polarity)
    return float(confidence * len(clauses) ** 0.5 * (0.5 + wanted[clauses].mean()))


def _why(candidate: Candidate, evaluating: bool, driver: int) -> str:
    if evaluating:
        return "evaluating"
    if candidate.kind == "new":
        return "new word"
    return "driver" if driver >= 0 else "overall"


def _quotes(clauses: Numbers, corpus: ClauseCorpus, joined: str) -> list[str]:
    """Clauses of a length that reads well, each only once."""
    lengths = corpus.ends[clauses] - corpus.begins[clauses]
    order = np.argsort(np.abs(lengths - _QUOTE_LENGTH), kind="stable")
    quotes: dict[str, None] = {}
    for clause in clauses[order]:
        quotes[joined[corpus.begins[clause] : corpus.ends[clause]]] = None
        if len(quotes) == _QUOTES:
            break
    return list(quotes)
