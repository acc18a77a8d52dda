"""The page as ``pmr web`` makes it, on a host of this computer, and opened in a Chromium by a driver."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from click.testing import CliRunner
from page_runtime import PROJECT, RUNTIME, needs_runtime

from pmr_xl.cli.commands import pmr

MODULES = os.environ.get("PMR_NODE_MODULES", "")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
needs_browser = [
    needs_runtime,
    pytest.mark.skipif(
        not (MODULES and (Path(MODULES) / "playwright-core").is_dir() and (Path(MODULES) / "axe-core").is_dir()),
        reason="PMR_NODE_MODULES names no folder with playwright-core and axe-core",
    ),
    pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium here"),
]


class Quiet(SimpleHTTPRequestHandler):
    """A host that keeps no log."""

    def log_message(self, *_words: object) -> None:
        """Nothing on the screen."""


@cache
def made_pages() -> Path:
    """The folder that ``pmr web`` makes for the project's own office, with the pane."""
    room = Path(mkdtemp(prefix="pmr-pages-"))
    atexit.register(shutil.rmtree, room, ignore_errors=True)
    order = ["web", "--into", room / "page", "--runtime", RUNTIME, "--pane", "https://pmr.example.gov/check/"]
    done = CliRunner().invoke(pmr, ["--office", str(PROJECT), *map(str, order)])
    assert done.exit_code == 0, (done.output, done.exception)
    return room / "page"


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """The address of a host that hands out a folder, while it is needed."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


def driven(driver: str, *words: object) -> dict[str, Any]:
    """What a driver of tests/web saw."""
    order = ["node", str(PROJECT / "tests" / "web" / driver), MODULES, CHROMIUM, *map(str, words)]
    done = subprocess.run(order, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    told: dict[str, Any] = json.loads(done.stdout)
    return told
