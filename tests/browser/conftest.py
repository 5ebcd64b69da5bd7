"""One headless Chromium for all tests of a worker; every page comes from `file://`, as a contact would open it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser.driver import Page, start
from selenium import webdriver


@pytest.fixture(scope="session")
def started() -> Iterator[list[webdriver.Chrome]]:
    running: list[webdriver.Chrome] = []
    yield running
    for driver in running:
        driver.quit()


@pytest.fixture
def page(
    started: list[webdriver.Chrome],
    need_tool: Callable[..., str],
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Page]:
    """Chromium on an empty page, at the size of a phone, without complaints in its console when the test ends."""
    chromium, chromedriver = need_tool("chromium"), need_tool("chromedriver")
    if not started:
        started.append(start(chromium, chromedriver, tmp_path_factory.mktemp("chromium")))
    driver = started[0]
    driver.get("about:blank")
    driver.get_log("browser")
    page = Page(driver, tmp_path)
    page.size(390, 844)
    yield page
    page.forget()
    complaints = [entry["message"] for entry in driver.get_log("browser")]
    assert complaints == [] or page.complaints_expected
