"""Tables and footnotes of a Word document as markup: python-docx writes neither footnotes nor a table's finer parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import ascii_lowercase
from xml.sax.saxutils import escape, quoteattr

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.manuscript import Manuscript, Words, WordTable
from pmr_xl.model.quick.pattern import pattern

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TWENTIETHS = 20  # of a point: what Word counts in
_HEADINGS_ALONE = (  # what of the table's style is used
    '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
    'w:noVBand="1"/>'
)
_BETWEEN = "\u00a0"
_SIGNS = "★®⇧⇩"
_SIGN = pattern(f"([{_SIGNS}])")
_AROUND = (("top", 20), ("left", 70), ("bottom", 20), ("right", 70))  # a cell's text, in twentieths of a point
_TO_THE_PAGE = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9360"/></w:tabs>'  # the width of an upright page
_FIRST_PLACE = 10_000  # ids of places in a document, beyond those of footnotes
TABLE, FOOTNOTE, FOOTNOTE_MARK = "PMR Table", "footnote text", "footnote reference"


class Markup:
    """The markup of one document's blocks, asked for in their order.

    Where a footnote is met again, its mark leads to the first one: Word counts the first ones itself.
    """

    def __init__(self, ids: Mapping[str, str], manuscript: Manuscript) -> None:
        """``ids`` of the styles by name."""
        self._ids, self._looks, self._lettered = ids, manuscript.looks, manuscript.lettered
        self._raised = f'<w:rPr><w:rStyle w:val="{ids[FOOTNOTE_MARK]}"/></w:rPr>'
        self._met: set[int] = set()
        self._places = 0

    def paragraph(self, words: Words) -> str:
        """A paragraph between the tables."""
        return self._paragraph(words, names=_W)

    def grid(self, table: WordTable) -> str:
        """A table: named, its headings repeated on every page, no row torn."""
        widths = [round(width * _TWENTIETHS) for width in table.widths]
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        heads = self._row(table.heads, widths, "<w:cantSplit/><w:tblHeader/>", kept=True)
        rows = "".join(self._row(row, widths, "<w:cantSplit/>", kept=table.whole) for row in table.rows)
        return (
            f'<w:tbl {_W}><w:tblPr><w:tblStyle w:val="{self._ids[TABLE]}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/>{_HEADINGS_ALONE}'
            f"<w:tblCaption w:val={quoteattr(table.title)}/><w:tblDescription w:val={quoteattr(table.description)}/>"
            f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{heads}{rows}</w:tbl>"
        )

    def footnotes(self, notes: Iterable[str]) -> bytes:
        """The part that holds the footnotes: two lines that part them from the text, then each with its number."""
        lines = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
        )
        told = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{self._ids[FOOTNOTE]}"/></w:pPr>'
            f"<w:r>{self._raised}<w:footnoteRef/></w:r>"
            f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
            for number, text in enumerate(notes, start=1)
        )
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        return f"{head}<w:footnotes {_W}>{lines}{told}</w:footnotes>".encode()

    def _row(self, cells: Iterable[Words], widths: Iterable[int], kind: str, *, kept: bool) -> str:
        """One row; ``kept`` on the page of the next one."""
        said = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{self._paragraph(words, kept=kept)}</w:tc>'
            for words, width in zip(cells, widths, strict=True)
        )
        return f"<w:tr><w:trPr>{kind}</w:trPr>{said}</w:tr>"

    def _paragraph(self, words: Words, *, names: str = "", kept: bool = False) -> str:
        lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in words.text.split("\n"))
        look = self._looks.get(words.look)
        run = _in_two_fonts(words.text, look.signs) if look is not None and look.signs else f"<w:r>{lines}</w:r>"
        run = run if words.text else ""
        if words.label:
            label = f'<w:t xml:space="preserve">{escape(words.label)}</w:t>'
            run = f"<w:r><w:rPr><w:b/></w:rPr>{label}</w:r>{run}"
        run = self._led(words, run) if words.leads_to else self._placed(words, run) if words.place else run
        begins = ("<w:keepNext/>" if kept else "") + ("<w:pageBreakBefore/>" if words.new_page else "")
        begins += _TO_THE_PAGE if words.leads_to else ""
        between = f'<w:r>{self._raised}<w:t xml:space="preserve">{_BETWEEN}</w:t></w:r>'
        return (
            f'<w:p {names}><w:pPr><w:pStyle w:val="{self._ids[words.look]}"/>{begins}</w:pPr>'
            f"{run}{between.join(map(self._mark, words.notes))}</w:p>"
        )

    def _placed(self, words: Words, run: str) -> str:
        """A run that contents can lead to."""
        self._places += 1
        number = _FIRST_PLACE + self._places
        return f'<w:bookmarkStart w:id="{number}" w:name="{words.place}"/>{run}<w:bookmarkEnd w:id="{number}"/>'

    def _led(self, words: Words, run: str) -> str:
        """A line of contents: it leads to its place, whose page Word works out when the document is opened."""
        field = f'w:instr=" PAGEREF {words.leads_to} \\h " w:dirty="true"'
        page = f"<w:r><w:tab/></w:r><w:fldSimple {field}><w:r><w:t></w:t></w:r></w:fldSimple>"
        return f'<w:hyperlink w:anchor="{words.leads_to}" w:history="1">{run}{page}</w:hyperlink>'

    def _mark(self, number: int) -> str:
        name = f"_PMR_note_{number}"  # a bookmark that begins so is not listed
        if number in self._met:
            shown = letters(number) if self._lettered else number
            run = f"<w:r>{self._raised}<w:t>{shown}</w:t></w:r>"
            return f'<w:fldSimple w:instr=" NOTEREF {name} \\f \\h ">{run}</w:fldSimple>'
        self._met.add(number)
        run = f'<w:r>{self._raised}<w:footnoteReference w:id="{number}"/></w:r>'
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{run}<w:bookmarkEnd w:id="{number}"/>'


def _in_two_fonts(text: str, font: str) -> str:
    """A line whose signs stand in a font of their own."""
    fonts = "".join(f' w:{script}="{font}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    look = f"<w:rPr><w:rFonts{fonts}/></w:rPr>"
    return "".join(
        f'<w:r>{look if part in _SIGNS else ""}<w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
        for part in _SIGN.split(text)
        if part
    )


def footnote_settings(*, lettered: bool) -> str:
    """Where the settings name the two lines, and how notes are counted where it is not by figures."""
    counted = '<w:numFmt w:val="lowerLetter"/>' if lettered else ""
    return f'<w:footnotePr {_W}>{counted}<w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'


def lettered_notes() -> str:
    """The same of a section, for programs that look for it there."""
    return f'<w:footnotePr {_W}><w:numFmt w:val="lowerLetter"/></w:footnotePr>'


def letters(number: int) -> str:
    """How Word counts by letters: a to z, then aa, bb and so on."""
    again, at = divmod(number - 1, len(ascii_lowercase))
    return ascii_lowercase[at] * (again + 1)


def outline_level(level: int) -> str:
    """A heading's level, 1 for the first."""
    return f'<w:outlineLvl {_W} w:val="{level - 1}"/>'


