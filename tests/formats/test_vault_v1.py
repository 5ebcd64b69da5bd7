"""The locker's bytes: fixed layouts, one spelling of a header, and nothing else taken."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetravel.crypto.kdf import FLOOR, REAL, Cost
from safetravel.crypto.keys import Identity
from safetravel.crypto.sealing import Sealed
from safetravel.domain.errors import HeaderDamaged, LockerError, NewerLocker, NotALocker, RecordDamaged
from safetravel.formats import vault_v1 as v1
from safetravel.formats.vault_v1 import Head, Header, PassphraseWrap, RowSet

STORE = bytes(range(16))
SEALED = Sealed(b"s" * 32, b"t" * 16, b"v" * 32)
HEADER = Header(
    store=STORE,
    generation=1,
    revision=1,
    icon="kettle",
    nickname="Blue kettle",
    passphrase=PassphraseWrap(REAL, b"k" * 32, SEALED),
    recovery=SEALED,
    last_unlock=date(2026, 3, 9),
    keep_until=None,
)


def rewritten(change: Any) -> bytes:
    """The header's JSON after `change`, under a checksum that holds."""
    members = json.loads(v1.encode_header(HEADER))
    del members["sha256"]
    changed = change(members)
    members = members if changed is None else changed
    return v1.with_checksum(json.dumps(members, separators=(",", ":")).encode("ascii"))


def put(*path: str, value: object) -> Any:
    def change(members: dict[str, Any]) -> None:
        place = members
        for name in path[:-1]:
            place = place[name]
        place[path[-1]] = value

    return change


