"""A small, strict reader of RFC 5545, written from the standard and not from our writer. Raises AssertionError."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

NAME = re.compile(r"([A-Z][A-Z0-9-]*)((?:;[A-Z-]+=[^:;,\x00-\x1f\"]+)*):(.*)", re.DOTALL)
TEXT_NAMES = {"SUMMARY", "DESCRIPTION", "UID", "PRODID", "VERSION"}
ALLOWED = {
    "VCALENDAR": {"PRODID", "VERSION", "CALSCALE", "METHOD"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "SEQUENCE"},
    "VALARM": {"ACTION", "DESCRIPTION", "TRIGGER"},
}
REQUIRED = {
    "VCALENDAR": {"PRODID", "VERSION"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART"},
    "VALARM": {"ACTION", "DESCRIPTION", "TRIGGER"},
}
INSIDE = {"VCALENDAR": {"VEVENT"}, "VEVENT": {"VALARM"}, "VALARM": set()}


@dataclass
class Component:
    kind: str
    values: dict[str, str] = field(default_factory=dict)
    inside: list[Component] = field(default_factory=list)

    def instant(self, name: str) -> datetime:
        value = self.values[name]
        assert re.fullmatch(r"\d{8}T\d{6}Z", value), value
        return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def read(data: bytes, kind: str, *, folded: bool = True) -> Component:
    """The one component in `data`, which must be of `kind`."""
    lines = _unfolded(data, folded=folded)
    component, rest = _component(lines)
    assert component.kind == kind
    assert not rest, "something after the end"
    return component


def _unfolded(data: bytes, *, folded: bool) -> list[str]:
    assert data.endswith(b"\r\n")
    physical = data[:-2].split(b"\r\n")
    logical: list[str] = []
    for line in physical:
        assert b"\r" not in line, "a bare carriage return"
        assert b"\n" not in line, "a bare line feed"
        assert line, "an empty line"
        assert not folded or len(line) <= 75, "longer than 75 octets"
        text = line.decode("utf-8")  # fails when a fold went through a character
        if text[0] in " \t":
            assert folded, "folded"
            logical[-1] += text[1:]
        else:
            logical.append(text)
    return logical


def _component(lines: list[str]) -> tuple[Component, list[str]]:
    name, value = _split(lines[0])
    assert name == "BEGIN"
    component, rest = Component(value), lines[1:]
    assert value in ALLOWED, value
    while True:
        name, value = _split(rest[0])
        if name == "BEGIN":
            child, rest = _component(rest)
            assert child.kind in INSIDE[component.kind], child.kind
            component.inside.append(child)
            continue
        rest = rest[1:]
        if name == "END":
            assert value == component.kind
            break
        assert name in ALLOWED[component.kind], name
        assert name not in component.values, f"{name} twice"
        component.values[name] = _text(value) if name in TEXT_NAMES else value
    _check(component)
    return component, rest


def _split(line: str) -> tuple[str, str]:
    match = NAME.fullmatch(line)
    assert match, line
    assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", line), "a control character"
    return match.group(1), match.group(3)


def _text(value: str) -> str:
    assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,nN])*", value, re.DOTALL), value
    return re.sub(r"\\(.)", lambda m: "\n" if m.group(1) in "nN" else m.group(1), value)


def _check(component: Component) -> None:
    assert component.values.keys() >= REQUIRED[component.kind]
    if component.kind == "VCALENDAR":
        assert component.values["VERSION"] == "2.0"
        uids = [event.values["UID"] for event in component.inside]
        assert uids, "no event"
        assert len(set(uids)) == len(uids), "the same UID twice"
    if component.kind == "VEVENT":
        component.instant("DTSTAMP")
        assert component.instant("DTEND") > component.instant("DTSTART")
        assert re.fullmatch(r"\d+", component.values.get("SEQUENCE", "0"))
    if component.kind == "VALARM":
        assert component.values["ACTION"] == "DISPLAY"
        assert re.fullmatch(r"-?P(T?\d+[WDHMS])+", component.values["TRIGGER"])
