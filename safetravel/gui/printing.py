"""Printing a picture of a page, after the system's own dialog. Nothing is written to a file by us."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from safetravel.gui.widgets.pixels import own_image


def print_picture(parent: QWidget, png: bytes) -> bool:
    """Ask for a printer and print `png` as large as the sheet allows. False when the person changed their mind."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    # The spooler shows the name of a job to everybody at the printer.
    printer.setDocName("1")
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    image = own_image(png, "PNG")
    painter = QPainter(printer)
    page = QRectF(printer.pageRect(QPrinter.Unit.DevicePixel))
    size = image.size().scaled(page.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)
    painter.end()
    return True
