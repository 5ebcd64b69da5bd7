"""Records of an open locker: committed, then announced; writers take turns."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from safetravel.domain.contact import Contact
from safetravel.domain.followed import Followed
from safetravel.domain.journey import Journey
from safetravel.domain.preferences import Preferences
from safetravel.services.session import Session
from safetravel.services.shelf import Changed, Shelf

IRYNA = Contact("c1", "Iryna")


@pytest.fixture
def shelf(session: Session) -> Shelf:
    return session.shelf


def test_what_is_asked_for_by_another_kind_is_not_there(shelf: Shelf) -> None:
    shelf.put("c1", IRYNA)
    assert shelf.find("c1", Contact) == IRYNA
    assert shelf.find("c1", Journey) is None
    assert shelf.all(Journey) == ()


def test_news_comes_after_the_commit_and_only_then(shelf: Shelf) -> None:
    seen: list[tuple[Changed, object]] = []
    shelf.subscribe(lambda changed: seen.append((changed, shelf.vault.get("c1"))))

    with pytest.raises(ValueError, match="not an id"):
        shelf.write({"c1": IRYNA}, blobs={"p1.original": b"picture", "no / id": b"picture"})
    assert shelf.vault.photo_ids() == frozenset()
    assert seen == []
    assert shelf.find("c1", Contact) is None
    assert shelf.vault.get("c1") is None
    assert shelf.put("c1", IRYNA) == Changed(frozenset({"c1"}))
    assert [(c, record is not None) for c, record in seen] == [(Changed(frozenset({"c1"})), True)]


def test_put_and_remove_are_one_transaction(shelf: Shelf) -> None:
    shelf.put("c1", IRYNA)
    told: list[Changed] = []
    shelf.subscribe(told.append)
    assert shelf.write({"c2": Contact("c2", "Daryna")}, remove=("c1", "never-there")) == Changed(
        frozenset({"c2"}), frozenset({"c1", "never-there"})
    )
    assert len(told) == 1
    assert shelf.find("c1", Contact) is None
    assert shelf.vault.records().keys() == {"c2"}


def test_a_change_only_to_fields_of_a_later_version_is_written(shelf: Shelf) -> None:
    shelf.put("p", Preferences())
    shelf.update("p", Preferences, lambda p: replace(p, extra={"later": 1}))
    assert shelf.vault.get("p") == {"t": "preferences", "v": 1, "later": 1}


def test_two_writers_lose_nothing_of_each_other(shelf: Shelf) -> None:
    shelf.put("p", Preferences(idle_minutes=0))

    def count() -> None:
        for _ in range(20):
            shelf.update("p", Preferences, lambda p: replace(p, idle_minutes=p.idle_minutes + 1))

    writers = [threading.Thread(target=count) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    found = shelf.find("p", Preferences)
    assert found is not None
    assert found.idle_minutes == 60


def test_a_listener_may_read_and_write(shelf: Shelf) -> None:
    shelf.subscribe(lambda c: shelf.put("p", Preferences()) if "c1" in c.put else None)
    shelf.put("c1", IRYNA)
    assert shelf.find("p", Preferences) == Preferences()


def test_what_is_forgotten_is_gone_from_memory_only(shelf: Shelf) -> None:
    shelf.put("c1", IRYNA)
    shelf.forget()
    assert shelf.all(Contact) == ()
    assert shelf.vault.get("c1") is not None


FOLLOWED = Followed("d." + "0" * 32, "", "Olena", datetime(2026, 3, 9, 7, 0, tzinfo=UTC))


def test_a_detail_is_read_when_it_is_asked_for_and_not_kept(shelf: Shelf) -> None:
    assert shelf.read(FOLLOWED.id, Followed) is None
    shelf.write({FOLLOWED.id: FOLLOWED, "c1": IRYNA})
    assert shelf.find(FOLLOWED.id, Followed) is None
    assert shelf.all(Followed) == ()
    assert shelf.read(FOLLOWED.id, Followed) == FOLLOWED
    assert shelf.read(FOLLOWED.id, Contact) is None
    assert shelf.read("c1", Contact) == IRYNA
    assert shelf.kept == shelf.by_id(Contact) == {"c1": IRYNA}
    assert Shelf(shelf.vault).read(FOLLOWED.id, Followed) == FOLLOWED


def test_a_detail_is_changed_in_place(shelf: Shelf) -> None:
    with pytest.raises(KeyError):
        shelf.update(FOLLOWED.id, Followed, lambda f: f)
    shelf.put(FOLLOWED.id, FOLLOWED)
    told: list[Changed] = []
    shelf.subscribe(told.append)
    shelf.update(FOLLOWED.id, Followed, lambda f: f)
    assert told == []
    changed = shelf.update(FOLLOWED.id, Followed, lambda f: replace(f, name="Olena P."))
    assert shelf.read(FOLLOWED.id, Followed) == changed
    assert told == [Changed(frozenset({FOLLOWED.id}))]
    shelf.write({}, remove=(FOLLOWED.id,))
    assert shelf.read(FOLLOWED.id, Followed) is None


def test_a_detail_of_a_later_type_is_nothing_to_us(shelf: Shelf) -> None:
    with shelf.vault.write() as transaction:
        transaction.put(FOLLOWED.id, {"t": "later", "v": 1})
    assert shelf.read(FOLLOWED.id, Followed) is None
