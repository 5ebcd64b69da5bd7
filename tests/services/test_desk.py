"""What a person records at a desk, and what it makes of how somebody stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from services.conftest import HandClock
from services.desk_world import Sender, at, plan_of

from safetravel.domain import followed as followed_rules
from safetravel.domain import schedule
from safetravel.domain.agreed_words import AgreedWords
from safetravel.domain.desk_profile import DeskProfile
from safetravel.domain.errors import EntryNotPossible, JourneyFull, ScheduleNotPossible, TextTooLong, WordsNotPossible
from safetravel.domain.event import Basis, EventKind, Move
from safetravel.domain.followed import DoneKind, Followed, WhyUnclear, id_of
from safetravel.domain.journey import LegOutcome, Vehicle
from safetravel.domain.peer import Introduction, Peer, Role
from safetravel.domain.schedule import Phase
from safetravel.domain.summary import CASE, NOT_COMPARED, Standing, standing
from safetravel.formats.vault_v1 import RECORD_LIMIT
from safetravel.services import desk_intake
from safetravel.services.desk import Desk
from safetravel.services.desk_entries import MAX_MESSAGE, MAX_TEXT
from safetravel.services.desk_import import Source
from safetravel.services.session import Session

WORDS = AgreedWords("волошки", "тітка Галина")


@pytest.fixture
def olena(session: Session, clock: HandClock) -> Sender:
    """She is followed: a plan note came at 07:00; news is due at 12:30 and 17:30, with half an hour's grace."""
    sender = Sender()
    peer = session.peers.first_import(sender.keys, "Olena", Role.TRAVELLER, Introduction.REMOTE)
    session.shelf.put(peer.id, peer)
    note = sender.plan_note(session.peers.my_keys(), clock.now(), plan_of(sender.journey))
    session.desk_import.take([Source("", note)])
    session.desk.set_words(id_of(sender.journey), WORDS)
    return sender


@pytest.fixture
def who(olena: Sender) -> str:
    return id_of(olena.journey)


@pytest.fixture
def desk(session: Session) -> Desk:
    return session.desk


def shown(desk: Desk, who: str, clock: HandClock, time: str) -> tuple[str, str]:
    clock.at = at(time)
    state, line = desk.get(who).state(clock.now()), desk.line(who)
    assert line is not None
    return state.pending.id if state.pending else "", standing(line, int(clock.now().timestamp())).value


def test_a_locker_becomes_a_desk(session: Session, reopened: Callable[[], Session]) -> None:
    assert session.desk.profile is None
    profile = DeskProfile("Sample Hotline", "DE", "AB", sound=False)
    session.desk.set_profile(profile)
    assert reopened().desk.profile == profile


@pytest.mark.parametrize(
    ("words", "basis", "kind", "became", "why", "counted"),
    [
        ("ok, волошки", Basis.NONE, EventKind.HEARD, EventKind.HEARD, "", Basis.AGREED_WORD),
        ("ok, волошки", Basis.VOICE, EventKind.HEARD, EventKind.HEARD, "", Basis.AGREED_WORD),
        ("ok", Basis.NONE, EventKind.HEARD, EventKind.UNCLEAR, WhyUnclear.NO_WORD, Basis.NONE),
        ("", Basis.NONE, EventKind.HEARD, EventKind.UNCLEAR, WhyUnclear.NO_WORD, Basis.NONE),
        ("", Basis.VOICE, EventKind.HEARD, EventKind.HEARD, "", Basis.VOICE),
        ("", Basis.IN_PERSON, EventKind.ARRIVED, EventKind.ARRIVED, "", Basis.IN_PERSON),
        ("ok, волошки", Basis.NONE, EventKind.UNCLEAR, EventKind.UNCLEAR, WhyUnclear.ODD, Basis.NONE),
        ("", Basis.VOICE, EventKind.UNCLEAR, EventKind.UNCLEAR, WhyUnclear.ODD, Basis.NONE),
        ("волошки, тітка Галина", Basis.VOICE, EventKind.HEARD, EventKind.DANGER, "", Basis.AGREED_WORD),
        ("тітка Галина", Basis.NONE, EventKind.UNCLEAR, EventKind.DANGER, "", Basis.AGREED_WORD),
        ("тітка Галина", Basis.IN_PERSON, EventKind.ARRIVED, EventKind.DANGER, "", Basis.AGREED_WORD),
        ("she wept", Basis.NONE, EventKind.DANGER, EventKind.DANGER, "", Basis.NONE),
        ("волошки", Basis.NONE, EventKind.ARRIVED, EventKind.ARRIVED, "", Basis.AGREED_WORD),
    ],
)
def test_what_an_entry_becomes(
    desk: Desk,
    who: str,
    clock: HandClock,
    words: str,
    basis: Basis,
    kind: EventKind,
    became: EventKind,
    why: str,
    counted: Basis,
) -> None:
    clock.at = at("12:40")
    told = desk.heard(who, at=at("12:35"), channel="wrote", words=words, basis=basis, initials=" AB ", kind=kind)
    assert (told.became, told.why, told.event.basis, told.beside_danger) == (became, why, counted, False)
    assert (told.event.words, told.event.initials, told.event.channel) == (words, "AB", "wrote")
    pending = {EventKind.HEARD: "c1", EventKind.ARRIVED: ""}.get(became, "c0")
    assert shown(desk, who, clock, "12:41")[0] == pending


