"""Scenario 1 in a real locker, and every screen of the window with it: for `tests/screens.py` and for looking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import frames
from cards_scenes import cards_screens
from centre_scenes import centre_screens
from check_scenes import check_screens
from concern_scenes import concern_screens
from desk_scenes import desk_screens
from kind_scenes import kind_screens
from minute_scenes import minute_screens
from numbers_scenes import numbers_screens
from pairing_scenes import pairing_screens
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from safetravel import host
from safetravel.catalogue import CONTACT, WINDOW, Catalogues, Words
from safetravel.crypto.kdf import FLOOR
from safetravel.domain import zones
from safetravel.domain.contact import Contact, Tried
from safetravel.domain.errors import NoCamera, PictureUnreadable
from safetravel.domain.journey import SHOTS_OF, Journey, Kind, NotPossible, Shot, ShotKind, ShotWay, Stage
from safetravel.domain.preferences import Preferences
from safetravel.gui.look.look import Look
from safetravel.gui.screens.camera import OtherWay, PhotoScreen, ScanScreen
from safetravel.gui.screens.cards import CardsInScreen, NumbersScreen, PeopleScreen, Person, SameNumberScreen
from safetravel.gui.screens.contacts import ContactScreen, ContactsScreen
from safetravel.gui.screens.form import CodePage, CodesScreen, PictureScreen, TwinsScreen
from safetravel.gui.screens.home import HomeScreen, JourneyLine
from safetravel.gui.screens.hub import HubScreen, form_tiles, in_order
from safetravel.gui.screens.journey import HeardScreen, JourneyScreen, Standing
from safetravel.gui.screens.language import LanguageScreen
from safetravel.gui.screens.new_locker import NewLockerScreen
from safetravel.gui.screens.quick import QuickScreen
from safetravel.gui.screens.read import ReadScreen, SealedScreen, TextsScreen
from safetravel.gui.screens.read_check_in import CheckInScreen
from safetravel.gui.screens.recovery import RecoveryScreen
from safetravel.gui.screens.report import OriginalsScreen, ReportScreen
from safetravel.gui.screens.ride.id_look import IdLookScreen
from safetravel.gui.screens.ride.preview import PreviewScreen, Shown
from safetravel.gui.screens.ride.refusal import RefusalScreen
from safetravel.gui.screens.ride.route import RouteScreen
from safetravel.gui.screens.ride.shot import Taken
from safetravel.gui.screens.ride.shot_screens import DriverScreen, PlateScreen, VehicleScreen
from safetravel.gui.screens.ride.tell import TellScreen
from safetravel.gui.screens.ride.times import TimesScreen
from safetravel.gui.screens.ride.travellers import TravellersScreen
from safetravel.gui.screens.ride.where import WhereScreen
from safetravel.gui.screens.sealed import KeeperScreen, Preview, SealedHubScreen, SlipScreen
from safetravel.gui.screens.settings import AboutScreen, SettingsScreen
from safetravel.gui.screens.spot import Network, SpotOverScreen, SpotScreen, SpotStartScreen
from safetravel.gui.screens.spot_pictures import SpotPicturesScreen
from safetravel.gui.screens.try_out import TriedScreen, TryOutScreen
from safetravel.gui.screens.unlock import UnlockScreen
from safetravel.gui.screens.welcome import WelcomeScreen
from safetravel.gui.tried_words import form_name, tried_words
from safetravel.gui.widgets.when import WhenField
from safetravel.guidance.library import Library
from safetravel.guidance.numbers import Numbers
from safetravel.guidance.plates import PlateGuide
from safetravel.imaging.darkroom import Darkroom
from safetravel.rendering import qr
from safetravel.rendering.code_slip import make_slip_picture
from safetravel.rendering.page import Outside
from safetravel.services import scanning
from safetravel.services.forms import Forms
from safetravel.services.quick import QuickRide
from safetravel.services.reading import CheckIn, Reading, ReadPhoto, Sealed
from safetravel.services.rehearsal import Rehearsal
from safetravel.services.report import OwnJourney, Reports
from safetravel.services.retelling import Retelling
from safetravel.services.scanning import Frame
from safetravel.services.session import Lockers, Session, Slip
from safetravel.services.shares import Share, Shares, spoken_code
from safetravel.services.spot import Ending, Place
from safetravel.sharing import sealed_texts

NOW = datetime(2026, 3, 8, 18, 0, tzinfo=UTC)
HERE = "Europe/Warsaw"
LOCAL = datetime(2026, 3, 9, 18, 30)
Make = Callable[[Look, Words], QWidget]


class EveningBefore:
    def now(self) -> datetime:
        return NOW


@dataclass
class Scene:
    """`folder` gets the locker; `contact_language` is that of the contact."""

    folder: Path
    contact_language: str = "pl"

    def __post_init__(self) -> None:
        self.clock = EveningBefore()
        self.catalogues = Catalogues(host.translations_folder())
        resources = host.resources_folder()
        self.forms = Forms(self.catalogues, Numbers.load(resources / "guidance"), self.clock)
        self.guide = PlateGuide.load(resources)
        self.darkroom = Darkroom()
        self.lockers = self.lockers_in(self.folder)
        self.session, self.slip = self.lockers.create(
            "0000 1111 2222 3333", icon="blue-kettle", nickname="kettle, blue"
        )
        self.share = self._filled(self.session)

    def lockers_in(self, folder: Path) -> Lockers:
        return Lockers(folder, self.darkroom, self.clock, cost=FLOOR)

    def _filled(self, session: Session) -> Share:
        rehearsal = Rehearsal(self.lockers_in, self.catalogues, self.forms, self.clock, "en")
        share = rehearsal._fill(session, self.contact_language, lambda _sentence: None)
        journey = session.journeys.update(share.journey.id, lambda j: replace(j, practice=False))
        return self.shares.share(journey, share.contact)

    def close(self) -> None:
        self.session.lock()
        self.darkroom.close()

    @cached_property
    def shares(self) -> Shares:
        return Shares(self.session.shelf, self.session.photos, self.forms, self.clock)

    @cached_property
    def read_back(self) -> tuple[CheckIn, tuple[ReadPhoto, ...]]:
        """The page of this hand-over, opened by its contact."""
        reading = Reading(self.darkroom)
        check_in = reading.unseal(Sealed(self.shares.twins(self.share).page), self.share.handover.code)
        return check_in, reading.photos(check_in)

    @property
    def own(self) -> OwnJourney:
        return OwnJourney(self.session, self.journey.id, self.clock)

    @property
    def journey(self) -> Journey:
        return self.share.journey

    @property
    def draft(self) -> Journey:
        return replace(self.journey, stage=Stage.DRAFT)

    def rendering(self, kind: ShotKind) -> bytes:
        shot = self.journey.shot(kind)
        assert shot is not None
        return self.session.photos.rendering(shot.photo)


def screens(scene: Scene) -> dict[str, Make]:
    """Every main screen by name, in the order in which a person meets them."""
    return {
        **_locked(scene),
        **_read(scene),
        **_camera(scene),
        **_steps(scene),
        **_hand_over(scene),
        **_on_the_spot(scene),
        **_rest(scene),
        **cards_screens(scene),
        **centre_screens(scene),
        **check_screens(scene),
        **kind_screens(scene),
        **minute_screens(),
        **concern_screens(scene),
        **numbers_screens(),
        **desk_screens(scene),
        **pairing_screens(scene),
    }


def _locked(scene: Scene) -> dict[str, Make]:
    (info,) = scene.lockers.all()
    ride = QuickRide("RPR0000Z", "Jan Przykładowy", "Berlin Hauptbahnhof", LOCAL, HERE, "Olena", "pl")
    contact_languages = scene.catalogues.languages(CONTACT)
    return {
        "language": lambda look, words: LanguageScreen(words, look, scene.catalogues.languages(WINDOW)),
        "welcome": lambda look, words: WelcomeScreen(words, look, [info]),
        "waiting": lambda look, words: QuickScreen(words, look, contact_languages, ride, NOW, HERE),
        "new-locker": lambda look, words: NewLockerScreen(words, look, frozenset()),
        "recovery": lambda look, words: RecoveryScreen(
            words, look, Slip("00000-11111-22222-33333-44444-55555-66666", 3), "kettle, blue"
        ),
        "unlock": lambda look, words: UnlockScreen(words, look, info),
        "home": lambda look, words: HomeScreen(
            words,
            look,
            "kettle, blue",
            now=[
                JourneyLine("1", words.tr("To {place}", place="Berlin"), words.tr("Waiting for the next agreed time."))
            ],
            earlier=[],
            slip_owed=True,
        ),
    }


def _read(scene: Scene) -> dict[str, Make]:
    zone = "Europe/Berlin"

    def check_in(look: Look, words: Words) -> QWidget:
        read, photos = scene.read_back
        return CheckInScreen(
            words, look, read, Retelling(scene.forms, scene.clock).tell(read, words.language, zone), photos
        )

    def texts(look: Look, words: Words) -> QWidget:
        sms = "smsto:+00000000002:RPR0000Z Berlin 18:30"
        event = scene.forms.calendar_code(scene.share.disclosure).text
        read = Reading(scene.darkroom).texts(
            ("https://example.invalid/\u202eRPR\n<img src=file:///etc/passwd>", sms, event)
        )
        when = read[2].at
        assert when is not None
        clock = (
            words.time(when, zone),
            words.tr("{date}, time of {zone}", date=words.date(when, zone), zone=words.zone_name(zone, when)),
        )
        return TextsScreen(words, look, read, [None, None, clock])

    return {
        "read": lambda look, words: ReadScreen(words, look),
        "read-code": lambda look, words: SealedScreen(words, look),
        "read-texts": texts,
        "read-check-in": check_in,
    }


def _steps(scene: Scene) -> dict[str, Make]:
    draft = scene.draft
    bare = replace(draft, shots=())

    def driver(look: Look, words: Words) -> QWidget:
        screen = DriverScreen(words, look, draft)
        screen.panel.show_taken(
            Taken("", scene.rendering(ShotKind.DRIVER)),
            words.tr_n(
                "{n} original is still in {folder}.", "{n} originals are still in {folder}.", 1, folder="Downloads"
            ),
        )
        return screen

    def plate(look: Look, words: Words) -> QWidget:
        screen = PlateScreen(words, look, draft, scene.guide)
        screen.show_photo(scene.rendering(ShotKind.PLATE))
        return screen

    def preview(look: Look, words: Words) -> QWidget:
        share = scene.share
        screen = PreviewScreen(words, look, draft, [share.contact])
        pictures = tuple((p.caption, p.jpeg) for p in scene.shares.pictures(share))
        screen.show_one(Shown(share.contact, scene.forms.sheet(share.disclosure), pictures, share.handover.scope))
        return screen

    return {
        "where": lambda look, words: WhereScreen(words, look, draft),
        "driver": driver,
        "id": lambda look, words: IdLookScreen(words, look, draft, NOW),
        "vehicle": lambda look, words: VehicleScreen(words, look, bare),
        "plate": plate,
        "refusal": lambda look, words: RefusalScreen(
            words, look, Shot(ShotKind.DRIVER, ShotWay.NOT_POSSIBLE, reason=NotPossible.REFUSED)
        ),
        "route": lambda look, words: RouteScreen(words, look, draft, NOW, HERE),
        "times": lambda look, words: TimesScreen(words, look, draft),
        "travellers": lambda look, words: TravellersScreen(words, look, draft),
        "tell": lambda look, words: TellScreen(words, look, draft, scene.session.contacts.all()),
        "preview": preview,
    }


def _on_the_spot(scene: Scene) -> dict[str, Make]:
    url = "http://192.168.43.17:46713/k2vq7x3mzt5ahw6ncbr4dyfsle/"
    networks = [
        Network(Place("192.168.43.17"), "wifi", "wlan0"),
        Network(Place("10.20.0.5", 16), "cable", "enp3s0"),
    ]

    def code(look: Look, words: Words) -> QWidget:
        screen = SpotScreen(words, look, sends=True)
        screen.show_code(url, scene.forms.code_rows(url))
        screen._silence.stop()
        screen._nobody_came()
        return screen

    def pictures(look: Look, words: Words) -> QWidget:
        thumbnails = [scene.rendering(kind) for kind in (ShotKind.VEHICLE, ShotKind.PLATE)]
        return SpotPicturesScreen(
            words, look, [*thumbnails, PictureUnreadable()], SHOTS_OF[Kind.RIDE], frozenset({ShotKind.PLATE})
        )

    return {
        "spot-send": lambda look, words: SpotStartScreen(words, look, networks, sends=True),
        "spot-receive": lambda look, words: SpotStartScreen(words, look, [], sends=False),
        "spot-code": code,
        "spot-over": lambda look, words: SpotOverScreen(words, look, Ending.DONE, ["check-in.html", "check-in.pdf"]),
        "spot-pictures": pictures,
    }


def _hand_over(scene: Scene) -> dict[str, Make]:
    share = scene.share
    short = scene.forms.short_text(share.disclosure)
    tried = share.contact.with_tried(
        [Tried("sms", "android", NOW, True), Tried("calendar", "android", NOW, True, rang=False)]
    )

    def twins(look: Look, words: Words) -> QWidget:
        screen = TwinsScreen(words, look, share.contact.name)
        screen.reveal(spoken_code("0" * 25))
        return screen

    petro = Contact("p", "Petro Prykladnyi", "+00 000 000 008", "uk", "UA", "Europe/Kyiv")
    told = sealed_texts.slip(share.disclosure, share.contact, scene.forms.words("pl"))

    def outside() -> Outside:
        return sealed_texts.outside(share.disclosure, petro, scene.forms.words(share.disclosure.language))

    def keeper(look: Look, words: Words) -> QWidget:
        screen = KeeperScreen(words, look, share.contact, [petro], petro.id, opened=True)
        said = outside()
        screen.show_outside(Preview(said.title, said.time, (said.when, said.ask, said.agreement)))
        return screen

    return {
        "hub": lambda look, words: HubScreen(
            words,
            look,
            [share.contact],
            share.contact,
            in_order(form_tiles(words, has_times=True, has_phone=True), tried, words, HERE),
            frozenset({"text"}),
            [words.tr("the vehicle")],
        ),
        "text": lambda look, words: CodesScreen(
            words,
            look,
            words.tr("Text and QR code"),
            words.tr("Scan it with your own phone, then forward the text in any messenger."),
            [CodePage(words.tr("Text"), scene.forms.code_rows(short.text), short.text)],
            icon="qr",
            whole_text=scene.forms.text(share.disclosure),
        ),
        "card": lambda look, words: PictureScreen(words, look, scene.shares.card(share)),
        "twins": twins,
        "sealed-keeper": keeper,
        "sealed": lambda look, words: SealedHubScreen(
            words,
            look,
            share.contact.name,
            petro.name,
            "19:00",
            words.date(NOW, HERE),
            frozenset({"files"}),
        ),
        "slip": lambda look, words: SlipScreen(words, look, make_slip_picture([told], ("01234",) * 5)),
        "try-out": lambda look, words: TryOutScreen(
            words,
            look,
            tried.name,
            words.language_name(tried.language),
            in_order(form_tiles(words, has_times=True, has_phone=True)[:4], tried, words, HERE),
            [(form_name(one.form, words), tried_words(one, words, HERE)) for one in tried.tried],
        ),
        "tried": lambda look, words: TriedScreen(words, look, tried.name, "android", has_phone=True),
    }


def _rest(scene: Scene) -> dict[str, Make]:
    photos = [("", scene.session.photos.thumbnail(photo)) for photo in scene.journey.photos]

    def journey(look: Look, words: Words) -> QWidget:
        standing = Standing("info", words.tr("Waiting for the next agreed time."), "", "11:30", "Przemyśl")
        return JourneyScreen(
            words,
            look,
            scene.journey,
            words.tr("To {place}", place="Berlin"),
            standing,
            "RPR0000Z",
            [],
            photos,
            has_contacts=True,
            can_move=True,
        )

    def heard(look: Look, words: Words) -> QWidget:
        name = words.tr("When it happened")
        when = WhenField(look, words, name, local=LOCAL, zone=HERE, zones=zones.CHOOSER, today=LOCAL.date())
        return HeardScreen(words, look, when, Kind.RIDE)

    def contact_new(look: Look, words: Words) -> QWidget:
        contact = Contact("", "Petro Prykladnyi", "050 000 00 00")
        screen = ContactScreen(words, look, contact, languages, here="UA")
        screen.read_as.show_number("050 123 45 67", "", "UA", finished=True)
        return screen

    languages = scene.catalogues.languages(CONTACT)
    people = [
        Person("Iryna Prykladna", (("+00 000 000 002", ""), ("+00 000 000 005", "mobile phone"))),
        Person("Petro Prykladnyi", ()),
        Person("", (("+00 000 000 009", ""),)),
        *(Person(f"Zrazok {n}", ((f"+00 000 000 0{n}", ""),)) for n in range(10, 50)),
    ]
    return {
        "journey": journey,
        "heard": heard,
        "contacts": lambda look, words: ContactsScreen(words, look, scene.session.contacts.all()),
        "contact": lambda look, words: ContactScreen(words, look, scene.share.contact, languages),
        "contact-new": contact_new,
        "cards-in": lambda look, words: CardsInScreen(words, look),
        "cards-people": lambda look, words: PeopleScreen(words, look, people),
        "cards-numbers": lambda look, words: NumbersScreen(words, look, people[0]),
        "same-number": lambda look, words: SameNumberScreen(
            words, look, scene.share.contact, "+00 000 000 002", is_new=True
        ),
        "settings": lambda look, words: SettingsScreen(words, look, Preferences()),
        "about": lambda look, words: AboutScreen(words, look, "0.0.1", (("українська", "…"),)),
        "report": lambda look, words: _report(scene, look, words),
        "originals": lambda look, words: OriginalsScreen(words, look, scene.own.originals()),
    }


def _camera(scene: Scene) -> dict[str, Make]:
    """At the scanner with a code before it, without a camera, and with a picture that is looked at."""
    text = scene.forms.short_text(scene.share.disclosure).text
    seen = frames.picture(qr.text_png(text), frames.MILD, 0)
    room = QImage(seen.tobytes(), seen.width, seen.height, seen.width, QImage.Format.Format_Grayscale8).copy()
    corners = [found.corners for found in scanning.read(Frame(seen.tobytes(), seen.width, seen.height, seen.width))]

    def others(words: Words, wanted: str) -> list[OtherWay]:
        return [OtherWay(words.tr(wanted), "folder", lambda: None)]

    def scan(look: Look, words: Words) -> QWidget:
        screen = ScanScreen(words, look, others=others(words, "Read a file or a picture"))
        screen.offer([("lid", "Camera in the lid"), ("usb", "USB camera")], "lid")
        screen.show_picture(room, room.size(), corners)
        return screen

    def none(look: Look, words: Words) -> QWidget:
        screen = ScanScreen(words, look, others=others(words, "Read a file or a picture"))
        screen.trouble(NoCamera())
        return screen

    def photo(look: Look, words: Words, *, still: bool) -> QWidget:
        instead = others(words, "Choose a picture instead")
        screen = PhotoScreen(words, look, words.tr("Picture of the driver"), others=instead)
        picture = QImage.fromData(scene.rendering(ShotKind.DRIVER), "JPG")
        screen.show_picture(picture, picture.size())
        if still:
            screen.show_still(picture)
        return screen

    return {
        "scan": scan,
        "scan-starting": lambda look, words: ScanScreen(words, look),
        "scan-none": none,
        "photo": lambda look, words: photo(look, words, still=False),
        "photo-still": lambda look, words: photo(look, words, still=True),
    }


def _report(scene: Scene, look: Look, words: Words) -> QWidget:
    reports = Reports(scene.catalogues, Library.load(host.resources_folder()))
    wanted = reports.wanted(words.language, "PL", HERE)
    screen = ReportScreen(
        words,
        look,
        [(one.tag, one.own_name) for one in reports.languages()],
        words.countries(),
        (wanted.first, "PL"),
    )
    screen.show_pages(words.zone_name(wanted.zone, NOW), reports.pages(reports.gather(scene.own), wanted))
    return screen
