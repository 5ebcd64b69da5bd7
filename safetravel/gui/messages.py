"""From an error's type to two sentences: what happened, what to do. No Qt: the command line uses it as well.

Nothing of an error but its type and its few plain data (a group's number, a limit) reaches a person.
"""

from __future__ import annotations

from typing import NamedTuple

from safetravel.catalogue import Words
from safetravel.domain import agreed_words, errors, followed, schedule


class Explanation(NamedTuple):
    what_happened: str
    what_to_do: str


def explain(error: BaseException, words: Words) -> Explanation:
    """Two sentences for any error. A type that has none of its own takes those of the nearest type above it;
    what is no `SafeTravelError` is a fault of ours and is said to be one."""
    sentences = _table(words)
    for kind in type(error).__mro__:
        if kind in _WITH_DATA:
            return _WITH_DATA[kind](error, words)
        if kind in sentences:
            return Explanation(*sentences[kind])
    return Explanation(
        words.tr("Something went wrong in this program itself."),
        words.tr(
            "What was saved is kept: go back and try again, and if it happens again, tell whoever looks after this laptop."
        ),
    )


def explained_types() -> frozenset[type[BaseException]]:
    """The types with sentences of their own (tests walk the tree against it)."""
    return frozenset({*_table(Words("en")), *_WITH_DATA})


def _table(words: Words) -> dict[type[BaseException], tuple[str, str]]:
    return {
        **_lockers(words),
        **_storage(words),
        **_pictures(words),
        **_check_ins(words),
        **_cameras(words),
        **_cards(words),
        **_others(words),
    }


def _lockers(words: Words) -> dict[type[BaseException], tuple[str, str]]:
    keep = words.tr("Nothing was changed; keep the folder as it is and open your latest copy of this locker.")
    return {
        errors.LockerError: (words.tr("This locker could not be used."), keep),
        errors.NotALocker: (
            words.tr("There is no locker in this folder."),
            words.tr("Choose the folder of a locker, or make a new one."),
        ),
        errors.HeaderDamaged: (words.tr("The beginning of this locker is damaged, and so is its copy."), keep),
        errors.SecretDoesNotMatch: (
            words.tr("The passphrase or recovery code does not match."),
            words.tr("Check the keyboard language and Caps Lock, then type it again."),
        ),
        errors.NewerLocker: (
            words.tr("This locker was written by a later version of this program."),
            words.tr("Open it with that version, or ask whoever looks after this laptop to update the program."),
        ),
        errors.RecordDamaged: (words.tr("An entry in this locker is damaged, so nothing of it is shown."), keep),
        errors.RowsDoNotMatch: (
            words.tr("Entries of this locker are missing, or older ones were put in their place."),
            keep,
        ),
        errors.ForeignSchema: (words.tr("Somebody else's program has changed the inside of this locker."), keep),
        errors.StoreDamaged: (words.tr("The store of this locker is missing or cut off."), keep),
        errors.NotADesk: (
            words.tr("This locker is not a desk: it follows nobody's journey."),
            words.tr("Choose the locker of a desk, or open it in the window and set the desk up first."),
        ),
        errors.LockerClosed: (
            words.tr("The locker was locked meanwhile."),
            words.tr("Open it again; everything that was saved is there."),
        ),
        errors.LockerBusy: (
            words.tr("This locker is open in another window."),
            words.tr("Lock it there first, then try again here."),
        ),
        errors.LockerExists: (
            words.tr("There is a locker in this folder already."),
            words.tr("Open that one, or choose another folder."),
        ),
    }


def _storage(words: Words) -> dict[type[BaseException], tuple[str, str]]:
    return {
        errors.StorageError: (
            words.tr("The disk refused."),
            words.tr("Try again, or choose another place. What is on the screen is kept."),
        ),
        errors.DiskFull: (
            words.tr("The disk is full; the last step was not saved."),
            words.tr("Make room on this laptop, then press again. What is on the screen is kept."),
        ),
        errors.ReadOnlyFolder: (
            words.tr("Nothing can be written to this folder."),
            words.tr("Choose another folder, or take off the write protection of the stick."),
        ),
        errors.StorageFailed: (
            words.tr("The disk did not answer as it should; the last step may not be saved."),
            words.tr("See that the stick or disk is plugged in, then try again. What is on the screen is kept."),
        ),
    }


