from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetravel.sharing import sms


@pytest.mark.parametrize(
    ("text", "encoding", "units", "parts", "left"),
    [
        ("", "GSM-7", 0, 1, 160),
        ("a" * 160, "GSM-7", 160, 1, 0),
        ("a" * 161, "GSM-7", 161, 2, 145),
        ("a" * 306, "GSM-7", 306, 2, 0),
        ("a" * 307, "GSM-7", 307, 3, 152),
        ("a" * 459, "GSM-7", 459, 3, 0),
        ("a" * 460, "GSM-7", 460, 4, 152),
        ("€" * 80, "GSM-7", 160, 1, 0),
        ("a" * 152 + "€" + "a" * 10, "GSM-7", 164, 2, 141),
        ("é\nÄ", "GSM-7", 3, 1, 157),
        ("ć", "UCS-2", 1, 1, 69),
        ("ж" * 70, "UCS-2", 70, 1, 0),
        ("ж" * 71, "UCS-2", 71, 2, 63),
        ("ж" * 201, "UCS-2", 201, 3, 0),
        ("ж" * 202, "UCS-2", 202, 4, 66),
        ("👧" * 35, "UCS-2", 70, 1, 0),
        ("ж" * 66 + "👧" + "ж" * 10, "UCS-2", 78, 2, 55),
    ],
)
def test_measure(text: str, encoding: str, units: int, parts: int, left: int) -> None:
    size = sms.measure(text)
    assert (size.encoding, size.units, size.parts, size.left) == (encoding, units, parts, left)
    assert size.fits is (parts <= 3)


def test_alphabet_has_its_size() -> None:
    assert len(sms._BASIC) == 127  # 128 with the escape character
    assert len(sms._EXTENDED) == 10


@given(st.text(max_size=300), st.text(max_size=5))
def test_more_text_is_never_fewer_parts(text: str, more: str) -> None:
    assert sms.measure(text + more).parts >= sms.measure(text).parts


def test_smsto() -> None:
    assert sms.smsto("+00 000 001", "Олена") == "smsto:+00000001:Олена"
    with pytest.raises(ValueError, match="number"):
        sms.smsto("unknown", "text")
