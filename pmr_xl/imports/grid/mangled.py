"""Text whose encoding was lost: UTF-8 that some program read as Windows-1252, Latin-1 or Mac Roman and saved so.

``★`` is then three letters (``â˜…``). Nothing is guessed back: the file is refused, with the way to save it whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.pattern import pattern

_LOST = "\ufffd"  # what programs put for a letter they cannot read
_RUN = pattern(r"[^\x00-\x7f]{2,}")
_WRONG = ("cp1252", "latin-1", "mac_roman")


def refuse_mangled(name: str, text: str) -> None:
    """Refuse a text that was decoded wrongly before it was saved.

    Args:
        name: the file's, for the message.

    Raises:
        Fault: names the line, and what stands there for what.
    """
    if text.isascii():
        return
    for number, line in enumerate(text.splitlines(), 1):
        if _LOST in line:
            raise Fault(
                f"{name}, line {number}: a letter was lost before the file came here (“{_around(line, _LOST)}”).",
                "Export the table again as CSV UTF-8 and import that; a lost letter cannot be brought back.",
            )
        for run in _runs(line):
            if meant := _meant(run):
                raise Fault(
                    f"{name}, line {number}: “{run}” stands there for “{meant}”: a program opened the table in the "
                    "wrong encoding and saved it so.",
                    "Import the original file, or open it in Excel by Data › From Text/CSV with file origin "
                    "“65001: Unicode (UTF-8)” and save that as CSV UTF-8.",
                )


def _runs(line: str) -> Iterator[str]:
    return () if line.isascii() else (found[0] for found in _RUN.finditer(line))  # type: ignore[return-value]


def _meant(run: str) -> str:
    """What a run of letters was before it was decoded wrongly; empty where it makes sense as it is."""
    for encoding in _WRONG:
        try:
            return b"".join(_byte(sign, encoding) for sign in run).decode("utf-8")
        except UnicodeError:
            continue
    return ""


def _byte(sign: str, encoding: str) -> bytes:
    # Five bytes mean nothing in Windows-1252; programs keep them as control characters.
    return sign.encode("latin-1") if "\x80" <= sign <= "\x9f" else sign.encode(encoding)


def _around(line: str, sign: str) -> str:
    at = line.index(sign)
    return line[max(0, at - 12) : at + 12].strip()
