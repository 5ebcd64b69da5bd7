"""The report on paper: what stands in it, in both languages, with no agreed word anywhere and no verdict."""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage
from rendering._followed import AGREED_WORD, DANGER_WORD, PLATE, at, changed, serious, sha
from rendering._journeys import ArabicDummy, picture

from safetravel.catalogue import Words
from safetravel.domain.agreed_words import MASK, AgreedWords
from safetravel.domain.event import Basis, Event, EventKind
from safetravel.domain.facts import Facts, of_followed
from safetravel.domain.followed import Done, DoneKind, Followed
from safetravel.domain.plate import fold
from safetravel.rendering.blocks import Group
from safetravel.rendering.report import make_report, make_report_pictures
from safetravel.rendering.report_words import Report, tell
from safetravel.rendering.to_say import to_say

pytestmark = pytest.mark.usefixtures("qapp")

NOW = at(21, 10)
PRAGUE = "Europe/Prague"
Tool = Callable[..., str]


class SecondLanguage(Words):
    """English with a mark before every sentence: what was told in the second language can be counted."""

    def _shown(self, template: str) -> str:
        return f"~{template}"


EN, OTHER = Words("en", domain="contact"), SecondLanguage("en", domain="contact")


def facts_of(followed: Followed) -> Facts:
    return of_followed(followed, NOW, desk="Hotline Example", initials="KT", compared=False)


def report_of(followed: Followed | None = None, words: Words = EN, zone: str = PRAGUE) -> Report:
    return tell(facts_of(followed or serious()), words, zone)


def pictures_of(followed: Followed) -> list[tuple[str, bytes]]:
    return [(photo.sha256, picture("#41566a", photo.caption, 400, 300)) for photo in followed.photos]


def pdf_of(followed: Followed, second: Words | None = OTHER) -> bytes:
    other = report_of(followed, second) if second else None
    return make_report(report_of(followed), other, pictures_of(followed))


def all_words(report: Report) -> str:
    rows = [f"{row.label} {row.value} {row.note} {row.alarm}" for part in report.parts for row in part.rows]
    parts = [f"{part.title} {part.note}" for part in report.parts]
    return "\n".join([report.title, report.standing, *report.about, *parts, *rows, *report.captions])


