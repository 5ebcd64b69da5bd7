"""Our QR pictures as a laptop's camera would see them: seeded 1920×1080 frames in four states, Pillow and the standard library only.

`frame(text, state, seed)` is 8-bit grey. A code's side is that of its picture with the quiet zone; the corners move each by at most the
state's part of the side; noise is Gaussian and independent for every pixel.
"""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import dist, pi, sqrt
from statistics import NormalDist

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from safetravel.rendering import qr
from safetravel.services.scanning import Frame

WIDTH, HEIGHT = 1920, 1080
SEEDS = tuple(range(8))
Point = tuple[float, float]


@dataclass(frozen=True)
class State:
    """`side` in pixels; `skew` a part of it; `blur` and `noise` standard deviations in pixels and grey levels.

    `glare` is the part of the code's area under a white blob; `most` bytes are what a code may hold to be read in this state. A code
    is found by its three finder patterns: with one of them under the blob (`on_finder`) no reader finds it, so it lies elsewhere.
    """

    name: str
    side: int
    skew: float = 0.0
    blur: float = 0.0
    noise: float = 0.0
    glare: float = 0.0
    most: int = 600
    on_finder: bool = False


CLEAN = State("clean", 620)
MILD = State("mild", 620, 0.05, 1.0, 8.0)
POOR = State("poor", 480, 0.09, 1.5, 14.0, most=300)
GLARE = State("glare", 620, 0.05, 1.0, 8.0, 0.05)
STATES = (CLEAN, MILD, POOR, GLARE)
BLINDED = replace(GLARE, name="glare on a finder pattern", on_finder=True)
# Parts of a code's side: from its corner to the middle of a finder pattern, and how far that reaches, for codes of 49 to 93 modules.
FINDER_AT, FINDER_REACH = 0.11, 0.12


def frame(text: str, state: State, seed: int) -> Frame:
    return of_picture(qr.text_png(text), state, seed)


def of_picture(png: bytes, state: State, seed: int) -> Frame:
    """`png` somewhere in a room, in `state`."""
    scene = picture(png, state, seed)
    return Frame(scene.tobytes(), WIDTH, HEIGHT, WIDTH)


def picture(png: bytes, state: State, seed: int) -> Image.Image:
    chance = random.Random(f"{state.name} {seed}")
    corners = _corners(state, chance)
    code = _pasted(Image.open(io.BytesIO(png)).convert("L"), corners)
    if state.glare:
        code = _with_glare(code, state, chance)
    if state.blur:
        code = code.filter(ImageFilter.GaussianBlur(state.blur))
    return _with_noise(code, state.noise, chance) if state.noise else code


def empty(seed: int = 0) -> Frame:
    """The room without a code."""
    scene = _with_noise(_room().copy(), MILD.noise, random.Random(seed))
    return Frame(scene.tobytes(), WIDTH, HEIGHT, WIDTH)


def _corners(state: State, chance: random.Random) -> list[Point]:
    """Clockwise from the upper left, somewhere in the frame."""
    side, give = state.side, state.skew * state.side
    left = chance.uniform(give + 20, WIDTH - side - give - 20)
    top = chance.uniform(give + 20, HEIGHT - side - give - 20)
    square = [(left, top), (left + side, top), (left + side, top + side), (left, top + side)]
    return [(x + chance.uniform(-give, give), y + chance.uniform(-give, give)) for x, y in square]


@cache
def _room() -> Image.Image:
    """A wall with light from one side, a dark window, a shelf."""
    room = Image.linear_gradient("L").rotate(90).resize((WIDTH, HEIGHT)).point(lambda level: 70 + level // 2)
    draw = ImageDraw.Draw(room)
    draw.rectangle((90, 60, 420, 480), fill=28)
    draw.rectangle((1500, 200, 1860, 230), fill=40)
    for book in range(8):
        draw.rectangle((1520 + 40 * book, 80 + 9 * (book % 3), 1548 + 40 * book, 200), fill=60 + 20 * book)
    return room


def _pasted(code: Image.Image, corners: Sequence[Point]) -> Image.Image:
    side = float(code.width)
    there = _projection(corners, [(0, 0), (side, 0), (side, side), (0, side)])
    how = (Image.Transform.PERSPECTIVE, there, Image.Resampling.BICUBIC)
    seen = code.transform((WIDTH, HEIGHT), *how)
    mask = Image.new("L", code.size, 255).transform((WIDTH, HEIGHT), *how)
    room = _room().copy()
    # Paper or a screen in a room: never quite white, never quite black.
    room.paste(seen.point(lambda level: 25 + level * 205 // 255), mask=mask)
    room.info["corners"] = list(corners)
    return room


def _projection(source: Sequence[Point], target: Sequence[Point]) -> list[float]:
    """The eight numbers of the projective map that takes each `source` point to its `target` (Gaussian elimination)."""
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(source, target, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for column in range(8):
        best = max(range(column, 8), key=lambda row: abs(rows[row][column]))
        rows[column], rows[best] = rows[best], rows[column]
        rows[column] = [value / rows[column][column] for value in rows[column]]
        for row in range(8):
            if row != column:
                factor = rows[row][column]
                rows[row] = [value - factor * pivot for value, pivot in zip(rows[row], rows[column], strict=True)]
    return [row[8] for row in rows]


def _with_glare(scene: Image.Image, state: State, chance: random.Random) -> Image.Image:
    """A lamp mirrored in the screen: a white ellipse with a soft edge, anywhere on the code but on its finder patterns."""
    corners = scene.info["corners"]
    round_one = sqrt(state.glare * state.side**2 / pi)
    wide = round_one * chance.uniform(0.8, 1.25)
    high = round_one**2 / wide
    finders = [
        _on_code(corners, *at) for at in ((FINDER_AT,) * 2, (1 - FINDER_AT, FINDER_AT), (FINDER_AT, 1 - FINDER_AT))
    ]
    free_of_them = max(wide, high) + FINDER_REACH * state.side
    x, y = chance.choice(finders)
    while not state.on_finder and min(dist((x, y), finder) for finder in finders) < free_of_them:
        x, y = _on_code(corners, chance.random(), chance.random())
    blob = Image.new("L", scene.size)
    ImageDraw.Draw(blob).ellipse((x - wide, y - high, x + wide, y + high), fill=255)
    return ImageChops.lighter(scene, blob.filter(ImageFilter.GaussianBlur(6)))


def _on_code(corners: Sequence[Point], across: float, down: float) -> Point:
    """The place that many parts of the sides away from the upper left corner."""
    weights = ((1 - across) * (1 - down), across * (1 - down), across * down, (1 - across) * down)
    return (
        sum(weight * x for weight, (x, _) in zip(weights, corners, strict=True)),
        sum(weight * y for weight, (_, y) in zip(weights, corners, strict=True)),
    )


@cache
def _levels(sigma: float) -> bytes:
    """A random byte -> the noise of that quantile, around 128."""
    normal = NormalDist(128, sigma)
    return bytes(max(0, min(255, round(normal.inv_cdf((byte + 0.5) / 256)))) for byte in range(256))


def _with_noise(scene: Image.Image, sigma: float, chance: random.Random) -> Image.Image:
    noise = chance.randbytes(WIDTH * HEIGHT).translate(_levels(sigma))
    return ImageChops.add(scene, Image.frombytes("L", scene.size, noise), offset=-128)
