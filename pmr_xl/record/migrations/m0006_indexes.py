"""Format 6: an index for everything that is asked, so that no query looks through a whole table.

- Full fiscal years have an index of their own: months of many years do not stand in their way.
- What an edition states is found by its sources, what was decided on targets by its edition.
"""

from __future__ import annotations

from pmr_xl.record.engine.connection import Connection

_STATEMENTS = (
    "CREATE INDEX figures_of_years ON figures (indicator, edition_rank, no) WHERE length(period) = 4",
    "CREATE INDEX figures_by_period ON figures (indicator, period, edition_rank, no)",
    "CREATE INDEX figures_by_source ON figures (source, no)",
    "CREATE INDEX figures_decided ON figures (edition_rank, decided, no) WHERE decided > 0",
    "CREATE INDEX sources_by_edition ON sources (edition)",
    "CREATE INDEX names_by_source ON names (source)",
    "CREATE INDEX explanations_by_submission ON explanations (submission, indicator)",
    "CREATE INDEX left_open_by_submission ON left_open (submission, no)",
    "CREATE INDEX left_open_by_indicator ON left_open (indicator, no)",
    "CREATE INDEX decisions_by_indicator ON decisions (indicator, no)",
    "CREATE INDEX decisions_by_word ON decisions (decision, no)",
    "CREATE INDEX corrections_by_indicator ON corrections (indicator, no)",
    "CREATE INDEX looks_by_table ON looks (edition, kind, agency, no)",
    "CREATE INDEX import_findings_by_look ON import_findings (look, no)",
)


def indexes(connection: Connection) -> None:
    """Lay out the indexes; nothing that stands in the record changes."""
    for statement in _STATEMENTS:
        connection.execute(statement)