class TestHeader:
    def test_as_written_down(self) -> None:
        """The example of docs/formats/vault_v1.md."""
        data = v1.encode_header(HEADER)
        body, checksum = data[:-78], data[-78:]
        assert checksum == b',"sha256":"' + hashlib.sha256(body).hexdigest().encode() + b'"}\n'
        assert body == (
            b'{"format":"safetravel-vault","version":1,"store":"000102030405060708090a0b0c0d0e0f","generation":1,'
            b'"revision":1,"icon":"kettle","nickname":"Blue kettle","wraps":{"passphrase":{"memory_kib":262144,'
            b'"passes":3,"lanes":4,"kdf_salt":"' + b"6b" * 32 + b'","salt":"' + b"73" * 32 + b'","tag":"'
            + b"74" * 16 + b'","value":"' + b"76" * 32 + b'"},"recovery":{"salt":"' + b"73" * 32 + b'","tag":"'
            + b"74" * 16 + b'","value":"' + b"76" * 32 + b'"}},"last_unlock":"2026-03-09","keep_until":null'
        )  # fmt: skip

    @given(
        st.binary(min_size=16, max_size=16),
        st.integers(1, 2**32 - 1),
        st.integers(1, 2**32 - 1),
        st.from_regex(v1.ICON, fullmatch=True),
        st.text(max_size=64),
        st.builds(Cost, st.integers(65536, 2**20), st.integers(3, 16), st.integers(1, 16)),
        st.dates(),
        st.none() | st.dates(),
    )
    def test_parsed_as_encoded(
        self,
        store: bytes,
        generation: int,
        revision: int,
        icon: str,
        nickname: str,
        cost: Cost,
        last_unlock: date,
        keep_until: date | None,
    ) -> None:
        header = Header(
            store=store,
            generation=generation,
            revision=revision,
            icon=icon,
            nickname=nickname,
            passphrase=PassphraseWrap(cost, b"k" * 32, SEALED),
            recovery=SEALED,
            last_unlock=last_unlock,
            keep_until=keep_until,
        )
        assert v1.parse_header(v1.encode_header(header)) == header

    def test_the_binding_is_what_the_document_says(self) -> None:
        header = replace(HEADER, nickname='","last_unlock":"2026')
        line = v1.encode_header(header)
        start = line.rindex(b',"last_unlock":')
        assert v1.header_binding(header) == hashlib.sha256(line[:start]).digest()

    @pytest.mark.parametrize(
        ("members", "same"),
        [
            ({"last_unlock": date(2027, 1, 1)}, True),
            ({"keep_until": date(2027, 1, 1)}, True),
            ({"store": bytes(16)}, False),
            ({"generation": 2}, False),
            ({"revision": 2}, False),
            ({"icon": "cup"}, False),
            ({"nickname": 'Blue kettle","last_unlock":'}, False),
            ({"passphrase": PassphraseWrap(REAL, b"l" * 32, SEALED)}, False),
            ({"passphrase": PassphraseWrap(FLOOR, b"k" * 32, SEALED)}, False),
            ({"recovery": SEALED._replace(tag=bytes(16))}, False),
        ],
    )
    def test_the_binding_holds_everything_but_the_two_days(self, members: dict[str, Any], same: bool) -> None:
        assert (v1.header_binding(replace(HEADER, **members)) == v1.header_binding(HEADER)) == same

    def test_every_flipped_bit_is_noticed(self) -> None:
        data = v1.encode_header(HEADER)
        for bit in range(8 * len(data)):
            changed = bytearray(data)
            changed[bit // 8] ^= 1 << bit % 8
            with pytest.raises(HeaderDamaged):
                v1.parse_header(bytes(changed))

    @given(st.binary(max_size=400))
    def test_anything_is_parsed_or_refused(self, untrusted: bytes) -> None:
        for data in (untrusted, v1.with_checksum(untrusted + b"}")):
            with pytest.raises(LockerError):
                v1.parse_header(data)

    @given(
        st.recursive(
            st.none() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x), max_leaves=5
        )
    )
    def test_any_json_under_a_right_checksum(self, value: object) -> None:
        for name in ("store", "wraps", "icon", "nickname", "last_unlock", "keep_until", "generation", "revision"):
            data = rewritten(put(name, value=value))
            try:
                v1.parse_header(data)
            except HeaderDamaged:
                continue
            assert v1.encode_header(v1.parse_header(data)) == data

    @pytest.mark.parametrize(
        "change",
        [
            put("store", value="00"),
            put("store", value="zz" * 16),
            put("store", value="0A" * 16),
            put("generation", value=0),
            put("generation", value=True),
            put("generation", value=1.0),
            put("revision", value=2**32),
            put("icon", value="../up"),
            put("icon", value="x" * 33),
            put("nickname", value="x" * 65),
            put("nickname", value=5),
            put("nickname", value=["x"]),
            put("last_unlock", value="2026-3-9"),
            put("last_unlock", value=None),
            put("keep_until", value="never"),
            put("wraps", "passphrase", "memory_kib", value=65535),
            put("wraps", "passphrase", "memory_kib", value=2**20 + 1),
            put("wraps", "passphrase", "passes", value=1),
            put("wraps", "passphrase", "lanes", value=17),
            put("wraps", "passphrase", "kdf_salt", value=""),
            put("wraps", "passphrase", "tag", value="00"),
            put("wraps", "recovery", "value", value="00" * 33),
            put("wraps", "recovery", value=None),
            put("wraps", "third", value=None),
            put("wraps", "recovery", "more", value=1),
            put("more", value=1),
            put("version", value=0),
            put("version", value=1.0),
            put("version", value="2"),
            lambda members: members.pop("revision") and None,
            lambda members: dict(reversed(members.items())),
        ],
    )
    def test_a_right_checksum_over_something_else(self, change: Any) -> None:
        with pytest.raises(HeaderDamaged):
            v1.parse_header(rewritten(change))

    def test_blanks_do_not_pass(self) -> None:
        members = json.loads(v1.encode_header(HEADER))
        del members["sha256"]
        with pytest.raises(HeaderDamaged):
            v1.parse_header(v1.with_checksum(json.dumps(members).encode("ascii")))

    def test_too_long_or_too_deep(self) -> None:
        with pytest.raises(HeaderDamaged):
            v1.parse_header(v1.with_checksum(b"{" + b" " * v1.HEADER_LIMIT + b"}"))
        with pytest.raises(HeaderDamaged):
            v1.parse_header(v1.with_checksum(b"[" * 10_000 + b"}"))
        with pytest.raises(HeaderDamaged):
            v1.parse_header(v1.with_checksum(b"9" * 10_000 + b"}"))

    @pytest.mark.parametrize("value", ["other", None, 5])
    def test_another_format(self, value: object) -> None:
        with pytest.raises(NotALocker):
            v1.parse_header(rewritten(put("format", value=value)))
        with pytest.raises(HeaderDamaged):
            v1.parse_header(v1.with_checksum(b"[]"))

    def test_a_later_version(self) -> None:
        with pytest.raises(NewerLocker):
            v1.parse_header(rewritten(put("version", value=2)))
        with pytest.raises(NewerLocker):
            v1.parse_header(rewritten(lambda _: {"format": v1.MAGIC, "version": 2, "unknown": []}))

    def test_the_days_alone_may_differ(self) -> None:
        other = replace(HEADER, last_unlock=date(2027, 1, 1), keep_until=date(2027, 2, 2))
        assert HEADER.same_but_days(other)
        assert not HEADER.same_but_days(replace(other, nickname="x"))


