"""The list beside a report: read back by the csv module of Python, with nothing in it that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rendering._concerns import LINK, MOLDOVA, facts_of, kept, noted
from rendering._followed import AGREED_WORD, DANGER_WORD, at, changed

from safetravel.catalogue import Words
from safetravel.domain.facts import of_followed
from safetravel.domain.journey import Journey, Offer, Traveller
from safetravel.rendering.report_csv import COLUMNS, defused, make_list

EN = Words("en", domain="contact")
VECTOR = Path(__file__).resolve().parents[1] / "vectors" / "report_csv" / "concern.csv"
BEGINS_A_FORMULA = "=+-@\t\r\n\0＝＋－＠"
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.text("=+-@;,\t\r\n\"' ax", max_size=12)


def restored(cell: str) -> str:
    """What whoever reads the list back has to do: one apostrophe away before each sign that would begin a formula."""
    return re.sub(r"""((?:^|[;,\t\r\n])["' ]*)'(?=[=+\-@\t\r\n\0＝＋－＠])""", r"\1", cell)


def rows_of(data: bytes) -> list[dict[str, str]]:
    text = data.decode("utf-8-sig")
    return [dict(row) for row in csv.DictReader(io.StringIO(text, newline=""), strict=True)]


def listed(journey: Journey) -> list[dict[str, str]]:
    return rows_of(make_list(facts_of(journey), EN, MOLDOVA))


def of_kind(rows: list[dict[str, str]], kind: str) -> list[tuple[str, str]]:
    return [(row["value"], row["raw"]) for row in rows if row["kind"] == kind]


def test_it_is_what_it_was_when_it_was_last_looked_at() -> None:
    """Column names and kinds are what other people's programs go by."""
    assert make_list(facts_of(noted()), EN, MOLDOVA).decode("utf-8-sig") == VECTOR.read_bytes().decode("utf-8-sig")


def test_it_is_rfc_4180_with_a_mark_for_excel() -> None:
    data = make_list(facts_of(noted()), EN, MOLDOVA)
    assert data.startswith(b'\xef\xbb\xbf"report","kind","label","value","raw","time"\r\n')
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert {len(row) for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))} == {len(COLUMNS)}


def test_one_fact_a_row_to_search_by_and_as_it_was_noted() -> None:
    rows = listed(noted())
    assert of_kind(rows, "phone") == [("'+37322123456", "'+373 22 123 456"), ("'+48225550123", "0048 22 555 01 23")]
    assert of_kind(rows, "plate") == [("PPP0000Z", "РРР 0000 Z")]
    assert of_kind(rows, "country-sign") == [("PL", "PL")]
    assert of_kind(rows, "handle") == [("'@robota_example", "'@robota_example")]
    assert of_kind(rows, "link") == [(LINK, LINK)]
    assert of_kind(rows, "to-line") == [("'+37322000000", "0 800 77777")]
    assert of_kind(rows, "answer") == [
        ("no", "JO08"),
        ("yes", "JO03"),
        ("no", "JO10"),
        ("unsure", "DO01"),
        ("yes", "DO02"),
        ("yes", "JO01"),
    ]
    assert {row["time"] for row in rows if row["kind"] == "answer"} == {"2026-03-08T17:40:00Z"}
    assert len({row["report"] for row in rows}) == 1


def test_the_traveller_and_who_travels_along_are_not_in_it() -> None:
    travelling = (Traveller("Olena", "Prykladna", phone="+00 000 111 222 333"), Traveller("Maksym"))
    data = make_list(facts_of(noted(travellers=travelling)), EN, MOLDOVA).decode()
    assert not re.search("Olena|Prykladna|Maksym|111", data)


def test_of_a_journey_that_a_desk_follows_it_has_both_vehicles_and_no_agreed_word() -> None:
    facts = of_followed(changed(), at(21, 10), desk="Hotline Example", initials="KT", compared=False)
    data = make_list(facts, EN, MOLDOVA)
    rows = rows_of(data)
    assert [value for value, _ in of_kind(rows, "plate")] == ["0Z00000", "B000ZZZ"]
    assert of_kind(rows, "reference") == [("TEST-2026-17", "158, operator")]
    assert of_kind(rows, "made-by") == [("Hotline Example", "KT")]
    assert len(of_kind(rows, "picture-sha256")) == 2
    for word in (AGREED_WORD, DANGER_WORD, "Viktoriia", "Taras"):
        assert word not in data.decode()


def test_of_notes_alone_there_is_still_a_list() -> None:
    facts = replace(facts_of(kept(checks=())), plan=None)
    assert [row["kind"] for row in rows_of(make_list(facts, EN))] == ["made"]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ('=HYPERLINK("http://example.invalid")', '\'=HYPERLINK("http://example.invalid")'),
        ("+48 22 555 01 23", "'+48 22 555 01 23"),
        ("-1", "'-1"),
        ("@name", "'@name"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("＝1", "'＝1"),
        ("a;=1+1", "a;'=1+1"),
        ('x",=1', "x\",'=1"),
        ("'=1", "''=1"),
        (" =1", " '=1"),
        ("a = b - c @ d", "a = b - c @ d"),
        ("O'Neil", "O'Neil"),
        ("", ""),
    ],
)
def test_what_would_begin_a_formula_gets_an_apostrophe(text: str, cell: str) -> None:
    assert defused(text) == cell


@given(ANY)
@example("=")
@example("'''-")
@example('";"\t\n=')
def test_no_cell_begins_a_formula_whatever_ends_a_cell_and_it_can_be_undone(text: str) -> None:
    cell = defused(text)
    assert restored(cell) == text
    for piece in re.split("[;,\t\r\n]", cell):
        assert piece.lstrip('" ')[:1] not in set(BEGINS_A_FORMULA) - {""}


@given(handle=ANY, link=ANY, pay=ANY)
def test_any_text_comes_back_as_it_was_noted(handle: str, link: str, pay: str) -> None:
    rows = listed(noted(offer=Offer(handle=handle, link=link, pay=pay)))
    for kind, raw in (("handle", handle), ("link", link), ("pay", pay)):
        for _, cell in of_kind(rows, kind):
            assert restored(cell) == raw
    assert len(of_kind(rows, "pay")) == bool(pay)
    assert [row["kind"] for row in rows].count("made") == 1, "no text makes a row of its own"


def test_half_a_letter_from_outside_stops_nothing() -> None:
    assert b"a?b" in make_list(facts_of(noted(offer=Offer(handle="a\ud800b"))), EN)
