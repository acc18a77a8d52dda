"""The small parts of the form's formulas: texts, numbers, cells without stray blanks, stretches of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from string import Formatter

from pmr_xl.model.measure import SECONDS_A_DAY, Unit
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.model.quick.pattern import pattern

_QUOTED = pattern(r'"((?:[^"]|"")*)"')


def quote(text: str) -> str:
    """A text within a formula."""
    return '"' + text.replace('"', '""') + '"'


def array(texts: Iterable[str]) -> str:
    """Some texts as an array within a formula: SUMPRODUCT goes through it in every spreadsheet, entered plainly."""
    return "{" + ",".join(map(quote, texts)) + "}"


class Wrong(NamedTuple):
    """What may be wrong with a cell: the condition, and the formula of what is said then, in the rule's own words."""

    condition: str
    says: str


class Expression(str):
    """A part of a formula that gives a text, among texts that stand as they are."""

    __slots__ = ()


def message_formula(template: str, **parts: str) -> str:
    """A rule's own words as a formula: its blanks filled with texts, or with what a part of the formula gives."""
    pieces: list[str] = []
    words = ""
    for text, blank, _, _ in Formatter().parse(template):
        words += text
        part = parts[blank] if blank is not None else ""
        if not isinstance(part, Expression):
            words += part
            continue
        pieces += [quote(words), part] if words else [part]
        words = ""
    return "&".join([*pieces, quote(words)] if words or not pieces else pieces)


def quoted_in(formula: str) -> list[str]:
    """The texts within a formula that may be shown: lists of words that it looks for are not."""
    return [text.replace('""', '"') for text in _QUOTED.findall(formula) if not text.startswith("|")]


def number_text(number: float) -> str:
    """A number within a formula."""
    return format(number, ".15g").upper()


def trimmed_text(cell: str) -> str:
    """A cell’s text without the blanks around it, no-break spaces and line ends included, as the rules read it."""
    return f'TRIM(SUBSTITUTE(SUBSTITUTE({cell}&"","\u00a0"," "),CHAR(10)," "))'


def whole_words(text: str, signs: int) -> str:
    """A text, or as many whole words of it as go into so many signs, with “ …” behind them."""
    begun = f"LEFT({text},{signs + 1})"
    blanks = f'LEN({begun})-LEN(SUBSTITUTE({begun}," ",""))'
    last = f'FIND(CHAR(1),SUBSTITUTE({begun}," ",CHAR(1),{blanks}))'  # the last blank; an error where there is none
    return f'IF(LEN({text})>{signs},LEFT({text},IFERROR({last}-1,{signs}))&" …",{text})'


def one_of(cell: str, texts: Sequence[str]) -> str:
    """A condition: a cell’s text is one of some, capitals and all."""
    return f"EXACT({trimmed_text(cell)},{quote(texts[0])})" if len(texts) == 1 else _one_of_several(cell, texts)


def _one_of_several(cell: str, texts: Sequence[str]) -> str:
    return f"SUMPRODUCT(--EXACT({trimmed_text(cell)},{array(texts)}))>0"


def any_of(conditions: Iterable[str]) -> str:
    """A condition: one of some holds."""
    parts = list(conditions)
    return parts[0] if len(parts) == 1 and "," not in parts[0] else f"OR({','.join(parts) or 'FALSE'})"


def comparable_number(cell: str, unit: Unit) -> str:
    """The number to compare: a time is read to the nearest second, so it is compared there."""
    return f"ROUND({cell}*{SECONDS_A_DAY},0)" if unit.is_duration else cell


def within(number: str, stretches: Iterable[tuple[float, float]]) -> str:
    """A condition: the number lies in one of the stretches, their ends left out."""
    parts = [f"AND({number}>{number_text(low)},{number}<{number_text(high)})" for low, high in stretches]
    return parts[0] if len(parts) == 1 else f"OR({','.join(parts) or 'FALSE'})"
