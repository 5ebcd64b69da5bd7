"""What somebody with keys of their own can do to a journey that a desk follows: nothing may be hidden by it, nothing taken for hers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from derive_once import derive_once
from sample_bundle import jpeg, photos
from services.conftest import HandClock
from services.desk_world import Sender, at, plan_of

from safetravel.crypto.signing import KeyBundle
from safetravel.domain.agreed_words import AgreedWords
from safetravel.domain.disclosure import AgreedTime, Disclosure
from safetravel.domain.event import Basis
from safetravel.domain.facts import of_followed
from safetravel.domain.followed import MAX_CAPTION, MAX_FOREIGN, Followed, WhyWaiting, id_of
from safetravel.domain.peer import Introduction, Role
from safetravel.domain.status import Status
from safetravel.domain.summary import DANGER, KEY_CHANGED, Standing, Summary, standing
from safetravel.services import desk_batch, desk_intake
from safetravel.services import desk_keys as desk_keys_module
from safetravel.services.desk_import import Fate, Source, Taken
from safetravel.services.report import FollowedJourney
from safetravel.services.session import Session
from safetravel.sharing import notes

WORDS = AgreedWords("волошки", "тітка Галина")


@pytest.fixture(autouse=True)
def _derived_pages_once(monkeypatch: pytest.MonkeyPatch) -> None:
    derive_once(monkeypatch)


@pytest.fixture
def desk_keys(session: Session) -> KeyBundle:
    return session.peers.my_keys()


@pytest.fixture
def olena(session: Session) -> Sender:
    """Paired, in one room."""
    sender = Sender()
    paired = session.peers.first_import(sender.keys, "Olena", Role.TRAVELLER, Introduction.IN_ROOM)
    session.shelf.put(paired.id, paired)
    return sender


@pytest.fixture
def followed(session: Session, olena: Sender, desk_keys: KeyBundle) -> str:
    take(session, olena.page(at("06:50"), desk=desk_keys))
    session.desk.set_words(id_of(olena.journey), WORDS)
    return id_of(olena.journey)


def take(session: Session, *items: bytes | str) -> Taken:
    return session.desk_import.take([Source(f"item {number}", item) for number, item in enumerate(items)])


def of(session: Session, followed: str) -> tuple[Followed, Summary]:
    line = session.desk.line(followed)
    assert line is not None
    return session.desk.get(followed), line


def far_away(plan: Disclosure) -> Disclosure:
    at_last = datetime(8998, 5, 5, tzinfo=UTC)
    last = replace(
        plan.times[-1],
        at=at_last,
        overdue_at=at_last + timedelta(minutes=30),
        escalated_at=at_last + timedelta(minutes=90),
    )
    return replace(plan, times=(last,))


def moved(times: tuple[AgreedTime, ...], grace: int) -> tuple[AgreedTime, ...]:
    """The same with another grace."""
    wait = timedelta(minutes=grace)
    return tuple(replace(t, overdue_at=t.at + wait, escalated_at=t.at + wait + timedelta(hours=1)) for t in times)


def in_the_clear(journey: str, count: int) -> list[str]:
    """What anybody can write who knows a journey's id."""
    makers = [Sender() for _ in range(count)]
    return [
        notes.clear_note(Status.ON_THE_WAY, journey=journey, numbers=one.numbers(at("06:41")), identity=one.identity)
        for one in makers
    ]


def test_a_wish_to_be_called_stands_on_the_board_though_news_came_with_it(
    session: Session, olena: Sender, followed: str, desk_keys: KeyBundle, clock: HandClock
) -> None:
    clock.at = at("10:05")
    asks = olena.note(desk_keys, at("09:00"), "волошки", Status.CALL_ME)
    take(session, asks, olena.note(desk_keys, at("10:00"), "волошки"))
    _, line = of(session, followed)
    assert (line.heard, standing(line, line.heard)) == (int(at("10:00").timestamp()), Standing.UNCLEAR)
    clock.at = at("10:20")
    session.desk.heard(followed, at=at("10:20"), basis=Basis.VOICE, initials="MK")
    assert of(session, followed)[1].unclear == 0


