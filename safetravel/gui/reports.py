"""Answers in lines of words, for the command line and for screens that show the same. No Qt here."""

from __future__ import annotations

from collections.abc import Iterator

from safetravel.catalogue import Words
from safetravel.services.doctor import Check, Finding
from safetravel.services.reading import CheckIn, PlainKind, PlainText, Unknowable, fingerprint_groups
from safetravel.services.retelling import Retold

_INDENT = "   "


def lines_of(answer: CheckIn, retold: Retold, words: Words) -> list[str]:
    """What was read, as it is told to this reader, whose key signed it, and what cannot be known."""
    # A line break in a note must not begin a line of ours, such as whose key signed it.
    return [line.replace("\n", "\n" + _INDENT * 3) for line in _check_in(answer, retold, words)]


def lines_of_text(answer: PlainText, words: Words) -> list[str]:
    """A text that anybody can have written, as it was written."""
    named = {
        PlainKind.TEXT: words.tr("Plain text: anybody can have written this."),
        PlainKind.SMS: words.tr("A prepared SMS, plain text: anybody can have written this."),
        PlainKind.CALENDAR: words.tr("A calendar entry, plain text: anybody can have written this."),
        PlainKind.NOTE: note_for_a_desk(words),
        PlainKind.PAIRING: pairing_code(words),
    }
    return [named[answer.kind], "", answer.text]


def note_for_a_desk(words: Words) -> str:
    return words.tr("A note for a desk: it is read there, after the desk is unlocked.")


def pairing_code(words: Words) -> str:
    return words.tr("A pairing code: it is read in a locker, after it is unlocked.")


def expired_sentences(answer: CheckIn, words: Words) -> tuple[str, str]:
    """That the delete-by day is over, and what to do."""
    day = words.calendar_date(answer.delete_by)
    return (
        words.tr("This was to be deleted by {date}.", date=day),
        words.tr("Delete the file, and the message it came with, unless somebody is still missing."),
    )


def _check_in(answer: CheckIn, retold: Retold, words: Words) -> Iterator[str]:
    if retold.expired:
        yield from expired_sentences(answer, words)
        yield ""
    sheet = retold.sheet
    yield sheet.title
    if sheet.practice:
        yield sheet.practice
    yield sheet.purpose
    if sheet.alarm is not None:
        yield words.tr("{label}: {value}", label=sheet.alarm.label, value=sheet.alarm.value)
        yield _INDENT + sheet.alarm.note
    for section in sheet.sections:
        yield ""
        yield section.title
        for row in section.rows:
            yield _INDENT + words.tr("{label}: {value}", label=row.label, value=row.value)
            if row.note:
                yield _INDENT * 2 + row.note
            if row.alarm:
                yield _INDENT * 2 + words.tr("{label}: {value}", label=sheet.alarm_label, value=row.alarm)
    yield ""
    yield sheet.steps_title
    for step in sheet.steps:
        yield f"{step.number}. {step.text}"
        for row in step.rows:
            yield _INDENT + words.tr("{label}: {value}", label=row.label, value=row.value)
    yield ""
    yield sheet.not_a_status
    if answer.photos:
        yield words.tr_n("{n} photograph comes with it.", "{n} photographs come with it.", len(answer.photos))
    yield words.tr("Made at: {time}, {note}", time=retold.issued.value, note=retold.issued.note)
    groups = " ".join(fingerprint_groups(answer.fingerprint))
    yield words.tr("Signed by the key: {digits}", digits=groups)
    yield from cannot_be_known(answer, words)


def cannot_be_known(answer: CheckIn, words: Words) -> Iterator[str]:
    """What a reader without a paired locker must say."""
    named = {
        Unknowable.WHO_SIGNED: words.tr(
            "Whose key this is cannot be told here: compare the digits with your contact by voice."
        ),
        Unknowable.NEW_OR_OLD: words.tr("Whether this is the newest cannot be told here: ask your contact."),
    }
    return (named[one] for one in answer.cannot_know)


def finding_sentence(finding: Finding, words: Words) -> str:
    """One line of `safetravel doctor`."""
    fine = {
        Check.CATALOGUES: words.tr("Languages: complete and compiled."),
        Check.DATA_FOLDER: words.tr("The folder for lockers can be written to."),
        Check.FREE_SPACE: words.tr("There is room on the disk."),
        Check.MEMORY: words.tr("There is memory enough for opening a locker."),
        Check.PICTURES: words.tr("Pictures can be opened in their own process."),
        Check.FONTS: words.tr("Latin, Cyrillic and Arabic letters can be drawn."),
        Check.ZONES: words.tr("Time zones are known."),
    }
    lacking = {
        Check.CATALOGUES: words.tr("A language is missing or older than its source: run “python3 dev.py setup”."),
        Check.DATA_FOLDER: words.tr("The folder for lockers cannot be written to: choose another account or a stick."),
        Check.FREE_SPACE: words.tr("Less than 200 MB are free on the disk: make room before you start."),
        Check.MEMORY: words.tr("256 MB of memory could not be had: close other programs."),
        Check.PICTURES: words.tr("The picture decoder did not start: install the program again."),
        Check.FONTS: words.tr("Some letters cannot be drawn: install the fonts DejaVu Sans and Noto Sans."),
        Check.ZONES: words.tr("The time zone database is missing: install the program again."),
    }
    return (fine if finding.fine else lacking)[finding.check]
