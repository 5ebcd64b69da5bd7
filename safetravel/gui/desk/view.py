"""A followed journey put into words for its page: pure, so that it can be tested without a window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from safetravel.catalogue import Words
from safetravel.domain.event import Event
from safetravel.domain.followed import Followed, VehicleChange, WaitingPlan, WhyWaiting, as_a_name
from safetravel.domain.journey import Kind, LegOutcome
from safetravel.domain.peer import Peer
from safetravel.domain.plate import MAX_RAW_LENGTH
from safetravel.domain.schedule import (
    MAX_MOVES,
    WITHDRAWABLE,
    EventKind,
    Phase,
    State,
)
from safetravel.gui.calls import CallLine
from safetravel.gui.desk.words import done_words, entry_words
from safetravel.gui.journey_page import standing_words
from safetravel.gui.kind_words import place_title
from safetravel.gui.screens.desk.person import PersonView, Said, Warned
from safetravel.gui.screens.journey import Happened, Standing
from safetravel.rendering.sheet import Sheet


def person_view(
    followed: Followed,
    peer: Peer | None,
    sheet: Sheet | None,
    photos: Sequence[tuple[str, bytes]],
    calls: Sequence[CallLine],
    now: datetime,
    words: Words,
    zone: str,
) -> PersonView:
    """Times are shown in `zone`, the one of the desk; `sheet` is the plan in the reader's words, made of `Followed.plan_at`."""
    state, plan = followed.state(now), followed.plan
    moved = sum(event.kind is EventKind.MOVED for event in followed.counted_events)
    return PersonView(
        name=followed.name,
        lead=place_title(plan.kind, as_a_name(plan.place), words) if plan and plan.place else "",
        standing=_standing(followed, state, words, zone),
        warnings=tuple(_warnings(followed, state, peer, words)),
        plate=plan.current.plate[:MAX_RAW_LENGTH] if plan else "",
        calls=tuple(calls),
        sections=sheet.sections if sheet else (),
        alarm_label=sheet.alarm_label if sheet else "",
        photos=tuple(photos),
        said=tuple(_said(followed, state, words, zone)),
        done=tuple(_happened(one.at, done_words(one, words), one.initials, words, zone) for one in followed.done[::-1]),
        open=not state.ended,
        can_move=bool(followed.schedule.deadlines) and moved < MAX_MOVES and not state.dangers,
        can_clear=plan is not None and _can_clear(state),
        case=followed.case is not None,
        practice=plan is not None and plan.practice,
        has_vehicle=plan is None or plan.kind is Kind.RIDE or bool(plan.current.plate),
    )


def _can_clear(state: State) -> bool:
    """A text that says which alarms may be switched off needs news; while a danger is open there is none."""
    return not state.dangers and (state.last_heard is not None or state.phase is Phase.STOPPED)


def _standing(followed: Followed, state: State, words: Words, zone: str) -> Standing:
    of, discreet = (followed.plan.kind, followed.plan.discreet) if followed.plan else (Kind.RIDE, False)
    has_times = bool(followed.schedule.deadlines)
    kind, happened, to_do = standing_words(state, words, of, has_times=has_times, discreet=discreet)
    if state.pending is None:
        return Standing(kind, happened, to_do)
    at, agreed_in = state.pending.at, state.pending.zone
    note = words.tr("{date}, {zone}", date=words.date(at, zone), zone=words.zone_name(zone, at))
    if words.time(at, agreed_in) != words.time(at, zone):
        there = words.zone_name(agreed_in, at)
        note = words.tr("{note}; agreed as {time}, {zone}", note=note, time=words.time(at, agreed_in), zone=there)
    return Standing(kind, happened, to_do, words.time(at, zone), note, passed=state.phase is not Phase.WAITING)


def _warnings(followed: Followed, state: State, peer: Peer | None, words: Words) -> list[Warned]:
    found = []
    if state.dangers:
        found.append(
            Warned(
                "error",
                words.tr("The report of danger stays until somebody closes it, with a reason and initials."),
                words.tr("Whatever is heard later is listed here and lifts nothing."),
                words.tr("Close the report of danger"),
                "close-danger",
            )
        )
    if followed.plan_waiting is not None:
        found.append(_waiting(followed.plan_waiting, words))
    found += _keys_and_words(followed, peer, words, may_ring=not state.dangers)
    found += [_vehicle_warning(change, words) for change in followed.changes if change.outcome is LegOutcome.PLANNED]
    if followed.case is not None:
        kept = words.tr(
            "Kept as a case: {reason} ({initials})", reason=followed.case.reason, initials=followed.case.initials
        )
        found.append(Warned("info", kept, ""))
    return found


