"""The screens of a place to stay and of a job offer, for `scenes.screens`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kind_journeys import CREATED, LIUDMYLA, ZONE, job, stay, told
from PySide6.QtWidgets import QWidget

from safetravel import host
from safetravel.catalogue import Words
from safetravel.domain.disclosure import Scope
from safetravel.domain.event import Basis, Event, EventKind
from safetravel.domain.followed import Followed
from safetravel.domain.journey import Journey, Kind, NotPossible, Shot, ShotKind, ShotWay
from safetravel.gui.calls import call_lines
from safetravel.gui.desk.view import person_view
from safetravel.gui.kind_words import alarm_title, place_title
from safetravel.gui.look.look import Look
from safetravel.gui.screens.desk.person import PersonScreen
from safetravel.gui.screens.form import CodePage, CodesScreen, PictureScreen
from safetravel.gui.screens.journey import HeardScreen, JourneyScreen, Standing
from safetravel.gui.screens.ride.id_look import IdLookScreen
from safetravel.gui.screens.ride.later_times import LaterTimesScreen
from safetravel.gui.screens.ride.offer import OfferScreen
from safetravel.gui.screens.ride.place import PlaceScreen
from safetravel.gui.screens.ride.preview import PreviewScreen, Shown
from safetravel.gui.screens.ride.refusal import RefusalScreen
from safetravel.gui.screens.ride.stay_shots import PlainShotScreen
from safetravel.gui.screens.ride.where import WhereScreen
from safetravel.gui.widgets.when import WhenField
from safetravel.guidance.numbers import Numbers
from safetravel.services.capture_flow import Step
from safetravel.services.retelling import Retelling

if TYPE_CHECKING:
    from scenes import Scene

Make = Callable[[Look, Words], QWidget]


def kind_screens(scene: Scene) -> dict[str, Make]:
    bed, work = stay(), job()
    bare = replace(work, shots=())
    shots = {
        "stay-host": (bed, Step.HOST),
        "stay-house": (replace(bed, shots=()), Step.HOUSE),
        "job-advert": (bare, Step.ADVERT),
        "job-employer": (work, Step.EMPLOYER),
        "job-contract": (work, Step.CONTRACT),
    }
    return {
        "stay-where": lambda look, words: WhereScreen(words, look, bed),
        "job-where": lambda look, words: WhereScreen(words, look, work),
        **{name: _shot(journey, step) for name, (journey, step) in shots.items()},
        "stay-id": lambda look, words: IdLookScreen(words, look, work, CREATED),
        "stay-offer": lambda look, words: OfferScreen(words, look, bed),
        "job-offer": lambda look, words: OfferScreen(words, look, work),
        "stay-place": lambda look, words: PlaceScreen(words, look, bed, CREATED, ZONE),
        "job-place": lambda look, words: PlaceScreen(words, look, work, CREATED, ZONE),
        "job-times": lambda look, words: LaterTimesScreen(words, look, work, CREATED, ZONE),
        "stay-refusal": lambda look, words: _refusal(words, look, Kind.STAY),
        "job-refusal": lambda look, words: _refusal(words, look, Kind.WORK),
        "job-preview": lambda look, words: _preview(scene, words, look, work),
        "stay-card": lambda look, words: PictureScreen(words, look, scene.forms.card(told(bed), [])),
        "job-card": lambda look, words: PictureScreen(words, look, scene.forms.card(told(work), [])),
        "job-paper": lambda look, words: PictureScreen(words, look, scene.forms.paper_picture(told(work), "uk")),
        "stay-journey": lambda look, words: _journey(words, look, bed),
        "stay-heard": lambda look, words: _heard(words, look),
        "stay-desk": lambda look, words: _at_a_desk(scene, words, look),
        "stay-alarm": lambda look, words: _alarms(scene, words, look),
    }


def _shot(journey: Journey, step: Step) -> Make:
    return lambda look, words: PlainShotScreen(words, look, journey, step)


def _refusal(words: Words, look: Look, kind: Kind) -> QWidget:
    shot = Shot(ShotKind.HOST, ShotWay.NOT_POSSIBLE, reason=NotPossible.REFUSED)
    return RefusalScreen(words, look, shot, kind)


def _preview(scene: Scene, words: Words, look: Look, journey: Journey) -> QWidget:
    screen = PreviewScreen(words, look, journey, [LIUDMYLA])
    screen.show_one(Shown(LIUDMYLA, scene.forms.sheet(told(journey)), (), Scope()))
    return screen


def _journey(words: Words, look: Look, journey: Journey) -> QWidget:
    standing = Standing("info", words.tr("Waiting for the next agreed time."), "", "09:00", "Kraków")
    title = place_title(journey.kind, journey.offer.address, words)
    return JourneyScreen(words, look, journey, title, standing, "", [], [], has_contacts=True, can_move=True)


def _heard(words: Words, look: Look) -> QWidget:
    local = CREATED.replace(tzinfo=None)
    when = WhenField(look, words, words.tr("When it happened"), local=local, zone=ZONE, zones=[ZONE])
    return HeardScreen(words, look, when, Kind.STAY)


@dataclass
class At:
    """A clock that stands."""

    at: datetime

    def now(self) -> datetime:
        return self.at


def _at_a_desk(scene: Scene, words: Words, look: Look) -> QWidget:
    """Arrived in the evening, nothing heard the next morning."""
    plan = told(stay())
    arrival, morning = plan.times
    event = Event("1", EventKind.ARRIVED, arrival.at, arrival.at, Basis.VOICE, "called", "", "AB")
    followed = Followed(
        "d.1", "p", plan.traveller.full_name, CREATED, plan=plan, plan_from=CREATED, words=None, events=(event,)
    )
    now = morning.overdue_at + timedelta(minutes=5)
    calls = Numbers.load(host.resources_folder() / "guidance").whom_to_ring(
        "PL", plan.countries, traveller=plan.traveller.phone, driver=plan.current.driver.phone
    )
    retelling = Retelling(scene.forms, At(now))
    sheet = retelling.plan(plan, words.language, ZONE)
    view = person_view(followed, None, sheet, [], call_lines(calls, words, plan.kind), now, words, ZONE)
    return PersonScreen(words, look, replace(view, to_say=retelling.to_say(followed, words.language, ZONE)))


def _alarms(scene: Scene, words: Words, look: Look) -> QWidget:
    """The codes of a job's alarms, as `gui/shown_forms.py` names them."""
    disclosure = told(job())
    rows = scene.forms.code_rows(scene.forms.calendar_code(disclosure).text)
    pages = [
        CodePage(alarm_title(one.kind, words, neutral=neutral), rows, "")
        for one in disclosure.times
        for neutral in (False, True)
    ]
    return CodesScreen(words, look, words.tr("Alarm for the contact"), "", pages, icon="alarm", can_copy=False)
