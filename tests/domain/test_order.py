"""Which came first: the sender's own numbers decide, and nothing is dropped silently."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetravel.domain.order import Numbered, Order, order_of

NOW = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
FIRST = Numbered("a" * 32, 1, 5, NOW - timedelta(hours=1))


def number(**changes: object) -> Numbered:
    return replace(FIRST, **{"item": "b" * 32, **changes})  # type: ignore[arg-type]  # members of Numbered, by name


@pytest.mark.parametrize(
    ("new", "order"),
    [
        (FIRST, Order.REPEAT),
        (replace(FIRST, counter=9, epoch=4, issued_at=NOW), Order.REPEAT),
        (replace(FIRST, issued_at=NOW + timedelta(days=1)), Order.REPEAT),
        (number(counter=6), Order.NEWEST),
        (number(counter=6, issued_at=FIRST.issued_at - timedelta(hours=2)), Order.NEWEST),
        (number(counter=5), Order.BACKWARDS),
        (number(counter=4, issued_at=NOW), Order.BACKWARDS),
        (number(counter=6, issued_at=NOW + timedelta(minutes=10)), Order.NEWEST),
        (number(counter=6, issued_at=NOW + timedelta(minutes=10, seconds=1)), Order.AHEAD),
        (number(epoch=2, counter=1, issued_at=FIRST.issued_at), Order.NEWEST),
        (number(epoch=2, counter=1, issued_at=NOW), Order.NEWEST),
        (number(epoch=2, counter=99, issued_at=FIRST.issued_at - timedelta(seconds=1)), Order.BACKWARDS),
        (number(epoch=2, counter=99, issued_at=NOW + timedelta(hours=1)), Order.AHEAD),
    ],
)
def test_order(new: Numbered, order: Order) -> None:
    assert order_of(new, [FIRST], NOW) is order


def test_the_first_is_the_newest() -> None:
    assert order_of(FIRST, [], NOW) is Order.NEWEST
    assert order_of(replace(FIRST, issued_at=NOW + timedelta(hours=1)), [], NOW) is Order.AHEAD


def test_one_that_is_later_is_enough() -> None:
    assert order_of(number(counter=6), [FIRST, number(item="c" * 32, counter=7)], NOW) is Order.BACKWARDS


def test_instants_are_utc() -> None:
    berlin = NOW.astimezone(timezone(timedelta(hours=1)))
    assert number(issued_at=berlin).issued_at.tzinfo is UTC
    with pytest.raises(ValueError, match="naive"):
        number(issued_at=datetime(2026, 3, 9))  # that is the point


numbered = st.builds(
    Numbered,
    st.sampled_from("abcdef"),
    st.integers(1, 3),
    st.integers(1, 9),
    st.integers(-60, 30).map(lambda minutes: NOW + timedelta(minutes=minutes)),
)


@given(numbered, st.lists(numbered, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_what_is_here_makes_no_difference(new: Numbered, seen: list[Numbered], r) -> None:  # type: ignore[no-untyped-def]  # hypothesis has no name for it
    once = order_of(new, seen, NOW)
    r.shuffle(seen)
    assert order_of(new, iter(seen), NOW) is once


@given(st.lists(numbered, min_size=1, max_size=6, unique_by=lambda one: one.item))
def test_of_any_two_in_one_epoch_at_most_one_way_round_is_the_newest(items: list[Numbered]) -> None:
    for one in items:
        for other in items:
            if one.item != other.item and one.epoch == other.epoch:
                assert {order_of(one, [other], NOW), order_of(other, [one], NOW)} != {Order.NEWEST}