def test_older_news_typed_later_does_not_settle_a_changed_vehicle(
    session: Session, olena: Sender, followed: str, desk_keys: KeyBundle, clock: HandClock
) -> None:
    clock.at = at("10:05")
    take(session, olena.note(desk_keys, at("10:00"), "", Status.CHANGED_VEHICLE))
    clock.at = at("10:10")
    session.desk.heard(followed, at=at("09:30"), basis=Basis.VOICE, initials="MK")
    assert of(session, followed)[1].unclear == 1


def test_pictures_under_another_key_are_neither_shown_as_hers_nor_hide_hers(
    session: Session, olena: Sender, followed: str, desk_keys: KeyBundle, clock: HandClock
) -> None:
    """A contact who got her page first takes its id and one of its pictures."""
    numbers = olena.numbers(at("06:55"))
    hers = olena.page(at("06:55"), desk=desk_keys, photos=photos(), numbers=numbers)
    contact = Sender(journey=olena.journey)
    take(session, contact.page(at("06:56"), desk=desk_keys, photos=photos()[1:], numbers=numbers))
    found, _ = of(session, followed)
    assert len(found.photos) == 1
    assert found.own_photos == of_followed(found, clock.now()).pictures == ()
    subject = FollowedJourney(session, session.desk, followed, "MK", clock)
    assert [one.name for one in subject.originals()] == [
        "check-in-1.html",
        "other-key-check-in-2.html",
        "other-key-picture-1.jpg",
    ]
    take(session, hers)
    found, _ = of(session, followed)
    assert [one.caption for one in found.own_photos] == ["The number plate", "The driver"]
    assert [one.id for one in found.own_photos] == [one.id for one in of_followed(found, clock.now()).pictures]


def test_who_fills_a_journey_does_not_hide_that_another_key_came(
    session: Session, olena: Sender, desk_keys: KeyBundle, clock: HandClock
) -> None:
    """A contact is the first to send a plan of her journey, with later times, and fills it up before hers comes."""
    contact = Sender(journey=olena.journey)
    take(session, contact.page(at("06:40"), plan_of(olena.journey, "20:00", "23:00"), desk=desk_keys))
    take(session, *in_the_clear(olena.journey, MAX_FOREIGN))
    hers = olena.page(at("06:50"), desk=desk_keys)
    (result,) = take(session, hers).results
    assert result.error is not None
    found, line = of(session, id_of(olena.journey))
    assert found.key_change is not None
    assert (found.key_change.verify, line.flags & KEY_CHANGED) == (olena.keys.verify.hex(), KEY_CHANGED)
    session.desk.resolve_key(found.id, same_person=True, initials="MK")
    take(session, hers)
    assert of(session, found.id)[0].plan == plan_of(olena.journey)


def test_there_is_always_room_for_the_danger_word(
    session: Session, olena: Sender, followed: str, desk_keys: KeyBundle
) -> None:
    anew = Sender(journey=olena.journey)
    peer = session.peers.first_import(anew.keys, "Olena", Role.TRAVELLER, Introduction.IN_ROOM)
    session.shelf.put(peer.id, peer)
    take(session, *in_the_clear(olena.journey, MAX_FOREIGN))
    (refused,) = take(session, anew.note(desk_keys, at("06:58"), "волошки")).results
    assert refused.error is not None
    take(session, anew.note(desk_keys, at("06:59"), "Тітка Галина"))
    assert of(session, followed)[1].flags & DANGER


def test_her_new_key_is_asked_about_again_after_a_forged_one_was_refused(
    session: Session, olena: Sender, followed: str, desk_keys: KeyBundle
) -> None:
    contact, anew = Sender(journey=olena.journey), Sender(journey=olena.journey)
    take(session, contact.page(at("06:51"), plan_of(olena.journey, "20:00"), desk=desk_keys))
    hers = anew.page(at("06:52"), plan_of(olena.journey, "10:00", "15:00"), desk=desk_keys)
    take(session, hers)
    waiting = of(session, followed)[0].plan_waiting
    assert (waiting.why, waiting.verify) == (
        WhyWaiting.ANOTHER_KEY,
        contact.keys.verify.hex(),
    )  # the one that is asked about
    session.desk.resolve_key(followed, same_person=False, initials="MK")
    entries = len(of(session, followed)[0].events)
    take(session, hers)
    found, line = of(session, followed)
    assert (found.key_change.verify, line.flags & KEY_CHANGED, len(found.events)) == (
        anew.keys.verify.hex(),
        KEY_CHANGED,
        entries,
    )
    settled = session.desk.resolve_key(followed, same_person=True, initials="MK")
    assert [time.at for time in settled.plan.times] == [at("10:00"), at("15:00")]


