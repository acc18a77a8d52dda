"""LibreOffice as another program that opens and saves a workbook. One profile serves a whole run of the tests."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

# Without this setting LibreOffice trusts the results saved in the file.
_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""


def converted(sources: Path | Sequence[Path], folder: Path, kind: str = "xlsx", *, recalculate: bool = False) -> None:
    """Have LibreOffice save workbooks as ``kind`` (an extension, or ``extension:filter``) into ``folder``."""
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={_profile(recalculate=recalculate).as_uri()}",
         "--convert-to", kind, "--outdir", folder, *([sources] if isinstance(sources, Path) else sources)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip


def _profile(*, recalculate: bool) -> Path:
    """Beside the run's own cache. Making a profile costs more than opening a workbook with one that is there."""
    profile = Path(os.environ["PMR_CACHE"]).parent / ("recalculating" if recalculate else "trusting")
    if recalculate and not profile.exists():
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE, encoding="utf-8")
    return profile
