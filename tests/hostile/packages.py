"""Changing a workbook's package, as other programs and careless tools do."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from filled_form import NAME, form, paper, saved

SHEETS = {page.name: f"xl/worksheets/sheet{place}.xml" for place, page in enumerate(paper().pages, start=1)}
SUBMISSION = SHEETS["Submission"]
Parts = dict[str, bytes]


def parts_of(data: bytes) -> Parts:
    """The parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def package_of(parts: Parts) -> bytes:
    """A package of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def edited(change: Callable[[Parts], None], name: str = NAME):
    """A maker of the form with its parts changed."""

    def make(folder: Path) -> Path:
        parts = parts_of(form())
        change(parts)
        return saved(folder, package_of(parts), name)

    return make


def put(parts: Parts, part: str, pattern: str, new: str | Callable[[re.Match[str]], str]) -> None:
    """Replace what matches in a part; it must be there."""
    text, times = re.subn(pattern, new, parts[part].decode("utf-8"), flags=re.DOTALL)
    assert times, f"nothing in {part} matches {pattern}"
    parts[part] = text.encode("utf-8")


def cell(address: str, inside: str, kind: str = ""):
    """A maker of the form with one cell's markup replaced; the cell keeps its style."""
    return edited(lambda parts: put_cell(parts, address, inside, kind))


def typed(cells: Mapping[str, str | float], sheet: str = "Submission", name: str = NAME):
    """A maker of the form with contents typed into cells, texts as shared strings as Excel keeps them."""

    def change(parts: Parts) -> None:
        for address, content in cells.items():
            if content == "":
                put_cell(parts, address, "", "", SHEETS[sheet])
            elif isinstance(content, str):
                put_cell(parts, address, f"<v>{_shared(parts, content)}</v>", "s", SHEETS[sheet])
            else:
                put_cell(parts, address, f"<v>{content!r}</v>", "", SHEETS[sheet])

    return edited(change, name)


def _shared(parts: Parts, text: str) -> int:
    """The number of a text put at the end of the shared strings."""
    held = parts["xl/sharedStrings.xml"]
    new = f'<si><t xml:space="preserve">{escape(text)}</t></si></sst>'
    parts["xl/sharedStrings.xml"] = held.replace(b"</sst>", new.encode("utf-8"))
    return held.count(b"<si>")


def put_cell(parts: Parts, address: str, inside: str, kind: str = "", part: str = SUBMISSION) -> None:
    """Replace a cell's markup; the cell keeps its style."""
    pattern = rf'<c r="{address}"( s="\d+")?[^>]*?(?:/>|>.*?</c>)'
    given = f' t="{kind}"' if kind else ""
    put(parts, part, pattern, lambda found: f'<c r="{address}"{found[1] or ""}{given}>{inside}</c>')


def sheets(parts: Parts) -> Iterator[str]:
    """The names of the worksheet parts."""
    yield from [name for name in parts if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)]


def drop(parts: Parts, name: str) -> None:
    """Take a part out, with its type and the relationships that lead to it."""
    del parts[name]
    put(parts, "[Content_Types].xml", rf'<Override PartName="/{re.escape(name)}"[^>]*?/>', "")
    for links in [part for part in parts if part.endswith(".rels")]:
        text = parts[links].decode("utf-8")
        file = re.escape(name.rpartition("/")[2])
        parts[links] = re.sub(rf'<Relationship [^>]*Target="[^"]*{file}"[^>]*/>', "", text).encode("utf-8")