def test_the_word_for_danger_counts_at_the_end_of_a_very_long_message(desk: Desk, who: str, clock: HandClock) -> None:
    said = "в дорозі " * 4000 + "тітка Галина"
    entered = desk.heard(who, at=clock.now(), channel="wrote", words=said, initials="AB")
    assert entered.became is EventKind.DANGER
    assert len(entered.event.words) == MAX_TEXT, "the beginning is kept"
    with pytest.raises(TextTooLong):
        desk.heard(who, at=clock.now(), words="x" * (MAX_MESSAGE + 1))


def test_without_agreed_words_a_message_is_unclear(desk: Desk, who: str, clock: HandClock) -> None:
    desk.set_words(who, None)
    clock.at = at("12:40")
    told = desk.heard(who, at=at("12:40"), words="волошки")
    assert (told.became, told.why) == (EventKind.UNCLEAR, WhyUnclear.NO_WORD_AGREED)


@pytest.mark.parametrize(
    ("when", "kind", "why"),
    [
        ("12:51", EventKind.HEARD, WhyUnclear.AHEAD),
        ("08:29", EventKind.ARRIVED, WhyUnclear.BEFORE_SETTING_OUT),
    ],
)
def test_an_entry_that_cannot_be_so(
    desk: Desk, who: str, clock: HandClock, when: str, kind: EventKind, why: str
) -> None:
    clock.at = at("12:40")
    told = desk.heard(who, at=at(when), words="волошки", kind=kind)
    assert (told.became, told.why) == (EventKind.UNCLEAR, why)
    assert shown(desk, who, clock, "12:41")[0] == "c0"


@pytest.mark.parametrize("basis", [Basis.VOICE, Basis.IN_PERSON])
def test_who_vouches_says_who_it_is(desk: Desk, who: str, basis: Basis) -> None:
    with pytest.raises(EntryNotPossible) as refused:
        desk.heard(who, at=at("07:00"), basis=basis, initials="  ")
    assert refused.value.reason == followed_rules.NO_INITIALS
    assert desk.get(who).events == ()


def test_the_words_are_not_for_the_caller_to_judge(desk: Desk, who: str) -> None:
    with pytest.raises(ValueError, match="words"):
        desk.heard(who, at=at("07:00"), basis=Basis.AGREED_WORD)
    with pytest.raises(ValueError, match="words"):
        desk.heard(who, at=at("07:00"), kind=EventKind.STOPPED)


def test_danger_stays_until_a_person_closes_it(desk: Desk, who: str, clock: HandClock) -> None:
    clock.at = at("12:20")
    danger = desk.heard(who, at=at("12:20"), words="тітка Галина").event
    later = desk.heard(who, at=at("12:20"), words="волошки, прибула", kind=EventKind.ARRIVED)
    assert later.beside_danger
    assert shown(desk, who, clock, "13:00") == ("c0", "danger")
    for reason, initials, why in (("", "AB", followed_rules.NO_REASON), ("x", "", followed_rules.NO_INITIALS)):
        with pytest.raises(EntryNotPossible) as refused:
            desk.close_danger(who, danger.id, reason, initials)
        assert refused.value.reason == why
    with pytest.raises(EntryNotPossible):
        desk.close_danger(who, later.event.id, "no danger", "AB")
    desk.close_danger(who, danger.id, "spoke to her brother, who sat beside her", "AB")
    assert shown(desk, who, clock, "13:00") == ("", "arrived")
    with pytest.raises(EntryNotPossible):
        desk.close_danger(who, danger.id, "twice", "AB")


