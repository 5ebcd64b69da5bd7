"""Where the person is and where they go, as they said in this window: for numbers, checks and cards. Written nowhere."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Whereabouts:
    """ISO 3166-1 alpha-2 each; `here` and `to` "" while nobody said. `between` in the order of the way.

    `centre` is the country of the centre whose laptop this is, "" for none: each person begins there.
    """

    here: str = ""
    to: str = ""
    between: tuple[str, ...] = ()
    centre: str = ""

    def begin_in(self, centre: str) -> None:
        """The laptop belongs to a centre in that country from now on."""
        if self.here == self.centre:
            self.here = centre
        self.centre = centre

    @property
    def route(self) -> tuple[str, ...]:
        """Every country once, from here on."""
        return tuple(dict.fromkeys(iso for iso in (self.here, *self.between, self.to) if iso))

    def forget(self) -> None:
        self.here, self.to, self.between = self.centre, "", ()
