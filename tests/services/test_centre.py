"""A centre's own file: each fault with its line, what counts all the same, and what a new locker takes from it."""

from __future__ import annotations

import re
import string
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.conftest import HandClock

from safetravel import host
from safetravel.catalogue import CARDS, Catalogues
from safetravel.crypto.kdf import FLOOR
from safetravel.domain.centre import MAX_LANGUAGES, Centre, CentreContact, is_one_line, one_line
from safetravel.domain.errors import DiskFull
from safetravel.domain.preferences import IDLE_CHOICES, KEEP_CHOICES, Preferences
from safetravel.guidance.problems import MOST_PROBLEMS, Fault, Problem
from safetravel.imaging.darkroom import Darkroom
from safetravel.services import centre as centres
from safetravel.services.centre import (
    FILE,
    MAX_BYTES,
    NOBODY,
    CentreFile,
    CentreRead,
    differences,
    read,
    written,
)
from safetravel.services.session import Lockers

VECTORS = Path(__file__).resolve().parents[1] / "vectors" / "centre_v1"
PASSPHRASE = "чотири старі човни"
EXAMPLE = Centre(
    name="Reception centre Przykładowo",
    responsible="Association Example",
    legal_ground="Consent of each traveller",
    country="PL",
    languages=("ru", "uk"),
    poster_languages=("pl",),
    asks_everyone=True,
    idle_minutes=2,
    desk_idle_minutes=10,
    keep_days=30,
    contact=CentreContact("Desk Przykładowo", "+00 000 000 009", "xx", "PL"),
)

LINES = st.text(max_size=60).map(lambda text: one_line(text, 60))
TAGS = st.lists(st.sampled_from(["uk", "ru", "pl", "ar", "fa-AF", "ti", "en"]), unique=True, max_size=MAX_LANGUAGES)
COUNTRIES = st.sampled_from(["", "PL", "UA", "XK"])
CONTACTS = st.builds(
    CentreContact,
    LINES.filter(bool),
    st.sampled_from(["", "+00 000 000 009", "(022) 123-45"]),
    st.sampled_from(["", "pl"]),
    COUNTRIES,
)
CENTRES = st.builds(
    Centre,
    name=LINES,
    responsible=LINES,
    legal_ground=LINES,
    country=COUNTRIES,
    languages=TAGS.map(tuple),
    poster_languages=TAGS.map(tuple),
    asks_everyone=st.booleans(),
    idle_minutes=st.sampled_from(IDLE_CHOICES),
    desk_idle_minutes=st.sampled_from(IDLE_CHOICES),
    keep_days=st.sampled_from(KEEP_CHOICES),
    contact=st.none() | CONTACTS,
)


@pytest.fixture
def file(tmp_path: Path, made_once: None) -> CentreFile:
    return CentreFile(tmp_path / "data", Catalogues(host.translations_folder()))


@pytest.mark.parametrize("vector", sorted(VECTORS.iterdir()), ids=lambda path: path.stem)
def test_each_fault_is_told_with_its_line_and_everything_else_counts(vector: Path) -> None:
    data = vector.read_bytes()
    expected = re.match(rb"# expected: (\S+) ?(\S*) ?(\d*)", data)
    assert expected is not None
    fault, entry, line = (part.decode() for part in expected.groups())
    found = read(data)
    if fault == "nothing":
        assert found.problems == ()
        assert found.centre.contact == CentreContact("Desk Przykładowo", "+00 000 000 009")
        return
    assert found.problems == (Problem(FILE, Fault(fault), entry, int(line)),)
    assert found.usable is (fault not in ("not-readable", "other-schema") and bool(entry))
    if found.usable and not entry.startswith(("name", "responsible", "legal_ground")):
        assert found.centre.name == "Reception centre Przykładowo"
        assert found.centre.answers
    if fault == Fault.OTHER_SCHEMA:
        assert found.centre == NOBODY


def test_there_is_a_vector_of_every_fault() -> None:
    first = {path.read_bytes().split()[2].decode() for path in VECTORS.iterdir()}
    assert first == {"nothing", *Fault} - {Fault.NO_FILE, Fault.NO_SOURCE}


