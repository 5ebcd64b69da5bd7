"""The four ways of a guided picture, and why there may be none: what is offered for which."""

from __future__ import annotations

from safetravel.catalogue import Words
from safetravel.domain.journey import NotPossible, ShotKind, ShotWay
from safetravel.gui.widgets.choice import Option


def ways(kind: ShotKind, words: Words) -> list[Option]:
    here = Option(ShotWay.HERE, words.tr("Here"), words.tr("Keep it encrypted in this locker."), "picture")
    usual = (
        words.tr("It stays on the phone.")
        if kind is ShotKind.ADVERT
        else words.tr("The usual way. It stays on the phone.")
    )
    on_phone = Option(ShotWay.ON_PHONE, words.tr("On my phone"), usual, "phone-with-photo")
    described = (
        words.tr("Copy what it says.")
        if kind in (ShotKind.ADVERT, ShotKind.CONTRACT)
        else words.tr("Describe what you see.")
    )
    return [
        *((here, on_phone) if kind is ShotKind.ADVERT else (on_phone, here)),
        Option(ShotWay.NOTED, words.tr("In words"), described, "pencil-note"),
        Option(ShotWay.NOT_POSSIBLE, words.tr("Not possible"), words.tr("That is an answer too."), "not-possible"),
    ]


def reasons(kind: ShotKind, words: Words) -> list[Option]:
    bad = Option(NotPossible.BAD_PICTURE, words.tr("The picture is bad"), words.tr("Too dark, blurred."), "picture-bad")
    if kind is ShotKind.ADVERT:
        told = words.tr("Somebody told me of it.")
        return [Option(NotPossible.NOT_HERE_YET, words.tr("There was no advert"), told, "people"), bad]
    return [
        _not_yet(kind, words),
        Option(NotPossible.DARE_NOT, words.tr("I do not dare to ask"), words.tr("You get help now."), "help"),
        Option(NotPossible.REFUSED, words.tr("The answer was no"), words.tr("You get help now."), "hand-stop"),
        Option(NotPossible.NO_CAMERA, words.tr("No camera"), "", "no-camera"),
        bad,
    ]


def _not_yet(kind: ShotKind, words: Words) -> Option:
    named = {
        ShotKind.HOST: (words.tr("Not met yet"), ""),
        ShotKind.EMPLOYER: (words.tr("Not met yet"), ""),
        ShotKind.HOUSE: (words.tr("Not been there yet"), ""),
        ShotKind.CONTRACT: (words.tr("There is none yet"), words.tr("A reason to wait.")),
    }
    title, line = named.get(kind, (words.tr("Not here yet"), ""))
    return Option(NotPossible.NOT_HERE_YET, title, line, "clock")
