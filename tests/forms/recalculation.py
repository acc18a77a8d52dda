"""LibreOffice as the spreadsheet: open a workbook, recalculate everything, save it, read it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from pmr_xl.books.reader import read_book
from pmr_xl.model.sheet import Book

# Without this setting LibreOffice trusts the results saved in the file.
_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""


def recalculated(path: Path, folder: Path) -> Book:
    """The workbook at ``path`` as LibreOffice computes it; ``folder`` takes the profile and the copy."""
    user = folder / "profile" / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE, encoding="utf-8")
    done = folder / "recalculated"
    done.mkdir(exist_ok=True)
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={user.parent.as_uri()}",
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", done, path],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return read_book(done / path.name)
