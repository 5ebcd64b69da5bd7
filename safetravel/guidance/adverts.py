"""Practice adverts, what is telling in each, and what a short lesson says about them. Pure over `resources/guidance/adverts.toml`.

Nobody is scored: what comes of a round is how many adverts, or hands, were stopped at and gone on with, before the lesson and after it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, TypeVar

from safetravel.guidance import data_file
from safetravel.guidance.problems import Fault, Problem

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

FILE_NAME: Final = "adverts.toml"
SCHEMA: Final = 1
PER_KIND: Final = 2
"""Adverts of either kind in one set."""
YEARS: Final = range(1990, 2100)
LONGEST_CONTACT: Final = 60
LONGEST_NAME: Final = 20

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")


class AdvertId(StrEnum):
    S1 = "S1"
    S2 = "S2"
    S3 = "S3"
    S4 = "S4"
    S5 = "S5"
    S6 = "S6"
    O1 = "O1"
    O2 = "O2"
    O3 = "O3"
    O4 = "O4"
    O5 = "O5"
    O6 = "O6"


class AdvertKind(StrEnum):
    """EXPLOITATION: hard terms of work rather than trafficking; it leads to advice on work and not to alarm."""

    SUSPICIOUS = "suspicious"
    EXPLOITATION = "exploitation"
    ORDINARY = "ordinary"


class Channel(StrEnum):
    """Where an advert stands: a chat GROUP, a POSTER, a social NETWORK, an e-MAIL, a private MESSAGE, a job PORTAL, an office's NOTICE."""

    GROUP = "group"
    POSTER = "poster"
    NETWORK = "network"
    MAIL = "mail"
    MESSAGE = "message"
    PORTAL = "portal"
    NOTICE = "notice"


class Tells(StrEnum):
    """How much a sign tells: STRONG by itself, MIDDLING together with others, WEAK nothing alone. GOOD ones prove nothing."""

    STRONG = "strong"
    MIDDLING = "middling"
    WEAK = "weak"
    GOOD = "good"


TELLING: Final = frozenset({Tells.STRONG, Tells.MIDDLING})


class SignId(StrEnum):
    MONEY_FIRST = "money-first"
    BANK_CARD = "bank-card"
    PASSPORT = "passport"
    BODY = "body"
    DEBT = "debt"
    SECRECY = "secrecy"
    ALONE = "alone"
    APART = "apart"
    NO_EMPLOYER = "no-employer"
    HIGH_PAY = "high-pay"
    HURRY = "hurry"
    ONE_PERSON = "one-person"
    PRIVATE_CHAT = "private-chat"
    CONTRACT_LATER = "contract-later"
    VAGUE = "vague"
    PAPERS = "papers"
    UNPAID = "unpaid"
    DEDUCTIONS = "deductions"
    UNASKED = "unasked"
    EVENING = "evening"
    HOUSING = "housing"
    NO_LANGUAGE = "no-language"
    NO_EXPERIENCE = "no-experience"
    CHAT_GROUP = "chat-group"
    ONLY_A_PHONE = "only-a-phone"
    FREE_MAIL = "free-mail"
    NAMED_FIRM = "named-firm"
    USUAL_PAY = "usual-pay"
    HOURS = "hours"
    COSTS = "costs"
    INTERVIEW = "interview"
    LICENCE = "licence"
    PUBLIC_OFFICE = "public-office"
    NO_FEES = "no-fees"
    CONTRACT_FIRST = "contract-first"
    TIME = "time"
    OWN_PASSPORT = "own-passport"
    OTHERS = "others"


class FindingId(StrEnum):
    """What is said with a source: one at the start, one in each part of the lesson."""

    A_MINUTE_HELPS = "a-minute-helps"
    PRESSED = "pressed"
    ONE_SIGN_SAYS_LITTLE = "one-sign-says-little"
    IN_WRITING = "in-writing"


@dataclass(frozen=True)
class Source:
    """`address` "" where nothing public has one; `year` of publication, None where the source does not say."""

    who: str
    address: str = ""
    year: int | None = None
    doubt: str = ""


