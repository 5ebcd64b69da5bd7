"""A screen with words: where trouble is explained in place, and everything typed stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from operator import itemgetter

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

from safetravel.catalogue import Words
from safetravel.gui.look.look import Look
from safetravel.gui.messages import explain
from safetravel.gui.widgets.flow import Flow
from safetravel.gui.widgets.label import Label
from safetravel.gui.widgets.notice import Notice, NoticeKind
from safetravel.gui.widgets.passphrase import PassphraseField
from safetravel.gui.widgets.screen import Screen
from safetravel.gui.widgets.steps import StepHeader
from safetravel.services.session import MIN_PASSPHRASE, same_passphrase


def tab_stops(place: QWidget) -> Iterator[QWidget]:
    """What the Tab key may stop at inside `place`, in the order in which it is read."""
    if place.focusPolicy() & Qt.FocusPolicy.TabFocus and place.focusProxy() is None:
        yield place
        return
    for one in place.widgets() if isinstance(place, Flow) else _laid_out(place):
        yield from tab_stops(one)


def _laid_out(place: QWidget) -> Iterator[QWidget]:
    """The widgets in the layout of `place`, in its order.

    No layout is asked for its items. Qt destroys an item with its widget and tells nobody; PySide remembers the item's address as long
    as the layout lives, and what is made there next is taken for it: the program ends when that is destroyed (decision 020).
    """
    layout = place.layout()
    if layout is not None:
        yield from _in_order(layout, place.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly))


def _in_order(layout: QLayout, widgets: Sequence[QWidget]) -> Iterator[QWidget]:
    places: list[tuple[int, QWidget | QLayout]] = [(layout.indexOf(one), one) for one in widgets]
    places += [(layout.indexOf(one), one) for one in layout.children() if isinstance(one, QLayout)]
    for at, one in sorted(places, key=itemgetter(0)):
        if at < 0:
            continue
        if isinstance(one, QLayout):
            yield from _in_order(one, widgets)
        else:
            yield one


def _bring_into_view(widget: QWidget) -> None:
    place = widget.parentWidget()
    while place is not None and not isinstance(place, QScrollArea):
        place = place.parentWidget()
    if place is not None:
        place.ensureWidgetVisible(widget, 0, widget.height())


class WordedScreen(Screen):
    """`words` is the window's language at the time the screen was made: a new language means new screens."""

    def __init__(
        self,
        words: Words,
        look: Look,
        title: str,
        lead: str = "",
        *,
        icon: str | None = None,
        steps: StepHeader | None = None,
        width: int = 760,
    ) -> None:
        super().__init__(look, title, lead, icon=icon, steps=steps, width=width)
        self.words = words
        self._notice: Notice | None = None
        self._stops: list[QWidget] = []

    def add_all(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self.add(widget)

    def add_heading(self, text: str) -> None:
        self.add(Label(text, "heading"))

    @property
    def notice(self) -> Notice | None:
        return self._notice

    def tell(self, kind: NoticeKind, what_happened: str, what_to_do: str = "") -> Notice:
        """A notice at the top of the body, in place of the one before; scrolled into view where somebody is far below."""
        self.hush()
        self._notice = Notice(self.look, kind, what_happened, what_to_do, close_word=self.words.tr("Put away"))
        self.body.insertWidget(0, self._notice)
        QTimer.singleShot(0, self._notice, partial(_bring_into_view, self._notice))
        return self._notice

    def trouble(self, error: BaseException) -> None:
        """What happened and what to do; everything typed stays where it is."""
        happened, to_do = explain(error, self.words)
        self.tell("error", happened, to_do)

    def hush(self) -> None:
        if self._notice is not None:
            self._notice.setParent(None)
            self._notice.deleteLater()
            self._notice = None

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._tabs_in_order()
        return done

    def _tabs_in_order(self) -> None:
        """What appears while the screen is open would come last for the Tab key, behind even the header."""
        stops = list(tab_stops(self))
        if stops != self._stops:
            self._stops = stops
            for one, other in pairwise(stops):
                QWidget.setTabOrder(one, other)

    def passphrases_differ(self, new: PassphraseField, again: PassphraseField) -> bool:
        """Too short, or not the same twice: said at the field, which gets the focus."""
        words = self.words
        if len(new.text()) < MIN_PASSPHRASE:
            new.set_fault(words.tr("At least {n} characters, please.", n=MIN_PASSPHRASE))
            new.setFocus()
            return True
        if not same_passphrase(new.text(), again.text()):
            again.set_fault(words.tr("This is not the same as above."))
            again.setFocus()
            return True
        return False

    def leave(self) -> None:
        """Called before the screen goes away: stop timers, forget what should not stay."""
