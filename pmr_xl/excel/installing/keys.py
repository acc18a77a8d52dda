"""Keys for the buttons: none until somebody chooses one, and never one of Excel's own."""

from __future__ import annotations

from collections.abc import Iterable

from pmr_xl.excel.installing.machine import Machine
from pmr_xl.excel.settings import read_settings, write_settings
from pmr_xl.model.fault import Fault

SETTING = "KEYS"  # next_finding=^+j;recheck_row=^+k, as Excel's OnKey writes them
EXCELS_OWN = frozenset("AFGLOPTUV")  # with Ctrl and Shift: arguments, font, statistics, filter, comments, formula bar …
_BOTH = "CTRL+SHIFT+"
_CODE = "^+"


def keys(machine: Machine | None = None) -> dict[str, str]:
    """The keys that are set, button by button, as a person writes them: ``Ctrl+Shift+J``."""
    told = read_settings((machine or Machine()).in_use.settings).get(SETTING, "")
    pairs = (one.partition("=") for one in told.split(";") if "=" in one)
    return {button: f"Ctrl+Shift+{code.removeprefix(_CODE).upper()}" for button, _, code in pairs}


def set_keys(wanted: Iterable[str], machine: Machine | None = None) -> dict[str, str]:
    """Set keys, or with nothing behind the ``=`` take them off; what is set afterwards.

    Args:
        wanted: ``next_finding=Ctrl+Shift+J`` each.

    Raises:
        Fault: there is no such button; the key is one of Excel's own, set for another button, or of another kind.
    """
    machine = (machine or Machine()).in_use
    now = keys(machine)
    for one in wanted:
        button, _, key = one.partition("=")
        _must_be_there(button)
        now.pop(button, None)
        if key.strip():
            now[button] = f"Ctrl+Shift+{_letter(key, now)}"
    told = ";".join(f"{button}={_CODE}{key[-1].lower()}" for button, key in sorted(now.items()))
    settings = read_settings(machine.settings)
    settings.pop(SETTING, None)
    write_settings(settings | ({SETTING: told} if told else {}), machine.settings)
    return now


def _must_be_there(button: str) -> None:
    from pmr_xl.excel import buttons
    from pmr_xl.excel.ribbon.button import BUTTONS

    there = sorted(name for name in BUTTONS if hasattr(buttons, name))
    if button not in there:
        raise Fault(f"There is no button {button or '…'}.", f"Name one of {', '.join(there)}.")


def _letter(key: str, taken: dict[str, str]) -> str:
    plain = key.upper().replace(" ", "")
    letter = plain.removeprefix(_BOTH)
    if not plain.startswith(_BOTH) or len(letter) != 1 or not ("A" <= letter <= "Z"):
        raise Fault(f"{key.strip()} cannot be set.", "Choose Ctrl+Shift and a letter, such as Ctrl+Shift+J.")
    if letter in EXCELS_OWN:
        raise Fault(f"Ctrl+Shift+{letter} is Excel's own.", "Choose another letter, such as J or K.")
    other = next((button for button, used in taken.items() if used[-1] == letter), None)
    if other is not None:
        raise Fault(f"Ctrl+Shift+{letter} is set for {other}.", "Choose another letter.")
    return letter
