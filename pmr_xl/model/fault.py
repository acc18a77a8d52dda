"""What a user is told when something cannot be done: place, fault, remedy. Never a traceback."""

from __future__ import annotations

from pmr_xl.model.display.signs import safely_shown


class Fault(Exception):  # noqa: N818 - the house's word; a Fault is what a person reads
    """Something that cannot be done, said in one or two sentences.

    Attributes:
        message: place and fault (“The record office/record.sqlite is being written by ana on HOST since 10:02.”).
        remedy: the way out (“Try again in a minute.”).
    """

    exit_code = 2

    def __init__(self, message: str, remedy: str = "") -> None:
        message, remedy = safely_shown(message), safely_shown(remedy)
        super().__init__(f"{message} {remedy}".strip())
        self.message = message
        self.remedy = remedy


class NoRecord(Fault):
    """The record cannot be asked at all: of whatever else a batch holds nothing can be done either, so it ends."""


class NoSuchReport(Fault):
    """An edition of a report that this office does not have, or that has no such edition."""


class Unreadable(Fault):
    """A file that cannot be read as a submission, told by its illness.

    Attributes:
        illness: ``encrypted``, ``xls``, ``xlsb``, ``ods``, ``csv``, ``html``, ``truncated``, ``empty``,
            ``placeholder``, ``too large``, ``lock file``, ``strict``, ``damaged`` …
        code: the rule whose page explains it (FIL-001, FIL-002).
    """

    exit_code = 3

    def __init__(self, message: str, remedy: str, *, illness: str, code: str = "FIL-001") -> None:
        super().__init__(message, remedy)
        self.illness = illness
        self.code = code
