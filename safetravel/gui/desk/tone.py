"""Two tones, made here and played by the system; a beep where there is nothing to play them."""

from __future__ import annotations

import math
import struct
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioSink

RATE: Final = 44_100
_TONES: Final = ((880.0, 0.22), (0.0, 0.08), (660.0, 0.30), (0.0, 0.25)) * 2
_LOUD: Final = 0.45
_FADE_S: Final = 0.015


def pcm() -> bytes:
    """Signed 16-bit little-endian samples, mono, at RATE: two falling tones, twice."""
    samples: list[int] = []
    for hertz, seconds in _TONES:
        count = round(RATE * seconds)
        fade = RATE * _FADE_S
        for at in range(count):
            edge = min(1.0, at / fade, (count - at) / fade)  # a tone that begins at once clicks
            samples.append(round(32767 * _LOUD * edge * math.sin(2 * math.pi * hertz * at / RATE)))
    return struct.pack(f"<{len(samples)}h", *samples)


class Tone(QObject):
    """Keeps what is playing alive. The sound part of Qt is loaded with the first ring, never before."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._sink: QAudioSink | None = None
        self._samples = QBuffer(self)

    def play(self) -> None:
        from PySide6.QtMultimedia import (  # noqa: PLC0415 - the sound part of Qt is loaded with the first ring
            QAudioFormat,
            QAudioSink,
            QMediaDevices,
        )

        device = QMediaDevices.defaultAudioOutput()
        kind = QAudioFormat()
        kind.setSampleRate(RATE)
        kind.setChannelCount(1)
        kind.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        if device.isNull() or not device.isFormatSupported(kind):
            QApplication.beep()
            return
        if self._sink is None:
            self._sink = QAudioSink(device, kind, self)
            self._samples.setData(QByteArray(pcm()))
        self._samples.close()
        self._samples.open(QIODevice.OpenModeFlag.ReadOnly)
        self._sink.start(self._samples)
