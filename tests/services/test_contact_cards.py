"""Contacts from elsewhere: files, pictures, texts; anybody can have written them."""

from __future__ import annotations

from pathlib import Path

import pytest
from imaging import pictures
from PySide6.QtGui import QGuiApplication

from safetravel.domain.errors import CardTooLarge, CodePictureUnreadable, NoCard, NoCodeInPicture, StorageFailed
from safetravel.formats.vcard import MAX_BYTES
from safetravel.imaging.darkroom import Darkroom
from safetravel.rendering import qr
from safetravel.services.contact_cards import ContactCards

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Iryna Prykladna\nTEL;TYPE=CELL:+00 000 000 002\nEND:VCARD\n"


@pytest.fixture
def cards(darkroom: Darkroom, qapp: QGuiApplication) -> ContactCards:
    return ContactCards(darkroom)


def test_a_file_and_the_picture_of_a_code_say_the_same(cards: ContactCards, tmp_path: Path) -> None:
    (tmp_path / "iryna.vcf").write_text(CARD, encoding="utf-8")
    (tmp_path / "iryna.png").write_bytes(qr.text_png(CARD))
    (of_file,) = cards.in_file(tmp_path / "iryna.vcf")
    assert (of_file.name, of_file.telephones[0].text) == ("Iryna Prykladna", "+00 000 000 002")
    assert cards.in_file(tmp_path / "iryna.png") == cards.in_bytes(CARD.encode()) == (of_file,)
    assert cards.in_texts(["https://example.org", CARD]) == (of_file,)


def test_what_steers_a_line_is_gone() -> None:
    hostile = "BEGIN:VCARD\nFN:Iry\u202ena\u0007\\nPrykladna\nTEL:+00\u200f 1\nEND:VCARD\n"
    (card,) = ContactCards.in_texts([hostile])
    assert (card.name, card.telephones[0].text) == ("Iryna Prykladna", "+00 1")


def test_refusals(cards: ContactCards, tmp_path: Path) -> None:
    empty, large = tmp_path / "empty.vcf", tmp_path / "large.vcf"
    empty.touch()
    with large.open("wb") as file:
        file.truncate(1 << 31)
    for file, error in ((empty, NoCard), (tmp_path, NoCard), (large, CardTooLarge), (tmp_path / "gone", StorageFailed)):
        with pytest.raises(error):
            cards.in_file(file)
    for untrusted, error in (
        (b"<html>", NoCard),
        (b" " * (MAX_BYTES + 1), CardTooLarge),
        (pictures.jpeg(), NoCodeInPicture),
        (b"\xff\xd8\xff broken", CodePictureUnreadable),
        (qr.text_png("https://example.org"), NoCard),
    ):
        with pytest.raises(error):
            cards.in_bytes(untrusted)
    with pytest.raises(CardTooLarge):
        cards.in_texts(["hello", "a" * (MAX_BYTES + 1)])
