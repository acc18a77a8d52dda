"""The packages that PMR needs on Windows: as wheels, downloaded by pip or brought in a folder, unpacked into place."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pmr_xl
from pmr_xl.excel.installing.bundle.embedded_python import require_within
from pmr_xl.excel.installing.bundle.markers import holds, name_of
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple

_ON_WINDOWS = ("pywin32>=224", "colorama>=0.4")  # asked for on Windows alone, which pip elsewhere does not notice
_WHEEL = re.compile(
    r"(?P<name>[^-]+)-(?P<version>[^-]+)(?:-\d[^-]*)?-(?P<python>[^-]+)-(?P<abi>[^-]+)-(?P<on>[^-]+)\.whl"
)
_LARGEST = 500_000_000  # bytes, unpacked
_PATIENCE = 1_800  # seconds


class Wheel(NamedTuple):
    """One package."""

    path: Path
    name: str
    version: str

    @property
    def key(self) -> str:
        """Its name as all spellings of it agree on."""
        return name_of(self.name)


def needed_packages() -> list[str]:
    """What PMR needs on Windows, as its working copy or its own metadata say. Raises Fault where neither is there."""
    source = Path(pmr_xl.__file__).parents[1] / "pyproject.toml"
    if source.is_file():
        return [*tomllib.loads(source.read_text(encoding="utf-8"))["project"]["dependencies"], *_ON_WINDOWS]
    try:
        told = requires("pmr_xl") or []
    except PackageNotFoundError:
        raise Fault("What PMR needs is not known: pip did not install it.", "Install it first.") from None
    return [*(one for one in told if "extra" not in one), *_ON_WINDOWS]


def download(into: Path, version: tuple[int, int]) -> None:
    """Let pip download the wheels for 64-bit Windows, from wherever pip is set up to look.

    Raises:
        Fault: there is no pip, or it did not find them all.
    """
    asked = [sys.executable, "-m", "pip", "download", "--dest", str(into), "--only-binary=:all:",
             "--platform", "win_amd64", "--implementation", "cp", "--python-version", f"{version[0]}.{version[1]}",
             "--disable-pip-version-check", "--quiet", *needed_packages()]  # fmt: skip
    try:
        done = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=_PATIENCE, errors="replace")  # noqa: S603 - pip of this very Python, with arguments of ours
    except (OSError, subprocess.TimeoutExpired) as refused:
        raise Fault(f"pip could not be run ({refused}).", "Bring the wheels in a folder: --wheels FOLDER.") from None
    if done.returncode:
        last = (done.stderr.strip() or "it says nothing").splitlines()[-1]
        raise Fault(
            f"pip did not find all packages: {last}",
            "Where there is no way to a package index, bring the wheels in a folder: --wheels FOLDER.",
        )


def list_wheels(folder: Path, python: tuple[int, int]) -> list[Wheel]:
    """The wheels of a folder that fit, by name.

    Raises:
        Fault: the folder is missing; a wheel is for another system or another Python.
    """
    if not folder.is_dir():
        raise Fault(f"{folder} is no folder.", "Name the folder that the wheels are in.")
    found = []
    for path in sorted(folder.glob("*.whl")):
        match = _WHEEL.fullmatch(path.name)
        if match is None or not _fits(match, python):
            raise Fault(
                f"{path.name} is not for 64-bit Windows and Python {python[0]}.{python[1]}.",
                f"Take it away, or bring the wheel for win_amd64 and cp{python[0]}{python[1]}.",
            )
        found.append(Wheel(path, match["name"], match["version"]))
    return found


def _fits(wheel: re.Match[str], python: tuple[int, int]) -> bool:
    if wheel["on"] not in ("any", "win_amd64"):
        return False
    tags = wheel["python"].split(".")
    if "py3" in tags or "py2" in tags:
        return True
    if "abi3" in wheel["abi"]:
        return any((3, int(tag[3:])) <= python for tag in tags if re.fullmatch(r"cp3\d+", tag))
    return f"cp{python[0]}{python[1]}" in tags


def unpack(wheels: Iterable[Wheel], python: Path) -> Path:
    """Unpack wheels as pip would install them; the folder of packages.

    Args:
        python: Python's own folder, where xlwings' libraries have their place.

    Raises:
        Fault: a wheel is damaged, or holds what leads elsewhere.
    """
    site = python / "Lib" / "site-packages"
    site.mkdir(parents=True, exist_ok=True)
    for wheel in wheels:
        try:
            with zipfile.ZipFile(wheel.path) as archive:
                require_within(archive, site, _LARGEST)
                archive.extractall(site)
        except (OSError, zipfile.BadZipFile) as damage:
            raise Fault(f"{wheel.path.name} is damaged ({damage}).", "Download it anew.") from None
    for extra in sorted(site.glob("*.data")):
        for kind, target in (("purelib", site), ("platlib", site), ("data", python)):
            if (extra / kind).is_dir():
                shutil.copytree(extra / kind, target, dirs_exist_ok=True)
        shutil.rmtree(extra)
    for library in (site / "pywin32_system32").glob("*.dll"):
        shutil.copy2(library, python / library.name)  # where Windows looks before anything else
    return site


def missing_packages(site: Path, python: tuple[int, int]) -> list[str]:
    """What the packages there need on Windows and do not find beside them: “pandas needs tzdata”."""
    there = {name_of(folder.name.partition("-")[0]): folder for folder in site.glob("*.dist-info")}
    told = [f"pmr_xl needs {name}" for one in needed_packages() if (name := name_of(one)) not in there]
    for name, folder in sorted(there.items()):
        told += [f"{name} needs {other}" for other in _asked(folder, python) if other not in there]
    return told


def _asked(folder: Path, python: tuple[int, int]) -> Iterator[str]:
    for line in (folder / "METADATA").read_text(encoding="utf-8", errors="replace").splitlines():
        if not line:
            return  # the description begins
        if line.startswith("Requires-Dist:"):
            requirement, _, marker = line.removeprefix("Requires-Dist:").partition(";")
            if holds(marker, python):
                yield name_of(requirement)
