"""XlsxWriter's table of texts, quicker with those in which nothing is written otherwise, and sure of what is a text."""

from __future__ import annotations

from io import StringIO
from typing import Any

from xlsxwriter.sharedstrings import SharedStrings, SharedStringTable

from pmr_xl.forms.paper.pages import Rich

_SURELY_FITS = 16_000  # signs: whatever they are, a cell of Excel holds them


class TextTable(SharedStringTable):  # type: ignore[misc]  # the library has no types
    """The texts of a workbook, each once; a cell holds the number of its text.

    The library keeps the markup of runs (``<r>…</r>``) among them and knows it by how it begins and ends: a text that
    somebody typed so would be taken for markup, and the file could not be opened. Here it is known by its number.
    """

    def __init__(self) -> None:
        super().__init__()
        self.of_runs: set[int] = set()
        self._cells: dict[str, str] = {}  # most texts stand in several cells
        self.plain: dict[str, str] = {}  # those of them that nobody takes for a formula; who uses one counts it
        self._runs: dict[int, tuple[Rich, str]] = {}  # identity of a text in runs → itself, its cell

    def cell(self, text: str) -> str:
        """The markup of a cell behind its look; nothing where the library may have to cut the text."""
        known = self._cells.get(text)
        if known is None:
            if not text:
                return "/>"
            if len(text) > _SURELY_FITS:
                return ""
            number = self.string_table.setdefault(text, len(self.string_table))
            known = self._cells[text] = f' t="s"><v>{number}</v></c>'
        self.count += 1
        return known

    def cell_of_runs(self, text: Rich) -> str:
        """The same of a text in runs; nothing where the library has not written it yet."""
        known = self._runs.get(id(text))
        if known is None:
            return ""
        self.count += 1
        return known[1]

    def keep_runs(self, text: Rich, number: int) -> None:
        """Know a text in runs again by its object: the same legend stands under every table of a page."""
        if len(text.runs) > 1:
            self.of_runs.add(number)
            self._runs[id(text)] = text, f' t="s"><v>{number}</v></c>'

    def _get_shared_string_index(self, string: str) -> int:
        self.count += 1
        number: int = self.string_table.setdefault(string, len(self.string_table))
        return number

    def _sort_string_data(self) -> None:
        self.unique_count = len(self.string_table)
        self.string_array = list(self.string_table)  # they came in the order of their numbers


class QuickStrings(SharedStrings):  # type: ignore[misc]  # the library has no types
    """Writes :class:`TextTable`."""

    fh: Any

    def _write_sst_strings(self) -> None:
        pieces: list[str] = []
        for number, text in enumerate(self.string_table.string_array):
            # The library looks for escapes, controls and blanks by five expressions; most texts have none of them.
            if (
                text.isprintable()
                and text[0] != " " != text[-1]
                and not ("&" in text or "<" in text or ">" in text or "_x" in text)
            ):
                pieces.append(f"<si><t>{text}</t></si>")
            else:
                pieces.append(self._written(text, of_runs=number in self.string_table.of_runs))
        self.fh.write("".join(pieces))

    def _written(self, text: str, *, of_runs: bool) -> str:
        """The same as the library writes it."""
        aside = self.fh
        self.fh = StringIO()
        if not of_runs and text.startswith("<r>") and text.endswith("</r>"):
            self._xml_si_element(self._escape_control_characters(text))
        else:
            self._write_si(text)
        written: str = self.fh.getvalue()
        self.fh = aside
        return written