def _pictures(words: Words) -> dict[type[BaseException], tuple[str, str]]:
    phone = words.tr("Take another picture, or choose “on my phone” and go on.")
    return {
        errors.PictureError: (words.tr("This picture could not be used."), phone),
        errors.PictureTooLarge: (
            words.tr("This picture is too large."),
            words.tr("Choose the picture as the phone took it, or a smaller one."),
        ),
        errors.PictureUnreadable: (words.tr("This picture is damaged or cut off."), phone),
        errors.PictureUnsupported: (
            words.tr("This file is not a picture that can be read here."),
            words.tr("Choose a JPEG, PNG, WebP or HEIC file, or choose “on my phone” and go on."),
        ),
        errors.PictureTookTooLong: (words.tr("Reading this picture took too long and was stopped."), phone),
    }


def _check_ins(words: Words) -> dict[type[BaseException], tuple[str, str]]:
    again = words.tr("Ask the sender by voice to send the file once more, then open that one.")
    return {
        errors.CheckInError: (words.tr("This check-in could not be opened."), again),
        errors.NotACheckIn: (
            words.tr("There is no check-in in this file."),
            words.tr("Choose the HTML page that was sent, or a picture of its QR code."),
        ),
        errors.NotAFile: (
            words.tr("This is a folder or a device, not a file."),
            words.tr("Choose the HTML page that was sent, or a picture of its QR code."),
        ),
        errors.PdfNotRead: (
            words.tr("This is a PDF: it is opened in a PDF reader, with the 25 digits typed without spaces."),
            words.tr("Open it there, or choose the HTML page that came with it here."),
        ),
        errors.NoCodeInPicture: (
            words.tr("No QR code was found in this picture."),
            words.tr("Take it again, straight and near, so that the whole code is on it, or choose the HTML page."),
        ),
        errors.NotSealed: (
            words.tr("This is plain text that anybody can have written: a desk cannot follow it."),
            words.tr(
                "Ask for the page, or for the plan as a QR code. “Read a check-in” on the first screen shows the text."
            ),
        ),
        errors.CodePictureUnreadable: (
            words.tr("This picture could not be opened: it is damaged, too large, or of a kind that is not read here."),
            words.tr("Take a new picture or screenshot of the code, or ask for it once more."),
        ),
        errors.CodeDoesNotOpen: (
            words.tr("The code does not open this file, or the file was changed on its way."),
            words.tr("Have the code read out once more; if it is the same, ask for the file again."),
        ),
        errors.CheckInDamaged: (
            words.tr("This check-in was changed or damaged on its way, so nothing of it is shown."),
            again,
        ),
        errors.NewerCheckIn: (
            words.tr("This check-in was made by a later version of this program."),
            words.tr("Open the PDF that came with it, or ask whoever looks after this laptop to update the program."),
        ),
        errors.NotForThisDesk: (
            words.tr("This was sealed for a desk, and it does not open here: it is for another desk, or was changed."),
            words.tr("Open it at the desk it was made for, or ask for it again."),
        ),
        errors.UnknownSigner: (
            words.tr("This was sealed for this desk by somebody whose keys are not known here. Nothing of it is used."),
            words.tr("Pair with the sender first, then read it again."),
        ),
        errors.NotThePairingCode: (
            words.tr("This is not the pairing code of the other side."),
            words.tr("Ask them to show their own code on the pairing page, and take that one."),
        ),
        errors.JourneyFull: (
            words.tr("So much has come in for this journey that no more of it is taken."),
            words.tr("Look at its page. If somebody else sends this, tell whoever looks after this desk."),
        ),
        errors.CheckInTooLarge: (words.tr("This file is too large to be a check-in."), again),
    }


