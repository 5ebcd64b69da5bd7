"""A desk in the window: check-ins come in, news is recorded, silence rings, danger is silent."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from gui.desk_flow import DESK, Sender, at, bring_in, do, given_desk, heard, open_desk, open_person
from gui.flow import PASSPHRASE, Flow, noted_ride, texts_of
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from safetravel.domain.agreed_words import AgreedWords
from safetravel.domain.event import Basis, EventKind
from safetravel.domain.followed import DoneKind, Followed
from safetravel.domain.journey import LegOutcome
from safetravel.domain.schedule import Phase
from safetravel.domain.summary import SummaryBlock
from safetravel.gui.screens.desk.board import BoardScreen
from safetravel.gui.screens.desk.entries import (
    AgreedWordsScreen,
    DoneScreen,
    HeardHereScreen,
    OtherVehicleScreen,
    ReadOutScreen,
)
from safetravel.gui.screens.desk.incoming import IncomingScreen
from safetravel.gui.screens.desk.person import PersonScreen
from safetravel.gui.screens.desk.profile import DeskSettingsScreen, ShiftScreen
from safetravel.gui.screens.home import HomeScreen
from safetravel.gui.screens.welcome import LockerTile, WelcomeScreen
from safetravel.gui.widgets.fields import DigitsField
from safetravel.gui.widgets.photo_button import PhotoButton
from safetravel.gui.widgets.reason import ReasonSheet
from safetravel.services.board import Show
from safetravel.services.desk_import import Fate, Source

WORDS = AgreedWords("волошки", "тітка Галина")


@pytest.fixture
def flow(make_flow: Callable[..., Flow]) -> Flow:
    made = make_flow(language="en")
    made.start()
    return made


@pytest.fixture
def followed(flow: Flow) -> Flow:
    """A desk that follows Olena, on its board; words are agreed. The lockers are made once for all tests of a process."""
    if not flow._given("followed"):
        sender = Sender(flow)
        sender.ride()
        file, code = sender.page(flow.home.parent)
        sender.lock()
        given_desk(flow)
        session = flow.lockers.unlock(next(one for one in flow.lockers.all() if one.nickname == DESK), PASSPHRASE)
        taken = session.desk_import.take([Source.of_file(file)], codes=lambda _source: code)
        (one,) = taken.of(Fate.TAKEN)
        session.desk.set_words(one.followed, WORDS)
        session.lock()
        flow._kept("followed")
    flow.conductor.welcome()
    flow.unlock(nickname=DESK)
    flow.on(BoardScreen)
    return flow


def says(flow: Flow, what: str) -> None:
    flow.until(lambda: any(what in one for one in flow.said()))


def the_only(flow: Flow) -> Followed:
    desk = flow.opened.session.desk
    (line,) = desk.board()
    return desk.get(line.id)


def all_texts(flow: Flow) -> str:
    return "\n".join(texts_of(one) for one in (flow.window, *flow.window.findChildren(QWidget)))


def test_a_locker_becomes_a_desk_and_opens_as_one(flow: Flow) -> None:
    home = flow.open_home()
    flow.press("Desk", home)
    settings = flow.on(DeskSettingsScreen)
    flow.press("Make it a desk", settings)
    assert settings.name.fault.isVisible(), "a desk without a name"
    flow.type(settings.name, "Desk Przemyśl")
    flow.pick(settings.country, "PL")
    for field, said in ((settings.responsible, "Association Example"), (settings.legal_ground, "Consent")):
        flow.press("Make it a desk", settings)
        assert field.fault.isVisible(), "a desk for which nobody answers"
        flow.type(field, said)
    assert flow.opened.session.desk.profile is None
    flow.press("Make it a desk", settings)
    board = flow.on(BoardScreen)
    assert flow.said() == []
    flow.until(flow.button("Add check-ins", board).hasFocus)
    assert flow.window.idle_timer._limit == 15 * 60
    flow.press("This locker", flow.screen)
    flow.on(HomeScreen)
    flow.lock()
    flow.unlock()
    flow.on(BoardScreen)


def test_a_page_comes_in_by_its_code_and_is_on_the_board(flow: Flow) -> None:
    sender = Sender(flow)
    sender.ride()
    file, code = sender.page(flow.home.parent)
    sender.lock()
    open_desk(flow)
    wrong = ("1" if code[0] != "1" else "2") + code[1:]
    screen = bring_in(flow, file)
    digits = screen.findChild(DigitsField)
    assert digits.edit.hasFocus(), "the digits are typed next"
    flow.type(digits, wrong)
    flow.press("Open it", screen)
    flow.quiet()
    assert not flow.opened.session.desk.board()
    assert digits.fault.isVisible()
    assert digits.value() == wrong, "what was typed stays"
    flow.type(digits, code)
    flow.press("Open it", screen)
    flow.quiet()
    assert "new sender, not compared" in all_texts(flow)
    assert flow.button("Open the page", screen).hasFocus()
    flow.press("Open the page", screen)
    page = flow.on(PersonScreen)
    assert "Olena Prykladna" in page.title.text()
    (photo,) = page.findChildren(PhotoButton)
    assert photo.accessibleName() == "Photograph: Driver", "in the reader's words, not in the contact's"
    assert "RPR0000Z" in all_texts(flow)
    again = flow.opened.desk
    again.open()
    flow.on(BoardScreen)
    screen = bring_in(flow, file)
    assert "seen before" in all_texts(flow), "the same page once more is a repeat"


def test_a_ride_that_nobody_takes_is_told_from_a_real_one(flow: Flow) -> None:
    sender = Sender(flow)
    sender.ride(practice=True)
    file, code = sender.page(flow.home.parent)
    sender.lock()
    open_desk(flow)
    bring_in(flow, file, code=code)
    flow.opened.desk.open()
    board = flow.on(BoardScreen)
    assert "Practice" in board.model.data(board.model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    open_person(flow)
    says(flow, "Practice: nobody is travelling.")


def test_news_with_the_agreed_word_is_heard_and_without_it_unclear(followed: Flow) -> None:
    flow = followed
    flow.clock.at = at(13, 10)
    page = heard(flow, open_person(flow), "near Tarnów, all is quiet")
    state = the_only(flow).state(flow.clock.now())
    assert state.unclear
    assert state.last_heard is None
    page = heard(flow, page, "Волошки! near Katowice")
    state = the_only(flow).state(flow.clock.now())
    assert state.last_heard is not None
    assert "with the agreed word" in all_texts(flow)
    flow.clock.at = at(18, 20)
    heard(flow, page, "волошки", what="arrived")
    assert the_only(flow).state(flow.clock.now()).phase is Phase.ARRIVED


def test_an_entry_made_by_mistake_counts_no_more(followed: Flow) -> None:
    flow = followed
    flow.clock.at = at(18, 20)
    heard(flow, open_person(flow), "волошки", what="arrived")
    assert the_only(flow).state(flow.clock.now()).ended
    flow.press("Entered by mistake", flow.screen)
    sheet = flow.sheet()
    assert isinstance(sheet, ReasonSheet)
    before = flow.screen
    flow.type(sheet.reason, "it was about another ride")
    flow.press("It was a mistake", sheet)
    flow.on(PersonScreen, besides=before)
    assert not the_only(flow).state(flow.clock.now()).ended
    assert "Entered by mistake" in all_texts(flow)


def test_danger_says_what_not_to_do_and_offers_no_call_to_her(followed: Flow) -> None:
    flow = followed
    flow.clock.at = at(13, 5)
    played: list[int] = []
    flow.conductor.ringing.announcer._sound = lambda: played.append(1)
    page = heard(flow, open_person(flow), "All good. How is тітка Галина?")
    told = all_texts(flow)
    assert "Do not call or write about this" in told
    assert "Call her" not in told
    assert "Call the driver" not in told
    assert "on the telephone" not in told, "comparing digits would be such a call"
    assert "Heard from" not in flow.window.footer.text(), "what was recorded before does not stand beside it"
    assert "997" in told or "112" in told
    assert not played, "danger is silent"
    assert flow.screen.findChild(QPushButton, "do-clear") is None, "no text switches an alarm off now"
    heard(flow, page, "волошки")
    assert the_only(flow).state(flow.clock.now()).dangers, "a later word lifts nothing"
    do(flow, "close-danger")
    sheet = flow.sheet()
    assert isinstance(sheet, ReasonSheet)
    flow.press("Close it", sheet)
    assert sheet.reason.fault.isVisible(), "no reason, no closing"
    flow.type(sheet.reason, "spoke to her, the word was not meant")
    before = flow.screen
    flow.press("Close it", sheet)
    flow.on(PersonScreen, besides=before)
    assert not the_only(flow).state(flow.clock.now()).dangers


def test_a_danger_that_came_by_itself_is_said_without_a_sound(followed: Flow) -> None:
    flow = followed
    played: list[int] = []
    flow.conductor.ringing.announcer._sound = lambda: played.append(1)
    desk = flow.opened.session.desk
    desk.heard(desk.board()[0].id, at=flow.clock.now(), words="тітка Галина", initials="CD")
    says(flow, "Danger was reported: Olena Prykladna")
    assert not played


def test_a_danger_is_said_to_whoever_is_recording_news_of_somebody_else(followed: Flow) -> None:
    flow = followed
    desk, olena = flow.opened.session.desk, the_only(flow)
    marta = replace(olena, id=f"d.{'f' * 32}", name="Marta Wzorowa")
    with desk.turn() as now:
        desk.save({marta.id: marta}, now)
    board = flow.on(BoardScreen)
    board.opened.emit(olena.id)
    flow.click(flow.on(PersonScreen).heard)
    flow.on(HeardHereScreen)
    desk.heard(marta.id, at=flow.clock.now(), words="тітка Галина", initials="CD")
    says(flow, "Danger was reported: Marta Wzorowa")


def test_a_clock_that_was_ahead_and_is_put_right_silences_nobody(followed: Flow) -> None:
    flow, bell = followed, followed.conductor.ringing.bell
    (before,) = (desk.watched for desk in bell.desks.values())
    bell.look()
    flow.clock.at += timedelta(hours=12)
    bell.look()
    desk = flow.opened.session.desk
    desk.heard(the_only(flow).id, at=flow.clock.now(), basis=Basis.VOICE, initials="CD")
    flow.until(lambda: not bell.desks)
    flow.clock.at -= timedelta(hours=12)
    bell.look()
    assert [one.watched for one in bell.desks.values()] == [before]
    flow.lock()
    bell.set_back.emit(timedelta(hours=1))  # the desk that was open hears it no more


def test_silence_rings_again_at_escalation_and_locked_without_a_name(followed: Flow) -> None:
    flow = followed
    ringing, played = flow.conductor.ringing, list[int]()
    ringing.announcer._sound = lambda: played.append(1)
    first = the_only(flow).schedule.deadlines[0]
    flow.clock.at = first.at + timedelta(minutes=29)
    ringing.bell.look()
    assert not played
    flow.clock.at = first.at + timedelta(minutes=30)
    ringing.bell.look()
    assert len(played) == 1
    says(flow, "Olena Prykladna")
    ringing.bell.look()
    assert len(played) == 1, "once for each"
    flow.lock()
    flow.clock.at = first.at + timedelta(minutes=95)
    ringing.bell.look()
    assert len(played) == 2, "again at the escalation"
    says(flow, "Somebody is overdue")
    told = all_texts(flow)
    assert "Olena" not in told
    assert "RPR0000Z" not in told
    assert DESK in told
    assert "1" in flow.window.windowTitle()
    focused = flow.window.focusWidget()
    assert isinstance(focused, LockerTile)
    assert focused.words == DESK, "Enter goes there"


def test_a_bell_leads_to_the_board_and_not_into_a_ride_of_ones_own(followed: Flow) -> None:
    flow = followed
    flow.opened.session.journeys.adopt(noted_ride(flow.clock))
    due = the_only(flow).schedule.deadlines[0].at
    flow.lock()
    flow.unlock(nickname=DESK)
    assert not isinstance(flow.screen, BoardScreen), "the step at which it was left"
    flow.lock()
    flow.clock.at = due + timedelta(minutes=31)
    flow.conductor.ringing.bell.look()
    flow.unlock(nickname=DESK)
    flow.on(BoardScreen)


def test_what_became_due_while_the_computer_slept_rings_at_waking(followed: Flow) -> None:
    flow = followed
    ringing, played = flow.conductor.ringing, list[int]()
    ringing.announcer._sound = lambda: played.append(1)
    flow.lock()
    flow.clock.at = at(20, 0)
    flow.until(ringing.bell._timer.isActive)
    ringing.bell._timer.start(0)  # as the timer does that was due long ago
    flow.until(lambda: bool(played))


def test_a_clock_that_was_set_back_is_reported(followed: Flow) -> None:
    flow = followed
    flow.conductor.ringing.bell.look()
    flow.clock.at -= timedelta(hours=2)
    flow.conductor.ringing.bell.look()
    says(flow, "set back by 120 minutes")


def test_heard_stops_the_alarm_at_once(followed: Flow) -> None:
    flow = followed
    bell = flow.conductor.ringing.bell
    flow.clock.at = the_only(flow).schedule.deadlines[0].at + timedelta(minutes=31)
    bell.look()
    assert bell.overdue() == 1
    heard(flow, open_person(flow), "волошки")
    flow.until(lambda: bell.overdue() == 0)
    assert flow.window.windowTitle() == "SafeTravel"


def test_another_vehicle_is_read_out_and_settled(followed: Flow) -> None:
    flow = followed
    flow.clock.at = at(15, 40)
    open_person(flow)
    do(flow, "vehicle")
    screen = flow.on(OtherVehicleScreen)
    flow.type(screen.plate, "B000ZZZ")
    flow.pick(screen.country, "RO")
    flow.type(screen.make, "BMW")
    for check in (screen.refused, screen.separated, screen.alone):
        flow.tick(check)
    flow.press("Record it", screen)
    flow.on(ReadOutScreen)
    told = all_texts(flow)
    for said in ("Do not get in.", "Stay with the others, where people are.", "112"):
        assert said in told
    before = flow.screen
    flow.press("She does not get in", before)
    flow.on(PersonScreen)
    (change,) = the_only(flow).changes
    assert change.outcome is LegOutcome.REFUSED
    assert change.vehicle.plate == "B000ZZZ"
    assert "Another vehicle: she did not get in, " in all_texts(flow), "the day follows, not a full stop and a comma"


def test_what_was_done_and_who_took_note(followed: Flow) -> None:
    flow = followed
    flow.clock.at = at(15, 0)
    page = open_person(flow)
    flow.press("Note what I did", page)
    screen = flow.on(DoneScreen)
    flow.choose(screen.what, "police-told")
    flow.type(screen.whom, "duty officer")
    flow.type(screen.reference, "KR 12/26")
    flow.press("Record it", screen)
    flow.on(PersonScreen)
    assert "KR 12/26" in all_texts(flow)
    flow.opened.desk.open()
    flow.press("Change of shift", flow.on(BoardScreen))
    shift = flow.on(ShiftScreen)
    flow.press("I have taken note", shift)
    says(flow, "Nobody is ticked")
    flow.press("Tick everyone", shift)
    flow.type(shift.initials, "CD")
    flow.press("I have taken note", shift)
    flow.on(BoardScreen)
    assert [one.kind for one in the_only(flow).done] == [DoneKind.POLICE_TOLD, DoneKind.TAKEN_NOTE]
    assert flow.opened.session.desk.board()[0].noted == "CD"


def test_words_that_are_too_much_alike_are_refused_and_stay_typed(followed: Flow) -> None:
    flow = followed
    open_person(flow)
    do(flow, "words")
    screen = flow.on(AgreedWordsScreen)
    flow.type(screen.agreed, "lipa")
    flow.type(screen.danger, "lipka")
    flow.press("Keep them", screen)
    flow.quiet()
    says(flow, "too much alike")
    assert screen.agreed.text() == "lipa"
    flow.type(screen.danger, "ліхтар")
    flow.press("Keep them", screen)
    flow.on(PersonScreen)
    assert the_only(flow).words == AgreedWords("lipa", "ліхтар")


def test_files_of_a_watched_folder_come_in_by_themselves(flow: Flow) -> None:
    folder = flow.home.parent / "shared"
    folder.mkdir()
    sender = Sender(flow)
    sender.ride()
    file, _ = sender.page(flow.home.parent)
    sender.lock()
    open_desk(flow, watched=str(folder))
    watch = flow.opened.desk.watch
    (folder / "check-in.html").write_bytes(file.read_bytes())
    for _ in range(2):
        watch.look()
        flow.quiet()
    says(flow, "Watched folder")
    flow.press("Look", flow.screen)
    assert flow.on(IncomingScreen).findChild(DigitsField) is not None
    assert (folder / "check-in.html").read_bytes() == file.read_bytes()


def test_a_watched_folder_that_is_gone_is_said_once(flow: Flow) -> None:
    open_desk(flow, watched=str(flow.home.parent / "pulled-out"))
    watch, told = flow.opened.desk.watch, list[object]()
    watch.trouble.connect(told.append)
    for _ in range(3):
        watch.look()
        flow.quiet()
    assert len(told) == 1
    says(flow, "watched folder")


def test_search_and_choices_of_the_board(followed: Flow) -> None:
    flow = followed
    board = flow.on(BoardScreen)
    flow.type(board.search, "nobody of this name")
    assert board.model.rowCount() == 0
    flow.type(board.search, "rpr 0000")
    assert board.model.rowCount() == 1, "a plate is found however it is spaced"
    flow.type(board.search, "")
    flow.press("Ended: {n}", board, n=0)
    assert board.show_what is Show.ENDED
    assert board.model.rowCount() == 0


def test_deleting_asks_twice_and_for_the_passphrase(followed: Flow) -> None:
    flow = followed
    page = open_person(flow)
    flow.press("Delete this person here", page)
    sheet = flow.sheet()
    flow.type(sheet.passphrase, PASSPHRASE)  # type: ignore[attr-defined]
    flow.press("Delete", sheet)
    flow.press("Yes, delete", sheet)
    flow.on(BoardScreen)
    assert not flow.opened.session.desk.board()


def test_a_case_is_kept_with_reason_and_initials(followed: Flow) -> None:
    flow = followed
    open_person(flow)
    do(flow, "case")
    sheet = flow.sheet()
    assert isinstance(sheet, ReasonSheet)
    flow.type(sheet.reason, "asked for by the hotline")
    before = flow.screen
    flow.press("Keep it", sheet)
    flow.on(PersonScreen, besides=before)
    assert the_only(flow).case is not None
    assert "asked for by the hotline" in all_texts(flow)


def test_what_ended_thirty_days_ago_is_offered_for_deletion(followed: Flow) -> None:
    flow = followed
    flow.clock.at = at(18, 20)
    heard(flow, open_person(flow), "волошки", what="arrived")
    flow.clock.goes_on(days=31)
    flow.opened.desk.open()
    flow.on(BoardScreen)
    flow.until(lambda: any("more than 30 days ago" in one for one in flow.said()))
    assert flow.opened.session.desk.board(), "nothing goes by itself"


def test_an_unlocked_desk_shows_nothing_of_itself_after_lock(followed: Flow) -> None:
    flow = followed
    open_person(flow)
    flow.lock()
    assert isinstance(flow.screen, WelcomeScreen)
    told = all_texts(flow)
    for name in ("Olena", "Prykladna", "RPR0000Z", "Przykładowy", "Hauptbahnhof"):
        assert name not in told


def test_news_kind_of_an_event_is_what_the_words_say(followed: Flow) -> None:
    flow = followed
    flow.clock.at = at(13, 0)
    heard(flow, open_person(flow), "it is me", how="called", voice=True)
    (event,) = the_only(flow).events
    assert event.kind is EventKind.HEARD
    assert event.initials == "AB"


def test_nothing_of_the_board_stays_in_memory_after_lock(followed: Flow) -> None:
    """What worked in a thread held the board, and with it everybody's name, until the program ended."""
    flow = followed
    heard(flow, open_person(flow), "волошки")
    shelf = flow.opened.session.shelf
    kept = [weakref.ref(block) for block in shelf.by_id(SummaryBlock).values()]
    kept += [weakref.ref(flow.opened.desk), weakref.ref(shelf)]
    del shelf
    flow.lock()
    flow.quiet()

    flow.qtbot.wait(1)
    gc.collect()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert not any(one() for one in kept)


def test_what_was_being_taken_in_at_the_lock_rings(followed: Flow, monkeypatch: pytest.MonkeyPatch) -> None:
    flow = followed
    session, bell = flow.opened.session, flow.conductor.ringing.bell
    desk, vault = session.desk, session.shelf.vault
    marta, close = replace(the_only(flow), id=f"d.{'f' * 32}", name="Marta Wzorowa"), vault.close

    def written_first() -> None:
        """As an import does that was under way: closing waits for it."""
        with desk.turn() as now:
            desk.save({marta.id: marta}, now)
        close()

    monkeypatch.setattr(vault, "close", written_first)
    flow.lock()
    (rung_for,) = bell.desks.values()
    assert len(rung_for.watched) == 2
