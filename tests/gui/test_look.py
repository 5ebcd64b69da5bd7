"""Colours that can be read, icons of one family, sizes that grow."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from safetravel.gui.look.icons import DIRECTIONAL, OBJECT_COLOURS, OBJECTS, Icons
from safetravel.gui.look.look import Look
from safetravel.gui.look.theme import style_sheet
from safetravel.gui.look.tokens import LIGHT, SCALES, TEXT_POINTS

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "icons"
SVG = "{http://www.w3.org/2000/svg}"
TEXT_ON_GROUND = [
    *[(ink, ground) for ink in ("ink", "muted", "primary", "danger") for ground in ("ground", "card", "tint")],
    ("on_primary", "primary"),
    ("on_primary", "primary_hover"),
    ("on_primary", "primary_pressed"),
    ("on_danger", "danger"),
    ("on_danger", "danger_hover"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_pressed"),
    ("on_disabled", "disabled"),
    *[(ink, f"{kind}_ground") for kind in ("info", "warn", "error") for ink in (f"{kind}_ink", "ink")],
    ("muted", "sunken"),
]
MEANING_ON_GROUND = [(line, ground) for line in ("line_strong", "focus") for ground in ("ground", "card", "tint")]


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(("ink", "ground"), TEXT_ON_GROUND)
def test_text_can_be_read(ink: str, ground: str) -> None:
    assert contrast(getattr(LIGHT, ink), getattr(LIGHT, ground)) >= 4.5


@pytest.mark.parametrize(("line", "ground"), MEANING_ON_GROUND)
def test_borders_and_focus_can_be_seen(line: str, ground: str) -> None:
    assert contrast(getattr(LIGHT, line), getattr(LIGHT, ground)) >= 3


@pytest.mark.parametrize("name", OBJECT_COLOURS)
def test_colours_of_lockers_can_be_seen(name: str) -> None:
    assert contrast(OBJECT_COLOURS[name], LIGHT.tint) >= 4.5


def test_nothing_is_below_twelve_points() -> None:
    assert min(TEXT_POINTS.values()) >= 12


def test_text_doubles_and_gaps_grow_less() -> None:
    double = LIGHT.scaled(200)
    assert double.points("body") == 2 * LIGHT.points("body")
    assert LIGHT.space(4) < double.space(4) < 2 * LIGHT.space(4)
    assert LIGHT.scaled(900).scale == SCALES[-1]
    assert LIGHT.scaled(10).scale == SCALES[0]


@pytest.mark.parametrize("scale", SCALES)
def test_style_sheet_has_no_hole(scale: int) -> None:
    sheet = style_sheet(LIGHT.scaled(scale), "/icons/chevron-down.svg")
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.svg")), ids=lambda path: path.stem)
def test_one_family(path: Path) -> None:
    root = ElementTree.parse(path).getroot()  # noqa: S314 - our own file
    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("stroke") == "currentColor"
    assert root.get("stroke-width") == "1.75"
    assert root.get("stroke-linecap") == root.get("stroke-linejoin") == "round"
    assert {child.tag.removeprefix(SVG) for child in root} <= {"path", "circle", "rect"}
    assert not re.search(r"#[0-9a-fA-F]{3,6}|href|url\(", path.read_text("utf-8"))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.svg")), ids=lambda path: path.stem)
def test_inside_its_square(path: Path, look: Look) -> None:
    """Drawn with a margin around it, nothing of an icon may reach the margin."""
    image = QImage(192, 192, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    look.icons.paint(painter, QRectF(48, 48, 96, 96), path.stem, "#000000")
    painter.end()
    inked = [(x, y) for x in range(0, 192, 2) for y in range(0, 192, 2) if image.pixelColor(x, y).lightness() < 200]
    assert inked, "draws nothing"
    assert all(47 <= x <= 145 and 47 <= y <= 145 for x, y in inked)


def test_every_object_is_drawn(look: Look) -> None:
    assert {f"object-{name}" for name in OBJECTS} == {name for name in look.icons.names() if name.startswith("object-")}
    assert len(OBJECTS) == 24
    assert len(set(OBJECT_COLOURS.values())) == 6


def painted(icons: Icons, name: str, direction: Qt.LayoutDirection) -> QImage:
    image = QImage(48, 48, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setLayoutDirection(direction)
    icons.paint(painter, QRectF(0, 0, 48, 48), name, "#000000")
    painter.end()
    return image


@pytest.mark.parametrize("name", ["arrow-left", "exit", "camera", "clock", "check"])
def test_only_what_points_is_mirrored(look: Look, name: str) -> None:
    forth = painted(look.icons, name, Qt.LayoutDirection.LeftToRight)
    back = painted(look.icons, name, Qt.LayoutDirection.RightToLeft)
    if name in DIRECTIONAL:
        assert back != forth
        turned = forth.flipped(Qt.Orientation.Horizontal)
        spots = [(x, y) for x in range(48) for y in range(48)]
        apart = [abs(turned.pixelColor(*spot).lightness() - back.pixelColor(*spot).lightness()) for spot in spots]
        assert max(apart) < 100, "mirrored, but for smoothing"
    else:
        assert back == forth


def test_what_points_exists(look: Look) -> None:
    assert set(look.icons.names()) >= DIRECTIONAL


def test_unknown_icon_is_our_bug(look: Look) -> None:
    with pytest.raises(KeyError):
        look.icons.pixmap("no-such-icon", "#000000", 24)


def test_tinted(look: Look) -> None:
    image = look.icons.pixmap("check", "#ff0000", 48).toImage()
    hues = {image.pixelColor(x, y).name() for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() > 250}
    assert hues == {"#ff0000"}
