"""Driver, vehicle and plate: a guided picture each, and what is typed beside it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from safetravel.catalogue import Words
from safetravel.domain import plate
from safetravel.domain.journey import Journey, Shot, ShotKind, ShotWay, Vehicle
from safetravel.gui.look.look import Look
from safetravel.gui.screens.ride.shot import ShotPanel, ShotWords, with_answer
from safetravel.gui.screens.ride.step import Answer, StepScreen
from safetravel.gui.widgets.boxed import Boxed
from safetravel.gui.widgets.fields import PlateField, TextField
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.pick import PickField
from safetravel.gui.widgets.picture_drop import PictureView
from safetravel.gui.widgets.screen import Card
from safetravel.guidance.plates import Look as PlateLook
from safetravel.guidance.plates import PlateGuide
from safetravel.services.capture_flow import SHOT_OF, Step

SHORT = 40


class ShotScreen(StepScreen):
    """A step with a panel. `kind` is the shot it is about."""

    def __init__(
        self, words: Words, look: Look, journey: Journey, step: Step, title: str, lead: str, icon: str, texts: ShotWords
    ) -> None:
        super().__init__(words, look, journey, step, title, lead, icon=icon)
        self.kind: ShotKind = SHOT_OF[step]
        self.panel = ShotPanel(words, look, self.kind, journey.shot(self.kind), texts)

    def fault(self) -> bool:
        missing = self.panel.what_is_missing()
        if missing:
            self.tell("warn", missing)
        return bool(missing)

    def shot(self) -> Shot | None:
        return self.panel.shot(self.journey.current_leg)

    def answer(self) -> Answer:
        shot = self.shot()
        return lambda journey: with_answer(journey, shot)


class DriverScreen(ShotScreen):
    def __init__(self, words: Words, look: Look, journey: Journey) -> None:
        super().__init__(
            words,
            look,
            journey,
            Step.DRIVER,
            words.tr("The driver"),
            words.tr("Ask, then take a picture of the face. An honest driver does not mind."),
            "driver",
            ShotWords(
                words.tr("Picture of the driver"),
                words.tr("Take a picture of the driver with your phone now."),
                words.tr("Picture of the driver"),
            ),
        )
        self.add(self.panel)
        self.end()


class VehicleScreen(ShotScreen):
    def __init__(self, words: Words, look: Look, journey: Journey) -> None:
        super().__init__(
            words,
            look,
            journey,
            Step.VEHICLE,
            words.tr("The vehicle"),
            words.tr("The whole vehicle from the side or from behind, with its colour."),
            "vehicle",
            ShotWords(
                words.tr("Picture of the vehicle"),
                words.tr("Take a picture of the whole vehicle with your phone now."),
                words.tr("Picture of the vehicle"),
            ),
        )
        vehicle = journey.legs[journey.current_leg].vehicle
        self.add(self.panel)
        self.make = TextField(look, words.tr("Make (may stay empty)"), text=vehicle.make, max_length=SHORT)
        self.colour = TextField(look, words.tr("Colour (may stay empty)"), text=vehicle.colour, max_length=SHORT)
        self.colour.submitted.connect(self.submit)
        self.add_all(self.make, self.colour)
        self.end()

    def answer(self) -> Answer:
        shot, make, colour = self.shot(), self.make.text(), self.colour.text()

        def change(journey: Journey) -> Journey:
            changed = with_vehicle(journey, make=make, colour=colour)
            return with_answer(changed, shot)

        return change


class PlateScreen(ShotScreen):
    """The plate is typed beside the enlarged photograph and read back. `show_photo` brings it when it was unsealed."""

    def __init__(self, words: Words, look: Look, journey: Journey, guide: PlateGuide) -> None:
        super().__init__(
            words,
            look,
            journey,
            Step.PLATE,
            words.tr("The number plate"),
            words.tr("Type it as you see it. Then take a picture of it, close and straight."),
            "plate",
            ShotWords(
                words.tr("Picture of the plate"),
                words.tr("Take a picture of the plate with your phone now."),
                words.tr("Picture of the plate"),
            ),
        )
        self._guide = guide
        vehicle = journey.legs[journey.current_leg].vehicle
        self._photo = PictureView(look, b"", words.tr("The picture, enlarged"), most=520)
        self._photo.hide()
        self.add(self._photo)
        self.plate = PlateField(look, words.tr("Number plate"), text=vehicle.plate)
        self.plate.changed.connect(lambda _text: self._look_at_it())
        self.plate.submitted.connect(self.submit)
        self.set_first(self.plate)
        signs = [("", words.tr("Not known"))]
        signs += [
            (one.sign, words.tr("{sign}: {country}", sign=one.sign, country=words.country(one.iso)))
            for one in guide.countries
        ]
        self.sign = PickField(look, words.tr("Country sign on the plate or the vehicle"), signs, value=vehicle.country)
        self.sign.chosen.connect(lambda _key: self._look_at_it())
        self.add(self.plate)
        back = Card(look, title=words.tr("Read it back, one by one"))
        self._back = Boxed(look, "", "code")
        back.add(self._back, leading=True)
        self._hint = Label("", "body")
        back.add(self._hint)
        self.add(back)
        self.add(self.sign)
        self.add(Label(words.tr("The picture of the plate"), "heading"))
        self.add(self.panel)
        self.end()
        self._look_at_it()

    def show_photo(self, rendering: bytes) -> None:
        """`rendering` is one of our own clean JPEGs."""
        self._photo.set_rendering(rendering)
        self._photo.show()

    def _look_at_it(self) -> None:
        words, typed = self.words, self.plate.text()
        self._back.set_text(plate.spelled(typed))
        self._back.setVisible(bool(typed))
        hint = self._guide.look(typed, self.sign.value())
        sentences = {
            PlateLook.EMPTY: words.tr("Nothing typed yet."),
            PlateLook.USUAL: words.tr(
                "Looks like a plate of this country. Please compare it once more with what you see."
            ),
            PlateLook.UNUSUAL: words.tr("Unusual for this country. Please look again; it may still be right."),
            PlateLook.UNKNOWN: words.tr("Please compare it once more with what you see."),
        }
        self._hint.setText(sentences[hint.look])

    def fault(self) -> bool:
        if self.plate.text():
            return False
        shot = self.shot()
        if shot is not None and shot.way is ShotWay.NOT_POSSIBLE:
            return False
        self.plate.set_fault(
            self.words.tr("The plate is what helps most. Type it, or say below why it is not possible.")
        )
        self.plate.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def shot(self) -> Shot | None:
        """A typed plate without a picture is a plate noted in words."""
        found = super().shot()
        if found is None and self.plate.text() and self.journey.shot(ShotKind.PLATE) is None:
            return Shot(ShotKind.PLATE, ShotWay.NOTED, self.journey.current_leg)
        return found

    def answer(self) -> Answer:
        shot, typed, sign = self.shot(), self.plate.text(), self.sign.value()

        def change(journey: Journey) -> Journey:
            changed = with_vehicle(journey, plate=typed, country=sign)
            return with_answer(changed, shot)

        return change


def with_vehicle(journey: Journey, **fields: str) -> Journey:
    """The current leg's vehicle with these fields changed."""
    index = journey.current_leg
    leg = journey.legs[index]
    vehicle: Vehicle = replace(leg.vehicle, **fields)  # type: ignore[arg-type]  # the names are those of Vehicle
    return journey.with_leg(index, replace(leg, vehicle=vehicle))
