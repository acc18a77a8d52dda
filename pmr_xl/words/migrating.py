"""What moving a form over did, in words: the same by the command and by the button."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmr_xl.desk.migrating.migrate import Migrated
    from pmr_xl.forms.submission_form.parts.taking_over import DraftsTakenOver


def drafts_taken(told: DraftsTakenOver) -> str:
    """How many drafts were taken over, and how many nobody decided on."""
    waiting = f"; {told.waiting} drafts bear no tick" if told.waiting else ""
    return f"{told.explanations} explanations and {told.restatements} restatements are taken over{waiting}."


def went_over(told: Migrated) -> list[str]:
    """What arrived, and what is new."""
    moved = told.moved
    words = f"{moved.figures} figures, {moved.words} reasons and explanations, {moved.restated} restatements"
    lines = [f"{words} and {moved.certified} of the certification's 3 entries go over."]
    if moved.new:
        new = "; ".join(f"{name} ({known_as})" for known_as, name in moved.new)
        lines.append(f"To do, because it is new: {new}.")
    return lines


def stayed_behind(told: Migrated) -> list[str]:
    """What fell away, with its text, and sheets that stay in the file as it was."""
    gone = [f"{one.name} ({one.indicator}), {one.column}: “{one.text}” {one.why}." for one in told.moved.fallen]
    left = [f"Sheets of the agency's own stay behind: {', '.join(told.left)}."] if told.left else []
    return [*gone, *left]
