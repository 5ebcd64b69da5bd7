"""Somebody else's keys, and whether anybody has made sure whose they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from safetravel.domain.peer import Introduction, Peer, Role

NOW = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
PEER = Peer("p", Role.TRAVELLER, "Olena", "11" * 32, "22" * 32, NOW, Introduction.FIRST_IMPORT)


@pytest.mark.parametrize(
    ("introduction", "at", "compared"),
    [
        (Introduction.IN_ROOM, None, True),
        (Introduction.REMOTE, None, False),
        (Introduction.FIRST_IMPORT, None, False),
        (Introduction.REMOTE, NOW, True),
        (Introduction.FIRST_IMPORT, NOW, True),
    ],
)
def test_compared(introduction: Introduction, at: datetime | None, compared: bool) -> None:
    assert replace(PEER, introduction=introduction, compared_at=at).compared is compared


def test_instants_are_utc() -> None:
    berlin = NOW.astimezone(timezone(timedelta(hours=1)))
    peer = replace(PEER, since=berlin, compared_at=berlin)
    assert (peer.since.tzinfo, peer.compared_at and peer.compared_at.tzinfo) == (UTC, UTC)
    assert replace(PEER, compared_at=None).compared_at is None
