"""A small hand-over for tests of everything that is sealed and opened: fictitious, and the same each time but for the salts."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from PIL import Image

from safetravel.crypto.keys import Identity
from safetravel.formats.manifest_v1 import Deadline, Manifest, Photo

CODE = "1234912348123461234412342"
OTHER_CODE = "5678456781567835678556787"
IDENTITY = Identity.from_bytes(b"\x11" * 32, b"\x22" * 32)
PLATE = "RPR0000Z"
PHONE = "+00 000 111 222 333"
NAME = "Olena Prykladna"


def row(label: str, value: str, kind: str = "text", *, note: str = "", alarm: str = "") -> dict[str, Any]:
    return {"label": label, "value": value, "boxed": kind != "text", "note": note, "kind": kind, "alarm": alarm}


def sheet(**changes: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        "language": "en",
        "right_to_left": False,
        "title": f"Ride: {NAME}",
        "purpose": "Keep this, and act if there is no news at an agreed time.",
        "practice": "",
        "sections": [
            {"title": "From and to", "kind": "route", "rows": [row("From", "Przemyśl"), row("To", "Berlin")]},
            {
                "title": "Agreed times",
                "kind": "times",
                "rows": [
                    row("Arrival", "18:30", "time", note="Mon, 9 March 2026, time of Berlin (CET)", alarm="19:00")
                ],
            },
            {
                "title": "Vehicle",
                "kind": "vehicle",
                "rows": [row("Number plate", PLATE, "plate"), row("Country sign", "PL", "sign")],
            },
        ],
        "alarm": row("Set an alarm clock for", "19:00", "time"),
        "alarm_label": "Alarm clock",
        "steps_title": "No news when the alarm clock rings?",
        "steps": [{"number": 1, "text": "Call Olena.", "rows": [row("Telephone", PHONE, "phone")]}],
        "delete_by": row("Please delete this by", "Wed, 8 April 2026", "date"),
        "not_a_status": "This is a plan. It never reports that somebody has arrived.",
        "compare": "Check the telephone number and the plate by voice.",
        "photos_title": "Photographs",
    }
    return {**made, **changes}


def deadline(at: datetime, label: str = "Arrival") -> Deadline:
    return Deadline(
        at, at + timedelta(minutes=30), at + timedelta(minutes=90), "Europe/Berlin", row(label, "18:30", "time")
    )


def manifest(**changes: Any) -> Manifest:
    made = Manifest(
        journey="0" * 32,
        audience="1" * 32,
        item="2" * 32,
        epoch=1,
        counter=7,
        issued_at=datetime(2026, 3, 9, 8, 12, tzinfo=UTC),
        delete_by=date(2026, 4, 8),
        sheet=sheet(),
        issued=row("Made at", "09:12", "time", note="Mon, 9 March 2026, time of Berlin (CET)"),
        deadlines=(deadline(datetime(2026, 3, 9, 17, 30, tzinfo=UTC)),),
        plan={"journey_id": "0" * 32, "kind": "ride"},
    )
    return replace(made, **changes)


def jpeg(width: int = 8, height: int = 6, colour: str = "#3c5a6e") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(file, "JPEG")
    return file.getvalue()


def photos() -> tuple[Photo, ...]:
    return Photo("driver", "The driver", jpeg()), Photo("plate", "The number plate", jpeg(12, 6, "#101820"))
