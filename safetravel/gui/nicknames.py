"""Icon nicknames: "blue kettle" says nothing about a person and is easy to find again."""

from __future__ import annotations

import secrets

from safetravel.catalogue import Words
from safetravel.gui.look.icons import OBJECT_COLOURS, OBJECTS


def suggest(taken: frozenset[str]) -> str:
    """An icon key "colour-object" that is not in `taken`, where one is left."""
    keys = [f"{colour}-{thing}" for colour in OBJECT_COLOURS for thing in OBJECTS]
    free = [key for key in keys if key not in taken]
    return secrets.choice(free or keys)


def parts_of(key: str) -> tuple[str, str]:
    """(name of the drawing, colour) of an icon key; ("", "") for one that is not ours."""
    colour, _, thing = key.partition("-")
    return (f"object-{thing}", colour) if colour in OBJECT_COLOURS and thing in OBJECTS else ("", "")


def spoken(key: str, words: Words) -> str:
    """The nickname of an icon key in words: thing and colour, side by side, so that no language must inflect."""
    colour, _, thing = key.partition("-")
    things = {
        "kettle": words.tr("kettle"),
        "boat": words.tr("boat"),
        "tree": words.tr("tree"),
        "key": words.tr("key"),
        "cup": words.tr("cup"),
        "lamp": words.tr("lamp"),
        "bird": words.tr("bird"),
        "apple": words.tr("apple"),
        "bicycle": words.tr("bicycle"),
        "umbrella": words.tr("umbrella"),
        "sun": words.tr("sun"),
        "moon": words.tr("moon"),
        "leaf": words.tr("leaf"),
        "flower": words.tr("flower"),
        "fish": words.tr("fish"),
        "bell": words.tr("bell"),
        "book": words.tr("book"),
        "hat": words.tr("hat"),
        "cloud": words.tr("cloud"),
        "mountain": words.tr("mountain"),
        "chair": words.tr("chair"),
        "kite": words.tr("kite"),
        "glasses": words.tr("glasses"),
        "anchor": words.tr("anchor"),
    }
    colours = {
        "blue": words.tr_c("colour", "blue"),
        "green": words.tr_c("colour", "green"),
        "red": words.tr_c("colour", "red"),
        "orange": words.tr_c("colour", "orange"),
        "violet": words.tr_c("colour", "violet"),
        "brown": words.tr_c("colour", "brown"),
    }
    return words.tr("{thing}, {colour}", thing=things.get(thing, thing), colour=colours.get(colour, colour))
