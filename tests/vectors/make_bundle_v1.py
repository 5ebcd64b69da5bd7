"""Writes tests/vectors/bundle_v1/: one file a fault, named by it. Run from the checkout, and only when the format changes:

    .venv/bin/python tests/vectors/make_bundle_v1.py

A vector is lines of `name: value`, an empty line, and the page. `expect` is the stable code of the error, or `ok`; `browser` says
what the page's own script does where that differs, since it verifies no signature and leaves the plan to SafeTravel; `desk` what a
desk answers that has no code, with the private key of 32 bytes of 102.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

import jose_by_hand as jose
import sample_bundle as sample
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from note_makers import DESK, STRANGER

from safetravel.crypto.signing import public_half
from safetravel.formats import manifest_v1

FOLDER = Path(__file__).parent / "bundle_v1"
DAMAGED, WRONG, NEWER, NONE, MISTYPED = (
    "check-in-damaged",
    "code-wrong",
    "check-in-newer",
    "check-in-none",
    "code-mistyped",
)
NOT_FOR_US = "check-in-not-for-us"
Change = Callable[[dict[str, Any]], None]


class Maker:
    def __init__(self) -> None:
        self.key = jose.derive(sample.CODE)
        self.signing = sample.IDENTITY.signing
        self.photos = sample.photos()
        self.blobs = b"".join(photo.jpeg for photo in self.photos)
        self.payload = manifest_v1.encode(sample.manifest(), self.photos, public_half(sample.IDENTITY))
        self.token = self.sealed(self.line())

    def line(self, payload: bytes | None = None, header: bytes | None = None) -> str:
        return jose.sign(self.payload if payload is None else payload, self.signing, header)

    def sealed(self, line: str, blobs: bytes | None = None, header: bytes | None = None) -> str:
        plaintext = line.encode() + b"\n" + (self.blobs if blobs is None else blobs)
        return jose.seal(plaintext, self.key, header)

    def document(self) -> dict[str, Any]:
        import json

        return dict(json.loads(self.payload))

    def with_manifest(self, change: Change) -> str:
        document = self.document()
        change(document)
        return self.with_payload(manifest_v1._canonical(document))

    def with_payload(self, payload: bytes, blobs: bytes | None = None) -> str:
        return self.sealed(self.line(payload), blobs)

    def write(self, name: str, expect: str, page: bytes, code: str = sample.CODE, **fields: str) -> None:
        head = "".join(f"{key}: {value}\n" for key, value in {"expect": expect, "code": code, **fields}.items())
        (FOLDER / f"{name}.vec").write_bytes(head.encode() + b"\n" + page)


def put(path: str, value: object) -> Change:
    """Set a value of the manifest by its path, `a.0.b`; ... removes it."""

    def change(document: dict[str, Any]) -> None:
        *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        target: Any = document
        for step in way:
            target = target[step]
        if value is ...:
            del target[last]
        else:
            target[last] = value

    return change


def good(maker: Maker) -> None:
    whole = jose.page(f"code {maker.token}")
    spaced = " ".join(sample.CODE[start : start + 5] for start in range(0, 25, 5))
    arabic = "".join(chr(0x0660 + int(digit)) for digit in sample.CODE)
    sums = ",".join(hashlib.sha256(photo.jpeg).hexdigest() for photo in maker.photos)
    signer = public_half(sample.IDENTITY).fingerprint
    maker.write("ok", "ok", whole, photos=sums, signer=signer)
    maker.write("ok-code-with-spaces", "ok", whole, spaced)
    maker.write("ok-code-in-arabic-digits", "ok", whole, arabic)
    maker.write("ok-unknown-slot-skipped", "ok", jose.page("later abc_-.def", f"code {maker.token}", "desk e30.e30"))
    bare = maker.with_payload(manifest_v1.encode(sample.manifest(), (), public_half(sample.IDENTITY)), b"")
    maker.write("ok-without-photos", "ok", jose.page(f"code {bare}"), photos="")
    known = {
        "ok-unknown-field": put("later", {"anything": [1, None, "x"]}),
        "ok-unknown-row-kind": put("sheet.sections.0.rows.0.kind", "later"),
        "ok-no-times-agreed": lambda document: (put("deadlines", [])(document), put("sheet.alarm", None)(document)),
    }
    for name, change in known.items():
        maker.write(name, "ok", jose.page(f"code {maker.with_manifest(change)}"))  # type: ignore[arg-type]  # a tuple is no harm


def codes(maker: Maker) -> None:
    whole = jose.page(f"code {maker.token}")
    first = str((int(sample.CODE[0]) + 1) % 10)
    maker.write("code-bad-check-digit", MISTYPED, whole, first + sample.CODE[1:], group="1")
    maker.write("code-too-short", MISTYPED, whole, sample.CODE[:20])
    maker.write(
        "code-groups-swapped", MISTYPED, whole, sample.CODE[5:10] + sample.CODE[:5] + sample.CODE[10:], group="1"
    )
    maker.write("code-of-another-hand-over", WRONG, whole, sample.OTHER_CODE)


def changed_parts(maker: Maker) -> None:
    parts = maker.token.split(".")
    for index, name in enumerate(("salt", "wrapped-key", "iv", "ciphertext", "tag")):
        changed = list(parts)
        if name == "salt":
            changed[0] = jose.b64(jose.compact(jose.jwe_header(p2s=jose.b64(b"\x34" * 16))))
        else:
            changed[index] = ("A" if parts[index][0] != "A" else "B") + parts[index][1:]
        maker.write(f"changed-{name}", WRONG, jose.page(f"code {'.'.join(changed)}"))
    header, wrapped, iv, ciphertext, tag = parts
    odd = {
        "token-cut": maker.token[: len(maker.token) // 2],
        "token-cut-in-the-tag": maker.token[:-3],
        "token-four-parts": ".".join(parts[:4]),
        "token-six-parts": maker.token + ".AAAA",
        "token-iv-too-long": ".".join([header, wrapped, jose.b64(b"\x55" * 13), ciphertext, tag]),
        "token-tag-too-short": ".".join([header, wrapped, iv, ciphertext, jose.b64(jose.unb64(tag)[:12])]),
        "token-wrapped-key-too-long": ".".join([header, jose.b64(b"\x01" * 48), iv, ciphertext, tag]),
        "base64-not-canonical-tag": ".".join([header, wrapped, iv, ciphertext, _spare_bits(tag)]),
        "base64-not-canonical-wrapped-key": ".".join([header, _spare_bits(wrapped), iv, ciphertext, tag]),
        "base64-impossible-length": ".".join([header, wrapped, iv, ciphertext, tag + "AAA"]),
    }
    for name, token in odd.items():
        maker.write(name, DAMAGED, jose.page(f"code {token}"))


def _spare_bits(text: str) -> str:
    """The same bytes to a careless decoder: the last character's unused bits set."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    assert len(text) % 4
    return text[:-1] + alphabet[alphabet.index(text[-1]) + 1]


