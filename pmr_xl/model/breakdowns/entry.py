"""What a form says of places and groups, and what is known of them before it comes in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from pmr_xl.model.breakdowns.breakdown import Breakdown
from pmr_xl.model.breakdowns.figures import PastByMember
from pmr_xl.model.entry import Entered
from pmr_xl.model.fiscal import Period
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.model.schema.line import Line


class MemberEntry(NamedTuple):
    """One row of the sheet Breakdowns.

    Attributes:
        line: its indicator; None where the row names none that is broken down.
        member: the code of its place or group; empty where the row names none of the list.
        figure: the cell that the agency fills in; its key is the figure's (``table.cell_key``).
        explanation: what is said to it; ``words``: its cell, where the form has the column.
        named: what stands in the row in place of an indicator or member that is not known.
    """

    line: Line | None
    breakdown: str
    member: str
    period: Period
    figure: Entered
    explanation: str = ""
    named: str = ""
    words: Entered | None = None


@value_class
class MembersSaid:
    """The sheet Breakdowns of a form.

    Attributes:
        entries: its rows, once each; ``strange``: rows that name what is not known, or stand there again.
        wanted: how many figures the form asks for; ``lost``: the sheet is gone, or its headings are.
    """

    entries: tuple[MemberEntry, ...] = ()
    strange: tuple[MemberEntry, ...] = ()
    wanted: int = 0
    lost: bool = False


@value_class
class MembersKnown:
    """What is known of places and groups before a form comes in.

    Attributes:
        lists: the lists of places and groups, by name.
        past: the figures that count.
    """

    lists: Mapping[str, Breakdown] = field(default_factory=dict)
    past: PastByMember = PastByMember()


NONE_SAID, NONE_KNOWN = MembersSaid(), MembersKnown()