@dataclass(frozen=True)
class Sign:
    id: SignId
    tells: Tells
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Advert:
    """`contact` is shown as it is and cannot be dialled or written to; "" where there is none. `signs` the more telling first."""

    id: AdvertId
    kind: AdvertKind
    channel: Channel
    signs: tuple[Sign, ...]
    contact: str = ""

    def of(self, *tells: Tells) -> tuple[Sign, ...]:
        return tuple(sign for sign in self.signs if sign.tells in tells)


class AdvertBook:
    """`adverts` and `signs` in the order of the file."""

    def __init__(
        self,
        adverts: Sequence[Advert],
        signs: Sequence[Sign] = (),
        findings: Mapping[FindingId, tuple[Source, ...]] | None = None,
        problems: Sequence[Problem] = (),
    ) -> None:
        self.adverts = tuple(adverts)
        self.signs = tuple(signs)
        self.findings = dict(findings or {})
        self.problems = tuple(problems)

    @classmethod
    def load(cls, folder: Path) -> AdvertBook:
        """Read what stands in `folder`. Never raises: what is not valid, or has no source, is left out and stands in `problems`."""
        data, problems = data_file.read(folder / FILE_NAME, SCHEMA)
        wrong = list(problems)
        sources = dict(_each(_named(data, "sources"), _source, wrong))
        findings = dict(_each(data_file.entries(data, "findings"), lambda one: _finding(one, sources), wrong))
        signs = {one.id: one for one in _each(data_file.entries(data, "signs"), lambda one: _sign(one, sources), wrong)}
        adverts = _each(data_file.entries(data, "adverts"), lambda one: _advert(one, signs), wrong)
        return cls(tuple({one.id: one for one in adverts}.values()), tuple(signs.values()), findings, wrong)

    def of(self, *tells: Tells) -> tuple[Sign, ...]:
        return tuple(sign for sign in self.signs if sign.tells in tells)


def _each(found: Sequence[Any], parse: Callable[[dict[str, Any]], T | Fault], wrong: list[Problem]) -> list[T]:
    """What `parse` makes of each; what it finds fault with is left out and told in `wrong`."""
    valid: list[T] = []
    for entry in found:
        made = parse(entry) if isinstance(entry, dict) else Fault.WRONG_TYPE
        if isinstance(made, Fault):
            name = str(entry.get("id", ""))[:LONGEST_NAME] if isinstance(entry, dict) else ""
            wrong.append(Problem(FILE_NAME, made, name))
        else:
            valid.append(made)
    return valid


def _named(data: dict[str, Any], key: str) -> list[Any]:
    """The tables below `key`, each with its name as `id`."""
    tables = data.get(key)
    pairs = tables.items() if isinstance(tables, dict) else ()
    return [{**table, "id": name} if isinstance(table, dict) else table for name, table in pairs]


def _one_of(kind: type[E], value: object) -> E | None:
    return next((one for one in kind if one.value == value), None)


def _source(entry: dict[str, Any]) -> tuple[str, Source] | Fault:
    who, address, doubt = entry.get("who", ""), entry.get("address", ""), entry.get("doubt", "")
    year = entry.get("year")
    if not all(isinstance(text, str) for text in (who, address, doubt)):
        return Fault.WRONG_TYPE
    if not who:
        return Fault.MISSING
    if year is not None and (type(year) is not int or year not in YEARS):
        return Fault.NOT_A_NUMBER
    return entry["id"], Source(who, address, year, doubt)


def _sources_of(entry: dict[str, Any], sources: Mapping[str, Source]) -> tuple[Source, ...]:
    return tuple(sources[name] for name in _texts(entry.get("sources")) or () if name in sources)


def _texts(value: object) -> list[str] | None:
    return value if isinstance(value, list) and all(isinstance(one, str) for one in value) else None