def jwe_headers(maker: Maker) -> None:
    line = maker.line()
    headers: dict[str, bytes] = {
        "header-other-p2c": jose.compact(jose.jwe_header(p2c=1000)),
        "header-larger-p2c": jose.compact(jose.jwe_header(p2c=10_000_000)),
        "header-p2c-as-text": jose.compact(jose.jwe_header(p2c="250000")),
        "header-zip": jose.compact(jose.jwe_header(zip="DEF")),
        "header-extra": jose.compact(jose.jwe_header(kid="1")),
        "header-crit": jose.compact(jose.jwe_header(crit=["exp"], exp=1)),
        "header-other-alg": jose.compact(jose.jwe_header(alg="PBES2-HS256+A128KW")),
        "header-alg-dir": jose.compact(jose.jwe_header(alg="dir")),
        "header-other-enc": jose.compact(jose.jwe_header(enc="A256CBC-HS512")),
        "header-other-order": jose.compact(dict(reversed(jose.jwe_header().items()))),
        "header-with-space": jose.compact(jose.jwe_header()).replace(b":", b": "),
        "header-short-salt": jose.compact(jose.jwe_header(p2s=jose.b64(b"\x33" * 8))),
        "header-salt-not-canonical": jose.compact(jose.jwe_header(p2s=_spare_bits(jose.b64(jose.SALT)))),
        "header-no-salt": jose.compact({k: v for k, v in jose.jwe_header().items() if k != "p2s"}),
        "header-not-json": b"PBES2-HS512+A256KW",
    }
    for name, header in headers.items():
        maker.write(name, DAMAGED, jose.page(f"code {maker.sealed(line, header=header)}"))


