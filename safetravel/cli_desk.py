"""`safetravel desk …` for organisations: a folder into a desk's locker, and its board as text or JSON. The window need not be open.

A passphrase comes from a file or is typed, never from the command line, where every process of the machine can read it.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from safetravel import host
from safetravel.domain.errors import NotADesk, NotALocker
from safetravel.domain.summary import CASE, NOT_COMPARED, PRACTICE, Standing, Summary, standing, urgency
from safetravel.gui.desk.standing_words import sentence
from safetravel.gui.messages import explain
from safetravel.services.desk_import import Fate, Taken
from safetravel.services.desk_records import moment
from safetravel.services.session import LockerInfo, Session

if TYPE_CHECKING:
    from safetravel.compose import Parts

OPEN: Final = "open"
FILTERS: Final = (OPEN, *(one.value for one in Standing))
_ENDED: Final = (Standing.ARRIVED, Standing.STOPPED)
_PASSPHRASE_CAP: Final = 1024
_BETWEEN_LOOKS: Final = 1.0
"""Seconds in which a file must not have changed: another program may still be writing it."""


def import_folder(parts: Parts, options: argparse.Namespace) -> bool:
    """What is new in the folder, into the locker. True when nothing was refused and nothing waits for its code.

    Raises LockerError, StorageError, CheckInTooLarge; what was taken by then is in.
    """
    with _desk(parts, options) as session:
        watched = session.watched_folder
        watched.look(options.folder)
        time.sleep(_BETWEEN_LOOKS)
        seen = watched.look(options.folder)
        taken = watched.take(seen)
        if options.json:
            _print_json(_taken_as_json(taken, seen.unsettled))
        else:
            _print_taken(parts, taken, seen.unsettled)
    return not (taken.of(Fate.REFUSED) or taken.needs_code)


def list_followed(parts: Parts, options: argparse.Namespace) -> None:
    """The board, the most urgent first. Raises LockerError, StorageError."""
    with _desk(parts, options) as session:
        now = int(parts.clock.now().timestamp())
        lines = [line for line in session.desk.board() if _wanted(standing(line, now), options.filter)]
    lines.sort(key=lambda line: urgency(line, now))
    if options.json:
        _print_json([_line_as_json(line, now) for line in lines])
        return
    for line in lines:
        told = [sentence(line, standing(line, now), now, parts.words), line.name, line.place, line.plate]
        if line.flags & PRACTICE:
            told.insert(0, parts.words.tr("Practice"))
        # A line break in a name must not begin a line of its own.
        print(" | ".join(" ".join(part.split()) for part in told))


@contextmanager
def _desk(parts: Parts, options: argparse.Namespace) -> Iterator[Session]:
    """The unlocked locker of a desk. Raises NotALocker, NotADesk, and whatever unlocking raises."""
    info = _locker(parts, options.locker)
    session = parts.lockers.unlock(info, _passphrase(options.passphrase_file))
    try:
        if session.desk.profile is None:
            raise NotADesk
        yield session
    finally:
        session.lock()


def _locker(parts: Parts, wanted: str) -> LockerInfo:
    """By its nickname among this laptop's lockers, else by its folder. NotALocker where it is none, or not the only one."""
    name = wanted.casefold().split()
    found = [info for info in parts.lockers.all() if info.nickname.casefold().split() == name]
    if not found and Path(wanted).is_dir():
        folder = Path(wanted).resolve()
        found = [info for info in parts.lockers.copies_in(folder) if info.folder == folder]
    if len(found) != 1:
        raise NotALocker
    return found[0]


def _passphrase(file: Path | None) -> str:
    """The first line of `file`; without one it is typed unseen, or comes as the first line of a pipe."""
    if file is not None:
        with host.storage_errors(), file.open(encoding="utf-8", errors="replace") as stream:
            return stream.readline(_PASSPHRASE_CAP).rstrip("\r\n")
    if not sys.stdin.isatty():
        return sys.stdin.readline(_PASSPHRASE_CAP).rstrip("\r\n")
    try:
        return getpass()
    except EOFError:
        return ""


def _wanted(how: Standing, chosen: str) -> bool:
    return not chosen or (how not in _ENDED if chosen == OPEN else how.value == chosen)


def _taken_as_json(taken: Taken, unsettled: int) -> dict[str, Any]:
    """`source` is the file's place in the folder, `code` an error's own: neither is a word of what is in it."""
    return {
        "taken": len(taken.of(Fate.TAKEN)),
        "repeats": len(taken.of(Fate.REPEAT)),
        "refused": [{"source": one.source.name, "code": str(one.error)} for one in taken.of(Fate.REFUSED)],
        "needs_code": [source.name for source in taken.needs_code],
        "unsettled": unsettled,
        "items": [
            {
                "source": one.source.name,
                "fate": one.fate.value,
                "id": one.followed,
                "kind": one.kind.value if one.kind else "",
                "order": one.order.value if one.order else "",
                "new_sender": one.new_sender,
                "another_key": one.foreign,
            }
            for one in taken.results
            if one.followed
        ],
    }


def _print_taken(parts: Parts, taken: Taken, unsettled: int) -> None:
    words = parts.words
    print(words.tr_n("{n} item was taken in.", "{n} items were taken in.", len(taken.of(Fate.TAKEN))))
    print(words.tr_n("{n} item was here already.", "{n} items were here already.", len(taken.of(Fate.REPEAT))))
    if unsettled:
        print(words.tr_n("{n} file is still being written.", "{n} files are still being written.", unsettled))
    for one in taken.of(Fate.REFUSED):
        happened, to_do = explain(one.error or NotALocker(), words)
        print(words.tr("{file}: {what}", file=one.source.name, what=f"{happened} {to_do}"), file=sys.stderr)
    for source in taken.needs_code:
        told = words.tr("{file}: needs its 25 digits. Read it in at the desk's own window.", file=source.name)
        print(told, file=sys.stderr)


def _line_as_json(line: Summary, now: int) -> dict[str, Any]:
    return {
        "id": line.id,
        "standing": standing(line, now).value,
        "name": line.name,
        "place": line.place,
        "plate": line.plate,
        "due": _moment(line.due),
        "overdue": _moment(line.overdue),
        "escalated": _moment(line.escalated),
        "heard": _moment(line.heard),
        "expires": _moment(line.expires),
        "unclear": line.unclear,
        "case": bool(line.flags & CASE),
        "practice": bool(line.flags & PRACTICE),
        "key_compared": not line.flags & NOT_COMPARED,
        "noted_by": line.noted,
    }


def _moment(seconds: int) -> str | None:
    """ISO 8601 in UTC, null for none."""
    return moment(seconds).strftime("%Y-%m-%dT%H:%M:%SZ") if seconds else None


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))
