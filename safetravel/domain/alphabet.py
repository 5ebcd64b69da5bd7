"""Names in the order in which a reader looks for them. Not a whole collation: enough for lists of countries in our languages."""

from __future__ import annotations

import unicodedata
from typing import Final

# Letters that code charts put behind the last of their alphabet, after the neighbour where a reader expects them.
_AFTER: Final = str.maketrans(
    {
        "ґ": "г\uffff",
        "є": "е\uffff",
        "і": "и\uffff",
        "ї": "и\uffff\uffff",
        "й": "и\uffff\uffff\uffff",
        "ł": "l\uffff",
        "ı": "i",
    }
)


def alphabetical(name: str) -> str:
    """A key to sort by: a letter with a mark stands beside the one without."""
    return unicodedata.normalize("NFKD", name.casefold().translate(_AFTER))
