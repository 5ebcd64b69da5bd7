"""The text about an offer: short, in the contact's language, in a QR and in three SMS, whatever was typed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rules.stop_words import reassuring

from safetravel import host
from safetravel.catalogue import CONTACT, Catalogues, Words
from safetravel.domain.errors import TextTooLong
from safetravel.guidance.checks import CheckId
from safetravel.rendering.qr import MAX_BYTES
from safetravel.sharing import sms
from safetravel.sharing.offer_text import LONGEST, OfferDetails, offer_sms, offer_text

CATALOGUES = Catalogues(host.translations_folder())
WORDS = Words("en")
ALINA = OfferDetails("Alina", "Milano", "ZZZ000", "@alina_przyklad", "+00 000 000 005")
NUMBER = "+00 000 000 006"


def test_scenario_5() -> None:
    assert offer_text("job", ALINA, WORDS, refused=True).text.splitlines() == [
        "I was offered a job.",
        "I am not going.",
        "Please call me.",
        "who: Alina",
        "where: Milano",
        "number plate:",
        "ZZZ000",
        "online as:",
        "@alina_przyklad",
        "their telephone:",
        "+00 000 000 005",
    ]


@pytest.mark.parametrize("refused", [True, False])
@pytest.mark.parametrize("check", [*CheckId, "boat"])
def test_each_check_says_what_it_is_about_and_what_is_wanted(check: str, *, refused: bool) -> None:
    text = offer_text(check, OfferDetails(), WORDS, refused=refused).text
    assert len(text.splitlines()) == 3
    # A telephone that rings beside whoever keeps somebody there may harm.
    assert text.endswith("Do not ring." if check == "there" else "Please call me.")
    assert not reassuring(text, "en")
    assert text != offer_text(check, OfferDetails(), WORDS, refused=not refused).text


TYPED = st.text(max_size=LONGEST)


@settings(max_examples=60, deadline=None)
@given(st.builds(OfferDetails, TYPED, TYPED, st.text(max_size=20), TYPED, st.text(max_size=40)), st.booleans())
def test_whatever_was_typed_the_text_fits_and_has_its_lines(details: OfferDetails, refused: bool) -> None:
    whole = offer_text("online", details, WORDS, refused=refused)
    assert len(whole.text.encode()) <= MAX_BYTES
    assert whole.text.startswith("It is about somebody I met online.\n")
    assert whole.text.splitlines()[2] == "Please call me."
    try:
        short = offer_sms("online", details, WORDS, NUMBER, refused=refused)
    except TextTooLong:
        # Sixty emoji for a plate and a telephone: nothing of those is ever cut.
        assert len((details.plate + details.phone).encode()) > 60
        return
    assert sms.measure(short.text).fits
    assert len(sms.smsto(NUMBER, short.text).encode()) <= MAX_BYTES


@pytest.mark.parametrize("language", [language.tag for language in CATALOGUES.languages(CONTACT)])
def test_in_every_language_the_longest_words_fit_three_sms(language: str) -> None:
    words = CATALOGUES.words(language, CONTACT)
    typed = OfferDetails("Ж" * LONGEST, "Ж" * LONGEST, "AA 0000 AA", "@" + "ж" * 79, "+00 000 000 000 00")
    for check in CheckId:
        for refused in (True, False):
            short = offer_sms(check, typed, words, NUMBER, refused=refused)
            assert sms.measure(short.text).fits
            assert short.shortened
            assert typed.plate in short.text
            assert typed.phone in short.text


def test_a_name_forges_no_line_and_turns_nothing_round() -> None:
    text = offer_text("job", OfferDetails("Alina\nI am at home.\u202e", plate="ZZZ\u200f000"), WORDS, refused=True).text
    assert "who: Alina I am at home." in text.splitlines()
    assert "ZZZ000" in text.splitlines()


def test_nothing_typed_is_shortened_in_silence() -> None:
    assert not offer_text("job", ALINA, WORDS, refused=True).shortened
    long = OfferDetails(who="ሀ" * LONGEST, where="ሀ" * LONGEST, handle="ሀ" * LONGEST)
    assert offer_text("job", long, WORDS, refused=True).shortened


def test_an_sms_needs_a_number() -> None:
    with pytest.raises(ValueError, match="number"):
        offer_sms("job", ALINA, WORDS, "", refused=True)
