"""What comes in at a desk, from files, pictures and texts, into a real locker."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from derive_once import derive_once
from sample_bundle import CODE, OTHER_CODE, jpeg, photos
from services.conftest import HandClock
from services.desk_world import Sender, at, plan_of

from safetravel.crypto.signing import KeyBundle
from safetravel.domain.agreed_words import AgreedWords
from safetravel.domain.errors import Cancelled, CheckInTooLarge, EntryNotPossible
from safetravel.domain.event import Basis, EventKind
from safetravel.domain.followed import ItemKind, WhyUnclear, id_of
from safetravel.domain.order import Order
from safetravel.domain.peer import Introduction, Role
from safetravel.domain.photo import Blob
from safetravel.domain.schedule import Phase
from safetravel.domain.status import Status
from safetravel.domain.summary import KEY_CHANGED, NOT_COMPARED
from safetravel.formats import bundle_v1
from safetravel.formats.manifest_v1 import Photo
from safetravel.services import desk_import, desk_intake, desk_sources
from safetravel.services import desk_keys as desk_keys_module
from safetravel.services.desk_import import Fate, Source, Taken, sources_in
from safetravel.services.session import Session
from safetravel.sharing import notes

WORDS = AgreedWords("волошки", "тітка Галина")


@pytest.fixture(scope="module", autouse=True)
def _derived_pages_once() -> Iterator[None]:
    """One salt for all pages, so that a code is stretched once for all of them; what is below the derivation runs as it is."""
    with pytest.MonkeyPatch.context() as patch:
        derive_once(patch)
        patch.setattr(bundle_v1, "secrets", SimpleNamespace(token_bytes=bytes))
        yield


@pytest.fixture
def desk_keys(session: Session) -> KeyBundle:
    return session.peers.my_keys()


@pytest.fixture
def olena(session: Session) -> Sender:
    """Paired, in one room."""
    sender = Sender()
    paired = session.peers.first_import(sender.keys, "Olena", Role.TRAVELLER, Introduction.IN_ROOM)
    session.shelf.put(paired.id, paired)
    return sender


def take(session: Session, *items: bytes | str | Path, **options: Any) -> Taken:
    return session.desk_import.take([Source(f"item {number}", item) for number, item in enumerate(items)], **options)


def fates(taken: Taken) -> list[str]:
    return [r.error.code if r.error else r.fate.value for r in taken.results]


def test_a_page_sealed_to_the_desk_is_followed(
    session: Session, olena: Sender, desk_keys: KeyBundle, clock: HandClock, reopened: Callable[[], Session]
) -> None:
    page = olena.page(at("06:50"), desk=desk_keys, photos=photos())
    taken = take(session, page)
    assert fates(taken) == ["taken"]
    assert not taken.results[0].new_sender
    again = reopened()
    followed = again.desk.get(id_of(olena.journey))
    assert (followed.name, followed.code, followed.plan) == ("Olena Prykladna", CODE, plan_of(olena.journey))
    assert followed.state(clock.now()).phase is Phase.WAITING
    (item,) = followed.items
    assert (item.kind, item.order, item.foreign) == (ItemKind.PAGE, Order.NEWEST, False)
    assert item.sha256 == hashlib.sha256(page).hexdigest() == hashlib.sha256(again.desk.file(item.file)).hexdigest()
    assert [p.caption for p in followed.photos] == ["The driver", "The number plate"]
    assert again.desk.photo(followed.photos[1].id, Blob.ORIGINAL) == jpeg(12, 6, "#101820")
    assert again.desk.photo(followed.photos[1].id, Blob.THUMBNAIL).startswith(b"\xff\xd8")
    (line,) = again.desk.board()
    assert (line.name, line.place, line.plate, line.flags & NOT_COMPARED) == (
        "Olena Prykladna",
        "Berlin",
        "RPR0000Z",
        0,
    )


def test_a_note_with_the_word_is_news(session: Session, olena: Sender, desk_keys: KeyBundle, clock: HandClock) -> None:
    take(session, olena.page(at("06:50"), desk=desk_keys))
    session.desk.set_words(id_of(olena.journey), WORDS)
    clock.at = at("12:50")
    assert fates(take(session, olena.note(desk_keys, at("12:40"), "Волошки!"))) == ["taken"]
    followed = session.desk.get(id_of(olena.journey))
    state = followed.state(clock.now())
    assert state.last_heard
    assert (state.last_heard.at, state.last_heard.basis) == (at("12:40"), Basis.AGREED_WORD)
    assert state.pending
    assert state.pending.id == "c1"


@pytest.mark.parametrize(
    ("word", "status", "kind", "why"),
    [
        ("волошки", Status.ON_THE_WAY, EventKind.HEARD, ""),
        ("волошки", Status.ARRIVED, EventKind.ARRIVED, ""),
        ("", Status.ARRIVED, EventKind.UNCLEAR, WhyUnclear.NO_WORD),
        ("ok волошки", Status.ON_THE_WAY, EventKind.UNCLEAR, WhyUnclear.OTHER_WORD),
        ("тітка Галина", Status.ON_THE_WAY, EventKind.DANGER, ""),
        ("тітка Галина", Status.ARRIVED, EventKind.DANGER, ""),
        ("волошки", Status.CALL_ME, EventKind.UNCLEAR, WhyUnclear.CALL_ME),
        ("волошки", Status.NOT_GOING_ON, EventKind.UNCLEAR, WhyUnclear.NOT_GOING_ON),
        ("", Status.CHANGED_VEHICLE, EventKind.UNCLEAR, WhyUnclear.CHANGED_VEHICLE),
        ("тітка Галина", Status.CALL_ME, EventKind.DANGER, ""),
    ],
)
def test_what_a_note_becomes(
    session: Session,
    olena: Sender,
    desk_keys: KeyBundle,
    clock: HandClock,
    word: str,
    status: Status,
    kind: EventKind,
    why: str,
) -> None:
    take(session, olena.plan_note(desk_keys, at("06:50")))
    session.desk.set_words(id_of(olena.journey), WORDS)
    clock.at = at("17:40")
    take(session, olena.note(desk_keys, at("17:30"), word, status))
    (event,) = session.desk.get(id_of(olena.journey)).events
    assert (event.kind, event.reason, event.at, event.recorded_at) == (kind, why, at("17:30"), at("17:40"))


def test_a_note_alone_from_somebody_known(
    session: Session, olena: Sender, desk_keys: KeyBundle, clock: HandClock
) -> None:
    """No plan has come: she is followed by name, nothing is due, and nothing counts for no word is agreed."""
    taken = take(session, olena.note(desk_keys, clock.now(), "волошки"))
    assert [(r.fate, r.new_sender) for r in taken.results] == [(Fate.TAKEN, False)]
    followed = session.desk.get(id_of(olena.journey))
    assert (followed.name, followed.plan) == ("Olena", None)
    assert [e.reason for e in followed.events] == [WhyUnclear.NO_WORD_AGREED]
    later = take(session, olena.page(clock.now(), desk=desk_keys))
    assert fates(later) == ["taken"]
    assert session.desk.get(followed.id).plan == plan_of(olena.journey)


def test_a_new_sender_is_pinned_and_not_compared(session: Session, desk_keys: KeyBundle) -> None:
    stranger = Sender()
    taken = take(session, stranger.page(at("06:50"), desk=desk_keys))
    assert [(r.fate, r.new_sender, r.foreign) for r in taken.results] == [(Fate.TAKEN, True, False)]
    (line,) = session.desk.board()
    assert line.flags & NOT_COMPARED
    peer = session.desk.peer(session.desk.get(line.id))
    assert peer
    assert (peer.introduction, peer.name, peer.compared) == (Introduction.FIRST_IMPORT, "Olena Prykladna", False)
    again = take(session, stranger.note(desk_keys, at("06:55")))
    assert [(r.fate, r.new_sender) for r in again.results] == [(Fate.TAKEN, False)]
    session.desk.delete([line.id])
    assert session.peers.find(peer.id) is None, "a key that nobody compared goes with the last journey under it"


def test_nobody_known_and_nothing_signed(session: Session, desk_keys: KeyBundle, clock: HandClock) -> None:
    stranger = Sender()
    clear = notes.clear_note(
        Status.CALL_ME, journey=stranger.journey, numbers=stranger.numbers(clock.now()), identity=stranger.identity
    )
    taken = take(session, stranger.note(desk_keys, clock.now(), "волошки"), clear)
    assert fates(taken) == ["check-in-signer", "check-in-signer"]
    assert session.desk.board() == []


def test_in_the_clear(session: Session, olena: Sender, desk_keys: KeyBundle, clock: HandClock) -> None:
    take(session, olena.plan_note(desk_keys, at("06:50")))
    by_nobody, by_her = (
        notes.clear_note(status, journey=olena.journey, numbers=olena.numbers(clock.now()), identity=identity)
        for status, identity in ((Status.ARRIVED, Sender().identity), (Status.CALL_ME, olena.identity))
    )
    taken = take(session, by_nobody, by_her)
    assert [(r.fate, r.foreign) for r in taken.results] == [(Fate.TAKEN, True), (Fate.TAKEN, False)]
    events = session.desk.get(id_of(olena.journey)).events
    assert [e.reason for e in events] == [WhyUnclear.IN_THE_CLEAR, WhyUnclear.CALL_ME]
    assert session.desk.get(id_of(olena.journey)).key_change is None, "no key was seen"


def test_another_key(session: Session, olena: Sender, desk_keys: KeyBundle, clock: HandClock) -> None:
    """A page for the same journey under other keys: loud, not in force, until a person has found out."""
    who = id_of(olena.journey)
    take(session, olena.page(at("06:50"), desk=desk_keys, photos=photos()[:1]))
    session.desk.set_words(who, WORDS)
    other = Sender(journey=olena.journey)
    later = plan_of(olena.journey, "20:00", name="Radek")
    taken = take(session, other.page(at("06:55"), later, desk=desk_keys, photos=photos()[1:]))
    assert [(r.fate, r.new_sender, r.foreign) for r in taken.results] == [(Fate.TAKEN, False, True)]
    followed = session.desk.get(who)
    assert (followed.name, followed.plan) == ("Olena Prykladna", plan_of(olena.journey))
    assert followed.key_change
    assert followed.key_change.fingerprint == other.keys.fingerprint
    assert [p.caption for p in followed.own_photos] == ["The driver"]
    assert len(followed.photos) == 2
    line = session.desk.line(who)
    assert line
    assert line.flags & KEY_CHANGED
    clock.at = at("12:40")
    take(session, other.note(desk_keys, at("12:40"), "волошки"))
    assert session.desk.get(who).events[-1].reason == WhyUnclear.ANOTHER_KEY
    take(session, other.note(desk_keys, at("12:41"), "тітка Галина"))
    assert session.desk.get(who).events[-1].kind is EventKind.DANGER, "an alarm counts under any key"
    third = Sender(journey=olena.journey)
    take(session, third.page(at("06:56"), desk=desk_keys))
    change = session.desk.get(who).key_change
    assert change
    assert change.fingerprint == other.keys.fingerprint, "the first one is to be resolved"


@pytest.mark.parametrize("same_person", [True, False])
def test_resolving_a_key(
    session: Session, olena: Sender, desk_keys: KeyBundle, clock: HandClock, same_person: bool
) -> None:
    who = id_of(olena.journey)
    take(session, olena.page(at("06:50"), desk=desk_keys))
    session.desk.set_words(who, WORDS)
    with pytest.raises(EntryNotPossible):
        session.desk.resolve_key(who, same_person=same_person, initials="AB")
    other = Sender(journey=olena.journey)
    later = plan_of(olena.journey, "11:00", "20:00")
    take(session, other.page(at("06:55"), later, desk=desk_keys, photos=photos()[1:]))
    with pytest.raises(EntryNotPossible):
        session.desk.resolve_key(who, same_person=same_person, initials=" ")
    followed = session.desk.resolve_key(who, same_person=same_person, initials="AB")
    assert followed.key_change is None
    assert followed.plan_waiting is None
    assert (followed.plan == later) is same_person
    assert len(followed.own_photos) == int(same_person)
    assert followed.events[-1].initials == "AB"
    peer = session.desk.peer(followed)
    assert peer
    assert (peer.verify == other.keys.verify.hex()) is same_person
    assert peer.former == ((olena.keys.verify.hex() + olena.keys.seal_to.hex(),) if same_person else ())
    line = session.desk.line(who)
    assert line
    assert bool(line.flags & NOT_COMPARED) is same_person, "nobody has compared the new keys"
    clock.at = at("11:10")
    mine, theirs = (olena, other) if not same_person else (other, olena)
    take(session, theirs.note(desk_keys, at("11:05"), "волошки"))
    assert session.desk.get(who).state(clock.now()).last_heard is None
    take(session, mine.note(desk_keys, at("11:05"), "волошки"))
    assert session.desk.get(who).state(clock.now()).last_heard


def test_the_key_of_another_known_sender(session: Session, olena: Sender, desk_keys: KeyBundle) -> None:
    """Known here, and not for this journey; accepted for it, he keeps his own."""
    radek = Sender()
    take(session, olena.page(at("06:50"), desk=desk_keys), radek.page(at("06:50"), desk=desk_keys))
    own = radek.journey
    radek.journey = olena.journey
    take(session, radek.page(at("06:55"), desk=desk_keys))
    followed = session.desk.resolve_key(id_of(olena.journey), same_person=True, initials="AB")
    peer = session.desk.peer(followed)
    assert peer
    assert set(peer.journeys) == {id_of(own), id_of(olena.journey)}
    assert session.peers.by_key(radek.keys.verify.hex()) == peer


def test_updates_repeats_and_older_plans(
    session: Session, olena: Sender, desk_keys: KeyBundle, clock: HandClock
) -> None:
    who = id_of(olena.journey)
    first = olena.page(at("06:50"), desk=desk_keys, photos=photos()[:1])
    update = olena.page(at("06:55"), plan_of(olena.journey, "13:00", "18:00"), desk=desk_keys, photos=photos())
    take(session, first)
    session.desk.heard(who, at=clock.now(), words="?")
    taken = take(session, update, update, first)
    assert [r.fate for r in taken.results] == [Fate.TAKEN, Fate.REPEAT, Fate.REPEAT]
    followed = session.desk.get(who)
    assert followed.plan == plan_of(olena.journey, "13:00", "18:00")
    assert len(followed.events) == 1
    assert [(p.caption, p.item) for p in followed.photos] == [
        ("The driver", followed.items[0].source),
        ("The number plate", followed.items[1].source),
    ]
    older = olena.page(at("06:40"), desk=desk_keys, numbers=olena.numbers(at("06:40"), counter=0))
    taken = take(session, older)
    assert [(r.fate, r.order) for r in taken.results] == [(Fate.TAKEN, Order.BACKWARDS)]
    after = session.desk.get(who)
    assert after.plan == followed.plan
    assert after.events[-1].reason == WhyUnclear.BACKWARDS


def test_files_are_taken_in_the_order_in_which_they_were_made(
    session: Session, olena: Sender, desk_keys: KeyBundle, clock: HandClock
) -> None:
    """Whatever they are called: no note is older than what is here for having come in one heap."""
    page = olena.page(at("06:50"), desk=desk_keys)
    heap = [olena.note(desk_keys, at("06:51") + timedelta(minutes=n)) for n in range(5)]
    taken = take(session, *reversed(heap), page)
    assert {r.order for r in taken.results} == {Order.NEWEST}


def test_a_page_that_is_not_sealed_to_the_desk(session: Session, olena: Sender) -> None:
    """Opened with the digits that were told; its update opens by itself, a stranger's waits for its own."""
    page, update = olena.page(at("06:50")), olena.page(at("06:55"), plan_of(olena.journey, "13:00"))
    stranger = Sender().page(at("06:50"), code=OTHER_CODE)
    taken = take(session, page)
    assert taken.needs_code == (Source("item 0", page),)
    assert session.desk.board() == []
    asked: list[str] = []

    def told(source: Source) -> str | None:
        asked.append(source.name)
        return " ".join(CODE) if source.name == "item 0" else None

    taken = take(session, page, update, stranger, codes=told)
    assert fates(taken) == ["taken", "taken", "needs-code"]
    assert asked == ["item 0", "item 1", "item 2"]
    assert session.desk.get(id_of(olena.journey)).code == CODE
    later = olena.page(at("06:58"), plan_of(olena.journey, "14:00"))
    assert fates(take(session, later, stranger)) == ["taken", "needs-code"]


