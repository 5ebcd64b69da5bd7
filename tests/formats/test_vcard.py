from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetravel.domain.errors import CardTooLarge, NoCard
from safetravel.formats import vcard
from safetravel.formats.vcard import Card, Place, Telephone, read_cards

IPHONE = """BEGIN:VCARD\r
VERSION:3.0\r
PRODID:-//Example//EN\r
N:Prykladna;Iryna;;;\r
FN:Iryna Prykladna\r
item1.TEL;type=pref:+00 000 000 002\r
item1.X-ABLabel:_$!<Main>!$_\r
TEL;type=HOME;type=VOICE:+00 000 000 004\r
TEL;type="CELL,VOICE":+00 000 000 005\r
TEL;type=HOME;type=FAX:+00 000 000 009\r
ADR;type=HOME:;;Rynek 1;Przemy\u015bl;;37-700;Polska\r
NOTE:a line \\n with a tel: that is none\r
END:VCARD\r
"""
ANDROID = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9F=D1=80=D0=B8=D0=BA=D0=BB=D0=B0=D0=B4=\r
=D0=BD=D0=B0;=D0=86=D1=80=D0=B8=D0=BD=D0=B0;;;
TEL;CELL;PREF:+00000000002
AGENT:
BEGIN:VCARD
FN:Somebody Else
TEL:+00 000 000 099
END:VCARD
PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ
 SkZJRgABAQAAAQABAAD=

