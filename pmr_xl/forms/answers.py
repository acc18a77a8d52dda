"""What people answered on an earlier findings sheet, so that no explanation is lost at the next round.

An answer belongs to a rule, an indicator and a value. When the value changes the finding is open again; the
explanation stays beside it, ready to be mended.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import Enum
from typing import NamedTuple

from pmr_xl.model.cell import CellValue
from pmr_xl.model.finding import Finding, Severity, drawn
from pmr_xl.model.frozen import frozen
from pmr_xl.model.house import House
from pmr_xl.model.sheet import Book, Sheet
from pmr_xl.rules.explanation import lacking

HEADINGS = (
    "No", "Severity", "Rule", "Indicator id", "Indicator", "Where", "Found", "Expected", "How to mend",
    "Safe repair", "State", "Explanation", "By", "On",
)  # fmt: skip
_DEEPEST_HEADING, _LAST_HEADING = 30, 40  # people put a line above a table or a column beside it, never more than this


class State(Enum):
    """Where a finding stands, as icon and word."""

    OPEN = "○ Open"
    EXPLAINED = "✎ Explained"
    REPAIRED = "✓ Repaired"
    ACCEPTED = "● Accepted"

    @classmethod
    def read(cls, text: str) -> State:
        """The state a person chose or typed, with or without its icon; open where the word is unknown."""
        word = text.strip().rpartition(" ")[2].casefold()
        return next((state for state in cls if state.value.rpartition(" ")[2].casefold() == word), cls.OPEN)


class Key(NamedTuple):
    """What an answer belongs to: the rule, the indicator (the place, where there is none) and the value found."""

    rule: str
    subject: str
    value: str


@frozen
class Answer:
    """One row of a findings sheet as people left it. ``on`` is what they typed: a date's serial number or a text."""

    place: str = ""
    state: State = State.OPEN
    explanation: str = ""
    by: str = ""
    on: float | str = ""


Answers = Mapping[Key, tuple[Answer, ...]]
NO_ANSWERS: Answers = {}


def key_of(finding: Finding) -> Key:
    """What an answer to this finding is kept under."""
    return Key(finding.rule, finding.indicator_id or finding.place, drawn(finding.found))


def read_states(book: Book) -> Answers:
    """Every answer on the findings sheets of ``book``, known by their headings; empty where there is none."""
    answers: dict[Key, tuple[Answer, ...]] = {}
    for sheet in book.sheets:
        for row in _rows(sheet):
            if not row["Rule"]:
                continue
            key = Key(row["Rule"], row["Indicator id"] or row["Where"], row["Found"])
            on = row.value("On")
            answer = Answer(
                place=row["Where"],
                state=State.read(row["State"]),
                explanation=row["Explanation"],
                by=row["By"],
                on=on if isinstance(on, float) else row["On"],
            )
            answers[key] = (*answers.get(key, ()), answer)
    return answers


def answer_to(finding: Finding, answers: Answers) -> Answer:
    """The answer that holds for ``finding`` now.

    The same value: the answer as it was, save that a finding met again was not repaired, that an error is mended and
    not explained, and that an explanation has to say enough. Another value: open again, with the old explanation. Two
    answers that fit equally: open.
    """
    key = key_of(finding)
    found = _choose(answers.get(key, ()), finding.place)
    if finding.waived:
        return Answer(finding.place, State.ACCEPTED, finding.waived)
    if found is None:
        earlier = tuple(a for k, group in answers.items() if k[:2] == key[:2] for a in group if a.explanation)
        found = _choose(earlier, finding.place) or Answer()
        found = replace(found, state=State.OPEN, by="", on="")
    too_little = finding.severity is Severity.QUERY and found.state is State.EXPLAINED and not finding.explained
    if found.state is State.REPAIRED or finding.severity is Severity.ERROR or too_little:
        found = replace(found, state=State.OPEN)
    if found.state is State.OPEN and finding.explained:
        found = replace(found, state=State.EXPLAINED)
    return found


def with_answers(findings: Iterable[Finding], answers: Answers, house: House) -> tuple[Finding, ...]:
    """The findings; a query whose answer on the sheet, about the same value, says enough is explained."""
    return tuple(
        replace(one, explained=True) if not one.explained and _answered(one, answers, house) else one
        for one in findings
    )


def _answered(finding: Finding, answers: Answers, house: House) -> bool:
    if finding.severity is not Severity.QUERY or finding.waived:
        return False
    answer = _choose(answers.get(key_of(finding), ()), finding.place)
    return answer is not None and not lacking(answer.explanation, house)


class _Row(dict[str, str]):
    """One table row as texts by heading; :meth:`value` gives what is really stored."""

    def __init__(self, sheet: Sheet, row: int, columns: Mapping[str, int]) -> None:
        self._stored = {name: sheet.at(row, column) for name, column in columns.items()}
        super().__init__({name: _text(cell.value if cell else None) for name, cell in self._stored.items()})

    def value(self, heading: str) -> CellValue:
        cell = self._stored[heading]
        return None if cell is None else cell.value


def _rows(sheet: Sheet) -> list[_Row]:
    """The rows beneath our headings; looked for at the top only, so that a large sheet costs nothing."""
    for heading_row in range(1, _DEEPEST_HEADING + 1):
        top = [cell for column in range(1, _LAST_HEADING + 1) if (cell := sheet.at(heading_row, column)) is not None]
        if len(top) < len(HEADINGS):
            continue
        found = {_text(cell.value): cell.column for cell in top}
        if all(heading in found for heading in HEADINGS):
            columns = {heading: found[heading] for heading in HEADINGS}
            last = max(sheet.cells.rows)
            return [_Row(sheet, row, columns) for row in range(heading_row + 1, last + 1)]
    return []


def _choose(candidates: tuple[Answer, ...], place: str) -> Answer | None:
    """The one given at the same place, else the only one."""
    same = [answer for answer in candidates if answer.place == place]
    if len(same) == 1:
        return same[0]
    return candidates[0] if len(candidates) == 1 else None


def _text(value: CellValue) -> str:
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).upper()
    return f"{value:.15g}" if isinstance(value, float) else str(value).strip()