@given(CENTRES)
def test_what_is_written_is_read_again(centre: Centre) -> None:
    found = read(written(centre))
    assert found.centre == centre
    wanted = [name for name in ("name", "responsible", "legal_ground") if not getattr(centre, name)]
    assert sorted(one.entry for one in found.problems) == sorted(wanted)


KEYS = st.sampled_from([*centres._KEYS, "colour", '"a b"', "contact.name", "contact.phone", "[contact]", "[[contact]]"])
VALUES = st.sampled_from(
    ["1", "'x'", '"""\n"""', "[[]]", "{}", "true", "1e9", "nan", "1979-05-27", "['uk', {}]", "= ", "[", '"', "9" * 5000]
)
SOUP = st.lists(st.tuples(KEYS, VALUES), max_size=8).map(lambda rows: "\n".join(f"{k} = {v}" for k, v in rows).encode())


@given(SOUP | st.binary(max_size=200) | st.text(string.printable, max_size=200).map(str.encode))
def test_no_bytes_raise_and_each_line_is_one_of_the_file(untrusted: bytes) -> None:
    found = read(untrusted)
    assert all(0 <= one.line <= untrusted.count(b"\n") + 1 for one in found.problems)
    assert all(is_one_line(one.entry) or one.fault is Fault.UNKNOWN_KEY for one in found.problems)


