"""The City's own three reports as the program holds them: ``model/reports/standard.py``, built from their files.

So that nothing under the shelves reads a file, and a plain check loads none. After one of them was edited
``python -m pmr_xl.office.reports.standard`` builds it anew.
"""

from __future__ import annotations

import hashlib
from dataclasses import MISSING, fields
from enum import Enum
from pathlib import Path

from pmr_xl.model.reports.report import Report
from pmr_xl.office.folder import built_in_office
from pmr_xl.office.guard import value_of_tree
from pmr_xl.office.reading import read_yaml

_LONGEST = 120
NAMES = ("mmr", "pmmr", "cpr")
_HEAD = '''"""The City's own reports as the program has them. Built from schemas/reports; never edited by hand.

``python -m pmr_xl.office.reports.standard`` builds it anew.
"""

from __future__ import annotations

from pmr_xl.model.reports.report import Covers, Report

'''


def text() -> str:
    """What ``model/reports/standard.py`` holds."""
    parts, marks = [], []
    for name in NAMES:
        content = (built_in_office() / "schemas" / "reports" / f"{name}.yaml").read_bytes().replace(b"\r\n", b"\n")
        one = value_of_tree(Report, read_yaml(content.decode("utf-8-sig"), name), {"name": name})
        parts.append(_said(one))
        marks.append(f'    "{name}": "{hashlib.sha256(content).hexdigest()}",')
    bound = "".join(f"Report.{name.upper()} = {name.upper()}\n" for name in NAMES)
    listed = f"one.name: one for one in ({', '.join(name.upper() for name in NAMES)})"
    known = "\n".join(marks)
    return (
        f"{_HEAD}{''.join(parts)}{bound}"
        f"STANDARD: dict[str, Report] = {{{listed}}}\n"
        f"# What their files hold as they come with the program: such a file need not be read again.\n"
        f"AS_SHIPPED: dict[str, str] = {{\n{known}\n}}\n"
    )


def _said(one: Report) -> str:
    lines = [f"{one.code} = Report(\n"]
    for field in fields(one):
        value = getattr(one, field.name)
        if field.default is MISSING or value != field.default:
            shown = f"{type(value).__name__}.{value.name}" if isinstance(value, Enum) else _shown(value)
            line = f"    {field.name}={shown},\n"
            if len(line) > _LONGEST and isinstance(value, tuple):
                line = f"    {field.name}=(\n{''.join(f'        {_shown(part)},{chr(10)}' for part in value)}    ),\n"
            lines.append(line)
    return "".join([*lines, ")\n"])


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return f"({', '.join(map(_shown, value))}{',' if len(value) == 1 else ''})"
    return '"' + value.replace('"', '\\"') + '"' if isinstance(value, str) else repr(value)


if __name__ == "__main__":
    made = Path(__file__).parents[2] / "model" / "reports" / "standard.py"
    made.write_text(text(), encoding="utf-8")  # straight: a source of ours, under version control
