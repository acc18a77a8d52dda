"""What is to be known of a file that was checked, beside its findings: plain values; doors make sentences of them."""

from __future__ import annotations

from pathlib import Path

from pmr_xl.analysis.changes import Change
from pmr_xl.desk.received.kinds import Received
from pmr_xl.model.quick.named import NamedTuple


class OurCopy(NamedTuple):
    """The file is a copy or sheet of ours: no other review copy is made of it."""

    received: Received


class CopyLeft(NamedTuple):
    """A review copy in which somebody changed the form: it is left as it is, and no other one is written."""

    copy: Path


class DraftsStand(NamedTuple):
    """So many texts stand on the findings sheet beside ○ Open and answer nothing."""

    texts: int


class AnswersShort(NamedTuple):
    """So many answers on the findings sheet say too little."""

    answers: int


class TwinCopy(NamedTuple):
    """Another file of the same version, and in which cells it differs: there, and in the file that was checked."""

    name: str
    changes: tuple[Change, ...]


class OlderSchema(NamedTuple):
    """The form was made from an older schema."""

    name: str


class DraftsTicked(NamedTuple):
    """So many drafts of a form bear a tick and are not in their cells yet: they count as no answer there."""

    name: str
    drafts: int


class OpenElsewhere(NamedTuple):
    """The file is open in another program."""

    name: str


class FindingsHidden(NamedTuple):
    """So many findings are hidden by the filters that were set on the findings sheet before."""

    findings: int


class FiltersOff(NamedTuple):
    """The filters of the findings sheet were taken off: they would hide every finding."""


# A text is what a reader of sheets, or the marker, says of what it met.
Remark = (
    OurCopy | CopyLeft | DraftsStand | AnswersShort | TwinCopy | OlderSchema | DraftsTicked | OpenElsewhere
    | FindingsHidden | FiltersOff | str
)  # fmt: skip