def test_a_mistake_is_taken_back_and_stays_in_the_time_line(desk: Desk, who: str, clock: HandClock) -> None:
    clock.at = at("12:40")
    wrong = desk.heard(who, at=at("12:40"), words="волошки").event
    assert shown(desk, who, clock, "13:01")[0] == "c1"
    desk.withdraw(who, wrong.id, "this was another Olena", "AB")
    assert shown(desk, who, clock, "13:01") == ("c0", "overdue")
    followed = desk.get(who)
    assert wrong in followed.events
    assert followed.state(clock.now()).withdrawn == (wrong,)
    with pytest.raises(EntryNotPossible) as refused:
        desk.withdraw(who, wrong.id, "twice", "AB")
    assert refused.value.reason == followed_rules.NO_SUCH_ENTRY


def test_an_alarm_cannot_be_taken_back(desk: Desk, who: str, clock: HandClock) -> None:
    clock.at = at("12:20")
    danger = desk.heard(who, at=at("12:20"), words="тітка Галина").event
    unclear = desk.heard(who, at=at("12:20"), words="?").event
    for one in (danger, unclear):
        with pytest.raises(EntryNotPossible):
            desk.withdraw(who, one.id, "mistake", "AB")
    desk.close_danger(who, danger.id, "reason", "AB")
    closing = desk.get(who).events[-1]
    desk.withdraw(who, closing.id, "closed the wrong one", "AB")
    assert shown(desk, who, clock, "12:21")[1] == "danger"


def test_stopping(desk: Desk, who: str, clock: HandClock) -> None:
    with pytest.raises(EntryNotPossible):
        desk.stop(who, " ", "AB")
    desk.stop(who, "did not get in", "AB")
    assert shown(desk, who, clock, "23:00") == ("", "stopped")
    desk.withdraw(who, desk.get(who).events[-1].id, "she did", "AB")
    assert shown(desk, who, clock, "23:00") == ("c0", "escalated")


def test_times_are_moved_only_after_news(desk: Desk, who: str, clock: HandClock) -> None:
    clock.at = at("12:45")
    moves = [Move("c0", at("13:30"), "Europe/Berlin"), Move("c1", at("18:30"), "Europe/Berlin")]
    with pytest.raises(ScheduleNotPossible) as refused:
        desk.move_times(who, moves, "AB")
    assert refused.value.reason == schedule.NOT_HEARD
    desk.heard(who, at=at("12:45"), words="волошки")
    with pytest.raises(EntryNotPossible):
        desk.move_times(who, moves[1:], "")
    followed = desk.move_times(who, moves[1:], "AB")
    assert (followed.events[-1].kind, followed.events[-1].initials) == (EventKind.MOVED, "AB")
    line = desk.line(who)
    assert line is not None
    assert (line.due, line.overdue) == (int(at("18:30").timestamp()), int(at("19:00").timestamp()))


def test_words_are_checked_and_what_came_before_is_looked_through(desk: Desk, who: str, clock: HandClock) -> None:
    with pytest.raises(WordsNotPossible):
        desk.set_words(who, AgreedWords("lipa", "lipy"))
    desk.set_words(who, None)
    clock.at = at("12:20")
    desk.heard(who, at=at("12:20"), words="How is aunt Halyna?")
    desk.heard(who, at=at("12:20"), words="lipa")
    followed = desk.set_words(who, AgreedWords("lipa", "How is aunt Halyna"))
    (danger,) = followed.state(clock.now()).dangers
    assert (danger.at, danger.words) == (at("12:20"), "How is aunt Halyna?")
    assert followed.state(clock.now()).last_heard is None, "a word that was agreed on afterwards proves nothing"
    desk.close_danger(who, danger.id, "asked her", "AB")
    again = desk.set_words(who, AgreedWords("lipa", "how is aunt halyna"))
    assert again.state(clock.now()).dangers == ()


def test_another_vehicle(desk: Desk, who: str, clock: HandClock) -> None:
    with pytest.raises(EntryNotPossible):
        desk.change_vehicle(who, at=clock.now(), vehicle=Vehicle("B000ZZZ"), initials="")
    followed = desk.change_vehicle(who, at=clock.now(), vehicle=Vehicle("B000ZZZ"), initials="AB", alone=True)
    (change,) = followed.changes
    assert (change.alone, change.separated, followed.events[-1].id) == (True, False, change.id)
    settled = desk.settle_vehicle(who, change.id, LegOutcome.REFUSED)
    assert settled.changes == (replace(change, outcome=LegOutcome.REFUSED),)
    with pytest.raises(EntryNotPossible):
        desk.settle_vehicle(who, "none", LegOutcome.TAKEN)


