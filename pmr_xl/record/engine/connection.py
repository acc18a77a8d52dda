"""A connection to the record, whatever keeps it: the one small piece of SQL that engines say differently.

Queries are written once, in SQL that every engine understands, with ``?`` or ``:name`` for values. Where a column may
be one of several values they say ``column AMONG ?`` and give a list. Lines are numbered by the engine; :meth:`insert`
gives the number of the new one.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

Engine = TypeVar("Engine", bound="Connection")
Line: TypeAlias = tuple[Any, ...]
Values: TypeAlias = Sequence[object] | Mapping[str, object]


class Lines(Protocol):
    """What a query found, to be read once."""

    def fetchone(self) -> Line | None:
        """The next line; None after the last."""

    def fetchall(self) -> list[Line]:
        """All that are left."""

    def __iter__(self) -> Iterator[Line]: ...


class Connection(ABC):
    """The record's tables, open."""

    @abstractmethod
    def execute(self, sql: str, values: Values = ()) -> Lines:
        """Ask or change something."""

    @abstractmethod
    def executemany(self, sql: str, lines: Iterable[Values]) -> None:
        """The same for several lines."""

    @abstractmethod
    def insert(self, sql: str, values: Values) -> int:
        """Add a line to a table whose lines are numbered (``no``); returns its number."""

    @abstractmethod
    def columns(self, table: str) -> set[str]:
        """The names of a table's columns."""

    @abstractmethod
    def only_add(self, table: str, *, may_change: bool = False) -> None:
        """Have the engine refuse that a table's lines are taken away or, unless they ``may_change``, changed."""

    @property
    @abstractmethod
    def step(self) -> int:
        """The number of the last step by which the tables were laid out; 0 where there are none."""

    @step.setter
    @abstractmethod
    def step(self, number: int) -> None: ...

    @property
    @abstractmethod
    def user(self) -> str:
        """Who is at work, as the record notes it where nobody else is named."""

    @abstractmethod
    def close(self) -> None:
        """Ask no more."""


class Changing(ABC, Generic[Engine]):
    """How a record is changed, whichever engine keeps it."""

    _held: Engine | None  # what answers meanwhile, where something is held open
    _in_one_change = False

    @abstractmethod
    def begun_change(self) -> AbstractContextManager[Engine]:
        """The record, to be changed alone; what is done in it counts at the end, else nothing. Raises Fault."""

    @contextmanager
    def to_change(self) -> Iterator[Engine]:
        """The record, to be changed; all of the change counts when the block ends without an error, else nothing.

        Raises:
            Fault: another writer is at work, the new state is not taken, or the record cannot be written.
        """
        if self._in_one_change and self._held is not None:
            yield self._held
            return
        with self.begun_change() as connection:
            yield connection

    @contextmanager
    def one_change(self) -> Iterator[None]:
        """Make one change of all that is asked and changed meanwhile: nobody else writes between the two.

        Raises Fault as :meth:`to_change`.
        """
        if self._in_one_change:
            yield
            return
        with self.begun_change() as connection:
            held, self._held, self._in_one_change = self._held, connection, True
            try:
                yield
            finally:
                self._held, self._in_one_change = held, False
