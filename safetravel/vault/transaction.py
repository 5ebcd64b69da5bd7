"""Writing: everything in one block is saved together or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from safetravel.formats import vault_v1 as v1
from safetravel.vault.rows import SealedRows


@dataclass(frozen=True)
class Change:
    """What a transaction changed, by id; made after the commit."""

    put: frozenset[str] = frozenset()
    deleted: frozenset[str] = frozenset()
    photos_put: frozenset[str] = frozenset()
    photos_deleted: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.put or self.deleted or self.photos_put or self.photos_deleted)


@dataclass
class _Noted:
    put: set[str] = field(default_factory=set)
    deleted: set[str] = field(default_factory=set)

    def note(self, row_id: str, *, there: bool) -> None:
        (self.put if there else self.deleted).add(row_id)
        (self.deleted if there else self.put).discard(row_id)


class Transaction:
    """Given by `Vault.write()`; of no use after its block. Ids stand unsealed in the store: they must say nothing.

    Ids have 1 to 64 characters of `A-Z a-z 0-9 . _ : -`; "identity" is the locker's own. ValueError otherwise.
    """

    def __init__(self, rows: SealedRows) -> None:
        self._rows: SealedRows | None = rows
        self._records, self._photos = _Noted(), _Noted()

    def put(self, record_id: str, record: dict[str, Any]) -> None:
        """Save a record, new or changed: at most 1 MiB of JSON (ValueError)."""
        self._open_rows(record_id).put_record(record_id, record)
        self._records.note(record_id, there=True)

    def delete(self, record_id: str) -> None:
        """Remove a record; one that is not there is no error."""
        if self._open_rows(record_id).delete_record(record_id):
            self._records.note(record_id, there=False)

    def put_photo(self, photo_id: str, data: bytes) -> None:
        """Save a picture's bytes, new or instead of the old ones: at most 64 MiB (ValueError)."""
        if len(data) > v1.PHOTO_LIMIT:
            raise ValueError("photo too long")
        self._open_rows(photo_id).put_photo(photo_id, data)
        self._photos.note(photo_id, there=True)

    def delete_photo(self, photo_id: str) -> None:
        """Remove a picture; one that is not there is no error."""
        if self._open_rows(photo_id).delete_photo(photo_id):
            self._photos.note(photo_id, there=False)

    @property
    def change(self) -> Change:
        """What was changed; after the block it is saved."""
        records, photos = self._records, self._photos
        return Change(*map(frozenset, (records.put, records.deleted, photos.put, photos.deleted)))

    def end(self) -> None:
        """The block is left: nothing more can be written through this object."""
        self._rows = None

    def _open_rows(self, row_id: str) -> SealedRows:
        if self._rows is None:
            raise RuntimeError("the transaction has ended")
        if not v1.ROW_ID.fullmatch(row_id) or row_id == v1.IDENTITY_ID:
            raise ValueError("not an id")
        return self._rows
