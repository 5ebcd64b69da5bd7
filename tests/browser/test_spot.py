"""The hand-over on the spot from a real browser: what it takes, what it sends, what it is refused."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from browser import spot_browser as phone
from browser.driver import Page
from imaging import pictures
from selenium.common.exceptions import WebDriverException
from sharing.spot_phone import Serving

from safetravel.catalogue import PseudoWords, Words
from safetravel.services import spot
from safetravel.sharing.spot import Ending
from safetravel.sharing.spot_upload import UploadLimits

pytestmark = pytest.mark.browser

FILES = {"check-in.html": b"<script>1</script>" * 3000, "check-in.pdf": b"%PDF sealed" * 60_000}
SMALL = UploadLimits(files=3, file_bytes=2 << 20, all_bytes=3 << 20)


@pytest.fixture
def serve() -> Iterator[Callable[..., Serving]]:
    made: list[Serving] = []

    def one(errand: Any) -> Serving:
        made.append(Serving(errand))
        return made[-1]

    yield one
    for serving in made:
        serving.close()


@pytest.fixture
def offer(serve: Callable[..., Serving]) -> Serving:
    return serve(spot.offer(FILES, Words("en")))


@pytest.fixture
def intake(serve: Callable[..., Serving]) -> Serving:
    return serve(spot.intake(Words("en"), SMALL))


def picture(folder: Path, name: str, size: int = 0) -> Path:
    path = folder / name
    path.write_bytes(pictures.jpeg(1, 320, 240) + b"\0" * size)
    return path


def test_the_files_arrive_whole_under_their_names(page: Page, offer: Serving, tmp_path: Path) -> None:
    assert phone.fetch_all(page, offer.spot.url, tmp_path / "downloads") == FILES
    offer.until(lambda seen: sorted(seen.done) == sorted(FILES))


def test_the_warning_comes_first_and_the_yes_is_a_tap(page: Page, offer: Serving) -> None:
    page.driver.get(offer.spot.url + "check-in.pdf")
    assert page.driver.current_url == offer.spot.url
    shown = page.find("main").text
    assert "Everybody on this Wi-Fi could read along." in shown
    assert "hotspot" in shown
    assert "only the 25 digits open them" in shown
    assert not page.all("ul.files")


def test_pictures_arrive_as_they_are(page: Page, intake: Serving, tmp_path: Path) -> None:
    chosen = [picture(tmp_path, "driver.jpg"), picture(tmp_path, "vehicle's 2nd.jpg", 99)]
    assert phone.send(page, intake.spot.url, chosen) == "The pictures are at the laptop"
    assert intake.over() is Ending.DONE
    assert intake.errand.pictures == tuple(one.read_bytes() for one in chosen)


def test_a_wrong_token_gets_nothing(page: Page, offer: Serving) -> None:
    page.complaints_expected = True
    page.driver.get(offer.spot.url.replace(offer.path, "/" + "a" * 26 + "/"))
    assert "hotspot" not in page.find("body").text
    assert offer.seen[-1].guest == ""


def test_a_second_use_gets_nothing(page: Page, intake: Serving, tmp_path: Path) -> None:
    phone.send(page, intake.spot.url, [picture(tmp_path, "driver.jpg")])
    intake.over()
    with pytest.raises(WebDriverException, match="ERR_CONNECTION_REFUSED"):
        page.driver.get(intake.spot.url)


def test_a_second_device_is_told_so(page: Page, offer: Serving) -> None:
    page.complaints_expected = True
    assert offer.get(source="127.0.0.2").status == 200
    page.driver.get(offer.spot.url)
    assert phone.heading(page) == "Another device was here first"


@pytest.mark.parametrize("size", [2 << 20, 5 << 20])
def test_a_file_that_is_too_large_is_refused_in_words(page: Page, intake: Serving, tmp_path: Path, size: int) -> None:
    """The smaller one while it arrives, the larger one before a byte of it is read."""
    page.complaints_expected = True
    assert phone.send(page, intake.spot.url, [picture(tmp_path, "large.jpg", size)]).startswith("One picture is larger")
    assert intake.errand.pictures == ()
    page.find("a.button").click()
    phone.choose_and_send(page, [picture(tmp_path, "driver.jpg")])
    assert phone.heading(page) == "The pictures are at the laptop"


def test_too_many_files_are_refused_in_words(page: Page, intake: Serving, tmp_path: Path) -> None:
    page.complaints_expected = True
    chosen = [picture(tmp_path, f"{number}.jpg") for number in range(4)]
    assert phone.send(page, intake.spot.url, chosen) == "These are more than 3 pictures."


@pytest.fixture
def foreign() -> Iterator[Callable[[str], str]]:
    """`foreign(url)`: the address of a page of another origin whose form posts to `url`, with the right token even."""
    html = ""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_arguments: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()

    def page_for(url: str) -> str:
        nonlocal html
        html = (
            f'<form method="post" enctype="multipart/form-data" action="{url}">'
            '<input type="file" name="picture"><button>send</button></form>'
        )
        return f"http://127.0.0.1:{server.server_port}/"

    yield page_for
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("where", ["another port", "a file"])
def test_a_foreign_origin_sends_nothing(
    page: Page, intake: Serving, foreign: Callable[[str], str], tmp_path: Path, where: str
) -> None:
    page.complaints_expected = True
    intake.get("go")
    target = f"{intake.spot.url}pictures"
    if where == "a file":
        page.load(
            f'<form method="post" enctype="multipart/form-data" action="{target}"><input type="file" name="picture">'
            "<button>send</button></form>".encode()
        )
    else:
        page.driver.get(foreign(target))
    phone.choose_and_send(page, [picture(tmp_path, "driver.jpg")])
    assert page.driver.current_url == target, "it did arrive there"
    assert not page.all("h1") or "at the laptop" not in page.find("body").text
    assert intake.errand.pictures == ()
    assert intake.upload(b"\xff\xd8").status == 200, "ours may"


def test_a_mirrored_page_runs_from_right_to_left(page: Page, serve: Callable[..., Serving]) -> None:
    serving = serve(spot.intake(PseudoWords(), SMALL))
    page.driver.get(serving.spot.url)
    assert page.run("return getComputedStyle(document.body).direction") == "rtl"
    page.find("a.button").click()
    assert page.run("return document.documentElement.scrollWidth <= innerWidth")


def test_across_two_networks(need_tool: Callable[..., str], tmp_path: Path) -> None:
    """Laptop and phone on two sides of a wire; a second address on the phone's side, and one that is not in the network."""
    chromium, chromedriver = need_tool("chromium"), need_tool("chromedriver")
    for tool in ("ip", "unshare", "nsenter"):
        need_tool(tool)
    allowed = subprocess.run(["unshare", "-rn", "true"], check=False, capture_output=True)
    if allowed.returncode:
        pytest.skip("this system lets nobody make network namespaces")
    script = Path(__file__).with_name("across.py")
    ran = subprocess.run(
        ["unshare", "-rn", sys.executable, script, tmp_path, chromium, chromedriver],
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == {
        "same": {"check-in.html": True, "check-in.pdf": True},
        "fetched": ["check-in.html", "check-in.pdf"],
        "guest": "198.51.100.2",
        "other": 403,
        "turned away": 1,
        "stranger": 0,
        "said": "The pictures are at the laptop",
        "intake ended": "done",
        "pictures": [30_002],
    }
