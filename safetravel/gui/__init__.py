"""The window. Before any of Qt is touched here, None is kept from being counted down (see `constants_held`)."""

from safetravel.rendering.constants_held import hold_constants

hold_constants()
