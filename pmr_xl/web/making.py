"""Makes the pages of their parts: one file that opens anywhere, the same as a folder for a host, and Excel's pane."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from pmr_xl.desk.desk import Desk
from pmr_xl.desk.writing import make_folder, write_bytes
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.version import __version__
from pmr_xl.web.packing.bundle import loads
from pmr_xl.web.packing.runtime import runtime as the_runtime
from pmr_xl.web.page_text import HOSTED, INSIDE, PAGE, fill_template, page, page_of_pane
from pmr_xl.web.pane.icons import icons
from pmr_xl.web.pane.manifest import Pane, manifest

SINGLE = "PMR_check.html"
SITE = "site"
MANIFEST = "manifest.xml"


class Made(NamedTuple):
    """The one file, the folder for a host, and how many bytes a browser loads for each."""

    single: Path
    site: Path
    single_bytes: int
    site_bytes: int


def make_pages(desk: Desk, into: Path, runtime: Path | None = None, pane: Pane | None = None) -> Made:
    """Write them, with the hashes of everything beside them.

    Args:
        into: a folder, made where there is none.
        runtime: the npm package of the runtime as a file; fetched where None.
        pane: where the folder will stand, for Excel's pane; None makes none.

    Raises:
        Fault: the runtime cannot be had, a schema cannot be read, or the folder cannot be written or holds
            other things.
    """
    _must_be_ours(into)
    machine = the_runtime(runtime)
    parts, info = loads(desk, machine.parts), {**machine.info, "program": __version__}
    office = "" if desk.office.built_in else desk.office.folder.name
    files = {SINGLE: page(parts, info, office, INSIDE)}
    site = {**parts, "index.html": page(parts, info, office, HOSTED)}
    if pane is not None:
        site |= {**icons(), "pane.html": page(parts, info, office, page_of_pane(pane.library))}
        files[MANIFEST] = manifest(pane, office or "pmr_xl")
    state = hashlib.sha256(b"".join(site[name] for name in sorted(site))).hexdigest()[:16]
    site["offline.js"] = fill_template("offline.js", state=state, files=json.dumps(["./", *sorted(site)])).encode()
    files |= {f"{SITE}/{name}": content for name, content in site.items()}
    files["README.txt"] = (PAGE / "README.txt").read_bytes()
    sums = "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    for name, content in {**files, "SHA256SUMS.txt": sums.encode()}.items():
        make_folder((into / name).parent)
        write_bytes(into / name, content)
    return Made(into / SINGLE, into / SITE, len(files[SINGLE]), sum(map(len, site.values())))


def _must_be_ours(into: Path) -> None:
    """See that nothing else is written over: what is there is an earlier page, by its names, or nothing."""
    sums = "SHA256SUMS.txt"
    known = {SINGLE, SITE, MANIFEST, "README.txt", sums}
    there = sorted(one.name for one in into.iterdir()) if into.is_dir() else []
    others = [name for name in there if name not in known or not {SINGLE, sums} & {*there}]
    if others:
        raise Fault(
            f"{into} holds other things ({', '.join(others[:3])}); nothing was written.", "Name a new or empty folder."
        )
