"""The memo that follows a meeting: what was agreed, what is overdue, what is due next, what was done; text and Word."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from pmr_xl.forms.paper import theme
from pmr_xl.forms.paper.manuscript import Manuscript, TextLook, Words, WordTable
from pmr_xl.forms.paper.pages import Style
from pmr_xl.model.commitments.commitment import Followed
from pmr_xl.model.display.plural import plural
from pmr_xl.model.fiscal import day_in_words
from pmr_xl.model.quick.value_class import value_class

_TITLE, _BODY, _LAST, _HEAD, _CELL, _TOP = (
    "Heading 1", "PMR Memo", "PMR Memo last", "Heading 2", "PMR Memo cell", "PMR Memo heading",
)  # fmt: skip
_LOOKS = {
    _TITLE: TextLook(Style(size=15, bold=True, colour=theme.NAVY), after=4, level=1),
    _BODY: TextLook(Style(size=10.5, colour=theme.INK), after=4),
    _LAST: TextLook(Style(size=10.5, colour=theme.INK), before=10),
    _HEAD: TextLook(Style(size=12, bold=True, colour=theme.NAVY), before=8, after=3, level=2),
    _CELL: TextLook(Style(size=9, colour=theme.INK)),
    _TOP: TextLook(Style(size=9, bold=True, colour=theme.NAVY)),
}
_WIDE = 78  # signs of a line of plain text
_WIDTHS = (42.0, 166.0, 80.0, 80.0, 100.0)  # points of the table's columns
_HEADS = ("Code", "What is to be done", "Owner", "Due", "Where it stands")


@value_class
class Memo:
    """What an agency and the office agreed, for the memo after a meeting.

    Attributes:
        since: the day from which on something is new.
        found: its commitments, the most pressing first, with what was done since that day.
        names: what indicators are called, by id.
    """

    agency: str
    name: str
    today: date
    since: date
    found: tuple[Followed, ...]
    names: Mapping[str, str]

    @property
    def title(self) -> str:
        """What it is about."""
        return f"{self.name} · what was agreed, and what became of it"

    @property
    def parts(self) -> list[tuple[str, list[Followed]]]:
        """Its headings in order, each with what stands below it; a commitment stands once, where it presses most."""
        new: list[Followed] = []
        overdue: list[Followed] = []
        due: list[Followed] = []
        done: list[Followed] = []
        for one in self.found:
            if one.now.status.done:
                done.append(one)
            elif one.now.days_overdue(self.today):
                overdue.append(one)
            elif one.steps[0].at[:10] >= self.since.isoformat():
                new.append(one)
            else:
                due.append(one)
        headed = [
            ("Overdue", overdue),
            (f"Agreed since {day_in_words(self.since)}", new),
            ("Open from before", due),
            (f"Done since {day_in_words(self.since)}", done),
        ]
        return [(heading, items) for heading, items in headed if items]


def manuscript(memo: Memo) -> Manuscript:
    """As a Word document, upright: a table below each heading."""
    made = Manuscript(memo.title, "Follow-up memo", f"{memo.agency} · {memo.today.isoformat()}", _LOOKS, upright=True)
    made.blocks += [Words(memo.title, _TITLE), Words(_opening(memo), _BODY)]
    for heading, items in memo.parts:
        made.blocks += [Words(heading, _HEAD), _table(memo, heading, items)]
    made.blocks.append(Words(_closing(memo), _LAST))
    return made


def plain(memo: Memo) -> str:
    """As plain text, in lines that a mail program does not break."""
    lines = [memo.title, "", *textwrap.wrap(_opening(memo), _WIDE)]
    for heading, items in memo.parts:
        lines += ["", heading]
        for one in items:
            code, what, owner, due, stands = _cells(memo, one)
            told = "; ".join(text.rstrip(".") for text in (what, owner, f"due {due}" if due else "", stands) if text)
            said = told.replace("\nfirst", ", first").replace("\n", "; ").rstrip(".")
            lines += textwrap.wrap(f"{code}  {said}.", _WIDE, initial_indent="  ", subsequent_indent="          ")
    return "\n".join([*lines, "", *textwrap.wrap(_closing(memo), _WIDE)]) + "\n"


def _opening(memo: Memo) -> str:
    open_ = [one for one in memo.found if not one.now.status.done]
    late = sum(bool(one.now.days_overdue(memo.today)) for one in open_)
    done = len(memo.found) - len(open_)
    told = [f"{len(open_)} open", f"✕ {late} overdue" if late else "", f"✓ {done} done" if done else ""]
    return f"As of {day_in_words(memo.today)}: {', '.join(filter(None, told))}."


def _closing(memo: Memo) -> str:
    if all(one.now.status.done for one in memo.found):
        return "Nothing is open."
    return "Say on the sheet of commitments what became of each, and send it back; a day that moves wants its reason."


def _table(memo: Memo, heading: str, items: Sequence[Followed]) -> WordTable:
    rows = tuple(tuple(Words(text, _CELL) for text in _cells(memo, one)) for one in items)
    return WordTable(
        heading, "Code, what is to be done, who, by when, where it stands", _WIDTHS,
        tuple(Words(text, _TOP) for text in _HEADS), rows,
    )  # fmt: skip


def _cells(memo: Memo, one: Followed) -> tuple[str, str, str, str, str]:
    now, first = one.now, one.first_due
    late = now.days_overdue(memo.today)
    moved = f"\nfirst {first.isoformat()}" if one.put_off and first is not None else ""
    stands = f"✕ {late} {plural(late, 'day')} overdue" if late else now.status.icon_and_word
    shown = [stands, f"with {now.figure}" if now.figure else "", now.evidence, *_reason(one)]
    of = [now.what, memo.names.get(now.indicator, now.indicator), now.reference]
    due = "" if now.due is None else now.due.isoformat() + moved
    return one.code, "\n".join(filter(None, of)), now.owner, due, "\n".join(filter(None, shown))


def _reason(one: Followed) -> Iterator[str]:
    """Why it was put off last, or is done without a figure."""
    if one.put_off:
        yield next((each.step.why for each in reversed(list(one.changes)) if each.field == "due" and each.step.why), "")
    elif one.now.status.done and not one.now.figure:
        yield one.now.why
