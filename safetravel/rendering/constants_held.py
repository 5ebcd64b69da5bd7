"""Python 3.11 beside PySide6 6.12: a call that returns nothing takes one reference to None and gives none back.

The wheel is built as if None and True were immortal, which they are from Python 3.12 on (PEP 683). Before, some 4,700
such calls end the process: "Fatal Python error: none_dealloc". Measured on 3.11.7: `sys.getrefcount(None)` falls by
200 over 200 calls of `QObject.setObjectName`, that of True by 200 over 200 calls of `Signal.emit`. So the constants
get more references than a session can take. To be called once, before anything is made of Qt.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Final

_ENOUGH: Final = 1 << 48
_FIRST_IMMORTAL: Final = (3, 12)
_CONSTANTS: Final = (None, True, False, NotImplemented)


def hold_constants() -> bool:
    """Make the constants outlive the process; True when they do. Doing it twice changes nothing."""
    if sys.version_info >= _FIRST_IMMORTAL or sys.implementation.name != "cpython":
        return True
    held = [_hold(constant) for constant in _CONSTANTS]
    return all(held)


def _hold(constant: object) -> bool:
    count = ctypes.c_ssize_t.from_address(id(constant))
    # A debug build keeps something else in the first field: then leave it alone.
    if abs(count.value - sys.getrefcount(constant)) > 64:
        return False
    if count.value < _ENOUGH:
        count.value += _ENOUGH
    return True