END:VCARD
"""
FOUR = """BEGIN:VCARD
VERSION:4.0
FN:Iryna\\, called \\"Ira\\"
TEL;VALUE=uri;PREF=1;TYPE="work,voice":tel:+00-000-000-002;ext=5
LANG;PREF=1:uk
ADR;CC=pl;LABEL="x:y;z":;;;;;;
END:VCARD
"""


def names(*cards: Card) -> list[str]:
    return [card.name for card in cards]


def numbers(card: Card) -> list[tuple[str, Place]]:
    return [(one.text, one.place) for one in card.telephones]


def test_version_3() -> None:
    (card,) = read_cards(IPHONE.encode())
    assert card.name == "Iryna Prykladna"
    assert numbers(card) == [
        ("+00 000 000 005", Place.MOBILE),
        ("+00 000 000 002", Place.UNKNOWN),
        ("+00 000 000 004", Place.HOME),
    ]
    assert card.country == "Polska"


def test_version_2_1_with_soft_breaks_and_a_card_inside() -> None:
    (card,) = read_cards(ANDROID.encode())
    assert card == Card("Ірина Прикладна", (Telephone("+00000000002", Place.MOBILE),))


def test_version_4() -> None:
    (card,) = read_cards(FOUR.encode())
    assert card == Card('Iryna, called "Ira"', (Telephone("+00-000-000-002", Place.WORK),), language="uk", country="PL")


def test_mecard() -> None:
    (card,) = read_cards(b"MECARD:N:Prykladna,Iryna;TEL:+00000000002;TEL:0000000004;NOTE:a\\;b;;")
    assert card == Card("Iryna Prykladna", (Telephone("+00000000002"), Telephone("0000000004")))


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (IPHONE, "utf-8-sig"),
        (IPHONE, "utf-16"),
        ("\ufeff" + IPHONE, "utf-16-be"),
    ],
)
def test_other_ways_to_write_letters(text: str, charset: str) -> None:
    assert read_cards(text.encode(charset)) == read_cards(IPHONE.encode())


def test_the_charset_that_a_card_names() -> None:
    text = "BEGIN:VCARD\nN;CHARSET=windows-1251:Прикладна;Ірина\nEND:VCARD\n"
    assert names(*read_cards(text.encode("cp1251"))) == ["Ірина Прикладна"]


@pytest.mark.parametrize("charset", ["zip", "rot13", "unicode_escape", "utf-7", "no-such"])
def test_a_codec_that_is_none_of_writing_is_not_used(charset: str) -> None:
    (card,) = read_cards(f"BEGIN:VCARD\nFN;CHARSET={charset}:Ivan +AD4-\nEND:VCARD\n".encode())
    assert card.name == "Ivan +AD4-"


def test_bytes_that_are_no_utf_8() -> None:
    assert names(*read_cards(b"BEGIN:VCARD\nFN:Zo\xeb\nEND:VCARD\n")) == ["Zoë"]


def test_folded_lines() -> None:
    assert names(*read_cards(b"BEGIN:VCARD\r\nFN:Iry\r\n na Pry\r\n\tkladna\r\nEND:VCARD\r\n")) == ["Iryna Prykladna"]


def test_several_people_in_order_and_those_without_anything_left_out() -> None:
    text = "".join(f"BEGIN:VCARD\nFN:{name}\nEND:VCARD\n" for name in ("Olena", "", "Petro"))
    assert names(*read_cards(text.encode())) == ["Olena", "Petro"]


@pytest.mark.parametrize(
    ("body", "card"),
    [
        ("N:Prykladna;Iryna;Maria", Card("Iryna Maria Prykladna")),
        ("N:Prykladna", Card("Prykladna")),
        ("N;;\nFN:Iryna", Card("Iryna")),
        ("FN:Iryna\nFN:Other\nN:A;B\nN:C;D", Card("Iryna")),
        ("TEL:+00 1\nTEL:+00 1\nTEL:none\nTEL:", Card("", (Telephone("+00 1"),))),
        ("TEL;FAX;VOICE:+00 1\nTEL;FAX:+00 2\nTEL;PAGER:+00 3", Card("", (Telephone("+00 1"),))),
        ("FN:a\nADR:;;street;town", Card("a")),
        ("FN:a\nADR:;;;;;;Ukraine\nADR:;;;;;;Poland\nLANG:uk\nLANG:pl", Card("a", language="uk", country="Ukraine")),
        ("FN:Ivan \\nthe\\; \\\\ third\\", Card("Ivan  the; \\ third\\")),
        ("no colon\n:no name\nFN:a", Card("a")),
        ('FN;X="a:FN:b', Card("")),
    ],
)
def test_lines(body: str, card: Card) -> None:
    text = f"BEGIN:VCARD\n{body}\nEND:VCARD\n".encode()
    if card == Card(""):
        with pytest.raises(NoCard):
            read_cards(text)
    else:
        assert read_cards(text) == (card,)


def test_a_card_cut_off_is_a_person_all_the_same() -> None:
    assert names(*read_cards(b"BEGIN:VCARD\nFN:Olena\nTEL:+00")) == ["Olena"]


def test_what_is_long_is_cut() -> None:
    text = "BEGIN:VCARD\nFN:" + "a" * 3000 + "\n" + "TEL:+00 1\n" + "".join(f"TEL:+00 {n}\n" for n in range(99))
    (card,) = read_cards(text.encode())
    assert (len(card.name), len(card.telephones)) == (vcard.MAX_TEXT, vcard.MAX_NUMBERS - 1)


@pytest.mark.parametrize(
    "text", [b"", b"hello", b"<html>", b"END:VCARD\n", b"MECARD:", b"FN:Olena\n", b"\xff\xfeB\x00"]
)
def test_nobody_in_it(text: bytes) -> None:
    with pytest.raises(NoCard):
        read_cards(text)


@pytest.mark.parametrize(
    "text",
    [b"BEGIN:VCARD\nFN:a\nEND:VCARD\n" * (vcard.MAX_CARDS + 1), b" " * (vcard.MAX_BYTES + 1)],
)
def test_too_much(text: bytes) -> None:
    with pytest.raises(CardTooLarge):
        read_cards(text)


def test_as_many_as_allowed() -> None:
    assert len(read_cards(b"BEGIN:VCARD\nFN:a\nEND:VCARD\n" * vcard.MAX_CARDS)) == vcard.MAX_CARDS


@pytest.mark.parametrize(
    "text",
    [
        b"BEGIN:VCARD\n" * 30_000,
        b"BEGIN:VCARD\nFN:" + b"a\n " * 330_000,
        b"BEGIN:VCARD\nTEL" + b";A=B" * 250_000 + b":1",
        b'BEGIN:VCARD\nTEL;A="' + b'x";A="' * 160_000 + b":1",
        b"BEGIN:VCARD\nFN;QUOTED-PRINTABLE:" + b"=\n" * 500_000,
        b"BEGIN:VCARD\nN:" + b"\\;" * 500_000,
    ],
)
def test_a_megabyte_of_malice_takes_no_time(text: bytes) -> None:
    """A library that is used elsewhere did not come to an end with the fourth of these within two minutes."""
    begun = time.process_time()
    with suppress(NoCard):
        assert len(read_cards(text + b"\nEND:VCARD\n")) == 1
    assert time.process_time() - begun < 10


_WORDS = b"BEGIN:VCARD END:VCARD FN N TEL ADR LANG ; : = QUOTED-PRINTABLE CHARSET= TYPE= CELL tel: +00 =D0=9F MECARD:".split()
PIECES = st.sampled_from([*_WORDS, b"\n", b"\r\n", b" ", b'"', b"\\", b"\xff", b"\xd0"])


@given(st.lists(PIECES | st.binary(max_size=6), max_size=60).map(b"".join))
def test_any_bytes_are_people_or_nobody(untrusted: bytes) -> None:
    try:
        cards = read_cards(untrusted)
    except NoCard:
        return
    assert all(card.name or card.telephones for card in cards)
    assert all(len(one.text) <= vcard.MAX_TEXT for card in cards for one in card.telephones)
    assert all(max(len(card.name), len(card.language), len(card.country)) <= vcard.MAX_TEXT for card in cards)
