"""One open desk: who is followed, what is recorded of them, what is due, what may go."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import replace
from datetime import datetime
from typing import Final

from safetravel.crypto.signing import KeyBundle
from safetravel.domain.desk_profile import DeskProfile
from safetravel.domain.errors import EntryNotPossible
from safetravel.domain.event import Event, EventKind
from safetravel.domain.followed import NO_INITIALS, NO_SUCH_ENTRY, Followed, KeyChange, WhyWaiting
from safetravel.domain.peer import Peer
from safetravel.domain.ringing import Watched
from safetravel.domain.summary import DANGER, Summary
from safetravel.services.desk_entries import DeskEntries, Entered
from safetravel.services.desk_records import moment

__all__ = ["Desk", "Entered"]

PROFILE_ID: Final = "desk"
_ALARM_LABEL: Final = b"safetravel/alarm/1"


class Desk(DeskEntries):
    """Errors as in `DeskEntries`."""

    @property
    def profile(self) -> DeskProfile | None:
        """None: this locker is not a desk (yet)."""
        return self._shelf.find(PROFILE_ID, DeskProfile)

    def set_profile(self, profile: DeskProfile) -> None:
        self._shelf.put(PROFILE_ID, profile)

    def alarms(self) -> tuple[Watched, ...]:
        """Whom this desk waits for: all that a locked one keeps. The ids say nothing and stay the same from unlock to unlock.

        Where a danger is open nothing rings: it is silent, and a bell would say to call her.
        """
        return tuple(
            Watched(_opaque(line.id), moment(line.overdue), moment(line.escalated))
            for line in self.board()
            if _is_waited_for(line)
        )

    def ringing(self) -> dict[str, str]:
        """The id of who is followed by the opaque one of `alarms`: to say a name again once the desk is unlocked."""
        return {_opaque(line.id): line.id for line in self.board() if _is_waited_for(line)}

    def expire(self) -> tuple[str, ...]:
        """Whose 30 days after arrival or hand-over to the police have run out. Nothing is removed: a person is asked, then `delete`.

        A clock that stands a year ahead would otherwise empty a desk.
        """
        now = self._clock.now()
        lapsed = [line.id for line in self.board() if 0 < line.expires <= now.timestamp()]
        return tuple(one for one in lapsed if self._has_expired(one, now))

    def _has_expired(self, followed_id: str, now: datetime) -> bool:
        at = self.get(followed_id).expires_at(now)
        return at is not None and at <= now

    def resolve_key(self, followed_id: str, *, same_person: bool, initials: str) -> Followed:
        """A person has found out whose the other key is. From now on the journey is under that key, or stays under its own.

        What came under the other key stays unclear; only a plan that waited may come into force.
        """
        if not initials.strip():
            raise EntryNotPossible(NO_INITIALS)
        with self.turn() as now:
            followed = self.get(followed_id)
            if followed.key_change is None:
                raise EntryNotPossible(NO_SUCH_ENTRY)
            reason = f"key-{'accepted' if same_person else 'refused'}"
            entry = Event(secrets.token_hex(16), EventKind.NOTE, now, now, initials=initials.strip(), reason=reason)
            noted = replace(followed, key_change=None).with_event(entry)
            peers = self._under_other_key(followed, followed.key_change) if same_person else {}
            if same_person:
                noted = _theirs(replace(noted, peer=next(iter(peers))), followed.key_change.fingerprint)
            settled = self._without_waiting(noted, followed.key_change, now, same_person=same_person)
            self.save({followed_id: settled}, now, peers=peers)
        return settled

    def _under_other_key(self, followed: Followed, change: KeyChange) -> dict[str, Peer]:
        """The keys that hold from now on, first; and the former ones without this journey.

        The former ones stand with the new ones: what still comes under them may be an alarm, and nobody else would try them.
        """
        former = self.peer(followed)
        keys = KeyBundle(bytes.fromhex(change.verify), bytes.fromhex(change.seal_to))
        new = self._peers.by_key(change.verify) or self._peers.first_import(
            keys, former.name if former else followed.name
        )
        before = (*former.former, former.verify + former.seal_to) if former else ()
        replaced = tuple(dict.fromkeys((*new.former, *before)))
        peers = {new.id: replace(new, former=replaced, journeys=tuple(dict.fromkeys((*new.journeys, followed.id))))}
        if former is not None and former.id != new.id:
            peers[former.id] = replace(former, journeys=tuple(j for j in former.journeys if j != followed.id))
        return peers

    @staticmethod
    def _without_waiting(followed: Followed, change: KeyChange, now: datetime, *, same_person: bool) -> Followed:
        waiting = followed.plan_waiting
        if waiting is None or waiting.why is not WhyWaiting.ANOTHER_KEY:
            return followed
        if same_person and waiting.verify == change.verify:
            return followed.with_plan(waiting, now)
        return replace(followed, plan_waiting=None)


def _theirs(followed: Followed, fingerprint: str) -> Followed:
    """What came under the key `fingerprint` is the journey's own."""
    items = (replace(i, foreign=False) if i.signer == fingerprint else i for i in followed.items)
    return replace(followed, items=tuple(items))


def _is_waited_for(line: Summary) -> bool:
    return bool(line.due) and not line.ended and not line.flags & DANGER


def _opaque(followed_id: str) -> str:
    return hashlib.sha256(_ALARM_LABEL + followed_id.encode("ascii")).hexdigest()[:32]
