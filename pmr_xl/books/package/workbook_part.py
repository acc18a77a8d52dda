"""What the workbook part says: its sheets, defined names and date system."""

from __future__ import annotations

from pmr_xl.books.package import illness
from pmr_xl.books.package.parts import Parts
from pmr_xl.books.package.work import Limits, OverBudget
from pmr_xl.model.book.sheet import SheetKind, Visibility
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.value_class import value_class

_KINDS = {
    "worksheet": SheetKind.WORKSHEET,
    "chartsheet": SheetKind.CHARTSHEET,
    "dialogsheet": SheetKind.DIALOGSHEET,
    "xlMacrosheet": SheetKind.MACROSHEET,
    "xlIntlMacrosheet": SheetKind.MACROSHEET,
}
_DIGITS = 20
_STRICT = "http://purl.oclc.org/ooxml/"


class SheetPart(NamedTuple):
    """A sheet as the workbook lists it, and the part that holds it."""

    name: str
    part: str
    kind: SheetKind
    visibility: Visibility
    sheet_id: str


@value_class
class Workbook:
    """The workbook part.

    Attributes:
        names: defined names; one that belongs to a sheet has the sheet before it (``Submission!Print_Area``).
    """

    sheets: tuple[SheetPart, ...]
    names: dict[str, str]
    date1904: bool


class _Listener:
    """Collects what the workbook part says while a parser passes by."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.sheets: list[dict[str, str]] = []
        self.names: list[tuple[dict[str, str], list[str]]] = []
        self.date1904 = False
        self._in_name = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            self.sheets.append(attributes)
            self._few_enough(len(self.sheets), self._limits.sheets, "sheets")
        elif tag == "workbookPr":
            self.date1904 = is_true(attributes.get("date1904"))
        elif tag == "definedName":
            self._in_name = True
            self.names.append((attributes, []))
            self._few_enough(len(self.names), self._limits.names, "defined names")

    def end(self, _tag: str) -> None:
        self._in_name = False

    def text(self, piece: str) -> None:
        if self._in_name:
            self.names[-1][1].append(piece)

    def _few_enough(self, number: int, most: int, what: str) -> None:
        if number > most:
            raise OverBudget(f"lists more than {most:,} {what}")


def read_workbook(package: Parts) -> Workbook:
    """Read the workbook part. Raises Unreadable; for strict Open XML too, which few programs read."""
    if any(link.type.startswith(_STRICT) for link in package.relationships("")):
        raise illness.strict(package.name)
    found = _Listener(package.limits)
    package.parse(package.workbook_part, found.start, found.end, found.text)
    sheets = tuple(_sheet(package, attributes) for attributes in found.sheets)
    if not sheets:
        raise package.fault_of_damage("lists no sheets")
    if all(sheet.kind is SheetKind.UNHELD for sheet in sheets):
        raise package.fault_of_damage(f"lists the sheet “{sheets[0].name}” but does not hold it")
    return Workbook(sheets, _names(found.names, sheets), found.date1904)


def is_true(value: str | None) -> bool:
    """A truth value of the file format."""
    return value in ("1", "true", "on")


def whole_number(text: str | None) -> int:
    """A whole number of the file format; −1 for what is none, or has more digits than any number there."""
    return int(text) if text and len(text) <= _DIGITS and text.isdecimal() else -1


def _sheet(package: Parts, attributes: dict[str, str]) -> SheetPart:
    name, wanted = attributes.get("name", ""), attributes.get("id", "")
    link = next((link for link in package.relationships(package.workbook_part) if link.id == wanted), None)
    if link is None or link.external:
        return SheetPart(name, "", SheetKind.UNHELD, Visibility.HIDDEN, attributes.get("sheetId", ""))
    if not package.has(link.target):
        raise package.fault_of_damage(f"lists the sheet “{name}” but does not hold it")
    try:
        visibility = Visibility(attributes.get("state", "visible"))
    except ValueError:
        visibility = Visibility.VISIBLE
    kind = _KINDS.get(link.kind, SheetKind.WORKSHEET)
    return SheetPart(name, link.target, kind, visibility, attributes.get("sheetId", ""))


def _names(found: list[tuple[dict[str, str], list[str]]], sheets: tuple[SheetPart, ...]) -> dict[str, str]:
    names: dict[str, str] = {}
    for attributes, pieces in found:
        name, owner = attributes.get("name", ""), attributes.get("localSheetId", "")
        if 0 <= (number := whole_number(owner)) < len(sheets):
            name = f"{sheets[number].name}!{name}"
        names[name] = "".join(pieces).strip()
    return names
