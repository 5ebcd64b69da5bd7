"""The plan that the schedule tests are about, and short ways to write down times and entries."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from safetravel.domain.schedule import (
    Basis,
    Deadline,
    DeadlineKind,
    Event,
    EventKind,
    Move,
    Schedule,
    State,
)

DAY = datetime(2026, 3, 9, tzinfo=UTC)


def at(clock: str) -> datetime:
    """ "11:30", or "+1 11:30" for the day after; UTC."""
    days, _, time = clock.rpartition(" ")
    hours, minutes = time.split(":")
    return DAY + timedelta(days=int(days or 0), hours=int(hours), minutes=int(minutes))


PLAN = Schedule(
    depart=at("10:00"),
    depart_zone="Europe/Warsaw",
    deadlines=(
        Deadline("c1", at("12:00"), "Europe/Warsaw"),
        Deadline("c2", at("14:00"), "Europe/Warsaw"),
        Deadline("a", at("16:00"), "Europe/Berlin", DeadlineKind.ARRIVAL),
    ),
    grace=30,
    escalation=60,
)


def event(
    kind: EventKind,
    when: str,
    *,
    typed: str = "",
    basis: Basis | None = None,
    name: str = "",
    reason: str = "",
    initials: str = "",
    closes: str = "",
    moves: tuple[Move, ...] = (),
) -> Event:
    if basis is None:
        basis = Basis.AGREED_WORD if kind in (EventKind.HEARD, EventKind.ARRIVED) else Basis.NONE
    return Event(
        name or f"{kind} {when} {typed}",
        kind,
        at(when),
        at(typed or when),
        basis=basis,
        reason=reason,
        initials=initials,
        closes=closes,
        moves=moves,
    )


def heard(when: str, **more: object) -> Event:
    return event(EventKind.HEARD, when, **more)  # type: ignore[arg-type]


def moved(when: str, new: dict[str, str], **more: object) -> Event:
    moves = tuple(Move(name, at(clock), "Europe/Berlin") for name, clock in new.items())
    return event(EventKind.MOVED, when, moves=moves, **more)  # type: ignore[arg-type]


DANGER = event(EventKind.DANGER, "12:10", name="d")
CLOSED = event(EventKind.DANGER_CLOSED, "13:00", closes="d", reason="read aloud by her sister", initials="AB")
ARRIVED = event(EventKind.ARRIVED, "15:40")
STOPPED = event(EventKind.STOPPED, "11:00", reason="did not get in")


def shown(result: State) -> tuple[str, str]:
    return result.phase.value, result.pending.id if result.pending else ""
