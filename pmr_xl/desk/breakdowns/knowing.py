"""What is known of places and groups before a form comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmr_xl.model.fiscal import Edition
from pmr_xl.model.schema.chapter import Chapter

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk
    from pmr_xl.model.breakdowns.entry import MembersKnown


def members_known(desk: Desk, chapter: Chapter, edition: Edition) -> MembersKnown | None:
    """The lists and figures of a chapter's indicators that are broken down; None where the form asks for none.

    The figures are those of the editions before, and what was published of this one.
    """
    ids = [line.id for line in chapter.asked_in(edition).lines if line.indicator.breakdowns]
    if not ids:
        return None
    from pmr_xl.model.breakdowns.entry import MembersKnown
    from pmr_xl.model.breakdowns.figures import PastByMember

    lists = desk.library_of(edition).breakdowns.of(chapter)
    past = PastByMember() if desk.office.built_in else desk.record.past_by_member(ids, edition, own=False)
    return MembersKnown(lists, past)
