"""Header and copy: which of the two may count, and how both are changed without ever losing the locker."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from safetravel.domain.errors import HeaderDamaged, StorageError
from safetravel.formats import vault_v1 as v1
from safetravel.formats.vault_v1 import Header
from safetravel.host import PreparedFile, read_capped, replace_file
from safetravel.vault import folder as places
from safetravel.vault.rows import SealedRows
from safetravel.vault.store import Store


@dataclass(frozen=True)
class Found:
    """A header that may count, and which of the two places has to be written anew if it does."""

    header: Header
    repair_file: bool
    repair_copy: bool


def find(generation: Path, store: Store) -> tuple[Found, ...]:
    """Read header file and copy: what may count, the likelier one first. Which does is for the sealed head to say.

    One damaged: the other alone. Both whole and equal but for the two days: the file. Otherwise both, and the copy
    first, since it changes together with the head. Raises HeaderDamaged (both damaged), NewerLocker, NotALocker,
    StorageError.
    """
    number = places.number_of(generation)
    file = _parsed(read_capped(places.header_path(generation), v1.HEADER_LIMIT), number)
    copy = _parsed(store.header_copy(), number)
    if file is None:
        if copy is None:
            raise HeaderDamaged
        return (Found(copy, repair_file=True, repair_copy=False),)
    if copy is None:
        return (Found(file, repair_file=False, repair_copy=True),)
    if file.same_but_days(copy):
        return (Found(file, repair_file=False, repair_copy=False),)
    return Found(copy, repair_file=True, repair_copy=False), Found(file, repair_file=False, repair_copy=True)


def _parsed(untrusted: bytes | None, number: int) -> Header | None:
    if untrusted is None:
        return None
    try:
        return parse(untrusted, number)
    except HeaderDamaged:
        return None


def parse(untrusted: bytes, number: int) -> Header:
    """The header of generation `number`. Raises HeaderDamaged (also for that of another one), NewerLocker, NotALocker."""
    header = v1.parse_header(untrusted)
    if header.generation != number:
        raise HeaderDamaged
    return header


def peek(folder: Path) -> Header:
    """The header as the file has it, without opening the store. Raises HeaderDamaged, NewerLocker, NotALocker."""
    generation = places.current_generation(folder)
    untrusted = read_capped(places.header_path(generation), v1.HEADER_LIMIT)
    if untrusted is None:
        raise HeaderDamaged
    return parse(untrusted, places.number_of(generation))


def write_file(generation: Path, header: Header) -> None:
    replace_file(places.header_path(generation), v1.encode_header(header))


def write_both(generation: Path, store: Store, rows: SealedRows, header: Header) -> None:
    """Copy and head, then nothing older in the journal, then the file. Raises StorageError: then nothing has changed.

    As soon as copy and head are written the change is in force, since the head knows no other header; what may fail
    after that is made up for at the next opening or closing, and is no reason to tell anybody that the change did not
    happen. `rows` are those of `store`.
    """
    prepared = PreparedFile(places.header_path(generation), v1.encode_header(header))
    try:
        with rows.transaction():
            rows.put_header(header)
    except BaseException:
        prepared.discard()
        raise
    with suppress(StorageError):
        store.checkpoint()
    with suppress(StorageError):
        prepared.finish()


def repair(generation: Path, store: Store, rows: SealedRows, found: Found) -> None:
    """Write the place that lost from the one that counts. Raises StorageError."""
    if found.repair_copy:
        write_both(generation, store, rows, found.header)
    if found.repair_file:
        write_file(generation, found.header)
