"""Everything that can be expected to go wrong, as one tree.

SafeTravelError
├── LockerError                  the encrypted store
│   ├── NotALocker               the folder holds no locker
│   ├── HeaderDamaged            header and its copy both fail their checksum, or neither is the one in force
│   ├── SecretDoesNotMatch       wrong passphrase or recovery code (never told apart)
│   ├── NewerLocker              written by a later version of the program
│   ├── RecordDamaged            a sealed value does not authenticate
│   ├── RowsDoNotMatch           a row was removed, swapped, or is stale
│   ├── ForeignSchema            the database holds tables or triggers that are not ours
│   ├── StoreDamaged             the database file is missing, cut off, or does not read
│   ├── NotADesk                 a locker that follows nobody
│   ├── LockerClosed             asked of a locker that was locked meanwhile
│   ├── LockerBusy               open in another window or program
│   └── LockerExists             the chosen folder already holds one
├── StorageError                 the disk
│   ├── DiskFull
│   ├── ReadOnlyFolder
│   └── StorageFailed            any other refusal of the operating system
├── PictureError                 a picture from outside
│   ├── PictureTooLarge          more bytes or pixels than the limit
│   ├── PictureUnreadable        damaged or cut off
│   ├── PictureUnsupported       not JPEG, PNG, WebP or HEIC
│   └── PictureTookTooLong       the decoder hit its time or memory limit
├── CheckInError                 a page or code from outside
│   ├── NotACheckIn              nothing of ours in it
│   │   ├── NotAFile             a folder, a pipe, a device
│   │   ├── PdfNotRead           a PDF: its twin, the page, is what is read
│   │   ├── NoCodeInPicture      no QR code was found in a picture
│   │   └── NotSealed            plain text: anybody can have written it, and a desk cannot follow it
│   ├── CodePictureUnreadable    a picture that should show a QR code cannot be opened
│   ├── CodeMistyped             a group fails its check digit (says which)
│   ├── CodeDoesNotOpen          well-formed code, wrong for this file; or the file was changed
│   ├── CheckInDamaged           not written as ours are; or opened, but signature, manifest or a blob does not hold
│   ├── NewerCheckIn             made by a later version
│   ├── NotForThisDesk           sealed to the keys of a desk, and not (or no longer) to these; or changed on its way
│   ├── UnknownSigner            sealed to us by keys that we do not know
│   ├── NotThePairingCode        not a code of the other side: ours, the wrong kind, or no pairing code
│   ├── JourneyFull              so much came for one journey that no more is taken
│   └── CheckInTooLarge
├── CameraError                  this computer's camera
│   ├── NoCamera                 none is there, or nothing of this system can be asked for one
│   ├── CameraBusy               it gives no picture: another program has it, or it is covered or switched off
│   └── CameraRefused            the system does not let this program use it
├── CardError                    contacts from outside
│   ├── NoCard                   no person with a name or a number in it
│   └── CardTooLarge             more bytes or people than the limit
├── InputError                   what a person typed
│   ├── PassphraseTooShort
│   ├── RecoveryCodeMistyped
│   ├── ScheduleNotPossible      with the reason as a code
│   ├── WordsNotPossible         agreed words, with the reason as a code
│   ├── EntryNotPossible         an entry at the desk, with the reason as a code
│   ├── TextTooLong
│   └── NotConfirmed             what had to be typed to confirm is not what was asked for
├── NetworkError                 the hand-over on the spot
│   └── AddressGone              the laptop has left the chosen network, or may not listen there
├── Cancelled                    the person stopped it; nothing to explain
└── SetupError                   this checkout or machine
    ├── CatalogueMissing         not compiled, or older than its source
    └── ToolMissing

Types carry data, never prose: `gui/messages.py` turns a type into two sentences. `code` is stable and may be
printed, logged or put into JSON; nothing else of an error may be logged.
"""

from __future__ import annotations

from typing import ClassVar


class SafeTravelError(Exception):
    """Expected trouble. Anything else that is raised is a bug of ours."""

    code: ClassVar[str] = "error"

    def __str__(self) -> str:
        return self.code


class LockerError(SafeTravelError):
    code = "locker"


class NotALocker(LockerError):
    code = "locker-none"


class HeaderDamaged(LockerError):
    code = "locker-header"


class SecretDoesNotMatch(LockerError):
    code = "locker-secret"


class NewerLocker(LockerError):
    code = "locker-newer"


class RecordDamaged(LockerError):
    code = "locker-record"


class RowsDoNotMatch(LockerError):
    code = "locker-rows"


class ForeignSchema(LockerError):
    code = "locker-schema"


