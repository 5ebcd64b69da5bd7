"""The imaging part of saving a ride: three 12 MP photographs and one 12 MP screenshot, against bare Pillow.

The yardstick is thumbnail + transpose + JPEG quality 85 of the same four, one after another in a warm process. Ours
is the whole way through confined children, with thumbnails, checks and no metadata, from `Darkroom.warm()` on, and
once more without it. Both sides take turns, so that a busy machine weighs on both alike.
"""

from __future__ import annotations

import gc
import io
import statistics
import time
from collections.abc import Callable

from bench.table import Row
from PIL import Image, ImageOps

from safetravel.imaging.darkroom import Darkroom
from safetravel.imaging.developed import Developed

ROUNDS = 7


def four_pictures() -> list[bytes]:
    """4032 × 3024: three JPEGs with as much detail as a phone's, two of them turned, and a PNG of flat areas and text."""
    soft = Image.merge("RGB", [Image.effect_noise((504, 378), 70) for _ in range(3)])
    soft = soft.resize((4032, 3024), Image.Resampling.BICUBIC)
    grain = Image.effect_noise((4032, 3024), 24)
    photo = Image.blend(soft, Image.merge("RGB", [grain] * 3), 0.2)
    pictures = []
    for orientation in (1, 6, 8):
        exif = Image.Exif()
        exif[0x0112] = orientation
        out = io.BytesIO()
        photo.save(out, "JPEG", quality=90, exif=exif)
        pictures.append(out.getvalue())
    out = io.BytesIO()
    screenshot().save(out, "PNG")
    return [*pictures, out.getvalue()]


def screenshot() -> Image.Image:
    page = Image.new("RGB", (4032, 3024), (246, 247, 249))
    letters = Image.effect_noise((1600, 44), 120).point(lambda level: 0 if level < 110 else 255).convert("RGB")
    for row in range(40):
        page.paste((255, 255, 255) if row % 2 else (222, 236, 214), (200, 40 + row * 74, 3800, 104 + row * 74))
        page.paste(letters, (260 if row % 2 else 2100, 50 + row * 74))
    return page


def bare(pictures: list[bytes]) -> None:
    for picture in pictures:
        image: Image.Image = Image.open(io.BytesIO(picture))
        image.thumbnail((1600, 1600))
        image = ImageOps.exif_transpose(image)
        image.save(io.BytesIO(), "JPEG", quality=85)


def timed(action: Callable[[], object]) -> float:
    gc.collect()
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def run() -> list[Row]:
    """Both sides of the imaging part alone; what a save takes as a whole is `saving`."""
    pictures = four_pictures()
    ours_warm, ours_cold, yardstick = [], [], []

    def develop() -> None:
        outcomes = darkroom.develop_many(pictures)
        if not all(isinstance(outcome, Developed) for outcome in outcomes):
            raise RuntimeError("a picture of the benchmark was refused")

    bare(pictures)
    with Darkroom() as darkroom:
        for _ in range(ROUNDS):
            yardstick.append(timed(lambda: bare(pictures)))
            ours_cold.append(timed(develop))
            darkroom.warm(len(pictures))
            time.sleep(1.5)  # the person looks at the screen meanwhile
            ours_warm.append(timed(develop))
    name, reference = "thumbnail + transpose + JPEG q85, bare Pillow", statistics.median(yardstick)
    return [
        Row("four 12 MP pictures developed, decoders waiting", statistics.median(ours_warm), name, reference),
        Row("four 12 MP pictures developed, decoders started first", statistics.median(ours_cold), name, reference),
    ]
