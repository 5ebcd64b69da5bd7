"""The two codes of a pairing as texts for a QR or a message: a desk shows its own, a traveller answers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from safetravel.crypto.keys import Identity
from safetravel.crypto.signing import KeyBundle
from safetravel.domain.peer import Role
from safetravel.formats.pairing_v1 import NAME_BYTES, desk_text, is_pairing, open_card, traveller_text
from safetravel.sharing.plain import cut, one_line
from safetravel.sharing.visible import visible

__all__ = ["Introduced", "desk_code", "is_pairing", "open_pairing", "traveller_code"]

MAX_NAME: Final = 40
"""Characters of a name that are shown."""


@dataclass(frozen=True)
class Introduced:
    """Keys as their holder showed them; `name` is fit to be shown, "" when none was given. Nothing vouches for whose they are."""

    role: Role
    name: str
    keys: KeyBundle


def desk_code(identity: Identity, name: str) -> str:
    """`ST1P-…`: the desk's public keys and name, for everybody to read."""
    return desk_text(identity, _name(name))


def traveller_code(identity: Identity, nickname: str, desk: KeyBundle) -> str:
    """`ST1P-…`: the traveller's public keys and nickname, which this desk alone can read."""
    return traveller_text(identity, _name(nickname), desk)


def open_pairing(untrusted_text: str, identity: Identity) -> Introduced:
    """Raises NotACheckIn, NewerCheckIn, CheckInDamaged, NotForThisDesk."""
    card = open_card(untrusted_text, identity)
    # Written out characters take more room: a name is cut before and after.
    return Introduced(card.role, visible(cut(card.name, MAX_NAME, "\u2026").replace("\n", " ")), card.keys)


def _name(name: str) -> str:
    """One line that fits, cut between characters as a reader sees them."""
    kept = cut(one_line(name), MAX_NAME - 1, "\u2026")
    while len(kept.encode("utf-8")) > NAME_BYTES:
        kept = cut(kept, len(kept) - 2, "\u2026")
    return kept
