"""Printing a picture of a page, after the system's own dialog. Nothing is written to a file by us."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from safetravel.gui.widgets.pixels import own_image


def print_picture(parent: QWidget, png: bytes, then: Callable[[], None] | None = None) -> None:
    """Ask for a printer and print `png` as large as the sheet allows; `then` is called when it was handed over."""
    print_pages(parent, (png,), then)


def print_pages(parent: QWidget, pngs: Sequence[bytes], then: Callable[[], None] | None = None) -> None:
    """The same for several, each on a sheet of its own."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    # The spooler shows the name of a job to everybody at the printer.
    printer.setDocName("1")
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def accepted() -> None:
        draw_pages(printer, pngs)
        if then is not None:
            then()

    dialog.accepted.connect(accepted)
    # QPrintDialog hides the `open` of its base behind one that wants a slot by name.
    QDialog.open(dialog)


def draw_pages(printer: QPrinter, pngs: Sequence[bytes]) -> None:
    """Each picture as large as its sheet allows."""
    with QPainter(printer) as painter:
        for number, png in enumerate(pngs):
            if number:
                printer.newPage()
            image = own_image(png, "PNG")
            page = QRectF(printer.pageRect(QPrinter.Unit.DevicePixel))
            size = image.size().scaled(page.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)
