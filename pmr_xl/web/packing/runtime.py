"""The runtime: CPython in WebAssembly, from the npm package ``pyodide``, without what the core never loads."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import BadZipFile, ZipFile

from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.web.packing.archive import gzip_bytes, pack_files

VERSION = "314.0.7"
SHA256 = "66b7949e5a0cba2250b586d7e368bf12fb482800748d182c4618254b685ffaa0"
_BY_HAND = f"Fetch it on another computer with “npm pack pyodide@{VERSION}” and name the file with --runtime."
_PATIENCE = 300  # seconds
_PARTS = {"loader.mjs": "pyodide.mjs", "machine.mjs": "pyodide.asm.mjs", "machine.wasm": "pyodide.asm.wasm"}
# Of Python's own library: networks, processes, windows, tools for programmers. Encodings stay: sheets come in any.
_NOT_LOADED = (
    "_pyrepl", "bdb", "cmd.", "code.", "compileall", "configparser", "cProfile", "ctypes/", "curses",
    "doctest", "ensurepip", "fileinput", "ftplib", "http/client", "http/server", "http/cookie", "idlelib", "imaplib",
    "lib2to3", "mailbox", "modulefinder", "multiprocessing", "netrc", "optparse", "pdb", "pickletools", "plistlib",
    "poplib", "profile", "profiling", "pstats", "pyclbr", "pydoc", "pydoc_data", "sched", "smtplib", "socketserver",
    "ssl", "symtable", "tabnanny", "tarfile", "timeit", "tomllib", "trace.", "tracemalloc", "turtle",
    "unittest", "venv", "wave", "webbrowser", "wsgiref", "xmlrpc", "zipapp", "_aix", "_osx",
    "email/_header", "email/headerregistry", "email/mime", "xml/sax", "xml/dom", "xml/etree",
)  # fmt: skip


class Runtime(NamedTuple):
    """The runtime's files as the page asks for them, and what its loader has to be told of the machine."""

    parts: dict[str, bytes]
    info: dict[str, str]


def runtime(archive: Path | None) -> Runtime:
    """The runtime, packed: loader, machine, Python's library.

    Args:
        archive: the npm package as a file; None fetches it.

    Raises:
        Fault: it cannot be fetched or read, or is not the one whose hash is known.
    """
    content = _content(archive)
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise Fault(
            f"{archive or 'What npm brought'} is not pyodide {VERSION} as published: its SHA-256 is another one.",
            _BY_HAND,
        )
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:gz") as package:

        def part(name: str) -> bytes:
            file = package.extractfile(f"package/{name}")
            return b"" if file is None else file.read()

        parts = {f"{ours}.pack": gzip_bytes(part(theirs)) for ours, theirs in _PARTS.items()}
        parts["library.zip.pack"] = library(part("python_stdlib.zip"))
        return Runtime(parts, json.loads(part("pyodide-lock.json"))["info"])


def library(archive: bytes) -> bytes:
    """Python's library without what the core never loads.

    Raises:
        Fault: it is no zip.
    """
    try:
        with ZipFile(io.BytesIO(archive)) as whole:
            return pack_files({name: whole.read(name) for name in whole.namelist() if _needed(name)})
    except BadZipFile:
        raise Fault("The runtime's library is no zip.", "Fetch the package again.") from None


def _needed(name: str) -> bool:
    return not name.endswith("/") and not name.startswith(_NOT_LOADED)


def _content(archive: Path | None) -> bytes:
    if archive is None:
        with TemporaryDirectory() as room:
            return _read(_fetched(Path(room)))
    return _read(archive)


def _read(archive: Path) -> bytes:
    try:
        return archive.read_bytes()
    except OSError as refused:
        raise Fault(
            f"{archive} cannot be read: {refused.strerror}.", f"Name another file with --runtime. {_BY_HAND}"
        ) from None


def _fetched(room: Path) -> Path:
    """The package, fetched by npm from wherever this computer's npm gets its packages."""
    npm = shutil.which("npm")
    if npm is None:
        raise Fault("The runtime is fetched with npm, which is not installed here.", _BY_HAND)
    order = [npm, "pack", f"pyodide@{VERSION}", "--silent", "--pack-destination", str(room)]
    told = subprocess.run(order, capture_output=True, text=True, timeout=_PATIENCE, check=False)  # noqa: S603 - our words
    archive = room / f"pyodide-{VERSION}.tgz"
    if told.returncode or not archive.is_file():
        said = (told.stderr.strip().splitlines() or ["it gave no reason"])[0]
        raise Fault(f"npm could not fetch pyodide {VERSION}: {said}.", _BY_HAND)
    return archive
