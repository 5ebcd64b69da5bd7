"""Time zones: the ones offered for a country, and instants that can be compared and added to without surprises.

Curated by hand from the IANA time zone database (`zone1970.tab`, public domain): for each country the zone of most
people first, then the others in which somebody may arrive. A test looks every name up in the installed database.
"""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

FIRST_YEAR, LAST_YEAR = 1970, 8999

_ZONES: dict[str, tuple[str, ...]] = {
    "AD": ("Europe/Andorra",),
    "AE": ("Asia/Dubai",),
    "AF": ("Asia/Kabul",),
    "AL": ("Europe/Tirane",),
    "AM": ("Asia/Yerevan",),
    "AT": ("Europe/Vienna",),
    "AU": ("Australia/Sydney", "Australia/Melbourne", "Australia/Brisbane", "Australia/Adelaide", "Australia/Perth"),
    "AZ": ("Asia/Baku",),
    "BA": ("Europe/Sarajevo",),
    "BE": ("Europe/Brussels",),
    "BG": ("Europe/Sofia",),
    "BY": ("Europe/Minsk",),
    "CA": (
        "America/Toronto",
        "America/Vancouver",
        "America/Edmonton",
        "America/Winnipeg",
        "America/Regina",
        "America/Halifax",
        "America/St_Johns",
    ),
    "CH": ("Europe/Zurich",),
    "CY": ("Asia/Nicosia", "Asia/Famagusta"),
    "CZ": ("Europe/Prague",),
    "DE": ("Europe/Berlin",),
    "DK": ("Europe/Copenhagen",),
    "DZ": ("Africa/Algiers",),
    "EE": ("Europe/Tallinn",),
    "EG": ("Africa/Cairo",),
    "ER": ("Africa/Asmara",),
    "ES": ("Europe/Madrid", "Atlantic/Canary", "Africa/Ceuta"),
    "ET": ("Africa/Addis_Ababa",),
    "FI": ("Europe/Helsinki",),
    "FO": ("Atlantic/Faroe",),
    "FR": ("Europe/Paris",),
    "GB": ("Europe/London",),
    "GE": ("Asia/Tbilisi",),
    "GI": ("Europe/Gibraltar",),
    "GR": ("Europe/Athens",),
    "HR": ("Europe/Zagreb",),
    "HU": ("Europe/Budapest",),
    "IE": ("Europe/Dublin",),
    "IL": ("Asia/Jerusalem",),
    "IQ": ("Asia/Baghdad",),
    "IR": ("Asia/Tehran",),
    "IS": ("Atlantic/Reykjavik",),
    "IT": ("Europe/Rome",),
    "JO": ("Asia/Amman",),
    "KZ": ("Asia/Almaty",),
    "LB": ("Asia/Beirut",),
    "LI": ("Europe/Vaduz",),
    "LT": ("Europe/Vilnius",),
    "LU": ("Europe/Luxembourg",),
    "LV": ("Europe/Riga",),
    "LY": ("Africa/Tripoli",),
    "MA": ("Africa/Casablanca",),
    "MC": ("Europe/Monaco",),
    "MD": ("Europe/Chisinau",),
    "ME": ("Europe/Podgorica",),
    "MK": ("Europe/Skopje",),
    "MT": ("Europe/Malta",),
    "NL": ("Europe/Amsterdam",),
    "NO": ("Europe/Oslo",),
    "PK": ("Asia/Karachi",),
    "PL": ("Europe/Warsaw",),
    "PT": ("Europe/Lisbon", "Atlantic/Madeira", "Atlantic/Azores"),
    "RO": ("Europe/Bucharest",),
    "RS": ("Europe/Belgrade",),
    "RU": (
        "Europe/Moscow",
        "Europe/Kaliningrad",
        "Europe/Samara",
        "Asia/Yekaterinburg",
        "Asia/Novosibirsk",
        "Asia/Vladivostok",
    ),
    "SE": ("Europe/Stockholm",),
    "SI": ("Europe/Ljubljana",),
    "SK": ("Europe/Bratislava",),
    "SM": ("Europe/San_Marino",),
    "SO": ("Africa/Mogadishu",),
    "SY": ("Asia/Damascus",),
    "TN": ("Africa/Tunis",),
    "TR": ("Europe/Istanbul",),
    "UA": ("Europe/Kyiv",),
    "US": (
        "America/New_York",
        "America/Chicago",
        "America/Denver",
        "America/Phoenix",
        "America/Los_Angeles",
        "America/Anchorage",
        "Pacific/Honolulu",
    ),
    "UZ": ("Asia/Tashkent",),
    # Kosovo has no zone of its own in the database; its clocks are Belgrade's.
    "XK": ("Europe/Belgrade",),
}

# Where its people come from and go to first, then round Europe and its neighbours.
_CHOSEN = (
    *("UA", "PL", "RO", "MD", "SK", "HU", "CZ", "DE", "AT", "IT", "CH", "FR", "BE", "NL", "LU", "ES", "PT", "GB", "IE"),
    *("DK", "NO", "SE", "FI", "EE", "LV", "LT", "SI", "HR", "BA", "RS", "ME", "MK", "AL", "BG", "GR", "CY", "MT", "TR"),
    *("GE", "AM", "AZ", "BY", "RU", "IS"),
)

CHOOSER: tuple[str, ...] = (
    *dict.fromkeys(_ZONES[iso][0] for iso in _CHOSEN),
    "Atlantic/Canary",
    "Atlantic/Azores",
    "UTC",
)


def zones_for(iso: str) -> tuple[str, ...]:
    """IANA names for an ISO 3166-1 alpha-2 code (any case), the suggestion first; () for a country not listed."""
    return _ZONES.get(iso.strip().upper(), ())


def country_of(zone: str) -> str:
    """The country that `zone` suggests, "" for none: a guess that is shown before anything is made of it."""
    return next((iso for iso, zones in _ZONES.items() if zone in zones), "")


def is_zone(name: str) -> bool:
    """True when the time zone database of this machine knows `name`."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def utc(at: datetime) -> datetime:
    """The same instant in UTC, so that sums and comparisons never go by a wall clock.

    Raises ValueError for a naive datetime (it would be read in the zone of the machine) and for a year outside
    1970-8999, near whose ends sums overflow.
    """
    if at.tzinfo is not UTC and at.utcoffset() is None:
        raise ValueError("naive datetime")
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise ValueError("year out of range")
    return at if at.tzinfo is UTC else at.astimezone(UTC)
