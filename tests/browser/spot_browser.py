"""What a person does on the phone during the hand-over on the spot, with scripts switched off."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from browser.driver import PATIENCE, Page
from selenium.webdriver.support.ui import WebDriverWait

SUFFIX = ".crdownload"


def go_on(page: Page, url: str) -> None:
    """Open the address, read the warning, say yes."""
    page.scripts(on=False)
    page.driver.get(url)
    page.find("a.button").click()


def fetch_all(page: Page, url: str, downloads: Path) -> dict[str, bytes]:
    """Tap each file; what then lies among the downloads, by name."""
    downloads.mkdir(exist_ok=True)
    page.driver.execute_cdp_cmd(
        "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(downloads), "eventsEnabled": False}
    )
    go_on(page, url)
    for link in page.all("ul.files a"):
        link.click()
        name = str(link.get_attribute("download"))
        wanted = downloads / name
        WebDriverWait(page.driver, PATIENCE, 0.05).until(lambda _driver, wanted=wanted: wanted.is_file())
    return {one.name: one.read_bytes() for one in downloads.iterdir() if one.suffix != SUFFIX}


def send(page: Page, url: str, pictures: Sequence[Path]) -> str:
    """Choose the pictures and send them; the heading of the page that comes back."""
    go_on(page, url)
    choose_and_send(page, pictures)
    return heading(page)


def choose_and_send(page: Page, pictures: Sequence[Path]) -> None:
    page.find("input[type=file]").send_keys("\n".join(map(str, pictures)))
    form = page.find("form").id
    page.find("form button").click()
    WebDriverWait(page.driver, PATIENCE, 0.05).until(
        lambda _driver: not [one for one in page.all("form") if one.id == form]
    )


def heading(page: Page) -> str:
    return page.find("h1").text
