"""Writes tests/vectors/note_v1/ and tests/vectors/pairing_v1/: one file a fault, named by it. Only when a format changes:

    .venv/bin/python tests/vectors/make_note_v1.py

HPKE draws an ephemeral key each time, so what is written differs from run to run: the files are the vectors. Each is lines of
`name: value`, an empty line, and the text without its line end. `expect` is the stable code of the error, or `ok`. The desk's
private keys are 32 bytes of 2 (Ed25519) and 102 (X25519), the traveller's 1 and 101, a stranger's 3 and 103.
"""

from __future__ import annotations

import sys
import zlib
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

import note_makers as made
from note_makers import DESK, DESK_KEYS, JOURNEY, NUMBERS, STRANGER, TRAVELLER, body, raw, sealed, text_of

from safetravel.crypto import hpke
from safetravel.crypto.signing import public_half, sign
from safetravel.domain.status import Status
from safetravel.formats import note_v1, pairing_v1
from safetravel.formats.note_plan_v1 import DICTIONARY, pack
from safetravel.sharing.notes import clear_note, plan_note, status_note

FOLDER = Path(__file__).parent
DAMAGED, NEWER, NONE = "check-in-damaged", "check-in-newer", "check-in-none"
NOT_FOR_US, UNKNOWN = "check-in-not-for-us", "check-in-signer"
STATUS, PLAN, CLEAR = b"safetravel/note/1", b"safetravel/plan-note/1", b"safetravel/clear-note/1"
DESK_LABEL, TRAVELLER_LABEL = b"safetravel/pairing/1/desk", b"safetravel/pairing/1/traveller"


def write(folder: str, vector: str, expect: str, text: str, **fields: str) -> None:
    head = "".join(f"{key}: {value}\n" for key, value in {"expect": expect, **fields}.items())
    (FOLDER / folder / f"{vector}.vec").write_text(f"{head}\n{text}", "utf-8", newline="")


def note(vector: str, expect: str, text: str, **fields: str) -> None:
    write("note_v1", vector, expect, text, **fields)


def pairing(vector: str, expect: str, text: str, **fields: str) -> None:
    write("pairing_v1", vector, expect, text, **fields)


def content(code: int, word: bytes = b"") -> bytes:
    return bytes([code]) + word.ljust(32, b"\0")


def good_notes() -> None:
    about = {"journey": JOURNEY, "numbers": NUMBERS, "identity": TRAVELLER}
    for status in Status:
        text = status_note(status, "blue kettle", desk=DESK_KEYS, **about)
        note(f"ok-status-{status.value}", "ok", text, kind="status-note", status=status.value, word="blue kettle")
    empty = status_note(Status.ON_THE_WAY, "", desk=DESK_KEYS, **about)
    note("ok-status-without-a-word", "ok", empty, kind="status-note", status="on-the-way", word="")
    long = status_note(Status.ARRIVED, "Синій Чайник, на плиті", desk=DESK_KEYS, **about)
    note("ok-word-cut-at-a-character", "ok", long, kind="status-note", status="arrived", word="синій чайник на п")
    note("ok-in-the-clear", "ok", clear_note(Status.CALL_ME, **about), kind="clear-note", status="call-me", word="")
    plan = plan_note(made.plan(), numbers=NUMBERS, identity=TRAVELLER, desk=DESK_KEYS).text
    note("ok-plan", "ok", plan, kind="plan-note", plate=made.PLATE)
    note("ok-white-space-around", "ok", f"\n {empty} \n", kind="status-note", status="on-the-way", word="")


def bad_texts() -> None:
    text = status_note(Status.ARRIVED, "x", journey=JOURNEY, numbers=NUMBERS, identity=TRAVELLER, desk=DESK_KEYS)
    bare = text.removeprefix("ST1-")
    note("text-other", NONE, "Arrived at 18:30")
    note("text-lower-case-prefix", NONE, "st1-" + bare)
    note("text-newer", NEWER, "ST2-" + bare)
    note("text-empty", DAMAGED, "ST1-")
    note("text-lower-case", DAMAGED, "ST1-" + bare.lower())
    note("text-impossible-length", DAMAGED, text[:-4])
    note("text-cut", DAMAGED, text[:-5])
    note("text-longer", DAMAGED, text + "000")
    note("text-group-above-its-bytes", DAMAGED, "ST1-" + bare[:-3] + ":::")
    note("text-too-long", DAMAGED, "ST1-" + "0" * 603)
    note("version-newer", NEWER, text_of(b"\2" + raw(text)[1:]))
    note("version-newer-of-another-length", NEWER, text_of(b"\2" + raw(text)[1:100]))
    note("version-zero", DAMAGED, text_of(b"\0" + raw(text)[1:]))
    note("version-in-clear-but-sealed-length", DAMAGED, text_of(b"\x81" + raw(text)[1:]))
    clear = raw(clear_note(Status.CALL_ME, journey=JOURNEY, numbers=NUMBERS, identity=TRAVELLER))
    note("version-sealed-but-clear-length", DAMAGED, text_of(b"\1" + clear[1:]))
    note("length-of-no-kind", DAMAGED, text_of(raw(text) + b"\0\0"))


