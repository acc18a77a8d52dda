"""Makes the page of its parts: one file that opens anywhere, and the same as a folder for a static host."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Mapping
from pathlib import Path

from pmr_xl.desk.desk import Desk
from pmr_xl.desk.writing import made, write_bytes
from pmr_xl.model.fault import Fault
from pmr_xl.model.quick.named import NamedTuple
from pmr_xl.version import __version__
from pmr_xl.web.packing.archive import integrity
from pmr_xl.web.packing.bundle import loads
from pmr_xl.web.packing.runtime import runtime as the_runtime

SINGLE = "PMR_check.html"
SITE = "site"
_PAGE = Path(__file__).parent / "page"


class Made(NamedTuple):
    """The one file, the folder for a host, and how many bytes a browser loads for each."""

    single: Path
    site: Path
    single_bytes: int
    site_bytes: int


def make_pages(desk: Desk, into: Path, runtime: Path | None = None) -> Made:
    """Write both, with the hashes of everything beside them.

    Args:
        into: a folder, made where there is none.
        runtime: the npm package of the runtime as a file; fetched where None.

    Raises:
        Fault: the runtime cannot be had, a schema cannot be read, or the folder cannot be written or holds
            other things.
    """
    _must_be_ours(into)
    machine = the_runtime(runtime)
    parts, info = loads(desk, machine.parts), {**machine.info, "program": __version__}
    office = "" if desk.office.built_in else desk.office.folder.name
    files = {SINGLE: page(parts, info, office, inside=True)}
    site = {**parts, "index.html": page(parts, info, office, inside=False)}
    state = hashlib.sha256(b"".join(site[name] for name in sorted(site))).hexdigest()[:16]
    site["offline.js"] = _filled("offline.js", state=state, files=json.dumps(["./", *sorted(site)])).encode()
    files |= {f"{SITE}/{name}": content for name, content in site.items()}
    files["README.txt"] = (_PAGE / "README.txt").read_bytes()
    sums = "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    for name, content in {**files, "SHA256SUMS.txt": sums.encode()}.items():
        made((into / name).parent)
        write_bytes(into / name, content)
    return Made(into / SINGLE, into / SITE, len(files[SINGLE]), sum(map(len, site.values())))


def page(parts: Mapping[str, bytes], info: Mapping[str, object], office: str, *, inside: bool) -> bytes:
    """The page; with its parts ``inside``, or beside it on a host.

    Its policy names no other place: nothing can be loaded from one or sent to one.
    """
    style = (_PAGE / "page.css").read_text(encoding="utf-8")
    said = json.dumps({**info, "hosted": not inside}).replace("<", "\\u003c")
    script = _filled("page.js", info=said, names=json.dumps(sorted(parts)))
    data = "\n".join(
        f'<script type="application/octet-stream" id="part-{name}">{base64.b64encode(parts[name]).decode()}</script>'
        for name in (sorted(parts) if inside else ())
    )
    about = html.escape(f"pmr_xl {__version__}{f' · {office}' if office else ''} · runtime: Pyodide (MPL-2.0)")
    text = _filled(
        "page.html", policy=_policy(style, script, inside=inside), style=style, about=about, parts=data,
        worker=(_PAGE / "worker.js").read_text(encoding="utf-8"), script=script,
    )  # fmt: skip
    return text.encode()


def _policy(style: str, script: str, *, inside: bool) -> str:
    """Its own script and style by their hashes, WebAssembly, a worker made of its own text, and nothing else."""
    own = "" if inside else " 'self'"
    return "; ".join((
        "default-src 'none'",
        f"script-src '{integrity(script.encode())}' 'wasm-unsafe-eval' blob:{own}",
        f"style-src '{integrity(style.encode())}'",
        f"worker-src blob:{own}",
        f"connect-src {'none' if inside else 'self'}".replace("none", "'none'").replace("self", "'self'"),
        "img-src data:", "base-uri 'none'", "form-action 'none'",
    ))  # fmt: skip


def _filled(name: str, **given: str) -> str:
    text = (_PAGE / name).read_text(encoding="utf-8")
    for key, value in given.items():
        text = text.replace(f"{{{{{key}}}}}", value, 1)
    return text


def _must_be_ours(into: Path) -> None:
    known = {SINGLE, SITE, "README.txt", "SHA256SUMS.txt"}
    if into.is_dir() and (others := sorted(one.name for one in into.iterdir() if one.name not in known)):
        raise Fault(
            f"{into} holds other things ({', '.join(others[:3])}); nothing was written.", "Name a new or empty folder."
        )
