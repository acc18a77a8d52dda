"""What an office of an earlier program lacks: choices that settings.yaml does not name, JSON Schemas for editors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from pmr_xl.model.fault import Fault
from pmr_xl.model.office_settings import OfficeSettings
from pmr_xl.model.quick.value_class import value_class
from pmr_xl.office.folder import OfficeFolder, built_in_office
from pmr_xl.office.settings.defaults import default_settings

_NOT_OFFERED = ("rules", "waivers", "asking")  # offered with an example each, not with a default


@value_class
class Renewed:
    """A file of an office as it is, as it is to be, and why, in words.

    Attributes:
        name: the file's, from the office folder on.
        old: its bytes; None where it is missing.
    """

    name: str
    old: bytes | None
    new: bytes
    why: str


def outdated_files(office: OfficeFolder) -> Iterator[Renewed]:
    """The files that this program would lay out otherwise. What the office decided or wrote itself is left as it is.

    Raises:
        Fault: a file cannot be read.
    """
    for source in sorted((built_in_office() / "schemas").glob("*.schema.json")):
        there, new = office.schemas / source.name, source.read_bytes()
        if (old := _bytes(there)) != new:
            yield Renewed(
                f"schemas/{source.name}", old, new, "what editors know of the files, as this program reads them"
            )
    settings = _bytes(office.settings_file)
    if settings is None:
        yield Renewed(office.settings_file.name, None, default_settings().encode(), "every choice at its default")
    elif blocks := list(_missing(settings.decode("utf-8-sig", errors="replace"))):
        added = (
            "\n# Choices that came since this file was laid out; each line is the program's own choice.\n"
            + "".join(blocks)
        )
        told = f"{len(blocks)} choice{'s' if len(blocks) > 1 else ''} that it does not name, each at its default"
        yield Renewed(office.settings_file.name, settings, settings.rstrip(b"\n") + b"\n" + added.encode(), told)


def _missing(settings: str) -> Iterator[str]:
    """The choices that a settings file does not name, not even behind a #, as a new one offers them."""
    offered = re.split(r"\n\n", default_settings())
    for one in fields(OfficeSettings):
        named = re.compile(rf"^#?\s*{one.name}:", re.MULTILINE)
        if one.name not in _NOT_OFFERED and not named.search(settings):
            yield from (f"{block}\n\n" for block in offered if named.search(block))


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Fault(f"{path} cannot be read: {error.strerror}.", "Ask for the right to read it.") from None
