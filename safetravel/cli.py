"""The command line over the same services as the window. Codes and passphrases never come as arguments."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from safetravel import __version__, host
from safetravel.domain.errors import CheckInError, PictureError, SafeTravelError

if TYPE_CHECKING:
    from safetravel.compose import Parts

FINE, TROUBLE, USAGE, REFUSED = 0, 1, 2, 3
_CODE_CAP = 200


def run(arguments: Sequence[str]) -> int:
    """Exit code: 0 fine, 1 this machine's trouble, 2 usage, 3 refused (nothing of the content was printed)."""
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show Cyrillic must not end the program half way.
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    if options.command is None:
        return _window()
    from safetravel import compose

    try:
        parts = compose.command_line(options.language)
    except SafeTravelError as error:
        return _say_plain_english(error)
    try:
        return int(options.work(parts, options))
    except (CheckInError, PictureError) as error:
        _explain(parts, error)
        return REFUSED
    except SafeTravelError as error:
        _explain(parts, error)
        return TROUBLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="safetravel", description="Without a command the window opens.", allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.set_defaults(command=None)
    commands = parser.add_subparsers(dest="command", metavar="command")

    rehearse = commands.add_parser(
        "rehearse", help="play a practice journey from start to end into a folder", allow_abbrev=False
    )
    rehearse.add_argument("--out", type=Path, required=True, metavar="DIR", help="an empty or new folder")
    rehearse.add_argument("--language", default="", metavar="TAG", help="language of what is printed here")
    rehearse.add_argument("--contact-language", default="pl", metavar="TAG", help="language of the contact's texts")
    rehearse.set_defaults(work=_rehearse)

    read = commands.add_parser("read", help="open a check-in page or the picture of a QR code", allow_abbrev=False)
    read.add_argument("file", type=Path, metavar="FILE")
    read.add_argument("--code-file", type=Path, metavar="F", help="a text file with the 25 digits; else asked for")
    read.add_argument("--json", action="store_true", help="print JSON")
    read.add_argument("--language", default="", metavar="TAG")
    read.set_defaults(work=_read)

    doctor = commands.add_parser("doctor", help="say what this machine lacks")
    doctor.add_argument("--language", default="", metavar="TAG")
    doctor.set_defaults(work=_doctor)

    centre = commands.add_parser("centre", help="a centre's own file", allow_abbrev=False)
    verbs = centre.add_subparsers(dest="verb", metavar="verb", required=True)
    checking = verbs.add_parser("check", help="say what in it does not count, by line", allow_abbrev=False)
    checking.add_argument(
        "file", type=Path, metavar="FILE", help="centre.toml; numbers.local.toml beside it is looked at too"
    )
    checking.add_argument("--language", default="", metavar="TAG")
    checking.set_defaults(work=_centre_check)

    _desk_parser(commands.add_parser("desk", help="what a desk follows, without the window", allow_abbrev=False))
    return parser


def _desk_parser(desk: argparse.ArgumentParser) -> None:
    verbs = desk.add_subparsers(dest="verb", metavar="verb", required=True)
    taking = verbs.add_parser("import", help="take in what is new in a folder", allow_abbrev=False)
    taking.add_argument("folder", type=Path, metavar="FOLDER", help="nothing in it is changed")
    taking.set_defaults(work=_desk_import)
    listing = verbs.add_parser("list", help="who is followed, the most urgent first", allow_abbrev=False)
    listing.add_argument(
        "--filter", default="", metavar="STANDING", help="open, overdue, escalated, danger, unclear, …"
    )
    listing.set_defaults(work=_desk_list)
    for verb in (taking, listing):
        verb.add_argument("--locker", required=True, metavar="L", help="its nickname on this laptop, or its folder")
        verb.add_argument("--passphrase-file", type=Path, metavar="F", help="its first line; else asked for")
        verb.add_argument("--json", action="store_true", help="print JSON")
        verb.add_argument("--language", default="", metavar="TAG")


def _window() -> int:
    from safetravel import compose

    try:
        return compose.open_window()
    except SafeTravelError as error:
        return _say_plain_english(error)


def _say_plain_english(error: SafeTravelError) -> int:
    """For trouble with the catalogues themselves: there are no words but the source's."""
    from safetravel.catalogue import Words
    from safetravel.gui.messages import explain

    happened, to_do = explain(error, Words("en"))
    print(happened, to_do, sep="\n", file=sys.stderr)
    return TROUBLE


def _explain(parts: Parts, error: SafeTravelError) -> None:
    from safetravel.gui.messages import explain

    happened, to_do = explain(error, parts.words)
    print(happened, to_do, sep="\n", file=sys.stderr)


def _rehearse(parts: Parts, options: argparse.Namespace) -> int:
    started = time.perf_counter()

    def report(sentence: str) -> None:
        print(f"{time.perf_counter() - started:6.2f} s  {sentence}", flush=True)

    parts.rehearsal.play(options.out, options.contact_language, report)
    return FINE


def _read(parts: Parts, options: argparse.Namespace) -> int:
    code = None
    if options.code_file is not None:
        with host.storage_errors(), options.code_file.open(encoding="utf-8", errors="replace") as file:
            code = file.read(_CODE_CAP)
    answer = parts.reading.read(options.file, code, ask=_ask_for_code if code is None else None)
    from safetravel.gui.reports import lines_of, lines_of_text
    from safetravel.services.reading import as_json

    retold = None if isinstance(answer, tuple) else parts.retelling.tell(answer, parts.words.language, parts.here)
    if options.json:
        print(json.dumps(as_json(answer, expired=bool(retold and retold.expired)), ensure_ascii=False, indent=2))
    elif isinstance(answer, tuple):
        print("\n\n".join("\n".join(lines_of_text(one, parts.words)) for one in answer))
    elif retold is not None:
        print("\n".join(lines_of(answer, retold, parts.words)))
    return FINE


def _ask_for_code() -> str:
    """Typed at the terminal without being shown; from a pipe the first line."""
    if sys.stdin.isatty():
        from getpass import getpass

        try:
            return getpass("25 digits: ")
        except EOFError:
            return ""
    return sys.stdin.readline(_CODE_CAP)


def _desk_import(parts: Parts, options: argparse.Namespace) -> int:
    from safetravel import cli_desk

    return FINE if cli_desk.import_folder(parts, options) else REFUSED


def _desk_list(parts: Parts, options: argparse.Namespace) -> int:
    from safetravel import cli_desk

    if options.filter and options.filter not in cli_desk.FILTERS:
        print(", ".join(cli_desk.FILTERS), file=sys.stderr)
        return USAGE
    cli_desk.list_followed(parts, options)
    return FINE


def _centre_check(parts: Parts, options: argparse.Namespace) -> int:
    from safetravel import cli_centre

    fine = cli_centre.check(parts, options)
    return TROUBLE if fine is None else FINE if fine else REFUSED


def _doctor(parts: Parts, options: argparse.Namespace) -> int:  # noqa: ARG001
    from safetravel.gui.problem_words import all_told
    from safetravel.gui.reports import finding_sentence

    findings = parts.examine()
    for finding in findings:
        print("+" if finding.fine else "-", finding_sentence(finding, parts.words))
    for line in all_told(parts.problems, parts.words):
        print("-", line)
    return FINE if all(finding.fine for finding in findings) and not parts.problems else TROUBLE
