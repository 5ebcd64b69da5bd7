"""Every error has two sentences, in words that promise nothing."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys

import pytest

from safetravel.catalogue import PseudoWords, Words
from safetravel.domain import agreed_words, errors, followed, schedule
from safetravel.gui import messages

SAMPLES = {
    errors.CodeMistyped: [errors.CodeMistyped(3), errors.CodeMistyped()],
    errors.RecoveryCodeMistyped: [errors.RecoveryCodeMistyped(2), errors.RecoveryCodeMistyped()],
    errors.PassphraseTooShort: [errors.PassphraseTooShort(10)],
    errors.TextTooLong: [errors.TextTooLong(80)],
    errors.ToolMissing: [errors.ToolMissing("pdftotext")],
    errors.StorageFailed: [errors.StorageFailed(5), errors.StorageFailed()],
    errors.CatalogueMissing: [errors.CatalogueMissing("uk", "window", stale=True)],
    errors.ScheduleNotPossible: [errors.ScheduleNotPossible("unheard-of")],
    errors.WordsNotPossible: [
        errors.WordsNotPossible(reason)
        for reason in (agreed_words.EMPTY, agreed_words.TOO_LONG, agreed_words.CONTAINED, agreed_words.TOO_CLOSE)
    ],
    errors.EntryNotPossible: [
        errors.EntryNotPossible(reason) for reason in (followed.NO_INITIALS, followed.NO_REASON, followed.NO_SUCH_ENTRY)
    ],
}
REASONS = [
    value
    for name, value in vars(schedule).items()
    if name.isupper() and isinstance(value, str) and re.fullmatch(r"[a-z]+(-[a-z]+)+", value)
]


def every_type() -> list[type[errors.SafeTravelError]]:
    kinds = [
        kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, errors.SafeTravelError)
    ]
    assert len(kinds) > 30
    return kinds


def one_of(kind: type[errors.SafeTravelError]) -> list[errors.SafeTravelError]:
    return SAMPLES.get(kind) or [kind()]


@pytest.mark.parametrize("kind", every_type())
def test_two_sentences(kind: type[errors.SafeTravelError]) -> None:
    for error in one_of(kind):
        for sentence in messages.explain(error, Words("en")):
            assert re.fullmatch(r"[A-Z“].{5,}[.)a-z0-9]", sentence), sentence
            assert "{" not in sentence
            assert not re.search(r"\b(safe|verified|secure|all right|all is well)\b", sentence, re.IGNORECASE)


@pytest.mark.parametrize("kind", every_type())
def test_each_type_has_its_own(kind: type[errors.SafeTravelError]) -> None:
    assert kind in messages.explained_types()


@pytest.mark.parametrize("kind", every_type())
def test_every_word_is_translated(kind: type[errors.SafeTravelError]) -> None:
    for error in one_of(kind):
        assert all(sentence.startswith("[") for sentence in messages.explain(error, PseudoWords()))


@pytest.mark.parametrize("reason", REASONS)
def test_reasons_of_a_schedule(reason: str) -> None:
    unknown = messages.explain(errors.ScheduleNotPossible("unheard-of"), Words("en"))
    assert messages.explain(errors.ScheduleNotPossible(reason), Words("en")).what_happened != unknown.what_happened


def test_reasons_were_found() -> None:
    assert schedule.NO_SUCH_TIME in REASONS
    assert schedule.NOT_HEARD in REASONS


def test_data_is_said() -> None:
    assert "3" in messages.explain(errors.CodeMistyped(3), Words("en")).what_happened
    assert "10" in messages.explain(errors.PassphraseTooShort(10), Words("en")).what_to_do


def test_a_new_type_takes_the_words_of_its_family() -> None:
    class Newcomer(errors.PictureError):
        pass

    assert messages.explain(Newcomer(), Words("en")) == messages.explain(errors.PictureError(), Words("en"))


def test_our_own_fault_says_nothing_of_its_content() -> None:
    told = messages.explain(ValueError("Olena Prykladna RPR0000Z"), Words("en"))
    assert "itself" in told.what_happened
    assert "Olena" not in " ".join(told)


def test_no_qt() -> None:
    code = "import sys, safetravel.gui.messages; sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
