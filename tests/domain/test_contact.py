"""Which form comes first for whom: one function, by the device and by what was tried out together."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from safetravel.domain.contact import DEVICES, MOST_TRIED, TRIED_FORMS, Contact, Tried, best_first

NOW = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
ALL = ("text", "card", "calendar", "twins", "sms", "road", "reminder", "paper")


def tried(form: str, worked: bool = True, rang: bool | None = None, days: int = 0, device: str = "android") -> Tried:
    return Tried(form, device, NOW + timedelta(days=days), worked, rang)


def order(*entries: Tried, kind: str = "", forms: tuple[str, ...] = ALL) -> tuple[str, ...]:
    return best_first(forms, Contact("1", "Iryna", phone_kind=kind, tried=entries))


@pytest.mark.parametrize(
    ("kind", "first"),
    [
        ("", ("text", "card", "calendar", "twins")),
        ("android", ("text", "card", "calendar", "twins")),
        ("iphone", ("card", "text", "calendar", "sms")),
        ("computer", ("twins", "card", "text", "calendar")),
        ("of a later version", ("text", "card", "calendar", "twins")),
    ],
)
def test_untried_forms_come_as_the_device_opens_them(kind: str, first: tuple[str, ...]) -> None:
    assert order(kind=kind)[:4] == first
    assert order(kind=kind, forms=("paper", "new", "card", "news", "other")) == (
        "news",
        "card",
        "paper",
        "new",
        "other",
    )


@pytest.mark.parametrize(
    ("entries", "first", "last"),
    [
        ((tried("sms"),), ("sms", "text"), "paper"),
        ((tried("pdf"),), ("twins", "text"), "paper"),
        # The newest that worked stands first.
        ((tried("sms"), tried("card", days=1)), ("card", "sms", "text"), "paper"),
        ((tried("card", days=1), tried("sms")), ("card", "sms", "text"), "paper"),
        # What did not work comes last, until it does.
        ((tried("text", worked=False),), ("card",), "text"),
        ((tried("text", worked=False), tried("text", days=1)), ("text",), "paper"),
        ((tried("text"), tried("text", worked=False, days=1)), ("card",), "text"),
        # Of page and PDF one that opens is enough, whichever was tried last.
        ((tried("pdf"), tried("page", worked=False, days=1)), ("twins",), "paper"),
        ((tried("pdf", worked=False), tried("page", worked=False, days=1)), ("text",), "twins"),
        # A calendar entry is there to ring.
        ((tried("calendar", rang=True),), ("calendar",), "paper"),
        ((tried("calendar"),), ("calendar",), "paper"),
        ((tried("calendar", rang=False),), ("text", "card", "twins"), "calendar"),
    ],
)
def test_what_was_tried_comes_before_what_is_supposed(
    entries: tuple[Tried, ...], first: tuple[str, ...], last: str
) -> None:
    found = order(*entries)
    assert found[: len(first)] == first
    assert found[-1] == last


def test_every_order_is_of_the_same_forms() -> None:
    some = [
        tried(form, worked, days=n) for n, (form, worked) in enumerate(itertools.product(TRIED_FORMS, (True, False)))
    ]
    for kind, entry in itertools.product(("", *DEVICES), some):
        assert sorted(order(entry, kind=kind)) == sorted(ALL)


def test_trying_is_remembered_and_the_oldest_forgotten() -> None:
    contact = Contact("1", "Iryna")
    assert contact.latest("text") is None
    for n in range(MOST_TRIED + 5):
        contact = contact.with_tried([tried("text", days=n, device="iphone")])
    assert len(contact.tried) == MOST_TRIED
    assert contact.tried[-1].at == NOW + timedelta(days=MOST_TRIED + 4)
    assert contact.phone_kind == "iphone"
    assert contact.with_tried([tried("sms", device="computer")]).phone_kind == "iphone", "what a person chose stays"
    assert Contact("1", "Iryna").with_tried([]) == Contact("1", "Iryna")


def test_a_try_without_a_zone_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="naive"):
        Tried("text", "iphone", datetime(2026, 3, 9), True)
