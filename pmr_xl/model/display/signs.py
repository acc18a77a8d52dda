"""Signs that are none, or that lead the eye astray: made whole where a text comes in, drawn where it is shown."""

from __future__ import annotations

HALF = "\ufffd"  # stands for half a sign: a surrogate without its other half, which no file can hold
_KEPT = "\t\n\r"
# Control signs as their pictures (␛), so that a terminal, a log or a dialog cannot be led by them.
_CONTROLS = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in _KEPT} | {0x7F: "\u2421"}
_CONTROLS |= dict.fromkeys(range(0x80, 0xA0), HALF)
_HALVES = dict.fromkeys(range(0xD800, 0xE000), HALF)
# What turns the order of letters round, or marks it: a name can show as another by it.
_ORDER = {
    0x202A: "⟨left to right⟩", 0x202B: "⟨right to left⟩", 0x202C: "⟨end of order⟩", 0x202D: "⟨left to right⟩",
    0x202E: "⟨right to left⟩", 0x2066: "⟨left to right⟩", 0x2067: "⟨right to left⟩", 0x2068: "⟨own order⟩",
    0x2069: "⟨end of order⟩", 0x200E: "⟨left to right⟩", 0x200F: "⟨right to left⟩", 0x061C: "⟨right to left⟩",
}  # fmt: skip
_WHOLE = _CONTROLS | _HALVES
_DRAWN = _WHOLE | _ORDER


def made_whole(text: str) -> str:
    """A text as it is kept: half signs and control signs replaced, so that it can be stored, shown and encoded."""
    return text if text.isprintable() else text.translate(_WHOLE)


def safely_shown(text: str) -> str:
    """A text as it is shown on a terminal, in a log or a dialog: what steers it is drawn; line ends and tabs stay."""
    return text if text.isprintable() else text.translate(_DRAWN)
