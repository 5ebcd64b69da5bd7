"""A centre's own list: what is valid counts, what is not is told with its line, and nothing stops."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safetravel.guidance.lines import LineKind, Reach, Spoken
from safetravel.guidance.local_numbers import FILE_NAME, MOST, MOST_PROBLEMS, LocalNumbers
from safetravel.guidance.problems import Fault

HEAD = 'schema = 1\nname = "Reception centre Prykladiv"\ndate = 2026-10-01\n'
ENTRY = '[[number]]\ncountry = "PL"\nkind = "women"\nname = "Invented line"\nnumber = "22 555 01 23"\n'


def load(folder: Path, text: str | bytes) -> LocalNumbers:
    path = folder / FILE_NAME
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return LocalNumbers.load(path)


def told(local: LocalNumbers) -> list[tuple[Fault, str, int]]:
    assert all(problem.file == FILE_NAME for problem in local.problems)
    return [(problem.fault, problem.entry, problem.line) for problem in local.problems]


def test_without_a_file_there_is_nothing_and_nothing_is_wrong(tmp_path: Path) -> None:
    local = LocalNumbers.load(tmp_path / FILE_NAME)
    assert local == LocalNumbers()
    assert not local


def test_all_that_an_entry_can_say(tmp_path: Path) -> None:
    more = (
        'abroad = "+48 22 555 01 23"\nrun_by = "ngo"\nfree = false\nhours = "Mon–Fri 9–17"\n'
        'languages = ["uk", "pl"]\nweb = "example.org"\n'
    )
    local = load(tmp_path, HEAD + ENTRY + more)
    assert local
    assert (local.name, local.date, local.problems) == ("Reception centre Prykladiv", date(2026, 10, 1), ())
    (line,) = local.lines
    assert (line.kind, line.local, line.international) == (LineKind.WOMEN, "22 555 01 23", "+48225550123")
    assert (line.reach, line.free, line.run_by, line.hours) == (Reach.ABROAD, False, "ngo", "Mon–Fri 9–17")
    assert (line.speaks, line.web) == ((Spoken("uk"), Spoken("pl")), "example.org")
    assert (line.centre, line.sources, line.source_date) == (local.name, (local.name,), "2026-10-01")


def test_the_least_an_entry_says(tmp_path: Path) -> None:
    local = load(tmp_path, HEAD + ENTRY + '[[number]]\ncountry = "PL"\nkind = "police"\nnumber = "997"\n')
    (line,), (police,) = local.lines, local.police
    assert (line.reach, line.free, line.always, line.run_by) == (Reach.INSIDE, None, False, "")
    assert (police.number, police.name, police.source_date) == ("997", "", "2026-10-01")


@pytest.mark.parametrize(
    ("line", "fault", "entry", "at"),
    [
        ('number = "call me"', Fault.NOT_A_NUMBER, "number", 8),
        ('number = "1"', Fault.NOT_A_NUMBER, "number", 8),
        ('number = "22 555"', None, "", 0),
        ("number = 997", Fault.WRONG_TYPE, "number", 8),
        ("", Fault.MISSING, "number", 4),
        ('number = "997"\nabroad = "22 555 01 23"', Fault.NOT_A_NUMBER, "abroad", 9),
        ('number = "997"\nabroad = "+48 1"', Fault.NOT_A_NUMBER, "abroad", 9),
        ('number = "997"\nlanguages = ["Polish"]', Fault.UNKNOWN_VALUE, "languages", 9),
        ('number = "997"\nlanguages = "pl"', Fault.WRONG_TYPE, "languages", 9),
        ('number = "997"\nfree = "yes"', Fault.WRONG_TYPE, "free", 9),
        ('number = "997"\nrun_by = "friends"', Fault.UNKNOWN_VALUE, "run_by", 9),
        ('number = "997"\nhours = "9\\n17"', Fault.WRONG_TYPE, "hours", 9),
        (f'number = "997"\nweb = "{"x" * 301}"', Fault.TOO_LONG, "web", 9),
    ],
)
def test_an_entry_that_is_not_valid_is_left_out(
    tmp_path: Path, line: str, fault: Fault | None, entry: str, at: int
) -> None:
    text = HEAD + ENTRY.replace('number = "22 555 01 23"', line) + ENTRY
    local = load(tmp_path, text)
    if fault is None:
        assert told(local) == []
        assert len(local.lines) == 2
    else:
        assert told(local) == [(fault, entry, at)]
        assert len(local.lines) == 1


@pytest.mark.parametrize("kind", ["emergency", "lottery", ""])
def test_our_emergency_numbers_cannot_be_replaced(tmp_path: Path, kind: str) -> None:
    local = load(tmp_path, HEAD + ENTRY.replace("women", kind))
    assert not local
    assert told(local) == [(Fault.UNKNOWN_VALUE if kind else Fault.MISSING, "kind", 6)]


def test_a_key_that_nobody_knows_is_told_and_the_entry_stays(tmp_path: Path) -> None:
    local = load(tmp_path, HEAD + "colour = 1\n" + ENTRY + 'numbr = "997"\n')
    assert len(local.lines) == 1
    assert told(local) == [(Fault.UNKNOWN_KEY, "colour", 4), (Fault.UNKNOWN_KEY, "numbr", 10)]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (ENTRY, (Fault.OTHER_SCHEMA, "schema", 0)),
        ("schema = 2\n" + ENTRY, (Fault.OTHER_SCHEMA, "schema", 0)),
        (HEAD.replace("name", "nam") + ENTRY, (Fault.MISSING, "name", 0)),
        (HEAD.replace("2026-10-01", '"1 October"') + ENTRY, (Fault.WRONG_TYPE, "date", 3)),
        (HEAD.replace("2026-10-01", "2026-10-01T08:00:00Z") + ENTRY, (Fault.WRONG_TYPE, "date", 3)),
        (HEAD.replace("date", "day") + ENTRY, (Fault.MISSING, "date", 0)),
        (HEAD + 'number = "997"\n', (Fault.WRONG_TYPE, "number", 4)),
        (HEAD + "= 1\n", (Fault.NOT_READABLE, "", 4)),
        (HEAD + "number = [", (Fault.NOT_READABLE, "", 4)),
        (b"\xff\xfe", (Fault.NOT_READABLE, "", 0)),
        (HEAD + "#" * (2 << 20), (Fault.NOT_READABLE, "", 0)),
    ],
)
def test_without_a_name_a_date_or_a_schema_nothing_counts(
    tmp_path: Path, text: str | bytes, problem: tuple[Fault, str, int]
) -> None:
    local = load(tmp_path, text)
    assert not local
    assert told(local)[-1] == problem


def test_more_entries_than_anybody_reads_are_cut(tmp_path: Path) -> None:
    local = load(tmp_path, HEAD + ENTRY.replace("22 555 01 23", "997") * (MOST + 1))
    assert len(local.lines) == MOST
    assert told(local) == [(Fault.TOO_LONG, str(MOST), 4 + 5 * MOST)]


def test_an_entry_that_is_no_table_is_told(tmp_path: Path) -> None:
    local = load(tmp_path, HEAD + 'number = ["997"]\n')
    assert told(local) == [(Fault.WRONG_TYPE, "0", 4)]


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    assert told(LocalNumbers.load(tmp_path / FILE_NAME)) == [(Fault.NOT_READABLE, "", 0)]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(HEAD + ENTRY) - 1), st.sampled_from(["", "\n", '"', "[", "]", "=", "#", "\x00", "é", "9"]))
def test_whatever_is_changed_nothing_is_raised(tmp_path_factory: pytest.TempPathFactory, at: int, put: str) -> None:
    whole = HEAD + ENTRY
    local = load(tmp_path_factory.getbasetemp(), whole[:at] + put + whole[at + 1 :])
    assert len(local.lines) <= 1


def test_a_file_full_of_keys_that_nobody_knows_is_told_in_a_few_lines(tmp_path: Path) -> None:
    """Each is a line on the screen: a hundred thousand of them would be no laptop any more."""
    local = load(tmp_path, HEAD + "".join(f"k{at} = 1\n" for at in range(5000)) + ENTRY)
    assert len(local.problems) == MOST_PROBLEMS
    assert len(local.lines) == 1
    many = load(tmp_path, HEAD + ENTRY.replace("22 555 01 23", "none") * 150)
    assert len(many.problems) == MOST_PROBLEMS


def test_a_key_that_turns_words_round_is_shown_without_it(tmp_path: Path) -> None:
    local = load(tmp_path, HEAD + '"a\\u202eb\\u0007" = 1\n' + f'"{"x" * 500}" = 1\n')
    assert {problem.entry for problem in local.problems} == {"a?b?", "x" * 60}


@pytest.mark.parametrize(
    ("country", "number"), [("DE", "0900 1 234567"), ("DE", "+49 900 1 234567"), ("PL", "701 234 567")]
)
def test_a_number_that_costs_by_the_minute_is_no_line_that_helps(tmp_path: Path, country: str, number: str) -> None:
    entry = ENTRY.replace('"PL"', f'"{country}"')
    local = load(tmp_path, HEAD + entry.replace("22 555 01 23", number))
    assert (local.lines, [problem.fault for problem in local.problems]) == ((), [Fault.NOT_A_NUMBER])
