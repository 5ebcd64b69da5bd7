"""The only module that knows Qt Multimedia, imported when somebody asks for the camera: it costs a quarter of a second."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCameraPermission, QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import (
    QCamera,
    QCameraDevice,
    QCameraFormat,
    QMediaCaptureSession,
    QMediaDevices,
    QtVideo,
    QVideoFrame,
    QVideoFrameFormat,
    QVideoSink,
)

from safetravel.domain.errors import CameraBusy, CameraRefused, NoCamera
from safetravel.services.scanning import Frame

FIRST_FRAME_MS: Final = 6000
"""A camera that gives no frame for so long gives none: another program has it, or its switch is off."""
LARGEST: Final = 1920 * 1080
SLOWEST_PER_S: Final = 15.0
_Pixels = QVideoFrameFormat.PixelFormat
# Their first plane is the brightness, one byte a pixel: what a code is read from, without any conversion.
_LUMA_FIRST: Final = frozenset(
    {
        _Pixels.Format_YUV420P,
        _Pixels.Format_YUV422P,
        _Pixels.Format_YV12,
        _Pixels.Format_NV12,
        _Pixels.Format_NV21,
        _Pixels.Format_IMC1,
        _Pixels.Format_IMC2,
        _Pixels.Format_IMC3,
        _Pixels.Format_IMC4,
        _Pixels.Format_Y8,
    }
)
# Brightness is every second byte of the only plane, from this one on.
_LUMA_BETWEEN: Final = {_Pixels.Format_YUYV: 0, _Pixels.Format_UYVY: 1}


@dataclass(frozen=True)
class Device:
    """`key` is the system's own name of a camera, `name` what a person may know it by."""

    key: str
    name: str


class Lens(QObject):
    """One camera at a time. `arrived(QVideoFrame)` for every frame, in the window's thread; `failed(CameraError)` ends it.

    `changed` when a camera was plugged in or out.
    """

    arrived = Signal(object)
    failed = Signal(object)
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sink = QVideoSink(self)
        self.sink.videoFrameChanged.connect(self._frame)
        self._session = QMediaCaptureSession(self)
        self._session.setVideoSink(self.sink)
        self._camera: QCamera | None = None
        self._devices = QMediaDevices(self)
        self._devices.videoInputsChanged.connect(self.changed)
        self._patience = QTimer(self, singleShot=True, interval=FIRST_FRAME_MS)
        self._patience.timeout.connect(lambda: self._fail(CameraBusy()))

    def devices(self) -> tuple[Device, ...]:
        """The cameras of this computer, the system's first choice first."""
        first = QMediaDevices.defaultVideoInput()
        found = sorted(QMediaDevices.videoInputs(), key=lambda device: device != first)
        return tuple(Device(_key(device), device.description()) for device in found)

    def open(self, key: str) -> None:
        """Start the camera `key`, or the first where it is not there. What goes wrong comes as `failed`, later."""
        self.close()
        device = _device(key)
        if device is None:
            error = CameraRefused() if _is_forbidden("") else NoCamera()
            QTimer.singleShot(0, self, lambda: self._fail(error))
            return
        self._ask_permission(device)

    def _ask_permission(self, device: QCameraDevice) -> None:
        application, wanted = QCoreApplication.instance(), QCameraPermission()
        granted = Qt.PermissionStatus.Granted
        if application is None or application.checkPermission(wanted) is granted:
            self._start(device)
            return
        application.requestPermission(  # asks on macOS; elsewhere answered at once
            wanted,
            self,
            lambda answer: self._start(device) if answer.status() is granted else self._fail(CameraRefused()),
        )

    def _start(self, device: QCameraDevice) -> None:
        camera = self._camera = QCamera(device, self)
        chosen = _best(device)
        if chosen is not None:
            camera.setCameraFormat(chosen)
        camera.errorOccurred.connect(lambda *_: self._fail(_why(device)))
        self._session.setCamera(camera)
        self._patience.start()
        camera.start()

    def close(self) -> None:
        """The camera is off and free for others when this returns. Also fine when none was open."""
        self._patience.stop()
        camera, self._camera = self._camera, None
        if camera is not None:
            camera.stop()
            self._session.setCamera(None)  # type: ignore[arg-type]  # the stub forgets that none is allowed
            camera.deleteLater()

    def _frame(self, frame: QVideoFrame) -> None:
        # When a camera is turned off, an empty frame comes last.
        if frame.isValid():
            self._patience.stop()
            self.arrived.emit(frame)

    def _fail(self, error: Exception) -> None:
        self.close()
        self.failed.emit(error)


