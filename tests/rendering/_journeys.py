"""Disclosures and test pictures for this room: fictitious, and as hard to lay out as the domain allows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

from safetravel.catalogue import Words
from safetravel.domain.disclosure import AgreedTime, Disclosure, OtherParty, Person, ShotFact, Stretch
from safetravel.domain.journey import AgeBand, FaceMatch, Kind, NotPossible, ShotKind, ShotWay
from safetravel.domain.schedule import DeadlineKind

PLATE = "RPR 0000Z"
TRAVELLER_PHONE = "+00 000 111 222 333"
DRIVER_PHONE = "+00 000 444 555 666"
ID_NUMBER = "TEST 000001"


def agreed(
    hour: int, minute: int, kind: DeadlineKind = DeadlineKind.CHECK_IN, place: str = "", zone: str = "Europe/Berlin"
) -> AgreedTime:
    at = datetime(2026, 3, 9, hour, minute, tzinfo=UTC) - timedelta(hours=1)
    return AgreedTime(f"t{hour}", at, at + timedelta(minutes=30), at + timedelta(minutes=90), zone, kind, place)


def ride(**changes: object) -> Disclosure:
    """Scenario 1: Przemyśl to Berlin, a mother and her son."""
    made = Disclosure(
        journey_id="0" * 32,
        kind=Kind.RIDE,
        practice=False,
        contact_name="Iryna Prykladna",
        language="en",
        country="DE",
        zone="Europe/Berlin",
        traveller=Person("Olena", "Prykladna", TRAVELLER_PHONE),
        companions=(Person("Maksym", age=AgeBand.UNDER_12),),
        how_met="At the volunteers' desk in the station, badge of Fundacja Przykład",
        handle="",
        address="",
        stretches=(
            Stretch(
                "Przemyśl Główny",
                "Berlin Hauptbahnhof",
                PLATE,
                "PL",
                "Škoda Octavia estate",
                "silver",
                OtherParty("Jan Przykładowy", DRIVER_PHONE, "Jan Przykładowy", ID_NUMBER, FaceMatch.YES),
            ),
        ),
        depart=datetime(2026, 3, 9, 8, 30, tzinfo=UTC),
        depart_zone="Europe/Warsaw",
        times=(
            agreed(11, 30, place="Tarnów"),
            agreed(14, 30, place="Wrocław"),
            agreed(18, 30, DeadlineKind.ARRIVAL, "Berlin Hauptbahnhof"),
        ),
        grace=30,
        shots=(
            ShotFact(ShotKind.DRIVER, ShotWay.HERE, photo="p1"),
            ShotFact(ShotKind.VEHICLE, ShotWay.HERE, photo="p2"),
            ShotFact(ShotKind.PLATE, ShotWay.ON_PHONE),
        ),
        delete_by=date(2026, 4, 8),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def longest() -> Disclosure:
    """Everything at its limit: names of 60 characters, eight times in another zone, six companions, all refused."""
    name = "Maksymiliana-Oleksandra Prykladnenko-Zrazkovska von Musterfahr"[:60]
    place = "Międzynarodowy Dworzec Autobusowy im. Przykładowego Zrazka X"[:60]
    driver = OtherParty(name, DRIVER_PHONE, name, ID_NUMBER, FaceMatch.NO)
    times = tuple(agreed(h, 15, place=place, zone="Europe/Kyiv") for h in range(9, 16))
    return ride(
        traveller=Person(name[:30], name[30:], TRAVELLER_PHONE),
        companions=tuple(Person(f"{name[:28]} {i}", age=AgeBand.UNDER_6) for i in range(6)),
        how_met=place,
        handle=name,
        stretches=(
            Stretch(place, place, "WW 00 ZZ 000 XX", "PL", name[:40], name[:30], driver, refused=True),
            Stretch(place, place, PLATE, "PL", name[:40], name[:30], driver),
        ),
        depart_zone="Europe/Kyiv",
        times=(*times, agreed(22, 45, DeadlineKind.ARRIVAL, place, "Europe/Kyiv")),
        shots=tuple(
            ShotFact(kind, ShotWay.NOT_POSSIBLE, reason=NotPossible.REFUSED)
            for kind in (ShotKind.DRIVER, ShotKind.VEHICLE, ShotKind.PLATE)
        ),
    )


class ArabicDummy(Words):
    """Every sentence of ours in Arabic letters of about its length, so that text really runs right to left."""

    _LETTERS = str.maketrans(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "ابتثجحخدذرزسشصضطظعغفقكلمنه" * 2,
    )

    def __init__(self) -> None:
        super().__init__("ar")

    def _shown(self, template: str) -> str:
        parts = template.replace("}", "{").split("{")
        return "".join(
            "{" + part + "}" if index % 2 else part.translate(self._LETTERS) for index, part in enumerate(parts)
        )


@cache
def picture(colour: str, shape: str, width: int = 1200, height: int = 900) -> bytes:
    """A JPEG drawn here: a road scene with a car ("vehicle"), a face ("driver") or a plate ("plate")."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    sky = QLinearGradient(QPointF(0, 0), QPointF(0, height))
    sky.setColorAt(0, QColor("#c9dbe3"))
    sky.setColorAt(1, QColor("#8d9a9c"))
    painter.fillRect(image.rect(), sky)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    if shape == "vehicle":
        painter.drawRoundedRect(QRectF(width * 0.12, height * 0.45, width * 0.76, height * 0.25), 60, 60)
        painter.drawRoundedRect(QRectF(width * 0.27, height * 0.28, width * 0.42, height * 0.28), 80, 80)
        painter.setBrush(QColor("#22292e"))
        for x in (0.27, 0.7):
            painter.drawEllipse(QPointF(width * x, height * 0.71), width * 0.07, width * 0.07)
    elif shape == "driver":
        painter.drawEllipse(QPointF(width * 0.5, height * 0.36), width * 0.15, height * 0.22)
        painter.drawRoundedRect(QRectF(width * 0.25, height * 0.6, width * 0.5, height * 0.5), 120, 120)
    else:
        painter.setBrush(QColor("white"))
        painter.drawRoundedRect(QRectF(width * 0.15, height * 0.36, width * 0.7, height * 0.26), 20, 20)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", 85)
    return bytes(buffer.data().data())
