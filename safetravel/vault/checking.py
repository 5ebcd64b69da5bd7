"""The comparison of all rows with the head: at opening, or where they are very many, while the board is already shown."""

from __future__ import annotations

from collections.abc import Callable, Generator

from safetravel.domain.errors import LockerError
from safetravel.vault.rows import SealedRows


class SetCheck:
    """One comparison, a slice at a time, by whichever thread comes; the locker guards it.

    What was found wrong stays wrong: `trouble` has it, for the locker to be read no more.
    """

    def __init__(self, rows: SealedRows, then: Callable[[], None]) -> None:
        """`then` is called once all rows were found to belong."""
        self._rows, self._then = rows, then
        self._slices: Generator[tuple[int, int], None, None] | None = None
        self.done = False
        self.trouble: LockerError | None = None

    def step(self) -> tuple[int, int] | None:
        """One slice: how far it is, and of how far; None when all is done.

        Raises RowsDoNotMatch, StoreDamaged; StorageError where the disk refused, and then it begins anew the next time.
        """
        if self.done:
            return None
        if self._slices is None:
            self._slices = self._rows.checking()
        try:
            reached = next(self._slices, None)
            if reached is None:
                self._then()
                self.done = True
        except LockerError as trouble:
            self.trouble = trouble
            raise
        except BaseException:
            self._slices = None
            raise
        return reached

    def finish(self) -> None:
        """All that is left of it."""
        while self.step() is not None:
            pass

    def stop(self) -> None:
        """Let go of the store, whose journal cannot be brought in as long as it is being read."""
        if self._slices is not None:
            self._slices.close()
