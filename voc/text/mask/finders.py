"""All finders of personal data, in their order: who finds a piece first says what it is."""

from __future__ import annotations

from voc.text.mask.accounts import find_accounts, find_chats, find_mail
from voc.text.mask.addresses import find_addresses
from voc.text.mask.births import find_births
from voc.text.mask.found import Finder
from voc.text.mask.full_names import find_full_names
from voc.text.mask.name_cues import CUED
from voc.text.mask.name_titles import find_titled_names
from voc.text.mask.names import find_names
from voc.text.mask.names_english import find_english_names, find_english_names_of_staff
from voc.text.mask.names_foreign import find_foreign_names
from voc.text.mask.names_polite import find_polite_names
from voc.text.mask.names_said import find_said_names
from voc.text.mask.numbers import find_computers, find_plates
from voc.text.mask.orders import find_orders
from voc.text.mask.papers import find_papers
from voc.text.mask.phones import find_phones, find_spoken
from voc.text.mask.user_names import find_handles, find_user_names

__all__ = ["FINDERS"]

FINDERS: tuple[Finder, ...] = (
    find_mail,
    find_births,
    find_orders,
    find_chats,
    find_computers,
    find_plates,
    find_papers,
    find_phones,
    find_spoken,
    find_accounts,
    find_user_names,
    find_handles,
    find_addresses,
    find_full_names,
    find_names,
    *CUED,
    find_titled_names,
    find_english_names,
    find_english_names_of_staff,
    find_foreign_names,
    find_said_names,
    find_polite_names,
)
