"""Laptop and phone in two network namespaces with one wire between them: run as `unshare -rn python across.py FOLDER`.

The laptop serves in the first namespace; the phone is this file again in the second, with a real Chromium. Prints one JSON object.
"""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.error
import urllib.request
from http.client import RemoteDisconnected
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS.parent), str(TESTS)]

from browser import spot_browser
from browser.driver import Page, start
from sharing.spot_phone import Serving

from safetravel.catalogue import Words
from safetravel.services import spot
from safetravel.sharing.spot import Place
from safetravel.sharing.spot_upload import UploadLimits

LAPTOP, PHONE, OTHER, STRANGER = "198.51.100.1", "198.51.100.2", "198.51.100.3", "203.0.113.9"
PAGE, DOCUMENT = b"<p>sealed</p>" * 5000, b"%PDF-sealed" * 90_000


def ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True)


def laptop(folder: Path, chromium: str, chromedriver: str) -> dict[str, object]:
    """The wire, then both errands."""
    with subprocess.Popen(["unshare", "-n", "sh", "-c", "echo there; cat"], stdin=-1, stdout=-1, text=True) as room:
        assert room.stdout is not None
        assert room.stdout.readline() == "there\n"
        inside = ["nsenter", "--target", str(room.pid), "--net"]
        ip("link", "set", "lo", "up")
        ip("link", "add", "wire0", "type", "veth", "peer", "name", "wire1", "netns", str(room.pid))
        ip("address", "add", f"{LAPTOP}/24", "dev", "wire0")
        ip("link", "set", "wire0", "up")
        ip("route", "add", f"{STRANGER}/32", "dev", "wire0")
        for arguments in (
            ("link", "set", "lo", "up"),
            *(("address", "add", f"{one}/24", "dev", "wire1") for one in (PHONE, OTHER)),
            ("address", "add", f"{STRANGER}/32", "dev", "wire1"),
            ("link", "set", "wire1", "up"),
        ):
            subprocess.run([*inside, "ip", *arguments], check=True)
        offer = Serving(spot.offer({"check-in.html": PAGE, "check-in.pdf": DOCUMENT}, Words("en")), place=Place(LAPTOP))
        intake = Serving(spot.intake(Words("en"), UploadLimits(3, 2 << 20, 4 << 20)), place=Place(LAPTOP))
        try:
            script = [sys.executable, __file__, str(folder), chromium, chromedriver, offer.spot.url, intake.spot.url]
            ran = subprocess.run([*inside, *script], check=True, capture_output=True, text=True, timeout=90)
            told = json.loads(ran.stdout)
            told["guest"], told["turned away"] = offer.seen[-1].guest, offer.seen[-1].turned_away
            told["fetched"] = offer.seen[-1].done
            told["intake ended"] = str(intake.over())
            told["pictures"] = [len(one) for one in intake.errand.pictures]
        finally:
            offer.close()
            intake.close()
            assert room.stdin is not None
            room.stdin.close()
        return told


def phone(folder: Path, chromium: str, chromedriver: str, fetch: str, send: str) -> dict[str, object]:
    driver = start(chromium, chromedriver, folder / "profile")
    try:
        page = Page(driver, folder)
        page.size(390, 844)
        files = spot_browser.fetch_all(page, fetch, folder / "downloads")
        told: dict[str, object] = {
            "stranger": status(fetch, STRANGER),
            "other": status(fetch, OTHER),
            "same": {name: data in {PAGE, DOCUMENT} for name, data in files.items()},
        }
        picture = folder / "vehicle.jpg"
        picture.write_bytes(b"\xff\xd8" + b"v" * 30_000)
        told["said"] = spot_browser.send(page, send, [picture])
        return told
    finally:
        driver.quit()


def status(url: str, source: str) -> int:
    """From another address of this side; 0 where nobody answers."""

    class FromThere(urllib.request.HTTPHandler):
        def http_open(self, request: urllib.request.Request) -> object:
            return self.do_open(HTTPConnection, request)

    from http.client import HTTPConnection as Plain

    class HTTPConnection(Plain):
        def __init__(self, host: str, **more: object) -> None:
            super().__init__(host, source_address=(source, 0), timeout=5)

    try:
        with urllib.request.build_opener(FromThere).open(url) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except (RemoteDisconnected, OSError):
        return 0


if __name__ == "__main__":
    folder, *words = sys.argv[1:]
    role = laptop if len(words) == 2 else phone
    print(json.dumps(role(Path(folder), *words)))