def test_what_was_done_and_the_shift(session: Session, desk: Desk, who: str, clock: HandClock) -> None:
    followed = desk.done(
        who, DoneKind.CALLED, initials="AB", at=at("06:50"), whom="Iryna", reference="", words="no answer at first"
    )
    assert [(d.kind, d.at, d.recorded_at, d.whom) for d in followed.done] == [
        (DoneKind.CALLED, at("06:50"), clock.now(), "Iryna")
    ]
    noted = desk.take_note([who, who], "CD")
    assert [d.kind for d in noted[who].done] == [DoneKind.CALLED, DoneKind.TAKEN_NOTE]
    line = desk.line(who)
    assert line is not None
    assert line.noted == "CD"
    with pytest.raises(EntryNotPossible):
        desk.done(who, DoneKind.CALLED, initials="")
    with pytest.raises(EntryNotPossible):
        desk.take_note([who], "")
    with pytest.raises(KeyError):
        desk.take_note([who, "d.none"], "CD")
    assert len(desk.get(who).done) == 2, "a note for one that is gone is taken of nobody"


def test_long_texts_are_refused_and_nothing_is_written(desk: Desk, who: str) -> None:
    long = "x" * (MAX_TEXT + 1)
    with pytest.raises(TextTooLong):
        desk.stop(who, long, "AB")
    with pytest.raises(TextTooLong):
        desk.stop(who, "r", "A" * 41)
    with pytest.raises(TextTooLong):
        desk.done(who, DoneKind.OTHER, initials="AB", words=long[:1500], whom=long[:1500])
    with pytest.raises(TextTooLong):
        desk.done(who, DoneKind.OTHER, initials="AB", words=long)
    assert desk.get(who).events == ()


def test_alarms_say_nothing_of_whom_they_are_about(
    desk: Desk, who: str, olena: Sender, clock: HandClock, reopened: Callable[[], Session]
) -> None:
    (alarm,) = desk.alarms()
    assert (alarm.overdue, alarm.escalated) == (at("13:00"), at("14:00"))
    assert olena.journey not in repr(alarm)
    assert "Olena" not in repr(alarm)
    again = reopened().desk
    assert again.alarms() == (alarm,)
    assert again.ringing() == {alarm.id: who}
    clock.at = at("17:30")
    again.heard(who, at=at("17:30"), words="волошки", kind=EventKind.ARRIVED)
    assert again.alarms() == ()
    assert again.ringing() == {}


def test_thirty_days_after_the_arrival(desk: Desk, who: str, clock: HandClock) -> None:
    clock.at = at("17:00")
    desk.heard(who, at=at("17:00"), words="волошки", kind=EventKind.ARRIVED)
    clock.at = at("16:59") + timedelta(days=30)
    assert desk.expire() == ()
    clock.at = at("17:00") + timedelta(days=30)
    assert desk.expire() == (who,)
    for reason, initials in (("", "AB"), ("police asked for it", "")):
        with pytest.raises(EntryNotPossible):
            desk.keep_as_case(who, reason, initials)
    kept = desk.keep_as_case(who, "police asked for it", "AB")
    assert kept.case
    line = desk.line(who)
    assert line is not None
    assert line.flags & CASE
    assert desk.expire() == ()
    with pytest.raises(EntryNotPossible):
        desk.let_case_go(who, "")
    desk.let_case_go(who, "AB")
    assert desk.expire() == (who,)


def test_deleting(session: Session, desk: Desk, who: str, reopened: Callable[[], Session]) -> None:
    peer = desk.peer(desk.get(who))
    assert peer is not None
    assert peer.journeys == (who,)
    desk.delete([who, "d.none"])
    with pytest.raises(KeyError):
        desk.get(who)
    assert desk.board() == []
    again = reopened()
    assert again.desk.board() == []
    assert again.shelf.all(Peer) == (replace(peer, journeys=()),), "who was paired stays"


def test_after_comparing_every_line_says_so(session: Session, desk: Desk, who: str) -> None:
    def flag() -> int:
        line = desk.line(who)
        assert line is not None
        return line.flags & NOT_COMPARED

    peer = desk.peer(desk.get(who))
    assert peer is not None
    assert flag()
    session.peers.rename(peer.id, "Olena P.")
    assert flag()
    session.peers.compare(peer.id, "AB")
    assert not flag()
    session.shelf.put("x", replace(peer, id="x", journeys=("d.gone",)))
    assert not flag()


def test_who_is_gone_is_gone(desk: Desk, clock: HandClock) -> None:
    with pytest.raises(KeyError):
        desk.heard("d.none", at=clock.now())
    assert desk.line("d.none") is None
    assert desk.peer(Followed("d.x", "", "x", clock.now())) is None


