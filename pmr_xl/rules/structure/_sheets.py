"""The sheets that every form has."""

from __future__ import annotations

FORM_SHEETS = frozenset(
    {"Welcome", "Instructions", "Submission", "Restatements", "Findings", "Progress", "Commissioner", "Lists", "About"}
    | {"Rates", "Definitions"}
)
