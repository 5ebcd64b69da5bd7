"""Sealed until overdue: an own code, two people, and nothing of the journey outside."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from PySide6.QtGui import QGuiApplication
from read_once import numbers

from safetravel import host
from safetravel.catalogue import Catalogues
from safetravel.domain.contact import Contact
from safetravel.domain.errors import ScheduleNotPossible
from safetravel.domain.handover import SLIP, Handover
from safetravel.domain.journey import Journey, Kind
from safetravel.domain.peer import Introduction, Peer, Role
from safetravel.domain.plans import plan_of_stay
from safetravel.domain.schedule import Deadline, DeadlineKind, Schedule
from safetravel.formats.page_v1 import desk_slots, extract
from safetravel.host import Clock
from safetravel.services.forms import Forms
from safetravel.services.rehearsal import practice_ride
from safetravel.services.sealed import SEALED_PAGE, SealedShares
from safetravel.services.session import Session
from safetravel.services.shares import Share, Shares, spoken_code
from safetravel.sharing import sms
from safetravel.sharing.receive import CheckIn, read_file

HOLDER = Contact("", "Iryna Trymach", "+00 000 000 002", "uk", "PL", "Europe/Kyiv")
KEEPER = Contact("", "Petro <b>Klyuchnyk</b>", "+00 000 000 008", "pl", "PL", "Europe/Warsaw")
# What is known of the ride and may stand neither outside nor in a text.
SECRETS = ("Olena", "Prykladna", "Maksym", "Jan", "Przyk", "RPR0000Z", "Berlin", "Przemy", "Octavia", "+00 000 000 003")


@dataclass
class Case:
    session: Session
    shares: Shares
    sealed: SealedShares
    usual: Share
    keeper: Contact

    def renewed(self) -> Share:
        return self.shares.share(self.usual.journey, self.usual.contact)


def _journey(session: Session, clock: Clock, forms: Forms) -> Journey:
    arrive = clock.now() + timedelta(hours=9)
    plan = Schedule(
        depart=clock.now(),
        depart_zone="Europe/Warsaw",
        deadlines=(Deadline("arrival", arrive, "Europe/Berlin", DeadlineKind.ARRIVAL, "Berlin"),),
    )
    begun = session.journeys.begin(Kind.RIDE, practice=True)
    return session.journeys.adopt(replace(practice_ride(begun, forms.words("uk"), plan), practice=False))


@pytest.fixture
def case(session: Session, clock: Clock, qapp: QGuiApplication) -> Case:
    forms = Forms(Catalogues(host.translations_folder()), numbers(), clock)
    shares = Shares(session.shelf, session.photos, forms, clock)
    holder, keeper = session.contacts.save(HOLDER), session.contacts.save(KEEPER)
    usual = shares.share(_journey(session, clock, forms), holder)
    return Case(session, shares, SealedShares(session.shelf, shares), usual, keeper)


def words_of(page: bytes) -> str:
    """What a browser shows before the code is typed, and everything else that stands in the clear."""
    text = page.decode()
    sealed_slots = re.search(r'<script type="text/plain" id="safetravel-page-1">.*?</script>', text, re.DOTALL)
    assert sealed_slots is not None
    return text.replace(sealed_slots[0], "")


def test_the_file_opens_with_its_own_code_and_says_outside_only_what_it_may(case: Case) -> None:
    sealed = case.sealed.begin(case.usual, case.keeper)
    code = sealed.share.handover.code
    assert code != case.usual.handover.code
    page = case.sealed.files(sealed)[SEALED_PAGE]
    read = read_file(page, code)
    assert isinstance(read, CheckIn)
    assert read.audience == sealed.share.handover.id
    outside = words_of(page)
    assert not [one for one in SECRETS if one in outside]
    assert not [one for one in ("Klyuchnyk", "Iryna", "+00", code, spoken_code(code)) if one in outside]
    # 07:00 and nine hours and half an hour of waiting, by the clock of Kyiv.
    assert '<p class="sealed-time" dir="ltr">18:30</p>' in outside
    assert "Petro" in outside
    usual = words_of(case.shares.twins(case.usual).page)
    assert 'sealed-time" dir' not in usual


def test_texts_reach_two_people_in_their_own_languages_and_never_carry_both_halves(case: Case) -> None:
    sealed = case.sealed.begin(case.usual, case.keeper)
    code = spoken_code(sealed.share.handover.code)
    holder, keeper = case.sealed.for_holder(sealed), case.sealed.for_keeper(sealed, case.keeper)
    for text in (holder.whole, holder.short):
        assert not [group for group in code.split() if group in text]
        assert "18:30" in text
        assert "Petro <b>Klyuchnyk</b>" in text
        assert "+00 000 000 008" in text
    for text in (keeper.whole, keeper.short):
        assert code in text.splitlines()
        assert "17:30" in text, "on the keeper's clock"
        assert "Iryna Trymach" in text
    for text in (holder.whole, holder.short, keeper.whole, keeper.short):
        assert "Olena Prykladna" in text
        assert not [one for one in ("RPR0000Z", "Berlin", "Przemy", "Jan", "Octavia", "Maksym") if one in text]
    for text in (holder.short, keeper.short):
        assert sms.measure(text).fits
    pl, uk = case.shares.forms.words("pl"), case.shares.forms.words("uk")
    assert pl.say("Please keep this code:") in keeper.short
    assert uk.say("A sealed file. No news by:") in holder.short
    assert case.sealed.sms_code("a", case.keeper) == "smsto:+00000000008:a"
    assert case.sealed.sms_code("a", replace(case.keeper, phone="")) == ""


def test_texts_with_the_longest_names_still_fit(case: Case) -> None:
    long = "Олександра-Марія Прикладненко-Зразкова-Довженко Третя"
    keeper = case.session.contacts.save(replace(case.keeper, name=long))
    travellers = (replace(case.usual.journey.travellers[0], first_name=long, family_name=long),)
    journey = replace(case.usual.journey, travellers=travellers)
    holder = case.session.contacts.save(replace(case.usual.contact, name=long))
    sealed = case.sealed.begin(case.shares.share(journey, holder), keeper)
    for told in (case.sealed.for_holder(sealed), case.sealed.for_keeper(sealed, keeper)):
        assert sms.measure(told.short).fits
        case.shares.forms.code_rows(told.short)


def test_of_a_bed_both_are_told_every_time_and_not_the_arrival_alone(case: Case, clock: Clock) -> None:
    plan = plan_of_stay(clock.now() + timedelta(hours=9), zone="Europe/Kyiv", first_day=True)
    journey = replace(case.usual.journey, kind=Kind.WORK, schedule=plan)
    sealed = case.sealed.begin(case.shares.share(journey, case.usual.contact), case.keeper)
    holder, keeper = case.sealed.for_holder(sealed), case.sealed.for_keeper(sealed, case.keeper)
    for text, clocks in ((holder.whole, ("18:30", "09:30", "20:30")), (keeper.whole, ("17:30", "08:30", "19:30"))):
        assert [line for line in text.splitlines() if line in clocks] == list(clocks)
    assert "18:30" in holder.short
    assert sms.measure(holder.short).fits


def test_the_same_keeper_keeps_the_code_and_another_one_gets_a_new_one(
    case: Case, reopened: Callable[[], Session]
) -> None:
    assert case.sealed.find(case.usual) is None
    first = case.sealed.begin(case.usual, case.keeper)
    case.sealed.note_made(first, "files")
    assert case.sealed.begin(case.renewed(), case.keeper).share.handover.code == first.share.handover.code
    assert case.renewed().handover == case.usual.handover, "the usual hand-over is another one"
    found = case.sealed.find(case.usual)
    assert found is not None
    assert [one.form for one in found.share.handover.made] == ["files"]
    slip = case.sealed.begin(case.usual, None)
    assert (slip.keeper, slip.share.handover.sealed_with) == (None, SLIP)
    assert slip.share.handover.code != first.share.handover.code
    assert len(case.shares.all(case.usual.journey.id)) == 2
    kept = reopened().shelf.find(slip.share.handover.id, Handover)
    assert kept == slip.share.handover
    with pytest.raises(ValueError, match="holder"):
        case.sealed.begin(case.usual, case.usual.contact)


def test_a_desk_cannot_open_what_is_sealed_by_its_keys(case: Case, clock: Clock) -> None:
    keys = case.session.shelf.vault.identity()
    peer = Peer(
        "d", Role.DESK, "Desk", keys.verify_key.hex(), keys.exchange_key.hex(), clock.now(), Introduction.IN_ROOM
    )
    case.session.shelf.put(peer.id, peer)
    usual = replace(case.usual, contact=case.session.contacts.save(replace(case.usual.contact, peer=peer.id)))
    sealed = case.sealed.begin(usual, None)
    assert len(desk_slots(extract(case.shares.twins(usual).page))) == 1
    assert desk_slots(extract(case.sealed.files(sealed)[SEALED_PAGE])) == ()


@pytest.mark.parametrize("gone", ["holder", "keeper"])
def test_with_a_contact_its_sealed_codes_go(case: Case, gone: str) -> None:
    case.sealed.begin(case.usual, case.keeper)
    case.session.contacts.delete(case.usual.contact.id if gone == "holder" else case.keeper.id)
    assert not [one for one in case.shares.all(case.usual.journey.id) if one.sealed_with]
    assert case.sealed.find(case.usual) is None


def test_a_slip_and_its_picture_carry_the_code_and_no_traveller(case: Case) -> None:
    sealed = case.sealed.begin(case.usual, None)
    assert case.sealed.slip_picture(sealed, "uk").startswith(b"\x89PNG")
    assert case.sealed.slip(sealed, "pl").startswith(b"%PDF-")
    outside = case.sealed.outside(sealed.share, None)
    assert outside.ask == case.shares.forms.words("uk").say("The code is on a slip of paper.")
    assert case.shares.forms.words("uk").say("2. Still no news: get the slip of paper with the code.") in (
        case.sealed.for_holder(sealed).whole
    )


def test_without_an_agreed_time_there_is_nothing_to_seal_until(case: Case) -> None:
    untimed = case.shares.share(replace(case.usual.journey, schedule=Schedule()), case.usual.contact)
    for ask in (
        lambda: case.sealed.outside(untimed, None),
        lambda: case.sealed.files(case.sealed.begin(untimed, None)),
    ):
        with pytest.raises(ScheduleNotPossible):
            ask()
