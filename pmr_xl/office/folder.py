"""The office: the folder that holds schemas, settings, record, inbox and outbox, and how it is found and laid out."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from pmr_xl.atomic_write import beside, reason_of, sweep
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.value_class import value_class

_FOLDERS = ("inbox", "outbox")


@value_class
class OfficeFolder:
    """Where things are in one office folder."""

    folder: Path

    @property
    def built_in(self) -> bool:
        """Whether it is the read-only one that comes with the program."""
        return self.folder == built_in_office()

    @property
    def schemas(self) -> Path:
        """agencies.yaml, calendar.yaml and indicators/."""
        return self.folder / "schemas"

    @property
    def settings_file(self) -> Path:
        """The office's own choices; need not exist."""
        return self.folder / "settings.yaml"

    @property
    def record(self) -> Path:
        """The record's one file; it begins with the first figure stored."""
        return self.folder / "record.sqlite"

    @property
    def accepted_folder(self) -> Path:
        """Where the submissions that were accepted are kept as they were sent, in a folder for each agency."""
        return self.record.parent / "accepted"

    @property
    def inbox(self) -> Path:
        """Where submissions are put."""
        return self.folder / "inbox"

    @property
    def outbox(self) -> Path:
        """Where what is made for others is put."""
        return self.folder / "outbox"

    @property
    def published_folder(self) -> Path:
        """Tables of published figures that come with the program; only the built-in office has them."""
        return self.schemas / "published"

    def must_be_own(
        self, why: str = "This would change the schemas that come with the program, and they are read-only."
    ) -> None:
        """Refuse the built-in office; ``why`` is said."""
        if self.built_in:
            raise Fault(
                why, "Lay out an office of your own with “pmr init FOLDER” and name it with --office or PMR_OFFICE."
            )

    def show_path(self, path: Path) -> str:
        """A path as messages say it: from the office folder on, with forward strokes."""
        try:
            return path.relative_to(self.folder).as_posix()
        except ValueError:
            return str(path)


@cache
def built_in_office() -> Path:
    """The office that comes with the program: inside the package when installed, around it in a working copy."""
    package = Path(__file__).parents[1]
    shipped = package / "shipped"
    return (shipped if _is_office(shipped) else package.parent).resolve()


def find_office(explicit: Path | None = None) -> Path:
    """The office to work in: the one named, else ``PMR_OFFICE``, else the folder one stands in, else the built-in one.

    Raises:
        Fault: the folder that was named is no office.
    """
    told = os.environ.get("PMR_OFFICE", "")
    named = explicit or (Path(told) if told else None)
    if named is None:
        here = Path.cwd().resolve()
        return here if _is_office(here) else built_in_office()
    if not _is_office(named):
        by = "" if explicit else " (named by PMR_OFFICE)"
        if named.exists() and not named.is_dir():
            raise Fault(f"{named}{by} is a file, and an office is a folder.", "Name the folder that holds its schemas.")
        illness = "has no schemas/agencies.yaml, so it is no office" if named.is_dir() else "is not a folder"
        raise Fault(f"{named}{by} {illness}.", f"Name another folder, or lay out an office with “pmr init {named}”.")
    return named.resolve()


def init_office(folder: Path) -> Path:
    """Lay out an office: schemas, settings.yaml with every choice at its default, and empty inbox and outbox.

    Everything is made aside and moved into place at the end. Nothing that exists is overwritten; what an interrupted
    one has moved already is completed.

    Raises:
        Fault: the folder holds one of these things already, or cannot be written.
    """
    import shutil

    from pmr_xl.office.settings.defaults import default_settings

    names = ("settings.yaml", *_FOLDERS, "schemas")  # schemas last: with them it is an office
    if folder.exists() and not folder.is_dir():
        raise Fault(f"{folder} is a file.", "Name a folder.")
    aside = beside(Path(os.path.abspath(folder)))  # noqa: PTH100 - “.” has a name then, and a link keeps its own
    sweep(aside.parent)
    there = [name for name in (*names, "record.sqlite") if (folder / name).exists()]
    if there and not _interrupted(folder, there):
        raise Fault(f"{folder} already holds {', '.join(there)}; nothing was changed.", "Name a new or empty folder.")
    try:
        aside.mkdir(parents=True)
        source = OfficeFolder(built_in_office()).schemas
        shutil.copytree(
            source, aside / "schemas", ignore=shutil.ignore_patterns("published", "history", "*.tmp", "__pycache__")
        )
        settings = default_settings()
        (aside / "settings.yaml").write_text(settings, encoding="utf-8")  # straight: all of it is moved into place
        for name in _FOLDERS:
            (aside / name).mkdir()
        folder.mkdir(exist_ok=True)
        for name in names:
            if name not in there:
                (aside / name).replace(folder / name)
    except OSError as error:
        raise Fault(f"{folder} cannot be written: {reason_of(error)}.", "Name a folder you may write to.") from None
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return folder.resolve()


def _interrupted(folder: Path, there: list[str]) -> bool:
    """Whether a folder holds what :func:`init_office` had moved there when interrupted, and nothing decided."""
    from pmr_xl.office.settings.defaults import default_settings

    if "schemas" in there or "record.sqlite" in there:
        return False
    settings = folder / "settings.yaml"
    return "settings.yaml" in there and (
        settings.is_file() and settings.read_text(encoding="utf-8", errors="replace") == default_settings()
    )


def _is_office(folder: Path) -> bool:
    return (folder / "schemas" / "agencies.yaml").is_file()
