"""Colours for displaCy: praise, blame and what is neither."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["displacy_options"]

# Black text can be read on each.
COLOURS = {"positive": "#8fd1b5", "neutral": "#d3d8e0", "negative": "#f2a488"}
_BOTH = "#f3d57e"


def displacy_options(docs: Doc | Iterable[Doc]) -> dict[str, Any]:
    """Options with which displaCy shows the opinions in the colours of their polarity.

    Parameters
    ----------
    docs : Doc or iterable of Doc
        What is to be shown, after `voc_opinions` has judged it.

    Returns
    -------
    dict
        `spans_key` and `colors`.

    Notes
    -----
    displaCy gives a colour to each label. A driver that is praised in one place and blamed in
    another has a colour of its own. With `label = "polarity"` in the settings of the component
    each opinion has the colour of its polarity, with the driver beside it.

    Examples
    --------
    >>> import spacy
    >>> from spacy import displacy
    >>> nlp = spacy.blank("zh")
    >>> pipe = nlp.add_pipe("voc_opinions", config={"codebook": "hotel"})
    >>> doc = nlp("前台很热情，就是隔音太差。")
    >>> options = displacy_options(doc)
    >>> options["colors"]
    {'staff_attitude': '#8fd1b5', 'noise': '#f2a488'}
    >>> html = displacy.render(doc, style="span", options=options, jupyter=False)
    """
    from spacy.tokens import Doc

    from voc.interop.spacy_pipe import OPINIONS

    colours: dict[str, str] = {}
    for doc in [docs] if isinstance(docs, Doc) else docs:
        spans = doc.spans.get(OPINIONS, [])
        for span, opinion in zip(spans, doc._.opinions if spans else [], strict=True):
            colour = COLOURS[opinion["label"]]
            if colours.setdefault(span.label_, colour) != colour:
                colours[span.label_] = _BOTH
    return {"spans_key": OPINIONS, "colors": colours}