class TestLayouts:
    """Bytes written down once by hand: whoever reads docs/formats/vault_v1.md gets the same."""

    def test_pack(self) -> None:
        assert v1.pack(b"ab", b"", b"c") == b"\0\0\0\2ab\0\0\0\0\0\0\0\1c"

    @given(st.lists(st.binary(max_size=5)), st.lists(st.binary(max_size=5)))
    def test_no_two_lists_look_alike(self, one: list[bytes], other: list[bytes]) -> None:
        assert (v1.pack(*one) == v1.pack(*other)) == (one == other)

    def test_wraps(self) -> None:
        common = b"\0\0\0\7vault/1" + b"\0\0\0\x10" + STORE + b"\0\0\0\4\0\0\0\1"
        assert v1.recovery_associated(STORE) == common + b"\0\0\0\x08recovery"
        assert v1.passphrase_associated(STORE, FLOOR, b"k" * 32) == (
            common + b"\0\0\0\x0apassphrase" + b"\0\0\0\4\0\1\0\0" + b"\0\0\0\4\0\0\0\3" + b"\0\0\0\4\0\0\0\4"
            + b"\0\0\0\x20" + b"k" * 32
        )  # fmt: skip

    def test_rows(self) -> None:
        row = b"\0\0\0\7vault/1" + b"\0\0\0\x10" + STORE
        assert v1.row_associated(STORE, "records", "j1", 258) == (
            row + b"\0\0\0\7records" + b"\0\0\0\2j1" + b"\0\0\0\x08\0\0\0\0\0\0\1\2"
        )
        assert v1.chunk_associated(STORE, "p1", 3, 1, last=True) == (
            row + b"\0\0\0\6chunks" + b"\0\0\0\7p1/0003" + b"\0\0\0\x08\0\0\0\0\0\0\0\1"
            + b"\0\0\0\2p1" + b"\0\0\0\4\0\0\0\3" + b"\0\0\0\1\1"
        )  # fmt: skip
        assert v1.chunk_associated(STORE, "p1", 3, 1, last=False).endswith(b"\0\0\0\1\0")
        assert v1.set_member("records", "j1", 258, b"t" * 16) == (
            b"\0\0\0\7records" + b"\0\0\0\2j1" + b"\0\0\0\x08\0\0\0\0\0\0\1\2" + b"\0\0\0\x10" + b"t" * 16
        )

    def test_labels(self) -> None:
        assert v1.info("records") == b"safetravel/vault/1/records"

    def test_chunk_ids(self) -> None:
        assert v1.photo_of(v1.chunk_id("p.1:x", 12)) == "p.1:x"
        assert v1.chunk_id("p", 9) < v1.chunk_id("p", 10)

    def test_head_as_written_down(self) -> None:
        head = Head(RowSet(1, 2), RowSet(3, 4), 5, 6, b"\7" * 32)
        numbers = (1).to_bytes(32, "big") + (2).to_bytes(8, "big") + (3).to_bytes(32, "big") + (4).to_bytes(8, "big")
        assert v1.encode_head(head) == numbers + bytes([0, 0, 0, 5, 0, 0, 0, 6]) + b"\7" * 32

    @given(
        st.builds(RowSet, st.integers(0, 2**256 - 1), st.integers(0, 2**64 - 1)),
        st.builds(RowSet, st.integers(0, 2**256 - 1), st.integers(0, 2**64 - 1)),
        st.integers(0, 2**32 - 1),
        st.integers(0, 2**32 - 1),
        st.binary(min_size=32, max_size=32),
    )
    def test_head(self, at_once: RowSet, at_need: RowSet, epoch: int, counter: int, binding: bytes) -> None:
        head = Head(at_once, at_need, epoch, counter, binding)
        data = v1.encode_head(head)
        assert len(data) == 120
        assert v1.parse_head(data) == head
        for wrong in (data[:-1], data + b"\0", b""):
            with pytest.raises(RecordDamaged):
                v1.parse_head(wrong)

    @pytest.mark.parametrize("length", [0, 31, 33])
    def test_head_with_no_binding(self, length: int) -> None:
        with pytest.raises(ValueError, match="binding"):
            v1.encode_head(Head(RowSet(), RowSet(), 1, 0, bytes(length)))

    def test_which_rows_are_read_at_need(self) -> None:
        at_need = {
            name
            for name in ("d.0", "d.", "d", "d-", "d/", "D.0", "s.0000", "identity")
            if v1.is_at_need("records", name)
        }
        assert at_need == {"d.0", "d."}
        assert v1.is_at_need("chunks", "p1/0000")
        assert v1.AT_NEED < "d.0" < "d.~" < v1.AFTER_AT_NEED


