"""One letter an agency: the same paragraphs as plain text, as a Word document and in a mail."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.manuscript import Manuscript, TextLook, Words
from pmr_xl.forms.paper.pages import Style
from pmr_xl.model.display.plural import plural
from pmr_xl.model.finding import Finding
from pmr_xl.model.fiscal import Edition, day_in_words
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.value_class import value_class

_TITLE, _BODY, _HEAD, _ITEM = "PMR Letter title", "PMR Letter", "Heading 2", "PMR Letter item"
_LOOKS = {
    _TITLE: TextLook(Style(size=15, bold=True, colour=theme.NAVY), after=6),
    _BODY: TextLook(Style(size=11, colour=theme.INK), after=6),
    _HEAD: TextLook(Style(size=12, bold=True, colour=theme.NAVY), before=8, after=3, level=2),
    _ITEM: TextLook(Style(size=10.5, colour=theme.INK), after=4, indent=14),
}
ACCEPTED = "accepted"
_WIDE = 78  # signs of a line of plain text


class ReturnedRow(NamedTuple):
    """A figure that was returned or is held: the decision's word, who decided, and what was noted."""

    indicator: str
    word: str
    who: str
    note: str


@value_class
class Letter:
    """What an agency is to be told.

    Attributes:
        agency: its code; ``name``: as the report prints it.
        file: its form; empty where none is received, :data:`ACCEPTED` where nothing is left to do with it.
        review: the copy with the marks; empty where none is made.
        next_file: what its next version is to be called.
        due: the day that counts, ``days_late``: by how many days that was missed.
        by: the day by which an answer is wanted; None where nobody names one.
        promised: figures that are promised, each with what was said.
        agreed: commitments that are overdue or due soon, a line each.
    """

    agency: str
    name: str
    edition: Edition
    file: str
    review: str
    next_file: str
    due: date | None
    days_late: int
    by: date | None
    errors: tuple[Finding, ...] = ()
    queries: tuple[Finding, ...] = ()
    returned: tuple[ReturnedRow, ...] = ()
    promised: tuple[tuple[str, str], ...] = ()
    agreed: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether there is anything to ask for."""
        return bool(not self.file or self.errors or self.queries or self.returned or self.agreed)

    @property
    def done(self) -> bool:
        """Whether the form is accepted: what is asked for is something else."""
        return self.file == ACCEPTED

    @property
    def subject(self) -> str:
        """What it is about, in one line."""
        what = "your form is awaited" if not self.file else "what is open in your form"
        what = "what was agreed" if self.done else what
        return f"{self.agency} · {self.edition.title}: {what}"


def manuscript(letter: Letter) -> Manuscript:
    """As a Word document."""
    made = Manuscript(letter.subject, "What is open, and by when", letter.subject, _LOOKS, upright=True)
    made.blocks += [Words(text, look) for look, text in paragraphs(letter)]
    return made


def plain(letter: Letter) -> str:
    """As plain text, in lines that a mail program does not break."""
    lines: list[str] = []
    for look, text in paragraphs(letter):
        indent = "  " if look == _ITEM else ""
        if look == _HEAD:
            lines.append("")
        for part in text.split("\n"):
            lines += textwrap.wrap(part, _WIDE, initial_indent=indent, subsequent_indent=indent, break_long_words=False)
        if look != _ITEM:
            lines.append("")
    return "\n".join(lines).replace("\n\n\n", "\n\n").strip() + "\n"


def paragraphs(letter: Letter) -> Iterator[tuple[str, str]]:
    """Its paragraphs in order, each with the name of its look."""
    yield _TITLE, letter.subject
    yield _BODY, f"To: {letter.name}"
    yield _BODY, _opening(letter)
    if not letter.file or letter.done:
        yield from _agreed(letter)
        return
    yield from _found("To correct", letter.errors)
    yield from _found("To correct or explain", letter.queries)
    if letter.returned:
        yield _HEAD, "Returned to you, or held"
        for one in letter.returned:
            note = f": {one.note}" if one.note else "."
            yield _ITEM, f"{one.indicator} ({one.word} by {one.who}){note}"
    if letter.promised:
        yield _HEAD, "Promised"
        yield from ((_ITEM, f"{name}: {said or 'no day is said'}") for name, said in letter.promised)
    yield from _agreed(letter)
    yield _HEAD, "How"
    yield _BODY, _how(letter)


def _agreed(letter: Letter) -> Iterator[tuple[str, str]]:
    if letter.agreed:
        yield _HEAD, "Agreed, and due"
        yield from ((_ITEM, line) for line in letter.agreed)
        yield _BODY, "Say on your sheet of commitments what became of each, and send it back."


def _opening(letter: Letter) -> str:
    if letter.done:
        many = _many(letter.agreed, "commitment is", "commitments are")
        return f"Your form for the {letter.edition.title} is accepted. {many} overdue or due soon.{_wanted(letter)}"
    due = "" if letter.due is None else day_in_words(letter.due)
    if not letter.file:
        late = f", {_days(letter.days_late)} ago" if letter.days_late else ""
        when = f" It {'was' if letter.days_late else 'is'} due on {due}{late}." if due else ""
        return f"Your form for the {letter.edition.title} is not here yet.{when}{_wanted(letter)}"
    counted = [
        _many(letter.errors, "error is to be corrected", "errors are to be corrected"),
        _many(letter.queries, "query is to be corrected or explained", "queries are to be corrected or explained"),
        _many(letter.returned, "figure was returned or is held", "figures were returned or are held"),
    ]
    return f"{letter.file} was checked: {', '.join(filter(None, counted))}.{_wanted(letter)}"


def _wanted(letter: Letter) -> str:
    return "" if letter.by is None else f" We need it by {day_in_words(letter.by)}."


def _many(items: Sequence[object], one: str, many: str) -> str:
    return "" if not items else f"{len(items)} {one if len(items) == 1 else many}"


def _days(count: int) -> str:
    return f"{count} {plural(count, 'day')}"


def _found(heading: str, found: Sequence[Finding]) -> Iterator[tuple[str, str]]:
    if found:
        yield _HEAD, heading
    for number, one in enumerate(found, start=1):
        where = "" if one.place in one.message or str(one.where) in one.message else f"{one.place}: "
        remedy = f"\n→ {one.remedy}" if one.remedy else ""
        yield _ITEM, f"{number}. {where}{one.message} ({one.rule}){remedy}"


def _how(letter: Letter) -> str:
    marked = f"Each of these is marked on its cell in {letter.review}. " if letter.review else ""
    return (
        f"{marked}Correct the form, or say in its column Explanation what changed, by how much and why; save it as "
        f"{letter.next_file} and send it. A finding that you explain is closed when the words say enough."
    )
