"""*News for the desk*: from what is chosen to a code on the screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from safetravel.gui import left_out
from safetravel.gui.screens.form import CodePage, CodesScreen
from safetravel.gui.screens.news import NewsScreen
from safetravel.gui.screens.pairing import not_compared
from safetravel.gui.stage import Stage
from safetravel.services.news import ShortText, Status
from safetravel.services.session import Session
from safetravel.services.shares import Share, Shares


class NewsForDesk(QObject):
    """`back(share)` is where it leads when it is left."""

    def __init__(self, stage: Stage, session: Session, shares: Shares, *, back: Callable[[Share], None]) -> None:
        super().__init__()
        self._stage, self._session, self._shares = stage, session, shares
        self._leave = back

    def open(self, share: Share) -> None:
        stage = self._stage
        screen = NewsScreen(stage.words, stage.look, share.contact.name, share.disclosure.kind)
        desk = self._session.news.desk_of(share.contact.peer)
        if desk is not None and not desk.compared:
            screen.body.insertWidget(0, not_compared(stage.words, stage.look, desk.name))
        screen.make.connect(lambda status, word: self._make(share, Status(status), word))
        stage.show(screen, again=lambda: self.open(share), back=lambda: self._leave(share))

    def _make(self, share: Share, status: Status, word: str) -> None:
        news = self._session.news
        self._stage.run(
            lambda _task: news.status(share, status, word), lambda note: self._show(share, ShortText(note), "news")
        )

    def plan(self, share: Share) -> None:
        news = self._session.news
        self._stage.run(lambda _task: news.plan(share), lambda note: self._show(share, note, "plan-note"))

    def _show(self, share: Share, note: ShortText, form: str) -> None:
        stage, shares = self._stage, self._shares
        words = stage.words
        plan = form == "plan-note"
        title = words.tr("The plan as a QR code") if plan else words.tr("The QR code for the desk")
        rows, picture = shares.forms.code_rows(note.text), shares.forms.code_picture
        page = CodePage(title, rows, "", left_out.sentence(note, words, share.disclosure.kind), copied=note.text)
        lead = words.tr("Scan it with your phone and send it to the desk, or copy the text and send that.")
        screen = CodesScreen(words, stage.look, title, lead, [page], icon="qr")

        def made() -> None:
            stage.run(lambda _task: shares.note_made(share, form), lambda _handover: None, owner=self)

        def copied(text: str) -> None:
            stage.copy_text(text)
            made()

        screen.copy.connect(copied)
        screen.save.connect(lambda _index: stage.save(lambda: {"news-for-the-desk.png": picture(note.text)}, made))
        back = (lambda: self._leave(share)) if plan else (lambda: self.open(share))
        stage.show(screen, again=lambda: self._show(share, note, form), back=back)
