"""The sheet as it travels in a manifest, and back. Its shape is checked in `formats.manifest_v1`, before it comes here."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, get_args

from safetravel.rendering.sheet import Row, RowKind, Section, SectionKind, Sheet, Step

Json = dict[str, Any]


def sheet_to_json(sheet: Sheet) -> Json:
    plain = asdict(sheet)
    plain["sections"] = [{**section, "rows": list(section["rows"])} for section in plain["sections"]]
    plain["steps"] = [{**step, "rows": list(step["rows"])} for step in plain["steps"]]
    return plain


def row_to_json(row: Row) -> Json:
    return asdict(row)


def sheet_from_json(plain: Json) -> Sheet:
    """Keys of a later version are dropped, kinds of a later version become plain rows and notes."""
    return Sheet(
        language=plain["language"],
        right_to_left=plain["right_to_left"],
        title=plain["title"],
        purpose=plain["purpose"],
        practice=plain["practice"],
        sections=tuple(map(_section, plain["sections"])),
        alarm=None if plain.get("alarm") is None else row_from_json(plain["alarm"]),
        alarm_label=plain["alarm_label"],
        steps_title=plain["steps_title"],
        steps=tuple(Step(step["number"], step["text"], _rows(step)) for step in plain["steps"]),
        delete_by=row_from_json(plain["delete_by"]),
        not_a_status=plain["not_a_status"],
        compare=plain["compare"],
        photos_title=plain["photos_title"],
    )


def row_from_json(plain: Json) -> Row:
    kind: RowKind = plain["kind"] if plain["kind"] in get_args(RowKind) else "text"
    return Row(plain["label"], plain["value"], plain["boxed"], plain["note"], kind, plain["alarm"])


def _section(plain: Json) -> Section:
    kind: SectionKind = plain["kind"] if plain["kind"] in get_args(SectionKind) else "noted"
    return Section(plain["title"], _rows(plain), kind)


def _rows(plain: Json) -> tuple[Row, ...]:
    return tuple(map(row_from_json, plain["rows"]))
