"""How a journey stands, in one sentence: for the board and for the command line. No Qt here."""

from __future__ import annotations

from typing import Final

from safetravel.catalogue import Words
from safetravel.domain.summary import Standing, Summary

_HOUR: Final = 60


def sentence(summary: Summary, how: Standing, now: int, words: Words) -> str:
    late = duration(now - summary.due, words) if summary.due else ""
    if how is Standing.WAITING:
        return words.tr("Next news in {time}", time=duration(summary.due - now, words))
    return {
        Standing.DANGER: words.tr("Danger: do not call or write to her about this"),
        Standing.ESCALATED: words.tr("Long overdue: {time} past the agreed time", time=late),
        Standing.OVERDUE: words.tr("Overdue: {time} past the agreed time", time=late),
        Standing.KEY_CHANGED: words.tr("Something came under another key"),
        Standing.UNCLEAR: words.tr("Unclear news: call about something ordinary"),
        Standing.GRACE: words.tr("Due now: {time} past the agreed time", time=late),
        Standing.NO_TIMES: words.tr("No agreed time is left, and the arrival was not reported")
        if summary.heard
        else words.tr("No times were agreed"),
        Standing.ARRIVED: words.tr("Heard from: at the place"),
        Standing.STOPPED: words.tr("The agreed times were stopped"),
    }[how]


def duration(seconds: int, words: Words) -> str:
    """Whole minutes, hours and days, rounded down: "25 min", "3 h 5 min", "4 days"."""
    minutes = max(0, seconds) // 60
    if minutes < _HOUR:
        return words.tr("{n} min", n=minutes)
    if minutes < 48 * _HOUR:
        return words.tr("{h} h {m} min", h=minutes // _HOUR, m=minutes % _HOUR)
    days = minutes // (24 * _HOUR)
    return words.tr_n("{n} day", "{n} days", days)
