"""The shapes of the practice pictures, on a sheet of 1600 × 1200 units."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
)

WIDTH, HEIGHT = 1600.0, 1200.0

_SKY, _SKY_LOW = QColor("#bcd9ea"), QColor("#eef3ee")
_HILL, _HOUSE, _HOUSE_2, _WINDOW = QColor("#a9c3b4"), QColor("#9fb1bf"), QColor("#8fa3b3"), QColor("#e9edc9")
_ROAD, _KERB, _SHADE = QColor("#6f777e"), QColor("#c4c9cc"), QColor(20, 30, 40, 70)
_SILVER, _SILVER_DARK, _SILVER_LIGHT = QColor("#c3cad0"), QColor("#98a2aa"), QColor("#e4e9ec")
_GLASS, _GLASS_LIGHT, _RUBBER, _LINE = QColor("#33424e"), QColor("#54697a"), QColor("#23282c"), QColor("#6b757d")
_RED, _AMBER, _LAMP = QColor("#c8323a"), QColor("#e9a23b"), QColor("#f6f4e6")
_SKIN, _SKIN_DARK, _HAIR = QColor("#d9a57f"), QColor("#c18b66"), QColor("#3c3430")
_JACKET, _JACKET_DARK, _SHIRT = QColor("#2f5d7c"), QColor("#244a64"), QColor("#eceff1")
_MARK, _MARK_INK = QColor("#ffd23f"), QColor("#1f2a33")
_CARD, _CARD_LINE, _EU_BLUE, _TABLE = QColor("#eaf2f4"), QColor("#7fa3b0"), QColor("#1f4ea1"), QColor("#b98d63")
_PLATE_GROUND, _STAR = QColor("#fbfbf7"), QColor("#ffcc33")


def draw_driver(painter: QPainter) -> None:
    _draw_street(painter, horizon=840)
    painter.save()
    painter.translate(-640, 60)
    painter.scale(1.35, 1.35)
    _draw_body(painter)
    painter.restore()
    _draw_person(painter, 1010, 250, 1.55)


def draw_estate_car(painter: QPainter) -> None:
    _draw_street(painter, horizon=700)
    painter.save()
    painter.translate(0, 30)
    _draw_body(painter)
    painter.restore()


def draw_plate(painter: QPainter, number: str, country: str) -> None:
    ground = QLinearGradient(0, 0, 0, HEIGHT)
    ground.setColorAt(0, _SILVER_LIGHT)
    ground.setColorAt(0.55, _SILVER)
    ground.setColorAt(1, _SILVER_DARK)
    painter.fillRect(QRectF(0, 0, WIDTH, HEIGHT), ground)
    _fill(painter, _rounded(140, -160, 1320, 400, 90), _GLASS)
    _fill(painter, _polygon((300, 240), (620, 240), (900, 0), (560, 0)), _GLASS_LIGHT)
    for x in (-140, 1380):
        _fill(painter, _rounded(x, 330, 360, 430, 60), _RED.darker(115))
        _fill(painter, _rounded(x + 24, 354, 312, 250, 44), _RED)
        _fill(painter, _rounded(x + 24, 622, 312, 60, 24), _AMBER)
        _fill(painter, _rounded(x + 24, 694, 312, 44, 20), _LAMP)
    _stroke(painter, _rounded(250, 300, 1100, 560, 60), _LINE, 5)
    _fill(painter, _rounded(640, 360, 320, 70, 34), _SILVER_DARK)
    _fill(painter, _rounded(660, 372, 280, 30, 15), _LINE)
    _fill(painter, _rounded(290, 484, 1020, 270, 40), _SILVER_DARK)
    _draw_number_plate(painter, QRectF(330, 516, 940, 206), number, country)
    _fill(painter, _rounded(-60, 930, 1720, 400, 120), _SILVER_DARK.darker(108))
    _fill(painter, _rounded(-60, 1050, 1720, 300, 90), _RUBBER)
    for x in (170, 1230):
        _fill(painter, _rounded(x, 975, 200, 40, 18), _RED.darker(125))


def draw_card(painter: QPainter, title: str, name: str, number: str) -> None:
    painter.fillRect(QRectF(0, 0, WIDTH, HEIGHT), _TABLE)
    for y in range(-20, int(HEIGHT), 150):
        _stroke(painter, _line(0, y, WIDTH, y + 26), _TABLE.darker(112), 4)
        _stroke(painter, _line(0, y + 62, WIDTH, y + 78), _TABLE.lighter(106), 3)
    painter.save()
    painter.translate(WIDTH / 2, HEIGHT / 2 + 20)
    painter.rotate(-3)
    painter.translate(-620, -390)
    _fill(painter, _rounded(14, 20, 1240, 780, 50), _SHADE)
    _fill(painter, _rounded(0, 0, 1240, 780, 50), _CARD)
    painter.setClipPath(_rounded(0, 0, 1240, 780, 50))
    for ring in range(6, 40):
        _stroke(painter, _circle(980, 560, ring * 24), QColor(127, 163, 176, 60), 3)
    painter.fillRect(QRectF(0, 0, 1240, 120), _CARD_LINE)
    _text(painter, QRectF(50, 16, 1140, 88), title, 58, QColor("white"), Qt.AlignmentFlag.AlignLeft)
    _fill(painter, _rounded(60, 180, 380, 480, 18), QColor("#d3e0e4"))
    painter.setClipPath(_rounded(60, 180, 380, 480, 18), Qt.ClipOperation.IntersectClip)
    _draw_person(painter, 250, 238, 0.72)
    painter.setClipping(False)
    _text(painter, QRectF(500, 200, 690, 110), name, 62, _MARK_INK, Qt.AlignmentFlag.AlignLeft)
    for y, width in ((350, 420), (410, 560), (470, 330)):
        _fill(painter, _rounded(500, y, width, 22, 11), QColor("#b8cdd4"))
    _text(painter, QRectF(500, 540, 690, 110), number, 66, _MARK_INK, Qt.AlignmentFlag.AlignLeft)
    painter.restore()


def draw_mark(painter: QPainter, mark: str) -> None:
    """A dashed frame and a yellow label, legible in a thumbnail too."""
    pen = QPen(_MARK, 14)
    pen.setDashPattern([3.0, 1.6])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(14, 14, WIDTH - 28, HEIGHT - 28))
    font = _font(84)
    width = min(WIDTH - 120, QFontMetricsF(font).horizontalAdvance(mark) + 100)
    label = QRectF(60, 60, width, 140)
    _fill(painter, _rounded(label.x() + 6, label.y() + 8, label.width(), label.height(), 36), _SHADE)
    _fill(painter, _rounded(label.x(), label.y(), label.width(), label.height(), 36), _MARK)
    _text(painter, label.adjusted(30, 0, -30, 0), mark, 84, _MARK_INK, Qt.AlignmentFlag.AlignHCenter)


def _draw_street(painter: QPainter, horizon: float) -> None:
    sky = QLinearGradient(0, 0, 0, horizon)
    sky.setColorAt(0, _SKY)
    sky.setColorAt(1, _SKY_LOW)
    painter.fillRect(QRectF(0, 0, WIDTH, HEIGHT), sky)
    hill = QPainterPath(QPointF(0, horizon))
    hill.cubicTo(300, horizon - 330, 620, horizon - 60, 900, horizon - 190)
    hill.cubicTo(1150, horizon - 310, 1400, horizon - 120, 1600, horizon - 230)
    hill.lineTo(1600, horizon)
    _fill(painter, hill, _HILL)
    for x, width, height, colour in ((60, 260, 330, _HOUSE), (1130, 400, 400, _HOUSE_2), (400, 190, 220, _HOUSE_2)):
        _fill(painter, _rounded(x, horizon - height, width, height + 40, 6), colour)
        for row in range(int(height // 90)):
            for column in range(int((width - 40) // 70)):
                window = QRectF(x + 34 + column * 70, horizon - height + 40 + row * 84, 36, 46)
                painter.fillRect(window, _WINDOW if (row * 7 + column * 3) % 4 else colour.darker(115))
    painter.fillRect(QRectF(0, horizon, WIDTH, HEIGHT - horizon), _ROAD)
    painter.fillRect(QRectF(0, horizon, WIDTH, 34), _KERB)
    painter.fillRect(QRectF(0, horizon + 34, WIDTH, 8), _KERB.darker(125))


def _draw_body(painter: QPainter) -> None:
    """The estate, front to the right, wheels on y = 860, from x = 160 to x = 1450."""
    shadow = QPainterPath()
    shadow.addEllipse(QRectF(150, 815, 1310, 90))
    _fill(painter, shadow, _SHADE)
    body = QPainterPath(QPointF(176, 760))
    body.cubicTo(158, 690, 166, 610, 196, 560)
    body.cubicTo(222, 480, 250, 430, 290, 412)
    body.cubicTo(470, 384, 700, 386, 800, 404)
    body.cubicTo(880, 420, 980, 480, 1060, 546)
    body.cubicTo(1200, 560, 1340, 590, 1404, 640)
    body.cubicTo(1444, 680, 1450, 740, 1436, 786)
    body.cubicTo(1430, 806, 1410, 808, 1390, 808)
    body.lineTo(212, 808)
    body.cubicTo(190, 808, 180, 790, 176, 760)
    paint = QLinearGradient(0, 390, 0, 810)
    paint.setColorAt(0, _SILVER_LIGHT)
    paint.setColorAt(0.5, _SILVER)
    paint.setColorAt(1, _SILVER_DARK)
    painter.fillPath(body, paint)
    _stroke(painter, body, _LINE, 4)
    _draw_windows(painter)
    _draw_trim(painter)
    for x in (420, 1180):
        _draw_wheel(painter, x, 800)


def _draw_windows(painter: QPainter) -> None:
    rear = _polygon((262, 540), (302, 446), (452, 430), (456, 540))
    middle = _polygon((474, 540), (470, 429), (700, 428), (716, 540))
    front = QPainterPath(QPointF(736, 540))
    front.lineTo(720, 429)
    front.cubicTo(800, 432, 880, 470, 968, 540)
    front.closeSubpath()
    for window in (rear, middle, front):
        _fill(painter, window, _GLASS)
    _fill(painter, _polygon((540, 540), (600, 429), (650, 429), (590, 540)), _GLASS_LIGHT)
    _fill(painter, _polygon((800, 540), (800, 446), (840, 460), (856, 540)), _GLASS_LIGHT)
    _stroke(painter, _line(300, 398, 770, 388), _LINE, 9)  # the rail on the roof


def _draw_trim(painter: QPainter) -> None:
    for points in (
        ((464, 424), (468, 560), (520, 640), (526, 776)),
        ((728, 424), (736, 560), (738, 776)),
        ((984, 540), (1010, 640), (1004, 776)),
    ):
        _stroke(painter, _polygon(*points, close=False), _LINE, 4)
    _stroke(painter, _line(200, 606, 1380, 634), _SILVER_LIGHT, 6)
    _stroke(painter, _line(548, 778, 1046, 778), _RUBBER, 12)
    for x in (640, 900):
        _fill(painter, _rounded(x, 588, 74, 20, 10), _SILVER_DARK)
        _stroke(painter, _rounded(x, 588, 74, 20, 10), _LINE, 3)
    _fill(painter, _rounded(950, 520, 62, 40, 16), _SILVER_DARK)
    _fill(painter, _polygon((184, 590), (200, 556), (240, 566), (232, 656), (176, 660)), _RED)
    _fill(painter, _polygon((1296, 604), (1390, 634), (1416, 672), (1330, 656)), _LAMP)
    _stroke(painter, _polygon((1296, 604), (1390, 634), (1416, 672), (1330, 656)), _LINE, 3)
    _fill(painter, _rounded(1384, 724, 54, 24, 10), _GLASS)


def _draw_wheel(painter: QPainter, x: float, y: float) -> None:
    _fill(painter, _circle(x, y - 6, 106), _GLASS)
    _fill(painter, _circle(x, y, 92), _RUBBER)
    _fill(painter, _circle(x, y, 60), _SILVER)
    painter.save()
    painter.translate(x, y)
    for _ in range(5):
        painter.rotate(72)
        _fill(painter, _polygon((-12, -56), (12, -56), (22, -24), (-22, -24)), _SILVER_DARK.darker(150))
    painter.restore()
    _fill(painter, _circle(x, y, 16), _SILVER_DARK)


def _draw_person(painter: QPainter, x: float, y: float, scale: float) -> None:
    """Head and shoulders; (x, y) is the middle of the top of the head; no face on purpose."""
    painter.save()
    painter.translate(x, y)
    painter.scale(scale, scale)
    coat = QPainterPath(QPointF(-270, 700))
    coat.cubicTo(-270, 440, -220, 360, -80, 325)
    coat.lineTo(80, 325)
    coat.cubicTo(220, 360, 270, 440, 270, 700)
    coat.closeSubpath()
    _fill(painter, coat, _JACKET)
    _fill(painter, _polygon((-74, 322), (0, 480), (74, 322)), _SHIRT)
    _fill(painter, _polygon((-86, 318), (-14, 470), (-66, 520), (-128, 346)), _JACKET_DARK)
    _fill(painter, _polygon((86, 318), (14, 470), (66, 520), (128, 346)), _JACKET_DARK)
    _stroke(painter, _line(0, 480, 0, 700), _JACKET_DARK, 6)
    neck = _rounded(-52, 220, 104, 150, 46)
    _fill(painter, neck, _SKIN_DARK)
    head = QPainterPath()
    head.addRoundedRect(QRectF(-104, 20, 208, 270), 100, 118)
    _fill(painter, _circle(-106, 165, 24), _SKIN_DARK)
    _fill(painter, _circle(106, 165, 24), _SKIN_DARK)
    _fill(painter, head, _SKIN)
    hair = QPainterPath(QPointF(-112, 150))
    hair.cubicTo(-130, 20, -60, -14, 10, -12)
    hair.cubicTo(90, -10, 128, 50, 112, 150)
    hair.cubicTo(100, 100, 70, 84, 20, 86)
    hair.cubicTo(-40, 90, -90, 96, -112, 150)
    _fill(painter, hair, _HAIR)
    painter.restore()


def _draw_number_plate(painter: QPainter, box: QRectF, number: str, country: str) -> None:
    _fill(painter, _rounded(box.x() + 5, box.y() + 8, box.width(), box.height(), 22), _SHADE)
    _fill(painter, _rounded(box.x(), box.y(), box.width(), box.height(), 22), _RUBBER)
    inner = box.adjusted(8, 8, -8, -8)
    _fill(painter, _rounded(inner.x(), inner.y(), inner.width(), inner.height(), 16), _PLATE_GROUND)
    band = QRectF(inner.x(), inner.y(), 92, inner.height())
    painter.save()
    painter.setClipPath(_rounded(inner.x(), inner.y(), inner.width(), inner.height(), 16))
    painter.fillRect(band, _EU_BLUE)
    painter.restore()
    painter.save()
    painter.translate(band.center().x(), band.y() + 58)
    for _ in range(12):
        painter.rotate(30)
        _fill(painter, _circle(0, -30, 5), _STAR)
    painter.restore()
    below = QRectF(band.x() + 6, band.y() + 108, band.width() - 12, 70)
    _text(painter, below, country, 56, QColor("white"), Qt.AlignmentFlag.AlignHCenter)
    _text(painter, inner.adjusted(116, 0, -24, 0), number, 148, _RUBBER, Qt.AlignmentFlag.AlignHCenter)


def _font(pixels: float) -> QFont:
    font = QFont(QGuiApplication.font())
    font.setBold(True)
    font.setPixelSize(max(1, round(pixels)))
    return font


def _text(painter: QPainter, box: QRectF, text: str, pixels: float, ink: QColor, align: Qt.AlignmentFlag) -> None:
    """One line in `box`, as large as `pixels` or as the box allows."""
    width = QFontMetricsF(_font(pixels)).horizontalAdvance(text)
    painter.setFont(_font(pixels * min(1.0, box.width() / max(width, 1))))
    painter.setPen(ink)
    painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)


def _fill(painter: QPainter, path: QPainterPath, colour: QColor) -> None:
    painter.fillPath(path, colour)


def _stroke(painter: QPainter, path: QPainterPath, colour: QColor, width: float) -> None:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, pen)


def _rounded(x: float, y: float, width: float, height: float, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(x, y, width, height), radius, radius)
    return path


def _circle(x: float, y: float, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), radius, radius)
    return path


def _line(x1: float, y1: float, x2: float, y2: float) -> QPainterPath:
    path = QPainterPath(QPointF(x1, y1))
    path.lineTo(x2, y2)
    return path


def _polygon(*points: tuple[float, float], close: bool = True) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(*point)
    if close:
        path.closeSubpath()
    return path