def page_number() -> str:
    """The number of the page."""
    return f'<w:fldSimple {_W} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def table_look() -> tuple[str, ...]:
    """What the style of tables says: thin lines between rows, headings on a pale ground between two strong lines."""
    rule, strong, pale = (colour.removeprefix("#") for colour in (theme.RULE, theme.NAVY, theme.PALE_BLUE))
    line = 'w:val="single" w:sz="{}" w:space="0" w:color="{}"'
    inner, outer = line.format(4, rule), line.format(6, strong)
    borders = f"<w:tblBorders><w:bottom {outer}/><w:insideH {inner}/></w:tblBorders>"
    room = "".join(f'<w:{edge} w:w="{width}" w:type="dxa"/>' for edge, width in _AROUND)
    edges = f"<w:tcBorders><w:top {outer}/><w:bottom {outer}/></w:tcBorders>"
    ground = f'<w:shd w:val="clear" w:color="auto" w:fill="{pale}"/><w:vAlign w:val="bottom"/>'
    return (
        f"<w:tblPr {_W}>{borders}<w:tblCellMar>{room}</w:tblCellMar></w:tblPr>",
        f'<w:tblStylePr {_W} w:type="firstRow"><w:tcPr>{edges}{ground}</w:tcPr></w:tblStylePr>',
    )
