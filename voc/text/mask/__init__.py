"""Personal data is replaced before anything is written, logged or shown.

`find` says where it stands, `mask` puts tags in its place. One module a family of kinds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from voc.text.mask.finders import FINDERS
from voc.text.mask.found import TAGS, Found, Hints
from voc.text.mask.hints import hinted
from voc.text.mask.labels import without_labels
from voc.text.mask.names import find_named_beside

__all__ = ["TAGS", "Found", "find", "mask", "plain_tag"]

_BESIDE = ("mobile", "landline", "chat", "id", "passport", "card", "email", "address", "plate")
_TAG = re.compile(rf"\[(?:(?:{'|'.join(dict.fromkeys(TAGS.values()))})(?:#[0-9a-f]{{10}})?|链接)\]")


def plain_tag(kind: str, _value: str) -> str:
    """The tag that stands for a piece: `[手机号]`."""
    return f"[{TAGS[kind]}]"


def find(text: str, hints: Hints | None = None) -> list[Found]:
    """Personal data in one normalised text, in order and without overlap.

    Parameters
    ----------
    text : str
    hints : dict of Finder to list of Found
        Who looks, or has found what: all look, unless `hinted` said that fewer will do.

    Examples
    --------
    >>> said = "我叫王小明，电话13912345678"
    >>> [(hit.kind, said[hit.start : hit.end]) for hit in find(said)]
    [('name', '王小明'), ('mobile', '13912345678')]
    """
    tags = [hit.span() for hit in _TAG.finditer(text)] if "[" in text else []
    asked = FINDERS if hints is None else [finder for finder in FINDERS if finder in hints]
    hits = [hit for finder in asked for hit in (hints and hints[finder]) or finder(text)]
    found = _merged(hits, tags)
    beside = [hit[:2] for hit in found if hit.kind in _BESIDE]
    return _merged([*found, *find_named_beside(text, beside)], tags) if beside else found


def _merged(hits: list[Found], tags: list[tuple[int, int]]) -> list[Found]:
    """Hits that overlap are one, of the kind that was named first; what touches a tag is none."""
    kept: list[tuple[int, int, int]] = []
    ordered = sorted((hit.start, hit.end, rank) for rank, hit in enumerate(hits))
    place = 0
    for start, end, rank in ordered:
        while place < len(tags) and tags[place][1] <= start:
            place += 1
        if place < len(tags) and tags[place][0] < end:
            continue
        if kept and start < kept[-1][1]:
            first, last, earlier = kept[-1]
            kept[-1] = (first, max(end, last), min(rank, earlier))
        else:
            kept.append((start, end, rank))
    return [Found(start, end, hits[rank].kind) for start, end, rank in kept]


def mask(
    texts: Sequence[str],
    tag: Callable[[str, str], str] = plain_tag,
    labels: tuple[str, ...] = (),
) -> tuple[list[str], int]:
    """Replace personal data by tags such as `[手机号]`.

    Telephones, ID and bank cards, passports, names, addresses, e-mail, accounts, orders, licence
    plates and IP addresses; see the guide for what counts as each. Prices, dates, rooms, models,
    flights and the service numbers of firms (400, 800, 95xxx) stay.

    Parameters
    ----------
    texts : sequence of str
        Normalised comments.
    tag : callable
        Given the kind and what stood there, returns what is to stand there.
    labels : tuple of str
        What things are called here, normalised: brands, shops. A name that is one of them stays.

    Returns
    -------
    masked : list of str
    count : int
        How many items were masked.

    Examples
    --------
    >>> mask(["打我电话13912345678，微信abc_12345", "等了120分钟，3楼8302"])
    (['打我电话[手机号]，微信[账号]', '等了120分钟，3楼8302'], 2)
    >>> mask(["陈小春的羊肉不错，店员苏晓棠也好"], labels=("陈小春",))
    (['陈小春的羊肉不错，店员[姓名]也好'], 1)
    """
    masked = list(texts)
    count = 0
    for index, hints in hinted(masked).items():
        text = masked[index]
        hits = find(text, hints)
        if labels:
            hits = without_labels(text, hits, labels)
        if not hits:
            continue
        parts, place = [], 0
        for start, end, kind in hits:
            parts += [text[place:start], tag(kind, text[start:end])]
            place = end
        masked[index] = "".join([*parts, text[place:]])
        count += len(hits)
    return masked, count
