"""The lines of a desk's board, kept in blocks: one row of the locker holds some hundreds, and is sealed anew as a whole."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from safetravel.domain.record import Record
from safetravel.domain.summary import BLOCK, Summary, SummaryBlock
from safetravel.services.shelf import Shelf, no_collecting

ID_PREFIX: Final = "s."
Rows = dict[str, Summary]


@dataclass(frozen=True)
class _Read:
    """A block with its rows by id."""

    block: SummaryBlock
    rows: Rows


class Summaries:
    """Every summary by the id of its `Followed`. What the shelf has counts: a write that failed changed nothing here."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._guard = threading.Lock()
        self._seen: Mapping[str, Record] = {}
        self._read: Mapping[str, _Read] = {}
        self._block_of: dict[str, str] = {}

    def all(self) -> list[Summary]:
        """In no particular order. Blocks that did not change since the last time are not read again."""
        return [summary for read in self._blocks().values() for summary in read.rows.values()]

    def find(self, followed: str) -> Summary | None:
        blocks = self._blocks()
        read = blocks.get(self._block_of.get(followed, ""))
        return None if read is None else read.rows.get(followed)

    def put_many(self, put: Mapping[str, Summary], *, remove: Iterable[str] = ()) -> dict[str, Record]:
        """The blocks to be written, by id, so that `put` (by id) stands in the locker and `remove` does not.

        They belong into the transaction of the details. Whoever calls holds `shelf.turn()` until that is written: a
        second call before it would start from the same blocks. What is there already stays in its block; what is new
        goes where there is room, then into a new block. A block that got empty is kept and filled again.
        """
        blocks = self._blocks()
        changed: dict[str, Rows] = {}

        def rows_of(block: str) -> Rows:
            if block not in changed:
                changed[block] = dict(blocks[block].rows) if block in blocks else {}
            return changed[block]

        fresh = dict(put)
        gone = frozenset(remove) - fresh.keys()
        for block, read in blocks.items():
            for followed in read.rows.keys() & fresh.keys():
                rows_of(block)[followed] = fresh.pop(followed)
            for followed in read.rows.keys() & gone:
                del rows_of(block)[followed]
        number = 0
        while fresh:
            block = f"{ID_PREFIX}{number:04d}"
            number += 1
            there = changed.get(block, blocks[block].rows if block in blocks else {})
            for followed in list(islice(fresh, BLOCK - len(there))):
                rows_of(block)[followed] = fresh.pop(followed)
        return {block: SummaryBlock.of(rows.values()) for block, rows in changed.items()}

    def remove(self, followed: Iterable[str]) -> dict[str, Record]:
        """The blocks to be written so that these are not in the locker any more; as in `put_many`."""
        return self.put_many({}, remove=followed)

    def _blocks(self) -> Mapping[str, _Read]:
        """By id of the block, in step with the shelf."""
        with self._guard, no_collecting():
            kept, before = self._shelf.kept, self._read
            if kept is self._seen:
                return before
            blocks: dict[str, _Read] = {}
            for key, block in kept.items():
                if isinstance(block, SummaryBlock):
                    read = before.get(key)
                    if read is None or read.block is not block:
                        read = _Read(block, _by_id(block))
                        self._block_of.update(dict.fromkeys(read.rows, key))
                    blocks[key] = read
            self._seen, self._read = kept, blocks
            return blocks


def _by_id(block: SummaryBlock) -> Rows:
    return dict(zip(block.id, block.rows(), strict=True))
