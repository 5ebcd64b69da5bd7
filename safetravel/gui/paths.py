"""Where files are, for a sentence on the screen. Never for copying."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

MAY_BREAK: Final = "\u200b"
LONGEST_RUN: Final = 18

_RUN: Final = re.compile(rf"[/\\_.-]|[^/\\_.\s-]{{{LONGEST_RUN}}}")


def shown(path: Path) -> str:
    """The path with places where a line may break: as one word it would push everything beside it off the screen."""
    return _RUN.sub(lambda found: found[0] + MAY_BREAK, str(path))
