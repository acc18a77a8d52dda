"""Notes pinned on cells: put beside those a sheet has already, which stay as they are.

A note is two things: its text in the comments part, and its frame in a VML drawing
(:mod:`pmr_xl.books.marking.vml`). On a cell that has a note, ours is written beneath it; a cell that has a threaded
comment keeps that alone, since Excel would show one of the two only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import field

from pmr_xl.books.marking.geometry import Geometry
from pmr_xl.books.marking.vml import Frames
from pmr_xl.books.package import splice
from pmr_xl.books.package.draft import Draft
from pmr_xl.books.package.outline import MAIN, Element
from pmr_xl.books.package.splice import Edit
from pmr_xl.model.book.places import a1, from_a1
from pmr_xl.model.finding import BENEATH
from pmr_xl.model.quick.value_class import mutable_class

AUTHOR = "PMR findings"
_ORDER = ("authors", "commentList", "extLst")
_LONGEST = 30_000  # Excel's limit of a note is 32,767
_LETTERS_A_LINE, _WIDTH, _LINE, _PADDING, _TALLEST = 52, 330, 15, 14, 420
_HEAD = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{MAIN}">'

Run = tuple[str, bool]  # text, and whether it is bold
Notes = Mapping[tuple[int, int], Sequence[Run]]  # by row and column


@mutable_class
class NotesReport:
    """What became of the notes of one sheet.

    Attributes:
        kept: cells whose threaded comment was left alone.
        reason: why no note could be written on this sheet; empty where they could.
    """

    written: int = 0
    kept: list[str] = field(default_factory=list)
    reason: str = ""


def add_notes(draft: Draft, sheet: str, notes: Notes, frames: Frames) -> tuple[list[Edit], NotesReport]:
    """Notes for cells of the sheet part ``sheet``; the edits that part itself needs, and what became of them.

    Comments and drawing are cut or added in ``draft``. Raises Unspliceable where the comments part is damaged.
    """
    report = NotesReport()
    stored = next(iter(draft.package.related_parts(sheet, "comments")), "")
    threaded = _threaded(draft, sheet)
    theirs = _notes_in(draft.outline(stored), draft.read(stored)) if stored else {}
    fresh = {place: runs for place, runs in notes.items() if place not in theirs and place not in threaded}
    geometry = Geometry(draft.outline(sheet), draft.read(sheet))
    anchors = {place: geometry.anchor(*place, _WIDTH, _height(runs)) for place, runs in fresh.items()}
    edits, report.reason = frames.add(draft, sheet, anchors)
    if report.reason:
        return [], report
    beneath: list[Edit] = []
    for place, runs in notes.items():
        if place in threaded or (place in theirs and theirs[place][1]):
            report.kept.append(a1(*place))
        elif place in theirs:
            beneath += _beneath(theirs[place][0], draft.read(stored), runs)
    report.written = len(notes) - len(report.kept)
    if stored:
        draft.cut(stored, beneath + _more(draft.outline(stored), draft.read(stored), fresh))
    elif fresh:
        part = draft.fresh("xl/comments{}.xml")
        draft.add(part, splice.encode_xml(f"{_HEAD}{_authors('')}{_list('', fresh, 0)}</comments>"), "comments")
        draft.relate(sheet, "comments", part)
    return edits, report


def _threaded(draft: Draft, sheet: str) -> set[tuple[int, int]]:
    cells = set()
    for part in draft.package.related_parts(sheet, "threadedComment"):
        for comment in draft.outline(part).all("threadedComment"):
            with suppress(ValueError):
                cells.add(from_a1(comment.attributes.get("ref", "")))
    return cells


def _notes_in(root: Element, data: bytes) -> dict[tuple[int, int], tuple[Element, bool]]:
    """The notes of a comments part by cell, and whether each only stands for a threaded comment (its author: tc=…)."""
    authors = [data[author.start_tag_end : author.close] for author in root.all("author")]
    found = {}
    for comment in root.all("comment"):
        number = comment.attributes.get("authorId", "")
        author = authors[int(number)] if number.isdecimal() and int(number) < len(authors) else b""
        with suppress(ValueError):  # a note that names no cell stands on none
            found[from_a1(comment.attributes.get("ref", ""))] = (comment, author.startswith(b"tc="))
    return found


def _beneath(comment: Element, data: bytes, runs: Sequence[Run]) -> list[Edit]:
    """Our runs behind the note's own; a note of plain text becomes one of runs, which looks the same."""
    text = comment.child("text")
    p = comment.prefix
    if text is None:
        return [splice.in_order(comment, ("text", "commentPr"), "text", f"<{p}text>{_runs(runs, p)}</{p}text>")]
    ours = _runs([(BENEATH, False), *runs], p)
    plain, rich = text.child("t"), [child for child in text.children if child.name == "r"]
    if rich:
        return [Edit(rich[-1].end, splice.encode_xml(ours))]
    if plain is not None:
        return [Edit(plain.start, splice.encode_xml(f"<{p}r>")), Edit(plain.end, splice.encode_xml(f"</{p}r>{ours}"))]
    return splice.into(text, data, ours)


def _more(root: Element, data: bytes, notes: Notes) -> list[Edit]:
    """Notes set behind those of an existing part, under an author of our own."""
    if not notes:
        return []
    p = root.prefix
    authors, listed = root.child("authors"), root.child("commentList")
    number = 0 if authors is None else sum(child.name == "author" for child in authors.children)
    edits = (
        [splice.in_order(root, _ORDER, "authors", _authors(p))]
        if authors is None
        else splice.into(authors, data, f"<{p}author>{AUTHOR}</{p}author>")
    )
    if listed is None:
        return [*edits, splice.in_order(root, _ORDER, "commentList", _list(p, notes, number))]
    return edits + splice.into(listed, data, _comments(p, notes, number))


def _authors(p: str) -> str:
    return f"<{p}authors><{p}author>{AUTHOR}</{p}author></{p}authors>"


def _list(p: str, notes: Notes, author: int) -> str:
    return f"<{p}commentList>{_comments(p, notes, author)}</{p}commentList>"


def _comments(p: str, notes: Notes, author: int) -> str:
    return "".join(
        f'<{p}comment ref="{a1(*place)}" authorId="{author}" shapeId="0">'
        f"<{p}text>{_runs(runs, p)}</{p}text></{p}comment>"
        for place, runs in sorted(notes.items())
    )


def _runs(runs: Sequence[Run], p: str) -> str:
    left, written = _LONGEST, []
    for text, bold in runs:
        shown = text if len(text) <= left else text[: max(0, left - 1)] + "…"
        left = max(0, left - len(shown))
        look = f'<{p}sz val="9"/><{p}color rgb="FF1F1F1F"/><{p}rFont val="Tahoma"/><{p}family val="2"/>'
        weight = f"<{p}b/>" if bold else ""
        content = f'<{p}t xml:space="preserve">{splice.escape_xml(shown)}</{p}t>'
        written.append(f"<{p}r><{p}rPr>{weight}{look}</{p}rPr>{content}</{p}r>")
    return "".join(written)


def _height(runs: Sequence[Run]) -> int:
    """Pixels that the text needs in a frame of our width."""
    lines = "".join(text for text, _ in runs).split("\n")
    return min(_TALLEST, _PADDING + _LINE * sum(max(1, -(-len(line) // _LETTERS_A_LINE)) for line in lines))