def test_a_plan_that_was_pushed_out_counts_when_it_comes_again(
    session: Session, olena: Sender, followed: str, desk_keys: KeyBundle, clock: HandClock
) -> None:
    anew, older = Sender(journey=olena.journey), olena.page(at("06:30"), desk=desk_keys)
    take(session, anew.note(desk_keys, at("06:51")))  # not known yet: nobody can tell
    plan = anew.page(at("06:52"), plan_of(olena.journey, "10:00", "15:00"), desk=desk_keys)
    take(session, Sender(journey=olena.journey).page(at("06:51"), desk=desk_keys), plan, older)
    session.desk.resolve_key(followed, same_person=False, initials="MK")
    take(session, plan)
    before = session.desk.resolve_key(followed, same_person=True, initials="MK")
    take(session, plan, older)
    after, _ = of(session, followed)
    assert (after.plan, after.plan_numbers) == (before.plan, before.plan_numbers)


def test_news_recorded_under_a_clock_ahead_silences_nobody_once_the_clock_is_right(
    session: Session, followed: str, clock: HandClock
) -> None:
    """A computer that took the clock of its board for another zone's, until the network put it right."""
    before = session.desk.alarms()
    clock.at = at("15:00")  # it is 13:00
    session.desk.heard(followed, at=clock.now(), basis=Basis.VOICE, initials="MK")
    clock.at = at("13:01")
    (line,) = session.desk.board()
    assert standing(line, int(clock.now().timestamp())) is Standing.OVERDUE
    assert session.desk.alarms() == before
    clock.at = at("15:00")
    assert session.desk.board() == [session.desk.line(followed)], "as it was written, now that it may be so"


def test_a_stop_under_a_clock_ahead(session: Session, followed: str, clock: HandClock) -> None:
    before = session.desk.alarms()
    clock.at = at("15:00")
    session.desk.stop(followed, "came home", "MK")
    assert session.desk.alarms() == ()
    clock.at = at("13:01")
    assert session.desk.alarms() == before


def test_a_year_that_windows_does_not_know(session: Session, olena: Sender, desk_keys: KeyBundle) -> None:
    take(session, olena.page(at("06:50"), far_away(plan_of(olena.journey)), desk=desk_keys))
    assert session.desk.alarms()[0].overdue.year == 8998


def test_forged_notes_do_not_use_up_the_turn_of_who_was_just_paired(
    session: Session, olena: Sender, desk_keys: KeyBundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_keys_module, "MAX_TRIES", 6)
    for number in range(4):
        peer = session.peers.first_import(Sender().keys, f"{number}", Role.TRAVELLER, Introduction.REMOTE)
        session.shelf.put(peer.id, replace(peer, journeys=(id_of(f"{number}" * 32),)))
    forged = [Sender().note(desk_keys, at("06:40")) for _ in range(3)]
    fates = [one.error for one in take(session, *forged, olena.plan_note(desk_keys, at("06:50"))).results]
    assert [error and error.code for error in fates] == ["check-in-signer"] * 3 + [None]


def test_a_long_name_pushes_no_warning_off_the_page(session: Session, olena: Sender, desk_keys: KeyBundle) -> None:
    plan = plan_of(olena.journey, name="A\n\n B " + "Z" * 60_000)
    take(session, olena.page(at("06:50"), plan, desk=desk_keys))
    found, line = of(session, id_of(olena.journey))
    assert line.name == found.name == "A B " + "Z" * 76


