"""Format 13: in every table the engine itself sees to it that lines are only ever added, and a server who adds them.

- Nothing that stands can be changed or taken away. Of ``correction_ends`` alone a line may say something else later:
  what an agency's next version says to a correction.
- ``account``, as of format 8, in the tables with a name in them that came after that.
- An index for what was decided of an edition, whosever it is.
"""

from __future__ import annotations

from pmr_xl.record.engine.connection import Connection

TABLES = (
    *("sources", "figures", "withdrawals", "submissions", "explanations", "left_open", "decisions", "names"),
    *("looks", "import_findings", "extensions", "corrections", "editions", "breakdown_figures"),
    *("commitments", "reliability", "reliability_samples"),
)
MAY_CHANGE = ("correction_ends",)
WITHOUT_ACCOUNT = ("editions", "commitments", "reliability", "reliability_samples")


def only_added(connection: Connection) -> None:
    """Have the engine refuse what changes or takes away what stands, and note who adds to it; all that stands stays."""
    for table in WITHOUT_ACCOUNT:
        connection.execute(f"ALTER TABLE {table} ADD COLUMN account TEXT NOT NULL DEFAULT ''")
    connection.execute("CREATE INDEX decisions_of_edition ON decisions (edition, no)")
    for table in (*TABLES, *MAY_CHANGE):
        connection.only_add(table, may_change=table in MAY_CHANGE)
