"""Signs that are none, or that lead the eye astray: made whole where a text comes in, drawn where it is shown.

Formulas as whoever typed them sees them.
"""

from __future__ import annotations

import re

from pmr_xl.model.quick.pattern import pattern

HALF = "\ufffd"  # stands for half a sign: a surrogate without its other half, which no file can hold
_KEPT = "\t\n\r"
# Control signs as their pictures (␛), so that a terminal, a log or a dialog cannot be led by them.
_CONTROLS = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in _KEPT} | {0x7F: "\u2421"}
_CONTROLS |= dict.fromkeys(range(0x80, 0xA0), HALF)
_HALVES = dict.fromkeys(range(0xD800, 0xE000), HALF)
# What turns the order of letters round, or marks it: a name can show as another by it.
_ORDER = {
    0x202A: "⟨left to right⟩", 0x202B: "⟨right to left⟩", 0x202C: "⟨end of order⟩", 0x202D: "⟨left to right⟩",
    0x202E: "⟨right to left⟩", 0x2066: "⟨left to right⟩", 0x2067: "⟨right to left⟩", 0x2068: "⟨own order⟩",
    0x2069: "⟨end of order⟩", 0x200E: "⟨left to right⟩", 0x200F: "⟨right to left⟩", 0x061C: "⟨right to left⟩",
}  # fmt: skip
_WHOLE = _CONTROLS | _HALVES
_DRAWN = _WHOLE | _ORDER | {0x0D: "\u240d"}  # a return without a new line writes over what stands before it
# What a spreadsheet takes for the beginning of a formula in a table that it opens, or that is pasted into it.
_BEGINS_FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20\u2212"
_PLAIN = pattern(r"- [^\W\d][\w .,()/&%$-]*")  # words that name no cell of another book and call nothing
_TWO = 2  # signs: one alone sets nothing off
_FIGURE = pattern(r"[-+]?[\s$(]*\d[\d\s.,:%$)]*(?:pp)?")  # +65 pp: percentage points
# Before the names of newer functions, and of what LET and LAMBDA name; texts are passed over.
_TEXT_OR_PREFIX = pattern(r"""("(?:[^"]|"")*+"?)|(?<![\w.])(?:_xlfn\.|_xlws\.|_xlpm\.|_xludf\.)++""", re.IGNORECASE)
# Google Sheets hides its own formula as the text of a function that does not exist, beside the last result.
GOOGLES = "__xludf.DUMMYFUNCTION"
_GOOGLES_OWN = pattern(r'(?:IFERROR\()?__xludf\.DUMMYFUNCTION\("((?:[^"]|"")*+)"\)(?:,[^()]*\))?', re.IGNORECASE)


def made_whole(text: str) -> str:
    """A text as it is kept: half signs and control signs replaced, so that it can be stored, shown and encoded."""
    return text if text.isprintable() else text.translate(_WHOLE)


def safely_shown(text: str) -> str:
    """A text as it is shown on a terminal, in a log or a dialog: what steers it is drawn; line ends and tabs stay."""
    return text if text.isprintable() else text.replace("\r\n", "\n").translate(_DRAWN)


def as_words(text: str, *, printed: bool = False) -> str:
    """A text as it goes into CSV, text and Word, where whoever opens or pastes it must not set off a formula.

    Where it begins with a sign that a spreadsheet begins a formula with, an apostrophe stands before it, as Excel
    itself marks words; a dash before a space becomes a printer's dash. Figures stay figures.

    Args:
        printed: it is printed as it is in the report, which has plain words behind a dash and a space.
    """
    begins = text.lstrip(" \t\r\n\xa0")
    if len(begins) < _TWO or begins[0] not in _BEGINS_FORMULA or _FIGURE.fullmatch(begins):
        return text
    if begins.startswith("- "):
        return text if printed and _PLAIN.fullmatch(begins) else text.replace("-", "\u2013", 1)
    return f"'{text}"


def formula_typed(formula: object) -> str:
    """The formula with its ``=``, as Excel or Google Sheets shows it."""
    stored = str(formula)
    if GOOGLES.casefold() in stored.casefold() and (googles := _GOOGLES_OWN.fullmatch(stored)):
        return "=" + googles[1].replace('""', '"')
    return "=" + _TEXT_OR_PREFIX.sub(lambda found: found[1] or "", stored)
