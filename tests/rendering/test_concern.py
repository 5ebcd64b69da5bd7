"""A concern as a report: what was answered in plain sentences, what can be searched by, where it goes; no verdict, and no link to press."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import replace
from datetime import timedelta

import pytest
from pypdf import PdfReader
from rendering._concerns import CHISINAU, LINK, MOLDOVA, NOW, checked, facts_of, kept, noted
from rendering._followed import AGREED_WORD, at, serious
from rendering._journeys import ArabicDummy
from rules.stop_words import reassuring

from safetravel.catalogue import Words
from safetravel.domain.agreed_words import MASK
from safetravel.domain.disclosure import Disclosure
from safetravel.domain.facts import Facts, of_followed
from safetravel.domain.journey import Journey, Leg, Offer, Party, Stage, Traveller, Vehicle
from safetravel.domain.schedule import Deadline, DeadlineKind, Schedule
from safetravel.rendering.blocks import Group
from safetravel.rendering.report import make_report
from safetravel.rendering.report_offer import Goes, Line
from safetravel.rendering.report_search import found, number_of
from safetravel.rendering.report_words import Report, tell

pytestmark = pytest.mark.usefixtures("qapp")


class SecondLanguage(Words):
    def _shown(self, template: str) -> str:
        return f"~{template}"


EN, OTHER = Words("en", domain="contact"), SecondLanguage("en", domain="contact")


def told(journey: Journey, words: Words = EN, goes: Goes | None = MOLDOVA) -> Report:
    return tell(facts_of(journey), words, CHISINAU, goes)


def pdf_of(journey: Journey) -> bytes:
    return make_report(told(journey), told(journey, OTHER), [])


def text_of(pdf: bytes) -> str:
    """As a machine reads it, without the spaces between lines."""
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def part(report: Report, title: str) -> dict[str, str]:
    """Label to value; what stands below a label belongs to it."""
    rows = next(one for one in report.parts if one.title == title).rows
    values: dict[str, str] = {}
    label = ""
    for row in rows:
        label = row.label or label
        values[label] = f"{values[label]}\n{row.value}" if label in values else row.value
    return values


def all_words(report: Report) -> str:
    rows = [f"{row.label} {row.value} {row.note} {row.alarm}" for one in report.parts for row in one.rows]
    titles = [f"{one.title} {one.note}" for one in report.parts]
    return "\n".join([report.title, report.standing, *report.about, *titles, *rows])


def test_everything_stands_on_the_paper_in_order_and_in_both_languages() -> None:
    text = text_of(pdf_of(noted()))
    places = [
        text.index("".join(one.split()))
        for one in (
            "A concern, as it was noted",
            "~This tells what was noted",
            "Where this goes: Moldova",
            "Example line",
            "Mon to Fri",
            "08:00–20:00",
            "0 800 77777",
            "What was said about the offer",
            "19:40",
            "The job, papers, training or travel was to be paid in advance, or to become a debt.",
            "~A document was wanted as a deposit, or for a registration.",
            "Not known",
            "Somebody who is neither police, border guard nor consulate holds a passport or an ID.",
            "~2 questions",
            "A group for work abroad",
            "2 500 EUR a month",
            "The employer, to be paid back",
            "The other side, as noted",
            "To search by",
            "@robota_example",
            "+37322123456",
            LINK,
            "Number of this report",
        )
    ]
    assert places == sorted(places)


def test_a_check_alone_reads_well_without_an_empty_part_or_a_word_of_times() -> None:
    report = told(kept())
    assert [one.title for one in report.parts] == ["Where this goes: Moldova", "What was said about the offer"]
    assert all(one.rows for one in report.parts)
    words = all_words(report)
    assert not re.search(
        r"overdue|expected|last heard|nothing was heard|agreed time|the traveller|\bID\b.*looked", words
    )
    assert "The original files" not in words, "there are none"
    assert len(PdfReader(io.BytesIO(pdf_of(kept()))).pages) == 1


def test_times_of_a_draft_that_have_gone_by_are_no_silence() -> None:
    """Nobody was told of them."""
    past = Schedule(deadlines=(Deadline("a", NOW - timedelta(days=2), "Europe/Warsaw", DeadlineKind.ARRIVAL),))
    words = all_words(told(noted(schedule=past)))
    assert not re.search(r"overdue|Nothing was heard|News", words)
    under_way = all_words(told(noted(schedule=past, stage=Stage.UNDER_WAY)))
    assert "Overdue since" in under_way
    assert "Report about a journey" in under_way


def test_what_was_answered_with_yes_is_said_what_was_not_known_is_called_that_and_a_no_only_counted() -> None:
    said = part(told(kept()), "What was said about the offer")
    assert said["About a job offer"] == "19:40"
    assert said["As told"].splitlines() == [
        "The job, papers, training or travel was to be paid in advance, or to become a debt.",
        "A document was wanted as a deposit, or for a registration.",
        "The pay that was offered was much higher than is usual for such work.",
    ]
    assert said["Not known"] == "Somebody who is neither police, border guard nor consulate holds a passport or an ID."
    assert said["Answered with no"] == "2 questions"
    assert "Full-body" not in all_words(told(kept()))


def test_a_sign_that_is_not_known_here_is_named_and_not_lost() -> None:
    report = told(kept(checks=(replace(checked(ZZ99="yes"), check="later"),)))
    assert part(report, "What was said about the offer") == {
        "About an offer": "19:40",
        "As told": "Sign ZZ99 of the list of signs",
    }


def test_two_checks_of_one_offer_both_stand_there() -> None:
    report = told(kept(checks=(checked(JO03="yes"), replace(checked(TR06="yes"), check="ride"))))
    said = part(report, "What was said about the offer")
    assert {"About a job offer", "About a ride"} <= set(said)


def test_each_thing_to_search_by_has_a_row_of_its_own_as_it_is_searched_for_and_as_it_was_noted() -> None:
    assert part(told(noted()), "To search by") == {
        "User name or group": "@robota_example",
        "Telephone": "+37322123456\n+48225550123",
        "Telephone, as noted": "0048 22 555 01 23",
        "Web address": LINK,
        "Address": "Strada Exemplu 0, Chișinău",
        "Name": "Zrazok Przykładowy",
        "Number plate": "PPP0000Z",
        "Number plate, as noted": "РРР 0000 Z",
        "Country sign": "PL",
        "Number of this report": number_of(facts_of(noted())),
    }
    rows = next(one for one in told(noted()).parts if one.title == "To search by").rows
    assert all(row.boxed for row in rows)


def test_the_traveller_is_nobody_to_search_for() -> None:
    travelling = (Traveller("Olena", "Prykladna", phone="+00 000 111 222 333"), Traveller("Maksym"))
    values = {one.value for one in found(facts_of(noted(travellers=travelling)))}
    assert not any("Olena" in one or "Maksym" in one or "111" in one for one in values)
    assert told(noted(travellers=travelling)).title == "A concern, noted by: Olena Prykladna"


def test_each_vehicle_keeps_its_country_and_what_stands_twice_is_there_once() -> None:
    legs = tuple(Leg(vehicle=Vehicle(plate, "PL")) for plate in ("RPR 0000Z", "rpr-0000z", "WPR 0000Z"))
    same = Party("Zrazok", "+373 22 123 456")
    values = [(one.kind, one.value) for one in found(facts_of(noted(legs=legs, party=same)))]
    plates = [one for one in values if one[0] in ("plate", "country-sign")]
    assert plates == [
        ("plate", "RPR0000Z"),
        ("country-sign", "PL"),
        ("plate", "WPR0000Z"),
        ("country-sign", "PL"),
    ]
    assert [kind for kind, _ in values].count("phone") == 1


def test_a_link_cannot_be_pressed_and_what_was_noted_steers_no_text() -> None:
    steered = noted(offer=Offer(handle="\u202e@drab\n\u2066", link=LINK), party=Party("\u200eZrazok\u202e"))
    pdf = make_report(told(steered), None, [])
    assert b"/URI" not in pdf
    for page in PdfReader(io.BytesIO(pdf)).pages:
        assert not page.annotations
    values = {one.value for one in found(facts_of(steered))}
    assert {"@drab", "Zrazok"} <= values


def test_numbers_and_links_run_from_the_left_on_a_page_that_runs_from_the_right() -> None:
    trace: list[Group] = []
    make_report(told(noted(), ArabicDummy()), told(noted()), [], trace=trace)
    for value in ("+37322123456", "PPP0000Z", "@robota_example", "0 800 77777"):
        group = next(one for one in trace if one.text == value)
        shown = [x for x in group.xs if x >= 0]
        assert shown == sorted(shown), value


def test_a_line_with_what_is_known_of_it() -> None:
    free = Goes("HU", (Line("line", "06 80 20 55 20", name="Example line", always=True, abroad="doubtful"),))
    rows = next(one for one in told(kept(), goes=free).parts).rows
    assert rows[0].note == "By day and night. May not connect from another country."
    inside = replace(free, lines=(replace(free.lines[0], always=False, abroad="no"),))
    assert next(one for one in told(kept(), goes=inside).parts).rows[0].note == "Answers only inside the country."
    days = (((6, 7), "10:00–12:00"), (tuple(range(1, 8)), "18:00–20:00"), ((), "09:00–10:00"))
    old = Goes(
        "GB",
        (replace(free.lines[0], opening=days, hours="by appointment", old=True), Line("police", "101", urgent=False)),
    )
    told_of = next(one for one in told(kept(), goes=old).parts).rows
    assert told_of[0].note.endswith("No source of the last two years names it.")
    assert [(row.label, row.value) for row in told_of[1:5]] == [
        ("Sat and Sun", "10:00–12:00"),
        ("Every day", "18:00–20:00"),
        ("Hours, as published", "09:00–10:00"),
        ("Hours, as published", "by appointment"),
    ]
    assert (told_of[-1].label, told_of[-1].note) == ("Police there", "For what can wait.")
    police = tell(facts_of(kept()), EN, CHISINAU, Goes("GE", (Line("police", "112"),))).parts[0]
    assert police.note.startswith("No confirmed line against trafficking is known there. Numbers as published.")
    theirs = Goes(
        "PL", (Line("line", "22 555 01 23", name="Line", centre="Punkt"), Line("police", "997", centre="Punkt"))
    )
    rows = tell(facts_of(kept()), EN, CHISINAU, theirs).parts[0].rows
    assert (rows[0].value, rows[-1].label) == ("Line (Punkt)", "Police there (Punkt)"), (
        "a centre's own number says whose it is"
    )
    nobody = [one.title for one in told(kept(), goes=None).parts]
    assert nobody == ["What was said about the offer"]


def test_nothing_in_it_accuses_judges_or_reassures() -> None:
    words = all_words(told(noted(), goes=None))
    assert not re.search(r"suspicio|suspect|kidnap|traffick|criminal|victim|fraud|warning|risk", words, re.IGNORECASE)
    assert not reassuring(words, "en")


def at_a_desk(**changes: str) -> Facts:
    plan = serious().plan
    assert isinstance(plan, Disclosure)
    return of_followed(serious(plan=replace(plan, **changes)), at(21, 10), desk="Hotline Example", initials="KT")  # type: ignore[arg-type]


def test_a_desk_reports_the_offer_of_a_journey_it_follows_and_no_agreed_word_with_it() -> None:
    facts = at_a_desk(
        pay=f"500, and say {AGREED_WORD}", hours="ten", link="example.invalid/x", offer_phone="+373 22 123 456"
    )
    report = tell(facts, EN, "Europe/Prague", MOLDOVA)
    offer = part(report, "The offer, as noted")
    assert offer["Pay, as promised"] == f"500, and say {MASK}"
    assert part(report, "To search by")["Web address"] == "example.invalid/x"
    titles = [one.title for one in report.parts]
    assert titles.index("How it stands") < titles.index("What happened, and what was done")
    assert titles.index("Where this goes: Moldova") > titles.index("Reference numbers")


def test_the_number_of_a_report_is_that_of_its_journey_and_no_number_to_a_spreadsheet() -> None:
    one, other = number_of(facts_of(noted())), number_of(facts_of(noted(id="8" * 32)))
    assert one == number_of(facts_of(kept())) != other
    assert re.fullmatch(r"[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}", one)
    assert "7777" not in one