def grey(frame: QVideoFrame) -> Frame | None:
    """The brightness of a frame, upright; None when its memory cannot be read. In any thread.

    Without a conversion wherever cameras deliver it: those of Qt hold Python's lock, and may ask the graphics card, which only the
    window's thread should.
    """
    kind = frame.pixelFormat()
    if _lies_as_seen(frame) and kind in _LUMA_FIRST:
        return _luma(frame)
    if _lies_as_seen(frame) and kind in _LUMA_BETWEEN:
        return _luma(frame, _LUMA_BETWEEN[kind], 2)
    image = frame.toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    if image.isNull():
        return None
    return Frame(bytes(image.constBits()), image.width(), image.height(), image.bytesPerLine())


def _luma(frame: QVideoFrame, first: int = 0, step: int = 1) -> Frame | None:
    if not frame.map(QVideoFrame.MapMode.ReadOnly):
        return None
    try:
        stride, width, height = frame.bytesPerLine(0), frame.width(), frame.height()
        # A copy: the memory is the driver's again once it is unmapped.
        pixels = bytes(frame.bits(0)[first : stride * height : step])
        # The last line may come without its padding.
        return Frame(pixels.ljust(stride // step * height, b"\0"), width, height, stride // step)
    finally:
        frame.unmap()


def _lies_as_seen(frame: QVideoFrame) -> bool:
    """Whether the memory holds the picture upright; `toImage` turns it, the bare brightness would be as it lies."""
    shape = frame.surfaceFormat()
    top_down = shape.scanLineDirection() is QVideoFrameFormat.Direction.TopToBottom
    return top_down and shape.rotation() is QtVideo.Rotation.None_ and not shape.isMirrored()


def picture(frame: QVideoFrame) -> QImage:
    """The frame in colour, upright, as it was seen; null when its memory cannot be read. In the window's thread."""
    return frame.toImage()


def _key(device: QCameraDevice) -> str:
    return bytes(device.id().data()).decode("utf-8", "replace")


def _device(key: str) -> QCameraDevice | None:
    found = QMediaDevices.videoInputs()
    wanted = [device for device in found if _key(device) == key]
    if wanted or not found:
        return next(iter(wanted), None)
    return QMediaDevices.defaultVideoInput()


def _best(device: QCameraDevice) -> QCameraFormat | None:
    """The largest picture up to 1920×1080 at 15 frames a second or more; None leaves it to the system."""
    fit = [one for one in device.videoFormats() if _area(one) <= LARGEST and one.maxFrameRate() >= SLOWEST_PER_S]
    return max(fit, key=lambda one: (_area(one), min(one.maxFrameRate(), 30.0)), default=None)


def _area(one: QCameraFormat) -> int:
    return one.resolution().width() * one.resolution().height()


def _why(device: QCameraDevice) -> Exception:
    return CameraRefused() if _is_forbidden(_key(device)) else CameraBusy()


def _is_forbidden(key: str) -> bool:
    """Whether Linux has a camera that this user may not open. Without `key`: has some, and none may be opened."""
    if sys.platform != "linux":
        return False
    files = [Path(key)] if key.startswith("/dev/") else sorted(Path("/dev").glob("video[0-9]*"))
    return bool(files) and not any(os.access(file, os.R_OK | os.W_OK) for file in files)
