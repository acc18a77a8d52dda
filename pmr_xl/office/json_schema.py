"""JSON Schema for editors, from the same shapes that guard the files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pmr_xl.model.breakdowns.breakdown import Breakdown
from pmr_xl.model.definitions.definition import AgencyDefinitions
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.reports.report import Report
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.office.bounds import BOUNDS
from pmr_xl.office.shapes import Agencies, Calendar
from pmr_xl.office.writing import replace_file

FILES: dict[str, type] = {
    "indicators.schema.json": Chapter,
    "definitions.schema.json": AgencyDefinitions,
    "agencies.schema.json": Agencies,
    "calendar.schema.json": Calendar,
    "settings.schema.json": OfficeSettings,
    "report.schema.json": Report,
    "breakdown.schema.json": Breakdown,
}


def json_schema(shape: type) -> dict[str, Any]:
    """The JSON Schema of one of our files. What agencies.yaml says of a chapter (name, slug), its file may not say."""
    from pydantic import TypeAdapter  # 150 ms, for this alone

    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **TypeAdapter(shape).json_schema(),
    }
    for owner, bounds in BOUNDS.items():
        keys = (schema if shape is owner else schema.get("$defs", {}).get(owner.__name__, {})).get("properties", {})
        for key in keys.keys() & bounds.keys():
            keys[key] |= bounds[key].keywords
    if shape is Chapter:
        own = schema["$defs"].get("Chapter", schema) if "properties" not in schema else schema
        for said_elsewhere in ("name", "slug", "known_as", "kept_as"):
            del own["properties"][said_elsewhere]
        own["required"].remove("name")
    if shape is Report:  # the file's own name says it
        del schema["properties"]["name"]
        schema["required"].remove("name")
    return schema


def text(shape: type) -> str:
    """:func:`json_schema` as the file holds it."""
    return json.dumps(json_schema(shape), ensure_ascii=False, indent=1) + "\n"


def write_json_schemas(schemas: Path) -> list[Path]:
    """Write them all into a ``schemas`` folder; returns those that changed."""
    changed = []
    for name, shape in FILES.items():
        path, fresh = schemas / name, text(shape)
        if not path.is_file() or path.read_text(encoding="utf-8") != fresh:
            replace_file(path, fresh)
            changed.append(path)
    return changed
