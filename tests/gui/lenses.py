"""A lens whose camera is the test: frames go through the same sink as a real camera's."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QtVideo, QVideoFrame, QVideoFrameFormat

from safetravel.domain.errors import NoCamera
from safetravel.gui.lens import Device, Lens
from safetravel.services.scanning import Frame

LID = Device("lid", "Camera in the lid")
USB = Device("usb", "USB camera")


class HandLens(Lens):
    """`hold` shows a frame to the open camera. `trouble`, while set, is what opening ends in."""

    def __init__(self, *devices: Device) -> None:
        super().__init__()
        self.at_hand: Sequence[Device] = devices
        self.trouble: Exception | None = None
        self.opened: list[str] = []
        self.is_open = False

    def devices(self) -> tuple[Device, ...]:
        return tuple(self.at_hand)

    def open(self, key: str) -> None:
        self.close()
        self.opened.append(key)
        error = self.trouble or (None if self.at_hand else NoCamera())
        if error is None:
            self.is_open = True
        else:
            QTimer.singleShot(0, self, lambda: self._fail(error))

    def close(self) -> None:
        self.is_open = False
        super().close()

    def hold(self, frame: QVideoFrame) -> None:
        if self.is_open:
            self.sink.setVideoFrame(frame)


def in_colours(frame: Frame) -> QVideoFrame:
    """As cameras that deliver RGB."""
    grey = QImage(frame.pixels, frame.width, frame.height, frame.stride, QImage.Format.Format_Grayscale8)
    return QVideoFrame(grey.convertToFormat(QImage.Format.Format_RGB32))


def packed(frame: Frame) -> QVideoFrame:
    """As simple USB cameras: brightness and colours in turn, brightness in every second byte after the first."""
    made = QVideoFrame(QVideoFrameFormat(QSize(frame.width, frame.height), QVideoFrameFormat.PixelFormat.Format_UYVY))
    assert made.map(QVideoFrame.MapMode.WriteOnly)
    stride, pixels = made.bytesPerLine(0), made.bits(0)
    for line in range(frame.height):
        start = line * frame.stride
        both = bytearray(b"\x80" * (2 * frame.width))
        both[1::2] = frame.pixels[start : start + frame.width]
        pixels[line * stride : line * stride + len(both)] = both
    made.unmap()
    return made


def video_frame(frame: Frame, rotation: QtVideo.Rotation = QtVideo.Rotation.None_) -> QVideoFrame:
    """As most cameras: brightness first, then the colours at a quarter of the pixels. `rotation` puts it upright."""
    shape = QVideoFrameFormat(QSize(frame.width, frame.height), QVideoFrameFormat.PixelFormat.Format_NV12)
    shape.setRotation(rotation)
    made = QVideoFrame(shape)
    assert made.map(QVideoFrame.MapMode.WriteOnly)
    stride, luma, colours = made.bytesPerLine(0), made.bits(0), made.bits(1)
    for line in range(frame.height):
        start = line * frame.stride
        luma[line * stride : line * stride + frame.width] = frame.pixels[start : start + frame.width]
    colours[:] = b"\x80" * len(colours)
    made.unmap()
    return made
