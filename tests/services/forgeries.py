"""Everything that somebody can send to a desk to look like news from a traveller, and is none: drawn by lot, the same for one seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from services.desk_world import Sender

from safetravel.crypto import hpke
from safetravel.crypto.keys import Identity
from safetravel.crypto.signing import KeyBundle, public_half, sign
from safetravel.domain.order import Numbered
from safetravel.domain.status import Status
from safetravel.formats import base45, note_v1
from safetravel.sharing import notes

_LABEL = b"safetravel/note/1"
ALARMS = (Status.NOT_GOING_ON, Status.CHANGED_VEHICLE, Status.CALL_ME)
NEWS = (Status.ON_THE_WAY, Status.ARRIVED)


@dataclass
class Victim:
    """A traveller whom the desk follows: `word` is the agreed one, `genuine` a note of hers with it that was taken already."""

    sender: Sender
    word: str
    genuine: str = ""


@dataclass
class Forger:
    """Knows every journey, every number and every agreed word; has keys of its own (`known` to the desk, or not), and old notes.

    It even knows the desk's own keys (`insider`), and so what is inside the notes. `taken_at` is when the genuine ones were made.
    Nothing it makes may count as news.
    """

    insider: Identity
    victims: list[Victim]
    known: Identity
    taken_at: datetime
    lot: random.Random
    unknown: Identity = field(default_factory=Identity.fresh)
    other_desk: KeyBundle = field(default_factory=lambda: public_half(Identity.fresh()))

    @property
    def desk(self) -> KeyBundle:
        return public_half(self.insider)

    def items(self, count: int) -> Iterator[tuple[str, str]]:
        """(what was done, the text)."""
        ways = (
            self.flipped,
            self.cut_off,
            self.replayed,
            self.sealed_anew,
            self.under_a_known_key,
            self.under_an_unknown_key,
            self.about_another_journey,
            self.with_another_word,
            self.backwards,
            self.ahead_of_the_clock,
            self.for_another_desk,
            self.in_the_clear,
            self.of_another_kind,
            self.with_an_alarm,
            self.body_exchanged,
            self.noise,
        )
        for number in range(count):
            way = ways[number % len(ways)]
            yield way.__name__, way(self.lot.choice(self.victims))

    def flipped(self, victim: Victim) -> str:
        """One bit of a genuine note."""
        data = bytearray(_bytes(victim.genuine))
        place = self.lot.randrange(8 * len(data))
        data[place // 8] ^= 1 << place % 8
        return _text(bytes(data))

    def cut_off(self, victim: Victim) -> str:
        return victim.genuine[: self.lot.randrange(4, len(victim.genuine) - 3)]

    def replayed(self, victim: Victim) -> str:
        return f"  {victim.genuine}\t"

    def sealed_anew(self, victim: Victim) -> str:
        """The genuine, signed inside in another envelope: other bytes, the same item."""
        body, signature = self._genuine_parts(victim)
        return self._sealed(body + signature)

    def under_a_known_key(self, victim: Victim) -> str:
        """Another traveller of this desk, with her word."""
        return self._note(victim, self.known, victim.word)

    def under_an_unknown_key(self, victim: Victim) -> str:
        return self._note(victim, self.unknown, victim.word)

    def about_another_journey(self, victim: Victim) -> str:
        """One who is followed herself writes about somebody else, with that one's word."""
        others = [one for one in self.victims if one is not victim]
        return self._note(victim, self.lot.choice(others).sender.identity, victim.word)

    def with_another_word(self, victim: Victim) -> str:
        """Under her own key, with anything but the word."""
        wrong = ["", victim.word[:-1], victim.word + "x", f"{victim.word} {victim.word}", victim.word[::-1], "ok"]
        wrong += [one.word for one in self.victims if one.word != victim.word]
        return self._note(victim, victim.sender.identity, self.lot.choice(wrong))

    def backwards(self, victim: Victim) -> str:
        """An old note of hers that the desk never got: with the word, before what is here."""
        earlier = timedelta(minutes=self.lot.randrange(1, 300))
        changes: dict[str, object] = {"counter": self.lot.randrange(0, victim.sender.counter)}
        if self.lot.random() < 0.5:
            changes = {"epoch": self.lot.randrange(2, 2**32)}
        return self._note(victim, victim.sender.identity, victim.word, at=self.taken_at - earlier, **changes)

    def ahead_of_the_clock(self, victim: Victim) -> str:
        ahead = timedelta(hours=3, minutes=self.lot.randrange(1, 10_000))
        return self._note(victim, victim.sender.identity, victim.word, at=self.taken_at + ahead)

    def for_another_desk(self, victim: Victim) -> str:
        """Made by her for another desk, sealed to this one."""
        text = self._note(victim, victim.sender.identity, victim.word, desk=self.other_desk)
        return text if self.lot.random() < 0.5 else self._resealed(victim)

    def in_the_clear(self, victim: Victim) -> str:
        signer = self.lot.choice([victim.sender.identity, self.known, self.unknown])
        numbers = self._numbers(victim, self.taken_at + timedelta(minutes=5))
        return notes.clear_note(self.lot.choice(NEWS), journey=victim.sender.journey, numbers=numbers, identity=signer)

    def of_another_kind(self, victim: Victim) -> str:
        """The signed inside of a status note as one in the clear, or in an envelope of a plan's length."""
        body, signature = self._genuine_parts(victim)
        if self.lot.random() < 0.5:
            return _text(bytes([note_v1.IN_CLEAR + 1]) + (body + signature)[: note_v1.CLEAR_LENGTH - 1])
        padded = body.ljust(note_v1.PLAN_LENGTHS[0] - 1 - hpke.OVERHEAD - len(signature), b"\0")
        return self._sealed(padded + signature, b"safetravel/plan-note/1")

    def with_an_alarm(self, victim: Victim) -> str:
        """Hers, with the word, and a status that needs a person."""
        return self._note(victim, victim.sender.identity, victim.word, status=self.lot.choice(ALARMS))

    def body_exchanged(self, victim: Victim) -> str:
        """Her signature over other numbers, another journey, or another time."""
        body, signature = self._genuine_parts(victim)
        changed = bytearray(body)
        place = self.lot.randrange(len(changed))
        changed[place] ^= self.lot.randrange(1, 256)
        return self._sealed(bytes(changed) + signature)

    def noise(self, _: Victim) -> str:
        length = self.lot.choice([*note_v1.PLAN_LENGTHS, note_v1.STATUS_LENGTH, note_v1.CLEAR_LENGTH])
        return _text(bytes([1]) + self.lot.randbytes(length - 1))

    def _note(
        self,
        victim: Victim,
        signer: Identity,
        word: str,
        *,
        at: datetime | None = None,
        status: Status | None = None,
        desk: KeyBundle | None = None,
        **changes: object,
    ) -> str:
        numbers = self._numbers(victim, at or self.taken_at + timedelta(minutes=5), **changes)
        return notes.status_note(
            status or self.lot.choice(NEWS),
            word,
            journey=victim.sender.journey,
            numbers=numbers,
            identity=signer,
            desk=desk or self.desk,
        )

    def _numbers(self, victim: Victim, at: datetime, **changes: object) -> Numbered:
        """The next of hers; none of them is used up by it."""
        made = victim.sender.numbers(at)
        victim.sender.counter -= 1
        return replace(made, **changes)  # type: ignore[arg-type]  # members of Numbered, by name

    def _genuine_parts(self, victim: Victim) -> tuple[bytes, bytes]:
        """What is inside a genuine note: body and signature."""
        plain = hpke.unseal(_bytes(victim.genuine)[1:], self.insider.exchange, _LABEL + bytes([1]))
        return plain[:-64], plain[-64:]

    def _resealed(self, victim: Victim) -> str:
        body, _ = self._genuine_parts(victim)
        theirs = body[:-8] + note_v1.audience_of(self.other_desk)
        return self._sealed(theirs + sign(victim.sender.identity, _LABEL, theirs))

    def _sealed(self, plain: bytes, label: bytes = _LABEL) -> str:
        return _text(bytes([1]) + hpke.seal(plain, self.desk.seal_to, label + bytes([1])))

    def __post_init__(self) -> None:
        for victim in self.victims:
            numbers = victim.sender.numbers(self.taken_at)
            victim.genuine = victim.sender.note(self.desk, self.taken_at, victim.word, numbers=numbers)


def _bytes(note: str) -> bytes:
    return base45.decode(note.removeprefix(note_v1.PREFIX), most=note_v1.MAX_TEXT)


def _text(data: bytes) -> str:
    return note_v1.PREFIX + base45.encode(data)
