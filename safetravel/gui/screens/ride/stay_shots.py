"""The pictures of a place to stay and of a job offer: host, house, advert, employer, contract."""

from __future__ import annotations

from safetravel.catalogue import Words
from safetravel.domain.journey import Journey, ShotKind
from safetravel.gui.kind_words import SHOT_ICONS, picture_of, shot_title
from safetravel.gui.look.look import Look
from safetravel.gui.screens.ride.shot import ShotWords
from safetravel.gui.screens.ride.shot_screens import ShotScreen
from safetravel.services.capture_flow import SHOT_OF, Step


class PlainShotScreen(ShotScreen):
    """A step that is its picture and nothing else."""

    def __init__(self, words: Words, look: Look, journey: Journey, step: Step) -> None:
        kind = SHOT_OF[step]
        super().__init__(
            words,
            look,
            journey,
            step,
            shot_title(kind, words),
            _lead(kind, words),
            SHOT_ICONS[kind],
            ShotWords(_drop(kind, words), _on_phone(kind, words), picture_of(kind, words), _noted(kind, words)),
        )
        self.add(self.panel)
        self.end()


def _lead(kind: ShotKind, words: Words) -> str:
    return {
        ShotKind.HOST: words.tr("Ask, then take a picture of the face. An honest host does not mind."),
        ShotKind.HOUSE: words.tr("The entrance with its number, the name of the street, the name at the bell."),
        ShotKind.ADVERT: words.tr("Keep it as it stands now: an advert can be gone tomorrow."),
        ShotKind.EMPLOYER: words.tr("Whoever gives you the work, or takes you there. Ask first."),
        ShotKind.CONTRACT: words.tr("Ask to see it before you leave, in a language that you read. Every page."),
    }[kind]


def _drop(kind: ShotKind, words: Words) -> str:
    return words.tr("Screenshot or picture of the advert") if kind is ShotKind.ADVERT else picture_of(kind, words)


def _on_phone(kind: ShotKind, words: Words) -> str:
    return {
        ShotKind.HOST: words.tr("Take a picture of the host with your phone now."),
        ShotKind.HOUSE: words.tr("Take a picture of the entrance with your phone now."),
        ShotKind.ADVERT: words.tr("Make a screenshot of the advert on your phone now."),
        ShotKind.EMPLOYER: words.tr("Take a picture of this person with your phone now."),
        ShotKind.CONTRACT: words.tr("Take a picture of every page with your phone now."),
    }[kind]


def _noted(kind: ShotKind, words: Words) -> str:
    return {
        ShotKind.ADVERT: words.tr("What the advert says"),
        ShotKind.CONTRACT: words.tr("What the contract says"),
    }.get(kind, "")
