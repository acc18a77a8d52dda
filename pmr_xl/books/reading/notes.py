"""Notes and threaded comments of a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmr_xl.books.package.workbook_part import whole_number
from pmr_xl.books.reading.values import unescape
from pmr_xl.model.book.places import from_a1
from pmr_xl.model.book.sheet import Note

if TYPE_CHECKING:
    from pmr_xl.books.package.opening import Package

_SHADOW = "tc={"  # author of the note that stands in for a threaded comment in an Excel that knows none


def read_notes(package: Package, sheet_part: str) -> tuple[Note, ...]:
    """Notes first, then threaded comments, each in the file's order. Raises Unreadable."""
    threaded = [
        note for part in package.related_parts(sheet_part, "threadedComment") for note in _threaded(package, part)
    ]
    talked = {(note.row, note.column) for note in threaded}
    plain = [
        note
        for part in package.related_parts(sheet_part, "comments")
        for note in _plain(package, part)
        if not (note.author.startswith(_SHADOW) and (note.row, note.column) in talked)
    ]
    return (*plain, *threaded)


class _Plain:
    """Collects the notes of a comments part while a parser passes by."""

    def __init__(self) -> None:
        self.notes: list[Note] = []
        self._authors: list[str] = []
        self._pieces: list[str] = []
        self._where = self._author = ""
        self._reading = self._phonetic = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("author", "comment"):
            self._pieces.clear()
        if tag == "comment":
            known = 0 <= (place := whole_number(attributes.get("authorId"))) < len(self._authors)
            self._where, self._author = attributes.get("ref", ""), self._authors[place] if known else ""
        elif tag == "rPh":
            self._phonetic = True
        elif tag in ("author", "t"):
            self._reading = not self._phonetic

    def end(self, tag: str) -> None:
        self._reading = False
        if tag == "author":
            self._authors.append("".join(self._pieces))
        elif tag == "comment":
            _add(self.notes, self._where, "".join(self._pieces), self._author, threaded=False)
        elif tag == "rPh":
            self._phonetic = False

    def text(self, piece: str) -> None:
        if self._reading:
            self._pieces.append(piece)


def _plain(package: Package, part: str) -> list[Note]:
    found = _Plain()
    package.parse(part, found.start, found.end, found.text)
    return found.notes


class _Threaded:
    """Collects threaded comments and their replies while a parser passes by."""

    def __init__(self, people: dict[str, str]) -> None:
        self.notes: list[Note] = []
        self._people = people
        self._pieces: list[str] = []
        self._where = self._author = ""
        self._reading = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "threadedComment":
            self._pieces.clear()
            self._where = attributes.get("ref", self._where)  # a reply without an address follows the one before it
            self._author = self._people.get(attributes.get("personId", ""), "")
        self._reading = tag == "text"

    def end(self, tag: str) -> None:
        self._reading = False
        if tag == "threadedComment":
            _add(self.notes, self._where, "".join(self._pieces), self._author, threaded=True)

    def text(self, piece: str) -> None:
        if self._reading:
            self._pieces.append(piece)


def _threaded(package: Package, part: str) -> list[Note]:
    found = _Threaded(_people(package))
    package.parse(part, found.start, found.end, found.text)
    return found.notes


def _people(package: Package) -> dict[str, str]:
    people: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "person":
            people[attributes.get("id", "")] = attributes.get("displayName", "")

    for part in package.related_parts(package.workbook_part, "person"):
        package.parse(part, start)
    return people


def _add(notes: list[Note], where: str, text: str, author: str, *, threaded: bool) -> None:
    try:
        row, column = from_a1(where.partition(":")[0])
    except ValueError:
        return  # a note without a cell cannot be shown by Excel either
    notes.append(Note(row, column, unescape(text), author, threaded))
