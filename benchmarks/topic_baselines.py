"""What the topics of voc are measured against: BERTopic, k-means, NMF and LDA, given voc's words.

Each baseline is a function of a corpus, the rows to fit to and a seed, and gives a topic to every
comment of the corpus, so that all can be fitted again to parts of the comments.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans
from sklearn.decomposition import NMF, LatentDirichletAllocation, TruncatedSVD
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.preprocessing import normalize

from voc.topic.embed import LsaEmbedding
from voc.topic.features import TopicFeatures, readable
from voc.topic.sentences import E5, characters_for

Labels = NDArray[np.int64]
Vectors = NDArray[np.float32]
Known = NDArray[np.bool_]

UNASSIGNED = -1
_DIMENSIONS = 64
_TOP = 10


@dataclass(frozen=True)
class Fitted:
    """A topic for each comment of the corpus, and the words of each topic, best first."""

    labels: Labels
    words: list[list[str]]


@dataclass
class Clock:
    """Seconds by the wall and of the processor, added up."""

    wall: float = 0.0
    cpu: float = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count what is done inside."""
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.wall += time.perf_counter() - wall
        self.cpu += time.process_time() - cpu


@dataclass(frozen=True)
class Space:
    """Features and vectors of all comments, learned from the rows that a model is fitted to."""

    features: list[list[str]]
    vocabulary: list[str]
    vectors: Vectors
    clock: Clock

    @property
    def known(self) -> Known:
        """Comments with any evidence; the others stay unassigned in every baseline."""
        return np.asarray(self.vectors.any(axis=1))


@dataclass(frozen=True)
class Corpus:
    """Comments as voc cuts them into words; each space is kept, since all baselines ask for it.

    With `sentences`, an embedding of the same comments, these are the vectors of every space.
    """

    words: list[list[str]]
    sentences: Vectors | None = None
    _spaces: dict[tuple[int, int], Space] = field(default_factory=dict)

    def space(self, rows: Labels, seed: int) -> Space:
        """The space of these rows: voc's LSA, or the sentences."""
        key = (len(rows), seed)
        if key not in self._spaces:
            clock = Clock()
            with clock.running():
                part = [self.words[row] for row in rows]
                learned = TopicFeatures().fit(part)
                features = learned.transform(self.words)
                embedding = LsaEmbedding(_DIMENSIONS, seed=seed)
                embedding.fit([features[row] for row in rows])
                vectors = embedding.transform(features)
                if self.sentences is not None:
                    vectors = self.sentences
            vocabulary = sorted(embedding.vocabulary_)
            self._spaces[key] = Space(features, vocabulary, vectors, clock)
        return self._spaces[key]


class Remembered:
    """E5, which computes each text once, however many models ask for it."""

    def __init__(self) -> None:
        self._vectors: dict[tuple[str, int], Any] = {}

    def encode(self, texts: Sequence[str], advance: Any = None) -> Vectors:
        """Vectors as `voc.topic.sentences.E5` makes them."""
        length = characters_for(len(texts))
        new = [text for text in dict.fromkeys(texts) if (text, length) not in self._vectors]
        found = E5(characters=length).encode(new)
        self._vectors |= {(text, length): vector for text, vector in zip(new, found, strict=True)}
        return np.array([self._vectors[text, length] for text in texts], dtype=np.float32)


REMEMBERED = Remembered()

Method = Callable[[Corpus, Labels, int], Fitted]


def baselines(numbers: list[int], *, umap: bool = True) -> dict[str, Method]:
    """Every baseline by its name; those that are told how many topics to find, for each number."""
    found: dict[str, Method] = {}
    if umap:
        found["BERTopic, defaults"] = bertopic
        found |= {f"BERTopic, reduced to {k}": partial(bertopic, number=k) for k in numbers}
    for name, method in (
        ("k-means", k_means),
        ("k-means on TF-IDF + SVD of all words", k_means_of_all_words),
        ("NMF", nmf),
        ("LDA", lda),
    ):
        found |= {f"{name}, {k}": partial(method, number=k) for k in numbers}
    return found


def baselines_of_sentences(numbers: list[int], *, umap: bool = True) -> dict[str, Method]:
    """Those that make use of vectors."""
    found: dict[str, Method] = {"BERTopic, defaults": bertopic} if umap else {}
    return found | {f"k-means, {k}": partial(k_means, number=k) for k in numbers}


def k_means(corpus: Corpus, rows: Labels, seed: int, *, number: int) -> Fitted:
    """K-means on the LSA vectors of voc."""
    space = corpus.space(rows, seed)
    return _grouped(space, space.vectors, rows, number, seed)


def k_means_of_all_words(corpus: Corpus, rows: Labels, seed: int, *, number: int) -> Fitted:
    """What a tutorial does: TF-IDF of the words as they are cut, SVD, unit length, k-means."""
    weights = TfidfVectorizer(analyzer=_as_is, min_df=2)
    axes = TruncatedSVD(_DIMENSIONS, random_state=seed)
    axes.fit(weights.fit_transform([corpus.words[row] for row in rows]))
    vectors = normalize(axes.transform(weights.transform(corpus.words))).astype(np.float32)
    return _grouped(corpus.space(rows, seed), vectors, rows, number, seed)


