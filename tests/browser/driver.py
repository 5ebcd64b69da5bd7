"""Chromium and the check-in page as a contact meets them: by what can be seen and typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 20
_ALL_TEXT = """
const copy = document.body.cloneNode(true);
copy.querySelectorAll("script").forEach((script) => script.remove());
return copy.textContent;
"""


def start(chromium: str, chromedriver: str, profile: Path) -> webdriver.Chrome:
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options, service=Service(chromedriver))


class Page:
    def __init__(self, driver: webdriver.Chrome, folder: Path) -> None:
        self.driver = driver
        self.complaints_expected = False
        self._folder = folder
        self._scripts: list[str] = []

    def size(self, width: int, height: int) -> None:
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def before_it_runs(self, script: str) -> None:
        """Run `script` ahead of the page's own in every page from now on, until the test ends."""
        added = self.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": script})
        self._scripts.append(added["identifier"])

    def scripts(self, on: bool) -> None:
        self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not on})

    def forget(self) -> None:
        for identifier in self._scripts:
            self.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", {"identifier": identifier})
        self.scripts(on=True)

    def load(self, html: bytes) -> None:
        file = self._folder / "check-in.html"
        file.write_bytes(html)
        self.driver.get(file.as_uri())

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def find(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def type(self, code: str) -> None:
        field = self.find("#code")
        field.clear()
        field.send_keys(code)

    @property
    def message(self) -> str:
        return self.find("#message").text

    @property
    def is_open(self) -> bool:
        return self.find("#opened").is_displayed()

    def attempt(self, code: str) -> str:
        """Type, press Enter, wait for the answer: "" when it opened, otherwise what the page says."""
        self.type(code)
        self.find("#code").send_keys(Keys.ENTER)
        WebDriverWait(self.driver, PATIENCE, 0.02).until(lambda _: self.is_open or self._answered())
        return "" if self.is_open else self.message

    def _answered(self) -> bool:
        return "message-wrong" in (self.find("#message").get_attribute("class") or "")

    def shown(self) -> str:
        """Every word that the document holds, seen or unseen, but for the sealed slots and the program itself."""
        return str(self.run(_ALL_TEXT))

    def until(self, script: str) -> None:
        WebDriverWait(self.driver, PATIENCE, 0.05).until(lambda driver: driver.execute_script(f"return {script}"))
