"""Pairing, from either side: which code to show, where the other's comes in, and who has compared the digits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject

from safetravel.catalogue import Words
from safetravel.domain.contact import Contact
from safetravel.domain.errors import NotThePairingCode, SafeTravelError
from safetravel.domain.peer import Introduction, Peer, Role
from safetravel.gui.camera import Camera
from safetravel.gui.jobs import Task
from safetravel.gui.screens.camera import OtherWay, ScanScreen
from safetravel.gui.screens.form import CodePage, CodesScreen
from safetravel.gui.screens.pairing import (
    CompareScreen,
    Known,
    PairContactScreen,
    PairDeskScreen,
    TakeCodeScreen,
    Trust,
)
from safetravel.gui.stage import Stage
from safetravel.gui.widgets.confirm import ConfirmSheet
from safetravel.services.forms import Forms
from safetravel.services.peers import Met, fingerprint_of, pairing_text
from safetravel.services.reading import Reading, Sealed
from safetravel.services.session import Session

Taken = Callable[[Met], None]
Back = Callable[[], None]


def trust_of(peer: Peer, words: Words) -> Trust:
    """How these keys came here and who made sure, in words."""
    if peer.compared_at is not None:
        at, zone = peer.compared_at, "UTC"
        by = peer.compared_by
        return Trust(
            words.tr("Digits compared on {date}, by {initials}.", date=words.date(at, zone), initials=by), True
        )
    if peer.introduction is Introduction.IN_ROOM:
        return Trust(words.tr("Scanned from their own screen in one room."), True)
    if peer.introduction is Introduction.FIRST_IMPORT:
        return Trust(words.tr("Not compared: the keys came with the first check-in."), False)
    return Trust(words.tr("Not compared: the code was sent."), False)


def known_of(peer: Peer, words: Words) -> Known:
    return Known(peer.id, peer.name, trust_of(peer, words))


class Pairing(QObject):
    """`contact` is the traveller's side, `desk` the desk's; `compare` is for both. Each takes where it leads when it is left."""

    def __init__(self, stage: Stage, session: Session, forms: Forms, reading: Reading, camera: Camera) -> None:
        super().__init__()
        self._stage, self._session, self._forms = stage, session, forms
        self._reading, self._camera = reading, camera
        self._peers = session.peers
        self._nickname = session.info.nickname

    def contact(self, contact_id: str, back: Back) -> None:
        """A contact that is a desk, or is about to be one."""
        contact = self._session.contacts.get(contact_id)
        if contact is None:
            back()
            return
        stage = self._stage
        again = lambda: self.contact(contact_id, back)  # noqa: E731
        peer = self._peers.find(contact.peer) if contact.peer else None
        desk = known_of(peer, stage.words) if peer else None
        screen = PairContactScreen(stage.words, stage.look, contact.name, desk, self._nickname)
        taken = lambda met: self._now_desk(contact, met, again)  # noqa: E731
        screen.take.connect(lambda: self._take(Role.DESK, taken, again))
        if peer is not None:
            screen.show_own.connect(lambda name: self._show_own_as_traveller(peer, name, again))
            screen.compare.connect(lambda: self.compare(peer.id, again))
            screen.forget.connect(lambda: self._ask_to_forget(peer, again))
        stage.show(screen, again=again, back=back)

    def desk(self, name: str, back: Back) -> None:
        """`name` is what the desk calls itself to travellers."""
        stage = self._stage
        again = lambda: self.desk(name, back)  # noqa: E731
        peers = sorted(self._peers.all(Role.TRAVELLER), key=lambda one: one.since, reverse=True)
        known = sorted((known_of(one, stage.words) for one in peers), key=lambda one: one.trust.sure)
        screen = PairDeskScreen(stage.words, stage.look, known)
        screen.show_own.connect(lambda: self._show_own_as_desk(name, again))
        screen.take.connect(lambda: self._take(Role.TRAVELLER, lambda met: self._met(met, again), again))
        screen.opened.connect(lambda peer_id: self.compare(peer_id, again))
        stage.show(screen, again=again, back=back)

    def compare(self, peer_id: str, back: Back) -> None:
        """The digits of both sides, and who has heard them. Leads back at once when the peer is gone."""

        def found(peer: Peer | None) -> None:
            if peer is None:
                back()
            else:
                self._compare(peer, back)

        self._stage.run(lambda _task: self._peers.find(peer_id), found)

    def _compare(self, peer: Peer, back: Back) -> None:
        stage, peers, peer_id = self._stage, self._peers, peer.id
        screen = CompareScreen(
            stage.words,
            stage.look,
            known_of(peer, stage.words),
            peers.my_fingerprint(),
            fingerprint_of(peer),
            may_rename=peer.role is Role.TRAVELLER,
        )
        screen.compared.connect(
            lambda initials: stage.run(lambda _task: peers.compare(peer_id, initials), lambda _peer: back())
        )
        screen.rename.connect(
            lambda name: stage.run(lambda _task: peers.rename(peer_id, name), lambda named: self._compare(named, back))
        )
        screen.forget.connect(lambda: self._ask_to_forget(peer, back))
        stage.show(screen, again=lambda: self.compare(peer_id, back), back=back)

    # the own code

    def _show_own_as_traveller(self, desk: Peer, name: str, back: Back) -> None:
        words = self._stage.words
        self._nickname = name
        code = self._peers.my_traveller_code(name, desk)
        lead = words.tr("Hold it before the camera of the desk, or send it. Only that desk can read it.")
        self._show_own(words.tr("Your code"), lead, code, back, lambda: self._show_own_as_traveller(desk, name, back))

    def _show_own_as_desk(self, name: str, back: Back) -> None:
        words = self._stage.words
        lead = words.tr("Travellers scan it with SafeTravel, or you send it. Everybody may have it.")
        code = self._peers.my_desk_code(name)
        self._show_own(words.tr("The code of this desk"), lead, code, back, lambda: self._show_own_as_desk(name, back))

    def _show_own(self, title: str, lead: str, code: str, back: Back, again: Back) -> None:
        stage = self._stage
        page = CodePage(title, self._forms.code_rows(code), "", copied=code)
        screen = CodesScreen(stage.words, stage.look, title, lead, [page], icon="share")
        picture = self._forms.code_picture
        screen.copy.connect(stage.copy_text)
        screen.save.connect(lambda _index: stage.save(lambda: {"pairing-code.png": picture(code)}))
        stage.show(screen, again=again, back=back)

    # the other's code

    def _take(self, role: Role, taken: Taken, back: Back) -> None:
        stage = self._stage
        words = stage.words
        title = words.tr("The code of the desk") if role is Role.DESK else words.tr("The code of the traveller")
        again = lambda: self._take(role, taken, back)  # noqa: E731
        screen = TakeCodeScreen(words, stage.look, title)
        screen.scan.connect(lambda: self._scan(role, taken, again, in_room=True))
        screen.scan_sent.connect(lambda: self._scan(role, taken, again, in_room=False))
        for came in (screen.file, screen.picture, screen.text):
            came.connect(lambda what: self._look(screen, what, role, taken))
        stage.show(screen, again=again, back=back)

    def _scan(self, role: Role, taken: Taken, back: Back, *, in_room: bool) -> None:
        def seen(untrusted_texts: tuple[str, ...]) -> None:
            self._meet(untrusted_texts, role, taken, in_room=in_room)

        def make() -> ScanScreen:
            words = self._stage.words
            lead = words.tr("Only from the screen of the person who is here with you.") if in_room else ""
            other = OtherWay(words.tr("It was sent"), "folder", back)
            return ScanScreen(
                words, self._stage.look, title=words.tr("Scan their pairing code"), lead=lead, others=(other,)
            )

        self._camera.scan(seen, back=back, make=make)

    def _meet(self, untrusted_texts: tuple[str, ...], role: Role, taken: Taken, *, in_room: bool) -> None:
        peers, screen = self._peers, self._stage.screen

        def failed(error: Exception) -> None:
            if screen is not None and screen is self._stage.screen and isinstance(error, SafeTravelError):
                screen.trouble(error)
            else:
                self._stage.window.show_error(error)

        self._stage.run(
            lambda _task: peers.meet(pairing_text(untrusted_texts), role, in_room=in_room), taken, failed=failed
        )

    def _look(self, screen: TakeCodeScreen, what: Path | bytes | str, role: Role, taken: Taken) -> None:
        reading, peers = self._reading, self._peers

        def work(task: Task) -> Met:
            if isinstance(what, str):
                return peers.meet(pairing_text([what]), role, in_room=False)
            if isinstance(what, Path):
                look = reading.look_at_file(what, cancelled=task.cancelled)
            else:
                look = reading.look_at(what, cancelled=task.cancelled)
            if isinstance(look, Sealed):
                raise NotThePairingCode
            return peers.meet(pairing_text(one.text for one in look), role, in_room=False)

        def ended() -> None:
            screen.set_busy(False)

        def failed(error: Exception) -> None:
            ended()
            screen.trouble(error)

        screen.set_busy(True)
        job = self._stage.run(work, taken, owner=screen, failed=failed, cancelled=ended)
        screen.stop.connect(job.cancel)

    # afterwards

    def _now_desk(self, contact: Contact, met: Met, then: Back) -> None:
        changed = replace(contact, peer=met.peer.id)

        def done(_contact: Contact) -> None:
            then()
            self._say(met)

        self._stage.run(lambda _task: self._session.contacts.save(changed), done)

    def _met(self, met: Met, then: Back) -> None:
        """A traveller was met: who was scanned in this room needs no digits, everybody else is compared next."""
        if met.peer.compared:
            then()
        else:
            self._compare(met.peer, then)
        self._say(met)

    def _say(self, met: Met) -> None:
        words, screen = self._stage.words, self._stage.screen
        if screen is None:
            return
        if met.namesakes:
            screen.tell(
                "warn",
                words.tr("Another one of this name is here already, with other keys: {name}", name=met.peer.name),
                words.tr("Ask them by voice whether they have a new locker. Both are kept."),
            )
        elif met.again:
            screen.tell("info", words.tr("These keys were here already. Nothing is lost."))

    def _ask_to_forget(self, peer: Peer, then: Back) -> None:
        stage, words = self._stage, self._stage.words
        sheet = ConfirmSheet(
            stage.look,
            words,
            words.tr("Forget the keys of {name}?", name=peer.name or words.tr("the other side")),
            words.tr("What was received stays. Nothing new from these keys is accepted, until you pair again."),
            act=words.tr("Forget"),
            act_again=words.tr("Yes, forget"),
        )

        def gone() -> None:
            stage.run(lambda _task: self._peers.forget(peer.id), lambda _none: then())

        stage.ask(sheet, self._session.confirm, gone)
