"""A workbook's package, opened safely: sizes bounded, tricks refused, each unreadable file told by its illness.

The API, for everybody who needs the raw package::

    package = Package.open(path)  # Unreadable where it cannot be; limits=Limits(...) to bound it otherwise
    package.name, package.sha256, package.data  # file name, hash and bytes of the whole file
    package.names  # part names in directory order, as stored
    package.has(name)  # names compare as Excel does: without case
    package.entry(name)  # ZipEntry: flags, method, crc, sizes, places (directory.py)
    package.raw(name)  # the compressed bytes as stored, for copying a part untouched
    package.read(name)  # the bytes of a part, bounded and checked
    package.chunks(name)  # the same as a stream
    package.parse(name, start, end, text)  # one expat pass, local names; DOCTYPE refused, errors told as Unreadable
    package.relationships(name)  # tuple[Relationship]: id, kind, target (a part name, or foreign), external
    package.related_parts(name, "comments")  # part names by kind of relationship
    package.content_type(name)  # from [Content_Types].xml, defaults included
    package.workbook_part, package.workbook  # name of the workbook part; what it says: sheets, names, 1904
    package.sheets  # tuple[SheetPart]: name, part, kind, visibility, in the order of the tabs
    package.sheet_part("Submission")  # the part of a sheet by name, or None

Nothing is ever unpacked to disk.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import cached_property
from pathlib import Path
from types import ModuleType

try:
    from zlib_ng import zlib_ng as zlib  # says the same as Python's, and unpacks in half the time
except ImportError:  # in a browser, and without the extra “fast”
    import zlib  # type: ignore[no-redef]

from pmr_xl.books.package import directory, illness
from pmr_xl.books.package.directory import BrokenZip, ZipEntry
from pmr_xl.books.package.links import CONTENT_TYPES, ContentTypes, key, read_content_types, read_relationships
from pmr_xl.books.package.markup import Doctype, Malformed, has_doctype, parse
from pmr_xl.books.package.parts import Relationship
from pmr_xl.books.package.small_parts import is_known, key_of, parse_small
from pmr_xl.books.package.work import DEFAULT, Limits, OverBudget, Work
from pmr_xl.books.package.workbook_part import SheetPart, Workbook, read_workbook
from pmr_xl.model.fault import Unreadable

_MB = 2**20
_SLICE = 16 * 1024  # compressed bytes inflated at a time: deflate makes at most 1,032 times as many of them
_SLACK = 4096  # bytes that damage may add to a part; what goes further was made to
_GLANCE = 512  # packed bytes enough to see the first element of nearly every part
_MARKUP = (".xml", ".rels", ".vml")


__all__ = ["CONTENT_TYPES", "DEFAULT", "Limits", "Package", "Relationship", "SheetPart"]


class Package:
    """An opened package; see the module's text for what it offers."""

    def __init__(self, name: str, data: bytes, limits: Limits = DEFAULT) -> None:
        """Take the bytes of a file called ``name``. Raises Unreadable."""
        self.name = name
        self.data = data
        self.limits = limits
        self.work = Work(limits)
        if len(data) > limits.file_bytes:
            raise self.too_large(f"is larger than {limits.file_bytes // _MB} MB")
        if not data.startswith(directory.LOCAL):
            raise _diagnosis().of_bytes(name, data)
        try:
            self._entries = self._index(directory.entries(data, limits.parts))
        except BrokenZip as broken:
            raise _diagnosis().of_broken_zip(name, data, broken) from broken
        self.names: tuple[str, ...] = tuple(entry.name for entry in self._entries.values())
        self._relationships: dict[str, tuple[Relationship, ...]] = {}
        self._read: dict[str, int] = {}  # parts that were read, and their sizes: a part may have any name
        self._bound()
        self.workbook_part = self._find_workbook()

    @classmethod
    def open(cls, path: Path, limits: Limits = DEFAULT) -> Package:
        """Open a workbook file. Raises Unreadable: message names the file and what it is, remedy the one way out."""
        try:
            if path.name.startswith(("~$", ".~lock.")):
                raise PermissionError
            with path.open("rb") as file:
                data = file.read(limits.file_bytes + 1)
        except OSError as error:
            raise _diagnosis().of_path(path, error) from error
        if not data.startswith(directory.LOCAL):
            raise _diagnosis().of_path(path, data=data)
        return cls(path.name, data, limits)

    @cached_property
    def sha256(self) -> str:
        """Hash of the file's bytes, in hexadecimal."""
        import hashlib

        return hashlib.sha256(self.data).hexdigest()

    # Parts

    def has(self, name: str) -> bool:
        """Whether the package holds that part."""
        return key(name) in self._entries

    def entry(self, name: str) -> ZipEntry:
        """The directory's entry of a part. Raises Unreadable where the part is missing."""
        try:
            return self._entries[key(name)]
        except KeyError:
            raise self.fault_of_damage(f"lacks its part “{name}”") from None

    def raw(self, name: str) -> bytes:
        """The part's bytes as they are packed in the file."""
        entry = self.entry(name)
        return self.data[entry.start : entry.end]

    def read(self, name: str) -> bytes:
        """The part's bytes. Raises Unreadable past the limits, or where they are damaged."""
        return b"".join(self.chunks(name))

    def chunks(self, name: str, step: int = _SLICE) -> Iterator[bytes]:
        """The part's bytes as a stream, ``step`` packed bytes at a time. Raises Unreadable, as late as at the end."""
        entry = self.entry(name)
        self._allow(entry)
        if entry.method not in (directory.STORED, directory.DEFLATED):
            raise self.fault_of_damage(f"packs “{name}” in a way that Excel does not use")
        inflate = zlib.decompressobj(-15) if entry.method == directory.DEFLATED else None
        view = memoryview(self.data)
        size = crc = 0
        try:
            for place in range(entry.start, entry.end, step):
                packed = view[place : min(place + step, entry.end)]
                piece = inflate.decompress(packed) if inflate else bytes(packed)
                size += len(piece)
                if size > entry.size + _SLACK:
                    raise self.fault_of_trick(f"“{name}” is larger than the file says")
                crc = zlib.crc32(piece, crc)
                yield piece
        except zlib.error:  # type: ignore[misc]  # its own description takes the class for a value
            raise illness.changed_bytes(self.name, name) from None
        if size != entry.size or crc != entry.crc:
            raise illness.changed_bytes(self.name, name)

    def parse(
        self,
        name: str,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
        *,
        wanted: Collection[str] | None = None,
        beside: Callable[[bytes], tuple[int, int]] | None = None,
    ) -> None:
        """Run expat once over a part, see :func:`~pmr_xl.books.package.markup.parse`. Raises Unreadable."""
        entry, chunks = self.entry(name), self.chunks(name)
        small = None if beside else key_of(entry, self.data, self.limits)
        try:
            if small is None:
                parse(chunks, self.work, start, end, text, wanted, beside)
            else:
                self._allow(entry)
                parse_small(small, chunks, self.work, start, end, text, wanted)
        except Malformed as error:
            raise self.fault_of_markup(name, error) from error
        except OverBudget as error:
            raise self.over_budget(name, error) from None

    # Relationships, types, sheets

    def relationships(self, name: str) -> tuple[Relationship, ...]:
        """Where a part points to; the package itself is the part ``""``."""
        if name not in self._relationships:
            self._relationships[name] = read_relationships(self, name)
        return self._relationships[name]

    def related_parts(self, name: str, kind: str) -> tuple[str, ...]:
        """The parts of one kind that a part points to, those missing from the package left out."""
        return tuple(
            link.target
            for link in self.relationships(name)
            if link.kind == kind and not link.external and self.has(link.target)
        )

    def content_type(self, name: str) -> str:
        """The type of a part by ``[Content_Types].xml``; empty where it has none."""
        return self._content_types.of(name)

    @cached_property
    def _content_types(self) -> ContentTypes:
        return read_content_types(self)

    @cached_property
    def workbook(self) -> Workbook:
        """What the workbook part says."""
        return read_workbook(self)

    @property
    def sheets(self) -> tuple[SheetPart, ...]:
        """The sheets in the order of their tabs, each found by its relationship."""
        return self.workbook.sheets

    def sheet_part(self, name: str) -> str | None:
        """The part of the sheet of that name (compared without case); None where there is none."""
        wanted = name.casefold()
        return next((sheet.part for sheet in self.sheets if sheet.name.casefold() == wanted), None)

    # Faults

    def fault_of_damage(self, what: str) -> Unreadable:
        """The fault of a package that ``what`` (“lacks its part …”)."""
        return illness.damaged_package(self.name, what)

    def fault_of_trick(self, what: str) -> Unreadable:
        """The fault of a package that no spreadsheet program writes: ``what`` is a sentence."""
        return illness.crafted_package(self.name, what)

    def too_large(self, what: str) -> Unreadable:
        """The fault of a package that ``what`` (“holds more than …”), past a limit."""
        return illness.too_large(self.name, what)

    def over_budget(self, name: str, error: OverBudget) -> Unreadable:
        """The fault of a part that asks for more work than is done for one file."""
        return self.too_large(f"{error}, in “{name}”")

    def fault_of_markup(self, name: str, error: Malformed) -> Unreadable:
        """The fault of a part whose markup cannot be read."""
        if isinstance(error, Doctype):
            return self.fault_of_trick(
                f"“{name}” holds a document type declaration, which no spreadsheet program writes"
            )
        try:
            for _ in self.chunks(name):  # bytes that were changed on the way are the reason, where they were
                pass
        except Unreadable as changed:
            return changed
        return self.fault_of_damage(f"breaks the rules of its format in “{name}” ({error})")

    # Inside

    def _index(self, found: list[ZipEntry]) -> dict[str, ZipEntry]:
        """Entries by name without case, folders left out; names that lead out of the package refused."""
        index: dict[str, ZipEntry] = {}
        for entry in found:
            name = key(entry.name)
            if entry.name.startswith(("/", "\\")) or "\0" in name or ":" in name or ".." in name.split("/"):
                raise self.fault_of_trick(f"the part name “{entry.name}” leads out of the file")
            if name in index:
                raise self.fault_of_trick(f"it holds two parts named “{entry.name}”")
            if not name.endswith("/"):
                index[name] = entry
        return index

    def _bound(self) -> None:
        """Refuse, before anything is inflated, what would break a limit; and a DOCTYPE anywhere."""
        markup = [entry for name, entry in self._entries.items() if name.endswith(_MARKUP)]
        for entry in markup:
            self._allow(entry)
        for entry in markup:
            known = is_known(key_of(entry, self.data, self.limits))  # then it has none
            if not known and has_doctype(self.chunks(entry.name, _GLANCE)):
                raise self.fault_of_markup(entry.name, Doctype())

    def _allow(self, entry: ZipEntry) -> None:
        """Raise Unreadable where a part is encrypted or would break a limit, by itself or with those read before."""
        limits = self.limits
        self._read[entry.name] = entry.size
        if sum(self._read.values()) > limits.unpacked_bytes:
            raise self.too_large(f"unpacks to more than {limits.unpacked_bytes // _MB} MB")
        if entry.flags & directory.ENCRYPTED:
            raise illness.encrypted_file(self.name)
        if entry.size > limits.part_bytes:
            raise self.too_large(
                f"holds a part (“{entry.name}”) of {entry.size / _MB:,.0f} MB; "
                f"at most {limits.part_bytes // _MB} MB are read"
            )
        if entry.size > limits.ratio_past and entry.size > limits.ratio * entry.packed:
            raise self.fault_of_trick(
                f"“{entry.name}” unpacks to more than {limits.ratio} times its size, as a zip bomb does"
            )

    def _find_workbook(self) -> str:
        links = self.relationships("")
        found = next((link for link in links if link.kind == "officeDocument" and not link.external), None)
        if found is None or not self.has(found.target) or not self._is_workbook(found.target):
            raise _diagnosis().of_foreign_zip(self, found.target if found else "")
        return found.target

    def _is_workbook(self, name: str) -> bool:
        kind = self.content_type(name)
        return kind.endswith("+xml") and ("sheet" in kind or "ms-excel" in kind)


def _diagnosis() -> ModuleType:
    """The sick-room is entered only with a file that cannot be read."""
    from pmr_xl.books.package import diagnosis

    return diagnosis