def _cameras(words: Words) -> dict[type[BaseException], tuple[str, str]]:
    other_way = words.tr("Try again, or go back and choose another way.")
    return {
        errors.CameraError: (words.tr("The camera could not be used."), other_way),
        errors.NoCamera: (
            words.tr("No camera was found on this computer."),
            words.tr("Plug one in and try again, or go back and choose another way."),
        ),
        errors.CameraBusy: (
            words.tr("The camera gives no picture."),
            words.tr("Close other programs that use it and open its cover, then try again. Or choose another way."),
        ),
        errors.CameraRefused: (
            words.tr("This computer does not let this program use the camera."),
            words.tr("Allow it in the settings of the computer, then try again. Or choose another way."),
        ),
    }


def _cards(words: Words) -> dict[type[BaseException], tuple[str, str]]:
    return {
        errors.CardError: (
            words.tr("The contact could not be read."),
            words.tr("Type the name and the number instead."),
        ),
        errors.NoCard: (
            words.tr("There is no contact in it."),
            words.tr("On the other phone, share the contact as a file or as a QR code. Or type it."),
        ),
        errors.CardTooLarge: (
            words.tr("The file is too large: more than 500 people, or more than one megabyte."),
            words.tr("Export only the people you need, without their pictures."),
        ),
    }


def _others(words: Words) -> dict[type[BaseException], tuple[str, str]]:
    return {
        errors.SafeTravelError: (
            words.tr("This did not work."),
            words.tr("Go back one step and try again. What is on the screen is kept."),
        ),
        errors.InputError: (
            words.tr("Something that was typed does not fit."),
            words.tr("Please look at it once more."),
        ),
        errors.NotConfirmed: (
            words.tr("This is not what was asked for."),
            words.tr("Nothing was removed; type the name exactly as it is shown."),
        ),
        errors.NetworkError: (
            words.tr("The network could not be used."),
            words.tr("Use a cable or a memory card, or save the files in a folder."),
        ),
        errors.AddressGone: (
            words.tr("The laptop cannot be reached at this network address any more."),
            words.tr("Look whether it is still connected, then choose the network again."),
        ),
        errors.Cancelled: (
            words.tr("Stopped."),
            words.tr("Nothing was changed; start again whenever you like."),
        ),
        errors.SetupError: (
            words.tr("This program is not set up completely."),
            words.tr("Ask whoever looks after this laptop to set it up again."),
        ),
        errors.CatalogueMissing: (
            words.tr("The translation into this language is missing or out of date."),
            words.tr("Choose another language, or ask whoever looks after this laptop to set the program up again."),
        ),
    }


def _code_mistyped(error: BaseException, words: Words) -> Explanation:
    group = getattr(error, "group", None)
    if group is None:
        return Explanation(
            words.tr("The code has 25 digits in five groups; this is another number of digits."),
            words.tr("Compare it with what you were given, and type it again."),
        )
    return Explanation(
        words.tr("Group {group} of the code is mistyped.", group=group),
        words.tr("Compare this group with what you were given, and type it again."),
    )


def _recovery_mistyped(error: BaseException, words: Words) -> Explanation:
    group = getattr(error, "group", None)
    if group is None:
        return Explanation(
            words.tr("The recovery code is too short or too long."),
            words.tr("Type all groups from the slip, in order."),
        )
    return Explanation(
        words.tr("Group {group} of the recovery code is mistyped.", group=group),
        words.tr("Compare this group with the slip, and type it again."),
    )


def _passphrase_short(error: BaseException, words: Words) -> Explanation:
    return Explanation(
        words.tr("This passphrase is too short."),
        words.tr_n(
            "Choose one of at least {n} character, or take the digits that are suggested.",
            "Choose one of at least {n} characters, or take the digits that are suggested.",
            int(getattr(error, "minimum", 0)),
        ),
    )


def _text_long(error: BaseException, words: Words) -> Explanation:
    return Explanation(
        words.tr("This text is too long."),
        words.tr_n("Shorten it to {n} character.", "Shorten it to {n} characters.", int(getattr(error, "limit", 0))),
    )


