"""A manuscript: a Word document to be written, as a plain value.

Forms set it; the porch makes a file of it. Lengths are in points.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from pmr_xl.forms.paper.drawing import Drawing
from pmr_xl.forms.paper.pages import Style
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.value_class import value_class


@value_class
class TextLook:
    """A named paragraph style: changed once in Word, it changes everything set in it.

    Attributes:
        style: font, colour and alignment.
        before: room above; ``after`` room below.
        level: 1 to 3 for headings, which the navigation pane shows and which stay with what follows; else 0.
        indent: of the whole paragraph.
        signs: the font of ★ ® ⇧ ⇩ in it, where it is another one.
        kept: it stays on the page of what follows, as a heading does.
    """

    style: Style
    before: float = 0
    after: float = 0
    level: int = 0
    indent: float = 0
    signs: str = ""
    kept: bool = False


class Words(NamedTuple):
    """A paragraph of one or more lines, in the style of that name, and the numbers of the footnotes it ends with.

    Attributes:
        label: what stands before it, strong.
        place: a name that contents can lead to; ``leads_to`` is the place it leads to, with its page.
        new_page: it begins a page.
    """

    text: str
    look: str
    notes: tuple[int, ...] = ()
    label: str = ""
    place: str = ""
    leads_to: str = ""
    new_page: bool = False


@value_class
class WordTable:
    """A table with one row of headings.

    Attributes:
        title: what it is called, for those who hear it; ``description`` says what it holds.
        widths: of the columns.
        whole: it is kept on one page, with the paragraph that follows it.
    """

    title: str
    description: str
    widths: tuple[float, ...]
    heads: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    whole: bool = False


class Picture(NamedTuple):
    """A drawing, left out where nothing is installed that makes pictures; ``title`` is what it is called."""

    title: str
    drawing: Drawing


Block: TypeAlias = Words | WordTable | Picture


@dataclass
class Manuscript:
    """A document: what it is called, its styles by name, what stands in it, its footnotes (the first is number 1).

    ``lettered``: its footnotes are marked by letters, where a raised figure would be read as a power.
    ``upright``: its pages stand upright, as a letter's do; else they lie on their side.
    """

    title: str
    subject: str
    footer: str
    looks: dict[str, TextLook]
    blocks: list[Block] = field(default_factory=list)
    notes: tuple[str, ...] = ()
    lettered: bool = False
    upright: bool = False
