"""The ledger of what we did to a copy, kept inside it: enough to take everything back byte for byte.

It is a custom XML part, which Excel carries along when it saves. Hashes tell whether a part is still as we left it: if
so, undoing our cuts gives the original bytes; if not, somebody saved the copy since.
"""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping

from pmr_xl.books.package import splice
from pmr_xl.books.package.opening import Package
from pmr_xl.books.package.outline import Unspliceable, outline
from pmr_xl.books.package.splice import Undo
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.value_class import value_class

SPACE = "urn:pmr_xl:ledger:1"
MARKS, REPAIRS = "marks", "repairs"


class LedgerEntry(NamedTuple):
    """A part we cut: its hash before and after, and the way back."""

    before: str
    after: str
    undos: tuple[Undo, ...]


@value_class
class Ledger:
    """What was done to a copy. ``added`` names every part that is ours, the ledger's own among them."""

    kind: str
    sheet: str
    changes: Mapping[str, LedgerEntry]
    added: tuple[str, ...]

    def as_left(self, package: Package) -> bool:
        """Whether every part is still as we left it."""
        return all(
            package.has(name) and _hash(package.read(name)) == change.after for name, change in self.changes.items()
        ) and all(package.has(name) for name in self.added)

    def originals(self, package: Package, read: Callable[[str], bytes] | None = None) -> dict[str, bytes]:
        """The original bytes of the parts we cut. Raises Unspliceable where one is no longer as we left it.

        Args:
            package: the copy.
            read: its parts by name, where somebody has read them; else they are read.
        """
        found, read = {}, read or package.read
        for name, change in self.changes.items():
            data = splice.revert(read(name), change.undos)
            if _hash(data) != change.before:
                raise Unspliceable(f"{name} was changed since")
            found[package.entry(name).name] = data
        return found

    def as_xml(self) -> bytes:
        """The ledger as the part that holds it."""
        lines = []
        for name, change in self.changes.items():
            undos = "".join(
                f'<undo at="{undo.at}" length="{undo.length}">{b64encode(undo.gone).decode()}</undo>'
                for undo in change.undos
            )
            said = f'name="{splice.escape_xml(name)}" before="{change.before}" after="{change.after}"'
            lines.append(f"<changed {said}>{undos}</changed>")
        lines += [f'<added name="{splice.escape_xml(name)}"/>' for name in self.added]
        head = f'<ledger xmlns="{SPACE}" kind="{self.kind}" sheet="{splice.escape_xml(self.sheet)}">'
        return splice.encode_xml(f'<?xml version="1.0" encoding="UTF-8"?>\n{head}{"".join(lines)}</ledger>')


def change(before: bytes, after: bytes, undos: tuple[Undo, ...]) -> LedgerEntry:
    """The record of one part that was cut."""
    return LedgerEntry(_hash(before), _hash(after), undos)


def find(package: Package, kind: str) -> tuple[str, Ledger] | None:
    """The latest ledger of that kind, and the part that holds it; None where there is none or it is damaged."""
    for part in reversed(package.related_parts(package.workbook_part, "customXml")):
        data = package.read(part)
        if SPACE.encode() not in data[:1_000]:
            continue
        try:
            ledger = _read(data)
        except (Unspliceable, ValueError, KeyError):
            continue
        if ledger.kind == kind:
            return part, ledger
    return None


def _read(data: bytes) -> Ledger:
    root = outline(data)
    changes = {}
    for part in root.all("changed"):
        undos = tuple(
            Undo(int(e.attributes["at"]), int(e.attributes["length"]), b64decode(data[e.start_tag_end : e.close]))
            for e in part.children
        )
        changes[part.attributes["name"]] = LedgerEntry(part.attributes["before"], part.attributes["after"], undos)
    added = tuple(e.attributes["name"] for e in root.all("added"))
    return Ledger(root.attributes["kind"], root.attributes["sheet"], changes, added)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