def bad_seals() -> None:
    other = public_half(STRANGER)
    about = {"journey": JOURNEY, "numbers": NUMBERS, "identity": TRAVELLER}
    note("sealed-to-another-desk", NOT_FOR_US, status_note(Status.ARRIVED, "", desk=other, **about))
    status = body(content(2))
    note("sealed-for-another-purpose", NOT_FOR_US, sealed(status, STATUS, info=PLAN + b"\1"))
    note("audience-another-desk", NOT_FOR_US, sealed(body(content(2), note_v1.audience_of(other)), STATUS))
    whole = raw(sealed(status, STATUS))
    for name, at in (("enc", 1), ("ciphertext", 60), ("tag", 197)):
        changed = bytearray(whole)
        changed[at] ^= 1
        note(f"changed-{name}", NOT_FOR_US, text_of(bytes(changed)))
    note("signed-by-a-stranger", UNKNOWN, sealed(status, STATUS, signer=STRANGER))
    note("signed-under-another-label", UNKNOWN, sealed(status, CLEAR, info=STATUS + b"\1"))
    signature = bytearray(sign(TRAVELLER, STATUS, status))
    signature[3] ^= 1
    plain = status + bytes(signature)
    note("signature-changed", UNKNOWN, text_of(b"\1" + hpke.seal(plain, DESK.exchange_key, STATUS + b"\1")))


def bad_bodies() -> None:
    note("status-unknown", DAMAGED, sealed(body(content(6)), STATUS))
    note("status-zero", DAMAGED, sealed(body(content(0)), STATUS))
    note("word-not-utf-8", DAMAGED, sealed(body(content(2, b"\xff")), STATUS))
    note("word-with-a-gap", DAMAGED, sealed(body(content(2, b"a\0b")), STATUS))
    in_clear = body(content(2, b"blue"), bytes(8))
    note("clear-with-a-word", DAMAGED, text_of(b"\x81" + in_clear + sign(TRAVELLER, CLEAR, in_clear)))
    addressed = body(content(2))
    note("clear-with-an-audience", NOT_FOR_US, text_of(b"\x81" + addressed + sign(TRAVELLER, CLEAR, addressed)))
    stranger = body(content(5), bytes(8))
    text = text_of(b"\x81" + stranger + sign(STRANGER, CLEAR, stranger))
    note("ok-in-the-clear-by-a-stranger", "ok", text, kind="clear-note", status="call-me", word="", signer="")


def squeezed(plain: bytes, *, dictionary: bytes = DICTIONARY) -> bytes:
    packing = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, dictionary)
    return packing.compress(plain) + packing.flush()


def plan_text(packed: bytes) -> str:
    room = next(length - (264 - 99) for length in note_v1.PLAN_LENGTHS if len(packed) <= length - (264 - 99))
    return sealed(body(packed.ljust(room, b"\0")), PLAN)


def bad_plans() -> None:
    packed = pack(made.plan(), made.AT)
    inflating = zlib.decompressobj(-15, DICTIONARY)
    plain = inflating.decompress(packed).decode()
    note("plan-not-deflated", DAMAGED, plan_text(b"\xff" * 60))
    note("plan-cut", DAMAGED, plan_text(packed[:-3]))
    note("plan-bytes-behind", DAMAGED, plan_text(packed + b"\1"))
    note("plan-a-bomb", DAMAGED, plan_text(squeezed(b"[" + b"0," * 60_000 + b"0]")))
    note("plan-other-dictionary", DAMAGED, plan_text(squeezed(plain.encode(), dictionary=b"ride")))
    faults = {
        "plan-not-utf-8": b"[\xff]",
        "plan-not-json": b"[",
        "plan-an-object": b"{}",
        "plan-too-short": b'["ride",0]',
        "plan-nested": b"[" * 2_000,
        "plan-kind-unknown": plain.replace('"ride"', '"flight"', 1).encode(),
        "plan-practice-two": plain.replace('"ride",0', '"ride",2', 1).encode(),
        "plan-zone-unknown": plain.replace('"DE","Europe/Berlin"', '"DE","Europe/Nowhere"', 1).encode(),
        "plan-time-zone-unknown": plain.replace(',"Europe/Berlin","arrival"', ',"Mars/Base","arrival"', 1).encode(),
        "plan-time-no-number": plain.replace('["arrival",558,', '["arrival","558",', 1).encode(),
        "plan-time-out-of-range": plain.replace('["arrival",558,', '["arrival",99999999999999,', 1).encode(),
        "plan-grace-negative": plain.replace(",18,30,60,", ",18,-30,60,", 1).encode(),
        "plan-name-a-number": plain.replace('"Olena"', "7", 1).encode(),
        "plan-plate-missing": plain.replace('"RPR0000Z",', "", 1).encode(),
    }
    for name, wrong in faults.items():
        if wrong == plain.encode():
            raise SystemExit(f"{name} changes nothing: {plain}")
        note(name, DAMAGED, plan_text(squeezed(wrong)))


