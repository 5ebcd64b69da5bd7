"""The plan in a note: a disclosure without photos in as few bytes as a QR code can spare. Written down in `docs/formats/note_v1.md`.

A JSON array without names, deflated (RFC 1951) with a preset dictionary. What is not in it: photos and how they were taken, how the
offer came and what it promised, the number on the ID, earlier vehicles, the contact's own name; the day for deleting follows from the
last time.
"""

from __future__ import annotations

import json
import zlib
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from safetravel.domain.disclosure import KEEP_DAYS, AgreedTime, Disclosure
from safetravel.domain.errors import CheckInDamaged
from safetravel.domain.journey import Kind
from safetravel.domain.zones import is_zone
from safetravel.formats.records_v1 import decode_plan, plain_value

MAX_PLAIN: Final = 4096
# Part of the format: another dictionary is another version. What comes last costs least.
DICTIONARY: Final = (
    "Atlantic/Azores Atlantic/Canary Asia/Yerevan Asia/Tbilisi Asia/Baku Africa/ America/ Europe/Reykjavik Europe/Minsk "
    "Europe/Moscow Europe/Istanbul Europe/Athens Europe/Sofia Europe/Belgrade Europe/Zagreb Europe/Ljubljana Europe/Vilnius "
    "Europe/Riga Europe/Tallinn Europe/Helsinki Europe/Stockholm Europe/Oslo Europe/Copenhagen Europe/Dublin Europe/London "
    "Europe/Lisbon Europe/Madrid Europe/Brussels Europe/Amsterdam Europe/Paris Europe/Zurich Europe/Rome Europe/Vienna "
    "Europe/Prague Europe/Budapest Europe/Bratislava Europe/Chisinau Europe/Bucharest Europe/Kyiv Europe/Berlin Europe/Warsaw "
    "BMW Mercedes Ford Opel Peugeot Renault Toyota Škoda Volkswagen Transit black blue grey red silver white "
    '+48 +49 +40 +421 +36 +373 +380 00000000 "not-shown"]"no"]"yes"]"under-6"]]"6-11"]"under-12"]"12-17"]"adult"],[["'
    '","adult"],[],["stay",0,0,"work",0,0,"ride",1,0,"ride",0,0,"en","uk","DE","Europe/Berlin","Europe/Warsaw",-30,30,60,"",["'
    '"],[["check-in-1",240,"Europe/Warsaw","check-in"],["check-in-2",300,"Europe/Warsaw","check-in"],'
    '["arrival",600,"Europe/Berlin","arrival"]]]'
).encode()


def pack(plan: Disclosure, issued_at: datetime) -> bytes:
    """Deflated; instants in whole minutes before or after `issued_at`. An address stands in the place of a destination."""
    now, last = plan.current, plan.last_time
    content = [
        plan.kind,
        int(plan.practice),
        plan.revision,
        plan.language,
        plan.country,
        plan.zone,
        plan.depart_zone,
        None if plan.depart is None else _minutes(plan.depart, issued_at),
        plan.grace,
        60 if last is None else _minutes(last.escalated_at, last.overdue_at),
        [plan.traveller.first_name, plan.traveller.family_name, plan.traveller.phone, plan.traveller.age],
        [[one.first_name, one.age] for one in plan.companions],
        [
            plan.origin,
            plan.place,
            now.plate,
            now.country,
            now.make,
            now.colour,
            now.driver.name or now.driver.id_name,
            now.driver.phone,
            now.driver.face_match,
        ],
        [[one.id, _minutes(one.at, issued_at), one.zone, one.kind] for one in plan.times],
    ]
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    squeezed = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, DICTIONARY)
    return squeezed.compress(plain) + squeezed.flush()


def unpack(untrusted_packed: bytes, journey: str, issued_at: datetime) -> Disclosure:
    """The plan; zero bytes may follow the packed ones. Raises CheckInDamaged, never unpacks more than 4 KiB."""
    inflating = zlib.decompressobj(-15, DICTIONARY)
    try:
        plain = inflating.decompress(untrusted_packed, MAX_PLAIN)
        if not inflating.eof or inflating.unused_data.strip(b"\0"):
            raise CheckInDamaged
        return decode_plan(_named(json.loads(plain), journey, issued_at))
    except (zlib.error, ValueError, TypeError, OverflowError, RecursionError):
        raise CheckInDamaged from None


def _named(content: Any, journey: str, issued_at: datetime) -> dict[str, Any]:
    """The array as `records_v1` writes a disclosure, which then checks every type. ValueError, TypeError, OverflowError."""
    kind, practice, revision, language, country, zone, depart_zone, depart, grace, escalation, *lists = content
    traveller, companions, stretch, times = lists
    origin, place, plate, sign, make, colour, driver, phone, match = stretch
    first, family, own_phone, age = traveller
    if practice not in (0, 1) or not is_zone(zone):
        raise ValueError
    ride = kind == Kind.RIDE
    agreed = [_time(one, issued_at, grace, escalation, place) for one in times]
    last = agreed[-1].at if agreed else issued_at
    return {
        "journey_id": journey,
        "kind": kind,
        "practice": practice == 1,
        "contact_name": "",
        "language": language,
        "country": country,
        "zone": zone,
        "traveller": {"first_name": first, "family_name": family, "phone": own_phone, "age": age},
        "companions": [{"first_name": name, "age": band} for name, band in companions],
        "how_met": "",
        "handle": "",
        "address": "" if ride else place,
        "stretches": [
            {
                "origin": origin,
                "destination": place if ride else "",
                "plate": plate,
                "country": sign,
                "make": make,
                "colour": colour,
                "driver": {"name": driver, "phone": phone, "face_match": match},
            }
        ],
        "depart": None if depart is None else plain_value(_later(issued_at, depart)),
        "depart_zone": depart_zone,
        "times": [plain_value(one) for one in agreed],
        "grace": grace,
        "shots": [],
        "delete_by": (last.astimezone(ZoneInfo(zone)).date() + timedelta(days=KEEP_DAYS)).isoformat(),
        "revision": revision,
    }


def _time(content: Any, issued_at: datetime, grace: int, escalation: int, place: str) -> AgreedTime:
    name, minutes, zone, kind = content
    at = _later(issued_at, minutes)
    overdue = _later(at, grace)
    return AgreedTime(name, at, overdue, _later(overdue, escalation), zone, kind, place if kind == "arrival" else "")


def _minutes(at: datetime, since: datetime) -> int:
    return int((_whole(at) - _whole(since)).total_seconds()) // 60


def _later(at: datetime, minutes: object) -> datetime:
    if type(minutes) is not int:
        raise TypeError
    return _whole(at) + timedelta(minutes=minutes)


def _whole(at: datetime) -> datetime:
    """The minute in which `at` lies: a time that was agreed has no seconds."""
    return at.astimezone(UTC).replace(second=0, microsecond=0)