@pytest.mark.parametrize(
    "hostile",
    [
        b"a" + b".a" * 32_000 + b" = 1",
        b"[" + b"'a'." * 16_000 + b"a]",
        b"schema = 1\nlanguages = ["
        + b",".join(b"'a%c%c'" % (97 + n % 26, 97 + n // 26 % 26) for n in range(7000))
        + b"]",
        b"".join(b"k%d = 1\n" % n for n in range(6500)),
    ],
    ids=["key", "table", "languages", "unknown keys"],
)
def test_a_file_that_was_made_to_take_long_does_not(hostile: bytes) -> None:
    """Of the first the standard library's reader would make four gigabytes, in 20 seconds."""
    assert len(hostile) <= MAX_BYTES
    before = time.process_time()
    found = read(hostile)
    assert time.process_time() - before < 2
    assert 0 < len(found.problems) <= MOST_PROBLEMS


def test_editors_of_windows_are_understood() -> None:
    data = b"\xef\xbb\xbf" + written(EXAMPLE).replace(b"\n", b"\r\n").replace(b'"xx"', b'"pl"')
    assert read(data) == CentreRead(replace(EXAMPLE, contact=replace(EXAMPLE.contact, language="pl")))  # type: ignore[type-var]


@pytest.mark.parametrize(
    "odd",
    [
        {"name": "x" * 61},
        {"responsible": "two\nlines"},
        {"country": "pl"},
        {"languages": ("uk", "uk")},
        {"languages": ("uk!",)},
        {"poster_languages": tuple(f"a{chr(97 + n)}" for n in range(9))},
        {"idle_minutes": 7},
        {"desk_idle_minutes": 0},
        {"keep_days": -1},
    ],
)
def test_a_centre_out_of_range_is_none(odd: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="out of range"):
        replace(EXAMPLE, **odd)


@pytest.mark.parametrize(
    "odd", [{"name": ""}, {"phone": "12"}, {"phone": "call us"}, {"language": "Polish"}, {"country": "P"}]
)
def test_a_contact_out_of_range_is_none(odd: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="out of range"):
        CentreContact(**{"name": "Desk"} | odd)


# on this laptop


def test_a_laptop_of_no_centre(file: CentreFile) -> None:
    assert file.read() == CentreRead(there=False)
    assert (file.centre, file.contact(), file.has_numbers) == (NOBODY, None, False)
    file.remove()


def test_from_a_stick_as_it_was_written_and_removed_again(file: CentreFile, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    data = b"# ours\n" + written(EXAMPLE) + b'\n[later]\nkey = "kept"\n'
    (stick / FILE).write_bytes(data)
    (stick / "numbers.local.toml").write_text('schema = 1\nname = "Centre"\ndate = 2026-03-01\n', "utf-8")
    seen = file.look_at(stick / FILE)
    assert not file.read().there, "looking takes nothing"
    assert [one.fault for one in seen.problems] == [Fault.UNKNOWN_VALUE, Fault.UNKNOWN_KEY]
    file.take(seen)
    assert (file.folder / FILE).read_bytes() == data
    assert file.has_numbers
    file.use(replace(EXAMPLE, name="Another"))
    assert file.centre.name == "Another"
    assert file.has_numbers, "numbers of before stay where none came"
    file.remove()
    assert list(file.folder.iterdir()) == []


def test_what_is_wrong_beside_it_is_told_too(file: CentreFile, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(written(replace(EXAMPLE, contact=None)))
    (tmp_path / "numbers.local.toml").write_text("schema = 1\nname = 5\n", "utf-8")
    seen = file.look_at(tmp_path / FILE)
    assert seen.read.problems == ()
    assert [one.file for one in seen.problems] == ["numbers.local.toml"]
    assert not seen.fine


def test_no_file_and_a_large_one(file: CentreFile, tmp_path: Path) -> None:
    assert [one.fault for one in file.look_at(tmp_path / "none.toml").problems] == [Fault.NO_FILE]
    assert [one.fault for one in file.look_at(tmp_path).problems] == [Fault.NO_FILE]
    large = tmp_path / "large.toml"
    large.write_bytes(b"#" * (MAX_BYTES + 1))
    assert [one.fault for one in file.look_at(large).problems] == [Fault.TOO_LONG]
    file.folder.mkdir()
    (file.folder / FILE).write_bytes(large.read_bytes())
    assert file.read() == CentreRead(problems=(Problem(FILE, Fault.TOO_LONG),))


def test_languages_in_the_centres_order(file: CentreFile) -> None:
    offered = Catalogues(host.translations_folder()).languages(CARDS)
    file.use(EXAMPLE)
    tags = [one.tag for one in file.in_order(offered)]
    assert tags[:2] == ["ru", "uk"]
    assert sorted(tags) == sorted(one.tag for one in offered)
    assert file.posters_first(offered)[0].tag == "pl"
    assert CentreFile(file.folder / "none", Catalogues(host.translations_folder())).in_order(offered) == offered


def test_what_would_change() -> None:
    assert differences(EXAMPLE, EXAMPLE) == ()
    assert differences(EXAMPLE, replace(EXAMPLE, country="", keep_days=90)) == ("country", "keep_days")


# a new locker


def test_a_new_locker_begins_as_the_centre_has_it(file: CentreFile, tmp_path: Path) -> None:
    clock = HandClock(datetime(2026, 3, 9, 7, 0, tzinfo=UTC))
    with Darkroom() as darkroom:
        lockers = Lockers(tmp_path / "lockers", darkroom, clock, cost=FLOOR, centre=file)
        before, _ = lockers.create(PASSPHRASE, icon="blue-kettle", nickname="before")
        assert before.preferences == Preferences()
        before.lock()
        file.use(replace(EXAMPLE, contact=replace(EXAMPLE.contact, language="ti")))  # type: ignore[type-var]
        session, _ = lockers.create(PASSPHRASE, icon="red-boat", nickname="after")
        assert (session.preferences.idle_minutes, session.preferences.keep_days) == (2, 30)
        assert session.info.keep_until == clock.now().date() + timedelta(days=30)
        (desk,) = session.contacts.all()
        assert (desk.name, desk.phone, desk.country) == ("Desk Przykładowo", "+00 000 000 009", "PL")
        assert desk.language == "en", "texts for a contact are not made in Tigrinya"
        session.contacts.delete(desk.id)
        assert session.contacts.all() == ()
        session.lock()


def test_a_locker_that_cannot_take_it_is_not_left_behind(
    file: CentreFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull

    file.use(EXAMPLE)
    monkeypatch.setattr("safetravel.services.contacts.Contacts.save", full)
    with Darkroom() as darkroom:
        lockers = Lockers(tmp_path / "lockers", darkroom, HandClock(), cost=FLOOR, centre=file)
        with pytest.raises(DiskFull):
            lockers.create(PASSPHRASE, icon="red-boat", nickname="boat")
        assert lockers.all() == ()
