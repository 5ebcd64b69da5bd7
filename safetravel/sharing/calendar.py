"""The alarm on a phone: calendar entries that start at the moment when somebody has to do something.

Phones ignore alarms inside a scanned event and ring, if at all, at its start; so an entry for a contact starts when
silence becomes an alarm (agreed time and grace), and its title is the instruction.

`revision` counts how often the times were moved; importers put a higher one in the place of a lower one. `neutral`
keeps the title from saying anything on a locked screen.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from safetravel.domain.errors import ScheduleNotPossible
from safetravel.domain.schedule import NO_ARRIVAL, DeadlineKind
from safetravel.rendering.qr import MAX_BYTES
from safetravel.sharing import ical
from safetravel.sharing.messages import full_text
from safetravel.sharing.plain import one_line
from safetravel.sharing.short_text import (
    LAST_RESORT,
    Fields,
    ShortText,
    driver_line,
    fields,
    full_name,
    lines,
    place_line,
    sentence,
    shorten,
    vehicle,
)

if TYPE_CHECKING:
    from safetravel.catalogue import Words
    from safetravel.domain.disclosure import AgreedTime, Disclosure
    from safetravel.rendering.sheet import Sheet

_LENGTH: Final = timedelta(minutes=15)
_UID_CHARACTERS: Final = 16


def calendar_qr(
    disclosure: Disclosure,
    words: Words,
    now: datetime,
    *,
    about: AgreedTime | None = None,
    neutral: bool = False,
    revision: int = 0,
) -> ShortText:
    """A bare VEVENT for a QR: not arrived, or no news at another time that it is `about`. At most 600 bytes, shortened like the text QR;
    plate, times and instruction stay.

    Raises ScheduleNotPossible(NO_ARRIVAL) when no times were agreed, TextTooLong when no shortening helps.
    """
    alarm, several = about or _arrival(disclosure), len(disclosure.from_arrival) > 1

    def draw(current: Fields) -> str:
        title = _title(current.traveller, current.sentence, words, neutral=neutral)
        # The title has the first name already, unless it is neutral.
        shown = current if neutral or current.family_name else replace(current, traveller="")
        described = lines(
            current.practice,
            current.sentence if neutral else "",
            full_name(shown),
            words.say("with: {names}", names=current.companions) if current.companions else "",
            words.say("from: {place}", place=current.origin) if current.origin else "",
            place_line(current, words, disclosure.kind),
            current.plate,
            vehicle(current),
            driver_line(current, words, disclosure.kind),
            current.driver_phone,
            words.say("news is expected:") if current.check_ins or several else "",
            *current.check_ins,
            *current.last,
            words.say("please delete after {date}", date=current.delete_by) if current.delete_by else "",
        )
        event = _event(disclosure, alarm.overdue_at, alarm.id, title, described, revision=revision)
        return ical.bare_event(event, now)

    def fits(text: str) -> bool:
        return len(text.encode("utf-8")) <= MAX_BYTES

    whole = fields(disclosure, words, alarm)
    return shorten(whole, draw, fits, limit=MAX_BYTES, ellipsis="…", last_resort=LAST_RESORT)


def calendar_file(
    disclosure: Disclosure, sheet: Sheet, words: Words, now: datetime, *, neutral: bool = False, revision: int = 0
) -> bytes:
    """A whole `.ics`: an event for each agreed time, when it is overdue, and one for when the arrival, or a time after it, has escalated.

    Each carries what the sheet says, as a copied text does. Raises ScheduleNotPossible(NO_ARRIVAL) when no times were agreed.
    """
    _arrival(disclosure)
    description = full_text(sheet)
    name = one_line(disclosure.traveller.first_name)
    events = []
    for time in disclosure.times:
        told = _title(name, sentence(disclosure, words, time), words, neutral=neutral)
        events.append(_event(disclosure, time.overdue_at, time.id, told, description, revision=revision))
    urgent = _title(name, words.say("Still no news: ring the police where you are now."), words, neutral=neutral)
    for number, time in enumerate(disclosure.from_arrival):
        what = f"escalation-{time.id}" if number else "escalation"
        events.append(_event(disclosure, time.escalated_at, what, urgent, description, revision=revision))
    return ical.calendar(events, now).encode("utf-8")


def reminder_file(
    disclosure: Disclosure, words: Words, now: datetime, *, neutral: bool = False, revision: int = 0
) -> bytes:
    """A whole `.ics` for the traveller's own phone, in the traveller's language: an event at each agreed time.

    Raises ScheduleNotPossible(NO_ARRIVAL) when no times were agreed.
    """
    _arrival(disclosure)
    return ical.calendar(_reminders(disclosure, words, neutral=neutral, revision=revision), now).encode("utf-8")


def reminder_qrs(
    disclosure: Disclosure, words: Words, now: datetime, *, neutral: bool = False, revision: int = 0
) -> tuple[str, ...]:
    """The same as bare VEVENTs for QRs, one for each agreed time in order, each at most 600 bytes."""
    _arrival(disclosure)
    return tuple(
        ical.bare_event(event, now) for event in _reminders(disclosure, words, neutral=neutral, revision=revision)
    )


def _reminders(disclosure: Disclosure, words: Words, *, neutral: bool, revision: int) -> list[ical.Event]:
    name = one_line(disclosure.contact_name)
    events = []
    for time in disclosure.times:
        if time.kind is DeadlineKind.ARRIVAL:
            title = words.say("Tell {name} that you are at the place", name=name)
        else:
            title = words.say("Send news to {name}", name=name)
        title = words.say("Reminder") if neutral else title
        events.append(_event(disclosure, time.at, f"{time.id}-own", title, revision=revision))
    return events


def _arrival(disclosure: Disclosure) -> AgreedTime:
    if not disclosure.times:
        raise ScheduleNotPossible(NO_ARRIVAL)
    return disclosure.from_arrival[0]


def _title(name: str, instruction: str, words: Words, *, neutral: bool) -> str:
    if neutral:
        return words.say("Reminder")
    return words.say("{name}: {instruction}", name=name, instruction=instruction) if name else instruction


def _event(
    disclosure: Disclosure, start: datetime, what: str, title: str, description: str = "", *, revision: int
) -> ical.Event:
    """The same journey, contact and time give the same UID, so that a later import can take the earlier one's place."""
    parts = (disclosure.journey_id, disclosure.contact_name, what)
    digest = hashlib.sha256("\0".join(parts).encode("utf-8")).hexdigest()[:_UID_CHARACTERS]
    return ical.Event(digest, start, start + _LENGTH, title, description, revision)
