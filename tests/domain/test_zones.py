"""Zones offered for a country, against the database that is installed."""

from __future__ import annotations

import json
import zoneinfo
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from safetravel.domain import zones
from safetravel.domain.zones import CHOOSER, is_zone, utc, zones_for

RESOURCES = Path(__file__).parents[2] / "resources"
OFFERED = sorted({zone for iso in zones._ZONES for zone in zones_for(iso)} | set(CHOOSER))


@pytest.mark.parametrize("name", OFFERED)
def test_every_zone_offered_exists(name: str) -> None:
    assert name in zoneinfo.available_timezones()
    assert is_zone(name)


def test_every_zone_offered_is_in_the_package_of_data_too() -> None:
    """Windows has no database of its own."""
    import importlib.resources

    listed = importlib.resources.files("tzdata").joinpath("zones").read_text().split()
    assert set(OFFERED) <= set(listed)


def test_every_country_with_emergency_numbers_has_a_zone() -> None:
    numbers = json.loads((RESOURCES / "guidance" / "helplines.json").read_text(encoding="utf-8"))
    codes = [country["iso"] for country in numbers["countries"]]
    assert len(codes) >= 40
    assert [iso for iso in codes if not zones_for(iso)] == []


@pytest.mark.parametrize(
    ("iso", "first", "more"),
    [
        ("UA", "Europe/Kyiv", ()),
        ("pl", "Europe/Warsaw", ()),
        (" PT ", "Europe/Lisbon", ("Atlantic/Madeira", "Atlantic/Azores")),
        ("ES", "Europe/Madrid", ("Atlantic/Canary", "Africa/Ceuta")),
        ("XK", "Europe/Belgrade", ()),
    ],
)
def test_the_zone_of_most_people_comes_first(iso: str, first: str, more: tuple[str, ...]) -> None:
    assert zones_for(iso) == (first, *more)


@pytest.mark.parametrize("iso", ["", "ZZ", "UKR", "Україна"])
def test_an_unknown_country_suggests_nothing(iso: str) -> None:
    assert zones_for(iso) == ()


def test_the_chooser_is_short_and_starts_where_its_people_are() -> None:
    assert CHOOSER[:2] == ("Europe/Kyiv", "Europe/Warsaw")
    assert CHOOSER[-1] == "UTC"
    assert len(set(CHOOSER)) == len(CHOOSER)
    assert 40 <= len(CHOOSER) <= 50


@pytest.mark.parametrize("name", ["", "Europe", "Europe/Atlantis", "../x", "/etc/localtime", "a\0", "\ud800"])
def test_what_is_no_zone(name: str) -> None:
    assert not is_zone(name)


def test_utc_keeps_the_instant() -> None:
    there = datetime(2026, 3, 9, 12, 0, tzinfo=timezone(timedelta(hours=2)))
    assert utc(there) == there
    assert utc(there).tzinfo is UTC


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 3, 9, 12, 0, tzinfo=UTC).replace(tzinfo=None),
        datetime(1969, 12, 31, tzinfo=UTC),
        datetime(9000, 1, 1, tzinfo=UTC),
    ],
)
def test_utc_refuses_what_would_be_misread_or_overflow(at: datetime) -> None:
    with pytest.raises(ValueError, match=r"naive|range"):
        utc(at)


@pytest.mark.parametrize(
    ("zone", "country"),
    [("Europe/Warsaw", "PL"), ("Europe/Kaliningrad", "RU"), ("Europe/Belgrade", "RS"), ("UTC", ""), ("", "")],
)
def test_the_country_that_a_zone_suggests(zone: str, country: str) -> None:
    assert zones.country_of(zone) == country
