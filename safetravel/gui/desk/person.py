"""The page of one person who is followed, and everything that is entered there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from safetravel.domain import schedule
from safetravel.domain.agreed_words import AgreedWords
from safetravel.domain.event import Basis, EventKind
from safetravel.domain.followed import DoneKind, Followed, WhyUnclear
from safetravel.domain.journey import Kind
from safetravel.domain.peer import Peer
from safetravel.domain.photo import Blob
from safetravel.domain.schedule import Move
from safetravel.gui.calls import CallLine, call_lines
from safetravel.gui.desk.tools import PersonTools, instant_of, when_field
from safetravel.gui.desk.vehicle import OtherVehicle
from safetravel.gui.desk.view import person_view
from safetravel.gui.desk.words import entry_words, why_words
from safetravel.gui.screens.desk.entries import (
    AgreedWordsScreen,
    DoneScreen,
    HeardHereScreen,
)
from safetravel.gui.screens.desk.person import PersonScreen
from safetravel.gui.screens.form import MessageScreen
from safetravel.gui.screens.move_times import MoveTimesScreen
from safetravel.gui.stage import Stage
from safetravel.gui.widgets.choice import ChoiceCards, Option
from safetravel.gui.widgets.confirm import ConfirmSheet
from safetravel.gui.widgets.photo_button import PhotoSheet
from safetravel.gui.widgets.reason import ReasonSheet
from safetravel.guidance.numbers import CallKind
from safetravel.services.desk import Desk, Entered
from safetravel.services.shares import CALENDAR_NAME

Look = Callable[[Followed], None]


class PersonPage(QObject):
    def __init__(self, stage: Stage, desk: Desk, tools: PersonTools, *, board: Callable[[], None]) -> None:
        super().__init__()
        self._stage, self._desk, self._tools, self._board = stage, desk, tools, board
        self._vehicles = OtherVehicle(stage, desk, tools, page=self.open)
        self.recording = ""
        """The id of whom *I heard from her* was last opened for."""

    def open(self, followed_id: str) -> None:
        """Read anew from the locker: the page shows what is kept, not what was shown before."""

        def work(_task: object) -> tuple[Followed, Peer | None, list[tuple[str, bytes]]]:
            followed = self._desk.get(followed_id)
            thumbnails = [self._desk.photo(one.id, Blob.THUMBNAIL) for one in followed.own_photos]
            return followed, self._desk.peer(followed), list(zip(self._captions(followed), thumbnails, strict=True))

        self._stage.run(work, lambda found: self._show(*found), owner=self)

    def _show(self, followed: Followed, peer: Peer | None, photos: list[tuple[str, bytes]]) -> None:
        stage = self._stage
        now = self._tools.clock.now()
        plan = followed.plan_at(now)
        sheet = self._tools.retelling.plan(plan, stage.words.language, self._tools.here) if plan else None
        calls = self._calls(followed)
        view = person_view(followed, peer, sheet, photos, calls, now, stage.words, self._tools.here)
        if calls:
            say = self._tools.retelling.to_say(followed, stage.words.language, self._tools.here)
            view = replace(view, to_say=say)
        screen = PersonScreen(stage.words, stage.look, view)
        screen.wanted.connect(lambda what: self._do(followed, what))
        screen.enlarge.connect(lambda at: self._enlarge(followed, at))
        screen.take_back.connect(lambda entry: self._take_back(followed, entry))
        stage.show(screen, again=lambda: self.open(followed.id), back=self._board)

    def _enlarge(self, followed: Followed, at: int) -> None:
        stage, photo, caption = self._stage, followed.own_photos[at], self._captions(followed)[at]

        def show(rendering: bytes) -> None:
            stage.window.show_sheet(PhotoSheet(stage.look, stage.words, rendering, caption, stage.window.height()))

        stage.run(lambda _task: self._desk.photo(photo.id, Blob.RENDERING), show)

    def _captions(self, followed: Followed) -> tuple[str, ...]:
        return self._tools.retelling.captions(followed, self._stage.words.language)

    def _calls(self, followed: Followed) -> tuple[CallLine, ...]:
        state = followed.state(self._tools.clock.now())
        if state.ended:
            return ()
        profile, plan = self._desk.profile, followed.plan
        ring = self._tools.numbers.whom_to_ring(
            profile.country if profile else "",
            plan.countries if plan else (),
            traveller=plan.traveller.phone if plan else "",
            driver=plan.current.driver.phone if plan and not plan.discreet else "",
        )
        if state.dangers:
            # A call to her, or to him, could tell whoever is beside her that a word was used.
            ring = tuple(call for call in ring if call.kind not in (CallKind.TRAVELLER, CallKind.DRIVER))
        return call_lines(ring, self._stage.words, plan.kind if plan else Kind.RIDE)

    def _do(self, followed: Followed, what: str) -> None:
        acts: dict[str, Look] = {
            "heard": self._heard,
            "done": self._note_done,
            "vehicle": self._vehicles.ask,
            "move": self._move,
            "words": self._words,
            "clear": self._clear,
            "report": lambda one: self._tools.report(one.id),
            "stop": self._stop,
            "case": self._case,
            "delete": self._delete,
            "close-danger": self._close_danger,
            "resolve-key": self._resolve_key,
            "compare": lambda one: self._tools.compare(one.peer, lambda: self.open(one.id)),
        }
        if what.startswith("vehicle:"):
            change = next(one for one in followed.changes if one.id == what.removeprefix("vehicle:"))
            self._vehicles.read_out(followed, change)
        else:
            acts[what](followed)

    # news

    def _heard(self, followed: Followed) -> None:
        stage, self.recording = self._stage, followed.id
        screen = HeardHereScreen(
            stage.words,
            stage.look,
            followed.name,
            when_field(self._stage, self._tools.clock.now(), self._tools.here),
            self._initials,
            followed.plan.kind if followed.plan else Kind.RIDE,
            has_words=followed.words is not None,
        )
        screen.record.connect(lambda: self._record(followed, screen))
        stage.show(screen, again=lambda: self._heard(followed), back=lambda: self.open(followed.id))

    def _record(self, followed: Followed, screen: HeardHereScreen) -> None:
        at = instant_of(screen, screen.when)
        if at is None:
            return
        how, said, basis = screen.how.value() or "", screen.said.text(), Basis(screen.basis)
        kind, initials = EventKind(screen.what.value() or "heard"), screen.initials.text().strip()
        self._stage.run(
            lambda _task: self._desk.heard(
                followed.id, at=at, channel=how, words=said, basis=basis, initials=initials, kind=kind
            ),
            self._recorded,
        )

    def _recorded(self, entered: Entered) -> None:
        """Back on the page, with what the entry counts as. Danger is said by the page alone, without a sound."""
        words = self._stage.words
        self.open(entered.followed.id)
        self._stage.window.tell("")
        if entered.became is not EventKind.DANGER:
            told = entry_words(entered.event, words)
            if entered.why and not entered.event.reason:
                told = words.tr("Unclear news: {why}", why=why_words(words)[WhyUnclear(entered.why)])
            self._stage.window.tell(words.tr("Recorded: {entry}", entry=told))

    def _take_back(self, followed: Followed, entry: str) -> None:
        words = self._stage.words
        self._reason(
            words.tr("Entered by mistake?"),
            words.tr("It stays in the list and counts no more: an alarm that it ended comes back."),
            words.tr("It was a mistake"),
            lambda reason, initials: self._desk.withdraw(followed.id, entry, reason, initials),
        )

    def _close_danger(self, followed: Followed) -> None:
        words = self._stage.words
        dangers = followed.state(self._tools.clock.now()).dangers

        def close(reason: str, initials: str) -> Followed:
            kept = followed
            for danger in dangers:
                kept = self._desk.close_danger(followed.id, danger.id, reason, initials)
            return kept

        self._reason(
            words.tr("Close the report of danger?"),
            words.tr("Only when you know that it is over, or that it was not meant. The times run on."),
            words.tr("Close it"),
            close,
        )

    # what was done

    def _note_done(self, followed: Followed) -> None:
        stage = self._stage
        screen = DoneScreen(
            stage.words, stage.look, when_field(self._stage, self._tools.clock.now(), self._tools.here), self._initials
        )
        screen.record.connect(lambda: self._done(followed, screen))
        stage.show(screen, again=lambda: self._note_done(followed), back=lambda: self.open(followed.id))

    def _done(self, followed: Followed, screen: DoneScreen) -> None:
        at = instant_of(screen, screen.when)
        if at is None:
            return
        kind, initials = DoneKind(screen.what.value() or DoneKind.OTHER), screen.initials.text().strip()
        whom, reference, note = screen.whom.text().strip(), screen.reference.text().strip(), screen.note.text().strip()
        self._change(
            lambda: self._desk.done(
                followed.id, kind, at=at, initials=initials, whom=whom, reference=reference, words=note
            )
        )

    # vehicle and times

    def _move(self, followed: Followed) -> None:
        stage = self._stage
        deadlines = schedule.current_deadlines(followed.schedule, followed.counted_events, self._tools.clock.now())
        screen = MoveTimesScreen(stage.words, stage.look, deadlines)
        screen.chosen.connect(lambda moves: self._moved(followed, moves))
        stage.show(screen, again=lambda: self._move(followed), back=lambda: self.open(followed.id))

    def _moved(self, followed: Followed, moves: tuple[Move, ...]) -> None:
        self._change(lambda: self._desk.move_times(followed.id, moves, self._initials))

    def _stop(self, followed: Followed) -> None:
        words = self._stage.words
        self._reason(
            words.tr("Stop the agreed times?"),
            words.tr("Nobody will be warned of silence any more."),
            words.tr("Stop them"),
            lambda reason, initials: self._desk.stop(followed.id, reason, initials),
        )

    # words, key, text, case, deleting

    def _words(self, followed: Followed) -> None:
        stage = self._stage
        screen = AgreedWordsScreen(stage.words, stage.look, followed.name, followed.words)

        def keep(agreed: AgreedWords | None) -> None:
            self._change(lambda: self._desk.set_words(followed.id, agreed))

        screen.keep.connect(keep)
        screen.forget.connect(lambda: keep(None))
        stage.show(screen, again=lambda: self._words(followed), back=lambda: self.open(followed.id))

    def _resolve_key(self, followed: Followed) -> None:
        words, stage = self._stage.words, self._stage
        if followed.state(self._tools.clock.now()).dangers:
            how = words.tr("Find out without calling or writing to her, or wait until the report of danger is closed.")
        else:
            how = words.tr(
                "Ring her on a number you know. The digits of the new key must be the ones that she reads to you."
            )
        sheet = ReasonSheet(
            stage.look,
            words,
            words.tr("Whose key is it?"),
            how,
            act=words.tr("Keep this answer"),
            initials=self._initials,
        )
        same = ChoiceCards(
            stage.look,
            [
                Option(
                    "other",
                    words.tr("Not hers, or I do not know"),
                    words.tr("What came under it is left out."),
                    "close",
                ),
                Option(
                    "same", words.tr("Hers: she has a new key"), words.tr("We have compared all 24 digits."), "check"
                ),
            ],
            name=words.tr("Whose key is it?"),
            columns=1,
            value="other",
        )
        sheet.card.column.insertWidget(2, same)
        sheet.given.connect(
            lambda _reason, initials: self._change(
                lambda: self._desk.resolve_key(followed.id, same_person=same.value() == "same", initials=initials)
            )
        )
        stage.window.show_sheet(sheet)

    def _clear(self, followed: Followed) -> None:
        stage = self._stage
        moved = any(event.kind is EventKind.MOVED for event in followed.counted_events)

        def show(text: str) -> None:
            screen = MessageScreen(
                stage.words,
                stage.look,
                stage.words.tr("Text for her contact"),
                stage.words.tr("Copy it and send it with your own messenger."),
                text,
                [],
                "",
                file_words=stage.words.tr("Save the moved times as a calendar file") if moved else "",
            )
            screen.copy.connect(stage.copy_text)
            screen.save_file.connect(lambda: stage.save(lambda: {CALENDAR_NAME: self._tools.moved_calendar(followed)}))
            stage.show(screen, again=lambda: self._clear(followed), back=lambda: self.open(followed.id))

        stage.run(lambda _task: self._tools.clearing(followed), show)

    def _case(self, followed: Followed) -> None:
        words = self._stage.words
        self._reason(
            words.tr("Keep as a case?"),
            words.tr("It is not deleted after 30 days then."),
            words.tr("Keep it"),
            lambda reason, initials: self._desk.keep_as_case(followed.id, reason, initials),
        )

    def _delete(self, followed: Followed) -> None:
        words = self._stage.words
        sheet = ConfirmSheet(
            self._stage.look,
            words,
            words.tr("Delete this person here?"),
            words.tr(
                "Everything that came in, was heard and was done, with all pictures. What others have stays with them."
            ),
            act=words.tr("Delete"),
            act_again=words.tr("Yes, delete"),
        )

        def gone() -> None:
            self._stage.run(lambda _task: self._desk.delete((followed.id,)), lambda _none: self._board())

        self._stage.ask(sheet, self._tools.session.confirm, gone)

    # shared

    @property
    def _initials(self) -> str:
        return self._desk.profile.initials if self._desk.profile else ""

    def _reason(self, title: str, text: str, act: str, then: Callable[[str, str], Followed]) -> None:
        sheet = ReasonSheet(self._stage.look, self._stage.words, title, text, act=act, initials=self._initials)
        sheet.given.connect(lambda reason, initials: self._change(lambda: then(reason, initials)))
        self._stage.window.show_sheet(sheet)

    def _change(self, work: Callable[[], Followed]) -> None:
        self._stage.run(lambda _task: work(), lambda followed: self.open(followed.id))
