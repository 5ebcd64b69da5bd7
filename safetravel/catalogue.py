"""Words for people, by language: gettext catalogues plus what Babel knows of dates, zones and countries.

Three domains: `window` is the language of the screen, `contact` that of the person who is told, `cards` that of a stranger
who is shown a sentence. All are in use at the same time, so a language is an object that is handed around and never a
process-wide setting.

Layout (GNU gettext): `<folder>/<language>/LC_MESSAGES/<domain>.po`, the compiled `.mo` beside it; a tag such as `fa-AF`
is the folder `fa_AF`. English is the source and has no catalogue. Each `.po` carries its review status in the header
`X-Review-Status`.
"""

from __future__ import annotations

import gettext
import re
import struct
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_skeleton, get_timezone_location, get_timezone_name
from babel.languages import get_official_languages
from babel.lists import format_list
from babel.numbers import format_decimal

from safetravel.domain.alphabet import alphabetical
from safetravel.domain.errors import CatalogueMissing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SOURCE_LANGUAGE: Final = "en"
WINDOW: Final = "window"
CONTACT: Final = "contact"
CARDS: Final = "cards"
DOMAINS: Final = (WINDOW, CONTACT, CARDS)
REVIEW_SOURCE: Final = "source"
MACHINE_DRAFTED: Final = "machine-drafted"
REVIEWED: Final = "reviewed"

_Day = date  # `Words.date` hides the name inside the class

# Travellers first, then the countries they pass, then everybody else by tag. Their own names and directions stand in CLDR as well; they
# stand here because reading its data for every language on offer takes longer than drawing the first window.
_OWN_NAMES: Final = {
    "uk": "українська",
    "ru": "русский",
    "en": "English",
    "pl": "polski",
    "ro": "română",
    "sk": "slovenčina",
    "hu": "magyar",
    "cs": "čeština",
    "de": "Deutsch",
    "ar": "العربية",
    "fa": "فارسی",
    "ps": "پښتو",
    "tr": "Türkçe",
    "ti": "ትግርኛ",
    "fr": "français",
    "es": "español",
    "it": "italiano",
    "bg": "български",
    "lt": "lietuvių",
}
_ORDER: Final = tuple(_OWN_NAMES)
_RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "ps"})
_PLACEHOLDER: Final = re.compile(r"\{([a-z_][a-z0-9_]*)\}")
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_REVIEW: Final = re.compile(r'^"X-Review-Status:([^"\\]*)', re.MULTILINE)
_ISO: Final = re.compile(r"[A-Z]{2}")
_MO_HEADER: Final = 12
# Babel puts direction marks and no-break spaces into some languages' dates; neither may be copied to a phone.
_INVISIBLE: Final = dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
# CLDR files a city under the zone's first name; the time zone database has renamed these since.
_ZONES_OF_OLD: Final = {"Europe/Kyiv": "Europe/Kiev", "Asia/Kolkata": "Asia/Calcutta", "Asia/Yangon": "Asia/Rangoon"}
_SPACES: Final = {0x00A0: " ", 0x202F: " ", 0x2009: " "}


def fill(text: str, values: Mapping[str, object]) -> str:
    """Put `values` into the `{name}` fields of `text`, once: a value that itself reads `{name}` stays as it is.

    Only plain names are fields, so a translation can reach no attribute of a value. Raises KeyError for a field
    without a value.
    """
    return _PLACEHOLDER.sub(lambda field: str(values[field.group(1)]), text)


def placeholders(text: str) -> frozenset[str]:
    """The names of the fields in `text`."""
    return frozenset(_PLACEHOLDER.findall(text))


@dataclass(frozen=True)
class Language:
    """A language on offer. `review` is "source", "machine-drafted" or "reviewed"."""

    tag: str
    own_name: str
    right_to_left: bool
    review: str


