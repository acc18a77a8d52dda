"""Files that are no submissions are refused where one is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pmr_xl.desk.received.kinds import FileKind, what_is
from pmr_xl.desk.received.names import made_name, name_parts
from pmr_xl.model.fault import Fault
from pmr_xl.model.submission import Stamp

if TYPE_CHECKING:
    from pmr_xl.desk.desk import Desk


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
