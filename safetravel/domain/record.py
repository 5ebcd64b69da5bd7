"""The common base of everything that is kept: fields of a later version survive a rewrite by this one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Record:
    """`extra` holds fields that this version does not know, as they were read; it takes no part in comparison."""

    extra: Mapping[str, Any] = field(default_factory=lambda: NOTHING, compare=False, repr=False)
