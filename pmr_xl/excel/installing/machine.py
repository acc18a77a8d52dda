"""The computer the add-in is installed on: where Excel looks, and what stands in the way. Tests make one up."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path, PureWindowsPath

from pmr_xl.build.xlwings_part import PROJECT, xlwings_folder
from pmr_xl.excel.installing.registry import Registry

WINDOWS, MAC = "win32", "darwin"
ADDIN = "PMR.xlam"


@dataclass(frozen=True)
class Machine:
    """One computer, as its user sees it.

    Attributes:
        system: ``win32``, ``darwin`` or another.
        home: the user's own folder.
        roaming: ``%APPDATA%`` on Windows.
        interpreter: the Python that pmr_xl is installed in.
        prefix: its folder, where xlwings puts its DLL.
        registry: what Windows says of Excel.
        program_data: ``%PROGRAMDATA%`` on Windows.
        everyone: the add-in and its settings are those for all users of the computer.
    """

    system: str = sys.platform
    home: Path = field(default_factory=lambda: Path(os.environ.get("USERPROFILE") or Path.home()))
    roaming: Path | None = field(
        default_factory=lambda: Path(os.environ["APPDATA"]) if "APPDATA" in os.environ else None
    )
    interpreter: Path = field(default_factory=lambda: Path(sys.executable))
    prefix: Path = field(default_factory=lambda: Path(sys.prefix))
    registry: Registry = field(default_factory=Registry)
    program_data: Path | None = field(
        default_factory=lambda: Path(os.environ["PROGRAMDATA"]) if "PROGRAMDATA" in os.environ else None
    )
    everyone: bool = False

    @property
    def has_excel(self) -> bool:
        """Excel with macros exists for this system at all."""
        return self.system in (WINDOWS, MAC)

    @property
    def startup(self) -> Path:
        """The folder whose add-ins Excel loads and trusts; one of Excel's own trusted locations."""
        if self.system == MAC:
            office = self.home / "Library/Group Containers/UBF8T346G9.Office/User Content.localized"
            return office / "Startup.localized" / "Excel"
        if self.everyone:
            return Path(self.registry.excel_folder) / "XLSTART"
        return (self.roaming or self.home / "AppData" / "Roaming") / "Microsoft" / "Excel" / "XLSTART"

    @property
    def addin(self) -> Path:
        """Where the add-in is put."""
        return self.startup / ADDIN

    @property
    def settings(self) -> Path:
        """The settings file xlwings' VBA reads."""
        if self.system == MAC:
            return self.home / "Library/Containers/com.microsoft.Excel/Data" / f"{PROJECT}.conf"
        if self.everyone and self.program_data is not None:
            return self.program_data / PROJECT / f"{PROJECT}.conf"
        return self.home / f".{PROJECT}" / f"{PROJECT}.conf"

    @property
    def for_everyone(self) -> Machine | None:
        """The same computer with what all its users share; None where Excel has no such folder that we know."""
        if self.system != WINDOWS or self.program_data is None or not self.registry.excel_folder:
            return None
        return replace(self, everyone=True)

    @property
    def in_use(self) -> Machine:
        """With the user's own add-in, or the one for everybody where only that is there."""
        shared = None if self.addin.is_file() else self.for_everyone
        return shared if shared is not None and shared.addin.is_file() else self

    @property
    def script(self) -> tuple[Path, Path]:
        """On a Mac, the script Excel runs Python by: where xlwings brings it, and where Excel looks for it."""
        from importlib.metadata import version

        name = f"xlwings-{version('xlwings')}.applescript"
        return xlwings_folder() / name, self.home / "Library/Application Scripts/com.microsoft.Excel" / name

    @property
    def dll(self) -> Path:
        """On Windows, the library the functions and the warm click go through."""
        from importlib.metadata import version

        return self.prefix / f"xlwings{self.registry.excel_bits}-{version('xlwings')}.dll"

    @property
    def has_com(self) -> bool:
        """The package that speaks with Excel is installed (pywin32, on a Mac appscript)."""
        return find_spec("win32com" if self.system == WINDOWS else "appscript") is not None

    @property
    def is_conda(self) -> bool:
        """This Python is conda's: started without its activation it may miss libraries of its own."""
        return (self.prefix / "conda-meta").is_dir()

    @property
    def from_store(self) -> bool:
        """This Python came from the Microsoft Store, whose folders Excel may not enter."""
        return "windowsapps" in str(self.interpreter).casefold()

    @property
    def on_network(self) -> bool:
        """This Python is on a network share."""
        return PureWindowsPath(str(self.interpreter)).drive.startswith("\\\\")

    @property
    def portable(self) -> bool:
        """This Python is the embeddable one of a portable folder (``pmr bundle``), made to be used from where it is."""
        return any(self.prefix.glob("python3*._pth"))

    @property
    def in_cloud(self) -> bool:
        """This Python is in a folder that a cloud service moves about."""
        return any(part.casefold().startswith(("onedrive", "dropbox")) for part in self.interpreter.parts)