class Words:
    """One language of one domain.

    `domain` None serves all (tests); otherwise a call of another domain's methods is a bug and raises ValueError,
    since the word would quietly come out in English.
    """

    def __init__(
        self,
        language: str,
        translations: gettext.NullTranslations | None = None,
        *,
        domain: str | None = None,
    ) -> None:
        self.language: str = language
        self.domain: str | None = domain
        if language not in _OWN_NAMES:
            _locale(language)
        self._translations = translations or gettext.NullTranslations()
        self.right_to_left: bool = _is_right_to_left(language)

    @cached_property
    def _locale(self) -> Locale:
        """Read when a date, a number or a name is first asked for."""
        return _locale(self.language)

    def tr(self, text: str, **values: object) -> str:
        return self._plain(WINDOW, text, values)

    def tr_n(self, one: str, many: str, n: int, **values: object) -> str:
        """`{n}` is filled in; the language's own plural rules choose the form."""
        return self._plural(WINDOW, one, many, n, values)

    def tr_c(self, context: str, text: str, **values: object) -> str:
        return self._in_context(WINDOW, context, text, values)

    def say(self, text: str, **values: object) -> str:
        return self._plain(CONTACT, text, values)

    def say_n(self, one: str, many: str, n: int, **values: object) -> str:
        """`{n}` is filled in; the language's own plural rules choose the form."""
        return self._plural(CONTACT, one, many, n, values)

    def say_c(self, context: str, text: str, **values: object) -> str:
        return self._in_context(CONTACT, context, text, values)

    def on_card(self, text: str, **values: object) -> str:
        return self._plain(CARDS, text, values)

    def _plain(self, domain: str, text: str, values: Mapping[str, object]) -> str:
        self._expect(domain)
        return fill(self._shown(self._translations.gettext(text)), values)

    def _plural(self, domain: str, one: str, many: str, n: int, values: Mapping[str, object]) -> str:
        self._expect(domain)
        chosen = self._shown(self._translations.ngettext(one, many, n))
        return fill(chosen, {**values, "n": self.number(n)})

    def _in_context(self, domain: str, context: str, text: str, values: Mapping[str, object]) -> str:
        self._expect(domain)
        return fill(self._shown(self._translations.pgettext(context, text)), values)

    def _expect(self, domain: str) -> None:
        if self.domain is not None and self.domain != domain:
            raise ValueError(f"words of the {self.domain} domain asked for the {domain} domain")

    def _shown(self, template: str) -> str:
        """A hook for languages made for tests: sees the template before its fields are filled."""
        return template

    def time(self, at: datetime, zone: str) -> str:
        """The clock of `zone` (IANA name), 24 hours, ASCII digits: "18:30". `at` must know its zone."""
        return f"{_local(at, zone):%H:%M}"

    def date(self, at: datetime, zone: str) -> str:
        """The day in `zone`, with weekday, ASCII digits: "Mon, 9 Mar 2026"."""
        return _tidy(format_skeleton("yMMMEd", _local(at, zone), locale=self._locale))

    def day(self, at: datetime, zone: str) -> str:
        """The day without its year, for short texts: "Mon, 9 Mar"."""
        return _tidy(format_skeleton("MMMEd", _local(at, zone), locale=self._locale))

    def calendar_date(self, day: _Day) -> str:
        """A day that belongs to no zone, such as a delete-by date: "8 Apr 2026"."""
        return _tidy(format_skeleton("yMMMd", day, locale=self._locale))

    def month(self, day: _Day) -> str:
        """Month and year: "Sep 2024"."""
        return _tidy(format_skeleton("yMMM", day, locale=self._locale))

    def weekday(self, day: int) -> str:
        """The short name of a day of the week, ISO 8601 (1 is Monday): "Mon"."""
        return _tidy(str(self._locale.days["stand-alone"]["abbreviated"][day - 1]))

    def zone_name(self, zone: str, at: datetime) -> str:
        """City and abbreviation as they are at that moment: "Berlin (CET)", "Istanbul (UTC+3)"."""
        local = _local(at, zone)
        named = self._locale.time_zones.get(_ZONES_OF_OLD.get(zone, zone), {}).get("city")
        city = _tidy(str(named or get_timezone_location(zone, locale=self._locale, return_city=True)))
        abbreviation = self._abbreviation(local)
        return city if city == abbreviation else f"{city} ({abbreviation})"

    def _abbreviation(self, local: datetime) -> str:
        named = str(get_timezone_name(local, "short", locale=self._locale))
        if named.isalpha():
            return named
        abbreviation = local.tzname() or ""
        return abbreviation if abbreviation.isalpha() else utc_offset(local)

    def number(self, value: int) -> str:
        return _tidy(format_decimal(value, locale=self._locale))

    def listed(self, items: list[str]) -> str:
        """ "a, b and c" in this language; empty for nothing."""
        return _tidy(format_list(items, locale=self._locale)) if items else ""

    def country(self, iso: str) -> str:
        """The country's name, or the code itself where Babel has none. `iso` is ISO 3166 alpha-2 (and XK)."""
        return _tidy(str(self._locale.territories.get(iso, iso)))

    def countries(self) -> tuple[tuple[str, str], ...]:
        """(iso, name) of every country, by name."""
        named = [(iso, self.country(iso)) for iso in map(str, self._locale.territories) if _is_country(iso)]
        return tuple(sorted(named, key=lambda pair: (alphabetical(pair[1]), pair[0])))

    def language_name(self, tag: str) -> str:
        """The name of language `tag` in this language, or the tag itself where Babel has none."""
        try:
            return _language_name(tag, self._locale)
        except ValueError:
            return tag


