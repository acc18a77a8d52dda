"""Makes the portable folder: checked, unpacked, complete, put in its place whole."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pmr_xl
from pmr_xl.excel.installing.addin import shipped_addin
from pmr_xl.excel.installing.bundle import embedded_python, scripts, wheels
from pmr_xl.excel.installing.bundle.embedded_python import EmbeddedPython
from pmr_xl.excel.installing.bundle.wheels import Wheel
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.version import __version__

_SHELVES = ("schemas", "workbooks")
_NOT_TAKEN = shutil.ignore_patterns("__pycache__", "*.pyc", ".*", "~*")
_FOR_USERS = ("PMR.xlam", "PMR_Desk.xlsm", "functions.xlsx")


class Bundle(NamedTuple):
    """What was made.

    Attributes:
        contents: what is in it, with its size in bytes.
    """

    folder: Path
    python: EmbeddedPython
    contents: tuple[tuple[str, int], ...]

    @property
    def size(self) -> int:
        """Bytes altogether."""
        return sum(size for _, size in self.contents)


def bundle(into: Path, python: Path, *, sha256: str = "", brought: Path | None = None, office: str = "") -> Bundle:
    """Make the folder ``into``.

    Args:
        python: the ZIP of the embeddable CPython that IT downloaded.
        sha256: its SHA-256, where PMR does not know it.
        brought: a folder of wheels; None lets pip download them.
        office: the office folder as users see it.

    Raises:
        Fault: the ZIP is another, a package is missing, or the folder is there already; nothing is half-made.
    """
    checked = embedded_python.verified_zip(python, sha256)
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise Fault(f"{into} is there already.", "Name a folder that is not, or is empty.")
    into.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".pmr_bundle_", dir=into.parent, ignore_cleanup_errors=True) as aside:
        made = Path(aside) / "made"
        contents = tuple(_filled(made, checked, _wheels(Path(aside), checked, brought), office))
        if into.exists():
            into.rmdir()
        made.rename(into)
    return Bundle(into, checked, contents)


def _wheels(aside: Path, python: EmbeddedPython, brought: Path | None) -> list[Wheel]:
    if brought is not None:
        return wheels.list_wheels(brought, python.version)
    folder = aside / "wheels"
    folder.mkdir()
    wheels.download(folder, python.version)
    return wheels.list_wheels(folder, python.version)


def _filled(made: Path, python: EmbeddedPython, found: list[Wheel], office: str) -> Iterator[tuple[str, int]]:
    """Fill the folder; what is in it, part by part, with its size."""
    home = made / "python"
    home.mkdir(parents=True)
    embedded_python.unpack(python, home)
    contents = [(f"Python {python.known or '.'.join(map(str, python.version))}", _size(home))]
    for wheel in found:
        before = _size(home)
        site = wheels.unpack([wheel], home)
        contents.append((f"{wheel.name} {wheel.version}", _size(home) - before))
    site = home / "Lib" / "site-packages"
    if lacking := wheels.missing_packages(site, python.version):
        raise Fault(f"The folder would not be complete: {'; '.join(lacking[:5])}.", "Bring these wheels too.")
    before = _size(home)
    _own_code(site)
    contents.append((f"pmr_xl {__version__}", _size(home) - before))
    for name in _FOR_USERS:
        shutil.copy2(shipped_addin().with_name(name), made / name)
    for name, text in scripts.commands(office).items():
        _write(made / name, text)
    _write(made / "READ_ME_FIRST.txt", scripts.READ_ME)
    contents.append(("add-in, desk and files to double-click", _size(made) - _size(home)))
    lines = [f"PMR {__version__}, portable, for 64-bit Windows", f"Python ZIP: SHA-256 {python.sha256}", ""]
    lines += [f"{size:>13,}  {what}" for what, size in contents]
    lines += [f"{sum(size for _, size in contents):>13,}  bytes altogether", ""]
    _write(made / "CONTENTS.txt", "\n".join(lines))
    return iter(contents)


def _write(path: Path, text: str) -> None:
    """A text with the line ends of Windows."""
    path.write_bytes(text.replace("\n", "\r\n").encode())  # straight: the whole folder is moved into its place


def _own_code(site: Path) -> None:
    """PMR itself, with the schemas and workbooks that travel with it."""
    package = Path(pmr_xl.__file__).parent
    target = site / "pmr_xl"
    shutil.copytree(package, target, ignore=_NOT_TAKEN)
    if not (target / "shipped").is_dir():  # a working copy has them beside the package
        for shelf in _SHELVES:
            shutil.copytree(package.parent / shelf, target / "shipped" / shelf, ignore=_NOT_TAKEN)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
