"""What is to be known of a file beside its findings, a sentence each: every door says the same."""

from __future__ import annotations

from functools import singledispatch

from pmr_xl.analysis.changes import Change
from pmr_xl.desk.received import remarks
from pmr_xl.desk.received.kinds import FileKind, Received
from pmr_xl.desk.received.names import made_name, name_parts
from pmr_xl.desk.validate import Validation
from pmr_xl.model.display.plural import plural

_MOST = 3  # cells named in a sentence
_LONGEST = 30  # letters of a cell's text


def remark_of(result: Validation) -> str:
    """All of it, one sentence after the other; empty where nothing is to be known."""
    return " ".join(filter(None, map(_said, result.remarks)))


def copy_line(one: Received) -> str:
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


@singledispatch
def _said(one: remarks.Remark) -> str:
    return str(one)  # what a reader of sheets, or the marker, says of what it met


@_said.register
def _(one: remarks.OurCopy) -> str:
    return copy_line(one.received)


@_said.register
def _(one: remarks.CopyLeft) -> str:
    wanted = name_parts(made_name(one.copy.name)[1])
    save = wanted.next if wanted is not None else "the next version"
    return (
        f"No review copy is written: in {one.copy} somebody changed the form. To send those figures in, save it as "
        f"{save}; else delete it."
    )


@_said.register
def _(one: remarks.DraftsStand) -> str:
    stands, they = ("One text stands", "it answers") if one.texts == 1 else (f"{one.texts} texts stand", "they answer")
    return f"{stands} on the findings sheet beside ○ Open: {they} nothing until State says ✎ Explained."


@_said.register
def _(one: remarks.AnswersShort) -> str:
    says, they = ("One answer says", "it counts") if one.answers == 1 else (f"{one.answers} answers say", "they count")
    return (
        f"{says} too little on the findings sheet: {they} when at least two of what changed, by how much and why are "
        "said."
    )


@_said.register
def _(one: remarks.TwinCopy) -> str:
    many = len(one.changes)
    count = f"{many} cell differs" if many == 1 else f"{many} cells differ"
    more = f" … “pmr compare” lists all {many}." if many > _MOST else "."
    cells = "; ".join(map(_cell, one.changes[:_MOST]))
    return f"{one.name} is a copy of the same version, and {count} (there → here): {cells}{more}"


@_said.register
def _(one: remarks.OlderSchema) -> str:
    return f"{one.name} was made from an older schema; “pmr migrate” moves what is filled in into one of today's."


@_said.register
def _(one: remarks.DraftsTicked) -> str:
    return (
        f"On Drafts {one.drafts} bear a tick and are not in their cells yet: "
        f"“pmr migrate {one.name} --take ticked” puts them there."
    )


@_said.register
def _(one: remarks.OpenElsewhere) -> str:
    return f"{one.name} is open in another program; what is not saved there was not checked."


@_said.register
def _(one: remarks.FindingsHidden) -> str:
    says = f"{one.findings:,} {plural(one.findings, 'finding is', 'findings are')}"
    return f"{says} hidden by the filters that were set on the findings sheet; they are kept."


@_said.register
def _(_one: remarks.FiltersOff) -> str:
    return "The filters of the findings sheet were taken off: they would hide every finding."


def _cell(one: Change) -> str:
    return f"{one.where.address} {_short(one.before)} → {_short(one.now)}"


def _short(text: str) -> str:
    return (text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…") or "(empty)"
