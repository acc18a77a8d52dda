"""What Windows' registry says of Excel and of what the office forbids. Tests make up their own."""

from __future__ import annotations

import importlib
import sys
from typing import Any

from pmr_xl.model.quick.named import NamedTuple

ASR_CHILDREN = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"  # “Block all Office applications from creating child processes”
_ASR = r"Software\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
_OFFICE = r"Software\{0}Microsoft\Office\16.0\Excel\Security"
_RESILIENCY = r"Software\Microsoft\Office\16.0\Excel\Resiliency\DisabledItems"
_CLICK_TO_RUN = r"Software\Microsoft\Office\ClickToRun\Configuration"
_INSTALLED = r"Software\Microsoft\Office\16.0\Excel\InstallRoot"
_BLOCKS, _ALL_OFF, _ONLY_SIGNED = "1", 4, 3


class RegistryValue(NamedTuple):
    """Something in the registry that stands in the way, and what to ask for."""

    what: str
    remedy: str


class Registry:
    """The registry of this computer and user; ``value`` and ``values`` are all that is asked of it."""

    def value(self, key: str, name: str) -> Any:
        """The value of that name, the computer's before the user's; None where there is none."""
        return self.values(key).get(name.casefold())

    def values(self, key: str) -> dict[str, Any]:
        """All values of a key by their names in lower case; none where there is no such key."""
        found: dict[str, Any] = {}
        if sys.platform != "win32":
            return found
        winreg: Any = importlib.import_module("winreg")
        for root in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):
            try:
                with winreg.OpenKey(root, key) as opened:
                    listed = [winreg.EnumValue(opened, place) for place in range(winreg.QueryInfoKey(opened)[1])]
            except OSError:
                continue
            found |= {name.casefold(): value for name, value, _ in listed}
        return found

    @property
    def excel_folder(self) -> str:
        """Where Excel is installed; empty where nobody says."""
        return str(self.value(_INSTALLED, "Path") or "")

    @property
    def excel_bits(self) -> int:
        """32 or 64; 64 where nobody says."""
        return 32 if str(self.value(_CLICK_TO_RUN, "Platform") or "").casefold() == "x86" else 64

    def in_the_way(self, addin: str) -> list[RegistryValue]:
        """Policies and settings that keep the add-in from working.

        Args:
            addin: its file name.
        """
        return [*self._children(), *self._macros(), *self._disabled(addin), *self._store()]

    def _children(self) -> list[RegistryValue]:
        if str(self.value(_ASR, ASR_CHILDREN)) != _BLOCKS:
            return []
        return [
            RegistryValue(
                "A policy keeps Office from starting other programs, and Excel has to start Python.",
                f"Ask IT to except this Python from the attack surface reduction rule {ASR_CHILDREN}.",
            )
        ]

    def _security(self, name: str, folder: str = "") -> Any:
        kinds = [self.value(_OFFICE.format(kind) + folder, name) for kind in ("Policies\\", "")]
        return next((value for value in kinds if value is not None), None)

    def _macros(self) -> list[RegistryValue]:
        found = []
        warnings = self._security("VBAWarnings")
        if warnings in (_ALL_OFF, _ONLY_SIGNED):
            only = "all macros are off" if warnings == _ALL_OFF else "only signed macros run"
            found.append(
                RegistryValue(f"In Excel {only}.", "Ask IT to trust XLSTART, or to sign PMR.xlam for your office.")
            )
        if self._security("AllLocationsDisabled", r"\Trusted Locations") == 1:
            found.append(
                RegistryValue("All trusted locations are off.", "Ask IT to allow XLSTART, or to sign PMR.xlam.")
            )
        return found

    def _disabled(self, addin: str) -> list[RegistryValue]:
        wanted = addin.casefold()
        items = [value for value in self.values(_RESILIENCY).values() if isinstance(value, bytes)]
        if not any(wanted in item.decode("utf-16-le", "ignore").casefold() for item in items):
            return []
        return [
            RegistryValue(
                "Excel has put the add-in on its list of disabled items.", "File, Options, Add-ins, Disabled Items."
            )
        ]

    def _store(self) -> list[RegistryValue]:
        if "windowsapps" not in self.excel_folder.casefold():
            return []
        return [
            RegistryValue("This Excel is from the Microsoft Store.", "Ask IT for the Excel that office.com installs.")
        ]