@pytest.fixture(scope="module")
def paper(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.pdf"
    path.write_bytes(pdf_of(changed()))
    return path


def poppler(tool: str, *arguments: str) -> str:
    return subprocess.run([tool, *arguments], capture_output=True, check=True, timeout=60).stdout.decode()


def text_of(need_tool: Tool, paper: Path) -> str:
    """As pdftotext reads it; some fonts write "fi" as one letter."""
    text = poppler(need_tool("pdftotext", "apt-get install poppler-utils"), "-layout", str(paper), "-")
    return unicodedata.normalize("NFKC", text)


def test_everything_that_somebody_needs_to_look_for_her_stands_in_it(need_tool: Tool, paper: Path) -> None:
    text = text_of(need_tool, paper)
    for fact in (
        "Viktoriia Vzorova",
        "Taras (12 to 17 years)",
        PLATE,
        "B000ZZZ",
        "VW Passat, black",
        "Košice",
        "Praha hl. n.",
        "+00 000 111 222 333",
        "+00 000 444 555 666",
        "Radek",
        "The ID was not shown.",
        "TEST-2026-17",
        "petrol station near Vatra Dornei",
        "Pictures were asked for, and the answer was no.",
        "UTC+1",
        "Nobody has compared whose key sealed these files.",
        sha("page"),
        sha("plate"),
        sha("vehicle"),
    ):
        assert fact in text, fact
        assert text.count(fact) == 1 or len(fact) < 64


def test_what_is_read_letter_by_letter_stands_where_it_belongs_and_once_to_search_by(
    need_tool: Tool, paper: Path
) -> None:
    text = text_of(need_tool, paper)
    assert "~Telephone" in text
    assert text.count("~") > 40
    assert text.count("+00 000 444 555 666") == 2
    assert text.count(PLATE) == 1
    assert text.count(fold(PLATE)) == 1


def test_it_opens_without_a_code_and_names_no_maker(paper: Path) -> None:
    reader = PdfReader(io.BytesIO(paper.read_bytes()))
    assert not reader.is_encrypted
    assert not reader.metadata
    assert reader.trailer["/Root"]["/Lang"] == "en"  # type: ignore[index]  # a dictionary, by the format


def test_a_page_can_be_drawn_by_others(need_tool: Tool, paper: Path) -> None:
    tool = need_tool("pdftoppm", "apt-get install poppler-utils")
    poppler(tool, "-r", "40", "-png", str(paper), str(paper.with_name("page")))
    drawn = sorted(paper.parent.glob("page*.png"))
    assert len(drawn) == len(PdfReader(io.BytesIO(paper.read_bytes())).pages)
    assert all(QImage(str(one)).width() > 300 for one in drawn)


CANARY = "Kanarienvogel"


@pytest.mark.parametrize("word", [AGREED_WORD, DANGER_WORD, CANARY])
def test_no_agreed_word_is_anywhere(word: str) -> None:
    said = f"before {word.upper()}s, after"
    followed = serious(
        words=AgreedWords(AGREED_WORD, DANGER_WORD) if word != CANARY else AgreedWords(CANARY, "дощ"),
        events=(
            Event("a", EventKind.HEARD, at(17), at(17), Basis.AGREED_WORD, "wrote", f"{word} here", "KT"),
            Event("b", EventKind.UNCLEAR, at(18), at(18), words=said),
            Event("c", EventKind.DANGER_CLOSED, at(18), at(18), initials="KT", reason=f"she said {word} by mistake"),
            Event("d", EventKind.DANGER, at(19), at(19), Basis.AGREED_WORD, "wrote", said),
            Event("e", EventKind.NOTE, at(20), at(20), words=word),
        ),
        done=(Done("o", DoneKind.OTHER, at(20), at(20), "KT", f"told them {word}", "", f"the word is {word}"),),
    )
    facts = facts_of(replace(followed, changes=changed().changes))
    for report in (tell(facts, EN, PRAGUE), tell(facts, OTHER, PRAGUE)):
        assert word.casefold() not in all_words(report).casefold()
        assert MASK in all_words(report)
        assert any(MASK in sentence for sentence in report.about)
    assert word not in repr(facts)
    if word != CANARY:
        return
    pdf = make_report(tell(replace(facts, pictures=()), EN, PRAGUE), None, [])
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert word.casefold() not in " ".join(text.split()).casefold()


def test_a_word_that_was_agreed_earlier_and_changed_since_does_not_show_either() -> None:
    followed = serious(words=AgreedWords("something else"))
    words = all_words(report_of(followed))
    assert AGREED_WORD not in words
    assert "aunt Halyna" not in words
    assert "A word was said that is agreed for danger." in words


def test_nothing_in_it_accuses_or_reassures() -> None:
    words = all_words(report_of(changed()))
    assert not re.search(
        r"suspect|kidnap|abduct|traffick|criminal|perpetrator|victim|missing|\bsafe\b", words, re.IGNORECASE
    )
    assert "It accuses nobody." in words


def test_only_when_somebody_tried_does_it_say_that_she_could_not_be_reached() -> None:
    silent = serious(events=())
    assert "could not reach" not in report_of(silent).standing
    tried = silent.with_done(Done("n", DoneKind.NO_ANSWER, at(20), at(20), "KT"))
    assert "could not reach" in report_of(tried).standing


@pytest.mark.parametrize(
    ("events", "standing"),
    [
        ((Event("a", EventKind.ARRIVED, at(20), at(20), Basis.VOICE),), "This person was heard from: at the place."),
        (
            (Event("s", EventKind.STOPPED, at(18), at(18), initials="KT", reason="stays"),),
            "The agreed times were stopped.",
        ),
        ((Event("h", EventKind.HEARD, at(20, 40), at(20, 40), Basis.VOICE),), "No agreed time has passed in silence."),
    ],
)
def test_how_it_stands(events: tuple[Event, ...], standing: str) -> None:
    assert report_of(serious(events=events)).standing == standing


def test_clocks_are_those_of_the_reader_with_the_offset_and_the_clock_there() -> None:
    times = next(part for part in report_of(zone="Europe/Kyiv").parts if part.title == "Agreed times")
    first = times.rows[0]
    assert (first.value, first.alarm) == ("18:30", "19:00")
    assert "UTC+2" in first.note
    assert "there 17:30, Bratislava (CET)" in first.note


def test_entries_typed_late_say_so_and_who_typed_them() -> None:
    line = next(part for part in report_of().parts if part.kind == "line")
    told = [row.value for row in line.rows if not row.label]
    assert "Noted by KT at 19:12." in told
    assert "Noted by KT." in told


def test_an_entry_that_was_taken_back_stays_and_says_so() -> None:
    heard = Event("h", EventKind.HEARD, at(19), at(19), Basis.VOICE, initials="KT")
    back = Event("w", EventKind.WITHDRAWN, at(19, 5), at(19, 5), initials="KT", reason="another journey", closes="h")
    words = all_words(report_of(serious(events=(heard, back))))
    assert "Entered by mistake, and taken back later." in words


def test_what_was_heard_is_shown_as_typed_on_one_line_and_turns_nothing_round() -> None:
    said = "<b>help</b>\nat \u202eZ0000RPR\u202c, {name} & می\u200cروم"
    heard = Event("h", EventKind.UNCLEAR, at(19), at(19), words=said)
    words = all_words(report_of(serious(events=(heard,))))
    assert "“<b>help</b> at Z0000RPR, {name} & می\u200cروم”" in words


def test_a_journey_of_which_only_notes_came() -> None:
    bare = serious(plan=None, plan_from=None, photos=(), items=(), done=())
    report = report_of(bare)
    assert "Viktoriia" in report.title
    assert make_report(report, None, [])


def test_a_name_that_would_turn_round_its_line_or_fill_the_foot_does_neither() -> None:
    plan = serious().plan
    assert plan is not None
    trace: list[Group] = []
    named = replace(plan, traveller=replace(plan.traveller, first_name="\u202eOlena\n", family_name="x" * 300))
    make_report(report_of(serious(plan=named, photos=())), None, [], trace=trace)
    assert not any("\u202e" in group.text or "\n" in group.text for group in trace)
    assert all(group.lines == 1 for group in trace if group.text.startswith("Report about") and len(group.text) == 90)
    assert any(group.text.startswith("Report about a journey: Olena xxx") for group in trace)


def test_practice_stands_on_every_page() -> None:
    plan = serious().plan
    assert plan is not None
    pdf = pdf_of(serious(plan=replace(plan, practice=True), photos=()))
    for page in PdfReader(io.BytesIO(pdf)).pages:
        assert "Practice: nobody is on the way." in page.extract_text()


def test_boxes_stay_left_to_right_and_the_second_language_in_its_column() -> None:
    trace: list[Group] = []
    followed = changed()
    first = tell(facts_of(followed), ArabicDummy(), PRAGUE)
    make_report(first, report_of(followed), pictures_of(followed), trace=trace)
    boxed = [group for group in trace if group.boxed and len(group.text) > 1]
    assert any(group.text == PLATE for group in boxed)
    for group in boxed:
        shown = [x for x in group.xs if x >= 0]
        if group.lines == 1:
            assert shown == sorted(shown), group.text
    latin = next(group for group in trace if group.text == "Telephone")
    assert min(x for x in latin.xs if x >= 0) > 800


def test_the_pictures_for_the_printer_are_the_same_pages() -> None:
    followed = serious(photos=(), items=(), plan=None)
    pages = make_report_pictures(report_of(followed), None, [])
    assert len(pages) == len(PdfReader(io.BytesIO(pdf_of(followed, None))).pages)
    assert all(QImage.fromData(page, "PNG").width() == 1654 for page in pages)  # type: ignore[arg-type]  # the stubs want bytes


def test_what_to_say_on_the_telephone_names_person_way_vehicle_last_news_and_what_to_ask() -> None:
    rows = to_say(facts_of(changed()), EN, PRAGUE)
    assert [(row.label, row.value) for row in rows] == [
        ("Say", "Missing person: Viktoriia Vzorova. On the way: Košice – Praha hl. n.."),
        ("Another vehicle, as told", "B000ZZZ"),
        ("Vehicle", PLATE),
        ("Last heard", "17:30"),
        ("A word was said that is agreed for danger.", "19:00"),
        ("And ask", "Please pass this to the police there: Praha hl. n.; and where the last news came from."),
    ]
    assert to_say(facts_of(serious(plan=None, plan_from=None)), EN, PRAGUE) == ()
    assert [row.value for row in to_say(facts_of(serious(events=())), EN, PRAGUE)][2] == "Nothing was heard yet."
