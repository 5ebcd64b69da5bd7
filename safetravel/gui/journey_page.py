"""The page of one journey: how it stands now, and what can be recorded or made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from safetravel.catalogue import Words
from safetravel.domain import schedule, zones
from safetravel.domain.contact import Contact
from safetravel.domain.errors import ScheduleNotPossible
from safetravel.domain.facts import ORIGINALS_HANDED, REPORT_MADE
from safetravel.domain.journey import Journey, Kind, LegOutcome, Stage
from safetravel.domain.schedule import MAX_MOVES, Basis, Event, EventKind, Move, Phase, State
from safetravel.gui.kept_check import kept
from safetravel.gui.kind_words import KIND_ICONS, date_title, place_title, what_to_tell, whom_to_call
from safetravel.gui.ride import Ride
from safetravel.gui.screens.form import MessageScreen
from safetravel.gui.screens.home import JourneyLine
from safetravel.gui.screens.journey import Happened, HeardScreen, JourneyScreen, Standing
from safetravel.gui.screens.kept_check import KeptCheckScreen
from safetravel.gui.screens.move_times import MoveTimesScreen
from safetravel.gui.stage import Stage as Frame
from safetravel.gui.widgets.confirm import ConfirmSheet
from safetravel.gui.widgets.notice import NoticeKind
from safetravel.gui.widgets.when import WhenField
from safetravel.host import Clock
from safetravel.services.session import Session
from safetravel.services.shares import Shares


class JourneyPage(QObject):
    def __init__(
        self,
        frame: Frame,
        session: Session,
        shares: Shares,
        clock: Clock,
        here: str,
        *,
        home: Callable[[], None],
        ride: Ride,
        hub: Callable[[str], None],
        report: Callable[[str, Callable[[], None]], None],
        numbers: Callable[[Callable[[], None]], None],
    ) -> None:
        super().__init__()
        self._frame, self._session, self._shares, self._clock, self._here = frame, session, shares, clock, here
        self._home, self._ride, self._hub, self._report, self._numbers = home, ride, hub, report, numbers

    def lines(self) -> tuple[Iterator[JourneyLine], Iterator[JourneyLine]]:
        """(now, earlier) for the home screen, newest first; a line is made when it is asked for."""
        journeys = self._session.journeys.all()
        now = (self._line(one) for one in journeys if one.stage is not Stage.FINISHED)
        earlier = (self._line(one) for one in journeys if one.stage is Stage.FINISHED)
        return now, earlier

    def _line(self, journey: Journey) -> JourneyLine:
        words = self._frame.words
        title = self._title(journey)
        if journey.stage is Stage.DRAFT and journey.checks:
            return JourneyLine(
                journey.id, title, words.tr("An offer that you checked: report it, or note more"), "flag"
            )
        if journey.stage is Stage.DRAFT:
            return JourneyLine(journey.id, title, words.tr("Not finished: go on where you stopped"), "pencil-note")
        return JourneyLine(journey.id, title, self._standing(journey).happened, KIND_ICONS[journey.kind])

    def _title(self, journey: Journey) -> str:
        words = self._frame.words
        if journey.place:
            return place_title(journey.kind, journey.place, words)
        return date_title(journey.kind, words.date(journey.created_at, self._here), words)

    def open(self, journey_id: str) -> None:
        """The page; a draft opens at the step where it was left, a check that was kept at what was answered."""
        journey = self._session.journeys.get(journey_id)
        if journey is None:
            self._home()
        elif journey.stage is Stage.DRAFT and journey.checks:
            self._kept(journey)
        elif journey.stage is Stage.DRAFT:
            self._ride.open(journey)
        else:
            self._frame.run(lambda _task: self._photos(journey), lambda photos: self._show(journey, photos), owner=self)

    def _kept(self, journey: Journey) -> None:
        words = self._frame.words
        checks = [kept(check, words, self._here) for check in journey.checks]
        screen = KeptCheckScreen(words, self._frame.look, self._title(journey), checks, practice=journey.practice)
        screen.numbers.connect(lambda: self._numbers(lambda: self.open(journey.id)))
        screen.report.connect(lambda: self._report(journey.id, lambda: self.open(journey.id)))
        screen.go_on.connect(lambda: self._ride.open(journey))
        screen.delete.connect(lambda: self._delete(journey))
        self._frame.show(screen, again=lambda: self.open(journey.id), back=self._home)

    def _photos(self, journey: Journey) -> list[tuple[str, bytes]]:
        return [("", self._session.photos.thumbnail(photo)) for photo in journey.photos]

    def _show(self, journey: Journey, photos: list[tuple[str, bytes]]) -> None:
        frame = self._frame
        moved = sum(event.kind is EventKind.MOVED for event in journey.events)
        screen = JourneyScreen(
            frame.words,
            frame.look,
            journey,
            self._title(journey),
            self._standing(journey),
            journey.legs[journey.current_leg].vehicle.plate,
            [self._happened(event) for event in journey.events],
            photos,
            has_contacts=bool(journey.contacts),
            can_move=bool(journey.schedule.deadlines) and moved < MAX_MOVES,
        )
        screen.heard.connect(lambda: self._heard(journey))
        screen.changed_vehicle.connect(lambda: self._change_vehicle(journey))
        screen.move_times.connect(lambda: self._move(journey))
        screen.hand_over.connect(lambda: self._hub(journey.id))
        screen.send_update.connect(lambda: self._message(journey, update=True))
        screen.please_delete.connect(lambda: self._message(journey, update=False))
        screen.report.connect(lambda: self._report(journey.id, lambda: self.open(journey.id)))
        screen.finish.connect(lambda: self._finish(journey))
        screen.delete.connect(lambda: self._delete(journey))
        frame.show(screen, again=lambda: self.open(journey.id), back=self._home)

    # words

    def _standing(self, journey: Journey) -> Standing:
        words, state = self._frame.words, self._session.journeys.state(journey)
        time, note = "", ""
        if state.pending is not None:
            time = words.time(state.pending.at, state.pending.zone)
            date = words.date(state.pending.at, state.pending.zone)
            zone = words.zone_name(state.pending.zone, state.pending.at)
            note = words.tr("{date}, {zone}", date=date, zone=zone)
        kind, happened, to_do = standing_words(
            state, words, journey.kind, has_times=bool(journey.schedule.deadlines), discreet=journey.discreet
        )
        return Standing(kind, happened, to_do, time, note, passed=state.phase is not Phase.WAITING)

    def _happened(self, event: Event) -> Happened:
        words = self._frame.words
        time = words.time(event.at, self._here)
        sentence = words.tr("{what}, {date}", what=event_words(event, words), date=words.date(event.at, self._here))
        if event.words:
            sentence = words.tr("{sentence}: “{quoted}”", sentence=sentence, quoted=event.words)
        if event.initials:
            sentence = words.tr("{sentence} ({initials})", sentence=sentence, initials=event.initials)
        return Happened(time, sentence)

    # actions

    def _heard(self, journey: Journey) -> None:
        now = self._clock.now().astimezone(ZoneInfo(self._here)).replace(tzinfo=None, second=0, microsecond=0)
        when = WhenField(
            self._frame.look,
            self._frame.words,
            self._frame.words.tr("When it happened"),
            local=now,
            zone=self._here,
            zones=zones.CHOOSER,
            today=now.date(),
        )
        screen = HeardScreen(self._frame.words, self._frame.look, when, journey.kind)
        screen.record.connect(lambda *told: self._record(journey, screen, *told))
        self._frame.show(screen, again=lambda: self._heard(journey), back=lambda: self.open(journey.id))

    def _record(
        self,
        journey: Journey,
        screen: HeardScreen,
        kind: str,
        basis: str,
        channel: str,
        local: datetime,
        zone: str,
        said: str,
        initials: str,
    ) -> None:
        try:
            at = schedule.instant(local, zone)
        except ScheduleNotPossible as error:
            screen.trouble(error)
            return
        self._frame.run(
            lambda _task: self._session.journeys.record(
                journey.id,
                EventKind(kind),
                at=at,
                basis=Basis(basis),
                channel=channel,
                words=said,
                initials=initials,
            ),
            lambda _journey: self.open(journey.id),
        )

    def _change_vehicle(self, journey: Journey) -> None:
        """A further leg, or the one that was begun and left in the middle (locked, cut off)."""
        if journey.current_leg and journey.legs[journey.current_leg].outcome is LegOutcome.PLANNED:
            self._ride.again_for_new_vehicle(journey)
            return
        self._frame.run(
            lambda _task: self._session.journeys.change_vehicle(journey.id, new_driver=True),
            self._ride.again_for_new_vehicle,
        )

    def _move(self, journey: Journey) -> None:
        now = self._clock.now()
        deadlines = schedule.current_deadlines(journey.schedule, journey.events, now)
        screen = MoveTimesScreen(self._frame.words, self._frame.look, deadlines)
        screen.chosen.connect(lambda moves: self._moved(journey, moves))
        self._frame.show(screen, again=lambda: self._move(journey), back=lambda: self.open(journey.id))

    def _moved(self, journey: Journey, moves: tuple[Move, ...]) -> None:
        def done(_journey: Journey) -> None:
            self.open(journey.id)
            self._frame.window.tell(self._frame.words.tr("Moved. Send your contact an update."))

        self._frame.run(lambda _task: self._session.journeys.move_times(journey.id, moves), done)

    def _message(self, journey: Journey, *, update: bool, contact_id: str = "") -> None:
        words, frame = self._frame.words, self._frame
        contacts = [c for c in map(self._session.contacts.get, journey.contacts) if c is not None]
        if not contacts:
            return
        chosen: Contact = next((c for c in contacts if c.id == contact_id), contacts[0])

        def show(text: str) -> None:
            screen = MessageScreen(
                words,
                frame.look,
                words.tr("Send an update") if update else words.tr("Ask to delete"),
                words.tr("Copy it and send it to {name} with your own messenger.", name=chosen.name),
                text,
                [(c.id, c.name) for c in contacts],
                chosen.id,
            )
            screen.copy.connect(frame.copy_text)
            screen.contact_picked.connect(lambda one: self._message(journey, update=update, contact_id=one))
            again = lambda: self._message(journey, update=update, contact_id=chosen.id)  # noqa: E731
            frame.show(screen, again=again, back=lambda: self.open(journey.id))

        def work(_task: object) -> str:
            share = self._shares.share(journey, chosen)
            forms = self._shares.forms
            return forms.update(share.disclosure) if update else forms.please_delete(share.disclosure)

        frame.run(work, show)

    def _finish(self, journey: Journey) -> None:
        self._frame.run(lambda _task: self._session.journeys.finish(journey.id), lambda _journey: self._home())

    def _delete(self, journey: Journey) -> None:
        words = self._frame.words
        sheet = ConfirmSheet(
            self._frame.look,
            words,
            words.tr("Delete this journey?"),
            words.tr(
                "With its photographs and codes. What your contact has stays there: ask them to delete it. "
                "A disk may keep deleted data; your passphrase protects it then."
            ),
            act=words.tr("Delete"),
            act_again=words.tr("Yes, delete"),
        )
        self._frame.ask(sheet, self._session.confirm, lambda: self._deleted(journey.id))

    def _deleted(self, journey_id: str) -> None:
        self._frame.run(lambda _task: self._session.journeys.delete(journey_id), lambda _none: self._home())


def standing_words(
    state: State, words: Words, kind: Kind, *, has_times: bool, discreet: bool
) -> tuple[NoticeKind, str, str]:
    """(kind of notice, what holds, what to do). The best that is ever said is *heard from*."""
    if state.dangers:
        return (
            "error",
            words.tr("Danger was reported."),
            words.tr("Do not call or write about this. Ring the police where you are."),
        )
    if not has_times and not state.ended:
        return ("info", words.tr("No times were agreed."), words.tr("Nobody will notice silence by itself."))
    if state.pending is None and not state.ended:
        # Every time was cleared, and still nobody said that the traveller is at the place.
        return (
            "warn",
            words.tr("No agreed time is left, and the arrival was not reported."),
            words.tr("Call, and record what you hear."),
        )
    unclear = words.tr("There is unclear news: call about something ordinary.") if state.unclear else ""
    sentences: dict[Phase, tuple[NoticeKind, str, str]] = {
        Phase.WAITING: ("info", words.tr("Waiting for the next agreed time."), unclear),
        Phase.GRACE: ("warn", words.tr("News is due now."), unclear or words.tr("Wait a little, then call.")),
        Phase.OVERDUE: (
            "warn",
            words.tr("Nothing was heard in time."),
            unclear or whom_to_call(kind, words, discreet=discreet),
        ),
        Phase.ESCALATED: (
            "error",
            words.tr("Nothing was heard for a long time."),
            what_to_tell(kind, words),
        ),
        Phase.ARRIVED: ("info", words.tr("Heard from: at the place."), unclear),
        Phase.STOPPED: ("info", words.tr("The agreed times were stopped."), unclear),
    }
    return sentences[state.phase]


def event_words(event: Event, words: Words) -> str:
    """One line of the time line."""
    if event.kind in (EventKind.HEARD, EventKind.ARRIVED) and event.basis is Basis.NONE:
        return words.tr("A message, sender not known")
    if event.kind is EventKind.NOTE and event.reason in (REPORT_MADE, ORIGINALS_HANDED):
        handed = words.tr("The original files were handed over")
        return handed if event.reason == ORIGINALS_HANDED else words.tr("A report was made")
    named = {
        EventKind.HEARD: words.tr("Heard from"),
        EventKind.UNCLEAR: words.tr("Unclear news"),
        EventKind.DANGER: words.tr("Danger was reported"),
        EventKind.DANGER_CLOSED: words.tr("The report of danger was closed"),
        EventKind.ARRIVED: words.tr("At the place"),
        EventKind.STOPPED: words.tr("The agreed times were stopped"),
        EventKind.MOVED: words.tr("The times were moved"),
        EventKind.CHANGED_VEHICLE: words.tr("Another vehicle"),
        EventKind.SHARED: words.tr("Handed over"),
        EventKind.NOTE: words.tr("Note"),
        EventKind.WITHDRAWN: words.tr("An entry was taken back"),
    }
    return named[event.kind]
