"""Practice: scenario 1, an invented ride from Przemyśl to Berlin, played through the real flow from start to end.

Everybody in it is invented and named so; the telephone numbers cannot be dialled. The hours are those of the
scenario, the day is tomorrow, so that an alarm tried on a phone lies ahead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from safetravel.catalogue import WINDOW, Catalogues, Words
from safetravel.domain import plans, schedule
from safetravel.domain.contact import Contact
from safetravel.domain.errors import LockerExists
from safetravel.domain.journey import (
    AgeBand,
    FaceMatch,
    IdLook,
    Journey,
    Kind,
    Leg,
    Offer,
    Party,
    ShotKind,
    Traveller,
    Vehicle,
)
from safetravel.domain.schedule import Basis, EventKind
from safetravel.host import Clock
from safetravel.rendering import samples
from safetravel.services import exports, shares
from safetravel.services.forms import Forms
from safetravel.services.photos import Arrival
from safetravel.services.session import Lockers, Session, suggested_passphrase
from safetravel.services.shares import Share, Shares

PLATE, COUNTRY = "RPR0000Z", "PL"
DEPART_ZONE, ARRIVE_ZONE = "Europe/Warsaw", "Europe/Berlin"
CONTACT_PHONE = "+00 000 000 002"
Report = Callable[[str], None]


@dataclass(frozen=True)
class Rehearsed:
    """Where the results are; `share` is what left, for looking at it once more."""

    folder: Path
    files: tuple[Path, ...]


def practice_ride(begun: Journey, words: Words, plan: schedule.Schedule) -> Journey:
    """The invented ride as a person would have noted it in `begun`. `words` are the contact's: a colour is a word."""
    colour = words.say_c("colour of a vehicle", "silver")
    return replace(
        begun,
        practice=True,
        offer=Offer(how_met="Przemyśl Główny, Fundacja Przykład"),
        party=Party("Jan Przykładowy", "+00 000 000 001", IdLook(FaceMatch.YES, "Jan Przykładowy", "TEST 000001")),
        legs=(Leg("Przemyśl Główny", "Berlin Hauptbahnhof", Vehicle(PLATE, COUNTRY, "Škoda Octavia", colour)),),
        travellers=(
            Traveller("Olena", "Prykladna", phone="+00 000 000 003"),
            Traveller("Maksym", age=AgeBand.UNDER_12),
        ),
        schedule=plan,
    )


