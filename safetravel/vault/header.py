"""Header and copy: which of the two counts, and how both are changed without ever losing the locker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from safetravel.domain.errors import HeaderDamaged, SafeTravelError
from safetravel.formats import vault_v1 as v1
from safetravel.formats.vault_v1 import Header
from safetravel.host import read_capped, replace_file
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
    file = _parsed(read_capped(places.header_path(generation), v1.HEADER_LIMIT))
    copy = _parsed(store.header_copy())
    if file is None and copy is None:
        raise HeaderDamaged
    if copy is None and file is not None:
        return Found(file, repair_file=False, repair_copy=True)
    if file is None and copy is not None:
        return Found(copy, repair_file=True, repair_copy=False)
    assert file is not None and copy is not None
    return _newer(file, copy)


def _newer(file: Header, copy: Header) -> Found:
    if file.same_but_days(copy):
        return Found(file, repair_file=False, repair_copy=False)
    if (file.generation, file.revision) == (copy.generation, copy.revision):
        raise HeaderDamaged
    if (file.generation, file.revision) > (copy.generation, copy.revision):
        return Found(file, repair_file=False, repair_copy=True)
    return Found(copy, repair_file=True, repair_copy=False)


def _parsed(untrusted: bytes | None) -> Header | None:
    if untrusted is None:
        return None
    try:
        return v1.parse_header(untrusted)
    except HeaderDamaged:
        return None


def peek(folder: Path) -> Header:
    """The header as the file has it, without opening the store. Raises HeaderDamaged, NewerLocker, NotALocker."""
    untrusted = read_capped(places.header_path(places.current_generation(folder)), v1.HEADER_LIMIT)
    if untrusted is None:
        raise HeaderDamaged
    return v1.parse_header(untrusted)


def write_file(generation: Path, header: Header) -> None:
    replace_file(places.header_path(generation), v1.encode_header(header))


def write_both(generation: Path, store: Store, header: Header) -> None:
    """The copy first, then nothing older in the journal, then the file.

    Cut off in between, the copy is the newer one and repairs the file at the next opening: a new passphrase is in
    force as soon as the copy is written.
    """
    with store.transaction():
        store.put_header_copy(v1.encode_header(header))
    store.checkpoint()
    write_file(generation, header)


def write_days(generation: Path, header: Header) -> None:
    """The day of the last unlock is a courtesy: a full disk must not keep anybody out."""
    try:
        write_file(generation, header)
    except SafeTravelError:
        return


def changed(header: Header, **members: object) -> Header:
    """A new revision of `header`."""
    return replace(header, revision=header.revision + 1, **members)  # type: ignore[arg-type]
