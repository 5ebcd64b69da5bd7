"""What is shown to a stranger, in their language: a handful of sentences, so that they are there in more languages than all else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from safetravel.catalogue import Words


class CardKind(StrEnum):
    """In the order in which they are offered."""

    HELP = "help"
    NOT_WITH = "not-with"
    DESK = "desk"
    DOCTOR = "doctor"
    DRIVER = "driver"


@dataclass(frozen=True)
class Said:
    """A card in one language. `aside` is what stands smaller below, "" for nothing."""

    sentences: tuple[str, ...]
    aside: str
    language: str
    right_to_left: bool

    @property
    def spoken(self) -> str:
        return " ".join(filter(None, (*self.sentences, self.aside)))


def said(kind: CardKind, words: Words, reader: str, *, centre_asks_everyone: bool = False) -> Said:
    """`words` are of the cards domain; `reader` is the tag of the language that the person who shows the card speaks."""
    # Translators: {language} is a name as a dictionary has it. Where it would have to change, say "My language: {language}."
    speaks = words.on_card("I speak {language}.", language=words.language_name(reader))
    sentences: tuple[str, ...]
    if kind is CardKind.HELP:
        sentences, aside = (words.on_card("I need help."), words.on_card("Please call the police.")), speaks
    elif kind is CardKind.NOT_WITH:
        # Translators: by vehicle or on foot.
        sentences, aside = (words.on_card("I do not want to go with this person."),), speaks
    elif kind is CardKind.DESK:
        # Translators: where officials or known organisations help people who fled.
        sentences, aside = (words.on_card("Where is the official desk?"),), ""
    elif kind is CardKind.DOCTOR:
        sentences, aside = (words.on_card("I need a doctor."),), speaks
    else:
        everyone = words.on_card("The centre asks everyone to do this.") if centre_asks_everyone else ""
        sentences = (
            words.on_card("Before a ride I take a picture of the car and the driver and send it to my family."),
            # Translators: the picture.
            words.on_card("I delete it when I have arrived."),
        )
        aside = everyone
    return Said(sentences, aside, words.language, words.right_to_left)
