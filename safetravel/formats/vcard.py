"""Contact cards from outside: vCard 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350), and the MECARD of QR codes.

Only what a contact needs is read: FN, N, TEL, LANG and the country of ADR; everything else is skipped unlooked at. Telephones write
cards in many ways, so a line that cannot be read is left out and the others count. What comes out is text as it stood there, cut
to a length; who shows it drops what cannot be seen.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from safetravel.domain.errors import CardTooLarge, NoCard

MAX_BYTES: Final = 1 << 20
MAX_CARDS: Final = 500
MAX_NUMBERS: Final = 20
MAX_TEXT: Final = 200
_QUOTED_PRINTABLE: Final = b"QUOTED-PRINTABLE"
_MECARD: Final = b"MECARD:"
# Python's own codecs do more than text (zip, rot13): a card may name these.
_CHARSETS: Final = frozenset(
    {"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "iso-8859-2", "iso-8859-5", "iso-8859-6", "iso-8859-9"}
    | {"windows-1250", "windows-1251", "windows-1252", "windows-1254", "windows-1256", "koi8-r", "koi8-u"}
)
_NEVER_READ: Final = frozenset({"FAX", "PAGER", "MODEM", "BBS", "TEXTPHONE"})
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)


class Place(StrEnum):
    """Where a telephone is, as far as the card says."""

    MOBILE = "mobile"
    HOME = "home"
    WORK = "work"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Telephone:
    text: str = field(repr=False)
    place: Place = Place.UNKNOWN


@dataclass(frozen=True)
class Card:
    """`telephones` without those for fax and pager, mobile ones first, none twice. `language` a tag as written, `country` a name
    or two letters as written; both mostly ""."""

    name: str = field(repr=False)
    telephones: tuple[Telephone, ...] = ()
    language: str = ""
    country: str = ""


@dataclass
class _Draft:
    formatted: str = ""
    parts: str = ""
    telephones: list[Telephone] = field(default_factory=list)
    language: str = ""
    country: str = ""

    def card(self) -> Card:
        mobile_first = sorted(dict.fromkeys(self.telephones), key=lambda one: one.place is not Place.MOBILE)
        return Card(self.formatted or self.parts, tuple(mobile_first), self.language, self.country)


@dataclass(frozen=True)
class _Line:
    """A content line: `name` and `parameters` in upper case, quotes gone, `value` decoded but not yet unescaped."""

    name: str
    parameters: tuple[str, ...]
    value: str

    def types(self) -> frozenset[str]:
        """Of TYPE=a,b as well as the bare words of vCard 2.1."""
        return frozenset(
            word for one in self.parameters for word in one.removeprefix("TYPE=").split(",") if "=" not in word
        )

    def parameter(self, name: str) -> str:
        return next((one.removeprefix(f"{name}=") for one in self.parameters if one.startswith(f"{name}=")), "")


def read_cards(untrusted: bytes) -> tuple[Card, ...]:
    """Every card that has a name or a number, in order; at least one.

    Raises CardTooLarge above MAX_BYTES or MAX_CARDS, NoCard when there is none.
    """
    if len(untrusted) > MAX_BYTES:
        raise CardTooLarge
    plain = _utf_8(untrusted)
    if plain.lstrip()[: len(_MECARD)].upper() == _MECARD:
        found = [_mecard(_decoded(plain.lstrip()[len(_MECARD) :], ""))]
    else:
        found = list(_vcards(plain))
    cards = tuple(card for card in found if card.name or card.telephones)
    if not cards:
        raise NoCard
    return cards


def _utf_8(untrusted: bytes) -> bytes:
    """Without a byte order mark; UTF-16, which old address books write, as UTF-8."""
    for mark, codec in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if untrusted.startswith(mark):
            return untrusted[len(mark) :].decode(codec, "replace").encode("utf-8", "replace")
    return untrusted.removeprefix(b"\xef\xbb\xbf")


def _vcards(plain: bytes) -> Iterator[Card]:
    draft, depth, count = _Draft(), 0, 0
    for line in map(_content, _unfolded(plain)):
        if line is None:
            continue
        # A card may stand inside a card (AGENT, version 2.1): that is another person, and skipped.
        if line.name in ("BEGIN", "END") and line.value.strip().upper() == "VCARD":
            depth = max(0, depth + (1 if line.name == "BEGIN" else -1))
            if depth == 0:
                yield draft.card()
            elif depth == 1 and line.name == "BEGIN":
                draft, count = _Draft(), count + 1
                if count > MAX_CARDS:
                    raise CardTooLarge
        elif depth == 1:
            _take(draft, line)
    if depth:
        # Cut off: what was read of it is a person all the same.
        yield draft.card()


def _unfolded(plain: bytes) -> Iterator[bytes]:
    """Lines as they were before folding: joined where the next one begins with white space, or after a soft break (2.1)."""
    whole, soft = bytearray(), False
    for line in plain.splitlines():
        if soft or (line[:1] in (b" ", b"\t") and whole):
            whole += line if soft else line[1:]
        else:
            yield bytes(whole)
            whole = bytearray(line)
        soft = whole.endswith(b"=") and _QUOTED_PRINTABLE in whole[:MAX_TEXT].upper()
        if soft:
            del whole[-1:]
    yield bytes(whole)


def _content(line: bytes) -> _Line | None:
    head, value = _halves(line)
    if head is None:
        return None
    name, *parameters = (part.strip().upper() for part in _split(head.decode("ascii", "replace"), ";", quotes=True))
    cleaned = tuple(one.replace('"', "") for one in parameters)
    found = _Line(name.rsplit(".", 1)[-1], cleaned, "")
    if found.parameter("ENCODING") == "QUOTED-PRINTABLE" or "QUOTED-PRINTABLE" in cleaned:
        value = binascii.a2b_qp(value)
    return _Line(found.name, cleaned, _decoded(value, found.parameter("CHARSET")))


def _halves(line: bytes) -> tuple[bytes | None, bytes]:
    """What stands before and after the first colon outside quotes; (None, b"") without one."""
    quoted = False
    for at, byte in enumerate(line[: 10 * MAX_TEXT]):
        if byte == ord('"'):
            quoted = not quoted
        elif byte == ord(":") and not quoted:
            return line[:at], line[at + 1 : at + 1 + 20 * MAX_TEXT]
    return None, b""


def _split(text: str, mark: str, *, quotes: bool = False) -> list[str]:
    """At `mark` where no backslash stands before it; with `quotes` not inside them."""
    parts, begin, quoted, escaped = [], 0, False, False
    for at, char in enumerate(text):
        if char == mark and not quoted and not escaped:
            parts.append(text[begin:at])
            begin = at + 1
        quoted ^= quotes and char == '"'
        escaped = char == "\\" and not escaped
    return [*parts, text[begin:]]


def _decoded(value: bytes, charset: str) -> str:
    """By the charset that the card names, else UTF-8, else as most of Europe's telephones once wrote."""
    named = charset.lower() if charset.lower() in _CHARSETS else "utf-8"
    try:
        return value.decode(named)
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace")


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda one: " " if one[1] in "nN" else one[1], text).strip()[:MAX_TEXT]


