"""An office's files as bytes and text, and as the values that were made of them before."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from pathlib import Path
from typing import TypeVar

from pmr_xl.model.fault import Fault
from pmr_xl.office.chapter_cache import from_cache
from pmr_xl.office.folder import OfficeFolder, find_office
from pmr_xl.office.shapes import Agency

Shape = TypeVar("Shape")


class FileShelf(ABC):
    """What is read of an office's files.

    Args:
        office: the office folder, or None for the one that :func:`find_office` finds.
    """

    def __init__(self, office: Path | None = None) -> None:
        self.office = OfficeFolder(find_office(office))

    @abstractmethod
    def _judged(self, shape: type[Shape], path: Path, content: bytes, agency: Agency | None = None) -> Shape:
        """A file's content as a value of ``shape``. Raises Fault where it says something that cannot be."""

    def _read(self, shape: type[Shape], path: Path, agency: Agency | None = None) -> Shape:
        content = self._bytes(path)
        extra = said_of(agency) if agency else ""
        return from_cache(shape, path, content, lambda: self._judged(shape, path, content, agency), extra)

    def _bytes(self, path: Path) -> bytes:
        try:
            content = path.read_bytes()
            return content.replace(b"\r\n", b"\n") if b"\r" in content else content  # to find none takes no time
        except FileNotFoundError:
            shown = self.office.show_path(path)
            raise Fault(
                f"{self.office.folder} has no {shown}.", "Put the file back, or import the schema table again."
            ) from None
        except OSError as error:
            if path.is_dir():
                shown = self.office.show_path(path)
                raise Fault(
                    f"{shown} is a folder, not a file.", "Take it away, or put the file in its place."
                ) from None
            raise Fault(
                f"{path} cannot be read: {error.strerror}.", "Close it where it is open and try again."
            ) from None

    def _decoded(self, path: Path, content: bytes) -> str:
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            raise Fault(
                f"{self.office.show_path(path)}, line {line} is not UTF-8.", "Save the file as UTF-8."
            ) from None


def is_there(path: Path) -> bool:
    """Whether something stands where a file may be: a folder or a link that leads nowhere is told when it is read."""
    return os.path.lexists(path)


def said_of(agency: Agency) -> str:
    """What agencies.yaml says of an agency that its chapter depends on."""
    before = (*agency.formerly, *(f"{one.code}={one.slug}" for one in agency.merged))
    return "|".join((agency.code, agency.name, *before))