class StoreDamaged(LockerError):
    code = "locker-store"


class NotADesk(LockerError):
    code = "locker-no-desk"


class LockerClosed(LockerError):
    code = "locker-closed"


class LockerBusy(LockerError):
    code = "locker-busy"


class LockerExists(LockerError):
    code = "locker-exists"


class StorageError(SafeTravelError):
    code = "storage"


class DiskFull(StorageError):
    code = "storage-full"


class ReadOnlyFolder(StorageError):
    code = "storage-read-only"


class StorageFailed(StorageError):
    """`errno` is the operating system's number, or None where it gave none (SQLite)."""

    code = "storage-failed"

    def __init__(self, errno: int | None = None) -> None:
        super().__init__()
        self.errno = errno


class PictureError(SafeTravelError):
    code = "picture"


class PictureTooLarge(PictureError):
    code = "picture-large"


class PictureUnreadable(PictureError):
    code = "picture-unreadable"


class PictureUnsupported(PictureError):
    code = "picture-unsupported"


class PictureTookTooLong(PictureError):
    code = "picture-slow"


class CheckInError(SafeTravelError):
    code = "check-in"


class NotACheckIn(CheckInError):
    code = "check-in-none"


class NotAFile(NotACheckIn):
    code = "check-in-no-file"


class PdfNotRead(NotACheckIn):
    code = "check-in-pdf"


class NoCodeInPicture(NotACheckIn):
    code = "check-in-no-qr"


class NotSealed(NotACheckIn):
    code = "check-in-plain"


class CodePictureUnreadable(CheckInError):
    code = "check-in-picture"


class CodeMistyped(CheckInError):
    """`group` counts from 1 to 5; None when the number of digits is wrong."""

    code = "code-mistyped"

    def __init__(self, group: int | None = None) -> None:
        super().__init__()
        self.group = group


class CodeDoesNotOpen(CheckInError):
    code = "code-wrong"


class CheckInDamaged(CheckInError):
    code = "check-in-damaged"


class NewerCheckIn(CheckInError):
    code = "check-in-newer"


class NotForThisDesk(CheckInError):
    code = "check-in-not-for-us"


class UnknownSigner(CheckInError):
    code = "check-in-signer"


class NotThePairingCode(CheckInError):
    code = "pairing-none"


class JourneyFull(CheckInError):
    code = "check-in-full"


class CheckInTooLarge(CheckInError):
    code = "check-in-large"


class CameraError(SafeTravelError):
    code = "camera"


class NoCamera(CameraError):
    code = "camera-none"


class CameraBusy(CameraError):
    code = "camera-busy"


class CameraRefused(CameraError):
    code = "camera-refused"


class CardError(SafeTravelError):
    code = "card"


class NoCard(CardError):
    code = "card-none"


class CardTooLarge(CardError):
    code = "card-large"


class InputError(SafeTravelError):
    code = "input"


class PassphraseTooShort(InputError):
    """`minimum` is in characters."""

    code = "passphrase-short"

    def __init__(self, minimum: int) -> None:
        super().__init__()
        self.minimum = minimum


class RecoveryCodeMistyped(InputError):
    """`group` counts from 1; None when the number of characters is wrong."""

    code = "recovery-mistyped"

    def __init__(self, group: int | None = None) -> None:
        super().__init__()
        self.group = group


class ScheduleNotPossible(InputError):
    """`reason` is one of the constants in `domain.schedule`."""

    code = "schedule"

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


class WordsNotPossible(InputError):
    """`reason` is one of the constants in `domain.agreed_words`."""

    code = "words"

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


class EntryNotPossible(InputError):
    """`reason` is one of the constants in `domain.followed`."""

    code = "entry"

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


class TextTooLong(InputError):
    """`limit` is in the unit of the field (characters, or bytes for a code)."""

    code = "text-long"

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit


class NotConfirmed(InputError):
    code = "not-confirmed"


class NetworkError(SafeTravelError):
    code = "network"


class AddressGone(NetworkError):
    code = "network-address"


class Cancelled(SafeTravelError):
    code = "cancelled"


class SetupError(SafeTravelError):
    code = "setup"


class CatalogueMissing(SetupError):
    """`language` and `domain` name the catalogue; `stale` is True when it is older than its source."""

    code = "catalogue"

    def __init__(self, language: str, domain: str, *, stale: bool = False) -> None:
        super().__init__()
        self.language, self.domain, self.stale = language, domain, stale


class ToolMissing(SetupError):
    """`tool` is the name of a program or library."""

    code = "tool"

    def __init__(self, tool: str) -> None:
        super().__init__()
        self.tool = tool
