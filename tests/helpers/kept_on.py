"""An office whose record a server keeps, made of one whose record is a file, by the command that people use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from click.testing import CliRunner
from postgres import OWNER

from pmr_xl.cli.commands import pmr
from pmr_xl.desk.desk import Desk
from pmr_xl.office.library import Library
from pmr_xl.record import Record, whoami
from pmr_xl.record.copying import print_of

ENGINES = ["file", "server"]


def kept(folder: Path, engine: str, request) -> Path:
    """The office, its record in its file as it is, or from now on in a server's new database."""
    if engine == "server":
        address = request.getfixturevalue("postgres").database()
        record = folder / "record.sqlite"
        if record.exists():
            told = CliRunner().invoke(pmr, ["--office", str(folder), "record", "copy", "--to", address])
            assert told.exit_code == 0, f"{told.output}{told.exception!r}"
            record.rename(folder / "record.before.sqlite")
        settings = folder / "settings.yaml"
        said = settings.read_text(encoding="utf-8") if settings.exists() else ""
        settings.write_text(f"{said}\nrecord: {address}\n", encoding="utf-8")
    return folder


def state_of(folder: Path) -> tuple[str, int]:
    """A hash of all that the office's record holds, and of how many lines."""
    with Desk(folder).record._storage.to_read() as connection:
        return print_of(connection)


def record_as_file(folder: Path) -> Path:
    """The office's record as a file: its own, or a copy of what a server keeps."""
    if not (folder / SAYS).exists():
        return folder / "record.sqlite"
    copy = folder / "record.copied.sqlite"
    copy.unlink(missing_ok=True)
    Desk(folder).record.copy_to(str(copy))
    return copy


SAYS = ".record-on-a-server"  # in an office of these tests: its own folder, and the database of its record
FROZEN = "editions"  # what is released has its own copy, as a file


@contextmanager
def on_a_server(postgres) -> Iterator[None]:
    """Every office that is opened meanwhile keeps its record on a server, as if its settings.yaml said so.

    One that has a record in its file moves there; one that was copied by its folder has a copy of the database.
    """
    plain, me = Library.settings, whoami()  # the server's name for us is the system's: stories name who decided
    postgres.account(me)
    postgres.sql("postgres", f'ALTER ROLE "{me}" SUPERUSER')

    def settings(library: Library):
        said = plain.func(library)
        own = not library.office.built_in and not said.record and FROZEN not in library.office.folder.parts
        return replace(said, record=_address_of(library.office.folder, postgres, me)) if own else said

    moved = cached_property(settings)
    moved.__set_name__(Library, "settings")
    Library.settings = moved
    try:
        yield
    finally:
        Library.settings = plain


def _address_of(folder: Path, postgres, me: str) -> str:
    says, record = folder / SAYS, folder / "record.sqlite"
    whose, address = says.read_text(encoding="utf-8").split("\n") if says.exists() else ("", "")
    if whose == str(folder):
        return address
    made = postgres.copied(address) if address else postgres.database()
    address = made.replace(f"user={OWNER}", f"user={me}")
    if record.exists():
        Record(record).copy_to(address)
        record.rename(folder / "record.before.sqlite")
    says.write_text(f"{folder}\n{address}", encoding="utf-8")
    return address
