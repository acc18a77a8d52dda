"""The page's program in Node: one process for many workbooks, since the start of the runtime is the dear part."""

from __future__ import annotations

import atexit
import base64
import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from pmr_xl.desk.desk import Desk
from pmr_xl.web.packing.bundle import loads
from pmr_xl.web.packing.runtime import runtime

PROJECT = Path(__file__).parents[2]
RUNTIME = os.environ.get("PMR_PYODIDE", "")
needs_runtime = pytest.mark.skipif(
    not (RUNTIME and shutil.which("node")), reason="PMR_PYODIDE names no npm package of pyodide, or node is not here"
)


@cache
def parts(office: Path | None = None) -> Path:
    """A folder with everything the page of an office loads; None for the built-in one."""
    folder = Path(mkdtemp(prefix="pmr-page-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    machine = runtime(Path(RUNTIME))
    for name, content in loads(Desk(office or PROJECT), machine.parts).items():
        (folder / name).write_bytes(content)
    (folder / "info.json").write_text(json.dumps(machine.info))
    return folder


def asked(requests: Sequence[Sequence[Any]], room: Path, office: Path | None = None) -> list[dict[str, Any]]:
    """What the page answers to requests, each a method of the bridge and its values; a Path is that file's bytes.

    Of the answers ``times`` in milliseconds stand in the last: the start first, then each request's end.
    """
    listed = [[{"file": str(one)} if isinstance(one, Path) else one for one in request] for request in requests]
    order = room / "requests.json"
    order.write_text(json.dumps(listed), encoding="utf-8")
    driver, worker = PROJECT / "tests" / "web" / "runtime.mjs", PROJECT / "pmr_xl" / "web" / "page" / "worker.js"
    done = subprocess.run(
        ["node", str(driver), str(parts(office)), str(worker), str(order)],
        capture_output=True, text=True, timeout=900, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads((room / "requests.json.answers.json").read_text(encoding="utf-8"))
    return [*told["answers"], {"times": told["times"]}]


def content(told: dict[str, Any]) -> bytes:
    """The bytes of a file that was answered."""
    return base64.b64decode(told["bytes"])
