"""What people decided of an edition's submissions, step by step: accepted, taken back, decided figure by figure."""

from __future__ import annotations

from pmr_xl.model.decision import current_word
from pmr_xl.model.fiscal import Edition
from pmr_xl.record.engine.connection import Connection
from pmr_xl.record.tables import StepTaken

ACCEPTED, WITHDRAWN = "Accepted", "Acceptance withdrawn"
# A decision counts before an acceptance of the same moment, that before its withdrawal.
_STEPS = f"""
    SELECT agency, decision, version, who, at, 0 AS kind, no FROM decisions WHERE edition = ?
    UNION ALL SELECT agency, '{ACCEPTED}', version, who, at, 1, no FROM submissions WHERE edition = ?
    UNION ALL SELECT submissions.agency, '{WITHDRAWN}', submissions.version, withdrawals.who, withdrawals.at, 2,
        submissions.no FROM withdrawals JOIN submissions ON submissions.source = withdrawals.source WHERE edition = ?
"""  # noqa: S608 - our own words


def steps_taken(connection: Connection, edition: Edition) -> list[StepTaken]:
    """Everything decided of an edition, by agency, then in the order in which it was; a typed day counts as begun."""
    found = connection.execute(f"{_STEPS} ORDER BY agency, at, kind, no", (edition.code,) * 3)
    return [StepTaken(line[0], current_word(line[1]), *line[2:5]) for line in found]