def nmf(corpus: Corpus, rows: Labels, seed: int, *, number: int) -> Fitted:
    """Non-negative matrix factorisation of the TF-IDF weights of voc's features."""
    weights = TfidfVectorizer(
        analyzer=_as_is, sublinear_tf=True, vocabulary=corpus.space(rows, seed).vocabulary
    )
    model = NMF(number, init="nndsvda", max_iter=2000, random_state=seed)
    return _factored(corpus.space(rows, seed), weights, model, rows)


def lda(corpus: Corpus, rows: Labels, seed: int, *, number: int) -> Fitted:
    """Latent Dirichlet allocation of the counts of voc's features, by its default settings."""
    counts = CountVectorizer(analyzer=_as_is, vocabulary=corpus.space(rows, seed).vocabulary)
    model = LatentDirichletAllocation(number, random_state=seed)
    return _factored(corpus.space(rows, seed), counts, model, rows)


def bertopic(corpus: Corpus, rows: Labels, seed: int, *, number: int | None = None) -> Fitted:
    """BERTopic with UMAP and HDBSCAN as it sets them up, given the LSA vectors and our features.

    Language "multilingual", since "english" strips every Chinese character; UMAP has a seed.
    Comments outside the rows are predicted by the model.
    """
    from bertopic import BERTopic
    from umap import UMAP

    space = corpus.space(rows, seed)
    inside = rows[space.known[rows]]
    outside = np.setdiff1d(np.flatnonzero(space.known), inside)
    known = frozenset(space.vocabulary)
    documents = [" ".join(f for f in features if f in known) for features in space.features]
    model = BERTopic(
        language="multilingual",
        embedding_model=None,
        umap_model=UMAP(
            n_neighbors=15,
            n_components=5,
            min_dist=0.0,
            metric="cosine",
            random_state=seed,
            n_jobs=1,
        ),
        vectorizer_model=CountVectorizer(analyzer=_parted),
        nr_topics=number and number + 1,  # the unassigned count as one
    )
    labels = np.full(len(documents), UNASSIGNED, dtype=np.int64)
    labels[inside] = model.fit_transform(
        [documents[row] for row in inside], embeddings=space.vectors[inside]
    )[0]
    if len(outside):
        labels[outside] = model.transform(
            [documents[row] for row in outside], embeddings=space.vectors[outside]
        )[0]
    topics = sorted(topic for topic in model.get_topics() if topic >= 0)
    words = [[readable(word) for word, _ in model.get_topic(topic) if word] for topic in topics]
    return Fitted(labels, words)


def class_words(space: Space, labels: Labels, rows: Labels) -> list[list[str]]:
    """Words by c-TF-IDF, as BERTopic weighs them, of topics 0…k−1."""
    from bertopic.vectorizers import ClassTfidfTransformer
    from scipy.sparse import csr_matrix

    counts = CountVectorizer(analyzer=_as_is, vocabulary=space.vocabulary)
    table = counts.transform([space.features[row] for row in rows])
    own = labels[rows]
    assigned = np.flatnonzero(own >= 0)
    entries = (np.ones(len(assigned)), (own[assigned], assigned))
    joined = csr_matrix(entries, shape=(int(labels.max()) + 1, len(rows))) @ table
    weights = ClassTfidfTransformer().fit_transform(joined).toarray()
    return _best(weights, space.vocabulary)


def _grouped(space: Space, vectors: Vectors, rows: Labels, number: int, seed: int) -> Fitted:
    model = KMeans(number, n_init=10, random_state=seed).fit(vectors[rows[space.known[rows]]])
    labels = np.where(space.known, model.predict(vectors), UNASSIGNED).astype(np.int64)
    return Fitted(labels, class_words(space, labels, rows))


def _factored(space: Space, weights: Any, model: Any, rows: Labels) -> Fitted:
    """The strongest component of each comment, and the heaviest words of each component."""
    inside = [space.features[row] for row in rows[space.known[rows]]]
    model.fit(weights.fit_transform(inside))
    strength = model.transform(weights.transform(space.features))
    labels = np.where(space.known, strength.argmax(axis=1), UNASSIGNED).astype(np.int64)
    return Fitted(labels, _best(model.components_, space.vocabulary))


def _best(weights: NDArray[np.float64], vocabulary: list[str]) -> list[list[str]]:
    order = np.argsort(-weights, axis=1, kind="stable")[:, :_TOP]
    return [
        [readable(vocabulary[i]) for i in best if weights[topic, i] > 0]
        for topic, best in enumerate(order)
    ]


def _as_is(features: list[str]) -> list[str]:
    return features


def _parted(document: str) -> list[str]:
    return document.split(" ")
