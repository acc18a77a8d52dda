"""LibreOffice as another program that opens and saves a workbook."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from engine_libreoffice.process import shared, why_not

# Without this setting LibreOffice trusts the results saved in the file.
_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""


def converted(sources: Path | Sequence[Path], folder: Path, kind: str = "xlsx", *, recalculate: bool = False) -> None:
    """Have LibreOffice save workbooks as ``kind`` (an extension, or ``extension:filter``) into ``folder``.

    The one that runs for this process is asked, where Python can speak with it.
    """
    every = [sources] if isinstance(sources, Path) else list(sources)
    if why_not():
        _asked(_profile(recalculate=recalculate).as_uri(), every, folder, kind)
        return
    running = shared()
    with nullcontext() if recalculate else running.trusting():
        _asked(running.profile, every, folder, kind)


def _asked(profile: str, sources: Sequence[Path], folder: Path, kind: str) -> None:
    place = f"-env:UserInstallation={profile}"
    command = ["soffice", "--headless", place, "--convert-to", kind, "--outdir", folder, *sources]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    missing = [one.name for one in sources if not (folder / f"{one.stem}.{kind.partition(':')[0]}").is_file()]
    assert not missing, f"LibreOffice did not save {missing} as {kind}"


def _profile(*, recalculate: bool) -> Path:
    """Beside the run's own cache. Making a profile costs more than opening a workbook with one that is there."""
    profile = Path(os.environ["PMR_CACHE"]).parent / ("recalculating" if recalculate else "trusting")
    if recalculate and not profile.exists():
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE, encoding="utf-8")
    return profile
