"""What people answered on an earlier findings sheet, so that no explanation is lost at the next round.

An answer belongs to a rule, an indicator and a value. When the value changes the finding is open again, and what was
said of the other value stands apart, as the earlier answer; it answers nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import Enum

from pmr_xl.forms.headings import Field, current
from pmr_xl.model.finding import Finding, Severity, visible_text
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.rules.engine.evidence.answered import by_sheet
from pmr_xl.rules.engine.evidence.unexplained_message import question

TABLE = "PMR_Findings"  # the table's name on the sheet, in every version
SHEET_VERSION = 3  # of the findings sheet; raised together with FIELDS, which reads all versions
FIELDS = (
    Field("No"), Field("Severity"), Field("Cell", 3), Field("Indicator"), Field("Found"), Field("Expected"),
    Field("How to correct it", older=("How to mend", "How to correct")), Field("State"),
    Field("Your answer", older=("Explanation",)), Field("Where"), Field("Value", 2), Field("Name", older=("By",)),
    Field("Date", older=("On",)), Field("Suggested fix", older=("Safe repair",)), Field("Rule"),
    Field("Indicator id", older=("Id",)), Field("Earlier answer", 2),
)  # fmt: skip
HEADINGS = current(FIELDS)
_FIRST = (
    "No", "Severity", "Rule", "Indicator id", "Indicator", "Where", "Found", "Expected", "How to correct it",
    "Suggested fix", "State", "Your answer", "Name", "Date",
)  # fmt: skip
ORDERS = {1: _FIRST, 2: (*_FIRST, "Earlier answer", "Value")}  # as the columns stood in earlier versions


class AnswerState(Enum):
    """Where a finding stands, as icon and word."""

    OPEN = "○ Open"
    EXPLAINED = "✎ Explained"
    CORRECTED = "✓ Corrected"
    WAIVED = "● Waived"
    IN_FORM = "✎ In the form"  # written by us alone: the form's own row answers, whatever stands beside

    @classmethod
    def of_text(cls, text: str) -> AnswerState | None:
        """The state a person chose or typed, with or without its icon; None where the words are no state's."""
        words = _words_of(text)
        words = _ONCE.get(words, words)
        return next((state for state in cls if _words_of(state.value) == words), None)

    @classmethod
    def read(cls, text: str) -> AnswerState:
        """The same; open where the words are no state's."""
        return cls.of_text(text) or cls.OPEN


CHOICES = (AnswerState.OPEN, AnswerState.EXPLAINED, AnswerState.CORRECTED, AnswerState.WAIVED)
_ANSWERING = (AnswerState.EXPLAINED, AnswerState.WAIVED)
_ON_SHEET = "PMR findings"


_ONCE = {"accepted": "waived", "repaired": "corrected"}  # the words of earlier sheets


def _words_of(text: str) -> str:
    return " ".join("".join(sign if sign.isalpha() else " " for sign in text).split()).casefold()


class Key(NamedTuple):
    """What answers are looked up by: the rule and the indicator (the place, where there is none)."""

    rule: str
    subject: str


@value_class
class Answer:
    """One row of a findings sheet as people left it.

    Attributes:
        place: the cell the finding was on.
        on: what they typed: a date's serial number or a text.
        earlier: what was said of another value, with that value.
        found: the value as it was drawn; ``value`` as it is stored, None on a sheet that did not say it.
        where: the cell of the explanation.
    """

    place: str = ""
    state: AnswerState = AnswerState.OPEN
    explanation: str = ""
    by: str = ""
    on: float | str = ""
    earlier: str = ""
    found: str = ""
    value: str | None = None
    where: str = ""

    @property
    def blank(self) -> bool:
        """Nobody has said anything there."""
        return not self.explanation and self.state in (AnswerState.OPEN, AnswerState.IN_FORM)

    def is_about(self, finding: Finding) -> bool:
        """Whether it was given to the value that the finding has."""
        return self.found == visible_text(finding.found) if self.value is None else self.value == finding.value


Answers = Mapping[Key, tuple[Answer, ...]]
NO_ANSWERS: Answers = {}


def key_of(finding: Finding) -> Key:
    """What an answer to this finding is kept under."""
    return Key(question(finding.rule), finding.indicator_id or finding.place)


