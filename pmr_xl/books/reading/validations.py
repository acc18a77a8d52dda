"""The fast way through data validations as Excel writes them, beside expat: a form has one or two on each row.

A strict pattern proves that they are of the usual making: attributes in Excel's order, so none is given twice, and
formulas of nothing but text. From the first stretch on in which one is not, expat reads them.
"""

from __future__ import annotations

from pmr_xl.books.package.markup import NOT_PLAIN
from pmr_xl.model.book.cell import spelled_out
from pmr_xl.model.book.sheet import DataValidation
from pmr_xl.model.quick.pattern import pattern

OPENING = pattern(rb"<dataValidations(?: [^<>]*+)?>")
_NEXT = b"<dataValidation ", b"</dataValidation>", b"</dataValidations"
_FLAGS = b"".join(
    rb'(?: %b="(?:[01]|true|false)")?+' % name
    for name in (b"allowBlank", b"showDropDown", b"showInputMessage", b"showErrorMessage")
)
_WORDS = b"".join(rb'(?: %b="[^"<]*+")?+' % name for name in (b"errorTitle", b"error", b"promptTitle", b"prompt"))
_VALIDATIONS = pattern(
    rb'<dataValidation(?: type="([A-Za-z]++)")?+(?: errorStyle="[a-z]++")?+(?: imeMode="[A-Za-z]++")?+'
    rb'(?: operator="[A-Za-z]++")?+%b%b sqref="([^"<&\t\n]*+)"(?: xr:uid="[^"<&]*+")?+'
    rb"(?:/>|>(<formula1>[^<]*+</formula1>)?+(<formula2>[^<]*+</formula2>)?+</dataValidation>)"
    rb"|([\x00-\xff]++)" % (_FLAGS, _WORDS)  # whatever is none, and all that follows it
)
_TEXT = slice(len("<formula1>"), -len("</formula1>"))
# Beside the five signs, breaks of lines are named in what a person is told; a formula with one is read by expat.
_STRANGE_REFERENCE = pattern(rb"&(?!(?:amp|lt|gt|quot|apos|#10|#13|#x[AaDd]);)")
_NOT_IN_FORMULAS = b"&#", b"]]>"


def plain_validations(data: bytes, place: int) -> tuple[list[DataValidation], dict[str, None], int]:
    """Whole validations from ``place`` on as long as they are of the usual making.

    Returns:
        them, all their formulas in order, and where they end: ``place`` where there is none.
    """
    found = _VALIDATIONS.findall(data, place)
    end = len(data)
    if found and (rest := found[-1][-1]):
        del found[-1]
        end -= len(rest)
    try:
        if not _is_plain(data[place:end]):
            return [], {}, place
        validations: list[DataValidation] = []
        formulas: dict[str, None] = {}
        for kind, where, first, second, _ in found:
            formula = ""
            if first:
                formula = _formula(first)
                formulas[formula] = None
            if second:
                formulas[_formula(second)] = None
            validations.append(DataValidation(where.decode(), kind.decode() or "none", formula))
    except ValueError:
        return [], {}, place
    return validations, formulas, end


def has_ended(data: bytes, place: int) -> bool:
    """Whether what begins at ``place`` is there whole, or they all have ended."""
    return data.startswith(_NEXT[-1], place) or any(data.find(sign, place + 1) >= 0 for sign in _NEXT)


def _is_plain(data: bytes) -> bool:
    """Whether there are no control signs and no strange references. Raises UnicodeDecodeError where it is no UTF-8."""
    if len(data.translate(None, NOT_PLAIN)) != len(data) or _STRANGE_REFERENCE.search(data):
        return False
    if not data.isascii():
        data.decode()
    return True


def _formula(element: bytes) -> str:
    """What such an element holds. Raises ValueError where expat shall say it."""
    stored = element[_TEXT]
    if any(sign in stored for sign in _NOT_IN_FORMULAS):
        raise ValueError(stored)
    return spelled_out(stored).strip()