class TestRecords:
    def test_as_written_down(self) -> None:
        assert v1.encode_record({"t": "x", "v": 1, "name": "Олена"}) == '{"t":"x","v":1,"name":"Олена"}'.encode()

    @given(
        st.dictionaries(
            st.text(),
            st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=5),
            max_size=5,
        )
    )
    def test_kept_whole_unknown_members_too(self, record: dict[str, Any]) -> None:
        assert v1.parse_record(v1.encode_record(record)) == record

    def test_half_a_surrogate_survives(self) -> None:
        assert v1.parse_record(v1.encode_record({"x": "\ud800"})) == {"x": "\ud800"}

    @pytest.mark.parametrize("plaintext", [b"", b"[]", b'"x"', b"{", b"\xff", b"[" * 10_000, b"5"])
    def test_what_we_never_write(self, plaintext: bytes) -> None:
        with pytest.raises(RecordDamaged) as raised:
            v1.parse_record(plaintext)
        assert raised.value.__context__ is None, "an error of the parser holds the plaintext"

    def test_what_cannot_be_kept(self) -> None:
        with pytest.raises(ValueError, match="JSON"):
            v1.encode_record({"x": float("nan")})
        with pytest.raises(TypeError):
            v1.encode_record({"x": b"bytes"})
        with pytest.raises(ValueError, match="long"):
            v1.encode_record({"x": "ї" * (2**19)})

    def test_identity(self) -> None:
        identity = Identity.fresh()
        record = v1.encode_identity(identity)
        assert (record["t"], record["v"]) == ("identity", 1)
        assert v1.parse_identity(record).to_bytes() == identity.to_bytes()
        for wrong in ({}, record | {"ed25519": "00"}, record | {"x25519": None}, record | {"x25519": "zz"}):
            with pytest.raises(RecordDamaged):
                v1.parse_identity(wrong)
