"""The hand-over on the spot against everybody on the network, over real sockets."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sharing.spot_phone import DOCUMENT, LOOPBACK, PAGE, PAGES, PATIENCE, Answer, Serving, form, read_all, small_intake

from safetravel.domain.errors import AddressGone
from safetravel.sharing.spot import Ending, Place, Spot, SpotLimits
from safetravel.sharing.spot_errands import Intake, Offer
from safetravel.sharing.spot_line import LineLimits
from safetravel.sharing.spot_upload import Refusal, Upload, UploadLimits, UploadRefused

OTHER = "127.0.0.2"
A, B = b"\xff\xd8 driver", b"\xff\xd8 vehicle\r\n--almost a boundary\r\n"
Serve = Callable[..., Serving]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """`serve(errand, limits=…)`; each is ended, and its port looked at, after the test."""
    made: list[Serving] = []

    def one(errand: Offer | Intake, **wishes: Any) -> Serving:
        made.append(Serving(errand, **wishes))
        return made[-1]

    yield one
    for serving in made:
        serving.close()


@pytest.fixture
def offer(serve: Serve) -> Serving:
    return serve(Offer([PAGE, DOCUMENT], PAGES, grace=0.2))


@pytest.fixture
def intake(serve: Serve) -> Serving:
    serving: Serving = serve(small_intake())
    assert serving.get("go").body == PAGES.go
    return serving


def bare(answer: Answer) -> bool:
    """Nothing in it tells what answers here."""
    told = set(answer.headers) - {"content-length", "connection", "cache-control", "referrer-policy"}
    return not answer.body and told == {"x-content-type-options", "cross-origin-resource-policy"}


def begun(serving: Serving, length: int = 0, **headers: str) -> bytes:
    """The head of an upload of A, or of `length` bytes, that nothing is wrong with."""
    return serving.head(
        "POST",
        f"{serving.path}pictures",
        origin=f"http://{serving.host}",
        content_type="multipart/form-data; boundary=----phone",
        content_length=str(length or len(form(A))),
        **headers,
    )


# what is meant to happen


def test_nothing_before_the_yes_then_every_file_then_the_end(offer: Serving) -> None:
    early = offer.get(PAGE.name)
    assert (early.status, early.headers["location"]) == (303, "./")
    assert offer.get().body == PAGES.ask
    assert offer.get("go").body == PAGES.go
    for file in (PAGE, DOCUMENT):
        answer = offer.get(file.name)
        assert (answer.status, answer.body) == (200, file.data)
        assert answer.headers["content-type"] == file.media.lower()
        assert answer.headers["content-disposition"] == f'attachment; filename="{file.name}"'
    assert offer.over() is Ending.DONE
    assert offer.seen[-1].done == (PAGE.name, DOCUMENT.name)
    assert offer.seen[-1].guest == "127.0.0.1"


def test_who_taps_twice_is_not_stranded(offer: Serving) -> None:
    offer.get("go")
    assert [offer.get(PAGE.name).status for _ in range(3)] == [200, 200, 200]
    offer.until(lambda seen: seen.done == (PAGE.name,))


def test_for_a_while_after_the_last_file_all_can_be_fetched_again() -> None:
    now = [7.0]
    offer = Offer([PAGE, DOCUMENT], PAGES, grace=5.0, clock=lambda: now[0])
    assert offer.get("go")
    for file in (PAGE, DOCUMENT):
        assert not offer.over(now[0])
        reply = offer.get(file.name)
        assert reply is not None
        assert reply.delivered is not None
        reply.delivered()
    assert [offer.over(at) for at in (7.0, 11.9, 12.0)] == [False, False, True]


def test_a_file_that_broke_off_does_not_count(serve: Serve) -> None:
    big = DOCUMENT.data * 60
    serving = serve(Offer([type(DOCUMENT)("check-in.pdf", "application/pdf", big)], PAGES, grace=0.0))
    serving.get("go")
    with serving.connect() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
        line.sendall(serving.head("GET", f"{serving.path}check-in.pdf"))
        assert line.recv(1000)
    assert serving.get().status == 200, "it goes on"
    assert serving.get("check-in.pdf").body == big
    assert serving.over() is Ending.DONE


def test_pictures_arrive_as_they_were_sent(intake: Serving) -> None:
    answer = intake.upload(A, B)
    assert (answer.status, answer.body) == (200, PAGES.taken)
    assert intake.over() is Ending.DONE
    assert intake.errand.pictures == (A, B)


def test_who_asks_before_sending_is_told_to_go_on(intake: Serving) -> None:
    body = form(A)
    head = begun(intake, expect="100-continue")
    with intake.connect() as line:
        line.sendall(head)
        assert line.recv(100).startswith(b"HTTP/1.1 100 ")
        line.sendall(body)
        assert read_all(line).startswith(b"HTTP/1.1 200 ")


def test_every_answer_has_the_headers_that_matter(offer: Serving) -> None:
    for answer in (offer.get(), offer.get("go"), offer.get(PAGE.name), offer.get("no"), offer.get(host="other")):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["connection"] == "close"
        assert not {"server", "date", "x-powered-by", "set-cookie"} & set(answer.headers)
    assert offer.get().headers["content-security-policy"] == PAGES.policy


def test_the_token_has_128_bits_and_is_never_the_same(serve: Serve) -> None:
    tokens = {serve(Offer([PAGE], PAGES)).path for _ in range(3)}
    assert len(tokens) == 3
    assert all(len(token.strip("/")) * 5 >= 128 for token in tokens)


def test_nothing_is_written_down(offer: Serving, capfd: pytest.CaptureFixture[str]) -> None:
    offer.get("go")
    offer.get("etc/passwd")
    offer.raw(b"\0\r\n\r\n")
    assert capfd.readouterr() == ("", "")


# who else is there


@pytest.mark.parametrize(
    "path", ["/", "/index.html", "/favicon.ico", "/admin/", "//", "/go", "/..", "*", "/" + "a" * 200]
)
def test_without_the_token_there_is_nothing(offer: Serving, path: str) -> None:
    answer = offer.raw(offer.head("GET", path))
    assert answer.status == 404
    assert bare(answer)
    assert offer.seen[-1].guest == "", "nobody of ours has come yet"


def test_tokens_that_are_tried_end_it(offer: Serving) -> None:
    tried = [offer.raw(offer.head("GET", f"/{letter * 26}/")).status for letter in "abcde"]
    assert tried == [404] * 4 + [0], "the last one is cut off with everything else"
    assert offer.over() is Ending.GUESSED


def test_probing_without_a_token_ends_nothing(offer: Serving) -> None:
    for _ in range(9):
        offer.raw(offer.head("GET", "/favicon.ico"))
    assert offer.get().status == 200


@pytest.mark.parametrize(
    "path",
    [
        "../",
        "./",
        "go/",
        "go?x",
        "go#x",
        "%67o",
        "check-in.html/",
        "..%2f..%2fetc/passwd",
        "check-in.html\\",
        "CHECK-IN.HTML",
        "/go",
    ],
)
def test_paths_are_compared_and_never_walked(offer: Serving, path: str) -> None:
    offer.get("go")
    assert offer.get(path).status == 404


@pytest.mark.parametrize(
    "host", ["", "evil.example", "localhost", "127.0.0.1", "{host}.evil.example", "{host}:80", " {host},x"]
)
def test_another_host_is_refused(offer: Serving, host: str) -> None:
    """DNS rebinding: a foreign page makes its own name point here."""
    answer = offer.get("go", host=host.format(host=offer.host))
    assert answer.status in {400, 403, 0}
    assert bare(answer) or answer.status == 0
    assert offer.get(PAGE.name).status == 303, "the yes was not said"


def test_two_hosts_are_refused(offer: Serving) -> None:
    twice = f"GET {offer.path} HTTP/1.1\r\nHost: {offer.host}\r\nHost: evil.example\r\n\r\n".encode()
    assert offer.raw(twice).status in {0, 403}


@pytest.mark.parametrize(
    "origin", ["", "null", "http://evil.example", "https://{host}", "http://{host}/", "http://{host}.evil"]
)
def test_a_form_of_another_origin_is_refused(intake: Serving, origin: str) -> None:
    answer = intake.upload(A, origin=origin.format(host=intake.host))
    assert answer.status == 403
    assert bare(answer)
    assert intake.errand.pictures == ()
    assert intake.upload(A).status == 200


def test_a_script_of_another_origin_reads_nothing(offer: Serving) -> None:
    assert offer.get(origin="http://evil.example").status == 403


@pytest.mark.parametrize("method", ["HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "BREW"])
def test_other_methods_get_nothing(offer: Serving, method: str) -> None:
    answer = offer.raw(offer.head(method, offer.path))
    assert answer.status == 403
    assert bare(answer)


def test_nothing_is_sent_before_the_yes(serve: Serve) -> None:
    serving = serve(small_intake())
    assert serving.upload(A).status == 303
    assert serving.errand.pictures == ()


def test_one_upload_at_a_time(intake: Serving) -> None:
    with intake.connect() as line:
        line.sendall(begun(intake) + form(A)[:60])
        intake.until(lambda seen: seen.receiving)
        assert intake.upload(B).status == 404
        line.sendall(form(A)[60:])
        assert read_all(line).startswith(b"HTTP/1.1 200 ")
    assert intake.errand.pictures == (A,)


def test_an_offer_takes_nothing(offer: Serving) -> None:
    offer.get("go")
    assert offer.upload(A).status == 404
    assert offer.upload(A, path="check-in.html").status == 404


def test_a_second_device_is_turned_away(offer: Serving) -> None:
    offer.get("go")
    answer = offer.get(PAGE.name, source=OTHER)
    assert (answer.status, answer.body) == (403, PAGES.another)
    offer.until(lambda seen: seen.turned_away == 1 and seen.guest == "127.0.0.1")
    assert offer.get(PAGE.name).status == 200, "the first one goes on"


def test_a_second_device_sends_nothing(intake: Serving) -> None:
    assert intake.upload(A, source=OTHER).status == 403
    assert intake.errand.pictures == ()


def test_nobody_outside_the_chosen_network_is_answered(serve: Serve) -> None:
    serving = serve(Offer([PAGE], PAGES), place=Place("127.0.0.1", 31))
    assert serving.get(source=OTHER).status == 0
    assert serving.get().status == 200


def test_one_upload_is_the_end(intake: Serving) -> None:
    intake.upload(A)
    intake.over()
    with pytest.raises(OSError):
        intake.upload(B)
    assert intake.errand.pictures == (A,)


# too much


def test_too_large_by_its_own_word_is_not_read(intake: Serving) -> None:
    """Nothing of the body is sent, and the answer is there."""
    head = begun(intake, 999_999_999_999)
    with intake.connect() as line:
        line.sendall(head)
        assert line.recv(100).startswith(b"HTTP/1.1 413 ")


def test_too_large_against_its_word(intake: Serving) -> None:
    body = form(b"x" * 2001)
    answer = intake.upload(b"x" * 2001, content_length=str(len(body)))
    assert (answer.status, answer.body) == (413, PAGES.refused[Refusal.TOO_LARGE])
    assert intake.upload(A).status == 200, "a smaller one may follow"


@pytest.mark.parametrize("more", [-1, -40, 1, 40])
def test_a_length_that_lies(serve: Serve, more: int) -> None:
    serving = serve(small_intake(), limits=SpotLimits(line=LineLimits(idle=0.3)))
    serving.get("go")
    answer = serving.upload(A, content_length=str(len(form(A)) + more))
    if more == -1:
        assert answer.status == 200, "the line end after the last boundary is no part of a picture"
        return
    assert answer.status in {0, 400}, "longer: waited for and given up; shorter: not whole"
    assert serving.errand.pictures == ()


@pytest.mark.parametrize(
    "lengths",
    [{}, {"content_length": ""}, {"content_length": "-1"}, {"content_length": "1e9"}, {"content_length": "0x10"}],
)
def test_no_length_no_upload(intake: Serving, lengths: dict[str, str]) -> None:
    chunked = {"transfer_encoding": "chunked"} if not lengths else {}
    answer = intake.upload(A, **(lengths or {"content_length": ""}), **chunked)
    assert answer.status in {0, 400, 403}
    assert intake.errand.pictures == ()
    assert intake.upload(A).status == 200


def test_chunked_beside_a_length_is_refused(intake: Serving) -> None:
    """The two speak of different ends: what follows one of them would be a smuggled request."""
    head = begun(intake, length=len(form(A)), transfer_encoding="chunked")
    chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(form(A)), form(A))
    assert intake.raw(head + chunks).status == 403
    assert intake.errand.pictures == ()


def test_too_many_files(intake: Serving) -> None:
    answer = intake.upload(A, A, A, A)
    assert (answer.status, answer.body) == (413, PAGES.refused[Refusal.TOO_MANY])
    assert intake.errand.pictures == ()


def test_all_together_too_large(intake: Serving) -> None:
    answer = intake.upload(*[b"x" * 1900] * 3)
    assert (answer.status, answer.body) == (413, PAGES.refused[Refusal.TOO_LARGE])


def test_nothing_chosen(intake: Serving) -> None:
    answer = intake.upload(b"")
    assert (answer.status, answer.body) == (400, PAGES.refused[Refusal.NOTHING])


def test_a_head_without_end(serve: Serve) -> None:
    serving = serve(Offer([PAGE], PAGES), limits=SpotLimits(line=LineLimits(head=60)))
    with serving.connect() as line:
        line.sendall(f"GET {serving.path} HTTP/1.1\r\n".encode())
        with suppress(OSError):
            line.sendall((b"X-More: " + b"x" * 80 + b"\r\n") * 200)
        assert read_all(line) == b""
    assert serving.get().status == 200


@pytest.mark.parametrize(
    "garbage",
    [
        b"\0" * 100 + b"\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x80" * 300,
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : x\r\n\r\n",
        b"GET / HTTP/1.1\r\n folded: x\r\n\r\n",
        b"\r\n" * 5000,
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ],
)
def test_garbage_gets_no_answer_worth_having(serve: Serve, garbage: bytes) -> None:
    serving = serve(Offer([PAGE], PAGES), limits=SpotLimits(line=LineLimits(head=0.2)))
    answer = serving.raw(garbage)
    assert answer.status in {0, 403, 404}
    assert serving.get().status == 200


# slow, silent, many


def test_slow_clients_are_cut_off(serve: Serve) -> None:
    serving = serve(Offer([PAGE], PAGES), limits=SpotLimits(line=LineLimits(head=0.3)))
    with serving.connect() as line:
        line.sendall(b"GET / HT")
        line.settimeout(PATIENCE)
        assert line.recv(1) == b""


def test_a_body_that_stands_still_is_given_up(serve: Serve) -> None:
    serving = serve(small_intake(), limits=SpotLimits(line=LineLimits(idle=0.3)))
    serving.get("go")
    with serving.connect() as line:
        head = begun(serving, 500)
        line.sendall(head + form(A)[:60])
        serving.until(lambda seen: seen.receiving)
        assert line.recv(1) == b""
    serving.until(lambda seen: not seen.receiving)
    assert serving.upload(A).status == 200


def test_silent_connections_keep_nobody_out(serve: Serve) -> None:
    serving = serve(Offer([PAGE], PAGES), limits=SpotLimits(lines=3))
    silent = [serving.connect() for _ in range(6)]
    assert serving.get().status == 200
    for line in silent:
        line.close()


def test_a_crowd_ends_it(serve: Serve) -> None:
    serving = serve(Offer([PAGE], PAGES), limits=SpotLimits(all_lines=12))
    for _ in range(12):
        serving.raw(b"x\r\n\r\n")
    assert serving.over() is Ending.CROWDED


def test_it_ends_after_its_time(serve: Serve) -> None:
    now = [0.0]
    serving = serve(Offer([PAGE], PAGES), clock=lambda: now[0])
    assert serving.get().status == 200
    now[0] = 299.9
    assert serving.get().status == 200
    now[0] = 300.0
    assert serving.over() is Ending.TIME_OVER


def test_it_is_stopped_in_the_middle_of_an_upload(intake: Serving) -> None:
    with intake.connect() as line:
        head = begun(intake, 500)
        line.sendall(head + form(A)[:60])
        intake.until(lambda seen: seen.receiving)
        intake.close()
        assert read_all(line) == b""
    assert intake.ending is Ending.STOPPED
    assert intake.errand.pictures == ()


def test_what_the_watcher_raises_ends_it() -> None:
    class Locked(Exception):
        pass

    def noticed(_seen: object) -> None:
        raise Locked

    spot = Spot(LOOPBACK, Offer([PAGE], PAGES))
    with pytest.raises(Locked):
        spot.serve(lambda: False, noticed)
    with socket.socket() as late:
        assert late.connect_ex(("127.0.0.1", int(spot.url.split(":")[2].split("/")[0]))) != 0


def test_an_address_that_is_not_ours() -> None:
    with pytest.raises(AddressGone):
        Spot(Place("192.0.2.250"), Offer([PAGE], PAGES))


# the form, byte by byte

pictures = st.lists(st.binary(min_size=1, max_size=300), min_size=1, max_size=3)


@given(pictures, st.data())
def test_however_it_is_cut_into_packets(sent: list[bytes], data: st.DataObject) -> None:
    body = form(*sent)
    upload = Upload("multipart/form-data; boundary=----phone", len(body), UploadLimits(3, 300, 900))
    at = 0
    while at < len(body):
        step = data.draw(st.integers(1, len(body)))
        upload.feed(body[at : at + step])
        at += step
    assert upload.finish() == tuple(sent)


@given(st.binary(max_size=600), st.booleans())
@settings(suppress_health_check=[HealthCheck.filter_too_much])
def test_any_bytes_are_pictures_or_refused(untrusted: bytes, framed: bool) -> None:
    body = b"------phone\r\n" + untrusted if framed else untrusted
    upload = Upload("multipart/form-data; boundary=----phone", len(body), UploadLimits(3, 200, 400))
    try:
        if body:
            upload.feed(body)
        found = upload.finish()
    except UploadRefused as refused:
        assert refused.refusal in Refusal
    else:
        assert 0 < len(found) <= 3
        assert all(0 < len(one) <= 200 for one in found)


@pytest.mark.parametrize(
    "kind",
    [
        "",
        "text/plain",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        'multipart/form-data; boundary=""',
        "multipart/mixed; boundary=x",
        "multipart/form-data; boundary=" + "x" * 71,
        "multipart/form-data; boundary=é",
    ],
)
def test_other_kinds_of_form_are_refused(kind: str) -> None:
    with pytest.raises(UploadRefused):
        Upload(kind, 100, UploadLimits())


@pytest.mark.parametrize("name", ["file", "picture[]", "", "PICTURE"])
def test_other_fields_are_refused(name: str) -> None:
    body = form(A, name=name)
    upload = Upload("multipart/form-data; boundary=----phone", len(body), UploadLimits())
    with pytest.raises(UploadRefused):
        upload.feed(body)


def test_file_names_are_not_even_looked_at() -> None:
    body = form(A, file_name="../../../etc/passwd%00.jpg")
    upload = Upload("multipart/form-data; boundary=----phone", len(body), UploadLimits())
    upload.feed(body)
    assert upload.finish() == (A,)
