"""How a journey stands, in a desk's words. The best that is ever said is *heard from*."""

from __future__ import annotations

from typing import Final

from safetravel.catalogue import Words
from safetravel.domain.event import Basis, Event, EventKind
from safetravel.domain.followed import Done, DoneKind, WhyUnclear
from safetravel.domain.summary import CASE, KEY_CHANGED, NOT_COMPARED, PRACTICE, Standing, Summary, standing
from safetravel.gui.desk.standing_words import sentence
from safetravel.gui.journey_page import event_words
from safetravel.gui.widgets.board_list import BoardLine
from safetravel.services.desk_records import moment

ICONS: Final = {
    Standing.DANGER: "hand-stop",
    Standing.ESCALATED: "police",
    Standing.OVERDUE: "alarm",
    Standing.KEY_CHANGED: "key",
    Standing.UNCLEAR: "help",
    Standing.GRACE: "clock",
    Standing.WAITING: "route",
    Standing.NO_TIMES: "route",
    Standing.ARRIVED: "flag",
    Standing.STOPPED: "flag",
}


def board_line(summary: Summary, now: int, words: Words, zone: str) -> BoardLine:
    """`now` in seconds since 1970 UTC; times are shown in `zone`."""
    how = standing(summary, now)
    at = summary.heard if how in (Standing.ARRIVED, Standing.STOPPED) else summary.due
    return BoardLine(
        standing=how,
        icon=ICONS[how],
        name=summary.name,
        place=summary.place,
        sentence=sentence(summary, how, now, words),
        note=_note(summary, how, words),
        time=words.time(moment(at), zone) if at else "",
        plate=summary.plate,
    )


def _note(summary: Summary, how: Standing, words: Words) -> str:
    notes = [words.tr("Practice")] if summary.flags & PRACTICE else []
    if summary.unclear and how is not Standing.UNCLEAR:
        notes.append(words.tr("unclear news"))
    if summary.flags & KEY_CHANGED and how is not Standing.KEY_CHANGED:
        notes.append(words.tr("another key"))
    if summary.flags & NOT_COMPARED:
        notes.append(words.tr("key not compared"))
    if summary.flags & CASE:
        notes.append(words.tr("kept as a case"))
    if summary.noted:
        notes.append(words.tr("last: {initials}", initials=summary.noted))
    return words.listed(notes) if notes else ""


def why_words(words: Words) -> dict[WhyUnclear, str]:
    """Why an entry changes nothing."""
    return {
        WhyUnclear.NO_WORD: words.tr("without a word that was agreed"),
        WhyUnclear.OTHER_WORD: words.tr("with a word that was not agreed"),
        WhyUnclear.NO_WORD_AGREED: words.tr("no word was agreed with her"),
        WhyUnclear.BACKWARDS: words.tr("older than what is here already"),
        WhyUnclear.AHEAD: words.tr("dated ahead of this clock"),
        WhyUnclear.BEFORE_SETTING_OUT: words.tr("dated before she set out"),
        WhyUnclear.ANOTHER_KEY: words.tr("under another key than before"),
        WhyUnclear.IN_THE_CLEAR: words.tr("not sealed: anybody can have written it"),
        WhyUnclear.CALL_ME: words.tr("she asks to be called"),
        WhyUnclear.NOT_GOING_ON: words.tr("she is not going on"),
        WhyUnclear.CHANGED_VEHICLE: words.tr("she is in another vehicle"),
        WhyUnclear.ODD: words.tr("it was odd"),
        WhyUnclear.PLAN_WAITS: words.tr("a new plan came while news was due"),
    }


def entry_words(event: Event, words: Words) -> str:
    """One entry of a desk's time line: what it counts as, and why."""
    if event.kind is EventKind.UNCLEAR and event.reason in set(WhyUnclear):
        return words.tr("Unclear news: {why}", why=why_words(words)[WhyUnclear(event.reason)])
    basis = {
        Basis.AGREED_WORD: words.tr("with the agreed word"),
        Basis.IN_PERSON: words.tr("seen in person"),
        Basis.VOICE: words.tr("spoke to her, the voice is known"),
    }
    if event.kind in (EventKind.HEARD, EventKind.ARRIVED) and event.basis in basis:
        return words.tr("{what}: {how}", what=event_words(event, words), how=basis[event.basis])
    if event.kind in (EventKind.STOPPED, EventKind.DANGER_CLOSED) and event.reason:
        return words.tr("{what}: {how}", what=event_words(event, words), how=event.reason)
    return event_words(event, words)


def done_words(done: Done, words: Words) -> str:
    """What somebody at the desk did, in one sentence."""
    named = done_names(words)
    told = words.tr("{what}: {whom}", what=named[done.kind], whom=done.whom) if done.whom else named[done.kind]
    if done.reference:
        told = words.tr("{what}, reference {reference}", what=told, reference=done.reference)
    return told


def done_names(words: Words) -> dict[DoneKind, str]:
    return {
        DoneKind.CALLED: words.tr("Called, and reached"),
        DoneKind.NO_ANSWER: words.tr("Called, no answer"),
        DoneKind.CONTACT_TOLD: words.tr("Told a contact"),
        DoneKind.POLICE_TOLD: words.tr("Told the police"),
        DoneKind.HOTLINE_TOLD: words.tr("Told a hotline"),
        DoneKind.TAKEN_NOTE: words.tr("Took note at the change of shift"),
        DoneKind.REPORT_MADE: words.tr("Made a report"),
        DoneKind.ORIGINALS_HANDED: words.tr("Handed the originals over"),
        DoneKind.OTHER: words.tr("Something else"),
    }
