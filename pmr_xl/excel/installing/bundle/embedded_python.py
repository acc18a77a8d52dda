"""The embeddable CPython that an office's IT downloaded: known by its SHA-256, then unpacked."""

from __future__ import annotations

import hashlib
import re
import zipfile
from pathlib import Path

from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple

# The “Windows embeddable package (64-bit)” of python.org by SHA-256.
KNOWN = {
    "009d6bf7e3b2ddca3d784fa09f90fe54336d5b60f0e0f305c37f400bf83cfd3b": "3.11.9",
    "4acbed6dd1c744b0376e3b1cf57ce906f9dc9e95e68824584c8099a63025a3c3": "3.12.10",
    "7d2650fd9d1b9d002d4a315d5f354247fd6a44f30517c7ef577b08f57a0fb6d9": "3.13.5",
}
WHERE = "python.org, Downloads, Windows, “Windows embeddable package (64-bit)”"
_LEAST = (3, 11)
_PATHS = re.compile(r"python(\d)(\d+)\._pth")
_LARGEST = 200_000_000  # bytes, unpacked


class EmbeddedPython(NamedTuple):
    """One ZIP, checked.

    Attributes:
        version: its two first numbers, by the name of its file of paths.
        known: the release it is, where the list above has it; else its SHA-256 was given by whoever asked.
    """

    path: Path
    version: tuple[int, int]
    sha256: str
    known: str = ""

    @property
    def tag(self) -> str:
        """As its files are named: ``312``."""
        return f"{self.version[0]}{self.version[1]}"


def verified_zip(path: Path, sha256: str = "") -> EmbeddedPython:
    """The ZIP, where it is what it is said to be.

    Args:
        sha256: what python.org says of it, for a release that is not in the list.

    Raises:
        Fault: it is not there, is another file, or is no embeddable Python of 3.11 or later.
    """
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as refused:
        raise Fault(f"{path} cannot be read ({refused.strerror}).", f"Download it: {WHERE}.") from None
    wanted = sha256.strip().lower()
    if wanted and found != wanted:
        raise Fault(
            f"{path.name} has SHA-256 {found}, not {wanted}.",
            f"It is another file, or damaged: download it anew, {WHERE}.",
        )
    if not wanted and found not in KNOWN:
        raise Fault(
            f"{path.name} (SHA-256 {found}) is none of the Pythons that PMR knows: {', '.join(KNOWN.values())}.",
            "If it is a later one, compare this number with the one python.org states for it, and give it: --sha256.",
        )
    return EmbeddedPython(path, _version(path), found, KNOWN.get(found, ""))


def _version(path: Path) -> tuple[int, int]:
    wrong = Fault(f"{path.name} is no embeddable Python for Windows.", f"Download it: {WHERE}.")
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (OSError, zipfile.BadZipFile):
        raise wrong from None
    found = next((match for name in names if (match := _PATHS.fullmatch(name))), None)
    if found is None or "python.exe" not in names:
        raise wrong
    version = int(found[1]), int(found[2])
    if version < _LEAST:
        raise Fault(f"{path.name} is Python {version[0]}.{version[1]}.", "PMR needs 3.11 or later.")
    return version


def unpack(python: EmbeddedPython, folder: Path) -> None:
    """Unpack it and say where its packages are: beside it, wherever the folder is. Nothing else is ever looked at.

    Raises:
        Fault: a name in it leads out of the folder, or it is too large to be what it says.
    """
    with zipfile.ZipFile(python.path) as archive:
        require_within(archive, folder, _LARGEST)
        archive.extractall(folder)
    lines = [f"python{python.tag}.zip", ".", *(f"Lib\\site-packages{more}" for more in PACKAGES)]
    said = "\r\n".join([*lines, ""]).encode("ascii")
    (folder / f"python{python.tag}._pth").write_bytes(said)  # straight: the whole folder is moved into its place


# pywin32 puts its modules into folders of their own; the file it would say so by is read by no embeddable Python.
PACKAGES = ("", "\\win32", "\\win32\\lib", "\\pythonwin")


def require_within(archive: zipfile.ZipFile, folder: Path, largest: int) -> None:
    """See that an archive unpacks into ``folder`` alone, and to no more than ``largest`` bytes. Raises Fault."""
    root = folder.resolve()
    for entry in archive.infolist():
        if not (root / entry.filename).resolve().is_relative_to(root):
            raise Fault(
                f"{archive.filename} holds a file that would leave its folder: {entry.filename}.", "Do not use it."
            )
    if (size := sum(entry.file_size for entry in archive.infolist())) > largest:
        raise Fault(f"{archive.filename} would unpack to {size:,} bytes.", "Do not use it.")
