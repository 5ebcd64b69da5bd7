"""Header and copy: which of the two counts, and how both are changed without ever losing the locker."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from safetravel.domain.errors import HeaderDamaged, StorageError
from safetravel.formats import vault_v1 as v1
from safetravel.formats.vault_v1 import Header
from safetravel.host import PreparedFile, read_capped, replace_file
from safetravel.vault import folder as places
from safetravel.vault.store import Store


@dataclass(frozen=True)
class Found:
    """The header that counts, and which of the two places has to be written anew from it."""

    header: Header
    repair_file: bool
    repair_copy: bool


def find(generation: Path, store: Store) -> Found:
    """Read header file and copy and choose.

    One damaged: the other counts. Both whole and equal but for the two days: the file counts. Otherwise the one with
    the newer revision. Raises HeaderDamaged (both damaged, or two of one revision that differ), NewerLocker,
    NotALocker, StorageError.
    """
    number = places.number_of(generation)
    file = _parsed(read_capped(places.header_path(generation), v1.HEADER_LIMIT), number)
    copy = _parsed(store.header_copy(), number)
    if file is None:
        if copy is None:
            raise HeaderDamaged
        return Found(copy, repair_file=True, repair_copy=False)
    if copy is None:
        return Found(file, repair_file=False, repair_copy=True)
    return _newer(file, copy)


def _newer(file: Header, copy: Header) -> Found:
    if file.same_but_days(copy):
        return Found(file, repair_file=False, repair_copy=False)
    if (file.generation, file.revision) == (copy.generation, copy.revision):
        raise HeaderDamaged
    if (file.generation, file.revision) > (copy.generation, copy.revision):
        return Found(file, repair_file=False, repair_copy=True)
    return Found(copy, repair_file=True, repair_copy=False)


def _parsed(untrusted: bytes | None, number: int) -> Header | None:
    if untrusted is None:
        return None
    try:
        return parse(untrusted, number)
    except HeaderDamaged:
        return None


def parse(untrusted: bytes, number: int) -> Header:
    """The header of generation `number`. Raises HeaderDamaged (also for that of another one), NewerLocker, NotALocker.

    The number is authenticated by nothing else, and the next generation is counted on from it.
    """
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


def write_both(generation: Path, store: Store, header: Header) -> None:
    """The copy, then nothing older in the journal, then the file. Raises StorageError: then nothing has changed.

    As soon as the copy is written the change is in force, since the newer of the two counts; what may fail after that
    is made up for at the next opening or closing, and is no reason to tell anybody that the change did not happen.
    """
    data = v1.encode_header(header)
    prepared = PreparedFile(places.header_path(generation), data)
    try:
        with store.transaction():
            store.put_header_copy(data)
    except BaseException:
        prepared.discard()
        raise
    with suppress(StorageError):
        store.checkpoint()
    with suppress(StorageError):
        prepared.finish()


def repair(generation: Path, store: Store, found: Found) -> None:
    """Write the place that lost from the one that counts. Raises StorageError."""
    if found.repair_copy:
        write_both(generation, store, found.header)
    if found.repair_file:
        write_file(generation, found.header)
