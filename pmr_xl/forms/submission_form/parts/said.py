"""What the form and its parts say in one cell, and which of them is taken."""

from __future__ import annotations

from collections.abc import Sequence

from pmr_xl.model.book.places import CellRef
from pmr_xl.model.book.typed import NewCell
from pmr_xl.model.quick.named import NamedTuple

FORM = "the form"


class Saying(NamedTuple):
    """What one file says in a cell: the form itself, or a part."""

    whose: str
    shown: str
    value: str | float | None = None
    number_format: str | None = None


class GatheredCell(NamedTuple):
    """A cell of the form in which parts say something else than it does.

    Attributes:
        where: in the form; ``id``, ``column``: of which indicator and column.
        said: what the form says, then each part that says something else.
        chosen: which of them is taken; None where they differ and nobody has chosen.
    """

    where: CellRef
    id: str
    indicator: str
    column: str
    said: tuple[Saying, ...]
    chosen: Saying | None
    differs: bool = False

    @property
    def new(self) -> NewCell | None:
        """What is typed into the form; None where it stays as it is."""
        if self.chosen is None or self.chosen.whose == FORM:
            return None
        return NewCell(self.where, self.chosen.value, self.chosen.number_format)


def chosen_of(said: Sequence[Saying], whose: str) -> Saying | None:
    """What that file says; None where nobody is named, or it says nothing there."""
    return next((one for one in said if whose and one.whose == whose), None)