def test_a_newer_plan_does_not_end_a_silence(
    session: Session, desk: Desk, who: str, olena: Sender, clock: HandClock
) -> None:
    clock.at = at("12:31")
    later = plan_of(olena.journey, "15:00", "20:00", moved=1)
    taken = session.desk_import.take([Source("", olena.plan_note(session.peers.my_keys(), at("12:31"), later))])
    assert taken.results[0].error is None
    assert shown(desk, who, clock, "13:00") == ("c0", "overdue")
    followed = desk.get(who)
    assert followed.plan_waiting
    assert followed.events[-1].reason == WhyUnclear.PLAN_WAITS
    clock.at = at("13:10")
    told = desk.heard(who, at=at("13:10"), words="волошки")
    assert told.became is EventKind.HEARD
    assert told.followed.plan_waiting is None
    assert shown(desk, who, clock, "14:59") == ("c0", "waiting")
    assert desk.get(who).state(clock.now()).pending == schedule.Deadline(
        "c0", at("15:00"), "Europe/Berlin", schedule.DeadlineKind.CHECK_IN
    )
    assert desk.get(who).state(clock.now()).phase is Phase.WAITING
    assert standing(desk.board()[0], int(at("15:31").timestamp())) is Standing.OVERDUE


def test_news_entered_by_mistake_let_no_plan_in(
    session: Session, desk: Desk, who: str, olena: Sender, clock: HandClock, reopened: Callable[[], Session]
) -> None:
    clock.at = at("12:31")
    later = plan_of(olena.journey, "15:00", "20:00", moved=1)
    session.desk_import.take([Source("", olena.plan_note(session.peers.my_keys(), at("12:31"), later))])
    clock.at = at("13:10")
    wrong = desk.heard(who, at=at("13:10"), words="волошки").event
    assert shown(desk, who, clock, "14:00") == ("c0", "waiting")
    desk.withdraw(who, wrong.id, "another Olena", "AB")
    assert shown(desk, who, clock, "14:00") == ("c0", "escalated"), "the time at which nobody was heard from is back"
    again = reopened().desk
    assert again.get(who).plan_waiting
    again.heard(who, at=at("14:00"), words="волошки")
    assert shown(again, who, clock, "14:59") == ("c0", "waiting")
    assert shown(again, who, clock, "15:31") == ("c0", "overdue")


@pytest.mark.parametrize(
    ("heard", "came", "after"),
    [
        # the plan came while only the mistaken entry stood for news
        ("12:35", "12:40", ("c0", "escalated")),
        # it came before any time was due: with or without that entry
        ("12:20", "12:21", ("c0", "waiting")),
        # it came first
        ("12:22", "12:21", ("c0", "waiting")),
    ],
)
def test_a_plan_that_came_after_a_mistake(
    session: Session,
    desk: Desk,
    who: str,
    olena: Sender,
    clock: HandClock,
    heard: str,
    came: str,
    after: tuple[str, str],
) -> None:
    later = plan_of(olena.journey, "15:00", "20:00", moved=1)
    wrong = ""
    for clock.at in sorted((at(heard), at(came))):
        if clock.at == at(heard):
            wrong = desk.heard(who, at=at(heard), words="волошки").event.id
        else:
            session.desk_import.take([Source("", olena.plan_note(session.peers.my_keys(), at(came), later))])
    assert desk.get(who).plan_waiting is None
    desk.withdraw(who, wrong, "another Olena", "AB")
    assert shown(desk, who, clock, "14:00") == after


def test_a_journey_that_is_full_takes_no_more_and_loses_nothing(
    desk: Desk, who: str, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The longest texts in the widest letters; as many as are never looked at fit into a record with three plans."""
    long = "\U0001f600" * MAX_TEXT
    largest = desk_intake._FEW * (4 * MAX_TEXT + 400) + 3 * desk_intake.MAX_PLAN
    assert largest < RECORD_LIMIT
    monkeypatch.setattr(desk_intake, "_FEW", 5)
    monkeypatch.setattr(desk_intake, "MAX_RECORD", 100_000)

    def on_and_on() -> None:
        for _ in range(20):
            desk.heard(who, at=clock.now(), words=long)

    with pytest.raises(JourneyFull):
        on_and_on()
    followed = desk.get(who)
    assert 5 < len(followed.events) < 14
    with pytest.raises(JourneyFull):
        desk.heard(who, at=clock.now(), words=long)
    assert desk.get(who) == followed
