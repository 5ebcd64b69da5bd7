"""The people who are told."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace

from safetravel.domain.contact import Contact, Tried
from safetravel.domain.handover import Handover
from safetravel.domain.journey import Journey
from safetravel.formats.phone import Look, Number, country_of, international, read_number, same_number
from safetravel.services.shelf import Shelf

__all__ = ["Contacts", "Look", "Number", "country_of", "international", "read_number"]


class Contacts:
    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def all(self) -> tuple[Contact, ...]:
        """By name, as a person would look for them."""
        return tuple(sorted(self._shelf.all(Contact), key=lambda c: (c.name.casefold(), c.id)))

    def get(self, contact_id: str) -> Contact | None:
        return self._shelf.find(contact_id, Contact)

    def with_number(self, contact: Contact) -> Contact | None:
        """Another contact that has the same number already, as far as can be told."""
        number = international(contact.phone, contact.country)
        others = (one for one in self.all() if one.id != contact.id)
        return next((one for one in others if same_number(number, international(one.phone, one.country))), None)

    def save(self, contact: Contact) -> Contact:
        """Sealed at once. A contact without an id gets one and is returned with it."""
        kept = contact if contact.id else replace(contact, id=secrets.token_hex(16))
        self._shelf.put(kept.id, kept)
        return kept

    def note_tried(self, contact_id: str, tried: Sequence[Tried]) -> Contact:
        """Remember what was tried out together. KeyError when the contact is gone."""
        return self._shelf.update(contact_id, Contact, lambda contact: contact.with_tried(tried))

    def delete(self, contact_id: str) -> None:
        """The contact, the hand-overs made for it or sealed with it, and its place in every journey, in one transaction."""
        handovers = tuple(h.id for h in self._shelf.all(Handover) if contact_id in (h.contact, h.sealed_with))
        journeys = {
            j.id: replace(j, contacts=tuple(c for c in j.contacts if c != contact_id))
            for j in self._shelf.all(Journey)
            if contact_id in j.contacts
        }
        self._shelf.write({**journeys}, remove=(contact_id, *handovers))
