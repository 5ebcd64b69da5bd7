"""Fixed keys and numbers for tests of notes and pairing, and ways to make what no writer of ours makes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from safetravel.crypto import hpke
from safetravel.crypto.keys import Identity
from safetravel.crypto.signing import public_half, sign
from safetravel.domain.disclosure import AgreedTime, Disclosure, OtherParty, Person, Stretch
from safetravel.domain.journey import AgeBand, FaceMatch, Kind
from safetravel.domain.order import Numbered
from safetravel.domain.schedule import DeadlineKind
from safetravel.formats import base45, note_v1


def identity(seed: int) -> Identity:
    return Identity.from_bytes(bytes([seed]) * 32, bytes([seed + 100]) * 32)


TRAVELLER, DESK, STRANGER = identity(1), identity(2), identity(3)
DESK_KEYS = public_half(DESK)
JOURNEY = "0123456789abcdef" * 2
AT = datetime(2026, 3, 9, 8, 12, 5, tzinfo=UTC)
NUMBERS = Numbered("fedcba9876543210" * 2, 77, 9, AT)
PLATE = "RPR0000Z"


def known(*identities: Identity) -> note_v1.Signers:
    keys = [one.verify_key for one in identities]
    return lambda _journey: keys


def plan(**changes: object) -> Disclosure:
    """Scenario 1 as far as a note carries it: what comes back equals what went in."""
    at, arrive = datetime(2026, 3, 9, 13, 0, tzinfo=UTC), datetime(2026, 3, 9, 17, 30, tzinfo=UTC)
    minutes = {30: datetime(2026, 3, 9, 13, 30, tzinfo=UTC), 90: datetime(2026, 3, 9, 14, 30, tzinfo=UTC)}
    late = {30: datetime(2026, 3, 9, 18, 0, tzinfo=UTC), 90: datetime(2026, 3, 9, 19, 0, tzinfo=UTC)}
    whole = Disclosure(
        journey_id=JOURNEY,
        kind=Kind.RIDE,
        practice=False,
        contact_name="",
        language="uk",
        country="DE",
        zone="Europe/Berlin",
        traveller=Person("Olena", "Prykladna", "+00 000 000 002"),
        companions=(Person("Maksym", age=AgeBand.UNDER_12),),
        how_met="",
        handle="",
        address="",
        stretches=(
            Stretch(
                "Przemyśl",
                "Berlin Hauptbahnhof",
                PLATE,
                "PL",
                "Škoda",
                "silver",
                OtherParty("Jan Przykładowy", "+00 000 000 001", face_match=FaceMatch.NO),
            ),
        ),
        depart=datetime(2026, 3, 9, 8, 30, tzinfo=UTC),
        depart_zone="Europe/Warsaw",
        times=(
            AgreedTime("check-in-1", at, minutes[30], minutes[90], "Europe/Warsaw", DeadlineKind.CHECK_IN),
            AgreedTime(
                "arrival", arrive, late[30], late[90], "Europe/Berlin", DeadlineKind.ARRIVAL, "Berlin Hauptbahnhof"
            ),
        ),
        grace=30,
        shots=(),
        delete_by=datetime(2026, 4, 8, tzinfo=UTC).date(),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def raw(text: str) -> bytes:
    """The bytes of a note or a pairing code."""
    return base45.decode(text.split("-", 1)[1], most=10_000)


def text_of(data: bytes, prefix: str = note_v1.PREFIX) -> str:
    return prefix + base45.encode(data)


def sealed(body: bytes, label: bytes, *, signer: Identity = TRAVELLER, info: bytes | None = None) -> str:
    """A note with any body, signed and sealed to the desk as the format says."""
    plain = body + sign(signer, label, body)
    return text_of(b"\1" + hpke.seal(plain, DESK.exchange_key, label + b"\1" if info is None else info))


def body(content: bytes, audience: bytes | None = None, at: int = int(AT.timestamp())) -> bytes:
    head = bytes.fromhex(JOURNEY) + bytes.fromhex(NUMBERS.item) + (77).to_bytes(4, "big") + (9).to_bytes(4, "big")
    return head + at.to_bytes(4, "big") + content + (note_v1.audience_of(DESK_KEYS) if audience is None else audience)
