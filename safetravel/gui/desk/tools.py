"""What the pages of a desk share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from safetravel.domain import schedule, zones
from safetravel.domain.errors import ScheduleNotPossible
from safetravel.domain.followed import Followed
from safetravel.gui.screens.base import WordedScreen
from safetravel.gui.stage import Stage
from safetravel.gui.widgets.when import WhenField
from safetravel.guidance.flags import FlagList
from safetravel.guidance.numbers import Numbers
from safetravel.host import Clock
from safetravel.services.retelling import Retelling
from safetravel.services.session import Session


@dataclass(frozen=True)
class PersonTools:
    """What the page needs beside the desk. `report` and `compare` open the pages of a journey's report and of a peer's key."""

    session: Session
    clock: Clock
    here: str
    numbers: Numbers
    flags: FlagList
    retelling: Retelling
    signs: Callable[[], list[tuple[str, str]]]
    report: Callable[[str], None]
    compare: Callable[[str, Callable[[], None]], None]
    clearing: Callable[[Followed], str]
    moved_calendar: Callable[[Followed], bytes]


def when_field(stage: Stage, now: datetime, here: str) -> WhenField:
    """*When it happened*, now at first, in the desk's own zone."""
    local = now.astimezone(ZoneInfo(here)).replace(tzinfo=None, second=0, microsecond=0)
    return WhenField(
        stage.look,
        stage.words,
        stage.words.tr("When it happened"),
        local=local,
        zone=here,
        zones=zones.CHOOSER,
        today=local.date(),
    )


def instant_of(screen: WordedScreen, when: WhenField) -> datetime | None:
    """The instant that was typed; None when there is none, which `screen` says then."""
    try:
        return schedule.instant(when.local(), when.zone())
    except ScheduleNotPossible as error:
        screen.trouble(error)
        return None
