"""Rows of the dataset as they would be posted, against those that are: equal, another figure, not posted yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from pmr_xl.forms.posting.open_data import OPEN_DATA, Cell, PostedRow
from pmr_xl.model.quick.named import NamedTuple

_VALUES = ("acceptedvalue", "acceptedvalueytd", "targetmmr")
_COLUMNS = tuple(OPEN_DATA)
Key: TypeAlias = tuple[str, str, int]  # the indicator, the month, which of several that are called the same


class PostedDifference(NamedTuple):
    """A row that is to be posted.

    Attributes:
        row: as it is now.
        first: it is not posted yet.
        figures: column → posted and present text, where a figure is another one.
        words: columns in which something else is said.
    """

    row: PostedRow
    first: bool
    figures: Mapping[str, tuple[str, str]]
    words: tuple[str, ...]


class PostedAgainst(NamedTuple):
    """What is to be posted against what is.

    Attributes:
        equal: how many rows are posted as they are.
        to_post: the others, in their order.
        gone: keys of posted rows that are no more, of indicators and years that are looked at.
    """

    equal: int
    to_post: tuple[PostedDifference, ...]
    gone: tuple[Key, ...]

    @property
    def differ(self) -> int:
        """How many rows are posted with another figure or other words."""
        return sum(not one.first for one in self.to_post)

    @property
    def not_posted(self) -> int:
        """How many rows are not posted yet."""
        return sum(one.first for one in self.to_post)


def against_posted(rows: Iterable[PostedRow], posted: Iterable[Mapping[str, str]]) -> PostedAgainst:
    """Compare rows with posted ones, found by id (or agency and name where there is none) and by month.

    Figures are equal as numbers: 160.0 is 160. Columns that the posted table lacks are not looked at.
    """
    keys, there = _Keys(), dict[Key, Mapping[str, str]]()
    for one in posted:
        there[keys.of(one)] = one
    keys = _Keys()
    equal, to_post, met = 0, [], set[Key]()
    names = set[str]()
    for row in rows:
        said = {column: _text(cell) for column, cell in zip(_COLUMNS, row.cells, strict=True)}
        key = keys.of(said)
        met.add(key)
        names.add(key[0])
        before = there.get(key)
        if before is None:
            to_post.append(PostedDifference(row, True, {}, ()))
            continue
        figures = {
            column: (before[column], said[column])
            for column in _VALUES
            if column in before and not _same(before[column], said[column])
        }
        words = tuple(
            column
            for column in _COLUMNS
            if column in before and column not in _VALUES and not _same(before[column], said[column])
        )
        if figures or words:
            to_post.append(PostedDifference(row, False, figures, words))
        else:
            equal += 1
    gone = tuple(key for key in there if key not in met and key[0] in names)
    return PostedAgainst(equal, tuple(to_post), gone)


class _Keys:
    """Tells rows apart. Without an id several of an agency's rows may be called the same: they are counted in order."""

    def __init__(self) -> None:
        self._met: Counter[tuple[str, str]] = Counter()

    def of(self, row: Mapping[str, str]) -> Key:
        """The key of the next row."""
        said = row.get("id") or row.get("open_data_id") or ""
        name = str(int(said)) if said.isdecimal() else f"{row.get('agency', '')} {_plain(row.get('indicator', ''))}"
        place = (name, row.get("valuedate", "")[:7])
        self._met[place] += 1
        return (*place, self._met[place])


def _plain(text: str) -> str:
    """Words as CSV may have changed them: an apostrophe or a printer's dash stands before a sign of a formula."""
    return " ".join(text.lstrip("'").replace("\u2013", "-").split())


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    if one[:10] == other[:10] and "T" in one + other:  # a platform adds the hour to a day
        return True
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return _plain(one) == _plain(other)
