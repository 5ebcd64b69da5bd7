"""The error tree: types with data and a stable code, nothing else."""

from __future__ import annotations

import inspect

import pytest

from safetravel.domain import errors
from safetravel.domain.errors import SafeTravelError

ARGUMENTS: dict[str, tuple[object, ...]] = {
    "PassphraseTooShort": (10,),
    "ScheduleNotPossible": ("not-after",),
    "WordsNotPossible": ("empty",),
    "EntryNotPossible": ("no-reason",),
    "TextTooLong": (60,),
    "CatalogueMissing": ("uk", "window"),
    "ToolMissing": ("pdftotext",),
}
TYPES = [t for t in vars(errors).values() if isinstance(t, type) and issubclass(t, SafeTravelError)]


@pytest.mark.parametrize("kind", TYPES, ids=lambda t: t.__name__)
def test_an_error_prints_its_code_and_nothing_it_knows(kind: type[SafeTravelError]) -> None:
    trouble = kind(*ARGUMENTS.get(kind.__name__, ()))
    assert str(trouble) == kind.code
    assert kind.code == kind.code.lower()
    assert " " not in kind.code


def test_codes_are_unique_and_every_type_has_its_own() -> None:
    assert len({t.code for t in TYPES}) == len(TYPES)
    assert all("code" in vars(t) for t in TYPES)


def test_data_is_kept_by_name() -> None:
    assert errors.StorageFailed(28).errno == 28
    assert errors.StorageFailed().errno is None
    assert errors.CodeMistyped(3).group == 3
    assert errors.CodeMistyped().group is None
    assert errors.PassphraseTooShort(10).minimum == 10
    assert errors.RecoveryCodeMistyped(2).group == 2
    assert errors.ScheduleNotPossible("too-many").reason == "too-many"
    assert errors.WordsNotPossible("too-close").reason == "too-close"
    assert errors.EntryNotPossible("no-reason").reason == "no-reason"
    assert errors.TextTooLong(60).limit == 60
    missing = errors.CatalogueMissing("uk", "contact", stale=True)
    assert (missing.language, missing.domain, missing.stale) == ("uk", "contact", True)
    assert errors.ToolMissing("strace").tool == "strace"


def test_every_type_stands_in_the_drawn_tree() -> None:
    drawn = inspect.getdoc(errors) or ""
    assert [t.__name__ for t in TYPES if t.__name__ not in drawn] == []
