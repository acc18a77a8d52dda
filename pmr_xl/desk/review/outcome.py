"""What becomes of a row of a variance sheet: one table, read from above, the first line that fits.

A line names only what it asks about; what it leaves open may be anything. The page for supervisors prints the table.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

from pmr_xl.model.quick.named import NamedTuple


class RowOutcome(Enum):
    """What becomes of a row."""

    NOTHING = "nothing is decided; what the record has holds"
    STANDS = "stands in the record already"
    TAKEN = "taken into the record"
    REPLACES = "taken, in place of one the sheet has not seen; that is told"
    WITHDRAWS = "the decision in force is withdrawn"
    AS_IT_WAS = "skipped: the row says what stood there when the sheet was made, and a later decision is in the record"
    COPY = "skipped: an older copy; the same was in the record, and was decided anew since"
    LATE = "skipped: the record has a decision the sheet has not seen"
    OLDER = "skipped: the record has a decision on a newer version"
    VOID = "skipped: it rests on figures or targets that have become others"
    ERASED = "skipped: the sheet's own note is emptied, and the decision it told of is in force"
    NEVER = "skipped: there is no decision to withdraw"


class Says(Enum):
    """What a row says."""

    NOTHING = "nothing"
    NOTE = "a note alone"
    DECISION = "a decision"
    WITHDRAW = "Withdraw"
    EMPTIED = "a decision that stood is emptied"
    ERASED = "the sheet's own note is emptied"  # sheets of earlier programs only


class Last(Enum):
    """The last thing that the record has on the indicator."""

    NONE = "nothing"
    NOTE = "a note alone"
    WITHDRAWN = "a withdrawal"
    IN_FORCE = "a decision"


class Version(Enum):
    """The version that was decided on last, beside the sheet's."""

    UNKNOWN = "not known"
    OLDER = "older"
    SAME = "the same"
    NEWER = "newer"


class SameWords(Enum):
    """Whether the row says what the record has last: word, note, and the figures it rests on."""

    OTHER = "other"
    SAME = "the same, on another file"
    SAME_FILE = "the same, on the same file"


class Situation(NamedTuple):
    """Everything that the outcome hangs on.

    Attributes:
        changed: the row is not as it was when the sheet was made.
        seen: the record's last decision had been taken when the sheet was made; so too where there is none.
        copied: the same stands in the record since the sheet was made, and was decided anew since.
        sheet_older: the sheet was made before the one that decided last, or shows an older version.
        own: the row is signed by whoever decided last.
        moved: what the row rests on is another figure or target by now.
    """

    says: Says
    last: Last = Last.NONE
    changed: bool = True
    seen: bool = True
    version: Version = Version.SAME
    words: SameWords = SameWords.OTHER
    copied: bool = False
    sheet_older: bool = False
    own: bool = True
    moved: bool = False


class TableLine(NamedTuple):
    """One line of the table: what it asks about (None: nothing), and the outcome."""

    outcome: RowOutcome
    says: tuple[Says, ...] | None = None
    last: tuple[Last, ...] | None = None
    changed: bool | None = None
    seen: bool | None = None
    version: tuple[Version, ...] | None = None
    words: tuple[SameWords, ...] | None = None
    copied: bool | None = None
    sheet_older: bool | None = None
    own: bool | None = None
    moved: bool | None = None

    def fits(self, situation: Situation) -> bool:
        """Whether everything that the line asks about is so."""
        return all(
            asked is None or (found in asked if isinstance(asked, tuple) else found is asked)
            for asked, found in zip(self[1:], situation, strict=True)
        )


_SAID = (Says.NOTE, Says.DECISION)
_BACK = (Says.WITHDRAW, Says.EMPTIED)
_FORCE = (Last.IN_FORCE,)
_NEWER = (Version.NEWER,)

