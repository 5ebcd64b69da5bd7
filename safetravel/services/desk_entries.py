"""What a person at the desk records: news, danger, times, vehicles, what was done. Entries are only ever added."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from safetravel.domain import schedule
from safetravel.domain.agreed_words import AgreedWords, Said, check, heard_in
from safetravel.domain.errors import EntryNotPossible, TextTooLong
from safetravel.domain.event import Basis, Event, EventKind, Move
from safetravel.domain.followed import (
    NO_INITIALS,
    NO_REASON,
    NO_SUCH_ENTRY,
    Case,
    Done,
    DoneKind,
    Followed,
    VehicleChange,
    WhyUnclear,
)
from safetravel.domain.journey import LegOutcome, Vehicle
from safetravel.services.desk_records import DeskRecords

MAX_TEXT: Final = 2000
"""Characters of an entry: a message as pasted, or everything that was typed together."""
MAX_MESSAGE: Final = 100_000
"""Characters of a pasted message that are looked through; its first MAX_TEXT are kept. A word for danger at its end still counts."""
MAX_INITIALS: Final = 40
_BY_PERSON: Final = (Basis.IN_PERSON, Basis.VOICE)
_NEWS: Final = (EventKind.HEARD, EventKind.ARRIVED, EventKind.UNCLEAR, EventKind.DANGER)


@dataclass(frozen=True)
class Entered:
    """What an entry became. `became` HEARD, ARRIVED, UNCLEAR or DANGER; `why` it is unclear ("" otherwise, a WhyUnclear).

    `beside_danger`: it counts as news and lifts nothing, since a danger is open.
    """

    followed: Followed
    event: Event
    became: EventKind
    why: str = ""
    beside_danger: bool = False


class DeskEntries(DeskRecords):
    """Errors as in `DeskRecords`; EntryNotPossible where initials or a reason are missing, TextTooLong above MAX_TEXT."""

    def heard(
        self,
        followed_id: str,
        *,
        at: datetime,
        channel: str = "",
        words: str = "",
        basis: Basis = Basis.NONE,
        initials: str = "",
        kind: EventKind = EventKind.HEARD,
    ) -> Entered:
        """*I heard from her*. `at` is when (aware), `channel` "called", "wrote" or "in-person", `words` as heard or pasted.

        `kind` is what the person says of it: HEARD, ARRIVED, UNCLEAR (it was odd) or DANGER. The agreed words are looked for here:
        danger wins wherever it stands, also behind what is kept of a very long message. `basis` is IN_PERSON or VOICE, with initials,
        when the person says so, else NONE.
        """
        if kind not in _NEWS or basis is Basis.AGREED_WORD:
            raise ValueError("the words say whether a word was said")
        _initials(initials, needed=basis in _BY_PERSON)
        if len(words) > MAX_MESSAGE:
            raise TextTooLong(MAX_MESSAGE)
        event_id, by = secrets.token_hex(16), initials.strip()

        def change(followed: Followed, now: datetime) -> Followed:
            typed = Event(event_id, kind, at, now, basis=basis, channel=channel, words=words, initials=by)
            return followed.with_event(_kept(judged(typed, followed.words)))

        return entered(self._change(followed_id, change), event_id, self._clock.now())

    def withdraw(self, followed_id: str, event_id: str, reason: str, initials: str) -> Followed:
        """The entry was made by mistake: it stays in the time line and counts no more. Never for an alarm."""
        _signed(reason, initials)

        def change(followed: Followed, now: datetime) -> Followed:
            event = followed.event(event_id)
            if event is None or event.kind not in schedule.WITHDRAWABLE or event in followed.state(now).withdrawn:
                raise EntryNotPossible(NO_SUCH_ENTRY)
            entry = _entry(EventKind.WITHDRAWN, now, initials, reason=reason, closes=event_id)
            return followed.with_event(entry).without_news(event)

        return self._change(followed_id, change)

    def close_danger(self, followed_id: str, event_id: str, reason: str, initials: str) -> Followed:
        """A person has found out what is behind it, and says so."""
        _signed(reason, initials)

        def change(followed: Followed, now: datetime) -> Followed:
            if event_id not in {e.id for e in followed.state(now).dangers}:
                raise EntryNotPossible(NO_SUCH_ENTRY)
            return followed.with_event(_entry(EventKind.DANGER_CLOSED, now, initials, reason=reason, closes=event_id))

        return self._change(followed_id, change)

    def stop(self, followed_id: str, reason: str, initials: str) -> Followed:
        """Nothing is waited for any more, for this reason."""
        _signed(reason, initials)
        return self._change(
            followed_id, lambda one, now: one.with_event(_entry(EventKind.STOPPED, now, initials, reason=reason))
        )

    def move_times(self, followed_id: str, moves: Sequence[Move], initials: str) -> Followed:
        """Raises ScheduleNotPossible as `schedule.check_move`: NOT_HEARD when a time has come without news."""
        _initials(initials)

        def change(followed: Followed, now: datetime) -> Followed:
            schedule.check_move(followed.schedule, followed.counted_events, moves, now)
            return followed.with_event(replace(_entry(EventKind.MOVED, now, initials), moves=tuple(moves)))

        return self._change(followed_id, change)

    def set_words(self, followed_id: str, words: AgreedWords | None) -> Followed:
        """Agreed by voice, typed here. Raises WordsNotPossible. What came before is looked through for the danger word."""
        if words is not None:
            check(words)

        def change(followed: Followed, now: datetime) -> Followed:
            changed = replace(followed, words=words)
            for event in followed.events:
                if not _says_danger(event, words) or followed.event(f"{event.id}-danger"):
                    continue
                changed = changed.with_event(
                    replace(
                        event, id=f"{event.id}-danger", kind=EventKind.DANGER, recorded_at=now, basis=Basis.AGREED_WORD
                    )
                )
            return changed

        return self._change(followed_id, change)

    def change_vehicle(
        self,
        followed_id: str,
        *,
        at: datetime,
        vehicle: Vehicle,
        initials: str,
        driver: str = "",
        place: str = "",
        photos_refused: bool = False,
        separated: bool = False,
        alone: bool = False,
    ) -> Followed:
        """She told of another vehicle; it clears nothing. The answers as in `VehicleChange`."""
        _initials(initials)
        _short(driver, place, vehicle.plate, vehicle.country, vehicle.make, vehicle.colour)
        now = self._clock.now()
        change_id, by = secrets.token_hex(16), initials.strip()
        change = VehicleChange(
            change_id, at, now, by, vehicle, driver, place, photos_refused, separated, alone, LegOutcome.PLANNED
        )
        event = Event(change_id, EventKind.CHANGED_VEHICLE, at, now, initials=by)
        return self._change(followed_id, lambda one, _: replace(one, changes=(*one.changes, change)).with_event(event))

    def settle_vehicle(self, followed_id: str, change_id: str, outcome: LegOutcome) -> Followed:
        """Whether she got in. What was seen stays on the record either way."""

        def change(followed: Followed, _: datetime) -> Followed:
            if all(one.id != change_id for one in followed.changes):
                raise EntryNotPossible(NO_SUCH_ENTRY)
            changes = (replace(one, outcome=outcome) if one.id == change_id else one for one in followed.changes)
            return replace(followed, changes=tuple(changes))

        return self._change(followed_id, change)

    def done(
        self,
        followed_id: str,
        kind: DoneKind,
        *,
        initials: str,
        at: datetime | None = None,
        whom: str = "",
        reference: str = "",
        words: str = "",
    ) -> Followed:
        """What somebody here did: rang, told, made a report. `at` None is now. It changes nothing of the state."""
        _initials(initials)
        _short(whom, reference, words)
        return self._change(
            followed_id, lambda one, now: one.with_done(_done(kind, at or now, now, initials, whom, reference, words))
        )

    def take_note(self, ids: Iterable[str], initials: str) -> dict[str, Followed]:
        """Shift hand-over: who has read where these stand. One transaction."""
        _initials(initials)
        return self._change_many(
            ids, lambda one, now: one.with_done(_done(DoneKind.TAKEN_NOTE, now, now, initials, "", "", ""))
        )

    def keep_as_case(self, followed_id: str, reason: str, initials: str) -> Followed:
        """Kept beyond its 30 days, until somebody lets it go."""
        _signed(reason, initials)
        return self._change(followed_id, lambda one, now: replace(one, case=Case(reason, initials.strip(), now)))

    def let_case_go(self, followed_id: str, initials: str) -> Followed:
        """Its days count again."""
        _initials(initials)
        return self._change(followed_id, lambda one, _: replace(one, case=None))


def _kept(event: Event) -> Event:
    """With the beginning of a very long message."""
    return event if len(event.words) <= MAX_TEXT else replace(event, words=f"{event.words[: MAX_TEXT - 1]}…")


def judged(event: Event, words: AgreedWords | None) -> Event:
    """The entry as it counts, by the words in it and what whoever typed it knows."""
    said = heard_in(words, event.words)
    if said is Said.DANGER:
        return replace(event, kind=EventKind.DANGER, basis=Basis.AGREED_WORD)
    if event.kind is EventKind.DANGER:
        return event
    if event.kind is EventKind.UNCLEAR:
        return replace(event, basis=Basis.NONE, reason=WhyUnclear.ODD)
    if said is Said.AGREED:
        return replace(event, basis=Basis.AGREED_WORD)
    if event.basis is Basis.NONE:
        return replace(event, kind=EventKind.UNCLEAR, reason=WhyUnclear.NO_WORD if words else WhyUnclear.NO_WORD_AGREED)
    return event


def entered(followed: Followed, event_id: str, now: datetime) -> Entered:
    """What the entry `event_id`, which `followed` has, became at `now`."""
    event, state = followed.event(event_id), followed.state(now)
    if event is None:
        raise KeyError(event_id)
    if event not in state.unclear:
        return Entered(followed, event, event.kind, beside_danger=event in state.beside_danger)
    if event.reason:
        return Entered(followed, event, EventKind.UNCLEAR, event.reason)
    ahead = event.at > event.recorded_at + schedule.AHEAD_ALLOWED
    return Entered(followed, event, EventKind.UNCLEAR, WhyUnclear.AHEAD if ahead else WhyUnclear.BEFORE_SETTING_OUT)


def _says_danger(event: Event, words: AgreedWords | None) -> bool:
    return event.kind is not EventKind.DANGER and heard_in(words, event.words) is Said.DANGER


def _entry(kind: EventKind, now: datetime, initials: str, *, reason: str = "", closes: str = "") -> Event:
    return Event(secrets.token_hex(16), kind, now, now, initials=initials.strip(), reason=reason.strip(), closes=closes)


def _done(kind: DoneKind, at: datetime, now: datetime, initials: str, whom: str, reference: str, words: str) -> Done:
    return Done(secrets.token_hex(16), kind, at, now, initials.strip(), whom, reference, words)


def _signed(reason: str, initials: str) -> None:
    if not reason.strip():
        raise EntryNotPossible(NO_REASON)
    _initials(initials)
    _short(reason)


def _initials(initials: str, *, needed: bool = True) -> None:
    if needed and not initials.strip():
        raise EntryNotPossible(NO_INITIALS)
    if len(initials) > MAX_INITIALS:
        raise TextTooLong(MAX_INITIALS)


def _short(*texts: str) -> None:
    if sum(map(len, texts)) > MAX_TEXT:
        raise TextTooLong(MAX_TEXT)
