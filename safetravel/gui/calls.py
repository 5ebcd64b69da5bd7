"""Whom to ring, in the window's words, in the order in which to ring. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from safetravel.catalogue import Words
from safetravel.domain.journey import Kind
from safetravel.guidance.numbers import Call, CallKind, Reach
from safetravel.services.contacts import international


@dataclass(frozen=True)
class CallLine:
    """`number` stands in a box of its own, "" where none is known; `note` may be empty."""

    who: str
    number: str
    note: str


def call_lines(calls: Sequence[Call], words: Words, kind: Kind = Kind.RIDE) -> tuple[CallLine, ...]:
    """`kind` is that of the journey: it says whether it is a driver, a host or an employer who is rung."""
    return tuple(CallLine(_who(call, words, kind), international(call.number), _note(call, words)) for call in calls)


def _who(call: Call, words: Words, kind: Kind) -> str:
    if call.line is not None:
        country = words.country(call.country)
        return words.tr("{name}, {country}: line against trafficking", name=call.line.name, country=country)
    return {
        CallKind.TRAVELLER: words.tr("Call her"),
        CallKind.DRIVER: {
            Kind.RIDE: words.tr("Call the driver"),
            Kind.STAY: words.tr("Call the host"),
            Kind.WORK: words.tr("Call the employer"),
        }[kind],
        CallKind.POLICE: words.tr("Ring the police where you are"),
        CallKind.EMERGENCY: words.tr("Emergency number where you are"),
        CallKind.LINE: "",
    }[call.kind]


def _note(call: Call, words: Words) -> str:
    if call.line is not None:
        return " ".join(note for note in (_reach(call, words), _hours(call, words)) if note)
    if call.kind is CallKind.TRAVELLER and not call.number:
        return words.tr("On the number that you have: none came with the plan.")
    if call.kind is CallKind.POLICE and not call.number:
        return words.tr("Say in the settings of the desk in which country it is: the number is shown here then.")
    if not call.urgent:
        return words.tr("For what can wait. If it is urgent: the emergency number.")
    return ""


def _reach(call: Call, words: Words) -> str:
    country = words.country(call.country)
    return {
        Reach.ABROAD: "",
        Reach.DOUBTFUL: words.tr("May not connect from where you are."),
        Reach.INSIDE: words.tr("Answers only inside {country}: for her, or for the police there.", country=country),
    }[call.reach]


def _hours(call: Call, words: Words) -> str:
    return words.tr("By day and night.") if call.line is not None and call.line.always else ""
