"""Contacts from a phone, in the real window: a file, a pasted text, the camera; several people, several numbers, one known already."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from gui.flow import IRYNA, Flow
from gui.lenses import LID, HandLens
from gui.ride_pages import drop_files
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtMultimedia import QVideoFrame

from safetravel.domain.contact import Contact
from safetravel.gui.screens.camera import ScanScreen
from safetravel.gui.screens.cards import CardsInScreen, NumbersScreen, PeopleScreen, SameNumberScreen
from safetravel.gui.screens.contacts import ContactScreen, ContactsScreen
from safetravel.gui.screens.home import HomeScreen
from safetravel.rendering import qr


def vcard(name: str, *numbers: str, more: str = "") -> str:
    lines = "".join(f"TEL:{number}\n" for number in numbers)
    return f"BEGIN:VCARD\nFN:{name}\n{lines}{more}END:VCARD\n"


@pytest.fixture
def flow(make_flow: Callable[..., Flow]) -> Flow:
    made = make_flow(language="en", make_lens=lambda: HandLens(LID))
    made.start()
    made.given_locker(IRYNA)
    made.conductor.welcome()
    made.unlock()
    made.on(HomeScreen).contacts.emit()
    return made


def bring(flow: Flow) -> CardsInScreen:
    flow.press("From a file or QR code", flow.on(ContactsScreen))
    return flow.on(CardsInScreen)


def paste(flow: Flow, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)
    flow.press("Paste", flow.on(CardsInScreen))


def known(flow: Flow) -> dict[str, Contact]:
    return {one.name: one for one in flow.opened.session.contacts.all()}


def test_a_file_leads_to_the_form_and_the_form_to_the_book(flow: Flow, tmp_path: Path) -> None:
    file = tmp_path / "petro.vcf"
    file.write_text(
        vcard("Petro Prykladnyi", "050 123 45 67", more="ADR:;;;;;;Ukraine\nLANG:uk-UA\n"), encoding="utf-8"
    )
    drop_files(flow.on(ContactsScreen), file)
    form = flow.on(ContactScreen)
    assert form.phone.text() == "+380 50 123 4567"
    assert (form.country.value(), form.zone.value(), form.language.value()) == ("UA", "Europe/Kyiv", "uk")
    flow.pick(form.kind, "iphone")
    flow.press("Save the contact", form)
    flow.on(ContactsScreen)
    petro = known(flow)["Petro Prykladnyi"]
    assert (petro.phone, petro.country, petro.phone_kind) == ("+380 50 123 4567", "UA", "iphone")


def test_one_of_several_people_and_one_of_several_numbers(flow: Flow) -> None:
    bring(flow)
    people = [vcard(f"Zrazok {n}", f"+00 000 000 {n}") for n in range(100, 130)]
    paste(flow, "".join([*people, vcard("Daryna Zrazkova", "+00 1", "+00 000 000 777")]))
    people_screen = flow.on(PeopleScreen)
    assert "And 7 more" in people_screen._more.text()
    flow.type(people_screen.search, "nobody")
    assert "Nobody" in people_screen._more.text()
    flow.type(people_screen.search, "٠777")
    flow.press("Take", people_screen)
    numbers = flow.on(NumbersScreen)
    flow.back()
    flow.type(flow.on(PeopleScreen).search, "daryna")
    flow.press("Take", flow.screen)
    numbers = flow.on(NumbersScreen, besides=numbers)
    numbers.chosen.emit(1)
    form = flow.on(ContactScreen)
    assert (form.name.text(), form.phone.text()) == ("Daryna Zrazkova", "+00 000 000 777")
    flow.press("Save the contact", form)
    flow.on(ContactsScreen)
    assert known(flow)["Daryna Zrazkova"].phone == "+00 000 000 777", "a number that looks odd is kept as it is"
    assert "does not look like a phone number" in flow.window.footer.text()


def test_a_number_that_is_known_updates_or_stays_twice(flow: Flow) -> None:
    before = known(flow)["Iryna Prykladna"]
    for press, names in (("Update {name}", {"Irka"}), ("Keep both", {"Irka", "Iryna"})):
        bring(flow)
        paste(flow, vcard("Irka" if "Update" in press else "Iryna", "+00000000002"))
        flow.press("Save the contact", flow.on(ContactScreen))
        same = flow.on(SameNumberScreen)
        flow.press(press, same, **({"name": before.name} if "Update" in press else {}))
        flow.on(ContactsScreen)
        assert set(known(flow)) == names
    assert known(flow)["Irka"].id == before.id


def test_the_number_of_a_neighbour_is_asked_about_when_it_is_typed_too(flow: Flow) -> None:
    flow.opened.session.contacts.save(Contact("", "Petro", "+00 5"))
    flow.opened.contacts.open()
    flow.press("Petro", flow.on(ContactsScreen))
    form = flow.on(ContactScreen)
    flow.type(form.phone, "+00 000 000 002")
    flow.press("Save the contact", form)
    same = flow.on(SameNumberScreen)
    assert not [one for one in same.findChildren(type(flow.button("Keep both"))) if one.words.startswith("Update")]
    flow.back()
    assert flow.on(ContactScreen).phone.text() == "+00 000 000 002"
    flow.press("Save the contact", flow.screen)
    flow.press("Keep both", flow.on(SameNumberScreen))
    flow.on(ContactsScreen)
    # Known to be so: the next change does not ask again.
    flow.press("Petro", flow.screen)
    form = flow.on(ContactScreen)
    flow.type(form.name, "Petro Prykladnyi")
    flow.press("Save the contact", form)
    flow.on(ContactsScreen)
    assert {one.phone for one in known(flow).values()} == {"+00 000 000 002"}


def test_how_a_number_is_read_is_shown_and_a_guess_only_taken_by_hand(flow: Flow) -> None:
    flow.press("New contact", flow.on(ContactsScreen))
    form = flow.on(ContactScreen)
    flow.type(form.phone, "22 555 01 23")
    assert form.read_as.number.text() == "+48 22 555 01 23", "the laptop stands in Poland"
    assert form.typed().phone == "22 555 01 23"
    flow.press("Write it like this", form)
    assert (form.typed().phone, form.country.value()) == ("+48 22 555 01 23", "PL")
    flow.type(form.phone, "050 123 45 67")
    flow.pick(form.country, "UA")
    assert form.read_as.note.text() == "It is kept and dialled like this:"
    assert form.typed().phone == "+380 50 123 4567"
    for typed, country, said in (("12", "UA", "does not look like"), ("000 000 00", "", "country code")):
        flow.pick(form.country, country)
        flow.type(form.phone, typed)
        assert said not in form.read_as.note.text(), "nobody is told off while typing"
        form.name.edit.setFocus()
        flow.until(lambda wanted=said: wanted in form.read_as.note.text())


def test_what_is_no_contact_is_said_on_the_screen(flow: Flow, tmp_path: Path) -> None:
    screen = bring(flow)
    QGuiApplication.clipboard().clear()
    flow.press("Paste", screen)
    flow.until(lambda: any("no file, picture or text" in one for one in flow.said()))
    paste(flow, "https://example.org")
    flow.until(lambda: any("There is no contact in it." in one for one in flow.said()))
    assert screen.drop.isEnabled()


def test_the_camera_reads_a_contact_and_says_what_is_none(flow: Flow) -> None:
    flow.press("Scan with the camera", bring(flow))
    scan = flow.on(ScanScreen)
    lens = flow.conductor.camera._lens
    assert isinstance(lens, HandLens)

    def hold(text: str) -> None:
        picture = QImage()
        picture.loadFromData(qr.text_png(text), "PNG")
        lens.hold(QVideoFrame(picture.convertToFormat(QImage.Format.Format_RGB32)))

    flow.until(lambda: lens.is_open)
    hold("https://example.org")
    flow.until(lambda: any("There is no contact in it." in one for one in flow.said()))
    assert flow.screen is scan
    hold("MECARD:N:Zrazkova,Daryna;TEL:+00000000009;;")
    form = flow.on(ContactScreen)
    assert (form.name.text(), form.phone.text()) == ("Daryna Zrazkova", "+00000000009")
