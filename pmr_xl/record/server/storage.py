"""A record kept by a server: transactions in place of the lock file, one writer at a time, readers beside it."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import Lock

from pmr_xl.model.fault import Fault, NoRecord
from pmr_xl.record.copying import last_lines
from pmr_xl.record.engine.connection import Changing, Connection
from pmr_xl.record.file.content import blank
from pmr_xl.record.file.in_place import Forwarded
from pmr_xl.record.file.lock import Holder
from pmr_xl.record.migrations import FORMAT
from pmr_xl.record.server.address import checked_address, shown_address
from pmr_xl.record.server.connection import PostgresConnection, connect, driver, refusal
from pmr_xl.record.server.layout import bring_forward
from pmr_xl.record.server.turns import holder_at, take_turn

_ONE_STATE = "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
_GIVEN_UP = "25P02"  # PostgreSQL's code


class ServerStorage(Changing[Connection]):
    """Where a record is kept that many work on.

    Args:
        address: ``postgresql://USER@SERVER/DATABASE``; the connection is made when it is first needed, and kept.
        patience: seconds to wait for another writer.
        had: says what speaks for a record that had been there, in words; then none is begun anew.
    """

    path = None

    def __init__(self, address: str, patience: float = 0, had: Callable[[], str] = str) -> None:
        self.address, self.patience, self.had = checked_address(address), patience, had
        self.forwarded: Forwarded | None = None
        self._open: PostgresConnection | None = None
        self._connecting = Lock()
        self._held: Connection | None = None
        self._refused: NoRecord | None = None

    def content(self) -> bytes:
        """Only a record in memory is given away as bytes. Raises Fault."""
        raise Fault(
            f"The record of {shown_address(self.address)} is no file.", "“pmr record copy --to FILE” makes one of it."
        )

    @contextmanager
    def to_read(self) -> Iterator[Connection]:
        """The record as it is now.

        Raises:
            Fault: the server cannot be reached, or its record was made by another program.
        """
        with self.one_state(), self._told():
            if self._held is not None:
                yield self._held

    @contextmanager
    def one_state(self) -> Iterator[None]:
        """Answer everything that is asked meanwhile from one state of the record."""
        if self._held is not None:
            yield
            return
        with self._told():
            connection = self._begun(_ONE_STATE)
            try:
                self._held = self._at_one_state(connection)
                yield
            finally:
                self._held = None
                if not connection.raw.closed:
                    connection.raw.execute("ROLLBACK")

    def opened_once(self) -> AbstractContextManager[None]:
        """The connection is kept anyhow."""
        return nullcontext()

    def begun_change(self) -> AbstractContextManager[Connection]:
        """The record, to be changed alone.

        Raises:
            Fault: another writer is at work, the server refuses, or its record was made by another program.
        """
        return self.taking_over()

    @contextmanager
    def taking_over(self) -> Iterator[PostgresConnection]:
        """The record to be changed, for one who needs more of the server than the record's own questions."""
        held = self._held
        connection = self._connection()
        try:
            with self._told():
                if held is not None:
                    connection.raw.execute("ROLLBACK")  # what was read before is read; the change begins from what is
                connection = self._begun("BEGIN")
                try:
                    take_turn(connection, self.address, self.patience)
                    if connection.step == 0:
                        self._must_be_new()
                        self._lay_out(connection)
                    self._of_this_program(connection)
                    yield connection
                except BaseException:
                    if not connection.raw.closed:
                        connection.raw.execute("ROLLBACK")
                    raise
                self._keep(connection)
        finally:
            if held is not None and not connection.raw.closed:
                connection.raw.execute(_ONE_STATE)
                self._held = self._at_one_state(connection)

    def to_bring_forward(self) -> Forwarded | None:
        """What :meth:`bring_forward` would do: from which format to which; None where there is nothing to do."""
        with self._told():
            was = self._connection().step
        return Forwarded(was, FORMAT, None) if 0 < was < FORMAT else None

    def bring_forward(self) -> Forwarded | None:
        """Bring the record to this program's format; None where there is nothing to do. Its owner alone may."""
        if (done := self.to_bring_forward()) is None:
            return None
        connection = self._connection()
        with self._told(), connection.raw.transaction():
            take_turn(connection, self.address, self.patience)
            self._lay_out(connection)
        self.forwarded = done
        return done

    def holder(self) -> Holder | None:
        """Who is writing now; None where nobody is."""
        with self._told():
            return holder_at(self.address)

    locked = False  # the server gives a dead program's lock back by itself

    def break_lock(self) -> Holder | None:
        """There is no lock that outlives its program."""
        return None

    def mark(self) -> str:
        """Changes with everything that is added to the record."""
        with self.to_read() as connection:
            return str(connection.execute(last_lines()).fetchall()[0])

    @property
    def user(self) -> str:
        """Whom the server knows us as."""
        with self._told():
            return self._connection().user

    def _connection(self) -> PostgresConnection:
        with self._connecting:  # else several threads that ask first make one each, and all but one stay unknown
            if self._open is None or self._open.raw.closed:
                self._open = connect(self.address)
                weakref.finalize(self, self._open.close)
            return self._open

    def close(self) -> None:
        """Give the connection back to the server; whoever asks again is connected anew."""
        if self._open is not None:
            self._open.close()

    def _begun(self, transaction: str) -> PostgresConnection:
        """The connection, in a new transaction; one that was cut since it was used last (at night) is made anew."""
        connection = self._connection()
        try:
            connection.raw.execute(transaction)
        except driver(self.address).OperationalError:
            if not connection.raw.closed:
                raise
            connection = self._connection()
            connection.raw.execute(transaction)
        return connection

    def _at_one_state(self, connection: PostgresConnection) -> Connection:
        if connection.step == 0:
            self._must_be_new()
            return blank()  # nothing was ever kept there
        self._of_this_program(connection)
        return connection

    def _must_be_new(self) -> None:
        if signs := self.had():
            raise NoRecord(
                f"In {shown_address(self.address)} is no record, and the office holds {signs}; none is begun anew.",
                "Look at the address in settings.yaml: another database, or a search_path that leads elsewhere? “pmr "
                "record copy --to” moves the office's own file there.",
            )

    def _of_this_program(self, connection: PostgresConnection) -> None:
        there = connection.step
        if there > FORMAT:
            raise Fault(
                f"The record of {shown_address(self.address)} was made by a newer program "
                f"(format {there}; this one knows {FORMAT}).",
                "Bring pmr_xl up to date.",
            )
        if there < FORMAT:
            raise Fault(
                f"The record of {shown_address(self.address)} is of format {there}, and this program is of {FORMAT}.",
                "Whoever owns its tables brings it forward with “pmr office upgrade”; programs older than that "
                "cannot read it any more.",
            )

    def _keep(self, connection: PostgresConnection) -> None:
        """End the change. Where the connection goes while the server answers, nobody here knows what it did."""
        try:
            connection.raw.execute("COMMIT")
        except driver(self.address).OperationalError as error:
            if error.sqlstate is not None:
                raise
            raise NoRecord(
                f"The connection to the record's server {shown_address(self.address)} was cut while the change was "
                "being kept: it is all there, or nothing of it.",
                "Look which (“pmr record show”, “pmr board”), and do it again where it is not.",
            ) from None

    def _lay_out(self, connection: PostgresConnection) -> None:
        try:
            bring_forward(connection)
        except driver(self.address).Error as error:
            raise refusal(self.address, error, laying_out=True) from None

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the server cannot do is told in words."""
        psycopg = driver(self.address)
        try:
            yield
        except psycopg.Error as error:
            if error.sqlstate != _GIVEN_UP or self._refused is None:
                self._refused = refusal(self.address, error)
            raise self._refused from None  # after the first refusal the server says of every question that it is late
