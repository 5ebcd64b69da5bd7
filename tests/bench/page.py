"""How long a contact waits: from the press of Open to the first picture drawn, against the bare cryptography on the same bytes."""

from __future__ import annotations

import io
import random
import shutil
import statistics
import tempfile
from pathlib import Path

import sample_bundle as sample
from bench.table import Row
from browser.driver import Page, start
from PIL import Image

from safetravel.catalogue import Words
from safetravel.formats.bundle_v1 import seal_bundle
from safetravel.formats.manifest_v1 import Photo
from safetravel.rendering.page import make_page

ROUNDS = 5
_PHOTOS = 3

# Milliseconds from the press to a frame in which every picture is decoded.
_OPENING = """
const done = arguments[1];
by_id("code").value = arguments[0];
by_id("code").dispatchEvent(new Event("input"));
const begin = performance.now();
by_id("form").requestSubmit();
const look = async () => {
  if (by_id("opened").hidden) return setTimeout(look, 1);
  await Promise.all([...document.images].map((image) => image.decode()));
  requestAnimationFrame(() => done(performance.now() - begin));
};
look();
"""

# The same derivation, unwrapping and decryption, with the token's parts already as bytes and nothing checked or shown.
_BARE = """
const [token, code, done] = arguments;
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const ascii = (text) => new TextEncoder().encode(text);
const [header, wrapped, iv, ciphertext, tag] = token.split(".");
const salt_input = bytes(JSON.parse(new TextDecoder().decode(bytes(header))).p2s);
const salt = new Uint8Array([...ascii("PBES2-HS512+A256KW"), 0, ...salt_input]);
const [key_bytes, iv_bytes, body, end] = [wrapped, iv, ciphertext, tag].map(bytes);
const sealed = new Uint8Array(body.length + end.length);
sealed.set(body);
sealed.set(end, body.length);
(async () => {
  const begin = performance.now();
  const base = await crypto.subtle.importKey("raw", ascii(code), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-512", salt, iterations: 250000 };
  const wrapping = await crypto.subtle.deriveKey(how, base, { name: "AES-KW", length: 256 }, false, ["unwrapKey"]);
  const key = await crypto.subtle.unwrapKey("raw", key_bytes, wrapping, "AES-KW", "AES-GCM", false, ["decrypt"]);
  await crypto.subtle.decrypt({ name: "AES-GCM", iv: iv_bytes, additionalData: ascii(header) }, key, sealed);
  done(performance.now() - begin);
})();
"""


def photograph(seed: int) -> bytes:
    """A 1600 × 1200 JPEG of about 300 KB: noise under a gradient, since flat colour would be far too small."""
    chance = random.Random(seed)
    grain = Image.frombytes("RGB", (400, 300), chance.randbytes(400 * 300 * 3)).resize((1600, 1200))
    file = io.BytesIO()
    Image.blend(grain, Image.linear_gradient("L").resize((1600, 1200)).convert("RGB"), 0.55).save(
        file, "JPEG", quality=80
    )
    return file.getvalue()


def run() -> list[Row]:
    """Empty where Chromium or its driver is missing."""
    chromium, chromedriver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not chromedriver:
        return []
    photos = tuple(Photo(f"photo-{n}", "A photograph", photograph(n)) for n in range(_PHOTOS))
    token = seal_bundle(sample.manifest(), photos, sample.IDENTITY, sample.CODE)
    with tempfile.TemporaryDirectory() as folder:
        driver = start(chromium, chromedriver, Path(folder) / "profile")
        try:
            page = Page(driver, Path(folder))
            page.size(390, 844)
            opening, bare = [], []
            for _ in range(ROUNDS):
                page.load(make_page(token, Words("en")))
                opening.append(driver.execute_async_script(_OPENING, sample.CODE) / 1000)
                page.load(b"<!DOCTYPE html><title>bare</title>")
                bare.append(driver.execute_async_script(_BARE, token, sample.CODE) / 1000)
        finally:
            driver.quit()
    name = f"page opened in Chromium, {_PHOTOS} photos, {len(token) // 1024} KB"
    yardstick = "the same PBKDF2, AES-KW, AES-GCM in a bare page"
    return [Row(name, statistics.median(opening), yardstick, statistics.median(bare), limit_seconds=1.0)]
