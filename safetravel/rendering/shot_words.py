"""The guided pictures in the contact's language: what each shows, and why one is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safetravel.domain.journey import NotPossible, ShotKind, ShotWay

if TYPE_CHECKING:
    from safetravel.catalogue import Words
    from safetravel.domain.disclosure import ShotFact


def how_it_stands(fact: ShotFact, words: Words) -> str:
    """What is said of a guided picture that does not come along, plainly and without accusing anybody."""
    if fact.words:
        return fact.words
    match fact.way:
        case ShotWay.HERE:
            return words.say("There is a picture. It does not come with this.")
        case ShotWay.ON_PHONE:
            return words.say("The picture is on the traveller's phone and comes in a message of its own.")
        case ShotWay.NOTED:
            return words.say("Looked at, no picture.")
        case ShotWay.NOT_POSSIBLE:
            return _why_not(fact, words)


def _why_not(fact: ShotFact, words: Words) -> str:
    match fact.reason:
        case NotPossible.BAD_PICTURE:
            return words.say("No picture: it could not be made out.")
        case NotPossible.NO_CAMERA:
            return words.say("No picture: there was no camera.")
        case NotPossible.NOT_HERE_YET if fact.kind is ShotKind.ADVERT:
            return words.say("No picture: there was no advert, it was told.")
        case NotPossible.NOT_HERE_YET if fact.kind is ShotKind.CONTRACT:
            return words.say("No picture: there was no contract yet.")
        case NotPossible.NOT_HERE_YET if fact.kind in (ShotKind.HOST, ShotKind.EMPLOYER):
            return words.say("No picture: they had not met yet.")
        case NotPossible.NOT_HERE_YET:
            return words.say("No picture: it was not there yet.")
        case NotPossible.REFUSED:
            return words.say("No picture: asked, and the answer was no.")
        case NotPossible.DARE_NOT | None:
            return words.say("No picture: nobody asked for one.")


def shot_name(kind: ShotKind, words: Words) -> str:
    """What a guided picture shows: the label of a row, and the caption under a photograph."""
    match kind:
        case ShotKind.DRIVER:
            return words.say_c("picture", "Driver")
        case ShotKind.VEHICLE:
            return words.say_c("picture", "Vehicle")
        case ShotKind.PLATE:
            return words.say_c("picture", "Number plate")
        case ShotKind.HOST:
            return words.say_c("picture", "Host")
        case ShotKind.HOUSE:
            return words.say_c("picture", "House")
        case ShotKind.ADVERT:
            return words.say_c("picture", "Advert")
        case ShotKind.EMPLOYER:
            return words.say_c("picture", "Employer")
        case ShotKind.CONTRACT:
            return words.say_c("picture", "Contract")
        case ShotKind.COPY_OF_ID:
            return words.say_c("picture", "Copy of the ID")
        case ShotKind.SCREENSHOT:
            return words.say_c("picture", "Message on the screen")
