"""Where the program starts."""

from __future__ import annotations

import sys
from importlib.metadata import version


def main() -> int:
    if sys.argv[1:] == ["--version"]:
        print(version("safetravel"))
        return 0
    return 2


if __name__ == "__main__":
    sys.exit(main())
