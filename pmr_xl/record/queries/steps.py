"""What people decided of an edition's submissions, step by step: accepted, taken back, decided figure by figure."""

from __future__ import annotations

from pmr_xl.model.decision import current_word
from pmr_xl.model.fiscal import Edition
from pmr_xl.record.engine.connection import Connection, Line
from pmr_xl.record.tables import StepTaken

ACCEPTED, WITHDRAWN = "Accepted", "Acceptance withdrawn"
_ACCEPTED, _WITHDRAWN = 1, 2  # kinds of steps, after decisions
_STEPS = f"""
    SELECT agency, decision, version, who, at, 0 AS kind, no, 0 AS gone FROM decisions WHERE edition = ?
    UNION ALL SELECT agency, '{ACCEPTED}', version, who, at, 1, no, CASE WHEN EXISTS (SELECT 1 FROM withdrawals
        WHERE withdrawals.source = submissions.source) THEN 1 ELSE 0 END FROM submissions WHERE edition = ?
    UNION ALL SELECT submissions.agency, '{WITHDRAWN}', submissions.version, withdrawals.who, withdrawals.at, 2,
        submissions.no, 0 FROM withdrawals JOIN submissions ON submissions.source = withdrawals.source WHERE edition = ?
"""  # noqa: S608 - our own words


def steps_taken(connection: Connection, edition: Edition) -> list[StepTaken]:
    """Everything decided of an edition, by agency, then in the order in which it was; a typed day counts as begun.

    Of one second: a decision counts before an acceptance, that before its own withdrawal. Only the last of what is
    accepted can be withdrawn, so before what stands to this day all that was accepted earlier was withdrawn earlier.
    """
    found = connection.execute(f"{_STEPS} ORDER BY agency, at, kind, no", (edition.code,) * 3).fetchall()
    standing: dict[str, list[int]] = {}
    for agency, *_, kind, number, gone in found:
        if kind == _ACCEPTED and not gone:
            standing.setdefault(agency, []).append(number)

    def place(line: Line) -> tuple[object, ...]:
        agency, at, kind, number = line[0], line[4], line[5], line[6]
        if kind != _WITHDRAWN:
            return agency, at, kind, number, 0
        later = min((one for one in standing.get(agency, []) if one > number), default=None)
        return (agency, at, _ACCEPTED, later, -1) if later is not None else (agency, at, _WITHDRAWN, -number, 0)

    return [StepTaken(line[0], current_word(line[1]), *line[2:5]) for line in sorted(found, key=place)]
