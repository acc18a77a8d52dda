"""What stands in a portable folder beside Python: the files to double-click, and what is to be read first."""

from __future__ import annotations

_RUN = '"%~dp0python\\python.exe" -E -P -m pmr_xl'

READ_ME = """PMR for Windows, in a folder that needs no installation and no rights

1  Once, by whoever puts the folder on a share or a stick: double-click  Prepare once.cmd
   (Python makes ready what it would otherwise make ready at each start, and says whether all is there.)
2  Each user: close Excel, then double-click  Start PMR.cmd
   It puts the add-in into your own Excel (XLSTART in your profile), tells it that Python is in this folder, and opens
   PMR_Desk.xlsm. From then on the tab PMR is in Excel as long as the folder is where it is; if the letter of the
   stick changes, start it so again.
3  Without Excel: open a command prompt here and type  pmr --help
4  To take it away: close Excel, double-click  Remove PMR.cmd , delete the folder.

If Windows blocked the ZIP you got this in (Properties, Unblock), unblock it before unpacking. If Excel or Python is
stopped by a policy or an antivirus program:  pmr addin doctor  says by which, and what to ask IT.
CONTENTS.txt says what is in here, with versions and sizes.
"""


def commands(office: str = "") -> dict[str, str]:
    """The files to double-click, by name; every path in them begins at their own folder.

    Args:
        office: the office folder that the buttons work for, as users see it; empty keeps what each has.
    """
    for_office = f' --office "{office.replace("%", "%%")}"' if office else ""
    told = _files(for_office)
    plain = all(text.isascii() for text in told.values())  # else the command prompt is told how the file is written
    return told if plain else {name: f"@chcp 65001 >nul\n{text}" for name, text in told.items()}


def _files(for_office: str) -> dict[str, str]:
    return {
        "pmr.cmd": f"@{_RUN}{for_office} %*\n",
        "Start PMR.cmd": (
            f"@echo off\n{_RUN}{for_office} addin install\nif errorlevel 1 pause & exit /b 1\n"
            'start "" excel.exe "%~dp0PMR_Desk.xlsm"\n'
        ),
        "Remove PMR.cmd": f"@echo off\n{_RUN} addin remove\npause\n",
        "Prepare once.cmd": (
            '@echo off\n"%~dp0python\\python.exe" -E -P -m compileall -q "%~dp0python\\Lib\\site-packages"\n'
            '"%~dp0python\\python.exe" -B -E -P -m pmr_xl.excel.server rehearse\npause\n'
        ),
    }
