"""Manuscript → .docx: the one room that knows python-docx. The same manuscript gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor

from pmr_xl.books.writing import word_markup
from pmr_xl.books.writing.writer import AUTHOR, CREATED, place
from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.manuscript import Manuscript, Picture, TextLook, WordTable
from pmr_xl.forms.paper.pages import Style

_FOOTER = "PMR Footer"
_OWN_LOOKS = {
    word_markup.FOOTNOTE: TextLook(Style(size=8.5, colour=theme.INK), after=1),
    _FOOTER: TextLook(Style(size=8, colour=theme.GREY)),
}
_KEPT_STYLES = ("Normal", "Default Paragraph Font", "Normal Table", "No List")
_DROPPED = ("thumbnail", "customXml", "stylesWithEffects")  # ends of relationship types; nobody needs what they lead to
_ALIGNED = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)  # as Word's own files have it
_WORD_2013 = "15"  # the newest layout there is; a document of an older one opens in compatibility mode


def write(manuscript: Manuscript, path: Path) -> None:
    """Write ``manuscript`` to ``path``, whole or not at all.

    Raises:
        Fault: the folder is missing, or folder or file cannot be written.
    """
    place(document_bytes(manuscript), path)


def document_bytes(manuscript: Manuscript) -> bytes:
    """The document's bytes."""
    document = Document()
    _bare(document)
    ids = _styles(document, manuscript.looks)
    _page(document, manuscript.footer, upright=manuscript.upright)
    markup = word_markup.Markup(ids, manuscript)
    for block in manuscript.blocks:
        if isinstance(block, Picture):
            _picture(document, block)
            continue
        made = markup.grid(block) if isinstance(block, WordTable) else markup.paragraph(block)
        document.element.body[-1].addprevious(parse_xml(made))  # the last says what the page is
    if manuscript.notes:
        _footnotes(document, markup.footnotes(manuscript.notes))
    if manuscript.lettered:
        section = document.element.body[-1]
        section.find(qn("w:pgSz")).addprevious(parse_xml(word_markup.lettered_notes()))
    _settings(document, notes=bool(manuscript.notes), lettered=manuscript.lettered)
    _properties(document, manuscript)
    stream = io.BytesIO()
    document.save(stream)
    return _dated(stream)


def _picture(document: WordDocument, block: Picture) -> None:
    """A picture, as wide as it was drawn, with what it shows in words; nothing where no picture can be made."""
    from pmr_xl.books.writing.picture import can_draw, png

    if not can_draw():
        return
    shown: Any = document.add_picture(io.BytesIO(png(block.drawing)), width=Pt(block.drawing.width))
    told = shown._inline.docPr  # noqa: SLF001 - the library has no words for it
    told.set("title", block.title)
    told.set("descr", block.drawing.title)
    told.set("name", f"Picture {told.get('id')}")


def _bare(document: WordDocument) -> None:
    """Leave of the library's own template what every document needs."""
    for style in list(document.styles):
        if style.name not in _KEPT_STYLES:
            style.delete()
    for relationships in (document.part.rels, document.part.package.rels):
        for name in [name for name, one in relationships.items() if one.reltype.endswith(_DROPPED)]:
            del relationships[name]


def _styles(document: WordDocument, looks: Mapping[str, TextLook]) -> dict[str, str]:
    """Make every named style; returns their ids by name."""
    styles: Any = document.styles
    normal = styles["Normal"]
    _look(normal, TextLook(Style(size=10, colour=theme.INK)))
    normal.paragraph_format.line_spacing = 1
    for name, look in {**looks, **_OWN_LOOKS}.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=not name.startswith("PMR"))
        style.base_style, style.quick_style = normal, True
        _look(style, look)
    mark = styles.add_style(word_markup.FOOTNOTE_MARK, WD_STYLE_TYPE.CHARACTER, builtin=True)
    mark.font.superscript = True
    table = styles.add_style(word_markup.TABLE, WD_STYLE_TYPE.TABLE)
    table.base_style = styles["Normal Table"]
    for part in word_markup.table_look():
        table.element.append(parse_xml(part))
    return {style.name: style.style_id for style in styles}


def _look(style: Any, look: TextLook) -> None:
    font, lines = style.font, style.paragraph_format
    font.name, font.size, font.bold = look.style.font, Pt(look.style.size), look.style.bold or None
    font.color.rgb = RGBColor.from_string(look.style.colour.removeprefix("#"))
    for script in ("w:eastAsia", "w:cs"):  # ★ counts as East Asian, and would stand in another font
        font.element.rPr.rFonts.set(qn(script), look.style.font)
    lines.space_before, lines.space_after = Pt(look.before), Pt(look.after)
    lines.alignment = _ALIGNED.get(look.style.align)
    lines.left_indent = Pt(look.indent) if look.indent else None
    if look.level or look.kept:
        lines.keep_with_next = True
    if look.level:
        style.element.pPr.append(parse_xml(word_markup.outline_level(look.level)))


def _page(document: WordDocument, footer: str, *, upright: bool) -> None:
    """Letter on its side, or upright; at its foot the chapter and the number of the page."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT if upright else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Inches(8.5), Inches(11)) if upright else (Inches(11), Inches(8.5))
    section.left_margin = section.right_margin = Inches(1 if upright else 0.5)
    section.top_margin = section.bottom_margin = Inches(0.6)
    section.header_distance = section.footer_distance = Inches(0.3)
    line: Any = section.footer.paragraphs[0]
    line.style = document.styles[_FOOTER]
    line.add_run(f"{footer} · Page ")
    line._p.append(parse_xml(word_markup.page_number()))  # noqa: SLF001 - the library has no fields


def _footnotes(document: WordDocument, content: bytes) -> None:
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, content, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _settings(document: WordDocument, *, notes: bool, lettered: bool) -> None:
    settings: Any = document.settings.element
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")  # the template lacks what the standard asks for
    compatible = settings.find(qn("w:compat"))
    mode = next(one for one in compatible if one.get(qn("w:name")) == "compatibilityMode")
    mode.set(qn("w:val"), _WORD_2013)
    if notes:
        compatible.addprevious(parse_xml(word_markup.footnote_settings(lettered=lettered)))


def _properties(document: WordDocument, manuscript: Manuscript) -> None:
    told = document.core_properties
    told.title, told.subject, told.comments = manuscript.title, manuscript.subject, ""
    told.author = told.last_modified_by = AUTHOR
    told.created = told.modified = CREATED
    told.revision = 1


def _dated(stream: io.BytesIO) -> bytes:
    """The package with one day for every part: the library stamps each with this moment."""
    made = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return made.getvalue()
