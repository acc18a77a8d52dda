"""A name that says one thing, and a definition that says another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmr_xl.model.definitions.defined import DefinedIndicator, DefinedIndicators
from pmr_xl.model.finding import Severity
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.pattern import pattern
from pmr_xl.model.schema.indicator import Year
from pmr_xl.rules.definitions._phrase import phrases, without_brackets
from pmr_xl.rules.engine.declaration import Spot, rule, spot


class _Pair(NamedTuple):
    """Two words of which a figure is one or the other, each by what it is called."""

    one: str
    other: str


# The statistic's own words: “medians” are strips of a street, “calendar days” no year, “family literacy” no families.
_MEANS = {
    "median": pattern(r"\bmedian\b(?! strip)", re.IGNORECASE),
    "average": pattern(r"\b(?:average|mean)\b", re.IGNORECASE),
    "calendar year": pattern(r"\bcalendar[- ]years?\b|\(CY\)|\bCY ?(?:20)?\d\d\b", re.IGNORECASE),
    "fiscal year": pattern(r"\bfiscal[- ]years?\b|\(FY\)|\bFY ?(?:20)?\d\d\b", re.IGNORECASE),
    "families": pattern(r"\bfamilies\b", re.IGNORECASE),
    "households": pattern(r"\bhouseholds\b", re.IGNORECASE),
}
_PAIRS = (_Pair("median", "average"), _Pair("calendar year", "fiscal year"), _Pair("families", "households"))
_YEARS = {Year.CALENDAR: "calendar year", Year.FISCAL: "fiscal year"}


@rule(
    "DEF-004",
    Severity.QUERY,
    "{where}: “{name}” {says} {expected}, and its definition says {found}.",
    fix="Find out which of the two is counted, and correct the other; if the count changed, mark the year as a break.",
)
def name_against_definition(table: DefinedIndicators) -> Iterator[Spot]:
    """A word of the name contradicts the phrase that defines what is counted."""
    for row in table.rows:
        for phrase in dict.fromkeys(phrases(row.known)):
            yield from _contradicted(row, phrase)


def _contradicted(row: DefinedIndicator, phrase: str) -> Iterator[Spot]:
    name = row.indicator.name
    for pair in _PAIRS:
        named, defined = _said(pair, name), _said(pair, without_brackets(phrase))
        by_schema = "" if named or pair.one != "calendar year" else _YEARS.get(row.indicator.year, "")
        expected = named or by_schema
        if expected and defined and expected != defined:
            key = "counted" if row.known.counted and row.known.counted.startswith(phrase[:20]) else "definition"
            says = "says" if named else "is asked for by the"
            yield spot(row.at(key), found=defined, expected=expected, name=name, says=says)


def _said(pair: _Pair, text: str) -> str:
    """Which of the two a text says; empty where it says neither, or both."""
    found = [word for word in pair if _MEANS[word].search(text)]
    return found[0] if len(found) == 1 else ""
