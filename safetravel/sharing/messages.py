"""Texts for the contact's phone: the long one that is copied, and the short ones that fit a QR or an SMS.

Everything is made from the one disclosure that the preview shows, in the contact's language; nothing here is secret.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from safetravel.formats.phone import dialled
from safetravel.rendering.qr import MAX_BYTES
from safetravel.sharing import sms
from safetravel.sharing.plain import one_line
from safetravel.sharing.short_text import (
    LAST_RESORT,
    Fields,
    ShortText,
    driver_line,
    fields,
    full_name,
    lines,
    place_line,
    sentence,
    shorten,
    vehicle,
)

if TYPE_CHECKING:
    from safetravel.catalogue import Words
    from safetravel.domain.disclosure import Disclosure
    from safetravel.rendering.sheet import Row, Sheet

# Three full stops: the one-character ellipsis is not in the GSM alphabet and would halve an SMS.
_SMS_ELLIPSIS: Final = "..."
_QR_ELLIPSIS: Final = "…"


def full_text(sheet: Sheet) -> str:
    """The text that is copied: the whole sheet, one thing a line, boxed values alone on theirs.

    Plain Unicode without control or direction characters, so that it reads the same in every messenger.
    """
    blocks = [[sheet.practice], [sheet.title, sheet.purpose]]
    blocks += [[section.title, *_rows(section.rows, sheet)] for section in sheet.sections]
    if sheet.alarm is not None:
        blocks.append(_rows((sheet.alarm,), sheet))
    blocks.append([sheet.steps_title])
    blocks += [[_numbered(step.number, step.text), *_rows(step.rows, sheet)] for step in sheet.steps]
    blocks += [_rows((sheet.delete_by,), sheet), [sheet.not_a_status]]
    cleaned = ([line for line in map(one_line, block) if line] for block in blocks)
    return "\n\n".join("\n".join(block) for block in cleaned if block) + "\n"


def _rows(rows: tuple[Row, ...], sheet: Sheet) -> list[str]:
    """Label, value, note, each on its line; a note that the line before had already is not said again.

    A web address is left out: messengers make it pressable and fetch what stands there, and whoever runs that page sees it. Card, page
    and PDF have it.
    """
    said: list[str] = []
    note = ""
    for row in rows:
        if row.kind == "link":
            continue
        said += [row.label, row.value, row.note if row.note != note else ""]
        said += [sheet.alarm_label, row.alarm] if row.alarm else []
        note = row.note
    return said


def _numbered(number: int, text: str) -> str:
    return f"{number}. {text}"


def qr_text(disclosure: Disclosure, words: Words) -> ShortText:
    """The text for a QR, at most 600 bytes of UTF-8. Raises TextTooLong when no shortening helps."""
    kind = disclosure.kind

    def draw(now: Fields) -> str:
        return lines(
            now.practice,
            full_name(now),
            words.say("with: {names}", names=now.companions) if now.companions else "",
            words.say("from: {place}", place=now.origin) if now.origin else "",
            place_line(now, words, kind),
            now.plate,
            vehicle(now),
            driver_line(now, words, kind),
            now.driver_phone,
            words.say("news is expected:") if now.last else "",
            *now.check_ins,
            *now.last,
            now.sentence,
            words.say("please delete after {date}", date=now.delete_by) if now.delete_by else "",
        )

    return shorten(fields(disclosure, words), draw, _fits_qr, limit=MAX_BYTES, ellipsis=_QR_ELLIPSIS)


def sms_text(disclosure: Disclosure, words: Words, number: str = "") -> ShortText:
    """The text for an SMS: at most three parts, and its QR for `number` at most 600 bytes.

    Plate, destination and the last time come first, since phones show the beginning. Raises TextTooLong when no
    shortening helps; the limit is then in SMS parts.
    """
    kind = disclosure.kind

    def draw(now: Fields) -> str:
        return lines(
            now.practice,
            now.plate,
            now.destination,
            *now.last,
            now.sentence,
            full_name(now),
            words.say("with: {names}", names=now.companions) if now.companions else "",
            driver_line(now, words, kind),
            now.driver_phone,
            vehicle(now),
            words.say("from: {place}", place=now.origin) if now.origin else "",
            *((words.say("news also expected:"), *now.check_ins) if now.check_ins else ()),
            words.say("please delete after {date}", date=now.delete_by) if now.delete_by else "",
        )

    prefix = len(sms.smsto(dialled(number) or "0" * 15, "").encode())

    def fits(text: str) -> bool:
        return sms.measure(text).fits and prefix + len(text.encode()) <= MAX_BYTES

    return shorten(
        fields(disclosure, words),
        draw,
        fits,
        limit=sms.MAX_PARTS,
        ellipsis=_SMS_ELLIPSIS,
        last_resort=LAST_RESORT,
    )


def update_text(disclosure: Disclosure, words: Words) -> str:
    """What to send when times or the vehicle have changed: the new plan in short, in place of the old one."""
    now = fields(disclosure, words)
    return lines(
        now.practice,
        words.say("The plan has changed. This is the new one:"),
        full_name(now),
        place_line(now, words, disclosure.kind),
        now.plate,
        vehicle(now),
        driver_line(now, words, disclosure.kind),
        now.driver_phone,
        words.say("news is expected:") if now.last else "",
        *now.check_ins,
        *now.last,
        sentence(disclosure, words),
        words.say("Please change your alarm clock and calendar too.") if now.last else "",
    )


def please_delete_text(disclosure: Disclosure, words: Words) -> str:
    """What to send when the journey is over and nothing about it is needed any more. It reports nothing else."""
    return lines(
        words.say("Only practice") if disclosure.practice else "",
        one_line(disclosure.traveller.full_name),
        words.say(
            "This journey is over. Please delete everything about it: messages, pictures, files, calendar entries, "
            "alarm clocks. Thank you."
        ),
    )


def _fits_qr(text: str) -> bool:
    return len(text.encode("utf-8")) <= MAX_BYTES