TABLE: Final = (
    # What says nothing, or takes back what is not there.
    TableLine(RowOutcome.ERASED, (Says.ERASED,), _FORCE),
    TableLine(RowOutcome.NOTHING, (Says.NOTHING, Says.ERASED)),
    TableLine(RowOutcome.NOTHING, (Says.NOTE,), _FORCE),
    TableLine(RowOutcome.NEVER, (Says.WITHDRAW,), (Last.NONE, Last.NOTE)),
    TableLine(RowOutcome.STANDS, _BACK, (Last.NONE, Last.NOTE, Last.WITHDRAWN)),
    TableLine(RowOutcome.STANDS, _SAID, words=(SameWords.SAME_FILE,)),
    # Beside a decision on a newer version, seen or not.
    TableLine(RowOutcome.STANDS, _SAID, _FORCE, version=_NEWER, words=(SameWords.SAME,)),
    TableLine(RowOutcome.AS_IT_WAS, last=_FORCE, changed=False, version=_NEWER),
    TableLine(RowOutcome.OLDER, last=_FORCE, version=_NEWER),
    # Beside something that the sheet has not seen.
    TableLine(RowOutcome.STANDS, _SAID, seen=False, words=(SameWords.SAME,), sheet_older=True),
    TableLine(RowOutcome.VOID, (Says.DECISION,), seen=False, words=(SameWords.SAME,), moved=True),
    TableLine(RowOutcome.REPLACES, _SAID, _FORCE, seen=False, words=(SameWords.SAME,)),
    TableLine(RowOutcome.TAKEN, _SAID, seen=False, words=(SameWords.SAME,)),
    TableLine(RowOutcome.AS_IT_WAS, changed=False, seen=False),
    TableLine(RowOutcome.OLDER, seen=False, version=_NEWER),
    TableLine(RowOutcome.VOID, (Says.DECISION,), seen=False, version=(Version.OLDER,), moved=True),
    TableLine(RowOutcome.REPLACES, _SAID, _FORCE, seen=False, version=(Version.OLDER,)),
    TableLine(RowOutcome.TAKEN, _SAID, seen=False, version=(Version.OLDER,)),
    TableLine(RowOutcome.COPY, seen=False, copied=True),
    TableLine(RowOutcome.LATE, seen=False, sheet_older=True),
    TableLine(RowOutcome.LATE, (Says.EMPTIED,), seen=False),
    TableLine(RowOutcome.LATE, seen=False, own=False),
    # Everything else counts.
    TableLine(RowOutcome.WITHDRAWS, _BACK),
    TableLine(RowOutcome.VOID, (Says.DECISION,), moved=True),
    TableLine(RowOutcome.REPLACES, last=_FORCE, seen=False),
    TableLine(RowOutcome.TAKEN),
)

KEPT = (RowOutcome.TAKEN, RowOutcome.REPLACES, RowOutcome.WITHDRAWS)
SKIPPED = (
    RowOutcome.AS_IT_WAS, RowOutcome.COPY, RowOutcome.LATE, RowOutcome.OLDER, RowOutcome.VOID, RowOutcome.ERASED,
    RowOutcome.NEVER,
)  # fmt: skip


def outcome_of(situation: Situation) -> RowOutcome:
    """The outcome of the table's first line that fits; the last line fits everything."""
    return next(case.outcome for case in TABLE if case.fits(situation))


HEADINGS: Final = (
    "The row says", "In the record last", "Changed", "Seen", "Decided on version", "Words", "Older copy", "Sheet older",
    "Same name", "Figures moved", "Outcome",
)  # fmt: skip


def as_markdown() -> str:
    """The table as the page for supervisors has it."""
    lines = [HEADINGS, ("---",) * len(HEADINGS), *(_line(case) for case in TABLE)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _line(case: TableLine) -> tuple[str, ...]:
    return (*(_told(asked) for asked in case[1:]), case.outcome.value)


def _told(asked: tuple[Enum, ...] | bool | None) -> str:
    if asked is None:
        return ""
    if isinstance(asked, bool):
        return "yes" if asked else "no"
    return " or ".join(str(one.value) for one in asked)
