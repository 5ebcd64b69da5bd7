"""Words by language: complete, current and never quietly English."""

from __future__ import annotations

import gettext
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from safetravel import catalogue
from safetravel.catalogue import (
    CARDS,
    CONTACT,
    MACHINE_DRAFTED,
    REVIEW_SOURCE,
    REVIEWED,
    WINDOW,
    Catalogues,
    PseudoWords,
    Words,
    fill,
    placeholders,
    utc_offset,
)
from safetravel.domain.errors import CatalogueMissing

HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: {language}\\n"
"Plural-Forms: {plural}\\n"
"X-Review-Status: {review}\\n"

"""
SLAVIC = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
UKRAINIAN = """msgid "Hello {name}"
msgstr "Вітаємо, {name}"

msgid "{n} photo"
msgid_plural "{n} photos"
msgstr[0] "{n} світлина"
msgstr[1] "{n} світлини"
msgstr[2] "{n} світлин"

msgctxt "person"
msgid "driver"
msgstr "водій"
"""


def put(
    folder: Path,
    body: str = UKRAINIAN,
    *,
    language: str = "uk",
    domain: str = WINDOW,
    review: str = MACHINE_DRAFTED,
    compiled: bool = True,
) -> Path:
    """A catalogue below `folder`, compiled as the build does it."""
    source = folder / language / "LC_MESSAGES" / f"{domain}.po"
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text(HEADER.format(language=language, plural=SLAVIC, review=review) + body, encoding="utf-8")
    if compiled:
        with source.open("rb") as read, source.with_suffix(".mo").open("wb") as write:
            write_mo(write, read_po(read, locale=language))
    return source


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """`translations` of a checkout."""
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "translations").mkdir()
    return tmp_path / "translations"


def test_words_of_a_language(folder: Path) -> None:
    put(folder)
    words = Catalogues(folder).words("uk", WINDOW)
    assert words.tr("Hello {name}", name="Олено") == "Вітаємо, Олено"
    assert words.tr_c("person", "driver") == "водій"
    assert words.language == "uk"
    assert words.right_to_left is False


@pytest.mark.parametrize(
    ("n", "text"), [(1, "1 світлина"), (3, "3 світлини"), (5, "5 світлин"), (11, "11 світлин"), (21, "21 світлина")]
)
def test_plurals_follow_the_language(folder: Path, n: int, text: str) -> None:
    put(folder)
    assert Catalogues(folder).words("uk", WINDOW).tr_n("{n} photo", "{n} photos", n) == text


def test_english_is_the_source_and_needs_no_file(folder: Path) -> None:
    words = Catalogues(folder).words("en", CONTACT)
    assert words.say("Hello {name}", name="Olena") == "Hello Olena"
    assert [words.say_n("{n} photo", "{n} photos", n) for n in (0, 1, 2, 1200)] == [
        "0 photos",
        "1 photo",
        "2 photos",
        "1,200 photos",
    ]
    assert words.say_c("person", "driver") == "driver"


def test_two_languages_and_both_domains_at_once(folder: Path) -> None:
    put(folder)
    put(folder, UKRAINIAN.replace("водій", "шофер"), domain=CONTACT)
    catalogues = Catalogues(folder)
    assert catalogues.words("uk", WINDOW).tr_c("person", "driver") == "водій"
    assert catalogues.words("uk", CONTACT).say_c("person", "driver") == "шофер"
    assert catalogues.words("en", WINDOW).tr_c("person", "driver") == "driver"
    assert catalogues.words("uk", WINDOW) is catalogues.words("uk", WINDOW)


@pytest.mark.parametrize("language", ["xx", "ru", "../uk", "", "uk/../uk"])
def test_no_catalogue_is_an_error_not_english(folder: Path, language: str) -> None:
    put(folder)
    with pytest.raises(CatalogueMissing) as trouble:
        Catalogues(folder).words(language, WINDOW)
    assert (trouble.value.language, trouble.value.domain, trouble.value.stale) == (language, WINDOW, False)


def test_not_compiled_is_an_error(folder: Path) -> None:
    put(folder, compiled=False)
    with pytest.raises(CatalogueMissing):
        Catalogues(folder).words("uk", WINDOW)
    with pytest.raises(CatalogueMissing):
        Catalogues(folder).languages(WINDOW)


def older_than_source(folder: Path) -> None:
    source = put(folder)
    os.utime(source, ns=(source.stat().st_atime_ns, source.with_suffix(".mo").stat().st_mtime_ns + 1))


def test_older_than_its_source_is_an_error_in_a_checkout(folder: Path) -> None:
    older_than_source(folder)
    with pytest.raises(CatalogueMissing) as trouble:
        Catalogues(folder).words("uk", WINDOW)
    assert trouble.value.stale


def test_installed_files_have_no_order_in_time(folder: Path) -> None:
    older_than_source(folder)
    (folder.parent / "pyproject.toml").unlink()
    assert Catalogues(folder).words("uk", WINDOW).tr_c("person", "driver") == "водій"


@pytest.mark.parametrize("content", [b"", b"\xde\x12\x04\x95", b"not a catalogue at all", b"\xde\x12\x04\x95" * 20])
def test_damaged_file_is_an_error(folder: Path, content: bytes) -> None:
    put(folder).with_suffix(".mo").write_bytes(content)
    with pytest.raises(CatalogueMissing):
        Catalogues(folder).words("uk", WINDOW)


def test_languages_on_offer_in_their_order_with_review(folder: Path) -> None:
    for language, review in (("pl", REVIEWED), ("uk", MACHINE_DRAFTED), ("fa_AF", "perhaps"), ("bg", REVIEWED)):
        put(folder, language=language, review=review)
    put(folder, language="ru", domain=CONTACT)
    offered = Catalogues(folder).languages(WINDOW)
    assert [(one.tag, one.review) for one in offered] == [
        ("uk", MACHINE_DRAFTED),
        ("en", REVIEW_SOURCE),
        ("pl", REVIEWED),
        ("bg", REVIEWED),
        ("fa-AF", MACHINE_DRAFTED),
    ]
    assert [one.own_name for one in offered][:3] == ["українська", "English", "polski"]
    assert [one.right_to_left for one in offered] == [False, False, False, False, True]


@pytest.mark.parametrize(
    "gap", ['msgid "more"\nmsgstr ""\n', '#, fuzzy\nmsgid "more"\nmsgstr "ще"\n'], ids=["empty", "fuzzy"]
)
def test_incomplete_language_is_not_offered(folder: Path, gap: str) -> None:
    put(folder, UKRAINIAN + "\n" + gap)
    assert [one.tag for one in Catalogues(folder).languages(WINDOW)] == ["en"]


def test_a_domain_stands_by_itself(folder: Path) -> None:
    """A language whose window is not complete can have its cards all the same."""
    put(folder, UKRAINIAN + '\nmsgid "more"\nmsgstr ""\n')
    put(folder, domain=CARDS)
    put(folder, language="ru", domain=CARDS)
    catalogues = Catalogues(folder)
    assert [one.tag for one in catalogues.languages(WINDOW)] == ["en"]
    assert [one.tag for one in catalogues.languages(CARDS)] == ["uk", "ru", "en"]
    assert catalogues.words("uk", CARDS).on_card("Hello {name}", name="Олено") == "Вітаємо, Олено"
    with pytest.raises(CatalogueMissing):
        catalogues.words("ru", WINDOW)


def test_obsolete_entries_do_not_count(folder: Path) -> None:
    put(folder, UKRAINIAN + '\n#~ msgid "gone"\n#~ msgstr "нема"\n')
    assert [one.tag for one in Catalogues(folder).languages(WINDOW)] == ["uk", "en"]


def test_installed_without_sources(folder: Path) -> None:
    put(folder, review=REVIEWED).unlink()
    uk, en = Catalogues(folder).languages(WINDOW)
    assert (uk.tag, en.tag) == ("uk", "en")
    assert uk.review == MACHINE_DRAFTED, "not claimed by a file that does not say so"


def test_domains_are_not_mixed_up() -> None:
    window, contact, cards = (Words("en", domain=domain) for domain in (WINDOW, CONTACT, CARDS))
    for call in (
        lambda: window.say("a"),
        lambda: window.say_n("a", "b", 1),
        lambda: window.say_c("a", "b"),
        lambda: contact.tr("a"),
        lambda: contact.tr_n("a", "b", 1),
        lambda: contact.tr_c("a", "b"),
        lambda: window.on_card("a"),
        lambda: contact.on_card("a"),
        lambda: cards.tr("a"),
        lambda: cards.say("a"),
    ):
        with pytest.raises(ValueError, match="domain"):
            call()
    both = Words("en")
    assert both.say("a") == both.tr("a") == both.on_card("a") == "a"


def test_values_are_put_in_once_and_never_read() -> None:
    assert fill("{name} {name} {other}", {"name": "{other}", "other": "x"}) == "{other} {other} x"
    assert fill("{0} {} {name.__class__} {name!r} {Name}", {"name": "x"}) == "{0} {} {name.__class__} {name!r} {Name}"
    assert fill("a", {"unused": 1}) == "a"
    with pytest.raises(KeyError):
        fill("{name}", {})
    assert placeholders("{name} {} {n} {n:d} {name.x}") == {"name", "n"}


@given(st.text(), st.text())
def test_any_value_comes_out_as_it_went_in(before: str, value: str) -> None:
    text = before.replace("{", "(")
    assert Words("en").tr(text + "{value}", value=value) == text + value


AT = datetime(2026, 3, 9, 17, 30, tzinfo=UTC)
SUMMER = datetime(2026, 7, 9, 17, 30, tzinfo=UTC)


@pytest.mark.parametrize("language", ["en", "uk", "ar", "fa", "ti", "ps", "hu"])
def test_clock_has_24_hours_and_ascii_digits(language: str) -> None:
    assert Words(language).time(AT, "Europe/Berlin") == "18:30"
    assert Words(language).time(AT, "Europe/Kyiv") == "19:30"


@pytest.mark.parametrize(
    "language", ["en", "uk", "ru", "pl", "ro", "sk", "hu", "cs", "de", "ar", "fa", "ps", "ti", "fr"]
)
def test_dates_hold_ascii_digits_and_nothing_invisible(language: str) -> None:
    words = Words(language)
    for text in (
        words.date(AT, "Europe/Berlin"),
        words.day(AT, "Europe/Berlin"),
        words.calendar_date(date(2026, 4, 8)),
        words.zone_name("Europe/Berlin", AT),
        words.number(12345),
        words.listed(["a", "b", "c"]),
        words.country("UA"),
    ):
        assert text
        assert not [c for c in text if c.isdigit() and c not in "0123456789"]
        assert not set(text) & set(
            "\u00a0\u202f\u2009\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        )


def test_dates() -> None:
    words = Words("en")
    assert words.date(AT, "Europe/Berlin") == "Mon, 9 Mar 2026"
    assert words.day(AT, "Europe/Berlin") == "Mon 9 Mar"
    assert words.calendar_date(date(2026, 4, 8)) == "8 Apr 2026"
    assert Words("uk").day(AT, "Europe/Kyiv") == "пн, 9 бер."


@pytest.mark.parametrize(
    ("language", "zone", "at", "name"),
    [
        ("en", "Europe/Berlin", AT, "Berlin (CET)"),
        ("en", "Europe/Berlin", SUMMER, "Berlin (CEST)"),
        ("en", "Europe/Istanbul", AT, "Istanbul (UTC+3)"),
        ("en", "UTC", AT, "UTC"),
        ("uk", "Europe/Kyiv", AT, "Київ (EET)"),
        ("uk", "Europe/Kyiv", SUMMER, "Київ (EEST)"),
        ("de", "Europe/Berlin", AT, "Berlin (MEZ)"),
        ("ar", "Europe/Berlin", AT, "برلين (CET)"),
        ("en", "America/New_York", AT, "New York (EDT)"),
    ],
)
def test_zone_names(language: str, zone: str, at: datetime, name: str) -> None:
    assert Words(language).zone_name(zone, at) == name


def test_offsets() -> None:
    from zoneinfo import ZoneInfo

    for zone, text in (("Asia/Kathmandu", "UTC+5:45"), ("America/St_Johns", "UTC-2:30"), ("UTC", "UTC")):
        assert utc_offset(AT.astimezone(ZoneInfo(zone))) == text


def test_a_moment_needs_its_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        Words("en").time(datetime(2026, 3, 9, 18, 30), "Europe/Berlin")


def test_names_of_countries_and_languages() -> None:
    words = Words("uk")
    assert words.country("PL") == "Польща"
    assert words.country("XK") == "Косово"
    assert words.country("Q0") == "Q0"
    assert words.language_name("pl") == "польська"
    assert words.language_name("en") == "англійська"
    assert words.language_name("qqq") == "qqq"
    countries = dict(words.countries())
    assert {"UA", "PL", "DE", "XK"} <= countries.keys()
    assert not {"EU", "UN", "ZZ", "001"} & countries.keys()
    assert words.listed([]) == ""
    with pytest.raises(ValueError, match="tag"):
        Words("qqq")


def test_the_names_that_stand_here_are_those_of_cldr() -> None:
    for tag, own_name in catalogue._OWN_NAMES.items():
        known = Locale.parse("en" if tag == "en" else tag)
        assert catalogue._tidy(str(known.get_display_name())) == own_name
        assert (known.character_order == "right-to-left") is Words(tag).right_to_left


def test_right_to_left_without_a_catalogue() -> None:
    assert Words("ar").right_to_left
    assert Words("fa-AF").right_to_left
    assert not Words("ti").right_to_left
    assert Words("ar", gettext.NullTranslations()).say("x {y}", y=1) == "x 1"


def test_pseudo_language_is_longer_accented_and_keeps_fields() -> None:
    words = PseudoWords()
    shown = words.tr("Photograph the {thing} now", thing="plate {n}")
    assert "plate {n}" in shown
    assert "Phótógráph" in shown
    assert len(shown) > 1.3 * len("Photograph the plate {n} now")
    assert words.right_to_left
    assert not PseudoWords(right_to_left=False).right_to_left
    assert words.tr_n("{n} photo", "{n} photos", 2).startswith("[2 ")
