"""The opinions of voc in spaCy: `nlp.add_pipe("voc_opinions")`.

spaCy imports this module whenever a pipeline is made (entry point `spacy_factories`), so nothing
else of voc is loaded here, and no extension is set before the component is added.
"""

# No `from __future__ import annotations`: spaCy reads the types of the factory.
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc, Span

__all__ = ["OPINIONS", "OpinionPipe", "create_opinions"]

OPINIONS = "opinions"  # the key in doc.spans
_ID = "voc-"  # begins the id of a span; then the place of its opinion in doc._.opinions
_DOC_FIELDS = "sentiment label confidence".split()
_SPAN_FIELDS = "polarity driver dimension aspect term negated rule".split()


@Language.factory(
    "voc_opinions",
    default_config={"codebook": "general", "neutral": None, "label": "driver"},
    assigns=[
        *(f"doc._.{name}" for name in [*_DOC_FIELDS, OPINIONS]),
        "doc.spans",
        *(f"span._.{name}" for name in _SPAN_FIELDS),
    ],
)
def create_opinions(
    nlp: Language,
    name: str,
    codebook: str,
    neutral: float | None,
    label: Literal["driver", "dimension", "polarity"],
) -> "OpinionPipe":
    """What `nlp.add_pipe("voc_opinions")` calls to make the component.

    Parameters
    ----------
    nlp : Language
        A pipeline of any language; only its texts and tokens are used.
    name : str
    codebook : str
        Name or path; see `voc codebook list`.
    neutral : float or None
        |sentiment| up to this is neutral; None: what `config.toml` says.
    label : {"driver", "dimension", "polarity"}
        What the spans are labelled with. The driver is their `kb_id` where it is not the label.

    Raises
    ------
    VocError
        There is no such codebook, it has a fault, or another package has an extension of the
        same name.

    Examples
    --------
    >>> import spacy
    >>> nlp = spacy.blank("zh")
    >>> pipe = nlp.add_pipe("voc_opinions", config={"codebook": "hotel"})
    >>> doc = nlp("前台很熱情，就是隔音太差。")
    >>> [(span.text, span.label_, span._.polarity) for span in doc.spans["opinions"]]
    [('前台很熱情', 'staff_attitude', 0.78), ('隔音太差', 'noise', -0.84)]
    >>> doc._.sentiment, doc._.label
    (-0.1366, 'negative')
    """
    return OpinionPipe(name, codebook, neutral=neutral, label=label)


class OpinionPipe(Pipe):
    """Sets the sentiment of a Doc and marks its opinions.

    `doc._.sentiment` (−1…1), `doc._.label` (negative, neutral, positive) and `doc._.confidence`
    (½…1) are None where nobody wrote the text (默认好评). `doc._.opinions` is a list of dicts with
    the columns of the table of opinions; `start` and `end` are exact offsets into `doc.text`.
    `doc.spans["opinions"]` holds a span for each, expanded to whole tokens, with the extensions
    polarity, driver, dimension, aspect, term, negated and rule.

    Texts are judged one by one, by word lists and rules; learning from many comments is what
    `voc.analyze` does.
    """

    def __init__(
        self,
        name: str = "voc_opinions",
        codebook: str = "general",
        *,
        neutral: float | None = None,
        label: str = "driver",
    ) -> None:
        from voc.config import load_config
        from voc.interop.kept_codebook import KeptCodebook

        _set_extensions()
        self.name = name
        self.codebook = KeptCodebook(codebook)
        self.neutral = load_config().opinion.neutral if neutral is None else neutral
        self.label = label

    def __call__(self, doc: Doc) -> Doc:
        """Judge one Doc."""
        self._judge([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 1000) -> Iterator[Doc]:
        """Judge Docs, many at a time."""
        docs_left = iter(stream)
        while docs := list(islice(docs_left, batch_size)):
            try:
                self._judge(docs)
            except Exception as error:
                self.get_error_handler()(self.name, self, docs, error)
            else:
                yield from docs

    def _judge(self, docs: list[Doc]) -> None:
        from voc.interop.verdicts import judge_texts
        from voc.opinion import uncollected

        with uncollected():
            verdicts = judge_texts([doc.text for doc in docs], self.codebook.get(), self.neutral)
            for doc, verdict in zip(docs, verdicts, strict=True):
                for field in _DOC_FIELDS:
                    doc._.set(field, getattr(verdict, field))
                doc._.set(OPINIONS, verdict.opinions)
                spans = (self._span(doc, *numbered) for numbered in enumerate(verdict.opinions))
                doc.spans[OPINIONS] = list(spans)

    def _span(self, doc: Doc, place: int, opinion: dict[str, Any]) -> Span:
        kind = "label" if self.label == "polarity" else self.label
        span = doc.char_span(
            opinion["start"],
            opinion["end"],
            label=opinion[kind],
            kb_id="" if kind == "driver" else opinion["driver"],
            span_id=f"{_ID}{place}",
            alignment_mode="expand",
        )
        assert span is not None  # an opinion is a part of the text that is not empty
        return span

    def to_bytes(self, **_: Any) -> bytes:
        """The codebook, as TOML; the settings are in the configuration of the pipeline."""
        return self.codebook.to_bytes()

    def from_bytes(self, content: bytes, **_: Any) -> "OpinionPipe":
        """Take the codebook from what `to_bytes` gave."""
        self.codebook.from_bytes(content)
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write the codebook into the folder of the pipeline."""
        self.codebook.to_disk(path)

    def from_disk(self, path: str | Path, **_: Any) -> "OpinionPipe":
        """Take the codebook from the folder of a pipeline."""
        self.codebook.from_disk(path)
        return self


def _of_opinion(span: Span, field: str) -> Any:
    """A field of the opinion that a span marks; None for any other span.

    spaCy keeps the values of extensions by offsets alone, and two opinions may share theirs
    (环境不错 judges several drivers). So the span says by its id which opinion is meant.
    """
    if not span.id_.startswith(_ID):
        return None
    return span.doc._.opinions[int(span.id_.removeprefix(_ID))][field]


def _set_extensions() -> None:
    from voc.errors import VocError

    wanted: list[tuple[Any, str, dict[str, Any]]] = [
        *((Doc, field, {"default": None}) for field in _DOC_FIELDS),
        (Doc, OPINIONS, {"default": []}),
        *((Span, field, {"getter": partial(_of_opinion, field=field)}) for field in _SPAN_FIELDS),
    ]
    for owner, field, how in wanted:
        if not owner.has_extension(field):
            owner.set_extension(field, **how)
            continue
        default, method, getter, _ = owner.get_extension(field)
        ours = getattr(getter, "func", None) is _of_opinion
        if owner is Doc and not method and not getter and default == how["default"]:
            ours = True
        if not ours:
            place = f"{owner.__name__.lower()}._.{field}"
            raise VocError(
                "interop.extension-taken",
                where="voc_opinions",
                place=place,
                owner=owner.__name__,
                field=field,
            )
