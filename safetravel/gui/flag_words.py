"""Signs in another vehicle and what to read out, in the window's words. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from safetravel.catalogue import Words
from safetravel.guidance.flags import Advice, Flag, Sign, Weight, advice


@dataclass(frozen=True)
class ReadOut:
    """`sentences` to be read out one by one, then `number`, in a box of its own: the emergency number of where she is."""

    sentences: tuple[str, ...]
    number: str


def reason(flag: Flag, words: Words) -> tuple[bool, str, str]:
    """(whether it is enough by itself, what was told, what weight it has): nothing here says what a driver is or wants."""
    told: dict[Sign | None, str] = {
        Sign.PHOTOS_REFUSED: words.tr("Pictures were asked for, and the answer was no."),
        Sign.SEPARATED: words.tr("She is to travel apart from those she is with."),
        Sign.VEHICLE_CHANGED: words.tr("It is another vehicle than the one that was agreed."),
        Sign.ALONE_WITH_STRANGER: words.tr("She would be alone with a driver whom she does not know."),
    }
    weight = {
        Weight.CRITICAL: words.tr("Reason enough not to get in."),
        Weight.HIGH: words.tr("Together with another sign: reason enough not to get in."),
    }
    return flag.weight is Weight.CRITICAL, told[flag.sign], weight[flag.weight]


def to_read_out(flags: Sequence[Flag], number: str, words: Words) -> ReadOut:
    """What the desk says to her on the telephone. `number`: `Numbers.emergency_of` the countries of the journey."""
    stay = words.tr("Do not get in.")
    lines = {
        Advice.STAY_WITH_THE_OTHERS: (stay, words.tr("Stay with the others, where people are.")),
        Advice.STAY_AMONG_PEOPLE: (stay, words.tr("Stay where people are.")),
        Advice.PICTURES_FIRST: (
            words.tr("Before you get in: take a picture of the driver, the vehicle and the plate."),
            words.tr("Send the pictures first."),
        ),
    }
    call = words.tr("In danger, call this number:")
    return ReadOut((*lines[advice(flags)], call), number)
