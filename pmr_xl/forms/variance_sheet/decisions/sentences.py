"""Variance sheets of earlier programs: what stood in a row was kept there as one sentence, and is read out of it here.

``Return: ask why`` is a decision with its note; ``open: call them`` a note alone; and ``open: was Return by ben, on
version 1: ask why`` the note that the program itself had made for a row that it opened again. That note stood in the
row's own note cell: what somebody wrote behind it is theirs, the rest is nobody's.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pmr_xl.forms.variance_sheet.decisions.row import NOTHING_STOOD, DecisionRow, EarlierDecision, Stood
from pmr_xl.model.decision import current_word
from pmr_xl.model.quick.pattern import pattern

_WORDS = ("Accept", "Return", "Hold", "Adjust target", "Withdraw")
# The name may be missing: the first programs did not say whose decision it had been.
_REOPENED = pattern(
    rf"was (?P<decision>{'|'.join(_WORDS)})(?: by (?P<name>.+?))?, on (?P<because>(?:an|the|version)[^:]*)"
    r"(?:: (?P<note>.*))?",
    re.DOTALL,
)
_OPEN, _BETWEEN = "open: ", " \n.:;,–-"


def with_sentence(row: DecisionRow, sentence: str) -> DecisionRow:
    """The row as its author means it, beside what ``sentence`` (the column *When made*) says stood there."""
    note = sentence.removeprefix(_OPEN)
    made = _REOPENED.match(note) if note != sentence else None
    if made is None:
        return replace(row, stood=_stood(sentence))
    earlier = EarlierDecision(current_word(made["decision"]), made["note"] or "", made["name"] or "", made["because"])
    unsigned = NOTHING_STOOD if earlier.name else replace(NOTHING_STOOD, name=None)
    row = replace(row, earlier=earlier, stood=unsigned)
    if not row.says_something:
        return replace(row, erased=True)
    if row.decision or row.in_words != note:
        theirs = row.note.removeprefix(note)
        return replace(row, note=theirs.lstrip(_BETWEEN) if theirs != row.note else row.note)
    return replace(row, note="", by="", on=None)  # as the program left it


def _stood(sentence: str) -> Stood:
    """``Return: ask why`` as a value; who had signed it is not known."""
    word, _, note = sentence.partition(": ")
    if word in _WORDS:
        return Stood(current_word(word), note=note, name=None)
    return Stood(note=sentence.removeprefix(_OPEN), name=None) if sentence else NOTHING_STOOD