def card(keys: bytes, name: bytes) -> bytes:
    return keys + name.ljust(64, b"\0")


def pairings() -> None:
    prefix = pairing_v1.PREFIX
    desk = pairing_v1.desk_text(DESK, "Hotline Прикладна")
    mine = pairing_v1.traveller_text(TRAVELLER, "blue kettle", DESK_KEYS)
    pairing("ok-desk", "ok", desk, reader="traveller", name="Hotline Прикладна")
    pairing("ok-traveller", "ok", mine, reader="desk", name="blue kettle")
    pairing("ok-without-a-name", "ok", pairing_v1.desk_text(DESK, ""), reader="traveller", name="")
    pairing("ok-white-space-around", "ok", f" {desk}\n", reader="traveller", name="Hotline Прикладна")
    pairing("text-other", NONE, "hello", reader="desk")
    pairing("text-of-a-note", NONE, "ST1-" + mine.removeprefix(prefix), reader="desk")
    pairing("text-newer", NEWER, "ST2P-" + mine.removeprefix(prefix), reader="desk")
    pairing("text-no-base45", DAMAGED, desk[:-1] + "a", reader="traveller")
    pairing("text-cut", DAMAGED, desk[:-5], reader="traveller")
    pairing("text-longer", DAMAGED, desk + "000", reader="traveller")
    pairing("type-unknown", DAMAGED, text_of(b"\3" + raw(desk)[1:], prefix), reader="traveller")
    pairing("type-of-the-other", DAMAGED, text_of(b"\2" + raw(desk)[1:], prefix), reader="desk")
    pairing("sealed-to-another-desk", NOT_FOR_US, mine, reader="stranger")
    changed = bytearray(raw(mine))
    changed[50] ^= 1
    pairing("sealed-changed", NOT_FOR_US, text_of(bytes(changed), prefix), reader="desk")
    keys = DESK.verify_key + DESK.exchange_key
    for name, wrong, label, signer in (
        ("signed-by-another", card(keys, b"x"), DESK_LABEL, STRANGER),
        ("signed-under-another-label", card(keys, b"x"), TRAVELLER_LABEL, DESK),
        ("name-not-utf-8", card(keys, b"\xff"), DESK_LABEL, DESK),
        ("name-with-a-gap", card(keys, b"a\0b"), DESK_LABEL, DESK),
        ("key-of-low-order", card(DESK.verify_key + bytes(32), b"x"), DESK_LABEL, DESK),
    ):
        pairing(name, DAMAGED, text_of(b"\1" + wrong + sign(signer, label, wrong), prefix), reader="traveller")
    passed_on = card(TRAVELLER.verify_key + TRAVELLER.exchange_key, b"x")
    signed = passed_on + sign(TRAVELLER, TRAVELLER_LABEL, STRANGER.verify_key + STRANGER.exchange_key + passed_on)
    resealed = b"\2" + hpke.seal(signed, DESK.exchange_key, TRAVELLER_LABEL)
    pairing("sealed-anew-for-another-desk", DAMAGED, text_of(resealed, prefix), reader="desk")


if __name__ == "__main__":
    for name in ("note_v1", "pairing_v1"):
        (FOLDER / name).mkdir(exist_ok=True)
        for old in (FOLDER / name).glob("*.vec"):
            old.unlink()
    for make in (good_notes, bad_texts, bad_seals, bad_bodies, bad_plans, pairings):
        make()
    print(len(list((FOLDER / "note_v1").glob("*.vec"))), len(list((FOLDER / "pairing_v1").glob("*.vec"))))
