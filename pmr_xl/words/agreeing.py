"""What became of commitments by a decision or an acceptance, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pmr_xl.model.commitments.commitment import Commitment, CommitmentStatus
from pmr_xl.model.schema.line import Line


def agreed_lines(taken: Iterable[Commitment], lines: Mapping[str, Line]) -> list[str]:
    """A sentence for each commitment that was made, opened again or closed.

    Args:
        lines: the agency's indicators; of one that has left the schemas nothing is said.
    """
    return [_said(one, lines[one.indicator].indicator.name) for one in taken if one.indicator in lines]


def _said(one: Commitment, name: str) -> str:
    if one.status is not CommitmentStatus.CLOSED:
        end = "" if one.what.endswith((".", "?", "!")) else "."
        return f"{one.code}, {name}: {one.what}{end} It is closed by a figure or for a reason."
    return f"{one.code}, {name}: closed{f' with {one.figure}' if one.figure else ''} ({one.why})."
