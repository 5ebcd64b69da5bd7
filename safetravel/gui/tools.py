"""What the window stands on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from safetravel.catalogue import Catalogues
from safetravel.gui.camera import LensMaker, real_lens
from safetravel.guidance.library import Library
from safetravel.host import Clock
from safetravel.services.centre import CentreFile
from safetravel.services.doctor import Finding
from safetravel.services.forms import Forms
from safetravel.services.reading import Reading
from safetravel.services.session import Lockers
from safetravel.services.settings import SettingsFile

if TYPE_CHECKING:
    from safetravel.gui.spot import SpotTools
    from safetravel.services.rehearsal import Rehearsal


@dataclass(frozen=True)
class Tools:
    """What the window stands on, built by `compose`. `here` is the laptop's IANA zone; `spot` None stands for its defaults.

    `centre` is what the centre decided; `examine` says what this machine lacks, in about two seconds.
    """

    catalogues: Catalogues
    settings: SettingsFile
    lockers: Lockers
    forms: Forms
    reading: Reading
    guidance: Library
    clock: Clock
    here: str
    rehearsal: Callable[[str], Rehearsal]
    centre: CentreFile
    examine: Callable[[], tuple[Finding, ...]]
    lens: LensMaker = real_lens
    spot: SpotTools | None = None
