"""What a cell shows: its value by its number format, as an American Excel does in a column that is wide enough."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from pmr_xl.model.book.cell import Cell, CellError
from pmr_xl.model.display.number_format import Part, Piece, Section, section_for, sections
from pmr_xl.model.display.shown_date import in_date
from pmr_xl.model.measure import from_float, round_half_away

_MOST_DECIMALS = 30
_GENERAL_DIGITS = 10  # what General shows of a fraction, in eleven signs
_SCIENTIFIC_FROM, _SCIENTIFIC_UP_TO = Decimal("1e11"), Decimal("1e-4")
_LONGEST = 400  # digits: no number of a cell has more


def shown_text(cell: Cell, *, date1904: bool = False) -> str | None:
    """What stands in the cell for whoever looks at it; None where its format is of a kind that is not known here.

    Colours, fills and the width of the column count for nothing.
    """
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, CellError):
        return str(value)
    if isinstance(value, str):
        return text_shown(value, cell.number_format)
    return number_shown(value, cell.number_format, date1904)


def text_shown(text: str, code: str) -> str:
    """What a cell with that format shows of a text."""
    found = sections(code)
    section = next((section for section in found if section.has(Part.TYPED)), found[3] if len(found) == 4 else None)  # noqa: PLR2004 - the fourth is for texts
    if section is None:
        return text
    return "".join(
        text if piece.part is Part.TYPED else " " if piece.part is Part.GAP else piece.text
        for piece in section.pieces
        if piece.part in (Part.TYPED, Part.GAP, Part.TEXT)
    )


@lru_cache(maxsize=4096)
def number_shown(value: float, code: str, date1904: bool = False) -> str | None:
    """What a cell with that format shows of a number."""
    number = from_float(value)
    section, unsigned = section_for(number, code)
    if section is None:
        return ""
    if section.is_date:
        return in_date(number, section, date1904=date1904)
    if section.has(Part.GENERAL):
        return _filled(section, "-" if number < 0 and not unsigned else "", _general(abs(number)))
    if not section.has(Part.DIGIT):
        minus = "-" if number < 0 and not unsigned and section.pieces else ""
        return minus + _words(section.pieces)
    if section.has(Part.SLASH):
        return None  # fractions: what is read of them is the number itself
    return _with_digits(number, section, unsigned=unsigned)


def _general(number: Decimal) -> str:
    """As General shows a number that is not negative: eleven signs, the point among them."""
    if not number:
        return "0"
    if number >= _SCIENTIFIC_FROM or number < _SCIENTIFIC_UP_TO:
        digits, exponent = f"{number:.5E}".split("E")
        digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
        return f"{digits}E{'-' if int(exponent) < 0 else '+'}{abs(int(exponent)):02d}"
    whole = len(str(int(number)))
    text = f"{round_half_away(number, max(_GENERAL_DIGITS - whole, 0)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _filled(section: Section, minus: str, number: str) -> str:
    return minus + "".join(
        number if piece.part is Part.GENERAL else " " if piece.part is Part.GAP else piece.text
        for piece in section.pieces
    )


def _words(pieces: tuple[Piece, ...]) -> str:
    return "".join(" " if piece.part is Part.GAP else piece.text for piece in pieces if piece.part is not Part.COMMA)


def _with_digits(number: Decimal, section: Section, *, unsigned: bool) -> str | None:
    pieces = section.pieces
    last = max(place for place, piece in enumerate(pieces) if piece.part is Part.DIGIT)
    point = next((place for place, piece in enumerate(pieces) if piece.part is Part.POINT), len(pieces))
    exponent = next((place for place, piece in enumerate(pieces) if piece.part is Part.EXPONENT), len(pieces))
    number *= 100 ** sum(piece.part is Part.PERCENT for piece in pieces)
    if exponent < len(pieces):
        return _scientific(number, pieces, point, exponent, unsigned=unsigned)
    whole_end = min(point, last + 1)
    number /= 1000 ** _scaling(pieces, point, last)
    decimals = sum(piece.part is Part.DIGIT for piece in pieces[point:])
    if decimals > _MOST_DECIMALS:
        return None
    digits = f"{round_half_away(abs(number), decimals):f}"
    if len(digits) > _LONGEST:
        return None
    whole, _, part = digits.partition(".")
    minus = "-" if number < 0 and not unsigned and (whole.strip("0") or part.strip("0")) else ""
    thousands = any(
        piece.part is Part.COMMA and any(p.part is Part.DIGIT for p in pieces[place:whole_end])
        for place, piece in enumerate(pieces[:whole_end])
    )
    return minus + _whole(pieces[:point], whole, thousands=thousands) + _fraction(pieces[point:], part)


def _scaling(pieces: tuple[Piece, ...], point: int, last: int) -> int:
    """How many commas stand behind the last digit before the point, or behind the last of all: thousands each."""
    ends = {max((place for place, p in enumerate(pieces[:point]) if p.part is Part.DIGIT), default=last), last}
    commas = 0
    for end in ends:
        for piece in pieces[end + 1 :]:
            if piece.part is not Part.COMMA:
                break
            commas += 1
    return commas


def _whole(pieces: tuple[Piece, ...], whole: str, *, thousands: bool) -> str:
    """The pieces before the point, filled with digits from the right; the first takes all that are left."""
    whole = whole.lstrip("0")
    places = [place for place, piece in enumerate(pieces) if piece.part is Part.DIGIT]
    out: list[str] = []
    used = 0
    for place in range(len(pieces) - 1, -1, -1):
        piece = pieces[place]
        if piece.part is not Part.DIGIT:
            out.append(" " if piece.part is Part.GAP else "" if piece.part is Part.COMMA else piece.text)
            continue
        left = whole[: max(len(whole) - used, 0)]
        taken = left if place == places[0] else left[-1:]
        if not taken:
            taken = {"0": "0", "?": " "}.get(piece.text, "")
        for digit in reversed(taken):
            if thousands and used and used % 3 == 0 and digit != " ":
                out.append(",")
            out.append(digit)
            used += 1
    if not places and whole:
        out.append(whole)  # “.00” shows 12.5 as 12.50
    return "".join(reversed(out))


def _fraction(pieces: tuple[Piece, ...], part: str) -> str:
    """The point and what follows it."""
    out: list[str] = []
    digits = iter(part)
    kept = len(part.rstrip("0"))
    seen = 0
    for piece in pieces:
        if piece.part is Part.DIGIT:
            digit = next(digits, "0")
            seen += 1
            if seen > kept and piece.text != "0":
                digit = " " if piece.text == "?" else ""
            out.append(digit)
        elif piece.part is Part.GAP:
            out.append(" ")
        elif piece.part is not Part.COMMA:
            out.append(piece.text)
    return "".join(out)


def _scientific(number: Decimal, pieces: tuple[Piece, ...], point: int, exponent: int, *, unsigned: bool) -> str | None:
    before = sum(piece.part is Part.DIGIT for piece in pieces[: min(point, exponent)])
    decimals = sum(piece.part is Part.DIGIT for piece in pieces[point:exponent])
    wide = sum(piece.part is Part.DIGIT for piece in pieces[exponent:])
    if before != 1 or decimals > _MOST_DECIMALS or point > exponent > point:
        return None
    power = number.adjusted() if number else 0
    mantissa = round_half_away(abs(number).scaleb(-power), decimals)
    if mantissa >= 10:  # noqa: PLR2004 - 9.995 is 1.00E+01
        mantissa, power = round_half_away(mantissa / 10, decimals), power + 1
    digits = f"{mantissa:f}"
    sign = "-" if power < 0 else "+" if pieces[exponent].text.endswith("+") else ""
    minus = "-" if number < 0 and not unsigned else ""
    places = [place for place, piece in enumerate(pieces) if piece.part is Part.DIGIT]
    before_it, behind_it = _words(pieces[: places[0]]), _words(pieces[places[-1] + 1 :])
    return f"{minus}{before_it}{digits}E{sign}{abs(power):0{wide}d}{behind_it}"
