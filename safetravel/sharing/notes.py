"""Notes for a desk: made on the traveller's side, where nobody knows which word means what, and opened at the desk.

Making one takes any word without comment: the same statements run and the same number of bytes leaves for the agreed word, for the
danger word and for none.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from safetravel.crypto.keys import Identity
from safetravel.crypto.signing import KeyBundle
from safetravel.domain.agreed_words import fold
from safetravel.domain.disclosure import Disclosure, Stretch
from safetravel.domain.followed import ItemKind
from safetravel.domain.journey import Kind
from safetravel.domain.order import Numbered
from safetravel.domain.status import Status
from safetravel.formats import note_v1
from safetravel.formats.note_plan_v1 import pack, unpack
from safetravel.formats.note_v1 import Signers, is_note
from safetravel.formats.records_v1 import decode_plan, plain_value
from safetravel.sharing.plain import one_line
from safetravel.sharing.short_text import LAST_RESORT, Fields, ShortText, shorten
from safetravel.sharing.visible import visible, visible_json

__all__ = ["Note", "Signers", "clear_note", "is_note", "open_note", "plan_note", "status_note"]

_ELLIPSIS: Final = "\u2026"
# Folds to one letter, by way of everything that folding distinguishes: also for no word at all, folding takes every branch.
_TAIL: Final = " '\u00ad.x"


@dataclass(frozen=True)
class Note:
    """A note that opened and held. `journey` is the sender's id (32 hex digits); `signer` the verify key (64 hex digits), "" in the
    clear by nobody who is known here. A status note has `status` and `word` (folded, "" for none, as it was sent: `shown_word` is for
    people), a plan note `plan`."""

    kind: ItemKind
    numbers: Numbered
    journey: str
    signer: str
    status: Status | None = None
    word: str = field(default="", repr=False)
    plan: Disclosure | None = field(default=None, repr=False)

    @property
    def shown_word(self) -> str:
        """The word with characters that nobody sees written out: not for comparing."""
        return visible(self.word)


def status_note(
    status: Status, word: str, *, journey: str, numbers: Numbered, identity: Identity, desk: KeyBundle
) -> str:
    """`ST1-…`, 301 characters. `word` is whatever was typed; what does not fit into 32 bytes is cut at a character."""
    return note_v1.seal_status(journey, numbers, status, _word_field(word), identity, desk)


def clear_note(status: Status, *, journey: str, numbers: Numbered, identity: Identity) -> str:
    """`ST1-…`, 229 characters that anybody can read, for who follows without being paired: it never counts as more than unclear."""
    return note_v1.clear_status(journey, numbers, status, identity)


def plan_note(disclosure: Disclosure, *, numbers: Numbered, identity: Identity, desk: KeyBundle) -> ShortText:
    """`ST1-…`, at most 600 characters, with what had to be left out or cut. Raises TextTooLong when even the shortest is too long."""

    def packed(current: Fields) -> bytes:
        return pack(_with(disclosure, current), numbers.issued_at)

    short = shorten(
        _fields(disclosure),
        lambda current: packed(current).decode("latin-1"),
        lambda drawn: len(drawn) <= note_v1.PLAN_ROOM,
        limit=note_v1.MAX_TEXT,
        ellipsis=_ELLIPSIS,
        last_resort=LAST_RESORT,
    )
    text = note_v1.seal_plan(disclosure.journey_id, numbers, short.text.encode("latin-1"), identity, desk)
    return replace(short, text=text)


def open_note(untrusted_text: str, identity: Identity | None, signers: Signers) -> Note:
    """Raises NotACheckIn, NewerCheckIn, CheckInDamaged, NotForThisDesk, UnknownSigner; nothing of the content is in any of them.

    `identity` None reads only what is in the clear. `signers` names the keys to try for a journey.
    """
    opened = note_v1.open_note(untrusted_text, identity, signers)
    plan = None
    if opened.kind is ItemKind.PLAN_NOTE:
        found = unpack(opened.packed_plan, opened.journey, opened.numbers.issued_at)
        # What the sender typed is shown to people: characters that nobody sees are written out.
        plan = decode_plan(visible_json(plain_value(found)))
    return Note(opened.kind, opened.numbers, opened.journey, opened.signer.hex(), opened.status, opened.word, plan)


def _word_field(word: str) -> bytes:
    """Folded as the desk folds what was agreed, so that both compare the same bytes; cut at a character."""
    folded = fold(word + _TAIL).removesuffix("x").rstrip()
    return folded.encode("utf-8", "ignore")[: note_v1.WORD_BYTES].decode("utf-8", "ignore").encode("utf-8")


def _fields(disclosure: Disclosure) -> Fields:
    """What of the plan may give way, as for the text codes; the day for deleting costs nothing here."""
    now = disclosure.current
    return Fields(
        practice="",
        traveller=one_line(disclosure.traveller.first_name),
        family_name=one_line(disclosure.traveller.family_name),
        companions="".join(one_line(person.first_name) for person in disclosure.companions),
        origin=one_line(disclosure.origin),
        destination=one_line(disclosure.place),
        plate=one_line(now.plate),
        sign=one_line(now.country),
        colour=one_line(now.colour),
        make=one_line(now.make),
        driver=one_line(now.driver.name or now.driver.id_name),
        driver_phone=one_line(now.driver.phone),
        check_ins=tuple(time.id for time in disclosure.times if time not in disclosure.from_arrival),
        last=(),
        sentence="",
        delete_by="",
    )


def _with(disclosure: Disclosure, current: Fields) -> Disclosure:
    """The plan with what is left of its pieces, and one stretch: the one travelled now."""
    now = disclosure.current
    companions = tuple(replace(one, first_name=one_line(one.first_name)) for one in disclosure.companions)
    ride = disclosure.kind is Kind.RIDE
    return replace(
        disclosure,
        traveller=replace(
            disclosure.traveller,
            first_name=current.traveller,
            family_name=current.family_name,
            phone=one_line(disclosure.traveller.phone),
        ),
        companions=companions if current.companions else (),
        address="" if ride else current.destination,
        stretches=(
            Stretch(
                current.origin,
                current.destination if ride else "",
                current.plate,
                current.sign,
                current.make,
                current.colour,
                replace(now.driver, name=current.driver, id_name="", phone=current.driver_phone),
            ),
        ),
        times=disclosure.times if current.check_ins else disclosure.from_arrival,
    )
