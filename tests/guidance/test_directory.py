"""The page of a country: its order, what is seen from where, what is marked, and a centre's own list over it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetravel.guidance.directory import EntryKind, is_old, page
from safetravel.guidance.lines import Reach
from safetravel.guidance.local_numbers import LocalNumbers
from safetravel.guidance.numbers import Numbers

FOLDER = Path(__file__).parents[2] / "resources" / "guidance"
NOW = date(2026, 11, 22)
CENTRE = """
schema = 1
name = "Reception centre Prykladiv"
date = 2026-10-01

[[number]]
country = "FR"
kind = "trafficking"
name = "Invented line"
number = "01 23 45 67 89"
abroad = "+33 1 23 45 67 89"
always = true

[[number]]
country = "FR"
kind = "police"
name = "The station round the corner"
number = "01 23 45 67 88"
"""


@pytest.fixture(scope="module")
def numbers() -> Numbers:
    return Numbers.load(FOLDER)


@pytest.fixture
def centre(tmp_path: Path) -> LocalNumbers:
    (tmp_path / "numbers.local.toml").write_text(CENTRE, encoding="utf-8")
    local = LocalNumbers.load(tmp_path / "numbers.local.toml")
    assert not local.problems
    return local


def test_every_country_begins_with_its_emergency_number_and_keeps_the_order(numbers: Numbers) -> None:
    order = list(EntryKind)
    for iso in numbers.countries:
        for here in ("", iso, "PL"):
            kinds = [entry.kind for entry in page(numbers, iso, NOW, here).entries]
            assert kinds[0] is EntryKind.EMERGENCY
            assert kinds.count(EntryKind.EMERGENCY) == 1
            assert kinds == sorted(kinds, key=order.index)


def test_twelve_countries_have_no_confirmed_line(numbers: Numbers) -> None:
    without = {iso for iso in numbers.countries if not page(numbers, iso, NOW, iso).confirmed_line}
    assert without == {"CY", "FR", "IE", "LU", "SI", "IS", "GE", "ME", "BA", "MK", "AL", "XK"}


def test_moldova_from_inside_and_from_abroad(numbers: Numbers) -> None:
    inside = page(numbers, "MD", NOW, "MD").entries[1]
    assert (inside.kind, inside.name, inside.number) == (EntryKind.TRAFFICKING, "La Strada", "0 800 77777")
    assert (inside.elsewhere, inside.reach, inside.link) == ("+37322233309", Reach.ABROAD, "tel:080077777")
    assert inside.hosts == ("lastrada.md", "yfua.org")
    abroad = page(numbers, "MD", NOW, "PL").entries[1]
    assert (abroad.number, abroad.elsewhere, abroad.link) == ("+37322233309", "0 800 77777", "tel:+37322233309")
    assert page(numbers, "MD", NOW).entries[1] == inside


def test_a_line_for_messages_is_written_to(numbers: Numbers) -> None:
    (text,) = [entry for entry in page(numbers, "US", NOW, "US").entries if entry.kind is EntryKind.TEXT]
    assert (text.number, text.link) == ("88788", "smsto:88788:")


def test_numbers_of_the_state_are_for_whoever_stands_there(numbers: Numbers) -> None:
    seen = page(numbers, "CZ", NOW, "PL")
    assert {entry.kind: entry.reach for entry in seen.entries if entry.line is None} == {
        EntryKind.EMERGENCY: Reach.INSIDE,
        EntryKind.POLICE: Reach.INSIDE,
    }
    assert all(entry.reach is Reach.ABROAD for entry in page(numbers, "CZ", NOW, "CZ").entries)


def test_one_number_for_emergency_and_police_stands_once(numbers: Numbers) -> None:
    assert [entry.with_police for entry in page(numbers, "MD", NOW).entries if entry.line is None] == [True]
    assert [entry.with_police for entry in page(numbers, "PL", NOW).entries if entry.line is None] == [False, False]


def test_what_answers_from_here_by_day_and_night_comes_first(numbers: Numbers) -> None:
    lines = [entry for entry in page(numbers, "PL", NOW, "UA").entries if entry.kind is EntryKind.TRAFFICKING]
    assert lines[0].name == "La Strada (mobile)"
    seen = [entry.reach for entry in page(numbers, "NL", NOW, "UA").entries if entry.kind is EntryKind.TRAFFICKING]
    assert seen == sorted(seen, key=list(Reach).index)


@pytest.mark.parametrize(
    ("source", "today", "old"),
    [
        ("2024-11-22", NOW, False),
        ("2024-11-21", NOW, True),
        ("2024-12", NOW, False),
        ("2024-11", NOW, True),
        ("2025", NOW, False),
        ("2024", NOW, True),
        ("", NOW, True),
        ("2026-09-23", date(2028, 9, 23), False),
        ("2026-09-23", date(2028, 9, 24), True),
        ("2024-02-29", date(2026, 2, 28), False),
        ("2024-02-29", date(2026, 3, 1), True),
    ],
)
def test_a_source_is_old_after_twenty_four_months(source: str, today: date, old: bool) -> None:
    assert is_old(source, today) is old


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_what_is_old_stays_old_and_less_of_a_date_is_never_younger(source: date, today: date) -> None:
    whole = source.isoformat()
    old = [is_old(part, today) for part in (whole, whole[:7], whole[:4], "")]
    assert old == sorted(old)
    assert not is_old(whole, today) or (today - source).days > 729
    assert is_old(whole, today) or (today - source).days < 732


def test_the_mark_goes_by_the_clock(numbers: Numbers) -> None:
    def marked(today: date) -> int:
        return sum(entry.old for iso in numbers.countries for entry in page(numbers, iso, today).entries)

    assert 0 < marked(NOW) < marked(date(2027, 12, 1)) < marked(date(2029, 1, 1))
    everything = sum(len(page(numbers, iso, NOW).entries) for iso in numbers.countries)
    assert marked(date(2029, 1, 1)) == everything


def test_a_centres_own_come_first_and_remove_nothing(numbers: Numbers, centre: LocalNumbers) -> None:
    before, after = page(numbers, "FR", NOW, "FR"), page(numbers, "FR", NOW, "FR", centre)
    assert set(before.entries) < set(after.entries)
    assert after.emergency == before.emergency
    assert not before.confirmed_line
    assert after.confirmed_line
    own = [(entry.kind, entry.name, entry.centre, entry.source_date) for entry in after.entries if entry.centre]
    assert own == [
        (EntryKind.TRAFFICKING, "Invented line", "Reception centre Prykladiv", "2026-10-01"),
        (EntryKind.POLICE, "The station round the corner", "Reception centre Prykladiv", "2026-10-01"),
    ]
    police = [entry.number for entry in after.entries if entry.kind is EntryKind.POLICE]
    assert police == ["01 23 45 67 88", "17"]
    assert page(numbers, "DE", NOW, "DE", centre) == page(numbers, "DE", NOW, "DE")
    assert page(numbers, "FR", NOW, "PL", centre).entries[1].link == "tel:+33123456789"
    assert all(entry.old for entry in page(numbers, "FR", date(2028, 11, 1), "FR", centre).entries if entry.centre)


def test_what_a_contact_is_told_comes_from_our_list_alone(numbers: Numbers, centre: LocalNumbers) -> None:
    """A file from a stick changes pages on this laptop, never what leaves for somebody else."""
    assert centre.lines[0].reach is Reach.ABROAD
    assert numbers.line_for("FR", ("FR",)) is None


def test_an_empty_list_still_makes_a_page() -> None:
    nothing = page(Numbers(NOW, {}, {}, ()), "MD", NOW, "MD")
    assert nothing.entries == ()
    assert nothing.emergency is None
    assert not nothing.confirmed_line
