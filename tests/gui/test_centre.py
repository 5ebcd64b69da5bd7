"""*Set up this laptop* in the real window: a file from a stick or made here, what it changes, and the checklist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from gui.desk_flow import open_desk
from gui.flow import PASSPHRASE, ROOT, START, Flow, PseudoCatalogues, texts_of
from gui.lenses import LID, HandLens, video_frame
from gui.ride_pages import drop_files
from gui.test_fits import Fits
from PySide6.QtWidgets import QWidget

from safetravel import host
from safetravel.catalogue import Words
from safetravel.domain.centre import Centre, CentreContact
from safetravel.gui.data_words import sections
from safetravel.gui.screens.camera import PhotoScreen
from safetravel.gui.screens.centre import CentreScreen, TakeCentreScreen
from safetravel.gui.screens.centre_wizard import (
    AnswersScreen,
    CentreMadeScreen,
    CentreNameScreen,
    DeskContactScreen,
    FirstLanguagesScreen,
    PosterLanguagesScreen,
    RulesScreen,
)
from safetravel.gui.screens.checklist import ChecklistScreen, LineCard
from safetravel.gui.screens.desk.board import BoardScreen
from safetravel.gui.screens.desk.profile import DeskSettingsScreen
from safetravel.gui.screens.ride.where import WhereScreen
from safetravel.gui.screens.settings import AboutScreen
from safetravel.gui.screens.welcome import WelcomeScreen
from safetravel.gui.widgets.buttons import DrawnButton
from safetravel.guidance.local_numbers import LocalNumbers
from safetravel.services.centre import FILE, read, written
from safetravel.services.checklist import Item
from safetravel.services.scanning import Frame
from safetravel.services.settings import Settings

EXAMPLE = Centre(
    name="Centre Przykładowo",
    responsible="Association Example",
    legal_ground="Consent of each traveller",
    country="PL",
    languages=("en",),
    poster_languages=("en",),
    asks_everyone=True,
    idle_minutes=10,
    desk_idle_minutes=5,
    keep_days=30,
    contact=CentreContact("Desk Przykładowo", "+00 000 000 009", "en", "PL"),
)


@pytest.fixture
def flow(make_flow: Callable[..., Flow]) -> Flow:
    made = make_flow(language="en")
    made.start()
    return made


def open_set_up(flow: Flow) -> CentreScreen:
    flow.press("Set up this laptop", flow.on(WelcomeScreen))
    return flow.on(CentreScreen)


def shown(flow: Flow) -> str:
    return "\n".join(texts_of(one) for one in flow.screen.findChildren(QWidget) if one.isVisible())


def walk(flow: Flow, centre: Centre) -> CentreMadeScreen:
    """Types a centre, step by step, from the first."""
    contact = centre.contact
    assert contact is not None
    name = flow.on(CentreNameScreen)
    flow.type(name.name, centre.name)
    flow.pick(name.country, centre.country)
    flow.press("Go on", name)
    answers = flow.on(AnswersScreen)
    flow.type(answers.responsible, centre.responsible)
    flow.type(answers.legal_ground, centre.legal_ground)
    flow.press("Go on", answers)
    first = flow.on(FirstLanguagesScreen)
    for pick, tag in zip(first.picks, centre.languages, strict=False):
        flow.pick(pick, tag)
    flow.press("Go on", first)
    posters = flow.on(PosterLanguagesScreen)
    for tag in centre.poster_languages:
        flow.tick(posters.checks[tag])
    flow.press("Go on", posters)
    rules = flow.on(RulesScreen)
    flow.pick(rules.idle, str(centre.idle_minutes))
    flow.pick(rules.desk_idle, str(centre.desk_idle_minutes))
    flow.pick(rules.keep, str(centre.keep_days))
    flow.tick(rules.asks, centre.asks_everyone)
    flow.press("Go on", rules)
    desk = flow.on(DeskContactScreen)
    flow.type(desk.name, contact.name)
    flow.type(desk.phone, contact.phone)
    flow.pick(desk.language, contact.language)
    flow.pick(desk.country, contact.country)
    flow.press("Go on", desk)
    return flow.on(CentreMadeScreen)


def test_a_file_is_made_saved_to_a_stick_and_used(flow: Flow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("safetravel.gui.stage.choose_folder", lambda _window, _look, _words, then: then(tmp_path))
    flow.press("Make a centre's file", open_set_up(flow))
    made = walk(flow, EXAMPLE)
    flow.press("Save it to a stick", made)
    flow.quiet()
    assert read((tmp_path / FILE).read_bytes()).centre == EXAMPLE
    assert not flow.centre.read().there
    flow.press("Use it on this laptop", made)
    flow.on(CentreScreen)
    assert flow.centre.read().centre == EXAMPLE
    assert flow.centre.read().problems == ()
    assert flow.conductor.outside.where.here == "PL"
    flow.press("Make a centre's file")
    assert flow.on(CentreNameScreen).name.text() == EXAMPLE.name, "filled in from the present one"


def test_what_is_typed_stays_and_what_is_missing_is_asked_for(flow: Flow) -> None:
    flow.press("Make a centre's file", open_set_up(flow))
    name = flow.on(CentreNameScreen)
    flow.press("Go on", name)
    assert name.name.fault.isVisible()
    flow.type(name.name, "Centre Przykładowo")
    flow.press("Go on", name)
    answers = flow.on(AnswersScreen)
    flow.type(answers.responsible, "Association Example")
    flow.press("Go on", answers)
    assert answers.legal_ground.fault.isVisible()
    flow.back()
    again = flow.on(CentreNameScreen)
    assert again.name.text() == "Centre Przykładowo"
    flow.press("Go on", again)
    assert flow.on(AnswersScreen).responsible.text() == "Association Example"
    flow.conductor.stage.show_again()
    assert flow.on(AnswersScreen).responsible.text() == "Association Example", "another language"
    for _ in range(2):
        flow.back()
    flow.on(CentreScreen)
    assert not flow.centre.read().there


def test_a_desk_contact_needs_a_name_and_something_to_dial(flow: Flow) -> None:
    screen = DeskContactScreen(flow.words, flow.look, Centre(), [("en", "English")], [("PL", "Poland")])
    flow.conductor.stage.show(screen, again=lambda: None, back=flow.conductor.welcome)
    flow.type(flow.on(DeskContactScreen).phone, "+1")
    flow.press("Go on", screen)
    assert screen.phone.fault.isVisible()
    flow.type(screen.phone, "+00 000 000 009")
    flow.press("Go on", screen)
    assert screen.name.fault.isVisible()
    flow.type(screen.phone, "")
    assert not screen.fault(), "it may stay empty"
    assert screen.typed().contact is None


def test_a_file_from_a_stick_shows_what_would_change_before_it_is_taken(flow: Flow, tmp_path: Path) -> None:
    stick = tmp_path / "stick.toml"
    stick.write_bytes(written(EXAMPLE))
    stick.with_name("numbers.local.toml").write_text(
        'schema = 1\nname = "Centre"\ndate = 2026-01-01\n[[number]]\ncountry = "PL"\nkind = "trafficking"\n'
        'name = "Invented line"\nnumber = "22 555 01 23"\n[[number]]\ncountry = "PL"\nkind = "police"\nnumber = "997"\n',
        "utf-8",
    )
    flow.centre.use(replace(EXAMPLE, name="Centre Beispiel"))
    screen = open_set_up(flow)
    drop_files(screen, stick)
    taking = flow.on(TakeCentreScreen)
    said = shown(flow)
    assert "Invented line · Poland" in said
    assert {"+48 22 555 01 23", "997"} <= set(said.splitlines()), (
        "people will ring them: they are seen before they count"
    )
    assert "Until now: Centre Beispiel" in said
    assert "Association Example" not in said, "what stays is not said"
    assert flow.centre.centre.name == "Centre Beispiel"
    flow.press("Use it on this laptop", taking)
    flow.on(CentreScreen)
    assert flow.centre.centre == EXAMPLE
    flow.conductor.outside.guides.numbers.local = LocalNumbers.load(flow.home / "numbers.local.toml")
    assert flow.conductor.outside.guides.numbers.local
    flow.press("Remove the centre's file")
    sheet = flow.sheet()
    flow.press("Remove it", sheet)
    flow.press("Yes, remove it", sheet)
    flow.on(CentreScreen)
    flow.until(lambda: not flow.centre.read().there)
    assert flow.conductor.outside.where.here == ""
    assert not flow.conductor.outside.guides.numbers.local, "nobody is sent to a number that was taken back"


def test_a_file_that_is_none_cannot_be_used(flow: Flow, tmp_path: Path) -> None:
    stick = tmp_path / "stick.toml"
    stick.write_bytes(b'name = "Centre')
    drop_files(open_set_up(flow), stick)
    screen = flow.on(TakeCentreScreen)
    assert "stick.toml, line 1" in shown(flow)
    assert not [one for one in screen.findChildren(DrawnButton) if one.words == "Use it on this laptop"]
    flow.back()
    flow.on(CentreScreen)
    assert not flow.centre.read().there


def test_a_broken_file_stops_nothing_and_is_told(make_flow: Callable[..., Flow]) -> None:
    flow = make_flow(language="en")
    (flow.home / FILE).write_text('schema = 1\nname = "Centre"\nkeep_days = 31\nidle_minutes = 2\n', "utf-8")
    flow.start()
    welcome = flow.on(WelcomeScreen)
    assert any("something in a file does not count" in one for one in flow.said())
    flow.press("Show details", welcome)
    flow.on(CentreScreen)
    assert "centre.toml, line 3: keep_days: this value is not possible." in shown(flow)
    flow.press("Who decides what")
    flow.on(AboutScreen)
    assert "line 3" in shown(flow)
    flow.conductor.welcome()
    flow.new_locker(PASSPHRASE)
    assert flow.window.idle_timer._limit == 2 * 60, "what is valid counts"


def test_a_desk_asks_who_answers_and_has_it_from_the_centre(flow: Flow) -> None:
    flow.centre.use(replace(EXAMPLE, legal_ground=""))
    home = flow.open_home()
    flow.press("Desk", home)
    settings = flow.on(DeskSettingsScreen)
    assert settings.name.text() == EXAMPLE.name
    assert settings.responsible.text() == EXAMPLE.responsible
    flow.press("Make it a desk", settings)
    assert settings.legal_ground.fault.isVisible()
    flow.type(settings.legal_ground, "Consent")
    flow.press("Make it a desk", settings)
    flow.on(BoardScreen)
    assert flow.window.idle_timer._limit == 5 * 60
    flow.press("This locker", flow.screen)
    flow.opened.house._about()
    flow.on(AboutScreen)
    assert "Association Example" in shown(flow)
    assert "Consent" in shown(flow)


def test_a_desk_of_before_is_asked_on_its_board(flow: Flow) -> None:
    board = open_desk(flow, responsible="", legal_ground="")
    assert any("Nobody is named yet" in one for one in flow.said())
    flow.press("Name them", board)
    settings = flow.on(DeskSettingsScreen)
    flow.type(settings.responsible, "Association Example")
    flow.type(settings.legal_ground, "Consent")
    flow.press("Keep", settings)
    flow.on(BoardScreen)
    assert flow.said() == []


@pytest.mark.parametrize("asks", [False, True])
def test_a_centre_that_asks_everyone_says_so_before_the_pictures(flow: Flow, asks: bool) -> None:
    flow.centre.use(replace(EXAMPLE, asks_everyone=asks))
    flow.begin_ride()
    flow.on(WhereScreen)
    assert ("The centre asks everyone for these pictures." in shown(flow)) is asks


# the checklist


def open_checklist(flow: Flow) -> ChecklistScreen:
    flow.press("Checklist", open_set_up(flow))
    return flow.on(ChecklistScreen)


def line(flow: Flow, item: Item) -> LineCard:
    screen = flow.screen
    assert isinstance(screen, ChecklistScreen)
    return screen.cards[item]


def says(flow: Flow, item: Item) -> str:
    return "\n".join(texts_of(one) for one in line(flow, item).findChildren(QWidget))


def test_the_checklist_is_answered_line_by_line(flow: Flow, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[bytes] = []

    def to_paper(_parent: QWidget, png: bytes, then: Callable[[], None]) -> None:
        printed.append(png)
        then()

    monkeypatch.setattr("safetravel.gui.checklist.print_picture", to_paper)
    flow.conductor.outside.centre._checklist._printers = lambda: ["Office"]
    flow.clock.at = START.replace(year=2027)
    screen = open_checklist(flow)
    flow.until(lambda: not screen.busy.isVisible())
    assert "Done" in says(flow, Item.LETTERS)
    assert "Done" in says(flow, Item.MACHINE)
    assert "08:00" in says(flow, Item.CLOCK)
    assert "Warsaw" in says(flow, Item.CLOCK)
    for item in (Item.CLOCK, Item.DISK):
        flow.press("Yes", line(flow, item))
        assert "Done" in says(flow, item)
    flow.press("No", line(flow, Item.CLOCK))
    assert "Set clock and time zone" in says(flow, Item.CLOCK)
    flow.press("Print this list as a test", line(flow, Item.PRINTER))
    assert printed[0].startswith(b"\x89PNG")
    flow.press("Yes", line(flow, Item.PRINTER))
    assert "Done" in says(flow, Item.PRINTER)
    assert "Please answer" in says(flow, Item.CAMERA)
    assert "Play the invented ride once" in says(flow, Item.REHEARSAL)
    flow.conductor._remember_rehearsal()
    flow.conductor.stage.show_again()
    flow.on(ChecklistScreen)
    assert "9 Mar 2027" in says(flow, Item.REHEARSAL)
    assert "Set clock and time zone" in says(flow, Item.CLOCK), "answers stay"
    assert flow.settings.read() == Settings("en", rehearsed="2027-03-09"), "of people nothing is kept"


def test_a_clock_before_the_program_and_no_printer(flow: Flow) -> None:
    flow.conductor.outside.centre._checklist._printers = list
    open_checklist(flow)
    assert "before this program was made" in says(flow, Item.CLOCK)
    assert "None is set up" in says(flow, Item.PRINTER)


def test_the_camera_is_tried_and_its_picture_thrown_away(make_flow: Callable[..., Flow]) -> None:
    lens = HandLens(LID)
    flow = make_flow(language="en", make_lens=lambda: lens)
    flow.start()
    open_checklist(flow)
    flow.press("Try the camera", line(flow, Item.CAMERA))
    photo = flow.on(PhotoScreen)
    flow.until(lambda: lens.is_open)
    lens.hold(video_frame(Frame(bytes(240 * 200), 240, 200, 240)))
    flow.quiet()
    flow.press("Take the picture", photo)
    flow.press("Keep this picture", photo)
    flow.on(ChecklistScreen)
    assert "It took a picture" in says(flow, Item.CAMERA)
    assert not lens.is_open


@pytest.mark.parametrize(("scale", "mirrored"), [(100, False), (200, True)])
def test_it_fits(make_flow: Callable[..., Flow], scale: int, mirrored: bool) -> None:
    catalogues = PseudoCatalogues(host.translations_folder(), right_to_left=mirrored)
    flow = make_flow(language="en", scale=scale, catalogues=catalogues)
    flow.start()
    flow.centre.use(EXAMPLE)
    fits, stage = Fits(flow), flow.conductor.stage
    flow.conductor.outside.centre.open(flow.conductor.welcome)
    fits.look(CentreScreen)
    flow.screen.about.emit()  # type: ignore[attr-defined]
    fits.look(AboutScreen)
    flow.conductor.outside.centre._checklist.open(flow.conductor.welcome)
    fits.look(ChecklistScreen)
    wizard = flow.conductor.outside.centre._wizard
    wizard.open(EXAMPLE)
    steps = (
        CentreNameScreen,
        AnswersScreen,
        FirstLanguagesScreen,
        PosterLanguagesScreen,
        RulesScreen,
        DeskContactScreen,
    )
    for kind in steps:
        fits.look(kind)
        stage.screen.go_on.emit()  # type: ignore[union-attr]
    fits.look(CentreMadeScreen)
    assert fits.cut == []


def test_the_pages_say_what_the_window_says() -> None:
    page = (ROOT / "docs" / "data-protection.md").read_text("utf-8")
    plain = " ".join(page.replace("* ", " ").replace('"', "“").split())
    for title, sentences in sections(Words("en")):
        assert title in plain
        for sentence in sentences:
            assert sentence.replace("”", "“") in plain


def test_the_file_that_is_described_can_be_read() -> None:
    page = (ROOT / "docs" / "formats" / "centre.md").read_text("utf-8")
    found = read(page.split("```toml")[1].split("```")[0].encode())
    assert found.problems == ()
    assert found.centre.contact is not None