def test_pictures_with_long_captions_keep_nobody_from_recording(
    session: Session, olena: Sender, followed: str, desk_keys: KeyBundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty pages of a contact's filled the record, and neither her news nor a danger could be written any more."""
    monkeypatch.setattr(desk_batch, "MAX_FOREIGN_PHOTOS", 3)
    contact, one = Sender(journey=olena.journey), photos()[0]
    shown = [replace(one, name=f"p{i}", caption="Ж" * 10_000, jpeg=jpeg(10 + i, 10, "#102030")) for i in range(5)]
    (result,) = take(session, contact.page(at("06:55"), desk=desk_keys, photos=tuple(shown))).results
    assert (result.fate, result.error and result.error.code) == (Fate.TAKEN, "check-in-full")
    found, _ = of(session, followed)
    assert [len(photo.caption) for photo in found.photos] == [MAX_CAPTION] * 3
    take(session, olena.page(at("06:56"), desk=desk_keys, photos=photos()))
    assert len(of(session, followed)[0].own_photos) == 2


def test_what_comes_in_leaves_half_of_a_record_to_whom_it_is_about(
    session: Session, olena: Sender, followed: str, desk_keys: KeyBundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_intake, "_FEW", 0)
    monkeypatch.setattr(desk_intake, "MAX_RECORD", 10_000)
    while take(session, olena.note(desk_keys, at("06:51"), "x" * 30)).results[0].error is None:
        pass
    session.desk.heard(followed, at=at("06:52"), words="x" * 2000, basis=Basis.VOICE, initials="MK")


def test_notes_about_journeys_that_do_not_exist_do_not_bury_the_board(
    session: Session, desk_keys: KeyBundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_batch, "MAX_NOT_COMPARED", 3)
    sender = Sender()
    peer = session.peers.first_import(sender.keys, "", Role.TRAVELLER, Introduction.REMOTE)
    session.shelf.put(peer.id, peer)
    invented = [sender.note(desk_keys, at("06:51"), journey=f"{n:032x}") for n in range(5)]
    take(session, *invented)
    assert len(session.desk.board()) == 3


def test_a_word_that_was_agreed_before_is_in_no_report(
    session: Session, olena: Sender, followed: str, desk_keys: KeyBundle, clock: HandClock
) -> None:
    clock.at = at("09:00")
    asks = olena.note(desk_keys, at("08:55"), "волошки", Status.CALL_ME)
    take(session, asks, olena.note(desk_keys, at("08:50"), "help me"))
    for words in (WORDS, AgreedWords("синиця"), None):
        session.desk.set_words(followed, words)
        facts = of_followed(session.desk.get(followed), clock.now())
        assert [event.words for event in facts.events] == ["help me", "[…]"]
        assert "волошки" not in repr(facts)


def test_a_note_without_room_for_the_times_on_the_way_takes_none_away(
    session: Session, olena: Sender, followed: str, desk_keys: KeyBundle, clock: HandClock
) -> None:
    """Her page had five, and a plan note with long names left four of them out: nothing would have rung before the arrival."""
    clocks = ("10:00", "11:30", "13:00", "14:30", "17:30")
    plan = plan_of(olena.journey, *clocks, name="Олександра Прикладенко-Вигаданська")
    long = replace(
        plan.current, origin="Перемишль, вокзал Головний", destination="Берлін, центральний вокзал, площа Європи"
    )
    driver = replace(long.driver, name="Віктор Олександрович Вигаданий", phone="+00 000 000 000 02")
    plan = replace(plan, stretches=(replace(long, driver=driver),))
    take(session, olena.page(at("06:51"), plan, desk=desk_keys))
    later = replace(plan, grace=60, times=moved(plan.times, grace=60))
    note = olena.plan_note(desk_keys, at("06:55"), later)
    (opened,) = take(session, note).results
    assert opened.error is None
    found, _ = of(session, followed)
    assert found.plan is not None
    assert (found.plan.grace, [time.at for time in found.plan.times]) == (60, [at(one) for one in clocks])
    assert session.desk.alarms()[0].overdue == at("11:00")
    assert (found.plan.current.driver.phone, found.plan.current.make) == ("+00 000 000 000 02", "Škoda Octavia")
    take(session, olena.page(at("06:58"), plan_of(olena.journey, "17:30"), desk=desk_keys))
    assert len(of(session, followed)[0].schedule.deadlines) == 1, (
        "a page has room for all: what is not in it is not agreed"
    )


def test_the_name_of_a_file_is_one_line(tmp_path: Path) -> None:
    assert Source.of_file(tmp_path / "a" / "x\n3 items were taken in.\x1b[2J", tmp_path).name == (
        "a/x 3 items were taken in.⟦U+001B⟧[2J"
    )
