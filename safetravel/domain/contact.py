"""Who is told: a person whom the traveller trusts."""

from __future__ import annotations

from dataclasses import dataclass

from safetravel.domain.record import Record

MAX_NAME_LENGTH = 60


@dataclass(frozen=True)
class Contact(Record):
    """`phone` as typed; `language` a BCP 47 tag that the texts are made in; `country` ISO 3166-1 alpha-2 of where the
    contact *is* (decides which police number is printed), "" when unknown; `zone` an IANA name, "" when unknown.

    `peer` is the id of the desk whose keys this contact has, "" for a person who reads with a phone.
    `phone_kind` is "iphone", "android", "computer" or "" and orders the forms on the hub.
    """

    id: str
    name: str
    phone: str = ""
    language: str = "en"
    country: str = ""
    zone: str = ""
    phone_kind: str = ""
    peer: str = ""
