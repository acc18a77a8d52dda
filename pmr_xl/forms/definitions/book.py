"""The book of definitions: an entry an indicator, by agency and goal, with contents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.manuscript import Block, Manuscript, TextLook, Words
from pmr_xl.forms.paper.pages import Style
from pmr_xl.model.definitions.definition import Definition, DefinitionChange
from pmr_xl.model.definitions.texts import BY_KEY, TEXTS
from pmr_xl.model.fiscal import day_in_words
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.schema.chapter import Chapter
from pmr_xl.model.schema.indicator import Direction
from pmr_xl.model.schema.line import Line

TITLE, LEAD, CONTENT, PART = "PMR Book title", "PMR Book lead", "PMR Book contents", "PMR Book contents part"
AGENCY, GOAL, NAME = "Heading 1", "Heading 2", "Heading 3"
FACTS, ALONE, SAID, QUIET = "PMR Book facts", "PMR Book facts alone", "PMR Book text", "PMR Book quiet"
_LOOKS = {
    TITLE: TextLook(Style(size=22, bold=True, colour=theme.NAVY), after=4),
    LEAD: TextLook(Style(size=11, colour=theme.GREY), after=4),
    CONTENT: TextLook(Style(size=11, bold=True, colour=theme.INK), before=4, after=1),
    PART: TextLook(Style(size=9.5, colour=theme.INK), after=1, indent=14),
    AGENCY: TextLook(Style(size=17, bold=True, colour=theme.NAVY), before=12, after=4, level=1),
    GOAL: TextLook(Style(size=12, bold=True, colour=theme.BLUE), before=10, after=2, level=2),
    NAME: TextLook(Style(size=11, bold=True, colour=theme.INK), before=9, after=1, level=3, signs="Segoe UI Symbol"),
    FACTS: TextLook(Style(size=8.5, colour=theme.GREY), after=3, kept=True),
    ALONE: TextLook(Style(size=8.5, colour=theme.GREY), after=3),
    SAID: TextLook(Style(size=10, colour=theme.INK), after=2, indent=14),
    QUIET: TextLook(Style(size=9, colour=theme.GREY), after=2, indent=14),
}
_NEEDED = ("source", "owner")
_ALONE = 3  # agencies; a book of more lists them alone in its contents, else their indicators too
_WAY = {Direction.UP: "higher is better", Direction.DOWN: "lower is better", Direction.NONE: ""}


class BookChapter(NamedTuple):
    """An agency in the book: its chapter, and its definitions by indicator id."""

    chapter: Chapter
    known: Mapping[str, Definition]


def manuscript(title: str, chapters: Sequence[BookChapter], day: date) -> Manuscript:
    """The book.

    Args:
        title: whose it is: ``Department of Sanitation``, or the report's name.
        chapters: in the order of the report; agencies without indicators are left out.
        day: on which it is printed; what was confirmed more than two years before is said to be so.
    """
    chapters = [one for one in chapters if one.chapter.lines]
    lines = [line for one in chapters for line in one.chapter.lines]
    defined = sum(
        bool(one.known[line.id].texts) for one in chapters for line in one.chapter.lines if line.id in one.known
    )
    made = Manuscript("Book of definitions", title, f"{title} · Book of definitions", _LOOKS, upright=True)
    made.blocks += [
        Words("Book of definitions", TITLE),
        Words(title, LEAD),
        Words(f"As of {day_in_words(day)}: {defined:,} of {len(lines):,} indicators are defined.", LEAD),
        Words("★ critical · ® equity. What is missing of an entry is said in it.", LEAD),
        *_contents(chapters),
    ]
    for one in chapters:
        made.blocks += _chapter(one, day)
    return made


def _contents(chapters: Sequence[BookChapter]) -> Iterator[Block]:
    for one in chapters:
        yield Words(one.chapter.name, CONTENT, leads_to=_place(one.chapter.agency))
        for line in one.chapter.lines if len(chapters) <= _ALONE else ():
            yield Words(line.marked_label, PART, leads_to=_place(line.id))


def _chapter(one: BookChapter, day: date) -> Iterator[Block]:
    chapter, heading = one.chapter, ""
    yield Words(chapter.name, AGENCY, place=_place(chapter.agency), new_page=True)
    for line in chapter.lines:
        if line.heading != heading:
            heading = line.heading
            yield Words(heading, GOAL)
        yield from _entry(line, one.known.get(line.id, Definition(line.id)), day)


def _entry(line: Line, known: Definition, day: date) -> Iterator[Block]:
    indicator = line.indicator
    whole = f"part of {line.parent.name}" if line.parent else ""
    way = _WAY[indicator.desired_direction]
    public = f"open data {indicator.open_data_id}" if indicator.open_data_id is not None else ""
    yield Words(line.marked_label, NAME, place=_place(line.id))
    facts = [indicator.unit.words, way, whole, line.id, public, "" if known.texts else "not defined yet"]
    yield Words(" · ".join(filter(None, facts)), FACTS if known.texts else ALONE)
    for text in TEXTS:
        if said := known.texts.get(text.key):
            yield Words(said, SAID, label="" if text.key == "definition" else f"{text.label}: ")
    if missing := [BY_KEY[key].label for key in _NEEDED if known.texts and key not in known.texts]:
        yield Words(f"Missing: {', '.join(missing).lower()}.", QUIET)
    if known.texts:
        yield Words(_confirmed(known, day), QUIET)
    for year, why in indicator.breaks.items():
        yield Words(f"Counted otherwise from {year} on: {why}.", QUIET)
    for change in known.history:
        yield Words(_changed(change), QUIET)


def _confirmed(known: Definition, day: date) -> str:
    if known.confirmed is None:
        return "Not confirmed by anybody yet."
    told = f"Confirmed by {known.confirmed.by}, {day_in_words(known.confirmed.on)}"
    return f"{told}." if known.confirmed_lately(day) else f"{told}: more than two years ago."


def _changed(change: DefinitionChange) -> str:
    """One change, with what was said before."""
    was = [f"{BY_KEY[key].label.lower()} was “{text}”" for key, text in change.was.items() if text]
    unsaid = [BY_KEY[key].label.lower() for key, text in change.was.items() if not text]
    was += [f"nothing was said of {', '.join(unsaid)}"] if unsaid else []
    return f"Changed {day_in_words(change.on)} ({change.by}): {change.why}. Before, {'; '.join(was)}."


def _place(name: str) -> str:
    """The name of a place that contents lead to: letters, digits and underscores, at most forty."""
    return "".join(sign if sign.isalnum() and sign.isascii() else "_" for sign in f"p_{name}")[:40]