def _keys_and_words(followed: Followed, peer: Peer | None, words: Words, *, may_ring: bool) -> list[Warned]:
    """All of it is settled by voice: where nobody may ring her now, it is said without asking for that."""
    found = []
    if followed.key_change is not None:
        to_do = words.tr("It counts for nothing until you have found out. Ring her, or compare the 24 digits.")
        found.append(
            Warned(
                "error",
                words.tr("Something for this journey came under another key than before."),
                to_do if may_ring else "",
                words.tr("I have found out"),
                "resolve-key",
            )
        )
    if peer is not None and not peer.compared:
        found.append(
            Warned(
                "warn",
                words.tr("Not compared: nobody has made sure whose key this is."),
                words.tr("Read the 24 digits to each other on the telephone.") if may_ring else "",
                words.tr("Compare") if may_ring else "",
                "compare",
            )
        )
    if not followed.words and may_ring:
        found.append(
            Warned(
                "info",
                words.tr("No words are agreed: what she writes stays unclear."),
                words.tr("Agree on two words by voice, while you still can."),
                words.tr("Enter the words"),
                "words",
            )
        )
    return found


def _waiting(waiting: WaitingPlan, words: Words) -> Warned:
    if waiting.why is WhyWaiting.LATE:
        return Warned(
            "warn",
            words.tr("A new plan came, and is not in force yet."),
            words.tr("News is due: a new plan does not end a silence. It counts as soon as she is heard from."),
        )
    return Warned("warn", words.tr("A plan came under another key, and is not in force."), "")


def _vehicle_warning(change: VehicleChange, words: Words) -> Warned:
    return Warned(
        "warn",
        words.tr("Another vehicle was told of."),
        words.tr("It is not known yet whether she got in."),
        words.tr("What to read out"),
        f"vehicle:{change.id}",
        change.vehicle.plate,
    )


def _said(followed: Followed, state: State, words: Words, zone: str) -> list[Said]:
    gone = {event.id for event in state.withdrawn}
    told = {change.id for change in followed.changes}
    lines = [_entry(event, event.id in gone, words, zone) for event in followed.events if event.id not in told]
    lines += [_change(change, words, zone) for change in followed.changes]
    return [line for _, line in sorted(lines, key=lambda one: one[0], reverse=True)]


def _entry(event: Event, withdrawn: bool, words: Words, zone: str) -> tuple[datetime, Said]:
    told = entry_words(event, words)
    if withdrawn:
        told = words.tr("Entered by mistake: {entry}", entry=told)
    take_back = event.id if event.kind in WITHDRAWABLE and not withdrawn else ""
    happened = _happened(event.at, told, event.initials, words, zone)
    return event.at, Said(happened, event.words, take_back=take_back)


def _change(change: VehicleChange, words: Words, zone: str) -> tuple[datetime, Said]:
    told = {
        LegOutcome.REFUSED: words.tr("Another vehicle: she did not get in."),
        LegOutcome.TAKEN: words.tr("Another vehicle: she is in it."),
        LegOutcome.PLANNED: words.tr("Another vehicle was told of."),
    }[change.outcome]
    seen = [part for part in (change.vehicle.colour, change.vehicle.make, change.driver, change.place) if part]
    # These stand as sentences elsewhere; here a date follows.
    happened = _happened(change.at, told.removesuffix("."), change.initials, words, zone)
    return change.at, Said(happened, words.listed(seen) if seen else "", change.vehicle.plate)


def _happened(at: datetime, told: str, initials: str, words: Words, zone: str) -> Happened:
    sentence = words.tr("{what}, {date}", what=told, date=words.date(at, zone))
    if initials:
        sentence = words.tr("{sentence} ({initials})", sentence=sentence, initials=initials)
    return Happened(words.time(at, zone), sentence)