class PseudoWords(Words):
    """English, a third longer, accented and mirrored: in tests of screens a cut or an untranslated word shows."""

    _ACCENTS: Final = str.maketrans("aeiouAEIOUncyNCY", "áéíóúÁÉÍÓÚñçÿÑÇŸ")

    def __init__(self, *, domain: str | None = None, right_to_left: bool = True) -> None:
        super().__init__(SOURCE_LANGUAGE, domain=domain)
        self.right_to_left = right_to_left

    def _shown(self, template: str) -> str:
        parts = re.split(r"(\{[a-z_][a-z0-9_]*\})", template)
        accented = "".join(part if index % 2 else part.translate(self._ACCENTS) for index, part in enumerate(parts))
        return f"[{accented}{'~' * (len(template) // 3)}]"


class Catalogues:
    """The translations below `folder`. Words are read once and kept, and so is what is on offer."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # Only a checkout compiles beside its sources; an installed wheel unpacks both in any order.
        self._is_checkout = (folder.parent / "pyproject.toml").is_file()
        self._kept: dict[tuple[str, str], Words] = {}
        self._offered: dict[str, tuple[Language, ...]] = {}

    def words(self, language: str, domain: str) -> Words:
        """The words of `language` ("uk", "fa-AF") in `domain`. Raises CatalogueMissing."""
        key = (language, domain)
        if key not in self._kept:
            self._kept[key] = Words(language, self._translations(language, domain), domain=domain)
        return self._kept[key]

    def languages(self, domain: str) -> tuple[Language, ...]:
        """Those that may be offered: the source, and every complete catalogue. Raises CatalogueMissing (stale)."""
        if domain not in self._offered:
            self._offered[domain] = tuple(sorted(self._complete(domain), key=_rank))
        return self._offered[domain]

    def _complete(self, domain: str) -> Iterator[Language]:
        yield _described(SOURCE_LANGUAGE, REVIEW_SOURCE)
        for source in sorted(self._folder.glob(f"*/LC_MESSAGES/{domain}.[pm]o")):
            language = source.parent.parent.name.replace("_", "-")
            if source.suffix == ".po" and source.with_suffix(".mo").is_file():
                continue  # seen through its .mo
            if self._is_complete(language, domain):
                yield _described(language, self._review(language, domain))

    def _translations(self, language: str, domain: str) -> gettext.NullTranslations:
        if language == SOURCE_LANGUAGE:
            return gettext.NullTranslations()
        compiled = self._compiled(language, domain)
        try:
            with compiled.open("rb") as file:
                return gettext.GNUTranslations(file)
        except (OSError, UnicodeDecodeError, struct.error) as error:
            raise CatalogueMissing(language, domain) from error

    def _compiled(self, language: str, domain: str) -> Path:
        if not _TAG.fullmatch(language):
            raise CatalogueMissing(language, domain)
        compiled = self._folder / language.replace("-", "_") / "LC_MESSAGES" / f"{domain}.mo"
        if not compiled.is_file():
            raise CatalogueMissing(language, domain)
        source = compiled.with_suffix(".po")
        if self._is_checkout and source.is_file() and source.stat().st_mtime_ns > compiled.stat().st_mtime_ns:
            raise CatalogueMissing(language, domain, stale=True)
        return compiled

    def _is_complete(self, language: str, domain: str) -> bool:
        """A compiler leaves out what is untranslated or fuzzy: both files hold equally many entries when nothing is."""
        compiled = self._compiled(language, domain)
        source = compiled.with_suffix(".po")
        return not source.is_file() or _entries_in_source(source) == _entries_in_compiled(compiled)

    def _review(self, language: str, domain: str) -> str:
        """From the source where it stands beside (Babel's compiler drops X- headers); a draft unless it says otherwise."""
        compiled = self._compiled(language, domain)
        source = compiled.with_suffix(".po")
        if source.is_file():
            found = _REVIEW.search(source.read_text(encoding="utf-8"))
            status = found[1] if found else ""
        else:
            status = self._translations(language, domain).info().get("x-review-status", "")
        return REVIEWED if status.strip() == REVIEWED else MACHINE_DRAFTED


def official_languages(iso: str) -> tuple[str, ...]:
    """Tags of the languages that offices of the country work in (CLDR), the most spoken first; () for a country not known."""
    return tuple(tag.replace("_", "-") for tag in get_official_languages(iso, de_facto=True))


def utc_offset(local: datetime) -> str:
    """ "UTC", "UTC+3", "UTC+5:30": where a zone has no letters of its own."""
    minutes = round((local.utcoffset() or timedelta()).total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")


def _described(language: str, review: str) -> Language:
    own_name = _OWN_NAMES.get(language) or _language_name(language, _locale(language))
    return Language(language, own_name, _is_right_to_left(language), review)


def _language_name(tag: str, shown_in: Locale) -> str:
    locale = Locale(SOURCE_LANGUAGE) if tag == SOURCE_LANGUAGE else _locale(tag)
    return _tidy(locale.get_display_name(shown_in) or tag)


def _rank(language: Language) -> tuple[int, str]:
    return (_ORDER.index(language.tag) if language.tag in _ORDER else len(_ORDER), language.tag)


def _is_right_to_left(language: str) -> bool:
    if language in _OWN_NAMES:
        return language in _RIGHT_TO_LEFT
    return bool(_locale(language).character_order == "right-to-left")


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    """British English for plain "en": day before month. Raises ValueError for a tag nobody knows."""
    try:
        return Locale.parse("en_GB" if language == SOURCE_LANGUAGE else language.replace("-", "_"))
    except UnknownLocaleError as error:
        raise ValueError("unknown language tag") from error


def _local(at: datetime, zone: str) -> datetime:
    if at.tzinfo is None:
        raise ValueError("a moment without its zone")
    return at.astimezone(ZoneInfo(zone))


def _tidy(text: str) -> str:
    return text.translate(_INVISIBLE).translate(_SPACES)


def _is_country(code: str) -> bool:
    return bool(_ISO.fullmatch(code)) and code not in {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}


def _entries_in_source(source: Path) -> int:
    """Live entries of a .po file, without its header entry (obsolete ones start with `#~`)."""
    with source.open(encoding="utf-8") as lines:
        return sum(line.startswith("msgid ") for line in lines) - 1


def _entries_in_compiled(compiled: Path) -> int:
    """The count in the .mo file's header (GNU gettext manual, "The Format of GNU MO Files"), its header entry aside."""
    with compiled.open("rb") as file:
        header = file.read(_MO_HEADER)
    order = "<" if header[:4] == b"\xde\x12\x04\x95" else ">"
    return int(struct.unpack(f"{order}I", header[8:12])[0]) - 1