def _finding(entry: dict[str, Any], sources: Mapping[str, Source]) -> tuple[FindingId, tuple[Source, ...]] | Fault:
    known, its_sources = _one_of(FindingId, entry.get("id")), _sources_of(entry, sources)
    if known is None:
        return Fault.UNKNOWN_VALUE
    return (known, its_sources) if its_sources else Fault.NO_SOURCE


def _sign(entry: dict[str, Any], sources: Mapping[str, Source]) -> Sign | Fault:
    known, tells = _one_of(SignId, entry.get("id")), _one_of(Tells, entry.get("tells"))
    if known is None or tells is None:
        return Fault.UNKNOWN_VALUE
    its_sources = _sources_of(entry, sources)
    return Sign(known, tells, its_sources) if its_sources else Fault.NO_SOURCE


def _advert(entry: dict[str, Any], signs: Mapping[SignId, Sign]) -> Advert | Fault:
    """One whose signs were left out goes with them: it would be shown as another than it is."""
    known, kind, channel = (
        _one_of(AdvertId, entry.get("id")),
        _one_of(AdvertKind, entry.get("kind")),
        _one_of(Channel, entry.get("channel")),
    )
    contact, names = entry.get("contact", ""), _texts(entry.get("signs"))
    if not isinstance(contact, str) or names is None:
        return Fault.WRONG_TYPE
    its_signs = [sign for name in names for sign in signs.values() if sign.id == name]
    if known is None or kind is None or channel is None or len(its_signs) < len(names):
        return Fault.UNKNOWN_VALUE
    if len(contact) > LONGEST_CONTACT:
        return Fault.TOO_LONG
    tells = {sign.tells for sign in its_signs}
    fits = tells.isdisjoint(TELLING) and Tells.GOOD in tells if kind is AdvertKind.ORDINARY else Tells.STRONG in tells
    return Advert(known, kind, channel, tuple(its_signs), contact) if fits else Fault.MISSING


Draw = tuple[tuple[Advert, ...], tuple[Advert, ...]]


def draw(adverts: Sequence[Advert], chance: Random) -> Draw:
    """Two sets without an advert in common, each with PER_KIND ordinary ones and as many others, in any order.

    Where a damaged file left too few, the sets are smaller, and still alike; none at all gives two empty ones.
    """
    ordinary = [one for one in adverts if one.kind is AdvertKind.ORDINARY]
    others = [one for one in adverts if one.kind is not AdvertKind.ORDINARY]
    each = min(PER_KIND, len(ordinary) // 2, len(others) // 2)
    drawn = [chance.sample(kind, 2 * each) for kind in (others, ordinary)]
    first, second = ([one for kind in drawn for one in kind[at : at + each]] for at in (0, each))
    chance.shuffle(first)
    chance.shuffle(second)
    return tuple(first), tuple(second)


@dataclass(frozen=True)
class Hands:
    """How many would go on with an advert, ask first, or leave it. One person alone has one hand."""

    go_on: int = 0
    ask: int = 0
    leave: int = 0

    @property
    def total(self) -> int:
        return self.go_on + self.ask + self.leave


@dataclass(frozen=True)
class Tally:
    """Hands over a set: *stopped* is asked first or left. `telling_…` at adverts with telling signs, `ordinary_…` at the others."""

    telling_stopped: int = 0
    telling_gone_on: int = 0
    ordinary_stopped: int = 0
    ordinary_gone_on: int = 0


def tally(adverts: Sequence[Advert], answers: Mapping[AdvertId, Hands]) -> Tally:
    """What was answered to `adverts`; one without an answer counts for nothing."""
    counted: dict[bool, list[Hands]] = {True: [], False: []}
    for advert in adverts:
        counted[advert.kind is AdvertKind.ORDINARY].append(answers.get(advert.id, Hands()))
    stopped = {ordinary: sum(one.ask + one.leave for one in hands) for ordinary, hands in counted.items()}
    gone_on = {ordinary: sum(one.go_on for one in hands) for ordinary, hands in counted.items()}
    return Tally(stopped[False], gone_on[False], stopped[True], gone_on[True])