def test_codes_are_not_tried_for_ever(
    session: Session, olena: Sender, desk_keys: KeyBundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(session, olena.page(at("06:50"), desk=desk_keys))
    monkeypatch.setattr(desk_keys_module, "MAX_OPENINGS", 1)
    pages = [olena.page(at("06:51")), olena.page(at("06:52"))]
    assert fates(take(session, *pages)) == ["taken", "needs-code"]
    assert fates(take(session, *pages)) == ["repeat", "needs-code"]
    monkeypatch.undo()
    assert fates(take(session, *pages)) == ["repeat", "taken"]


@pytest.mark.parametrize(("typed", "code"), [("1", "code-mistyped"), (OTHER_CODE, "code-wrong")])
def test_a_wrong_code(session: Session, olena: Sender, typed: str, code: str) -> None:
    taken = take(session, olena.page(at("06:50")), codes=lambda _: typed)
    assert fates(taken) == [code]


def test_a_folder_of_anything(session: Session, olena: Sender, desk_keys: KeyBundle, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "inner").mkdir(parents=True)
    page = olena.page(at("06:50"), desk=desk_keys)
    noted = [olena.note(desk_keys, at("06:51"), "a"), olena.note(desk_keys, at("06:52"), "b")]
    files: dict[str, bytes] = {
        "a.html": page,
        "b.txt": f"Olena wrote:\r\n{noted[0]}\r\nand then\n> {noted[1]} \nregards".encode(),
        "c.txt": noted[0].encode("utf-16"),
        "d.html": page[:-200],
        "e.pdf": b"%PDF-1.7 anything",
        "f.jpg": jpeg(),
        "g.png": b"\x89PNG\r\n\x1a\n not a picture",
        "h.bin": bytes(range(256)),
        "i.html": b"",
        "inner/j.txt": b"ST1-JUNK",
        "inner/k.txt": b"ST2-JUNK",
        "l.html": page.replace(b"safetravel-page-1", b"safetravel-page-2"),
        ".hidden.html": page,
        "half.html.part": page,
        ".syncthing.m.html.tmp": page,
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    with (folder / "huge.html").open("wb") as huge:
        huge.truncate(2 * 2**30)
    (folder / "link.html").symlink_to(folder / "a.html")
    os.mkfifo(folder / "pipe.html")
    taken = session.desk_import.take(sources_in(folder))
    told: dict[str, list[str]] = {}
    for result in taken.results:
        told.setdefault(result.source.name, []).append(result.error.code if result.error else result.fate.value)
    assert told == {
        "a.html": ["taken"],
        "b.txt": ["taken", "taken"],
        "c.txt": ["repeat"],
        "d.html": ["check-in-damaged"],
        "e.pdf": ["check-in-pdf"],
        "f.jpg": ["check-in-no-qr"],
        "g.png": ["check-in-picture"],
        "h.bin": ["check-in-none"],
        "huge.html": ["check-in-large"],
        "i.html": ["check-in-none"],
        "inner/j.txt": ["check-in-damaged"],
        "inner/k.txt": ["check-in-newer"],
        "l.html": ["check-in-newer"],
    }


def test_what_was_pasted(session: Session, olena: Sender, desk_keys: KeyBundle) -> None:
    page = olena.page(at("06:50"), desk=desk_keys)
    note = olena.note(desk_keys, at("06:51"))
    taken = take(session, page.decode(), f"look:\n{note}", "hello", "https://example.org", page, b"x")
    assert fates(taken) == ["taken", "taken", "check-in-plain", "check-in-plain", "repeat", "check-in-none"]


def test_stopping_keeps_what_was_opened(session: Session, olena: Sender, desk_keys: KeyBundle) -> None:
    stop = threading.Event()
    told: list[tuple[int, int]] = []

    def progress(done: int, of: int) -> None:
        told.append((done, of))
        if done == 2:
            stop.set()

    heap = [olena.note(desk_keys, at("06:51") + timedelta(minutes=n)) for n in range(4)]
    page = olena.page(at("06:50"), desk=desk_keys, photos=photos()[:1])
    taken = take(session, heap[0], page, *heap[1:], progress=progress, cancelled=stop)
    assert taken.stopped
    assert [r.fate for r in taken.results] == [Fate.TAKEN], "the page's pictures would have taken long"
    assert len(session.desk.get(id_of(olena.journey)).items) == 1
    assert told == [(1, 10), (2, 10)]
    stop.clear()
    whole = take(session, heap[0], page, *heap[1:], progress=lambda *one: told.append(one))
    assert [r.fate for r in whole.results] == [Fate.REPEAT, *[Fate.TAKEN] * 4]
    assert told[-1] == (10, 10)


def test_a_cancelled_import_opens_nothing(session: Session, olena: Sender, desk_keys: KeyBundle) -> None:
    stop = threading.Event()
    stop.set()
    taken = take(session, olena.note(desk_keys, at("06:51")), cancelled=stop)
    assert taken.stopped
    assert taken.results == ()


def test_a_picture_that_does_not_open_holds_up_nothing(session: Session, olena: Sender, desk_keys: KeyBundle) -> None:
    broken = Photo("driver", "The driver", b"\xff\xd8\xff not a picture")
    taken = take(session, olena.page(at("06:50"), desk=desk_keys, photos=(broken, *photos()[1:])))
    (result,) = taken.results
    assert result.fate is Fate.TAKEN
    assert result.error
    assert result.error.code.startswith("picture")
    assert [p.caption for p in session.desk.get(id_of(olena.journey)).photos] == ["The number plate"]


def test_a_plan_for_another_journey_than_its_page(session: Session, olena: Sender, desk_keys: KeyBundle) -> None:
    taken = take(session, olena.page(at("06:50"), plan_of("f" * 32), desk=desk_keys))
    assert fates(taken) == ["check-in-damaged"]


def test_a_plan_that_fills_a_record_is_refused_and_pins_nobody(session: Session, desk_keys: KeyBundle) -> None:
    stranger = Sender()
    fat = replace(plan_of(stranger.journey), how_met="x" * 200_000)
    assert fates(take(session, stranger.page(at("06:50"), fat, desk=desk_keys))) == ["check-in-large"]
    assert session.peers.all() == ()
    fine = plan_of(stranger.journey)
    assert fates(
        take(session, stranger.page(at("06:51"), fat, desk=desk_keys), stranger.page(at("06:52"), fine, desk=desk_keys))
    ) == [
        "check-in-large",
        "taken",
    ]


def test_a_journey_takes_only_so_much(
    session: Session, olena: Sender, desk_keys: KeyBundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_intake, "MAX_ITEMS", 3)
    monkeypatch.setattr(desk_intake, "MAX_FOREIGN", 1)
    heap = [olena.note(desk_keys, at("06:51") + timedelta(minutes=n)) for n in range(3)]
    clear = [
        notes.clear_note(
            Status.CALL_ME, journey=olena.journey, numbers=olena.numbers(at("06:40")), identity=Sender().identity
        )
        for _ in range(2)
    ]
    assert fates(take(session, heap[0])) == ["taken"]
    assert fates(take(session, *clear)) == ["taken", "check-in-full"]
    assert fates(take(session, *heap[1:])) == ["taken", "check-in-full"]


def test_forged_notes_do_not_keep_a_desk_busy(
    session: Session, olena: Sender, desk_keys: KeyBundle, monkeypatch
) -> None:
    monkeypatch.setattr(desk_keys_module, "MAX_TRIES", 0)
    monkeypatch.setattr(desk_keys_module, "AWAITED", 0)
    monkeypatch.setattr(desk_keys_module, "AWAITED", 0)
    taken = take(session, olena.note(desk_keys, at("06:51")))
    assert fates(taken) == ["check-in-signer"]
    monkeypatch.undo()
    assert fates(take(session, olena.note(desk_keys, at("06:51")))) == ["taken"]


def test_what_is_held_is_limited(
    session: Session, olena: Sender, desk_keys: KeyBundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Written on the way, in several transactions: everything is in, and counted to the end."""
    monkeypatch.setattr(desk_import, "_HELD_ITEMS", 2)
    monkeypatch.setattr(desk_import, "_BYTES_AT_ONCE", 10)
    told: list[tuple[int, int]] = []
    strangers = [Sender() for _ in range(3)]
    pages = [one.page(at("06:50"), desk=desk_keys) for one in strangers]
    heap = [olena.note(desk_keys, at("06:51") + timedelta(minutes=n)) for n in range(3)]
    taken = take(session, *pages, *heap, progress=lambda *one: told.append(one))
    assert fates(taken) == ["taken"] * 6
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1] == (12, 12)
    assert len(session.desk.board()) == 4


def test_cancelled_while_a_picture_is_opened(
    session: Session, olena: Sender, desk_keys: KeyBundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = threading.Event()

    def cancelled(*_: object, **__: object) -> None:
        stop.set()
        raise Cancelled

    monkeypatch.setattr(session.desk_import._darkroom, "develop", cancelled)
    taken = take(session, olena.note(desk_keys, at("06:51")), jpeg(), cancelled=stop)
    assert taken.stopped
    assert fates(taken) == ["taken"]


def test_two_journeys_of_one_new_sender_are_one_sender(session: Session, desk_keys: KeyBundle) -> None:
    stranger = Sender()
    first = stranger.page(at("06:50"), desk=desk_keys)
    stranger.journey = "cd" * 16
    taken = take(session, first, stranger.page(at("06:51"), desk=desk_keys))
    assert [r.new_sender for r in taken.results] == [True, False]
    peer = session.peers.by_key(stranger.keys.verify.hex())
    assert peer
    assert len(peer.journeys) == 2
    fat = replace(plan_of("ef" * 16), how_met="x" * 100_000)
    stranger.journey = "ef" * 16
    assert fates(take(session, stranger.page(at("06:52"), fat, desk=desk_keys))) == ["check-in-large"]
    assert session.peers.find(peer.id) == peer


def test_caps_before_anything_is_opened(
    session: Session, olena: Sender, desk_keys: KeyBundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_sources, "MAX_NOTES", 1)
    monkeypatch.setattr(desk_sources, "MAX_FILES", 1)
    two = "\n".join(olena.note(desk_keys, at("06:51") + timedelta(minutes=n)) for n in range(2))
    assert fates(take(session, two, two.encode())) == ["check-in-large", "check-in-large"]
    for name in ("a", "b"):
        (tmp_path / name).touch()
    with pytest.raises(CheckInTooLarge):
        sources_in(tmp_path)


def test_a_sender_who_was_forgotten_is_another_key_until_somebody_says_who_it_is(
    session: Session, olena: Sender, desk_keys: KeyBundle
) -> None:
    who = id_of(olena.journey)
    take(session, olena.page(at("06:50"), desk=desk_keys))
    peer = session.desk.peer(session.desk.get(who))
    assert peer
    session.peers.forget(peer.id)
    taken = take(session, olena.page(at("06:55"), desk=desk_keys))
    assert [(r.fate, r.foreign) for r in taken.results] == [(Fate.TAKEN, True)]
    followed = session.desk.resolve_key(who, same_person=True, initials="AB")
    again = session.desk.peer(followed)
    assert again
    assert (again.verify, again.former, again.name) == (peer.verify, (), "Olena Prykladna")
    session.desk.delete([who])
    assert session.desk.board() == []


def test_a_danger_is_taken_in_where_nothing_else_is(
    session: Session, olena: Sender, desk_keys: KeyBundle, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = id_of(olena.journey)
    take(session, olena.plan_note(desk_keys, at("06:50")))
    session.desk.set_words(who, WORDS)
    monkeypatch.setattr(desk_intake, "_FEW", 0)
    monkeypatch.setattr(desk_intake, "MAX_RECORD", 10)
    calm, danger = (olena.note(desk_keys, at("06:55"), word) for word in ("волошки", "тітка галина"))
    assert fates(take(session, calm, danger)) == ["check-in-full", "taken"]
    assert session.desk.get(who).state(clock.now()).dangers


def test_a_note_that_was_read_before_the_page_that_pins_its_key(session: Session, desk_keys: KeyBundle) -> None:
    """In a folder the note's name may come first; its journey may also be another one of hers."""
    stranger, other = Sender(), Sender()
    note = stranger.note(desk_keys, at("06:51"))
    second = stranger.note(desk_keys, at("06:52"), journey="cd" * 16)
    forged = other.note(desk_keys, at("06:51"), journey=stranger.journey)
    page = stranger.page(at("06:50"), desk=desk_keys)
    taken = take(session, note, second, forged, page)
    assert fates(taken) == ["taken", "taken", "check-in-signer", "taken"]
    assert [r.new_sender for r in taken.results] == [False, False, False, True]
    assert {len(session.desk.get(line.id).items) for line in session.desk.board()} == {1, 2}
