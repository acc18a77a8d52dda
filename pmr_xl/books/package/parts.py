"""What those who read single parts ask of a package; :class:`~pmr_xl.books.package.opening.Package` answers it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from pmr_xl.books.package.work import Limits
from pmr_xl.model.fault import Unreadable
from pmr_xl.model.quick.named import NamedTuple


class Relationship(NamedTuple):
    """A link from one part to another, or out of the package.

    Attributes:
        kind: last word of the relationship's type: ``worksheet``, ``comments``, ``externalLinkPath`` …
        target: name of the part in the package, or the address as written where ``external``.
    """

    id: str
    kind: str
    target: str
    external: bool
    type: str


class Parts(Protocol):
    """The parts of a package, opened safely."""

    @property
    def name(self) -> str:
        """The file's name."""

    @property
    def limits(self) -> Limits:
        """What a file may ask for."""

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the parts in directory order, as stored."""

    @property
    def workbook_part(self) -> str:
        """Name of the workbook part."""

    def has(self, name: str) -> bool:
        """Whether the package holds that part; names compare without case."""

    def read(self, name: str) -> bytes:
        """A part's bytes. Raises Unreadable."""

    def parse(
        self,
        name: str,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Run expat once over a part. Raises Unreadable."""

    def relationships(self, name: str) -> tuple[Relationship, ...]:
        """Where a part points to; the package itself is the part ``""``."""

    def fault_of_damage(self, what: str) -> Unreadable:
        """The fault of a package that ``what`` (“lacks its part …”)."""