def pages(maker: Maker) -> None:
    line, page = f"code {maker.token}", jose.page(f"code {maker.token}")
    faults: dict[str, tuple[str, bytes]] = {
        "page-none": (NONE, b"<!DOCTYPE html>\n<title>another page</title>\n"),
        "page-is-a-pdf": (NONE, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
        "page-empty-file": (NONE, b""),
        "page-newer": (NEWER, jose.page(line, version=2)),
        "page-version-zero": (DAMAGED, jose.page(line, version=0)),
        "page-two-blocks": (DAMAGED, page + page),
        "page-not-closed": (DAMAGED, page.replace(b"</script>\n", b"")),
        "page-two-code-slots": (DAMAGED, jose.page(line, line)),
        "page-no-code-slot": (DAMAGED, jose.page(f"later {maker.token}")),
        "page-no-slots": (DAMAGED, jose.page()),
        "page-empty-line": (DAMAGED, jose.page(line, "")),
        "page-slot-without-token": (DAMAGED, jose.page("code")),
        "page-two-spaces": (DAMAGED, jose.page(f"code  {maker.token}")),
        "page-windows-line-ends": (DAMAGED, page.replace(b"\n", b"\r\n")),
        "page-seventeen-slots": (DAMAGED, jose.page(line, *["later x"] * 16)),
        "page-letter-outside-base64": (DAMAGED, jose.page(line[:-4] + "+" + line[-3:])),
        "page-padding": (DAMAGED, jose.page(line + "==")),
    }
    for name, (expect, body) in faults.items():
        maker.write(name, expect, body)


def signatures(maker: Maker) -> None:
    stranger = Ed25519PrivateKey.from_private_bytes(b"\x66" * 32)
    line = maker.line()
    header, payload, signature = line.split(".")
    other = jose.sign(maker.payload + b" ", maker.signing).split(".")[2]
    unread = {"browser": "ok"}
    maker.write(
        "signature-swapped", DAMAGED, jose.page(f"code {maker.sealed(f'{header}.{payload}.{other}')}"), **unread
    )
    stolen = jose.sign(maker.payload, stranger, jose.compact(jose.jws_header(maker.signing)))
    maker.write("signature-by-another-key", DAMAGED, jose.page(f"code {maker.sealed(stolen)}"), **unread)
    faults = {
        "signature-cut": f"{header}.{payload}.{jose.b64(jose.unb64(signature)[:32])}",
        "signature-missing": f"{header}.{payload}.",
        "signature-not-canonical": f"{header}.{payload}.{_spare_bits(signature)}",
        "signed-line-two-parts": f"{header}.{payload}",
        "signed-line-four-parts": f"{line}.AAAA",
        "signed-line-empty": "",
    }
    for name, bad in faults.items():
        maker.write(name, DAMAGED, jose.page(f"code {maker.sealed(bad)}"))
    no_line = jose.seal(b"no line end here", maker.key)
    maker.write("signed-line-without-end", DAMAGED, jose.page(f"code {no_line}"))
    jws_headers = {
        "signed-alg-none": jose.jws_header(maker.signing, alg="none"),
        "signed-alg-eddsa": jose.jws_header(maker.signing, alg="EdDSA"),
        "signed-alg-hs256": jose.jws_header(maker.signing, alg="HS256"),
        "signed-other-type": jose.jws_header(maker.signing, typ="JWT"),
        "signed-extra-header": jose.jws_header(maker.signing, kid="1"),
        "signed-header-b64-false": jose.jws_header(maker.signing, b64=False, crit=["b64"]),
    }
    for name, changed in jws_headers.items():
        bad = maker.line(header=jose.compact(changed))
        maker.write(name, DAMAGED, jose.page(f"code {maker.sealed(bad)}"))


def manifests(maker: Maker) -> None:
    maker.write("manifest-newer", NEWER, jose.page(f"code {maker.with_manifest(put('v', 2))}"))
    for name, change, browser in _manifest_changes():
        fields = {} if browser == DAMAGED else {"browser": browser}
        maker.write(f"manifest-{name}", DAMAGED, jose.page(f"code {maker.with_manifest(change)}"), **fields)
    canonical = maker.payload
    texts: dict[str, tuple[bytes, str]] = {
        "not-canonical": (canonical.replace(b":", b": ", 1), "ok"),
        "key-twice": (b'{"v":1,' + canonical[1:], "ok"),
        "not-json": (b"{", DAMAGED),
        "not-an-object": (b"[]", DAMAGED),
        "not-utf-8": (canonical.replace("Przemyśl".encode(), b"Przemy\xff"), DAMAGED),
        "lone-surrogate": (canonical.replace("Przemyśl".encode(), b"\\ud800"), "ok"),
        "float": (canonical.replace(b'"counter":7', b'"counter":7.0'), "ok"),
        "not-a-number": (canonical.replace(b'"counter":7', b'"counter":NaN'), DAMAGED),
        "byte-order-mark": (b"\xef\xbb\xbf" + canonical, DAMAGED),
        "nested-deeply": (canonical.replace(b'"plan":{', b'"plan":{"a":' + b"[" * 5000 + b"]" * 5000 + b","), "ok"),
        "nested-too-deep": (canonical.replace(b'"plan":{', b'"plan":{"a":' + b"[" * 12 + b"]" * 12 + b","), "ok"),
    }
    for name, (payload, browser) in texts.items():
        fields = {} if browser == DAMAGED else {"browser": browser}
        maker.write(f"manifest-{name}", DAMAGED, jose.page(f"code {maker.with_payload(payload)}"), **fields)


def _manifest_changes() -> Iterator[tuple[str, Change, str]]:
    yield "other-type", put("t", "journey"), DAMAGED
    yield "version-zero", put("v", 0), DAMAGED
    yield "version-true", put("v", True), DAMAGED
    yield "version-missing", put("v", ...), DAMAGED
    yield "journey-missing", put("journey", ...), "ok"
    yield "journey-upper-case", put("journey", "A" * 32), "ok"
    yield "counter-negative", put("counter", -1), "ok"
    yield "counter-too-large", put("counter", 2**32), "ok"
    yield "epoch-as-text", put("epoch", "1"), "ok"
    yield "issued-without-zone", put("issued_at", "2026-03-09T08:12:00"), "ok"
    yield "issued-on-no-day", put("issued_at", "2026-02-30T08:12:00Z"), "ok"
    yield "issued-short-year", put("issued_at", "926-03-09T08:12:00Z"), "ok"
    yield "delete-by-no-day", put("delete_by", "2026-13-01"), "ok"
    yield "delete-by-other-form", put("delete_by", "20260408"), "ok"
    yield "deadline-order", put("deadlines.0.overdue", "2026-03-09T17:00:00Z"), "ok"
    yield "deadline-zone", put("deadlines.0.zone", "../../etc/passwd"), "ok"
    yield "deadline-no-time", put("deadlines.0.at", "soon"), DAMAGED
    yield "deadlines-not-a-list", put("deadlines", {}), DAMAGED
    yield "plan-not-an-object", put("plan", []), "ok"
    yield "sheet-missing", put("sheet", ...), DAMAGED
    yield "sheet-title-missing", put("sheet.title", ...), DAMAGED
    yield "sheet-title-too-long", put("sheet.title", "x" * 20_001), "ok"
    yield "sheet-direction-as-text", put("sheet.right_to_left", "no"), "ok"
    yield "sheet-section-as-text", put("sheet.sections.0", "x"), DAMAGED
    yield "sheet-step-without-rows", put("sheet.steps.0.rows", ...), DAMAGED
    yield "row-boxed-as-text", put("sheet.sections.0.rows.0.boxed", "yes"), DAMAGED
    yield "row-value-missing", put("sheet.sections.0.rows.0.value", ...), DAMAGED
    yield "row-without-alarm", put("sheet.alarm.alarm", ...), "ok"
    yield "too-many-sections", put("sheet.sections", [{"title": "x", "kind": "noted", "rows": []}] * 201), "ok"
    yield "key-not-canonical", put("seal_to", jose.b64(b"\x01" * 32)[:-1] + "R"), "ok"
    yield "key-too-short", put("seal_to", jose.b64(b"\x01" * 31)), "ok"
    yield "blob-hash", put("blobs.0.sha256", "0" * 64), DAMAGED
    yield "blob-hash-upper-case", put("blobs.0.sha256", "A" * 64), DAMAGED
    yield "blob-longer", put("blobs.1.length", 4_000_000), DAMAGED
    yield "blob-negative-length", put("blobs.0.length", -1), DAMAGED
    yield "blob-missing", put("blobs.1", ...), DAMAGED
    yield "blob-other-kind", put("blobs.0.kind", "svg"), DAMAGED
    yield "blob-name", put("blobs.0.name", "../x"), "ok"
    yield "blob-no-caption", put("blobs.0.caption", None), DAMAGED
    yield "too-many-blobs", put("blobs", [{}] * 65), DAMAGED


def blobs(maker: Maker) -> None:
    flipped = maker.blobs[:100] + bytes([maker.blobs[100] ^ 1]) + maker.blobs[101:]
    more, less = maker.blobs + b"\0", maker.blobs[:-1]
    for name, data in {"changed": flipped, "bytes-left-over": more, "bytes-missing": less}.items():
        maker.write(f"blobs-{name}", DAMAGED, jose.page(f"code {maker.sealed(maker.line(), data)}"))
    text = manifest_v1.Photo("driver", "The driver", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    document = maker.document()
    document["blobs"] = [manifest_v1._encode_blob(text)]
    payload = manifest_v1._canonical(document)
    maker.write("blobs-not-a-jpeg", DAMAGED, jose.page(f"code {maker.with_payload(payload, text.jpeg)}"))


def desk_slots(maker: Maker) -> None:
    """Whoever has the code opens them all: a slot for a desk is none of theirs."""
    ours, code = DESK.exchange_key, sample.CODE.encode()
    right = jose.seal_for_desk(code, ours)
    parts = right.split(".")
    slots = {
        "ok-desk-slot": ("ok", right),
        "desk-slot-of-another-desk": (NOT_FOR_US, jose.seal_for_desk(code, STRANGER.exchange_key)),
        "desk-slot-changed-tag": (NOT_FOR_US, ".".join([*parts[:4], jose.b64(b"\x01" * 16)])),
        "desk-slot-changed-epk": (NOT_FOR_US, ".".join([jose.b64(jose.desk_header(ours)), *parts[1:]])),
        "desk-slot-of-low-order": (NOT_FOR_US, ".".join([jose.b64(jose.desk_header(bytes(32))), *parts[1:]])),
        "desk-slot-extra-member": (DAMAGED, jose.seal_for_desk(code, ours, jose.desk_header()[:-1] + b',"apu":""}')),
        "desk-slot-not-canonical": (DAMAGED, ".".join([*parts[:4], _spare_bits(parts[4])])),
        "desk-slot-no-code": (DAMAGED, jose.seal_for_desk(b"0" * 25, ours)),
        "desk-slot-cut": (DAMAGED, ".".join(parts[:4])),
    }
    for name, (desk, token) in slots.items():
        maker.write(name, "ok", jose.page(f"code {maker.token}", f"desk {token}"), desk=desk)
    two = [f"desk {jose.seal_for_desk(code, STRANGER.exchange_key)}", f"desk {right}"]
    maker.write("ok-desk-slots-of-two-desks", "ok", jose.page(f"code {maker.token}", *two), desk="ok")
    other = jose.seal_for_desk(sample.OTHER_CODE.encode(), ours)
    maker.write("desk-slot-of-another-hand-over", "ok", jose.page(f"code {maker.token}", f"desk {other}"), desk=WRONG)
    maker.write("desk-slot-missing", "ok", jose.page(f"code {maker.token}"), desk=NOT_FOR_US)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.vec"):
        old.unlink()
    maker = Maker()
    for group in (good, codes, changed_parts, jwe_headers, pages, signatures, manifests, blobs, desk_slots):
        group(maker)


if __name__ == "__main__":
    main()
