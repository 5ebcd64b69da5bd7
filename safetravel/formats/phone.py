"""Telephone numbers: read as people write them, written as phones abroad understand them (ITU-T E.164, spaced as E.123).

What a number looks like is looked up in libphonenumber's tables, which age: a number that they do not know is kept as it
was typed. Nothing is refused here, and nothing typed is lost.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MAX_NUMBER: Final = 60
_MARKS: Final = re.compile(r"[+0-9 ()./\-]+")
_DASHES: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_MAX_CODE_DIGITS: Final = 3
# Codes of several countries none of which can be taken for granted: +1 serves twenty-five, +7 two large ones.
_SHARED: Final = frozenset({1, 7})
_NOBODY: Final = "001"


class Look(StrEnum):
    """FINE: known to the tables; NATIONAL: could be one, but of which country is not known; DOUBTFUL: neither."""

    FINE = "fine"
    NATIONAL = "national"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True)
class Number:
    """`shown` is the international form ("+48 22 555 01 23") where it is FINE, otherwise the text as typed.

    `dialled` is what a phone gets: "+" and digits where it is FINE, otherwise the digits typed, "" when there are none.
    `country` is ISO 3166-1 alpha-2 and only set where it is FINE and one country's.
    """

    look: Look
    shown: str
    dialled: str
    country: str = ""


def read_number(text: str, country: str = "") -> Number:
    """`text` in any script's digits; `country` (alpha-2, "" for not known) is meant when no country code is written."""
    import phonenumbers  # noqa: PLC0415 - its tables are read in with the first number, not before the first window

    typed = " ".join(text.split())
    plain = _ascii(typed)
    if len(typed) <= MAX_NUMBER and _MARKS.fullmatch(plain):
        try:
            parsed = phonenumbers.parse(_with_plus(plain), country or None)
        except phonenumbers.NumberParseException as trouble:
            missing = trouble.error_type == phonenumbers.NumberParseException.INVALID_COUNTRY_CODE and "+" not in plain
            look = Look.NATIONAL if missing and not country else Look.DOUBTFUL
        else:
            if phonenumbers.is_valid_number(parsed):
                region = phonenumbers.region_code_for_number(parsed)
                return Number(
                    Look.FINE,
                    phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL),
                    phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164),
                    "" if region in (None, _NOBODY) else region,
                )
            look = Look.DOUBTFUL
    else:
        look = Look.DOUBTFUL
    return Number(look, typed, _digits(plain))


def international(text: str, country: str = "") -> str:
    """The number as people are shown it and as it leaves; as typed where it cannot be read."""
    return read_number(text, country).shown


def dialled(text: str, country: str = "") -> str:
    """The number as a phone takes it: ASCII digits, a leading "+" where the country code is known. "" without a digit."""
    return read_number(text, country).dialled


def costs_by_the_minute(text: str, country: str = "") -> bool:
    """Whether the tables know it as a premium-rate number, which takes money from whoever calls. False for one they do not know."""
    import phonenumbers  # noqa: PLC0415 - as above

    number = read_number(text, country)
    if number.look is not Look.FINE:
        return False
    return phonenumbers.number_type(phonenumbers.parse(number.dialled)) == phonenumbers.PhoneNumberType.PREMIUM_RATE


def country_of(text: str) -> str:
    """ISO 3166-1 alpha-2 of a number that begins with its country code, also while it is being typed; "" when unsure."""
    import phonenumbers  # noqa: PLC0415 - as above

    plain = _with_plus(_ascii(text.strip().lstrip("(")))
    digits = _digits(plain).lstrip("+") if plain.startswith("+") else ""
    for length in range(1, min(_MAX_CODE_DIGITS, len(digits)) + 1):
        code = int(digits[:length])
        regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(code, ())
        if regions and regions[0] != _NOBODY:
            return regions[0] if len(regions) == 1 else _one_of(regions, code, digits)
    return ""


def _one_of(regions: tuple[str, ...], code: int, digits: str) -> str:
    """Of several countries behind one code: the number's own where it is told apart, otherwise the largest."""
    import phonenumbers  # noqa: PLC0415 - as above

    try:
        found = phonenumbers.region_code_for_number(phonenumbers.parse(f"+{digits}"))
    except phonenumbers.NumberParseException:
        found = None
    return found or ("" if code in _SHARED else regions[0])


def same_number(one: str, other: str, country: str = "") -> bool:
    """Whether both ring the same telephone, as far as can be told; two empty ones do not."""
    first = dialled(one, country)
    return bool(first) and first == dialled(other, country)


def _with_plus(plain: str) -> str:
    """ "00" is how most of the world dials abroad; no country's own numbers begin with it."""
    return "+" + plain[2:] if plain.startswith("00") else plain


def _digits(plain: str) -> str:
    digits = "".join(c for c in plain if c in "0123456789")
    return f"+{digits}" if digits and plain.lstrip("(").startswith("+") else digits


def _ascii(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).translate(_DASHES)
    return "".join(str(unicodedata.decimal(c)) if unicodedata.decimal(c, None) is not None else c for c in folded)
