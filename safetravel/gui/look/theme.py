"""The palette and the style sheet, both made from tokens. Base style is Fusion, which looks the same on every system."""

from __future__ import annotations

from string import Template
from typing import Final

from PySide6.QtGui import QColor, QPalette

from safetravel.gui.look.tokens import MONO_FAMILIES, TEXT_POINTS, Tokens

_LABELS = Template('Label[role="$role"] { font-size: ${points}pt; font-weight: $weight; color: $colour; }')

_SHEET = Template(
    """
QWidget#window, QWidget#content, QScrollArea#content_scroll { background: $ground; }
QScrollArea { border: none; background: transparent; }
Label { background: transparent; }
$labels
Label[role="plate"], Label[role="code"] { font-family: $mono; }
Label:focus { border: ${focus_width}px solid $focus; border-radius: 4px; }

$fields {
    background: $card; color: $ink; border: ${border}px solid $line_strong; border-radius: ${field_radius}px;
    padding: ${pad_y}px ${pad_x}px; font-size: ${body}pt; selection-background-color: $primary;
    selection-color: $on_primary; placeholder-text-color: $muted;
}
QLineEdit, QComboBox { min-height: ${field_height}px; }
$fields_hover { border-color: $primary; }
$fields_focus { border: ${focus_width}px solid $focus; padding: ${pad_yf}px ${pad_xf}px; }
$fields_faulty { border: ${focus_width}px solid $danger; }
QLineEdit[faulty="true"]:focus, QPlainTextEdit[faulty="true"]:focus { border-color: $focus; }
$fields_disabled { background: $disabled; color: $on_disabled; border-color: $line; }
QLineEdit[mono="true"] { font-family: $mono; font-size: ${lead}pt; }
QLineEdit[mono="plate"] { font-family: $mono; font-size: ${code}pt; font-weight: 600; }
QComboBox::drop-down { border: none; width: ${drop}px; subcontrol-origin: padding; subcontrol-position: center right; }
QComboBox:right-to-left::drop-down { subcontrol-position: center left; }
QComboBox::down-arrow { image: url("$chevron"); width: ${chevron_size}px; height: ${chevron_size}px; }
QComboBox { combobox-popup: 0; }
QComboBox QAbstractItemView {
    background: $card; color: $ink; border: 1px solid $line_strong; font-size: ${body}pt; padding: 4px; outline: 0;
    selection-background-color: $tint; selection-color: $ink;
}
QComboBox QAbstractItemView::item { min-height: ${field_height}px; padding: ${pad_yf}px ${pad_xf}px; }
QComboBox QAbstractItemView::item:selected { background: $tint; color: $ink; border-radius: 6px; }

QMenu {
    background: $card; color: $ink; border: 1px solid $line_strong; border-radius: ${field_radius}px; padding: 6px;
    font-size: ${body}pt;
}
QMenu::item { padding: ${pad_y}px ${menu_x}px; border-radius: 6px; border: 2px solid transparent; }
QMenu::item:selected { background: $tint; border-color: $focus; }
QMenu::item:checked { font-weight: 600; color: $primary; }
QMenu::indicator { width: 0; height: 0; }

QFileDialog QPushButton, QFileDialog QToolButton {
    background: $card; color: $primary; border: 1px solid $line_strong; border-radius: ${field_radius}px;
    padding: ${pad_yf}px ${pad_xf}px; font-size: ${body}pt; font-weight: 600;
}
QFileDialog QToolButton { border-color: transparent; background: transparent; padding: ${pad_yf}px; }
QFileDialog QPushButton:hover, QFileDialog QToolButton:hover { background: $tint; }
QFileDialog QPushButton:focus, QFileDialog QToolButton:focus { border: ${focus_width}px solid $focus; }
QFileDialog QPushButton:default { background: $primary; color: $on_primary; border-color: $primary; }
QFileDialog QPushButton:disabled { background: $disabled; color: $on_disabled; border-color: $disabled; }
QFileDialog QTreeView, QFileDialog QListView {
    background: $card; border: 1px solid $line; border-radius: ${field_radius}px; font-size: ${body}pt; padding: 4px;
    outline: 0;
}
QFileDialog QTreeView:focus, QFileDialog QListView:focus { border: ${focus_width}px solid $focus; }
QFileDialog QTreeView::item, QFileDialog QListView::item { min-height: ${row}px; }
QFileDialog QTreeView::item:selected, QFileDialog QListView::item:selected { background: $tint_hover; color: $ink; }
QFileDialog QHeaderView::section {
    background: $card; color: $muted; border: none; border-bottom: 1px solid $line; padding: ${pad_yf}px; font-weight: 600;
}

QProgressBar { background: $sunken; border: none; border-radius: ${bar_radius}px; min-height: ${bar}px; max-height: ${bar}px; }
QProgressBar::chunk { background: $primary; border-radius: ${bar_radius}px; }

QScrollBar:vertical { background: transparent; width: ${scroll}px; margin: 2px; }
QScrollBar::handle:vertical { background: $line_strong; border-radius: ${scroll_radius}px; min-height: 48px; }
QScrollBar:horizontal { background: transparent; height: ${scroll}px; margin: 2px; }
QScrollBar::handle:horizontal { background: $line_strong; border-radius: ${scroll_radius}px; min-width: 48px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolTip { background: $ink; color: $on_primary; border: none; padding: 6px; font-size: ${muted_points}pt; }
"""
)


