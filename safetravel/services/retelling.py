"""A check-in told anew for whoever reads it: in the reader's language, with times on the reader's clock.

The page carries finished sentences in the language and zone that the sender chose. Who reads it here may have neither, so the plan that
came with them is composed again. A plan that this version cannot read whole, or that would fill the screen without end, is shown in the
sender's own sentences instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Final
from zoneinfo import ZoneInfo

from safetravel.catalogue import SOURCE_LANGUAGE
from safetravel.domain.disclosure import Disclosure
from safetravel.domain.errors import CatalogueMissing, CheckInDamaged
from safetravel.domain.facts import of_followed
from safetravel.domain.followed import Followed
from safetravel.domain.zones import zones_for
from safetravel.formats.records_v1 import decode_plan
from safetravel.host import Clock
from safetravel.rendering.sheet import Row, Section, Sheet, issued
from safetravel.rendering.shot_words import shot_name
from safetravel.rendering.to_say import to_say
from safetravel.services.forms import Forms
from safetravel.services.reading import CheckIn
from safetravel.sharing.plain import cut
from safetravel.sharing.visible import visible_json

MOST_ROWS: Final = 400
MOST_LETTERS: Final = 40_000
MOST_IN_CAPTION: Final = 60
"""Rows and letters of a check-in, and letters of a caption, that are shown; a plan with a dozen vehicles stays far below."""


@dataclass(frozen=True)
class Retold:
    """`sheet` as the reader sees it, `issued` when it was made, `captions` of its photographs in order.

    `zone` is the IANA zone of every clock in it, "" where the sender's own words are shown. `expired`: its delete-by day is over here.
    `passed`: an agreed time with its grace lies behind, so that silence would be an alarm by now.
    """

    sheet: Sheet = field(repr=False)
    issued: Row = field(repr=False)
    captions: tuple[str, ...] = field(repr=False)
    zone: str
    expired: bool = False
    passed: bool = False


class Retelling:
    def __init__(self, forms: Forms, clock: Clock) -> None:
        self._forms = forms
        self._clock = clock

    def tell(self, check_in: CheckIn, language: str, here: str) -> Retold:
        """For a reader of `language` whose clock is that of the IANA zone `here`. Raises CheckInDamaged for a sheet without end."""
        now = self._clock.now()
        return replace(
            self._anew(check_in, language, here) or self._as_sent(check_in),
            expired=now.astimezone(ZoneInfo(here)).date() > check_in.delete_by,
            passed=any(deadline.overdue <= now for deadline in check_in.deadlines),
        )

    def _anew(self, check_in: CheckIn, language: str, here: str) -> Retold | None:
        if _letters(check_in.plan) > MOST_LETTERS:
            return None
        try:
            plan = decode_plan(visible_json(dict(check_in.plan)))
        except CheckInDamaged:
            return None
        told = self._for_reader(plan, language, here)
        sheet = self._forms.sheet(told)
        if not _has_an_end(sheet):
            return None
        sent = _captions(check_in)
        captions = tuple(self._forms.caption(told, fact) for fact in told.photos)
        made = issued(check_in.issued_at, here, self._forms.words(told.language))
        return Retold(sheet, made, captions if len(captions) == len(sent) else sent, here)

    def plan(self, plan: Disclosure, language: str, here: str) -> Sheet:
        """The plan alone, for a reader who keeps it."""
        return self._forms.sheet(self._for_reader(plan, language, here))

    def to_say(self, followed: Followed, language: str, here: str) -> Section | None:
        """What to say to the police on the telephone, for a reader who rings; None where only notes came."""
        words = self._forms.words(self._offered(language))
        rows = to_say(of_followed(followed, self._clock.now()), words, here)
        return Section(words.say("What to say to the police"), rows, "noted") if rows else None

    def captions(self, followed: Followed, language: str) -> tuple[str, ...]:
        """Of its own pictures, in order: what each shows in the reader's words, else what the sender wrote under it."""
        words = self._forms.words(self._offered(language))
        return tuple(shot_name(one.kind, words) if one.kind else one.caption for one in followed.own_photos)

    def _for_reader(self, plan: Disclosure, language: str, here: str) -> Disclosure:
        return replace(plan, zone=here, language=self._offered(language), country=_country(plan, here))

    def _as_sent(self, check_in: CheckIn) -> Retold:
        if not _has_an_end(check_in.sheet):
            raise CheckInDamaged
        return Retold(check_in.sheet, check_in.issued, _captions(check_in), "")

    def _offered(self, language: str) -> str:
        """The reader's language where a contact may be written to in it, else the source."""
        try:
            self._forms.words(language)
        except CatalogueMissing:
            return SOURCE_LANGUAGE
        return language


def _country(plan: Disclosure, here: str) -> str:
    """The contact's country, for the number of its police, only where the reader's clock is one of that country's: a police number
    answers where the caller is."""
    return plan.country if here in zones_for(plan.country) else ""


def _captions(check_in: CheckIn) -> tuple[str, ...]:
    """As sent; one longer than any of ours is cut."""
    return tuple(cut(photo.caption, MOST_IN_CAPTION, "…") for photo in check_in.photos)


def _has_an_end(sheet: Sheet) -> bool:
    steps, sections = sum(len(step.rows) + 1 for step in sheet.steps), sum(len(one.rows) + 1 for one in sheet.sections)
    return steps + sections <= MOST_ROWS and _letters(asdict(sheet)) <= MOST_LETTERS


def _letters(value: object) -> int:
    """Of all texts in JSON, keys aside."""
    if isinstance(value, str):
        return len(value)
    inside = value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    return sum(map(_letters, inside))