class Rehearsal:
    """`lockers_in` makes the lockers of a folder: the rehearsal keeps its own inside the chosen one."""

    def __init__(
        self, lockers_in: Callable[[Path], Lockers], catalogues: Catalogues, forms: Forms, clock: Clock, language: str
    ) -> None:
        self._lockers_in = lockers_in
        self._forms = forms
        self._clock = clock
        self._words: Words = catalogues.words(language, WINDOW)

    def play(self, folder: Path, contact_language: str, report: Report) -> Rehearsed:
        """Play it all into `folder`, which must be new or empty. Needs a QGuiApplication; takes some seconds.

        Raises LockerExists when something is in the folder, StorageError, CatalogueMissing for a contact language
        that is not offered.
        """
        words = self._words
        self._forms.words(contact_language)
        if folder.exists() and any(folder.iterdir()):
            raise LockerExists
        lockers = self._lockers_in(folder / "locker")
        passphrase = suggested_passphrase()
        session, _slip = lockers.create(passphrase, icon="blue-kettle", nickname=words.tr("Practice"))
        try:
            report(words.tr("A locker was made and encrypted."))
            share = self._fill(session, contact_language, report)
            files = self._forms_of(session, share)
            report(words.tr("The forms for the contact were made."))
        finally:
            session.lock()
        report(words.tr("The locker was locked."))
        self._look_again(lockers, passphrase, share)
        report(words.tr("The locker was opened again, and everything in it was read and compared."))
        files["passphrase.txt"] = f"{passphrase}\n".encode()
        written = exports.save_all(folder, files)
        report(words.tr("The files were saved."))
        return Rehearsed(folder, written)

    def _fill(self, session: Session, contact_language: str, report: Report) -> Share:
        words = self._words
        begun = session.journeys.begin(Kind.RIDE, practice=True)
        journey = session.journeys.adopt(practice_ride(begun, self._forms.words(contact_language), self._plan()))
        outcomes = session.photos.take_in(
            journey.id,
            [
                Arrival(ShotKind.DRIVER, samples.driver(words.tr("PRACTICE"))),
                Arrival(ShotKind.VEHICLE, samples.vehicle(words.tr("PRACTICE"))),
                Arrival(ShotKind.PLATE, samples.plate(words.tr("PRACTICE"), PLATE, COUNTRY)),
            ],
        )
        for outcome in outcomes:
            if outcome.error is not None:
                raise outcome.error
        report(words.tr("Three drawn photographs were taken in and sealed."))
        contact = session.contacts.save(
            Contact("", "Iryna Prykladna", CONTACT_PHONE, contact_language, "PL", "Europe/Warsaw")
        )
        journey = session.journeys.update(journey.id, lambda j: replace(j, contacts=(contact.id,)))
        journey = session.journeys.set_out(journey.id)
        report(words.tr("Vehicle, plate, times and the contact were noted."))
        return self._shares(session).share(journey, contact)

    def _shares(self, session: Session) -> Shares:
        return Shares(session.shelf, session.photos, self._forms, self._clock)

    def _plan(self) -> schedule.Schedule:
        tomorrow = self._clock.now().astimezone(ZoneInfo(DEPART_ZONE)).date() + timedelta(days=1)
        depart = schedule.instant(datetime.combine(tomorrow, time(9, 30)), DEPART_ZONE)
        arrive = schedule.instant(datetime.combine(tomorrow, time(18, 30)), ARRIVE_ZONE)
        plan = plans.default_plan(
            depart,
            arrive,
            depart_zone=DEPART_ZONE,
            arrive_zone=ARRIVE_ZONE,
            destination="Berlin Hauptbahnhof",
        )
        return plans.evenly(plan, timedelta(hours=2))

    def _forms_of(self, session: Session, share: Share) -> dict[str, bytes]:
        made = self._shares(session)
        twins = made.twins(share)
        text = self._forms.short_text(share.disclosure).text
        sms = self._forms.sms(share.disclosure, share.contact.phone)
        calendar = self._forms.calendar_code(share.disclosure).text
        files = {
            shares.CARD_NAME: made.card(share),
            shares.PAGE_NAME: twins.page,
            shares.DOCUMENT_NAME: twins.document,
            shares.CALENDAR_NAME: self._forms.calendar_file(share.disclosure),
            shares.TEXT_NAME: self._forms.text(share.disclosure).encode(),
            "sms.txt": f"{sms.text.text}\n".encode(),
            "qr-message.png": self._forms.code_picture(text),
            "qr-sms.png": self._forms.code_picture(sms.code),
            "qr-calendar.png": self._forms.code_picture(calendar),
            "code.txt": f"{share.handover.code}\n".encode(),
        }
        for form in ("text", "sms", "calendar", "card", "twins"):
            made.note_made(share, form)
        return files

    def _look_again(self, lockers: Lockers, passphrase: str, share: Share) -> None:
        """Open the locker once more and compare: what was acknowledged as saved must be there, byte for byte."""
        (info,) = lockers.all()
        session = lockers.unlock(info, passphrase)
        try:
            session.verify()
            journey = session.journeys.get(share.journey.id)
            if journey is None or journey != share.journey:
                raise AssertionError("the journey read back is not the one saved")
            for photo in journey.photos:
                session.photos.check_original(photo)
            session.journeys.record(journey.id, EventKind.HEARD, basis=Basis.VOICE, channel="called", initials="")
        finally:
            session.lock()