_FIELDS: Final = ("QLineEdit", "QPlainTextEdit", "QComboBox")


def _fields(state: str = "") -> str:
    return ", ".join(name + state for name in _FIELDS)


def palette(tokens: Tokens) -> QPalette:
    """Colours for what the style sheet leaves to Fusion (file dialogs, item views)."""
    roles = QPalette.ColorRole
    made = QPalette()
    for role, colour in (
        (roles.Window, tokens.ground),
        (roles.WindowText, tokens.ink),
        (roles.Base, tokens.card),
        (roles.AlternateBase, tokens.sunken),
        (roles.Text, tokens.ink),
        (roles.PlaceholderText, tokens.muted),
        (roles.Button, tokens.sunken),
        (roles.ButtonText, tokens.ink),
        (roles.BrightText, tokens.danger),
        (roles.Highlight, tokens.primary),
        (roles.HighlightedText, tokens.on_primary),
        (roles.ToolTipBase, tokens.ink),
        (roles.ToolTipText, tokens.on_primary),
        (roles.Link, tokens.primary),
        (roles.Mid, tokens.line),
        (roles.Accent, tokens.primary),
    ):
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.on_disabled))
    return made


def style_sheet(tokens: Tokens, chevron: str = "") -> str:
    """`chevron` is the path of the drawing on a closed list; empty leaves it out."""
    weights = {"title": "700", "heading": "600", "plate": "700", "code": "600", "field": "600", "fault": "600"}
    colours = {"muted": tokens.muted, "lead": tokens.muted, "fault": tokens.danger}
    labels = "\n".join(
        _LABELS.substitute(
            role=role,
            points=tokens.points(role),
            weight=weights.get(role, "400"),
            colour=colours.get(role, tokens.ink),
        )
        for role in TEXT_POINTS
    )
    bar = tokens.px(10)
    return _SHEET.substitute(
        {name: value for name, value in vars(tokens).items() if isinstance(value, str)},
        labels=labels,
        fields=_fields(),
        fields_hover=_fields(":hover"),
        fields_focus=_fields(":focus"),
        fields_faulty=_fields('[faulty="true"]'),
        fields_disabled=_fields(":disabled"),
        mono=", ".join(f'"{family}"' for family in MONO_FAMILIES),
        body=tokens.points("body"),
        lead=tokens.points("lead"),
        code=tokens.points("code"),
        muted_points=tokens.points("muted"),
        border=1,
        focus_width=2,
        field_radius=8,
        field_height=tokens.px(26),
        row=tokens.px(28),
        pad_y=tokens.space(2),
        pad_x=tokens.space(3),
        pad_yf=tokens.space(2) - 1,
        pad_xf=tokens.space(3) - 1,
        menu_x=tokens.space(4),
        drop=tokens.px(34),
        chevron=chevron,
        chevron_size=tokens.px(16),
        bar=bar,
        bar_radius=bar // 2,
        scroll=tokens.px(12),
        scroll_radius=tokens.px(12) // 2 - 2,
    )
