"""Walks a person through the steps of a journey: which screen, what is sealed when, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from safetravel.domain.contact import Contact
from safetravel.domain.disclosure import Scope
from safetravel.domain.journey import Journey, Kind, Shot, ShotKind, Stage
from safetravel.domain.schedule import overdue_at
from safetravel.gui.camera import Camera
from safetravel.gui.in_turn import InTurn
from safetravel.gui.kind_words import picture_of
from safetravel.gui.ride_pictures import RidePictures
from safetravel.gui.screens.camera import OtherWay, PhotoScreen
from safetravel.gui.screens.ride.id_look import IdLookScreen
from safetravel.gui.screens.ride.later_times import LaterTimesScreen
from safetravel.gui.screens.ride.offer import OfferScreen
from safetravel.gui.screens.ride.place import PlaceScreen
from safetravel.gui.screens.ride.preview import PreviewScreen, Shown
from safetravel.gui.screens.ride.refusal import RefusalScreen
from safetravel.gui.screens.ride.route import RouteScreen
from safetravel.gui.screens.ride.shot_screens import DriverScreen, PlateScreen, ShotScreen, VehicleScreen
from safetravel.gui.screens.ride.stay_shots import PlainShotScreen
from safetravel.gui.screens.ride.step import StepScreen
from safetravel.gui.screens.ride.tell import TellScreen
from safetravel.gui.screens.ride.times import TimesScreen
from safetravel.gui.screens.ride.travellers import TravellersScreen
from safetravel.gui.screens.ride.where import WhereScreen
from safetravel.gui.stage import Stage as Frame
from safetravel.guidance.plates import PlateGuide
from safetravel.host import Clock
from safetravel.services import capture_flow
from safetravel.services.capture_flow import SHOT_OF, Step
from safetravel.services.session import Session
from safetravel.services.shares import Shares


class Ride(QObject):
    """`from_phone(journey, back)`, `home`, `new_contact(then)` and `hub(journey)` are the ways out, joined by the conductor."""

    def __init__(
        self,
        frame: Frame,
        session: Session,
        shares: Shares,
        guide: PlateGuide,
        clock: Clock,
        here: str,
        *,
        camera: Camera,
        from_phone: Callable[[str, Callable[[], None]], None],
        home: Callable[[], None],
        new_contact: Callable[[Callable[[str], None]], None],
        hub: Callable[[str], None],
        centre_asks_everyone: Callable[[], bool],
    ) -> None:
        super().__init__()
        self._frame, self._session, self._shares = frame, session, shares
        self._guide, self._clock, self._here = guide, clock, here
        self._camera, self._home, self._new_contact, self._hub = camera, home, new_contact, hub
        self._from_phone, self._asks_everyone = from_phone, centre_asks_everyone
        self._journey_id = ""
        self._pictures = RidePictures(frame, session, self._journey)

    def open(self, journey: Journey) -> None:
        """The step a draft was left at."""
        self._journey_id = journey.id
        self._session.photos.warm()
        self._show(capture_flow.current(journey))

    def again_for_new_vehicle(self, journey: Journey) -> None:
        """The steps from the driver on, for another vehicle."""
        self._journey_id = journey.id
        self._show(Step.DRIVER)

    def typed_is_kept(self) -> None:
        """Seal what stands on the present screen, without looking for faults: before a lock or a quick exit."""
        screen = self._frame.screen
        if isinstance(screen, StepScreen) and screen.journey.id == self._journey_id:
            step = screen.step.value
            answer = screen.answer()
            self._session.journeys.update(self._journey_id, lambda j: replace(answer(j), step=_step_of(j, step)))

    def _journey(self) -> Journey:
        journey = self._session.journeys.get(self._journey_id)
        if journey is None:
            raise KeyError(self._journey_id)
        return journey

    def _show(self, step: Step) -> None:
        screen = self._make(step)
        screen.go_on.connect(lambda: self._go_on(screen))
        screen.save_and_home.connect(lambda: self._leave(screen, None))
        earlier = capture_flow.before(self._journey(), step)
        back = (lambda: self._leave(screen, earlier)) if earlier else (lambda: self._leave(screen, None))
        self._frame.show(screen, again=lambda: self._again(step), back=back)

    def _again(self, step: Step) -> None:
        """Another language: what is typed is sealed first, so that the new screen has it."""
        screen = self._frame.screen
        if isinstance(screen, StepScreen):
            self._leave(screen, step)
        else:
            self._show(step)

    def _make(self, step: Step) -> StepScreen:
        words, look, journey = self._frame.words, self._frame.look, self._journey()
        if step is Step.WHERE:
            return WhereScreen(words, look, journey, centre_asks_everyone=self._asks_everyone())
        if step is Step.ID:
            return self._id_screen(journey)
        if step is Step.OFFER:
            return OfferScreen(words, look, journey)
        if step is Step.ROUTE:
            make = RouteScreen if journey.kind is Kind.RIDE else PlaceScreen
            return make(words, look, journey, self._clock.now(), self._here)
        if step is Step.TIMES and journey.kind is Kind.RIDE:
            return TimesScreen(words, look, journey)
        if step is Step.TIMES:
            return LaterTimesScreen(words, look, journey, self._clock.now(), self._here)
        if step is Step.TRAVELLERS:
            return TravellersScreen(words, look, journey)
        if step is Step.CONTACTS:
            return self._tell(journey)
        if step is Step.PREVIEW:
            return self._preview(journey)
        return self._shot_screen(step, journey)

    def _go_on(self, screen: StepScreen) -> None:
        shot = screen.shot() if isinstance(screen, ShotScreen) else None
        if shot is not None and capture_flow.asks_to_step_back(shot):
            self._keep(screen, screen.step, lambda: self._step_back(screen.step, shot))
            return
        following = capture_flow.after(screen.journey, screen.step)
        if following is None:
            self._keep(screen, screen.step, self._set_out)
        else:
            self._keep(screen, following, lambda: self._show(following))

    def _leave(self, screen: StepScreen, to: Step | None) -> None:
        """Back, or home: what was typed is kept even where something is still at fault."""
        self._keep(screen, to or screen.step, (lambda: self._show(to)) if to else self._home)

    def _keep(self, screen: StepScreen, next_step: Step, then: Callable[[], None]) -> None:
        """Seal the answer, then go on. The main button rests meanwhile."""
        answer, journey_id = screen.answer(), self._journey_id
        screen.main.setEnabled(False)

        def work(_task: object) -> Journey:
            return self._session.journeys.update(
                journey_id, lambda j: replace(answer(j), step=_step_of(j, next_step.value))
            )

        def failed(error: Exception) -> None:
            screen.main.setEnabled(True)
            if isinstance(error, BaseException):
                self._frame.window.show_error(error)

        self._frame.run(work, lambda _journey: then(), owner=screen, failed=failed)

    # pictures

    def _shot_screen(self, step: Step, journey: Journey) -> ShotScreen:
        words, look = self._frame.words, self._frame.look
        screen: ShotScreen
        if step is Step.DRIVER:
            screen = DriverScreen(words, look, journey)
        elif step is Step.VEHICLE:
            screen = VehicleScreen(words, look, journey)
        elif step is Step.PLATE:
            screen = plate = PlateScreen(words, look, journey, self._guide)
            photo = _to_type_beside(journey)
            if photo:
                self._frame.run(lambda _task: self._session.photos.rendering(photo), plate.show_photo, owner=plate)
        else:
            screen = PlainShotScreen(words, look, journey, step)
        self._pictures.join(screen, screen.panel, screen.kind)
        screen.panel.camera.connect(lambda: self._keep(screen, step, lambda: self._shoot(step)))
        screen.panel.from_phone.connect(lambda: self._keep(screen, step, lambda: self._bring(step)))
        return screen

    def _id_screen(self, journey: Journey) -> IdLookScreen:
        now = self._clock.now()
        screen = IdLookScreen(self._frame.words, self._frame.look, journey, now)
        stamp = screen.copy.stamp(self._frame.words.date(now, self._here))
        self._pictures.join(screen, screen.copy, ShotKind.COPY_OF_ID, stamp)
        return screen

    def _bring(self, step: Step) -> None:
        """Over the network from one's own phone; what comes may be for other shots as well."""

        def back() -> None:
            self._show(step)
            if isinstance(self._frame.screen, ShotScreen):
                self._frame.screen.panel.choose_here()

        self._from_phone(self._journey_id, back)

    def _shoot(self, step: Step) -> None:
        """With this computer's camera; what is kept comes in like any picture from outside."""

        def make() -> PhotoScreen:
            words = self._frame.words
            instead = OtherWay(words.tr("Choose a picture instead"), "folder", back)
            return PhotoScreen(words, self._frame.look, picture_of(SHOT_OF[step], words), others=[instead])

        def back(untrusted: bytes = b"") -> None:
            self._show(step)
            screen = self._frame.screen
            if isinstance(screen, ShotScreen):
                screen.panel.choose_here()
                if untrusted:
                    screen.panel.untrusted_bytes.emit(untrusted)

        self._camera.shoot(back, back=back, make=make)

    # refusal

    def _step_back(self, step: Step, shot: Shot) -> None:
        screen = RefusalScreen(self._frame.words, self._frame.look, shot, self._journey().kind)
        following = capture_flow.after(self._journey(), step)
        screen.go_on.connect(lambda: self._show(following or step))
        screen.not_going.connect(self._refuse)
        self._frame.show(screen, again=lambda: self._step_back(step, shot), back=lambda: self._show(step))

    def _refuse(self) -> None:
        journey_id, index = self._journey_id, self._journey().current_leg

        def done(journey: Journey) -> None:
            words = self._frame.words
            ride = words.tr("Noted: you are not going with this one.")
            self._frame.window.tell(ride if journey.kind is Kind.RIDE else words.tr("Noted: you are not going there."))
            self._home()

        self._frame.run(lambda _task: self._session.journeys.refuse_leg(journey_id, index), done)

    # contacts and preview

    def _tell(self, journey: Journey) -> TellScreen:
        screen = TellScreen(self._frame.words, self._frame.look, journey, self._session.contacts.all())
        screen.new_contact.connect(
            lambda: self._keep(screen, Step.CONTACTS, lambda: self._new_contact(self._contact_added))
        )
        return screen

    def _contact_added(self, contact_id: str) -> None:
        """Whoever was added from here is to be told: the tick is set, and the person sees it."""
        if not contact_id:
            self._show(Step.CONTACTS)
            return

        def told(journey: Journey) -> Journey:
            return replace(journey, contacts=(*journey.contacts, contact_id), nobody_to_tell=False)

        journey_id = self._journey_id
        self._frame.run(
            lambda _task: self._session.journeys.update(journey_id, told), lambda _journey: self._show(Step.CONTACTS)
        )

    def _contacts(self, journey: Journey) -> tuple[Contact, ...]:
        found = (self._session.contacts.get(contact) for contact in journey.contacts)
        return tuple(contact for contact in found if contact is not None)

    def _preview(self, journey: Journey) -> PreviewScreen:
        contacts = self._contacts(journey)
        screen = PreviewScreen(self._frame.words, self._frame.look, journey, contacts)
        turns = InTurn(self._frame, self)
        screen.contact_picked.connect(lambda contact: self._load_preview(screen, turns, contact, None))
        screen.scope_changed.connect(lambda contact, scope: self._load_preview(screen, turns, contact, scope))
        if contacts:
            self._load_preview(screen, turns, contacts[0].id, None)
        self._warn_of_passed_times(screen, journey)
        return screen

    def _warn_of_passed_times(self, screen: PreviewScreen, journey: Journey) -> None:
        """A draft of yesterday: an alarm in the past never rings, and nobody would notice."""
        words, now = self._frame.words, self._clock.now()
        passed = any(overdue_at(journey.schedule, deadline) <= now for deadline in journey.schedule.deadlines)
        if journey.stage is Stage.DRAFT and passed:
            screen.tell(
                "warn",
                words.tr("A time that you agreed on has passed: no phone will ring for it."),
                words.tr("Go back to the times and set them again."),
            )

    def _load_preview(self, screen: PreviewScreen, turns: InTurn, contact_id: str, scope: Scope | None) -> None:
        journey, contact = self._journey(), self._session.contacts.get(contact_id)
        if contact is None:
            return
        # Nothing is handed over before what is on the screen is what was switched.
        screen.main.setEnabled(False)

        def work(_task: object) -> Shown:
            share = self._shares.share(journey, contact, scope)
            pictures = tuple((p.caption, p.jpeg) for p in self._shares.pictures(share))
            return Shown(contact, self._shares.forms.sheet(share.disclosure), pictures, share.handover.scope)

        def done(shown: Shown) -> None:
            if screen is self._frame.screen:
                screen.show_one(shown)
                screen.main.setEnabled(True)

        turns.run(work, done)

    def _set_out(self) -> None:
        journey_id = self._journey_id

        def done(journey: Journey) -> None:
            if journey.contacts:
                self._hub(journey.id)
            else:
                self._home()

        self._frame.run(lambda _task: self._session.journeys.set_out(journey_id), done)


def _step_of(journey: Journey, step: str) -> str:
    """Only a draft remembers its step; a journey under way stays where it is."""
    return step if journey.stage is Stage.DRAFT else journey.step


def _to_type_beside(journey: Journey) -> str:
    """The id of the plate's picture, else of the vehicle's; "" where there is none in the locker."""
    shots = (journey.shot(kind) for kind in (ShotKind.PLATE, ShotKind.VEHICLE))
    return next((shot.photo for shot in shots if shot is not None and shot.photo), "")
