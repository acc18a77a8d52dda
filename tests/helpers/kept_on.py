"""An office whose record a server keeps, made of one whose record is a file, by the command that people use."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from pmr_xl.cli.commands import pmr
from pmr_xl.desk.desk import Desk
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
    with Desk(folder).record._storage.reading() as connection:
        return print_of(connection)
