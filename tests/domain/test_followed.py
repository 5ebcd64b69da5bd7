"""What a desk keeps of a journey: which plan is in force, when it may go, and that its line on the board says what its entries say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from domain.plan import PLAN, at, heard, moved
from hypothesis import given
from hypothesis import strategies as st

from safetravel.domain.agreed_words import AgreedWords
from safetravel.domain.contact import Contact
from safetravel.domain.disclosure import Disclosure, Scope, select
from safetravel.domain.event import Basis, Event, EventKind
from safetravel.domain.followed import (
    KEEP,
    Case,
    Done,
    DoneKind,
    Followed,
    FollowedPhoto,
    Item,
    ItemKind,
    KeyChange,
    VehicleChange,
    WaitingPlan,
    WhyWaiting,
    id_of,
    schedule_of,
)
from safetravel.domain.journey import Journey, Kind, Leg, Traveller, Vehicle
from safetravel.domain.order import Numbered, Order
from safetravel.domain.schedule import MAX_DEADLINES, Deadline, Phase, Schedule
from safetravel.domain.summary import (
    BLOCK,
    CASE,
    DANGER,
    KEY_CHANGED,
    NOT_COMPARED,
    Standing,
    Summary,
    SummaryBlock,
    standing,
    summary_of,
    urgency,
)

JOURNEY = "ab" * 16
NUMBERS = Numbered("1" * 32, 1, 1, at("09:00"))
CHANGE = KeyChange("11" * 32, "22" * 32, "123456789012345678901234", at("09:30"))


def plan_of(schedule: Schedule = PLAN, name: str = "Olena") -> Disclosure:
    ride = Journey(
        JOURNEY,
        Kind.RIDE,
        at("08:00"),
        legs=(Leg("Przemyśl", "Berlin", Vehicle("RPR0000Z", "PL")),),
        travellers=(Traveller(name, "Prykladna"),),
        schedule=schedule,
    )
    return select(ride, Scope(), Contact("c", "Desk"))


FOLLOWED = Followed(id_of(JOURNEY), "p", "Olena Prykladna", at("09:00"), plan_of(), NUMBERS, at("09:05"))
LATER = replace(PLAN, deadlines=tuple(replace(d, at=d.at + timedelta(hours=3)) for d in PLAN.deadlines))
WAITING = WaitingPlan(
    plan_of(LATER, "Maria"), replace(NUMBERS, item="2" * 32, counter=2), WhyWaiting.LATE, "11" * 32, "1" * 25
)


def entry(kind: EventKind, when: str, **more: object) -> Event:
    return Event(f"{kind}{when}", kind, at(when), at(when), **more)  # type: ignore[arg-type]  # members of Event, by name


def done(kind: DoneKind, when: str) -> Followed:
    return FOLLOWED.with_done(Done("x", kind, at(when), at(when), "AB"))


def test_its_id_says_whose_journey_it_is() -> None:
    assert FOLLOWED.id == f"d.{JOURNEY}"
    assert FOLLOWED.journey == JOURNEY


def test_it_prints_nothing() -> None:
    assert repr(replace(FOLLOWED, words=AgreedWords("волошки"))) == "Followed()"


def test_the_schedule_is_the_one_of_the_plan() -> None:
    assert FOLLOWED.schedule == PLAN
    assert replace(FOLLOWED, plan=None).schedule == Schedule()
    assert schedule_of(plan_of(Schedule(PLAN.depart, PLAN.depart_zone))).deadlines == ()


@pytest.mark.parametrize(
    "change",
    [
        {"grace": 31},
        {"grace": 24 * 60 + 1},
        {"grace": -30},
        {"times": "late-alarm"},
        {"times": "late-escalation"},
        {"times": "same-name"},
        {"times": "too-many"},
    ],
)
def test_a_plan_that_shows_other_alarms_than_would_ring_is_none(change: dict[str, object]) -> None:
    plan = plan_of()
    first, *rest = plan.times
    hour = timedelta(hours=1)
    wrong = {
        "late-alarm": (
            replace(first, overdue_at=first.overdue_at + hour, escalated_at=first.escalated_at + hour),
            *rest,
        ),
        "late-escalation": (replace(first, escalated_at=first.escalated_at + hour), *rest),
        "same-name": (first, *(replace(one, id=first.id) for one in rest)),
        "too-many": tuple(replace(first, id=str(n)) for n in range(MAX_DEADLINES + 1)),
    }
    changed = {name: wrong.get(str(value), value) for name, value in change.items()}
    with pytest.raises(ValueError, match=r"."):
        schedule_of(replace(plan, **changed))  # type: ignore[arg-type]  # members of Disclosure, by name


def test_a_move_counts_until_a_plan_was_made_that_knows_it() -> None:
    move = moved("10:30", {"c1": "13:00", "c2": "15:00"})
    events = FOLLOWED.with_event(move)
    assert events.state(at("12:10")).phase is Phase.WAITING
    newer = replace(events, plan_numbers=replace(NUMBERS, issued_at=at("10:40")), plan_from=at("11:00"))
    assert newer.counted_events == ()
    assert newer.state(at("12:10")).phase is Phase.GRACE
    older = replace(events, plan_numbers=replace(NUMBERS, issued_at=at("10:20")), plan_from=at("11:00"))
    assert older.counted_events == (move,), "made before the move, read after it: it does not know of it"
    ahead = replace(events, plan_numbers=replace(NUMBERS, issued_at=at("+1 10:00")), plan_from=at("10:00"))
    assert ahead.counted_events == (move,)
    assert replace(events, plan=None, plan_numbers=None, plan_from=None).counted_events == (move,)


@pytest.mark.parametrize(
    ("now", "events", "late"),
    [
        ("11:59", (), False),
        ("12:00", (), True),
        ("12:30", (), True),
        ("20:00", (), True),
        ("12:05", (heard("12:01"),), False),
        ("12:05", (entry(EventKind.UNCLEAR, "12:01"),), True),
    ],
)
def test_a_plan_does_not_end_a_silence(now: str, events: tuple[Event, ...], late: bool) -> None:
    followed = replace(FOLLOWED, events=events)
    assert followed.is_late(at(now)) is late
    after = followed.with_plan(replace(WAITING, why=WhyWaiting.ANOTHER_KEY), at(now))
    if late:
        assert (after.plan, after.plan_waiting) == (followed.plan, WAITING)
        assert after.state(at(now)) == followed.state(at(now))
        assert after.settled(at(now)).plan == followed.plan
        told = after.with_event(heard(now)).settled(at(now))
        assert (told.plan, told.plan_waiting) == (WAITING.plan, None)
    else:
        assert (after.plan, after.plan_numbers, after.plan_from) == (WAITING.plan, WAITING.numbers, at(now))
        assert (after.plan_waiting, after.code, after.name) == (None, "1" * 25, "Maria Prykladna")


def test_what_waits_for_a_person_does_not_settle_by_itself() -> None:
    kept = replace(FOLLOWED, plan_waiting=replace(WAITING, why=WhyWaiting.ANOTHER_KEY))
    assert kept.settled(at("11:00")) is kept
    assert FOLLOWED.settled(at("11:00")) is FOLLOWED
    nameless = FOLLOWED.with_plan(replace(WAITING, plan=plan_of(LATER, ""), code=""), at("11:00"))
    assert nameless.name == "Prykladna"
    assert nameless.code == FOLLOWED.code


def test_pictures_under_another_key_are_not_hers() -> None:
    def item(number: str, signer: str, *, foreign: bool) -> Item:
        return Item(number * 32, 1, 1, at("09:00"), ItemKind.PAGE, at("09:05"), Order.NEWEST, signer, foreign=foreign)

    items = (item("1", "hers", foreign=False), item("1", "his", foreign=True), item("3", "hers", foreign=False))
    photos = tuple(FollowedPhoto(str(n), "", "", one.source) for n, one in enumerate(items))
    followed = replace(FOLLOWED, items=items, photos=photos)
    assert [p.id for p in followed.own_photos] == ["0", "2"]


VOICE = {"basis": Basis.VOICE}


@pytest.mark.parametrize(
    ("followed", "expires"),
    [
        (FOLLOWED, None),
        (FOLLOWED.with_event(heard("15:50")), None),
        (FOLLOWED.with_event(entry(EventKind.ARRIVED, "15:50", **VOICE)), "15:50"),
        (FOLLOWED.with_event(entry(EventKind.ARRIVED, "15:50")), None),
        (FOLLOWED.with_event(entry(EventKind.STOPPED, "11:00", reason="r")), "11:00"),
        (done(DoneKind.POLICE_TOLD, "13:00"), "13:00"),
        (done(DoneKind.ORIGINALS_HANDED, "14:00"), "14:00"),
        (done(DoneKind.CALLED, "14:00"), None),
        (done(DoneKind.POLICE_TOLD, "17:00").with_event(entry(EventKind.ARRIVED, "15:50", **VOICE)), "17:00"),
        (done(DoneKind.POLICE_TOLD, "13:00").with_event(entry(EventKind.ARRIVED, "15:50", **VOICE)), "15:50"),
        (
            FOLLOWED.with_event(entry(EventKind.ARRIVED, "15:50", **VOICE)).with_event(
                entry(EventKind.DANGER, "15:00")
            ),
            None,
        ),
        (replace(done(DoneKind.POLICE_TOLD, "13:00"), case=Case("asked for", "AB", at("14:00"))), None),
        # an arrival that cannot be, typed for next year, puts nothing off
        (
            FOLLOWED.with_event(entry(EventKind.ARRIVED, "15:50", **VOICE)).with_event(
                Event("x", EventKind.ARRIVED, at("+300 12:00"), at("16:00"), basis=Basis.VOICE)
            ),
            "15:50",
        ),
    ],
)
def test_when_it_may_go(followed: Followed, expires: str | None) -> None:
    assert followed.expires_at(at("18:00")) == (at(expires) + KEEP if expires else None)


def test_every_instant_is_utc_and_none_is_naive() -> None:
    zone = timezone(timedelta(hours=1))
    local = at("12:00").astimezone(zone)
    made = (
        Item("1", 1, 1, local, ItemKind.PAGE, local, Order.NEWEST).received_at,
        Done("x", DoneKind.CALLED, local, local, "AB").recorded_at,
        Case("r", "AB", local).at,
        VehicleChange("x", local, local, "AB", Vehicle()).recorded_at,
        replace(CHANGE, at=local).at,
        replace(FOLLOWED, created_at=local).created_at,
        replace(FOLLOWED, plan_from=local).plan_from,
    )
    assert all(one == local and one.tzinfo is UTC for one in made if one)
    with pytest.raises(ValueError, match="naive"):
        replace(FOLLOWED, created_at=datetime(2026, 3, 9))  # that is the point


# its line of the board


def line(followed: Followed, now: datetime, *, compared: bool = True) -> Summary:
    return summary_of(followed, now, compared=compared)


def seconds(when: str) -> int:
    return int(at(when).timestamp())


def test_a_line() -> None:
    followed = (
        done(DoneKind.TAKEN_NOTE, "09:10").with_event(heard("12:10")).with_event(entry(EventKind.UNCLEAR, "13:00"))
    )
    assert line(followed, at("13:05")) == Summary(
        id=FOLLOWED.id,
        name="Olena Prykladna",
        place="Berlin",
        plate="RPR0000Z",
        noted="AB",
        ended="",
        due=seconds("14:00"),
        overdue=seconds("14:30"),
        escalated=seconds("15:30"),
        heard=seconds("12:10"),
        expires=0,
        unclear=1,
        flags=0,
    )


def test_a_line_without_a_plan() -> None:
    bare = line(Followed("d.x", "", "Olena", at("09:00")), at("09:00"), compared=False)
    assert (bare.place, bare.plate, bare.due, bare.flags) == ("", "", 0, NOT_COMPARED)
    assert standing(bare, seconds("12:00")) is Standing.NO_TIMES


def test_what_a_sender_writes_at_length_does_not_fill_a_block() -> None:
    fat = replace(plan_of(), stretches=(replace(plan_of().current, destination="x" * 9999, plate="y" * 9999),))
    long = line(replace(done(DoneKind.CALLED, "09:00"), name="z" * 9999, plan=fat), at("09:00"))
    assert (len(long.name), len(long.place), len(long.plate)) == (80, 80, 24)


DANGEROUS = entry(EventKind.DANGER, "11:00")
ARRIVED = entry(EventKind.ARRIVED, "11:30", **VOICE)
STOPPED = entry(EventKind.STOPPED, "11:30", reason="r")
UNCLEAR = entry(EventKind.UNCLEAR, "11:00")


@pytest.mark.parametrize(
    ("followed", "now", "how"),
    [
        (FOLLOWED, "11:59", Standing.WAITING),
        (FOLLOWED, "12:00", Standing.GRACE),
        (FOLLOWED, "12:30", Standing.OVERDUE),
        (FOLLOWED, "13:30", Standing.ESCALATED),
        (replace(FOLLOWED, events=(UNCLEAR,)), "11:59", Standing.UNCLEAR),
        (replace(FOLLOWED, events=(UNCLEAR,)), "12:10", Standing.UNCLEAR),
        (replace(FOLLOWED, events=(UNCLEAR,)), "12:30", Standing.OVERDUE),
        (replace(FOLLOWED, events=(UNCLEAR, heard("11:40"))), "11:59", Standing.WAITING),
        (replace(FOLLOWED, events=(DANGEROUS,)), "20:00", Standing.DANGER),
        (replace(FOLLOWED, events=(DANGEROUS, ARRIVED)), "20:00", Standing.DANGER),
        (replace(FOLLOWED, events=(ARRIVED,)), "20:00", Standing.ARRIVED),
        (replace(FOLLOWED, events=(STOPPED,)), "20:00", Standing.STOPPED),
        (replace(FOLLOWED, key_change=CHANGE), "11:00", Standing.KEY_CHANGED),
        (replace(FOLLOWED, key_change=CHANGE), "12:10", Standing.KEY_CHANGED),
        (replace(FOLLOWED, key_change=CHANGE), "12:30", Standing.OVERDUE),
        (replace(FOLLOWED, key_change=CHANGE), "13:30", Standing.ESCALATED),
        (replace(FOLLOWED, key_change=CHANGE, events=(ARRIVED,)), "20:00", Standing.KEY_CHANGED),
        (replace(FOLLOWED, events=(heard("15:45"),)), "20:00", Standing.NO_TIMES),
    ],
)
def test_how_it_stands(followed: Followed, now: str, how: Standing) -> None:
    last = max((e.recorded_at for e in followed.events), default=at("10:00"))
    assert standing(line(followed, last), seconds(now)) is how


def test_flags() -> None:
    whole = replace(FOLLOWED, key_change=CHANGE, case=Case("r", "AB", at("09:00")), events=(DANGEROUS,))
    assert line(whole, at("11:00"), compared=False).flags == DANGER | KEY_CHANGED | NOT_COMPARED | CASE


entries = st.lists(
    st.builds(
        lambda kind, minutes, basis, number: Event(
            str(number),
            kind,
            at("10:00") + timedelta(minutes=minutes),
            at("10:00") + timedelta(minutes=minutes),
            basis,
            reason="r",
            initials="AB",
        ),
        st.sampled_from([EventKind.HEARD, EventKind.UNCLEAR, EventKind.ARRIVED, EventKind.STOPPED, EventKind.DANGER]),
        st.integers(0, 400),
        st.sampled_from(Basis),
        st.integers(0, 99),
    ),
    max_size=4,
)


@given(entries, st.integers(0, 600))
def test_between_two_entries_the_line_says_what_the_entries_say(events: list[Event], minutes: int) -> None:
    """Drawn once, after the last entry, and never again: the clock alone does the rest."""
    followed = replace(FOLLOWED, events=tuple(events))
    drawn = max((e.recorded_at for e in events), default=at("10:00"))
    now = drawn + timedelta(minutes=minutes)
    summary, state = line(followed, drawn), followed.state(now)
    how = standing(summary, int(now.timestamp()))
    if state.dangers:
        assert how is Standing.DANGER
    elif state.phase in (Phase.ARRIVED, Phase.STOPPED) or state.phase in (Phase.OVERDUE, Phase.ESCALATED):
        assert how.value == state.phase.value
    elif state.pending is None:
        assert how in (Standing.NO_TIMES, Standing.UNCLEAR)
    else:
        assert how in (Standing(state.phase.value), Standing.UNCLEAR)
    assert line(followed, now)._replace(expires=0) == summary._replace(expires=0)


def test_the_most_urgent_comes_first() -> None:
    now = at("12:40")
    lines = {
        how: line(replace(FOLLOWED, **change), at("11:40"))  # type: ignore[arg-type]  # members of Followed, by name
        for how, change in {
            "danger": {"events": (DANGEROUS,)},
            "overdue": {},
            "arrived": {"events": (ARRIVED,)},
            "no plan": {"plan": None},
        }.items()
    }
    ordered = sorted(lines, key=lambda how: urgency(lines[how], int(now.timestamp())))
    assert ordered == ["danger", "overdue", "no plan", "arrived"]
    soon, late = lines["overdue"], lines["overdue"]._replace(overdue=seconds("12:35"))
    assert urgency(soon, seconds("12:40")) < urgency(late, seconds("12:40"))


def test_blocks() -> None:
    some = [line(FOLLOWED, at("10:00"))._replace(id=str(n)) for n in range(3)]
    assert SummaryBlock.of(some).rows() == some
    assert SummaryBlock.of([]) == SummaryBlock()
    assert SummaryBlock().rows() == []
    with pytest.raises(ValueError, match="columns"):
        SummaryBlock(id=("a",))
    with pytest.raises(ValueError, match="columns"):
        SummaryBlock.of([some[0]] * (BLOCK + 1))


def test_a_deadline_is_one_of_the_plan() -> None:
    assert FOLLOWED.state(at("10:00")).pending == Deadline("c1", at("12:00"), "Europe/Warsaw")


def test_the_plan_as_its_times_were_moved() -> None:
    assert replace(FOLLOWED, plan=None).plan_at(at("11:00")) is None
    assert FOLLOWED.plan_at(at("11:00")) == FOLLOWED.plan
    told = FOLLOWED.with_event(moved("11:00", {"a": "17:00"})).plan_at(at("11:00"))
    assert told
    assert [(t.id, t.at, t.overdue_at, t.escalated_at) for t in told.times][-1] == (
        "a",
        at("17:00"),
        at("17:30"),
        at("18:30"),
    )
    assert told.revision == 1
