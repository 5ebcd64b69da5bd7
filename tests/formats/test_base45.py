"""Base45 by the examples of RFC 9285, and nothing that is not exactly it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetravel.formats import base45

# RFC 9285, sections 4.3 and 4.4.
EXAMPLES = {b"AB": "BB8", b"Hello!!": "%69 VD92EX0", b"base-45": "UJCLQE7W581", b"ietf!": "QED8WEX0", b"": ""}


@pytest.mark.parametrize(("data", "text"), EXAMPLES.items())
def test_the_examples_of_the_rfc(data: bytes, text: str) -> None:
    assert base45.encode(data) == text
    assert base45.decode(text, most=100) == data


@pytest.mark.parametrize(
    "wrong",
    [
        "A",  # no length of base45
        "AAAA",
        "GGW",  # RFC 9285, 6: 65,536
        ":::",
        "::",  # two characters for 2,069
        "V5",  # 256
        "aB8",
        "BB8\n",
        "ÄB8",
        "١B8",
        "BB_",
    ],
)
def test_what_is_not_base45_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="no base45"):
        base45.decode(wrong, most=100)


def test_the_cap_stands_first() -> None:
    assert base45.decode("000", most=3) == b"\0\0"
    with pytest.raises(ValueError, match="no base45"):
        base45.decode("000000", most=5)


@given(st.binary(max_size=60))
def test_every_string_of_bytes_comes_back(data: bytes) -> None:
    text = base45.encode(data)
    assert len(text) == base45.encoded_length(len(data))
    assert base45.decode(text, most=200) == data


@given(st.text(base45.ALPHABET, max_size=30))
def test_whatever_is_decoded_encodes_to_the_same_text(text: str) -> None:
    try:
        data = base45.decode(text, most=30)
    except ValueError:
        return
    assert base45.encode(data) == text
