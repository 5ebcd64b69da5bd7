"""Where tokens stand in a page: written and found again by fixed markers, never by a guess at HTML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetravel.domain.errors import CheckInDamaged, CheckInError, CheckInTooLarge, NewerCheckIn, NotACheckIn
from safetravel.formats import page_v1
from safetravel.formats.page_v1 import Slot, code_slot, embed, extract

HTML = "<!DOCTYPE html>\n<p>{{text}} Олена</p>\n<!--safetravel-slots-->\n<script>1 < 2</script>\n"
OPEN = b'<script type="text/plain" id="safetravel-page-1">\n'

kinds = st.from_regex(r"[a-z][a-z0-9-]{0,31}", fullmatch=True)
tokens = st.from_regex(rb"[A-Za-z0-9._-]{1,60}", fullmatch=True)
slots = st.lists(st.builds(Slot, kinds, tokens), min_size=1, max_size=16).map(tuple)


@given(slots)
def test_slots_come_back_as_they_were(given_slots: tuple[Slot, ...]) -> None:
    page = embed(HTML, given_slots)
    assert extract(page) == given_slots
    assert (
        page.replace(page[page.index(OPEN) : page.index(b"</script>\n") + 10], b"<!--safetravel-slots-->\n")
        == HTML.encode()
    )


@given(st.binary(max_size=400))
def test_whatever_the_file_holds_it_is_read_or_refused(untrusted: bytes) -> None:
    for page in (untrusted, OPEN + untrusted, OPEN + untrusted + b"\n</script>\n"):
        try:
            found = extract(page)
        except CheckInError:
            continue
        assert all(slot.kind and slot.token for slot in found)


def test_the_one_code_slot_is_found_among_others() -> None:
    assert code_slot((Slot("later", b"x"), Slot("code", b"token"), Slot("desk", b"y"))) == b"token"


@pytest.mark.parametrize("found", [(), (Slot("desk", b"x"),), (Slot("code", b"x"), Slot("code", b"x"))])
def test_none_or_two_code_slots_are_refused(found: tuple[Slot, ...]) -> None:
    with pytest.raises(CheckInDamaged):
        code_slot(found)


@pytest.mark.parametrize(
    ("page", "refusal"),
    [
        (b"", NotACheckIn),
        (b"<html>safetravel-page-1</html>", NotACheckIn),
        (OPEN.replace(b"-1", b"-2") + b"code x\n</script>\n", NewerCheckIn),
        (OPEN.replace(b"-1", b"-01") + b"code x\n</script>\n", CheckInDamaged),
        (OPEN.replace(b'">', b'" >') + b"code x\n</script>\n", CheckInDamaged),
        (OPEN + b"code x\n</script>\n" + OPEN + b"code x\n</script>\n", CheckInDamaged),
        (OPEN + b"code x</script>\n", CheckInDamaged),
        (OPEN + b"</script>\n", CheckInDamaged),
        (OPEN + b"\n</script>\n", CheckInDamaged),
        (OPEN + b"code x \n</script>\n", CheckInDamaged),
        (OPEN + b"Code x\n</script>\n", CheckInDamaged),
        (OPEN + b"later x\n" * 17 + b"</script>\n", CheckInDamaged),
        (OPEN + b"code x\r\n</script>\n", CheckInDamaged),
    ],
)
def test_what_is_not_exactly_so_is_refused(page: bytes, refusal: type[CheckInError]) -> None:
    with pytest.raises(refusal):
        extract(page)


def test_the_cap_comes_first() -> None:
    with pytest.raises(CheckInTooLarge):
        extract(b"x" * (page_v1.MAX_PAGE + 1))
    with pytest.raises(CheckInTooLarge):
        embed(HTML, (Slot("code", b"x" * page_v1.MAX_PAGE),))


@pytest.mark.parametrize("page", ["<p></p>\n", HTML + HTML, HTML + OPEN.decode()])
def test_a_page_without_one_place_is_a_bug(page: str) -> None:
    with pytest.raises(ValueError, match="place"):
        embed(page, (Slot("code", b"x"),))


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        (Slot("code", b"<script>"),),
        (Slot("Code", b"x"),),
        (Slot("code", b""),),
        (Slot("code", b"x\ndesk y"),),
        (Slot("later", b"x"),) * 17,
    ],
)
def test_slots_that_could_not_be_read_are_a_bug(wrong: tuple[Slot, ...]) -> None:
    with pytest.raises(ValueError, match="no reader would take"):
        embed(HTML, wrong)
