"""Personal data is replaced before anything is written, logged or shown.

`find` says where it stands, `mask` puts tags in its place. One module a family of kinds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from voc.text.mask.accounts import find_accounts, find_chats, find_mail, find_orders
from voc.text.mask.addresses import find_addresses
from voc.text.mask.found import TAGS, Found
from voc.text.mask.hints import hinted
from voc.text.mask.names import find_names
from voc.text.mask.numbers import find_computers, find_numbers, find_plates, find_spoken

__all__ = ["TAGS", "Found", "find", "mask", "plain_tag"]

# The first to claim a piece of text has it.
_FINDERS = (
    find_mail,
    find_orders,
    find_chats,
    find_computers,
    find_plates,
    find_numbers,
    find_spoken,
    find_accounts,
    find_addresses,
)
_PHONES = ("mobile", "landline", "chat")
_TAG = re.compile(rf"\[(?:(?:{'|'.join(dict.fromkeys(TAGS.values()))})(?:#[0-9a-f]{{10}})?|链接)\]")


def plain_tag(kind: str, _value: str) -> str:
    """The tag that stands for a piece: `[手机号]`."""
    return f"[{TAGS[kind]}]"


def find(text: str) -> list[Found]:
    """Personal data in one normalised text, in order and without overlap.

    >>> said = "我叫王小明，电话13912345678"
    >>> [(hit.kind, said[hit.start : hit.end]) for hit in find(said)]
    [('name', '王小明'), ('mobile', '13912345678')]
    """
    taken = bytearray(len(text))
    for tag in _TAG.finditer(text) if "[" in text else ():
        taken[tag.start() : tag.end()] = b"\1" * (tag.end() - tag.start())
    kept: list[Found] = []

    def keep(hit: Found) -> None:
        if not any(taken[hit.start : hit.end]):
            taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
            kept.append(hit)

    for finder in _FINDERS:
        for hit in finder(text):
            keep(hit)
    for hit in find_names(text, [hit.start for hit in kept if hit.kind in _PHONES]):
        keep(hit)
    return sorted(kept)


def mask(texts: Sequence[str], tag: Callable[[str, str], str] = plain_tag) -> tuple[list[str], int]:
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

    Returns
    -------
    masked : list of str
    count : int
        How many items were masked.

    Examples
    --------
    >>> mask(["打我电话13912345678，微信abc_12345", "等了120分钟，3楼8302"])
    (['打我电话[手机号]，微信[账号]', '等了120分钟，3楼8302'], 2)
    """
    masked = list(texts)
    count = 0
    for index in hinted(masked):
        text = masked[index]
        hits = find(text)
        if not hits:
            continue
        parts, place = [], 0
        for start, end, kind in hits:
            parts += [text[place:start], tag(kind, text[start:end])]
            place = end
        masked[index] = "".join([*parts, text[place:]])
        count += len(hits)
    return masked, count
