"""What is said of files that are no submissions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.received.kinds import FileKind, Received, what_is
from pmr_xl.desk.received.names import made_name, name_parts
from pmr_xl.model.fault import Fault
from pmr_xl.model.submission import Stamp

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk


def of_copy(one: Received) -> str:
    """What a copy or sheet of ours is, and what becomes of it; empty for a submission."""
    name = one.path.name
    original = "a file that is not here" if one.original is None else one.original.name
    if one.kind is FileKind.REVIEW_COPY and one.changed:
        wanted = name_parts(made_name(name)[1])
        save = f" as {wanted.next}" if wanted is not None else " under the name of the next version"
        return (
            f"{name} is the review copy of {original}, in which the form was changed. To send those figures in, save it"
            f"{save}; the answers in it belong to {original}."
        )
    if one.kind is FileKind.REVIEW_COPY:
        return f"{name} is the review copy of {original}, unchanged: skipped. Answers in it count for {original}."
    if one.kind is FileKind.REPAIRED_COPY:
        return f"{name} is the repaired copy of {original}: skipped. Named alone it is checked."
    if one.kind is FileKind.VARIANCE_SHEET:
        return f"{name} is a variance sheet: skipped. “pmr decide” takes its decisions in."
    if one.kind is FileKind.RELIABILITY:
        return f"{name} is the worksheet of a sample: skipped. “pmr reliability read” takes it in."
    if one.kind is FileKind.COMMITMENTS:
        return f"{name} is a sheet of commitments: skipped. “pmr commitment read” takes it in."
    if one.kind is FileKind.CHANGES:
        return f"{name} is a list of ours: skipped."
    if one.kind is FileKind.RECEIPT:
        return (
            f"{name} is a receipt: skipped. It says what was found in a form, and is not the form; “pmr verify” "
            "compares the two."
        )
    return ""


def kept_copy(copy: Path) -> str:
    """That a review copy is left as it is, because somebody changed the form in it."""
    wanted = name_parts(made_name(copy.name)[1])
    save = wanted.next if wanted is not None else "the next version"
    return (
        f"No review copy is written: in {copy} somebody changed the form. To send those figures in, save it as {save}; "
        "else delete it."
    )


def no_part(name: str, stamp: Stamp) -> None:
    """See that a form is a whole one.

    Raises:
        Fault: it is a part of one.
    """
    if stamp.part:
        raise Fault(
            f"{name} is part {stamp.part} of a form, and no submission.",
            "Put the parts together first (“pmr gather”), and name the form that comes of them.",
        )


def no_copy(desk: Desk, path: Path) -> None:
    """See that a file is none of our review copies.

    Raises:
        Fault: it is one.
    """
    one = what_is(path, [] if desk.office.built_in else [desk.office.inbox])
    if one.kind is FileKind.REVIEW_COPY:
        original = "the file it was made from" if one.original is None else one.original.name
        wanted = name_parts(made_name(path.name)[1])
        save = wanted.next if wanted is not None else "the next version"
        raise Fault(
            f"{path.name} is our review copy, and no submission.",
            f"Name {original}; the answers in the copy count for it. Figures corrected in the copy are sent as {save}.",
        )