def join_answers(older: Answers, newer: Answers) -> Answers:
    """The answers of two sheets; where both have a row for the same value, the newer one's that says something."""
    both: dict[Key, tuple[Answer, ...]] = dict(older)
    for key, answers in newer.items():
        said = [one for one in answers if not one.blank]
        kept = [one for one in older.get(key, ()) if not any(_same_row(one, other) for other in said)]
        left = [one for one in answers if one.blank and not any(_same_row(one, other) for other in kept)]
        both[key] = (*kept, *said, *left)
    return both


def _same_row(one: Answer, other: Answer) -> bool:
    if one.value is None or other.value is None:
        return (one.place, one.found) == (other.place, other.found)
    return (one.place, one.value, one.found) == (other.place, other.value, other.found)


def answer_to(finding: Finding, answers: Answers) -> Answer:
    """What is to stand beside ``finding`` now.

    The same value: the answer as it was, save that a finding met again was not corrected, that an error is never
    explained, and that an explanation has to say enough. Another value: open, with what was said before as the
    earlier answer. Two answers that fit equally: open.
    """
    if finding.waived:
        return Answer(finding.place, AnswerState.WAIVED, finding.waived)
    found = _given(finding, answers)
    if found is None:
        return Answer(finding.place, _state(finding, Answer()), earlier=_earlier(finding, answers))
    return replace(found, state=_state(finding, found), earlier=found.earlier or _earlier(finding, answers))


def _state(finding: Finding, given: Answer) -> AnswerState:
    """The state that holds: what was stated, where that is so."""
    stated = given.state
    if finding.severity is Severity.INFO:
        return AnswerState.OPEN if stated in (AnswerState.CORRECTED, AnswerState.IN_FORM) else stated
    if finding.severity is Severity.ERROR or not finding.explained:
        return AnswerState.OPEN
    by_this = any(one.counts and one.where == (given.where or _ON_SHEET) for one in finding.said)
    return stated if by_this else AnswerState.IN_FORM


def _earlier(finding: Finding, answers: Answers) -> str:
    """What was said of another value, with that value; where nothing was, what was carried along already."""
    others = tuple(one for one in answers.get(key_of(finding), ()) if not one.is_about(finding))
    told = _choose(tuple(one for one in others if one.explanation), finding) or (others[-1] if others else None)
    if told is None or not told.explanation:
        return next((one.earlier for one in others if one.earlier), "")
    by = f", by {told.by}" if told.by else ""
    return f"{told.explanation} (said of {told.found or 'another value'}{by})"


def with_answers(findings: Iterable[Finding], answers: Answers, settings: OfficeSettings) -> tuple[Finding, ...]:
    """The findings, each with what the findings sheet says to it; that which answers it stands first."""
    return tuple(_with_answer(one, answers, settings) for one in findings)


def _with_answer(finding: Finding, answers: Answers, settings: OfficeSettings) -> Finding:
    given = _given(finding, answers) if answers else None
    if given is None:
        return finding
    said = by_sheet(finding, given.explanation, given.where or _ON_SHEET, settings, stated=given.state in _ANSWERING)
    if said is None:
        return finding
    told = sorted((*finding.said, said), key=lambda one: not one.counts)
    return replace(finding, said=tuple(told))


def drafts(findings: Iterable[Finding], answers: Answers) -> int:
    """How many queries have words beside a state that does not say that they are meant as an answer."""
    given = (_given(one, answers) for one in findings if one.asks)
    return sum(one is not None and bool(one.explanation) and one.state not in _ANSWERING for one in given)


def too_little(findings: Iterable[Finding], answers: Answers) -> int:
    """How many queries have an answer that is stated as one, and says too little to be one."""
    asked = [(one, _given(one, answers)) for one in findings if one.asks]
    return sum(given is not None and bool(given.explanation) and given.state in _ANSWERING for _, given in asked)


def _given(finding: Finding, answers: Answers) -> Answer | None:
    """The answer about the same value: at the same place, of the same words, or the only one."""
    return _choose(tuple(one for one in answers.get(key_of(finding), ()) if one.is_about(finding)), finding)


def _choose(candidates: tuple[Answer, ...], finding: Finding) -> Answer | None:
    """The one given at the same place, or of the same words found, else the only one."""
    for narrower in (
        [one for one in candidates if one.place == finding.place and one.found == visible_text(finding.found)],
        [one for one in candidates if one.place == finding.place],
        [one for one in candidates if one.found == visible_text(finding.found)],
        candidates,
    ):
        if len(narrower) == 1:
            return narrower[0]
    return None
