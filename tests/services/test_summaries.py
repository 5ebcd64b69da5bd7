"""The lines of a board in blocks: every line once, in as few rows as they need, and only those written that changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from safetravel.domain.record import Record
from safetravel.domain.summary import BLOCK, Summary, SummaryBlock
from safetravel.services.session import Session
from safetravel.services.shelf import Shelf
from safetravel.services.summaries import Summaries


def line(number: int, name: str = "Olena") -> Summary:
    return Summary(f"d.{number:032x}", name, "Berlin", "RPR0000Z", "", "", number, number, number, 0, 0, 0, 0)


def lines(numbers: range, name: str = "Olena") -> dict[str, Summary]:
    return {each.id: each for each in (line(number, name) for number in numbers)}


def written(blocks: Mapping[str, Record]) -> dict[str, int]:
    """How many lines each block that is written holds."""
    return {key: len(block.id) for key, block in blocks.items() if isinstance(block, SummaryBlock)}


@pytest.fixture
def shelf(session: Session) -> Shelf:
    return session.shelf


def by_id(summaries: Summaries) -> dict[str, Summary]:
    found = {each.id: each for each in summaries.all()}
    assert len(found) == len(summaries.all())
    return found


def test_a_board_with_nobody(shelf: Shelf) -> None:
    summaries = Summaries(shelf)
    assert summaries.all() == []
    assert summaries.find(line(1).id) is None
    assert summaries.put_many({}) == {}
    assert summaries.remove([line(1).id]) == {}


def test_blocks_are_filled_one_after_the_other(shelf: Shelf) -> None:
    summaries = Summaries(shelf)
    blocks = summaries.put_many(lines(range(2 * BLOCK + 3)))
    assert written(blocks) == {"s.0000": BLOCK, "s.0001": BLOCK, "s.0002": 3}
    assert summaries.all() == [], "what is not written is not there"
    shelf.write(blocks)
    assert by_id(summaries) == lines(range(2 * BLOCK + 3))
    assert summaries.find(line(BLOCK).id) == line(BLOCK)
    blocks = summaries.put_many(lines(range(2 * BLOCK + 3, 2 * BLOCK + 5)))
    assert written(blocks) == {"s.0002": 5}


def test_what_is_there_stays_in_its_block(shelf: Shelf) -> None:
    summaries = Summaries(shelf)
    shelf.write(summaries.put_many(lines(range(BLOCK + 10))))
    blocks = summaries.put_many(lines(range(5, 6), "Daryna") | lines(range(BLOCK + 9, BLOCK + 12), "Daryna"))
    assert written(blocks) == {"s.0000": BLOCK, "s.0001": 12}
    shelf.write(blocks)
    changed = lines(range(5, 6), "Daryna") | lines(range(BLOCK + 9, BLOCK + 12), "Daryna")
    assert by_id(summaries) == lines(range(BLOCK + 12)) | changed


def test_room_that_was_left_is_taken_first(shelf: Shelf) -> None:
    summaries = Summaries(shelf)
    shelf.write(summaries.put_many(lines(range(2 * BLOCK))))
    shelf.write(summaries.remove(lines(range(3))))
    assert by_id(summaries) == lines(range(3, 2 * BLOCK))
    blocks = summaries.put_many(lines(range(9000, 9004)))
    assert written(blocks) == {"s.0000": BLOCK, "s.0002": 1}
    shelf.write(blocks)
    assert by_id(summaries) == lines(range(3, 2 * BLOCK)) | lines(range(9000, 9004))


def test_put_and_removed_in_one_go(shelf: Shelf) -> None:
    summaries = Summaries(shelf)
    shelf.write(summaries.put_many(lines(range(BLOCK))))
    blocks = summaries.put_many(lines(range(9000, 9002)), remove=[line(0).id, line(1).id, line(7777).id, line(9001).id])
    assert written(blocks) == {"s.0000": BLOCK}
    shelf.write(blocks)
    assert by_id(summaries) == lines(range(2, BLOCK)) | lines(range(9000, 9002))


def test_a_block_that_got_empty_is_kept_and_filled_again(shelf: Shelf, reopened: Callable[[], Session]) -> None:
    summaries = Summaries(shelf)
    shelf.write(summaries.put_many(lines(range(3))))
    blocks = summaries.remove(lines(range(3)))
    assert written(blocks) == {"s.0000": 0}
    shelf.write(blocks)
    shelf = reopened().shelf
    summaries = Summaries(shelf)
    assert summaries.all() == []
    shelf.write(summaries.put_many(lines(range(7, 9))))
    assert by_id(Summaries(reopened().shelf)) == lines(range(7, 9))


def test_only_what_changed_is_read_again(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    summaries = Summaries(shelf)
    shelf.write(summaries.put_many(lines(range(2 * BLOCK))))
    summaries.all()
    read: list[int] = []
    rows = SummaryBlock.rows
    monkeypatch.setattr(SummaryBlock, "rows", lambda block: read.append(len(block.id)) or rows(block))
    summaries.all()
    assert read == []
    shelf.write(summaries.put_many(lines(range(1), "Daryna")))
    summaries.all()
    assert read == [BLOCK]


def test_a_line_is_found_wherever_it_went(shelf: Shelf) -> None:
    summaries, other = Summaries(shelf), Summaries(shelf)
    shelf.write(summaries.put_many(lines(range(BLOCK + 1))))
    first, last = line(0), line(BLOCK)
    assert (summaries.find(first.id), summaries.find(last.id)) == (first, last)
    shelf.write(other.remove([first.id]))
    assert summaries.find(first.id) is None
    shelf.write(other.put_many(lines(range(7000, 7001))))
    shelf.write(other.put_many(lines(range(1))))
    assert summaries.find(first.id) == first, "now in the second block"
    assert summaries.find(line(7000).id) == line(7000)


def test_a_write_that_failed_changes_no_board(shelf: Shelf) -> None:
    summaries = Summaries(shelf)
    shelf.write(summaries.put_many(lines(range(3))))
    with pytest.raises(ValueError, match="not an id"):
        shelf.write({**summaries.put_many(lines(range(5), "Daryna")), "no / id": line_block()})
    assert by_id(summaries) == lines(range(3))


def line_block() -> SummaryBlock:
    return SummaryBlock.of([line(1)])