def _take(draft: _Draft, line: _Line) -> None:
    match line.name:
        case "FN":
            draft.formatted = draft.formatted or _unescaped(line.value)
        case "N":
            draft.parts = draft.parts or _name(_split(line.value, ";"))
        case "TEL":
            _take_number(draft, line.value, line.types())
        case "LANG":
            draft.language = draft.language or _unescaped(line.value)
        case "ADR":
            # Post office box, extended, street, locality, region, code, country.
            parts = _split(line.value, ";")
            country = line.parameter("CC") or (_unescaped(parts[6]) if len(parts) > 6 else "")
            draft.country = draft.country or country[:MAX_TEXT]
        case _:
            pass


def _name(parts: list[str]) -> str:
    """Family, given, additional, prefixes, suffixes: in the order in which a person is called."""
    family, given, additional = ([_unescaped(part) for part in parts] + ["", "", ""])[:3]
    return " ".join(part for part in (given, additional, family) if part)[:MAX_TEXT]


def _take_number(draft: _Draft, value: str, types: frozenset[str]) -> None:
    if types & _NEVER_READ and not types & {"VOICE", "CELL"}:
        return
    text = _unescaped(value)
    if text.lower().startswith("tel:"):
        text = text[4:].split(";", 1)[0]
    place = next((place for word, place in _PLACES.items() if word in types), Place.UNKNOWN)
    if any(c.isdecimal() for c in text) and len(draft.telephones) < MAX_NUMBERS:
        draft.telephones.append(Telephone(text, place))


_PLACES: Final = {"CELL": Place.MOBILE, "HOME": Place.HOME, "WORK": Place.WORK}


def _mecard(text: str) -> Card:
    """`MECARD:N:Prykladna,Olena;TEL:+00…;;`: fields between semicolons, a name as family, given."""
    draft = _Draft()
    for part in _split(text[: 20 * MAX_TEXT], ";"):
        name, _, value = part.partition(":")
        match name.strip().upper():
            case "N":
                draft.formatted = _name(_split(value, ","))
            case "TEL":
                _take_number(draft, value, frozenset())
            case _:
                pass
    return draft.card()
