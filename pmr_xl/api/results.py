"""What the Python door gives: plain values, each of which can become a frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pmr_xl.api import columns
from pmr_xl.api.frames import frame
from pmr_xl.model.display.plural import plural

if TYPE_CHECKING:
    from pandas import DataFrame

    from pmr_xl.desk.validate import Validation
    from pmr_xl.model.finding import Finding


@dataclass(frozen=True, repr=False)
class Rows:
    """Rows with documented columns: iterate over them, count them, or take them as a frame."""

    columns: Mapping[str, columns.FrameColumn]
    rows: Sequence[Mapping[str, object]]

    def __iter__(self) -> Iterator[Mapping[str, object]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        return f"<{len(self):,} {plural(len(self), 'row')} of {', '.join(self.columns)}; to_frame() makes a frame>"

    def to_frame(self) -> DataFrame:
        """A pandas frame; docs/python.md lists its columns with their dtypes."""
        return frame(self.columns, self.rows)


@dataclass(frozen=True, repr=False)
class Findings:
    """What was found in one submission, or in all of a folder.

    Attributes:
        files: one for each submission, in the order in which they were judged.
    """

    files: tuple[Validation, ...]

    @property
    def exit_code(self) -> int:
        """The worst of the files': 0 clean, 1 queries only, 2 errors, 3 unreadable; 0 where there is no file."""
        return max((one.exit_code for one in self.files), default=0)

    def __iter__(self) -> Iterator[Finding]:
        return (finding for one in self.files for finding in one.findings)

    def __len__(self) -> int:
        return sum(len(one.findings) for one in self.files)

    def __repr__(self) -> str:
        found = f"{len(self):,} {plural(len(self), 'finding')}"
        files = f"{len(self.files):,} {plural(len(self.files), 'submission')}"
        return f"<{found} in {files}, exit code {self.exit_code}; to_frame() makes a frame>"

    def as_dicts(self) -> list[dict[str, Any]]:
        """One a file, exactly what ``pmr validate --json`` writes."""
        return [one.as_dict() for one in self.files]

    def to_frame(self) -> DataFrame:
        """One row a finding; docs/python.md lists the columns with their dtypes."""
        return frame(columns.FINDINGS, (row for one in self.files for row in _found(one)))


def _found(one: Validation) -> Iterator[dict[str, object]]:
    agency = edition = ""
    if one.submission is not None:
        agency, edition = one.submission.chapter.agency, one.submission.edition.code
    for finding in one.findings:
        told = finding.as_dict()
        yield {
            "file": one.path.name,
            "agency": agency,
            "edition": edition,
            "indicator_id": finding.indicator_id,
            **{name: told[name] for name in columns.FINDINGS if name in told},
            "indicator": finding.indicator,
        }