def _tool_missing(error: BaseException, words: Words) -> Explanation:
    return Explanation(
        words.tr("Something this program needs is missing on this laptop: {tool}", tool=getattr(error, "tool", "")),
        words.tr("Ask whoever looks after this laptop to set it up again."),
    )


def _agreed_words(error: BaseException, words: Words) -> Explanation:
    told = {
        agreed_words.EMPTY: (
            words.tr("There is no word that could be recognised."),
            words.tr("Use a word made of letters or digits."),
        ),
        agreed_words.TOO_LONG: (
            words.tr("This word is too long."),
            words.tr("Agree on a shorter one, one or two words."),
        ),
        agreed_words.CONTAINED: (
            words.tr("One of the two words stands inside the other."),
            words.tr("Agree on two words that have nothing in common."),
        ),
        agreed_words.TOO_CLOSE: (
            words.tr("The two words are too much alike: a slip of the finger would turn one into the other."),
            words.tr("Agree on two words that have nothing in common."),
        ),
    }
    return Explanation(*told[getattr(error, "reason", agreed_words.EMPTY)])


def _entry(error: BaseException, words: Words) -> Explanation:
    told = {
        followed.NO_INITIALS: (
            words.tr("It does not say who made this entry."),
            words.tr("Type your initials and try again."),
        ),
        followed.NO_REASON: (
            words.tr("It does not say why."),
            words.tr("Type the reason in a few words and try again."),
        ),
        followed.NO_SUCH_ENTRY: (
            words.tr("The entry that this is about is not there any more, or cannot be changed in this way."),
            words.tr("Open the page again and look at the time line."),
        ),
    }
    return Explanation(*told[getattr(error, "reason", followed.NO_SUCH_ENTRY)])


def _schedule(error: BaseException, words: Words) -> Explanation:
    look = words.tr("Please look at the times once more.")
    told = {
        schedule.NO_SUCH_TIME: (
            words.tr("This time does not exist: the clocks go forward that night."),
            words.tr("Choose a time an hour later."),
        ),
        schedule.NO_SUCH_ZONE: (words.tr("This time zone is not known."), words.tr("Choose a place from the list.")),
        schedule.NOT_AFTER: (
            words.tr("The times are not in order, or one of them has passed."),
            words.tr("Each time must come after the one before it; the arrival is the last."),
        ),
        schedule.TOO_MANY: (
            words.tr("These are too many times to keep."),
            words.tr_n(
                "At most {n} time can be agreed.",
                "At most {n} times can be agreed; choose the important ones.",
                schedule.MAX_DEADLINES,
            ),
        ),
        schedule.NO_ARRIVAL: (
            words.tr("There is no time of arrival."),
            words.tr("Say when you expect to be there; a guess is enough."),
        ),
        schedule.MOVED_TWICE: (
            words.tr("This time has been moved as often as it can be."),
            words.tr("Speak with each other now; the alarm stays as it is."),
        ),
        schedule.NOT_OFFERED: (words.tr("This length of time is not offered."), words.tr("Choose one from the list.")),
        schedule.UNKNOWN_DEADLINE: (words.tr("This time does not belong to the journey."), look),
        schedule.NOT_HEARD: (
            words.tr("This time has come and nobody was heard from."),
            words.tr("Record the news first; then the later times can be moved."),
        ),
    }
    happened, to_do = told.get(getattr(error, "reason", ""), (words.tr("These times cannot be kept."), look))
    return Explanation(happened, to_do)


_WITH_DATA = {
    errors.CodeMistyped: _code_mistyped,
    errors.RecoveryCodeMistyped: _recovery_mistyped,
    errors.PassphraseTooShort: _passphrase_short,
    errors.TextTooLong: _text_long,
    errors.ToolMissing: _tool_missing,
    errors.ScheduleNotPossible: _schedule,
    errors.WordsNotPossible: _agreed_words,
    errors.EntryNotPossible: _entry,
}
