"""The command line as a process runs it, in this process: to start another takes longer than most of what is asked."""

from __future__ import annotations

import io
import subprocess
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from pmr_xl.cli import main


def run(*asked: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """What a finished process would have left."""
    words, said, told = [*map(str, asked)], io.StringIO(), io.StringIO()
    with chdir(cwd or Path.cwd()), redirect_stdout(said), redirect_stderr(told), pytest.raises(SystemExit) as left:
        main(words)
    return subprocess.CompletedProcess(words, int(str(left.value)), said.getvalue(), told.getvalue())
