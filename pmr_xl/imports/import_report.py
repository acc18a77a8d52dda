"""What an import of published tables did to an office's schemas."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pmr_xl.imports.sharing import Twins
from pmr_xl.model.schema.chapter import Chapter


@dataclass
class ImportReport:
    """What an import did.

    Attributes:
        agencies: codes new in agencies.yaml.
        added: ids of new rows.
        vanished: ids that stand in a schema and no longer in the table; they stay.
        renamed: id, name in the schema, name in the table; the schema's stays.
        removed: row number, name and id of rows that were taken out of the schema by hand; they are not put back.
        left_out: what else of the tables was not taken, in words.
        twins: pairs of two agencies' indicators that seem to be one and are not said to be.
        written: files that were written, or would be.
    """

    agencies: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)
    renamed: list[tuple[str, str, str]] = field(default_factory=list)
    removed: list[tuple[int, str, str]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    twins: list[Twins] = field(default_factory=list)
    written: list[Path] = field(default_factory=list)
    chapters: dict[str, Chapter] = field(default_factory=dict)

    def lines(self, *, dry_run: bool = False) -> list[str]:
        """What was done, as a person reads it; of a dry run also which rows would be new."""
        files = f"{len(self.written)} files {'to write' if dry_run else 'written'}"
        told = [f"{len(self.added)} new rows, {len(self.agencies)} new agencies, {files}."]
        told += [f"New: {one}." for one in self.added] if dry_run else []
        told += [f"Kept as “{ours}”, printed as “{theirs}”: {one}." for one, ours, theirs in self.renamed]
        told += [f"No longer in the table, kept in the schema: {one}." for one in self.vanished]
        told += [
            f"Left out: row {number} “{name}”; {one} has figures in the record and was taken out of the schema. To say "
            "so for good, put it under “retired:” there; to have it back, import with --put-back."
            for number, name, one in self.removed
        ]
        told += self.left_out
        return [*told, *(pair.in_words for pair in self.twins)]
