"""Text files written whole or not at all, and the folders that things are written into."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from pmr_xl.atomic_write import put_file
from pmr_xl.model.display.signs import as_words
from pmr_xl.model.fault import Fault

_MARK = "\ufeff"
_KINDS = {
    ".csv": "CSV",
    ".json": "JSON",
    ".docx": "a Word document",
    ".pdf": "a PDF file",
    ".sqlite": "a record",
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"), "a workbook"),
    **dict.fromkeys((".yaml", ".yml"), "a schema or settings"),
}
# How what is never text begins, whatever it is called: .xlsx and .docx, .xls and .doc, a record, .pdf.
_NO_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"SQLite format 3", b"%PDF")


def make_folder(folder: Path) -> Path:
    """The folder, made where there is none, with those it lies in.

    Raises:
        Fault: a file stands in its place, or it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise Fault(f"{folder} is a file.", "Name a folder to write into.") from None
    except OSError as refused:
        raise Fault(
            f"The folder {folder} cannot be made: {refused.strerror}.", "Name a folder where you may write."
        ) from None
    return folder


def write_text(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8, whole or not at all; line ends stay as they are. Raises what write_bytes raises."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """Write ``content``, whole or not at all.

    Raises:
        Fault: the folder is missing or the file cannot be written.
    """
    if path.is_dir():
        raise Fault(f"{path} is a folder.", "Name the file to write in it.")
    if not path.parent.is_dir():
        raise Fault(f"{path} cannot be written: there is no folder {path.parent}.", "Make it, or name another one.")
    put_file(path, content, "Close it where it is open, or name another folder.")


def require_text_place(name: str, ending: str, *, here: bool = False) -> None:
    """See that text that ends in ``ending`` (``.csv``) may be written where somebody said.

    Args:
        here: that standard output would do, too.

    Raises:
        Fault: the name is none or says another kind of file, or something that is no text stands there.
    """
    path, written = Path(name), _KINDS[ending]
    said = _KINDS.get(path.suffix.casefold(), written)
    wrong = "is no name of a file" if not name.strip() else f"is the name of {said}" if said != written else ""
    try:
        with path.open("rb") as file:
            there = file.read(max(map(len, _NO_TEXT)))
    except OSError:
        there = b""  # nothing, or what cannot be written either, which is told then
    if wrong or there.startswith(_NO_TEXT):
        raise Fault(
            f"“{name}” {wrong or 'is there already, and holds no text'}; {written} would be written there.",
            f"Name a file that ends in {ending}{', or - for standard output' if here else ''}.",
        )


def require_workbook_place(path: Path, sheet: str) -> None:
    """See that a workbook whose first sheet is called ``sheet`` may be written where somebody said.

    Raises:
        Fault: the name says another kind of file, or something else than an earlier one of it stands there.
    """
    if path.suffix.casefold() != ".xlsx":
        raise Fault(f"{path.name} does not end in .xlsx.", "Name a file that ends in .xlsx.")
    if not path.is_file() or not path.stat().st_size:
        return
    from pmr_xl.books.package.opening import Package

    try:
        there = [one.name for one in Package.open(path).sheets]
    except Fault:
        there = []
    if sheet not in there:
        raise Fault(
            f"{path} is there already, and is no earlier one of this; nothing was written.",
            "Name another file, or move that one elsewhere.",
        )


def refuse_other(target: Path, make: Callable[[Path], object]) -> None:
    """See that what stands at ``target`` is what ``make`` would write there, or nothing is.

    Raises:
        Fault: something else stands there; or as ``make`` raises.
    """
    from tempfile import TemporaryDirectory

    if not target.is_file():
        return
    with TemporaryDirectory() as folder:
        make(made := Path(folder) / target.name)
        if made.read_bytes() != target.read_bytes():
            raise Fault(
                f"{target} is there already, and says something else; nothing was written.",
                "Name another file with --to, or move that one elsewhere.",
            )


def csv_text(rows: Iterable[Sequence[object]], *, mark: bool = False) -> str:
    """Rows as comma-separated text; words that a spreadsheet would take for a formula stay words.

    Args:
        mark: begin with the byte-order mark, without which Excel takes UTF-8 for the computer's own signs.
    """
    import csv  # few requests write any
    import io

    text = io.StringIO(newline="")
    safe = ([as_words(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    csv.writer(text, lineterminator="\r\n").writerows(safe)
    return f"{_MARK if mark else ''}{text.getvalue()}"
