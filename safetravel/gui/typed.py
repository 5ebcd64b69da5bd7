"""What stands in the fields of a screen, for the same screen made anew in another language. Kept in memory only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from safetravel.gui.widgets.choice import Check, ChoiceCards
from safetravel.gui.widgets.fields import TextArea, TextField
from safetravel.gui.widgets.passphrase import PassphraseField
from safetravel.gui.widgets.pick import PickField
from safetravel.gui.widgets.when import WhenField

Typed = tuple[type[QWidget], Any]
"""The kind of a field and what stands in it."""

_KINDS = (TextField, TextArea, PassphraseField, PickField, WhenField, ChoiceCards, Check)


def typed_on(screen: QWidget) -> list[Typed]:
    """Every field that a person fills in, in the order in which the screen made them."""
    return [(type(field), _content(field)) for field in _fields(screen)]


def put_back(screen: QWidget, typed: Sequence[Typed]) -> None:
    """Does nothing when the screen has other fields than the one that `typed` was taken from."""
    fields = _fields(screen)
    if [type(field) for field in fields] != [kind for kind, _ in typed]:
        return
    for field, (_, content) in zip(fields, typed, strict=True):
        if _content(field) != content:
            _fill(field, content)


def _fields(screen: QWidget) -> list[QWidget]:
    found = [one for one in screen.findChildren(QWidget) if isinstance(one, _KINDS)]
    return [one for one in found if not (isinstance(one, TextArea) and one.edit.isReadOnly())]


def _content(field: QWidget) -> Any:
    if isinstance(field, TextArea):
        return field.edit.toPlainText()
    if isinstance(field, TextField | PassphraseField):
        return field.edit.text()
    if isinstance(field, WhenField):
        return field.local(), field.zone()
    if isinstance(field, PickField | ChoiceCards):
        return field.value()
    return field.isChecked() if isinstance(field, Check) else None


def _fill(field: QWidget, content: Any) -> None:
    if isinstance(field, TextArea | TextField):
        field.set_text(content)
    elif isinstance(field, PassphraseField):
        field.edit.setText(content)
    elif isinstance(field, WhenField):
        field.set_local(content[0])
        field.set_zone(content[1])
    elif isinstance(field, PickField | ChoiceCards):
        field.set_value(content)
        # What a choice shows or hides is shown or hidden by those who hear of it.
        field.chosen.emit(content)
    elif isinstance(field, Check):
        field.setChecked(content)
